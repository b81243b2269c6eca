"""
Tables to files, a row group at a time: all files appear whole, or none.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl

from framing.errors import FramingError

ROW_GROUP = 65_536  # rows written at a time
FORMATS = (".parquet", ".csv")


def check_outputs(paths: Iterable[Path], others: Iterable[str | os.PathLike] = ()) -> None:
    """Refuse an output that could not be written or is one of the others, before any work is done."""
    taken = {Path(path).resolve() for path in others}
    for path in paths:
        if path.resolve() in taken:
            raise FramingError(f"{path}: is given twice. Give each output a name of its own.")
        taken.add(path.resolve())
        if path.suffix not in FORMATS:
            raise FramingError(f"{path}: unknown kind of output. Expected {' or '.join(FORMATS)}.")
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
        If a file cannot be written.
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
    finally:
        for path in beside.values():
            path.unlink(missing_ok=True)


def _write_table(path: Path, suffix: str, tables: Iterable[pl.DataFrame]) -> None:
    """Write tables one below the other into one file, a row group at a time."""
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
