"""
An analysis to one page that holds all of it: numbers, figure, texts, and the tables and hashes to check them by.

The page asks for nothing from elsewhere and runs nothing but its own script, which its head names by hash. Whatever
comes from texts, ids, speakers or a lexicon is text in it, never markup.
"""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

import pandas as pd

from framing.display.reader import safe
from framing.display.report_colours import frame_styles
from framing.display.report_data import data, facts, parameters_of, plain_table
from framing.display.report_parts import (
    answer,
    article,
    counted,
    figure,
    filters,
    frames_of,
    names_of,
    reading_key,
    summary,
)
from framing.display.report_tables import OVERVIEW
from framing.display.report_text import Texts
from framing.errors import FramingError
from framing.files import write_whole
from framing.hits.arguments import check_arguments
from framing.hits.given import given_hits
from framing.lexicon.frames import Lexicon
from framing.scores.mentions import Coded
from framing.scores.overview import overview
from framing.text.corpus import Corpus

MANY = 20  # more articles than these: their table is folded, and each has its row of the figure with its text
_FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True, repr=False)
class Report:
    """A page about an analysis: ``html`` is all of it; ``documents`` and ``hits`` are how many it shows."""

    html: str
    documents: int
    hits: int

    def __repr__(self) -> str:
        return (
            f"Report: {counted(self.documents, 'article')}, {counted(self.hits, 'hit')}, {len(self.html):,} characters"
        )

    def save(self, path: str | os.PathLike) -> Path:
        """
        Write the page into a file, whole or not at all; returns its path.

        Raises
        ------
        FramingError
            If the file cannot be written, or is not called .html.
        """
        path = Path(path)
        check_page(path)
        try:
            write_whole(path, self.html.encode("utf-8"))
        except OSError as error:
            raise FramingError(f"{path}: cannot be written ({error.strerror or error}).") from None
        return path


def check_page(path: Path) -> None:
    """Refuse a file that a page cannot be written to, before any work is done."""
    if path.suffix.lower() != ".html":
        raise FramingError(f"{path}: a report is a page. Give it a name that ends in .html.")
    if not path.parent.is_dir():
        raise FramingError(f"{path}: there is no folder {path.parent}. Make it first.")
    if path.is_dir():
        raise FramingError(f"{path}: is a folder. Give the name of a file.")


def report(
    hits: pd.DataFrame,
    corpus: Corpus,
    lexicon: Lexicon,
    *,
    mentions: pd.DataFrame | None = None,
    coded: Coded = None,
    title: str = "Frames and voices",
    inputs: Sequence[str | os.PathLike] = (),
    options: Mapping[str, Any] | None = None,
) -> Report:
    """
    One page for readers without Python: the overview, a figure of all hits, the articles in colour, and all data.

    The page is one file without anything from elsewhere, to be read in any browser, offline; it filters the hits by
    frame, voice, stance, speaker and article, and puts two articles side by side. The hit table, the overview, hashes
    and options are part of it and can be downloaded from it. The same input gives the same bytes.

    Parameters
    ----------
    hits : DataFrame
        With the columns of :func:`add_voice`.
    corpus, lexicon
        What the hits were found in and with.
    mentions, coded
        As in :func:`overview`: coders' marks stand beside the lexicon's in the table on top.
    title : str
        Of the page.
    inputs : sequence of paths
        Files, folders or glob patterns that the texts came from: their names (never their paths) and SHA-256 are shown
        with the parameters.
    options : mapping, optional
        How the hits were found, such as ``{"nested_scope": "frame"}``; shown with the parameters.

    Returns
    -------
    Report
        ``.html`` is the page, ``.save(path)`` writes it.

    Raises
    ------
    FramingError
        If the hits lack their voice (see :func:`add_voice`), or are not of this corpus and lexicon.

    Examples
    --------
    >>> from framing import Lexicon, add_voice, find_hits, read_corpus
    >>> corpus = read_corpus(["“A new Great Game has begun,” the envoy said."])
    >>> lexicon = Lexicon.from_dict({"rivalry": ["great game"]}, name="small")
    >>> page = report(add_voice(find_hits(corpus, lexicon), corpus), corpus, lexicon)
    >>> page.documents, page.hits, "one envoy" in page.html, "great game" in page.html.lower()
    (1, 1, False, True)
    """
    check_arguments(hits=hits, corpus=corpus, lexicon=lexicon)
    hits = given_hits(hits, corpus, lexicon, needs=("doc_id", "frame", "pattern", "start", "end", "text", "position"))
    table = overview(hits, corpus, lexicon, mentions=mentions, coded=coded, **OVERVIEW)
    frames, names, many = frames_of(lexicon), names_of(corpus, lexicon), len(corpus) > MANY
    texts = Texts.of(hits, corpus, frames)
    parameters = parameters_of(hits, corpus, lexicon, mentions=mentions, inputs=inputs, options=options or {})
    style = _piece("report.css") + frame_styles(len(frames), sorted(texts.together))
    script = _piece("report.js")
    page = Template(_piece("report.html")).substitute(
        title=safe(title),
        style=style,
        style_hash=_hash(style),
        script=script,
        script_hash=_hash(script),
        summary=safe(summary(hits, corpus, lexicon)),
        shown=f"{counted(len(hits), 'hit')} in {counted(len(corpus), 'article')}",
        answer=answer(table, names, frames, many=many),
        filters=filters(hits, frames),
        figure=figure(texts, names, frames, many=many),
        key=reading_key(frames, corpus),
        articles="".join(article(n, corpus, texts, names, frames, many=many) for n in range(len(corpus))),
        parameters=facts(parameters),
        data=data("report-parameters", parameters)
        + data("report-overview", plain_table(table))
        + data("report-hits", plain_table(hits))
        + data("report-voices", texts.voices),
    )
    return Report(page, len(corpus), len(hits))


def _piece(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
