"""
Lexicon files of other tools: read as written, with a note on whatever they say that we cannot keep.

=====================  ====================================================================================
extension              tool and form
=====================  ====================================================================================
``.dic``               LIWC, the form of 2007 and the one of 2015 with categories in categories
``.cat``               WordStat: categories by indentation, entries with a weight in brackets
``.lc3``               Lexicoder 3: ``+category``, then one entry a line
``.ykd`` ``.lcd``      Yoshikoder and Lexicoder 2: XML
``.yml`` ``.yaml``     as quanteda writes it: nested categories and lists
``.json``              the same in JSON
=====================  ====================================================================================

Nothing is guessed: ``no``, ``1`` and ``null`` are words like any other. Names keep their spelling, entries their
order. A file that cannot be read is one :class:`LexiconError` with line, what was expected and what was found.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from framing.errors import LexiconError

_DEEPEST = 100  # levels of nesting; real lexicons have at most five
_MOST = 1_000_000  # entries; what repeats itself through aliases would otherwise fill the memory


@dataclass(frozen=True)
class Entry:
    """One pattern of the file, below the keys of ``path``; in a ``fixed`` one ``?`` is a question mark."""

    path: tuple[str, ...]
    text: str
    line: int
    fixed: bool = False


@dataclass(frozen=True)
class Note:
    """What the file says at a line and we cannot keep; ``entry`` is empty where it concerns the whole file."""

    line: int
    entry: str
    text: str


@dataclass(frozen=True)
class Parsed:
    """A lexicon file, whoever wrote it: its own name, its first level, its entries in file order, notes by line."""

    name: str
    first: tuple[str, ...]
    entries: tuple[Entry, ...]
    notes: tuple[Note, ...]


def parse(path: Path) -> Parsed:
    """
    Read a lexicon file of another tool; its extension says which.

    Raises
    ------
    LexiconError
        If the file is not there, is not of its kind, or has no entry.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise LexiconError(f"{path}: no such file. Give the path of a lexicon.") from None
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read ({error.strerror}).") from None
    source = _Source(path, raw)
    _READERS[path.suffix.lower()](source)
    return source.parsed()


@dataclass
class _Source:
    """A file on its way to being read: gathers keys, entries and notes."""

    path: Path
    raw: bytes
    name: str = ""
    keys: dict[tuple[str, ...], int] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def fail(self, line: int, message: str) -> NoReturn:
        raise LexiconError(f"{self.path}:{line}: {message}")

    def note(self, line: int, entry: str, text: str) -> None:
        self.notes.append(Note(line, entry, text))

    def key(self, path: tuple[str, ...], line: int) -> None:
        """Remember a category, so that an empty one can be named."""
        self.checked("".join(path), line)
        self.keys.setdefault(path, line)

    def entry(self, path: tuple[str, ...], text: str, line: int, *, marks: bool = True) -> None:
        """Keep a pattern; ``marks`` says whether the tool, like us, takes ``?`` for any one character."""
        words = " ".join(self.checked(text, line).split())
        if not words:
            self.note(line, ".".join(path), "an entry without a word is left out")
            return
        literal = not marks and "?" in words
        if literal and "*" in words:
            self.note(line, words, "? is a question mark for the tool, and stands for any one character here")
            literal = False
        self.entries.append(Entry(path, words, line, literal))

    def checked(self, text: str, line: int) -> str:
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            self.fail(line, f"expected text, found half a character in {text!r}. Write the character itself.")
        return text

    def text(self, encoding: str = "utf-8") -> str:
        """The file's text; what is not UTF-8 is read as Windows or Latin text, with a note."""
        for mark, name in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
            if self.raw.startswith(mark):
                encoding = name
        raw = self.raw.removeprefix(codecs.BOM_UTF8)
        try:
            text = raw.decode(encoding)
        except (LookupError, UnicodeError) as error:
            start = getattr(error, "start", 0)
            try:
                text, found = raw.decode("cp1252"), "Windows-1252"
            except UnicodeDecodeError:
                text, found = raw.decode("latin-1"), "Latin-1"
            if "\0" not in text:
                what = f"is not {encoding.upper()}; the file is read as {found}. Save it as UTF-8 if letters look wrong"
                self.note(raw.count(b"\n", 0, start) + 1, "", what)
        if "\0" in text:
            line = text.count("\n", 0, text.index("\0")) + 1
            self.fail(line, "expected text, found a zero byte. Save the lexicon as text in UTF-8.")
        return text

    def lines(self) -> list[tuple[int, str]]:
        """The lines that hold something, with their numbers."""
        lines = enumerate(re.split(r"\r\n|\r|\n", self.text()), start=1)
        return [(number, line.rstrip()) for number, line in lines if line.strip()]

    def parsed(self) -> Parsed:
        """What was gathered; a category that gave no entry gets a note."""
        filled = {entry.path[:depth] for entry in self.entries for depth in range(1, len(entry.path) + 1)}
        parents = {path[:-1] for path in self.keys}
        for path, line in self.keys.items():
            if path not in filled and path not in parents:
                self.note(line, ".".join(path), "has no entry that could be kept, and is left out")
        if not self.entries:
            self.fail(1, f"expected entries in categories, found none.{_TELLS[self.path.suffix.lower()]}")
        first = tuple(path[0] for path in self.keys if len(path) == 1)
        return Parsed(self.name, first, tuple(self.entries), tuple(sorted(self.notes, key=lambda note: note.line)))


