"""
What is asked of the patterns of a TOML file together: that each can match, and stands where it stands only once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from framing.lexicon.faults import faults_by_pattern
from framing.lexicon.frames import Frame, Pattern
from framing.lexicon.toml_file import Line, TomlFile
from framing.text.folding import fold

_NAMED = 5  # other frames that a fault names


def check(file: TomlFile, frames: Sequence[Frame]) -> None:
    """Note what is wrong with the patterns of a file."""
    for frame in frames:
        for group in (frame.patterns, frame.exclude):
            _check_twice(file, frame.name, group)
            _check_ids(file, frame.name, group)
    _check_shared(file, frames)
    _check_patterns(file)


def _check_patterns(file: TomlFile) -> None:
    """Each pattern can match something; the tokenizer is asked once for all of them."""
    patterns = [pattern for pattern, _, _ in file.read]
    for (_, where, line), faults in zip(file.read, faults_by_pattern(patterns), strict=True):
        for fault in faults:
            file.doubt(line, f"{where}: {fault}")


def _check_twice(file: TomlFile, frame: str, group: Sequence[Pattern]) -> None:
    """No pattern stands twice in a frame."""
    for _, pattern, line, is_first in _mentions(file, frame, group):
        if not is_first:
            file.doubt(line, f"frame {frame!r}: pattern {pattern.text!r} stands there twice. Remove one.")


def _check_ids(file: TomlFile, frame: str, group: Sequence[Pattern]) -> None:
    """No two patterns of a frame have one id."""
    ids = Counter(pattern.id for pattern in group)
    for pattern in group:
        if ids[pattern.id] > 1 and pattern.id != pattern.text:
            line = file.line_of(frame, pattern.id)
            file.doubt(line, f"frame {frame!r}: id {pattern.id!r} is given {ids[pattern.id]} times. Change one.")


def _check_shared(file: TomlFile, frames: Sequence[Frame]) -> None:
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
                others = [other for other in names if other != name]
                others = ", ".join(others[:_NAMED]) + (
                    f" and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
                )
                file.doubt(
                    line,
                    f"frame {name!r}: pattern {text!r} also stands in {others}. If that is meant, say "
                    "shared = true in both; if not, remove one.",
                )


def _mentions(
    file: TomlFile, frame: str, group: Sequence[Pattern]
) -> Iterator[tuple[tuple[str, bool], Pattern, Line, bool]]:
    """Each pattern with what it is compared by, its line, and whether it is the first of its kind in the frame."""
    seen: dict[tuple[str, bool], str] = {}
    for pattern in group:
        key = (fold(pattern.text, case=pattern.case_sensitive), pattern.case_sensitive)
        is_first = key not in seen
        nth = 1 if is_first or seen[key] != pattern.text else 2
        seen.setdefault(key, pattern.text)
        yield key, pattern, file.line_of(frame, pattern.text, nth=nth), is_first
