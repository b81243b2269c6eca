"""
Tokens and a lexicon to hits: one matcher behind every number.

The rules are quanteda's (``tokens_lookup``, version 4.3.1):

* A pattern matches consecutive whole tokens. Longer occurrences are taken first, then from left to right.
* Within a frame a token is used once: an occurrence that shares a token with one already taken is dropped.
* ``nested_scope="frame"``: frames do not see each other. ``nested_scope="lexicon"``: an occurrence is also dropped
  if all its tokens are already used by hits of any frame.
* A pattern of several words also matches one token that joins them by ``_`` (``border_security``).

To these come, under ``semantics="framing"`` only:

* A near is the shortest stretch that holds all its parts; it reaches from its first word to its last, and is then a hit
  like any other. What lies inside an exclusion is no part.
* A pattern with a context counts only in a paragraph in which a wording of the context stands; where none does it
  takes no word from others.

``semantics="framing"``, the default, differs in two further points, ``semantics="quanteda"`` in none: curly and
straight quotes match each other, and so do hyphens and dashes inside words; and a hit never crosses the end of a
clause, sentence or paragraph. In both, a hit never crosses the end of a section or what was left out of the count, what
lies inside an exclusion of the frame is dropped before anything else, and on an equal span the pattern that stands
first in the file wins. The table in README.md beside this file shows each difference on an example.

How, in four modules above this one: :mod:`~framing.hits.word_patterns` looks each word pattern up once in the
vocabulary; :mod:`~framing.hits.sequences` lets all occurrences grow word by word along a tree of the wordings;
:mod:`~framing.hits.near` joins parts that stand near each other; :mod:`~framing.hits.occurrences` says which of all
these count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from framing.errors import FramingError, unknown
from framing.hits.entries import Entries
from framing.hits.likely import Likely
from framing.hits.near import everywhere_near
from framing.hits.occurrences import Matches, in_context, inside, joined, that_count
from framing.hits.sequences import Tree, everywhere
from framing.hits.word_patterns import LookUp, WordIndex
from framing.lexicon.frames import Lexicon
from framing.text.boundaries import Boundary
from framing.text.tokens import Tokens

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
        if semantics == "quanteda":
            _refuse_unknown_to_quanteda(lexicon)
        # A hit lies within one run of tokens between walls.
        self.wall = Boundary.CLAUSE if semantics == "framing" else Boundary.SECTION
        self._entries = Entries(lexicon)
        self._tree = Tree(self._entries.wordings)
        self._likely = Likely(self._tree, self._entries)
        self._look_up = LookUp(list(self._tree.elements), marks=semantics == "framing")
        # Whether a hit may depend on words that stand apart from each other; whether on what ends between words at all.
        self.reaches_far = bool(self._entries.nears or self._entries.context)
        self.reaches = self._tree.longest > 1 or self.reaches_far
        # Word patterns whose hits depend on the tokens around: of several words, exclusions, parts, contexts.
        self.inner, self.whole, self.opening = self._tree.inner, self._tree.whole, self._tree.opening
        self.composed = self.inner | self.opening
        for wordings in self._entries.dependent:
            self.composed[self._tree.elements_of(wordings)] = True

    def index(self, words: Iterable[str] | pl.Series) -> WordIndex:
        """Look up all word patterns of the lexicon in a vocabulary of distinct words."""
        return self._look_up.index(words)

    def alone(self, elements: np.ndarray) -> list[tuple[int, int]]:
        """The (frame, pattern) hits of a token that matches these word patterns, if no other token has a say."""
        hits: dict[int, int] = {}
        for element in elements.tolist():
            for number in self._tree.single(element):  # within a frame the pattern that stands first in the file
                frame = int(self._entries.frame[number])
                hits[frame] = min(hits.get(frame, number), number)
        return [(frame, int(self._entries.pattern[number])) for frame, number in sorted(hits.items())]

    def match(self, tokens: Tokens) -> Matches:
        """The hits in tokens; the rules are the module's."""
        return self.match_words(tokens.ids, tokens.boundaries, self.index(tokens.words))

    def match_words(self, ids: np.ndarray, boundaries: np.ndarray, index: WordIndex) -> Matches:
        """The same for words of a vocabulary that was looked up already, each with what lies before it."""
        walls = np.flatnonzero(boundaries >= self.wall)
        paragraphs = np.flatnonzero(boundaries >= Boundary.PARAGRAPH)
        found = self.occurrences(ids, walls, index, np.flatnonzero(index.per_word[ids]), paragraphs=paragraphs)
        return self.resolve(self.standing(found, walls), paragraphs)

    def standing_in(self, tokens: Tokens) -> Matches:
        """
        Every place in tokens where a pattern or an exclusion stands, overlapping or not, whatever its context.

        Here ``pattern`` numbers the patterns through the whole lexicon, and after them the exclusions.
        """
        found = self._everything(tokens, np.flatnonzero(tokens.boundaries >= self.wall))
        return found[found.pattern < self._entries.n_excluded]

    def occurrences(
        self,
        ids: np.ndarray,
        walls: np.ndarray,
        index: WordIndex,
        first: np.ndarray,
        *,
        paragraphs: np.ndarray | None = None,
    ) -> Matches:
        """
        Every place where a wording of an entry stands, overlapping or not; takes what :func:`everywhere` takes.

        Here ``pattern`` numbers the entries: patterns, exclusions, parts of nears, and contexts. With ``paragraphs``,
        those of the walls that end one, what cannot count for want of other parts or a context is left out.
        """
        wanted = (
            self._likely.wanted(ids, walls, paragraphs, index, first)
            if self._likely and paragraphs is not None
            else None
        )
        start, length, number = everywhere(self._tree, ids, walls, index, wanted.first if wanted else first)
        if wanted:
            likely = np.flatnonzero(wanted.may_count(start, number))
            start, length, number = start[likely], length[likely], number[likely]
        # Patterns are numbered frame by frame, so this is the order of first token, then frame.
        return Matches(start, length, self._entries.frame[number], number)

    def standing(self, found: Matches, walls: np.ndarray) -> Matches:
        """Of all occurrences those of patterns, exclusions and contexts, and the nears of their parts."""
        entries = self._entries
        is_part = (found.pattern >= entries.n_excluded) & (found.pattern < entries.n_parts)
        nears = [stretches for _, stretches in self._nears(found, walls)]
        return joined([found[~is_part], *nears]) if is_part.any() else found

    def resolve(self, found: Matches, paragraphs: np.ndarray) -> Matches:
        """Of what stands somewhere, what counts; ``paragraphs`` are the first tokens behind the end of one."""
        entries = self._entries
        found, excluded, contexts = self._by_kind(found)
        found = found[~inside(found, excluded)]
        if entries.context:
            found = found[in_context(found, contexts, entries.context, paragraphs)]
        found = found[that_count(found, self.nested_scope)]
        return found.numbered(entries.pattern[found.pattern])

    def rejected(self, tokens: Tokens) -> tuple[Matches, np.ndarray]:
        """The occurrences of patterns that an exclusion or their context rejects; and which of them an exclusion."""
        walls = np.flatnonzero(tokens.boundaries >= self.wall)
        paragraphs = np.flatnonzero(tokens.boundaries >= Boundary.PARAGRAPH)
        found, excluded, contexts = self._by_kind(self._everything(tokens, walls))
        out = inside(found, excluded)
        lost = out | ~in_context(found, contexts, self._entries.context, paragraphs)
        found = found[lost]
        return found.numbered(self._entries.pattern[found.pattern]), out[lost]

    def _everything(self, tokens: Tokens, walls: np.ndarray) -> Matches:
        """What stands somewhere in tokens, whether it may count or not."""
        index = self.index(tokens.words)
        found = self.occurrences(tokens.ids, walls, index, np.flatnonzero(index.per_word[tokens.ids]))
        return self.standing(found, walls)

    def _by_kind(self, found: Matches) -> tuple[Matches, Matches, Matches]:
        """Of what stands somewhere, the patterns, the exclusions, the contexts."""
        entries = self._entries
        wanted, excluded = found.pattern < entries.n_wanted, found.pattern < entries.n_excluded
        return found[wanted], found[excluded & ~wanted], found[found.pattern >= entries.n_parts]

    def _nears(self, found: Matches, walls: np.ndarray) -> Iterator[tuple[int, Matches]]:
        """Each near that stands somewhere, by its number, and where."""
        entries = self._entries
        if not entries.nears:
            return
        parts = found[(found.pattern >= entries.n_excluded) & (found.pattern < entries.n_parts)]
        parts = parts[~inside(parts, found[(found.pattern >= entries.n_wanted) & (found.pattern < entries.n_excluded)])]
        rows = np.argsort(parts.pattern, kind="stable")
        bounds = np.searchsorted(parts.pattern[rows], np.arange(entries.n_excluded, entries.n_parts + 1))
        places = [rows[a:b] for a, b in pairwise(bounds.tolist())]
        for number, near, own in entries.nears:
            columns = [(parts.first[places[part]], parts.length[places[part]]) for part in own]
            stretches = everywhere_near(near, columns, walls)
            if stretches:
                yield number, Matches.of_stretches(stretches, int(entries.frame[number]), number)


def _refuse_unknown_to_quanteda(lexicon: Lexicon) -> None:
    for frame in lexicon:
        for pattern in frame.patterns:
            if pattern.near or pattern.context:
                what = "is a near" if pattern.near else "has a context"
                raise FramingError(
                    f"frame {frame.name!r}: {pattern.text!r} {what}, which quanteda does not know. Take "
                    'semantics="framing", or leave the pattern out.'
                )


def match(tokens: Tokens, lexicon: Lexicon, *, nested_scope: str = "frame", semantics: str = "framing") -> Matches:
    """Hits of a lexicon in tokens; the last matchers are kept, since a study asks again with the same lexicons."""
    for what, value in (("nested_scope", nested_scope), ("semantics", semantics)):
        if not isinstance(value, str):
            raise FramingError(f"{what} must be one of its names, found {value!r}.")
    return _made(lexicon, nested_scope=nested_scope, semantics=semantics).match(tokens)


_made = lru_cache(maxsize=16)(Matcher)  # two lexicons, each for five articles without what was found in one of them
