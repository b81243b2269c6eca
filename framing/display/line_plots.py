"""
Pictures with one line a row: a table and axes in, the axes out, with marks or intervals on each line.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from framing.display.figures import axes_for
from framing.display.style import (
    MANY,
    MARKERS,
    SERIES_COLOURS,
    article_styles,
    house_style,
    legend_name,
)
from framing.errors import FramingError

_ROOM = 0.03  # share of an axis that stays free at its ends, so that no mark lies on them


def dots(
    table: pd.DataFrame,
    ax: Axes | None = None,
    *,
    xlabel: str,
    styles: dict[str, dict[str, str]] | None = None,
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
        Colour and marker of each column; none: as :func:`article_styles` gives them.
    limit
        Where the axis ends, unless a mark is beyond; none: a little beyond the last mark.
    """
    styles = styles or article_styles(list(table.columns))
    ax = axes_for(ax, lines=table.size)
    with house_style(ax):
        places = list(range(len(table.index)))
        # Marks of one line stand a little apart, so that equal values hide nothing.
        for shift, (name, values) in zip(_apart(len(table.columns), 0.11), table.items(), strict=True):
            height = [place + shift for place in places]
            rates = values.to_numpy(dtype=float)
            ax.plot(rates, height, linestyle="none", label=legend_name(name), clip_on=False, zorder=4, **styles[name])
        _lines(ax, list(table.index), _holding((0, limit), table))
        _name_many(ax, list(table.columns))
        ax.set_xlabel(xlabel)
        ax.set_title(title)
    return ax


