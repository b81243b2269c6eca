"""
Lexicoder 3 (``.lc3``): ``+category``, then one entry a line.
"""

from __future__ import annotations

import re

from framing.lexicon.entries import Source, short

TELL = " A Lexicoder file has a line such as +negative, and below it one entry a line."

_CATEGORY = re.compile(r"\+(.*?)(?:#[0-9A-Fa-f]{3,8})?")


def read(source: Source) -> None:
    """Read a .lc3 file."""
    path: tuple[str, ...] = ()
    for number, line in source.lines():
        body = line.strip()
        if body.startswith("+"):
            name = _CATEGORY.fullmatch(body)[1].strip()
            if not name:
                source.fail(number, f"expected a category after +, found {short(body)}. Name it.")
            path = (name,)
            source.key(path, number)
        elif not path:
            source.fail(number, f"expected a line such as +negative first, found {short(body)}.{TELL}")
        else:
            source.entry(path, body, number, marks=False)
