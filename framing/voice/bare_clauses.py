"""
Cues to the clauses that they report without "that": in "Anna Berg said Oslo wanted a bridge" it begins at "Oslo".

In goes a text that has been read; out come the cue verbs that a subject and a finite verb follow without any sign
between, each with the first word of the subject, the finite verb, and where the clause stops.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from framing.voice.cue_places import CuePlaces
from framing.voice.cues import CLASSES, FORM_NAMES, VERBS, vocabulary, words_of
from framing.voice.features import ReadText
from framing.voice.words import EDGE, QUOTE

_LONG = 12  # words of a subject
_CUES = (CLASSES.index("say"), CLASSES.index("think"))
_OPENS = CLASSES.index("determiner")
_WITHIN = ("other", "role", "preposition", "determiner", "coordinator", "attitude", "thought", "utterance")
_BASE, _S, _PAST, _ING = (FORM_NAMES.index(form) for form in ("base", "s", "past", "ing"))


class BareClause(NamedTuple):
    """A clause right after its cue: the cue, the first word of its subject, its finite verb, and where it stops."""

    cue: int
    first: int
    verb: int
    stop: int


def bare_clauses(read: ReadText, cues: CuePlaces) -> Iterator[BareClause]:
    """The clauses of a text that begin with a name or with "the", right after a cue, or a day after it."""
    words, signs, inside = read.words, read.words.before, read.features.inside
    for cue in [cue for cue in cues.verbs if cues.classes[cue] in _CUES]:
        stop = read.bounds[int(read.features.sentence[cue]) + 1]
        if cue + 2 >= stop or words.lowered[cue] in words_of("no_clause") or not _is_verb(read, cue):
            continue
        first = cue + 1
        if words.lowered[first] in words_of("date"):
            first += 1
        begins = first < stop and (words.capital[first] or read.features.cls[first] == _OPENS)
        if not begins or (signs[cue + 1 : first + 1] & EDGE).any() or inside[first]:
            continue
        verb = _finite_verb(read, first, stop)
        if verb:
            edges = np.flatnonzero((signs[verb:stop] & EDGE > 0) | (inside[verb:stop]))
            yield BareClause(cue, first, verb, verb + int(edges[0]) if len(edges) else stop)


def _is_verb(read: ReadText, cue: int) -> bool:
    """Whether a cue is no noun ("remarks | Anna Berg made", "Secretary of State"): its form fits what stands before."""
    words, form = read.words, vocabulary().form[read.words.number[cue]]
    before = cue - 1
    while before > 0 and words.lowered[before].endswith("ly"):
        before -= 1
    if words.capital[cue] or read.features.starts[cue] or form == _ING:
        return False
    which = CLASSES[read.features.cls[before]]
    if form == _PAST:
        return which != "be" or words.lowered[before] in words_of("had")
    named = words.capital[before] and words.lowered[before] not in words_of("opener", "no_name")
    single = named or words.lowered[before] in words_of("single_subject") or which == "role"
    return single if form == _S else which != "other" or words.lowered[before].endswith("s")


def _finite_verb(read: ReadText, first: int, stop: int) -> int:
    """The finite verb after the subject that begins here; 0 where something else comes first."""
    words, cls, form = read.words, read.features.cls, vocabulary().form[read.words.number]
    named = words.capital[first]  # every word so far is of a name
    for at in range(first + 1, min(stop, first + _LONG + 1)):
        which, word = CLASSES[cls[at]], words.lowered[at]
        if read.features.inside[at]:
            return at if which in ("be", "modal", "negator") and not words.before[at] & EDGE & ~QUOTE else 0
        if words.before[at] & EDGE:
            return 0
        if words.capital[at] and word not in words_of("title"):
            continue
        if which in ("be", "modal", "negator") and word != "s":
            return at
        previous = CLASSES[cls[at - 1]]
        if which in VERBS and (previous == "determiner" or words.lowered[at - 1] == "s"):
            which = "other"  # "Anna Berg's demand", "the wish"
        finite = word in words_of("finite") or (which in VERBS and form[at] in (_S, _PAST))
        plural = form[at] == _BASE and words.lowered[at - 1].endswith("s")  # "Republicans support"
        if (named and (word.endswith("ed") or (which in VERBS and plural))) or (
            (named or previous in ("other", "role")) and finite
        ):
            return at
        if which == "adverb" or word.endswith("ly"):
            continue
        named = False
        joined = previous in ("preposition", "coordinator")
        if word != "s" and which not in _WITHIN and not (which == "pronoun" and joined):
            return 0
        if which == "determiner" and not joined:
            return 0  # "told Anna Berg | the bridge was closed"
    return 0
