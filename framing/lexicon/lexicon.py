"""
File to lexicon: frames of patterns, checked when read.

A lexicon of our own is a TOML file; those of other tools are read by :mod:`framing.lexicon.formats`.
Each frame is a table; its patterns stand in categories::

    name = "security"
    about = "what it is for"
    source = "who compiled it, from what"

    [frames.great_game]
    label = "Great Game"
    about = "The region is a board on which outside powers compete for influence."
    codebook = "Policy Frames Codebook: external regulation and reputation"

    [frames.great_game.patterns]
    eponymous = ["great game"]
    core = [
      { pattern = "struggle for influence", function = "problem", note = "why it is here", source = "from where" },
      { pattern = "US", case_sensitive = true, note = "not the pronoun" },
    ]

    [frames.great_game]
    exclude = ["great game reserve*"]

A **pattern** is one or more words separated by single spaces. ``*`` stands for any characters of a word (also
none), ``?`` for exactly one. Case, curly or straight quotes and the kind of hyphen do not matter unless
``case_sensitive = true``. A word of a pattern must be a word of the tokenizer, whole: ``border`` is not found in
``borders``. An occurrence that lies wholly inside an occurrence of one of the frame's ``exclude`` patterns is no
hit. ``id`` names a pattern in tables (default: the pattern itself); ``function`` says what the wording does in the
frame (problem, cause, judgement, remedy: Entman 1993). The same pattern may stand in two frames only if both
entries say ``shared = true``.

In the file of another tool the first level of categories gives the frames, what lies deeper our categories, joined by
dots (``a.b``). What would be a fault in a TOML file is only noted there, since real dictionaries have such entries.
"""

from __future__ import annotations

import hashlib
import os
import tomllib
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.errors import FramingWarning, LexiconError, unknown
from framing.lexicon import formats
from framing.text.tokens import fold, tokenize

if TYPE_CHECKING:
    import pandas as pd

SHIPPED = Path(__file__).resolve().parent / "shipped"
DEFAULT = "security"
FUNCTIONS = ("problem", "cause", "judgement", "remedy")  # Entman 1993: what a frame does
_PATTERN_KEYS = ("pattern", "id", "case_sensitive", "fixed", "function", "note", "source", "shared")


@dataclass(frozen=True)
class Pattern:
    """
    One entry of a lexicon: a sequence of word patterns.

    Attributes
    ----------
    text : str
        The words, separated by single spaces, with ``*`` and ``?``.
    id : str
        Its name in tables.
    category : str
        The part of the frame it belongs to; empty if the frame has none.
    case_sensitive : bool
    fixed : bool
        ``*`` and ``?`` stand for themselves.
    function, note, source : str
        What the wording does in the frame, why it is here, and where it comes from.
    """

    text: str
    id: str = ""
    category: str = ""
    case_sensitive: bool = False
    fixed: bool = False
    function: str = ""
    note: str = ""
    source: str = ""
    shared: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", self.id or self.text)

    @property
    def words(self) -> tuple[str, ...]:
        """The word patterns it consists of."""
        return tuple(self.text.split(" "))


@dataclass(frozen=True)
class Frame:
    """A named set of patterns; ``exclude`` are patterns inside which an occurrence is no hit."""

    name: str
    patterns: tuple[Pattern, ...]
    exclude: tuple[Pattern, ...] = ()
    label: str = ""
    about: str = ""
    codebook: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "label", self.label or self.name.replace("_", " "))

    @property
    def categories(self) -> tuple[str, ...]:
        """Its categories in file order."""
        return tuple(dict.fromkeys(pattern.category for pattern in self.patterns))