@dataclass
class _Levels:
    """Turns indentation into paths: a line belongs below the nearest one before it that is indented less."""

    stack: list[tuple[int, str, bool]] = field(default_factory=list)

    def place(self, line: str) -> tuple[tuple[str, ...], str]:
        """The path above a line; and the entry above it, if there is one, which cannot hold anything."""
        width = _indent(line)
        while self.stack and self.stack[-1][0] >= width:
            self.stack.pop()
        above = self.stack[-1][1] if self.stack and self.stack[-1][2] else ""
        return tuple(name for _, name, _ in self.stack), above

    def push(self, line: str, name: str, *, leaf: bool = False) -> None:
        self.stack.append((_indent(line), name, leaf))


def _indent(line: str) -> int:
    return len(line[: len(line) - len(line.lstrip())].expandtabs(8))


# LIWC

_FIELD = re.compile(r"<[^<>]*>\S*|\([^()]*\)\S*|\S+")  # an id, or a condition such as <of>131/125 and (02 134)125/464
_ID = re.compile(r"\d+", re.ASCII)
_CONDITION = re.compile(r"(?:<[^<>]*>|\([\d\s]*\))[\d/]+", re.ASCII)
_COMMENT = re.compile(r"\s*(?:#(?:\s|$)|//)")


def _liwc(source: _Source) -> None:
    lines = [(number, line) for number, line in source.lines() if not _COMMENT.match(line)]
    marks = [place for place, (_, line) in enumerate(lines) if line.strip() == "%"]
    if not marks or marks[0] > 0:
        number, found = lines[0] if lines else (1, "")
        source.fail(number, f"expected a line % before the categories, found {_short(found)}.{_TELLS['.dic']}")
    if len(marks) < 2:
        source.fail(lines[-1][0], f"expected a second line % after the categories, found none.{_TELLS['.dic']}")
    homes = _liwc_categories(source, lines[1 : marks[1]])
    for number, line in lines[marks[1] + 1 :]:
        _liwc_entry(source, number, line.strip(), homes)


