"""
Text to words for finding voices: arrays of words, what stands between them, and where sentences and paragraphs start.

In goes a text; out come its words as printed and as cue words, with the signs before and after each as bits.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import repeat
from typing import NamedTuple

import numpy as np

from framing.text.languages import ENGLISH
from framing.voice.cues import vocabulary

_LONG = 16  # characters between two words that hardly any other two have between them
COMMA, STOP, COLON, DASH, PAREN, QUOTE, LINE, _BLANK = (1 << bit for bit in range(8))
_BITS = {
    **dict.fromkeys(",，、", COMMA),
    **dict.fromkeys(".!?…。！？", STOP),
    **dict.fromkeys(":;：；", COLON),
    **dict.fromkeys("–—―", DASH),
    **dict.fromkeys("()[]", PAREN),
    **dict.fromkeys('"“”„‟«»＂‘', QUOTE),
    **dict.fromkeys("\n\r\x0b\x0c\x85\u2028\u2029", LINE),
}

_HYPHEN, _HYPHENS = ord("-"), (0x2010, 0x2011)  # and those from one code point to another

# What a word begins with, if that is ASCII: 1 is a capital, 2 a digit.
_SHAPES = np.array([1 if chr(c).isupper() else 2 if chr(c).isdigit() else 0 for c in range(129)], dtype=np.int32)

# What parts two names or clauses.
EDGE = COMMA | STOP | COLON | DASH | PAREN | QUOTE | LINE
# Of several signs between two words the model sees one: the first of a row of these, by its place.
SIGNS = ("nothing", "comma", "stop", "colon", "dash", "bracket", "quote")
SIGN_OF_BITS = np.zeros(256, dtype=np.int32)
for _bits in range(256):
    for _sign, _bit in ((5, PAREN), (4, DASH), (1, COMMA), (3, COLON), (2, STOP), (6, QUOTE)):
        if _bits & _bit:
            SIGN_OF_BITS[_bits] = _sign


@lru_cache(maxsize=4096)
def _gap_bits(gap: str) -> int:
    bits = 0
    for char in set(gap):
        bits |= _BITS.get(char, 0)
    if "''" in gap or "``" in gap:
        bits |= QUOTE
    if "--" in gap or " - " in gap:
        bits |= DASH
    if bits & LINE and len(gap.replace("\r\n", "\n").strip(" \t").split("\n")) > 2:
        bits |= _BLANK
    return bits


@cache
def _of_words() -> np.ndarray:
    """Of each character of the first plane whether it is of a word, as ``\\w`` in a pattern; the last one is not."""
    plane = 1 << 16
    return np.fromiter((chr(c).isalnum() or chr(c) == "_" for c in range(plane)), dtype=bool, count=plane)


def _cut(text: str, points: np.ndarray) -> tuple[np.ndarray, np.ndarray, str]:
    """
    Where words begin and end, and the text with nothing but blanks between them.

    ``points`` are the characters of the text and one more, which is of no word.
    """
    of_words = _of_words()
    of_word = np.zeros(len(points) + 1, dtype=bool)
    of_word[1:] = of_words.take(points, mode="clip")
    for i in np.flatnonzero(points >= len(of_words)).tolist():
        of_word[i + 1] = text[i].isalnum()
    edges = np.flatnonzero(of_word[1:] != of_word[:-1])
    alone = np.where(of_word[1:], points, ord(" ")).tobytes().decode("utf-32-le")
    return edges[0::2].copy(), edges[1::2].copy(), alone


class Words:
    """The words of a text with what lies between them, as arrays."""

    def __init__(self, text: str) -> None:
        known = vocabulary()
        points = np.frombuffer(f"{text}\n".encode("utf-32-le", "surrogatepass"), dtype="<u4")
        start, end, alone = _cut(text, points)
        self.start, self.end = start, end
        self.starts, self.ends = start.tolist(), end.tolist()  # the same as lists
        self.words = alone.split()
        self.n = n = len(self.words)
        gap_start = np.append(0, end)
        size = np.append(start, len(text)) - gap_start
        bits = np.zeros(n + 1, dtype=np.int32)
        told = np.flatnonzero((size > 1) | ((size == 1) & (points[gap_start] != ord(" "))))
        for i, first, length in zip(told.tolist(), gap_start[told].tolist(), size[told].tolist(), strict=True):
            tell = _gap_bits if length < _LONG else _gap_bits.__wrapped__
            bits[i] = tell(text[first : first + length])
        self.before = bits[:n].copy()  # what stands between a word and the one before it
        bits[n] |= LINE | _BLANK
        self.after = bits[1:]
        self.lowered = lowered = alone.lower().split()
        number = known.number
        self.number = np.fromiter(map(number.get, lowered, repeat(0)), dtype=np.int32, count=n)
        for i in np.flatnonzero(known.may_be_no_cue.take(self.number)).tolist():
            phrases = known.no_cues[int(self.number[i])]
            if any(lowered[max(i - at, 0) : i - at + len(phrase)] == phrase for at, phrase in phrases):
                self.number[i] = 0  # "in order to" asks for nothing
        for i in np.flatnonzero(self.number == known.number["according"]).tolist():
            if lowered[i + 1 : i + 2] != ["to"]:
                self.number[i] = 0
        self._part_compounds(points)
        first = points[start]
        self.shape = _SHAPES.take(first, mode="clip")
        odd = np.flatnonzero(first > 127)
        for i in odd.tolist():
            self.shape[i] = 1 if self.words[i][0].isupper() else 0
        self.capital = self.shape == 1
        self.paragraph_start = self._paragraphs()
        self.sentence_start = self._sentences()

    def _part_compounds(self, points: np.ndarray) -> None:
        """A cue word within a compound is none: "counter-smuggling", "a long-planned visit"."""
        cues = np.flatnonzero(vocabulary().cue[self.number])
        beside = points[np.stack((self.end[cues], np.maximum(self.start[cues] - 1, 0)))]
        joined = (beside == _HYPHEN) | ((beside >= _HYPHENS[0]) & (beside <= _HYPHENS[1]))
        self.number[cues[joined.any(axis=0)]] = 0

    def _paragraphs(self) -> np.ndarray:
        starts = (self.before & _BLANK) > 0
        line = (self.before & LINE) > 0
        ended = (self.before & (STOP | COLON | QUOTE)) > 0
        starts |= line & (ended | self.capital | (self.shape == 2) | ((self.before & DASH) > 0))
        if self.n:
            starts[0] = True
        return starts

    def _sentences(self) -> np.ndarray:
        starts = self.paragraph_start.copy()
        opens = self.capital | (self.shape == 2) | ((self.before & QUOTE) > 0)
        candidates = np.flatnonzero(((self.before & STOP) > 0) & opens & ~starts)
        words, lowered = self.words, self.lowered
        joined: list[int] = []
        glued = (self.start[candidates] - self.end[candidates - 1] == 1).tolist()  # 3.5, U.S, www.un.org
        for i, after_sign, after_capital in zip(
            candidates.tolist(), glued, self.capital[candidates - 1].tolist(), strict=True
        ):
            previous = lowered[i - 1]
            if (
                after_sign
                or (after_capital and previous in ENGLISH.abbreviations)
                or (
                    len(previous) == 1
                    and words[i - 1].isupper()
                    and lowered[i] not in ENGLISH.starters
                    and previous != "i"
                )
            ):
                joined.append(i)
            else:
                starts[i] = True
        # A full stop that ends nothing is no sign.
        if joined:
            self.before[joined] &= ~STOP
            self.after[np.array(joined) - 1] &= ~STOP
        return starts


class Paragraphs(NamedTuple):
    """Where paragraphs begin, as words and as places in the text; behind the last one stands the end."""

    words: list[int]
    places: list[int]


def paragraphs_of(text: str, words: Words) -> Paragraphs:
    """The paragraphs of a text: each begins after the last line end before its first word."""
    later = np.flatnonzero(words.paragraph_start)[1:]
    gaps = zip(words.end[later - 1].tolist(), words.start[later].tolist(), strict=True)
    begins = [max(end, text.rfind("\n", end, start) + 1) for end, start in gaps]
    return Paragraphs([0, *later.tolist(), words.n], [0, *begins, len(text)])
