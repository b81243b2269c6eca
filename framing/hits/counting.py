"""
Texts to counts, fast: the hits of each frame in many texts, without keeping tokens.

The counts are those of the hit table, by the same tokenizer pattern and the same matcher. What makes it fast:

* Words are cut and numbered by Polars, a batch at a time; each distinct word meets the lexicon once.
* Where hits are rare, stretches of text that contain no literal part of any pattern are never cut into words.
* Only where an occurrence of several words spans a sign that may end something is the text looked at in full.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
import polars as pl

from framing.errors import FramingError
from framing.hits.matching import Matcher, Matches, WordIndex
from framing.lexicon.lexicon import Lexicon, Pattern
from framing.text.tokens import HAS_WORD, MARKS, WORD, extract_all, fold, tokenize

MAX_VOCABULARY = 400_000  # words a counter remembers before it starts afresh, so that memory is bounded
_ODD_CASE = "\u0130\u212a"  # the two characters outside ASCII whose lower case has a letter within ASCII
_BLANK_LINE = "\n\n"  # no hit crosses one

# What a counter knows of a word, in 16 bits.
_MARK = 1 << 15  # it is no word, but signs between words
_STOPPED = 1 << 14  # it ends in a full stop, which may end a sentence
_OPENS = 1 << 13  # a pattern of several words may begin with it
_INNER = 1 << 12  # ... or go on with it
_WHOLE = 1 << 11  # it may be a hit by itself, depending on the words around it
_CLASS = _WHOLE - 1  # which hits it is whatever stands around it; 0: none


class FrameCounter:
    """
    Counts the hits of each frame in batches of texts.

    Remembers the words it has met; use one for each thread.

    Parameters
    ----------
    matcher : Matcher
    categories : bool
        Count the categories of each frame too.

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

    def __init__(self, matcher: Matcher, *, categories: bool = False) -> None:
        self._matcher = matcher
        self.columns, self._columns_of = count_columns(matcher.lexicon, categories=categories)
        self._framing = matcher.semantics == "framing"
        self._marks = self._framing and matcher.longest > 1
        self._cores = _cores(matcher.lexicon)
        self._rare = self._cores is not None
        self._forget()

    def count(self, texts: Iterable[str] | pl.Series) -> tuple[np.ndarray, np.ndarray]:
        """
        Count in a batch of texts.

        Returns
        -------
        n_tokens : int64, one a text
        counts : int64, texts × ``columns``
        """
        if len(self._traits) > MAX_VOCABULARY:
            self._forget()
        texts = texts if isinstance(texts, pl.Series) else pl.Series(list(texts), dtype=pl.String)
        if not self._rare:
            return self._count_pieces(texts)
        n_tokens = texts.str.count_matches(WORD).to_numpy().astype(np.int64)
        counts = np.zeros((len(texts), len(self.columns)), dtype=np.int64)
        pieces, owner = self._likely(texts)
        if 2 * pieces.str.len_bytes().sum() > texts.str.len_bytes().sum():
            self._rare = False  # it saves nothing here; the counts are the same either way
        np.add.at(counts, owner, self._count_pieces(pieces)[1])
        return n_tokens, counts

    def _likely(self, texts: pl.Series) -> tuple[pl.Series, np.ndarray]:
        """The stretches of text in which there may be a hit, and the number of the text each is from."""
        owner = np.flatnonzero(self._has_core(texts))
        texts = texts.gather(owner)
        if self._framing:
            parts = texts.str.split(_BLANK_LINE)
            owner = np.repeat(owner, parts.list.len().to_numpy())
            texts = parts.explode(empty_as_null=False)
            likely = np.flatnonzero(self._has_core(texts))
            texts, owner = texts.gather(likely), owner[likely]
        return texts, owner

    def _has_core(self, texts: pl.Series) -> np.ndarray:
        return texts.str.contains_any([*self._cores, *_ODD_CASE], ascii_case_insensitive=True).to_numpy()

    def _count_pieces(self, pieces: pl.Series) -> tuple[np.ndarray, np.ndarray]:
        """Tokens of each piece of text, and its hits by column."""
        cut = extract_all(pieces, f"{WORD}|{MARKS}" if self._marks else WORD)
        bounds = np.concatenate([[0], np.cumsum(cut.list.len().to_numpy(), dtype=np.int64)])
        ids = self._number(cut.explode(empty_as_null=False))
        traits = self._traits[ids]
        words = None  # the places of words among words and marks
        if self._marks:
            words = np.flatnonzero(traits < _MARK)
            bounds = np.searchsorted(words, bounds)
            ids, traits = ids[words], traits[words]

        classes = traits & _CLASS
        hit = np.flatnonzero(classes)
        cell = (np.searchsorted(bounds, hit, side="right") - 1) * len(self._effects) + classes[hit]
        by_class = np.bincount(cell, minlength=len(pieces) * len(self._effects))
        counts = by_class.reshape(len(pieces), len(self._effects)) @ np.array(self._effects)

        found = self._matcher.occurrences(ids, bounds[:-1], self._index, first=_openings(traits))
        piece = np.searchsorted(bounds, found.first, side="right") - 1
        doubtful = np.unique(piece[_spans_mark(found, words, traits)]) if self._marks else piece[:0]
        sure = np.ones(len(pieces), dtype=bool)
        sure[doubtful] = False
        found = self._matcher.resolve(found[sure[piece]])
        self._add(counts, np.searchsorted(bounds, found.first, side="right") - 1, found)
        if len(doubtful):
            tokens = tokenize(pieces.gather(doubtful))
            ids = self._number(pl.Series(tokens.words, dtype=pl.String))[tokens.ids]
            walls = np.flatnonzero(tokens.boundaries >= self._matcher.wall)
            first = _openings(self._traits[ids])
            found = self._matcher.resolve(self._matcher.occurrences(ids, walls, self._index, first=first))
            self._add(counts, doubtful[tokens.document[found.first]], found)
        return np.diff(bounds), counts

    def _add(self, counts: np.ndarray, rows: np.ndarray, found: Matches) -> None:
        for columns in self._columns_of:
            column = columns[found.frame, found.pattern]
            np.add.at(counts, (rows[column >= 0], column[column >= 0]), 1)

    def _number(self, words: pl.Series) -> np.ndarray:
        """Number the words; look new ones up in the lexicon."""
        coded = words.cast(self._coding.dtype)
        ids = coded.to_physical().to_numpy()
        # Codes are given in the order in which words come, so that the new ones follow the known ones.
        fresh = np.flatnonzero(ids >= len(self._traits))
        if len(fresh):
            new = words.gather(fresh[np.unique(ids[fresh], return_index=True)[1]])
            index = self._matcher.index(new)
            self._index = self._index.extend(index)
            self._traits = np.concatenate([self._traits, self._traits_of(new, index)])
        return ids

    def _traits_of(self, words: pl.Series, index: WordIndex) -> np.ndarray:
        has_word = words.str.contains(HAS_WORD).to_numpy()
        stopped = words.str.ends_with(".").to_numpy()
        traits = np.where(has_word, np.where(stopped, _STOPPED, 0), _MARK).astype(np.uint16)
        word = np.repeat(np.arange(len(words)), index.per_word)
        for trait, has in (
            (_OPENS, self._matcher.opening),
            (_INNER, self._matcher.inner),
            (_WHOLE, self._matcher.whole),
        ):
            traits[word[has[index.element]]] |= trait
        alone = np.ones(len(words), dtype=bool)
        alone[word[self._matcher.composed[index.element]]] = False
        traits[alone] &= _MARK | _STOPPED
        for i in np.flatnonzero(alone & (index.per_word > 0)).tolist():
            traits[i] |= self._class(index.element[index.offset[i] : index.offset[i] + index.per_word[i]])
        return traits

    def _class(self, elements: np.ndarray) -> int:
        """The class of a word that these word patterns match."""
        effect = [0] * len(self.columns)
        hits = self._matcher.alone(elements)
        for columns in self._columns_of:
            for frame, pattern in hits:
                if columns[frame, pattern] >= 0:
                    effect[columns[frame, pattern]] = 1
        number = self._classes.setdefault(tuple(effect), len(self._classes))
        if number > _CLASS:
            return _WHOLE
        if number == len(self._effects):
            self._effects.append(effect)
        return number

    def _forget(self) -> None:
        nothing = np.empty(0, dtype=np.int64)
        # Codes are remembered only as long as some series has them.
        self._coding = pl.Series([], dtype=pl.Categorical(pl.Categories.random()))
        self._index = WordIndex(nothing, nothing, nothing)
        self._traits = np.empty(0, dtype=np.uint16)
        self._effects = [[0] * len(self.columns)]  # of each class, the hits by column
        self._classes = {tuple(self._effects[0]): 0}