def intervals(
    table: pd.DataFrame,
    ax: Axes | None = None,
    *,
    value: str,
    xlabel: str,
    styles: dict[str, dict[str, str]] | None = None,
    by: str = "doc_id",
    limit: float | None = None,
    named: bool = False,
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
        Colour and marker of each article, first on top; none: as :func:`article_styles` gives them.
    limit
        Where the axis ends, unless a line goes beyond; none: a little beyond the longest line.
    named
        Whether the name of each article stands at the end of its line, so that no legend is needed.
    """
    styles = styles or article_styles(list(dict.fromkeys(table[by])))
    ax = axes_for(ax, lines=len(table))
    with house_style(ax):
        places = {frame: number for number, frame in enumerate(table["frame"].unique())}
        for shift, (name, style) in zip(_apart(len(styles), 0.15), styles.items(), strict=True):
            own = table[table[by] == name]
            height = [places[frame] + shift for frame in own["frame"]]
            for y, low, high, bound in zip(height, own["low"], own["high"], own["bound"], strict=True):
                line = ":" if bound == "none found" else "-"
                ax.plot([low, high], [y, y], line, color=style["color"], linewidth=1.6, zorder=3)
            for y, end in zip(height, own[[value, "high"]].max(axis=1), strict=True) if named else ():
                _beside(ax, str(name), end, y)
            none = (own["bound"] == "none found").to_numpy()
            at = own[value].to_numpy(dtype=float)
            look = {"linestyle": "none", "clip_on": False, "zorder": 4, "markersize": 6.5, **style}
            ax.plot(
                at[~none],
                [y for y, bound in zip(height, none, strict=True) if not bound],
                label=legend_name(name),
                **look,
            )
            if none.any():  # no empty line: the layout would make room for it
                hollow = {**look, "markerfacecolor": "white"}
                ax.plot(at[none], [y for y, bound in zip(height, none, strict=True) if bound], **hollow)
        _lines(ax, list(places), _holding((0, limit), table[[value, "low", "high"]]))
        _name_many(ax, list(styles))
        ax.set_xlabel(xlabel)
        ax.set_title(title)
    return ax


def ranges(
    table: pd.DataFrame,
    ax: Axes | None = None,
    *,
    xlabel: str,
    limits: tuple[float | None, float | None] = (None, None),
    colours: Sequence[str] = SERIES_COLOURS,
    title: str = "",
) -> Axes:
    """
    One line a row, on it a mark with its range for each series.

    Parameters
    ----------
    table : DataFrame
        ``label`` (lines, in the order first seen, first on top), ``series``, ``value``, ``low``, ``high``. A missing
        value gets no mark, a missing range no stroke. With a column ``bound``, marks and lines are those of
        :func:`intervals` where nothing was found; what stands in a column ``note`` is written beside the mark.
    limits
        Where the axis begins and ends, unless a mark or range goes beyond; none: as the marks need it.
    colours
        Of the series, in the order first seen.
    """
    ax = axes_for(ax, lines=len(table))
    with house_style(ax):
        labels, series = list(dict.fromkeys(table["label"])), list(dict.fromkeys(table["series"]))
        looks = article_styles(series, colours=colours)
        # Marks of one line stand a little apart, so that ranges hide nothing.
        for shift, (name, look) in zip(_apart(len(series), 0.28), looks.items(), strict=True):
            own = table[table["series"] == name]
            height = [labels.index(label) + shift for label in own["label"]]
            own = own.assign(height=height, none=own["bound"] == "none found" if "bound" in own else False)
            known = own.dropna(subset=["low", "high"])
            for none, lines in known.groupby("none"):
                line = {"linestyle": ":" if none else "-", "color": look["color"], "linewidth": 1.6}
                ax.hlines(lines["height"], lines["low"], lines["high"], **line)
            look |= {"linestyle": "none", "markersize": 5.5, "clip_on": False, "zorder": 4}
            marks = own[~own["none"]]
            ax.plot(marks["value"], marks["height"], label=legend_name(name), **look)
            if own["none"].any():
                hollow = own[own["none"]]
                ax.plot(hollow["value"], hollow["height"], **look, markerfacecolor="white")
            for row in own.itertuples() if "note" in own else ():
                _beside(ax, str(row.note), np.nanmax([row.value, row.high]), row.height)
        _lines(ax, labels, _holding(limits, table[["value", "low", "high"]]))
        _name_many(ax, series)
        ax.set_xlabel(xlabel)
        ax.set_title(title)
    return ax


CHANCE = "#cccccc"
_INK = SERIES_COLOURS[0]
_FILLS = (_INK, "#8a8a8a", "white")  # from what stands out most to what does not


def beside_chance(
    table: pd.DataFrame,
    ax: Axes | None = None,
    *,
    xlabel: str,
    verdicts: Sequence[str],
    chance: str = "where chance would mostly put it",
    without: str = "",
    digits: int | None = None,
    limits: tuple[float | None, float | None] = (None, None),
    title: str = "",
) -> Axes:
    """
    One line a row: a bar from ``low`` to ``high``, where chance would mostly put a value, and a mark where it is.

    Parameters
    ----------
    table : DataFrame
        ``label`` (lines, in the order first seen, first on top), ``value``, ``low``, ``high`` and ``verdict``. If it
        has a column ``series``, a line has a bar and a mark for each of them, with its own marker; if it has a column
        ``without``, a stroke goes from there to the mark.
    verdicts
        What a mark can say, at most three, in this order: the first is filled dark, the second grey, the last of them
        hollow.
    chance, without
        What the bar and the stroke are called in the legend.
    digits
        Print each value beside its mark, with so many decimals; none: it is not printed.
    limits
        Where the axis begins and ends, unless a mark or bar goes beyond; none: as they need it.

    Raises
    ------
    FramingError
        If there are more than three verdicts, or the table has another one.
    """
    stranger = next((verdict for verdict in table["verdict"] if verdict not in verdicts), None)
    if len(verdicts) > len(_FILLS) or stranger is not None:
        raise FramingError(
            f"verdicts must be those of the table, {len(_FILLS)} at most; found {list(verdicts)}"
            f"{'' if stranger is None else f', and {stranger!r} in the table'}."
        )
    fills = dict(zip(verdicts, (*_FILLS[: len(verdicts) - 1], _FILLS[-1]), strict=True))
    ax = axes_for(ax, lines=len(table))
    with house_style(ax):
        labels = list(dict.fromkeys(table["label"]))
        table = table.assign(series=table.get("series", ""))
        series = list(dict.fromkeys(table["series"]))
        step = 0.8 / len(series)
        look = {"markeredgecolor": _INK, "markersize": 5.5, "linestyle": "none"}
        bars = {"height": 0.62 * step, "color": CHANCE, "zorder": 2}
        for name, shift, marker in zip(series, _apart(len(series), step), itertools.cycle(MARKERS), strict=False):
            for row in table[table["series"] == name].itertuples():
                y = labels.index(row.label) + shift
                ax.barh(y, row.high - row.low, left=row.low, **bars, label=None if ax.patches else chance)
                if "without" in table:
                    ax.hlines(y, row.without, row.value, color=_INK, linewidth=1, zorder=3)
                face = {"marker": marker, "markerfacecolor": fills[row.verdict]}
                ax.plot([row.value], [y], clip_on=False, zorder=4, **look, **face)
                if digits is not None:
                    _beside(ax, f"{row.value:.{digits}f}", max(row.value, row.high), y)
            if name:
                ax.plot([], [], label=legend_name(name), marker=marker, markerfacecolor="white", **look)
        for verdict, fill in fills.items():
            marker = MARKERS[0] if len(series) == 1 else "h"  # a shape of no series
            ax.plot([], [], label=verdict, marker=marker, markerfacecolor=fill, **look)
        if "without" in table:
            ax.plot([], [], color=_INK, linewidth=1, marker="", label=without)
        values = [name for name in ("value", "low", "high", "without") if name in table]
        _lines(ax, labels, _holding(limits, table[values]))
        ax.set_xlabel(xlabel)
        ax.set_title(title)
    return ax


def key_features(
    table: pd.DataFrame,
    ax: Axes | None = None,
    *,
    value: str,
    style: dict[str, str] | None = None,
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
        ``low`` and ``high``, if there are; a missing one gives no bar.
    style
        Colour and marker of the group, as :func:`article_styles` gives them; none: those of the first.
    limits
        Where the axis begins and ends; none: as the marks need it.
    """
    style = style or next(iter(article_styles([""]).values()))
    ax = axes_for(ax, lines=len(table))
    with house_style(ax):
        places = range(len(table))
        if {"low", "high"} <= set(table.columns):
            low, width = table["low"], table["high"] - table["low"]
            ax.barh(places, width, left=low, height=0.5, color=style["color"], alpha=0.28)
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


def _beside(ax: Axes, words: str, x: float, y: float) -> None:
    """Write a few words to the right of a place."""
    ax.annotate(words, (x, y), (6, 0), textcoords="offset points", va="center", fontsize=7.5, color="#333333")


def _apart(n: int, step: float) -> list[float]:
    """How far above or below its line each of n marks stands: ``step`` apart, nearer where the band is too narrow."""
    step = min(step, 0.8 / max(n - 1, 1))
    return [step * (i - (n - 1) / 2) for i in range(n)]


def _holding(limits: tuple[float | None, float | None], values: pd.DataFrame) -> tuple[float | None, float | None]:
    """The limits with a little room beyond; an end beyond which a value lies is left to the values: nothing is cut."""
    found = values.to_numpy(dtype=float)
    found = found[~np.isnan(found)]
    low, high = limits
    low = None if low is None or (found < low).any() else low
    high = None if high is None or (found > high).any() else high
    ends = [end for end in (low, high, *found) if end is not None]
    room = _ROOM * (max(ends) - min(ends)) if ends else 0
    return None if low is None else low - room, None if high is None else high + room


def _lines(ax: Axes, labels: Sequence[str], limits: tuple[float | None, float | None]) -> None:
    """One line a label, the first on top, with a rule between each two."""
    ax.set_yticks(range(len(labels)), labels)
    ax.set_ylim(len(labels) - 0.5, -0.5)
    ax.set_xlim(*limits)
    ax.tick_params(axis="y", length=0)
    ax.grid(visible=False, axis="y")
    for place in range(1, len(labels)):
        ax.axhline(place - 0.5, color="#e4e4e4", linewidth=0.7, zorder=0)


def _name_many(ax: Axes, names: Sequence[str]) -> None:
    """Where a band has more marks than a legend tells apart, name the line of each, and the band above them."""
    if len(names) <= MANY:
        return
    bands = [tick.get_text() for tick in ax.get_yticklabels()]
    places = [place + shift for place in range(len(bands)) for shift in _apart(len(names), 1)]
    ax.set_yticks(places, [str(name) for _ in bands for name in names], fontsize=7)
    for place, band in enumerate(bands):
        at = {"textcoords": "offset points", "xycoords": ("axes fraction", "data"), "va": "top"}
        ax.annotate(band, (0, place - 0.5), (4, -2), fontsize=8.5, fontweight="bold", **at)
    for line in ax.lines:
        line.set_label("_")
