"""
Files of one article each, and lists of articles, to rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from framing.errors import CorpusError
from framing.text.document import Document
from framing.text.docx_files import read_docx
from framing.text.html_files import read_html
from framing.text.manifest import read_manifest
from framing.text.rows import BadRow, Rows, rows_of


def _read_txt(path: Path, doc_id: str) -> Document:
    try:
        return Document(doc_id, path.read_bytes().decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ValueError(f"byte {error.start}, which is not UTF-8") from None


# A reader takes a path and an id; what it raises says what was found instead of an article.
READERS: dict[str, Callable[[Path, str], Document]] = {
    ".txt": _read_txt,
    ".docx": read_docx,
    ".html": read_html,
    ".htm": read_html,
}


def parse_article(path: Path, *_columns: str, name: str = "", number: int = 1, **_other: bool) -> Iterator[Rows]:
    """One row: the article of a file, whose id is its name without suffix unless one is given."""
    name = name or path.stem
    row = np.array([number])
    try:
        document = READERS[path.suffix.lower()](path, name)
    except ModuleNotFoundError as error:
        raise CorpusError(
            f"{path}: reading it needs {error.name}, which is not installed: pip install 'framing-study[documents]'."
        ) from None
    except ValueError as error:
        bad = BadRow(str(path), number, name, "undecodable", str(error))
        yield rows_of([], [], row[:0], str(path), bad=(bad,))
        return
    documents = np.array([document, None], dtype=object)[:1] if document.headline or document.metadata else None
    yield rows_of([name], [document.text], row, str(path), documents=documents)


def parse_manifest(path: Path, *_columns: str, **_other: bool) -> Iterator[Rows]:
    """Rows of a list of articles, which says of each what counts."""
    documents = np.array([*read_manifest(path), None], dtype=object)[:-1]  # None, so that it is an array of objects
    row = np.arange(1, len(documents) + 1)
    ids, texts = ([getattr(document, name) for document in documents] for name in ("doc_id", "text"))
    yield rows_of(ids, texts, row, str(path), documents=documents)
