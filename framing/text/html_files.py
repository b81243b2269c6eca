"""
Web pages (.html) to articles: what a reader sees, without scripts, styles and navigation.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Any

from framing.text.blocks import Block, as_document
from framing.text.document import Document

_DROPPED = (
    *("head", "script", "style", "noscript", "template", "nav"),
    *("iframe", "object", "svg", "button", "select", "textarea"),
)
_INLINE = {  # parts of a line
    *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img"),
    *("ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong"),
    *("sub", "sup", "time", "tt", "u", "var", "wbr"),
}
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CHARSET = re.compile(rb"<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_LATIN = {"iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii"}  # browsers read all of them as windows-1252
_SPACE = re.compile(r"[ \t\r\n\f]+")  # a no-break space stays


def read_html(path: Path, doc_id: str) -> Document:
    """
    The article of a web page, with its ``<title>`` as metadata. Nothing is fetched.

    Raises
    ------
    ModuleNotFoundError
        If lxml is not installed.
    ValueError
        If the bytes are not of the encoding that the page names, else UTF-8, or elements lie too deep in each other.
    """
    from lxml import etree, html

    text = _decoded(path.read_bytes()).replace("\x00", "")
    if not text.strip():
        return Document(doc_id, text)
    # As deep as the parser goes; it expands no entities that a page declares.
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode(), parser=parser)
    except etree.LxmlError:  # not even one element
        return Document(doc_id, "")
    if fatal := [entry.message for entry in parser.error_log if entry.level_name == "FATAL"]:
        raise ValueError(f"a page that cannot be read to its end ({fatal[0]})")  # rather than lose the rest of it
    title = root.findtext(".//title")
    for element in list(root.iter(*_DROPPED)):
        if element.getparent() is not None:
            element.drop_tree()
    return as_document(doc_id, _blocks(root), title)


def _decoded(raw: bytes) -> str:
    """The text of a page, by its byte order mark, by what it says itself, or as UTF-8."""
    encoding = next((name for mark, name in _MARKS if raw.startswith(mark)), "")
    said = _CHARSET.search(raw[:4096])
    if not encoding:
        encoding = said[1].decode().lower() if said else "utf-8"
        encoding = "windows-1252" if encoding in _LATIN else encoding
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise ValueError(f"byte {error.start}, which is not {encoding.upper()}") from None
    except LookupError:
        raise ValueError(f"an unknown encoding {encoding!r}") from None


def _blocks(root: Any) -> list[Block]:
    """The paragraphs of a page: what stands between two ends of anything that is not part of a line."""
    from lxml import etree

    blocks: list[Block] = []
    held: list[str] = []
    depth = 0  # inside how many <h1>

    def end() -> None:
        lines = [" ".join(filter(None, line.split(" "))) for line in "".join(held).split("\n")]
        blocks.append(Block("\n".join(lines), headline=depth > 0))
        held.clear()

    for event, element in etree.iterwalk(root, events=("start", "end")):
        starts = event == "start"
        if element.tag not in _INLINE and element.tag != "br":
            end()
        depth += (element.tag == "h1") * (1 if starts else -1)
        if element.tag == "q":  # a browser draws its marks
            held.append("“" if starts else "”")
        if element.tag == "br" and starts:
            held.append("\n")
        held.append(_SPACE.sub(" ", (element.text if starts else element.tail) or ""))
    end()
    return blocks
