"""
Pictures of specifications: what each made of a claim, and the rank order of articles over all of them.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from framing.display.figures import axes_for, figure
from framing.display.style import SHADES, house_style
from framing.errors import FramingError, unknown

_NUMBER = 0.26  # inches of a panel's width that each rank needs for its number, names of articles counted in
_MAIN, _TRUE, _FALSE, _SHADE = "#d55e00", "#222222", "#a0a0a0", SHADES[0]


def specification_curve(
    margins: pd.DataFrame,
    curve: Axes | None = None,
    choices: Axes | None = None,
    *,
    ylabel: str,
    title: str = "",
) -> tuple[Axes, Axes]:
    """
    Above, the margin of a claim under every specification in ascending order; below, what each of them chose.

    Dark marks, above the line, bear the claim out, pale ones do not; the main specification is a diamond, with a line
    down through its choices (Simonsohn, Simmons and Nelson 2020). Margins are drawn relative, since rates
    and shares have no scale in common.

    Parameters
    ----------
    margins : DataFrame
        As :class:`Claim` has them, or some of their rows: the choices, ``main``, ``relative``. Choices with one option
        get no line; where a specification has no such choice there is no dot. Margins that cannot be told are left out.
    curve, choices : Axes
        One above the other, with the same x; none: those of a new figure.
    ylabel : str
        What the margin is.
    """
    for column in ("main", "relative"):
        if column not in margins.columns:
            raise FramingError(
                f"{unknown('column', column, margins.columns)} Expected the margins of a claim about scores."
            )
    told = margins.rename_axis("specification").reset_index().dropna(subset=["relative"])
    ordered = told.sort_values("relative", kind="stable", ignore_index=True)
    values, at_main = ordered["relative"], ordered.index[ordered["main"].astype(bool)]
    if curve is None or choices is None:
        _, (curve, choices) = figure(2, 1, size=(7.2, 6.8), sharex=True, height_ratios=[1, 1.3])
    with house_style(curve, choices):
        curve.axhline(0, color="#555555", linewidth=0.9, zorder=2)
        for kept, colour, label in ((values > 0, _TRUE, "claim true"), (values <= 0, _FALSE, "claim not true")):
            if kept.any():
                look = {"color": colour, "label": label, "linestyle": "none", "markersize": 2.8, "zorder": 3}
                curve.plot(ordered.index[kept], values[kept], "o", **look)
        look = {"color": _MAIN, "linestyle": "none", "zorder": 5, "clip_on": False}
        if len(at_main):  # no empty line: the layout would make room for it
            curve.plot(at_main, values[at_main], "D", label="main specification", markersize=6, **look)
            for ax in (curve, choices):
                ax.axvline(at_main[0], color=_MAIN, linewidth=0.9, zorder=1)
        colours = [_TRUE if kept else _FALSE for kept in values > 0]
        stroke = _stroke(len(ordered), choices.figure.get_figwidth())
        ticks, height = [], 0.0
        for name, option in _lines(ordered):
            height += 1 if ticks and name == ticks[-1][1] else 1.5  # a gap between choices
            ticks.append((height, name, option))
            chosen = ordered.index[ordered[name] == option]
            ink = [colours[place] for place in chosen]
            choices.vlines(chosen, height - 0.36, height + 0.36, color=ink, linewidth=stroke, zorder=2)
            if chosen.isin(at_main).any():
                choices.plot(at_main, [height], "D", markersize=4.5, **look)
        names = [
            f"{name}: {option}" if name not in [seen for _, seen, _ in ticks[:place]] else option
            for place, (_, name, option) in enumerate(ticks)
        ]
        choices.set_yticks([place for place, _, _ in ticks], names)
        choices.set_ylim(height + 0.8, 0.7)
        choices.set_xlim(-1, len(ordered))
        choices.tick_params(length=0, labelbottom=False)
        choices.spines["bottom"].set_visible(False)
        choices.grid(visible=False)
        choices.set_xlabel(f"{len(ordered)} specifications, by margin")
        curve.tick_params(axis="x", length=0, labelbottom=False)
        curve.grid(visible=False, axis="x")
        curve.set_ylabel(ylabel)
        curve.set_title(title)
    return curve, choices


def _lines(margins: pd.DataFrame) -> list[tuple[str, str]]:
    """Each choice that was made in several ways, with each of its options, in the order of specifications."""
    choices = [name for name in margins.columns if name not in ("main", "margin", "relative", "specification")]
    options = {name: margins.sort_values("specification", kind="stable")[name].unique() for name in choices}
    told = {name: [option for option in own if option] for name, own in options.items()}
    return [(name, option) for name, own in told.items() if len(own) > 1 for option in own]


def _stroke(n: int, width: float) -> float:
    """How wide a stroke may be, in points, without touching its neighbours in a figure so many inches wide."""
    return min(2.0, 40 * max(width - 2.2, 1) / max(n, 1))  # names of choices take about 2.2 inches


def rank_cells(table: pd.DataFrame, ax: Axes | None = None, *, order: Sequence[str], title: str = "") -> Axes:
    """
    One line an article, one cell a rank: in what share of specifications (in per cent, and as shade) it has that rank.

    A frame stands around the rank under the main specification; ranks that it never has are empty. Where cells are too
    narrow for numbers, the shade alone tells.

    Parameters
    ----------
    table : DataFrame
        Rows of :func:`rank_shares` of one frame: ``doc_id, rank, share, main``.
    order : sequence of str
        The articles, first on top.
    """
    ax = axes_for(ax, lines=2 * len(order))
    with house_style(ax):
        lines = {doc_id: line for line, doc_id in enumerate(order)}
        ranks = list(dict.fromkeys(table["rank"]))
        grid = ax.get_subplotspec()
        panels = grid.get_gridspec().ncols if grid else 1
        numbered = ax.figure.get_figwidth() / panels / max(len(ranks), 1) > _NUMBER
        for row in table.itertuples():
            line, corner = lines[row.doc_id], (row.rank - 0.46, lines[row.doc_id] - 0.46)
            if row.share > 0:
                ax.add_patch(Rectangle(corner, 0.92, 0.92, facecolor=_SHADE, alpha=row.share, edgecolor="none"))
                ink = "white" if row.share > 0.7 else "#222222"
                told = f"{100 * row.share:.0f}" if row.share >= 0.005 else "<1"
                if numbered:
                    ax.text(row.rank, line, told, ha="center", va="center", fontsize=8, color=ink, zorder=4)
            if row.main > 0:
                ax.add_patch(Rectangle(corner, 0.92, 0.92, fill=False, edgecolor=_MAIN, linewidth=1.6, zorder=5))
        ax.set_yticks(range(len(order)), list(order))
        ax.set_ylim(len(order) - 0.4, -0.6)
        ax.set_xlim(0.4, len(ranks) + 0.6)
        ax.set_xticks(ranks[:: -(-len(ranks) // 12)])
        ax.grid(visible=False)
        ax.spines[:].set_visible(False)
        ax.tick_params(length=0)
        ax.set_xlabel("rank")
        ax.set_title(title)
    return ax
