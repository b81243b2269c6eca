"""
Text to voices: whose words these are, by whom, and what in the text says so.

Words are the author's own unless a **voice** covers them. Quote marks, turns of an interview and cue words
("said", "according to", "hopes") hand words over; a linear model over readable features of the clause decides how far.

===============  ====================================================================================
voice            words that are
===============  ====================================================================================
``direct``       quoted: in quote marks, or in a turn of an interview, label and all
``indirect``     reported without quote marks: said, written, announced, believed to be so
``imputed``      the author says what somebody wants, fears or plans, not that they said so: still the author's words
``author``       the author's own although in quote marks: names, labels, scare quotes, words mentioned
===============  ====================================================================================

In goes a text; out come its voices, spans that may nest. Cue words are data, see ``cues``; so are the model's
weights, see ``attribution``.
"""

from __future__ import annotations

from functools import lru_cache

from framing.errors import FramingError, unknown
from framing.voice.attribution import Weights, judged, standard_weights
from framing.voice.blocks import in_blocks
from framing.voice.carried_over import carried_over
from framing.voice.cue_places import CuePlaces
from framing.voice.features import ReadText
from framing.voice.handed_over import handed_over
from framing.voice.interviewed import interviewed
from framing.voice.quoted import quoted
from framing.voice.reported import reported
from framing.voice.runs import runs_in
from framing.voice.sources import with_sources
from framing.voice.spans import Voice
from framing.voice.speakers import Speakers

_DOUBLED = ("direct", "indirect")
_REMEMBERED = 2048  # texts: a study asks for the voices of the same articles again and again


def find_voices(text: str, *, carry_over: bool = True, doubled: str = "indirect") -> list[Voice]:
    """
    Whose words a text holds: quotations, turns of interviews and indirect speech, each with speaker and cue.

    Parameters
    ----------
    text
        Any string, in English.
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
        If ``doubled`` or ``carry_over`` is neither; no text raises anything.

    Examples
    --------
    >>> for voice in find_voices("The envoy said that talks had failed. “We tried,” Anna Berg added."):
    ...     print(voice.voice, voice.speaker, voice.speaker_type, voice.rule)
    indirect The envoy person cue-before
    direct Anna Berg person quotation:sentence
    """
    if not isinstance(text, str):
        raise FramingError(f"expected a text, found a {type(text).__name__}. Of a document give its .text.")
    if carry_over not in (True, False):
        raise FramingError(f"carry_over must be True or False, found {carry_over!r}.")
    if doubled not in _DOUBLED:
        raise FramingError(unknown("value of doubled", doubled, _DOUBLED))
    return list(_found(text, carry_over, doubled))


@lru_cache(maxsize=_REMEMBERED)
def _found(text: str, carry_over: bool, doubled: str) -> tuple[Voice, ...]:
    return tuple(voices_by(standard_weights(), text, carry_over=carry_over, doubled=doubled))


def voices_by(weights: Weights, text: str, *, carry_over: bool = True, doubled: str = "indirect") -> list[Voice]:
    """What ``find_voices`` finds, by the weights given."""
    if not any(map(str.isalnum, text)):
        return []
    read = ReadText(text)
    if not read.words.n:
        return []
    cues, speakers = CuePlaces(read), Speakers(read)
    handed = handed_over(read, cues, judged(read, weights))
    voices = list(interviewed(read, cues, speakers))
    attributed = []
    for run, source in with_sources(runs_in(read, handed), read, cues, speakers):
        voices += reported(run, source, read, cues, speakers)  # run by run: speakers remember whom they have met
        attributed.append((run, source))
    attributed = in_blocks(attributed, read, cues, speakers)
    voices += quoted(attributed, read, handed, doubled)
    if carry_over:
        voices += carried_over(attributed, read, cues)
    types = {name: speakers.type_of(name) for name in {voice.speaker for voice in voices}}
    voices = [_whole(voice, types[voice.speaker], read) for voice in voices]
    return _told(sorted(voices, key=lambda voice: (voice.start, -voice.end)))


def _whole(voice: Voice, speaker_type: str, read: ReadText) -> Voice:
    """A voice with the type of its speaker, and the leftovers of markup at its edges, which the text has there."""
    start, end, cue = voice.start, voice.end, voice.cue
    if read.plain.leftovers:
        start, end = read.plain.around(start, end)
        cue = cue and read.plain.around(*cue)
    # All fields by place: ``dataclasses.replace`` takes several times as long.
    return Voice(start, end, voice.voice, voice.kind, voice.speaker, cue, voice.rule, voice.confidence, speaker_type)


def _told(voices: list[Voice]) -> list[Voice]:
    """The voices without what is imputed within somebody's words: who tells of another's wish has said so."""
    kept: list[Voice] = []
    end = 0  # of what has been said so far
    for voice in voices:
        if voice.voice != "imputed" or voice.end > end:
            kept.append(voice)
        if voice.voice in ("direct", "indirect"):
            end = max(end, voice.end)
    return kept
