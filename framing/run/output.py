"""
Tables to files, a row group at a time: all files appear whole, or none.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from framing.errors import FramingError
from framing.workbooks import WorkbookError, write_workbook

if TYPE_CHECKING:
    import pandas as pd

ROW_GROUP = 65_536  # rows written at a time
FORMATS = (".parquet", ".csv", ".xlsx")


def check_outputs(paths: Iterable[Path], others: Iterable[str | os.PathLike] = ()) -> None:
    """Refuse an output that could not be written or is one of the others, before any work is done."""
    taken = {Path(path).resolve() for path in others}
    for path in paths:
        if path.resolve() in taken:
            raise FramingError(f"{path}: is given twice. Give each output a name of its own.")
        taken.add(path.resolve())
        if path.suffix not in FORMATS:
            raise FramingError(f"{path}: unknown kind of output. Expected {', '.join(FORMATS[:-1])} or {FORMATS[-1]}.")
        if not path.parent.is_dir():
            raise FramingError(f"{path}: there is no folder {path.parent}. Make it first.")
        if path.is_dir():
            raise FramingError(f"{path}: is a folder. Give the name of a file.")


def write_tables(tables: dict[Path, Iterable[pl.DataFrame]]) -> None:
    """
    Write each file from its tables, one below the other: all files appear whole, or none.

    Raises
    ------
    FramingError
        If a file cannot be written, or an .xlsx cannot hold its table.
    """
    check_outputs(tables)
    # Always the same names, so that what a killed run left is written over.
    beside = {path: path.with_name(f".{path.name}.new") for path in tables}
    try:
        for path, parts in tables.items():
            _write_table(beside[path], path.suffix, parts)
        for path in reversed(tables):
            beside[path].replace(path)
    except OSError as error:
        raise FramingError(f"{path}: cannot be written ({error.strerror or error}).") from None
    except WorkbookError as error:
        raise FramingError(f"{path}: {error}") from None
    finally:
        for path in beside.values():
            path.unlink(missing_ok=True)


def save_table(table: pd.DataFrame, path: str | os.PathLike) -> None:
    """
    Write a table as the command does: .parquet, .csv or .xlsx, as the name says, whole or not at all.

    In .xlsx numbers are numbers and every text is a text, also one that begins with ``=``, ``+``, ``-`` or ``@``. A
    .csv cannot say so: a spreadsheet program takes such a cell for a formula, whatever quotation marks stand around it.
    The same table gives the same bytes.

    Parameters
    ----------
    table : DataFrame
        An index that has a name becomes columns, any other is left out.
    path
        Where to.

    Raises
    ------
    FramingError
        If the file cannot be written, or an .xlsx cannot hold the table: 1,048,575 rows of cells of 32,767 characters.

    Examples
    --------
    >>> import tempfile, pandas as pd
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save_table(pd.DataFrame({"text": ["=1+1"], "hits": [2]}), f"{folder}/x.xlsx")
    ...     pd.read_excel(f"{folder}/x.xlsx")
       text  hits
    0  =1+1     2
    """
    names = [name for name in table.index.names if name is not None]
    flat = table.reset_index(names) if names else table
    write_tables({Path(path): [pl.DataFrame([_series(str(name), flat[name]) for name in flat.columns])]})


def _series(name: str, column: pd.Series) -> pl.Series:
    """A column as Polars has it, with nothing where a value is missing."""
    values = column.astype(object).where(column.notna(), None).tolist()
    return pl.Series(name, values, dtype=pl.String if set(values) <= {None} else None, strict=False)


def _write_table(path: Path, suffix: str, tables: Iterable[pl.DataFrame]) -> None:
    """Write tables one below the other into one file, a row group at a time."""
    if suffix == ".xlsx":
        tables = iter(tables)
        first = next(tables)
        rows = (row for table in chain([first], tables) for row in table.iter_rows())
        return write_workbook(path, first.columns, rows)
    from pyarrow import csv, parquet

    make = {".parquet": parquet.ParquetWriter, ".csv": csv.CSVWriter}[suffix]
    writer = None
    try:
        for group in _row_groups(tables):
            table = group.to_arrow(compat_level=pl.CompatLevel.oldest())
            writer = writer or make(path, table.schema)
            writer.write(table)
    finally:
        if writer is not None:
            writer.close()


def _row_groups(tables: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    held: list[pl.DataFrame] = []
    for table in tables:
        held.append(table)
        if sum(map(len, held)) >= ROW_GROUP:
            yield pl.concat(held)
            held.clear()
    if held:
        yield pl.concat(held)
