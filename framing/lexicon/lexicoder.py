"""
Lexicoder 3 (``.lc3``): ``+category``, then one entry a line; and what blanks around an entry say in Lexicoder 2.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from framing.lexicon.entries import Source, short

TELL = " A Lexicoder file has a line such as +negative, and below it one entry a line."

_CATEGORY = re.compile(r"\+(.*?)(?:#[0-9A-Fa-f]{3,8})?")
_SINGLE = re.compile(r" \S")


def read(source: Source) -> None:
    """Read a .lc3 file."""
    lines = [(number, line.strip("\t\r"), line.strip()) for number, line in source.whole_lines()]
    written = [(line, number) for number, line, body in lines if not body.startswith("+")]
    # Lexicoder 3 says with * where a word goes on. A file without any, with single blanks before, is one of version 2.
    older = not any("*" in line for line, _ in written) and any(_SINGLE.match(line) for line, _ in written)
    path: tuple[str, ...] = ()
    for number, line, body in lines:
        if body.startswith("+"):
            name = _CATEGORY.fullmatch(body)[1].strip()
            if not name:
                source.fail(number, f"expected a category after +, found {short(body)}. Name it.")
            path = (name,)
            source.key(path, number)
        elif not path:
            source.fail(number, f"expected a line such as +negative first, found {short(body)}.{TELL}")
        else:
            source.entry(path, edged(line) if older else body, number, marks=False)
    note_edges(source, written, read=older)


def edged(text: str) -> str:
    """
    An entry of Lexicoder 2 as a pattern: a blank at an end is where a word ends, none is where it may go on.

    An entry with ``*`` says so itself.

    >>> [edged(text) for text in (" ECONOM", " TAX ", "NUTRITION", "FOO ", " FREE TRADE", " econom*")]
    ['ECONOM*', 'TAX', '*NUTRITION*', '*FOO', 'FREE TRADE*', 'econom*']
    """
    before, after = _edges(text)
    body = text.strip()
    if not body or "*" in body:
        return body
    return f"{'' if before else '*'}{body}{'' if after else '*'}"


def _edges(text: str) -> tuple[bool, bool]:
    """Whether there is a blank before and after a text."""
    return text[:1].isspace(), text[-1:].isspace()


def note_edges(source: Source, texts: Sequence[tuple[str, int]], *, read: bool) -> None:
    """Say what became of blanks around entries; ``texts`` are entries as written, with their lines."""
    spaced = [line for text, line in texts if text.strip() and any(_edges(text))]
    inner = [line for text, line in texts if text.strip() and not any(_edges(text)) and "*" not in text]
    if read and inner:
        what = f"entries without a blank at either end: {len(inner)}; found anywhere in a word, as in Lexicoder 2"
        source.note(inner[0], "", what)
    if read and spaced:
        what = f"entries with a blank where a word begins or ends: {len(spaced)}; read so, as in Lexicoder 2"
        source.note(spaced[0], "", what)
    if not read and spaced:
        what = f"blanks around entries: {len(spaced)}; not kept, entries are whole words with *"
        source.note(spaced[0], "", what)
