"""
Names in names to entries in categories: what YAML and JSON have in common, as quanteda writes them.

Nothing is guessed: ``no``, ``1`` and ``null`` are words like any other.
"""

from __future__ import annotations

from dataclasses import dataclass

from framing.lexicon.entries import DEEPEST, Source, short

TELL = " Expected is a name, a colon, and below it a list of entries or further names."

_MOST = 1_000_000  # entries; what repeats itself through aliases would otherwise fill the memory
_OWN = (None, "", "__")  # keys that stand for the category they are in; the last is how quanteda writes it


@dataclass(eq=False)
class Node:
    """A value with its line: text, or a list of (key, line of the key, value); a key is None in a list."""

    line: int
    value: str | list[tuple[str | None, int, Node]]
    is_map: bool = False


def gather(source: Source, root: Node) -> None:
    """Keep the names as categories and the texts as entries."""
    if not root.is_map:
        found = "a list" if isinstance(root.value, list) else short(root.value)
        source.fail(root.line, f"expected names with entries below them, found {found}.{TELL}")

    steps = 0

    def walk(node: Node, path: tuple[str, ...], depth: int = 0) -> None:
        nonlocal steps
        steps += 1
        if steps > _MOST:
            source.fail(node.line, f"expected at most {_MOST:,} entries, found more. Split the lexicon.")
        if depth > DEEPEST:
            source.too_deep(node.line)
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
