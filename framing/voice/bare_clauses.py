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
_VERBAL = ("be", "modal", "negator")
_WITHIN = ("other", "role", "preposition", "coordinator", "attitude", "thought", "utterance")
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
    signs, capital, inside = read.words.before, read.words.capital, read.features.inside
    named = capital[first]  # whether every word so far is of a name
    for at in range(first + 1, min(stop, first + _LONG + 1)):
        if signs[at] & EDGE & ~(QUOTE if inside[at] else 0):
            return 0
        if capital[at] and not inside[at]:
            continue
        which = _class_within(read, at)
        if which in _VERBAL:
            return at
        if inside[at]:
            return 0
        if _is_finite(read, at, which, named=named):
            return at
        if which != "adverb" and not read.words.lowered[at].endswith("ly"):
            named = False
            if not _goes_on(read, at, which):
                return 0
    return 0


def _class_within(read: ReadText, at: int) -> str:
    """The class of a word in a subject, where "s" is a genitive, and what a determiner or a genitive opens a noun."""
    which, before = CLASSES[read.features.cls[at]], CLASSES[read.features.cls[at - 1]]
    owned = which in VERBS and (before == "determiner" or read.words.lowered[at - 1] == "s")
    return "other" if owned or read.words.lowered[at] == "s" else which


def _is_finite(read: ReadText, at: int, which: str, *, named: bool) -> bool:
    """Whether a word after a name or a noun is a finite verb: a known one, or one in -ed after a name."""
    words, form = read.words, vocabulary().form[read.words.number[at]]
    cue = which in VERBS
    if named:
        plural = words.lowered[at - 1].endswith("s")  # "Republicans support"
        if words.lowered[at].endswith("ed") or (cue and form == _BASE and plural):
            return True
    elif CLASSES[read.features.cls[at - 1]] not in ("other", "role"):
        return False
    return words.lowered[at] in words_of("finite") or (cue and form in (_S, _PAST))


def _goes_on(read: ReadText, at: int, which: str) -> bool:
    """Whether a subject goes on with a word; not so in "told Anna Berg | the bridge was closed"."""
    joined = CLASSES[read.features.cls[at - 1]] in ("preposition", "coordinator")
    return joined if which in ("determiner", "pronoun") else which in _WITHIN
