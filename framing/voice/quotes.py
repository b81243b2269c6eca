"""
Text to quotations: what stands in quote marks, paired as the marks are.

In goes a text; out come its quotations as spans with the words in them. What the marks are for is told by
``quote_kinds``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from framing.voice.cues import words_of
from framing.voice.words import Paragraphs, Words

KINDS = ("speech", "partial_quote", "scare_quote", "name", "label", "mention", "interview_turn", "imputed")
UNATTRIBUTED = "unattributed"
AUTHOR = "author"  # who says "I" outside quotations

_DOUBLE = '"“”„‟«»＂'
# The marks come first in the patterns, so that the search is quick.
_MARK = re.compile(f"[{_DOUBLE}'`](?:(?<!['`])|(?<=')'|(?<=`)`)")  # two apostrophes or grave accents are one mark
_SINGLE = re.compile(r"[‘'‚’](?:(?<=[‘'‚])(?<!\w.)(?=\w)|(?<=[’'])(?![\w']))", re.DOTALL)


@dataclass(slots=True)
class Quote:
    """
    A stretch in quote marks: ``text[open]`` and ``text[close - 1]`` are the marks, if ``matched``.

    It ``continues`` one that the paragraph before left open.
    """

    open: int
    close: int
    matched: bool
    single: bool
    continues: bool = False
    first: int = 0  # its first word, and its last
    last: int = 0
    kind: str = "partial_quote"
    rule: str = ""
    speaker: str = ""
    doubtful: bool = False  # whether it may as well be a title


def quotations(text: str, words: Words, paragraphs: Paragraphs) -> list[Quote]:
    """Stretches in quote marks that hold words; of marks within marks only the outer count."""
    doubles = [quote for quote in _double_quotes(text, paragraphs.places) if quote.close - quote.open > 1]
    opens = [quote.open for quote in doubles]
    singles, nested = [], set()
    for quote in _single_quotes(text, paragraphs.places):
        after, behind = bisect_left(opens, quote.open), bisect_left(opens, quote.close)
        within = after and doubles[after - 1].close > quote.open
        if not within and (after == behind or _holds(text, quote, doubles[after:behind])):
            singles.append(quote)
            nested.update(range(after, behind))
    doubles = [quote for number, quote in enumerate(doubles) if number not in nested]
    found = sorted(doubles + singles, key=lambda quote: quote.open)
    first = np.searchsorted(words.start, [quote.open for quote in found]).tolist()
    after = np.searchsorted(words.end, [quote.close for quote in found], side="right").tolist()
    for quote, i, j in zip(found, first, after, strict=True):
        quote.first, quote.last = i, j - 1
    return [quote for quote in found if quote.last >= quote.first]


def _holds(text: str, outer: Quote, inner: list[Quote]) -> bool:
    """Whether single marks hold double ones: ‘… “…” …,’ with a sign at the end, as an apostrophe would have none."""
    whole = all(quote.matched and quote.close < outer.close for quote in inner)
    return whole and (text[outer.close - 2] in '.,!?…”"' or not text[outer.close : outer.close + 1].isalnum())


# Double marks


def _double_quotes(text: str, bounds: list[int]) -> list[Quote]:
    """Marks paired paragraph by paragraph, which begin at ``bounds``; any opener may meet any closer."""
    found: list[Quote] = []
    unclosed = -9  # the paragraph last left open
    for number, marks in groupby(map(re.Match.start, _MARK.finditer(text)), lambda at: bisect_right(bounds, at) - 1):
        begin, end = bounds[number], bounds[number + 1]
        here = list(marks)
        opened = -1
        left = len(here)
        continued = False
        for mark in here:
            left -= 1
            if opened < 0:
                # A closing mark that nothing opened is passed over, unless nothing but it can open.
                if _is_opening(text, mark) or (text[mark] not in "”»" and left):
                    opened = mark
                    continued = unclosed == number - 1 and mark == here[0] and not text[begin:mark].strip()
            elif _is_opening(text, mark) and text[mark] not in "\"＂'`" and left % 2:
                # Opened anew while open, and what is left pairs up: the first was never closed.
                found.append(Quote(opened, mark, False, False, continued))
                opened, continued = mark, False
            else:
                width = 2 if text[mark] in "'`" else 1
                if mark > opened + (2 if text[opened] in "'`" else 1):
                    found.append(Quote(opened, mark + width, True, False, continued))
                opened, continued = -1, False
        if opened >= 0:
            stop = opened + len(text[opened:end].rstrip())
            found.append(Quote(opened, stop, False, False, continued))
            unclosed = number
    return found


def _is_opening(text: str, at: int) -> bool:
    char = text[at]
    before = text[at - 1] if at else " "
    width = 2 if char in "'`" else 1
    after = text[at + width] if at + width < len(text) else " "
    if char in "“„‟«" and not after.isspace():
        return not before.isalnum() or char in "„«"
    if char in "”»" and (before.isalnum() or before in ".,!?…"):
        return False
    return (before.isspace() or before in "([{—–-/‘'") and not after.isspace()


# Single marks


def _single_quotes(text: str, bounds: list[int]) -> list[Quote]:
    """Paired single quotes; an apostrophe is never one."""
    found: list[Quote] = []
    elided = words_of("elided")
    opened, limit = -1, 0
    for match in _SINGLE.finditer(text):
        at = match.start()
        char = text[at]
        before = text[at - 1] if at else "\n"
        opening = before in ' \t\n\r([—–“"' or before.isspace()
        if not opening and (char not in "’'" or before == "'" or text[at + 1 : at + 2].isalnum()):
            continue
        opening = opening and (char in "‘‚" or (char == "'" and at + 1 < len(text) and text[at + 1].isalnum()))
        if opened >= 0 and at >= limit:
            opened = -1
        if opening:
            word = re.match(r"\w{1,8}", text[at + 1 : at + 9])
            if char == "'" and word and (word.group().lower() in elided or word.group()[0].isdigit()):
                continue
            if opened < 0:
                opened = at
                limit = bounds[bisect_right(bounds, at)]
                straight = char == "'"
        elif opened >= 0 and not before.isspace() and straight == (char == "'"):
            # soldiers’ within a quote: more follows in small letters and a closing mark comes later
            follows = text[at + 1 : at + 3]
            if text[at - 1] == "s" and follows[:1] == " " and follows[1:].islower() and "’" in text[at + 1 : at + 60]:
                continue
            if at - opened > 1:
                found.append(Quote(opened, at + 1, True, True))
            opened = -1
    return found
