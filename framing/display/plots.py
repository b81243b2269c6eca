"""
Tables to pictures: every function takes a table and axes and returns the axes; it computes nothing.

:func:`figure` gives axes in the house style, :func:`save_figure` writes the files and what is needed to check them.
An article keeps its colour and marker in every figure: both go by its place in the corpus.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import os
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from framing.errors import FramingError
from framing.files import write_whole
from framing.lexicon.frames import Lexicon
from framing.text.corpus import Corpus

STYLE = Path(__file__).resolve().parent / "framing.mplstyle"
FIGURES = Path(__file__).resolve().parents[2] / "figures"

# Okabe & Ito (2008): eight colours told apart by colour-blind readers, the yellow left out (too pale for lines).
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000")
MARKERS = ("o", "s", "^", "D", "v", "P", "X")
# Shades for parts of a whole, dark to light, from one hue.
SHADES = ("#08519c", "#6baed6", "#c6dbef", "#deebf7")
SECTION_SHADES = ("#a8a8a8", "#dedede")  # headline, lead
TOUCHING = 0.006  # strokes of a barcode nearer than this share of its width cannot be told apart
# For series of marks that are no articles.
SERIES_COLOURS = ("#54278f", "#a89cc8", "#555555")
# In the order of framing.voice.stance.STANCES: asserted dark, reported light, held at a distance and denied warm.
STANCE_COLOURS = ("#0072b2", "#9ecae1", "#e69f00", "#d55e00", "#999999")


@contextmanager
def house_style():
    """The house style and nothing of the user's own settings."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.style.use(STYLE)
        yield


def figure(rows: int = 1, columns: int = 1, *, size: tuple[float, float] = (7.2, 3.6), **options: Any):
    """
    An empty figure in the house style.

    Parameters
    ----------
    rows, columns
        How many axes.
    size
        Width and height in inches.
    **options
        Passed to ``Figure.subplots``, such as ``sharey=True``.

    Returns
    -------
    (Figure, Axes or array of Axes)
    """
    with house_style():
        fig = Figure(figsize=size)
        return fig, fig.subplots(rows, columns, **options)


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


def legend(fig: Figure, ax: Axes, *, columns: int = 3) -> None:
    """Put one legend under all axes of a figure, with the entries of one of them."""
    with house_style():
        fig.legend(*ax.get_legend_handles_labels(), loc="outside lower center", ncols=columns)


def stacked_bars(
    table: pd.DataFrame, ax: Axes, *, xlabel: str, title: str = "", colours: Sequence[str] = SHADES
) -> Axes:
    """
    One horizontal bar a row, one part a column; each part carries its number.

    Parameters
    ----------
    table : DataFrame
        Index: labels of the bars, first on top. Columns: parts, left to right.
    """
    with house_style():
        left = pd.Series(0, index=table.index)
        total = table.sum(axis=1).max()
        for (part, values), colour in zip(table.items(), colours, strict=False):
            bars = ax.barh(list(table.index), values, left=left, color=colour, label=str(part), height=0.65)
            dark = mpl.colors.rgb_to_hsv(mpl.colors.to_rgb(colour))[2] < 0.85
            # A part too narrow for its number goes without; the table above the figure has it.
            labels = [f"{value:g}" if value > 0.03 * total else "" for value in values]
            ax.bar_label(bars, labels, label_type="center", fontsize=8, color="white" if dark else "#222222")
            left = left + values
        ax.set_ylim(len(table) - 0.5, -0.5)
        ax.grid(visible=False, axis="y")
        ax.set_xlabel(xlabel)
        ax.set_title(title)
    return ax


