"""
Hits to barcodes: where in the story each stands, one line an article.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from framing.display.figures import axes_for
from framing.display.style import SECTION_SHADES, SERIES_COLOURS, article_styles, house_style, legend_name

STROKE = 0.006  # width of a stroke of a barcode, as a share of the line
TOUCHING = 0.009  # strokes nearer than this cannot be told apart


def barcode(
    table: pd.DataFrame,
    ax: Axes | None = None,
    *,
    order: Sequence[str],
    styles: dict[str, dict[str, str]] | None = None,
    lengths: pd.Series | None = None,
    sections: pd.DataFrame | None = None,
    filled: str = "",
    hollow: str = "",
    xlabel: str = "",
    title: str = "",
) -> Axes:
    """
    Every hit as one stroke: where in the story it stands.

    Every article is as wide as the others, whatever its length, so distances are comparable within a line only. Where
    two strokes would touch, the second stands a little lower; at the right stands how many there are.

    Parameters
    ----------
    table : DataFrame
        Columns ``doc_id`` and ``position`` (0–1); where a column ``hollow`` is true, a stroke is not filled.
    order
        All articles, first on top; those without hits are empty lines.
    styles
        Colour of each article; none: as :func:`article_styles` gives it.
    lengths : Series, optional
        Words of each article, to be printed under its name.
    sections : DataFrame, optional
        Columns ``doc_id, section, start, end`` (0–1): stretches to be shaded, such as headline and lead.
    filled, hollow
        What such strokes are called in the legend, if they are called anything.
    """
    styles = styles or article_styles(order)
    ax = axes_for(ax, lines=2 * len(order))
    with house_style(ax):
        stretches = pd.DataFrame({"doc_id": [], "section": []}) if sections is None else sections
        shades = dict(zip(dict.fromkeys(stretches["section"]), itertools.cycle(SECTION_SHADES), strict=False))
        for place, doc_id in enumerate(order):
            ax.hlines(place, 0, 1, color="#e4e4e4", linewidth=0.7, zorder=0)
            for stretch in stretches[stretches["doc_id"] == doc_id].itertuples():
                width = stretch.end - stretch.start
                ax.barh(place, width, left=stretch.start, height=0.86, color=shades[stretch.section], zorder=1)
            own = table[table["doc_id"] == doc_id].sort_values("position", kind="stable")
            low, last = False, -1.0
            for position, empty in zip(own["position"], own.get("hollow", [False] * len(own)), strict=True):
                low = position - last < TOUCHING and not low
                face = "white" if empty else styles[doc_id]["color"]
                look = {"edgecolor": styles[doc_id]["color"], "linewidth": 0.9, "zorder": 3}
                ax.bar(position, 0.52, STROKE, bottom=place + (-0.12 if low else -0.4), color=face, **look)
                last = position
            ax.annotate(
                f"{len(own)}",
                (1, place),
                (6, 0),
                textcoords="offset points",
                va="center",
                fontsize=8.5,
                color="#333333" if len(own) else "#999999",
            )
        names = [name if lengths is None else f"{name}\n{lengths[name]} words" for name in order]
        ax.set_yticks(range(len(order)), names, fontsize=7.5 if lengths is not None else None, linespacing=1)
        ax.set_ylim(len(order) - 0.5, -0.5)
        ax.set_xlim(-0.005, 1.008)
        ax.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "¼", "½", "¾", "1"])
        ax.grid(visible=False, axis="y")
        ax.tick_params(axis="y", length=0)
        ax.spines["left"].set_visible(False)
        for section, shade in shades.items():
            ax.barh(0, 0, color=shade, label=legend_name(section))  # an entry of the legend
        for name, face in ((filled, SERIES_COLOURS[0]), (hollow, "white")):
            if name:
                ax.bar(0, 0, 0, color=face, edgecolor=SERIES_COLOURS[0], linewidth=0.9, label=legend_name(name))
        ax.set_xlabel(xlabel)
        ax.set_title(title)
    return ax
