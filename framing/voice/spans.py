"""
Voices as spans of a text: whose words they hold, and which of them hold a stretch.

Spans may nest; the inner one counts. Words that no span covers are the author's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

_CELL = 256  # characters
VOICES = ("author", "direct", "indirect", "imputed")  # in the order of tables


@dataclass(frozen=True, slots=True)
class Voice:
    """
    A stretch of text, ``text[start:end]``, and whose words it holds.

    ``voice`` is one of ``VOICES`` and ``kind`` one of ``quotes.KINDS``; ``speaker`` is as named in the text, or
    ``unattributed``, ``author`` where who writes says "I", and in turns without a name ``interviewer`` or
    ``interviewee``; ``cue`` is the place of the words that hand over, ``(start, end)``, or None; ``rule`` names what
    decided, and ``confidence`` (0–1) how sure it is; ``speaker_type`` is one of ``speaker_types.SPEAKER_TYPES``.
    """

    start: int
    end: int
    voice: str
    kind: str
    speaker: str
    cue: tuple[int, int] | None
    rule: str
    confidence: float
    speaker_type: str = "unknown"


class Cells:
    """
    Spans, whatever has a ``start`` and an ``end``, by where they stand: those of one place are found without a look at
    all the others.

    >>> from framing.text.document import Range
    >>> cells = Cells([Range(0, 5, "a"), Range(3, 900, "b")])
    >>> [span.kind for span in cells.touching(4, 5)], [span.kind for span in cells.touching(5, 10)]
    (['a', 'b'], ['b'])
    """

    def __init__(self, spans: Iterable[Any] = ()) -> None:
        self._spans: list[Any] = []
        self._cells: dict[int, list[int]] = {}
        for span in spans:
            self.add(span)

    def add(self, span: Any) -> None:
        """Add a span."""
        for cell in range(span.start // _CELL, span.end // _CELL + 1):
            self._cells.setdefault(cell, []).append(len(self._spans))
        self._spans.append(span)

    def touching(self, start: int, end: int) -> list[Any]:
        """The spans that share a character with ``text[start:end]``, in the order in which they were added."""
        cells = range(start // _CELL, end // _CELL + 1)
        numbers = sorted({number for cell in cells for number in self._cells.get(cell, ())})
        spans = map(self._spans.__getitem__, numbers)
        return [span for span in spans if span.start < end and start < span.end]


def covering(voices: Sequence[Voice], start: int, end: int) -> list[Voice]:
    """
    The voices that hold most of a span, the innermost last.

    >>> text = "The envoy said that “border security” had failed."
    >>> from framing.voice.voices import find_voices
    >>> [voice.voice for voice in covering(find_voices(text), 21, 36)]
    ['indirect', 'direct']
    """
    half = (end - start) / 2
    held = [v for v in voices if v.start < end and start < v.end and min(end, v.end) - max(start, v.start) > half]
    return sorted(held, key=lambda v: (v.start - v.end, v.start))


def whose(held: Sequence[Voice]) -> Voice | None:
    """Of the voices that hold something the innermost, somebody else's before the author's; None: the author's."""
    return next((voice for voice in reversed(held) if voice.voice != "author"), held[-1] if held else None)
