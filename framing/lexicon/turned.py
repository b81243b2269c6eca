"""
What else a tree of names may be: a table by rows or columns, or words with their categories.

Words with categories have more names than distinct values; categories with words have more values, nearly all distinct.
"""

from __future__ import annotations

from framing.lexicon.node import Node
from framing.lexicon.tables import is_word_column

_SIDES = {"positive", "negative", "neutral", "pos", "neg", "neu", "ambiguous"}  # no word list is made of these

Pair = tuple[str, str, float, int]  # word, category, weight, line


def columns_of(root: Node) -> list[tuple[int, list[str]]] | None:
    """The rows of a table with their lines, the names of the columns first, if the tree is one."""
    if not isinstance(root.value, list) or not root.value:
        return None
    children = [child for _, _, child in root.value]
    if not root.is_map:
        if not all(
            child.is_map and child.value and all(_plain(cell) for _, _, cell in child.value) for child in children
        ):
            return None
        names = list(dict.fromkeys(key for child in children for key, _, _ in child.value))
        if not any(map(is_word_column, names)):
            return None
        rows = [(child.line, {key: cell.value for key, _, cell in child.value}) for child in children]
        return [(root.line, names), *((line, [cells.get(name, "") for name in names]) for line, cells in rows)]
    names = [key for key, _, _ in root.value]
    if len(names) < 2 or not any(map(is_word_column, names)):
        return None
    if not all(isinstance(child.value, list) and all(_plain(cell) for _, _, cell in child.value) for child in children):
        return None
    if not all(not child.is_map or all(key.isdecimal() for key, _, _ in child.value) for child in children):
        return None
    if len({len(child.value) for child in children}) > 1:
        return None
    cells = [[(cell.line, cell.value) for _, _, cell in child.value] for child in children]
    words = cells[next(n for n, name in enumerate(names) if is_word_column(name))]
    return [
        (root.line, names),
        *((line, [column[n][1] for column in cells]) for n, (line, _) in enumerate(words)),
    ]


def _plain(node: Node) -> bool:
    return isinstance(node.value, str)


def turned(root: Node) -> list[Pair] | None:
    """The pairs of a map of words to their categories, if the tree is one."""
    pairs: list[Pair] = []
    for key, line, child in root.value:
        for name, weight in _categories(child) or ():
            pairs.append((key, name, weight, line))
        if _categories(child) is None:
            return None
    words, categories = {word for word, *_ in pairs}, {category for _, category, *_ in pairs}
    if len(words) < 2 or any(c in category for category in categories for c in "*?"):
        return None
    # A table of words by categories, each with a number: what there is more of are the words.
    maps = [{key for key, _, _ in child.value} for _, _, child in root.value if child.is_map]
    crossed = len(maps) == len(root.value) and all(names == maps[0] for names in maps) and len(maps) > len(maps[0])
    sides = {category.lower() for category in categories} <= _SIDES
    # A few names that share a word are categories; names that share all their words with others are words.
    repeated = len(words) > len(categories) if _all_single(root) else len(pairs) >= max(4, 2 * len(categories))
    repeated &= _all_single(root) or len(words) > 2
    wild = any(c in word for word in words for c in "*?")
    if sides or repeated or crossed or (wild and _all_single(root)):
        return pairs
    return None


def _all_single(root: Node) -> bool:
    return all(isinstance(child.value, str) for _, _, child in root.value)


def _categories(node: Node) -> list[tuple[str, float]] | None:
    """The categories of a word with their weights: one, a list of them, or names with weights; None: none of these."""
    if isinstance(node.value, str):
        return (
            [(node.value.strip(), 1.0)] if node.weight is None and node.truth is None and node.value.strip() else None
        )
    if not node.is_map:
        plain = all(_plain(cell) and cell.weight is None and cell.truth is None for _, _, cell in node.value)
        return [(cell.value.strip(), 1.0) for _, _, cell in node.value] if plain else None
    if not all(cell.weight is not None or cell.truth is not None for _, _, cell in node.value):
        return None
    weights = [(key.strip(), float(cell.truth) if cell.weight is None else cell.weight) for key, _, cell in node.value]
    return [(key, weight) for key, weight in weights if weight]
