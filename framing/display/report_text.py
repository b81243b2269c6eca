"""
An article to its text in compact markup for a report: frames as marks, voices as lines under the words.

An element goes on over the next run of the text where it can, so that a thousand articles stay a small page. What a
mark or a line says of itself stands in the report's tables, found by the number of the hit (``data-h``) or of the voice
(``data-v``). Colours come from the style sheet: the class ``k0-2`` names the frames that lie over a run.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pandas as pd

from framing.display.reader import safe
from framing.display.spans import Level, ShownHit, blocks_of, levels_of, lines_of, own_hits, stretches
from framing.text.corpus import Corpus
from framing.text.document import Document, Range
from framing.voice.voiced import voice_options
from framing.voice.voices import find_voices

_SAYS = {"drop": "not counted", "keep": "boilerplate, counted"}


class Numbered(NamedTuple):
    """A hit or a voice (``of``), and which row it is of the report's table of these."""

    start: int
    end: int
    row: int
    of: Any


class Frame(NamedTuple):
    """What a report says of a frame: its number, its letter, its name to read."""

    number: int
    letter: str
    label: str


class _Layer(NamedTuple):
    """An element over a run; it goes on over the next run where that has an equal one at the same depth."""

    tag: str
    rows: tuple[int, ...] = ()
    classes: str = ""


@dataclass
class ArticleText:
    """
    The text of one article, as HTML by ``html()``.

    Attributes
    ----------
    document : Document
    hits, voices : sequence of Numbered
        Hits in the order of the text, and levels of voices, outermost first.
    sentences : sequence of Range
        Those with a hit: each is an element, so that it shows where a link leads.
    frames : mapping
        Each frame by its name.
    boilerplate : {"drop", "keep"}
        As the corpus treats it.
    together : set
        Numbers of the frames that lie over one run together, once ``html()`` has been asked for.
    """

    document: Document
    hits: Sequence[Numbered]
    voices: Sequence[Numbered]
    sentences: Sequence[Range]
    frames: Mapping[str, Frame]
    boilerplate: str
    together: set[tuple[int, ...]] = field(default_factory=set)
    _anchored: set[int] = field(default_factory=set)  # hits that have been given their id

    def html(self) -> str:
        """All of the text; lines that are nothing but boilerplate fold."""
        self._anchored.clear()
        runs = list(self._runs())
        starts = [start for start, *_ in runs]
        return "".join(
            self._block(folds, [runs[bisect_left(starts, at.start) : bisect_left(starts, at.end)] for at in lines])
            for folds, lines in blocks_of(self.document)
        )

    def _runs(self) -> Iterator[tuple[int, int, list[_Layer], list[Numbered]]]:
        """Each run of the text, what lies over it, outermost first, and the hits that end with it."""
        document = self.document
        cues = [Range(*said.of.voice.cue) for said in self.voices if said.of.voice.cue]
        parts = [part for hit in self.hits for part in hit.of.parts]
        kinds = (self.hits, self.voices, self.sentences, parts, cues, document.headline, document.boilerplate)
        for start, end, over in stretches(document.text, (*kinds, lines_of(document.text))):
            hits, voices, sentences, part, cued, headline, boilerplate, _ = over
            layers = [_Layer("span", (sentence.start,), "s") for sentence in sentences]
            layers += [_Layer("u", (said.row,), _line_class(said.of)) for said in voices]
            layers += [_Layer("small")] * len(boilerplate) + [_Layer("strong")] * len(headline)
            if hits:
                layers.append(_Layer("mark", tuple(hit.row for hit in hits), self._colours(hits, start, end)))
            layers += [_Layer("b")] * bool(part) + [_Layer("i")] * bool(cued)
            yield start, end, layers, [hit for hit in hits if hit.end == end]

    def _colours(self, hits: Sequence[Numbered], start: int, end: int) -> str:
        numbers = tuple(sorted({self.frames[hit.of.frame].number for hit in hits}))
        self.together.add(numbers)
        between = not any(hit.of.rests_on(start, end) for hit in hits)  # the parts of a near
        return colour_class(numbers) + " gap" * between

    def _block(self, folds: bool, lines: Sequence[Sequence[tuple]]) -> str:
        shown = [line for line in map(self._line, lines) if line.strip()]
        if not shown:
            return ""
        if not folds:
            return f"<p>{'<br>'.join(shown)}</p>\n"
        says = _SAYS[self.boilerplate]
        if len(shown) == 1:
            return f'<p class="aside"><em>{says}:</em> {shown[0]}</p>\n'
        text = "<br>".join(shown)
        unfolded = " open" * ("<mark" in text)
        return f'<details class="aside"{unfolded}><summary>{says}: {len(shown)} lines</summary>{text}</details>\n'

    def _line(self, runs: Sequence[tuple[int, int, list[_Layer], list[Numbered]]]) -> str:
        written: list[str] = []
        opened: list[_Layer] = []
        for start, end, layers, ended in runs:
            same = 0
            while same < min(len(opened), len(layers)) and opened[same] == layers[same]:
                same += 1
            written += [f"</{layer.tag}>" for layer in reversed(opened[same:])]
            written += [self._opening(layer) for layer in layers[same:]]
            written.append(safe(self.document.text[start:end]))
            written += [self._letter(hit) for hit in ended]
            opened = layers
        return "".join(written) + "".join(f"</{layer.tag}>" for layer in reversed(opened))

    def _opening(self, layer: _Layer) -> str:
        classes = f' class="{layer.classes}"' if layer.classes else ""
        if layer.tag == "u":
            return f'<u{classes} data-v="{layer.rows[0]}">'
        if layer.tag != "mark":
            return f"<{layer.tag}{classes}>"
        begun = [row for row in layer.rows if row not in self._anchored]  # links lead to where a hit begins
        self._anchored.update(begun)
        others = "".join(f'<a id="h{row}"></a>' for row in begun[1:])
        own = f' id="h{begun[0]}"' if begun else ""
        return f'{others}<mark{own}{classes} data-h="{" ".join(map(str, layer.rows))}">'

    def _letter(self, hit: Numbered) -> str:
        letter, sign = self.frames[hit.of.frame].letter, hit.of.mark
        return f'<sup data-l="{hit.row}">{safe(f"{letter}·{sign}" if sign else letter)}</sup>'


