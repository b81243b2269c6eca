"""
Tables to lines for a terminal, no wider than it: text gives way, numbers do not.
"""

from __future__ import annotations

import pandas as pd

from framing.display.tables import align, cell, rounded
from framing.errors import FramingError

_GAP = "  "
_LEAST = 12  # characters that a column of text keeps
_SIDES = {"right": str.rjust, "left": str.ljust, "center": str.center}


def plain(table: pd.DataFrame, *, width: int | None = 100, digits: int = 2) -> str:
    """
    A table as lines of text, for ``print``: every row, and every column that holds anything and has room.

    Parameters
    ----------
    table : DataFrame
        Such as hits, or a concordance, which is aligned on its ``keyword``.
    width : int or None
        Characters a line. Text that does not fit ends in ``…`` (the ``left`` of a keyword begins with it), the widest
        column first, to 12 characters and no fewer, the keyword last; then the last columns are left out. None:
        nothing is cut or left out.
    digits : int
        Decimal places of fractions; missing values are shown as a dash.

    Returns
    -------
    str
        One line of names, then one a row. Columns that hold nothing or have no room are named in a last line.

    Raises
    ------
    FramingError
        If ``width`` is no whole number of 1 or more.

    Examples
    --------
    >>> from framing import kwic, read_corpus
    >>> corpus = read_corpus(["They fear a new Great Game in the whole region."])
    >>> print(plain(kwic("great game", corpus)[["doc_id", "left", "keyword", "right"]], width=50))
    doc_id            left   keyword    right
    text1   …ey fear a new  Great Game  in the whole …
    """
    if width is not None and (not isinstance(width, int) or isinstance(width, bool) or width < 1):
        raise FramingError(f"width must be a whole number of 1 or more, or None to cut nothing, found {width!r}.")
    texts = rounded(table, digits)
    cells = {name: [_printable(cell(value)) for value in texts[name]] for name in texts.columns}
    empty = [name for name, own in cells.items() if own and not any(own)]
    sides = {name: align(texts, name) for name in cells if name not in empty}
    numbers = {name for name, side in sides.items() if side == "right" and name != "left"}
    columns = {name: [_printable(str(name)), *cells[name]] for name in sides}
    widths = _fitted({name: max(map(len, own)) for name, own in columns.items()}, numbers, width)
    out = [
        [_SIDES[sides[name]](_cut(text, n, at_start=name == "left"), n) for text in columns[name]]
        for name, n in widths.items()
    ]
    lines = [_GAP.join(line).rstrip() for line in zip(*out, strict=True)]
    for why, names in (("empty", empty), ("no room for", [name for name in columns if name not in widths])):
        if names:
            lines.append(f"({why}: {', '.join(map(str, names))})")
    return "\n".join(lines)


def _fitted(widths: dict[str, int], fixed: set[str], width: int | None) -> dict[str, int]:
    """The columns that have room in a line, and how wide each may be; ``fixed`` ones are not narrowed."""
    if width is None:
        return widths

    def over(widths: dict[str, int]) -> int:
        return sum(widths.values()) + len(_GAP) * (len(widths) - 1) - width

    while len(widths) > 1 and over({name: n if name in fixed else min(n, _LEAST) for name, n in widths.items()}) > 0:
        widths = dict(list(widths.items())[:-1])
    for last in ({"keyword"}, set()):
        loose = [name for name in widths if name not in fixed | last]
        while over(widths) > 0 and loose and widths[widest := max(loose, key=widths.__getitem__)] > _LEAST:
            widths = {**widths, widest: widths[widest] - 1}
    return widths


def _printable(text: str) -> str:
    """Text on one line, in which nothing steers the terminal."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in " ".join(text.split()))


def _cut(text: str, width: int, *, at_start: bool) -> str:
    if len(text) <= width:
        return text
    return "…" + text[len(text) - width + 1 :] if at_start else text[: width - 1] + "…"
