"""
"I" and "we" outside quotations to who says so: whom a label or an announcement before names, else who writes the text.

In goes the place of the pronoun; out come the words that name the speaker, or the cue that announces them. Transcripts
name who speaks at the head of a paragraph ("BERG: I think so") or in a line of its own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from functools import cached_property
from typing import NamedTuple

import numpy as np

from framing.voice.cues import CLASSES, SAYING
from framing.voice.tagged import TaggedText
from framing.voice.words import COLON

_LABEL = 4  # words of a label at most
_BACK = 12  # paragraphs back to a label
_SAYING = {CLASSES[cls] for cls in SAYING}


class Announced(NamedTuple):
    """What names a speaker: words from ``first`` to before ``last``, or a cue of saying."""

    first: int = 0
    last: int = 0
    cue: int | None = None


class FirstPerson:
    """The labels and announcements of a text."""

    def __init__(self, text: TaggedText) -> None:
        self.text = text

    @cached_property
    def _paragraphs(self) -> list[int]:
        """Where paragraphs begin, and the end."""
        return [*np.flatnonzero(self.text.read.words.paragraph_start).tolist(), self.text.n]

    @cached_property
    def _labels(self) -> dict[int, Announced]:
        """The labels, by paragraph: names that open paragraphs, or are some, of two at least, each more than once."""
        found = {number: self._opening(number) for number in range(len(self._paragraphs) - 1)}
        labels = {number: label for number, label in found.items() if label}
        often = Counter(self._words(label) for label in labels.values())
        again = {words for words, count in often.items() if count > 1}
        return {k: label for k, label in labels.items() if self._words(label) in again} if len(again) > 1 else {}

    @property
    def is_transcript(self) -> bool:
        """Whether a text has labels."""
        return bool(self._labels)

    def announced(self, word: int) -> Announced | None:
        """What names who says "I" here; None, where nothing does."""
        here = bisect_right(self._paragraphs, word) - 1
        for number in range(here, max(-1, here - _BACK), -1):
            if number in self._labels:
                return self._labels[number]
        begin = self._paragraphs[here]
        if not (here and self.text.signs[begin] & COLON):
            return None
        before = range(begin - 1, self._paragraphs[here - 1] - 1, -1)
        cue = next((k for k in before if self.text.classes[k] in _SAYING and self.text.verb[k]), None)
        return None if cue is None else Announced(cue=cue)

    def _words(self, label: Announced) -> str:
        return " ".join(self.text.words[label.first : label.last])

    def _opening(self, number: int) -> Announced | None:
        """What a paragraph opens with, or is, if that may be a label."""
        text, first, stop = self.text, self._paragraphs[number], self._paragraphs[number + 1]
        last = next((k for k in range(first + 1, min(stop, first + _LABEL + 1)) if text.signs[k] & COLON), stop)
        if last < stop:
            named = all(text.read.words.capital[first:last]) and not text.signs[last] & ~COLON & 255
            return Announced(first, last) if named else None
        alone = len({*text.words[first:stop]}) > 1 and stop - first <= _LABEL
        return Announced(first, stop) if alone else None
