"""
Pictures of what goes with what: a table and axes in, the axes out, for articles, words, actors and frames in pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes

from framing.display.figures import axes_for
from framing.display.placed_names import fit_names
from framing.display.style import COLOURS, article_styles, house_style


def heatmap(
    table: pd.DataFrame, ax: Axes | None = None, *, title: str = "", limits: tuple[float, float] = (0, 1)
) -> Axes:
    """
    A square table of values, each printed in its cell.

    Parameters
    ----------
    table : DataFrame
        Index and columns: labels. Values between ``limits``.
    """
    ax = axes_for(ax, lines=2 * len(table))
    with house_style(ax):
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


def dendrogram(
    linkage: Any,
    ax: Axes | None = None,
    *,
    labels: Sequence[str],
    styles: dict[str, dict[str, str]] | None = None,
    xlabel: str = "distance",
    title: str = "",
) -> Axes:
    """
    A tree of documents, joined where their branches meet.

    Parameters
    ----------
    linkage, labels
        As :class:`Clusters` has them.
    styles
        Colour and marker of each document; none: as :func:`article_styles` gives them.
    """
    from scipy.cluster.hierarchy import dendrogram as tree_of

    styles = styles or article_styles(labels)
    ax = axes_for(ax, lines=2 * len(labels))
    with house_style(ax):
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
    ax: Axes | None = None,
    *,
    styles: dict[str, dict[str, str]] | None = None,
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
        Colour and marker of each document; none: as :func:`article_styles` gives them.
    """
    documents, words = (points[points["kind"] == kind] for kind in ("document", "word"))
    styles = styles or article_styles(list(documents["name"]))
    ax = axes_for(ax, lines=n)
    with house_style(ax):
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
        fit_names(ax, labels)
    return ax


def network(
    table: pd.DataFrame,
    ax: Axes | None = None,
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
    ax = axes_for(ax, lines=2 * table[left].nunique())
    with house_style(ax):
        sums = {side: table.groupby(side, sort=False)[value].sum() for side in (left, right)}
        total = max(float(table[value].sum()), 1.0)
        height = total / 0.6  # the rest is room between names
        tops = {side: _column(ax, own, height, on_the_left=side == left) for side, own in sums.items()}
        # Within a name, ribbons leave in the order of the other side, so that they cross as little as they can.
        rank = {side: {name: i for i, name in enumerate(own.index)} for side, own in sums.items()}
        ribbons = table.assign(i=table[left].map(rank[left]), j=table[right].map(rank[right]))
        ribbons = ribbons.sort_values(["i", "j"], kind="stable")
        for row in ribbons[ribbons[value] > 0].to_dict("records"):
            a, b, size = tops[left][row[left]], tops[right][row[right]], float(row[value])
            tops[left][row[left]], tops[right][row[right]] = a + size, b + size
            # Thinner ones have no room for their number; the table above the figure has them.
            numbered = size > 0.025 * height
            _ribbon(ax, a, b, size, strong=dark is not None and bool(row[dark]), numbered=numbered)
        ax.set_xlim(-0.005, 1.005)
        ax.set_ylim(1.005 * height, 0)
        ax.axis("off")
        ax.set_title(title)
    return ax


def _column(ax: Axes, sizes: pd.Series, height: float, *, on_the_left: bool) -> pd.Series:
    """Write names beside strokes of their size, one below the other; where each begins."""
    gap = (height - float(sizes.sum())) / max(len(sizes) - 1, 1)
    start = 0.0 if len(sizes) > 1 else gap / 2
    tops = (start + sizes.cumsum() - sizes + gap * pd.Series(range(len(sizes)), sizes.index)).astype(float)
    x, shift, ha = (0, -5, "right") if on_the_left else (1, 5, "left")
    look = {"ha": ha, "va": "center", "fontsize": 8.5, "color": "#222222", "annotation_clip": False}
    for name, top in tops.items():
        end = top + max(float(sizes[name]), 0.004 * height)
        ax.plot([x, x], [top, end], color="#222222", linewidth=2, solid_capstyle="butt", marker="", zorder=5)
        ax.annotate(str(name), (x, (top + end) / 2), (shift, 0), textcoords="offset points", **look)
    return tops


def _ribbon(ax: Axes, a: float, b: float, size: float, *, strong: bool, numbered: bool) -> None:
    """A ribbon from height ``a`` on the left to ``b`` on the right, with its number at both ends."""
    path = mpl.path.Path(
        [(0, a), (0.5, a), (0.5, b), (1, b), (1, b + size), (0.5, b + size), (0.5, a + size), (0, a + size)],
        [1, 4, 4, 4, 2, 4, 4, 4],  # move, a curve there, a line down, a curve back
    )
    look = {"facecolor": COLOURS[0], "alpha": 0.85} if strong else {"facecolor": "#c9c9c9", "alpha": 0.7}
    ax.add_patch(mpl.patches.PathPatch(path, edgecolor="white", linewidth=0.6, zorder=3 if strong else 2, **look))
    if numbered:
        look = {"va": "center", "fontsize": 7, "color": "white" if strong else "#222222", "zorder": 4}
        for x, y, shift, ha in ((0, a, 4, "left"), (1, b, -4, "right")):
            ax.annotate(f"{size:g}", (x, y + size / 2), (shift, 0), textcoords="offset points", ha=ha, **look)
