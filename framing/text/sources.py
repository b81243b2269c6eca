"""
Wherever texts are, to batches of a few megabytes, always cut at the same places.

A row that cannot be used is named with its file, its number, and what was found.
"""

from __future__ import annotations

import glob
import hashlib
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import isnan
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from framing.errors import CorpusError, unknown

BATCH_BYTES = 3_000_000  # of text in a batch: large enough to be fast, small enough for memory
BATCH_ROWS = 50_000
_READ_ROWS = 1_024  # rows of a Parquet file decoded at a time
_READ_BYTES = 1 << 22  # bytes of a JSONL file parsed at a time
_CSV_BYTES = 1 << 24  # bytes of a CSV file parsed at a time; no row may be larger
_ENDS = 1 << 16  # bytes at either end of a file by which it is known again
_KINDS = ".parquet, .csv, .jsonl (the last two also .gz or .zst), .txt, or a folder of .txt files"


class ColumnError(CorpusError):
    """A file lacks a column; ``column`` is the name that was asked for."""

    def __init__(self, message: str, column: str) -> None:
        super().__init__(message)
        self.column = column


@dataclass(frozen=True)
class BadRow:
    """A row that cannot be used."""

    file: str
    row: int
    doc_id: str
    reason: str
    value: str

    def __str__(self) -> str:
        return f"{self.file}, row {self.row}: expected {self.expected}, found {self.value}. {self.remedy}"

    @property
    def expected(self) -> str:
        """What should have been there."""
        return {"missing text": "text", "wrong type": "text", "missing id": "an id", "same id": "an id of its own"}.get(
            self.reason, "a row that can be read"
        )

    @property
    def remedy(self) -> str:
        """What to do."""
        return "Mend or drop the row."


@dataclass(frozen=True)
class Batch:
    """Texts with their ids; where they come from; rows that were left out; how much of the input is done (0–1)."""

    ids: pl.Series
    texts: pl.Series
    file: np.ndarray
    row: np.ndarray
    bad: tuple[BadRow, ...] = ()
    done: float = 1.0

    def without(self, drop: np.ndarray, reason: str, values: pl.Series) -> Batch:
        """The batch without some rows, which are then among its bad ones."""
        rows = np.flatnonzero(drop)
        bad = tuple(
            BadRow(str(self.file[i]), int(self.row[i]), _short(self.ids[int(i)]), reason, repr(_short(values[int(i)])))
            for i in rows
        )
        keep = np.flatnonzero(~drop)
        order = sorted((*self.bad, *bad), key=lambda row: row.row) if len(set(self.file)) <= 1 else (*self.bad, *bad)
        return Batch(
            self.ids.gather(keep), self.texts.gather(keep), self.file[keep], self.row[keep], tuple(order), self.done
        )


def _short(value: Any, length: int = 80) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= length else text[:length] + "…"


@dataclass
class _Chunk:
    """Rows as read: text and id may be null; ``bad`` are rows that could not even be read."""

    ids: pl.Series
    texts: pl.Series
    row: np.ndarray
    bad: tuple[BadRow, ...] = ()
    done: float = 1.0
    file: str = ""  # where it is not the one that is read


def read_batches(source: Any, *, text: str = "text", doc_id: str = "doc_id") -> Iterator[Batch]:
    """
    Batches of a list or Series of texts, a DataFrame, or whatever stands at a path.

    A row without text or id is among the ``bad`` ones of its batch; a source that cannot be used at all is a
    CorpusError.
    """
    if isinstance(source, (str, os.PathLike)):
        return read_files([source], text=text, doc_id=doc_id)
    ids, texts, where = _in_memory(source, text, doc_id)
    size = max(len(texts), 1)
    starts = range(0, size, BATCH_ROWS)
    chunks = (
        _strings(ids[i : i + BATCH_ROWS], texts[i : i + BATCH_ROWS], i, where, min((i + BATCH_ROWS) / size, 1))
        for i in starts
    )
    return _batches((where, chunk) for chunk in chunks)


