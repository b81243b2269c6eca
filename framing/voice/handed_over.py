"""
Log odds to words that are somebody else's: what the model says, mended by rules about clauses and quotations.

In go a text that has been read and the log odds of each word; out comes which words are handed over to somebody else.
Rules close the gaps that a judgement word by word leaves, and say which quotations hold the author's own words.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from framing.voice.attribution import means
from framing.voice.bare_clauses import bare_clauses
from framing.voice.cue_places import CuePlaces
from framing.voice.cues import CLASSES, SAYING, words_of
from framing.voice.features import ReadText
from framing.voice.quotes import Quote
from framing.voice.sentences import which
from framing.voice.words import COMMA, EDGE

_THRESHOLD = -0.2  # log odds: a little below even, because much attributed text has no near cue
_BY_RULE = 1.0  # log odds
_GAP = 6  # words that may interrupt a reported clause
_NEXT = 3  # words from a finite verb on, of which one is reported if the clause is
_AS = 14  # words between "as" and its verb
_OWN = ("name", "label", "mention", "scare_quote")  # kinds of quotation that hold the author's own words
_WISH = -1.0  # log odds that a verb hands over what follows, for a wish with "to"
_WISHES = which("want", "attitude", "thought")
_CLAUSES = ("be", "modal", "relative", "subordinator", "that")  # classes of words that end a wish
_NAMED_BEFORE = ("named-so", "title")  # rules by which quote marks go with the words before them
_NOUN = 7  # words of an apposition up to its relative clause: "a small country that"
_VERBAL = ("modal", "be", "negator", "to")  # classes of words that open a verb phrase


class HandedOver(NamedTuple):
    """
    Whose the words of a text are.

    Of each word whether it is somebody else's, turns of interviews apart, and the log odds of that; of each quotation
    whether its words are the author's ``own``; the last place, for words in none, is not.
    """

    foreign: np.ndarray
    odds: np.ndarray
    own: np.ndarray


def handed_over(read: ReadText, cues: CuePlaces, odds: np.ndarray) -> HandedOver:
    """Which words are somebody else's, by the log odds of each and by rules."""
    foreign = odds > _THRESHOLD
    _without_lone_words(foreign, read)
    _up_to_commas(foreign, read)
    judged_so = foreign.copy()
    _made_clear(foreign, read, cues)
    _after_as(foreign, read)
    _wished(foreign, read)
    _from_the_subject(foreign, read, cues)
    # What a rule adds is as sure as the rule, whatever the model says of it.
    sure = np.where(foreign & ~judged_so, np.maximum(odds, _BY_RULE), odds)
    _through_that_clauses(foreign, read)
    _without_appositions(foreign, read)
    _without_who_speaks(foreign, read)
    by_quote = means(odds, read.quoted + 1, len(read.quotes) + 1)[1:]
    own = _own_quotations(read, by_quote)
    within = _within_report(foreign, read, own, by_quote)
    foreign = np.where(read.features.inside, (~own | within)[read.quoted], foreign)
    return HandedOver(foreign & ~read.in_turn, sure, own)


# Clauses: each rule changes ``foreign`` in place


def _without_lone_words(foreign: np.ndarray, read: ReadText) -> None:
    """A single word between two that are judged alike is as they are; "the" is as its noun."""
    sentence, verb = read.features.sentence, read.features.verb
    same = (sentence[:-2] == sentence[2:]) & (sentence[:-2] == sentence[1:-1])
    lone = same & (foreign[:-2] == foreign[2:]) & (foreign[1:-1] != foreign[:-2]) & ~verb[1:-1]
    foreign[1:-1] ^= lone
    begins = np.flatnonzero(read.features.starts[:-1])
    article = begins[read.features.cls[begins] == CLASSES.index("determiner")]
    foreign[article] = foreign[article + 1]


