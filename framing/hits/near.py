"""
Parts of patterns that stand near each other: every shortest stretch of text that holds all parts of one.

A stretch counts if it holds one occurrence of each part, no two of which share a word, with at most ``within`` other
words between neighbouring ones, and no shorter stretch inside it does the same (minimal intervals: Clarke, Cormack and
Burkowski 1995). Occurrences are gone through once, from left to right; what is kept of those before is, for each choice
of parts and each place where they may end, the nearest place where they can begin. So the work grows with the
occurrences, times at most ``2 ** parts * (within + longest part)``, whatever the number of wordings of each part; and
a word is at most as many occurrences of a part as the part has lengths of wordings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import numpy as np


class Near(NamedTuple):
    """How the parts of a pattern stand to each other."""

    parts: int
    within: int
    ordered: bool


class Stretch(NamedTuple):
    """Words ``first`` to before ``stop``, and the same of each part in it, from left to right."""

    first: int
    stop: int
    parts: tuple[tuple[int, int], ...]


def shortest(near: Near, found: Sequence[tuple[int, int, int]]) -> list[Stretch]:
    """
    The shortest stretches of one run of words.

    Parameters
    ----------
    near : Near
    found : sequence of (first, stop, part)
        Occurrences of the parts, by first word.

    Examples
    --------
    >>> shortest(Near(2, 5, False), [(0, 1, 0), (3, 4, 1), (4, 5, 0)])
    [Stretch(first=0, stop=4, parts=((0, 1), (3, 4))), Stretch(first=3, stop=5, parts=((3, 4), (4, 5)))]
    """
    whole = (1 << near.parts) - 1
    ends: dict[int, dict[int, tuple]] = {}  # by stop, by parts held so far: (first, last part, what came before)
    best: dict[int, tuple] = {}
    for first, stop, part in found:
        for past in [end for end in ends if end < first - near.within]:
            del ends[past]
        chains = [(1 << part, (first, (first, stop), None))] if part == 0 or not near.ordered else []
        for end, held in ends.items():
            if end <= first:
                chains += [
                    (parts | 1 << part, (chain[0], (first, stop), chain))
                    for parts, chain in held.items()
                    if not parts >> part & 1 and (not near.ordered or parts == (1 << part) - 1)
                ]
        for parts, chain in chains:
            kept = best if parts == whole else ends.setdefault(stop, {})
            key = stop if parts == whole else parts
            if key not in kept or chain[0] > kept[key][0]:
                kept[key] = chain
    return list(_innermost(best))


def _innermost(best: dict[int, tuple]) -> Iterator[Stretch]:
    """Of stretches by their end, each as short as it can be, those that hold no other."""
    nearest = -1
    for stop in sorted(best):
        first, *_ = chain = best[stop]
        if first > nearest:
            nearest, parts = first, []
            while chain:
                parts.append(chain[1])
                chain = chain[2]
            yield Stretch(first, stop, tuple(reversed(parts)))


def everywhere_near(near: Near, parts: Sequence[tuple[np.ndarray, np.ndarray]], walls: np.ndarray) -> list[Stretch]:
    """
    The shortest stretches in any number of running words, none of which crosses a wall.

    Parameters
    ----------
    near : Near
    parts : sequence of (first, length)
        The occurrences of each part, by first word.
    walls : int array, ascending
        The words before which no stretch may reach.
    """
    windows = _windows(near, parts)
    if not windows:
        return []
    rows = []
    for part, (starts, lengths) in enumerate(parts):
        for window in windows:
            own = slice(*np.searchsorted(starts, window))
            pairs = zip(starts[own].tolist(), lengths[own].tolist(), strict=True)
            rows += [(first, first + length, part) for first, length in pairs]
    rows.sort()
    runs = np.searchsorted(walls, [first for first, _, _ in rows], side="right").tolist()
    grouped = groupby(zip(runs, rows, strict=True), key=itemgetter(0))
    return [stretch for _, group in grouped for stretch in shortest(near, [row for _, row in group])]


def _windows(near: Near, parts: Sequence[tuple[np.ndarray, np.ndarray]]) -> list[tuple[int, int]]:
    """Where all parts stand close enough to each other that a stretch is possible; apart from each other."""
    if not all(len(first) for first, _ in parts):
        return []
    longest = max(int(length.max()) for _, length in parts)
    reach = (near.parts - 1) * (near.within + longest)
    anchor = min((first for first, _ in parts), key=len)  # every stretch has one of the rarest
    for first, _ in parts:
        place = np.minimum(np.searchsorted(first, anchor - reach), len(first) - 1)
        anchor = anchor[np.abs(first[place] - anchor) <= reach]
    if not len(anchor):
        return []
    apart = np.flatnonzero(np.diff(anchor) > 2 * reach)
    begins, ends = anchor[np.append(0, apart + 1)], anchor[np.append(apart, len(anchor) - 1)]
    return [(begin - reach, end + reach + 1) for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)]