def heatmap(table: pd.DataFrame, ax: Axes, *, title: str = "", limits: tuple[float, float] = (0, 1)) -> Axes:
    """
    A square table of values, each printed in its cell.

    Parameters
    ----------
    table : DataFrame
        Index and columns: labels. Values between ``limits``.
    """
    with house_style():
        values = table.to_numpy(dtype=float)
        ax.pcolormesh(values, vmin=limits[0], vmax=limits[1], cmap="cividis", edgecolors="white", linewidth=1)
        ax.set_ylim(len(values), 0)
        middle = sum(limits) / 2
        for i, row in enumerate(values):
            for j, value in enumerate(row):
                ink = "white" if value < middle else "#222222"
                ax.text(j + 0.5, i + 0.5, f"{value:.2f}", ha="center", va="center", color=ink, fontsize=8)
        places = [number + 0.5 for number in range(len(table.columns))]
        ax.set_xticks(places, list(table.columns), rotation=25, ha="right", rotation_mode="anchor")
        ax.set_yticks([number + 0.5 for number in range(len(table.index))], list(table.index))
        ax.grid(visible=False)
        ax.spines[:].set_visible(False)
        ax.tick_params(length=0)
        ax.set_title(title)
    return ax


def dots(
    table: pd.DataFrame,
    ax: Axes,
    *,
    xlabel: str,
    styles: dict[str, dict[str, str]],
    limit: float | None = None,
    title: str = "",
) -> Axes:
    """
    One line a row, one mark a column: to compare articles within frames.

    Parameters
    ----------
    table : DataFrame
        Index: labels of the lines, first on top. Columns: articles. Missing values get no mark.
    styles
        Colour and marker of each column, as :func:`article_styles` gives them.
    limit
        Where the axis ends; none: a little beyond the last mark.
    """
    with house_style():
        places = list(range(len(table.index)))
        n = len(table.columns)
        for i, (name, values) in enumerate(table.items()):
            # Marks of one line stand a little apart, so that equal values hide nothing.
            height = [place + 0.11 * (i - (n - 1) / 2) for place in places]
            rates = values.to_numpy(dtype=float)
            ax.plot(rates, height, linestyle="none", label=str(name), clip_on=False, zorder=4, **styles[name])
        ax.set_yticks(places, list(table.index))
        ax.set_ylim(len(places) - 0.5, -0.5)
        ax.set_xlim(0, limit)
        ax.grid(visible=False, axis="y")
        for place in places[1:]:
            ax.axhline(place - 0.5, color="#e4e4e4", linewidth=0.7, zorder=0)
        ax.set_xlabel(xlabel)
        ax.set_title(title)
    return ax


def intervals(
    table: pd.DataFrame,
    ax: Axes,
    *,
    value: str,
    xlabel: str,
    styles: dict[str, dict[str, str]],
    by: str = "doc_id",
    limit: float | None = None,
    title: str = "",
) -> Axes:
    """
    One band a frame, in it one mark an article on the line of its interval.

    Parameters
    ----------
    table : DataFrame
        Columns ``frame``, the column ``by``, the column ``value``, ``low``, ``high`` and ``bound``. Where nothing was
        found the mark is hollow and the line dotted: a bound, not an interval. Where ``low`` or ``high`` is missing
        there is a mark without a line.
    styles
        Colour and marker of each article, as :func:`article_styles` gives them; first on top.
    limit
        Where the axis ends; none: a little beyond the longest line.
    """
    with house_style():
        places = {frame: number for number, frame in enumerate(table["frame"].unique())}
        n = len(styles)
        for i, (name, style) in enumerate(styles.items()):
            own = table[table[by] == name]
            height = [places[frame] + 0.15 * (i - (n - 1) / 2) for frame in own["frame"]]
            for y, low, high, bound in zip(height, own["low"], own["high"], own["bound"], strict=True):
                line = ":" if bound == "none found" else "-"
                ax.plot([low, high], [y, y], line, color=style["color"], linewidth=1.6, zorder=3)
            none = (own["bound"] == "none found").to_numpy()
            at = own[value].to_numpy(dtype=float)
            look = {"linestyle": "none", "clip_on": False, "zorder": 4, "markersize": 6.5, **style}
            ax.plot(at[~none], [y for y, bound in zip(height, none, strict=True) if not bound], label=name, **look)
            if none.any():  # no empty line: the layout would make room for it
                hollow = {**look, "markerfacecolor": "white"}
                ax.plot(at[none], [y for y, bound in zip(height, none, strict=True) if bound], **hollow)
        ax.set_yticks(list(places.values()), list(places))
        ax.set_ylim(len(places) - 0.5, -0.5)
        ax.set_xlim(0, limit)
        ax.grid(visible=False, axis="y")
        for place in list(places.values())[1:]:
            ax.axhline(place - 0.5, color="#e4e4e4", linewidth=0.7, zorder=0)
        ax.set_xlabel(xlabel)
        ax.set_title(title)
    return ax


