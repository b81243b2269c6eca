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
        self.months = _months_as_names(self)
        _add_particles(self.capital, read.words.words, self.signs, self.lists)
        _drop_openers(self)

    def printed(self, first: int, last: int) -> str:
        """Words as printed."""
        return self.read.text[self.read.starts[first] : self.read.ends[last - 1]]

    def is_adverb(self, word: int) -> bool:
        """Whether a word looks like an adverb."""
        return self.words[word].endswith("ly") and not self.capital[word]

    def is_role(self, word: int) -> bool:
        """Whether a word is a person's role: "the minister"."""
        return self.words[word] in self.lists.single_roles and not self.capital[word]

    def is_no_name(self, word: int) -> bool:
        """Whether a word with a capital is no part of a name; "May" is one in "May Holm"."""
        return self.words[word] in self.lists.no_names and word not in self.months

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
    for k in [k for k, word in enumerate(words[:-1]) if k and word in particles]:
        pair = words[k + 1] in particles and capital[k - 1 : k + 3 : 3] == [True, True]
        single = capital[k - 1] and capital[k + 1]
        if (single or pair) and not (signs[k] | signs[k + 1]) & EDGE:
            capital[k] = capital[k + 1] = True


def _months_as_names(text: TaggedText) -> frozenset[int]:
    """Where a month is a name: before a name, but not "in May", after a given name or a title, and then by itself."""
    words, lists, months = text.words, text.lists, text.lists.name_months
    if months.isdisjoint(words):
        return frozenset()
    found: set[int] = set()
    surnames: set[str] = set()
    free = []
    for k in [k for k, word in enumerate(words) if word in months and text.capital[k]]:
        before = words[k - 1] if k and not text.signs[k] & EDGE else ""
        if before in lists.given or before in lists.titles:
            surnames.add(words[k])
            found.add(k)
        elif before not in lists.before_dates:
            after = k + 1 < text.n and text.capital[k + 1] and not text.signs[k + 1] & EDGE
            if after and words[k + 1] not in lists.no_names:
                found.add(k)
            free.append(k)
    found.update(k for k in free if words[k] in surnames and text.verb[k + 1 : k + 2].any())
    for k in found:
        text.classes[k] = "other"
    return frozenset(found)


def _drop_openers(text: TaggedText) -> None:
    """A sentence begins with a capital: it is no name's if the word is in small letters elsewhere, or a verb."""
    read, lowered, capital = text.read, text.words, text.capital
    starts, printed = read.features.starts, set(read.words.words)
    within = {lowered[k] for k in np.flatnonzero(read.words.capital & ~starts).tolist()}
    for k in np.flatnonzero(read.words.capital & starts).tolist():
        word = lowered[k]
        if text.is_no_name(k):
            capital[k] = False
        elif k + 1 == len(lowered) or not capital[k + 1]:
            verbal = word.endswith(("ing", "ed", "ly")) and word not in within  # "Kelly" is not
            capital[k] = not (word in printed or verbal)
