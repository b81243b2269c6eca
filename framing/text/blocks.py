"""
Paragraphs of a formatted page to an article: joined by empty lines, the title first among them marked as its headline.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from framing.text.document import Document, Range

_BETWEEN = "\n\n"


class Block(NamedTuple):
    """A paragraph, and whether the page sets it as a title."""

    text: str
    headline: bool = False


def as_document(doc_id: str, blocks: Iterable[Block], title: str | None = None) -> Document:
    """
    The article that paragraphs make up; empty ones are left out.

    Its headline is what the page sets as a title before any other words; without that, a first paragraph that reads as
    the title which the file states of itself. That title is metadata, and never counts by itself: it often names the
    outlet, or the template that a page was made from.

    >>> as_document("a", [Block("A title", headline=True), Block(""), Block("Words.")], "A title | Outlet")
    Document(doc_id='a', text='A title\\n\\nWords.', metadata=mappingproxy({'title': 'A title | Outlet'}), ...
    """
    title = " ".join((title or "").split())
    kept = [block._replace(text=block.text.strip()) for block in blocks if block.text.strip()]
    if kept and not kept[0].headline and kept[0].text == title:
        kept[0] = kept[0]._replace(headline=True)
    headline, start = [], 0
    for block in kept:
        if not block.headline:
            break
        headline.append(Range(start, start + len(block.text), "headline"))
        start += len(block.text) + len(_BETWEEN)
    text = _BETWEEN.join(block.text for block in kept)
    return Document(doc_id, text, {"title": title} if title else {}, tuple(headline))
