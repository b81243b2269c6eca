"""
Our own lexicon files, in TOML: how one is written, and all its faults at once.

Each frame is a table; its patterns stand in categories. Wordings that are many are said once, as **sets** and as words
**near** each other::

    name = "security"
    about = "what it is for"
    source = "who compiled it, from what"

    [sets]
    contest = ["struggl*", "rival*", "vie", "vying"]
    stake = ["influence", "sphere* of influence", { pattern = "US", case_sensitive = true, note = "not the pronoun" }]

    [frames.great_game]
    label = "Great Game"
    about = "The region is a board on which outside powers compete for influence."
    codebook = "Policy Frames Codebook: external regulation and reputation"
    exclude = ["great game reserve*"]

    [frames.great_game.patterns]
    eponymous = ["great game"]
    core = [
      { pattern = "struggle for influence", function = "problem", note = "why it is here", source = "from where" },
      "@contest for @stake",
      { near = ["@contest", "@stake"], within = 5 },
      { near = ["draw*", "into", "orbit"], within = 3, ordered = true },
      { pattern = "chessboard", context = ["central asia*", "@stake"] },
    ]

A **pattern** is one or more words separated by single spaces. ``*`` stands for any characters of a word (also
none), ``?`` for exactly one. Case, curly or straight quotes and the kind of hyphen do not matter unless
``case_sensitive = true``. A word of a pattern must be a word of the tokenizer, whole: ``border`` is not found in
``borders``. An occurrence that lies wholly inside an occurrence of one of the frame's ``exclude`` patterns is no
hit. ``id`` names a pattern in tables (default: the pattern itself); ``function`` says what the wording does in the
frame (problem, cause, judgement, remedy: Entman 1993). The same pattern may stand in two frames only if both
entries say ``shared = true``.

``@contest`` stands for any entry of the set ``contest``; sets may use sets, and no word may begin with ``@`` otherwise
(but with ``fixed = true``). A ``near`` is the shortest stretch that holds all its parts, in any order unless
``ordered = true``, with at most ``within`` other words (default: 5) between neighbouring ones, in one clause. With
``context`` a pattern counts only in a paragraph where one of these wordings stands. ``articles`` lists the ids of the
articles in which an entry was found, if it was found nowhere else; ``find_hits(..., leave_out="own")`` does not count
it in these, so that no article is measured with what was read in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from framing.errors import unknown
from framing.lexicon.faults import faults_by_pattern
from framing.lexicon.frames import FUNCTIONS, WITHIN, Frame, Lexicon, Pattern, Wording
from framing.lexicon.sets import SetError, names_in, wordings
from framing.lexicon.toml_file import SETS, Line, TomlFile, opened
from framing.text.folding import fold

_LEXICON_KEYS = ("name", "about", "source", "licence", "version", "sets", "frames")
_FRAME_KEYS = ("label", "about", "codebook", "patterns", "exclude")
_TEXT_KEYS = ("id", "function", "note", "source")
_SWITCHES = ("case_sensitive", "fixed", "shared")
_SET_KEYS = ("pattern", "case_sensitive", "fixed", "note", "source")
_PATTERN_KEYS = ("pattern", "near", "within", "ordered", "context", "articles", *_TEXT_KEYS, *_SWITCHES)
_MOST_PARTS = 6  # of a near; the work doubles with each


def read_toml(path: Path) -> Lexicon:
    """
    Read a lexicon of our own and check every entry.

    Raises
    ------
    LexiconError
        With all faults at once, each with file, line, what is wrong and what to do.
    """
    text, data = opened(path)
    file = TomlFile(path, text)
    sets = _sets(file, data)
    frames = _frames(file, data, sets)
    for frame in frames:
        for group in (frame.patterns, frame.exclude):
            _check_twice(file, frame.name, group)
            _check_ids(file, frame.name, group)
    _check_shared(file, frames)
    _check_patterns(file)
    file.refuse_faults()
    about = {key: str(data.get(key, "")) for key in ("about", "source", "version")}
    return Lexicon(tuple(frames), str(data.get("name", path.stem)), sets=sets, **about)


def _sets(file: TomlFile, data: Mapping[str, Any]) -> dict[str, tuple[Pattern, ...]]:
    """The entries of each set; what is wrong with them is noted, and the set is left as far as it can be read."""
    tables = data.get("sets", {})
    if not isinstance(tables, dict):
        file.fault(1, "sets must be a table of lists, such as [sets] with powers = [...].")
        return {}
    sets: dict[str, tuple[Pattern, ...]] = {}
    for name, entries in tables.items():
        where, line = f"set {name!r}", file.header(SETS)
        if not isinstance(entries, list) or not entries:
            file.fault(line, f"{where}: expected a list of words, found {entries!r}. Fill it, or remove it.")
        written = entries if isinstance(entries, list) else []
        read = (_entry(file, entry, _SET_KEYS, place=SETS, where=where) for entry in written)
        sets[name] = tuple(pattern for pattern in read if pattern is not None)
    for name in sets:
        _composed(file, Pattern(f"@{name}"), sets, f"set {name!r}", file.header(SETS))
    return sets


def _frames(file: TomlFile, data: Mapping[str, Any], sets: Mapping[str, Sequence[Pattern]]) -> list[Frame]:
    file.known(data, _LEXICON_KEYS, "the lexicon")
    tables = data.get("frames")
    if not isinstance(tables, dict) or not tables:
        file.fault(1, "has no frame. Add a table such as [frames.my_frame] with patterns.")
        return []
    return [_frame(file, name, table, sets) for name, table in tables.items()]


def _frame(file: TomlFile, name: str, table: Any, sets: Mapping[str, Sequence[Pattern]]) -> Frame:
    where, line = f"frame {name!r}", file.header(name)
    if not isinstance(table, dict):
        file.fault(line, f"{where}: expected a table, found {table!r}.")
        return Frame(name, ())
    file.known(table, _FRAME_KEYS, where, line)
    groups = table.get("patterns", {})
    if isinstance(groups, list):
        groups = {"": groups}
    if not isinstance(groups, dict):
        file.fault(line, f"{where}: patterns must be a list, or categories of lists.")
        groups = {}
    patterns = [
        pattern
        for category, entries in groups.items()
        for pattern in _patterns(file, entries, sets, frame=name, category=category, where=where)
    ]
    if not patterns:
        file.fault(line, f"{where}: is empty. Give it at least one pattern, or remove it.")
    exclude = _patterns(file, table.get("exclude", []), sets, frame=name, category="", where=f"{where}, exclude")
    for pattern in exclude:
        if pattern.near or pattern.context:
            said = file.line_of(name, pattern.text)
            file.fault(said, f"{where}, exclude: {pattern.text!r} is a near or has a context. Exclude plain wordings.")
    about = {key: str(table.get(key, "")) for key in ("label", "about", "codebook")}
    return Frame(name, tuple(patterns), tuple(exclude), **about)


def _patterns(
    file: TomlFile, entries: Any, sets: Mapping[str, Sequence[Pattern]], *, frame: str, category: str, where: str
) -> list[Pattern]:
    if not isinstance(entries, list):
        file.fault(file.header(frame), f"{where}, {category or 'patterns'}: expected a list, found {entries!r}.")
        return []
    patterns = []
    for entry in entries:
        near = isinstance(entry, dict) and "near" in entry
        if near:
            pattern = _near(file, entry, sets, frame=frame, where=where)
        else:
            pattern = _entry(file, entry, _PATTERN_KEYS, place=frame, where=where)
            if pattern is not None:
                told = f"{where}: pattern {pattern.text!r}"
                found = _composed(file, pattern, sets, told, file.line_of(frame, pattern.text))
                pattern = replace(pattern, wordings=found, **_context(file, entry, sets, frame=frame, where=told))
        if pattern is not None:
            patterns.append(replace(pattern, category=category, sets=_sets_of(pattern, entry)))
    return patterns


def _sets_of(pattern: Pattern, entry: Any) -> tuple[str, ...]:
    """The sets that an entry is written with."""
    context = entry.get("context") if isinstance(entry, dict) else None
    texts = [text for text in context if isinstance(text, str)] if isinstance(context, list) else []
    return tuple(dict.fromkeys(name for one in (pattern, *map(Pattern, texts)) for name in names_in(one)))


def _entry(file: TomlFile, entry: Any, keys: Sequence[str], *, place: str, where: str) -> Pattern | None:
    """An entry of a frame or a set as it is written: words, with what else is said of them."""
    if isinstance(entry, str):
        entry = {"pattern": entry}
    if not isinstance(entry, dict) or not isinstance(entry.get("pattern"), str):
        line = file.line_of(place, str(entry))
        file.fault(line, f'{where}: expected a pattern in quotes or {{ pattern = "..." }}, found {entry!r}.')
        return None
    text = entry["pattern"]
    file.nth[place, text] += 1
    line = file.line_of(place, text, nth=file.nth[place, text])
    where = f"{where}: pattern {text!r}"
    _check_values(file, entry, keys, where, line)
    pattern = Pattern(text, **_values(entry))
    file.read.append((pattern, where, line))
    return pattern


def _values(entry: Mapping[str, Any]) -> dict[str, Any]:
    """What an entry says besides its words."""
    values = {key: entry[key] for key in (*_TEXT_KEYS, *_SWITCHES) if key in entry}
    articles = entry.get("articles", [])
    return values | ({"articles": tuple(articles)} if isinstance(articles, list) and articles else {})


def _near(
    file: TomlFile, entry: Mapping[str, Any], sets: Mapping[str, Sequence[Pattern]], *, frame: str, where: str
) -> Pattern | None:
    """An entry whose parts stand near each other."""
    parts = entry["near"]
    texts = parts if isinstance(parts, list) and all(isinstance(part, str) for part in parts) else []
    line = file.line_of(frame, entry["id"] if isinstance(entry.get("id"), str) else texts[0] if texts else "\0")
    if not 1 < len(texts) <= _MOST_PARTS:
        file.fault(line, f"{where}: near must be a list of 2 to {_MOST_PARTS} wordings, found {parts!r}.")
        return None
    text = f"near({', '.join(texts)})"
    where = f"{where}: {text}"
    _check_values(file, entry, _PATTERN_KEYS, where, line)
    if "pattern" in entry or entry.get("fixed"):
        file.fault(line, f"{where}: a near has no pattern and is not fixed. Say it with its parts.")
    within, ordered = entry.get("within", WITHIN), entry.get("ordered", False)
    if not isinstance(within, int) or isinstance(within, bool) or within < 0:
        file.fault(line, f"{where}: within must be a whole number from 0 on, found {within!r}.")
    cased = bool(entry.get("case_sensitive"))
    near = tuple(_part(file, part, sets, cased=cased, where=where, line=line) for part in texts)
    told = _context(file, entry, sets, frame=frame, where=where)
    return Pattern(text, near=near, within=within, ordered=ordered, **told, **_values(entry))


def _context(
    file: TomlFile, entry: Any, sets: Mapping[str, Sequence[Pattern]], *, frame: str, where: str
) -> dict[str, tuple[Wording, ...]]:
    """The wordings of an entry's context, if it has one."""
    texts = entry.get("context") if isinstance(entry, dict) else None
    if texts is None:
        return {}
    line = file.line_of(frame, texts[0]) if texts and isinstance(texts, list) and isinstance(texts[0], str) else None
    if line is None or not all(isinstance(text, str) for text in texts):
        file.fault(file.header(frame), f"{where}: context must be a list of wordings, found {texts!r}.")
        return {}
    parts = (_part(file, text, sets, cased=False, where=f"{where}, context", line=line) for text in texts)
    return {"context": tuple(dict.fromkeys(wording for part in parts for wording in part))}