def _spans_mark(found: Matches, words: np.ndarray, traits: np.ndarray) -> np.ndarray:
    """Which occurrences have, between their tokens, a sign that may end something or a word's own full stop."""
    last = found.first + found.length - 1
    spans = words[last] - words[found.first] > last - found.first
    for step in range(found.length.max(initial=1) - 1):
        within = found.first + step < last
        spans[within] |= (traits[found.first[within] + step] & _STOPPED) > 0
    return spans


def _openings(traits: np.ndarray) -> np.ndarray:
    """The tokens at which an occurrence that depends on other tokens may begin."""
    goes_on = np.zeros(len(traits), dtype=bool)
    goes_on[:-1] = (traits[1:] & _INNER) > 0
    goes_on &= (traits & _OPENS) > 0
    return np.flatnonzero(goes_on | ((traits & _WHOLE) > 0))


def count_columns(lexicon: Lexicon, *, categories: bool) -> tuple[tuple[str, ...], list[np.ndarray]]:
    """Names of the counts, and for the frame and for the category the column of each (frame, pattern)."""
    names: list[str] = []
    longest = max((len(frame.patterns) for frame in lexicon), default=0)
    of_frame = np.full((len(lexicon), longest), -1, dtype=np.int64)
    of_category = of_frame.copy()
    for f, frame in enumerate(lexicon):
        of_frame[f, : len(frame.patterns)] = len(names)
        names.append(frame.name)
        if categories and frame.categories != ("",):
            place = {category: len(names) + i for i, category in enumerate(frame.categories)}
            names += [f"{frame.name}.{category}" for category in frame.categories]
            of_category[f, : len(frame.patterns)] = [place[pattern.category] for pattern in frame.patterns]
    taken = {"doc_id", "n_tokens"}
    for name in names:
        if name in taken:
            raise FramingError(f"two columns would be named {name!r}. Rename the frame, or leave out the categories.")
        taken.add(name)
    return tuple(names), [of_frame, of_category] if categories else [of_frame]


def _cores(lexicon: Lexicon) -> list[str] | None:
    """A literal part of each pattern that every text with a hit contains; None if some pattern has none."""
    cores = {_core(pattern) for frame in lexicon for pattern in frame.patterns}
    return None if None in cores or not cores else sorted(cores)


def _core(pattern: Pattern) -> str | None:
    literals = "[^*?]*" if not pattern.fixed else ".*"
    parts = re.findall(literals, fold(pattern.text))
    runs = [run for part in parts for run in re.findall("[a-z0-9]+", part)]
    return max(runs, key=len, default=None)
