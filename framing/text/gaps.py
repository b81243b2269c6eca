"""
Text to words and the signs between them, cut together, and what ends between them: boundaries without offsets.

A gap with a sign that may end something is cut whole, so that what ends there can be told from the gap and from the
kinds of words on either side, once for all gaps that are alike. Only one thing is not seen: whether nothing but white
space stands between a word with a full stop of its own and one that often begins a sentence (``U.S. The``).
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import repeat

import numpy as np
import polars as pl

from framing.text.boundaries import MARK, boundary, goes_on, is_small
from framing.text.languages import ENGLISH, Language
from framing.text.tokens import WORD

_HEAD = r"[#@\p{Pc}]"  # may begin a word
_OTHER = r"[^\p{L}\p{Nl}\p{Nd}\p{Pc}#@]"  # stands in no word's beginning
_GAP = rf"(?:{_HEAD}*{_OTHER})*{_HEAD}*{MARK}(?:{_HEAD}*{_OTHER})*"

# What boundary looks at in the word before a gap, and in the one after it.
_STOPPED, _ABBREVIATION, _LAST, _INITIAL, _ORDINAL, _SMALL_LAST, _SMALL_FIRST, _GOES_ON, _STARTER = (
    1 << bit for bit in range(9)
)
_UNKNOWN = 1 << 9


def word_or_gap(word: str = WORD) -> str:
    """The pattern of a word, or of a gap in which something may end."""
    return rf"{word}|{_GAP}|{_HEAD}"  # a lone head is the rest of a gap, just before a word


def _kinds(words: pl.Series, language: Language) -> np.ndarray:
    """What :func:`boundary` looks at in each word, as bits."""
    lower = words.str.to_lowercase()
    first, last = words.str.head(1), words.str.tail(1)
    capital = _among(first, str.isupper)
    bits = (
        (_STOPPED, last == "."),
        (_ABBREVIATION, lower.is_in(list(language.abbreviations))),
        (_LAST, lower.is_in(list(language.last))),
        (_INITIAL, capital & (words.str.len_chars() == 1)),
        (
            _ORDINAL,
            _among(words, language.is_ordinal) if language.ordinals else pl.repeat(False, len(words), eager=True),
        ),
        (_SMALL_LAST, _among(last, is_small)),
        (_SMALL_FIRST, _among(first, is_small)),
        (_GOES_ON, _among(first, goes_on)),
        (_STARTER, capital & lower.is_in(list(language.starters))),
    )
    return sum(has.to_numpy().astype(np.uint16) * np.uint16(bit) for bit, has in bits)


def _among(letters: pl.Series, holds: Callable[[str], bool]) -> pl.Series:
    """Of which letters something holds; each distinct one is asked once."""
    such = pl.Series([letter for letter in letters.unique() if holds(letter)], dtype=pl.String)
    return letters.is_in(such.implode())


class Gaps:
    """What ends at gaps; remembers what it was told of words and gaps as long as these keep their numbers."""

    def __init__(self, language: Language = ENGLISH) -> None:
        self._language = language
        self._kinds = np.empty(0, dtype=np.uint16)
        self._ends: dict[int, int] = {}

    def boundaries(self, cut: pl.Series, ids: np.ndarray, places: np.ndarray, look: np.ndarray) -> np.ndarray:
        """
        What ends before each word, where it is asked for; elsewhere, and where no gap was cut, nothing.

        Parameters
        ----------
        cut : Series of str
            Words and gaps as ``word_or_gap`` cuts them.
        ids : int array, one an element of ``cut``
            Numbers of the distinct ones.
        places : int array
            Where in ``cut`` the words are.
        look : bool array, one a word
            Before which words to look.
        """
        ends = np.zeros(len(places), dtype=np.int8)
        is_gap = np.ones(len(cut), dtype=bool)
        is_gap[places] = False
        gaps = np.flatnonzero(is_gap)
        after = gaps - np.arange(len(gaps))
        asked = np.append(look, False)[after] & (after > 0)
        gaps, after = gaps[asked], after[asked]
        begins = np.flatnonzero(np.diff(after, prepend=-1))
        n = np.diff(begins, append=len(after))
        whole = begins[n == 1]
        ends[after[whole]] = self._at(cut, ids, gaps[whole])
        for begin, stop in zip(begins[n > 1].tolist(), (begins + n)[n > 1].tolist(), strict=True):
            own = cut[int(gaps[begin]) - 1 : int(gaps[stop - 1]) + 2].to_list()
            ends[after[begin]] = boundary(own[0], "".join(own[1:-1]), own[-1], self._language)
        return ends

    def unsure(self, cut: pl.Series, ids: np.ndarray, stopped: np.ndarray) -> np.ndarray:
        """Of places of words with a full stop of their own, those where a sentence may end though no gap was cut."""
        stopped = stopped[stopped + 1 < len(cut)]
        return stopped[(self._kinds_at(cut, ids, stopped + 1) & _STARTER) > 0]

    def _at(self, cut: pl.Series, ids: np.ndarray, gaps: np.ndarray) -> np.ndarray:
        """What ends at gaps, each of which is one element of ``cut`` with a word on either side."""
        before = self._kinds_at(cut, ids, gaps - 1) & (_SMALL_FIRST - 1)
        kinds = before | self._kinds_at(cut, ids, gaps + 1) & (_SMALL_FIRST | _GOES_ON | _STARTER)
        keys = ids[gaps].astype(np.int64) * _UNKNOWN + kinds
        keys, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
        new = [i for i, key in enumerate(keys.tolist()) if key not in self._ends]
        around = (cut.gather(gaps[first[new]] + step).to_list() for step in (-1, 0, 1))
        ends = map(boundary, *around, repeat(self._language))
        self._ends |= dict(zip(keys[new].tolist(), ends, strict=True))
        return np.array([self._ends[key] for key in keys.tolist()], dtype=np.int8)[inverse]

    def _kinds_at(self, cut: pl.Series, ids: np.ndarray, places: np.ndarray) -> np.ndarray:
        """The kinds of the words at places; each distinct word is looked at once."""
        ids = ids[places]
        more = int(ids.max(initial=0)) + 1 - len(self._kinds)
        self._kinds = np.append(self._kinds, np.full(max(more, 0), _UNKNOWN, dtype=np.uint16))
        unknown = np.flatnonzero(self._kinds[ids] == _UNKNOWN)
        if len(unknown):
            new, first = np.unique(ids[unknown], return_index=True)
            self._kinds[new] = _kinds(cut.gather(places[unknown[first]]), self._language)
        return self._kinds[ids]
