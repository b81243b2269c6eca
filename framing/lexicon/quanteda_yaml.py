"""
YAML (``.yml``, ``.yaml``), names in names and lists as quanteda writes them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from framing.lexicon.entries import DEEPEST, Source, number_in
from framing.lexicon.nested import TELL, gather
from framing.lexicon.node import Node


def read(source: Source) -> None:
    """Read a .yml file."""
    import yaml

    # Events only: the loader that would make objects is never reached, and no type is guessed.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    text = source.text()
    try:
        tree = _tree(source, yaml.parse(text, Loader=loader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        position = getattr(error, "position", 0)
        line = mark.line + 1 if mark else text.count("\n", 0, position) + 1
        what = getattr(error, "problem", None) or getattr(error, "reason", None) or "it ends too early"
        source.fail(line, f"expected YAML, found a fault ({what}).{TELL}")
    if tree is not None:
        gather(source, tree)


def _tree(source: Source, events: Iterator[Any]) -> Node | None:
    """The values with their lines."""
    growing = _Growing(source)
    for event in events:
        line = event.start_mark.line + 1 if event.start_mark else 1
        kind = type(event).__name__
        if kind == "AliasEvent":
            growing.alias(event.anchor, line)
        elif kind in ("SequenceEndEvent", "MappingEndEvent"):
            growing.close()
        elif kind == "ScalarEvent":
            weight = number_in(event.value) if event.implicit[0] and "," not in event.value else None
            growing.add(Node(line, event.value, weight=weight), event.anchor)
            if "\n" in event.value.strip():
                source.note(line, " ".join(event.value.split()), "stands on several lines, and is read as one entry")
        elif kind in ("SequenceStartEvent", "MappingStartEvent"):
            growing.open(Node(line, [], kind == "MappingStartEvent"), event.anchor)
    return growing.root


class _Growing:
    """A tree on its way: what is open, the keys that wait for their values, and what has a name."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.root: Node | None = None
        self.opened: list[Node] = []
        self.keys: list[tuple[str, int] | None] = []  # of each open map: the key that waits for its value
        self.anchors: dict[str, Node] = {}

    def add(self, node: Node, anchor: str | None = None) -> None:
        """Put a value where it belongs."""
        fail = self.source.fail
        if not self.opened:
            if self.root is not None:
                fail(node.line, "expected one YAML document, found a second. Put it into a file of its own.")
            self.root = node
        elif not self.opened[-1].is_map:
            self.opened[-1].value.append((None, node.line, node))
        elif self.keys[-1] is None:
            if not isinstance(node.value, str):
                fail(node.line, f"expected a name before the colon, found a list or a map.{TELL}")
            self.keys[-1] = (node.value, node.line)
        else:
            key, line = self.keys[-1]
            self.keys[-1] = None
            if key == "<<":
                fail(line, "expected a name before the colon, found << . Write the entries out.")
            self.opened[-1].value.append((key, line, node))
        if anchor:
            self.anchors[anchor] = node

    def alias(self, anchor: str, line: int) -> None:
        """Put a value where it is named again."""
        node = self.anchors.get(anchor)
        if node is None or any(node is other for other in self.opened):
            self.source.fail(line, f"expected a name set before, found *{anchor}. Write the entries out.")
        self.source.repeats = True
        self.add(node)

    def open(self, node: Node, anchor: str | None) -> None:
        """Begin a list or a map."""
        self.add(node, anchor)
        self.opened.append(node)
        self.keys.append(None)
        if len(self.opened) > DEEPEST:
            self.source.too_deep(node.line)

    def close(self) -> None:
        """End what was begun last."""
        self.opened.pop()
        self.keys.pop()
