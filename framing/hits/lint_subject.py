"""
What lint looks at: the patterns of a lexicon by number, which of them stand in each other's words, and a corpus.

How: the wordings of each pattern are small texts, and the matcher tells which patterns stand in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import permutations, product
from math import factorial, prod
from typing import NamedTuple

import numpy as np

from framing.hits.matching import Matcher
from framing.hits.occurrences import Matches
from framing.hits.sequences import spellings
from framing.hits.word_patterns import glob_matches
from framing.lexicon.faults import faults_by_pattern
from framing.lexicon.frames import Frame, Lexicon, Pattern, Wording, WordPattern
from framing.text.corpus import Corpus
from framing.text.folding import fold
from framing.text.tokens import Tokens

_NAMED = 5  # others that a detail names; more do not help to mend it
_MOST = 10_000  # wordings of a near that are tried; a set pattern has no more
_ANY, _ONE = "\ue000", "\ue001"  # stand for * and ? in the words of a pattern; no text has these characters


class Entry(NamedTuple):
    """A pattern, or an exclusion, and its frame."""

    frame: Frame
    pattern: Pattern


class Inside(NamedTuple):
    """The pattern ``inner`` stands in a wording of ``outer``: ``length`` words from the one numbered ``first``."""

    outer: int
    wording: int
    inner: int
    first: int
    length: int
    whole: bool


class Times(NamedTuple):
    """How often each pattern, by its number, occurs in the corpus; outside of exclusions; of these, without context."""

    seen: np.ndarray
    free: np.ndarray
    without: np.ndarray


class Subject:
    """
    A lexicon under examination, with or without a corpus; what several findings need is worked out once.

    Attributes
    ----------
    entries, all : list of Entry
        The patterns of all frames; and after them the exclusions, numbered as the matcher numbers them.
    """

    def __init__(self, lexicon: Lexicon, corpus: Corpus | None, language: str = "en") -> None:
        self.lexicon, self.corpus, self.language = lexicon, corpus, language
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
        first: dict[tuple, int] = {}
        keys = [
            (frame.name, fold(p.text, case=p.case_sensitive), p.case_sensitive, p.fixed, p.within, p.ordered, p.context)
            for frame, p in self.entries
        ]
        return [first.setdefault(key, number) for number, key in enumerate(keys)]

    @cached_property
    def wordings(self) -> list[Sequence[Wording]]:
        """What each pattern stands for word by word; of a near only where no other words may stand between."""
        return [wordings_of(pattern) for _, pattern in self.entries]

    @cached_property
    def insides(self) -> dict[int, list[Inside]]:
        """For each pattern in whose wordings others stand, ascending, these others."""
        found: dict[int, list[Inside]] = {}
        for row in self.inside(self.wordings):
            if row.inner != row.outer:
                found.setdefault(row.outer, []).append(row)
        return dict(sorted(found.items()))

    def inside(self, outers: Sequence[Sequence[Wording]]) -> list[Inside]:
        """Which patterns of the lexicon stand in these wordings; ``inner`` is a number in ``all``."""
        return standing_in(outers, [pattern for _, pattern in self.all], self.matcher)

    @cached_property
    def found(self) -> Matches:
        """Every place of the corpus where a pattern or an exclusion stands, by its number in ``all``."""
        return self.matcher.standing_in(self.corpus.tokens)

    @cached_property
    def times(self) -> Times:
        """How often the patterns occur in the corpus, and how often they are rejected."""
        n = len(self.entries)
        matches, excluded = self.matcher.rejected(self.corpus.tokens)
        numbers = self.numbers(matches)
        out, without = (np.bincount(numbers[rows], minlength=n) for rows in (excluded, ~excluded))
        seen = np.bincount(self.found.pattern, minlength=n)[:n]
        return Times(seen, seen - out, without)

    @cached_property
    def types(self) -> tuple[np.ndarray, list[str]]:
        """For each word of the corpus the number of its type; and the types."""
        numbers: dict[str, int] = {}
        codes = [numbers.setdefault(name, len(numbers)) for name in self.corpus.tokens.types]
        return np.array(codes, dtype=np.int64), list(numbers)

    def serves(self, inner: int, outer: int) -> bool:
        """Whether one pattern, where it stands in the words of another of its frame that counts, counts as well."""
        if inner >= len(self.entries) or self.entries[inner].frame is not self.entries[outer].frame:
            return False
        narrow, wide = (set(self.entries[number].pattern.context) for number in (outer, inner))
        return not wide or (bool(narrow) and narrow <= wide)

    def numbers(self, matches: Matches) -> np.ndarray:
        """The number in ``entries`` of the pattern of each match."""
        offset = np.cumsum([0, *(len(frame.patterns) for frame in self.lexicon)])
        return offset[matches.frame] + matches.pattern

    def named(self, numbers: Iterable[int]) -> str:
        """Patterns and their frames, as a detail names them."""
        names = (f"{self.entries[i].pattern.id!r} of {self.entries[i].frame.name!r}" for i in numbers)
        return listed(list(dict.fromkeys(names)))

    def ids(self, numbers: Iterable[int]) -> str:
        """Patterns of one frame, as a detail names them."""
        return listed([repr(self.all[number].pattern.id) for number in dict.fromkeys(numbers)])


def listed(names: Sequence[str], *, most: int = _NAMED) -> str:
    """The first names of a list, and how many more there are."""
    shown = list(names[:most])
    if len(names) > most:
        shown.append(f"{len(names) - most} more")
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1]


def spelled(wording: Wording) -> str:
    """A wording as it is written."""
    return " ".join(word.text for word in wording)


def wordings_of(pattern: Pattern) -> Sequence[Wording]:
    """What a pattern stands for word by word; none for a near, unless its parts stand side by side."""
    if not pattern.near or pattern.within:
        return pattern.wordings
    orders = 1 if pattern.ordered else factorial(len(pattern.near))
    if orders * prod(map(len, pattern.near)) > _MOST:
        return ()
    ordered = [pattern.near] if pattern.ordered else permutations(pattern.near)
    return [sum(choice, ()) for parts in ordered for choice in product(*parts)]


def standing_in(outers: Sequence[Sequence[Wording]], inners: Sequence[Pattern], matcher: Matcher) -> list[Inside]:
    """Which patterns stand in the wordings of others, whatever stands for ``*`` and ``?``; each wording is a text."""
    places = [(outer, number) for outer, wordings in enumerate(outers) for number in range(len(wordings))]
    texts = [[_as_text(word) for word in wording] for wordings in outers for wording in wordings]
    tokens = Tokens.from_lists(texts)
    found = matcher.standing_in(tokens)
    document = tokens.document[found.first]
    first = found.first - tokens.bounds[document]
    careful = {number: _by_length(pattern) for number, pattern in enumerate(inners) if _is_particular(pattern)}
    rows = []
    for text, inner, begin, length in zip(
        document.tolist(), found.pattern.tolist(), first.tolist(), found.length.tolist(), strict=True
    ):
        outer, number = places[text]
        words = outers[outer][number]
        stop = begin + length
        if inner not in careful or _really(careful[inner].get(length, ()), words[begin:stop]):
            rows.append(Inside(outer, number, inner, begin, length, length == len(words)))
    return rows


def _as_text(word: WordPattern) -> str:
    """A word as a text that only word patterns which find all it finds can match."""
    return word.text if word.fixed else word.text.replace("*", _ANY).replace("?", _ONE)


def _is_particular(pattern: Pattern) -> bool:
    """Whether a match in the words of another pattern is no proof yet: case, or a ? that would match a ``*``."""
    groups = pattern.near or (pattern.wordings,)
    words = {word for wordings in groups for wording in wordings for word in wording}
    return any(word.case_sensitive or ("?" in word.text and not word.fixed) for word in words)


def _by_length(pattern: Pattern) -> dict[int, list[Wording]]:
    """The spellings of a pattern; none of a near, of which nothing is claimed then."""
    by_length: dict[int, list[Wording]] = {}
    for wording in spellings(pattern.wordings):
        by_length.setdefault(len(wording), []).append(wording)
    return by_length


def _really(inner: Sequence[Wording], outer: Wording) -> bool:
    """Whether one of the wordings finds these words of another in each of their spellings."""
    return any(all(map(_finds, wording, outer)) for wording in inner)


def _finds(inner: WordPattern, outer: WordPattern) -> bool:
    """Whether one word pattern finds whatever the other does."""
    if inner.case_sensitive and not outer.case_sensitive:
        return False
    pattern, word = (fold(text, case=inner.case_sensitive) for text in (inner.text, outer.text))
    wild = not outer.fixed and any(c in word for c in "*?")
    if inner.fixed:
        return not wild and pattern == word
    fillers = ("", _ANY * 3) if wild else ("",)
    spelt = (word.replace("?", _ONE).replace("*", filler) if wild else word for filler in fillers)
    return all(glob_matches(pattern, text) for text in spelt)
