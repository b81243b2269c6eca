"""
Words that need not be looked at: those that are only parts or contexts of patterns of which something else is missing.

A near needs something of each of its parts between two walls, and a context something of it in the paragraph. What
each stretch of words has is kept as bits, so that a common part ("of") costs next to nothing where the others are
missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

import numpy as np

from framing.hits.entries import Entries
from framing.hits.sequences import Tree
from framing.hits.word_patterns import WordIndex

_MOST = 8  # rows of 64 bits; where a lexicon has more parts and contexts, some share a bit, and more words are looked at


class Likely:
    """What the nears and contexts of a lexicon need."""

    def __init__(self, tree: Tree, entries: Entries) -> None:
        tied = [*range(entries.n_excluded, len(entries.wordings)), *entries.context]
        near = {number: [entries.n_excluded + part for part in parts] for number, _, parts in entries.nears}
        # Bit 0 stands for whatever counts by itself.
        bit = dict(zip((number for number in tied if number not in near), count(1), strict=False))
        rows = min(len(bit) // 64 + 1, _MOST)

        def mask(numbers: Sequence[int]) -> np.ndarray:
            bits = np.zeros(rows, dtype=np.uint64)
            for number in numbers:
                row, place = divmod(bit.get(number, 0) % (64 * rows), 64)
                bits[row] |= np.uint64(1 << place)
            return bits

        self._needs = [
            (mask(near.get(number, [number])), mask([entries.context[number]]) if number in entries.context else None)
            for number in sorted(near.keys() | entries.context.keys())
        ]
        self._always = mask([-1])
        self._element = np.zeros((rows, len(tree.elements)), dtype=np.uint64)
        for number, wordings in enumerate(entries.wordings):
            self._element[:, tree.openings_of(wordings)] |= mask([number])[:, None]

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
        of_word[:, hot] = np.bitwise_or.reduceat(self._element[:, index.element], index.offset[hot], axis=1)
        held = of_word[:, ids[first]]
        begins, opens = (_begins(first, ends) for ends in (walls, paragraphs))
        run = np.bitwise_or.reduceat(held, begins, axis=1)
        paragraph = np.searchsorted(opens, begins, side="right") - 1
        in_paragraph = np.bitwise_or.reduceat(held, opens, axis=1)

        wanted = np.repeat(self._always[:, None], len(begins), axis=1)
        wanted_around = np.zeros_like(in_paragraph)
        for need, context in self._needs:
            rows = np.flatnonzero(_holds(run, need))
            if context is not None:
                rows = rows[_holds(in_paragraph[:, paragraph[rows]], context)]
                wanted_around[:, paragraph[rows]] |= context[:, None]
            wanted[:, rows] |= need[:, None]
        wanted |= wanted_around[:, paragraph]
        sizes = np.diff(begins, append=len(first))
        return first[((held & np.repeat(wanted, sizes, axis=1)) > 0).any(axis=0)]


def _begins(first: np.ndarray, walls: np.ndarray) -> np.ndarray:
    """Which of some words are the first of them behind a wall."""
    begins = np.unique(np.append(0, np.searchsorted(first, walls)))
    return begins[begins < len(first)]


def _holds(bits: np.ndarray, need: np.ndarray) -> np.ndarray:
    """Which columns have all bits that are needed."""
    holds = True
    for row in np.flatnonzero(need).tolist():
        holds = holds & ((bits[row] & need[row]) == need[row])
    return holds
