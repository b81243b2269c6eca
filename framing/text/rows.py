"""
Rows of a source: ids and texts with where they stand, and the rows that cannot be used.

Whoever reads texts reads them as rows, so that the same file gives the same ids, the same texts and the same refusals
everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace as replaced
from datetime import datetime, time
from decimal import Decimal
from math import isfinite, isnan
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from framing.errors import CorpusError, unknown
from framing.text.document import Document

_EXPECTED = {
    "missing text": "text",
    "wrong type": "text",
    "missing id": "an id",
    "same id": "an id of its own",
}


class ColumnError(CorpusError):
    """A file lacks a column; ``column`` is the name that was asked for."""

    def __init__(self, message: str, column: str) -> None:
        super().__init__(message)
        self.column = column


@dataclass(frozen=True)
class BadRow:
    """A row that cannot be used; as a string, what is said of it."""

    file: str
    row: int
    doc_id: str
    reason: str
    value: str

    def __str__(self) -> str:
        alone = self.file.lower().endswith((".txt", ".docx", ".html", ".htm"))  # one article a file
        where = self.file if alone else f"{self.file}, row {self.row}"
        expected = _EXPECTED.get(self.reason, "a file that can be read" if alone else "a row that can be read")
        remedy = "Mend or remove the file." if alone else "Mend or drop the row."
        return f"{where}: expected {expected}, found {self.value}. {remedy}"


@dataclass(frozen=True)
class Rows:
    """
    Some rows, in their order.

    Attributes
    ----------
    ids, texts : polars Series of strings
        Null where there is none, until :func:`usable` has looked.
    file, row : array
        Where each stands: the file's name, and the number a reader counts, from 1.
    bad : tuple of BadRow
        Rows that cannot be used and are not among the others.
    done : float
        How much of the source has been read with these (0–1).
    other : tuple of dict
        What else stands in each row, if that was asked for.
    documents : array of Document or None
        Where a list of articles says what in each counts.
    """

    ids: pl.Series
    texts: pl.Series
    file: np.ndarray
    row: np.ndarray
    bad: tuple[BadRow, ...] = ()
    done: float = 1.0
    other: tuple[dict[str, Any], ...] = ()
    documents: np.ndarray | None = None

    def __len__(self) -> int:
        return len(self.row)

    def take(self, keep: np.ndarray | slice) -> Rows:
        """Some of the rows; what is known of the others and of the source stays."""
        numbers = np.arange(len(self))[keep]
        whole = isinstance(keep, slice)  # a stretch of strings is a view, a choice of them a copy
        return replaced(
            self,
            ids=self.ids[keep] if whole else self.ids.gather(numbers),
            texts=self.texts[keep] if whole else self.texts.gather(numbers),
            file=self.file[keep],
            row=self.row[keep],
            other=tuple(self.other[i] for i in numbers) if self.other else (),
            documents=None if self.documents is None else self.documents[keep],
        )

    def without(self, drop: np.ndarray, reason: str, values: Sequence[Any]) -> Rows:
        """The rows but for some, which are then among the bad ones."""
        bad = tuple(
            BadRow(str(self.file[i]), int(self.row[i]), short(self.ids[int(i)]), reason, repr(short(values[int(i)])))
            for i in np.flatnonzero(drop)
        )
        every = (*self.bad, *bad)
        return replaced(self.take(~drop), bad=tuple(sorted(every, key=_number)) if len(set(self.file)) <= 1 else every)

    def as_documents(self) -> tuple[Document, ...]:
        """The rows as documents, with what else stands in them as metadata."""
        if self.documents is not None:
            return tuple(self.documents)
        others = self.other or ({},) * len(self)
        return tuple(map(Document, self.ids, self.texts, others))


def _number(row: BadRow) -> int:
    return row.row


def rows_of(ids: Any, texts: Any, row: np.ndarray, file: str, **options: Any) -> Rows:
    """Rows of one file; ids and texts may be Series or lists of strings and None."""
    series = [
        values if isinstance(values, pl.Series) else pl.Series(values, dtype=pl.String) for values in (ids, texts)
    ]
    return Rows(*series, np.full(len(row), file, dtype=object), row, **options)


def rows_of_values(
    ids: Sequence[Any],
    texts: Sequence[Any],
    row: np.ndarray,
    file: str,
    *,
    other: Sequence[dict] = (),
    done: float = 1.0,
) -> Rows:
    """Rows of Python values; a text that is none, and is not missing either, makes its row a bad one."""
    bad, keep = [], []
    for i, (name, value) in enumerate(zip(ids, texts, strict=True)):
        found = name if isinstance(name, str) and _fault(name) else value
        if fault := _fault(found):
            printable = short(name).encode(errors="backslashreplace").decode()
            bad.append(BadRow(file, int(row[i]), printable, fault, short(repr(found))))
        else:
            keep.append(i)
    return rows_of(
        [id_of(ids[i]) for i in keep],
        [None if is_missing(texts[i]) else texts[i] for i in keep],
        row[keep],
        file,
        bad=tuple(bad),
        done=done,
        other=tuple(other[i] for i in keep) if other else (),
    )


def joined(parts: Sequence[Rows]) -> Rows:
    """Rows one below the other."""
    documents = None
    if any(part.documents is not None for part in parts):
        documents = np.array([document for part in parts for document in part.as_documents()], dtype=object)
    return Rows(
        pl.concat([part.ids for part in parts]),
        pl.concat([part.texts for part in parts]),
        np.concatenate([part.file for part in parts]),
        np.concatenate([part.row for part in parts]),
        tuple(bad for part in parts for bad in part.bad),
        parts[-1].done,
        documents=documents,
    )


def usable(rows: Rows) -> Rows:
    """The rows that have an id and a text; the others are among the bad ones."""
    for column, reason in (("ids", "missing id"), ("texts", "missing text")):
        values = getattr(rows, column)
        missing = ~values.str.contains(r"\S").fill_null(value=False).to_numpy()
        if missing.any():
            rows = rows.without(missing, reason, values)
    return rows


def id_of(value: Any) -> str | None:
    """
    A value as an id, None if it is missing: a string as it is, a whole number without decimals, a day without hours.

    >>> id_of("007"), id_of(101.0), id_of(1.5), id_of(None), id_of(datetime(2022, 5, 24))
    ('007', '101', '1.5', None, '2022-05-24')
    """
    if isinstance(value, str) or is_missing(value):
        return value if isinstance(value, str) else None
    # A column of whole numbers becomes one of floats where a table was merged or has a gap.
    if isinstance(value, (float, Decimal)) and isfinite(value) and value % 1 == 0:
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():  # of a column of dates
        return value.date().isoformat()
    return str(value)


def is_missing(value: Any) -> bool:
    """Whether a value says that there is none."""
    # pandas' own kinds by name, so that pandas need not be there.
    return value is None or type(value).__name__ in ("NAType", "NaTType") or (isinstance(value, float) and isnan(value))


def _fault(value: Any) -> str:
    """Why a value is no text, if it is neither that nor missing."""
    if not isinstance(value, str):
        return "" if is_missing(value) else "wrong type"
    return "" if is_text(value) else "undecodable"


def is_text(value: str) -> bool:
    """Whether a string holds no half characters, as JSON can write them."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def short(value: Any, length: int = 80) -> str:
    """A value in few characters; empty for None."""
    text = "" if value is None else str(value)
    return text if len(text) <= length else text[:length] + "…"