@dataclass(frozen=True)
class Lexicon:
    """
    A named set of frames in a fixed order.

    ``notes`` tell what the file of another tool says and we cannot keep: each ``file:line: entry: what``.

    >>> lexicon = Lexicon.from_dict({"places": ["new york"], "papers": {"us": ["new york times"], "uk": ["times"]}})
    >>> lexicon.frame_names, lexicon["papers"].categories
    (('places', 'papers'), ('us', 'uk'))
    """

    frames: tuple[Frame, ...]
    name: str = ""
    about: str = ""
    source: str = ""
    notes: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Frame]:
        return iter(self.frames)

    def __len__(self) -> int:
        return len(self.frames)

    def __getitem__(self, name: str) -> Frame:
        for frame in self.frames:
            if frame.name == name:
                return frame
        raise LexiconError(unknown("frame", name, self.frame_names))

    @property
    def frame_names(self) -> tuple[str, ...]:
        """The names in the order of frames."""
        return tuple(frame.name for frame in self.frames)

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row a pattern: ``frame, category, pattern`` (its id)``, text, function, note, source``."""
        import pandas as pd

        columns = ["frame", "category", "pattern", "text", "function", "note", "source"]
        rows = [
            (frame.name, p.category, p.id, p.text, p.function, p.note, p.source)
            for frame in self.frames
            for p in frame.patterns
        ]
        return pd.DataFrame(rows, columns=columns, dtype="str")

    @cached_property
    def sha256(self) -> str:
        """A hash of everything that decides a hit; notes and labels may change freely."""
        decides = [
            (
                f.name,
                [[(p.id, p.text, p.category, p.case_sensitive, p.fixed) for p in ps] for ps in (f.patterns, f.exclude)],
            )
            for f in self.frames
        ]
        return hashlib.sha256(repr(decides).encode("utf-8", "surrogatepass")).hexdigest()

    def select(self, frames: Iterable[str]) -> Lexicon:
        """The lexicon with only these frames, in its own order; unknown names are an error."""
        chosen = {self[name].name for name in frames}
        return replace(self, frames=tuple(f for f in self.frames if f.name in chosen))

    @classmethod
    def from_dict(
        cls,
        dictionary: Mapping[str, Any],
        *,
        levels: Sequence[int] | None = None,
        case_sensitive: bool = False,
        fixed: bool = False,
        name: str = "",
    ) -> Lexicon:
        """
        A lexicon from nested mappings, as quanteda's ``dictionary()`` takes them.

        Parameters
        ----------
        dictionary
            Key to a list of patterns, or to a further mapping. The first level gives the frames, what lies
            deeper the categories, joined by dots (``a.b``).
        levels
            As in quanteda's ``tokens_lookup``: the levels of keys (from 1) that are joined by dots to name a
            frame; entries whose path has none of them are left out. No categories then.
        case_sensitive, fixed
            For all patterns.

        Unlike :func:`load_lexicon` it checks nothing, since the tokens may be another tool's.
        """
        frames: dict[str, dict[str, Pattern]] = {}
        for path, text in _leaves(dictionary):
            if levels is None:
                frame, category = path[0], ".".join(path[1:])
            else:
                frame, category = ".".join(path[i - 1] for i in levels if i <= len(path)), ""
                if not frame:
                    continue
            pattern = Pattern(text.strip(), category=category, case_sensitive=case_sensitive, fixed=fixed)
            frames.setdefault(frame, {}).setdefault(f"{category}\n{pattern.text}", pattern)
        return cls(tuple(Frame(key, tuple(patterns.values())) for key, patterns in frames.items()), name)


def _leaves(node: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Path and pattern of each entry; as in quanteda, a key's own entries come after those of its children."""
    for key, value in node.items():
        here = (*path, str(key))
        if isinstance(value, Mapping):
            yield from _leaves(value, here)
        else:
            for text in [value] if isinstance(value, str) else value:
                yield here, text


