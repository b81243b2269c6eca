"""
CSV files to rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from framing.errors import CorpusError
from framing.text.arrow import rows_of_arrays, utf8
from framing.text.csv_layout import check_quotes, layout_of
from framing.text.packed import How, not_utf8, opened
from framing.text.rows import ROW, BadRow, Rows, require_columns, rows_of, short

READ_BYTES = 1 << 24  # bytes parsed at a time; no row may be larger
_SCANNED = 1 << 26  # bytes by which an encoding is told
_MISSING = "NA"  # what R writes, without quote marks, for a missing value


def parse_csv(path: Path, text: str, doc_id: str, *, other: bool = False, how: How | None = None) -> Iterator[Rows]:
    """Rows of a CSV file; other columns are numbers where they hold nothing else, which the whole file decides."""
    parts = _csv_parts(path, text, doc_id, other=other, how=how or How())
    return iter(_typed(list(parts))) if other else parts


def _csv_parts(path: Path, text: str, doc_id: str, *, other: bool, how: How) -> Iterator[Rows]:
    import pyarrow as pa
    from pyarrow import csv as arrow_csv

    broken: list[BadRow] = []  # they may come before the rows above them
    named = 0

    def note(row: Any) -> str:
        found = f"{row.actual_columns} columns instead of {row.expected_columns}: {short(row.text)!r}"
        broken.append(BadRow(str(path), row.number - 1, "", "broken row", found))
        return "skip"

    layout = layout_of(path, text, doc_id, how)
    names = layout.names
    numbered = doc_id == ROW and ROW not in names
    require_columns(path, names, text, doc_id, sample=layout.sample)
    check_quotes(path, how, layout.delimiter)
    rest = [name for name in dict.fromkeys(names) if name not in (text, doc_id)] if other else []
    columns = list(dict.fromkeys([text, *([] if numbered else [doc_id]), *rest]))
    stream, done = opened(path, how)
    with stream:
        reader = arrow_csv.open_csv(
            stream,
            # One block after the other: else broken rows have no number.
            read_options=arrow_csv.ReadOptions(block_size=READ_BYTES, use_threads=False, skip_rows=layout.skip),
            parse_options=arrow_csv.ParseOptions(
                delimiter=layout.delimiter, newlines_in_values=True, invalid_row_handler=note
            ),
            # As bytes, so that a row that is no UTF-8 can be named.
            convert_options=arrow_csv.ConvertOptions(
                include_columns=columns,
                column_types=dict.fromkeys(columns, pa.binary()),
                null_values=[_MISSING],
                strings_can_be_null=True,
                quoted_strings_can_be_null=False,
            ),
        )
        before = 0
        for part in reader:
            whole = np.arange(before + 1, before + len(part) + 1)
            before += len(part)
            # Rows are counted with the broken ones: before broken row b, the i-th from 0, stand b - 1 - i whole ones.
            above = np.array([bad.row - i for i, bad in enumerate(broken)], dtype=np.int64)
            row = whole + np.searchsorted(above, whole, side="right")
            rows = _csv_rows(path, part, text, None if numbered else doc_id, rest, row, done())
            if any(bad.reason == "undecodable" for bad in rows.bad):
                _refuse_encoding(path, how)
            known = before + int(np.searchsorted(above, before, side="right"))
            fresh = [bad for bad in broken[named:] if bad.row < known]
            named += len(fresh)
            yield replace(rows, bad=tuple(sorted((*rows.bad, *fresh), key=lambda bad: bad.row)))
        yield rows_of([], [], np.arange(0), str(path), bad=tuple(broken[named:]))


def _csv_rows(
    path: Path, part: Any, text: str, doc_id: str | None, rest: list[str], row: np.ndarray, done: float
) -> Rows:
    """Columns of a CSV file to rows; NA is a missing text, and elsewhere what it says."""
    import pyarrow as pa

    def written(column: str) -> Any:
        return part.column(column).fill_null(pa.scalar(_MISSING.encode(), pa.binary()))

    others = [utf8(pl.from_arrow(written(name))).to_list() for name in rest]
    other = [dict(zip(rest, values, strict=True)) for values in zip(*others, strict=True)]
    ids = pa.array(map(str, row.tolist()), pa.string()) if doc_id is None else written(doc_id)
    rows = rows_of_arrays(path, part.column(text), ids, row, done, other)
    missing = rows.texts.is_null().to_numpy()
    if not missing.any():
        return rows
    found = ("missing text", _MISSING)
    bad = (BadRow(str(path), int(rows.row[i]), short(rows.ids[int(i)]), *found) for i in np.flatnonzero(missing))
    return replace(rows.take(~missing), bad=tuple(sorted((*rows.bad, *bad), key=lambda row: row.row)))


def _typed(parts: list[Rows]) -> list[Rows]:
    """The rows of a file, with numbers and truth values for strings in columns that hold nothing else."""
    import pandas as pd

    table = pd.DataFrame([row for part in parts for row in part.other], dtype="str").fillna("")
    for name in table.columns:
        table[name] = pd.Series(_values(table[name]), dtype=object)
    records, first = table.to_dict("records"), 0
    made = []
    for part in parts:
        made.append(replace(part, other=tuple(records[first : first + len(part.other)])))
        first += len(part.other)
    return made


def _values(column: Any) -> list[Any]:
    """A column of strings as what it says; nothing is a missing value."""
    import pandas as pd

    given = column != ""
    numbers = pd.to_numeric(column, errors="coerce")
    if (numbers.notna() == given).all():
        return numbers.tolist()
    if column.str.lower().isin(("true", "false")).all():
        return (column.str.lower() == "true").tolist()
    return column.where(given).tolist()


def _refuse_encoding(path: Path, how: How) -> None:
    """Refuse a file that is in another encoding; a row with a fault in it is a bad row."""
    stream, _ = opened(path, how)
    with stream:
        if found := not_utf8(stream.read(_SCANNED)):
            raise CorpusError(f"{path}: {found}")
