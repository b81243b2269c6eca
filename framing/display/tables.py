"""
Tables to read: text to the left, numbers to the right, nothing cut off.
"""

from __future__ import annotations

import html
from dataclasses import dataclass

import pandas as pd

from framing.errors import FramingError

_CELL = "text-align: {align}; vertical-align: top; padding: 2px 8px;{more}"
UNTYPESET = "tex2jax_ignore mathjax_ignore"  # what JupyterLab leaves as it is: $5 and $6 are sums, no formula
_SHORT = 24  # characters; names and dates of this length are not broken over lines


@dataclass(frozen=True, eq=False, repr=False)
class Shown:
    """A table as a notebook shows it; ``table`` is the table itself, of which ``rows`` are seen at once (None: all)."""

    table: pd.DataFrame
    rows: int | None = None
    fold: str = ""

    def __repr__(self) -> str:
        return self.table.to_string(index=False, max_colwidth=None)

    def _repr_html_(self) -> str:
        aligns = {column: align(self.table, column) for column in self.table.columns}
        head = "".join(f"<th style='{_CELL.format(align=aligns[c], more='')}'>{_header(c)}</th>" for c in aligns)
        rows = [
            "".join(
                f"<td style='{_style(align, value, bold=column == 'keyword')}'>{_safe(value)}</td>"
                for (column, align), value in zip(aligns.items(), row, strict=True)
            )
            for row in self.table.itertuples(index=False)
        ]
        if self.fold:
            return _untypeset(_folded(f"{self.fold} ({len(rows)} row{'s' * (len(rows) != 1)})", _page(head, rows)))
        more = rows[self.rows :] if self.rows is not None else []
        page = _page(head, rows[: self.rows])
        if more:
            page += "\n" + _folded(f"{len(more)} more row{'s' * (len(more) > 1)}", _page(head, more))
        return _untypeset(page)


def _untypeset(page: str) -> str:
    return f'<div class="{UNTYPESET}">\n{page}\n</div>'


def _folded(summary: str, page: str) -> str:
    return f"<details><summary>{html.escape(summary)}</summary>\n{page}\n</details>"


def show(table: pd.DataFrame, *, digits: int = 2, rows: int | None = 20, fold: str = "") -> Shown:
    """
    Show a table in a notebook, whole and without its index.

    Parameters
    ----------
    table : DataFrame
        A concordance is aligned on its ``keyword``.
    digits : int
        Decimal places of fractions; missing values are shown as a dash.
    rows : int or None
        So many rows are seen at once; the rest opens at a click, and is on the page and in the text all the same.
        None: all are seen, as a page to be printed needs.
    fold : str
        What the table holds, in a few words: they are seen, the whole table opens at a click. For what only a checker
        needs.

    Raises
    ------
    FramingError
        If ``rows`` is no whole number of 1 or more.

    Examples
    --------
    >>> show(pd.DataFrame({"frame": ["a"], "rate": [1.234]}))
    frame rate
        a 1.23
    """
    if rows is not None and (not isinstance(rows, int) or isinstance(rows, bool) or rows < 1):
        raise FramingError(f"rows must be a whole number of 1 or more, or None for all, found {rows!r}.")
    return Shown(rounded(table, digits), rows, fold)


_MISSING = "–"


def rounded(table: pd.DataFrame, digits: int) -> pd.DataFrame:
    """The table with its fractions as text of so many decimal places."""
    text = table.copy()
    for column in table.columns:
        if pd.api.types.is_float_dtype(table[column]):
            text[column] = [_MISSING if pd.isna(value) else f"{value:.{digits}f}" for value in table[column]]
    return text


def align(table: pd.DataFrame, column: str) -> str:
    """The side on which a column is aligned: numbers on the right, and what leads up to a keyword."""
    if column == "left":
        return "right"
    if column == "keyword":
        return "center"
    values = [cell(value) for value in table[column]]
    return "right" if all(_is_number(value) for value in values) else "left"


def _is_number(text: str) -> bool:
    return text == _MISSING or text.lstrip("-").replace(".", "", 1).replace("%", "").isdigit()


def cell(value: object) -> str:
    """A value as text."""
    return _MISSING if pd.isna(value) else str(value)


def _safe(value: object) -> str:
    return html.escape(cell(value))


def _header(column: object) -> str:
    """A name that may be broken after each ``_``, so that a long one does not make its column wide."""
    return _safe(column).replace("_", "_<wbr>")


def _page(head: str, rows: list[str]) -> str:
    body = "\n".join(f"<tr>{row}</tr>" for row in rows)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _style(align: str, value: object, *, bold: bool = False) -> str:
    more = " font-weight: bold;" if bold else ""
    more += " white-space: nowrap;" if len(cell(value)) <= _SHORT else ""
    return _CELL.format(align=align, more=more)