def read_files(inputs: list[str | os.PathLike], *, text: str = "text", doc_id: str = "doc_id") -> Iterator[Batch]:
    """Batches of files, folders and glob patterns, one after the other. All are looked for before the first is read."""
    paths = [path for given in inputs for path in expand(given)]
    if not paths:
        raise CorpusError("no input. Expected at least one file or folder.")
    readers = [(path, _reader(path)) for path in paths]
    sizes = [_size(path) for path in paths]

    def chunks() -> Iterator[tuple[str, _Chunk]]:
        before, total = 0, max(sum(sizes), 1)
        for (path, reader), size in zip(readers, sizes, strict=True):
            try:
                for chunk in reader(path, text, doc_id):
                    chunk.done = (before + chunk.done * size) / total
                    yield chunk.file or str(path), chunk
            except (OSError, ValueError, NotImplementedError) as error:  # pyarrow's errors among them
                if isinstance(error, CorpusError):
                    raise
                raise CorpusError(f"{path}: cannot be read: {' '.join(str(error).split())[:300]}") from None
            before += size

    return _batches(chunks())


def fingerprint(inputs: list[str | os.PathLike]) -> str:
    """A hash by which the files of some inputs are known again: names, sizes, and the bytes at both ends."""
    digest = hashlib.sha256()
    for path in (path for given in inputs for path in expand(given)):
        for file in _articles(path) if path.is_dir() else [path]:
            size = file.stat().st_size
            digest.update(f"{file}\n{size}\n".encode("utf-8", "surrogateescape"))
            with file.open("rb") as stream:
                digest.update(stream.read(_ENDS))
                stream.seek(max(size - _ENDS, 0))
                digest.update(stream.read(_ENDS))
    return digest.hexdigest()


def _batches(chunks: Iterator[tuple[str, _Chunk]]) -> Iterator[Batch]:
    """Cut the rows of all chunks into batches, at places that depend on the rows alone; at least one batch."""
    held = [_usable("", _strings([], [], 0, "", 1.0))]
    size = rows = 0
    for file, chunk in chunks:
        batch = _usable(file, chunk)
        held.append(batch)
        size += batch.texts.str.len_bytes().sum()
        rows += len(batch.texts)
        if size >= BATCH_BYTES or rows >= BATCH_ROWS:
            *whole, last = _cut(_joined(held))
            yield from whole
            held = [last]
            size, rows = last.texts.str.len_bytes().sum(), len(last.texts)
    yield from _cut(_joined(held))


def _joined(held: list[Batch]) -> Batch:
    return Batch(
        pl.concat([batch.ids for batch in held]),
        pl.concat([batch.texts for batch in held]),
        np.concatenate([batch.file for batch in held]),
        np.concatenate([batch.row for batch in held]),
        tuple(row for batch in held for row in batch.bad),
        held[-1].done,
    )


def _cut(batch: Batch) -> list[Batch]:
    """Cut a batch that is too large into some that are not; a single text is never cut."""
    end = np.cumsum(batch.texts.str.len_bytes().to_numpy().astype(np.int64))
    parts, first, bad = [], 0, batch.bad
    while first < len(end):
        base = end[first - 1] if first else 0
        stop = min(int(np.searchsorted(end, base + BATCH_BYTES)) + 1, first + BATCH_ROWS, len(end))
        rows = slice(first, stop)
        parts.append(Batch(batch.ids[rows], batch.texts[rows], batch.file[rows], batch.row[rows], bad, batch.done))
        first, bad = stop, ()
    return parts or [batch]


def _usable(file: str, chunk: _Chunk) -> Batch:
    batch = Batch(chunk.ids, chunk.texts, np.full(len(chunk.row), file, dtype=object), chunk.row, chunk.bad, chunk.done)
    for column, reason in (("ids", "missing id"), ("texts", "missing text")):
        values = getattr(batch, column)
        missing = ~values.str.contains(r"\S").fill_null(value=False).to_numpy()
        if missing.any():
            batch = batch.without(missing, reason, values)
    return batch


