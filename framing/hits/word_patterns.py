"""
Words to the word patterns that match them: ``*`` any characters, ``?`` exactly one, all else itself.

No pattern is handed to a regular expression engine, and none is tried on every word.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from framing.lexicon.frames import WordPattern
from framing.text.folding import fold

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True)
class WordIndex:
    """
    Which word patterns match each word of a vocabulary.

    Word ``w`` is matched by the word patterns ``element[offset[w] : offset[w] + per_word[w]]``.
    """

    per_word: np.ndarray
    offset: np.ndarray
    element: np.ndarray

    def extend(self, other: WordIndex) -> WordIndex:
        """The index of a vocabulary that the words of ``other`` were added to."""
        return WordIndex(
            np.concatenate([self.per_word, other.per_word]),
            np.concatenate([self.offset, other.offset + len(self.element)]),
            np.concatenate([self.element, other.element]),
        )


class LookUp:
    """
    Finds the words that word patterns match, without trying each pattern on each word.

    Words are sorted, so that those with the same beginning follow each other, and once more from their ends. Each
    pattern is looked up by the longer literal at its ends, then compared where it says more; only patterns with a
    wildcard at both ends are looked for in every word.
    """

    def __init__(self, word_patterns: Sequence[WordPattern], *, marks: bool) -> None:
        self._marks = marks
        tables: dict[tuple[bool, bool, bool], list[_Row]] = {}
        self._inner: list[tuple[bool, str, str, int]] = []  # no literal at either end
        for number, (text, case, fixed) in enumerate(word_patterns):
            form, literals = _literals(text, case, fixed, marks)
            head, tail = literals[0], literals[-1]
            compare = None if form in (head, head + "*", "*" + tail) else form
            if len(literals) == 1:
                tables.setdefault((case, "_" in form, False), []).append(_Row(form, form + "\0", None, number))
            elif head or tail or form == "*":
                turned = len(head) < len(tail)
                literal = tail[::-1] if turned else head
                row = _Row(literal, _past(literal), compare, number)
                tables.setdefault((case, "_" in literal, turned), []).append(row)
            else:
                self._inner.append((case, max(literals, key=len), form, number))
        self._tables = {which: _Table(rows) for which, rows in tables.items()}
        self._cases = sorted({case for case, *_ in self._tables} | {case for case, *_ in self._inner})

    def index(self, words: Iterable[str] | pl.Series) -> WordIndex:
        """Look up all word patterns in a vocabulary of distinct words."""
        import polars as pl

        words = words if isinstance(words, pl.Series) else pl.Series(list(words), dtype=pl.String)
        forms = {case: _forms(words, case=case, marks=self._marks) for case in self._cases}
        found = [(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))]
        # Hardly a word has a "_", so the joined spellings are looked up in those alone.
        joined = np.flatnonzero(words.str.contains("_", literal=True).to_numpy())
        for (case, only, turned), table in self._tables.items():
            word, element = table.pairs(forms[case].gather(joined) if only else forms[case], turned=turned)
            found.append((joined[word] if only else word, element))
        for case, literal, pattern, number in self._inner:
            near = np.flatnonzero(forms[case].str.contains(literal, literal=True).to_numpy())
            word = [i for i in near.tolist() if glob_matches(pattern, forms[case][i])]
            found.append((np.array(word, dtype=np.int64), np.full(len(word), number)))
        word, element = (np.concatenate(column) for column in zip(*found, strict=True))
        order = np.lexsort((element, word))
        per_word = np.bincount(word, minlength=len(words))
        return WordIndex(per_word, np.cumsum(per_word) - per_word, element[order])


@lru_cache(maxsize=1 << 15)  # lexicons of one study have most words in common
def _literals(text: str, case: bool, fixed: bool, marks: bool) -> tuple[str, list[str]]:
    """A word pattern as it is compared, and what stands between its wildcards."""
    form = fold(text, case=case, marks=marks)
    return form, [form] if fixed else re.split(r"[*?]+", form)


class _Row(NamedTuple):
    """A pattern: its words lie from a literal to before another, and match what is to be compared, if anything is."""

    begin: str
    end: str | None
    compare: str | None
    element: int


class _Table:
    """Patterns to be looked up in sorted words."""

    def __init__(self, rows: Sequence[_Row]) -> None:
        import polars as pl

        self._begin = pl.Series([row.begin for row in rows], dtype=pl.String)
        self._end = pl.Series([row.end or "" for row in rows], dtype=pl.String)
        self._endless = np.array([row.end is None for row in rows])
        self._compare = [row.compare for row in rows]
        self._element = np.array([row.element for row in rows], dtype=np.int64)

    def pairs(self, forms: pl.Series, *, turned: bool) -> tuple[np.ndarray, np.ndarray]:
        """Pairs (number of a word, number of a word pattern that matches it)."""
        import polars as pl

        keys = pl.Series([form[::-1] for form in forms], dtype=pl.String) if turned else forms
        order = keys.arg_sort()
        keys, word = keys.gather(order), order.to_numpy().astype(np.int64)
        begin, end = (keys.search_sorted(edge, "left").to_numpy().astype(np.int64) for edge in (self._begin, self._end))
        n = np.where(self._endless, len(keys), end) - begin
        rows = np.repeat(np.arange(len(n)), n)
        word = word[np.arange(len(rows)) + np.repeat(begin - np.cumsum(n) + n, n)]
        compared = np.array([pattern is not None for pattern in self._compare])[rows]
        for i in np.flatnonzero(compared).tolist():
            compared[i] = not glob_matches(self._compare[rows[i]], forms[int(word[i])])
        return word[~compared], self._element[rows[~compared]]


def _past(literal: str) -> str | None:
    """The first string behind all that begin with a literal, in the order of code points; None if there is none."""
    for i in range(len(literal) - 1, -1, -1):
        code = ord(literal[i]) + 1
        if code <= sys.maxunicode:
            return literal[:i] + chr(0xE000 if code == 0xD800 else code)  # between lie no characters
    return None


def _forms(words: pl.Series, *, case: bool, marks: bool) -> pl.Series:
    """Each word as it is compared: :func:`fold`, all at once where the word is ASCII."""
    import polars as pl

    plain = words.clone() if case else words.str.to_lowercase()
    plain = plain.str.replace_all("`", "'", literal=True) if marks else plain
    odd = (words.str.len_bytes() != words.str.len_chars()) | words.str.contains("\n", literal=True)
    other = np.flatnonzero(odd.to_numpy())
    folded = [fold(word, case=case, marks=marks) for word in words.gather(other)]
    return plain.scatter(other, pl.Series(folded, dtype=pl.String)) if folded else plain


def glob_matches(pattern: str, word: str) -> bool:
    """
    Whether a whole word matches a pattern: ``*`` any characters, ``?`` exactly one, all else itself.

    Takes at most ``len(pattern) * len(word)`` steps, whatever the pattern.

    >>> glob_matches("secur*", "security"), glob_matches("b?rder", "border"), glob_matches("b?rder", "boorder")
    (True, True, False)
    """
    p = w = 0
    star, mark = -1, 0
    while w < len(word):
        if p < len(pattern) and pattern[p] == "*":
            star, mark = p, w
            p += 1
        elif p < len(pattern) and pattern[p] in ("?", word[w]):
            p += 1
            w += 1
        elif star >= 0:  # let the last * take one character more
            mark += 1
            p, w = star + 1, mark
        else:
            return False
    return not pattern[p:].strip("*")
