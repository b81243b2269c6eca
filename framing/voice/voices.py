"""
Text to voices: whose words these are, by whom, and what in the text says so.

Words are the author's own unless a **voice** covers them. Quote marks, dash-led interview turns and cue words
("said", "according to", "hopes") hand words over; a linear model over readable features of the clause decides how far.

===============  ====================================================================================
voice            words that are
===============  ====================================================================================
``direct``       quoted: in quote marks, or in a dash-led turn of an interview
``indirect``     reported without quote marks: said, written, thought, wanted
``author``       the author's own although in quote marks: names, labels, scare quotes, words mentioned
===============  ====================================================================================

In goes a text; out come its voices, spans that may nest. Cue words are data, see ``cues``; so are the model's
weights, see ``attribution``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from framing.errors import FramingError, unknown
from framing.voice.attribution import Weights, judged, means, standard_weights
from framing.voice.cues import ACCORDING, CLASSES, vocabulary
from framing.voice.features import ReadText
from framing.voice.quotes import UNATTRIBUTED, Quote
from framing.voice.speakers import Speakers
from framing.voice.words import COMMA, EDGE

VOICES = ("direct", "indirect", "author")
_IMPUTED = ("seem", "think", "want", "know", "attitude", "thought")
_OWN = ("name", "label", "mention", "scare_quote")  # kinds of quotation that hold the author's own words
_GAP = 6  # words that may interrupt a reported clause
_SCRAP, _SURE = 4, 0.56  # words by themselves that are handed over only if the model is so sure
_AS = 14  # words between "as" and its verb
_POINTING = frozenset(("the", "these", "those", "such", "their", "its", "our", "his", "her"))
_TELLER = frozenset(("i", "we", "you", "it"))
_BY_RULE = 1.0  # log odds
_MAKE = frozenset(("make", "makes", "made", "making"))
_BE = ("is", "are", "was", "were", "be", "been", "being")
_VERBAL = ("modal", "be", "negator", "to")
_THRESHOLD = -0.2  # log odds: a little below even, because much attributed text has no near cue
_FURTHER = 2  # sentences that a speaker goes on for without a cue
_NESTED = 40  # words within which a source within a source is looked for


@dataclass(frozen=True, slots=True)
class Voice:
    """
    A stretch of text, ``text[start:end]``, and whose words it holds.

    ``voice`` is one of ``VOICES`` and ``kind`` one of ``quotes.KINDS``; ``speaker`` is as named in the text, or
    ``unattributed``; ``cue`` is the place of the words that hand over, ``(start, end)``, or None; ``rule`` names what
    decided, and ``confidence`` (0–1) how sure it is.
    """

    start: int
    end: int
    voice: str
    kind: str
    speaker: str
    cue: tuple[int, int] | None
    rule: str
    confidence: float


def find_voices(text: str, *, carry_over: bool = True, doubled: str = "indirect") -> list[Voice]:
    """
    Whose words a text holds: quotations, turns of interviews and indirect speech, each with speaker and cue.

    Parameters
    ----------
    text
        Any string.
    carry_over
        Also hand over sentences that open with "And", "Moreover" and the like after an attributed one, with
        less confidence.
    doubled : {"indirect", "direct"}
        What words between two doubled apostrophes are, as in ''We tried,'' she said. They are attributed; but
        apostrophes are no quote marks and do not vouch for the wording. ``"direct"`` treats them as quote marks, for
        text that went through ASCII, and changes nothing else.

    Returns
    -------
    list of Voice
        By ``start``, the longer first. Spans may nest: a quotation lies within the reported clause around it, and
        the inner one counts. Words that no span covers are the author's.

    Raises
    ------
    FramingError
        If ``doubled`` is neither; no text raises anything.

    Examples
    --------
    >>> for voice in find_voices("The envoy said that talks had failed. “We tried,” Anna Berg added."):
    ...     print(voice.voice, voice.speaker, voice.rule)
    indirect The envoy cue-before
    direct Anna Berg quotation:sentence
    """
    if doubled not in VOICES[:2]:
        raise FramingError(unknown("value of doubled", doubled, VOICES[:2]))
    return voices_by(standard_weights(), text, carry_over=carry_over, doubled=doubled)


def voices_by(weights: Weights, text: str, *, carry_over: bool = True, doubled: str = "indirect") -> list[Voice]:
    """What ``find_voices`` finds, by the weights given."""
    if not any(map(str.isalnum, text)):
        return []
    read = ReadText(text)
    if not read.words.n:
        return []
    found = _Voices(read, judged(read, weights), doubled)
    found.add_turns()
    found.add_runs()
    found.add_own_quotations()
    if carry_over:
        found.add_carried_over()
    return sorted(found.voices, key=lambda voice: (voice.start, -voice.end))


# Which words are somebody else's


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


def _through_that_clauses(foreign: np.ndarray, read: ReadText) -> None:
    """After "S said that" small gaps close, and a verb phrase joined on by "but will" goes on with the clause."""
    lowered, signs, say = read.words.lowered, read.words.before, read.features.say
    kinds = read.features.cls.tolist()
    for cue, stop in _cues_in_sentences(read):
        that = next((at for at in range(cue + 1, min(cue + 4, stop)) if lowered[at] == "that"), None)
        if that is None or not foreign[that : that + 4].any():
            continue
        for at in range(that + 2, stop - 1):
            joined = lowered[at] in ("but", "and", "or") and CLASSES[kinds[at + 1]] in _VERBAL
            if joined and foreign[at - 1] and not foreign[at]:
                end = next((i for i in range(at + 1, stop) if signs[i] & EDGE), stop)
                foreign[at:end] = True
        marked = np.flatnonzero(foreign[that:stop]) + that
        for left, right in pairwise(marked.tolist()):
            if 1 < right - left <= _GAP + 1 and not say[left + 1 : right].any():
                foreign[left:right] = True


def _after_as(foreign: np.ndarray, read: ReadText) -> None:
    """In "As S stated, C" what follows the comma is reported; the name may stand behind its verb."""
    lowered, signs, capital = read.words.lowered, read.words.before, read.words.capital
    for cue, stop in _cues_in_sentences(read):
        begin = next((at for at in range(cue, max(cue - _AS, -1), -1) if read.features.starts[at]), None)
        if begin is None or "as" not in lowered[begin : begin + 2] or lowered[cue].endswith("ing"):
            continue
        end = cue + 1
        while end < stop and capital[end] and not signs[end] & EDGE:
            end += 1
        if end < stop and signs[end] & COMMA and lowered[end] not in ("and", "who", "which"):
            foreign[end:stop] = True


def _made_clear(read: ReadText) -> Iterator[tuple[int, int, int]]:
    """In "S made it clear that C" the places of "made" and "clear", and the end of the clause."""
    lowered, sentence = read.words.lowered, read.features.sentence
    for clear in [i for i, word in enumerate(lowered) if word == "clear" and lowered[i + 1 : i + 2] == ["that"]]:
        made = next((i for i in range(clear - 1, max(clear - 3, -1), -1) if lowered[i] in _MAKE), None)
        if made is not None and sentence[made] == sentence[clear + 1]:
            yield made, clear, int(np.searchsorted(sentence, sentence[clear], side="right"))


def _cues_in_sentences(read: ReadText) -> Iterator[tuple[int, int]]:
    """Cues of saying, each with the end of its sentence."""
    bounds = [*np.flatnonzero(read.features.starts).tolist(), read.words.n]
    for cue in np.flatnonzero(read.features.say).tolist():
        yield cue, bounds[int(read.features.sentence[cue]) + 1]


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
    return quote.last == quote.first and before[-1:] != [] and before[-1] in _POINTING and not said


def _within_report(foreign: np.ndarray, read: ReadText, own: np.ndarray, odds: np.ndarray) -> np.ndarray:
    """Which of the author's quotations stand within reported words, which report them as well."""
    starts, n = read.features.starts, read.words.n
    within = np.zeros(len(own), dtype=bool)
    for i in np.flatnonzero(own[:-1] & (odds > 0)).tolist():
        first, last = read.quotes[i].first, read.quotes[i].last + 1
        within[i] = (first > 0 and foreign[first - 1] and not starts[first]) or (
            last < n and foreign[last] and not starts[last]
        )
    return within


