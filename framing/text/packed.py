"""
Files, packed or not, to streams of bytes.
"""

from __future__ import annotations

from pathlib import Path

PACKED = {".gz": "gzip", ".zst": "zstd"}


def opened(path: Path):
    """The bytes of a file, unpacked, and a function that says how much of it was read (0–1)."""
    import pyarrow as pa

    raw = pa.OSFile(str(path))
    size = max(raw.size(), 1)
    packed = PACKED.get(path.suffix.lower())
    stream = pa.CompressedInputStream(raw, packed) if packed else raw
    return stream, lambda: min(raw.tell() / size, 1.0)
