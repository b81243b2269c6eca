"""
A lexicon as text in our own TOML, from which it is read back equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from math import isfinite
from typing import TYPE_CHECKING, Any

from framing.errors import LexiconError

if TYPE_CHECKING:
    Lexicon = Frame = Pattern = Any  # these are made below this module

_SIGN = "@"
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_UNCHECKED = (
    "# Not every entry was checked when this was written: faults are only notes, and are refused without this line.\n"
    "checked = false\n"
)


def as_toml(lexicon: Lexicon) -> str:
    """
    The text of a .toml file that holds a lexicon.

    Raises
    ------
    LexiconError
        If a pattern says what no file can say.
    """
    head = [f"name = {quoted(lexicon.name)}\n"]
    head += [f"{key} = {quoted(value)}\n" for key in ("version", "about", "source") if (value := getattr(lexicon, key))]
    if not lexicon.checked or not all(frame.patterns for frame in lexicon.frames):
        head.append(_UNCHECKED)
    parts = ["".join(head)]
    if lexicon.sets:
        sets = lexicon.sets.items()
        parts.append("[sets]\n" + "".join(_list(quoted(name), own, in_set=True) for name, own in sets))
    names = [frame.name for frame in lexicon.frames]
    if len(set(names)) < len(names):
        raise LexiconError("two frames have one name, which a file cannot say. Rename one.")
    homes: dict[str, set[str]] = {}
    for frame in lexicon.frames:
        for pattern in frame.patterns:
            homes.setdefault(pattern.text, set()).add(frame.name)
    shared = {text for text, own in homes.items() if len(own) > 1}
    parts += [_frame(frame, shared) for frame in lexicon.frames]
    return "\n".join(parts)


def quoted(text: str) -> str:
    r"""
    A text as a TOML string.

    >>> print(quoted('a "b"\n\x07'))
    "a \"b\"\n\u0007"
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise LexiconError(f"expected text, found half a character in {text[:40]!a}. Write the character.") from None
    return '"' + "".join(_ESCAPES.get(c) or (f"\\u{ord(c):04x}" if c < " " or c == "\x7f" else c) for c in text) + '"'


def _frame(frame: Frame, shared: set[str]) -> str:
    name = f"frames.{quoted(frame.name)}"
    lines = [f"[{name}]\n"]
    if frame.label != frame.name.replace("_", " "):
        lines.append(f"label = {quoted(frame.label)}\n")
    lines += [f"{key} = {quoted(getattr(frame, key))}\n" for key in ("about", "codebook") if getattr(frame, key)]
    if frame.exclude:
        lines.append(_list("exclude", frame.exclude))
    runs = [(category, list(own)) for category, own in groupby(frame.patterns, key=lambda pattern: pattern.category)]
    if [category for category, _ in runs] in ([], [""]):
        lines.append(_list("patterns", frame.patterns, shared))
    elif len(runs) == len({category for category, _ in runs}):
        lines.append(f"\n[{name}.patterns]\n")
        lines += [_list(quoted(category), own, shared) for category, own in runs]
    else:  # categories that take turns: each pattern names its own
        lines.append(_list("patterns", frame.patterns, shared, with_category=True))
    return "".join(lines)


def _list(key: str, patterns: Sequence[Pattern], shared: Iterable[str] = (), **how: bool) -> str:
    entries = [_entry(pattern, shared=pattern.text in shared, **how) for pattern in patterns]
    if len(entries) < 2 and len("".join(entries)) < 100:
        return f"{key} = [{''.join(entries)}]\n"
    return f"{key} = [\n" + "".join(f"  {entry},\n" for entry in entries) + "]\n"


def _entry(pattern: Pattern, *, shared: bool = False, with_category: bool = False, in_set: bool = False) -> str:
    """A pattern as it is written: its words alone if nothing else is said of it."""
    said: dict[str, Any] = {}
    if pattern.near:
        said["near"] = pattern.text.removeprefix("near(").removesuffix(")").split(", ")
        if len(said["near"]) != len(pattern.near):
            raise LexiconError(f"{pattern.text!r}: a part of the near has a comma, which a file cannot say.")
        said |= {"within": pattern.within, "ordered": pattern.ordered or None}
    else:
        said["pattern"] = pattern.text
        if (
            not in_set
            and not pattern.fixed
            and not pattern.sets
            and any(word.startswith(_SIGN) for word in pattern.words)
        ):
            raise LexiconError(f"{pattern.text!r}: begins with {_SIGN} and names no set; a file says that with fixed.")
    said["context"] = list(pattern.context_text) or [" ".join(word.text for word in own) for own in pattern.context]
    said["id"] = pattern.id if pattern.id != pattern.text else ""
    said |= {key: getattr(pattern, key) for key in ("function", "note", "source", "case_sensitive", "fixed")}
    said |= {"shared": shared or pattern.shared, "articles": list(pattern.articles)}
    if pattern.weight != 1:
        if not isfinite(pattern.weight):
            raise LexiconError(f"{pattern.text!r}: its weight is {pattern.weight}, which a file cannot say.")
        said["weight"] = pattern.weight
    if with_category and pattern.category:
        said["category"] = pattern.category
    said = {key: value for key, value in said.items() if value or (key in ("within", "weight", "pattern"))}
    if set(said) == {"pattern"}:
        return quoted(pattern.text)
    return "{ " + ", ".join(f"{key} = {_value(value)}" for key, value in said.items()) + " }"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, list):
        return f"[{', '.join(map(quoted, value))}]"
    return repr(int(value)) if value == int(value) and abs(value) < 10**15 else repr(float(value))
