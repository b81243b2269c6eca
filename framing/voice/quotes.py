"""
Text to quotations and turns: what stands in quote marks, what the marks are for, and the turns of an interview.

In goes a text; out come its words, its quotations as paired spans, each with a kind and the rule that says so, and its
dash-led turns, each with a speaker.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from framing.voice.cues import CLASSES, vocabulary
from framing.voice.words import QUOTE, SIGN_OF_BITS, SIGNS, Words, names_in

KINDS = ("speech", "partial_quote", "scare_quote", "name", "label", "mention", "interview_turn", "imputed")
UNATTRIBUTED = "unattributed"

_DOUBLE = '"“”„‟«»＂'
_MARK = re.compile(f"[{_DOUBLE}]|''|``")  # two apostrophes or grave accents are one mark
# The marks come first in the pattern, so that the search is quick.
_SINGLE = re.compile(r"[‘'‚’](?:(?<=[‘'‚])(?<!\w.)(?=\w)|(?<=[’'])(?![\w']))", re.DOTALL)
_ELIDED = ("tis", "twas", "em", "til", "cause", "n", "bout", "round", "cuz")


@dataclass(slots=True)
class Quote:
    """A stretch in quote marks: ``text[open]`` and ``text[close - 1]`` are the marks, if ``matched``."""

    open: int
    close: int
    matched: bool
    single: bool
    continues: bool = False
    first: int = 0  # its words
    last: int = 0
    kind: str = "partial_quote"
    rule: str = ""
    speaker: str = ""


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


def _quotes(text: str, bounds: list[int]) -> list[Quote]:
    """Quote marks paired paragraph by paragraph (from ``bounds``); any opener may meet any closer."""
    found: list[Quote] = []
    unclosed = -9  # the paragraph last left open
    for number, marks in groupby(map(re.Match.start, _MARK.finditer(text)), lambda at: bisect_right(bounds, at) - 1):
        begin, end = bounds[number], bounds[number + 1] if number + 1 < len(bounds) else len(text)
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


def _single_quotes(text: str, bounds: list[int]) -> list[Quote]:
    """Paired single quotes; an apostrophe is never one."""
    found: list[Quote] = []
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
            if char == "'" and word and (word.group().lower() in _ELIDED or word.group()[0].isdigit()):
                continue
            if opened < 0:
                opened = at
                place = bisect_right(bounds, at)
                limit = bounds[place] if place < len(bounds) else len(text)
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


# What quote marks are for

_SMALL = frozenset(
    ("the", "of", "in", "for", "and", "a", "an", "to", "on", "at", "by", "with", "from", "s", "as", "vs")
)
_NAMERS = frozenset(
    (
        "word", "words", "term", "terms", "phrase", "phrases", "expression", "acronym", "abbreviation", "verb", "noun",
        "adjective",
    )
)  # fmt: skip
_SO_CALLED = re.compile(
    r"(?:so[- ]called|self-(?:styled|proclaimed|described)|proverbial|quote-unquote)[ \t]*$", re.IGNORECASE
)
_SAYING = (CLASSES.index("say"), CLASSES.index("ask"))
_PRONOUN = CLASSES.index("pronoun")
_COLON = SIGNS.index("colon")
_FOOTNOTE = re.compile(r"[ \t]*[*†‡•]")
_TURN = re.compile(
    r"[ \t]*(?:[\"“„«»”](?P<label>[^\"“”„«»\n]{1,40})[\"”“»«]|(?P<name>[^\W\d_][\w.'’ -]{0,40}))"
    r"[ \t]?:[ \t]*[–—―-][ \t]"
)
_DASHED = re.compile(r"[ \t]*[–—―][ \t]+(?=\S)")
_ANY_TURN = re.compile(r"[–—―][ \t]|:[ \t]*-[ \t]")


class _Kinds:
    """What stretches in quote marks of a text are, and the rules that say so."""

    def __init__(self, text: str, words: Words, labels: frozenset[str]) -> None:
        self.text, self.words, self.labels = text, words, labels
        self.signs = SIGN_OF_BITS[words.before & 255 & ~QUOTE].tolist()
        self.classes = vocabulary().cls[words.number].tolist()
        self.shapes, self.opens = words.shape.tolist(), words.paragraph_start.tolist()

    def of(self, quote: Quote) -> tuple[str, str]:
        """Kind and rule."""
        text, first, after = self.text, quote.first, quote.last + 1
        inner = text[quote.open + 1 : quote.close - 1 if quote.matched else quote.close].strip().strip("'`")
        ended = inner[-1:] in ".,!?…"
        if inner in self.labels:
            return "label", "label-of-turns"
        if self.opens[first] and self._is_footnote(quote):
            return "mention", "footnote"
        if after - first <= 5 and first and self.words.lowered[first - 1] in _NAMERS:
            return "mention", "word-mentioned"
        if self._is_titled(first, after) and not (ended and inner[-1] != ","):
            rule = self._titled(quote, ended)
            if rule:
                return ("label" if rule == "outlet-speaks" else "name"), rule
        if _SO_CALLED.search(text, max(0, quote.open - 24), quote.open):
            return "scare_quote", "so-called"
        if quote.continues or not quote.matched:
            return "speech", "goes-on" if quote.continues else "unclosed"
        return self._spoken(quote, ended)

    def _before(self, quote: Quote) -> int:
        return self.classes[quote.first - 1] if quote.first else 0

    def _after(self, quote: Quote) -> int:
        return self.classes[quote.last + 1] if quote.last + 1 < self.words.n else 0

    def _gap(self, quote: Quote) -> str:
        """What stands between a quotation and the next word."""
        return self.text[quote.close : self.words.start[quote.last + 1]] if quote.last + 1 < self.words.n else ""

    def _is_footnote(self, quote: Quote) -> bool:
        text, first = self.text, quote.first
        if _FOOTNOTE.match(text, self.words.end[first - 1] if first else 0, quote.open):
            return True
        opening = text[max(0, quote.open - 3) : quote.open].rpartition("\n")[2]
        return quote.last - first < 4 and re.match(r"[ \t]*[*†‡]", opening) is not None

    def _is_titled(self, first: int, after: int) -> bool:
        """Whether words have capitals as a title has; a digit may stand for one."""
        if after - first > 8 or not self.shapes[first]:
            return False
        return all(self.shapes[k] or self.words.lowered[k] in _SMALL for k in range(first + 1, after))

    def _titled(self, quote: Quote, ended: bool) -> str:
        """The rule by which words in capitals are a name, or empty."""
        before, after, n = self._before(quote), self._after(quote), quote.last - quote.first + 1
        sign = self.signs[quote.first]
        if n <= 3 and not ended and after in _SAYING and not self._gap(quote).strip():
            return "outlet-speaks"
        if not ended and not (before in _SAYING and sign) and sign != _COLON:
            return "capitalised"
        if ended and n <= 5 and before not in _SAYING and after not in _SAYING and not sign:
            return "capitalised"
        return ""

    def _spoken(self, quote: Quote, ended: bool) -> tuple[str, str]:
        """A sentence, some words of one, or so few that they are held at a distance."""
        first, after, n = quote.first, quote.last + 1, quote.last - quote.first + 1
        opens, sign, capital = self.opens[first], self.signs[first], self.shapes[first] == 1
        whole = opens and (after == self.words.n or self.opens[after])
        if (capital or opens) and (ended or sign == _COLON or whole) and (n > 2 or whole or ended):
            return "speech", "sentence"
        if capital and n >= 4 and self._after(quote) in (*_SAYING, _PRONOUN) and self._gap(quote).startswith(","):
            return "speech", "sentence-then-cue"
        if n <= 3 and not ended and sign != _COLON and self._before(quote) not in _SAYING:
            return "scare_quote", "few-words"
        return "partial_quote", "part-of-sentence"


# Turns, and all of it together


@dataclass(slots=True)
class _Turn:
    """A turn of an interview, ``text[start:end]``, who speaks in it, and the place of what says so."""

    start: int
    end: int
    speaker: str
    cue: tuple[int, int] | None


class MarkedText:
    """A text read as far as signs go: words, quotations, turns of interviews."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = words = Words(text)
        self.starts, self.ends = words.start.tolist(), words.end.tolist()
        self.firsts = np.flatnonzero(words.paragraph_start).tolist()  # the first words of paragraphs
        self.bounds = [0, *map(self._paragraph, self.firsts[1:])] if words.n else []  # where they begin
        self.turns = self._turns()
        self.quotes = self._quotations()
        self.quoted = np.full(words.n, -1, dtype=np.int32)  # the number of the quotation of each word
        for i, quote in enumerate(self.quotes):
            self.quoted[quote.first : quote.last + 1] = i

    def _paragraph(self, first: int) -> int:
        """Where the paragraph of its first word begins: after the last line end before it."""
        floor = self.ends[first - 1]
        return max(floor, self.text.rfind("\n", floor, self.starts[first]) + 1)

    def _quotations(self) -> list[Quote]:
        """Stretches in quote marks that hold words, with what they are."""
        doubles = [quote for quote in _quotes(self.text, self.bounds) if quote.close - quote.open > 1]
        opens = [quote.open for quote in doubles]
        singles = []
        for quote in _single_quotes(self.text, self.bounds):
            after = bisect_left(opens, quote.open)
            within = after and doubles[after - 1].close > quote.open
            if not within and (after == len(opens) or opens[after] >= quote.close):
                singles.append(quote)
        found = []
        for quote in sorted(doubles + singles, key=lambda quote: quote.open):
            quote.first = bisect_left(self.starts, quote.open)
            quote.last = bisect_right(self.ends, quote.close) - 1
            if quote.last >= quote.first:
                found.append(quote)
        if found:
            kinds = _Kinds(self.text, self.words, frozenset(turn.speaker for turn in self.turns))
            for quote in found:
                quote.kind, quote.rule = kinds.of(quote)
        return found

    def _turns(self) -> list[_Turn]:
        """Turns of an interview: a paragraph that a dash opens, after a label, a cue and a colon, or another turn."""
        text, bounds = self.text, self.bounds
        turns: list[_Turn] = []
        if not _ANY_TURN.search(text):
            return turns
        answerer, cue = "", None
        classes = vocabulary().cls[self.words.number]
        says = np.flatnonzero(np.isin(classes, _SAYING)).tolist()
        for number, begin in enumerate(bounds):
            end = bounds[number + 1] if number + 1 < len(bounds) else len(text)
            stop = begin + len(text[begin:end].rstrip())
            if stop <= begin:
                continue
            labelled = _TURN.match(text, begin, stop)
            if labelled:
                speaker = (labelled["label"] or labelled["name"]).strip()
                here = labelled.start("label") - 1 if labelled["label"] else labelled.start("name")
                turns.append(_Turn(here, stop, speaker, (here, labelled.end() - 1)))
                continue
            dashed = _DASHED.match(text, begin, stop)
            if dashed and (turns or answerer):
                at = begin + len(text[begin:stop]) - len(text[begin:stop].lstrip())
                turns.append(_Turn(at, stop, answerer or UNATTRIBUTED, cue))
            elif turns and not _FOOTNOTE.match(text, begin, stop):
                # an answer goes on over paragraphs while an interview is under way
                turns[-1].end = stop
            elif turns:
                break
            if not turns:
                answerer, cue = self._introduced(number, stop, says)
        return turns

    def _introduced(self, paragraph: int, stop: int, says: list[int]) -> tuple[str, tuple[int, int] | None]:
        """Who is to speak after a paragraph that ends in a colon: the last name in it, if a cue is there."""
        if self.text[stop - 1] != ":":
            return "", None
        words = self.words
        first = self.firsts[paragraph]
        last = self.firsts[paragraph + 1] if paragraph + 1 < len(self.firsts) else words.n
        place = bisect_left(says, last) - 1
        if place < 0 or says[place] < max(first, last - 80):
            return "", None
        at = says[place]
        names = names_in(words, at + 1, last) or names_in(words, max(first, at - 12), at)
        if not names:
            return "", None
        a, z = names[-1]
        return self.text[words.start[a] : words.end[z - 1]], (int(words.start[at]), int(words.end[at]))