def _up_to_commas(foreign: np.ndarray, read: ReadText) -> None:
    """In "C, S said" what is reported reaches the comma."""
    sentence = read.features.sentence
    signs, marked = read.words.before.tolist(), foreign.tolist()
    for cue in np.flatnonzero(read.features.say).tolist():
        edge = next((at for at in range(cue, max(cue - 4, 2), -1) if signs[at] & EDGE), None)
        if edge is None:
            continue
        last = edge - 1
        whole = signs[edge] & COMMA and not (signs[last] | signs[last - 1]) & EDGE
        if whole and not marked[last] and (marked[last - 1] or marked[last - 2]):
            foreign[last - 1 : edge] = sentence[last - 1] == sentence[edge]


def _made_clear(foreign: np.ndarray, read: ReadText, cues: CuePlaces) -> None:
    """In "S made it clear that C" what follows "clear" is reported."""
    for clear in cues.phrases.values():
        foreign[clear + 1 : read.bounds[read.features.sentence[clear] + 1]] = True


def _after_as(foreign: np.ndarray, read: ReadText) -> None:
    """In "As S stated, C" what follows the comma is reported; the name may stand behind its verb."""
    lowered, signs, capital = read.words.lowered, read.words.before, read.words.capital
    for cue, stop in _says(read):
        begin = read.bounds[int(read.features.sentence[cue])]
        if cue - begin >= _AS or "as" not in lowered[begin : begin + 2] or lowered[cue].endswith("ing"):
            continue
        end = cue + 1
        while end < stop and capital[end] and not signs[end] & EDGE:
            end += 1
        if end < stop and signs[end] & COMMA and lowered[end] not in words_of("goes_on_about_name"):
            foreign[end:stop] = True


def _wished(foreign: np.ndarray, read: ReadText) -> None:
    """In "S plans to do C", "S's wish to do C" what follows is wished, up to the end of its clause."""
    lowered, signs, features = read.words.lowered, read.words.before, read.features
    kinds = features.cls.tolist()
    for cue in features.cues[_WISHES[features.cls[features.cues]]].tolist():
        stop = read.bounds[int(features.sentence[cue]) + 1]
        if lowered[cue + 1 : cue + 2] != ["to"] or cue + 3 > stop or features.inside[cue + 1]:
            continue
        own = features.noun[cue] and lowered[cue - 1] in words_of("of_noun")
        if own or (features.verb[cue] and features.odds["forward"][cue] > _WISH):
            ends = (at for at in range(cue + 3, stop) if signs[at] & EDGE or CLASSES[kinds[at]] in _CLAUSES)
            foreign[cue + 1 : next(ends, stop)] = True


def _from_the_subject(foreign: np.ndarray, read: ReadText, cues: CuePlaces) -> None:
    """In "S said Oslo wanted a bridge" the clause begins at "Oslo"; after a cue of saying it is one in any case."""
    for clause in bare_clauses(read, cues):
        if cues.classes[clause.cue] in SAYING:
            foreign[clause.verb : clause.stop] = True
        if read.features.inside[clause.verb] or foreign[clause.verb : clause.verb + _NEXT].any():
            foreign[clause.first : clause.verb + 1] = True


def _through_that_clauses(foreign: np.ndarray, read: ReadText) -> None:
    """After "S said that" small gaps close, and a verb phrase joined on by "but will" goes on with the clause."""
    lowered, signs, say = read.words.lowered, read.words.before, read.features.say
    kinds, joins = read.features.cls.tolist(), words_of("joins_verb")
    mended = 0  # where the last sentence ends that was gone through; a later clause of it has nothing left to mend
    for cue, stop in _says(read):
        that = next((at for at in range(cue + 1, min(cue + 4, stop)) if lowered[at] == "that"), None)
        if stop == mended or that is None or not foreign[that : that + 4].any():
            continue
        mended = stop
        for at in range(that + 2, stop - 1):
            joined = lowered[at] in joins and CLASSES[kinds[at + 1]] in _VERBAL
            if joined and foreign[at - 1] and not foreign[at]:
                end = next((i for i in range(at + 1, stop) if signs[i] & EDGE), stop)
                foreign[at:end] = True
        marked = np.flatnonzero(foreign[that:stop]) + that
        for left, right in pairwise(marked.tolist()):
            if 1 < right - left <= _GAP + 1 and not say[left + 1 : right].any():
                foreign[left:right] = True


