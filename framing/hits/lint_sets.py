"""
Findings about sets: unused ones, and entries that find nothing of their own.

Each gives the name of the set and a detail that says what is the matter and what to do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from framing.hits.lint_subject import Subject, listed
from framing.lexicon.frames import Frame, Lexicon
from framing.lexicon.sets import names_in, wordings
from framing.text.corpus import Corpus

_SHOWN = 12  # entries of a set that a detail names


def as_subject(lexicon: Lexicon, corpus: Corpus | None) -> Subject:
    """The sets of a lexicon as if they were its frames, and their entries the patterns."""
    frames = (
        Frame(name, tuple(replace(entry, wordings=wordings(entry, lexicon.sets)) for entry in entries))
        for name, entries in lexicon.sets.items()
    )
    return Subject(Lexicon(tuple(frames)), corpus)


def unused_set(lexicon: Lexicon, _: Subject) -> Iterator[tuple[str, str]]:
    """Sets that no pattern uses, be it through another set."""
    patterns = [pattern for frame in lexicon for pattern in (*frame.patterns, *frame.exclude)]
    used, new = set(), {name for pattern in patterns for name in pattern.sets}
    while new:
        used |= new
        new = {name for one in new for entry in lexicon.sets.get(one, ()) for name in names_in(entry)} - used
    for name in lexicon.sets:
        if name not in used:
            yield name, "no pattern uses it. Use it, or remove it."


def set_entry(_: Lexicon, sets: Subject) -> Iterator[tuple[str, str]]:
    """Entries that other entries of the set make superfluous."""
    finders = _finders(sets)
    for name, own in _numbers(sets):
        by_finders: dict[str, list[str]] = {}
        for entry in own:
            if entry in finders:
                by_finders.setdefault(sets.ids(finders[entry]), []).append(sets.ids([entry]))
        if by_finders:
            said = ", nor ".join(
                f"{listed(found, most=_SHOWN)} beside {others}" for others, found in by_finders.items()
            )
            yield name, f"needs no {said}. Remove what it does not need."


def absent_entry(_: Lexicon, sets: Subject) -> Iterator[tuple[str, str]]:
    """Entries that occur nowhere in the corpus; a line a set."""
    seen = np.bincount(sets.found.pattern, minlength=len(sets.entries))
    for name, own in _numbers(sets):
        absent = [sets.ids([entry]) for entry in own if not seen[entry]]
        if absent:
            how_many = "none" if len(absent) == len(own) else f"{len(own) - len(absent)}"
            said = f"{how_many} of {len(own)} entries in the corpus; not {listed(absent, most=_SHOWN)}"
            yield name, f"{said}. Look how the texts spell them."


def _numbers(sets: Subject) -> Iterator[tuple[str, range]]:
    """Each set and the numbers of its entries."""
    stop = 0
    for frame in sets.lexicon:
        start, stop = stop, stop + len(frame.patterns)
        yield frame.name, range(start, stop)


def _finders(sets: Subject) -> dict[int, list[int]]:
    """Of each entry that could go, since others of its set find its words, these; of two that are equal the last."""
    found: dict[int, list[int]] = {}
    for number in reversed(sets.insides):
        first: dict[int, int] = {}
        for row in sorted(sets.insides[number], key=lambda row: row.inner):
            if row.whole and row.inner not in found and sets.serves(row.inner, number):
                first.setdefault(row.wording, row.inner)
        if len(first) == len(sets.wordings[number]):
            found[number] = sorted(set(first.values()))
    return found
