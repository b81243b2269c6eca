"""
Text to features: what the model sees of each word, as named columns of small numbers with readable labels.

In goes a text; out comes it read: words, quotations, turns, and the features of each word: the cues and signs around
it, its sentence and its quotation. No feature is a name, only words of the cue files count.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from framing.voice.cues import CLASSES, FORM_NAMES, NOUNS, VERBS, vocabulary
from framing.voice.quotes import KINDS, MarkedText, Quote
from framing.voice.words import COMMA, DASH, PAREN, QUOTE, SIGN_OF_BITS, SIGNS, Words

_SHAPES = ("<lower>", "<Capital>", "<digit>", "<none>")
_FAR = ("none", "1", "2", "3", "4", "5-6", "7-9", "10-14", "15-24", "25-")
_FAR_OF = np.zeros(64, dtype=np.int32)
for _far, _limit in enumerate((1, 2, 3, 4, 5, 7, 10, 15, 25), start=1):
    _FAR_OF[_limit:] = _far
_COUNTS = ("0", "1", "2", "3-")
_YES = ("no", "yes")


def _last(mask: np.ndarray, index: np.ndarray) -> np.ndarray:
    """For each place the last one before it where the mask holds, else -1."""
    here = np.maximum.accumulate(np.where(mask, index, -1))
    before = np.empty_like(here)
    before[:1] = -1
    before[1:] = here[:-1]
    return before


def _next(mask: np.ndarray, index: np.ndarray) -> np.ndarray:
    """For each place the next one after it where the mask holds, else the number of places."""
    n = len(index)
    here = np.minimum.accumulate(np.where(mask, index, n)[::-1])[::-1]
    after = np.empty_like(here)
    after[-1:] = n
    after[:-1] = here[1:]
    return after


class Column(NamedTuple):
    """Small numbers with their labels: one for each word, sentence, segment or quotation, or one for all."""

    values: np.ndarray
    labels: Sequence[str]
    unit: str = "word"


class Features:
    """What the model sees of each word: named columns of small numbers, each with the labels of its values."""

    def __init__(self, words: Words, quoted: np.ndarray, quotes: list[Quote]) -> None:
        known = vocabulary()
        n = words.n
        self.columns: dict[str, Column] = {}
        self._spread: dict[tuple[str, str], np.ndarray] = {}
        index = np.arange(n, dtype=np.int32)
        number = words.number
        cls, lemma, form = known.cls[number], known.lemma[number], known.form[number]
        lemmas, labels = known.lemmas, known.labels
        inside = quoted >= 0
        before, after = SIGN_OF_BITS[words.before & 255], SIGN_OF_BITS[words.after & 255]

        starts = words.sentence_start.copy()
        held = inside.copy()
        held[1:] &= quoted[1:] == quoted[:-1]
        held[:1] = False
        starts &= ~held | words.paragraph_start
        self.starts = starts
        sentence = np.cumsum(starts) - 1
        self.sentence = sentence
        begin = np.flatnonzero(starts).astype(np.int32)
        size = np.diff(np.append(begin, n)).astype(np.int32)
        first, stop = begin.take(sentence), (begin + size).take(sentence)

        verb_classes = np.zeros(len(CLASSES), dtype=bool)
        verb_classes[[CLASSES.index(name) for name in (*VERBS, "according")]] = True
        say_classes = np.zeros(len(CLASSES), dtype=bool)
        say_classes[[CLASSES.index(name) for name in ("say", "ask", "according")]] = True
        noun_classes = np.zeros(len(CLASSES), dtype=bool)
        noun_classes[[CLASSES.index(name) for name in NOUNS]] = True
        break_classes = np.zeros(len(CLASSES), dtype=bool)
        break_classes[[CLASSES.index(name) for name in ("coordinator", "subordinator", "relative", "that")]] = True
        outside = ~inside
        verb, say = verb_classes[cls] & outside, say_classes[cls] & outside
        # A proper name is no verb ("Ms. Hope"), nor is a noun after "the".
        determined = np.zeros(n, dtype=bool)
        determined[1:] = cls[:-1] == CLASSES.index("determiner")
        verb &= ~determined | (cls == CLASSES.index("according"))
        say &= verb
        noun, breaker = (noun_classes[cls] | (verb_classes[cls] & determined)) & outside, break_classes[cls] & outside
        self.verb, self.say, self.noun, self.cls = verb, say, noun, cls

        commas = np.cumsum((words.before & (COMMA | DASH | PAREN)) > 0).astype(np.int32)
        kinds = ["nothing", *SIGNS[1:], *CLASSES, "Capital", "digit"]
        kind = np.where((cls == 0) & (words.shape > 0), len(SIGNS) + len(CLASSES) - 1 + words.shape, len(SIGNS) + cls)
        follows = np.zeros(n + 1, dtype=np.int32)
        follows[: n - 1] = kind[1:]
        follows[:n] = np.where(after > 0, after, follows[:n])
        precedes = np.zeros(n + 1, dtype=np.int32)
        precedes[1:n] = kind[:-1]
        precedes[:n] = np.where(before > 0, before, precedes[:n])
        words_kind = np.where((number == 0), words.shape, number + len(_SHAPES))
        word_labels = [*_SHAPES, *labels]

        def put(name: str, values: np.ndarray, labels: Any, unit: str = "word") -> None:
            self.columns[name] = Column(values, labels, unit)

        def pad(values: np.ndarray) -> np.ndarray:
            padded = np.zeros(n + 1, dtype=np.int32)
            padded[:n] = values
            return padded

        for shift in (-3, -2, -1, 0, 1, 2, 3):
            moved = np.full(n, len(_SHAPES), dtype=np.int32)
            if shift < 0:
                moved[-shift:] = words_kind[:shift]
            elif shift > 0:
                moved[:-shift] = words_kind[shift:]
            else:
                moved = words_kind
            put(f"word{shift:+d}" if shift else "word", moved, word_labels)
        put("kind", kind, kinds)
        put("before", before, SIGNS)
        put("after", after, SIGNS)
        put("shape", words.shape, _SHAPES)
        put("inside", inside.astype(np.int32), _YES)

        lemma_pad, cls_pad, form_pad, commas_pad, number_pad = (
            pad(values) for values in (lemma, cls, form, commas, number)
        )
        last_break = _last(breaker, index)
        here_break = np.where(breaker, index, last_break)
        brk = np.where(here_break >= first, here_break, n)
        comma_before = pad((before == 1).astype(np.int32))
        for name, mask in (("verb", verb), ("say", say), ("noun", noun)):
            left, right = _last(mask, index), _next(mask, index)
            left = np.where(left >= first, left, n)
            right = np.where(right < stop, right, -1)  # n and -1: what is added at the end
            has_left, has_right = left < n, right >= 0
            put(f"{name}<", lemma_pad.take(left), lemmas)
            put(f"{name}>", lemma_pad.take(right), lemmas)
            put(f"{name}<class", cls_pad.take(left), CLASSES)
            put(f"{name}>class", cls_pad.take(right), CLASSES)
            put(f"{name}<far", _FAR_OF.take(index - left, mode="clip"), _FAR)
            put(f"{name}>far", _FAR_OF.take(right - index, mode="clip"), _FAR)
            put(f"{name}<next", follows.take(left), kinds)
            if name == "noun":
                continue
            put(f"{name}<commas", np.minimum(commas - commas_pad.take(left), 3) * has_left, _COUNTS)
            put(f"{name}>commas", np.minimum(commas_pad.take(right) - commas, 3) * has_right, _COUNTS)
            put(f"{name}>next", follows.take(right), kinds)
            after_cue = (brk < n) & has_left & (brk > left)
            since = np.where(after_cue, brk, n)
            put(f"{name}<break", number_pad.take(since), labels)
            put(f"{name}<breakcomma", comma_before.take(since), _YES)
            if name == "verb":
                put("verb<form", form_pad.take(left), FORM_NAMES)
                put("verb>form", form_pad.take(right), FORM_NAMES)
                put("verb<previous", number_pad.take(left - 1) * has_left, labels)
                put("verb>previous", number_pad.take(np.maximum(right - 1, -1)) * has_right, labels)
                put("verb<<class", cls_pad.take(np.append(left, n).take(left)), CLASSES)
        put("break", number_pad.take(brk), labels)
        put("break<far", _FAR_OF.take(index - brk, mode="clip"), _FAR)
        next_break = _next(breaker, index)
        next_break = np.where(next_break < stop, next_break, -1)
        put("break>", number_pad.take(next_break), labels)
        put("break>far", _FAR_OF.take(next_break - index, mode="clip"), _FAR)
        put("break>comma", comma_before.take(next_break), _YES)

        # The sentence.
        def in_sentence(mask: np.ndarray) -> np.ndarray:
            return np.add.reduceat(mask, begin, dtype=np.int32)

        words_quoted = in_sentence(inside)
        sentence_says = np.minimum(in_sentence(say), 3)
        put("sentence.says", sentence_says, _COUNTS, "sentence")
        put("sentence.verbs", np.minimum(in_sentence(verb), 3), _COUNTS, "sentence")
        put("sentence.nouns", np.minimum(in_sentence(noun), 3), _COUNTS, "sentence")
        put("sentence.own", np.minimum(in_sentence(cls == CLASSES.index("own")), 3), _COUNTS, "sentence")
        has_quote = (words_quoted > 0).astype(np.int32) + (words_quoted >= size)
        put("sentence.quoted", has_quote, ("none", "some", "all"), "sentence")
        put("sentence.first", words_kind[begin], word_labels, "sentence")
        put("sentence.place", _FAR_OF.take(index - first + 1, mode="clip"), _FAR)
        put("sentence.left", _FAR_OF.take(stop - index, mode="clip"), _FAR)
        put("sentence.size", _FAR_OF.take(size, mode="clip"), _FAR, "sentence")

        def shifted(values: np.ndarray, by: int) -> np.ndarray:
            moved = np.zeros_like(values)
            if by > 0:
                moved[by:] = values[:-by]
            else:
                moved[:by] = values[-by:]
            return moved

        put("previous.says", shifted(sentence_says, 1), _COUNTS, "sentence")
        put("previous.quoted", shifted(has_quote, 1), ("none", "some", "all"), "sentence")
        put("next.says", shifted(sentence_says, -1), _COUNTS, "sentence")
        put("next.quoted", shifted(has_quote, -1), ("none", "some", "all"), "sentence")
        put("paragraph.start", words.paragraph_start[begin].astype(np.int32), _YES, "sentence")
        put("place", np.minimum(index[: len(begin)], 5), ("0", "1", "2", "3", "4", "5-"), "sentence")

        # The quotation.
        table = {
            name: np.zeros(len(quotes) + 1, dtype=np.int32)
            for name in ("previous", "next", "before", "end", "kind", "n")
        }
        if quotes:
            a = np.array([quote.first for quote in quotes])
            z = np.array([quote.last for quote in quotes])
            m = len(quotes)
            table["previous"][:m] = np.where(a > 0, words_kind[a - 1], len(_SHAPES))
            table["next"][:m] = np.where(z + 1 < n, words_kind[np.minimum(z + 1, n - 1)], len(_SHAPES))
            table["before"][:m] = SIGN_OF_BITS[words.before[a] & 255 & ~QUOTE]
            table["end"][:m] = SIGN_OF_BITS[words.after[z] & 255 & ~QUOTE]
            table["kind"][:m] = [KINDS.index(quote.kind) for quote in quotes]
            table["n"][:m] = _FAR_OF[np.minimum(z - a + 1, 63)]
            table["kind"][:m] += 1
        # a word outside has the number -1: the last row of each table is for those
        put("quote.previous", table["previous"], word_labels, "quotation")
        put("quote.next", table["next"], word_labels, "quotation")
        put("quote.before", table["before"], SIGNS, "quotation")
        put("quote.end", table["end"], SIGNS, "quotation")
        put("quote.kind", table["kind"], ("none", *KINDS), "quotation")
        put("quote.size", table["n"], _FAR, "quotation")
        self.n = n
        self.inside = inside
        # Segments: what lies between commas, brackets, dashes, cues and words that open a clause.
        cut = starts | (before > 0) | verb | breaker
        cut[1:] |= inside[1:] != inside[:-1]
        # a comma within a quotation parts nothing
        cut &= ~held
        self.segment_starts = np.flatnonzero(cut)
        segment = np.cumsum(cut) - 1
        self.number_of = {"sentence": sentence, "segment": segment, "quotation": quoted}
        self.size = {
            "word": n, "sentence": len(begin), "segment": len(self.segment_starts), "quotation": len(quotes) + 1,
        }  # fmt: skip

    def values(self, name: str, unit: str) -> np.ndarray:
        """A column's values for each unit: each word, or each segment."""
        column = self.columns[name]
        if column.unit in (unit, "document"):
            return column.values
        key = name, unit
        if key not in self._spread:
            number = self.number_of[column.unit]
            self._spread[key] = column.values.take(number if unit == "word" else number.take(self.segment_starts))
        return self._spread[key]

    def codes(self, names: tuple[str, ...]) -> np.ndarray:
        """The values of some columns for each word, as one number."""
        unit, code = self.unit_of(names), np.zeros(1, dtype=np.int32)
        for name in names:
            code = code * len(self.columns[name].labels) + self.values(name, unit)
        return np.broadcast_to(self.by_word(code, unit), self.n)

    def unit_of(self, names: tuple[str, ...]) -> str:
        """What some columns have one value for together: the smallest unit of any, as segments lie in sentences."""
        units = {self.columns[name].unit for name in names} - {"document"}
        if units == {"sentence", "segment"}:
            return "segment"
        return units.pop() if len(units) == 1 else "word"

    def by_word(self, values: np.ndarray, unit: str) -> np.ndarray:
        """Values for each unit as values for each word."""
        return values if unit == "word" else values.take(self.number_of[unit])


class ReadText(MarkedText):
    """A text read as far as signs and features go; whose words it holds is still open."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.features = Features(self.words, self.quoted, self.quotes)
