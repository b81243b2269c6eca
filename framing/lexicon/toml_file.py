"""
A TOML file on its way to being a lexicon: its lines, its patterns so far, and every fault in it.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from framing.errors import LexiconError, unknown
from framing.lexicon.frames import Pattern

SETS = "sets"  # where a frame is asked for: the table of sets

Line = Callable[[], int]  # a line that is looked up only if there is a fault


def opened(path: Path) -> tuple[str, dict[str, Any]]:
    """The file as text and as tables."""
    if path.exists() and not path.is_file():
        raise LexiconError(f"{path}: is no file but a folder, a pipe or a device. Give the path of a lexicon.")
    try:
        text = path.read_text(encoding="utf-8")
        return text, tomllib.loads(text)
    except FileNotFoundError:
        raise LexiconError(f"{path}: no such file. Give the path of a .toml lexicon.") from None
    except UnicodeDecodeError as error:
        raise LexiconError(f"{path}: byte {error.start} is not UTF-8. Save the file as UTF-8.") from None
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read ({error.strerror}).") from None
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{path}: is no valid TOML: {error}.") from None


class TomlFile:
    """A file on its way to being read: its lines, the patterns so far, and every fault."""

    def __init__(self, path: Path, text: str) -> None:
        self.path, self.lines = path, text.splitlines()
        self.faults: list[tuple[int, str]] = []
        self.read: list[tuple[Pattern, str, Line]] = []  # each with what an error calls it, and its line
        self.nth: Counter[tuple[str, str]] = Counter()  # how often a frame has named a pattern

    def fault(self, line: int | Line, message: str) -> None:
        """Note what is wrong at a line."""
        self.faults.append((line() if callable(line) else line, message))

    def known(self, table: Mapping[str, Any], keys: Sequence[str], where: str, line: int | Line = 1) -> None:
        """Note keys that mean nothing here."""
        for key in table:
            if key not in keys:
                self.fault(line, f"{where}: {unknown('key', key, keys)}")

    def refuse_faults(self) -> None:
        """Refuse the file with all its faults, in the order of lines."""
        if not self.faults:
            return
        faults = sorted(dict.fromkeys(self.faults))
        lines = "\n".join(f"  {self.path}:{line}: {fault}" for line, fault in faults)
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        raise LexiconError(f"{self.path.name}: {count}\n{lines}")

    def line_of(self, frame: str, text: str, *, nth: int = 1) -> Line:
        """Where the nth mention of a string in a frame is; looked up only if there is a fault."""
        return partial(self.find_line, frame, text, nth)

    def header(self, frame: str) -> Line:
        """Where a frame begins."""
        return self.line_of(frame, "\0")  # no TOML file has this character

    def find_line(self, frame: str, text: str, nth: int) -> int:
        """Line of the nth mention of a string in a frame (of the frame itself, if not found)."""
        inside, header = not frame, 1
        for number, line in enumerate(self.lines, start=1):
            if line.lstrip().startswith("["):
                table = line.strip().strip("[]").replace('"', "").replace(" ", "")
                wanted = SETS if frame == SETS else f"frames.{frame}"
                inside = table == wanted or table.startswith(f"{wanted}.")
                header = number if inside and header == 1 else header
            if inside and (f'"{text}"' in line or f"'{text}'" in line):
                nth -= 1
                if nth == 0:
                    return number
        return header
