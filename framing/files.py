"""
Files that appear whole or not at all.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
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
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as stream:
            yield stream
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
