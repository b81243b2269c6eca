"""
Quotations to their kinds: speech, part of it, or the author's own words, and the rule that says so.

In go a text and its quotations; each gets a kind of ``quotes.KINDS`` and a rule by what stands in, before and after it.
"""

from __future__ import annotations

import re
from functools import cache

from framing.voice.cues import CLASSES, SAYING, VERBS, vocabulary, words_of
from framing.voice.quotes import Quote
from framing.voice.turns import FOOTNOTE
from framing.voice.words import QUOTE, SIGN_OF_BITS, SIGNS, Words

_PRONOUN = CLASSES.index("pronoun")
_PREPOSITION = CLASSES.index("preposition")
_CUES = frozenset(CLASSES.index(name) for name in (*VERBS, "utterance", "according"))
_TITLES = ("capitalised", "named-so", "title")
_LONG, _SHORT = 8, 5  # words that a title may have, and a name
_NEAR = 6  # words around quote marks in which a cue makes them hold speech
_COLON = SIGNS.index("colon")
_OPENS_NOTE = re.compile(r"[ \t]*[*†‡]")


@cache
def _ends_in(group: str, then: str = "") -> re.Pattern[str]:
    """A text that ends in words of a group and whatever may stand between them and quote marks."""
    return re.compile(rf"\b(?:{_any_of(group)}){then}[ \t]*$", re.IGNORECASE)


@cache
def _of_work() -> re.Pattern[str]:
    """What is told of a work behind its title: by Anna Berg; a new book on rain, but not: a book said."""
    apposed = rf"(?:an?|his|her|its|their)[ ](?:[\w’'-]+[ ]){{0,3}}(?:{_any_of('work')})\b(?![ ]\w+(?:ed|aid|ays)\b)"
    return re.compile(rf"[ \t]*(?:(?:{_any_of('of_work')})\b|{apposed})", re.IGNORECASE)


def _any_of(group: str) -> str:
    return "|".join(map(re.escape, sorted(words_of(group), key=lambda word: (-len(word), word))))


def tell_kinds(quotes: list[Quote], text: str, words: Words, labels: frozenset[str]) -> None:
    """Give each quotation its kind and rule; ``labels`` are those of the turns of an interview."""
    if quotes:
        kinds = _Kinds(text, words, labels)
        for quote in quotes:
            quote.kind, quote.rule = kinds.of(quote)
        titles = {kinds.title(quote) for quote in quotes if quote.rule in _TITLES}
        for quote in quotes:
            if quote.doubtful and kinds.title(quote) in titles:
                quote.kind, quote.rule, quote.doubtful = "name", "named-elsewhere", False


class _Kinds:
    """What stretches in quote marks of a text are, and the rules that say so."""

    def __init__(self, text: str, words: Words, labels: frozenset[str]) -> None:
        self.text, self.words, self.labels = text, words, labels
        self.signs = SIGN_OF_BITS[words.before & 255 & ~QUOTE]
        self.classes = vocabulary().cls[words.number]
        self.shapes, self.opens = words.shape, words.paragraph_start

    def inner(self, quote: Quote) -> str:
        """What stands between the marks."""
        return self.text[quote.open + 1 : quote.close - 1 if quote.matched else quote.close].strip().strip("'`")

    def title(self, quote: Quote) -> str:
        """The words of a quotation without the sign at their end."""
        return self.text[self.words.start[quote.first] : self.words.end[quote.last]].lower()

    def of(self, quote: Quote) -> tuple[str, str]:
        """Kind and rule."""
        first, after = quote.first, quote.last + 1
        inner = self.inner(quote)
        ended = inner[-1:] in ".,!?…"
        before = self.text[max(0, quote.open - 32) : quote.open]
        if inner in self.labels:
            return "label", "label-of-turns"
        if self.opens[first] and self._is_footnote(quote):
            return "mention", "footnote"
        if after - first <= 5 and first and self.words.lowered[first - 1] in words_of("word_for_words"):
            return "mention", "word-mentioned"
        if not (quote.continues or after - first > _LONG) and (rule := self._named(quote, before, inner)):
            return ("label" if rule == "outlet-speaks" else "name"), rule
        if _ends_in("so_called").search(before):
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
        if FOOTNOTE.match(text, self.words.end[first - 1] if first else 0, quote.open):
            return True
        opening = text[max(0, quote.open - 3) : quote.open].rpartition("\n")[2]
        return quote.last - first < 4 and _OPENS_NOTE.match(opening) is not None

    def _is_titled(self, first: int, after: int) -> bool:
        """Whether words have capitals as a title has; a digit may stand for one."""
        if not self.shapes[first]:
            return False
        small = words_of("title_small")
        return all(self.shapes[k] or self.words.lowered[k] in small for k in range(first + 1, after))

    def _named(self, quote: Quote, before: str, inner: str) -> str:
        """The rule by which words are a name or a title, or empty; what may as well be one is marked as doubtful."""
        first, n = quote.first, quote.last - quote.first + 1
        if n <= _SHORT and _ends_in("named_so", "(?: the| a)?").search(before):
            return "named-so"
        told = _of_work().match(self.text, quote.close) is not None
        if not self._is_titled(first, quote.last + 1):
            quote.doubtful = told and n <= _SHORT and inner[-1:] == ","
            return ""
        if _ends_in("titled_so").search(before) or _ends_in("work", ",?").search(before) or told:
            return "title"
        ended = inner[-1:] in ".,!?…"
        sign, cue_before, cue_after = self.signs[first], self._before(quote), self._after(quote)
        if not ended:
            if n <= 3 and cue_after in SAYING and not self._gap(quote).strip():
                return "outlet-speaks"
            return "capitalised" if not (cue_before in SAYING and sign) and sign != _COLON else ""
        if sign or cue_before in SAYING or cue_after in SAYING:
            return ""
        prior = self.words.lowered[first - 1] if first else ""
        stopped = inner[-1] in ".,"
        if stopped and (prior in words_of("titled_by") or (n > 1 and (cue_before == _PREPOSITION or prior == "s"))):
            return "title"
        if inner[-1] == ",":
            return "capitalised" if n <= _SHORT else ""
        plain = first and not self.opens[first] and not self.shapes[first - 1]  # and no headline, all in capitals
        if n > 1 and stopped and plain and _CUES.isdisjoint(self.classes[max(first - _NEAR, 0) : first]):
            return "title"
        quote.doubtful = n <= _SHORT
        return ""

    def _spoken(self, quote: Quote, ended: bool) -> tuple[str, str]:
        """A sentence, some words of one, or so few that they are held at a distance."""
        first, after, n = quote.first, quote.last + 1, quote.last - quote.first + 1
        opens, sign, capital = self.opens[first], self.signs[first], self.shapes[first] == 1
        whole = opens and (after == self.words.n or self.opens[after])
        if (capital or opens) and (ended or sign == _COLON or whole) and (n > 2 or whole or ended):
            return "speech", "sentence"
        if capital and n >= 4 and self._after(quote) in (*SAYING, _PRONOUN) and self._gap(quote).startswith(","):
            return "speech", "sentence-then-cue"
        if n <= 3 and not ended and sign != _COLON and self._before(quote) not in SAYING:
            return "scare_quote", "few-words"
        return "partial_quote", "part-of-sentence"
