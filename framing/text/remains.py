"""
Texts to what in them is left of the page or the print they came from, and reads as other words than it shows.
"""

from __future__ import annotations

import re
import warnings

from framing.errors import FramingWarning
from framing.text.corpus import Corpus

# What it is called, what shows it, without which it is not looked for, and how it is mended.
_REMAINS = (
    (
        "HTML entities or tags",
        "&<",
        r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#[xX][0-9a-fA-F]{2,6});|</?(?:a|b|i|u|p|br|hr|em|div|span|font|strong|h[1-6]|ul|ol|li|table|t[rdh]|img|script|style|blockquote)(?:\s[^<>]{0,300})?/?>",
        "html",
    ),
    ("full stops without a space after them", ".", r"[^\W\d_A-Z]{3}\.[A-ZА-ЯÄÖÜ][^\W\d_A-Z]{2}", 'mend="stops"'),
    ("words parted by a hyphen at a line's end", "-", r"[^\W\d_A-Z][-‐¬]\r?\n[ \t]*[^\W\d_A-Z]", 'mend="hyphens"'),
)
_HTML = (
    "html.unescape of Python turns entities into characters; a file of tags is read as a page if its name ends in .html"
)
_LOOKS = tuple(
    (name, signs, re.compile(shown), _HTML if mend == "html" else f"read them with {mend}")
    for name, signs, shown, mend in _REMAINS
)


def warn_of_remains(corpus: Corpus) -> None:
    """
    Say once how many texts hold entities, tags, glued sentences or parted words, and what mends that.

    Warns
    -----
    FramingWarning
        If one of these stands in any text.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    for document in corpus:
        for name, signs, shown, mend in _LOOKS:
            if any(f'"{done}"' in mend for done in corpus.mend):
                continue
            if any(sign in document.text for sign in signs) and (place := shown.search(document.text)):
                found.setdefault(name, []).append((document.doc_id, _shown(document.text, *place.span())))
    said = [
        f"{name} in {len(found[name])} {'text' if len(found[name]) == 1 else 'texts'} (as {found[name][0][1]!r} in "
        f"{found[name][0][0]!r}); {mend}"
        for name, _, _, mend in _LOOKS
        if name in found
    ]
    if said:
        warnings.warn(
            f"some texts read as other words than they show: {'. '.join(said)}.", FramingWarning, stacklevel=4
        )


def _shown(text: str, start: int, end: int) -> str:
    """A place with the letters around it."""
    before, after = text[max(start - 15, 0) : start], text[end : end + 15]
    before = "" if not before or before[-1].isspace() else before.split()[-1]
    after = "" if not after or after[0].isspace() else after.split()[0]
    return f"{before}{text[start:end]}{after}"