def _part(
    file: TomlFile, text: str, sets: Mapping[str, Sequence[Pattern]], *, cased: bool, where: str, line: Line
) -> tuple[Wording, ...]:
    """The wordings of a part of a near, or of an entry of a context."""
    pattern = Pattern(text, case_sensitive=cased)
    file.read.append((pattern, f"{where}: {text!r}", line))
    return _composed(file, pattern, sets, f"{where}: {text!r}", line)


def _composed(
    file: TomlFile, pattern: Pattern, sets: Mapping[str, Sequence[Pattern]], where: str, line: int | Line
) -> tuple[Wording, ...]:
    """The wordings a pattern stands for; what is wrong with its sets is a fault."""
    try:
        return wordings(pattern, sets)
    except SetError as error:
        file.fault(line, f"{where}: {error}")
        return pattern.wordings


def _check_values(file: TomlFile, entry: Mapping[str, Any], keys: Sequence[str], where: str, line: Line) -> None:
    """What an entry says besides its words is known and of its kind."""
    file.known(entry, keys, where, line)
    for key in _TEXT_KEYS:
        if not isinstance(entry.get(key, ""), str):
            file.fault(line, f"{where}: {key} must be text, found {entry[key]!r}.")
    for key in (*_SWITCHES, "ordered"):
        if not isinstance(entry.get(key, False), bool):
            file.fault(line, f"{where}: {key} must be true or false, found {entry[key]!r}.")
    for key in ("within", "ordered"):
        if key in entry and "near" not in entry:
            file.fault(line, f"{where}: {key} belongs to a near. Give it near = [...], or leave it out.")
    articles = entry.get("articles", [])
    if not isinstance(articles, list) or not all(isinstance(name, str) for name in articles):
        file.fault(line, f"{where}: articles must be a list of ids, found {articles!r}.")
    if entry.get("function", "") not in ("", *FUNCTIONS):
        file.fault(line, f"{where}: {unknown('function', entry['function'], FUNCTIONS)}")


