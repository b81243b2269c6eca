"""
Text to words and the signs between them, cut together, and what ends between them: boundaries without offsets.

A gap with a sign that may end something is cut whole, so that what ends there can be told from the gap and from the
kinds of words on either side, once for all gaps that are alike. Only one thing is not seen: whether nothing but white
space stands between a word with a full stop of its own and one that often begins a sentence (``U.S. The``).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import polars as pl

from framing.text.tokens import ABBREVIATIONS, MARK, STARTERS, WORD, Boundary, boundary, is_small

_HEAD = r"[#@\p{Pc}]"  # may begin a word
_OTHER = r"[^\p{L}\p{Nl}\p{Nd}\p{Pc}#@]"  # stands in no word's beginning
_GAP = rf"(?:{_HEAD}*{_OTHER})*{_HEAD}*{MARK}(?:{_HEAD}*{_OTHER})*"
WORD_OR_GAP = rf"{WORD}|{_GAP}|{_HEAD}"  # a lone head is the rest of a gap, just before a word

# What boundary looks at in the word before a gap, and in the one after it.
_STOPPED, _ABBREVIATION, _INITIAL, _SMALL_LAST, _SMALL_FIRST, _STARTER = (1 << bit for bit in range(6))
_KINDS = 1 << 6


def kinds(words: pl.Series) -> np.ndarray:
    """What :func:`boundary` looks at in each word, as bits (uint8)."""
    lower = words.str.to_lowercase()
    first, last = words.str.head(1), words.str.tail(1)
    capital = _among(first, str.isupper)
    bits = (
        (_STOPPED, last == "."),
        (_ABBREVIATION, lower.is_in(list(ABBREVIATIONS))),
        (_INITIAL, capital & (words.str.len_chars() == 1)),
        (_SMALL_LAST, _among(last, is_small)),
        (_SMALL_FIRST, _among(first, is_small)),
        (_STARTER, capital & lower.is_in(list(STARTERS))),
    )
    return sum(has.to_numpy().astype(np.uint8) * np.uint8(bit) for bit, has in bits)


def _among(letters: pl.Series, holds: Callable[[str], bool]) -> pl.Series:
    """Of which letters something holds; each distinct one is asked once."""
    such = pl.Series([letter for letter in letters.unique() if holds(letter)], dtype=pl.String)
    return letters.is_in(such.implode())


class Gaps:
    """What ends at gaps: remembers what was told of those that are alike, as long as words keep their numbers."""

    def __init__(self) -> None:
        self._known: dict[int, int] = {}

    def boundaries(
        self, cut: pl.Series, ids: np.ndarray, places: np.ndarray, starts: np.ndarray, kind: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """
        What ends before each word, and the words of which that is not sure.

        Parameters
        ----------
        cut : Series of str
            Words and gaps as ``WORD_OR_GAP`` cuts them, of one text after the other.
        ids : int array, one an element of ``cut``
            Numbers of the distinct ones.
        places : int array
            Where in ``cut`` the words are.
        starts : int array
            Numbers of the words that begin texts.
        kind : uint8 array
            By number in ``ids``, what :func:`kinds` says.
        """
        ends = np.zeros(len(places), dtype=np.int8)
        ends[starts] = Boundary.SECTION
        is_gap = np.ones(len(cut), dtype=bool)
        is_gap[places] = False
        gaps = np.flatnonzero(is_gap)
        after = gaps - np.arange(len(gaps))
        within = after < len(places)
        within[within] = ends[after[within]] == 0
        gaps, after = gaps[within], after[within]
        begins = np.flatnonzero(np.diff(after, prepend=-1))
        pieces = np.diff(begins, append=len(after))
        whole = begins[pieces == 1]
        ends[after[whole]] = self._at(cut, ids, gaps[whole], kind)
        for begin, n in zip(begins[pieces > 1].tolist(), pieces[pieces > 1].tolist(), strict=True):
            first = int(gaps[begin])
            ends[after[begin]] = boundary(cut[first - 1], "".join(cut[first : first + n]), cut[first + n])

        # Where no gap was cut, nothing ends unless the word before has a full stop of its own.
        bare = np.flatnonzero(np.diff(places) == 1) + 1
        bare = bare[(kind[ids[places[bare - 1]]] & _STOPPED) > 0]
        bare = bare[((kind[ids[places[bare]]] & _STARTER) > 0) & (ends[bare] == 0)]
        return ends, bare

    def _at(self, cut: pl.Series, ids: np.ndarray, gaps: np.ndarray, kind: np.ndarray) -> np.ndarray:
        """What ends at gaps, each of which is one element of ``cut`` with a word on either side."""
        before = kind[ids[gaps - 1]] & (_STARTER - 1)
        keys, first, inverse = np.unique(
            (ids[gaps].astype(np.int64) * _KINDS + before) * _KINDS + kind[ids[gaps + 1]],
            return_index=True,
            return_inverse=True,
        )
        for key, gap in zip(keys.tolist(), gaps[first].tolist(), strict=True):
            if key not in self._known:
                self._known[key] = boundary(cut[gap - 1], cut[gap], cut[gap + 1])
        return np.array([self._known[key] for key in keys.tolist()], dtype=np.int8)[inverse]
