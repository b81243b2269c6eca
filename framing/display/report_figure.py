"""
The hits of an article as a strip: a mark for each at its place, a lane for each frame, each mark a link to its hit.

Places are shares of the width, so that a strip is as wide as its page and its marks stay as large as they are. Nothing
rests on colour alone: each frame has a lane of its own, others' words are hollow, what is doubted is a square.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from framing.display.reader import safe
from framing.display.report_text import Frame
from framing.voice.stance import DOUBTED
from framing.voice.voiced import SIDES

LANE = 14  # px
_RADIUS = 4.5


def strip(rows: Mapping[int, Mapping[str, Any]], frames: Mapping[str, Frame], *, name: str) -> str:
    """
    The strip of one article as SVG.

    Parameters
    ----------
    rows : mapping
        Its hits with voice, by their numbers, in the order of the text.
    frames : mapping
        Each frame by its name.
    name : str
        What to call the article.
    """
    height = LANE * len(frames)
    lanes = "".join(
        f'<line x1="0" x2="100%" y1="{_middle(frame)}" y2="{_middle(frame)}"/>'
        f'<text x="0" y="{_middle(frame)}" dx="-8" dy="4">{safe(frame.letter)}</text>'
        for frame in frames.values()
    )
    marks = "".join(_mark(number, row, frames[row["frame"]]) for number, row in rows.items())
    said = safe(f"Hits in {name}, from its beginning to its end")
    return f'<svg class="strip" role="group" aria-label="{said}" height="{height}">{lanes}{marks}</svg>'


def _middle(frame: Frame) -> float:
    return LANE * (frame.number + 0.5)


def _mark(number: int, row: Mapping[str, Any], frame: Frame) -> str:
    x, y = f"{100 * row['position']:.2f}%", _middle(frame)
    hollow = row["voice"] in SIDES["attributed"]
    classes = f"f{frame.number}{' hollow' * hollow}"
    if row["stance"] in DOUBTED:
        side = 2 * _RADIUS - 1
        shape = f'<rect x="{x}" y="{y}" width="{side}" height="{side}"/>'
    else:
        shape = f'<circle cx="{x}" cy="{y}" r="{_RADIUS}"/>'
    words = " ".join(str(row["text"]).split())
    said = safe(f"{frame.label}, {row['voice']}, {row['stance']}: {words}")
    return f'<a href="#h{number}" data-h="{number}" class="{classes}" aria-label="{said}">{shape}</a>'


def key(frames: Sequence[Frame]) -> str:
    """What the marks mean, as a list."""
    lanes = "".join(
        f'<li><svg class="sign f{frame.number}" aria-hidden="true"><circle cx="7" cy="7" r="{_RADIUS}"/></svg>'
        f"<b>{safe(frame.letter)}</b> {safe(frame.label)}</li>"
        for frame in frames
    )
    shapes = (
        ("", "author’s own words (also what the author imputes)"),
        (" hollow", "words of others, quoted or reported"),
    )
    voices = "".join(
        f'<li><svg class="sign{hollow}" aria-hidden="true"><circle cx="7" cy="7" r="{_RADIUS}"/></svg>{says}</li>'
        for hollow, says in shapes
    )
    side = 2 * _RADIUS - 1
    doubt = (
        f'<li><svg class="sign" aria-hidden="true"><rect x="7" y="7" width="{side}" height="{side}"/></svg>'
        "square: doubted or denied</li>"
    )
    return f'<ul class="key">{lanes}{voices}{doubt}</ul>'
