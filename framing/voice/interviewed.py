"""
Turns of an interview to voices: direct speech as a whole, and whom somebody reports in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from framing.voice.constructions import SAID
from framing.voice.cue_places import CuePlaces
from framing.voice.cues import ACCORDING, ATTITUDES, CLASSES, words_of
from framing.voice.features import ReadText
from framing.voice.spans import Voice
from framing.voice.speakers import Speakers
from framing.voice.words import COMMA


def interviewed(read: ReadText, cues: CuePlaces, speakers: Speakers) -> Iterator[Voice]:
    """The turns of a text, whatever the model says of their words, each with the sources named in it."""
    for turn in read.turns:
        first, last = read.within(turn.start, turn.end)
        if last > first:
            told = turn.speaker, turn.cue, turn.rule, turn.confidence
            yield Voice(turn.start, turn.end, "direct", "interview_turn", *told)
            for cue in cues.verbs_in(first, last):
                reported = _told(cue, first, last, turn.speaker, read, cues, speakers)
                if reported:
                    yield reported


def _told(
    cue: int, first: int, last: int, teller: str, read: ReadText, cues: CuePlaces, speakers: Speakers
) -> Voice | None:
    """Whom somebody reports in a turn: "Western media write that C", "According to Anna Berg, C"."""
    lowered, signs, sentence = read.words.lowered, read.words.before, read.features.sentence[cue]
    begin, stop = read.bounds[sentence], min(read.bounds[sentence + 1], last)
    if cues.classes[cue] == ACCORDING:
        start = next((at for at in range(cue + 2, stop) if signs[at] & COMMA), stop)
    else:
        start = cue + 1 if lowered[cue + 1 : cue + 2] == ["that"] else stop
    if start + 2 >= stop or read.features.inside[start]:
        return None
    inner = speakers.of(cue, max(begin, first), stop, "")
    imputed = CLASSES[cues.classes[cue]] in ATTITUDES  # what somebody is said to want is told by who speaks
    if imputed or not inner[:1].isupper() or inner.lower() in words_of("unnamed") or inner == teller:
        return None
    place, chain = (read.starts[cue], read.ends[cue]), f"{teller} > {inner}"
    return Voice(read.starts[start], read.ends[stop - 1], "indirect", SAID, chain, place, "nested", 0.6)
