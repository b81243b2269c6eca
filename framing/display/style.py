"""
The look of every picture: colours, markers, and a house style that nothing of the user's own settings changes.

An article keeps its colour and marker in every figure: both go by its place in the corpus.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import contextmanager
from pathlib import Path

import matplotlib as mpl

STYLE = Path(__file__).resolve().parent / "framing.mplstyle"
# Okabe & Ito (2008): eight colours told apart by colour-blind readers, the yellow left out (too pale for lines).
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000")
MARKERS = ("o", "s", "^", "D", "v", "P", "X")
# Shades for parts of a whole, dark to light, from one hue.
SHADES = ("#08519c", "#6baed6", "#c6dbef", "#deebf7")
SECTION_SHADES = ("#a8a8a8", "#dedede")  # headline, lead
# For series of marks that are no articles.
SERIES_COLOURS = ("#54278f", "#a89cc8", "#555555")
# In the order of framing.voice.stance.STANCES: asserted dark, reported light, held at a distance and denied warm.
STANCE_COLOURS = ("#0072b2", "#9ecae1", "#e69f00", "#d55e00", "#999999")

# The author's words grey, also what is imputed; those of others blue-green. No article has these.
VOICE_COLOURS = {"author": "#4d4d4d", "imputed": "#c9c9c9", "direct": "#01665e", "indirect": "#80cdc1"}


@contextmanager
def house_style():
    """The house style and nothing of the user's own settings."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.style.use(STYLE)
        yield


def article_styles(doc_ids: Sequence[str]) -> dict[str, dict[str, str]]:
    """
    Colour and marker of each article, by its place in the corpus.

    >>> article_styles(["a", "b"])["b"]
    {'color': '#d55e00', 'marker': 's'}
    """
    return {
        doc_id: {"color": COLOURS[i % len(COLOURS)], "marker": MARKERS[i % len(MARKERS)]}
        for i, doc_id in enumerate(doc_ids)
    }
