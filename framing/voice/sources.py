"""
Runs to their sources: who words are handed over to, and by which cue.

In go runs of words that are somebody else's; each comes out with its source: the speaker, the cue that stands before,
after or among its words, and the rule. Without a cue it is who spoke shortly before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from framing.voice.constructions import SAID, manner
from framing.voice.cue_places import CuePlaces
from framing.voice.cues import ACCORDING, SAYING, words_of
from framing.voice.features import ReadText
from framing.voice.quotes import UNATTRIBUTED
from framing.voice.runs import Run
from framing.voice.speakers import Speakers
from framing.voice.subjects import head_subject
from framing.voice.words import COLON, DASH

_FURTHER = 2  # sentences that a speaker goes on for without a cue
_SPEAKING = ("person", "body", "document", "country")  # types of speakers whom a name or a subject before a colon is


class Source(NamedTuple):
    """Who a run is handed over to, and by what: a cue word, its place in the text, and a rule."""

    speaker: str
    cue: int | None
    place: tuple[int, int] | None
    kind: str
    rule: str


_NOBODY = Source(UNATTRIBUTED, None, None, SAID, "context")


def with_sources(
    runs: Iterable[Run], read: ReadText, cues: CuePlaces, speakers: Speakers
) -> Iterator[tuple[Run, Source]]:
    """Each run with its source."""
    sources = _Sources(read, cues, speakers)
    speaker, sentence = "", -9
    for run in runs:
        source = sources.of(run, speaker)
        if source.place is None:
            near = speaker if run.sentence - sentence <= _FURTHER else ""
            source = source._replace(speaker=near or UNATTRIBUTED)
        sentence = run.sentence
        if source.speaker != UNATTRIBUTED:
            speaker = source.speaker
        yield run, source


class _Sources:
    """What the sources of a text are read from."""

    def __init__(self, read: ReadText, cues: CuePlaces, speakers: Speakers) -> None:
        self.read, self.cues, self.speakers = read, cues, speakers

    def of(self, run: Run, previous: str) -> Source:
        """Who a run is handed over to, if words in or before its sentence say so."""
        cue, rule = self._cue(run)
        if cue is None and (after := self._asked(run)):
            run, cue, rule = after, self._first_cue(after), "cue-after"
        if cue is None:
            return self._without_cue(run, previous)
        if rule == "nominal":
            speaker = self._owner(cue, run.begin, previous)
        else:
            speaker = self.speakers.of(cue, run.begin, run.stop, previous)
        kind = manner(cue, run, rule, speaker, self.read, self.cues)
        return Source(speaker, cue, self.cues.place(cue, run.stop), kind, rule)

    def _without_cue(self, run: Run, previous: str) -> Source:
        """Who a run without a cue is handed over to: the name before its colon, or who is announced before it."""
        text = self.speakers.text
        colon = next((at for at in range(run.first, run.begin, -1) if text.signs[at] & COLON), None)
        if colon is not None:
            return self._named(text.name_begin(colon, run.begin), colon) or _NOBODY
        if run.quoted and run.last < text.n and text.signs[run.last] & DASH and text.capital[run.last]:
            signed = self._named(run.last, text.name_end(run.last, text.n))  # “The bridge is old.” — Anna Berg
            if signed:
                return signed
        if run.first != run.begin or not run.begin or not self.read.features.inside[run.first]:
            return _NOBODY
        begin, end = self.read.bounds[run.sentence - 1], run.begin
        says = [cue for cue in self.cues.verbs_in(begin, end) if self.cues.classes[cue] in SAYING]
        if not text.signs[end] & COLON and says[-1:] != [end - 1]:
            return _NOBODY
        if says:
            speaker = self.speakers.of(says[-1], begin, end, previous)
            if speaker != UNATTRIBUTED:
                return Source(speaker, says[-1], self.cues.place(says[-1], end), SAID, "announced")
        head = head_subject(text, begin, end) or (0, 0)
        return self._named(text.name_begin(end, begin), end) or self._named(*head) or _NOBODY

    def _named(self, first: int, last: int) -> Source | None:
        """Who is named by words, if it is a person, a body or a document."""
        speaker = self.speakers.resolve(first, last, "") if first < last else ""
        if self.speakers.type_of(speaker) not in _SPEAKING:
            return None
        return Source(speaker, None, (self.read.starts[first], self.read.ends[last - 1]), SAID, "announced")

    def _cue(self, run: Run) -> tuple[int | None, str]:
        """The cue of a run, and the rule: it stands before, after or among its words."""
        verbs, nouns, classes = self.cues.verbs, self.cues.nouns, self.cues.classes
        here, after = bisect_left(verbs, run.first), bisect_left(verbs, run.last)
        left = verbs[here - 1] if here and verbs[here - 1] >= run.begin else None
        right = verbs[after] if after < len(verbs) and verbs[after] < run.stop else None
        near = left is not None and run.first - left <= 3
        if left is not None and classes[left] == ACCORDING:
            return left, "according-to"
        if right is not None and classes[right] == ACCORDING and not near:
            return right, "according-to"
        if left is not None and (near or right is None or run.first - left <= right - run.last):
            return left, "passive" if self._passive(left, run.begin) else "cue-before"
        if right is not None:
            return right, "cue-after"
        if here < after:
            return verbs[here], "cue-among"
        place = bisect_left(nouns, run.stop) - 1
        if place >= 0 and nouns[place] >= run.begin:
            return nouns[place], "nominal"
        return None, "context"

    def _asked(self, run: Run) -> Run | None:
        """What follows “Who pays?” in “Who pays?” asked Anna Berg, which looks like a sentence of its own."""
        read, inside = self.read, self.read.features.inside
        if run.last != run.stop or run.stop >= read.words.n or not inside[run.last - 1] or inside[run.stop]:
            return None
        after = run._replace(first=run.stop, last=run.stop, begin=run.stop, stop=read.bounds[run.sentence + 2])
        cue = None if read.words.paragraph_start[run.stop] else self._first_cue(after)
        return after if cue is not None and cue < run.stop + 6 else None

    def _first_cue(self, run: Run) -> int | None:
        """The first cue of a sentence, if it is one of saying or asking."""
        cue = next(iter(self.cues.verbs_in(run.begin, run.stop)), None)
        return cue if cue is not None and self.cues.classes[cue] in SAYING else None

    def _passive(self, cue: int, begin: int) -> bool:
        """Whether a form of "be" comes right before a past participle."""
        lowered = self.read.words.lowered
        after_be = cue > begin and lowered[cue - 1] in words_of("passive_be")
        return after_be and lowered[cue].endswith(("ed", "en", "id", "ld"))

    def _owner(self, noun: int, begin: int, previous: str) -> str:
        """Whose a claim or an idea is: the name before it, or who spoke last."""
        text, last = self.speakers.text, noun
        if self.read.words.lowered[noun - 1] == "s":
            last = noun - 1  # "Ankara's wish"
        first = text.name_begin(last, begin) if last > begin else last
        speaker = self.speakers.resolve(min(first, last - 1), last, previous) if last > begin else UNATTRIBUTED
        return speaker if speaker != UNATTRIBUTED and speaker[:1].isupper() else previous or UNATTRIBUTED
