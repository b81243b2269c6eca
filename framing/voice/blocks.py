"""
Runs of one quotation over several paragraphs to runs with one source: whoever is named at any of its paragraphs.

In go runs with their sources; out come the same, but that a quotation of several paragraphs, each with an opening mark
and only the last with a closing one, has one source: before its colon, beside any of its paragraphs, or right after it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from framing.voice.cue_places import CuePlaces
from framing.voice.cues import SAYING, words_of
from framing.voice.features import ReadText
from framing.voice.quotes import UNATTRIBUTED
from framing.voice.runs import Run
from framing.voice.sources import Source
from framing.voice.speakers import Speakers
from framing.voice.words import COLON

Sourced = Sequence[tuple[Run, Source]]


def in_blocks(attributed: Sourced, read: ReadText, cues: CuePlaces, speakers: Speakers) -> list[tuple[Run, Source]]:
    """Runs with their sources; those of one quotation without a cue of their own have the source of the whole."""
    members: defaultdict[int, list[int]] = defaultdict(list)  # runs by the first quotation of their block
    blocks = _blocks(read)
    if not blocks:
        return list(attributed)
    ends = {first: quote for quote, first in blocks.items()}  # the last quotation of each
    for number, (run, _) in enumerate(attributed):
        quotes = set(read.quoted[run.first : run.last].tolist()) if run.quoted else ()
        for quote in sorted(quotes):
            if quote in blocks:
                members[blocks[quote]].append(number)
    found = list(attributed)
    for first, numbers in members.items():
        source = next((found[i][1] for i in numbers if found[i][1].place is not None), None)
        source = source or _beside(first, ends[first], read, cues, speakers)
        if source and source.speaker != UNATTRIBUTED:
            for i in numbers:
                if found[i][1].place is None:
                    found[i] = found[i][0], source
    return found


def _blocks(read: ReadText) -> dict[int, int]:
    """The quotations that open a paragraph or go on over several, by number, with the first of their block."""
    blocks: dict[int, int] = {}
    for number, quote in enumerate(read.quotes):
        before = read.quotes[number - 1] if number else None
        if quote.continues and before and not before.matched:
            blocks[number] = blocks.setdefault(number - 1, number - 1)
        elif quote.kind == "speech" and read.words.paragraph_start[quote.first]:
            blocks[number] = number
    return blocks


def _beside(first: int, last: int, read: ReadText, cues: CuePlaces, speakers: Speakers) -> Source | None:
    """Who is named before the colon that a block follows (Anna Berg said:), or right after (So said Anna Berg)."""
    begin, end, words = read.quotes[first].first, read.quotes[last].last + 1, read.words
    if begin and words.before[begin] & COLON:
        sentence = int(read.features.sentence[begin - 1])
        start = read.bounds[sentence]
        says = [cue for cue in cues.verbs_in(start, begin) if cues.classes[cue] in SAYING]
        return _source(says[-1], start, begin, read, speakers) if says else None
    if end + 1 < words.n and words.paragraph_start[end] and _points_back(end, read, cues):
        stop = read.bounds[int(read.features.sentence[end]) + 1]
        says = [cue for cue in cues.verbs_in(end, stop) if cues.classes[cue] in SAYING]
        puts = [i for i in range(end, stop - 1) if words.lowered[i] in ("put", "puts") and words.lowered[i + 1] == "it"]
        cue = next(iter(says + puts), None)
        return _source(cue, end, stop, read, speakers) if cue is not None else None
    return None


def _points_back(at: int, read: ReadText, cues: CuePlaces) -> bool:
    """Whether a sentence begins with "That is", or with "So said"."""
    opener, then = read.words.lowered[at : at + 2]
    if opener in words_of("inverts"):
        return cues.classes[at + 1] in SAYING
    return opener in words_of("points_back") and then in words_of("passive_be")


def _source(cue: int, begin: int, stop: int, read: ReadText, speakers: Speakers) -> Source:
    speaker = speakers.of(cue, begin, stop, "")
    return Source(speaker, cue, (read.starts[cue], read.ends[cue]), "speech", "cue-beside")
