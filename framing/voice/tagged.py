"""
Read text to tagged text: each word with its class, the signs before it, and whether it is of a name.

In goes a text that has been read; out come lists by word, in which names, phrases and subjects are looked for.
"""

from __future__ import annotations

import numpy as np

from framing.voice.cues import CLASSES
from framing.voice.features import ReadText
from framing.voice.speaker_words import SpeakerWords, speaker_words
from framing.voice.words import EDGE

_CLASS_NAMES = np.array(CLASSES, dtype=object)


class TaggedText:
    """
    The words of a text in small letters, and what is known of each.

    ``capital`` tells which words may be of a name, ``signs`` what stands before each, as bits; ``lists`` are the word
    lists by which speakers are found.
    """

    def __init__(self, read: ReadText) -> None:
        self.read, self.lists = read, speaker_words()
        self.words, self.n = read.words.lowered, read.words.n
        self.signs = read.words.before.tolist()
        self.classes = _CLASS_NAMES[read.features.cls].tolist()
        self.verb, self.quoted = read.features.verb, read.quoted
        self.capital = read.words.capital.tolist()
        _add_particles(self.capital, read.words.words, self.signs, self.lists)
        _drop_openers(self.capital, read, self.lists)

    def printed(self, first: int, last: int) -> str:
        """Words as printed."""
        return self.read.text[self.read.starts[first] : self.read.ends[last - 1]]

    def is_adverb(self, word: int) -> bool:
        """Whether a word looks like an adverb."""
        return self.words[word].endswith("ly") and not self.capital[word]

    def is_role(self, word: int) -> bool:
        """Whether a word is a person's role: "the minister"."""
        return self.words[word] in self.lists.personal_roles and not self.capital[word]

    def name_begin(self, last: int, begin: int) -> int:
        """Where a run of capitals begins that ends here."""
        first = last
        while first > begin and self.capital[first - 1] and (first == last or not self.signs[first] & EDGE):
            first -= 1
        return first

    def name_end(self, first: int, stop: int) -> int:
        """Where a run of capitals ends that begins here."""
        last = first
        while last < stop and self.capital[last] and (last == first or not self.signs[last] & EDGE):
            last += 1
        return last


def _add_particles(capital: list[bool], words: list[str], signs: list[int], lists: SpeakerWords) -> None:
    """Small words between capitals are of the name: "Ursula von der Leyen"."""
    particles = lists.particles
    if particles.isdisjoint(words):
        return
    for k in range(1, len(words) - 1):
        pair = words[k] in particles and words[k + 1] in particles and capital[k - 1 : k + 3 : 3] == [True, True]
        single = words[k] in particles and capital[k - 1] and capital[k + 1]
        if (single or pair) and not (signs[k] | signs[k + 1]) & EDGE:
            capital[k] = capital[k + 1] = True


def _drop_openers(capital: list[bool], read: ReadText, lists: SpeakerWords) -> None:
    """A sentence begins with a capital: it is no name's if the word is in small letters elsewhere, or a verb."""
    lowered, printed = read.words.lowered, set(read.words.words)
    for k in np.flatnonzero(read.words.capital & read.features.starts).tolist():
        word = lowered[k]
        if word in lists.no_names:
            capital[k] = False
        elif k + 1 == len(lowered) or not capital[k + 1]:
            capital[k] = not (word in printed or word.endswith(("ing", "ed", "ly")))