def require_columns(where: str | Path, names: list[str], *columns: str) -> None:
    """
    Refuse a table that lacks a column, or has it twice.

    Raises
    ------
    ColumnError
        It names the column and those that there are.
    """
    for column in columns:
        if column not in names:
            raise ColumnError(f"{where}: {unknown('column', column, names)}", column)
        if names.count(column) > 1:
            raise CorpusError(f"{where}: {names.count(column)} columns are called {column!r}. Give each its own name.")


class SeenIds:
    """Finds ids that were there before, by 64-bit hashes in a few sorted runs."""

    def __init__(self) -> None:
        self._runs: list[np.ndarray] = []

    def add(self, ids: pl.Series) -> np.ndarray:
        """Remember ids; says which of them were there before, among themselves too."""
        hashes = ids.hash(0).to_numpy()
        distinct, first = np.unique(hashes, return_index=True)
        again = np.ones(len(hashes), dtype=bool)
        again[first] = False
        for run in self._runs:
            place = np.minimum(np.searchsorted(run, hashes), len(run) - 1)
            again |= run[place] == hashes
        self._runs.append(distinct)
        # Runs of like size are merged, so that there are never many.
        while len(self._runs) > 1 and len(self._runs[-2]) <= 2 * len(self._runs[-1]):
            self._runs[-2:] = [np.union1d(*self._runs[-2:])]
        return again

    def check(self, rows: Rows) -> Rows:
        """The rows, with those whose ids were there before among the bad ones."""
        if not len(rows):
            return rows
        again = self.add(rows.ids)
        return rows.without(again, "same id", rows.ids) if again.any() else rows
