"""
Words that need not be looked at: those that are only parts or contexts of patterns of which something else is missing.

A near needs something of each of its parts between two walls, and a context something of it in the paragraph. What
each stretch of words has is kept as bits, so that a common part ("of") costs next to nothing where the others are
missing.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

import numpy as np

from framing.hits.entries import Entries
from framing.hits.sequences import Tree
from framing.hits.word_patterns import WordIndex

_MOST = 8  # rows of 64 bits; where a lexicon has more parts and contexts, some share a bit, and more words are looked at
_Bits = list[tuple[int, np.uint64]]  # rows, and what is set in each


class Likely:
    """What the nears and contexts of a lexicon need."""

    def __init__(self, tree: Tree, entries: Entries) -> None:
        tied = [*range(entries.n_excluded, len(entries.wordings)), *entries.context]
        near = {number: [entries.n_excluded + part for part in parts] for number, _, parts in entries.nears}
        # Bit 0 stands for whatever counts by itself.
        bit = dict(zip((number for number in tied if number not in near), count(1), strict=False))
        rows = min(len(bit) // 64 + 1, _MOST)

        def bits(numbers: Iterable[int]) -> _Bits:
            found: dict[int, int] = {}
            for number in numbers:
                row, place = divmod(bit.get(number, 0) % (64 * rows), 64)
                found[row] = found.get(row, 0) | 1 << place
            return [(row, np.uint64(mask)) for row, mask in found.items()]

        self._needs = [
            (bits(near.get(number, [number])), bits([entries.context[number]] if number in entries.context else []))
            for number in sorted(near.keys() | entries.context.keys())
        ]
        self._element = np.zeros((rows, len(tree.elements)), dtype=np.uint64)
        for number, wordings in enumerate(entries.wordings):
            for row, mask in bits([number]):
                self._element[row, tree.openings_of(wordings)] |= mask

    def __call__(
        self, ids: np.ndarray, walls: np.ndarray, paragraphs: np.ndarray, index: WordIndex, first: np.ndarray
    ) -> np.ndarray:
        """
        Of words, those with which something that counts may begin.

        Parameters
        ----------
        ids, walls, index, first
            As in :func:`~framing.hits.sequences.everywhere`.
        paragraphs : int array, ascending
            Those of the walls that end a paragraph.
        """
        if not self._needs or not len(first):
            return first
        hot = np.flatnonzero(index.per_word)
        of_word = np.zeros((len(self._element), len(index.per_word)), dtype=np.uint64)
        of_word[:, hot] = np.bitwise_or.reduceat(self._element.take(index.element, axis=1), index.offset[hot], axis=1)
        held = of_word.take(ids[first], axis=1)
        begins, opens = (_begins(first, ends) for ends in (walls, paragraphs))
        run = np.bitwise_or.reduceat(held, begins, axis=1)
        around = np.bitwise_or.reduceat(held, opens, axis=1)
        paragraph = np.searchsorted(opens, begins, side="right") - 1

        wanted, wanted_around = np.zeros_like(run), np.zeros_like(around)
        wanted[0] = 1
        for need, context in self._needs:
            rows = _holding(run, need)
            for row, mask in context:
                rows = rows[(around[row, paragraph[rows]] & mask) > 0]
                wanted_around[row, paragraph[rows]] |= mask
            for row, mask in need:
                wanted[row, rows] |= mask
        wanted |= wanted_around.take(paragraph, axis=1)
        held &= np.repeat(wanted, np.diff(begins, append=len(first)), axis=1)
        return first[held.any(axis=0)]


def _begins(first: np.ndarray, walls: np.ndarray) -> np.ndarray:
    """Which of some words are the first of them behind a wall."""
    begins = np.append(0, np.searchsorted(first, walls))
    return begins[(np.diff(begins, prepend=-1) > 0) & (begins < len(first))]


def _holding(held: np.ndarray, need: _Bits) -> np.ndarray:
    """Which columns have all bits that are needed."""
    (row, mask), *others = need
    found = np.flatnonzero((held[row] & mask) == mask)
    for row, mask in others:
        found = found[(held[row, found] & mask) == mask]
    return found
