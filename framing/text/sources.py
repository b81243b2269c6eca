"""
Wherever texts are, to batches of a few megabytes, always cut at the same places.
"""

from __future__ import annotations

import glob
import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from framing.errors import CorpusError
from framing.text.folders import files_of, parse_folder
from framing.text.packed import How
from framing.text.parsers import KINDS, parser_of
from framing.text.rows import ROW, Rows, id_of, joined, require_columns, rows_of, rows_of_values, short, usable
from framing.text.titles import with_titles

BATCH_BYTES = 3_000_000  # of text in a batch: large enough to be fast, small enough for memory
BATCH_ROWS = 50_000


def read_batches(source: Any, *, text: str = "text", doc_id: str = "doc_id", how: How | None = None) -> Iterator[Rows]:
    """
    Batches of a list or Series of texts, a DataFrame, or whatever stands at a path; at least one.

    A row without text or id is among the ``bad`` ones of its batch; a source that cannot be used at all is a
    CorpusError.
    """
    return _batches(read_rows(source, text=text, doc_id=doc_id, how=how), BATCH_BYTES)


def read_file_batches(
    inputs: Sequence[str | os.PathLike],
    *,
    text: str = "text",
    doc_id: str = "doc_id",
    size: int | None = None,
    how: How | None = None,
) -> Iterator[Rows]:
    """Batches of files, folders and glob patterns, one after the other; of ``size`` bytes, if that is given."""
    return _batches(read_files(inputs, text=text, doc_id=doc_id, how=how), size or BATCH_BYTES)


def read_rows(
    source: Any, *, text: str = "text", doc_id: str = "doc_id", other: bool = False, how: How | None = None
) -> Iterator[Rows]:
    """Rows of whatever :func:`read_batches` takes, as they come; with ``other`` what else stands in each."""
    if isinstance(source, (str, os.PathLike)):
        return read_files([source], text=text, doc_id=doc_id, other=other, how=how)
    return _in_memory(source, text, doc_id, other=other, title=how.title if how else None)


def read_files(
    inputs: Sequence[str | os.PathLike],
    *,
    text: str = "text",
    doc_id: str = "doc_id",
    other: bool = False,
    how: How | None = None,
) -> Iterator[Rows]:
    """Rows of files, folders and glob patterns, one after the other; all are looked for before the first is read."""
    paths = [path for given in inputs for path in expand(given)]
    if not paths:
        raise CorpusError("no input. Expected at least one file or folder.")
    parsers = [parse_folder if path.is_dir() else parser_of(path) for path in paths]
    sizes = [sum(file.stat().st_size for file in files_of(path)) for path in paths]
    return _read_files(paths, parsers, sizes, text, doc_id, other=other, how=how)


def _read_files(paths, parsers, sizes, text, doc_id, *, other, how) -> Iterator[Rows]:
    before, total = 0, max(sum(sizes), 1)
    title = how.title if how else None
    for path, parse, size in zip(paths, parsers, sizes, strict=True):
        try:
            for rows in parse(path, text, doc_id, other=other or bool(title), how=how):
                made = usable(replace(rows, done=(before + rows.done * size) / total))
                yield with_titles(made, title, other=other) if title else made
        except CorpusError:
            raise
        except (OSError, ValueError, NotImplementedError) as error:  # pyarrow's errors among them
            raise CorpusError(f"{path}: cannot be read: {' '.join(str(error).split())[:300]}") from None
        before += size


def expand(given: str | os.PathLike) -> list[Path]:
    """The file or folder of a name, or those that a glob pattern finds, in sorted order."""
    if os.path.exists(given):  # noqa: PTH110 (Path.exists raises where a name is too long)
        path = Path(given)
        if not (path.is_dir() or path.is_file()):
            raise CorpusError(f"{path}: expected a file or folder, found a pipe or device. Save its content in a file.")
        return [path]
    if os.path.islink(given):  # noqa: PTH114
        raise CorpusError(f"{given}: is a link to nothing. Mend or remove it.")
    found = sorted(glob.glob(str(given), recursive=True))  # noqa: PTH207 (a pattern may be absolute)
    if paths := [
        path for path in map(Path, found) if (path.is_dir() or path.is_file()) and not path.name.startswith("~$")
    ]:  # marks of files that are open
        return paths
    hint = " A text itself goes into a list: [text]." if len(str(given).split()) > 1 else ""
    raise CorpusError(f"{short(given)}: no such file or folder. Expected {KINDS}.{hint}")


