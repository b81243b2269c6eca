"""
Comma, semicolon, tab or bar (``.csv``, ``.tsv``, ``.txt``, LIWC-22's ``.dicx``) to rows of a table.
"""

from __future__ import annotations

import csv
import io
from collections import Counter

from framing.lexicon.entries import Source
from framing.lexicon.tables import TELL, Row, gather

__all__ = ["TELL", "read"]

_SIGNS = "\t;,|"  # where several part a file equally well, the first does
_TRIED = 100  # lines by which that is told


def read(source: Source) -> None:
    """Read a .csv, .tsv, .txt or .dicx file."""
    marked = source.path.suffix.lower() == ".dicx"
    rows = _rows(source, source.text())
    if rows and max(len(row.cells) for row in rows) < 2:
        source.fail(rows[0].line, f"expected a table of two columns or more, found one.{TELL}")
    gather(source, rows, marked=marked)


def _rows(source: Source, text: str) -> list[Row]:
    sign = _sign(text)
    quoting = csv.QUOTE_NONE if sign == "\t" else csv.QUOTE_MINIMAL  # in the lists with tabs a quote is a quote
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, quoting=quoting)
    rows, line = [], 1
    try:
        for cells in reader:
            if any("\n" in cell for cell in cells):
                source.fail(line, "expected an entry of one line, found an opening quote without its end. Close it.")
            if any(cell.strip() for cell in cells):
                rows.append(Row(line, [_bare(cell) if sign == "\t" else cell.strip() for cell in cells]))
            line = reader.line_num + 1
    except csv.Error as error:
        source.fail(line, f"expected rows of cells, found a fault ({error}).{TELL}")
    return rows


def _bare(cell: str) -> str:
    """A cell without the quotes around it."""
    cell = cell.strip()
    return cell[1:-1].strip() if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell


def _sign(text: str) -> str:
    """What parts the cells: the sign by which most lines have equally many."""
    lines = [line for line in text.splitlines()[: 2 * _TRIED] if line.strip()][:_TRIED]

    def even(sign: str) -> float:
        counts = Counter(len(cells) for cells in csv.reader(lines, delimiter=sign) if cells)
        width, times = counts.most_common(1)[0] if counts else (1, 0)
        return times / sum(counts.values()) if width > 1 else 0.0

    try:
        return max(_SIGNS, key=even)
    except csv.Error:
        return ","
