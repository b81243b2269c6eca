"""
Occurrences, and which of them count: outside of exclusions, in their context, longest first, each token once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from framing.hits.near import Stretch


@dataclass(frozen=True)
class Matches:
    """
    Occurrences as columns, sorted by first token, then frame.

    ``first`` and ``length`` are in tokens; ``frame`` and ``pattern`` are numbers: position of the frame in the
    lexicon, and of the pattern in the frame. ``parts`` has, of each near among them, by its first token, frame and
    pattern, first token and length of its parts.
    """

    first: np.ndarray
    length: np.ndarray
    frame: np.ndarray
    pattern: np.ndarray
    parts: Mapping[tuple[int, int, int], tuple[tuple[int, int], ...]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.first)

    def __getitem__(self, rows: np.ndarray) -> Matches:
        return Matches(self.first[rows], self.length[rows], self.frame[rows], self.pattern[rows], self.parts)

    @classmethod
    def of_stretches(cls, stretches: Sequence[Stretch], frame: int, pattern: int) -> Matches:
        """The occurrences of one near."""
        first = np.array([stretch.first for stretch in stretches], dtype=np.int64)
        length = np.array([stretch.stop - stretch.first for stretch in stretches], dtype=np.int64)
        parts = {(stretch.first, frame, pattern): stretch.parts for stretch in stretches}
        which = np.full(len(first), pattern, dtype=np.int64)
        return cls(
            first,
            length,
            np.full(len(first), frame, dtype=np.int16 if frame <= np.iinfo(np.int16).max else np.int32),
            which,
            parts,
        )

    def numbered(self, pattern: np.ndarray) -> Matches:
        """The same occurrences with other numbers for their patterns."""
        keys = zip(self.first.tolist(), self.frame.tolist(), self.pattern.tolist(), strict=True) if self.parts else ()
        renamed = {key: (*key[:2], new) for key, new in zip(keys, pattern.tolist(), strict=False) if key in self.parts}
        parts = {new: self.parts[key] for key, new in renamed.items()}
        return Matches(self.first, self.length, self.frame, pattern, parts)


def joined(matches: Sequence[Matches]) -> Matches:
    """Occurrences of several kinds as one, sorted by first token, then pattern."""
    columns = [np.concatenate([getattr(m, name) for m in matches]) for name in ("first", "length", "frame", "pattern")]
    order = np.lexsort((columns[3], columns[0]))
    parts = {key: own for m in matches for key, own in m.parts.items()}
    return Matches(*(column[order] for column in columns), parts)


def in_context(found: Matches, contexts: Matches, context: Mapping[int, int], paragraphs: np.ndarray) -> np.ndarray:
    """
    Which occurrences need no context, or stand in a paragraph with theirs.

    Parameters
    ----------
    found, contexts : Matches
        Occurrences of patterns, and of contexts.
    context : mapping
        By the number of a pattern, that of its context.
    paragraphs : int array, ascending
        The first tokens of paragraphs.
    """
    keep = np.ones(len(found), dtype=bool)
    here = np.searchsorted(paragraphs, found.first, side="right")
    there = np.searchsorted(paragraphs, contexts.first, side="right")
    for pattern in np.unique(found.pattern[np.isin(found.pattern, list(context))]).tolist():
        rows = np.flatnonzero(found.pattern == pattern)
        keep[rows] = np.isin(here[rows], there[contexts.pattern == context[pattern]])
    return keep


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
