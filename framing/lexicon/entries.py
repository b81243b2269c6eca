"""
What every lexicon file of another tool comes down to: entries in categories, and notes on what we cannot keep.

Names keep their spelling, entries their order. A file that cannot be read is one :class:`LexiconError` with line, what
was expected and what was found.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from framing.errors import LexiconError
from framing.lexicon.frames import Pattern, is_signed

DEEPEST = 100  # levels of nesting; real lexicons have at most five
_LONGEST = 1_000  # characters of a name or an entry; more would be a text, not a word of it
_WORDS = 100  # of an entry
_NUMBER = re.compile(r"[-+\u2212]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][-+]?\d{1,3})?", re.ASCII)


@dataclass(frozen=True)
class Entry:
    """
    One pattern of the file, below the keys of ``path``; in a ``fixed`` one ``?`` is a question mark.

    What is more than words is ``rule``, the pattern as it will be but for its category. With ``exclude`` it says where
    the frame has no hit.
    """

    path: tuple[str, ...]
    text: str
    line: int
    fixed: bool = False
    weight: float = 1.0
    exclude: bool = False
    rule: Pattern | None = None


@dataclass(frozen=True)
class Note:
    """What the file says at a line and we cannot keep; ``entry`` is empty where it concerns the whole file."""

    line: int
    entry: str
    text: str


@dataclass(frozen=True)
class Parsed:
    """A lexicon file, whoever wrote it: its own name, first level, entries in file order, notes by line, and sets."""

    name: str
    first: tuple[str, ...]
    entries: tuple[Entry, ...]
    notes: tuple[Note, ...]
    sets: Mapping[str, tuple[Pattern, ...]] = field(default_factory=dict)


@dataclass
class Source:
    """A file on its way to being read: gathers keys, entries and notes."""

    path: Path
    raw: bytes
    name: str = ""
    keys: dict[tuple[str, ...], int] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    sets: dict[str, tuple[Pattern, ...]] = field(default_factory=dict)
    repeats: bool = False  # does it name what stands elsewhere in it, as aliases of YAML do?

    @property
    def stem(self) -> str:
        """The file's name without its extension, in whole characters."""
        return self.path.stem.encode("utf-8", "replace").decode("utf-8")

    def fail(self, line: int, message: str) -> NoReturn:
        """Refuse the file."""
        raise LexiconError(f"{self.path}:{line}: {message}")

    def too_deep(self, line: int) -> NoReturn:
        """Refuse the file, since its categories lie too deep in each other."""
        self.fail(line, f"expected at most {DEEPEST} levels of categories, found more. Flatten them.")

    def note(self, line: int, entry: str, text: str) -> None:
        """Say what cannot be kept."""
        self.notes.append(Note(line, entry, text))

    def key(self, path: tuple[str, ...], line: int) -> None:
        """Remember a category, so that an empty one can be named."""
        if path not in self.keys:
            name = self.checked(path[-1], line)
            if len(name) > _LONGEST:
                self.fail(line, f"expected a name of at most {_LONGEST:,} characters, found {short(name)}. Shorten it.")
            self.keys[path] = line

    def entry(
        self,
        path: tuple[str, ...],
        text: str,
        line: int,
        *,
        marks: bool = True,
        fixed: bool = False,
        weight: float = 1.0,
        exclude: bool = False,
    ) -> None:
        """
        Keep a pattern.

        Parameters
        ----------
        marks
            Whether the tool, like us, takes ``?`` for any one character.
        fixed
            Whether it has no wildcards at all.
        """
        words = " ".join(self.checked(text, line).split())
        if not words:
            self.note(line, ".".join(path), "an entry without a word is left out")
            return
        if len(words) > _LONGEST or words.count(" ") >= _WORDS:
            what = f"has more than {_LONGEST:,} characters or {_WORDS} words, and is left out"
            self.note(line, words[:_LONGEST], what)
            return
        literal = (fixed and any(sign in words for sign in "*?")) or is_signed(words) or (not marks and "?" in words)
        if literal and not fixed and "*" in words:
            self.note(line, words, "? is a question mark for the tool, and stands for any one character here")
            literal = False
        self.entries.append(Entry(path, words, line, literal, weight, exclude))

    def checked(self, text: str, line: int) -> str:
        """The text, if it is made of whole characters."""
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            self.fail(line, f"expected text, found half a character in {text!r}. Write the character itself.")
        return text

    def text(self, encoding: str = "utf-8") -> str:
        """The file's text; what is not UTF-8 is read as Windows or Latin text, with a note."""
        if self.raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            encoding = "utf-16"
        raw = self.raw.removeprefix(codecs.BOM_UTF8)
        text, other, start = _decoded(raw, encoding)
        if other and "\0" not in text:
            what = f"is not {encoding.upper()}; the file is read as {other}. Save it as UTF-8 if letters look wrong"
            self.note(raw.count(b"\n", 0, start) + 1, "", what)
        if "\0" in text:
            line = text.count("\n", 0, text.index("\0")) + 1
            self.fail(line, "expected text, found a zero byte. Save the lexicon as text in UTF-8.")
        return text

    def lines(self) -> list[tuple[int, str]]:
        """The lines that hold something, with their numbers."""
        return [(number, line.rstrip()) for number, line in self.whole_lines()]

    def whole_lines(self) -> list[tuple[int, str]]:
        """The same with the blanks at their ends."""
        lines = enumerate(re.split(r"\r\n|\r|\n", self.text()), start=1)
        return [(number, line) for number, line in lines if line.strip()]

    def parsed(self, tell: str) -> Parsed:
        """What was gathered; a category that gave no entry gets a note. ``tell`` ends the error if there is nothing."""
        filled = {entry.path[:depth] for entry in self.entries for depth in range(1, len(entry.path) + 1)}
        parents = {path[:-1] for path in self.keys}
        for path, line in self.keys.items():
            if path not in filled and path not in parents:
                self.note(line, ".".join(path), "has no entry that could be kept, and is left out")
        if not self.entries:
            self.fail(1, f"expected entries in categories, found none.{tell}")
        first = tuple(path[0] for path in self.keys if len(path) == 1)
        notes = sorted(self.notes, key=lambda note: note.line)
        return Parsed(self.name, first, tuple(self.entries), tuple(notes), self.sets)


def _decoded(raw: bytes, encoding: str) -> tuple[str, str, int]:
    """The text, the other encoding that it had to be read as, and where the first one failed."""
    try:
        return raw.decode(encoding), "", 0
    except (LookupError, UnicodeError) as error:
        start = getattr(error, "start", 0)
    try:
        return raw.decode("cp1252"), "Windows-1252", start
    except UnicodeDecodeError:
        return raw.decode("latin-1"), "Latin-1", start


def number_in(text: str) -> float | None:
    """
    The number that a text is, if it is one; a comma may stand for the point.

    >>> number_in("-1.9"), number_in("1,9"), number_in("1.9 days"), number_in("nan")
    (-1.9, 1.9, None, None)
    """
    if len(text) > 40 or not _NUMBER.fullmatch(text.strip()):
        return None
    return float(text.strip().replace(",", ".").replace("\u2212", "-"))


def short(text: str) -> str:
    """A text as an error quotes it."""
    text = " ".join(text.split())
    return repr(text if len(text) <= 40 else text[:39] + "…")
