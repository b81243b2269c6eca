"""
A mention to its stance: what the author, and whoever is quoted or reported, does with it.

In go a text, its voices and the place of a mention; out come two stances, the author's and the source's, and the words
that show them. What these reach is told by ``scope``; the two levels follow FactBank (Saurí and Pustejovsky 2009).

===============  ====================================================================================
stance           the words
===============  ====================================================================================
``endorses``     stand as they are: asserted, or vouched for
``reports``      are handed over to somebody else, nobody in particular ("reportedly"), a bill
``distances``    are called a pretext, doubted, asked about (whether it is so), or stand in scare quotes
``negates``      are denied
``unclear``      stand under two negations: a reader must say
===============  ====================================================================================
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from framing.voice.cues import words_of
from framing.voice.scope import Scopes
from framing.voice.spans import Cells, Voice, covering
from framing.voice.stance_cues import NEGATIONS

STANCES = ("endorses", "reports", "distances", "negates", "unclear")
DOUBTED = ("distances", "negates")  # what is not believed
CUE_TYPES = (
    "pretext", "negation", "denial", "naming", "scare quote", "question", "hedge", "distancing", "endorsing", "hearsay",
    "proposal",
)  # fmt: skip
_WITHOUT_CUE = {"imputed": "endorses"}  # the author says what somebody wants; what is quoted or reported is passed on
_NEAR = 6  # words between a cue of speech and an adverb that vouches for it
_Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Stance:
    """
    What is done with a mention.

    ``author`` and ``source`` are of ``STANCES``, ``source`` empty where the author speaks; ``cue`` is the place of the
    words that show the stance, ``(start, end)``, or None, and ``cue_type`` one of ``CUE_TYPES`` or empty.
    """

    author: str
    source: str = ""
    cue: tuple[int, int] | None = None
    cue_type: str = ""
    scare_quoted: bool = False

    @property
    def collapsed(self) -> str:
        """The author's stance; but where the author reports a source that distances or negates, the source's."""
        return self.source if self.author == "reports" and self.source in DOUBTED else self.author


class StanceReader:
    """
    Reads the stance of mentions in one text.

    Parameters
    ----------
    text : str
    voices : list of Voice
        As :func:`find_voices` gives them for this text.

    Examples
    --------
    >>> from framing.voice.voices import find_voices
    >>> text = "Under the guise of drills, and of border security, bases are built."
    >>> stance = StanceReader(text, find_voices(text)).stance(34, 49)
    >>> stance.author, stance.cue_type, text[slice(*stance.cue)]
    ('distances', 'pretext', 'Under the guise of')
    """

    def __init__(self, text: str, voices: Sequence[Voice]) -> None:
        self._voices = Cells(voices)
        self._scopes = Scopes(text)

    def stance(self, start: int, end: int) -> Stance:
        """The stance towards ``text[start:end]``."""
        here = self._voices.touching(start, end)
        held = covering(here, start, end)
        voice = next((v for v in reversed(held) if v.voice != "author"), None)
        scare = next((v for v in here if v.kind == "scare_quote"), None)
        shown = [*self._reaching(start, end, voice), *self._held_at_a_distance(start, end, scare, voice)]
        at_author = [(kind, place) for level, kind, place in shown if level == "author"]
        if voice is None:
            stance, cue, kind = _decided(at_author, "endorses")
            return Stance(stance, "", cue, kind, scare is not None)
        at_source = [(kind, place) for level, kind, place in shown if level == "source"]
        source, source_cue, source_kind = _decided(at_source, "endorses")
        author, cue, kind = _decided([*at_author, *self._reporting(voice)], _WITHOUT_CUE.get(voice.voice, "reports"))
        if cue is None:
            cue, kind = source_cue, source_kind
        return Stance(author, source, cue, kind, scare is not None)

    def _reaching(self, start: int, end: int, voice: Voice | None) -> Iterator[tuple[str, str, _Place]]:
        """The cues that reach a mention, the mark of a question among them, each with whose it is and its type."""
        first, last = self._scopes.within(start, end)
        for cue in self._scopes.reaching(first, last):
            place = self._scopes.place(cue)
            yield self._level(cue.group, place, voice), cue.group, place
        question = self._scopes.question(last - 1)
        if question is not None:
            asked = voice is not None and voice.start <= question[0] < voice.end
            # In an interview a question asks for an answer.
            if not (asked and voice.kind == "interview_turn"):
                yield "source" if asked else "author", "question", question

    def _level(self, group: str, place: _Place, voice: Voice | None) -> str:
        """
        Whose a cue is: the source's within its words, and where it negates the saying; else the author's.

        Nobody's, if it stands in words that are not the author's but the mention does not.
        """
        if voice is None:
            inner = [v for v in covering(self._voices.touching(*place), *place) if v.voice != "author"]
            return "" if inner else "author"
        if group == "proposal":
            return ""  # what a bill says, somebody else reports here
        if voice.start <= place[0] < voice.end:
            return "source"
        return "author" if group in ("pretext", "hearsay") else "source"

    def _reporting(self, voice: Voice) -> Iterator[tuple[str, _Place]]:
        """What the author's own cue of speech says of it: "pretends", "falsely said" distance, "rightly" endorses."""
        scopes = self._scopes
        at = scopes.word_at(voice.cue[0]) if voice.cue else scopes.words.n
        if at >= scopes.words.n:
            return
        beside = scopes.cues_beside(at)
        # "Does not pretend": denied, which says more than "pretends" does.
        refused = any(cue.group in NEGATIONS and cue.last == at for cue in beside)
        if scopes.words.lowered[at] in words_of("distancing") and not refused:
            yield "distancing", voice.cue
        for cue in beside:
            if cue.group in ("endorsing", "discrediting") and abs(cue.first - at) <= _NEAR:
                place = scopes.place(cue)
                if not voice.start <= place[0] < voice.end:
                    yield "endorsing" if cue.group == "endorsing" else "distancing", place

    def _held_at_a_distance(
        self, start: int, end: int, scare: Voice | None, voice: Voice | None
    ) -> Iterator[tuple[str, str, _Place]]:
        """
        Scare quotes as a cue, if they hold most of the mention: they distance what they hold, not what is said of it.

        Within a quotation they are the source's. In reported words nobody can tell: the source may be quoted there.
        """
        if scare is None or not covering([scare], start, end) or (voice is not None and voice.voice == "indirect"):
            return
        quoted = voice is not None and voice.voice == "direct" and voice.kind != "scare_quote"
        yield "source" if quoted else "author", "scare quote", (scare.start, scare.end)


def _decided(found: Iterable[tuple[str, _Place]], otherwise: str) -> tuple[str, _Place | None, str]:
    """The stance that cues make, the deciding one, and its type; of several types the first in ``CUE_TYPES``."""
    ordered = sorted(found, key=lambda pair: (CUE_TYPES.index(pair[0]), pair[1]))
    if not ordered:
        return otherwise, None, ""
    kind, place = ordered[0]
    if kind == "endorsing":
        return "endorses", place, kind
    if kind in ("hearsay", "proposal"):
        return "reports", place, kind
    if kind in NEGATIONS:
        twice = sum(other in NEGATIONS for other, _ in ordered) % 2 == 0
        return "unclear" if twice else "negates", place, kind
    return "distances", place, kind
