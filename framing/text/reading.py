"""
Wherever articles are, to a corpus.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from framing.errors import CorpusError
from framing.text.corpus import Corpus
from framing.text.document import Document
from framing.text.packed import How
from framing.text.remains import warn_of_remains
from framing.text.rows import Rows, SeenIds
from framing.text.sources import read_files, read_rows

SEEDS = Path(__file__).resolve().parents[2] / "seeds" / "articles.toml"


def load_seeds(*, boilerplate: str = "drop") -> Corpus:
    """
    The five articles of the study, as ``seeds/articles.toml`` describes them.

    Parameters
    ----------
    boilerplate : {"drop", "keep"}
        ``"keep"`` counts everything in the files.

    Raises
    ------
    CorpusError
        If an article is missing or a byte of it changed; where the library is installed without the study.
    """
    if not SEEDS.exists():
        raise CorpusError(
            f"{SEEDS}: is missing; the five articles come with the study, not with the installed library. Run this in "
            "a checkout of the study, or read articles of your own with read_corpus."
        )
    return read_corpus(SEEDS, boilerplate=boilerplate)


def read_corpus(
    source: str | os.PathLike | pd.DataFrame | pd.Series | Iterable[str] | Corpus,
    *,
    text: str = "text",
    doc_id: str = "doc_id",
    boilerplate: str = "drop",
    encoding: str | None = None,
    delimiter: str | None = None,
    title: str | None = None,
    unpacked: float = 50.0,
    language: str | None = None,
    mend: Iterable[str] | None = None,
) -> Corpus:
    """
    Read articles from wherever they are.

    Parameters
    ----------
    source
        A table of articles: .parquet, .csv, .tsv, .jsonl or .json (all but the first also .gz or .zst), .xlsx (its
        first sheet). A file
        that is one article: .txt, .docx, .html. A folder of any of these, in sorted order; the id of a file that is
        one article is its path without suffix. A .toml file like ``seeds/articles.toml``; a glob pattern; a
        DataFrame; a Series of texts (its index gives the ids); or a list of texts (``text1``, ``text2``, ...).
        ``framing/text/README.md`` says what is read of each.
    text, doc_id
        The columns that hold text and id; all others become metadata. A DataFrame's index serves as id if it
        is named ``doc_id``. A whole number is an id without decimals (``101``), whatever its type, and a date without a
        time one without hours (``2022-05-24``); a CSV file holds text, which is an id as it stands. One column may be
        both. ``doc_id="row"`` numbers the rows of a file, unless a column has that name. In JSON ``article.body`` is
        the ``body`` of the object ``article``.
    boilerplate : {"drop", "keep"}
        Only a .toml file marks boilerplate; elsewhere everything counts.
    encoding : str, optional
        Of .txt, .csv, .tsv and JSON that are neither UTF-8 nor UTF-16, such as ``"cp1252"``.
    delimiter : str, optional
        Between the cells of a CSV file; else the one of comma, semicolon, tab and bar that gives the columns.
    title : str, optional
        The column of titles of a table: each is put before its text as headline, a paragraph of its own, unless the
        text begins with it already.
    unpacked : float
        Gigabytes that may come out of one .gz or .zst.
    language : str, optional
        By whose rules sentences end, a code of ``framing/text/languages.toml`` (``"de"``, ``"ru"``, ...). Default: that
        of a Corpus given, else English. Voice and stance know English alone, and refuse another language.
    mend : iterable of {"hyphens", "stops", "elision"}, optional
        What is read otherwise than it is printed, see :func:`tokenize`. Default: as in a Corpus given, else nothing.

    Raises
    ------
    CorpusError
        If a language is unknown; if a file or column is not there, a text is missing, empty or not UTF-8, or two ids
        are equal. The message names the row. ``NA`` without quote marks in a CSV file is a missing text.

    Warns
    -----
    FramingWarning
        Once for a folder that holds files of another kind; they are named. Once for texts with HTML entities or tags,
        full stops without a space after them, or words parted at a line's end: how many, and what mends that.

    Examples
    --------
    >>> table = pd.DataFrame({"id": ["a", "b"], "body": ["One.", "Two."], "outlet": ["X", "Y"]})
    >>> read_corpus(table, text="body", doc_id="id").metadata["outlet"].to_dict()
    {'a': 'X', 'b': 'Y'}
    """
    if isinstance(source, Corpus):
        given = {"language": language, "mend": mend}
        changed = {name: value for name, value in given.items() if value is not None}
        return replace(source, boilerplate=boilerplate, **changed)
    rows = read_rows(source, text=text, doc_id=doc_id, other=True, how=How(encoding, delimiter, title, unpacked))
    return as_corpus(_documents(rows), boilerplate=boilerplate, language=language or "en", mend=mend or ())


def as_corpus(documents: Iterable[Document], **options: Any) -> Corpus:
    """Documents as a corpus with these options; a warning says what in them reads as other words than it shows."""
    corpus = Corpus(tuple(documents), **options)
    warn_of_remains(corpus)
    return corpus


def read_documents(
    inputs: Iterable[str | os.PathLike],
    *,
    text: str = "text",
    doc_id: str = "doc_id",
    metadata: bool = False,
    how: How | None = None,
) -> Iterator[Document]:
    """Articles of files, folders and glob patterns, one after the other, as :func:`read_corpus`; metadata if wanted."""
    return _documents(read_files(list(inputs), text=text, doc_id=doc_id, other=metadata, how=how))


def _documents(parts: Iterable[Rows]) -> Iterator[Document]:
    """The documents of some rows; the first row that cannot be used is an error."""
    seen = SeenIds()
    for rows in parts:
        bad = seen.check(rows).bad
        if bad:
            raise CorpusError(str(bad[0]))
        yield from rows.as_documents()
