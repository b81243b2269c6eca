"""
Folders of files of any kind to rows, one file after the other.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from framing.errors import CorpusError, FramingWarning
from framing.text.packed import How
from framing.text.parsers import KINDS, parser_of, suffix_of
from framing.text.rows import ColumnError, Rows
from framing.text.text_files import READERS

_SYSTEM = ("thumbs.db", "desktop.ini", "__macosx")  # what systems put into folders, in lower case
_NAMED = 5  # files that a warning names


def _is_of_system(name: str) -> bool:
    """
    Whether a file or folder is none of the user's: it is hidden, or marks that another is open.

    >>> [name for name in ("~$x.xlsx", ".DS_Store", "x.xlsx") if _is_of_system(name)]
    ['~$x.xlsx', '.DS_Store']
    """
    return name.startswith((".", "~$")) or name.lower() in _SYSTEM


def files_of(path: Path) -> list[Path]:
    """The files of a folder and its subfolders that are read, in sorted order; a file as it is."""
    if not path.is_dir():
        return [path]
    return [file for file in _files(path) if _is_read(file)]


def parse_folder(path: Path, text: str, doc_id: str, *, other: bool = False, how: How | None = None) -> Iterator[Rows]:
    """
    Rows of all files in a folder and its subfolders. The id of an article that is a file is its path without suffix;
    tables in it have columns of texts and ids, as they have by themselves.
    """
    files = files_of(path)
    strange = [file.relative_to(path).as_posix() for file in _files(path) if not _is_read(file)]
    if not files:
        found = f" Found {_listed(strange)}." if strange else ""
        raise CorpusError(f"{path}: holds no article.{found} Expected files of these kinds: {KINDS}.")
    if strange:
        warnings.warn(f"{path}: not read, being of another kind: {_listed(strange)}.", FramingWarning, stacklevel=2)
    for number, file in enumerate(files, start=1):
        parse = parser_of(file)
        own = {}
        if file.suffix.lower() in READERS:
            own = {"name": file.relative_to(path).with_suffix("").as_posix(), "number": number}
        try:
            for rows in parse(file, text, doc_id, other=other, how=how, **own):
                yield replace(rows, done=(number - 1 + rows.done) / len(files))
        except ColumnError as error:
            raise ColumnError(f"{error} If it holds no articles, move it out of the folder.", error.column) from None


def _files(path: Path) -> list[Path]:
    """The files of a folder and its subfolders that are somebody's own, in sorted order."""
    found = [file for file in path.rglob("*") if file.is_file() or not file.is_dir()]
    own = [file for file in found if not any(map(_is_of_system, file.relative_to(path).parts))]
    own = [file for file in own if not any(map(_is_of_page, file.parents[: len(file.relative_to(path).parts) - 1]))]
    return sorted(own, key=lambda file: file.relative_to(path).as_posix())


def _is_of_page(folder: Path) -> bool:
    """Whether a folder is what browsers keep beside a saved page: its pictures, scripts and frames."""
    page, kept, more = folder.name.rpartition("_files")
    return bool(kept) and not more and any(folder.with_name(f"{page}{suffix}").exists() for suffix in (".html", ".htm"))


def _is_read(file: Path) -> bool:
    # A list of articles names files of its own; pipes, devices and links to nothing are no files at all.
    return suffix_of(file) not in ("", ".toml") and file.is_file()


def _listed(names: list[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")
