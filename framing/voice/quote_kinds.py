"""
Quotations to their kinds: speech, part of it, or the author's own words, and the rule that says so.

In go a text and its quotations; each gets a kind of ``quotes.KINDS`` and a rule by what stands in, before and after it.
"""

from __future__ import annotations

import re
from functools import cache

from framing.voice.cues import CLASSES, SAYING, vocabulary, words_of
from framing.voice.quotes import Quote
from framing.voice.turns import FOOTNOTE
from framing.voice.words import QUOTE, SIGN_OF_BITS, SIGNS, Words

_PRONOUN = CLASSES.index("pronoun")
_COLON = SIGNS.index("colon")
_OPENS_NOTE = re.compile(r"[ \t]*[*†‡]")


@cache
def _so_called() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(map(re.escape, sorted(words_of('so_called'))))})[ \\t]*$", re.IGNORECASE)


def tell_kinds(quotes: list[Quote], text: str, words: Words, labels: frozenset[str]) -> None:
    """Give each quotation its kind and rule; ``labels`` are those of the turns of an interview."""
    if quotes:
        kinds = _Kinds(text, words, labels)
        for quote in quotes:
            quote.kind, quote.rule = kinds.of(quote)


class _Kinds:
    """What stretches in quote marks of a text are, and the rules that say so."""

    def __init__(self, text: str, words: Words, labels: frozenset[str]) -> None:
        self.text, self.words, self.labels = text, words, labels
        self.signs = SIGN_OF_BITS[words.before & 255 & ~QUOTE]
        self.classes = vocabulary().cls[words.number]
        self.shapes, self.opens = words.shape, words.paragraph_start

    def of(self, quote: Quote) -> tuple[str, str]:
        """Kind and rule."""
        text, first, after = self.text, quote.first, quote.last + 1
        inner = text[quote.open + 1 : quote.close - 1 if quote.matched else quote.close].strip().strip("'`")
        ended = inner[-1:] in ".,!?…"
        if inner in self.labels:
            return "label", "label-of-turns"
        if self.opens[first] and self._is_footnote(quote):
            return "mention", "footnote"
        if after - first <= 5 and first and self.words.lowered[first - 1] in words_of("word_for_words"):
            return "mention", "word-mentioned"
        if self._is_titled(first, after) and not (ended and inner[-1] != ","):
            rule = self._titled(quote, ended)
            if rule:
                return ("label" if rule == "outlet-speaks" else "name"), rule
        if _so_called().search(text, max(0, quote.open - 24), quote.open):
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
        if after - first > 8 or not self.shapes[first]:
            return False
        small = words_of("title_small")
        return all(self.shapes[k] or self.words.lowered[k] in small for k in range(first + 1, after))

    def _titled(self, quote: Quote, ended: bool) -> str:
        """The rule by which words in capitals are a name, or empty."""
        before, after, n = self._before(quote), self._after(quote), quote.last - quote.first + 1
        sign = self.signs[quote.first]
        if n <= 3 and not ended and after in SAYING and not self._gap(quote).strip():
            return "outlet-speaks"
        if not ended and not (before in SAYING and sign) and sign != _COLON:
            return "capitalised"
        if ended and n <= 5 and before not in SAYING and after not in SAYING and not sign:
            return "capitalised"
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