def _check_patterns(file: TomlFile) -> None:
    """Each pattern can match something; the tokenizer is asked once for all of them."""
    patterns = [pattern for pattern, _, _ in file.read]
    for (_, where, line), faults in zip(file.read, faults_by_pattern(patterns), strict=True):
        for fault in faults:
            file.fault(line, f"{where}: {fault}")


def _check_twice(file: TomlFile, frame: str, group: Sequence[Pattern]) -> None:
    """No pattern stands twice in a frame."""
    for _, pattern, line, is_first in _mentions(file, frame, group):
        if not is_first:
            file.fault(line, f"frame {frame!r}: pattern {pattern.text!r} stands there twice. Remove one.")


def _check_ids(file: TomlFile, frame: str, group: Sequence[Pattern]) -> None:
    """No two patterns of a frame have one id."""
    ids = Counter(pattern.id for pattern in group)
    for pattern in group:
        if ids[pattern.id] > 1 and pattern.id != pattern.text:
            line = file.line_of(frame, pattern.id)
            file.fault(line, f"frame {frame!r}: id {pattern.id!r} is given {ids[pattern.id]} times. Change one.")


def _check_shared(file: TomlFile, frames: Sequence[Frame]) -> None:
    """A pattern that stands in two frames says in both that this is meant."""
    homes: dict[tuple[str, bool], list[tuple[str, Pattern, Line]]] = {}
    for frame in frames:
        for key, pattern, line, _ in _mentions(file, frame.name, frame.patterns):
            homes.setdefault(key, []).append((frame.name, pattern, line))
    for (text, _), places in homes.items():
        names = list(dict.fromkeys(name for name, _, _ in places))
        if len(names) == 1:
            continue
        for name, pattern, line in places:
            if not pattern.shared:
                others = ", ".join(other for other in names if other != name)
                file.fault(
                    line,
                    f"frame {name!r}: pattern {text!r} also stands in {others}. If that is meant, say "
                    "shared = true in both; if not, remove one.",
                )


def _mentions(
    file: TomlFile, frame: str, group: Sequence[Pattern]
) -> Iterator[tuple[tuple[str, bool], Pattern, Line, bool]]:
    """Each pattern with what it is compared by, its line, and whether it is the first of its kind in the frame."""
    seen: dict[tuple[str, bool], str] = {}
    for pattern in group:
        key = (fold(pattern.text, case=pattern.case_sensitive), pattern.case_sensitive)
        is_first = key not in seen
        nth = 1 if is_first or seen[key] != pattern.text else 2
        seen.setdefault(key, pattern.text)
        yield key, pattern, file.line_of(frame, pattern.text, nth=nth), is_first