def barcode(
    table: pd.DataFrame,
    ax: Axes,
    *,
    order: Sequence[str],
    styles: dict[str, dict[str, str]],
    lengths: pd.Series | None = None,
    sections: pd.DataFrame | None = None,
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
        Columns ``doc_id`` and ``position`` (0–1).
    order
        All articles, first on top; those without hits are empty lines.
    styles
        Colour of each article, as :func:`article_styles` gives it.
    lengths : Series, optional
        Words of each article, to be printed under its name.
    sections : DataFrame, optional
        Columns ``doc_id, section, start, end`` (0–1): stretches to be shaded, such as headline and lead.
    """
    with house_style():
        stretches = pd.DataFrame({"doc_id": [], "section": []}) if sections is None else sections
        shades = dict(zip(dict.fromkeys(stretches["section"]), itertools.cycle(SECTION_SHADES), strict=False))
        for place, doc_id in enumerate(order):
            ax.hlines(place, 0, 1, color="#e4e4e4", linewidth=0.7, zorder=0)
            for stretch in stretches[stretches["doc_id"] == doc_id].itertuples():
                width = stretch.end - stretch.start
                ax.barh(place, width, left=stretch.start, height=0.86, color=shades[stretch.section], zorder=1)
            at = sorted(table.loc[table["doc_id"] == doc_id, "position"])
            low, last = False, -1.0
            for position in at:
                low = position - last < TOUCHING and not low
                top, bottom = (-0.12, 0.4) if low else (-0.4, 0.12)
                ax.vlines(position, place + top, place + bottom, color=styles[doc_id]["color"], linewidth=1.2, zorder=3)
                last = position
            ax.annotate(
                f"{len(at)}",
                (1, place),
                (4, 0),
                textcoords="offset points",
                va="center",
                fontsize=8.5,
                color="#333333" if at else "#999999",
            )
        names = [name if lengths is None else f"{name}\n{lengths[name]} words" for name in order]
        ax.set_yticks(range(len(order)), names, fontsize=7.5 if lengths is not None else None, linespacing=1)
        ax.set_ylim(len(order) - 0.5, -0.5)
        ax.set_xlim(-0.005, 1.005)
        ax.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "¼", "½", "¾", "1"])
        ax.grid(visible=False, axis="y")
        ax.tick_params(axis="y", length=0)
        ax.spines["left"].set_visible(False)
        for section, shade in shades.items():
            ax.barh(0, 0, color=shade, label=str(section))  # an entry of the legend
        ax.set_xlabel(xlabel)
        ax.set_title(title)
    return ax


def ranges(
    table: pd.DataFrame,
    ax: Axes,
    *,
    xlabel: str,
    limits: tuple[float, float],
    colours: Sequence[str] = SERIES_COLOURS,
    title: str = "",
) -> Axes:
    """
    One line a row, on it a mark with its range for each series.

    Parameters
    ----------
    table : DataFrame
        ``label`` (lines, in the order first seen, first on top), ``series``, ``value``, ``low``, ``high``. A missing
        value gets no mark, a missing range no stroke.
    limits
        Where the axis begins and ends.
    """
    with house_style():
        labels, series = list(dict.fromkeys(table["label"])), list(dict.fromkeys(table["series"]))
        for i, name in enumerate(series):
            own = table[table["series"] == name]
            # Marks of one line stand a little apart, so that ranges hide nothing.
            height = [labels.index(label) + 0.28 * (i - (len(series) - 1) / 2) for label in own["label"]]
            colour = colours[i % len(colours)]
            known = own.assign(height=height).dropna(subset=["low", "high"])
            ax.hlines(known["height"], known["low"], known["high"], color=colour, linewidth=1.6)
            marker = MARKERS[i % len(MARKERS)]
            ax.plot(own["value"], height, marker, color=colour, markersize=5.5, label=str(name), zorder=4)
        ax.set_yticks(range(len(labels)), labels)
        ax.set_ylim(len(labels) - 0.5, -0.5)
        ax.set_xlim(limits)
        ax.grid(visible=False, axis="y")
        for place in range(1, len(labels)):
            ax.axhline(place - 0.5, color="#e4e4e4", linewidth=0.7, zorder=0)
        ax.set_xlabel(xlabel)
        ax.set_title(title)
    return ax


def shift_bars(
    table: pd.DataFrame, ax: Axes, *, first: str, colour: str, limit: float | None = None, n: int = 12, title: str = ""
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
        Of its bars; the others are grey.
    limit
        Where the axis ends on both sides, in per cent; none: a little beyond the longest bar.
    """
    with house_style():
        top = table.head(n).reset_index(drop=True)
        own = top["direction"] == first
        shares = (100 * top["share"].fillna(0)).where(own, -100 * top["share"].fillna(0))
        ax.barh(range(len(top)), shares, color=[colour if mine else "#a6a6a6" for mine in own], height=0.7)
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


def dendrogram(
    linkage: Any, ax: Axes, *, labels: Sequence[str], styles: dict[str, dict[str, str]], xlabel: str, title: str = ""
) -> Axes:
    """
    A tree of documents, joined where their branches meet.

    Parameters
    ----------
    linkage, labels
        As :class:`Clusters` has them.
    styles
        Colour and marker of each document, as :func:`article_styles` gives them.
    """
    from scipy.cluster.hierarchy import dendrogram as tree_of

    with house_style():
        tree = tree_of(linkage, labels=list(labels), no_plot=True)
        for height, distance in zip(tree["icoord"], tree["dcoord"], strict=True):
            ax.plot(distance, height, color="#555555", linewidth=1.3, solid_joinstyle="miter")
        places = [5 + 10 * number for number in range(len(labels))]  # where SciPy puts the leaves
        for place, label in zip(places, tree["ivl"], strict=True):
            ax.plot([0], [place], clip_on=False, zorder=4, **styles[label])
        ax.set_yticks(places, tree["ivl"])
        ax.set_ylim(10 * len(labels), 0)
        ax.set_xlim(0, None)
        ax.grid(visible=False, axis="y")
        ax.tick_params(axis="y", length=0, pad=8)
        ax.spines["left"].set_visible(False)
        ax.set_xlabel(xlabel)
        ax.set_title(title)
    return ax


def plane(
    points: pd.DataFrame,
    ax: Axes,
    *,
    styles: dict[str, dict[str, str]],
    xlabel: str = "",
    ylabel: str = "",
    n: int = 30,
    title: str = "",
) -> Axes:
    """
    Documents and words in one plane, both axes to one scale. Draw it last: names are fitted into the room there is.

    Every word is a dot; the ``n`` that make most of the plane have their names, words in one place one name. A name
    that finds no room without covering another is left out, its dot stays.

    Parameters
    ----------
    points : DataFrame
        As in :class:`Correspondence`: ``kind, name, x, y, contribution``.
    styles
        Colour and marker of each document, as :func:`article_styles` gives them.
    """
    with house_style():
        documents, words = (points[points["kind"] == kind] for kind in ("document", "word"))
        ax.axhline(0, color="#bbbbbb", linewidth=0.8, zorder=1)
        ax.axvline(0, color="#bbbbbb", linewidth=0.8, zorder=1)
        ax.plot(words["x"], words["y"], "o", markersize=2.2, color="#b0b0b0", zorder=2)
        for row in documents.itertuples():
            ax.plot([row.x], [row.y], linestyle="none", zorder=5, **styles[row.name])
        ax.set_xlabel(xlabel)
        ax.set_ylabel(ylabel)
        ax.set_title(title)
        ax.margins(0.08)
        ax.set_aspect("equal", adjustable="datalim")
        named = words.sort_values("contribution", ascending=False, kind="stable").head(n)
        spots = named.groupby(["x", "y"], sort=False)["name"].agg(", ".join).reset_index()
        ax.plot(spots["x"], spots["y"], "o", markersize=2.8, color="#555555", zorder=3)
        labels = [
            (row.x, row.y, row.name, styles[row.name]["color"], True) for row in documents.itertuples(index=False)
        ]
        labels += [(x, y, name, "#333333", False) for x, y, name in spots.itertuples(index=False)]
        _fit_labels(ax, labels)
    return ax


def _fit_labels(ax: Axes, labels: Sequence[tuple[float, float, str, str, bool]]) -> None:
    """Write each label (x, y, text, colour, whether large) near its point where it covers nothing, or not at all."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.patheffects import withStroke
    from matplotlib.textpath import TextPath

    fig = ax.figure
    fig.draw_without_rendering()  # settles the layout, so that data have their final places
    scale = 72 / fig.dpi
    left_end, bottom_end, right_end, top_end = ax.bbox.extents * scale
    spots = [ax.transData.transform((x, y)) * scale for x, y, *_ in labels]
    room = [7 if large else 2 for *_, large in labels]  # of a mark, in points from its middle
    taken = [(x - r, y - r, x + r, y + r) for (x, y), r in zip(spots, room, strict=True)]  # left, bottom, right, top
    for (px, py), r, (x, y, text, colour, large) in zip(spots, room, labels, strict=True):
        size, weight = (8.5, "bold") if large else (7, "normal")
        font = FontProperties(family="DejaVu Sans", weight=weight)
        width, height = TextPath((0, 0), text, size=size, prop=font).get_extents().width + 1, 1.1 * size
        for distance, (right, up) in itertools.product((1, 4, 8, 14, 22, 32), _COMPASS):
            left = px + right * (r + distance) - (0, width / 2, width)[1 - right]
            low = py + up * (r + distance) - (0, height / 2, height)[1 - up]
            box = (left, low, left + width, low + height)
            inside = left_end <= box[0] and bottom_end <= box[1] and box[2] <= right_end and box[3] <= top_end
            if not inside or any(_overlap(box, other) for other in taken):
                continue
            taken.append(box)
            line = {"arrowstyle": "-", "color": "#aaaaaa", "linewidth": 0.5, "shrinkA": 0, "shrinkB": 1}
            label = ax.annotate(
                text,
                (x, y),
                xytext=(left - px, low - py + 0.25 * size),
                textcoords="offset points",
                fontsize=size,
                fontweight=weight,
                color=colour,
                zorder=6,
                arrowprops=line if distance > 4 else None,
                path_effects=[withStroke(linewidth=2, foreground="white")],
            )
            label.set_in_layout(False)
            break


_COMPASS = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1))


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def network(
    table: pd.DataFrame,
    ax: Axes,
    *,
    left: str = "actor",
    right: str = "frame",
    value: str = "both",
    dark: str | None = None,
    title: str = "",
) -> Axes:
    """
    Two columns of names, joined by ribbons as thick as their number: who goes with what.

    Parameters
    ----------
    table : DataFrame
        One row a pair. Names stand in the order first seen, first on top; those with nothing stay, without a ribbon.
        A figure needs about a quarter of an inch for each name on the left.
    left, right, value
        The columns of names, and of counts (0 or more).
    dark : str, optional
        A column of true and false: which ribbons are drawn dark.
    """
    with house_style():
        sums = {side: table.groupby(side, sort=False)[value].sum() for side in (left, right)}
        total = max(float(table[value].sum()), 1.0)
        height = total / 0.6  # the rest is room between names
        tops = {}
        for side, own in sums.items():
            gap = (height - float(own.sum())) / max(len(own) - 1, 1)
            start = 0.0 if len(own) > 1 else gap / 2
            tops[side] = (start + own.cumsum() - own + gap * pd.Series(range(len(own)), own.index)).astype(float)
            for name, top in tops[side].items():
                x, shift, ha = (0, -5, "right") if side == left else (1, 5, "left")
                end = top + max(float(own[name]), 0.004 * height)
                ax.plot([x, x], [top, end], color="#222222", linewidth=2, solid_capstyle="butt", marker="", zorder=5)
                look = {"ha": ha, "va": "center", "fontsize": 8.5, "color": "#222222", "annotation_clip": False}
                ax.annotate(str(name), (x, (top + end) / 2), (shift, 0), textcoords="offset points", **look)
        # Within a name, ribbons leave in the order of the other side, so that they cross as little as they can.
        rank = {side: {name: i for i, name in enumerate(own.index)} for side, own in sums.items()}
        ribbons = table.assign(i=table[left].map(rank[left]), j=table[right].map(rank[right]))
        ribbons = ribbons.sort_values(["i", "j"], kind="stable")
        for row in ribbons[ribbons[value] > 0].to_dict("records"):
            a, b, size = tops[left][row[left]], tops[right][row[right]], float(row[value])
            tops[left][row[left]], tops[right][row[right]] = a + size, b + size
            path = mpl.path.Path(
                [(0, a), (0.5, a), (0.5, b), (1, b), (1, b + size), (0.5, b + size), (0.5, a + size), (0, a + size)],
                [1, 4, 4, 4, 2, 4, 4, 4],  # move, a curve there, a line down, a curve back
            )
            strong = dark is not None and bool(row[dark])
            look = {"facecolor": COLOURS[0], "alpha": 0.85} if strong else {"facecolor": "#c9c9c9", "alpha": 0.7}
            ax.add_patch(
                mpl.patches.PathPatch(path, edgecolor="white", linewidth=0.6, zorder=3 if strong else 2, **look)
            )
            if size > 0.025 * height:  # thinner ones have no room; the table above the figure has them
                ink = "white" if strong else "#222222"
                look = {"va": "center", "fontsize": 7, "color": ink, "zorder": 4}
                for x, y, shift, ha in ((0, a, 4, "left"), (1, b, -4, "right")):
                    ax.annotate(f"{size:g}", (x, y + size / 2), (shift, 0), textcoords="offset points", ha=ha, **look)
        ax.set_xlim(-0.005, 1.005)
        ax.set_ylim(1.005 * height, 0)
        ax.axis("off")
        ax.set_title(title)
    return ax


def key_features(
    table: pd.DataFrame,
    ax: Axes,
    *,
    value: str,
    style: dict[str, str],
    xlabel: str,
    limits: tuple[float | None, float | None] = (None, None),
    title: str = "",
) -> Axes:
    """
    One line a feature of one group: a mark, behind it a pale bar for its range, beside it its counts (here : rest).

    Parameters
    ----------
    table : DataFrame
        Rows of :func:`keyness` of one group, first on top: ``feature, count, ref_count``, the column ``value``, and
        ``low`` and ``high``, where a missing one gives no bar.
    style
        Colour and marker of the group, as :func:`article_styles` gives them.
    limits
        Where the axis begins and ends; none: as the marks need it.
    """
    with house_style():
        places = range(len(table))
        ax.barh(places, table["high"] - table["low"], left=table["low"], height=0.5, color=style["color"], alpha=0.28)
        ax.plot(table[value], places, linestyle="none", clip_on=False, zorder=4, markersize=6, **style)
        ax.set_yticks(places, list(table["feature"]))
        ax.set_ylim(len(table) - 0.5, -0.5)
        ax.set_xlim(*limits)
        beside = ax.get_yaxis_transform()
        for place, count, rest in zip(places, table["count"], table["ref_count"], strict=True):
            ax.text(1.03, place, f"{count} : {rest}", transform=beside, va="center", fontsize=8, color="#555555")
        ax.grid(visible=False, axis="y")
        ax.set_xlabel(xlabel)
        ax.set_title(title)
    return ax


@dataclass(frozen=True)
class SavedFigure:
    """A figure on disk; shown in a notebook as the very file that was written, with its alt text."""

    name: str
    alt: str
    png: bytes

    def __repr__(self) -> str:
        return f"{self.name}: {self.alt}"

    def _repr_mimebundle_(self, **_: Any):
        return {"image/png": self.png, "text/plain": repr(self)}, {"image/png": {"alt": self.alt, "width": 720}}


def save_figure(
    fig: Figure,
    name: str,
    *,
    data: pd.DataFrame,
    alt: str,
    notebook: str,
    corpus: Corpus,
    lexicon: Lexicon | None = None,
    folder: str | os.PathLike | None = None,
) -> SavedFigure:
    """
    Write a figure as .svg, .pdf and .png, the table behind it as .csv, and its entry in ``manifest.json``.

    The bytes depend on the figure and on Matplotlib's version, on nothing else: no date, no font or setting of the
    machine.

    Parameters
    ----------
    fig : Figure
        As :func:`figure` gave it.
    name : str
        File name without suffix.
    data : DataFrame
        The table that the figure draws, rounded as it is drawn.
    alt : str
        What the picture shows, in a sentence, for readers who cannot see it.
    notebook : str
        Who draws it.
    corpus, lexicon
        What the numbers come from; their hashes go into the manifest.
    folder
        Where to; default: the environment variable ``FRAMING_FIGURES``, else ``figures/`` beside the library.

    Raises
    ------
    FramingError
        If the alt text is empty or the folder cannot be written.
    """
    if not alt.strip():
        raise FramingError(f"figure {name!r} has no alt text. Say in a sentence what the picture shows.")
    folder = Path(folder or os.environ.get("FRAMING_FIGURES") or FIGURES)
    table = data.round(6).to_csv(lineterminator="\n").encode()
    files = {".csv": table}
    with house_style():
        for suffix, metadata in {
            ".svg": {"Title": name, "Description": alt, "Date": None, "Creator": None},
            ".pdf": {"Title": name, "Subject": alt, "CreationDate": None, "Creator": None, "Producer": None},
            ".png": {"Title": name, "Description": alt, "Software": None},
        }.items():
            files[suffix] = _drawn(fig, suffix, metadata)
    entry = {
        "alt": alt,
        "notebook": notebook,
        "data_sha256": hashlib.sha256(table).hexdigest(),
        "corpus_sha256": corpus.sha256,
        "lexicon_sha256": lexicon.sha256 if lexicon else None,
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for suffix, content in files.items():
            write_whole(folder / f"{name}{suffix}", content)
        manifest = folder / "manifest.json"
        entries = json.loads(manifest.read_text(encoding="utf-8")) if manifest.exists() else {}
        entries[name] = entry
        write_whole(manifest, json.dumps(entries, indent=2, sort_keys=True, ensure_ascii=False).encode() + b"\n")
    except OSError as error:
        raise FramingError(f"{folder}: the figure {name!r} cannot be written ({error.strerror}).") from None
    return SavedFigure(name, alt, files[".png"])


def _drawn(fig: Figure, suffix: str, metadata: dict[str, str | None]) -> bytes:
    from io import BytesIO

    stream = BytesIO()
    fig.savefig(stream, format=suffix[1:], metadata=metadata)
    return stream.getvalue()
