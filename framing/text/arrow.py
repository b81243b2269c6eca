"""
Arrow arrays to rows: texts and ids as strings, whatever type a file keeps them in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from framing.text.rows import BadRow, Rows, id_of, rows_of, short

_NO_UTF8 = ("undecodable", "bytes that are not UTF-8")


def _text_or_bytes(array: Any) -> Any:
    """An Arrow array as text; as bytes where they are not all UTF-8."""
    import pyarrow as pa

    kinds = pa.types
    if kinds.is_dictionary(array.type):
        array = array.dictionary_decode()
    if kinds.is_binary(array.type) or kinds.is_large_binary(array.type):
        return array
    if kinds.is_integer(array.type) or kinds.is_string_view(array.type) or kinds.is_null(array.type):
        return array.cast(pa.string())
    if not (kinds.is_string(array.type) or kinds.is_large_string(array.type)):
        return pa.array([id_of(value) for value in array.to_pylist()], pa.string())
    try:
        array.validate(full=True)
    except pa.ArrowInvalid:
        return array.cast(pa.large_binary() if kinds.is_large_string(array.type) else pa.binary())
    return array


def rows_of_arrays(path: Path, texts: Any, ids: Any, row: np.ndarray, done: float, other: Sequence[dict] = ()) -> Rows:
    """Arrow arrays to rows; those whose bytes are no UTF-8 are bad ones."""
    columns, wrong = [], np.zeros(len(row), dtype=bool)
    for given in (ids, texts):
        series = pl.from_arrow(_text_or_bytes(given))
        if series.dtype == pl.Binary:
            strings = utf8(series)
            wrong |= (strings.is_null() & series.is_not_null()).to_numpy()
            series = strings
        columns.append(series)
    rows = rows_of(*columns, row, str(path), done=done, other=tuple(other))
    if not wrong.any():
        return rows
    bad = (BadRow(str(path), int(row[i]), short(rows.ids[int(i)]), *_NO_UTF8) for i in np.flatnonzero(wrong))
    return replace(rows.take(~wrong), bad=tuple(bad))


def utf8(values: pl.Series) -> pl.Series:
    """Bytes as text; null where they are not UTF-8."""
    try:
        return values.cast(pl.String)
    except pl.exceptions.PolarsError:  # not even with strict=False
        return pl.Series([None if value is None else _text(value) for value in values], dtype=pl.String)


def _text(value: bytes) -> str | None:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return None
