"""
Excel workbooks to rows: the first sheet, whose first row names the columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from framing.text.rows import ColumnError, Rows, id_of, require_columns, rows_of_values
from framing.workbooks import Sheet, Value, elsewhere, opened_workbook, shown

_READ_ROWS = 1_024  # rows given at a time


def parse_xlsx(path: Path, text: str, doc_id: str, *, other: bool = False) -> Iterator[Rows]:
    """Rows of the first sheet of a workbook; the number of a row is the one in the margin of the sheet."""
    with opened_workbook(path) as sheets:
        sheet = _first(path, sheets, text, doc_id)
        rest = [name for name in dict.fromkeys(sheet.names) if name not in (text, doc_id, "")] if other else []
        held: list[tuple[int, list[Value]]] = []

        def rows() -> Rows:
            numbers = np.array([number for number, _ in held], dtype=np.int64)
            ids = [id_of(value) if isinstance(value, bool) else shown(value) for _, (value, *_) in held]
            texts = [shown(values[1]) for _, values in held]
            others = [dict(zip(rest, values[2:], strict=True)) for _, values in held]
            done = min(int(numbers[-1]) / max(sheet.height, 1), 1.0) if held else 1.0
            held.clear()
            return rows_of_values(ids, texts, numbers, str(path), other=others if rest else (), done=done)

        for line in sheet.rows([sheet.names.index(name) for name in (doc_id, text, *rest)]):
            held.append(line)
            if len(held) == _READ_ROWS:
                yield rows()
        yield rows()


def _first(path: Path, sheets: Sequence[Sheet], *columns: str) -> Sheet:
    """The first sheet, if it has the columns."""
    first = sheets[0] if sheets else None
    where = f"{path}, sheet {first.name!r}" if len(sheets) > 1 else path
    try:
        require_columns(where, first.names if first else [], *columns)
    except ColumnError as error:
        raise ColumnError(f"{error}{elsewhere(sheets, columns)}", error.column) from None
    return first
