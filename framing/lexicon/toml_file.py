"""
A TOML file on its way to being a lexicon: its lines, its patterns so far, and every fault in it.
"""

from __future__ import annotations

import re
import reprlib
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import Any, NoReturn

from framing.errors import LexiconError, unknown
from framing.lexicon.frames import Pattern, Wording

SETS = "sets"  # where a frame is asked for: the table of sets
DEEPEST = 100  # brackets in brackets; a lexicon has at most four
_SHOWN = 50  # faults that an error lists
_MOST = 1_000  # faults after which reading ends
_WORDINGS = 1_000_000  # that all patterns may stand for together
_LARGEST = 200_000_000  # bytes
_STRING = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'")
_DIGITS = re.compile(r"\d[\d_]{4000}", re.ASCII)

Line = Callable[[], int]  # a line that is looked up only if there is a fault


def opened(path: Path) -> tuple[str, dict[str, Any]]:
    """The file as text and as tables."""
    try:
        if path.exists() and not path.is_file():
            raise LexiconError(f"{path}: cannot be read (it is no ordinary file). Give the path of a .toml lexicon.")
        if path.is_file() and path.stat().st_size > _LARGEST:
            raise LexiconError(f"{path}: expected at most {_LARGEST // 10**6} MB, found more. Split the lexicon.")
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        raise LexiconError(f"{path}: no such file. Give the path of a .toml lexicon.") from None
    except UnicodeDecodeError as error:
        raise LexiconError(f"{path}: byte {error.start} is not UTF-8. Save the file as UTF-8.") from None
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read ({error.strerror}).") from None
    line = _too_deep(text)
    if line:
        raise LexiconError(
            f"{path}:{line}: expected at most {DEEPEST} brackets in each other, found more. Flatten them."
        )
    try:
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{path}: is no valid TOML: {short(str(error), 300)}.") from None
    except RecursionError:
        raise LexiconError(f"{path}: its tables lie too deep in each other. Flatten them.") from None
    except ValueError:  # a number of more digits than Python reads
        found = _DIGITS.search(text)
        line = text.count("\n", 0, found.start()) + 1 if found else 1
        raise LexiconError(f"{path}:{line}: expected a number, found one of thousands of digits. Shorten it.") from None


def _too_deep(text: str) -> int:
    """The line in which too many brackets are open, if there is one; strings and comments are passed over roughly."""
    depth = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if "[" in line or "{" in line or "]" in line or "}" in line:
            bare = _STRING.sub("", line).partition("#")[0]
            if bare.lstrip().startswith("[") and depth <= 0:
                if bare.count(".") > DEEPEST:
                    return number
                depth = 0
            for sign in re.findall(r"[\[\]{}]", bare):
                depth += 1 if sign in "[{" else -1
                if depth > DEEPEST:
                    return number
        elif line.count(".") > DEEPEST and _STRING.sub("", line).partition("=")[0].count(".") > DEEPEST:
            return number
    return 0


def shown(value: Any) -> str:
    """A value as a fault quotes it, in a few words whatever it is."""
    try:
        return _SHORT.repr(value)
    except (ValueError, RecursionError):
        return f"a {type(value).__name__} too large to show"