def _without_who_speaks(foreign: np.ndarray, read: ReadText) -> None:
    """In “C,” said a guard known as “Shorty”, who speaks is not what is said."""
    quoted, signs, cls = read.quoted, read.words.before, read.features.cls
    opens = read.words.capital | (cls == CLASSES.index("determiner"))
    for cue, stop in _says(read):
        spoken = cue and quoted[cue - 1] >= 0 and read.quotes[quoted[cue - 1]].kind not in _OWN
        if spoken and cue + 1 < stop and opens[cue + 1] and not signs[cue + 1] & EDGE:
            end = cue + 2
            while end < stop and not signs[end] & EDGE and CLASSES[cls[end]] != "that":
                end += 1
            foreign[cue + 1 : end] = False


def _without_appositions(foreign: np.ndarray, read: ReadText) -> None:
    """In "S said that Armenia, a country that has moved west, C" the author says what kind of country it is."""
    lowered, signs, inside = read.words.lowered, read.words.before, read.features.inside
    for first in np.flatnonzero(((signs & COMMA) > 0) & foreign & ~inside).tolist():
        if lowered[first] not in words_of("apposes") or not (first and read.words.capital[first - 1]):
            continue
        stop = read.bounds[int(read.features.sentence[first]) + 1]
        end = next((at for at in range(first + 1, stop) if signs[at] & EDGE), stop)
        if any(word in words_of("relative", "that") for word in lowered[first + 2 : first + _NOUN]):
            foreign[first:end] = False


def _says(read: ReadText) -> Iterator[tuple[int, int]]:
    """Cues of saying, each with the end of its sentence."""
    cues = np.flatnonzero(read.features.say)
    for cue, sentence in zip(cues.tolist(), read.features.sentence[cues].tolist(), strict=True):
        yield cue, read.bounds[sentence + 1]


# Quotations


def _own_quotations(read: ReadText, odds: np.ndarray) -> np.ndarray:
    """
    Which quotations hold the author's own words; the last place, for words in none, does not.

    The odds, one for each quotation, settle what is scare quote and what part of somebody's sentence.
    """
    own = np.zeros(len(read.quotes) + 1, dtype=bool)
    for i, quote in enumerate(read.quotes):
        if quote.kind == "scare_quote" and odds[i] > 0.8 and not _so_named(read, quote):
            quote.kind = "partial_quote"
        elif quote.kind == "partial_quote" and odds[i] < -1:
            quote.kind = "scare_quote"
        own[i] = quote.kind in _OWN
    return own


def _so_named(read: ReadText, quote: Quote) -> bool:
    """Whether a word in quote marks is only what somebody is called: the “allies”; but not: called the “allies”."""
    before = read.words.lowered[max(quote.first - 4, 0) : quote.first]
    classes = (CLASSES[cls] for cls in read.features.cls[max(quote.first - 4, 0) : quote.first].tolist())
    said = any(cls in ("say", "judge") for cls in classes) or any(word.startswith("call") for word in before)
    return quote.last == quote.first and before[-1:] != [] and before[-1] in words_of("pointing") and not said


def _within_report(foreign: np.ndarray, read: ReadText, own: np.ndarray, odds: np.ndarray) -> np.ndarray:
    """Which of the author's quotations stand within reported words, which report them as well."""
    starts, n = read.features.starts, read.words.n
    within = np.zeros(len(own), dtype=bool)
    for i in np.flatnonzero(own[:-1] & (odds > 0)).tolist():
        first, last = read.quotes[i].first, read.quotes[i].last + 1
        within[i] = (first > 0 and foreign[first - 1] and not starts[first]) or (
            last < n and foreign[last] and not starts[last] and read.quotes[i].rule not in _NAMED_BEFORE
        )
    return within
