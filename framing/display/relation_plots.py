"""
Pictures of what goes with what: a table and axes in, the axes out, for articles and words in pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap

from framing.display.figures import axes_for
from framing.display.placed_names import fit_names
from framing.display.style import article_styles, house_style
from framing.errors import FramingError

DIGITS_UP_TO = 12  # documents; of more the cells are too small for their numbers


def triangle(
    table: pd.DataFrame,
    ax: Axes | None = None,
    *,
    label: str,
    limits: tuple[float | None, float | None] = (None, None),
    title: str = "",
) -> Axes:
    """
    A value for each two documents, each pair once: the darker the greater, with a scale beside it.

    Up to twelve documents each value is printed in its cell.

    Parameters
    ----------
    table : DataFrame
        Documents × documents, symmetric, as :func:`cosine_similarity` or :func:`divergence` return it.
    label
        What the values are, for the scale.
    limits
        Where the scale begins and ends; none: at the least and the greatest value of two documents.

    Raises
    ------
    FramingError
        If there are fewer than two documents.
    """
    if len(table) < 2:
        raise FramingError(f"a triangle needs two documents or more, found {len(table)}.")
    ax = axes_for(ax, lines=2 * len(table))
    with house_style(ax):
        values = table.to_numpy(dtype=float)[1:, :-1]  # each pair once, no document with itself
        pairs = np.tril(np.ones(values.shape, dtype=bool))
        low, high = (end if end is not None else pick(values[pairs]) for end, pick in zip(limits, _ENDS, strict=True))
        shades = ListedColormap(mpl.colormaps["Greys"](np.linspace(0.08, 0.85, 256)))
        shown = np.where(pairs, values, np.nan)
        mesh = ax.pcolormesh(shown, vmin=low, vmax=high, cmap=shades, edgecolors="white", linewidth=1)
        for i, j in np.argwhere(pairs & np.isfinite(values)) if len(table) <= DIGITS_UP_TO else ():
            dark = (values[i, j] - low) > 0.55 * (high - low)
            at = {"ha": "center", "va": "center", "fontsize": 8, "color": "white" if dark else "#222222"}
            ax.text(j + 0.5, i + 0.5, f"{values[i, j]:.2f}", **at)
        ax.set_ylim(len(values), 0)
        places = [number + 0.5 for number in range(len(values))]
        ax.set_xticks(places, list(table.columns)[:-1], rotation=25, ha="right", rotation_mode="anchor")
        ax.set_yticks(places, list(table.index)[1:])
        ax.grid(visible=False)
        ax.spines[:].set_visible(False)
        ax.tick_params(length=0)
        ax.set_title(title)
        scale = ax.figure.colorbar(mesh, ax=ax, shrink=0.8, label=label)
        scale.outline.set_visible(False)
    return ax


_ENDS = (np.nanmin, np.nanmax)


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
            (row.x, row.y, row.name, "#222222", True)
            for row in documents.itertuples(index=False)  # paler colours fade
        ]
        labels += [(x, y, name, "#333333", False) for x, y, name in spots.itertuples(index=False)]
        fit_names(ax, labels)
    return ax