def short(text: str, most: int = 100) -> str:
    """A text as a fault names it."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


_SHORT = reprlib.Repr()
_SHORT.maxlevel, _SHORT.maxlist, _SHORT.maxdict, _SHORT.maxstring, _SHORT.maxlong, _SHORT.maxother = 3, 6, 6, 80, 40, 80


class TomlFile:
    """A file on its way to being read: its lines, the patterns so far, and every fault."""

    def __init__(self, path: Path, text: str, *, checked: bool = True) -> None:
        self.path, self.lines, self.checked = path, text.splitlines(), checked
        self.faults: list[tuple[int, str]] = []
        self.doubts: list[tuple[int, str]] = []  # faults of a file that is not checked
        self.read: list[tuple[Pattern, str, Line]] = []  # each with what an error calls it, and its line
        self.nth: Counter[tuple[str, str]] = Counter()  # how often a frame has named a pattern
        self.entries_of_sets: dict[str, tuple[Wording, ...]] = {}  # what each set stands for, once it is known
        self.n_wordings = 0

    def fault(self, line: int | Line, message: str) -> None:
        """Note what is wrong at a line."""
        self.faults.append((line() if callable(line) else line, short(message, 600)))
        if len(self.faults) >= _MOST:
            self.refuse_faults()

    def doubt(self, line: int | Line, message: str) -> None:
        """Note what is wrong with a pattern; in a file that says ``checked = false`` it is no fault."""
        if self.checked:
            self.fault(line, message)
        else:
            self.doubts.append((line() if callable(line) else line, short(message, 600)))

    def known(self, table: Mapping[str, Any], keys: Sequence[str], where: str, line: int | Line = 1) -> None:
        """Note keys that mean nothing here."""
        for key in table:
            if key not in keys:
                self.fault(line, f"{where}: {unknown('key', key, keys)}")

    def texts(
        self, table: Mapping[str, Any], keys: Sequence[str], where: str = "", line: int | Line = 1
    ) -> dict[str, str]:
        """The texts of a table; what is none is noted."""
        for key in keys:
            if not isinstance(table.get(key, ""), str):
                told = f"{where}: " if where else ""
                self.fault(line, f"{told}{key} must be text, found {shown(table[key])}.")
        return {key: table[key] for key in keys if isinstance(table.get(key), str)}

    def count_wordings(self, number: int, line: int | Line) -> None:
        """Refuse a file whose patterns stand for more wordings than there is memory for."""
        self.n_wordings += number
        if self.n_wordings > _WORDINGS:
            self.fault(line, f"the patterns up to here stand for more than {_WORDINGS:,} wordings. Use near, not sets.")
            self.refuse_faults()

    def refuse_faults(self) -> None:
        """Refuse the file with all its faults, in the order of lines."""
        if self.faults:
            self._refuse()

    def _refuse(self) -> NoReturn:
        faults = sorted(dict.fromkeys(self.faults))
        lines = [f"  {self.path}:{line}: {fault}" for line, fault in faults[:_SHOWN]]
        if len(faults) > _SHOWN:
            lines.append(f"  and {len(faults) - _SHOWN} more")
        most = f", at which reading ended, after {_MOST:,}" if len(self.faults) >= _MOST else ""
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults{most}"
        raise LexiconError("\n".join([f"{self.path.name}: {count}", *lines]))

    def notes(self) -> tuple[str, ...]:
        """What is doubtful in a file that is not checked."""
        return tuple(f"{self.path.name}:{line}: {doubt}" for line, doubt in sorted(dict.fromkeys(self.doubts)))

    def line_of(self, frame: str, text: str, *, nth: int = 1) -> Line:
        """Where the nth mention of a string in a frame is; looked up only if there is a fault."""
        return partial(self.find_line, frame, text, nth)

    def header(self, frame: str) -> Line:
        """Where a frame begins."""
        return partial(self.find_line, frame, "\0", 1)  # no TOML file has this character

    def find_line(self, frame: str, text: str, nth: int) -> int:
        """Line of the nth mention of a string in a frame (of the frame itself, if not found)."""
        headers, mentions = self._places
        key = "sets" if frame == SETS else f"frames.{frame}" if frame else ""
        lines = mentions.get((key, text), ()) if key else mentions.get(("", text), ())
        if nth <= len(lines):
            return lines[nth - 1]
        return headers.get(key, 1)

    @cached_property
    def _places(self) -> tuple[dict[str, int], dict[tuple[str, str], list[int]]]:
        """The line of the header of each frame, and the lines that mention each string of each frame."""
        headers: dict[str, int] = {}
        mentions: dict[tuple[str, str], list[int]] = {}
        frame = ""
        for number, line in enumerate(self.lines, start=1):
            if line.lstrip().startswith("["):
                table = line.strip().strip("[]").replace('"', "").replace("'", "").replace(" ", "")
                if table == SETS or table.startswith(("frames.", f"{SETS}.")):
                    frame = SETS if table.split(".")[0] == SETS else table.removesuffix(".patterns")
                    headers.setdefault(frame, number)
            for found in dict.fromkeys(_STRING.findall(line)):
                mentions.setdefault((frame, found[1:-1]), []).append(number)
        return headers, mentions