# Whose they are


class _Run(NamedTuple):
    """Words ``first`` to before ``last``, all somebody else's, of a sentence that begins and stops further out."""

    first: int
    last: int
    sentence: int
    begin: int
    stop: int
    sure: float


class _Source(NamedTuple):
    """Who a run is handed over to, and by what: a cue word, its place in the text, and a rule."""

    speaker: str
    cue: int | None
    place: tuple[int, int] | None
    kind: str
    rule: str


class _Voices:
    """The voices of a text, gathered step by step: turns, runs of words that are somebody else's, quotations."""

    def __init__(self, read: ReadText, odds: np.ndarray, doubled: str) -> None:
        self.read, self.odds, self.doubled = read, odds, doubled
        self.starts, self.ends = read.starts, read.ends
        by_quote = means(odds, read.quoted + 1, len(read.quotes) + 1)[1:]
        self.own = _own_quotations(read, by_quote)
        self.inside = read.quoted >= 0
        self.quote_starts = [quote.first for quote in read.quotes]
        self.quote_ends = [quote.last for quote in read.quotes]
        self.outside = np.flatnonzero(~self.inside).tolist()
        self.foreign = odds > _THRESHOLD
        _without_lone_words(self.foreign, read)
        _up_to_commas(self.foreign, read)
        judged_so = self.foreign.copy()
        self.classes = read.features.cls.tolist()
        self.phrases: dict[int, int] = {}  # cues of several words: the first and the last
        for made, clear, stop in _made_clear(read):
            self.foreign[clear + 1 : stop] = True
            self.classes[made] = CLASSES.index("say")
            self.phrases[made] = clear
        _after_as(self.foreign, read)
        # What a rule adds is as sure as the rule, whatever the model says of it.
        self.odds = np.where(self.foreign & ~judged_so, np.maximum(odds, _BY_RULE), odds)
        _through_that_clauses(self.foreign, read)
        within = _within_report(self.foreign, read, self.own, by_quote)
        self.foreign = np.where(self.inside, (~self.own | within)[read.quoted], self.foreign)
        self.bounds = [*np.flatnonzero(read.features.starts).tolist(), read.words.n]
        self.verbs, self.nouns = self._cue_verbs(), np.flatnonzero(read.features.noun).tolist()
        self.speakers = Speakers(read)
        self.in_turn = np.zeros(read.words.n, dtype=bool)
        self.attributed: dict[int, str] = {}  # who sentences end with
        self.voices: list[Voice] = []

    def _cue_verbs(self) -> list[int]:
        """Cue words; a capital makes one a name ("the Post"), unless all are capitals, as in a headline."""
        features = self.read.features
        small = features.verb & ~self.read.words.capital
        some = np.bincount(features.sentence[small], minlength=len(self.bounds)) > 0
        cues = np.flatnonzero(small | (features.verb & (~some[features.sentence] | features.starts))).tolist()
        return sorted({*cues, *self.phrases}) if self.phrases else cues

    def _add(
        self, start: int, end: int, voice: str, kind: str, speaker: str, cue: tuple[int, int] | None, rule: str,
        sure: float,
    ) -> None:  # fmt: skip
        self.voices.append(Voice(start, end, voice, kind, speaker, cue, rule, round(sure, 2)))

    # Turns of an interview

    def add_turns(self) -> None:
        """Turns are direct speech, whatever the model says of their words."""
        for turn in self.read.turns:
            first, last = bisect_left(self.starts, turn.start), bisect_right(self.ends, turn.end)
            if last > first:
                self.in_turn[first:last] = True
                self._add(turn.start, turn.end, "direct", "interview_turn", turn.speaker, turn.cue, "turn", 0.9)
                self._add_told(first, last, turn.speaker)
        self.foreign &= ~self.in_turn

    def _add_told(self, first: int, last: int, teller: str) -> None:
        """Whom somebody reports in a turn: "Western media write that C", "According to Anna Berg, C"."""
        lowered, signs, sentence = self.read.words.lowered, self.read.words.before, self.read.features.sentence
        for cue in self.verbs[bisect_left(self.verbs, first) : bisect_left(self.verbs, last)]:
            begin, stop = self.bounds[sentence[cue]], min(self.bounds[sentence[cue] + 1], last)
            if self.classes[cue] == ACCORDING:
                start = next((at for at in range(cue + 2, stop) if signs[at] & COMMA), stop)
            else:
                start = cue + 1 if lowered[cue + 1 : cue + 2] == ["that"] else stop
            if start + 2 >= stop or self.inside[start]:
                continue
            inner = self.speakers.of(cue, max(begin, first), stop, "", self.classes)
            if inner[:1].isupper() and inner.lower() not in _TELLER and inner != teller:
                place = (self.starts[cue], self.ends[cue])
                chain, kind = f"{teller} > {inner}", self._kind(cue)
                self._add(self.starts[start], self.ends[stop - 1], "indirect", kind, chain, place, "nested", 0.6)

    # Runs of words that are somebody else's

    def add_runs(self) -> None:
        """Reported clauses, the sources within them, and their quotations."""
        speaker, sentence = "", -9
        for run in self._runs():
            near = speaker if run.sentence - sentence <= _FURTHER else ""
            source = self._source(run, speaker, near)
            sentence = run.sentence
            if source.speaker != UNATTRIBUTED:
                speaker = source.speaker
            if self._goes_to_the_end(run, source):
                self.attributed[run.sentence] = source.speaker
            self._add_reported(run, source)
            self._add_quotations(run, source)

    def _runs(self) -> Iterator[_Run]:
        foreign, sentence = self.foreign, self.read.features.sentence
        edge = np.ones(len(foreign), dtype=bool)
        edge[1:] = (foreign[1:] != foreign[:-1]) | (sentence[1:] != sentence[:-1])
        first = np.flatnonzero(edge)
        last = np.append(first[1:], len(foreign))
        sure = 1 / (1 + np.exp(-np.clip(np.add.reduceat(self.odds, first) / (last - first), -9, 9)))
        scrap = foreign[first] & (last - first <= _SCRAP) & (sure < _SURE) & ~np.logical_or.reduceat(self.inside, first)
        for i, j in zip(first[scrap].tolist(), last[scrap].tolist(), strict=True):
            foreign[i:j] = False
        keep = foreign[first]
        columns = (values[keep].tolist() for values in (first, last, sentence[first], sure))
        for i, j, here, confidence in zip(*columns, strict=True):
            yield _Run(i, j, here, self.bounds[here], self.bounds[here + 1], confidence)

    def _source(self, run: _Run, previous: str, near: str) -> _Source:
        """Who a run is handed over to; without a cue it is who spoke ``near`` before."""
        cue, rule = self._cue(run)
        if cue is None and (after := self._asked(run)):
            run, cue, rule = after, self._first_cue(after), "cue-after"
        if cue is None:
            return _Source(near or UNATTRIBUTED, None, None, "speech", rule)
        if rule == "nominal":
            speaker = self._owner(cue, run.begin, previous)
        else:
            speaker = self.speakers.of(cue, run.begin, run.stop, previous, self.classes)
        last = cue + 1 if self.classes[cue] == ACCORDING and cue + 1 < run.stop else cue
        last = self.phrases.get(cue, last)
        before = self.classes[max(run.begin, cue - 3) : cue]
        kind = "imputed" if any(CLASSES[cls] == "seem" for cls in before) else self._kind(cue)
        return _Source(speaker, cue, (self.starts[cue], self.ends[last]), kind, rule)

    def _cue(self, run: _Run) -> tuple[int | None, str]:
        """The cue of a run, and the rule: it stands before, after or among its words."""
        verbs, classes = self.verbs, self.classes
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
        place = bisect_left(self.nouns, run.stop) - 1
        if place >= 0 and self.nouns[place] >= run.begin:
            return self.nouns[place], "nominal"
        return None, "context"

    def _asked(self, run: _Run) -> _Run | None:
        """What follows “Who pays?” in “Who pays?” asked Anna Berg, which looks like a sentence of its own."""
        n = self.read.words.n
        if run.last != run.stop or run.stop >= n or not self.inside[run.last - 1] or self.inside[run.stop]:
            return None
        after = run._replace(first=run.stop, last=run.stop, begin=run.stop, stop=self.bounds[run.sentence + 2])
        cue = None if self.read.words.paragraph_start[run.stop] else self._first_cue(after)
        return after if cue is not None and cue < run.stop + 6 else None

    def _first_cue(self, run: _Run) -> int | None:
        """The first cue of a sentence, if it is one of saying or asking."""
        place = bisect_left(self.verbs, run.begin)
        cue = self.verbs[place] if place < len(self.verbs) and self.verbs[place] < run.stop else None
        return cue if cue is not None and CLASSES[self.classes[cue]] in ("say", "ask") else None

    def _passive(self, cue: int, begin: int) -> bool:
        """Whether a form of "be" comes right before a past participle."""
        lowered = self.read.words.lowered
        return cue > begin and lowered[cue - 1] in _BE and lowered[cue].endswith(("ed", "en", "id", "ld"))

    def _owner(self, noun: int, begin: int, previous: str) -> str:
        """Whose a claim or an idea is: the name before it, or who spoke last."""
        speaker = self.speakers.resolve(max(begin, noun - 1), noun, previous) if noun > begin else UNATTRIBUTED
        return speaker if speaker != UNATTRIBUTED and speaker[:1].isupper() else previous or UNATTRIBUTED

    def _kind(self, cue: int) -> str:
        return "imputed" if CLASSES[self.classes[cue]] in _IMPUTED else "speech"

    def _goes_to_the_end(self, run: _Run, source: _Source) -> bool:
        """Whether a sentence ends in reported speech, which the next may carry on."""
        says = source.cue is not None and CLASSES[self.classes[source.cue]] in ("say", "according")
        return says and run.last == run.stop and not self.inside[run.last - 1]

    def _add_reported(self, run: _Run, source: _Source) -> None:
        """The words of a run from the first to the last that stand outside quote marks, and a source within."""
        first, last = bisect_left(self.outside, run.first), bisect_left(self.outside, run.last)
        if first == last or self._doubtful(run, source):
            return
        start, end = self.starts[self.outside[first]], self.ends[self.outside[last - 1]]
        if self.read.text[start:end] in source.speaker:
            return  # who says it is not what is said
        self._add(start, end, "indirect", source.kind, source.speaker, source.place, source.rule, run.sure)
        self._add_nested(run, source, end)

    def _doubtful(self, run: _Run, source: _Source) -> bool:
        """Whether the words are rather the author's: nobody is named, or nobody spoke, and the model is not sure."""
        limit = 0.6 if source.speaker == UNATTRIBUTED else 0.5 if source.kind == "imputed" else 0.0
        return run.sure < limit and not self.inside[run.first : run.last].any()

    def _add_nested(self, run: _Run, source: _Source, end: int) -> None:
        """A source within: "S said the mayor believes that C"."""
        after, limit = run.first + 1, min(run.last, run.first + _NESTED)
        verbs, lowered = self.verbs, self.read.words.lowered
        for cue in verbs[bisect_left(verbs, after) : bisect_left(verbs, limit)][:3]:
            if cue == source.cue or cue + 2 >= run.last or lowered[cue + 1] != "that" or self.inside[cue + 1]:
                continue
            inner = self.speakers.of(cue, run.first, run.stop, source.speaker, self.classes)
            if inner not in (source.speaker, UNATTRIBUTED):
                chain, place = f"{source.speaker} > {inner}", (self.starts[cue], self.ends[cue])
                start, kind = self.starts[cue + 1], self._kind(cue)
                self._add(start, end, "indirect", kind, chain, place, "nested", run.sure * 0.8)
            return

    # Quotations

    def _add_quotations(self, run: _Run, source: _Source) -> None:
        """The quotations of a run; their speaker is the run's."""
        first, last = bisect_left(self.quote_ends, run.first), bisect_left(self.quote_starts, run.last)
        for number in range(first, last):
            quote = self.read.quotes[number]
            quote.speaker = source.speaker
            if not self.own[number]:
                voice = self.doubled if self._doubled(quote) else "direct"
                if source.kind == "imputed" and quote.rule == "few-words":
                    # Nobody said it: "US plans to open a 'second front'" holds the words at a distance.
                    quote.kind, voice = "scare_quote", "indirect"
                self._add_quotation(quote, voice, source.speaker, source.place, max(run.sure, 0.6))

    def _doubled(self, quote: Quote) -> bool:
        """Whether a quotation stands between doubled apostrophes."""
        return not quote.single and self.read.text[quote.open] in "'`"

    def _add_quotation(self, quote: Quote, voice: str, speaker: str, cue: tuple[int, int] | None, sure: float) -> None:
        self._add(quote.open, quote.close, voice, quote.kind, speaker, cue, f"quotation:{quote.rule}", sure)

    def add_own_quotations(self) -> None:
        """Quotations that hold the author's own words, and those within turns."""
        for quote, own in zip(self.read.quotes, self.own[:-1].tolist(), strict=True):
            in_turn = self.in_turn[quote.first]
            if own:
                voice = "indirect" if self.foreign[quote.first] else "author"
                if in_turn and quote.kind != "label":
                    voice = "direct"
                self._add_quotation(quote, voice, quote.speaker or UNATTRIBUTED, None, 0.7)
            elif in_turn:
                self._add_quotation(quote, "direct", UNATTRIBUTED, None, 0.6)

    # Sentences that go on

    def add_carried_over(self) -> None:
        """Sentences that go on with the reported speech before: "Moreover, the road is closed"."""
        lowered, carry = self.read.words.lowered, vocabulary().carry
        for here in range(1, len(self.bounds) - 1):
            begin, stop = self.bounds[here], self.bounds[here + 1]
            if here - 1 in self.attributed and lowered[begin] in carry and self._is_free(begin, stop):
                speaker = self.attributed[here] = self.attributed[here - 1]
                start, end = self.starts[begin], self.ends[stop - 1]
                self._add(start, end, "indirect", "speech", speaker, None, "carried-over", 0.35)

    def _is_free(self, begin: int, stop: int) -> bool:
        """Whether a sentence of some length is nobody's yet and goes on in its paragraph."""
        taken = self.in_turn[begin] or self.foreign[begin:stop].any()
        return stop - begin > 3 and not self.read.words.paragraph_start[begin] and not taken
