"""
The look of every picture: colours, markers, and a house style that nothing of the user's own settings changes.

Articles, frames and voices each have colours of their own, in every figure and in the article to read.

An article keeps its colour and marker in every figure: both go by its place in the corpus. From the eighth on a colour
has another marker than before. Of more than ten nobody finds a mark in a legend: then all look alike, and pictures name
the line of each.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from contextlib import contextmanager
from pathlib import Path

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.text import Text

STYLE = Path(__file__).resolve().parent / "framing.mplstyle"
# Okabe & Ito (2008): eight colours told apart by colour-blind readers, the yellow left out (too pale for lines).
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000")
MARKERS = ("o", "s", "^", "D", "v", "P", "X")
MANY = 10  # marks that a legend can tell apart; of more each bears its name, and all have this look:
PLAIN = {"color": "#444444", "marker": "o"}
# Frames, in the order of their lexicon: from Paul Tol's muted scheme (2021), no colour of an article, and dark to light
# so that they stay apart in grey.
FRAME_COLOURS = ("#332288", "#aa4499", "#999933", "#882255", "#117733", "#88ccee", "#ddcc77")
# Whose words (Harrower and Brewer 2003, BrBG): the author's brown, also what is imputed; those of others blue-green.
# Neighbours stay apart in grey.
VOICE_COLOURS = {"author": "#543005", "imputed": "#dfc27d", "direct": "#35978f", "indirect": "#c7eae5"}
# The parts of an overview: the same hues; what is doubted is pale and hatched.
PART_LOOKS = {
    "author": {"color": "#543005"},
    "author, doubted": {"color": "#dfc27d", "hatch": "/////"},
    "others": {"color": "#35978f"},
    "others, doubted": {"color": "#c7eae5", "hatch": "/////"},
}
# In the order of framing.voice.stance.STANCES: what is believed is grey, what is held at a distance or denied red.
STANCE_COLOURS = ("#404040", "#bababa", "#f4a582", "#b2182b", "#ffffff")
# Shades for parts of a whole, dark to light, from one hue.
SHADES = ("#08519c", "#6baed6", "#c6dbef", "#deebf7")
SECTION_SHADES = ("#a8a8a8", "#dedede")  # headline, lead
# For series of marks that are neither articles nor frames nor voices.
SERIES_COLOURS = ("#222222", "#9a9a9a", "#5f5f5f")


@contextmanager
def house_style(*axes: Axes):
    """The house style and nothing of the user's own settings; what is written on the axes is text, never a formula."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.style.use(STYLE)
        for text in (text for ax in axes for text in ax.findobj(Text)):  # made before, maybe under other settings
            text.set_parse_math(False)
        yield
        for ax in axes:  # what is too long for a line is broken where the figure ends
            for text in (ax.xaxis.label, *(child for child in ax.get_children() if isinstance(child, Text))):
                text.set_wrap(text not in ax.texts)


def article_styles(doc_ids: Sequence[str], *, colours: Sequence[str] = COLOURS) -> dict[str, dict[str, str]]:
    """
    Colour and marker of each article, by its place in the corpus.

    Of up to ten no two have both in common; more than ten all look alike.

    Parameters
    ----------
    doc_ids
        The articles, or what else has a mark of its own.
    colours
        In this order, and again from the first when they are used up.

    Examples
    --------
    >>> article_styles(["a", "b"])["b"]
    {'color': '#d55e00', 'marker': 's'}
    """
    if len(doc_ids) > MANY:
        return {doc_id: dict(PLAIN) for doc_id in doc_ids}
    return {
        doc_id: {"color": colours[i % len(colours)], "marker": MARKERS[(i + _again(i, colours)) % len(MARKERS)]}
        for i, doc_id in enumerate(doc_ids)
    }


def _again(i: int, colours: Sequence[str]) -> int:
    """By how much markers have moved on at a place, so that no pair comes again."""
    return i // math.lcm(len(colours), len(MARKERS))


def legend_name(name: object) -> str:
    """The name as a legend has it; Matplotlib would leave out one that begins with an underscore."""
    return f" {name}" if str(name).startswith("_") else str(name)


def ink_on(colour: str) -> str:
    """
    The ink for digits on a colour, dark or white, whichever stands out more (contrast as in WCAG 2.1).

    Examples
    --------
    >>> ink_on("#08519c"), ink_on("#6baed6")
    ('white', '#222222')
    """
    light = sum(part * _linear(value) for part, value in zip(_LUMINANCE, mpl.colors.to_rgb(colour), strict=True))
    return "white" if 1.05 / (light + 0.05) > (light + 0.05) / (_linear(0x22 / 255) + 0.05) else "#222222"


_LUMINANCE = (0.2126, 0.7152, 0.0722)


def _linear(value: float) -> float:
    """A part of an sRGB colour as light."""
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
