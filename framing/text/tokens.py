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

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from framing.wordlists import read_groups

if TYPE_CHECKING:
    import polars as pl

# The pattern is written for engines without look-around (Polars runs it in Rust), so it is linear in the text. Each
# class of letters costs time when words are cut, so it says everything once or twice only.
_JOIN = r"\p{M}\p{Cf}"  # combining marks and soft hyphens belong to the character before them
_LETTERS = rf"[\p{{L}}\p{{Nl}}][\p{{L}}\p{{Nl}}{_JOIN}]*"
_DIGITS = rf"\p{{Nd}}[\p{{Nd}}{_JOIN}]*"
_RUN = rf"{_LETTERS}(?:['’‘.·]{_LETTERS})*|{_DIGITS}(?:['’‘.,;]{_DIGITS})*"
_PART = rf"(?:(?:[\p{{L}}\p{{Nl}}]\.){{2,}}|{_RUN})"  # first: initials such as U.S.
WORD = rf"[#@]?\p{{Pc}}*{_PART}(?:\p{{Pd}}?\p{{Pc}}*{_PART})*\p{{Pc}}*"
# A sign between words without which nothing ends there (see boundary).
MARK = r"[.!?…。！？:;\n\r\x0b\x0c\x85\u2028\u2029]"
_WORD_OR_CHARACTER = rf"{WORD}|(?s:.)"  # cuts the whole text up, so that lengths add up to offsets
HAS_WORD = r"[\p{L}\p{Nd}\p{Nl}]"  # each word has such a character, no sign between words has


class Boundary(IntEnum):
    """What lies between a token and the one before it."""

    NONE = 0
    CLAUSE = 1
    SENTENCE = 2
    PARAGRAPH = 3
    SECTION = 4


class Token(NamedTuple):
    """A word as printed, ``text[start:end]``; ``type`` is what it counts as."""

    word: str
    type: str
    start: int
    end: int


_QUOTES = {ord(mark): "'" for mark in "‘’‛ʼ＇′`´"} | {ord(mark): '"' for mark in "“”„‟«»＂″"}
_DASHES = {
    code: "-" for code in range(0x2000, 0x10000) if unicodedata.category(chr(code)) == "Pd"
}  # Pd: dash punctuation


def fold(word: str, *, case: bool = False, marks: bool = True) -> str:
    """
    The form in which a word is compared: Unicode NFC, quotes and dashes unified, lower case.

    Parameters
    ----------
    word
        A word as printed, or a token of a pattern.
    case
        Keep upper and lower case apart.
    marks
        Unify quotes and dashes. quanteda does not (it compares curly and straight apostrophes as printed).

    >>> fold("Post–Soviet"), fold("Russia’s"), fold("US", case=True)
    ('post-soviet', "russia's", 'US')
    """
    word = unicodedata.normalize("NFC", word)
    if marks:
        word = word.translate(_QUOTES).translate(_DASHES)
    return word if case else word.lower()


_WORDS = {
    name: frozenset(group["words"])
    for name, group in read_groups(Path(__file__).with_name("sentence_words.toml")).items()
}
ABBREVIATIONS, STARTERS = _WORDS["abbreviation"], _WORDS["starter"]
_CLOSERS = "\"'”’»)]}›“„*_"  # may stand between the mark that ends a sentence and the white space after it
_ENDING = re.compile(rf"[.!?…。！？]+[.!?…。！？{re.escape(_CLOSERS)}]*(?=\s|$)")
_SOFT_ENDING = re.compile(r"[.!?…。！？]+[\"'”’»)\]]|\.\.|[!?…！？]")  # may stand inside a sentence
_CLAUSE = re.compile(r"[:;!?…！？]|\.\.|\.[\"'”’»)\]]")
_LINE_BREAK = re.compile(r"[\n\r\u2028\u2029\x0b\x0c\x85]")
_BLANK_LINE = re.compile(r"(?:\r\n|[\n\r\x85\u2028])[^\S\n\r]*(?:\r\n|[\n\r\x85\u2028])|\u2029|\x0c")


def boundary(before: str, gap: str, after: str) -> Boundary:
    """
    What the text between two neighbouring words ends.

    A full stop ends a sentence unless it belongs to an abbreviation or an initial. A question mark, an
    exclamation mark, three dots, or a stop inside a quotation ends a sentence, or, before a small letter, a
    clause; so do colon and semicolon. A line break ends a paragraph unless it only wraps a line: one line
    break, nothing but a comma or a dash beside it, a small letter before and after.

    Parameters
    ----------
    before, after
        The words on either side, as printed; either may be empty.
    gap
        The raw text between them.

    >>> boundary("obvious", ". ", "counting").name, boundary("Gen", ". ", "Kurilla").name
    ('SENTENCE', 'NONE')
    >>> boundary("U.S.", " ", "military").name, boundary("U.S.", " ", "The").name
    ('NONE', 'SENTENCE')
    """
    if _LINE_BREAK.search(gap):
        wraps = not _BLANK_LINE.search(gap) and not gap.strip(" \t\r\n\xa0-–,") and is_small(before[-1:])
        if not (wraps and is_small(after[:1])):
            return Boundary.PARAGRAPH
    ending = _ENDING.search(gap)
    if ending and _ends_sentence(before, gap[: ending.start()], ending.group(), gap[ending.end() :], after):
        return Boundary.SENTENCE
    if before.endswith(".") and gap.isspace() and after[:1].isupper() and after.lower() in STARTERS:
        return Boundary.SENTENCE
    return Boundary.CLAUSE if _CLAUSE.search(gap) else Boundary.NONE


def is_small(letter: str) -> bool:
    """Whether a letter is no capital."""
    return letter.isalpha() and letter == letter.lower()


def _ends_sentence(before: str, lead: str, mark: str, rest: str, after: str) -> bool:
    small = is_small(after[:1])
    if _SOFT_ENDING.match(mark):
        return not small
    if lead:  # the stop is not the word's own, and may begin the next (.NET)
        return bool(rest) or not lead.isspace()
    if before.lower() in ABBREVIATIONS:
        return False
    return not (len(before) == 1 and before.isupper() and not small)  # an initial: John M. Pommersheim


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


def tokenize(texts: str | Iterable[str]) -> Tokens:
    """
    Cut one text, or many, into tokens with offsets into the raw text.

    Parameters
    ----------
    texts
        A text, or an iterable of texts; each is a document of the result.

    >>> [token.word for token in tokenize("The U.S.-led aid (10,000 men) isn’t “new”.")]
    ['The', 'U.S.-led', 'aid', '10,000', 'men', 'isn’t', 'new']
    >>> [token.type for token in tokenize("Russia’s post–Soviet role")]
    ["russia's", 'post-soviet', 'role']
    """
    import polars as pl  # here, so that importing the library stays cheap

    texts = [texts] if isinstance(texts, str) else list(texts)
    pieces = extract_all(pl.Series(texts, dtype=pl.String), _WORD_OR_CHARACTER)
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
        boundaries[i] = boundary(vocabulary[ids[i - 1]], gap, vocabulary[ids[i]])
    return Tokens(vocabulary, ids, start, end, boundaries, bounds)
