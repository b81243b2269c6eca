"""
What a CSV file looks like: its delimiter, its columns, and whether its quotation marks are closed.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from framing.errors import CorpusError
from framing.text.packed import How, opened
from framing.text.rows import ROW

_DELIMITERS = ",;\t|"
_HEAD = 1 << 20  # bytes by which the layout is known
_ROWS = 100  # of them are sampled
_STEP = 1 << 22
_LONGEST = 1 << 24  # characters in a cell


@dataclass(frozen=True)
class Layout:
    """The delimiter of a file, the lines above its columns, their names, and some rows."""

    delimiter: str
    skip: int
    names: list[str]
    sample: list[dict[str, str]]


def layout_of(path: Path, text: str, doc_id: str, how: How) -> Layout:
    """
    How a file is laid out. A delimiter that nobody names is that of its first line, ``sep=;``, or a tab in a .tsv, or
    the one of comma, semicolon, tab and bar with which the columns that are asked for are there.
    """
    stream, _ = opened(path, how)
    with stream:
        head = stream.read(_HEAD).decode("utf-8", "replace")
    first, _, below = head.partition("\n")
    stated = re.fullmatch(r'"?sep=(.)"?\r?', first)
    if stated:
        head = below
    given = how.delimiter or (stated and stated[1]) or ("\t" if ".tsv" in path.name.lower() else None)
    layouts = [_layout(head, sign, int(bool(stated))) for sign in ([given] if given else _DELIMITERS)]
    wanted = {text, doc_id} - {ROW}

    def fit(layout: Layout) -> tuple[int, int]:
        return len(wanted.intersection(layout.names)), len(layout.names)

    return max(layouts, key=fit)  # the first of those that fit equally well, a comma


def _layout(head: str, delimiter: str, skip: int) -> Layout:
    with _long_cells():
        rows = filter(None, csv.reader(io.StringIO(head, newline=""), delimiter=delimiter))
        try:
            names, *rows = islice(rows, _ROWS)
        except (csv.Error, ValueError):  # no line, or one that is too long to name columns
            return Layout(delimiter, skip, [], [])
    return Layout(delimiter, skip, names, [dict(zip(names, row, strict=False)) for row in rows])


def check_quotes(path: Path, how: How, delimiter: str) -> None:
    """
    Refuse a file in which a quotation mark opens a cell and does not close it: rows run together from there on.

    Raises
    ------
    CorpusError
        It names the row.
    """
    stream, _ = opened(path, how)
    with stream:
        if _well_quoted(stream, delimiter):
            return
    stream, _ = opened(path, how)
    number = 0
    with _long_cells(), io.TextIOWrapper(stream, "utf-8", errors="replace", newline="") as lines:
        rows = csv.reader(lines, delimiter=delimiter, strict=True)
        try:
            for number, _ in enumerate(filter(None, rows), start=1):  # noqa: B007 (it is said where that ends)
                pass
        except csv.Error:
            raise CorpusError(
                f"{path}, row {number}: expected a quotation mark at the end of the cell that one begins, found it "
                "nowhere or before other text, so that rows run together. Mend the row: in a cell a quotation mark is "
                "written twice."
            ) from None


def _well_quoted(stream: io.BufferedReader, delimiter: str) -> bool:
    """Whether every second quotation mark begins a cell and the others end one; inside, there are two."""
    beside = np.zeros(256, dtype=bool)
    beside[list(f'{delimiter}\r\n"'.encode())] = True
    tail, count, ended = b"\n", 0, False
    while not ended:
        content = stream.read(_STEP)
        ended = not content
        block = np.frombuffer(tail + (content or b"\n"), dtype=np.uint8)
        at = np.flatnonzero(block[1:-1] == ord('"')) + 1
        opening = (np.arange(count, count + len(at)) % 2) == 0
        if not beside[np.where(opening, block[at - 1], block[at + 1])].all():
            return False
        count += len(at)
        tail = block[-2:].tobytes() if len(block) > 1 else tail
    return count % 2 == 0


@contextmanager
def _long_cells() -> Iterator[None]:
    before = csv.field_size_limit(_LONGEST)
    try:
        yield
    finally:
        csv.field_size_limit(before)