def fingerprint(inputs: Sequence[str | os.PathLike]) -> str:
    """A hash by which the files of some inputs are known again: their names and every byte."""
    digest = hashlib.sha256()
    for file in (file for given in inputs for path in expand(given) for file in files_of(path)):
        try:
            with file.open("rb") as stream:
                content = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError:  # what cannot be read is named when it is read
            content = "unreadable"
        digest.update(f"{file}\n{content}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def hashed_files(inputs: Sequence[str | os.PathLike]) -> list[tuple[str, str]]:
    """Name and SHA-256 of each file of some inputs, in order; the name of a file in a folder begins with the folder."""
    files = [
        (file.relative_to(path.parent).as_posix(), file)
        for given in inputs
        for path in map(Path, expand(given))
        for file in files_of(path)
    ]
    hashed = []
    for name, file in files:
        with file.open("rb") as stream:
            hashed.append((name, hashlib.file_digest(stream, "sha256").hexdigest()))
    return hashed


def _in_memory(source: Any, text: str, doc_id: str, *, other: bool, title: str | None) -> Iterator[Rows]:
    """Rows of Python values: of a table, a Series whose index gives the ids, or a list of texts."""
    others: Sequence[dict] = ()
    if hasattr(source, "columns"):
        where, table = "the table", source
        if doc_id not in table.columns and getattr(getattr(table, "index", None), "name", None) == doc_id:
            table = table.reset_index()
        names = list(table.columns)
        head = table.head(100)
        sample = () if text in names else head.to_dicts() if hasattr(head, "to_dicts") else head.to_dict("records")
        require_columns(where, names, text, doc_id, sample=sample)
        texts = table[text].to_list()
        own = doc_id == ROW and ROW not in names
        ids = list(map(str, range(1, len(texts) + 1))) if own else table[doc_id].to_list()
        rest = [name for name in names if name not in (text, doc_id)]
        if (other or title) and rest:
            others = table[rest].to_dicts() if hasattr(table, "to_dicts") else table[rest].to_dict("records")
    elif hasattr(source, "index") and hasattr(source, "to_list") and not isinstance(source, list):
        where, ids, texts = "the series", [id_of(label) for label in source.index], source.to_list()
    else:
        where, texts = "the list", list(source)
        ids = [f"text{number}" for number in range(1, len(texts) + 1)]
    size = len(texts)
    for first in range(0, max(size, 1), BATCH_ROWS):
        part = slice(first, min(first + BATCH_ROWS, size))
        row = np.arange(part.start, part.stop) + 1
        done = min((first + BATCH_ROWS) / max(size, 1), 1.0)
        made = usable(rows_of_values(ids[part], texts[part], row, where, other=others[part], done=done))
        yield with_titles(made, title, other=other) if title else made


def _batches(parts: Iterator[Rows], most: int) -> Iterator[Rows]:
    """Cut rows into batches of so many bytes, at places that depend on the rows alone; at least one batch."""
    held = [rows_of([], [], np.arange(0), "", done=0.0)]
    size = count = 0
    for rows in parts:
        held.append(rows)
        size += rows.texts.str.len_bytes().sum()
        count += len(rows)
        if size >= most or count >= BATCH_ROWS:
            *whole, last = _cut(joined(held), most)
            yield from whole
            held = [last]
            size, count = last.texts.str.len_bytes().sum(), len(last)
    yield from _cut(joined(held), most)


def _cut(rows: Rows, most: int) -> list[Rows]:
    """Cut rows that are too many into batches that are not; a single text is never cut."""
    end = np.cumsum(rows.texts.str.len_bytes().to_numpy().astype(np.int64))
    parts, first, bad = [], 0, rows.bad
    while first < len(end):
        base = end[first - 1] if first else 0
        stop = min(int(np.searchsorted(end, base + most)) + 1, first + BATCH_ROWS, len(end))
        parts.append(replace(rows.take(slice(first, stop)), bad=bad))
        first, bad = stop, ()
    return parts or [rows]
