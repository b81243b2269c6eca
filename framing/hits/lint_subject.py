"""
What lint looks at: the patterns of a lexicon by number, which of them stand in each other's words, and a corpus.

How: the words of each pattern are a small text, and the matcher tells which patterns stand in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np

from framing.hits.matching import Matcher
from framing.hits.occurrences import Matches
from framing.hits.word_patterns import glob_matches
from framing.lexicon.faults import faults_by_pattern
from framing.lexicon.frames import Frame, Lexicon, Pattern
from framing.text.corpus import Corpus
from framing.text.tokens import Tokens, fold

_NAMED = 5  # others that a detail names; more do not help to mend it
_ANY, _ONE = "\ue000", "\ue001"  # stand for * and ? in the words of a pattern; no text has these characters


class Entry(NamedTuple):
    """A pattern, or an exclusion, and its frame."""

    frame: Frame
    pattern: Pattern


class Inside(NamedTuple):
    """The pattern ``inner`` stands in the words of ``outer``: ``length`` words from the one numbered ``first``."""

    outer: int
    inner: int
    first: int
    length: int


class Subject:
    """
    A lexicon under examination, with or without a corpus; what several findings need is worked out once.

    Attributes
    ----------
    entries, all : list of Entry
        The patterns of all frames; and after them the exclusions, numbered as the matcher numbers them.
    """

    def __init__(self, lexicon: Lexicon, corpus: Corpus | None) -> None:
        self.lexicon, self.corpus = lexicon, corpus
        self.entries = [Entry(frame, pattern) for frame in lexicon for pattern in frame.patterns]
        self.all = self.entries + [Entry(frame, pattern) for frame in lexicon for pattern in frame.exclude]
        self.matcher = Matcher(lexicon)

    @cached_property
    def faults(self) -> list[list[str]]:
        """What keeps each pattern from ever having a hit."""
        return faults_by_pattern([pattern for _, pattern in self.entries])

    @cached_property
    def twins(self) -> list[int]:
        """For each pattern the number of the first in its frame that finds the same, which may be itself."""
        first: dict[tuple[str, str, bool, bool], int] = {}
        keys = [
            (frame.name, fold(p.text, case=p.case_sensitive), p.case_sensitive, p.fixed) for frame, p in self.entries
        ]
        return [first.setdefault(key, number) for number, key in enumerate(keys)]

    @cached_property
    def insides(self) -> dict[int, list[Inside]]:
        """For each pattern in whose words others stand, ascending, these others."""
        found: dict[int, list[Inside]] = {}
        for row in self.inside([pattern for _, pattern in self.entries]):
            if row.inner != row.outer:
                found.setdefault(row.outer, []).append(row)
        return dict(sorted(found.items()))

    def inside(self, patterns: Sequence[Pattern]) -> list[Inside]:
        """Which patterns of the lexicon stand in the words of these; ``inner`` is a number in ``all``."""
        tokens = Tokens.from_lists([_spelled(pattern) for pattern in patterns])
        found = self.matcher.standing_in(tokens)
        document = tokens.document[found.first]
        columns = (document, found.pattern, found.first - tokens.bounds[document], found.length)
        rows = (Inside(*row) for row in zip(*(column.tolist() for column in columns), strict=True))
        return [row for row in rows if _really(patterns[row.outer], self.all[row.inner].pattern, row)]

    @cached_property
    def found(self) -> Matches:
        """Every place of the corpus where a pattern or an exclusion stands, by its number in ``all``."""
        return self.matcher.standing_in(self.corpus.tokens)

    @cached_property
    def types(self) -> tuple[np.ndarray, list[str]]:
        """For each word of the corpus the number of its type; and the types."""
        numbers: dict[str, int] = {}
        codes = [numbers.setdefault(name, len(numbers)) for name in self.corpus.tokens.types]
        return np.array(codes, dtype=np.int64), list(numbers)

    def named(self, numbers: Iterable[int]) -> str:
        """Patterns and their frames, as a detail names them."""
        names = (f"{self.entries[i].pattern.text!r} of {self.entries[i].frame.name!r}" for i in numbers)
        return listed(list(dict.fromkeys(names)))


def listed(names: Sequence[str]) -> str:
    """The first names of a list, and how many more there are."""
    shown = list(names[:_NAMED])
    if len(names) > _NAMED:
        shown.append(f"{len(names) - _NAMED} more")
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1]


def _spelled(pattern: Pattern) -> list[str]:
    """The words of a pattern as a text that only patterns which find all it finds can match."""
    if pattern.fixed:
        return list(pattern.words)
    return [word.replace("*", _ANY).replace("?", _ONE) for word in pattern.words]


def _really(outer: Pattern, inner: Pattern, row: Inside) -> bool:
    """Whether the inner pattern finds these words of the outer one in each of their spellings."""
    if inner.case_sensitive and not outer.case_sensitive:
        return False
    if inner.fixed or outer.fixed or "?" not in inner.text or "*" not in outer.text:
        return True
    words = outer.words[row.first : row.first + row.length]
    if len(words) != len(inner.words):
        return False
    return all(
        glob_matches(fold(p), fold(w).replace("?", _ONE).replace("*", filler))
        for p, w in zip(inner.words, words, strict=True)
        for filler in ("", _ANY * 3)
    )