def colour_class(numbers: Sequence[int]) -> str:
    """The class of what lies under frames of these numbers."""
    return "k" + "-".join(map(str, numbers))


def _line_class(level: Level) -> str:
    return level.voice.voice + (f" l{level.level}" if level.level else "")


def _numbered_hits(hits: Sequence[ShownHit], rows: Sequence[int]) -> list[Numbered]:
    """Hits in the order of their text, each with its row in the hit table."""
    return [Numbered(hit.start, hit.end, row, hit) for hit, row in zip(hits, rows, strict=True)]


def _numbered_voices(levels: Sequence[Level], first: int) -> list[Numbered]:
    """Levels of voices, each with its row in the report's table of voices, from the first on."""
    return [Numbered(level.start, level.end, row, level) for row, level in enumerate(levels, start=first)]


def _voice_row(level: Level, text: str) -> list[Any]:
    """What a reader is told of a voice: voice, kind, speaker, cue, rule, confidence."""
    voice = level.voice
    cue = text[slice(*voice.cue)] if voice.cue else ""
    return [voice.voice, voice.kind, voice.speaker, cue, voice.rule, round(voice.confidence, 2)]


def _sentences_of(hits: Sequence[Numbered], sentences: Sequence[tuple[int, int]]) -> list[Range]:
    """The sentences that hits begin in, in order."""
    begins = [start for start, _ in sentences]
    held = sorted({bisect_right(begins, hit.start) - 1 for hit in hits})
    return [Range(*sentences[number]) for number in held if number >= 0]


class Texts(NamedTuple):
    """What the articles come to: their HTML and strips' rows by number, all voices, frames that overlap."""

    html: list[str]
    rows: list[dict[int, dict[str, Any]]]
    voices: list[list[Any]]
    together: set[tuple[int, ...]]

    @classmethod
    def of(cls, hits: pd.DataFrame, corpus: Corpus, frames: Mapping[str, Frame]) -> Texts:
        """Read each article of the corpus, with its hits and the voices that the hits were told apart by."""
        ordered = hits.assign(frame=hits["frame"].astype("str")).sort_values(["start", "end", "frame"], kind="stable")
        by_article = dict(iter(ordered.groupby("doc_id", sort=False, observed=True)))
        ends = corpus.sentences.groupby("doc_id", sort=False)[["start", "end"]]
        sentences = {doc_id: sorted(own.itertuples(index=False, name=None)) for doc_id, own in ends}
        called = voice_options(hits)
        made = cls([], [], [], set())
        for document in corpus:
            own = by_article.get(document.doc_id, hits.iloc[:0])
            levels = levels_of(document, find_voices(document.text, **called))
            found = _numbered_hits(own_hits(document, own), own.index.tolist())
            said = _numbered_voices(levels, len(made.voices))
            within = _sentences_of(found, sentences.get(document.doc_id, []))
            article = ArticleText(document, found, said, within, frames, corpus.boilerplate, made.together)
            made.html.append(article.html())
            made.rows.append(dict(zip(own.index.tolist(), own.to_dict("records"), strict=True)))
            made.voices.extend(_voice_row(level, document.text) for level in levels)
        return made
