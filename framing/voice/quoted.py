"""
Quotations to voices: somebody's own words, with the source of the run they stand in, or the author's.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from framing.voice.constructions import IMPUTED
from framing.voice.features import ReadText
from framing.voice.handed_over import HandedOver
from framing.voice.quotes import UNATTRIBUTED, Quote
from framing.voice.runs import Run
from framing.voice.sources import Source
from framing.voice.spans import Voice

_DOUBTFUL = 0.5  # how sure it is that words are somebody's which may as well be a title


def quoted(
    attributed: Iterable[tuple[Run, Source]], read: ReadText, handed: HandedOver, doubled: str
) -> Iterator[Voice]:
    """The quotations of each run, whose speaker is the run's; then those of the author's own words and of turns."""
    firsts, lasts = [quote.first for quote in read.quotes], [quote.last for quote in read.quotes]
    lent: dict[int, str] = {}  # the author's own quotations within a run, by number
    for run, source in attributed:
        for number in range(bisect_left(lasts, run.first), bisect_left(firsts, run.last)):
            quote = read.quotes[number]
            quote.speaker = source.speaker
            lent[number] = "imputed" if source.kind == IMPUTED else "indirect"
            if not handed.own[number]:
                voice = doubled if _is_doubled(read.text, quote) else "direct"
                if source.kind == IMPUTED and quote.rule == "few-words":
                    # Nobody said it: "US plans to open a 'second front'" holds the words at a distance.
                    quote.kind, voice = "scare_quote", "imputed"
                sure = _DOUBTFUL if quote.doubtful else round(max(run.sure, 0.6), 2)
                yield _voice(quote, voice, source.speaker, source.place, sure)
    for number, (quote, own) in enumerate(zip(read.quotes, handed.own[:-1].tolist(), strict=True)):
        in_turn = read.in_turn[quote.first]
        if own:
            voice = lent.get(number, "indirect") if handed.foreign[quote.first] else "author"
            if in_turn and quote.kind != "label":
                voice = "direct"
            yield _voice(quote, voice, quote.speaker or UNATTRIBUTED, None, 0.7)
        elif in_turn:
            yield _voice(quote, "direct", UNATTRIBUTED, None, 0.6)


def _is_doubled(text: str, quote: Quote) -> bool:
    """Whether a quotation stands between doubled apostrophes."""
    return not quote.single and text[quote.open] in "'`"


def _voice(quote: Quote, voice: str, speaker: str, cue: tuple[int, int] | None, sure: float) -> Voice:
    return Voice(quote.open, quote.close, voice, quote.kind, speaker, cue, f"quotation:{quote.rule}", sure)
