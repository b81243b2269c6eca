"""
Titles that a table keeps in a column of their own, put before the texts as headlines.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl

from framing.errors import unknown
from framing.text.document import Document, Range
from framing.text.rows import ColumnError, Rows, id_of


def with_titles(rows: Rows, title: str, *, other: bool) -> Rows:
    """
    The rows of a table with their titles as headlines, a paragraph above each text; a text that begins with its title
    stays as it is. Files of one article, which have no columns, stay too.

    Raises
    ------
    ColumnError
        If no row has such a column.
    """
    if not rows.other or rows.documents is not None:
        return rows
    if not any(title in row for row in rows.other):
        known = dict.fromkeys(name for row in rows.other for name in row)
        said = unknown("column", title, known)
        raise ColumnError(f"{rows.file[0]}: {said} Name it: title= in Python, --title-column in the command.", title)
    documents = [
        _titled(name, text, (id_of(row.get(title)) or "").strip(), row if other else {})
        for name, text, row in zip(rows.ids, rows.texts, rows.other, strict=True)
    ]
    texts = pl.Series([document.text for document in documents], dtype=pl.String)
    return replace(rows, texts=texts, documents=np.array([*documents, None], dtype=object)[:-1])


def _titled(doc_id: str, text: str, title: str, metadata: dict) -> Document:
    if not title:
        return Document(doc_id, text, metadata)
    start = len(text) - len(text.lstrip())
    if not text.startswith(title, start) or text[start + len(title) : start + len(title) + 1].isalnum():
        text, start = f"{title}\n\n{text}", 0
    return Document(doc_id, text, metadata, (Range(start, start + len(title), "title"),))