def _in_memory(source: Any, text: str, doc_id: str) -> tuple[list, list, str]:
    if hasattr(source, "columns"):
        table = source
        if doc_id not in table.columns and getattr(getattr(table, "index", None), "name", None) == doc_id:
            table = table.reset_index()
        for column in (text, doc_id):
            if column not in table.columns:
                raise CorpusError(f"the table: {unknown('column', column, table.columns)}")
        return list(table[doc_id]), list(table[text]), "the table"
    if hasattr(source, "index") and hasattr(source, "to_list") and not isinstance(source, list):
        return [str(label) for label in source.index], source.to_list(), "the series"
    texts = list(source)
    return [f"text{number}" for number in range(1, len(texts) + 1)], texts, "the list"


def _strings(ids: list, texts: list, before: int, file: str, done: float) -> _Chunk:
    """Python values to a chunk; what is neither text nor missing is a bad row."""
    bad = []
    for row, (name, value) in enumerate(zip(ids, texts, strict=True), start=before + 1):
        found = name if isinstance(name, str) and _fault(name) else value
        if fault := _fault(found):
            printable = _short(name).encode(errors="backslashreplace").decode()
            bad.append(BadRow(file, row, printable, fault, _short(repr(found))))
    wrong = {row.row - before - 1 for row in bad}
    keep = [i for i in range(len(texts)) if i not in wrong]
    return _Chunk(
        pl.Series([None if _is_missing(ids[i]) else str(ids[i]) for i in keep], dtype=pl.String),
        pl.Series([None if _is_missing(texts[i]) else texts[i] for i in keep], dtype=pl.String),
        np.array([before + i + 1 for i in keep], dtype=np.int64),
        tuple(bad),
        done,
    )


def _fault(value: Any) -> str:
    """Why a value is no text, if it is neither that nor missing."""
    if not isinstance(value, str):
        return "" if _is_missing(value) else "wrong type"
    try:
        value.encode()
    except UnicodeEncodeError:  # half a character, as JSON can write it
        return "undecodable"
    return ""


def _is_missing(value: Any) -> bool:
    # pandas' own kinds by name, so that pandas need not be there.
    return value is None or type(value).__name__ in ("NAType", "NaTType") or (isinstance(value, float) and isnan(value))


def expand(given: str | os.PathLike) -> list[Path]:
    """The file or folder of a name, or those that a glob pattern finds, in sorted order."""
    if os.path.exists(given):  # noqa: PTH110 (Path.exists raises where a name is too long)
        return [Path(given)]
    found = sorted(glob.glob(str(given), recursive=True))  # noqa: PTH207 (a pattern may be absolute)
    if found:
        return [Path(name) for name in found]
    raise CorpusError(f"{_short(given)!s}: no such file or folder. Expected {_KINDS}.")


def _size(path: Path) -> int:
    return sum(file.stat().st_size for file in _articles(path)) if path.is_dir() else path.stat().st_size


def _articles(folder: Path) -> list[Path]:
    """The .txt files of a folder and its subfolders, in sorted order."""
    return sorted(folder.rglob("*.txt"), key=lambda file: file.relative_to(folder).as_posix())


def _reader(path: Path) -> Callable[[Path, str, str], Iterator[_Chunk]]:
    if path.is_dir():
        return _read_folder
    if path.suffix.lower() == ".txt":
        return _read_article
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] in (".gz", ".zst") and suffixes[-2:-1] != [".parquet"]:
        suffixes.pop()
    kinds = {".parquet": _read_parquet, ".csv": _read_csv, ".jsonl": _read_jsonl, ".ndjson": _read_jsonl}
    if not suffixes or suffixes[-1] not in kinds:
        raise CorpusError(f"{path}: unknown kind of file. Expected {_KINDS}.")
    return kinds[suffixes[-1]]


def _opened(path: Path):
    """The bytes of a file, unpacked, and a function that says how much of it was read (0–1)."""
    import pyarrow as pa

    raw = pa.OSFile(str(path))
    size = max(raw.size(), 1)
    packed = {".gz": "gzip", ".zst": "zstd"}.get(path.suffix.lower())
    stream = pa.CompressedInputStream(raw, packed) if packed else raw
    return stream, lambda: min(raw.tell() / size, 1.0)


def _column_missing(path: Path, column: str, names: list[str]) -> ColumnError:
    return ColumnError(f"{path}: {unknown('column', column, names)}", column)


