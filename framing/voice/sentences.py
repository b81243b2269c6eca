"""
Words to sentences and segments, and to the cues in them.

In go words with their classes, and which of them stand in quotations; out come, as arrays, where sentences and segments
begin, which words are cues, and which cue is next to a word on either side.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from framing.voice.cues import ACCORDING, CLASSES, FORM_NAMES, NOUNS, VERBS, vocabulary, words_of
from framing.voice.words import EDGE, Words


class Cues(NamedTuple):
    """Which words are cues: verbs, among them those of saying, nouns; and which open a clause."""

    verb: np.ndarray
    say: np.ndarray
    noun: np.ndarray
    breaker: np.ndarray


def which(*names: str) -> np.ndarray:
    """Of each class whether it is one of these."""
    return np.isin(CLASSES, names)


_VERBS, _SAYS, _NOUNS = which(*VERBS, "according"), which("say", "ask", "according"), which(*NOUNS)
_BREAKERS = which("coordinator", "subordinator", "relative", "that")


def cues_of(words: Words, cls: np.ndarray, inside: np.ndarray) -> Cues:
    """The cues among words of these classes; within quotations there are none."""
    outside = ~inside
    as_noun = _used_as_noun(words, cls)
    verb = _VERBS[cls] & outside & ~as_noun
    noun = (_NOUNS[cls] | (_VERBS[cls] & as_noun)) & outside
    return Cues(verb, _SAYS[cls] & verb, noun, _BREAKERS[cls] & outside)


def _used_as_noun(words: Words, cls: np.ndarray) -> np.ndarray:
    """Which verbs are nouns by the word before: "the offer", "his comments", "under pressure", "military order"."""
    form = vocabulary().form[words.number]
    base = form == FORM_NAMES.index("base")
    finite = base | (form == FORM_NAMES.index("s"))
    own, particle = words_of("of_noun"), words_of("particle")
    found = np.zeros(len(cls), dtype=bool)
    found[1:] = cls[:-1] == CLASSES.index("determiner")
    for k in np.flatnonzero(_VERBS[cls] & finite & ~found & ((words.before & EDGE) == 0)).tolist():
        word, which = words.lowered[k - 1] if k else "", CLASSES[cls[k - 1]]
        of_phrase = word in own or (which == "preposition" and word not in particle)
        # "military order", but "officials say", "largely agree", "people think"
        described = which == "other" and not words.capital[k - 1] and not word.endswith(("s", "ly"))
        found[k] = k > 0 and (of_phrase or (bool(base[k]) and described and word not in words_of("plural")))
    found &= cls != ACCORDING
    return found


def held(quoted: np.ndarray) -> np.ndarray:
    """Which words go on with the quotation of the word before; ``quoted`` is its number, or -1."""
    goes_on = quoted >= 0
    goes_on[1:] &= quoted[1:] == quoted[:-1]
    goes_on[:1] = False
    return goes_on


class Sentences(NamedTuple):
    """The first word of each sentence and how many it has; of each word its number, and the bounds of its sentence."""

    begin: np.ndarray
    size: np.ndarray
    index: np.ndarray
    first: np.ndarray
    stop: np.ndarray


def sentences_of(starts: np.ndarray, sentence: np.ndarray) -> Sentences:
    """The sentences that start so, with the number of the sentence of each word."""
    index = np.arange(len(starts), dtype=np.intp)  # what ``take`` wants: any other type it would convert each time
    begin = np.flatnonzero(starts)
    size = np.diff(begin, append=len(starts))
    return Sentences(begin, size, index, begin.take(sentence), (begin + size).take(sentence))


def segment_starts(starts: np.ndarray, sign: np.ndarray, cues: Cues, quoted: np.ndarray) -> np.ndarray:
    """Which words open a segment: what lies between commas, brackets, dashes, cues and words that open a clause."""
    inside = quoted >= 0
    cut = starts | (sign > 0) | cues.verb | cues.breaker
    cut[1:] |= inside[1:] != inside[:-1]
    return cut & ~held(quoted)  # a comma within a quotation parts nothing


def last_before(mask: np.ndarray, at: Sentences) -> np.ndarray:
    """For each word the last one before it where the mask holds, in its sentence; else the number of words."""
    here = np.maximum.accumulate(np.where(mask, at.index, -1))
    before = np.empty_like(here)
    before[:1] = -1
    before[1:] = here[:-1]
    return np.where(before >= at.first, before, len(mask))


def next_after(mask: np.ndarray, at: Sentences) -> np.ndarray:
    """For each word the next one after it where the mask holds, in its sentence; else -1."""
    n = len(mask)
    here = np.minimum.accumulate(np.where(mask, at.index, n)[::-1])[::-1]
    after = np.empty_like(here)
    after[-1:] = n
    after[:-1] = here[1:]
    return np.where(after < at.stop, after, -1)
