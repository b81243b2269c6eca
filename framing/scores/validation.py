"""
A file of coded mentions to a table, and how found labels or spans lie to coded ones.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from framing.errors import CorpusError, unknown
from framing.text.corpus import Corpus
from framing.text.reading import SEEDS
from framing.workbooks import text_rows

GOLD = SEEDS.parent / "gold"


def read_coding(corpus: Corpus, path: str | os.PathLike) -> pd.DataFrame:
    """
    Read coded mentions of frames in the articles of a corpus.

    Parameters
    ----------
    corpus : Corpus
        Its documents are found through their ``file`` in the metadata, else through ``doc_id``.
    path
        A .csv or .xlsx file with the columns ``file`` (or ``doc_id``), ``frame``, ``span``, ``char_start``,
        ``char_end``, offsets into the raw text; further columns (``voice``, ``note``, ...) are kept as text.

    Returns
    -------
    DataFrame
        One row a mention, in file order: ``doc_id``, ``frame``, ``start``, ``end``, ``text``, ``counted`` (false
        where the mention lies in boilerplate that the corpus drops), then the file's other columns; the index gives
        the line of the file.

    Raises
    ------
    CorpusError
        If the file or a column is missing, or a row's span is not what the article has at its offsets.
    """
    path = Path(path)
    rows = _cells(path)
    key = "file" if "file" in rows.columns else "doc_id"
    for column in (key, "frame", "span", "char_start", "char_end"):
        if column not in rows.columns:
            raise CorpusError(f"{path}: {unknown('column', column, rows.columns)}")
    names = {str(document.metadata.get("file", document.doc_id)): document for document in corpus}
    names |= {document.doc_id: document for document in corpus}
    kept, lines = [], []
    for line, row in enumerate(rows.to_dict("records"), start=2):
        document = names.get(row.pop(key))
        if document is None:
            continue  # coding of an article that this corpus does not have
        try:
            start, end = int(row.pop("char_start")), int(row.pop("char_end"))
        except ValueError:
            raise CorpusError(f"{path}, line {line}: char_start and char_end must be whole numbers.") from None
        frame, span = row.pop("frame").strip(), row.pop("span")
        if not frame:
            raise CorpusError(f"{path}, line {line}: expected the name of a frame, found none.")
        if not 0 <= start < end <= len(document.text):
            raise CorpusError(
                f"{path}, line {line}: {start}–{end} is no stretch of {document.doc_id!r}, which has "
                f"{len(document.text)} characters. Mend the offsets."
            )
        if document.text[start:end] != span:
            raise CorpusError(
                f"{path}, line {line}: the span is {span!r}, but {document.doc_id!r} has "
                f"{document.text[start:end]!r} at {start}–{end}. Mend the offsets."
            )
        dropped = corpus.boilerplate == "drop" and any(
            start < stretch.end and stretch.start < end for stretch in document.boilerplate
        )
        head = {"doc_id": document.doc_id, "frame": frame, "start": start, "end": end, "text": span}
        kept.append({**head, "counted": not dropped, **row})
        lines.append(line)
    columns = ["doc_id", "frame", "start", "end", "text", "counted"]
    columns += [c for c in rows.columns if c not in (key, "frame", "span", "char_start", "char_end")]
    return pd.DataFrame(kept, columns=columns, index=lines)


def _cells(path: Path) -> pd.DataFrame:
    """The cells of a .csv file, or of the first sheet of an .xlsx file, as text, below its head."""
    if path.suffix.lower() == ".xlsx":
        lines, _ = text_rows(path, ())
        rows = pd.DataFrame([cells for _, cells in lines], dtype="str").fillna("")
    else:
        rows = _csv_cells(path)
    names = rows.iloc[0].tolist() if len(rows) else []
    for name in sorted({name for name in names if names.count(name) > 1}):
        raise CorpusError(f"{path}: has two columns called {name!r}. Drop or rename one.")
    return rows[1:].set_axis(names, axis=1)


def _csv_cells(path: Path) -> pd.DataFrame:
    try:
        # With its head as a row, since pandas renames one of two equal columns, and shifts rows longer than the head.
        return pd.read_csv(path, dtype="str", keep_default_na=False, header=None, encoding="utf-8-sig").fillna("")
    except (OSError, ValueError) as error:
        raise CorpusError(f"{path}: cannot be read as .csv: {error}") from None


def overlaps(spans: pd.DataFrame, others: pd.DataFrame, *, on: Sequence[str] = ("doc_id", "frame")) -> np.ndarray:
    """
    Which spans share a character with any of the other spans of the same document and frame.

    Both tables have the columns of ``on``, ``start`` and ``end``. Returns one truth value a row of ``spans``.

    >>> import pandas as pd
    >>> a = pd.DataFrame({"doc_id": ["x", "x"], "frame": ["f", "f"], "start": [0, 5], "end": [5, 9]})
    >>> b = pd.DataFrame({"doc_id": ["x"], "frame": ["f"], "start": [8], "end": [12]})
    >>> overlaps(a, b).tolist()
    [False, True]
    """
    found = np.zeros(len(spans), dtype=bool)
    keys = list(on) if len(on) > 1 else on[0]  # for a list of one, pandas gives keys of two kinds
    groups = dict(list(others.groupby(keys, sort=True)))
    for key, rows in spans.groupby(keys, sort=True).indices.items():
        if key in groups:
            start, end = (groups[key][column].to_numpy() for column in ("start", "end"))
            a, b = (spans[column].to_numpy()[rows, None] for column in ("start", "end"))
            found[rows] = ((a < end) & (start < b)).any(axis=1)
    return found


def precision_recall(found: pd.Series, truth: pd.Series, labels: Sequence[str]) -> pd.DataFrame:
    """
    Precision and recall of each label.

    Parameters
    ----------
    found, truth : Series of str
        What was found and what is true of each case, in the same order.
    labels
        One row each, in this order.

    Returns
    -------
    DataFrame
        ``label``, ``cases`` (of which it is true), ``found``, ``right``, ``precision`` (right / found), ``recall``
        (right / cases); NaN where a denominator is 0.

    Examples
    --------
    >>> import pandas as pd
    >>> precision_recall(pd.Series(["a", "a", "b"]), pd.Series(["a", "b", "b"]), ["a", "b"]).values.tolist()
    [['a', 1, 2, 1, 0.5, 1.0], ['b', 2, 1, 1, 1.0, 0.5]]
    """
    found, truth = found.to_numpy(dtype=object), truth.to_numpy(dtype=object)
    rows = [
        (label, sum(truth == label), sum(found == label), sum((found == label) & (truth == label))) for label in labels
    ]
    table = pd.DataFrame(rows, columns=["label", "cases", "found", "right"])
    table["precision"] = table["right"] / table["found"].where(table["found"] > 0)
    table["recall"] = table["right"] / table["cases"].where(table["cases"] > 0)
    return table
