"""
Files that appear whole or not at all.
"""

from __future__ import annotations

import os
from pathlib import Path


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
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return True