def _read_parquet(path: Path, text: str, doc_id: str) -> Iterator[_Chunk]:
    import pyarrow as pa
    from pyarrow import parquet

    # Read little by little even where all rows are in one group.
    file = parquet.ParquetFile(path, pre_buffer=False, buffer_size=1 << 20)
    schema = file.schema_arrow
    for column in (text, doc_id):
        if column not in schema.names:
            raise _column_missing(path, column, schema.names)
    kind = schema.field(text).type
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    fits = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view, pa.types.is_null)
    if not any(fit(kind) for fit in fits):
        raise CorpusError(f"{path}: expected text in the column {text!r}, found {kind}. Name the column that holds it.")
    before, total = 0, max(file.metadata.num_rows, 1)
    for part in file.iter_batches(batch_size=_READ_ROWS, columns=[doc_id, text]):
        row = np.arange(before + 1, before + len(part) + 1)
        before += len(part)
        texts, ids = part.column(text), part.column(doc_id)
        yield _decoded(path, texts, ids, row, before / total)


def _text_or_bytes(array: Any) -> Any:
    """An Arrow array as text; as bytes where they are not all UTF-8."""
    import pyarrow as pa

    kinds = pa.types
    if kinds.is_dictionary(array.type):
        array = array.dictionary_decode()
    if kinds.is_binary(array.type):
        return array
    if not (kinds.is_string(array.type) or kinds.is_large_string(array.type)):
        return array.cast(pa.string())
    try:
        array.validate(full=True)
    except pa.ArrowInvalid:
        return array.cast(pa.large_binary() if kinds.is_large_string(array.type) else pa.binary())
    return array


def _decoded(path: Path, texts: Any, ids: Any, row: np.ndarray, done: float) -> _Chunk:
    """Arrow arrays to a chunk; rows whose bytes are no UTF-8 are bad ones."""
    columns, wrong = [], np.zeros(len(row), dtype=bool)
    for given in (ids, texts):
        series = pl.from_arrow(_text_or_bytes(given))
        if series.dtype == pl.Binary:
            strings = _utf8(series)
            wrong |= (strings.is_null() & series.is_not_null()).to_numpy()
            series = strings
        columns.append(series)
    ids, texts = columns
    bad = tuple(
        BadRow(str(path), int(row[i]), _short(ids[int(i)]), "undecodable", "bytes that are not UTF-8")
        for i in np.flatnonzero(wrong)
    )
    keep = np.flatnonzero(~wrong)
    return (
        _Chunk(ids.gather(keep), texts.gather(keep), row[keep], bad, done) if bad else _Chunk(ids, texts, row, (), done)
    )


def _utf8(values: pl.Series) -> pl.Series:
    """Bytes as text; null where they are not UTF-8."""
    try:
        return values.cast(pl.String)
    except pl.exceptions.PolarsError:  # not even with strict=False
        decoded = [None if value is None else value.decode(errors="surrogateescape") for value in values]
        return pl.Series([None if value is None or _fault(value) else value for value in decoded], dtype=pl.String)


def _read_csv(path: Path, text: str, doc_id: str) -> Iterator[_Chunk]:
    import pyarrow as pa
    from pyarrow import csv

    broken: list[BadRow] = []  # they may come before the rows above them
    named = 0

    def note(row: Any) -> str:
        found = f"{row.actual_columns} columns instead of {row.expected_columns}: {_short(row.text)!r}"
        broken.append(BadRow(str(path), row.number - 1, "", "broken row", found))
        return "skip"

    names = _csv_names(path)
    for column in (text, doc_id):
        if column not in names:
            raise _column_missing(path, column, names)
    stream, done = _opened(path)
    with stream:
        reader = csv.open_csv(
            stream,
            # One block after the other: else broken rows have no number.
            read_options=csv.ReadOptions(block_size=_CSV_BYTES, use_threads=False),
            parse_options=csv.ParseOptions(newlines_in_values=True, invalid_row_handler=note),
            # As bytes, so that a row that is no UTF-8 can be named; no value is taken for a missing one.
            convert_options=csv.ConvertOptions(
                include_columns=[text, doc_id],
                column_types={text: pa.binary(), doc_id: pa.binary()},
                strings_can_be_null=False,
            ),
        )
        before = 0
        for part in reader:
            whole = np.arange(before + 1, before + len(part) + 1)
            before += len(part)
            # Rows are counted with the broken ones: before broken row b, the i-th from 0, stand b - 1 - i whole ones.
            above = np.array([bad.row - i for i, bad in enumerate(broken)], dtype=np.int64)
            row = whole + np.searchsorted(above, whole, side="right")
            chunk = _decoded(path, part.column(text), part.column(doc_id), row, done())
            known = before + int(np.searchsorted(above, before, side="right"))
            fresh = [bad for bad in broken[named:] if bad.row < known]
            named += len(fresh)
            chunk.bad = tuple(sorted((*chunk.bad, *fresh), key=lambda bad: bad.row))
            yield chunk
        rest = _strings([], [], 0, str(path), 1.0)
        rest.bad = tuple(broken[named:])
        yield rest


