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
``context`` a pattern counts only in a paragraph where one of these wordings stands. ``weight`` is what a hit adds to a
weighted score, which counts do not know (``frame_scores(..., weights=True)``). ``category`` names the category of a
pattern in a plain list. ``articles`` lists the ids of the
articles in which an entry was found, if it was found nowhere else; ``find_hits(..., leave_out="own")`` does not count
it in these, so that no article is measured with what was read in it.

``checked = false`` at the top makes notes of what else would be faults of patterns and frames: empty, twice, never to
match. :meth:`Lexicon.to_toml` writes it where a lexicon comes from elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import isfinite
from pathlib import Path
from typing import Any

from framing.errors import unknown
from framing.lexicon.faults import LONGEST
from framing.lexicon.frames import FUNCTIONS, WITHIN, Frame, Lexicon, Pattern, Wording
from framing.lexicon.sets import SetError, names_in, wordings
from framing.lexicon.toml_checks import check
from framing.lexicon.toml_file import SETS, Line, TomlFile, opened, short, shown

_LEXICON_KEYS = ("name", "about", "source", "licence", "version", "checked", "sets", "frames")
_FRAME_KEYS = ("label", "about", "codebook", "patterns", "exclude")
_TEXT_KEYS = ("id", "function", "note", "source")
_SWITCHES = ("case_sensitive", "fixed", "shared")
_SET_KEYS = ("pattern", "case_sensitive", "fixed", "note", "source")
_PATTERN_KEYS = (
    "pattern",
    "near",
    "within",
    "ordered",
    "context",
    "articles",
    "weight",
    "category",
    *_TEXT_KEYS,
    *_SWITCHES,
)
_WIDEST = 1_000  # words between parts; a clause has fewer
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
    checked = data.get("checked", True)
    file = TomlFile(path, text, checked=checked is not False)
    if not isinstance(checked, bool):
        file.fault(1, f"checked must be true or false, found {shown(checked)}.")
    about = file.texts(data, ("name", "about", "source", "licence", "version"))
    about.pop("licence", None)
    sets = _sets(file, data)
    frames = _frames(file, data, sets)
    check(file, frames)
    file.refuse_faults()
    name = about.pop("name", path.stem.encode("utf-8", "replace").decode("utf-8"))
    return Lexicon(tuple(frames), name, sets=sets, notes=file.notes(), checked=file.checked, **about)


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
            file.fault(line, f"{where}: expected a list of words, found {shown(entries)}. Fill it, or remove it.")
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
        file.fault(line, f"{where}: expected a table, found {shown(table)}.")
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
        file.doubt(line, f"{where}: is empty. Give it at least one pattern, or remove it.")
    exclude = _patterns(file, table.get("exclude", []), sets, frame=name, category="", where=f"{where}, exclude")
    for pattern in exclude:
        if pattern.near or pattern.context:
            said = file.line_of(name, pattern.text)
            file.fault(
                said, f"{where}, exclude: {shown(pattern.text)} is a near or has a context. Exclude plain wordings."
            )
    about = file.texts(table, ("label", "about", "codebook"), where, line)
    return Frame(name, tuple(patterns), tuple(exclude), **about)


def _patterns(
    file: TomlFile, entries: Any, sets: Mapping[str, Sequence[Pattern]], *, frame: str, category: str, where: str
) -> list[Pattern]:
    if not isinstance(entries, list):
        file.fault(file.header(frame), f"{where}, {category or 'patterns'}: expected a list, found {shown(entries)}.")
        return []
    patterns = []
    for entry in entries:
        near = isinstance(entry, dict) and "near" in entry
        if near:
            pattern = _near(file, entry, sets, frame=frame, where=where)
        else:
            pattern = _entry(file, entry, _PATTERN_KEYS, place=frame, where=where)
            if pattern is not None:
                told = f"{where}: pattern {shown(pattern.text)}"
                found = _composed(file, pattern, sets, told, file.line_of(frame, pattern.text))
                pattern = replace(pattern, wordings=found, **_context(file, entry, sets, frame=frame, where=told))
        if pattern is not None:
            own = (
                entry.get("category")
                if isinstance(entry, dict) and isinstance(entry.get("category"), str)
                else category
            )
            patterns.append(replace(pattern, category=own, sets=_sets_of(pattern, entry)))
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
        line = file.header(place)
        file.fault(line, f'{where}: expected a pattern in quotes or {{ pattern = "..." }}, found {shown(entry)}.')
        return None
    text = entry["pattern"]
    file.nth[place, text] += 1
    line = file.line_of(place, text, nth=file.nth[place, text])
    where = f"{where}: pattern {shown(text)}"
    _check_values(file, entry, keys, where, line)
    if text.count(" ") >= LONGEST:
        file.fault(line, f"{where}: has {text.count(' ') + 1} words; expected at most {LONGEST}. Shorten it.")
        return None
    pattern = Pattern(text, **_values(entry))
    file.read.append((pattern, where, line))
    return pattern


