"""
Text to the places of its cues: the words that hand over to somebody else.

In goes a text that has been read; out come its cues by number of word: verbs and nouns, in order.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

import numpy as np

from framing.voice.cues import ACCORDING, CLASSES, FORM_NAMES, vocabulary, words_of
from framing.voice.features import ReadText
from framing.voice.sentences import which

_SAYING = which("say", "ask")


class CuePlaces:
    """Where the cues of a text stand; ``classes`` has what each word of the text counts as."""

    def __init__(self, read: ReadText) -> None:
        self._starts, self._ends = read.starts, read.ends
        self.classes = read.features.cls.tolist()
        self.phrases = dict(_made_clear(read))  # cues of several words: the first and the last
        for made in self.phrases:
            self.classes[made] = CLASSES.index("say")
        self.verbs = sorted({*_verbs(read), *self.phrases})
        self.nouns = np.flatnonzero(read.features.noun).tolist()

    def verbs_in(self, first: int, last: int) -> list[int]:
        """The cues among the words from ``first`` to before ``last``, without nouns."""
        return self.verbs[bisect_left(self.verbs, first) : bisect_left(self.verbs, last)]

    def place(self, cue: int, stop: int) -> tuple[int, int]:
        """The place of a cue in the text, with all its words before ``stop``: "according to", "made it clear"."""
        last = cue + 1 if self.classes[cue] == ACCORDING and cue + 1 < stop else cue
        return self._starts[cue], self._ends[self.phrases.get(cue, last)]


def _verbs(read: ReadText) -> list[int]:
    """Cue words; a capital makes one a name ("the Post"), unless all are capitals, as in a headline."""
    features = read.features
    small = (features.verb | _by_some(read)) & ~read.words.capital
    some = np.bincount(features.sentence[small], minlength=len(read.bounds)) > 0
    return np.flatnonzero(small | (features.verb & (~some[features.sentence] | features.starts))).tolist()


def _by_some(read: ReadText) -> np.ndarray:
    """In "Some said" the verb is no noun, as it is after other determiners."""
    known, number = vocabulary(), read.words.number
    past = _SAYING[read.features.cls] & (known.form[number] == FORM_NAMES.index("past")) & ~read.features.inside
    for at in np.flatnonzero(past & ~read.features.verb).tolist():
        past[at] = at > 0 and read.words.lowered[at - 1] in words_of("counted")
    return past


def _made_clear(read: ReadText) -> Iterator[tuple[int, int]]:
    """In "S made it clear that C" the places of "made" and "clear"."""
    lowered, sentence, make = read.words.lowered, read.features.sentence, words_of("make")
    if "clear" not in lowered:
        return  # as in most texts
    for clear in [i for i, word in enumerate(lowered) if word == "clear" and lowered[i + 1 : i + 2] == ["that"]]:
        made = next((i for i in range(clear - 1, max(clear - 3, -1), -1) if lowered[i] in make), None)
        if made is not None and sentence[made] == sentence[clear + 1]:
            yield made, clear
