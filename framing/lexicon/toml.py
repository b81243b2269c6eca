"""
Our own lexicon files, in TOML: how one is written, and all its faults at once.

Each frame is a table; its patterns stand in categories::

    name = "security"
    about = "what it is for"
    source = "who compiled it, from what"

    [frames.great_game]
    label = "Great Game"
    about = "The region is a board on which outside powers compete for influence."
    codebook = "Policy Frames Codebook: external regulation and reputation"

    [frames.great_game.patterns]
    eponymous = ["great game"]
    core = [
      { pattern = "struggle for influence", function = "problem", note = "why it is here", source = "from where" },
      { pattern = "US", case_sensitive = true, note = "not the pronoun" },
    ]

    [frames.great_game]
    exclude = ["great game reserve*"]

A **pattern** is one or more words separated by single spaces. ``*`` stands for any characters of a word (also
none), ``?`` for exactly one. Case, curly or straight quotes and the kind of hyphen do not matter unless
``case_sensitive = true``. A word of a pattern must be a word of the tokenizer, whole: ``border`` is not found in
``borders``. An occurrence that lies wholly inside an occurrence of one of the frame's ``exclude`` patterns is no
hit. ``id`` names a pattern in tables (default: the pattern itself); ``function`` says what the wording does in the
frame (problem, cause, judgement, remedy: Entman 1993). The same pattern may stand in two frames only if both
entries say ``shared = true``.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from framing.errors import LexiconError, unknown
from framing.lexicon.faults import faults_by_pattern
from framing.lexicon.frames import FUNCTIONS, Frame, Lexicon, Pattern
from framing.text.tokens import fold

_LEXICON_KEYS = ("name", "about", "source", "licence", "version", "frames")
_FRAME_KEYS = ("label", "about", "codebook", "patterns", "exclude")
_PATTERN_KEYS = ("pattern", "id", "case_sensitive", "fixed", "function", "note", "source", "shared")

Line = Callable[[], int]  # a line that is looked up only if there is a fault


def read_toml(path: Path) -> Lexicon:
    """
    Read a lexicon of our own and check every entry.

    Raises
    ------
    LexiconError
        With all faults at once, each with file, line, what is wrong and what to do.
    """
    text, data = _opened(path)
    file = _File(path, text)
    frames = _frames(file, data)
    for frame in frames:
        for group in (frame.patterns, frame.exclude):
            _check_twice(file, frame.name, group)
            _check_ids(file, frame.name, group)
    _check_shared(file, frames)
    _check_patterns(file)
    file.refuse_faults()
    about = {key: str(data.get(key, "")) for key in ("about", "source")}
    return Lexicon(tuple(frames), str(data.get("name", path.stem)), **about)


def _opened(path: Path) -> tuple[str, dict[str, Any]]:
    """The file as text and as tables."""
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


class _File:
    """A file on its way to being read: its lines, the patterns so far, and every fault."""

    def __init__(self, path: Path, text: str) -> None:
        self.path, self.lines = path, text.splitlines()
        self.faults: list[tuple[int, str]] = []
        self.read: list[tuple[Pattern, str, Line]] = []  # each with what an error calls it, and its line
        self.nth: Counter[tuple[str, str]] = Counter()  # how often a frame has named a pattern

    def fault(self, line: int | Line, message: str) -> None:
        self.faults.append((line() if callable(line) else line, message))

    def known(self, table: Mapping[str, Any], keys: Sequence[str], where: str, line: int | Line = 1) -> None:
        for key in table:
            if key not in keys:
                self.fault(line, f"{where}: {unknown('key', key, keys)}")

    def refuse_faults(self) -> None:
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
                inside = table == f"frames.{frame}" or table.startswith(f"frames.{frame}.")
                header = number if inside and header == 1 else header
            if inside and (f'"{text}"' in line or f"'{text}'" in line):
                nth -= 1
                if nth == 0:
                    return number
        return header


def _frames(file: _File, data: Mapping[str, Any]) -> list[Frame]:
    file.known(data, _LEXICON_KEYS, "the lexicon")
    tables = data.get("frames")
    if not isinstance(tables, dict) or not tables:
        file.fault(1, "has no frame. Add a table such as [frames.my_frame] with patterns.")
        return []
    return [_frame(file, name, table) for name, table in tables.items()]


def _frame(file: _File, name: str, table: Any) -> Frame:
    where, line = f"frame {name!r}", file.header(name)
    if not isinstance(table, dict):
        file.fault(line, f"{where}: expected a table, found {table!r}.")
        return Frame(name, ())
    file.known(table, _FRAME_KEYS, where, line)
    groups = table.get("patterns", {})
    if isinstance(groups, list):
        groups = {"": groups}
    if not isinstance(groups, dict):
        file.fault(line, f"{where}: patterns must be a list, or categories of lists.")
        groups = {}
    patterns = [
        pattern
        for category, entries in groups.items()
        for pattern in _patterns(file, entries, frame=name, category=category, where=where)
    ]
    if not patterns:
        file.fault(line, f"{where}: is empty. Give it at least one pattern, or remove it.")
    exclude = _patterns(file, table.get("exclude", []), frame=name, category="", where=f"{where}, exclude")
    about = {key: str(table.get(key, "")) for key in ("label", "about", "codebook")}
    return Frame(name, tuple(patterns), tuple(exclude), **about)


def _patterns(file: _File, entries: Any, *, frame: str, category: str, where: str) -> list[Pattern]:
    if not isinstance(entries, list):
        file.fault(file.header(frame), f"{where}, {category or 'patterns'}: expected a list, found {entries!r}.")
        return []
    read = (_pattern(file, entry, frame=frame, category=category, where=where) for entry in entries)
    return [pattern for pattern in read if pattern is not None]


def _pattern(file: _File, entry: Any, *, frame: str, category: str, where: str) -> Pattern | None:
    if isinstance(entry, str):
        entry = {"pattern": entry}
    if not isinstance(entry, dict) or not isinstance(entry.get("pattern"), str):
        line = file.line_of(frame, str(entry))
        file.fault(line, f'{where}: expected a pattern in quotes or {{ pattern = "..." }}, found {entry!r}.')
        return None
    text = entry["pattern"]
    file.nth[frame, text] += 1
    line = file.line_of(frame, text, nth=file.nth[frame, text])
    where = f"{where}: pattern {text!r}"
    _check_values(file, entry, where, line)
    values = {key: entry[key] for key in entry if key in _PATTERN_KEYS and key != "pattern"}
    pattern = Pattern(text, category=category, **values)
    file.read.append((pattern, where, line))
    return pattern


def _check_values(file: _File, entry: Mapping[str, Any], where: str, line: Line) -> None:
    """What an entry says besides its pattern is known and of its kind."""
    file.known(entry, _PATTERN_KEYS, where, line)
    for key in ("id", "function", "note", "source"):
        if not isinstance(entry.get(key, ""), str):
            file.fault(line, f"{where}: {key} must be text, found {entry[key]!r}.")
    for key in ("case_sensitive", "fixed", "shared"):
        if not isinstance(entry.get(key, False), bool):
            file.fault(line, f"{where}: {key} must be true or false, found {entry[key]!r}.")
    if entry.get("function", "") not in ("", *FUNCTIONS):
        file.fault(line, f"{where}: {unknown('function', entry['function'], FUNCTIONS)}")


def _check_patterns(file: _File) -> None:
    """Each pattern can match something; the tokenizer is asked once for all of them."""
    patterns = [pattern for pattern, _, _ in file.read]
    for (_, where, line), faults in zip(file.read, faults_by_pattern(patterns), strict=True):
        for fault in faults:
            file.fault(line, f"{where}: {fault}")


def _check_twice(file: _File, frame: str, group: Sequence[Pattern]) -> None:
    """No pattern stands twice in a frame."""
    for _, pattern, line, is_first in _mentions(file, frame, group):
        if not is_first:
            file.fault(line, f"frame {frame!r}: pattern {pattern.text!r} stands there twice. Remove one.")


def _check_ids(file: _File, frame: str, group: Sequence[Pattern]) -> None:
    """No two patterns of a frame have one id."""
    ids = Counter(pattern.id for pattern in group)
    for pattern in group:
        if ids[pattern.id] > 1 and pattern.id != pattern.text:
            line = file.line_of(frame, pattern.id)
            file.fault(line, f"frame {frame!r}: id {pattern.id!r} is given {ids[pattern.id]} times. Change one.")


def _check_shared(file: _File, frames: Sequence[Frame]) -> None:
    """A pattern that stands in two frames says in both that this is meant."""
    homes: dict[tuple[str, bool], list[tuple[str, Pattern, Line]]] = {}
    for frame in frames:
        for key, pattern, line, _ in _mentions(file, frame.name, frame.patterns):
            homes.setdefault(key, []).append((frame.name, pattern, line))
    for (text, _), places in homes.items():
        names = list(dict.fromkeys(name for name, _, _ in places))
        if len(names) == 1:
            continue
        for name, pattern, line in places:
            if not pattern.shared:
                others = ", ".join(other for other in names if other != name)
                file.fault(
                    line,
                    f"frame {name!r}: pattern {text!r} also stands in {others}. If that is meant, say "
                    "shared = true in both; if not, remove one.",
                )


def _mentions(
    file: _File, frame: str, group: Sequence[Pattern]
) -> Iterator[tuple[tuple[str, bool], Pattern, Line, bool]]:
    """Each pattern with what it is compared by, its line, and whether it is the first of its kind in the frame."""
    seen: dict[tuple[str, bool], str] = {}
    for pattern in group:
        key = (fold(pattern.text, case=pattern.case_sensitive), pattern.case_sensitive)
        is_first = key not in seen
        nth = 1 if is_first or seen[key] != pattern.text else 2
        seen.setdefault(key, pattern.text)
        yield key, pattern, file.line_of(frame, pattern.text, nth=nth), is_first
