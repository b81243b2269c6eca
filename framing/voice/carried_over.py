"""
Sentences that go on with reported speech to voices: "Moreover, the road is closed".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from framing.voice.constructions import SAID
from framing.voice.cue_places import CuePlaces
from framing.voice.cues import CLASSES, words_of
from framing.voice.features import ReadText
from framing.voice.runs import Run
from framing.voice.sources import Source
from framing.voice.spans import Voice

_SHORT = 3  # words of a sentence that goes on with nothing


def carried_over(attributed: Iterable[tuple[Run, Source]], read: ReadText, cues: CuePlaces) -> Iterator[Voice]:
    """Sentences of nobody else's that open with "And", "Moreover" and the like after one that ends in a report."""
    taken: set[int] = set()
    speakers: dict[int, str] = {}  # who sentences end with
    for run, source in attributed:
        taken.add(run.sentence)
        if _ends_in_report(run, source, read, cues):
            speakers[run.sentence] = source.speaker
    openers, words = words_of("carry"), read.words
    for here in range(1, len(read.bounds) - 1):
        begin, stop = read.bounds[here], read.bounds[here + 1]
        if here - 1 not in speakers or words.lowered[begin] not in openers:
            continue
        free = here not in taken and not read.in_turn[begin] and not words.paragraph_start[begin]
        if free and stop - begin > _SHORT:
            speaker = speakers[here] = speakers[here - 1]
            start, end = read.starts[begin], read.ends[stop - 1]
            yield Voice(start, end, "indirect", "speech", speaker, None, "carried-over", 0.35)


def _ends_in_report(run: Run, source: Source, read: ReadText, cues: CuePlaces) -> bool:
    """Whether a sentence ends in reported speech, which the next may carry on."""
    says = source.cue is not None and CLASSES[cues.classes[source.cue]] in ("say", "according")
    return says and source.kind == SAID and run.last == run.stop and not read.features.inside[run.last - 1]
