"""
An article: its text, what is known of it, and what in it counts.

What counts in an article is its title, subtitle and body. Everything else in the file (menus, dates, bylines,
widgets, captions, repeated titles) is **boilerplate**: it stays in the text, so that offsets hold, but is not
counted, and no pattern reaches across it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple

from framing.errors import CorpusError, refuse_halves


class Range(NamedTuple):
    """A stretch of text ``text[start:end]`` and what it is."""

    start: int
    end: int
    kind: str = ""


@dataclass(frozen=True)
class Document:
    """
    One article; nothing in it ever changes.

    Attributes
    ----------
    doc_id : str
        Its name in every table.
    text : str
        The raw text. All offsets point into it: 0-based, half-open, in code points.
    metadata : mapping
        What else is known: title, author, outlet, date, ...
    headline, boilerplate : tuple of Range
        The title and subtitle, and what is not counted.
    """

    doc_id: str
    text: str
    metadata: Mapping[str, Any] = field(default_factory=dict)
    headline: tuple[Range, ...] = ()
    boilerplate: tuple[Range, ...] = ()

    def __post_init__(self) -> None:
        refuse_halves(self.doc_id, f"doc_id {self.doc_id!r}", CorpusError)
        refuse_halves(self.text, f"document {self.doc_id!r}", CorpusError)
        object.__setattr__(self, "metadata", MappingProxyType(dict(self.metadata)))
        ranges = sorted((*self.headline, *self.boilerplate))
        for before, after in zip([Range(0, 0), *ranges], ranges, strict=False):
            if not before.end <= after.start < after.end <= len(self.text):
                raise CorpusError(
                    f"document {self.doc_id!r}: range {after.start}–{after.end} {after.kind} is empty, overlaps "
                    f"the range before it, or leaves the text of {len(self.text)} characters. Mend the range."
                )

    def __reduce__(self) -> tuple[type, tuple]:
        # For other processes: a mapping that never changes does not travel by itself.
        return Document, (self.doc_id, self.text, dict(self.metadata), self.headline, self.boilerplate)