def _values(entry: Mapping[str, Any]) -> dict[str, Any]:
    """What an entry says besides its words."""
    values = {key: entry[key] for key in _TEXT_KEYS if isinstance(entry.get(key), str)}
    values |= {key: entry[key] for key in _SWITCHES if isinstance(entry.get(key), bool)}
    if _is_weight(entry.get("weight")):
        values["weight"] = float(entry["weight"])
    articles = entry.get("articles", [])
    return values | ({"articles": tuple(map(str, articles))} if isinstance(articles, list) and articles else {})


def _is_weight(value: Any) -> bool:
    """Whether a value is a number that can be a weight."""
    try:
        return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(float(value))
    except OverflowError:
        return False


def _near(
    file: TomlFile, entry: Mapping[str, Any], sets: Mapping[str, Sequence[Pattern]], *, frame: str, where: str
) -> Pattern | None:
    """An entry whose parts stand near each other."""
    parts = entry["near"]
    texts = parts if isinstance(parts, list) and all(isinstance(part, str) for part in parts) else []
    line = file.line_of(frame, entry["id"] if isinstance(entry.get("id"), str) else texts[0] if texts else "\0")
    if not 1 < len(texts) <= _MOST_PARTS:
        file.fault(line, f"{where}: near must be a list of 2 to {_MOST_PARTS} wordings, found {shown(parts)}.")
        return None
    text = f"near({', '.join(texts)})"
    where = f"{where}: {short(text)}"
    _check_values(file, entry, _PATTERN_KEYS, where, line)
    if "pattern" in entry or entry.get("fixed"):
        file.fault(line, f"{where}: a near has no pattern and is not fixed. Say it with its parts.")
    within, ordered = entry.get("within", WITHIN), entry.get("ordered", False)
    if not isinstance(within, int) or isinstance(within, bool) or not 0 <= within <= _WIDEST:
        file.fault(line, f"{where}: within must be a whole number from 0 on, found {shown(within)}; at most {_WIDEST}.")
        within = WITHIN
    cased = entry.get("case_sensitive") is True
    near = tuple(_part(file, part, sets, cased=cased, where=where, line=line) for part in texts)
    told = _context(file, entry, sets, frame=frame, where=where)
    return Pattern(text, near=near, within=within, ordered=ordered is True, **told, **_values(entry))


def _context(
    file: TomlFile, entry: Any, sets: Mapping[str, Sequence[Pattern]], *, frame: str, where: str
) -> dict[str, tuple]:
    """The wordings of an entry's context, and as it is written, if it has one."""
    texts = entry.get("context") if isinstance(entry, dict) else None
    if texts is None:
        return {}
    line = file.line_of(frame, texts[0]) if texts and isinstance(texts, list) and isinstance(texts[0], str) else None
    if line is None or not all(isinstance(text, str) for text in texts):
        file.fault(file.header(frame), f"{where}: context must be a list of wordings, found {shown(texts)}.")
        return {}
    parts = (_part(file, text, sets, cased=False, where=f"{where}, context", line=line) for text in texts)
    context = tuple(dict.fromkeys(wording for part in parts for wording in part))
    return {"context": context, "context_text": tuple(texts)}


def _part(
    file: TomlFile, text: str, sets: Mapping[str, Sequence[Pattern]], *, cased: bool, where: str, line: Line
) -> tuple[Wording, ...]:
    """The wordings of a part of a near, or of an entry of a context."""
    if text.count(" ") >= LONGEST:
        file.fault(line, f"{where}: {shown(text)}: expected at most {LONGEST} words. Shorten it.")
        return ()
    pattern = Pattern(text, case_sensitive=cased)
    file.read.append((pattern, f"{where}: {shown(text)}", line))
    return _composed(file, pattern, sets, f"{where}: {shown(text)}", line)


def _composed(
    file: TomlFile, pattern: Pattern, sets: Mapping[str, Sequence[Pattern]], where: str, line: int | Line
) -> tuple[Wording, ...]:
    """The wordings a pattern stands for; what is wrong with its sets is a fault."""
    try:
        found = wordings(pattern, sets, file.entries_of_sets)
    except SetError as error:
        file.fault(line, f"{where}: {error}")
        return pattern.wordings
    file.count_wordings(len(found), line)
    return found


def _check_values(file: TomlFile, entry: Mapping[str, Any], keys: Sequence[str], where: str, line: Line) -> None:
    """What an entry says besides its words is known and of its kind."""
    file.known(entry, keys, where, line)
    file.texts(entry, (*_TEXT_KEYS, "category"), where, line)
    if "weight" in entry and not _is_weight(entry["weight"]):
        file.fault(line, f"{where}: weight must be a number, found {shown(entry['weight'])}.")
    for key in (*_SWITCHES, "ordered"):
        if not isinstance(entry.get(key, False), bool):
            file.fault(line, f"{where}: {key} must be true or false, found {shown(entry[key])}.")
    for key in ("within", "ordered"):
        if key in entry and "near" not in entry:
            file.fault(line, f"{where}: {key} belongs to a near. Give it near = [...], or leave it out.")
    articles = entry.get("articles", [])
    if not isinstance(articles, list) or not all(isinstance(name, str) for name in articles):
        file.fault(line, f"{where}: articles must be a list of ids, found {shown(articles)}.")
    if isinstance(entry.get("function", ""), str) and entry.get("function", "") not in ("", *FUNCTIONS):
        file.fault(line, f"{where}: {unknown('function', entry['function'], FUNCTIONS)}")
