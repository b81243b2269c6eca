"""
Words that need not be looked at: those that are only parts or contexts of patterns of which something else is missing.

A near needs something of each of its parts between two walls, and a context something of it in the paragraph. What
each stretch of words has is kept as bits, so that a common part ("of") costs next to nothing where the others are
missing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count

import numpy as np

from framing.hits.entries import Entries
from framing.hits.sequences import Tree
from framing.hits.word_patterns import WordIndex

_MOST = (
    8  # rows of 64 bits; where a lexicon has more parts and contexts, some share a bit, and more words are looked at
)
_Bits = list[tuple[int, np.uint64]]  # rows, and what is set in each


@dataclass(frozen=True)
class Wanted:
    """
    The words ``first`` with which something that counts may begin, and what it may be.

    ``begins`` has the first of them behind each wall, ``bits`` what is wanted from there to the next, and ``row`` and
    ``mask`` the bit of each entry.
    """

    first: np.ndarray
    begins: np.ndarray
    bits: np.ndarray
    row: np.ndarray
    mask: np.ndarray

    def may_count(self, start: np.ndarray, entry: np.ndarray) -> np.ndarray:
        """Of occurrences that begin at such words, which may count."""
        run = np.searchsorted(self.begins, start, side="right") - 1
        return (self.bits[self.row[entry], run] & self.mask[entry]) > 0


class Likely:
    """What the nears and contexts of a lexicon need."""

    def __init__(self, tree: Tree, entries: Entries) -> None:
        near = {number: [entries.n_excluded + part for part in parts] for number, _, parts in entries.nears}
        tied = [number for number in entries.context if number not in near]
        tied += range(entries.n_excluded, len(entries.wordings))
        rows = min(len(tied) // 64 + 1, _MOST)
        place = np.zeros(len(entries.wordings), dtype=np.int64)  # bit 0 is that of whatever counts by itself
        place[tied] = np.fromiter(count(1), dtype=np.int64, count=len(tied)) % (64 * rows)
        self._row, self._mask = place // 64, np.uint64(1) << (place % 64).astype(np.uint64)

        self._needs = [
            (self._bits(near.get(number, [number])), self._bits([entries.context.get(number)]))
            for number in sorted(near.keys() | entries.context.keys())
        ]
        self._element = np.zeros((rows, len(tree.elements)), dtype=np.uint64)
        for number, wordings in enumerate(entries.wordings):
            self._element[self._row[number], tree.openings_of(wordings)] |= self._mask[number]

    def __bool__(self) -> bool:
        return bool(self._needs)

    def _bits(self, entries: Iterable[int | None]) -> _Bits:
        """The bits of entries, row by row."""
        found: dict[int, np.uint64] = {}
        for number in entries:
            if number is not None:
                row = int(self._row[number])
                found[row] = found.get(row, np.uint64(0)) | self._mask[number]
        return list(found.items())

    def wanted(
        self, ids: np.ndarray, walls: np.ndarray, paragraphs: np.ndarray, index: WordIndex, first: np.ndarray
    ) -> Wanted:
        """
        Of words, those with which something that counts may begin.

        Parameters
        ----------
        ids, walls, index, first
            As in :func:`~framing.hits.sequences.everywhere`.
        paragraphs : int array, ascending
            Those of the walls that end a paragraph.
        """
        hot = np.flatnonzero(index.per_word)
        of_word = np.zeros((len(self._element), len(index.per_word)), dtype=np.uint64)
        if len(hot):
            of_word[:, hot] = np.bitwise_or.reduceat(
                self._element.take(index.element, axis=1), index.offset[hot], axis=1
            )
        held = of_word.take(ids[first], axis=1)
        begins, opens = (_begins(first, ends) for ends in (walls, paragraphs))
        run = np.bitwise_or.reduceat(held, begins, axis=1) if len(first) else held
        around = np.bitwise_or.reduceat(held, opens, axis=1) if len(first) else held
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
        return Wanted(first[held.any(axis=0)], first[begins], wanted, self._row, self._mask)


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
