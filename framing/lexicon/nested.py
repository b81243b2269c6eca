"""
Names in names to entries in categories: what YAML and JSON have in common, as quanteda writes them.

``no`` and ``null`` are words like any other. A number without quotes is a weight and never a word: beside a name
(``"good": 1.9``) it makes the name an entry. What is a table, or has words where names are expected, is told by
:mod:`framing.lexicon.turned`.
"""

from __future__ import annotations

from framing.lexicon.entries import DEEPEST, Source, short
from framing.lexicon.node import Node
from framing.lexicon.tables import Row, is_weight_column, is_word_column, scored
from framing.lexicon.tables import gather as gather_table
from framing.lexicon.turned import columns_of, turned

TELL = " Expected is a name, a colon, and below it a list of entries or further names."

_MOST = 200_000  # entries of a file with aliases, which could otherwise fill the memory
_OWN = (None, "", "__")  # keys that stand for the category they are in; the last is how quanteda writes it
_INCLUDE = {"include", "patterns", "words", "entries"}  # beside "exclude": the frame's own entries


def gather(source: Source, root: Node) -> None:
    """Keep the names as categories and the texts as entries."""
    table = columns_of(root)
    if table is not None:
        gather_table(source, [Row(line, cells) for line, cells in table])
        return
    if not root.is_map:
        found = "a list" if isinstance(root.value, list) else short(root.value)
        source.fail(root.line, f"expected names with entries below them, found {found}.{TELL}")
    if root.value and all(child.weight is not None for _, _, child in root.value):
        scored(source, [(key, child.weight, line) for key, line, child in root.value])
        return
    for key, line, child in root.value:
        if key == "frames" and child.is_map and any(_has_patterns(frame) for _, _, frame in child.value):
            source.fail(
                line, "expected names with entries below them, found frames with patterns. Write it as a .toml."
            )
    pairs = turned(root)
    if pairs is not None:
        source.note(root.line, "", "words with their categories are read as categories with their words")
        for word, category, weight, line in pairs:
            source.key((category,), line)
            source.entry((category,), word, line, weight=weight)
        return
    _note_single(source, root)
    _Walk(source).down(root, ())


def _note_single(source: Source, root: Node) -> None:
    """Say that a map of names to one word each may have been meant the other way round."""
    singles = [
        (key, line, child.value)
        for key, line, child in root.value
        if isinstance(child.value, str) and child.weight is None and child.truth is None
    ]
    if len(singles) > 1 and len(singles) == len(root.value):
        key, line, value = singles[0]
        what = (
            f"each name has one entry, so {short(value)} is looked for and counts as {short(key)}. If it is the "
            "category and the name is the word, turn the map round"
        )
        source.note(line, "", what)
    elif len(singles) < len(root.value):
        for key, line, value in singles:
            if value and key not in _OWN:
                source.note(line, key, f"is read as a frame with the one entry {short(value)}")


def _is_weighed(node: Node) -> bool:
    """Whether a value says nothing but a weight, as {"weight": 2}."""
    if not node.is_map or len(node.value) != 1:
        return False
    ((key, _, cell),) = node.value
    return cell.weight is not None and is_weight_column(key)


def _has_patterns(node: Node) -> bool:
    return node.is_map and any(key == "patterns" for key, _, _ in node.value)


def _is_record(node: Node) -> bool:
    """Whether a value is a map that has a word and nothing below it."""
    return (
        node.is_map
        and any(is_word_column(key) for key, _, _ in node.value)
        and all(isinstance(cell.value, str) for _, _, cell in node.value)
    )


class _Walk:
    """Down the tree, with a bound on what aliases may repeat."""

    def __init__(self, source: Source) -> None:
        self.source, self.steps = source, 0

    def down(self, node: Node, path: tuple[str, ...], depth: int = 0, *, exclude: bool = False) -> None:
        source = self.source
        self.steps += 1
        if source.repeats and self.steps > _MOST:
            what = (
                f"expected at most {_MOST:,} entries in a file with aliases, found more. Write them out, or split it."
            )
            source.fail(node.line, what)
        if depth > DEEPEST:
            source.too_deep(node.line)
        if isinstance(node.value, str):
            if not path:
                source.fail(node.line, f"expected a category, found {short(node.value)} outside of any. Put it in one.")
            if node.weight is not None or node.truth is not None:
                what = "is a number, and no word" if node.truth is None else "is true or false, and no word"
                source.note(node.line, node.value, f"{what}; it is left out. In quotes it would be looked for")
                return
            source.entry(path, node.value, node.line, exclude=exclude)
            return
        keys = {key.strip().lower() for key, _, _ in node.value if key is not None}
        divided = node.is_map and len(path) == 1 and "exclude" in keys and bool(keys & _INCLUDE)
        if "exclude" in keys and path:
            what = (
                f"'exclude' beside {min(keys & _INCLUDE)!r} is read as where the frame has no hit"
                if divided
                else "'exclude' is read as a category like any other, and its entries count"
            )
            source.note(node.line, ".".join(path), what)
        if node.value and not node.is_map and all(_is_record(child) for _, _, child in node.value):
            self.records(node, path)
            return
        numbers = [child.weight is not None or child.truth is not None for _, _, child in node.value]
        if node.is_map and path and any(numbers) and not all(numbers):
            said = ", ".join(short(key) for (key, _, _), is_one in zip(node.value, numbers, strict=True) if is_one)
            what = f"numbers beside lists are not read: {said}. A word with a weight stands among such words only"
            source.note(node.line, ".".join(path), what)
        for key, line, child in node.value:
            if node.is_map and path and (child.weight is not None or child.truth is not None) and not all(numbers):
                continue
            name = key.strip() if key is not None else None
            if name not in _OWN and path and _is_weighed(child):
                self.weighed(path, name, line, child.value[0][2])
                continue
            own = name in _OWN or (divided and name.lower() in _INCLUDE | {"exclude"})
            out = exclude or (divided and name is not None and name.lower() == "exclude")
            if name is not None and (child.weight is not None or child.truth is not None):
                self.weighed(path, name, line, child)
                continue
            below = path if own else (*path, name)
            if below != path:
                source.key(below, line)
                if child.value == "":
                    continue
            self.down(child, below, depth + 1, exclude=out)

    def weighed(self, path: tuple[str, ...], name: str, line: int, child: Node) -> None:
        """Keep a name with a number: an entry and its weight; with true it is in the category, with false not."""
        if not path:
            self.source.note(line, name, f"stands beside {short(child.value)} and in no category, and is left out")
        elif child.weight == 0:
            self.source.note(line, name, f"has the weight 0, so it is not in {path[-1]!r}")
        elif child.truth is not False:
            self.source.entry(path, name, line, weight=1.0 if child.weight is None else child.weight)

    def records(self, node: Node, path: tuple[str, ...]) -> None:
        """Keep the entries of a list of maps such as {"word": "war", "weight": 2}."""
        for _, _, child in node.value:
            cells = {key.strip().lower(): cell for key, _, cell in child.value}
            word = next(cell.value for key, cell in cells.items() if is_word_column(key))
            weights = [cell.weight for key, cell in cells.items() if cell.weight is not None and is_weight_column(key)]
            others = [key for key in cells if not is_word_column(key) and not is_weight_column(key)]
            if others:
                self.source.note(child.line, word, f"is not read: {', '.join(map(short, others))}")
            self.source.entry(path, word, child.line, weight=weights[0] if weights else 1.0)
