"""
Words to numbers, and to what a count needs to know of each; every distinct word meets the lexicon once.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from framing.hits.columns import Columns
from framing.hits.matching import Matcher
from framing.hits.word_patterns import WordIndex
from framing.text.tokens import HAS_WORD

# What is known of a word, in 16 bits.
GAP = 1 << 15  # it is no word, but what stands between two
STOPPED = 1 << 14  # it ends in a full stop, which may end a sentence
OPENS = 1 << 13  # a pattern of several words may begin with it
INNER = 1 << 12  # ... or go on with it
WHOLE = 1 << 11  # it may be a hit by itself, depending on the words around it
CLASS = WHOLE - 1  # which hits it is whatever stands around it; 0: none


class KnownWords:
    """
    The words met so far: their numbers, their traits, and the word patterns that match them.

    Attributes
    ----------
    traits : uint16, one a word
        The bits above.
    index : WordIndex
    effects : list of list of int
        Of each class, the hits by column.
    """

    def __init__(self, matcher: Matcher, columns: Columns) -> None:
        self._matcher, self._columns = matcher, columns
        nothing = np.empty(0, dtype=np.int64)
        # Codes are remembered only as long as some series has them.
        self._coding = pl.Series([], dtype=pl.Categorical(pl.Categories.random()))
        self.index = WordIndex(nothing, nothing, nothing)
        self.traits = np.empty(0, dtype=np.uint16)
        self.effects = [[0] * len(columns.names)]
        self._classes = {tuple(self.effects[0]): 0}

    def __len__(self) -> int:
        return len(self.traits)

    def number(self, words: pl.Series) -> np.ndarray:
        """Number the words; look new ones up in the lexicon."""
        coded = words.cast(self._coding.dtype)
        ids = coded.to_physical().to_numpy()
        # Codes are given in the order in which words come, so that the new ones follow the known ones.
        fresh = np.flatnonzero(ids >= len(self.traits))
        if len(fresh):
            new = words.gather(fresh[np.unique(ids[fresh], return_index=True)[1]])
            index = self._matcher.index(new)
            self.index = self.index.extend(index)
            self.traits = np.concatenate([self.traits, self._traits_of(new, index)])
        return ids

    def _traits_of(self, words: pl.Series, index: WordIndex) -> np.ndarray:
        has_word = words.str.contains(HAS_WORD).to_numpy()
        stopped = words.str.ends_with(".").to_numpy()
        traits = np.where(has_word, np.where(stopped, STOPPED, 0), GAP).astype(np.uint16)
        word = np.repeat(np.arange(len(words)), index.per_word)
        for trait, has in (
            (OPENS, self._matcher.opening),
            (INNER, self._matcher.inner),
            (WHOLE, self._matcher.whole),
        ):
            traits[word[has[index.element]]] |= trait
        alone = np.ones(len(words), dtype=bool)
        alone[word[self._matcher.composed[index.element]]] = False
        traits[alone] &= GAP | STOPPED
        for i in np.flatnonzero(alone & (index.per_word > 0)).tolist():
            traits[i] |= self._class(index.element[index.offset[i] : index.offset[i] + index.per_word[i]])
        return traits

    def _class(self, elements: np.ndarray) -> int:
        """The class of a word that these word patterns match."""
        effect = [0] * len(self._columns.names)
        for frame, pattern in self._matcher.alone(elements):
            for column in self._columns.of(frame, pattern):
                effect[column] = 1
        number = self._classes.setdefault(tuple(effect), len(self._classes))
        if number > CLASS:
            return WHOLE
        if number == len(self.effects):
            self.effects.append(effect)
        return number
