"""
A text that an archive of newspapers exported, with many articles in it, to its articles.

Two layouts of Nexis are known, and ProQuest's lines between articles: ``1 of 2 DOCUMENTS`` or ``Document 1 of 2`` above
each article, or ``End of Document`` below it. What an archive adds (source, date, fields, copyright) is boilerplate.
"""

from __future__ import annotations

import re
import warnings
from itertools import pairwise, takewhile
from pathlib import Path

from framing.errors import FramingWarning
from framing.text.document import Document, Range

_ABOVE = re.compile(r"^[ \t]*(?:Document )?(\d+) of (\d+)(?: DOCUMENTS?)?[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_SAYS = re.compile(r"document", re.IGNORECASE)
_BELOW = re.compile(r"^[ \t]*End of Document[ \t]*\r?$", re.MULTILINE)
_FIELD = re.compile(
    r"(?:BYLINE|SECTION|LENGTH|LOAD-DATE|LANGUAGE|DATELINE|HIGHLIGHT|GRAPHIC|PUBLICATION-TYPE|JOURNAL-CODE|"
    r"TYPE|CORRECTION-DATE|SERIES|DISTRIBUTION|Byline|Section|Length|Load-Date|Language|Dateline|Highlight|"
    r"Graphic|Publication-Type|Classification|Publication Type|Journal Code):|"
    r"(?:SUBJECT|Subject):.*\d%"  # subjects that Nexis states, each with how sure it is
)
_BODY = re.compile(r"BODY:|Body:?(?=\s*$)", re.MULTILINE)
_HEADLINE = re.compile(r"HEADLINE:\s*(?=\S)")
_COPYRIGHT = re.compile(r"Copyright|©|All Rights Reserved", re.IGNORECASE)
_DATE = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b.*\b\d{4}\b"
)
_LINE = 200  # characters of a line of the archive
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
                f"{path}: looks like an export of {max(len(above), len(below))} articles, but they are not numbered "
                "one after the other. It is read as one article: split it into a file for each.",
                FramingWarning,
                stacklevel=2,
            )
        return [Document(doc_id, text)]
    parts = pairwise(bounds)
    return [_article(f"{doc_id}-{number}", text[start:end]) for number, (start, end) in enumerate(parts, start=1)]


def _article(doc_id: str, text: str) -> Document:
    """One article of an export: its title, source and date, and what the archive added above and below the text."""
    paragraphs = [place for found in _PARAGRAPH.finditer(text) for place in _lines_of_head(found)]
    words = [text[start:end] for start, end in paragraphs]
    count = range(len(words))
    fields = {at for at in count if any(kind.match(words[at]) for kind in (_FIELD, _HEADLINE, _BODY))}
    lines = {at for at in count if _ABOVE.fullmatch(words[at]) or _BELOW.fullmatch(words[at])}
    legal = {at for at in count if _COPYRIGHT.match(words[at]) and len(words[at]) < _LINE}
    first = min(fields, default=0)
    top = [at for at in range(first) if at not in lines | legal]
    # A line of the text may look like a field; those of the archive stand together, above and below it.
    above = set(takewhile((fields | legal | lines).__contains__, range(first, len(words))))
    below = set(takewhile((fields | legal | lines).__contains__, reversed(count)))
    dates = [at for at in top if _DATE.search(words[at]) and len(words[at]) < _LINE]
    plain = [at for at in top if at not in dates[:1]]
    titles = [at for at in above if _HEADLINE.match(words[at])]
    title = source = None
    if titles:
        title, source = titles[0], plain[0] if plain else None
    elif dates and len(plain) > 1:  # the older layout has the title below the date, the newer one above the source
        title, source = (plain[-1], plain[0]) if plain[-1] > dates[0] else (plain[0], plain[1])
    body = {*count} - {*top} - above - below - lines - legal
    if title is None or not body:  # nothing tells for certain where the text begins
        top, dates, source = [], [], None
    boilerplate, headline = [], []
    for at in sorted({*top, *above, *below, *lines, *legal}):
        start, end = paragraphs[at]
        mark = _BODY.match(words[at]) or _HEADLINE.match(words[at])
        text_from = start if at == title and not mark else start + mark.end() if mark else end
        if text_from > start:
            boilerplate.append(Range(start, text_from, "export"))
        if at == title:
            headline.append(Range(text_from, end, "title"))
    known = {"title": [text[part.start : part.end] for part in headline], "date": [words[at] for at in dates[:1]]}
    known["source"] = [] if source is None else [words[source]]
    metadata = {name: " ".join(found[0].split()) for name, found in known.items() if found}
    return Document(doc_id, text, metadata, tuple(headline), tuple(boilerplate))


def _lines_of_head(paragraph: re.Match) -> list[tuple[int, int]]:
    """A paragraph as it is; the lines of one in which title, source and date stand below each other."""
    found = list(re.finditer(r"\S[^\r\n]*", paragraph[0]))
    if not any(_DATE.search(line[0]) for line in found) or any(len(line[0]) > _LINE for line in found):
        return [paragraph.span()]
    return [(paragraph.start() + line.start(), paragraph.start() + line.end()) for line in found]
