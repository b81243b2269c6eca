"""
Standard output and standard error, whatever they are: closed, of another encoding, or a terminal that obeys signs.
"""

from __future__ import annotations

import io
import os
import re
import sys

from framing.errors import FramingError

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # all but tab and line end
_UTF8 = ("utf-8", "utf8")


def ready() -> str:
    """Make the streams fit for any text; returns what is to be said of that, if anything."""
    if sys.stderr is None:  # else the next file that is opened would take its place
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 (as long as the process)
    if sys.stdout is None:
        sys.stdout = _Closed()
    strange = [
        stream
        for stream in (sys.stdout, sys.stderr)
        if isinstance(stream, io.TextIOWrapper) and (stream.encoding or "").lower() not in _UTF8
    ]
    for stream in strange:
        stream.reconfigure(errors="replace")
    if sys.stdout not in strange:
        return ""
    return (
        f"standard output is {sys.stdout.encoding}, not UTF-8: signs that it lacks are shown as ?. Set "
        "PYTHONIOENCODING=utf-8, or write a file with --output."
    )


def harmless(text: str) -> str:
    """
    A text without signs that a terminal obeys.

    >>> harmless("a\\x1b[2Jb\\n")
    'a�[2Jb\\n'
    """
    return _CONTROLS.sub("\ufffd", text)


def put(text: str) -> None:
    """Write to standard output; on a terminal nothing that it would obey."""
    sys.stdout.write(harmless(text) if sys.stdout.isatty() else text)


class _Closed(io.TextIOBase):
    """What stands for a closed standard output: nobody notices unless they write."""

    encoding = "utf-8"

    def write(self, _text: str) -> int:
        raise FramingError("standard output is closed. Write a file with --output.")
