"""
Sentences, segments and paragraphs to columns: how many cues they have, how they begin and end, how much is quoted.
"""

from __future__ import annotations

import numpy as np

from framing.voice.columns import COUNTS, FAR, LOOKS, YES, Column, Columns, Seen, beside, how_far, printed_labels
from framing.voice.cues import CLASSES
from framing.voice.sentences import Cues, Sentences, which
from framing.voice.words import SIGNS, Words

_FINITE = which("be", "modal")
PARTS = ("none", "some", "all")
PLACES = ("0", "1", "2", "3", "4-")
_SIZES = tuple(map(str, range(13)))  # words of a segment; the last stands for more
_QUARTERS = ("0", "-1/4", "-1/2", "-3/4", "-1")


def sentence_columns(seen: Seen, at: Sentences, cues: Cues, inside: np.ndarray) -> Columns:
    """The sentence: how many cues it has, how much of it is quoted, how long it is; and the same of its neighbours."""

    def count(mask: np.ndarray) -> np.ndarray:
        return np.add.reduceat(mask, at.begin, dtype=np.int32)

    words_quoted = count(inside)
    quoted = (words_quoted > 0).astype(np.int32) + (words_quoted >= at.size)
    says = np.minimum(count(cues.say), 3)
    own = seen.cls[:-1] == CLASSES.index("own")
    yield "sentence.says", Column(says, COUNTS, "sentence")
    yield "sentence.verbs", Column(np.minimum(count(cues.verb), 3), COUNTS, "sentence")
    yield "sentence.nouns", Column(np.minimum(count(cues.noun), 3), COUNTS, "sentence")
    yield "sentence.own", Column(np.minimum(count(own), 3), COUNTS, "sentence")
    yield "sentence.quoted", Column(quoted, PARTS, "sentence")
    yield "sentence.first", Column(seen.printed[at.begin], printed_labels(), "sentence")
    yield "sentence.place", Column(how_far(at.index - at.first + 1), FAR)
    yield "sentence.left", Column(how_far(at.stop - at.index), FAR)
    yield "previous.says", Column(beside(says, 1, 0), COUNTS, "sentence")
    yield "previous.quoted", Column(beside(quoted, 1, 0), PARTS, "sentence")
    yield "next.says", Column(beside(says, -1, 0), COUNTS, "sentence")
    yield "next.quoted", Column(beside(quoted, -1, 0), PARTS, "sentence")


def segment_columns(seen: Seen, at: Sentences, cues: Cues, first: np.ndarray) -> Columns:
    """
    The segments that begin so: the word each opens with, the signs around it, its length, whether it has a verb.

    With them, of each word, which of its segment it is.
    """
    n = len(at.index)
    last = np.append(first[1:], n)[: len(first)] - 1
    begun = np.zeros(n, dtype=np.int32)
    begun[first] = first
    look = seen.look[first]
    finite = _FINITE[seen.cls[:-1]] | (seen.look == LOOKS.index("-ed"))
    says = (np.add.reduceat(cues.say, first) > 0).astype(np.int32)
    yield "segment.first", Column(seen.printed[first], printed_labels(), "segment")
    yield "segment.look", Column(look, LOOKS, "segment")
    yield "segment.look-1", Column(beside(look, 1, 0), LOOKS, "segment")
    yield "segment.look+1", Column(beside(look, -1, 0), LOOKS, "segment")
    yield "segment.size", Column(np.minimum(last - first + 1, len(_SIZES) - 1), _SIZES, "segment")
    yield "segment.finite", Column((np.add.reduceat(finite, first) > 0).astype(np.int32), YES, "segment")
    yield "segment.says", Column(says, YES, "segment")
    yield "segment.says-1", Column(beside(says, 1, 0), YES, "segment")
    yield "segment.says+1", Column(beside(says, -1, 0), YES, "segment")
    yield "segment.left", Column(seen.before[first], SIGNS, "segment")
    yield "segment.right", Column(seen.after[last], SIGNS, "segment")
    yield "segment.at", Column(np.minimum(at.index - np.maximum.accumulate(begun), 6), _SIZES[:7])


def paragraph_columns(at: Sentences, words: Words, cues: Cues, inside: np.ndarray) -> Columns:
    """The paragraph of each sentence: which of it the sentence is, its cues, how much is quoted; what was before."""
    begin = np.flatnonzero(words.paragraph_start)
    number = (np.cumsum(words.paragraph_start) - 1)[at.begin]
    size = np.diff(np.append(begin, words.n))
    quoted = np.ceil(4 * np.add.reduceat(inside, begin) / size).astype(np.int32)
    says = np.minimum(np.add.reduceat(cues.say, begin, dtype=np.int32), len(PLACES) - 1)
    place = np.arange(len(at.begin)) - np.searchsorted(at.begin, begin)[number]
    ended = inside[np.append(at.begin[1:], words.n)[: len(at.begin)] - 1].astype(np.int32)
    yield "paragraph.sentence", Column(np.clip(place, 0, len(PLACES) - 1), PLACES, "sentence")
    yield "paragraph.says", Column(says[number], PLACES, "sentence")
    yield "paragraph.quoted", Column(quoted[number], _QUARTERS, "sentence")
    yield "previous.ends", Column(beside(ended, 1, 0), ("plain", "quoted"), "sentence")
