"""
Tokens and a lexicon to hits: one matcher behind every number.

The rules are quanteda's (``tokens_lookup``, version 4.3.1):

* A pattern matches consecutive whole tokens. Longer occurrences are taken first, then from left to right.
* Within a frame a token is used once: an occurrence that shares a token with one already taken is dropped.
* ``nested_scope="frame"``: frames do not see each other. ``nested_scope="lexicon"``: an occurrence is also dropped
  if all its tokens are already used by hits of any frame.
* A pattern of several words also matches one token that joins them by ``_`` (``border_security``).

``semantics="framing"``, the default, differs in two points, ``semantics="quanteda"`` in none: curly and straight
quotes match each other, and so do hyphens and dashes inside words; and a hit never crosses the end of a clause,
sentence or paragraph. In both, a hit never crosses the end of a section or what was left out of the count, what lies
inside an exclusion of the frame is dropped before anything else, and on an equal span the pattern that stands first
in the file wins. The table in README.md beside this file shows each difference on an example.

How, in three modules above this one: :mod:`~framing.hits.word_patterns` looks each word pattern up once in the
vocabulary; :mod:`~framing.hits.sequences` lets all occurrences grow word by word along a tree of the patterns;
:mod:`~framing.hits.occurrences` says which of them count.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from framing.errors import FramingError, unknown
from framing.hits.occurrences import Matches, inside, that_count
from framing.hits.sequences import Tree, everywhere
from framing.hits.word_patterns import LookUp, WordIndex
from framing.lexicon.frames import Lexicon
from framing.text.tokens import Boundary, Tokens

if TYPE_CHECKING:
    import polars as pl

NESTED_SCOPES = ("frame", "lexicon")
SEMANTICS = ("framing", "quanteda")


class Matcher:
    """
    A lexicon made ready to be matched against any number of texts.

    Parameters
    ----------
    lexicon : Lexicon
    nested_scope : {"frame", "lexicon"}
    semantics : {"framing", "quanteda"}

    Raises
    ------
    FramingError
        If ``nested_scope`` or ``semantics`` is unknown.

    Examples
    --------
    >>> from framing import Lexicon, tokenize
    >>> matcher = Matcher(Lexicon.from_dict({"rivalry": ["great game", "game*"]}))
    >>> found = matcher.match(tokenize("The Great Game of games"))
    >>> found.first.tolist(), found.length.tolist()
    ([1, 4], [2, 1])
    """

    def __init__(self, lexicon: Lexicon, *, nested_scope: str = "frame", semantics: str = "framing") -> None:
        if nested_scope not in NESTED_SCOPES:
            raise FramingError(unknown("nested_scope", nested_scope, NESTED_SCOPES))
        if semantics not in SEMANTICS:
            raise FramingError(unknown("semantics", semantics, SEMANTICS))
        self.lexicon, self.nested_scope, self.semantics = lexicon, nested_scope, semantics
        # A hit lies within one run of tokens between walls.
        self.wall = Boundary.CLAUSE if semantics == "framing" else Boundary.SECTION
        wanted = [(f, p, pattern) for f, frame in enumerate(lexicon) for p, pattern in enumerate(frame.patterns)]
        unwanted = [(f, p, pattern) for f, frame in enumerate(lexicon) for p, pattern in enumerate(frame.exclude)]
        # One tree for both; a pattern of the second kind is an exclusion. Small integers are sorted faster.
        self._frame = np.array([f for f, _, _ in wanted + unwanted], dtype=np.int16)
        self._pattern = np.array([p for _, p, _ in wanted + unwanted], dtype=np.int64)
        self._n_wanted = len(wanted)
        self._tree = Tree([pattern for _, _, pattern in wanted + unwanted])
        self._look_up = LookUp(list(self._tree.elements), marks=semantics == "framing")
        self.longest = self._tree.longest
        # Word patterns whose hits depend on the tokens around: parts of patterns of several words, and of exclusions.
        self.inner, self.whole, self.opening = self._tree.inner, self._tree.whole, self._tree.opening
        self.composed = self.inner | self.opening
        for _, _, pattern in unwanted:
            self.composed[self._tree.elements_of(pattern)] = True

    def index(self, words: Iterable[str] | pl.Series) -> WordIndex:
        """Look up all word patterns of the lexicon in a vocabulary of distinct words."""
        return self._look_up.index(words)

    def alone(self, elements: np.ndarray) -> list[tuple[int, int]]:
        """The (frame, pattern) hits of a token that matches these word patterns, if no other token has a say."""
        hits: dict[int, int] = {}
        for element in elements.tolist():
            for number in self._tree.single(element):  # within a frame the pattern that stands first in the file
                frame = int(self._frame[number])
                hits[frame] = min(hits.get(frame, number), number)
        return [(frame, int(self._pattern[number])) for frame, number in sorted(hits.items())]

    def match(self, tokens: Tokens) -> Matches:
        """The hits in tokens; the rules are the module's."""
        return self.resolve(self.occurrences_in(tokens))

    def occurrences_in(self, tokens: Tokens) -> Matches:
        """Every place in tokens where a pattern or an exclusion stands, as :meth:`occurrences` gives them."""
        walls = np.flatnonzero(tokens.boundaries >= self.wall)
        return self.occurrences(tokens.ids, walls, self.index(tokens.words))

    def occurrences(
        self, ids: np.ndarray, walls: np.ndarray, index: WordIndex, *, first: np.ndarray | None = None
    ) -> Matches:
        """
        Every place where a pattern or an exclusion stands, overlapping or not; takes what :func:`everywhere` takes.

        Here ``pattern`` numbers the patterns through the whole lexicon, and after them the exclusions.
        """
        start, length, number = everywhere(self._tree, ids, walls, index, first=first)
        # They are numbered frame by frame, so this is the order of first token, then frame.
        return Matches(start, length, self._frame[number], number)

    def resolve(self, found: Matches) -> Matches:
        """Of all occurrences, those that count."""
        wanted = found.pattern < self._n_wanted
        if not wanted.all():
            found, excluded = found[wanted], found[~wanted]
            found = found[~inside(found, excluded)]
        found = found[that_count(found, self.nested_scope)]
        return Matches(found.first, found.length, found.frame, self._pattern[found.pattern])


def match(tokens: Tokens, lexicon: Lexicon, *, nested_scope: str = "frame", semantics: str = "framing") -> Matches:
    """Hits of a lexicon in tokens: a :class:`Matcher` used once."""
    return Matcher(lexicon, nested_scope=nested_scope, semantics=semantics).match(tokens)
