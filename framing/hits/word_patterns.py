"""
Words to the word patterns that match them: ``*`` any characters, ``?`` exactly one, all else itself.

No pattern is handed to a regular expression engine, and none is tried on every word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from framing.lexicon.frames import WordPattern
from framing.text.tokens import fold

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

    Patterns with a wildcard at one end are found through the beginnings or ends of the words, all patterns of one
    length at once; others through the longer literal at their ends, then compared one by one.
    """

    def __init__(self, word_patterns: Sequence[WordPattern], *, marks: bool) -> None:
        import polars as pl

        self._marks = marks
        self._cases = sorted({pattern.case_sensitive for pattern in word_patterns})
        parts: dict[tuple[bool, bool, str, int], int] = {}
        rows: list[tuple[int, str, str | None, int]] = []
        self._inner: list[tuple[bool, str, str, int]] = []  # no literal at either end
        for number, (text, case, fixed) in enumerate(word_patterns):
            form = fold(text, case=case, marks=marks)
            literals = [form] if fixed else re.split(r"[*?]+", form)
            head, tail = literals[0], literals[-1]
            compare = None if form in (head, head + "*", "*" + tail) else form
            if len(literals) == 1:
                part, literal = ("whole", 0), form
            elif head or tail or form == "*":
                literal = head if len(head) >= len(tail) else tail
                part = ("head" if literal is head else "tail", len(literal))
            else:
                self._inner.append((case, max(literals, key=len), form, number))
                continue
            # Hardly a word has a "_", so the joined spellings are kept apart.
            rows.append((parts.setdefault((case, "_" in literal, *part), len(parts)), literal, compare, number))
        schema = {"part": pl.Int16, "key": pl.String, "compare": pl.String, "element": pl.Int64}
        self._parts, self._table = parts, pl.DataFrame(rows, schema=schema, orient="row")

    def index(self, words: Iterable[str] | pl.Series) -> WordIndex:
        """Look up all word patterns in a vocabulary of distinct words."""
        word, element, n_words = self._pairs(words)
        order = np.lexsort((element, word))
        per_word = np.bincount(word, minlength=n_words)
        return WordIndex(per_word, np.cumsum(per_word) - per_word, element[order])

    def _pairs(self, words: Iterable[str] | pl.Series) -> tuple[np.ndarray, np.ndarray, int]:
        """Pairs (number of a word, number of a word pattern that matches it), and the number of words."""
        import polars as pl

        words = words if isinstance(words, pl.Series) else pl.Series(list(words), dtype=pl.String)
        forms = {case: _forms(words, case=case, marks=self._marks) for case in self._cases}
        form = pl.col("form")
        joined = {case: table.filter(form.str.contains("_", literal=True)) for case, table in forms.items()}
        take = {"whole": lambda _: form, "head": form.str.head, "tail": form.str.tail}
        keyed = [
            (joined if underscore else forms)[case]
            .filter(pl.col("length") >= length)
            .select("word", form, part=pl.lit(number, dtype=pl.Int16), key=take[part](length))
            for (case, underscore, part, length), number in self._parts.items()
        ]
        found = [_matching(pl.concat(keyed).join(self._table, on=["part", "key"]))] if keyed else []
        for case, literal, pattern, number in self._inner:
            near = forms[case].filter(form.str.contains(literal, literal=True))
            found.append(_matching(near.with_columns(compare=pl.lit(pattern), element=pl.lit(number))))
        word = np.concatenate([np.empty(0, dtype=np.int64), *(pairs["word"].to_numpy() for pairs in found)])
        element = np.concatenate([np.empty(0, dtype=np.int64), *(pairs["element"].to_numpy() for pairs in found)])
        return word, element, len(words)


def _forms(words: pl.Series, *, case: bool, marks: bool) -> pl.DataFrame:
    """Each word's number, and form and length as it is compared: :func:`fold`, all at once where the word is ASCII."""
    import polars as pl

    table = pl.DataFrame({"form": words}).with_row_index("word").with_columns(pl.col("word").cast(pl.Int64))
    plain = pl.col("form") if case else pl.col("form").str.to_lowercase()
    plain = plain.str.replace_all("`", "'", literal=True) if marks else plain
    ascii_only = pl.col("form").str.len_bytes() == pl.col("form").str.len_chars()
    other = table.filter(~ascii_only)
    folded = pl.Series([fold(word, case=case, marks=marks) for word in other["form"]], dtype=pl.String)
    table = pl.concat([table.filter(ascii_only).with_columns(form=plain), other.with_columns(form=folded)])
    return table.with_columns(length=pl.col("form").str.len_chars())


def _matching(pairs: pl.DataFrame) -> pl.DataFrame:
    """Of pairs of a word and a pattern that share a literal, those that match."""
    import polars as pl

    rows = zip(pairs["compare"], pairs["form"], strict=True)
    if pairs["compare"].null_count() == len(pairs):
        return pairs
    return pairs.filter(pl.Series([pattern is None or glob_matches(pattern, form) for pattern, form in rows]))


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
