"""
Pictures of parts: a table and axes in, the axes out, with one bar a row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke

from framing.display.figures import axes_for
from framing.display.style import COLOURS, SHADES, house_style, ink_on, legend_name
from framing.errors import FramingError, unknown


def stacked_bars(
    table: pd.DataFrame,
    ax: Axes | None = None,
    *,
    xlabel: str,
    title: str = "",
    colours: Sequence[str] = SHADES,
    looks: Mapping[str, Mapping[str, str]] | None = None,
) -> Axes:
    """
    One horizontal bar a row, one part a column; each part carries its number, without decimals.

    Parameters
    ----------
    table : DataFrame
        Index: labels of the bars, first on top. Columns: parts, left to right.
    colours
        Of the parts; one each.
    looks
        Colour, and maybe hatch, of each part by its name, such as ``PART_LOOKS``; instead of colours.

    Raises
    ------
    FramingError
        If there are more parts than colours, or a part has no look.
    """
    if looks is not None:
        for part in table.columns:
            if part not in looks:
                raise FramingError(f"looks: {unknown('part', part, looks)}")
    elif len(table.columns) > len(colours):
        raise FramingError(
            f"{len(table.columns)} parts and {len(colours)} colours. Add parts up, or give colours=, one a part."
        )
    ax = axes_for(ax, lines=2 * len(table))
    with house_style(ax):
        left = pd.Series(0, index=table.index)
        total = table.sum(axis=1).max()
        drawn = looks or {part: {"color": colour} for part, colour in zip(table.columns, colours, strict=False)}
        for part, values in table.items():
            look = {"edgecolor": "#222222", "linewidth": 0, **drawn[part]}
            bars = ax.barh(range(len(table)), values, left=left, label=legend_name(part), height=0.65, **look)
            for bar in bars:  # else the axis would end where the last part begins that is nothing
                bar.sticky_edges.x[:] = [0]
            # A part too narrow for its number goes without; the table above the figure has it.
            labels = [f"{value:.0f}" if value > 0.03 * total else "" for value in values]
            texts = ax.bar_label(bars, labels, label_type="center", fontsize=8, color=ink_on(look["color"]))
            for text in texts if "hatch" in look else ():
                text.set_path_effects([withStroke(linewidth=3, foreground=look["color"])])
            left = left + values
        ax.set_yticks(range(len(table)), list(table.index))
        ax.set_ylim(len(table) - 0.5, -0.5)
        ax.tick_params(axis="y", length=0)
        ax.grid(visible=False, axis="y")
        ax.set_xlabel(xlabel)
        ax.set_title(title)
    return ax


def shift_bars(
    table: pd.DataFrame,
    ax: Axes | None = None,
    *,
    first: str,
    colour: str = COLOURS[0],
    limit: float | None = None,
    n: int = 12,
    title: str = "",
) -> Axes:
    """
    The words with the greatest part in what sets two texts apart: to the right those of the first, else to the left.

    Parameters
    ----------
    table : DataFrame
        As :func:`word_shift` returns it: ``word``, ``share``, ``direction``; the first ``n`` rows are drawn.
    first
        The direction that goes to the right.
    colour
        Of its bars; the others are hollow.
    limit
        Where the axis ends on both sides, in per cent; none: a little beyond the longest bar.
    """
    ax = axes_for(ax, lines=n)
    with house_style(ax):
        top = table.head(n).reset_index(drop=True)
        own = top["direction"] == first
        shares = (100 * top["share"].fillna(0)).where(own, -100 * top["share"].fillna(0))
        look = {"height": 0.7, "edgecolor": [colour if mine else "#777777" for mine in own], "linewidth": 1}
        ax.barh(range(len(top)), shares, color=[colour if mine else "white" for mine in own], **look)
        limit = limit or 1.1 * shares.abs().max() or 1
        for place, (word, share) in enumerate(zip(top["word"], shares, strict=True)):
            # The side without a bar has room for the word.
            away = -0.03 * limit if share >= 0 else 0.03 * limit
            ax.text(away, place, word, ha="right" if share >= 0 else "left", va="center", fontsize=7.5)
        ax.axvline(0, color="#888888", linewidth=0.8)
        ax.set_xlim(-limit, limit)
        ax.set_ylim(max(len(top), 1) - 0.5, -0.5)
        ax.xaxis.set_major_locator(mpl.ticker.MaxNLocator(5, steps=[1, 2, 5, 10], symmetric=True))
        ax.xaxis.set_major_formatter(lambda value, _: f"{abs(value):g}")
        ax.set_yticks([])
        ax.spines["left"].set_visible(False)
        ax.grid(visible=False, axis="y")
        ax.set_title(title)
    return ax