def load_lexicon(name_or_path: str | os.PathLike | None = None) -> Lexicon:
    """
    Read a lexicon and check every entry.

    Parameters
    ----------
    name_or_path
        A lexicon file, or the name of a shipped one; none: the study's own, with the frames ``great_game``,
        ``second_front`` and ``border_security``. Besides our own .toml it may be LIWC's .dic, WordStat's .cat,
        Lexicoder's .lc3 or .lcd, Yoshikoder's .ykd, or quanteda's .yml, .yaml or .json.

    Raises
    ------
    LexiconError
        With all faults at once, each with file, line, what is wrong and what to do: no valid TOML, an unknown
        key, an empty frame, a duplicate, a double space, a pattern the tokenizer can never produce, the same
        pattern in two frames without ``shared = true``. In the file of another tool: what makes it no such file.

    Warns
    -----
    FramingWarning
        If the file of another tool says what we cannot keep: a weight, a rule, a duplicate, a pattern that can
        never match. ``Lexicon.notes`` has all of it, entry by entry.

    Examples
    --------
    >>> load_lexicon().frame_names
    ('great_game', 'second_front', 'border_security')
    """
    path = Path(DEFAULT if name_or_path is None else name_or_path)
    if path.suffix.lower() in formats.SUFFIXES:
        lexicon = _from_parsed(formats.parse(path), path)
        if lexicon.notes:
            warnings.warn(_notice(path, lexicon.notes), FramingWarning, stacklevel=2)
        return lexicon
    if path.suffix != ".toml":
        shipped = sorted(file.stem for file in SHIPPED.glob("*.toml"))
        if str(path) not in shipped:
            if path.exists():
                known = ", ".join((".toml", *formats.SUFFIXES))
                raise LexiconError(f"{path}: unknown kind of lexicon file. Expected one of {known}.")
            raise LexiconError(unknown("lexicon", path, shipped))
        path = SHIPPED / f"{path}.toml"
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except FileNotFoundError:
        raise LexiconError(f"{path}: no such file. Give the path of a .toml lexicon.") from None
    except UnicodeDecodeError as error:
        raise LexiconError(f"{path}: byte {error.start} is not UTF-8. Save the file as UTF-8.") from None
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read ({error.strerror}).") from None
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{path}: is no valid TOML: {error}.") from None
    return _Reader(path, text, data).lexicon()


_SHOWN = 10  # notes that a warning shows; more would hide the rest of a notebook


def _notice(path: Path, notes: tuple[str, ...]) -> str:
    count = "1 note" if len(notes) == 1 else f"{len(notes)} notes"
    more = len(notes) - _SHOWN
    lines = [*notes[:_SHOWN], *([f"and {more} more; lexicon.notes has them all"] if more > 0 else [])]
    return f"{path.name}: not all of it is used as written; {count}\n" + "\n".join(f"  {line}" for line in lines)


def _from_parsed(parsed: formats.Parsed, path: Path) -> Lexicon:
    """A lexicon from the neutral form of a file: what cannot be kept becomes a note."""
    notes = list(parsed.notes)
    homes: dict[tuple[str, str], tuple[str, ...]] = {}  # (frame, category) to the path that it stands for
    places: dict[tuple[str, str, bool], dict[str, formats.Entry]] = {}  # a pattern of a frame, by category
    for entry in parsed.entries:
        frame, category = entry.path[0], ".".join(entry.path[1:])
        if homes.setdefault((frame, category), entry.path) != entry.path:
            notes.append(formats.Note(entry.line, entry.text, f"two categories are written {category!r}; read as one"))
        own = places.setdefault((frame, fold(entry.text), entry.fixed), {})
        if own.setdefault(category, entry) is not entry:
            home = f"{frame}.{category}" if category else frame
            notes.append(formats.Note(entry.line, entry.text, f"stands twice in {home!r}, is kept once"))
    kept: dict[int, tuple[formats.Entry, Pattern]] = {}
    lower: list[formats.Entry] = []  # entries that a category below has too
    for own in places.values():
        paths = {entry.path for entry in own.values()}
        above = {path[:depth] for path in paths for depth in range(1, len(path))} if len(own) > 1 else set()
        first = ""
        for category, entry in own.items():
            if entry.path in above:
                lower.append(entry)
                continue
            if first:
                what = f"also stands in {first!r}, which comes first: its hits count there, not in {entry.path[-1]!r}"
                notes.append(formats.Note(entry.line, entry.text, what))
            first = first or ".".join(entry.path)
            kept[id(entry)] = (entry, Pattern(entry.text, category=category, fixed=entry.fixed))
    if lower:
        what = (
            f"entries of a category that also stand in one below it: {len(lower)}; each counts in the lower one, "
            "and the frame adds them up"
        )
        notes.append(formats.Note(min(entry.line for entry in lower), "", what))
    faults = faults_by_pattern([pattern for _, pattern in kept.values()])
    for (entry, _), found in zip(kept.values(), faults, strict=True):
        notes.extend(formats.Note(entry.line, entry.text, fault) for fault in found)
    frames: dict[str, list[Pattern]] = {name: [] for name in parsed.first}
    for entry in parsed.entries:
        if id(entry) in kept:
            frames.setdefault(entry.path[0], []).append(kept[id(entry)][1])
    notes.sort(key=lambda note: note.line)
    return Lexicon(
        tuple(Frame(name, tuple(patterns)) for name, patterns in frames.items() if patterns),
        parsed.name or path.stem,
        notes=tuple(": ".join(filter(None, (f"{path.name}:{n.line}", n.entry, n.text))) for n in notes),
    )


