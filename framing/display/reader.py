"""
An article to read in colour: frames as highlights, voices as underlines.

Nothing rests on colour alone: each highlight ends with the letter of its frame, the parts of a near are bold and what
lies between them is paler, each kind of voice has its own line, and a legend explains all. Where inline styles are
taken away, the plain HTML elements still mark what there is.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count

import matplotlib as mpl
import pandas as pd

from framing.display.spans import SIGNS, Level, ShownHit, blocks_of, levels_of, lines_of, own_hits, stretches
from framing.display.style import FRAME_COLOURS
from framing.display.tables import UNTYPESET
from framing.errors import FramingError, unknown
from framing.hits.arguments import check_arguments
from framing.hits.given import given_hits, hits_of
from framing.lexicon.frames import Lexicon
from framing.text.document import Document, Range
from framing.voice.spans import Cells
from framing.voice.voiced import voice_options
from framing.voice.voices import Voice, find_voices

_UNSHOWN = dict.fromkeys(map(ord, "\r\n")) | dict.fromkeys([0, *range(0xD800, 0xE000)], "\N{REPLACEMENT CHARACTER}")

# Own colours throughout, so that a dark theme changes nothing; printed as shown.
_PAGE = (
    "background-color:#fff;color:#222;color-scheme:light;max-width:46em;padding:1em 1.5em;"
    "font-family:Georgia,'Times New Roman',serif;font-size:16px;line-height:1.9;overflow-wrap:break-word;"
    "-webkit-print-color-adjust:exact;print-color-adjust:exact"
)
_LEGEND = (
    "font-family:Helvetica,Arial,sans-serif;font-size:13px;line-height:2;color:#222;"
    "border-bottom:1px solid #ccc;padding-bottom:.5em;margin-bottom:1em"
)
_ITEM = "display:inline-block;margin-right:1.4em"
_LETTER = (
    "font-family:Helvetica,Arial,sans-serif;font-size:10px;font-weight:bold;line-height:0;vertical-align:super;"
    "color:#222;margin-left:1px"
)
_HEADLINE = "font-size:1.3em;line-height:1.5"
_BOILERPLATE = "font-family:Helvetica,Arial,sans-serif;font-size:12px;line-height:1.4;color:#666"
_PARAGRAPH = "margin:0 0 .8em;color:inherit"
_CUE = "font-style:italic"
_PART = "font-weight:bold"
_LINES = {
    "direct": "2px solid #333",
    "indirect": "2px dashed #333",
    "imputed": "2px dotted #333",
    "author": "1px dotted #767676",
}
_SAYS = {
    "direct": "direct (quoted)",
    "indirect": "indirect (reported)",
    "imputed": "imputed (wanted, feared, planned)",
    "author": "author’s own, in quote marks",
}


@dataclass(frozen=True, repr=False)
class Article:
    """One article in colour: ``html`` is the fragment that a notebook shows; ``hits`` and ``voices`` are how many."""

    doc_id: str
    html: str
    hits: int
    voices: int
    name: str

    def __repr__(self) -> str:
        return _summary(self.name, self.hits, self.voices)

    def _repr_html_(self) -> str:
        return self.html


def read_article(
    document: Document,
    hits: pd.DataFrame,
    voices: Iterable[Voice] | None = None,
    *,
    lexicon: Lexicon | None = None,
    colors: Mapping[str, str] | None = None,
    fold: bool = False,
) -> Article:
    """
    Show one article in a notebook, with its frames highlighted and its voices underlined.

    Parameters
    ----------
    document : Document
    hits : DataFrame
        As :func:`find_hits` returns it; other documents' rows are passed over. Columns ``parts``, ``voice``,
        ``speaker``, ``stance`` and the others of :func:`add_voice` are shown where there are any.
    voices : iterable of Voice, optional
        As :func:`find_voices` gives them for the document's text; none: just these, told apart as those of the hits.
    lexicon : Lexicon, optional
        Whose order and labels of frames the legend has.
    colors : mapping, optional
        The colour of each frame, as Matplotlib names it; highlights are tints of it. Default: the figures' colours of
        frames, in the order of the lexicon; without one, in alphabetical order of all frames in ``hits``, so that
        articles of one table agree.
    fold
        Whether only the article's name and counts are seen at first, and the rest opens at a click.

    Returns
    -------
    Article
        Called by the metadata ``name`` if there is one, else by its id.

    Raises
    ------
    FramingError
        If a column is missing, a frame has no colour or an unusable one, or a hit, part or voice is not of this text.

    Examples
    --------
    >>> from framing import Lexicon, find_hits, read_corpus
    >>> corpus = read_corpus(["“A new Great Game has begun,” the envoy said."])
    >>> hits = find_hits(corpus, Lexicon.from_dict({"rivalry": ["great game"]}))
    >>> read_article(corpus["text1"], hits)
    text1: 1 hit, 1 voice
    """
    check_arguments(document=document, hits=hits)
    hits = given_hits(hits, needs=("doc_id", "frame", "pattern", "start", "end"))
    own = own_hits(document, hits_of(hits, document))
    said = find_voices(document.text, **voice_options(hits)) if voices is None else voices
    levels = levels_of(document, said)
    found = sorted(set(map(str, hits["frame"])))
    labels = {frame.name: frame.label for frame in lexicon} if lexicon else {}
    tints = _tints([*labels, *(frame for frame in found if frame not in labels)], found, colors)
    letters = letters_of(tints)
    name = document.metadata.get("name")
    name = name if isinstance(name, str) and name.strip() else document.doc_id
    summary = _summary(name, len(own), len(levels))
    legend = _legend(summary, own, tints, letters, labels)
    body = "".join(_blocks(document, _pieces(document, own, levels, tints, letters), own))
    page = (
        f'<div class="{UNTYPESET}" style="{_PAGE}"><div style="{_LEGEND}">{legend}</div><article>{body}</article></div>'
    )
    if fold:
        page = f'<details class="{UNTYPESET}"><summary>{safe(summary)}</summary>{page}</details>'
    return Article(document.doc_id, page, len(own), len(levels), name)


def _summary(name: str, hits: int, voices: int) -> str:
    return f"{name}: {hits} hit{'s' * (hits != 1)}, {voices} voice{'s' * (voices != 1)}"


def _tints(frames: Sequence[str], found: Sequence[str], colors: Mapping[str, str] | None) -> dict[str, str]:
    """A light tint for each frame: dark text on it keeps a contrast above 7."""
    if colors is None:
        colors = {frame: FRAME_COLOURS[i % len(FRAME_COLOURS)] for i, frame in enumerate(frames)}
    for frame in found:
        if frame not in colors:
            raise FramingError(f"colors: {unknown('frame', frame, colors)}")
    return {str(frame): _tint(colour) for frame, colour in colors.items()}


def _tint(colour: str) -> str:
    try:
        strong = mpl.colors.to_rgb(colour)
    except ValueError:
        raise FramingError(f"colors: {colour!r} is no colour. Write it as '#0072b2' or 'tab:blue'.") from None
    return mpl.colors.to_hex([1 - 0.4 * (1 - part) for part in strong])


def _pale(tint: str) -> str:
    """What lies between the parts of a near is tinted less than they are."""
    return mpl.colors.to_hex([1 - 0.4 * (1 - part) for part in mpl.colors.to_rgb(tint)])


def letters_of(frames: Iterable[str]) -> dict[str, str]:
    """
    A short capital name for each frame: its initial, its initials, or its initial and a number.

    >>> letters_of(["great_game", "great_power", "greatness"])
    {'great_game': 'G', 'great_power': 'GP', 'greatness': 'G2'}
    """
    letters: dict[str, str] = {}
    for frame in frames:
        initials = "".join(word[0] for word in re.findall(r"[^\W_]+", frame)).upper() or "X"
        options = chain([initials[0], initials], (f"{initials[0]}{number}" for number in count(2)))
        letters[frame] = next(option for option in options if option not in letters.values())
    return letters


def _pieces(
    document: Document,
    hits: Sequence[ShownHit],
    levels: Sequence[Level],
    tints: Mapping[str, str],
    letters: Mapping[str, str],
) -> dict[int, str]:
    """The HTML of each run of text in which nothing changes, by where it starts."""
    text = document.text
    cues = [Range(*level.voice.cue) for level in levels if level.voice.cue]
    parts = [part for hit in hits for part in hit.parts]
    kinds = (hits, levels, cues, document.headline, document.boilerplate, parts, lines_of(text))
    pieces = {}
    for start, end, (over, said, cued, headline, boilerplate, part, _) in stretches(text, kinds):
        run = safe(text[start:end])
        run = f'<i style="{_CUE}">{run}</i>' if cued else run
        run = f'<b style="{_PART}">{run}</b>' if part else run
        if over:
            strong = {hit.frame for hit in over if hit.rests_on(start, end)}
            shades = {hit.frame: tints[hit.frame] if hit.frame in strong else _pale(tints[hit.frame]) for hit in over}
            run = f'<mark style="{_highlight(list(shades.values()))};color:#222">{run}</mark>'
        run += "".join(_letter(letters[hit.frame], hit.mark) for hit in over if hit.end == end)
        run = f'<strong style="{_HEADLINE}">{run}</strong>' if headline else run
        run = f'<small style="{_BOILERPLATE}">{run}</small>' if boilerplate else run
        for level in reversed(said):
            run = f'<u style="{_underline(level.voice.voice, level.level)}">{run}</u>'
        title = "\n\n".join([hit.title for hit in over] + [_told(level.voice, text) for level in reversed(said)])
        pieces[start] = f'<span title="{_attribute(title)}">{run}</span>' if title else run
    return pieces


def _blocks(document: Document, pieces: Mapping[int, str], hits: Sequence[ShownHit]) -> Iterator[str]:
    """Lines to paragraphs; neighbouring lines of nothing but boilerplate to one block that unfolds."""
    starts, cells = sorted(pieces), Cells(hits)
    for folds, lines in blocks_of(document):
        runs = [starts[bisect_left(starts, line.start) : bisect_left(starts, line.end)] for line in lines]
        first, last = lines[0].start, lines[-1].end
        yield _block(
            ["".join(map(pieces.__getitem__, run)) for run in runs],
            folds=folds,
            unfolded=folds and bool(cells.touching(first, last)),
        )


def _block(lines: Sequence[str], *, folds: bool, unfolded: bool) -> str:
    if not folds or len(lines) == 1:
        return f'<p style="{_PARAGRAPH}">{"<br>".join(lines)}</p>'
    more = "<br>".join(lines[1:])
    style = f"{_BOILERPLATE};margin:0 0 1.2em"
    return f'<details style="{style}"{" open" * unfolded}><summary>{lines[0]}</summary>{more}</details>'


def _highlight(colours: Sequence[str]) -> str:
    if len(colours) == 1:
        return f"background-color:{colours[0]}"
    stops = ",".join(f"{colour} {6 * i}px {6 * i + 6}px" for i, colour in enumerate(colours))
    # The plain colour shows where a sanitizer drops the stripes.
    return f"background-color:{colours[0]};background-image:repeating-linear-gradient(135deg,{stops})"


def _underline(voice: str, level: int) -> str:
    return f"text-decoration:none;border-bottom:{_LINES[voice]};padding-bottom:{4 * level}px"


def _letter(letter: str, mark: str) -> str:
    shown = f"{letter}·{mark}" if mark else letter
    return f'<sup style="{_LETTER}">{safe(shown)}</sup>'


def _told(voice: Voice, text: str) -> str:
    lines = [f"voice: {voice.voice} ({voice.kind})", f"speaker: {voice.speaker}"]
    if voice.cue:
        lines.append(f"cue: {text[slice(*voice.cue)]}")
    return "\n".join([*lines, f"rule: {voice.rule}, confidence {voice.confidence:.2f}"])


def _legend(
    summary: str,
    hits: Sequence[ShownHit],
    tints: Mapping[str, str],
    letters: Mapping[str, str],
    labels: Mapping[str, str],
) -> str:
    name, _, counts = summary.rpartition(": ")
    rows = [
        [f"<b>{safe(name)}</b>", safe(counts)],
        [
            f'<mark style="background-color:{tint};color:#222;padding:0 .3em">{safe(labels.get(frame, frame))}</mark>'
            f"{_letter(letters[frame], '')} {sum(hit.frame == frame for hit in hits)}"
            for frame, tint in tints.items()
        ],
        [
            *(f'<u style="{_underline(voice, 0)}">{says}</u>' for voice, says in _SAYS.items()),
            f'<i style="{_CUE}">cue words</i>',
        ],
        [
            *(f"<b>·{mark}</b> {stance}" for stance, mark in SIGNS.items() if any(hit.mark == mark for hit in hits)),
            *([f'<b style="{_PART}">bold</b>: the parts of a near'] if any(hit.parts for hit in hits) else []),
            f'<small style="{_BOILERPLATE}">small grey: boilerplate</small>',
        ],
    ]
    items = ["".join(f'<span style="{_ITEM}">{item}</span>' for item in row) for row in rows]
    return "".join(f"<div>{row}</div>" for row in items)


def safe(text: str) -> str:
    """What HTML can hold of a text, without line breaks; one character for each that it cannot."""
    return html.escape(text.translate(_UNSHOWN))


def _attribute(text: str) -> str:
    return "&#10;".join(safe(line) for line in text.split("\n"))
