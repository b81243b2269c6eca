"""
Tables to entries: a word with its category, its weight, or one column a category.

The columns are told by their names in the first line; where there is none, by what the published lists look like:

================================  ==================================================================================
columns                           is read as
================================  ==================================================================================
word, category                    entries in categories; further columns ``frame`` and ``category`` are two levels
word, category, weight            the same with weights; where all are 0 or 1, 0 says that the word is not in it (NRC)
word, one column a category       in it where the cell has an X, 1 or a weight; not where it is empty or 0 (LIWC-22)
word, score                       one frame, named like the file, with weights; by their sign they are in its
                                  categories ``positive``, ``negative``, ``neutral`` (AFINN)
word, mean, sd, ratings           the same by the mean (VADER)
================================  ==================================================================================
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from framing.lexicon.entries import Source, number_in, short

TELL = (
    " A table needs a first line such as word,category or word,category,weight, or one column a category. Any other "
    'list can be written as a .toml: [frames.conflict], and below it patterns = ["clash*", "war of words"].'
)

# The names of columns; of several words the first counts.
_WORD = (
    *("text", "word", "words", "term", "terms", "token", "entry", "entries", "pattern", "patterns", "dicterm"),
    *("feature", "lemma", "ngram", "keyword", "phrase", "expression"),
)
_FRAME = ("frame", "dictionary", "lexicon")
_CATEGORY = (
    *("category", "categories", "cat", "sentiment", "emotion", "class", "label", "topic", "key", "group"),
    *("construct", "dimension", "polarity"),
)
_SIGNED = ("sentiment", "emotion", "polarity", "dimension")  # weights, if there are only numbers
_WEIGHT = (
    *("weight", "weights", "score", "scores", "value", "valence", "intensity", "mean", "association", "rating"),
    *("strength", "emotion-intensity-score"),
)
_IN = {"x", "1", "1.0", "true", "yes", "y", "✓", "✔"}
_OUT = {"", "0", "0.0", "false", "no", "n", "na", "nan", "-"}
_SIGNS = {1: "positive", -1: "negative", 0: "neutral"}


class Row(NamedTuple):
    """A row of a table and its line."""

    line: int
    cells: list[str]


class _Columns(NamedTuple):
    """Which columns say what, by number; ``wide`` are those that are categories themselves."""

    word: int
    path: list[int]
    weight: int | None
    wide: list[int]


def is_word_column(name: str) -> bool:
    """Whether a column of this name holds words."""
    return name.strip().lower() in _WORD


def is_weight_column(name: str) -> bool:
    """Whether a column of this name holds weights."""
    return name.strip().lower() in _WEIGHT


def gather(source: Source, rows: Sequence[Row], *, marked: bool = False) -> None:
    """Keep the entries of a table; in a ``marked`` one each column after the first is a category."""
    if not rows:
        return
    width = max(len(row.cells) for row in rows)
    rows = [Row(row.line, [*row.cells, *[""] * (width - len(row.cells))]) for row in rows]
    head, body = rows[0], rows[1:]
    named = marked or _has_names(rows)
    if not named:
        columns, names, body, printed = _by_shape(source, rows), [], rows, True
    else:
        names, printed = head.cells, False
        if marked:
            columns = _Columns(0, [], None, [n for n, name in enumerate(names) if n and name])
        else:
            columns = _by_name(source, head, body)
        for row in body:
            if any(cell for cell, name in zip(row.cells, names, strict=True) if not name) and names[0]:
                source.fail(row.line, f"expected {sum(map(bool, names))} cells, found more. Give each column a name.")
    if columns.wide:
        _keep_wide(source, body, columns, names, literal=marked)
    elif columns.path:
        _keep_long(source, body, columns, printed=printed)
    else:
        _keep_scored(source, body, columns, printed=printed)


def _has_names(rows: Sequence[Row]) -> bool:
    """Whether the first row names the columns: words do, or letters above a column of nothing but numbers and marks."""
    first, body = rows[0].cells, rows[1:]
    if any(map(is_word_column, first)):
        return True
    columns = range(1, len(first))
    return bool(body) and any(
        first[n] and not _is_mark(first[n]) and all(_is_mark(row.cells[n]) for row in body) for n in columns
    )


def _is_mark(cell: str, name: str = "") -> bool:
    """Whether a cell says that a word is in a category or not; the General Inquirer repeats the name."""
    return cell.lower() in _IN | _OUT | {name} or number_in(cell) is not None


def _by_name(source: Source, head: Row, body: Sequence[Row]) -> _Columns:
    """The columns by their names."""
    names = [name.lower() for name in head.cells]
    word = min((_WORD.index(name), n) for n, name in enumerate(names) if name in _WORD)[1] if _any(names, _WORD) else 0
    frames, categories, weights = (
        [n for n, name in enumerate(names) if name in known and n != word] for known in (_FRAME, _CATEGORY, _WEIGHT)
    )
    if len(frames) > 1 or len(categories) > 1:
        found = " and ".join(repr(head.cells[n]) for n in (frames if len(frames) > 1 else categories)[:2])
        source.fail(head.line, f"expected one column of categories, found {found}. Leave out one, or call one frame.")
    numeric = [
        n for n in categories if names[n] in _SIGNED and all(number_in(row.cells[n]) is not None for row in body)
    ]
    path, weights = [n for n in (*frames, *categories) if n not in numeric], weights + numeric
    unknown = [n for n, name in enumerate(names) if name and n != word and n not in (*path, *weights)]
    if not path and not weights and len(unknown) == 1 and not all(_is_mark(row.cells[unknown[0]]) for row in body):
        path = unknown  # a column of words and one other
    if not path and not weights and len(unknown) == 2:  # and one of words and one of numbers other than 0 and 1
        told = [all(number_in(row.cells[n]) is not None for row in body) for n in unknown]
        measured = [
            n for n, is_one in zip(unknown, told, strict=True) if is_one and {r.cells[n] for r in body} - {"0", "1"}
        ]
        named = [n for n in unknown if not all(_is_mark(row.cells[n], names[n]) for row in body)]
        if len(measured) == len(named) == 1:
            path, weights = named, measured
            what = f"read as category and weight: {head.cells[named[0]]} and {head.cells[measured[0]]}"
            source.note(head.line, "", what)
    weights = [n for n in weights if all(number_in(row.cells[n]) is not None or not row.cells[n] for row in body)]
    others = [n for n in range(len(names)) if n != word and n not in path and n not in weights[:1] and names[n]]
    wide: list[int] = []
    if not path:
        by_mark = [
            n
            for n, name in enumerate(names)
            if n != word and name and all(_is_mark(row.cells[n], name) for row in body)
        ]
        if not (weights and (len(by_mark) == 1 or names[weights[0]] == "mean")):
            wide, weights = by_mark, []
            others = [n for n in others if n not in wide]
    if not path and not wide and not weights:
        found = ", ".join(map(short, head.cells[:10]))
        source.fail(head.line, f"expected a column of categories or of weights, found {found}.{TELL}")
    if others:
        source.note(head.line, "", f"columns that are not read: {', '.join(head.cells[n] for n in others[:10])}")
    return _Columns(word, path, weights[0] if weights else None, wide)


def _any(names: Sequence[str], known: Sequence[str]) -> bool:
    return any(name in known for name in names)


def _by_shape(source: Source, rows: Sequence[Row]) -> _Columns:
    """The columns of a table without names, by what stands in them."""
    width = len(rows[0].cells)
    numeric = [all(number_in(row.cells[n]) is not None for row in rows) for n in range(width)]
    if width == 2 and numeric[1]:
        return _Columns(0, [], 1, [])
    if width == 3 and numeric == [numeric[0], False, True]:
        return _Columns(0, [1], 2, [])
    ratings = width == 4 and all(row.cells[3].startswith("[") for row in rows)
    if (width == 3 or ratings) and numeric[1] and numeric[2]:
        return _Columns(0, [], 1, [])
    categories = {row.cells[1] for row in rows} if width == 2 else set()
    repeated = categories and 2 * len(categories) <= len(rows) and len({row.cells[0] for row in rows}) > len(categories)
    if not repeated:
        source.fail(rows[0].line, _unnamed(rows))
    return _Columns(0, [1], None, [])


def _unnamed(rows: Sequence[Row]) -> str:
    """What to say of a table whose columns have no names and look like nothing known."""
    found = ", ".join(map(short, rows[0].cells[:10]))
    return f"expected the names of columns, found {found}.{TELL}"


def _keep_wide(source: Source, rows: Sequence[Row], columns: _Columns, names: Sequence[str], *, literal: bool) -> None:
    """Keep entries that are in each category whose column says so."""
    for n in columns.wide:
        source.key((names[n],), rows[0].line if rows else 1)
    for row in rows:
        word = row.cells[columns.word]
        places = 0
        for n in columns.wide:
            cell = row.cells[n].lower()
            weight = 1.0 if cell in _IN or cell == names[n].lower() else 0.0 if cell in _OUT else number_in(cell)
            if weight is None:
                what = f"expected X, a weight or nothing under {names[n]!r}, found {short(cell)}. Mend the cell."
                source.fail(row.line, what)
            if weight:
                places += 1
                source.entry((names[n],), word, row.line, marks=not literal, weight=weight)
        if not places and word:
            source.note(row.line, word, "is left out, since it is in no category")


def _keep_long(source: Source, rows: Sequence[Row], columns: _Columns, *, printed: bool) -> None:
    """Keep entries that name their category; a weight of 0 among nothing but 0 and 1 says that they are not in it."""
    weights = [_weight(row, columns) for row in rows]
    said = set(weights) == {0, 1} or set(weights) == {0}
    for row, weight in zip(rows, weights, strict=True):
        path = tuple(row.cells[n] for n in columns.path)
        while path and not path[-1]:
            path = path[:-1]
        if not path or not path[0]:
            source.note(row.line, row.cells[columns.word], "is left out, since it is in no category")
            continue
        for depth in range(1, len(path) + 1):
            source.key(path[:depth], row.line)
        if weight or not said:
            source.entry(path, row.cells[columns.word], row.line, fixed=printed and said, weight=weight)


def _weight(row: Row, columns: _Columns) -> float:
    if columns.weight is None or not row.cells[columns.weight]:
        return 1.0
    return number_in(row.cells[columns.weight]) or 0.0


def _keep_scored(source: Source, rows: Sequence[Row], columns: _Columns, *, printed: bool) -> None:
    """Keep entries that have nothing but a weight."""
    scored(source, [(row.cells[columns.word], _weight(row, columns), row.line) for row in rows], fixed=printed)


def scored(source: Source, words: Sequence[tuple[str, float, int]], *, fixed: bool = False) -> None:
    """Keep words that have nothing but a weight, in one frame, named like the file; its categories are the signs."""
    name = source.stem
    signed = any(weight < 0 for _, weight, _ in words)
    for word, weight, line in words:
        path = (name, _SIGNS[(weight > 0) - (weight < 0)]) if signed else (name,)
        source.key((name,), line)
        source.key(path, line)
        source.entry(path, word, line, fixed=fixed, weight=weight)
    what = "words with nothing but a weight are one frame, named like the file"
    signs = "; by their sign they are in its categories positive and negative" if signed else ""
    source.note(words[0][2] if words else 1, "", f"{what}{signs}")