class _Reader:
    """Builds a lexicon from parsed TOML and gathers every fault on the way."""

    def __init__(self, path: Path, text: str, data: Mapping[str, Any]) -> None:
        self.path, self.data = path, data
        self.lines = text.splitlines()
        self.faults: list[tuple[int, str]] = []
        self.read: list[tuple[Pattern, str, Callable[[], int]]] = []
        self.frame = ""
        self.nth: Counter[tuple[str, str]] = Counter()

    def lexicon(self) -> Lexicon:
        self.known(self.data, ("name", "about", "source", "licence", "version", "frames"), "the lexicon")
        tables = self.data.get("frames")
        frames = []
        if not isinstance(tables, dict) or not tables:
            self.fault(1, "has no frame. Add a table such as [frames.my_frame] with patterns.")
        else:
            frames = [self.read_frame(name, table) for name, table in tables.items()]
        self.check_frames(frames)
        for (_, where, line), faults in zip(
            self.read, faults_by_pattern([pattern for pattern, _, _ in self.read]), strict=True
        ):
            for fault in faults:
                self.fault(line, f"{where}: {fault}")
        if self.faults:
            faults = sorted(dict.fromkeys(self.faults))
            lines = "\n".join(f"  {self.path}:{line}: {fault}" for line, fault in faults)
            count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
            raise LexiconError(f"{self.path.name}: {count}\n{lines}")
        about = {key: str(self.data.get(key, "")) for key in ("about", "source")}
        return Lexicon(tuple(frames), str(self.data.get("name", self.path.stem)), **about)

    def fault(self, line: int | Callable[[], int], message: str) -> None:
        self.faults.append((line() if callable(line) else line, message))

    def known(
        self, table: Mapping[str, Any], keys: Sequence[str], where: str, line: int | Callable[[], int] = 1
    ) -> None:
        for key in table:
            if key not in keys:
                self.fault(line, f"{where}: {unknown('key', key, keys)}")

    def line_of(self, text: str, *, nth: int = 1) -> Callable[[], int]:
        """Where the nth mention of a string in the current frame is; looked up only if there is a fault."""
        return partial(self.find_line, self.frame, text, nth)

    def find_line(self, frame: str, text: str, nth: int) -> int:
        """Line of the nth mention of a string in a frame (of the frame itself, if not found)."""
        inside, header = not frame, 1
        for number, line in enumerate(self.lines, start=1):
            if line.lstrip().startswith("["):
                table = line.strip().strip("[]").replace('"', "").replace(" ", "")
                inside = table == f"frames.{frame}" or table.startswith(f"frames.{frame}.")
                header = number if inside and header == 1 else header
            if inside and (f'"{text}"' in line or f"'{text}'" in line):
                nth -= 1
                if nth == 0:
                    return number
        return header

    def read_frame(self, name: str, table: Any) -> Frame:
        self.frame = name
        line = self.line_of("\0")
        if not isinstance(table, dict):
            self.fault(line, f"frame {name!r}: expected a table, found {table!r}.")
            return Frame(name, ())
        self.known(table, ("label", "about", "codebook", "patterns", "exclude"), f"frame {name!r}", line)
        groups = table.get("patterns", {})
        if isinstance(groups, list):
            groups = {"": groups}
        if not isinstance(groups, dict):
            self.fault(line, f"frame {name!r}: patterns must be a list, or categories of lists.")
            groups = {}
        patterns = [
            pattern
            for category, entries in groups.items()
            for pattern in self.read_patterns(entries, category, f"frame {name!r}")
        ]
        if not patterns:
            self.fault(line, f"frame {name!r}: is empty. Give it at least one pattern, or remove it.")
        exclude = self.read_patterns(table.get("exclude", []), "", f"frame {name!r}, exclude")
        about = {key: str(table.get(key, "")) for key in ("label", "about", "codebook")}
        return Frame(name, tuple(patterns), tuple(exclude), **about)

    def read_patterns(self, entries: Any, category: str, where: str) -> list[Pattern]:
        if not isinstance(entries, list):
            self.fault(self.line_of("\0"), f"{where}, {category or 'patterns'}: expected a list, found {entries!r}.")
            return []
        read = (self.read_pattern(entry, category, where) for entry in entries)
        return [pattern for pattern in read if pattern is not None]

    def read_pattern(self, entry: Any, category: str, where: str) -> Pattern | None:
        if isinstance(entry, str):
            entry = {"pattern": entry}
        if not isinstance(entry, dict) or not isinstance(entry.get("pattern"), str):
            line = self.line_of(str(entry))
            self.fault(line, f'{where}: expected a pattern in quotes or {{ pattern = "..." }}, found {entry!r}.')
            return None
        text = entry["pattern"]
        self.nth[self.frame, text] += 1
        line = self.line_of(text, nth=self.nth[self.frame, text])
        where = f"{where}: pattern {text!r}"
        self.known(entry, _PATTERN_KEYS, where, line)
        for key in ("id", "function", "note", "source"):
            if not isinstance(entry.get(key, ""), str):
                self.fault(line, f"{where}: {key} must be text, found {entry[key]!r}.")
        for key in ("case_sensitive", "fixed", "shared"):
            if not isinstance(entry.get(key, False), bool):
                self.fault(line, f"{where}: {key} must be true or false, found {entry[key]!r}.")
        if entry.get("function", "") not in ("", *FUNCTIONS):
            self.fault(line, f"{where}: {unknown('function', entry['function'], FUNCTIONS)}")
        values = {key: entry[key] for key in entry if key in _PATTERN_KEYS and key != "pattern"}
        pattern = Pattern(text, category=category, **values)
        self.read.append((pattern, where, line))
        return pattern

    def check_frames(self, frames: Sequence[Frame]) -> None:
        homes: dict[tuple[str, bool], list[tuple[str, Pattern, Callable[[], int]]]] = {}
        for frame in frames:
            self.frame = frame.name
            for group in (frame.patterns, frame.exclude):
                seen: dict[Any, str] = {}
                for pattern in group:
                    key = (fold(pattern.text, case=pattern.case_sensitive), pattern.case_sensitive)
                    line = self.line_of(pattern.text)
                    if key in seen:
                        nth = 2 if seen[key] == pattern.text else 1
                        line = self.line_of(pattern.text, nth=nth)
                        self.fault(
                            line, f"frame {frame.name!r}: pattern {pattern.text!r} stands there twice. Remove one."
                        )
                    seen.setdefault(key, pattern.text)
                    if group is frame.patterns:
                        homes.setdefault(key, []).append((frame.name, pattern, line))
                ids = Counter(pattern.id for pattern in group)
                for pattern in group:
                    if ids[pattern.id] > 1 and pattern.id != pattern.text:
                        line = self.line_of(pattern.id)
                        self.fault(
                            line,
                            f"frame {frame.name!r}: id {pattern.id!r} is given {ids[pattern.id]} times. Change one.",
                        )
        for (text, _), places in homes.items():
            names = list(dict.fromkeys(name for name, _, _ in places))
            if len(names) > 1 and not all(pattern.shared for _, pattern, _ in places):
                for name, pattern, line in places:
                    if not pattern.shared:
                        others = ", ".join(other for other in names if other != name)
                        self.fault(
                            line,
                            f"frame {name!r}: pattern {text!r} also stands in {others}. If that is meant, say "
                            "shared = true in both; if not, remove one.",
                        )


