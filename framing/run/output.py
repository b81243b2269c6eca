"""
Tables to files, a row group at a time: all files appear whole, or none.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from framing.errors import FramingError
from framing.files import whole_files
from framing.text.folders import files_of
from framing.text.sources import expand
from framing.workbooks import WorkbookError, write_workbook

if TYPE_CHECKING:
    import pandas as pd

ROW_GROUP = 65_536  # rows written at a time
FORMATS = (".parquet", ".csv", ".xlsx")


def check_outputs(outputs: Iterable[Path]) -> None:
    """Refuse an output that could not be written, before any work is done."""
    for path in outputs:
        if path.suffix not in FORMATS:
            raise FramingError(f"{path}: unknown kind of output. Expected {', '.join(FORMATS[:-1])} or {FORMATS[-1]}.")
        check_place(path)


def check_apart(
    outputs: Mapping[str, str | os.PathLike], reads: Iterable[str | os.PathLike], *, folder: Path | None = None
) -> None:
    """
    Refuse, before any work is done, an output that would cost somebody a file.

    Parameters
    ----------
    outputs
        Files to be written, each by what it is called in messages.
    reads
        Files, folders and patterns that are read.
    folder
        One to work in, that must be apart from all of them.
    """
    taken: dict[object, str] = {}
    for file in _files(reads):
        for name in _names(file):
            taken[name] = "the input"
    for what, path in outputs.items():
        for name in _names(path):
            if name in taken:
                again = "is the input" if taken[name] == "the input" else f"is given twice, also as {taken[name]}"
                raise FramingError(f"{path}: {again}. Give {what} another name.")
        taken |= dict.fromkeys(_names(path), what)
    within = f"{_names(folder)[0]}{os.sep}" if folder else None
    for name in taken if within else ():
        if isinstance(name, str) and f"{name}{os.sep}".startswith(within):
            raise FramingError(f"{folder}: the run keeps its parts here, so it cannot hold {taken[name]}.")


def check_place(path: Path) -> None:
    """Refuse a file that cannot be written where it should be."""
    real = Path(os.path.realpath(path))
    if not real.parent.is_dir():
        raise FramingError(f"{path}: there is no folder {real.parent}. Make it first.")
    if real.is_dir():
        raise FramingError(f"{path}: is a folder. Give the name of a file.")
    if os.path.lexists(real) and not real.is_file():
        raise FramingError(f"{path}: is no ordinary file. Give another name.")


def _files(reads: Iterable[str | os.PathLike]) -> Iterator[Path]:
    """All files that are read, and the folders that are named."""
    for path in (path for given in reads for path in expand(given)):
        yield path
        if path.is_dir():
            yield from files_of(path)


def _names(path: Path) -> list[object]:
    """
    By what a file is known, through links too: its place, and on the disk its number.

    Places that differ only in case or in how an accent is composed are one on some systems, so they are one here.
    """
    real = os.path.realpath(path)
    names: list[object] = [unicodedata.normalize("NFC", real).casefold()]
    try:
        found = os.stat(real)  # noqa: PTH116 (its name may be too long for Path)
    except (OSError, ValueError):
        return names
    return [*names, (found.st_dev, found.st_ino)]


def write_tables(tables: Mapping[Path, Iterable[pl.DataFrame]], *, token: str | None = None) -> None:
    """
    Write each file from its tables, one below the other: all files appear whole, or none.

    Raises
    ------
    FramingError
        If a file cannot be written, or an .xlsx cannot hold its table.
    """
    check_outputs(tables)
    path = next(iter(tables))
    try:
        with whole_files(list(tables), token=token) as beside:
            for new, (path, parts) in zip(beside, tables.items(), strict=True):
                _write_table(new, path.suffix, parts)
    except OSError as error:
        raise FramingError(f"{path}: cannot be written ({error.strerror or error}).") from None
    except WorkbookError as error:
        raise FramingError(f"{path}: {error}") from None


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
