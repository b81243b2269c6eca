"""
Occurrences, and which of them count: outside of exclusions, longest first, each token once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Matches:
    """
    Occurrences as columns, sorted by first token, then frame.

    ``first`` and ``length`` are in tokens; ``frame`` and ``pattern`` are numbers: position of the frame in the
    lexicon, and of the pattern in the frame.
    """

    first: np.ndarray
    length: np.ndarray
    frame: np.ndarray
    pattern: np.ndarray

    def __len__(self) -> int:
        return len(self.first)

    def __getitem__(self, rows: np.ndarray) -> Matches:
        return Matches(self.first[rows], self.length[rows], self.frame[rows], self.pattern[rows])


def inside(found: Matches, excluded: Matches) -> np.ndarray:
    """Which occurrences lie wholly inside an exclusion of their own frame."""
    covered = np.zeros(len(found), dtype=bool)
    for frame in np.unique(excluded.frame).tolist():
        out = excluded[excluded.frame == frame]
        # The furthest end of all exclusions that begin at or before each one (they are sorted by beginning).
        reach = np.maximum.accumulate(out.first + out.length)
        rows = np.flatnonzero(found.frame == frame)
        place = np.searchsorted(out.first, found.first[rows], side="right") - 1
        within = (place >= 0) & (reach[place] >= found.first[rows] + found.length[rows])
        covered[rows[within]] = True
    return covered


def that_count(found: Matches, nested_scope: str) -> np.ndarray:
    """Row numbers of the occurrences that count, in their order."""
    # Of several patterns of a frame on one span the first stands; most rows that are dropped are such.
    columns = (found.first, found.frame, found.length)
    repeated = np.zeros(len(found), dtype=bool)
    repeated[1:] = np.logical_and.reduce([column[1:] == column[:-1] for column in columns])
    rows = np.flatnonzero(~repeated)
    scope = found.frame[rows] if nested_scope == "frame" else np.zeros(len(rows), dtype=np.int16)
    rows = rows[np.argsort(scope, kind="stable")]
    # Only occurrences that overlap others of the same scope need to be weighed against each other. Scopes are laid end
    # to end, so that one running maximum serves all of them.
    first, stop = found.first[rows], (found.first + found.length)[rows]
    shift = np.sort(scope).astype(np.int64) * (stop.max(initial=0) + 1)
    apart = np.ones(len(rows), dtype=bool)
    apart[1:] = (first + shift)[1:] >= np.maximum.accumulate(stop + shift)[:-1]
    if apart.all():
        return np.sort(rows)
    begins = np.flatnonzero(apart)
    size = np.diff(begins, append=len(rows))
    kept = [rows[begins[size == 1]]]
    for begin, n in zip(begins[size > 1].tolist(), size[size > 1].tolist(), strict=True):
        group = rows[begin : begin + n]
        kept.append(_weigh(found[group], group, nested_scope))
    return np.sort(np.concatenate(kept))


def _weigh(found: Matches, rows: np.ndarray, nested_scope: str) -> list[int]:
    """The rows of one overlapping group that count: longest first, then left to right."""
    columns = zip(
        found.first.tolist(),
        found.length.tolist(),
        found.frame.tolist(),
        found.pattern.tolist(),
        rows.tolist(),
        strict=True,
    )
    used: set[tuple[int, int]] = set()  # (frame, token)
    taken: set[int] = set()  # tokens used by any frame
    span, hidden = None, False
    kept = []
    for first, length, frame, _, row in sorted(columns, key=lambda c: (-c[1], c[0], c[2], c[3])):
        own = range(first, first + length)
        if (first, length) != span:  # asked once a span, so that frames with equal spans do not hide each other
            span, hidden = (first, length), nested_scope == "lexicon" and taken.issuperset(own)
        if hidden or any((frame, token) in used for token in own):
            continue
        used.update((frame, token) for token in own)
        taken.update(own)
        kept.append(row)
    return kept