# What a wildcard may stand for when we ask whether the tokenizer can produce a word.
_FILLERS = ("", "a", "1", "a-", "-a", "a'", "'a", "a.")


def faults_by_pattern(patterns: Sequence[Pattern]) -> list[list[str]]:
    """The faults of each pattern; the tokenizer is asked once for all of them."""
    words = {(word, p.fixed) for p in patterns for word in p.words if word and (p.fixed or word.strip("*"))}
    lost = _unreachable(words)
    return [_faults_of(pattern, lost) for pattern in patterns]


def _faults_of(pattern: Pattern, lost: Mapping[tuple[str, bool], list[str]]) -> list[str]:
    text = pattern.text
    if not text.strip():
        return ["is empty. Write a word, or remove it."]
    if text != text.strip() or "  " in text or any(c.isspace() and c != " " for c in text):
        return [f"has white space that no text can match. Write it as {' '.join(text.split())!r}."]
    if not pattern.fixed and not text.replace("*", "").strip():
        return ["matches every word. Give it at least one letter."]
    faults = []
    for word in pattern.words:
        if (word, pattern.fixed) in lost:
            found = lost[word, pattern.fixed]
            reads = f"reads it as {found}" if found else "finds no word in it"
            faults.append(f"{word!r} can never match: the tokenizer {reads}. Write it as those words.")
    return faults