def _csv_names(path: Path) -> list[str]:
    """The columns of a CSV file."""
    import csv
    import io

    stream, _ = _opened(path)
    with io.TextIOWrapper(stream, "utf-8-sig", errors="replace", newline="") as lines:
        try:
            return next(filter(None, csv.reader(lines)), [])
        except csv.Error:  # a first line of over 128 kB names no columns
            return []


def _read_jsonl(path: Path, text: str, doc_id: str) -> Iterator[_Chunk]:
    import io

    stream, done = _opened(path)
    ids: list[Any] = []
    texts: list[Any] = []
    rows: list[int] = []
    bad: list[BadRow] = []
    size = 0

    def chunk() -> _Chunk:
        for column in (text, doc_id):
            if rows and column not in seen:
                raise _column_missing(path, column, list(seen))
        made = _strings(ids, texts, 0, str(path), done())
        wrong = {row.row - 1 for row in made.bad}
        found = (*bad, *(replace(row, row=rows[row.row - 1]) for row in made.bad))
        made.bad = tuple(sorted(found, key=lambda row: row.row))
        made.row = np.array([number for i, number in enumerate(rows) if i not in wrong], dtype=np.int64)
        for values in (ids, texts, rows, bad):
            values.clear()
        return made

    seen: dict[str, None] = {}
    with io.BufferedReader(stream, 1 << 20) as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except UnicodeDecodeError as error:
                found = f"byte {error.start}, which is not UTF-8"
                bad.append(BadRow(str(path), number, "", "undecodable", found))
                continue
            except (ValueError, RecursionError) as error:
                bad.append(BadRow(str(path), number, "", "no JSON", f"{error}: {_short(line)}"))
                continue
            if not isinstance(row, dict):
                bad.append(BadRow(str(path), number, "", "no JSON", f"{_short(line)}, which is no object"))
                continue
            if text not in seen or doc_id not in seen:
                seen.update(dict.fromkeys(row))
            ids.append(row.get(doc_id))
            texts.append(row.get(text))
            rows.append(number)
            size += len(line)
            if size >= _READ_BYTES:
                yield chunk()
                size = 0
        yield chunk()


def _read_folder(path: Path, _text: str, _doc_id: str) -> Iterator[_Chunk]:
    files = _articles(path)
    if not files:
        raise CorpusError(f"{path}: holds no .txt file. Expected one article a file.")
    for number, file in enumerate(files, start=1):
        yield _article(file, file.relative_to(path).with_suffix("").as_posix(), number, number / len(files))


def _read_article(path: Path, _text: str, _doc_id: str) -> Iterator[_Chunk]:
    yield _article(path, path.stem, 1, 1.0)


def _article(file: Path, name: str, number: int, done: float) -> _Chunk:
    """A .txt file as one row."""
    row = np.array([number])
    try:
        words = file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        bad = BadRow(str(file), number, name, "undecodable", f"byte {error.start}, which is not UTF-8")
        return _Chunk(pl.Series([], dtype=pl.String), pl.Series([], dtype=pl.String), row[:0], (bad,), done, str(file))
    return _Chunk(pl.Series([name]), pl.Series([words]), row, (), done, str(file))
