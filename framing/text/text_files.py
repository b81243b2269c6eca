"""
Text files, folders of them, and lists of articles to rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from framing.errors import CorpusError
from framing.text.manifest import read_manifest
from framing.text.rows import BadRow, Rows, rows_of


def files_of(path: Path) -> list[Path]:
    """The .txt files of a folder and its subfolders, in any case of the suffix, in sorted order; a file as it is."""
    if not path.is_dir():
        return [path]
    found = (file for file in path.rglob("*") if file.suffix.lower() == ".txt" and file.is_file())
    return sorted(found, key=lambda file: file.relative_to(path).as_posix())


def parse_folder(path: Path, *_columns: str, **_other: bool) -> Iterator[Rows]:
    """One row a .txt file; the id is its path without suffix."""
    files = files_of(path)
    if not files:
        raise CorpusError(f"{path}: holds no .txt file. Expected one article a file.")
    for number, file in enumerate(files, start=1):
        yield _article(file, file.relative_to(path).with_suffix("").as_posix(), number, number / len(files))


def parse_text(path: Path, *_columns: str, **_other: bool) -> Iterator[Rows]:
    """One row: the file."""
    yield _article(path, path.stem, 1, 1.0)


def _article(file: Path, name: str, number: int, done: float) -> Rows:
    """A .txt file as one row."""
    row = np.array([number])
    try:
        return rows_of([name], [file.read_bytes().decode("utf-8")], row, str(file), done=done)
    except UnicodeDecodeError as error:
        bad = BadRow(str(file), number, name, "undecodable", f"byte {error.start}, which is not UTF-8")
        return rows_of([], [], row[:0], str(file), bad=(bad,), done=done)


def parse_manifest(path: Path, *_columns: str, **_other: bool) -> Iterator[Rows]:
    """Rows of a list of articles, which says of each what counts."""
    documents = np.array([*read_manifest(path), None], dtype=object)[:-1]  # None, so that it is an array of objects
    row = np.arange(1, len(documents) + 1)
    ids, texts = ([getattr(document, name) for document in documents] for name in ("doc_id", "text"))
    yield rows_of(ids, texts, row, str(path), documents=documents)