def _liwc_categories(source: _Source, lines: list[tuple[int, str]]) -> dict[str, tuple[str, ...]]:
    """Path by id; headings without an id only lend their name to what is below them."""
    homes: dict[str, tuple[str, ...]] = {}
    levels = _Levels()
    for number, line in lines:
        head, *rest = line.split()
        is_id = _ID.fullmatch(head) is not None
        if is_id and not rest:
            source.fail(number, f"expected an id, a tab and a name, found only {head!r}. Name the category.")
        name = " ".join(rest if is_id else [head, *rest])
        path = (*levels.place(line)[0], name)
        levels.push(line, name)
        source.key(path, number)
        if is_id and homes.setdefault(_plain(head), path) is not path:
            other = ".".join(homes[_plain(head)])
            source.fail(number, f"expected an id of its own, found {head}, which is {other!r}. Change one of them.")
    if not homes:
        source.fail(1, f"expected categories between the two lines %, found none.{_TELLS['.dic']}")
    return homes


def _liwc_entry(source: _Source, number: int, line: str, homes: dict[str, tuple[str, ...]]) -> None:
    text, tab, rest = line.partition("\t")
    text = text.strip()
    if tab:
        fields = _FIELD.findall(rest)
        last = text.split()[-1]
        if text != last and _ID.fullmatch(last) and _plain(last) in homes:
            source.note(number, text, f"{last} stands before the tab, so it is read as a word, not as an id")
    else:
        # Ids that only spaces part from the entry: the numbers at the end, but for one that is no id.
        fields = _FIELD.findall(line)
        first = len(fields)
        while first > 1 and (_ID.fullmatch(fields[first - 1]) or _CONDITION.fullmatch(fields[first - 1])):
            first -= 1
        known = [bool(_ID.fullmatch(found)) and _plain(found) in homes for found in fields]
        while first + 1 < len(fields) and _ID.fullmatch(fields[first]) and not known[first] and any(known[first:]):
            source.note(number, line, f"{fields[first]} is no id of this file, so it is read as a word")
            first += 1
        text, fields = " ".join(fields[:first]), fields[first:]
    paths, conditions = [], []
    for found in fields:
        if _ID.fullmatch(found):
            if _plain(found) in homes:
                paths.append(homes[_plain(found)])
            else:
                source.note(number, text, f"the id {found} is no category of this file; not kept")
        elif _CONDITION.fullmatch(found):
            conditions.append(found)
        else:
            source.note(number, text, f"expected an id, found {found!r}; not kept")
    if conditions:
        rules = ", ".join(dict.fromkeys(conditions))
        lost = "" if paths else "; so the entry is left out"
        source.note(number, text, f"the condition {rules} on the words beside it is not kept{lost}")
    elif not paths:
        source.note(number, text, "is left out, since it stands in no category of this file")
    if "*" in text.rstrip("*"):
        source.note(number, text, "LIWC knows * only at the end of an entry; here it stands for any characters")
    for path in paths:
        source.entry(path, text, number, marks=False)


def _plain(number: str) -> str:
    return number.lstrip("0") or "0"


# WordStat

_WEIGHT = re.compile(r"(.*\S)\s*\(\s*([-+]?\d+(?:[.,]\d+)?)\s*\)", re.ASCII)


def _wordstat(source: _Source) -> None:
    levels = _Levels()
    for number, line in source.lines():
        body = line.strip()
        above, entry = levels.place(line)
        if entry:
            source.fail(
                number,
                f"expected a category above {_short(body)}, found the entry {entry!r}. Indent the line like its "
                "neighbours, or take the weight off the line above to make a category.",
            )
        weighed = _WEIGHT.fullmatch(body)
        text, weight = weighed.groups() if weighed else (body, "")
        if text.startswith("@") or (text.endswith("]") and "[" in text):
            levels.push(line, text, leaf=True)
            source.note(number, text, "the rule is not kept: nothing depends on the words near an entry")
            continue
        levels.push(line, text, leaf=bool(weight))
        if not weight:
            source.key((*above, text), number)
            continue
        if not above:
            source.fail(number, f"expected a category, found the entry {text!r} outside of any. Put it below one.")
        words = text.replace("_", " ")
        if float(weight.replace(",", ".")) != 1:
            source.note(number, words, f"the weight {weight} is not kept: each hit counts once")
        source.entry(above, words, number)


