"""
Word documents (.docx) to articles: the text of the page, tables and boxes included; not its headers, footers and notes.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from framing.text.blocks import Block, as_document
from framing.text.document import Document

_LARGEST = 1 << 30  # bytes of all parts, pictures too: what holds more is no article
_HEADLINE = re.compile(r"title|subtitle|heading \d+", re.IGNORECASE)  # styles, by the names they have in every language
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # a box once more, for old readers
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def read_docx(path: Path, doc_id: str) -> Document:
    """
    The article of a Word document, with its title property as metadata.

    What was deleted under tracked changes does not count, what was inserted does.

    Raises
    ------
    ModuleNotFoundError
        If python-docx is not installed.
    ValueError
        If the file is no .docx; the message says what it is.
    """
    import docx
    from docx.text.paragraph import Paragraph

    try:
        with zipfile.ZipFile(path) as archive:
            if sum(part.file_size for part in archive.infolist()) > _LARGEST:
                raise ValueError(f"over {_LARGEST >> 20} MB come out of it")
        document = docx.Document(str(path))
        blocks = [
            Block("".join(_words(element)), headline=bool(_HEADLINE.fullmatch(Paragraph(element, document).style.name)))
            for element in document.element.body.iter(f"{_W}p")
            if next(element.iterancestors(_FALLBACK), None) is None
        ]
        return as_document(doc_id, blocks, document.core_properties.title)
    except Exception as error:  # python-docx has no error of its own for most of what may be wrong
        with path.open("rb") as stream:
            if stream.read(4) == b"\xd0\xcf\x11\xe0":
                raise ValueError("an old .doc or one with a password; save it as .docx without") from None
        raise ValueError(f"no .docx ({' '.join(str(error).split())[:100]})") from None


def _words(element: Any) -> Iterator[str]:
    """The words of a paragraph, but not of boxes that are anchored in it: these have paragraphs of their own."""
    for part in element:
        if part.tag == f"{_W}t":
            yield part.text or ""
        elif part.tag in _SIGNS:
            yield _SIGNS[part.tag]
        elif part.tag not in (f"{_W}p", f"{_W}pPr", f"{_W}rPr", f"{_W}moveFrom", f"{_W}txbxContent", _FALLBACK):
            yield from _words(part)
