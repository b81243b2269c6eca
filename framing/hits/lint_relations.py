"""
Findings about patterns that stand in the words of others: dead, double, shadowed, covered, overlapping.

Each gives the number of the pattern and a detail that says what is the matter and what to do.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from framing.hits.lint_subject import Inside, Subject, listed


def unreachable(subject: Subject) -> Iterator[tuple[int, str]]:
    """Patterns that can never have a hit."""
    for number, faults in enumerate(subject.faults):
        if faults:
            yield number, " ".join(faults)
    for number, rows in subject.insides.items():
        frame = subject.entries[number].frame
        exclusions = [row for row in _exclusions(subject, rows) if subject.all[row.inner].frame is frame]
        takers = _finders(subject, number, exclusions)
        if takers:
            one = "exclusion" if len(takers) == 1 else "exclusions"
            takes = "takes" if len(takers) == 1 else "take"
            yield number, f"the frame's {one} {subject.ids(takers)} {takes} all its hits. Remove one of them."


def duplicate(subject: Subject) -> Iterator[tuple[int, str]]:
    """Patterns that stand twice in a frame."""
    for number, twin in enumerate(subject.twins):
        if twin != number:
            frame, pattern = subject.entries[twin]
            home = ".".join(filter(None, (frame.name, pattern.category)))
            yield number, f"already stands in {home!r}, where its hits count. Remove one of the two."


def shadowed(subject: Subject) -> Iterator[tuple[int, str]]:
    """Patterns that others before them, in the same frame, always forestall."""
    for number, before, _ in _wider(subject):
        if len(before) == 1:
            text = subject.ids(before)
            yield number, f"{text}, which stands before it, finds its words first. Remove it, or put it first."
        elif before:
            text = subject.ids(before)
            yield number, f"{text}, which stand before it, find its words first. Remove it, or put it first."


def covered(subject: Subject) -> Iterator[tuple[int, str]]:
    """Patterns whose words others after them, in the same frame, would find as well."""
    for number, before, after in _wider(subject):
        if after and not before:
            text = subject.ids(after)
            said = "which stands after it, finds" if len(after) == 1 else "which stand after it, find"
            yield number, f"{text}, {said} its words too. Keep it to tell its hits apart."


def overlap(subject: Subject) -> Iterator[tuple[int, str]]:
    """Patterns whose words, or part of them, another frame's pattern finds too."""
    met: set[tuple[int, int]] = set()
    for number, rows in subject.insides.items():
        others = _of_other_frames(subject, number, rows)
        every = _in_every_wording(subject, number, others)
        same = _in_every_wording(subject, number, [row for row in others if row.whole])
        part = [inner for inner in every if inner not in same]
        same = [inner for inner in same if (inner, number) not in met]
        met.update((number, inner) for inner in same)
        if same:
            names = subject.named(same)
            yield number, f"the same words are found by {names}. If they belong to one frame, remove the other."
        if part:
            frames = " and ".join(dict.fromkeys(repr(subject.entries[inner].frame.name) for inner in part))
            names = subject.named(part)
            yield number, f"inside it stands {names}. If its words belong here only, exclude it in {frames}."
    if subject.corpus is not None:
        yield from _meetings(subject, met)


def _exclusions(subject: Subject, rows: list[Inside]) -> list[Inside]:
    return [row for row in rows if row.inner >= len(subject.entries)]


def _wider(subject: Subject) -> Iterator[tuple[int, list[int], list[int]]]:
    """Each pattern that could have hits, and the patterns before and after it in its frame that find all of them."""
    for number, rows in subject.insides.items():
        if subject.faults[number] or subject.twins[number] != number:
            continue
        own = [row for row in rows if subject.serves(row.inner, number) and subject.twins[row.inner] != number]
        before = _finders(subject, number, [row for row in own if row.inner < number])
        after = _finders(subject, number, [row for row in own if row.inner > number])
        yield number, before, after


def _finders(subject: Subject, number: int, rows: list[Inside]) -> list[int]:
    """The patterns that together find each wording of one as a whole, as few as the first do; none if they do not."""
    first: dict[int, int] = {}
    for row in sorted((row for row in rows if row.whole), key=lambda row: row.inner):
        first.setdefault(row.wording, row.inner)
    return sorted(set(first.values())) if len(first) == len(subject.wordings[number]) else []


def _in_every_wording(subject: Subject, number: int, rows: list[Inside]) -> list[int]:
    """The patterns that stand in each wording of one, in the order of the rows."""
    wordings: dict[int, set[int]] = {}
    for row in rows:
        wordings.setdefault(row.inner, set()).add(row.wording)
    return [inner for inner, own in wordings.items() if len(own) == len(subject.wordings[number])]


def _of_other_frames(subject: Subject, number: int, rows: list[Inside]) -> list[Inside]:
    """The patterns of other frames inside one, but for those whose frame already gives these words up."""
    exclusions = _exclusions(subject, rows)
    others = []
    for row in rows:
        if row.inner >= len(subject.entries):
            continue
        frame = subject.entries[row.inner].frame
        given_up = any(
            subject.all[out.inner].frame is frame
            and out.wording == row.wording
            and out.first <= row.first
            and row.first + row.length <= out.first + out.length
            for out in exclusions
        )
        if frame is not subject.entries[number].frame and not given_up:
            others.append(row)
    return others


def _meetings(subject: Subject, met: set[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    """Patterns of two frames of which neither covers the other, but which find the same words of the corpus."""
    entries, found = subject.entries, subject.found
    codes, names = subject.types
    rows = np.flatnonzero((found.length == 1) & (found.pattern < len(entries)))
    ids = subject.corpus.tokens.ids
    pairs = np.unique(np.stack([codes[ids[found.first[rows]]], found.pattern[rows]]), axis=1)
    table = pd.DataFrame({"type": pairs[0], "number": pairs[1]})
    both = table.merge(table, on="type")
    both = both[both["number_x"] < both["number_y"]].sort_values(["number_x", "number_y", "type"])
    shared: dict[tuple[int, int], list[str]] = {}
    for code, a, b in both.itertuples(index=False):
        if entries[a].frame is not entries[b].frame and (a, b) not in met and (b, a) not in met:
            shared.setdefault((a, b), []).append(names[code])
    for (a, b), words in shared.items():
        text = listed([repr(word) for word in sorted(words)])
        other = subject.named([b])
        yield a, f"{text} is found by {other} too. If it belongs to one frame, exclude it in the other."
