"""
Nested mappings, and paths of keys, to names: what quanteda's ``dictionary()`` takes, and its ``levels``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from numbers import Number
from typing import Any

from framing.errors import LexiconError

_DEEPEST = 100  # levels of nesting; real lexicons have at most five

Path = tuple[str, ...]  # of keys


def leaves(node: Any, path: Path = ()) -> Iterator[tuple[Path, str | None]]:
    """
    Path and text of each entry of nested mappings, in their order; no text for a key without entries.

    Raises
    ------
    LexiconError
        At the first value that is neither text nor a list of texts nor a mapping.

    >>> list(leaves({"a": {"b": ["x", "y"]}, "c": []}))
    [(('a', 'b'), 'x'), (('a', 'b'), 'y'), (('c',), None)]
    """
    if not isinstance(node, Mapping):
        raise LexiconError(f"expected a mapping of names to lists of patterns, found {_kind(node)}.")
    if len(path) > _DEEPEST:
        raise LexiconError(f"expected at most {_DEEPEST} levels of names, found more. Flatten them.")
    for key, value in node.items():
        if isinstance(key, bool) or not isinstance(key, str | int):
            raise LexiconError(f"{_place(path)}expected names as text, found {_kind(key)}. Write it in quotes.")
        here = (*path, _whole(str(key), path))
        if isinstance(value, Mapping):
            yield from leaves(value, here) if value else [(here, None)]
            continue
        texts = [value] if isinstance(value, str) else _listed(value, here)
        for text in texts:
            if not isinstance(text, str):
                raise LexiconError(f"{_place(here)}expected patterns as text, found {_kind(text)}.{_advice(text)}")
            yield here, _whole(text, here)
        if not texts:
            yield here, None


def named(path: Path, levels: Sequence[int] | None) -> tuple[str, str] | None:
    """
    The frame and the category that a path stands for; none if it has none of the levels.

    Without ``levels`` the first key names the frame, and the further ones the category, joined by dots. With them these
    keys, counted from 1, name the frame, and there is no category.

    >>> named(("AFRICA", "WEST", "NG"), None), named(("AFRICA", "WEST", "NG"), [1, 3]), named(("AFRICA",), [3])
    (('AFRICA', 'WEST.NG'), ('AFRICA.NG', ''), None)
    """
    if levels is None:
        return path[0], ".".join(path[1:])
    frame = ".".join(path[level - 1] for level in levels if level <= len(path))
    return (frame, "") if frame else None


def checked_levels(levels: Sequence[int] | int | None) -> tuple[int, ...] | None:
    """
    Levels as whole numbers from 1.

    Raises
    ------
    LexiconError
        If they are anything else.
    """
    if levels is None:
        return None
    numbers = (levels,) if isinstance(levels, int) else tuple(levels) if isinstance(levels, Iterable) else (levels,)
    whole = all(isinstance(n, Number) and not isinstance(n, bool) and n == int(n) and n >= 1 for n in numbers)
    if not numbers or not whole or len(set(numbers)) < len(numbers):
        raise LexiconError(f"levels must be whole numbers from 1, each once, such as [1, 3]; found {levels!r}.")
    return tuple(int(n) for n in numbers)


def _listed(value: Any, path: Path) -> list[Any]:
    if isinstance(value, bytes) or not isinstance(value, Iterable):
        raise LexiconError(f"{_place(path)}expected a list of patterns, found {_kind(value)}.{_advice(value)}")
    return sorted(value, key=str) if isinstance(value, set | frozenset) else list(value)


def _whole(text: str, path: Path) -> str:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise LexiconError(
            f"{_place(path)}expected text, found half a character in {text[:40]!a}. Write the character itself."
        ) from None
    return text


def _place(path: Path) -> str:
    return f"{'.'.join(path)!r}: " if path else ""


def _kind(value: Any) -> str:
    """A value as an error names it."""
    if value is None or isinstance(value, bool):
        return repr(value)
    if isinstance(value, Number):
        return f"the number {value}" if abs(value) < 10**15 else "a number"
    return f"a value of the type {type(value).__name__}"


def _advice(value: Any) -> str:
    if isinstance(value, Number) and not isinstance(value, bool):
        return " Write it in quotes if it is a word; weights are read from files (word,category,weight)."
    return " Leave it out." if value is None else ""
