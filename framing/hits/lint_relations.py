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
        frame, pattern = subject.entries[number]
        for row in _exclusions(subject, rows):
            exclusion = subject.all[row.inner]
            if exclusion.frame is frame and row.length == len(pattern.words):
                text = exclusion.pattern.text
                yield number, f"the frame's exclusion {text!r} takes all its hits. Remove one of them."
                break


def duplicate(subject: Subject) -> Iterator[tuple[int, str]]:
    """Patterns that stand twice in a frame."""
    for number, twin in enumerate(subject.twins):
        if twin != number:
            frame, pattern = subject.entries[twin]
            home = ".".join(filter(None, (frame.name, pattern.category)))
            yield number, f"already stands in {home!r}, where its hits count. Remove one of the two."


def shadowed(subject: Subject) -> Iterator[tuple[int, str]]:
    """Patterns that another one before them, in the same frame, always forestalls."""
    for number, before, _ in _wider(subject):
        if before:
            text = subject.entries[before[0]].pattern.text
            yield number, f"{text!r}, which stands before it, finds its words first. Remove it, or put it first."


def covered(subject: Subject) -> Iterator[tuple[int, str]]:
    """Patterns whose words another one after them, in the same frame, would find as well."""
    for number, before, after in _wider(subject):
        if after and not before:
            text = subject.entries[after[0]].pattern.text
            yield number, f"{text!r}, which stands after it, finds its words too. Keep it to tell its hits apart."


def overlap(subject: Subject) -> Iterator[tuple[int, str]]:
    """Patterns whose words, or part of them, another frame's pattern finds too."""
    met: set[tuple[int, int]] = set()
    for number, rows in subject.insides.items():
        words = len(subject.entries[number].pattern.words)
        others = _of_other_frames(subject, number, rows)
        same = [row.inner for row in others if row.length == words and (row.inner, number) not in met]
        part = [row.inner for row in others if row.length < words]
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
        frame, pattern = subject.entries[number]
        if subject.faults[number] or subject.twins[number] != number:
            continue
        own = [
            row.inner
            for row in rows
            if row.inner < len(subject.entries)
            and row.length == len(pattern.words)
            and subject.entries[row.inner].frame is frame
            and subject.twins[row.inner] != number
        ]
        yield number, [inner for inner in own if inner < number], [inner for inner in own if inner > number]


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
