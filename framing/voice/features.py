"""
Text to features: what the model sees of each word, beside the words, quotations and turns it is made of.

In goes a text; out comes it read: words, turns of an interview, quotations, and the features of each word.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import chain

import numpy as np

from framing.voice.clause_columns import paragraph_columns, segment_columns, sentence_columns
from framing.voice.columns import quotation_columns, seen_of, word_columns
from framing.voice.cue_columns import cue_columns, likely_columns, near_cues, odds_of_words
from framing.voice.cues import vocabulary
from framing.voice.leftovers import plain_text
from framing.voice.quote_kinds import tell_kinds
from framing.voice.quotes import Quote, quotations
from framing.voice.sentences import cues_of, held, segment_starts, sentences_of
from framing.voice.turns import turns_of
from framing.voice.words import Words, paragraphs_of


class Features:
    """
    What the model sees of each word: named columns of small numbers, each with the labels of its values.

    With them what they are made of: the class of each word, which words are cues (``verb``, among them ``say``; and
    ``noun``), and where sentences and segments start.

    How likely each of the ``cues`` hands words over is told by a first round of the model; then ``put_odds`` adds it.
    """

    def __init__(self, words: Words, quoted: np.ndarray, quotes: list[Quote]) -> None:
        self.n, self.inside = words.n, quoted >= 0
        self.cls = vocabulary().cls[words.number]
        self.starts = words.sentence_start & (~held(quoted) | words.paragraph_start)
        self.sentence = np.cumsum(self.starts) - 1
        cues = cues_of(words, self.cls, self.inside)
        self.verb, self.say, self.noun = cues.verb, cues.say, cues.noun
        self.cues = np.flatnonzero(cues.verb | cues.noun)
        self._seen, self._at = seen, sentences = seen_of(words, self.cls), sentences_of(self.starts, self.sentence)
        self._near = near_cues(cues, sentences)
        segments = segment_starts(self.starts, seen.before, cues, quoted)
        self.segment_starts = np.flatnonzero(segments)
        self.columns = dict(
            chain(
                word_columns(seen, self.inside),
                cue_columns(seen, sentences, cues, self._near),
                sentence_columns(seen, sentences, cues, self.inside),
                segment_columns(seen, sentences, cues, self.segment_starts),
                paragraph_columns(sentences, words, cues, self.inside),
                quotation_columns(seen, quotes, words),
            )
        )
        self.number_of = {"sentence": self.sentence, "segment": np.cumsum(segments) - 1, "quotation": quoted}
        self.size = {
            "word": self.n, "sentence": len(sentences.begin), "segment": len(self.segment_starts),
            "quotation": len(quotes) + 1,
        }  # fmt: skip
        self._spread: dict[tuple[str, str], np.ndarray] = {}

    def put_odds(self, forward: np.ndarray, backward: np.ndarray) -> None:
        """Add how likely each of the ``cues`` hands over what follows, and what came before, in log odds."""
        odds = {"forward": forward, "backward": backward}
        self.odds = {name: odds_of_words(self.n, self.cues, of_cues) for name, of_cues in odds.items()}
        self.columns |= likely_columns(self.odds, self._seen, self._at, self._near)
        self._spread.clear()

    def values(self, name: str, unit: str) -> np.ndarray:
        """A column's values for each unit: each word, or each segment."""
        column = self.columns[name]
        if column.unit == unit:
            return column.values
        if column.unit == "document":
            return np.repeat(column.values, self.size[unit])
        key = name, unit
        if key not in self._spread:
            number = self.number_of[column.unit]
            self._spread[key] = column.values.take(number if unit == "word" else number.take(self.segment_starts))
        return self._spread[key]

    def codes(self, names: tuple[str, ...]) -> np.ndarray:
        """The values of some columns for each word, as one number."""
        unit = self.unit_of(names)
        code = np.zeros(self.size[unit], dtype=np.int32)
        for name in names:
            code = code * len(self.columns[name].labels) + self.values(name, unit)
        return self.by_word(code, unit)

    def unit_of(self, names: tuple[str, ...]) -> str:
        """What some columns have one value for together: the smallest unit of any, as segments lie in sentences."""
        units = {self.columns[name].unit for name in names} - {"document"}
        if units == {"sentence", "segment"}:
            return "segment"
        return units.pop() if len(units) == 1 else "word"

    def by_word(self, values: np.ndarray, unit: str) -> np.ndarray:
        """Values for each unit as values for each word."""
        return values if unit == "word" else values.take(self.number_of[unit])


class ReadText:
    """
    A text read: words, turns, quotations and features; whose words it holds is still open.

    ``text`` is the text without leftovers of markup, as long as the one given.
    """

    def __init__(self, raw: str) -> None:
        self.plain = plain_text(raw)
        self.text = text = self.plain.text
        self.words = words = Words(text)
        self.starts, self.ends = words.starts, words.ends
        paragraphs = paragraphs_of(text, words)
        self.turns = turns_of(text, words, paragraphs)
        self.in_turn = np.zeros(words.n, dtype=bool)  # of each word
        for turn in self.turns:
            self.in_turn[slice(*self.within(turn.start, turn.end))] = True
        self.quotes = quotations(text, words, paragraphs)
        tell_kinds(self.quotes, text, words, frozenset(turn.speaker for turn in self.turns))
        self.quoted = np.full(words.n, -1, dtype=np.int32)  # the number of the quotation of each word
        for i, quote in enumerate(self.quotes):
            self.quoted[quote.first : quote.last + 1] = i
        self.features = Features(words, self.quoted, self.quotes)
        self.bounds = [*np.flatnonzero(self.features.starts).tolist(), words.n]  # where sentences begin, and the end

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The words of ``text[start:end]``: the first, and the one after the last."""
        return bisect_left(self.starts, start), bisect_right(self.ends, end)
