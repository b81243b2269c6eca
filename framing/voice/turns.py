"""
Text to turns of an interview: paragraphs that a dash opens, each with who speaks in it.

In goes a text; out come its turns. A label (“SP”: –), the last name before a colon (Anna Berg told us:) or the turn
before says who speaks.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from framing.voice.cues import SAYING, vocabulary, words_of
from framing.voice.quotes import UNATTRIBUTED
from framing.voice.words import EDGE, Paragraphs, Words

FOOTNOTE = re.compile(r"[ \t]*[*†‡•]")
_LABELLED = re.compile(
    r"[ \t]*(?:[\"“„«»”](?P<label>[^\"“”„«»\n]{1,40})[\"”“»«]|(?P<name>[^\W\d_][\w.'’ -]{0,40}))"
    r"[ \t]?:[ \t]*[–—―-][ \t]"
)
_DASHED = re.compile(r"[ \t]*[–—―][ \t]+(?=\S)")
_ANY_TURN = re.compile(r"[–—―][ \t]|:[ \t]*-[ \t]")
_FAR = 80  # words from a cue of saying to the colon it introduces
_BEFORE = 12  # words before such a cue in which a name may stand


@dataclass(slots=True)
class Turn:
    """A turn of an interview, ``text[start:end]``, who speaks in it, and the place of what says so."""

    start: int
    end: int
    speaker: str
    cue: tuple[int, int] | None


def turns_of(text: str, words: Words, paragraphs: Paragraphs) -> list[Turn]:
    """Turns of an interview: a paragraph that a dash opens, after a label, a cue and a colon, or another turn."""
    turns: list[Turn] = []
    if not _ANY_TURN.search(text):
        return turns
    answerer, cue = "", None
    says = np.flatnonzero(np.isin(vocabulary().cls[words.number], SAYING)).tolist()
    for (begin, end), (first, last) in zip(pairwise(paragraphs.places), pairwise(paragraphs.words), strict=True):
        stop = begin + len(text[begin:end].rstrip())
        if stop <= begin:
            continue
        labelled = _LABELLED.match(text, begin, stop)
        if labelled:
            speaker = (labelled["label"] or labelled["name"]).strip()
            here = labelled.start("label") - 1 if labelled["label"] else labelled.start("name")
            turns.append(Turn(here, stop, speaker, (here, labelled.end() - 1)))
            continue
        dashed = _DASHED.match(text, begin, stop)
        if dashed and (turns or answerer):
            at = begin + len(text[begin:stop]) - len(text[begin:stop].lstrip())
            turns.append(Turn(at, stop, answerer or UNATTRIBUTED, cue))
        elif turns and not FOOTNOTE.match(text, begin, stop):
            # an answer goes on over paragraphs while an interview is under way
            turns[-1].end = stop
        elif turns:
            break
        if not turns:
            answerer, cue = _introduced(text, words, says, first, last) if text[stop - 1] == ":" else ("", None)
    return turns


def _introduced(text: str, words: Words, says: list[int], first: int, last: int) -> tuple[str, tuple[int, int] | None]:
    """Who is to speak after a paragraph that ends in a colon: the last name in it, if a cue is there."""
    place = bisect_left(says, last) - 1
    if place < 0 or says[place] < max(first, last - _FAR):
        return "", None
    at = says[place]
    names = _names(words, at + 1, last) or _names(words, max(first, at - _BEFORE), at)
    if not names:
        return "", None
    a, z = names[-1]
    return text[words.start[a] : words.end[z - 1]], (int(words.start[at]), int(words.end[at]))


def _names(words: Words, first: int, last: int) -> list[tuple[int, int]]:
    """Runs of capitalised words, small words of names among them, as (first, past the last) word."""
    within = words_of("within_names")
    runs: list[tuple[int, int]] = []
    i = first
    while i < last:
        if not words.capital[i]:
            i += 1
            continue
        j = i + 1
        while j < last and words.start[j] - words.end[j - 1] <= 2 and not words.before[j] & EDGE:
            if words.capital[j]:
                j += 1
            elif words.lowered[j] in within and j + 1 < last and words.capital[j + 1]:
                j += 2
            else:
                break
        runs.append((i, j))
        i = j
    return runs
