"""
Text to tokens: one documented tokenizer for one article or a million.

A **token** is a word as printed, at ``text[start:end]`` of the raw text. Its **type** is what it counts as:
the word in Unicode form NFC, lower-cased, with curly quotes and dashes written as ``'`` and ``-``. The text
itself is never altered.

What is a word (the default word boundaries of Unicode Standard Annex 29, with the additions marked +):

====================  ==========================================  =============================================
printed               token                                       rule
====================  ==========================================  =============================================
``Russia’s``          ``Russia’s``                                an apostrophe or a full stop between letters
``soldiers'``         ``soldiers``                                but not at the edge of a word
``10,000`` ``1.3``    ``10,000`` ``1.3``                          comma, full stop, semicolon between digits
``201st`` ``A_b``     ``201st`` ``A_b``                           letters, digits and ``_`` join
``post–Soviet``       ``post–Soviet``                             + hyphens and dashes without spaces join
``aid—and``           ``aid—and``                                 + as in quanteda, the em dash too
``U.S.`` ``e.g.``     ``U.S.`` ``e.g.``                           + single letters keep their full stops
``9/11`` ``$ 5``      ``9`` ``11`` ``5``                          signs are no words
``#aid`` ``@un``      ``#aid`` ``@un``                            + tags and user names keep their sign
``www.un.org/aid``    ``www.un.org`` ``aid``                      no rule of its own
====================  ==========================================  =============================================

Languages written without spaces (Chinese, Japanese, Thai) are not segmented.

Between two neighbouring tokens lies a **boundary**: nothing, or the end of a clause (``:`` ``;``), a
sentence, a paragraph or a section. Sentences and paragraphs are read off these boundaries.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from framing.errors import CorpusError, FramingError, refuse_halves, unknown
from framing.text.boundaries import MARK, Boundary, boundary
from framing.text.folding import fold
from framing.text.languages import language_of

if TYPE_CHECKING:
    import polars as pl

# The pattern is written for engines without look-around (Polars runs it in Rust), so it is linear in the text. Each
# class of letters costs time when words are cut, so it says everything once or twice only.
_L, _SMALL = r"\p{L}\p{Nl}", r"\p{Ll}\p{Lo}\p{Lm}"
# What nobody sees joins what stands on either side, a soft hyphen also over the end of a line; U+200B parts words.
_UNSEEN_MARKS = r"\x{FE00}-\x{FE0F}"  # variation selectors
_M = rf"[\p{{M}}--[{_UNSEEN_MARKS}]]"
_JOINT = rf"(?:\x{{AD}}\r?\n[ \t]*|[\p{{Cf}}{_UNSEEN_MARKS}--\x{{200B}}])"
_LINE_HYPHEN = r"[-‐¬]\r?\n[ \t]*"
_DIGITS = rf"\p{{Nd}}[\p{{Nd}}{_M}]*(?:{_JOINT}+[\p{{Nd}}{_M}]+)*"
# Small words that French and Italian write together with the next.
_ELIDED = (
    "(?i:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|gl|un|all|dall|dell|nell|sull|coll|quell|quest|bell|sant|tutt)"
    "['’‘]"
)
HAS_WORD = r"[\p{L}\p{Nd}\p{Nl}]"  # each word has such a character, no sign between words has
MENDS = ("hyphens", "stops", "elision")


def mends(names: str | Iterable[str]) -> tuple[str, ...]:
    """
    Values of ``mend``, each once and in their order.

    Raises
    ------
    FramingError
        If one is unknown.
    """
    names = [names] if isinstance(names, str) else list(names)
    for name in names:
        if name not in MENDS:
            raise FramingError(unknown("value of mend", name, MENDS))
    return tuple(name for name in MENDS if name in names)


@lru_cache
def word_pattern(mend: tuple[str, ...] = ()) -> str:
    """
    The pattern of a word, for engines without look-around.

    Parameters
    ----------
    mend : tuple of {"hyphens", "stops", "elision"}
        As in :func:`tokenize`.
    """
    line = rf"|{_LINE_HYPHEN}[{_SMALL}][{_L}{_M}]*" if "hyphens" in mend else ""
    more = rf"[{_L}{_M}]*(?:{_JOINT}+[{_L}{_M}]+{line})*"
    letters = rf"[{_L}]{more}"
    inner = rf"{_JOINT}*['’‘.·]{_JOINT}*{letters}"
    if "stops" in mend:
        inner = rf"{_JOINT}*['’‘·]{_JOINT}*{letters}|{_JOINT}*\.{_JOINT}*[{_SMALL}]{more}"
    run = rf"{letters}(?:{inner})*|{_DIGITS}(?:{_JOINT}*['’‘.,;]{_JOINT}*{_DIGITS})*"
    part = rf"(?:(?:[{_L}]\.){{2,}}|{run})"  # first: initials such as U.S.
    word = rf"[#@]?\p{{Pc}}*{part}(?:{_JOINT}*\p{{Pd}}?{_JOINT}*\p{{Pc}}*{part})*\p{{Pc}}*"
    return rf"{_ELIDED}|{word}" if "elision" in mend else word


WORD = word_pattern()


class Token(NamedTuple):
    """A word as printed, ``text[start:end]``; ``type`` is what it counts as."""

    word: str
    type: str
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Tokens:
    """
    The tokens of one or many texts, as columns.

    Attributes
    ----------
    words
        Each distinct word as printed, once; ``ids`` point into it.
    ids : int32, one a token
        Which word the token is.
    start, end : int64, one a token
        Offsets into the raw text of its document: 0-based, half-open, in code points.
    boundaries : int8, one a token
        What ends between the token before and this one, a :class:`Boundary`; ``SECTION`` at a document's start.
    bounds : int64, one more than documents
        Document ``d`` owns the tokens ``bounds[d]:bounds[d + 1]``.
    """

    words: tuple[str, ...]
    ids: np.ndarray
    start: np.ndarray
    end: np.ndarray
    boundaries: np.ndarray
    bounds: np.ndarray

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[Token]:
        for index, start, end in zip(self.ids.tolist(), self.start.tolist(), self.end.tolist(), strict=True):
            yield Token(self.words[index], self.types[index], start, end)

    @cached_property
    def types(self) -> tuple[str, ...]:
        """What each of ``words`` counts as; several words may share a type."""
        return tuple(fold(word) for word in self.words)

    @property
    def n_documents(self) -> int:
        """How many texts were cut."""
        return len(self.bounds) - 1

    @cached_property
    def document(self) -> np.ndarray:
        """The number of the document each token stands in."""
        return np.repeat(np.arange(self.n_documents), np.diff(self.bounds))

    def select(self, keep: np.ndarray, boundaries: np.ndarray) -> Tokens:
        """The tokens where ``keep`` is true, with new ``boundaries`` (given for all tokens)."""
        counts = np.concatenate([[0], np.cumsum(keep)])
        return Tokens(
            self.words,
            self.ids[keep],
            self.start[keep],
            self.end[keep],
            boundaries[keep],
            counts[self.bounds],
        )

    @classmethod
    def from_lists(cls, documents: Iterable[Sequence[str]]) -> Tokens:
        """
        Tokens that another tool has cut: one list of words a document.

        Offsets are those of the words joined by single spaces; no boundary but the documents' own is known.

        >>> tokens = Tokens.from_lists([["great", "game"], []])
        >>> len(tokens), tokens.bounds.tolist()
        (2, [0, 2, 2])
        """
        documents = [list(words) for words in documents]
        index: dict[str, int] = {}
        ids = [index.setdefault(word, len(index)) for words in documents for word in words]
        bounds = np.cumsum([0, *map(len, documents)])
        lengths = [np.fromiter(map(len, words), dtype=np.int64, count=len(words)) for words in documents]
        end = [np.cumsum(length + 1) - 1 for length in lengths]
        start = [stop - length for stop, length in zip(end, lengths, strict=True)]
        boundaries = np.zeros(len(ids), dtype=np.int8)
        boundaries[bounds[:-1][np.diff(bounds) > 0]] = Boundary.SECTION
        return cls(
            tuple(index),
            np.array(ids, dtype=np.int32),
            np.concatenate([np.empty(0, dtype=np.int64), *start]),
            np.concatenate([np.empty(0, dtype=np.int64), *end]),
            boundaries,
            bounds.astype(np.int64),
        )


def extract_all(texts: pl.Series, pattern: str) -> pl.Series:
    """All matches in each text. Through an expression, because there Polars keeps the compiled pattern."""
    import polars as pl

    return texts.alias("").to_frame().select(pl.col("").str.extract_all(pattern)).to_series()


def tokenize(texts: str | Iterable[str], *, language: str = "en", mend: Iterable[str] = ()) -> Tokens:
    """
    Cut one text, or many, into tokens with offsets into the raw text.

    Parameters
    ----------
    texts
        A text, or an iterable of texts; each is a document of the result.
    language : str
        By whose rules sentences end: a code of ``framing/text/languages.toml``.
    mend : iterable of {"hyphens", "stops", "elision"}
        What to read otherwise than it is printed: join words parted by a hyphen at a line's end, if a small letter
        follows (``secu-⏎rity``); part words joined by a full stop before a capital (``troops.The``); part the elided
        small words of French and Italian (``l’Iran``, ``dell’Iran``).

    Raises
    ------
    FramingError
        If a language or a value of ``mend`` is unknown, or a text holds half a character (a lone surrogate).

    >>> [token.word for token in tokenize("The U.S.-led aid (10,000 men) isn’t “new”.")]
    ['The', 'U.S.-led', 'aid', '10,000', 'men', 'isn’t', 'new']
    >>> [token.type for token in tokenize("Russia’s post–Soviet role")]
    ["russia's", 'post-soviet', 'role']
    >>> [token.type for token in tokenize("dell’Iran secu-\\nrity", mend=["elision", "hyphens"])]
    ["dell'", 'iran', 'security']
    """
    import polars as pl  # here, so that importing the library stays cheap

    texts = [texts] if isinstance(texts, str) else list(texts)
    rules, word = language_of(language), word_pattern(mends(mend))
    try:
        series = pl.Series(texts, dtype=pl.String)
    except UnicodeEncodeError:
        for number, text in enumerate(texts, start=1):
            refuse_halves(text, f"text {number}", CorpusError)
        raise
    pieces = extract_all(series, rf"{word}|(?s:.)")  # cuts the whole text up, so that lengths add up to offsets
    flat = pieces.explode(empty_as_null=False)
    is_word = flat.str.contains(HAS_WORD).to_numpy()
    lengths = flat.str.len_chars().to_numpy().astype(np.int64)
    stop = np.cumsum(lengths)
    piece_bounds = np.concatenate([[0], np.cumsum(pieces.list.len().to_numpy().astype(np.int64))])
    bounds = np.concatenate([[0], np.cumsum(is_word)])[piece_bounds].astype(np.int64)

    place = np.flatnonzero(is_word)
    words = flat.gather(place)
    distinct = words.unique(maintain_order=True)
    ids = words.cast(pl.Enum(distinct)).to_physical().to_numpy().astype(np.int32)
    document_start = np.concatenate([[0], stop])[piece_bounds[:-1]]
    end = stop[place] - np.repeat(document_start, np.diff(bounds))
    start = end - lengths[place]

    # Where no sign stands between two words, nothing ends unless the first has a full stop of its own.
    signs = np.cumsum(flat.str.contains(MARK).to_numpy())[place]
    stopped = distinct.str.ends_with(".").to_numpy()[ids]
    look = np.zeros(len(place), dtype=bool)
    look[1:] = (np.diff(signs) > 0) | stopped[:-1]
    boundaries = np.zeros(len(place), dtype=np.int8)
    opening = bounds[:-1][np.diff(bounds) > 0]
    look[opening] = False
    boundaries[opening] = Boundary.SECTION
    vocabulary = tuple(distinct)
    rows = np.flatnonzero(look)
    document = np.searchsorted(bounds, rows, side="right") - 1
    for i, d in zip(rows.tolist(), document.tolist(), strict=True):
        gap = texts[d][end[i - 1] : start[i]]
        boundaries[i] = boundary(vocabulary[ids[i - 1]], gap, vocabulary[ids[i]], rules)
    return Tokens(vocabulary, ids, start, end, boundaries, bounds)
