"""
Figures, from empty axes to files: :func:`figure` gives axes in the house style for the pictures to be drawn on,
:func:`save_figure` writes the files and what is needed to check them.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import os
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from framing.display.style import house_style
from framing.errors import FramingError
from framing.files import write_whole
from framing.lexicon.frames import Lexicon
from framing.text.corpus import Corpus

_CHECKOUT = Path(__file__).resolve().parents[2]
# Beside the library in a checkout, else in the working folder: nothing is written to where libraries are installed.
FIGURES = (_CHECKOUT if (_CHECKOUT / "pyproject.toml").exists() else Path()) / "figures"


def figure(rows: int = 1, columns: int = 1, *, size: tuple[float, float] = (7.2, 3.6), **options: Any):
    """
    An empty figure in the house style.

    Parameters
    ----------
    rows, columns
        How many axes.
    size
        Width and height in inches: 7.2 wide is a page (183 mm), 3.5 a column (89 mm). Letters have the same size in
        both, so a column needs shorter names, panels one below the other, and a legend in fewer columns.
    **options
        Passed to ``Figure.subplots``, such as ``sharey=True``.

    Returns
    -------
    (Figure, Axes or array of Axes)
    """
    with house_style():
        fig = Figure(figsize=size)
        return fig, fig.subplots(rows, columns, **options)


def axes_for(ax: Axes | None, *, lines: int = 0) -> Axes:
    """The axes themselves, or those of a new figure with room for so many lines of marks or names."""
    return ax or figure(size=(7.2, max(2.4, 1 + 0.2 * lines)))[1]


def legend(fig: Figure, ax: Axes, *, columns: int = 3) -> None:
    """
    Put one legend under all axes, with the entries of one of them; long names stand in fewer columns.

    There is none where nothing has an entry, as where more articles than ten bear their names.
    """
    entries = ax.get_legend_handles_labels()
    with house_style():
        for fewer in range(columns if entries[1] else 0, 0, -1):
            drawn = fig.legend(*entries, loc="outside lower center", ncols=fewer)
            if drawn.get_window_extent().width <= fig.bbox.width or fewer == 1:
                break
            drawn.remove()


def in_words(table: pd.DataFrame, *, digits: int = 1) -> str:
    """
    A small table as a sentence, for an alt text: each row with its numbers; missing ones are left out.

    >>> in_words(pd.DataFrame({"SP": [5.62, 1.0], "Jamestown": [9.4, float("nan")]}, index=["game", "border"]))
    'game: SP 5.6, Jamestown 9.4; border: SP 1.0.'
    """
    told = [
        f"{name}: " + ", ".join(f"{column} {value:.{digits}f}" for column, value in row.items() if pd.notna(value))
        for name, row in table.iterrows()
    ]
    return "; ".join(told) + "."


@dataclass(frozen=True)
class SavedFigure:
    """
    A figure on disk; shown in a notebook as the very file that was written, with its alt text.

    It is shown as HTML, because neither JupyterLab nor nbconvert gives an image output its alt text.
    """

    name: str
    alt: str
    png: bytes

    def __repr__(self) -> str:
        return f"{self.name}: {self.alt}"

    def _repr_mimebundle_(self, **_: Any):
        image = base64.b64encode(self.png).decode()
        shown = f'<img alt="{html.escape(self.alt)}" width="720" src="data:image/png;base64,{image}">'
        return {"text/html": f'<figure style="margin: 0">{shown}</figure>', "text/plain": repr(self)}


def save_figure(
    fig: Figure,
    name: str,
    *,
    data: pd.DataFrame,
    alt: str,
    notebook: str | None = None,
    corpus: Corpus | None = None,
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
    notebook : str, optional
        Who draws it.
    corpus, lexicon : optional
        What the numbers come from; their hashes go into the manifest.
    folder
        Where to; default: the environment variable ``FRAMING_FIGURES``, else ``figures/`` of the checkout, or
        of the working folder where the library is installed without one.

    Raises
    ------
    FramingError
        If the alt text is empty, the data are no table, or the folder cannot be written.
    """
    if not alt.strip():
        raise FramingError(f"figure {name!r} has no alt text. Say in a sentence what the picture shows.")
    if not isinstance(data, (pd.DataFrame, pd.Series)):
        raise FramingError(f"figure {name!r}: data must be the table that it draws, found a {type(data).__name__}.")
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
        "corpus_sha256": corpus.sha256 if corpus else None,
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
    stream = BytesIO()
    fig.savefig(stream, format=suffix[1:], metadata=metadata)
    return stream.getvalue()
