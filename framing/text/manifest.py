"""
A list of articles, such as ``seeds/articles.toml``, to documents: their files checked by hash, what counts marked.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from pathlib import Path

from framing.errors import CorpusError
from framing.text.document import Document, Range

_KEYS = ("file", "doc_id", "sha256", "headline", "boilerplate")  # all others are metadata


def read_manifest(path: Path) -> Iterator[Document]:
    """
    The documents of a list of articles, whose files lie in ``texts/`` beside it.

    Raises
    ------
    CorpusError
        If the list or a file is missing or cannot be read, or a file is not the one that was listed.
    """
    try:
        entries = tomllib.loads(_text(path, _bytes(path))).get("article", [])
    except tomllib.TOMLDecodeError as error:
        raise CorpusError(f"{path}: is no valid TOML: {error}.") from None
    if not isinstance(entries, list) or not entries:
        raise CorpusError(f"{path}: lists no [[article]]. Expected one entry an article.")
    for number, entry in enumerate(entries, start=1):
        missing = [key for key in ("file", "doc_id", "sha256") if not isinstance(entry.get(key), str)]
        if missing:
            raise CorpusError(f"{path}: article {number} has no {' and no '.join(missing)}. Add it.")
        text = _listed(path, entry["file"], entry["sha256"])
        try:
            headline = tuple(Range(start, end, "headline") for start, end in entry.get("headline", []))
            dropped = tuple(Range(r["start"], r["end"], r["kind"]) for r in entry.get("boilerplate", []))
        except (KeyError, TypeError, ValueError):
            raise CorpusError(
                f"{path}: article {entry['doc_id']!r} has a range that cannot be read. Expected headline = "
                '[[start, end], ...] and boilerplate = [{ start = 0, end = 19, kind = "byline" }, ...].'
            ) from None
        metadata = {key: value for key, value in entry.items() if key not in _KEYS}
        yield Document(entry["doc_id"], text, {"file": entry["file"], **metadata}, headline, dropped)


def _listed(path: Path, name: str, sha256: str) -> str:
    """The text of an article that a list names."""
    article = path.parent / "texts" / name
    if not article.exists():
        raise CorpusError(f"{article}: is missing, but {path.name} lists it. Restore the file.")
    raw = _bytes(article)
    if not raw.strip():
        raise CorpusError(f"{article}: is empty. Restore the file.")
    text = _text(article, raw)
    found = hashlib.sha256(raw).hexdigest()
    if found != sha256:
        raise CorpusError(
            f"{article}: changed on disk.\n  {path.name} says sha256 {sha256}\n"
            f"  the file has         {found}\nRestore the file. If the change is meant, record the new "
            f"hash, check the ranges of the entry, and say why in {path.parent.name}/README.md."
        )
    return text


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CorpusError(f"{path}: cannot be read ({error.strerror}).") from None


def _text(path: Path, raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CorpusError(
            f"{path}: byte {error.start} ({raw[error.start]:#04x}) is not UTF-8. Save the file as UTF-8."
        ) from None
