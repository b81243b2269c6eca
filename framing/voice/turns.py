"""
Text to turns of an interview, a debate or a hearing: paragraphs that somebody speaks, each with who does.

In goes a text; out come its turns. A label (Q:, Mr HOLM:, “SP”: –), the last name before a colon (Anna Berg told us:)
or the turn before says who speaks; who asks without a name is the ``interviewer``, who answers the ``interviewee``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from framing.voice.cues import SAYING, vocabulary, words_of
from framing.voice.dialogue import Paragraph, in_full, labelled, questions, spoken_by
from framing.voice.openings import INTERVIEWED, INTERVIEWER, Opening, asks, opening_of, talks
from framing.voice.quotes import UNATTRIBUTED
from framing.voice.words import EDGE, Paragraphs, Words

FOOTNOTE = re.compile(r"[ \t]*(?:\*(?!\*)|[†‡•])")
_RULE = re.compile(r"[ \t]*(?:[*_–—-][ \t]*){3,}$")
_FAR = 80  # words from a cue of saying to the colon it introduces
_BEFORE = 12  # words before such a cue in which a name may stand
_SURE = {"question": 0.6}  # questions without labels; all else 0.9


@dataclass(slots=True)
class Turn:
    """
    A turn of an interview, ``text[start:end]``, who speaks in it, and the place of what says so.

    ``rule`` is ``turn`` for dashes, ``turn:label`` or ``turn:question``; ``confidence`` (0–1) is how sure it is.
    """

    start: int
    end: int
    speaker: str
    cue: tuple[int, int] | None
    rule: str = "turn"
    confidence: float = 0.9


def turns_of(text: str, words: Words, paragraphs: Paragraphs) -> list[Turn]:
    """Turns of an interview: paragraphs after labels, dashes or questions, and those that go on with them."""
    found = list(_paragraphs(text, paragraphs))
    openings = labelled(text, found)
    says: list[int] = []
    if openings or any(p.opening and p.opening.form.startswith("dash") for p in found):
        says = np.flatnonzero(np.isin(vocabulary().cls[words.number], SAYING)).tolist()
    if not openings:
        openings = _dashed(text, words, found, says)
    if not openings:
        openings = questions(text, found)
    return _Interview(text, words, found, openings, says).turns() if openings else []


def _paragraphs(text: str, paragraphs: Paragraphs) -> Iterator[Paragraph]:
    for (start, end), (first, last) in zip(pairwise(paragraphs.places), pairwise(paragraphs.words), strict=True):
        printed = text[start:end].rstrip()
        begin, stop = start + len(printed) - len(printed.lstrip()), start + len(printed)
        if stop > begin:
            yield Paragraph(begin, stop, first, last, opening_of(text, begin, stop))


def _dashed(text: str, words: Words, paragraphs: list[Paragraph], says: list[int]) -> dict[int, Opening]:
    """Paragraphs that a dash opens, after a label, a cue and a colon, or another turn."""
    found: dict[int, Opening] = {}
    for i, p in enumerate(paragraphs):
        form = p.opening.form if p.opening else ""
        introduced = i and _introduced(text, words, says, paragraphs[i - 1])[0]
        if form == "dash label" or (form == "dash" and (found or introduced)):
            found[i] = p.opening
    return found


class _Interview:
    """The turns of a text whose openings are known."""

    def __init__(
        self, text: str, words: Words, paragraphs: list[Paragraph], openings: dict[int, Opening], says: list[int]
    ) -> None:
        self.text, self.paragraphs, self.openings = text, paragraphs, openings
        before = paragraphs[next(iter(openings)) - 1] if next(iter(openings)) else None
        self.answerer, self.cue = _introduced(text, words, says, before) if before else ("", None)
        self.speakers = self._speakers()
        # Whoever asks may be the only one with a label; then what follows answers.
        self.asker = next(iter(self.speakers.values())) if len(set(self.speakers.values())) == 1 else ""
        if self.asker and self.asker in (self.answerer, UNATTRIBUTED):
            self.asker = ""

    def _speakers(self) -> dict[int, str]:
        """Who speaks after each opening; a dash that asks before another one is the newspaper's."""
        forms = {opening.form for opening in self.openings.values()}
        if "dash" in forms:
            order, speakers = list(self.openings), {}
            for i, after in zip(order, [*order[1:], None], strict=True):
                opening = self.openings[i]
                asked = after is not None and asks(self.text[opening.end : self.paragraphs[after - 1].stop])
                asked = asked and "dash label" not in forms and speakers.get(i - 1) != INTERVIEWER
                speakers[i] = opening.speaker or (INTERVIEWER if asked else self.answerer or UNATTRIBUTED)
            return speakers
        return {i: spoken_by(self.openings[i], name, self.answerer) for i, name in in_full(self.openings).items()}

    def turns(self) -> list[Turn]:
        """The turns, in order; what tells of the interview, or stands behind it, is the author's."""
        turns: list[Turn] = []
        rests = True  # nobody speaks
        for i, p in enumerate(self.paragraphs[: self._end()]):
            opening = self.openings.get(i)
            if opening:
                turns += self._opened(i, p, opening)
                rests = False
            elif turns and not rests:
                rests = self._tells(p, turns[-1].speaker)
                if rests:
                    continue
                if turns[-1].speaker == self.asker:
                    turns.append(self._answer(p.begin, p.stop, turns[-1]))
                turns[-1].end = p.stop
        return turns

    def _opened(self, i: int, p: Paragraph, opening: Opening) -> Iterator[Turn]:
        cue = (opening.start, opening.end)
        if opening.form == "dash":
            cue = self.cue if self.speakers[i] == self.answerer else None
        form = opening.form if opening.form == "question" else "label"
        rule = "turn" if opening.form.startswith("dash") else f"turn:{form}"
        turn = Turn(opening.start, opening.stop, self.speakers[i], cue, rule, _SURE.get(form, 0.9))
        yield turn
        if self.text[opening.stop : p.stop].strip():
            yield self._answer(opening.stop, p.stop, turn)

    def _answer(self, begin: int, stop: int, asked: Turn) -> Turn:
        """What follows a question without a label of its own."""
        start = begin + len(self.text[begin:stop]) - len(self.text[begin:stop].lstrip())
        cue = self.cue or asked.cue
        return Turn(start, stop, self.answerer or INTERVIEWED, cue, asked.rule, min(asked.confidence, 0.7))

    def _tells(self, p: Paragraph, speaker: str) -> bool:
        """Whether a paragraph is no part of a turn: a footnote, a line, or it tells of the interview or its speaker."""
        if FOOTNOTE.match(self.text, p.begin, p.stop) or _RULE.match(self.text, p.begin, p.stop):
            return True
        printed = self.text[p.begin : p.stop]
        lowered = printed.lower()
        if any(phrase in lowered for phrase in words_of("ends_interview")):
            return True
        surname = re.findall(r"[\w’'-]+", speaker)[-1:]
        if not surname or speaker in (INTERVIEWER, INTERVIEWED, UNATTRIBUTED) or talks(printed):
            return False
        return re.search(rf"\b{re.escape(surname[0].lower())}\b", lowered) is not None

    def _end(self) -> int:
        """
        The paragraph after the last that is spoken.

        Behind the last opening paragraphs are spoken up to one that tells of the interview; without that, if others
        went on over paragraphs; else as far as somebody speaks of themselves.
        """
        last = max(self.openings)
        rest = range(last + 1, len(self.paragraphs))
        told = next((i for i in rest if self._tells(self.paragraphs[i], self.speakers[last])), None)
        if told is not None or self._go_on():
            return len(self.paragraphs) if told is None else told
        spoken = [i for i in rest if talks(self._printed(i))]
        answers = self.speakers[last] == self.asker and self.openings[last].stop == self.paragraphs[last].stop
        return min(max([last + answers, *spoken]) + 1, len(self.paragraphs))

    def _go_on(self) -> bool:
        """Whether turns before the last go on over paragraphs, beyond the answer that a lone question has."""
        return any(after - i > 1 + bool(self.asker) for i, after in pairwise(self.openings))

    def _printed(self, i: int) -> str:
        return self.text[self.paragraphs[i].begin : self.paragraphs[i].stop]


def _introduced(text: str, words: Words, says: list[int], p: Paragraph) -> tuple[str, tuple[int, int] | None]:
    """Who is to speak after a paragraph that ends in a colon: the last name in it, if a cue is there."""
    place = bisect_left(says, p.last) - 1
    if text[p.stop - 1] != ":" or place < 0 or says[place] < max(p.first, p.last - _FAR):
        return "", None
    at = says[place]
    before, after = _names(words, max(p.first, at - _BEFORE), at), _names(words, at + 1, p.last)
    addressed = before and len(after) == 1 and after[0][0] <= at + 2  # Anna Berg told the Post:
    names = before if addressed else after or before
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
