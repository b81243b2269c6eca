"""
A run and its source to a reported clause: the words outside quote marks, and a source within a source.
"""

from __future__ import annotations

from collections.abc import Iterator

from framing.voice.constructions import IMPUTED
from framing.voice.cue_places import CuePlaces
from framing.voice.cues import ATTITUDES, CLASSES
from framing.voice.features import ReadText
from framing.voice.quotes import UNATTRIBUTED
from framing.voice.runs import Run
from framing.voice.sources import Source
from framing.voice.spans import Voice
from framing.voice.speakers import Speakers

_NESTED = 40  # words within which a source within a source is looked for
_FEW = 3  # cues that may be one


def reported(run: Run, source: Source, read: ReadText, cues: CuePlaces, speakers: Speakers) -> Iterator[Voice]:
    """The words of a run from the first to the last that stand outside quote marks, and a source within."""
    if _doubtful(run, source):
        return
    first, last = run.first, run.last
    if run.quoted:
        inside = read.features.inside
        while first < last and inside[first]:
            first += 1
        while first < last and inside[last - 1]:
            last -= 1
    if first == last:
        return
    start, end = read.starts[first], read.ends[last - 1]
    if read.text[start:end] in source.speaker:
        return  # who says it is not what is said
    voice = "imputed" if source.kind == IMPUTED else "indirect"
    yield Voice(start, end, voice, source.kind, source.speaker, source.place, source.rule, round(run.sure, 2))
    nested = _nested(run, source, end, read, cues, speakers)
    if nested:
        yield nested


def _doubtful(run: Run, source: Source) -> bool:
    """Whether the words are rather the author's: nobody is named, or nobody spoke, and the model is not sure."""
    limit = 0.6 if source.speaker == UNATTRIBUTED else 0.5 if source.kind == IMPUTED else 0.0
    return run.sure < limit and not run.quoted


def _nested(run: Run, source: Source, end: int, read: ReadText, cues: CuePlaces, speakers: Speakers) -> Voice | None:
    """A source within: "S said the mayor believes that C"."""
    lowered, inside = read.words.lowered, read.features.inside
    for cue in cues.verbs_in(run.first + 1, min(run.last, run.first + _NESTED))[:_FEW]:
        wanted = CLASSES[cues.classes[cue]] in ATTITUDES
        if wanted or cue == source.cue or cue + 2 >= run.last or lowered[cue + 1] != "that" or inside[cue + 1]:
            continue
        inner = speakers.of(cue, run.first, run.stop, source.speaker)
        if inner in (source.speaker, UNATTRIBUTED):
            return None
        chain, place = f"{source.speaker} > {inner}", (read.starts[cue], read.ends[cue])
        sure = round(run.sure * 0.8, 2)
        return Voice(read.starts[cue + 1], end, "indirect", source.kind, chain, place, "nested", sure)
    return None