def _unreachable(words: Iterable[tuple[str, bool]]) -> dict[tuple[str, bool], list[str]]:
    """The words of patterns that no token can match, and what the tokenizer makes of each."""
    asked = []
    for key in sorted(words):
        candidates = _candidates(*key)
        if not (candidates[0].isascii() and candidates[0].isalpha()):  # letters alone are a word
            asked.append((key, candidates))
    # Most words are settled by their first candidate.
    for first, last in ((0, 1), (1, None)):
        tried = [(key, text) for key, candidates in asked for text in candidates[first:last]]
        flags = _are_words([text for _, text in tried])
        possible = {key for (key, _), flag in zip(tried, flags, strict=True) if flag}
        asked = [(key, candidates) for key, candidates in asked if key not in possible]
    bare = tokenize([word.replace("*", " ").replace("?", " ") for (word, _), _ in asked])
    read = [bare.words[i] for i in bare.ids.tolist()]
    spans = zip(bare.bounds[:-1].tolist(), bare.bounds[1:].tolist(), strict=True)
    return {key: read[a:b] for (key, _), (a, b) in zip(asked, spans, strict=True)}


def _candidates(word: str, fixed: bool) -> list[str]:
    """Texts that a word of a pattern matches; if none of them is a token, nothing is."""
    if fixed:
        return [word]
    return [
        word.replace("?", single).replace("*", filler) for single in ("a", "1", "-", "'", ".") for filler in _FILLERS
    ]


def _are_words(texts: Sequence[str]) -> list[bool]:
    tokens = tokenize(texts)
    return [
        b - a == 1 and tokens.words[tokens.ids[a]] == text
        for text, a, b in zip(texts, tokens.bounds[:-1].tolist(), tokens.bounds[1:].tolist(), strict=True)
    ]
