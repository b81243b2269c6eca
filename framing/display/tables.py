"""
Tables to read: text to the left, numbers to the right, nothing cut off.
"""

from __future__ import annotations

import html
from dataclasses import dataclass

import pandas as pd

_CELL = "text-align: {align}; vertical-align: top; padding: 2px 8px;{more}"
_SHORT = 24  # characters; names and dates of this length are not broken over lines


@dataclass(frozen=True, eq=False, repr=False)
class Shown:
    """A table as a notebook shows it; ``table`` is the table itself."""

    table: pd.DataFrame

    def __repr__(self) -> str:
        return self.table.to_string(index=False, max_colwidth=None)

    def _repr_html_(self) -> str:
        aligns = {column: _align(self.table, column) for column in self.table.columns}
        head = "".join(f"<th style='{_style(aligns[column])}'>{_safe(column)}</th>" for column in aligns)
        rows = [
            "".join(
                f"<td style='{_style(align, value, bold=column == 'keyword')}'>{_safe(value)}</td>"
                for (column, align), value in zip(aligns.items(), row, strict=True)
            )
            for row in self.table.itertuples(index=False)
        ]
        body = "\n".join(f"<tr>{row}</tr>" for row in rows)
        return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def show(table: pd.DataFrame, *, digits: int = 2) -> Shown:
    """
    Show a table in a notebook, whole and without its index.

    Parameters
    ----------
    table : DataFrame
        A concordance is aligned on its ``keyword``.
    digits : int
        Decimal places of fractions; missing values are shown as a dash.

    >>> show(pd.DataFrame({"frame": ["a"], "rate": [1.234]}))
    frame rate
        a 1.23
    """
    text = table.copy()
    for column in table.columns:
        if pd.api.types.is_float_dtype(table[column]):
            text[column] = [_MISSING if pd.isna(value) else f"{value:.{digits}f}" for value in table[column]]
    return Shown(text)


_MISSING = "–"


def _align(table: pd.DataFrame, column: str) -> str:
    if column == "left":
        return "right"
    if column == "keyword":
        return "center"
    values = [_text(value) for value in table[column]]
    return "right" if all(_is_number(value) for value in values) else "left"


def _is_number(text: str) -> bool:
    return text == _MISSING or text.lstrip("-").replace(".", "", 1).replace("%", "").isdigit()


def _text(value: object) -> str:
    return _MISSING if pd.isna(value) else str(value)


def _safe(value: object) -> str:
    return html.escape(_text(value))


def _style(align: str, value: object = "", *, bold: bool = False) -> str:
    more = " font-weight: bold;" if bold else ""
    more += " white-space: nowrap;" if len(_text(value)) <= _SHORT else ""
    return _CELL.format(align=align, more=more)
