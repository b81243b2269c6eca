"""
Entries of another tool's file to a lexicon of ours; what cannot be kept becomes a note.

The first level of categories gives the frames, what lies deeper our categories, joined by dots (``a.b``). What would be
a fault in a TOML file is only noted here, since real dictionaries have such entries.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from framing.errors import LexiconError
from framing.lexicon.entries import Entry, Note, Parsed
from framing.lexicon.exactness import most_exact_first
from framing.lexicon.faults import faults_by_pattern
from framing.lexicon.frames import Frame, Lexicon, Pattern
from framing.lexicon.mappings import named
from framing.text.folding import fold

_TOLD = 3  # pairs of entries that a note names
_SHOWN = 60  # characters of an entry that a note repeats


def converted(parsed: Parsed, path: Path, levels: Sequence[int] | None = None) -> Lexicon:
    """
    The lexicon that a file of another tool stands for; ``Lexicon.notes`` says what is not kept.

    With ``levels`` frames are named by these levels of categories, as in :meth:`Lexicon.from_dict`.

    Raises
    ------
    LexiconError
        If no entry has one of the levels.
    """
    notes = list(parsed.notes)
    entries = parsed.entries if levels is None else _at_levels(parsed.entries, levels, path, notes)
    excluded = [entry for entry in entries if entry.exclude]
    entries = [entry for entry in entries if not entry.exclude]
    places = _places(entries, notes)
    kept = _kept(entries, places, notes)
    patterns = {n: _pattern(entries[n]) for n in kept}
    plain = [n for n in kept if entries[n].rule is None]  # a rule is checked where it is read
    for n, faults in zip(plain, faults_by_pattern([patterns[n] for n in plain]), strict=True):
        notes.extend(Note(entries[n].line, entries[n].text, fault) for fault in faults)
    own: dict[str, list[int]] = {name: [] for name in parsed.first} if levels is None else {}
    for n in sorted(patterns):
        own.setdefault(entries[n].path[0], []).append(n)
    frames = {frame: [patterns[n] for n in _in_order(numbers, entries, notes)] for frame, numbers in own.items()}
    _note_weights([entries[n] for n in sorted(patterns)], notes)
    exclusions: dict[str, dict[Pattern, None]] = {}
    for entry in excluded:
        exclusions.setdefault(entry.path[0], {})[replace(_pattern(entry), category="", weight=1.0)] = None
    notes.sort(key=lambda note: note.line)
    name = path.name.encode("utf-8", "replace").decode("utf-8")
    return Lexicon(
        tuple(Frame(frame, tuple(kept), tuple(exclusions.get(frame, ()))) for frame, kept in frames.items() if kept),
        parsed.name or path.stem.encode("utf-8", "replace").decode("utf-8"),
        notes=tuple(": ".join(filter(None, (f"{name}:{n.line}", _cut(n.entry), n.text))) for n in notes),
        sets=parsed.sets,
    )


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _at_levels(entries: Sequence[Entry], levels: Sequence[int], path: Path, notes: list[Note]) -> list[Entry]:
    """The entries below the names of their levels; how many have none of these is a note."""
    places = [(entry, named(entry.path, levels)) for entry in entries]
    kept = [replace(entry, path=(place[0],)) for entry, place in places if place]
    if not kept:
        deepest = max(len(entry.path) for entry in entries)
        raise LexiconError(f"{path}: no entry has a category at levels {list(levels)}; the deepest level is {deepest}.")
    lost = [entry for entry, place in places if not place]
    if lost:
        notes.append(
            Note(lost[0].line, "", f"entries without a category at levels {list(levels)}, left out: {len(lost)}")
        )
    return kept


def _note_weights(entries: Sequence[Entry], notes: list[Note]) -> None:
    weighed = [entry for entry in entries if entry.weight != 1]
    if weighed:
        edges = dict.fromkeys(f"{edge(entry.weight for entry in weighed):g}" for edge in (min, max))
        one = len(weighed) == 1
        carry = "1 entry carries a weight" if one else f"{len(weighed):,} entries carry weights"
        them = "it" if one else "them"
        what = f"{carry} ({' to '.join(edges)}); counts ignore {them}, frame_scores(..., weights=True) uses {them}"
        notes.append(Note(weighed[0].line, "", what))


def _in_order(numbers: Sequence[int], entries: Sequence[Entry], notes: list[Note]) -> list[int]:
    """The entries of a frame, more exact ones of other categories first; which ones give way is a note."""
    said = [("" if entries[n].rule else entries[n].text, _category(entries[n]), entries[n].fixed) for n in numbers]
    order, gives_way = most_exact_first(said)
    if gives_way:
        pairs = [(entries[numbers[wide]], entries[numbers[narrow]]) for wide, narrow in gives_way]
        shown = "; ".join(
            f"what {_cut(wide.text)!r} in {_home(wide)!r} and {_cut(narrow.text)!r} in {_home(narrow)!r} find"
            for wide, narrow in pairs[:_TOLD]
        )
        more = f"; and {len(pairs) - _TOLD} more such entries" if len(pairs) > _TOLD else ""
        what = f"the most exact entry of several categories counts, here the second: {shown}{more}"
        notes.append(Note(pairs[0][0].line, "", what))
    return [numbers[place] for place in order]


def _home(entry: Entry) -> str:
    return _cut(entry.path[-1])


def _category(entry: Entry) -> str:
    return ".".join(entry.path[1:])


def _pattern(entry: Entry) -> Pattern:
    if entry.rule is not None:
        return replace(entry.rule, category=_category(entry), weight=entry.weight)
    return Pattern(entry.text, category=_category(entry), fixed=entry.fixed, weight=entry.weight)


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
            first = entries[places[key][category]]
            other = f"; its weight is {first.weight:g}, not {entry.weight:g}" if first.weight != entry.weight else ""
            notes.append(Note(entry.line, entry.text, f"stands twice in {home!r}, is kept once{other}"))
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
