"""
Tables to pictures: every function takes a table and axes and returns the axes; it computes nothing.

:func:`figure` gives axes in the house style, :func:`save_figure` writes the files and what is needed to check them.
An article keeps its colour and marker in every figure: both go by its place in the corpus.
"""

from __future__ import annotations

import hashlib
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

from framing.corpus import Corpus
from framing.errors import FramingError
from framing.files import write_whole
from framing.lexicon import Lexicon

STYLE = Path(__file__).resolve().parent / "framing.mplstyle"
FIGURES = Path(__file__).resolve().parent.parent / "figures"

# Okabe & Ito (2008): eight colours told apart by colour-blind readers, the yellow left out (too pale for lines).
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000")
MARKERS = ("o", "s", "^", "D", "v", "P", "X")
# Shades for parts of a whole, dark to light, from one hue.
SHADES = ("#08519c", "#6baed6", "#c6dbef", "#deebf7")
# In the order of framing.stance.STANCES: asserted dark, reported light, held at a distance and denied warm.
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


def barcode(
    table: pd.DataFrame, ax: Axes, *, order: Sequence[str], styles: dict[str, dict[str, str]], title: str = ""
) -> Axes:
    """
    Every hit as one stroke: where in the story it stands.

    Parameters
    ----------
    table : DataFrame
        Columns ``doc_id`` and ``position`` (0–1).
    order
        All articles, first on top; those without hits are empty lines.
    """
    with house_style():
        for place, doc_id in enumerate(order):
            at = table.loc[table["doc_id"] == doc_id, "position"].to_numpy()
            ax.plot(at, [place] * len(at), "|", markersize=13, markeredgewidth=1.4, color=styles[doc_id]["color"])
        ax.set_yticks(range(len(order)), list(order))
        ax.set_ylim(len(order) - 0.5, -0.5)
        ax.set_xlim(-0.01, 1.01)
        ax.set_xticks([0, 0.5, 1], ["start", "middle", "end"])
        ax.grid(visible=False, axis="x")
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
