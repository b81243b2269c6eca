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
from framing.text.exports import articles_of
from framing.text.html_files import read_html
from framing.text.manifest import read_manifest
from framing.text.packed import How, not_utf8, opened
from framing.text.rows import BadRow, Rows, rows_of

_LONGEST = 1 << 28  # bytes of one article: a larger file is none


class _EncodingError(ValueError):
    """A text is in another encoding; the message says which and what to do."""


def _read_txt(path: Path, doc_id: str, how: How | None = None) -> list[Document]:
    with opened(path, how)[0] as stream:
        content = stream.read(_LONGEST + 1)
    if len(content) > _LONGEST:
        raise ValueError(f"over {_LONGEST >> 20} MB")
    try:
        return articles_of(path, doc_id, content.decode("utf-8"))
    except UnicodeDecodeError as error:
        if found := not_utf8(content):
            raise _EncodingError(found) from None
        raise ValueError(f"byte {error.start}, which is not UTF-8") from None


# A reader takes a path and an id; what it raises says what was found instead of an article.
READERS: dict[str, Callable[[Path, str], Document]] = {
    ".txt": _read_txt,
    ".docx": read_docx,
    ".html": read_html,
    ".htm": read_html,
}


def parse_article(
    path: Path, *_columns: str, name: str = "", number: int = 1, how: How | None = None, **_other: bool
) -> Iterator[Rows]:
    """
    One row: the article of a file, whose id is its name without suffix unless one is given; or one for each article of
    an export.
    """
    name = name or path.stem
    row = np.array([number])
    try:
        kind = path.suffix.lower()
        documents = _read_txt(path, name, how) if kind == ".txt" else [READERS[kind](path, name)]
    except ModuleNotFoundError as error:
        raise CorpusError(
            f"{path}: reading it needs {error.name}, which is not installed: pip install 'framing-study[documents]'."
        ) from None
    except CorpusError:
        raise
    except (OSError, ValueError) as error:
        reason = "encoding" if isinstance(error, _EncodingError) else "undecodable"
        bad = BadRow(str(path), number, name, reason, getattr(error, "strerror", None) or str(error))
        yield rows_of([], [], row[:0], str(path), bad=(bad,))
        return
    plain = not any(document.headline or document.metadata or document.boilerplate for document in documents)
    ids, texts = ([getattr(document, part) for document in documents] for part in ("doc_id", "text"))
    known = None if plain else np.array([*documents, None], dtype=object)[:-1]
    yield rows_of(ids, texts, np.full(len(ids), number), str(path), documents=known)


def parse_manifest(path: Path, *_columns: str, **_other: object) -> Iterator[Rows]:
    """Rows of a list of articles, which says of each what counts."""
    documents = np.array([*read_manifest(path), None], dtype=object)[:-1]  # None, so that it is an array of objects
    row = np.arange(1, len(documents) + 1)
    ids, texts = ([getattr(document, name) for document in documents] for name in ("doc_id", "text"))
    yield rows_of(ids, texts, row, str(path), documents=documents)
