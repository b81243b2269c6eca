"""
Entries of another tool's file to a lexicon of ours; what cannot be kept becomes a note.

The first level of categories gives the frames, what lies deeper our categories, joined by dots (``a.b``). What would be
a fault in a TOML file is only noted here, since real dictionaries have such entries.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from framing.lexicon.entries import Entry, Note, Parsed
from framing.lexicon.faults import faults_by_pattern
from framing.lexicon.frames import Frame, Lexicon, Pattern
from framing.text.folding import fold


def converted(parsed: Parsed, path: Path) -> Lexicon:
    """The lexicon that a file of another tool stands for; ``Lexicon.notes`` says what is not kept."""
    notes = list(parsed.notes)
    places = _places(parsed.entries, notes)
    kept = _kept(parsed.entries, places, notes)
    patterns = {n: _pattern(parsed.entries[n]) for n in kept}
    plain = [n for n in kept if parsed.entries[n].rule is None]  # a rule is checked where it is read
    for n, faults in zip(plain, faults_by_pattern([patterns[n] for n in plain]), strict=True):
        notes.extend(Note(parsed.entries[n].line, parsed.entries[n].text, fault) for fault in faults)
    frames: dict[str, list[Pattern]] = {name: [] for name in parsed.first}
    for n in sorted(patterns):
        frames.setdefault(parsed.entries[n].path[0], []).append(patterns[n])
    notes.sort(key=lambda note: note.line)
    return Lexicon(
        tuple(Frame(name, tuple(own)) for name, own in frames.items() if own),
        parsed.name or path.stem,
        notes=tuple(": ".join(filter(None, (f"{path.name}:{n.line}", n.entry, n.text))) for n in notes),
        sets=parsed.sets,
    )


def _category(entry: Entry) -> str:
    return ".".join(entry.path[1:])


def _pattern(entry: Entry) -> Pattern:
    if entry.rule is not None:
        return replace(entry.rule, category=_category(entry))
    return Pattern(entry.text, category=_category(entry), fixed=entry.fixed)


def _places(entries: Sequence[Entry], notes: list[Note]) -> list[dict[str, int]]:
    """Of each distinct pattern of a frame, the number of its entry in each category; duplicates get a note."""
    homes: dict[tuple[str, str], tuple[str, ...]] = {}  # (frame, category) to the path that it stands for
    places: dict[tuple[str, str, bool, str], dict[str, int]] = {}
    for n, entry in enumerate(entries):
        frame, category = entry.path[0], _category(entry)
        if homes.setdefault((frame, category), entry.path) != entry.path:
            notes.append(Note(entry.line, entry.text, f"two categories are written {category!r}; read as one"))
        key = (frame, fold(entry.text), entry.fixed, entry.rule.id if entry.rule else "")
        if places.setdefault(key, {}).setdefault(category, n) != n:
            home = f"{frame}.{category}" if category else frame
            notes.append(Note(entry.line, entry.text, f"stands twice in {home!r}, is kept once"))
    return list(places.values())


def _kept(entries: Sequence[Entry], places: list[dict[str, int]], notes: list[Note]) -> list[int]:
    """The entries that count: of a category and the one above, in the lower; of two beside each other, in both."""
    kept: list[int] = []
    lower: list[Entry] = []  # entries that a category below has too
    for own in places:
        paths = {entries[n].path for n in own.values()}
        above = {path[:depth] for path in paths for depth in range(1, len(path))} if len(own) > 1 else set()
        first = ""
        for n in own.values():
            entry = entries[n]
            if entry.path in above:
                lower.append(entry)
                continue
            if first:
                what = f"also stands in {first!r}, which comes first: its hits count there, not in {entry.path[-1]!r}"
                notes.append(Note(entry.line, entry.text, what))
            first = first or ".".join(entry.path)
            kept.append(n)
    if lower:
        what = (
            f"entries of a category that also stand in one below it: {len(lower)}; each counts in the lower one, "
            "and the frame adds them up"
        )
        notes.append(Note(min(entry.line for entry in lower), "", what))
    return kept
