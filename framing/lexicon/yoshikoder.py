"""
Yoshikoder and Lexicoder 2 (``.ykd``, ``.lcd``): XML.

In Yoshikoder's files entries are words with ``*``, or regular expressions. In Lexicoder's they are stretches of
letters, and a blank at an end is where a word ends: :func:`framing.lexicon.lexicoder.edged` says how they are read.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from typing import Any

from framing.lexicon.entries import DEEPEST, Source, number_in, short
from framing.lexicon.lexicoder import edged, note_edges

TELL = " A Yoshikoder file has <dictionary>, in it <cnode name=...>, in these <pnode name=.../>."

_DECLARED = re.compile(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_REGEXP = re.compile(r"\\b|\A\^|\$\Z|\\s\+?|(?:\\w|\\S|\.)[*+]?|\\[^A-Za-z0-9*?]|[^\\\[\](){}|+*?^$.]")
_REGEXP_PART = {"*": "*", "+": "?*", "": "?"}


def read(source: Source) -> None:
    """Read a .ykd or .lcd file."""
    from xml.parsers import expat

    declared = _DECLARED.match(source.raw.removeprefix(codecs.BOM_UTF8))
    text = source.text(declared[1].decode("ascii") if declared else "utf-8")
    parser = expat.ParserCreate("utf-8")
    elements = _Elements(source, parser)
    parser.StartElementHandler, parser.EndElementHandler = elements.start, elements.end
    parser.CharacterDataHandler, parser.EntityDeclHandler = elements.words, elements.entity
    parser.AttlistDeclHandler = elements.default
    parser.buffer_text = True
    try:
        parser.Parse(text.encode("utf-8"), True)
    except expat.ExpatError as error:
        what = expat.ErrorString(error.code)
        source.fail(error.lineno, f"expected XML, found a fault ({what}).{TELL}")
    if not elements.says_so:
        note_edges(source, elements.texts, read=elements.lexicoder)
    if len(elements.roots) == 1 and all(elements.roots.values()):
        # One category around all others is the dictionary itself; its own entries stay below its name.
        (source.name,) = elements.roots
        entries, keys = source.entries, source.keys
        source.entries = [replace(e, path=e.path[1:] or e.path) for e in entries]
        source.keys = {path[1:]: line for path, line in keys.items() if path[1:]}


class _Elements:
    """What the parser calls for each element: it knows which ones are open."""

    def __init__(self, source: Source, parser: Any) -> None:
        self.source, self.parser = source, parser
        self.opened: list[tuple[str, str]] = []  # (element, name)
        self.roots: dict[str, bool] = {}  # the outermost categories: does one hold others?
        self.engine = ""
        self.lexicoder = self.says_so = False  # are blanks the ends of words; does the file say so itself?
        self.texts: list[tuple[str, int]] = []  # the entries as written, with their lines

    def start(self, element: str, attributes: dict[str, str]) -> None:
        source, line = self.source, self.parser.CurrentLineNumber
        if not self.opened and element != "dictionary":
            source.fail(line, f"expected <dictionary>, found <{element}>.{TELL}")
        written = attributes.get("name", "")
        name = written.strip()
        above = tuple(name for kind, name in self.opened if kind == "cnode")
        self.opened.append((element, name))
        if len(self.opened) > DEEPEST:
            source.too_deep(line)
        if element in ("cnode", "pnode") and not name:
            source.fail(line, f'expected <{element} name="...">, found no name. Give it one.')
        if element == "dictionary" and len(self.opened) == 1:
            self.dictionary(attributes, line)
        elif element == "cnode":
            self.category(above, name, line)
        elif element == "pnode":
            self.entry(above, written, line, attributes.get("score", "").strip())
        else:
            source.note(line, name, f"<{element}> is not known, and is not kept")
        if element == "cnode" and number_in(attributes.get("score", "") or "1") != 1:
            source.note(line, name, f"the score {attributes['score'].strip()} of a category is not kept")

    def dictionary(self, attributes: dict[str, str], line: int) -> None:
        self.engine = engine = attributes.get("patternengine", "substring").strip().lower()
        is_lcd = self.source.path.suffix.lower() == ".lcd" and "patternengine" not in attributes
        self.says_so = engine != "regexp" and "lexicoder" in attributes.get("style", "").lower()
        self.lexicoder = self.says_so or is_lcd
        if engine not in ("substring", "regexp"):
            what = f"the pattern engine {engine!r} is not known; entries are read as words with *"
            self.source.note(line, "", what)
        if engine == "regexp":
            self.source.note(line, "", "entries are regular expressions; each is read as a pattern of whole words")

    def category(self, above: tuple[str, ...], name: str, line: int) -> None:
        if above:
            self.roots[above[0]] = True
        else:
            self.roots.setdefault(name, False)
        self.source.key((*above, name), line)

    def entry(self, above: tuple[str, ...], written: str, line: int, score: str) -> None:
        name, source = written.strip(), self.source
        if not above:
            source.fail(line, f"expected a <cnode> around the entry {short(name)}, found none. Put it into one.")
        weight = number_in(score or "1")
        if weight is None:
            source.note(line, name, f"the score {short(score)} is no number, and is not kept")
            weight = 1.0
        if self.engine == "regexp":
            pattern = _from_regexp(name)
            if pattern is None:
                source.note(line, name, "the regular expression is not kept: no pattern of words says the same")
                return
        else:
            self.texts.append((written, line))
            pattern = edged(written) if self.lexicoder else name
        source.entry(above, pattern, line, marks=self.engine == "regexp", weight=weight)

    def end(self, _: str) -> None:
        self.opened.pop()

    def words(self, data: str) -> None:
        if data.strip():
            self.source.note(self.parser.CurrentLineNumber, data.strip(), "text between the elements is not kept")

    def default(self, element: str, attribute: str, *_: Any) -> None:
        line = self.parser.CurrentLineNumber
        self.source.fail(line, f"expected no <!ATTLIST>, found {attribute!r} of {element!r}. Write it at each element.")

    def entity(self, name: str, *_: Any) -> None:
        line = self.parser.CurrentLineNumber
        self.source.fail(line, f"expected no <!ENTITY>, found {name!r}. Write the text itself.")


def _from_regexp(expression: str) -> str | None:
    """
    The pattern that says the same as a regular expression, if there is one.

    >>> _from_regexp(r"\\bsecur\\w*"), _from_regexp(r"border\\s+guards"), _from_regexp("war(s|ring)")
    ('secur*', 'border guards', None)
    """
    parts = _REGEXP.findall(expression)
    if "".join(parts) != expression:
        return None
    return "".join(_regexp_part(part) for part in parts)


def _regexp_part(part: str) -> str:
    if part in (r"\b", "^", "$"):
        return ""
    if part.startswith(r"\s"):
        return " "
    if part.startswith((r"\w", r"\S", ".")):
        return _REGEXP_PART[part[-1] if part[-1] in "*+" else ""]
    return part[-1]
