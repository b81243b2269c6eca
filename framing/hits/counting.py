"""
Texts to counts, fast: the hits of each frame in many texts, without keeping tokens.

The counts are those of the hit table, by the same tokenizer pattern and the same matcher. What makes it fast:

* Words are cut and numbered by Polars, a batch at a time; each distinct word meets the lexicon once.
* Where hits are rare, stretches of text that contain no literal part of any pattern are never cut into words.
* What ends between words is told from the words and signs as they are cut, and only where a pattern may cross. Where
  that leaves a doubt (``U.S. The``), the text is looked at in full.
* Parts and contexts are gathered only where all that a pattern needs is there.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import polars as pl

from framing.hits.columns import count_columns
from framing.hits.matching import Matcher
from framing.hits.occurrences import Matches
from framing.hits.stretches import cores_of, stretches
from framing.hits.word_traits import CLASS, GAP, INNER, OPENS, STOPPED, WHOLE, KnownWords
from framing.text.boundaries import Boundary
from framing.text.gaps import Gaps, word_or_gap
from framing.text.languages import language_of
from framing.text.tokens import extract_all, tokenize, word_pattern

MAX_VOCABULARY = 400_000  # words a counter remembers before it starts afresh, so that memory is bounded


class FrameCounter:
    """
    Counts the hits of each frame in batches of texts.

    Remembers the words it has met; use one for each thread.

    Parameters
    ----------
    matcher : Matcher
    categories : bool
        Count the categories of each frame too.
    language, mend
        As in :func:`tokenize`.

    Attributes
    ----------
    columns : tuple of str
        What is counted: the frames in lexicon order; with ``categories`` each followed by its ``frame.category``.
    voices : tuple of str
        Empty: one row of counts a text.

    Examples
    --------
    >>> from framing import Lexicon
    >>> counter = FrameCounter(Matcher(Lexicon.from_dict({"rivalry": ["great game"], "border": ["border*"]})))
    >>> n_tokens, counts = counter.count(["The Great Game. Borders, borders!", ""])
    >>> n_tokens.tolist(), counts.tolist()
    ([5, 0], [[1, 2], [0, 0]])
    """

    voices: tuple[str, ...] = ()

    def __init__(
        self, matcher: Matcher, *, categories: bool = False, language: str = "en", mend: tuple[str, ...] = ()
    ) -> None:
        self._matcher = matcher
        self._columns = count_columns(matcher.lexicon, categories=categories)
        self.columns = self._columns.names
        self._framing = matcher.semantics == "framing"
        self._cutting = {"language": language, "mend": mend}
        self._language, self._word = language_of(language), word_pattern(mend)
        self._gaps = Gaps(self._language) if self._framing and matcher.reaches else None
        self._cores = None if "hyphens" in mend else cores_of(matcher.lexicon)
        self._rare = self._cores is not None
        self._words = KnownWords(matcher, self._columns)

    def count(self, texts: Iterable[str] | pl.Series) -> tuple[np.ndarray, np.ndarray]:
        """
        Count in a batch of texts.

        Returns
        -------
        n_tokens : int64, one a text
        counts : int64, texts × ``columns``
        """
        if len(self._words) > MAX_VOCABULARY:
            self._words = KnownWords(self._matcher, self._columns)
            self._gaps = self._gaps and Gaps(self._language)
        texts = texts if isinstance(texts, pl.Series) else pl.Series(list(texts), dtype=pl.String)
        if not self._rare:
            return self._count_pieces(texts)
        n_tokens = texts.str.count_matches(self._word).to_numpy().astype(np.int64)
        counts = np.zeros((len(texts), len(self.columns)), dtype=np.int64)
        pieces, owner = stretches(texts, self._cores, blank_lines=self._framing)
        if 2 * pieces.str.len_bytes().sum() > texts.str.len_bytes().sum():
            self._rare = False  # it saves nothing here; the counts are the same either way
        np.add.at(counts, owner, self._count_pieces(pieces)[1])
        return n_tokens, counts

    def _count_pieces(self, pieces: pl.Series) -> tuple[np.ndarray, np.ndarray]:
        """Tokens of each piece of text, and its hits by column."""
        cut = extract_all(pieces, word_or_gap(self._word) if self._gaps else self._word)
        bounds = np.concatenate([[0], np.cumsum(cut.list.len().to_numpy(), dtype=np.int64)])
        flat = cut.explode(empty_as_null=False)
        ids = self._words.number(flat)
        traits = self._words.traits[ids]
        walls = paragraphs = bounds[:-1]
        unsure = np.empty(0, dtype=np.int64)  # words before which a sentence may begin
        if self._gaps:
            places = np.flatnonzero(traits < GAP)
            bounds = np.searchsorted(places, bounds)
            traits = traits[places]
            ends = self._gaps.boundaries(flat, ids, places, self._crossed(traits))
            ends[bounds[:-1][np.diff(bounds) > 0]] = Boundary.SECTION
            unsure = self._gaps.unsure(flat, ids, places[(traits & STOPPED) > 0])
            unsure = np.searchsorted(places, unsure) + 1
            walls, paragraphs = (np.flatnonzero(ends >= level) for level in (self._matcher.wall, Boundary.PARAGRAPH))
            ids = ids[places]
        counts = self._by_class(traits, bounds)

        first = _openings(traits)
        found = self._matcher.occurrences(ids, walls, self._words.index, first, paragraphs=paragraphs)
        found = self._matcher.standing(found, walls)
        piece = np.searchsorted(bounds, found.first, side="right") - 1
        doubtful = np.unique(piece[_spans(found, unsure)])
        sure = np.ones(len(pieces), dtype=bool)
        sure[doubtful] = False
        found = self._matcher.resolve(found[sure[piece]], paragraphs)
        self._columns.add(counts, np.searchsorted(bounds, found.first, side="right") - 1, found)
        if len(doubtful):
            counts[doubtful] = self._in_full(pieces.gather(doubtful))
        return np.diff(bounds), counts

    def _crossed(self, traits: np.ndarray) -> np.ndarray:
        """Before which tokens it matters what ends: where a pattern may go on, or all."""
        if self._matcher.reaches_far:
            return np.ones(len(traits), dtype=bool)
        crossed = np.zeros(len(traits), dtype=bool)
        crossed[1:] = ((traits[:-1] & (OPENS | INNER)) > 0) & ((traits[1:] & INNER) > 0)
        return crossed

    def _by_class(self, traits: np.ndarray, bounds: np.ndarray) -> np.ndarray:
        """The hits of each piece that depend on no other word, by column."""
        effects = np.array(self._words.effects)
        classes = traits & CLASS
        hit = np.flatnonzero(classes)
        cell = (np.searchsorted(bounds, hit, side="right") - 1) * len(effects) + classes[hit]
        by_class = np.bincount(cell, minlength=(len(bounds) - 1) * len(effects))
        return by_class.reshape(len(bounds) - 1, len(effects)) @ effects

    def _in_full(self, pieces: pl.Series) -> np.ndarray:
        """The hits of pieces, by column, where we must know what ends between words."""
        tokens = tokenize(pieces, **self._cutting)
        ids = self._words.number(pl.Series(tokens.words, dtype=pl.String))[tokens.ids]
        found = self._matcher.match_words(ids, tokens.boundaries, self._words.index)
        counts = np.zeros((len(pieces), len(self.columns)), dtype=np.int64)
        self._columns.add(counts, tokens.document[found.first], found)
        return counts


def _spans(found: Matches, places: np.ndarray) -> np.ndarray:
    """Which occurrences hold one of these tokens behind their first."""
    begin, end = (
        np.searchsorted(places, token, side="right") for token in (found.first, found.first + found.length - 1)
    )
    return end > begin


def _openings(traits: np.ndarray) -> np.ndarray:
    """The tokens at which an occurrence that depends on other tokens may begin."""
    goes_on = np.zeros(len(traits), dtype=bool)
    goes_on[:-1] = (traits[1:] & INNER) > 0
    goes_on &= (traits & OPENS) > 0
    return np.flatnonzero(goes_on | ((traits & WHOLE) > 0))
