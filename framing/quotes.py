"""
Text to quotations and turns: what stands in quote marks, what the marks are for, and the turns of an interview.

In goes a text; out come its words, its quotations as paired spans, each with a kind and the rule that says so, and its
dash-led turns, each with a speaker.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import numpy as np

from framing.cues import CLASSES, vocabulary
from framing.words import QUOTE, SIGN_OF_BITS, Words, names_in

KINDS = ("speech", "partial_quote", "scare_quote", "name", "label", "mention", "interview_turn", "imputed")
UNATTRIBUTED = "unattributed"

_DOUBLE = '"“”„‟«»＂'
_MARK = re.compile(f"[{_DOUBLE}]|''|``")  # two apostrophes or grave accents are one mark
_SINGLE = re.compile(r"(?<!\w)[‘'‚](?=\w)|[’'](?![\w'])")
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
    marks = [match.start() for match in _MARK.finditer(text)]
    found: list[Quote] = []
    at, open_before = 0, False
    for number, begin in enumerate(bounds):
        end = bounds[number + 1] if number + 1 < len(bounds) else len(text)
        here = []
        while at < len(marks) and marks[at] < end:
            here.append(marks[at])
            at += 1
        opened = -1
        left = len(here)
        continued = False
        for mark in here:
            left -= 1
            if opened < 0:
                # A closing mark that nothing opened is passed over, unless nothing but it can open.
                if _is_opening(text, mark) or (text[mark] not in "”»" and left):
                    opened = mark
                    continued = open_before and mark == here[0] and not text[begin:mark].strip()
            elif _is_opening(text, mark) and text[mark] not in "\"＂'`" and left % 2:
                # Opened anew while open, and what is left pairs up: the first was never closed.
                found.append(Quote(opened, mark, False, False, continued))
                opened, continued = mark, False
            else:
                width = 2 if text[mark] in "'`" else 1
                if mark > opened + (2 if text[opened] in "'`" else 1):
                    found.append(Quote(opened, mark + width, True, False, continued))
                opened, continued = -1, False
        open_before = False
        if opened >= 0:
            stop = opened + len(text[opened:end].rstrip())
            found.append(Quote(opened, stop, False, False, continued))
            open_before = True
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
_FOOTNOTE = re.compile(r"[ \t]*[*†‡•]")
_TURN = re.compile(
    r"[ \t]*(?:[\"“„«»”](?P<label>[^\"“”„«»\n]{1,40})[\"”“»«]|(?P<name>[^\W\d_][\w.'’ -]{0,40}))"
    r"[ \t]?:[ \t]*[–—―-][ \t]"
)
_DASHED = re.compile(r"[ \t]*[–—―][ \t]+(?=\S)")


def _kind(text: str, words: Words, quote: Quote, labels: frozenset[str]) -> tuple[str, str]:
    """What a stretch in quote marks is, and the rule that says so."""
    first, last = quote.first, quote.last
    inner = text[quote.open + 1 : quote.close - 1 if quote.matched else quote.close].strip().strip("'`")
    n = last - first + 1
    previous = words.lowered[first - 1] if first else ""
    number = words.number
    known = vocabulary()
    classes = known.cls
    starts_paragraph = bool(words.paragraph_start[first])
    left_sign = int(SIGN_OF_BITS[int(words.before[first]) & 255 & ~QUOTE])
    right_gap = text[quote.close : int(words.start[last + 1])] if last + 1 < words.n else ""
    ended = inner[-1:] in ".,!?…"
    if inner in labels:
        return "label", "label-of-turns"
    if starts_paragraph and _FOOTNOTE.match(text, int(words.end[first - 1]) if first else 0, quote.open):
        return "mention", "footnote"
    if (
        starts_paragraph
        and n <= 4
        and re.match(r"[ \t]*[*†‡]", text[max(0, quote.open - 3) : quote.open].rpartition("\n")[2])
    ):
        return "mention", "footnote"
    if n <= 5 and previous in _NAMERS:
        return "mention", "word-mentioned"
    capitals = words.capital[first : last + 1]
    small = [word in _SMALL for word in words.lowered[first : last + 1]] if n <= 8 else []
    titled = n <= 8 and all(
        c or s or d == 2 for c, s, d in zip(capitals, small, words.shape[first : last + 1], strict=True)
    )
    titled = titled and bool(capitals[0] or words.shape[first] == 2) and not (ended and inner[-1] != ",")
    after_class = CLASSES[classes[number[last + 1]]] if last + 1 < words.n else "other"
    before_class = CLASSES[classes[number[first - 1]]] if first else "other"
    saying = ("say", "ask")
    if titled and n <= 3 and not ended and not right_gap.strip() and after_class in saying:
        return "label", "outlet-speaks"
    if titled and not ended and not (before_class in saying and left_sign) and left_sign != 3:
        return "name", "capitalised"
    if titled and ended and n <= 5 and before_class not in saying and after_class not in saying and left_sign == 0:
        return "name", "capitalised"
    if _SO_CALLED.search(text[max(0, quote.open - 24) : quote.open]):
        return "scare_quote", "so-called"
    if quote.continues or not quote.matched:
        return "speech", "goes-on" if quote.continues else "unclosed"
    whole = starts_paragraph and (last + 1 == words.n or bool(words.paragraph_start[last + 1]))
    capital = bool(capitals[0])
    if (capital or starts_paragraph) and (ended or left_sign == 3 or whole) and (n > 2 or whole or ended):
        return "speech", "sentence"
    if capital and n >= 4 and right_gap.startswith(",") and after_class in (*saying, "pronoun"):
        return "speech", "sentence-then-cue"
    if n <= 3 and not ended and left_sign != 3 and before_class not in saying:
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
        firsts = np.flatnonzero(words.paragraph_start).tolist()
        bounds = []
        for i in firsts:
            floor = int(words.end[i - 1]) if i else 0
            at = text.rfind("\n", floor, int(words.start[i]))
            bounds.append(at + 1 if at >= 0 else floor)
        if bounds:
            bounds[0] = 0
        self.bounds, self.firsts = bounds, firsts
        self.turns = self._turns()
        labels = frozenset(turn.speaker for turn in self.turns)
        starts, ends = words.start.tolist(), words.end.tolist()
        doubles = [q for q in _quotes(text, bounds) if q.close - q.open > 1]
        opens = [q.open for q in doubles]
        singles = []
        for quote in _single_quotes(text, bounds):
            place = bisect_right(opens, quote.open) - 1
            if place < 0 or doubles[place].close <= quote.open:  # not within another
                after = bisect_left(opens, quote.open)
                if after == len(opens) or opens[after] >= quote.close:
                    singles.append(quote)
        self.quotes = []
        for quote in sorted(doubles + singles, key=lambda q: q.open):
            quote.first = bisect_left(starts, quote.open)
            quote.last = bisect_right(ends, quote.close) - 1
            if quote.last >= quote.first:
                self.quotes.append(quote)
        self.quoted = np.full(words.n, -1, dtype=np.int32)
        for i, quote in enumerate(self.quotes):
            self.quoted[quote.first : quote.last + 1] = i
            quote.kind, quote.rule = _kind(text, words, quote, labels)

    def _turns(self) -> list[_Turn]:
        """Turns of an interview: a paragraph that a dash opens, after a label, a cue and a colon, or another turn."""
        text, bounds = self.text, self.bounds
        turns: list[_Turn] = []
        answerer, cue = "", None
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
                answerer, cue = self._introduced(number, stop)
        return turns

    def _introduced(self, paragraph: int, stop: int) -> tuple[str, tuple[int, int] | None]:
        """Who is to speak after a paragraph that ends in a colon: the last name in it, if a cue is there."""
        if self.text[stop - 1] != ":":
            return "", None
        words = self.words
        first = self.firsts[paragraph]
        last = self.firsts[paragraph + 1] if paragraph + 1 < len(self.firsts) else words.n
        classes = vocabulary().cls[words.number[max(first, last - 80) : last]]
        says = np.flatnonzero(np.isin(classes, [CLASSES.index("say"), CLASSES.index("ask")]))
        if not len(says):
            return "", None
        at = max(first, last - 80) + int(says[-1])
        names = names_in(words, at + 1, last) or names_in(words, max(first, at - 12), at)
        if not names:
            return "", None
        a, z = names[-1]
        return self.text[words.start[a] : words.end[z - 1]], (int(words.start[at]), int(words.end[at]))
