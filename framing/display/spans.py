"""
A document, hits and voices to what lies over each stretch of its text: hits, voices in levels, lines and blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd

from framing.errors import FramingError, unknown
from framing.text.document import Document, Range
from framing.voice.spans import Cells
from framing.voice.voiced import WHOSE
from framing.voice.voices import Voice

SIGNS = {"distances": "d", "negates": "n", "unclear": "?"}
_TOLD = ("voice", "speaker", "stance", "author_stance", "source_stance", "stance_cue", "stance_cue_type")
_LINE = re.compile(r"\s*\S[^\r\n]*(?:\s*(?:[\r\n]|\Z))?|\s+")


class ShownHit(NamedTuple):
    """A hit, the sign of its stance, what a reader is told who points at it, and of a near its parts."""

    start: int
    end: int
    frame: str
    mark: str
    title: str
    parts: tuple[Range, ...] = ()

    def rests_on(self, start: int, end: int) -> bool:
        """Whether it is these of its characters that make it a hit, and not the parts beside them."""
        return not self.parts or any(part.start <= start and end <= part.end for part in self.parts)


class Level(NamedTuple):
    """A voice and how many others lie between it and the words: its line is drawn that far below."""

    start: int
    end: int
    voice: Voice
    level: int


def own_hits(document: Document, hits: pd.DataFrame) -> list[ShownHit]:
    """Hits, all of one document, in the order of its text, each with what is told of it."""
    found = []
    for row in hits.to_dict("records"):
        start, end = int(row["start"]), int(row["end"])
        _check("hit", document, start, end)
        if row.get("text", document.text[start:end]) != document.text[start:end]:
            raise FramingError(
                f"document {document.doc_id!r}: the hit {start}–{end} reads {row['text']!r}, the text "
                f"{document.text[start:end]!r}. Find the hits in this very text."
            )
        parts = _parts(document, row.get("parts"), start, end)
        told = ["parts: " + " … ".join(document.text[part.start : part.end] for part in parts)] if parts else []
        told += [f"{key.replace('_', ' ')}: {row[key]}" for key in _TOLD if _given(row.get(key))]
        stance = row["stance"] if "stance" in row else row.get("author_stance")
        title = "\n".join([f"frame: {row['frame']}", f"pattern: {row['pattern']}", *told])
        found.append(ShownHit(start, end, str(row["frame"]), SIGNS.get(str(stance), ""), title, parts))
    return sorted(found, key=lambda hit: (hit.start, hit.end, hit.frame))


def _parts(document: Document, written: Any, start: int, end: int) -> tuple[Range, ...]:
    """The parts of a near, from how the hit table writes them."""
    if written is None or not _given(written):
        return ()
    pairs = [re.fullmatch(r"(\d+)-(\d+)", part) for part in str(written).split()]
    parts = tuple(Range(int(pair[1]), int(pair[2])) for pair in pairs if pair)
    if len(parts) < len(pairs) or not all(start <= part.start < part.end <= end for part in parts):
        raise FramingError(
            f"document {document.doc_id!r}: the hit {start}–{end} has the parts {written!r}. Expected are places in "
            "it, such as '6-12 20-29'; find the hits in this very text."
        )
    return parts


def _given(value: Any) -> bool:
    return not pd.api.types.is_scalar(value) or (not pd.isna(value) and value != "")


def _check(what: str, document: Document, start: int, end: int) -> None:
    if not 0 <= start < end <= len(document.text):
        raise FramingError(
            f"document {document.doc_id!r}: the {what} {start}–{end} is empty or leaves the text of "
            f"{len(document.text)} characters. Find the {what}s in this very text."
        )


def levels_of(document: Document, voices: Iterable[Voice]) -> list[Level]:
    """The voices, outermost first; the longer one's line lies below that of any within it."""
    done: list[Level] = []
    cells = Cells()
    for voice in sorted(voices, key=lambda voice: (voice.end - voice.start, voice.start)):
        _check("voice", document, voice.start, voice.end)
        if voice.voice not in WHOSE:
            raise FramingError(unknown("voice", voice.voice, WHOSE))
        below = (other.level for other in cells.touching(voice.start, voice.end))
        done.append(Level(voice.start, voice.end, voice, max(below, default=-1) + 1))
        cells.add(done[-1])
    return done[::-1]


def stretches(text: str, kinds: Sequence[Sequence[Any]]) -> Iterator[tuple[int, int, list[list[Any]]]]:
    """The stretches of a text in which nothing begins or ends, each with the spans of every kind that lie over it."""
    starts = sorted({edge for spans in kinds for span in spans for edge in (span.start, span.end)} | {0, len(text)})
    covers = [_covering(starts, spans) for spans in kinds]
    for number, (start, end) in enumerate(pairwise(starts)):
        yield start, end, [cover[number] for cover in covers]


def _covering(starts: Sequence[int], spans: Sequence[Any]) -> list[list[Any]]:
    """For each start, the spans that hold what begins there, in the order given."""
    number = {start: i for i, start in enumerate(starts)}
    cover: list[list[Any]] = [[] for _ in starts]
    for span in spans:
        for i in range(number[span.start], number[span.end]):
            cover[i].append(span)
    return cover


def lines_of(text: str) -> list[Range]:
    """The lines of a text, each with its line break and the blank lines after it."""
    return [Range(*line.span()) for line in _LINE.finditer(text)]


def blocks_of(document: Document) -> list[tuple[bool, list[Range]]]:
    """The lines of each block, and whether they are boilerplate."""
    text = document.text
    groups: list[tuple[bool, list[Range]]] = []
    previous = ""
    for line in lines_of(text):
        words = text[line.start : line.end]
        boilerplate = _within(words, line.start, document.boilerplate)
        # A small letter goes on with a sentence that was only wrapped.
        wrapped = words.lstrip()[:1].islower() and len(previous.lstrip().splitlines()) == 1
        if groups and groups[-1][0] == boilerplate and (boilerplate or wrapped):
            groups[-1][1].append(line)
        else:
            groups.append((boilerplate, [line]))
        previous = words
    return groups


def _within(words: str, start: int, ranges: Sequence[Range]) -> bool:
    """Whether words that start there lie in the ranges, white space aside."""
    return all(
        character.isspace() or any(stretch.start <= place < stretch.end for stretch in ranges)
        for place, character in enumerate(words, start)
    )
