"""
A text that an archive of newspapers exported, with many articles in it, to its articles.

Two layouts of Nexis are known, and ProQuest's lines between articles: ``1 of 2 DOCUMENTS`` or ``Document 1 of 2`` above
each article, or ``End of Document`` below it. What an archive adds (source, date, fields, copyright) is boilerplate.
"""

from __future__ import annotations

import re
import warnings
from pathlib import Path

from framing.errors import FramingWarning
from framing.text.document import Document, Range

_ABOVE = re.compile(r"^[ \t]*(?:Document )?(\d+) of (\d+)(?: DOCUMENTS?)?[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_SAYS = re.compile(r"document", re.IGNORECASE)
_BELOW = re.compile(r"^[ \t]*End of Document[ \t]*\r?$", re.MULTILINE)
_FIELD = re.compile(
    r"(?:BYLINE|SECTION|LENGTH|LOAD-DATE|LANGUAGE|DATELINE|HEADLINE|HIGHLIGHT|GRAPHIC|PUBLICATION-TYPE|JOURNAL-CODE|"
    r"SUBJECT|TYPE|CORRECTION-DATE|SERIES|DISTRIBUTION|Byline|Section|Length|Load-Date|Language|Dateline|Highlight|"
    r"Graphic|Publication-Type|Classification|Subject|Publication Type|Journal Code):"
)
_BODY = re.compile(r"BODY:|Body:?(?=\s*$)", re.MULTILINE)
_COPYRIGHT = re.compile(r"Copyright|©|All Rights Reserved", re.IGNORECASE)
_DATE = re.compile(
    r"(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|December)\b.*\b\d{4}\b"
)
_PARAGRAPH = re.compile(r"\S[^\r\n]*(?:\r?\n[ \t]*\S[^\r\n]*)*")


def articles_of(path: Path, doc_id: str, text: str) -> list[Document]:
    """
    The articles of an export, ``doc_id-1`` and so on; one document for any other text.

    Warns
    -----
    FramingWarning
        If a text looks like an export but its articles are not numbered one after the other.
    """
    above = [found for found in _ABOVE.finditer(text) if _SAYS.search(found[0])]
    below = list(_BELOW.finditer(text))
    if len(above) > 1 and [(int(found[1]), int(found[2])) for found in above] == [
        (number, len(above)) for number in range(1, len(above) + 1)
    ]:
        bounds = [*(found.start() for found in above), len(text)]
        bounds[0] = 0  # what stands above the first article
    elif len(below) > 1 and not text[below[-1].end() :].strip():
        bounds = [0, *(found.end() for found in below[:-1]), len(text)]
    else:
        if len(above) > 1 or len(below) > 1:
            warnings.warn(
                f"{path}: looks like an export of {max(len(above), len(below))} articles, but they are not numbered one "
                "after the other. It is read as one article: split it into a file for each.",
                FramingWarning,
                stacklevel=2,
            )
        return [Document(doc_id, text)]
    parts = zip(bounds, bounds[1:], strict=False)
    return [_article(f"{doc_id}-{number}", text[start:end]) for number, (start, end) in enumerate(parts, start=1)]


def _article(doc_id: str, text: str) -> Document:
    """One article of an export: its title, source and date, and what the archive added."""
    paragraphs = [Range(found.start(), found.end()) for found in _PARAGRAPH.finditer(text)]
    words = [text[part.start : part.end] for part in paragraphs]
    marks = [number for number, part in enumerate(words) if _FIELD.match(part) or _BODY.match(part)]
    skipped = {n for n, part in enumerate(words) if _ABOVE.fullmatch(part) or _BELOW.fullmatch(part)}
    top = [number for number in range(marks[0] if marks else 0) if number not in skipped]
    dated = [number for number in top if _DATE.search(words[number]) and len(words[number]) < 60]
    plain = [n for n in top if n not in dated[:1] and not _COPYRIGHT.search(words[n])]
    title = source = None
    if dated and len(plain) > 1:
        # The older layout has the title below the date, the newer one above the source.
        older = plain[-1] > dated[0]
        title, source = (plain[-1], plain[0]) if older else (plain[0], plain[1])
    away = {*top, *skipped, *(number for number in marks if _FIELD.match(words[number]))} - {title}
    away |= {n for n, part in enumerate(words) if _COPYRIGHT.match(part) and len(part) < 200}
    boilerplate = [Range(*paragraphs[number][:2], "export") for number in sorted(away)]
    for number in set(marks) - away:
        mark = _BODY.match(words[number])
        start = paragraphs[number].start
        boilerplate.append(Range(start, start + mark.end(), "export"))
    known = {"title": title, "date": dated[0] if dated else None, "source": source}
    metadata = {name: " ".join(words[at].split()) for name, at in known.items() if at is not None}
    headline = (Range(*paragraphs[title][:2], "title"),) if title is not None else ()
    return Document(doc_id, text, metadata, headline, tuple(sorted(boilerplate)))
