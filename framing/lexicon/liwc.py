"""
LIWC (``.dic``): the form of 2007 and the one of 2015 with categories in categories.
"""

from __future__ import annotations

import re

from framing.lexicon.entries import Source, short
from framing.lexicon.indentation import Levels

TELL = " A LIWC file has a line %, the categories (id, tab, name), a line %, and the entries (entry, tab, ids)."

_FIELD = re.compile(r"<[^<>]*>\S*|\([^()]*\)\S*|\S+")  # an id, or a condition such as <of>131/125 and (02 134)125/464
_ID = re.compile(r"\d+", re.ASCII)
_CONDITION = re.compile(r"(?:<[^<>]*>|\([\d\s]*\))[\d/]+", re.ASCII)
_COMMENT = re.compile(r"\s*(?:#(?:\s|$)|//)")

Homes = dict[str, tuple[str, ...]]  # the path of each category, by its id


def read(source: Source) -> None:
    """Read a .dic file."""
    lines = [(number, line) for number, line in source.lines() if not _COMMENT.match(line)]
    marks = [place for place, (_, line) in enumerate(lines) if line.strip() == "%"]
    if not marks or marks[0] > 0:
        number, found = lines[0] if lines else (1, "")
        source.fail(number, f"expected a line % before the categories, found {short(found)}.{TELL}")
    if len(marks) < 2:
        source.fail(lines[-1][0], f"expected a second line % after the categories, found none.{TELL}")
    homes = _categories(source, lines[1 : marks[1]])
    for number, line in lines[marks[1] + 1 :]:
        _entry(source, number, line.strip(), homes)


def _categories(source: Source, lines: list[tuple[int, str]]) -> Homes:
    """Path by id; headings without an id only lend their name to what is below them."""
    homes: Homes = {}
    levels = Levels()
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
        source.fail(1, f"expected categories between the two lines %, found none.{TELL}")
    return homes


def _entry(source: Source, number: int, line: str, homes: Homes) -> None:
    text, fields = _parted(source, number, line, homes)
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


def _parted(source: Source, number: int, line: str, homes: Homes) -> tuple[str, list[str]]:
    """The entry of a line, and the ids and conditions after it."""
    text, tab, rest = line.partition("\t")
    text = text.strip()
    if tab:
        last = text.split()[-1]
        if text != last and _is_known(last, homes):
            source.note(number, text, f"{last} stands before the tab, so it is read as a word, not as an id")
        return text, _FIELD.findall(rest)
    # Ids that only spaces part from the entry: the numbers at the end, but for one that is no id.
    fields = _FIELD.findall(line)
    first = len(fields)
    while first > 1 and (_ID.fullmatch(fields[first - 1]) or _CONDITION.fullmatch(fields[first - 1])):
        first -= 1
    known = [_is_known(found, homes) for found in fields]
    while first + 1 < len(fields) and _ID.fullmatch(fields[first]) and not known[first] and any(known[first:]):
        source.note(number, line, f"{fields[first]} is no id of this file, so it is read as a word")
        first += 1
    return " ".join(fields[:first]), fields[first:]


def _is_known(text: str, homes: Homes) -> bool:
    return bool(_ID.fullmatch(text)) and _plain(text) in homes


def _plain(number: str) -> str:
    return number.lstrip("0") or "0"
