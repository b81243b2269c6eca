"""
Files that appear whole or not at all.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


def write_whole(path: Path, content: bytes) -> bool:
    """
    Replace a file at once: written beside, then renamed. An equal file is left alone.

    Returns
    -------
    bool
        Whether its bytes differed.
    """
    if path.exists() and path.read_bytes() == content:
        return False
    with whole_file(path) as stream:
        stream.write(content)
    return True


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write to, piece by piece; it replaces ``path`` when all went well, and leaves nothing otherwise."""
    with whole_files([path]) as (beside,), beside.open("wb") as stream:
        yield stream
        stream.close()  # before it is renamed


@contextmanager
def whole_files(paths: Sequence[Path], *, token: str | None = None) -> Iterator[list[Path]]:
    """
    A file to write to for each of some paths, which it replaces when all went well; all are replaced, or none.

    Of a path that is a link, what it points to is replaced. Whoever gives a ``token`` of their own can remove what a
    killed process left (:func:`remove_left`).
    """
    targets = [Path(os.path.realpath(path)) for path in paths]
    token = token or new_token()
    beside = [_beside(target.parent, token, number) for number, target in enumerate(targets)]
    made = []
    try:
        for path, target in zip(beside, targets, strict=True):
            path.open("xb").close()  # never a file that was there before
            made.append(path)
            if target.exists():
                shutil.copymode(target, path)
        yield beside
        for path, target in reversed(list(zip(beside, targets, strict=True))):
            path.replace(target)
    finally:
        for path in made:
            path.unlink(missing_ok=True)


def new_token() -> str:
    """A name that nobody else has, for files that are there for a while only."""
    return secrets.token_hex(8)


def remove_left(folders: Iterable[Path], token: str, most: int) -> None:
    """Remove what a killed process left of so many whole files in some folders."""
    for folder in folders:
        for number in range(most):
            _beside(folder, token, number).unlink(missing_ok=True)


def _beside(folder: Path, token: str, number: int) -> Path:
    return folder / f".framing-{token}-{number}"