# Lexicoder 3

_LC3_KEY = re.compile(r"\+(.*?)(?:#[0-9A-Fa-f]{3,8})?")


def _lexicoder(source: _Source) -> None:
    path: tuple[str, ...] = ()
    for number, line in source.lines():
        body = line.strip()
        if body.startswith("+"):
            name = _LC3_KEY.fullmatch(body)[1].strip()
            if not name:
                source.fail(number, f"expected a category after +, found {_short(body)}. Name it.")
            path = (name,)
            source.key(path, number)
        elif not path:
            source.fail(number, f"expected a line such as +negative first, found {_short(body)}.{_TELLS['.lc3']}")
        else:
            source.entry(path, body, number, marks=False)


# Yoshikoder and Lexicoder 2

_DECLARED = re.compile(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_REGEXP = re.compile(r"\\b|\A\^|\$\Z|\\s\+?|(?:\\w|\\S|\.)[*+]?|\\[^A-Za-z0-9*?]|[^\\\[\](){}|+*?^$.]")
_REGEXP_PART = {"*": "*", "+": "?*", "": "?"}


def _yoshikoder(source: _Source) -> None:
    from xml.parsers import expat

    declared = _DECLARED.match(source.raw.removeprefix(codecs.BOM_UTF8))
    text = source.text(declared[1].decode("ascii") if declared else "utf-8")
    parser = expat.ParserCreate("utf-8")
    open_: list[tuple[str, str]] = []  # (element, name)
    roots: dict[str, bool] = {}  # the outermost categories: does one hold others?
    engine = ""

    def start(element: str, attributes: dict[str, str]) -> None:
        nonlocal engine
        line = parser.CurrentLineNumber
        if not open_ and element != "dictionary":
            source.fail(line, f"expected <dictionary>, found <{element}>.{_TELLS['.ykd']}")
        name = attributes.get("name", "").strip()
        above = tuple(name for kind, name in open_ if kind == "cnode")
        open_.append((element, name))
        if len(open_) > _DEEPEST:
            source.fail(line, f"expected at most {_DEEPEST} levels of categories, found more. Flatten them.")
        if element in ("cnode", "pnode") and not name:
            source.fail(line, f'expected <{element} name="...">, found no name. Give it one.')
        if element == "dictionary" and len(open_) == 1:
            engine = attributes.get("patternengine", "substring").lower()
            if engine not in ("substring", "regexp"):
                source.note(line, "", f"the pattern engine {engine!r} is not known; entries are read as words with *")
            if engine == "regexp":
                source.note(line, "", "entries are regular expressions; each is read as a pattern of whole words")
        elif element == "cnode":
            if above:
                roots[above[0]] = True
            else:
                roots.setdefault(name, False)
            source.key((*above, name), line)
        elif element == "pnode":
            if not above:
                source.fail(line, f"expected a <cnode> around the entry {name!r}, found none. Put it into one.")
            pattern = _from_regexp(name) if engine == "regexp" else name
            if pattern is None:
                source.note(line, name, "the regular expression is not kept: no pattern of words says the same")
            else:
                source.entry(above, pattern, line, marks=engine == "regexp")
        else:
            source.note(line, name, f"<{element}> is not known, and is not kept")
        if element in ("cnode", "pnode") and not _weighs_one(attributes.get("score", "")):
            score = attributes["score"].strip()
            source.note(line, name, f"the score {score} is not kept: each hit counts once")

    def end(_: str) -> None:
        open_.pop()

    def words(data: str) -> None:
        if data.strip():
            source.note(parser.CurrentLineNumber, data.strip(), "text between the elements is not kept")

    def entity(name: str, *_: Any) -> None:
        source.fail(parser.CurrentLineNumber, f"expected no <!ENTITY>, found {name!r}. Write the text itself.")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.EntityDeclHandler = words, entity
    parser.buffer_text = True
    try:
        parser.Parse(text.encode("utf-8"), True)
    except expat.ExpatError as error:
        what = expat.ErrorString(error.code)
        source.fail(error.lineno, f"expected XML, found a fault ({what}).{_TELLS['.ykd']}")
    if len(roots) == 1 and all(roots.values()):
        # One category around all others is the dictionary itself; its own entries stay below its name.
        (source.name,) = roots
        entries, keys = source.entries, source.keys
        source.entries = [Entry(e.path[1:] or e.path, e.text, e.line, e.fixed) for e in entries]
        source.keys = {path[1:]: line for path, line in keys.items() if path[1:]}


def _weighs_one(score: str) -> bool:
    try:
        return not score.strip() or float(score) == 1
    except ValueError:
        return False


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


# YAML and JSON


@dataclass(eq=False)
class _Tree:
    """A value with its line: text, or a list of (key, line of the key, value); a key is None in a list."""

    line: int
    value: str | list[tuple[str | None, int, _Tree]]
    is_map: bool = False


def _yaml(source: _Source) -> None:
    import yaml

    # Events only: the loader that would make objects is never reached, and no type is guessed.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    text = source.text()
    try:
        tree = _yaml_tree(source, yaml.parse(text, Loader=loader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        position = getattr(error, "position", 0)
        line = mark.line + 1 if mark else text.count("\n", 0, position) + 1
        what = getattr(error, "problem", None) or getattr(error, "reason", None) or "it ends too early"
        source.fail(line, f"expected YAML, found a fault ({what}).{_TELLS['.yml']}")
    if tree is not None:
        _nested(source, tree)


def _yaml_tree(source: _Source, events: Iterator[Any]) -> _Tree | None:
    root: _Tree | None = None
    open_: list[_Tree] = []
    keys: list[tuple[str, int] | None] = []  # of each open map: the key that waits for its value
    anchors: dict[str, _Tree] = {}

    def add(node: _Tree) -> None:
        nonlocal root
        if not open_:
            if root is not None:
                source.fail(node.line, "expected one YAML document, found a second. Put it into a file of its own.")
            root = node
        elif not open_[-1].is_map:
            open_[-1].value.append((None, node.line, node))
        elif keys[-1] is None:
            if not isinstance(node.value, str):
                source.fail(node.line, f"expected a name before the colon, found a list or a map.{_TELLS['.yml']}")
            keys[-1] = (node.value, node.line)
        else:
            key, line = keys[-1]
            keys[-1] = None
            if key == "<<":
                source.fail(line, "expected a name before the colon, found << . Write the entries out.")
            open_[-1].value.append((key, line, node))

    for event in events:
        kind = type(event).__name__
        line = event.start_mark.line + 1 if event.start_mark else 1
        if kind == "AliasEvent":
            node = anchors.get(event.anchor)
            if node is None or any(node is other for other in open_):
                source.fail(line, f"expected a name set before, found *{event.anchor}. Write the entries out.")
            add(node)
            continue
        if kind in ("SequenceEndEvent", "MappingEndEvent"):
            open_.pop()
            keys.pop()
            continue
        if kind not in ("ScalarEvent", "SequenceStartEvent", "MappingStartEvent"):
            continue
        node = _Tree(line, event.value if kind == "ScalarEvent" else [], kind == "MappingStartEvent")
        add(node)
        if event.anchor:
            anchors[event.anchor] = node
        if kind != "ScalarEvent":
            open_.append(node)
            keys.append(None)
        elif "\n" in event.value.strip():
            source.note(line, " ".join(event.value.split()), "stands on several lines, and is read as one entry")
        if len(open_) > _DEEPEST:
            source.fail(line, f"expected at most {_DEEPEST} levels of categories, found more. Flatten them.")
    return root


_JSON_PART = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}:,]|[^\s\[\]{}:,"]+|\n')


def _json(source: _Source) -> None:
    text = source.text().replace("\r\n", "\n").replace("\r", "\n")
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        source.fail(error.lineno, f"expected JSON, found a fault ({error.msg}).{_TELLS['.json']}")
    except RecursionError:
        source.fail(1, f"expected at most {_DEEPEST} levels of categories, found more. Flatten them.")
    except ValueError as error:  # a number of too many digits
        source.fail(1, f"expected JSON, found a fault ({error}).{_TELLS['.json']}")
    # It is valid, so its parts can be put together without a further check.
    root = _Tree(1, [])
    open_, key, line = [root], None, 1
    for part in _JSON_PART.findall(text):
        if part == "\n":
            line += 1
        elif part in "]}":
            open_.pop()
        elif part == ":":
            key = open_[-1].value.pop()[2].value
        elif part != ",":
            node = _Tree(line, [] if part in "[{" else json.loads(part) if part[0] == '"' else part, part == "{")
            open_[-1].value.append((key, line, node))
            key = None
            if part in "[{":
                open_.append(node)
            elif part == "null":
                node.value = ""
            if len(open_) > _DEEPEST:
                source.fail(line, f"expected at most {_DEEPEST} levels of categories, found more. Flatten them.")
    _nested(source, root.value[0][2])


_OWN = (None, "", "__")  # keys that stand for the category they are in; the last is how quanteda writes it


def _nested(source: _Source, root: _Tree) -> None:
    if not root.is_map:
        found = "a list" if isinstance(root.value, list) else _short(root.value)
        source.fail(root.line, f"expected names with entries below them, found {found}.{_TELLS['.yml']}")

    steps = 0

    def walk(node: _Tree, path: tuple[str, ...], depth: int = 0) -> None:
        nonlocal steps
        steps += 1
        if steps > _MOST:
            source.fail(node.line, f"expected at most {_MOST:,} entries, found more. Split the lexicon.")
        if depth > _DEEPEST:
            source.fail(node.line, f"expected at most {_DEEPEST} levels of categories, found more. Flatten them.")
        if isinstance(node.value, str):
            if not path:
                source.fail(node.line, f"expected a category, found {node.value!r} outside of any. Put it into one.")
            source.entry(path, node.value, node.line)
            return
        for key, line, child in node.value:
            name = key.strip() if key is not None else None
            below = path if name in _OWN else (*path, name)
            if below != path:
                source.key(below, line)
                if child.value == "":
                    continue
            walk(child, below, depth + 1)

    walk(root, ())


def _short(text: str) -> str:
    text = " ".join(text.split())
    return repr(text if len(text) <= 40 else text[:39] + "…")


# What a file of each kind looks like, at the end of an error.
_TELLS = {
    ".dic": " A LIWC file has a line %, the categories (id, tab, name), a line %, and the entries (entry, tab, ids).",
    ".cat": " A WordStat file has categories, and below them, indented by a tab, entries such as WAR (1).",
    ".lc3": " A Lexicoder file has a line such as +negative, and below it one entry a line.",
    ".ykd": " A Yoshikoder file has <dictionary>, in it <cnode name=...>, in these <pnode name=.../>.",
    ".yml": " Expected is a name, a colon, and below it a list of entries or further names.",
    ".json": ' Expected is {"name": ["entry", ...]}, or further names in place of the list.',
}
_TELLS |= {".lcd": _TELLS[".ykd"], ".yaml": _TELLS[".yml"]}

_READERS: dict[str, Callable[[_Source], None]] = {
    ".dic": _liwc,
    ".cat": _wordstat,
    ".lc3": _lexicoder,
    ".ykd": _yoshikoder,
    ".lcd": _yoshikoder,
    ".yml": _yaml,
    ".yaml": _yaml,
    ".json": _json,
}
SUFFIXES = tuple(_READERS)
