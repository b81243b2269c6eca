"""
Entries of wordings: every place where a wording of one stands in running words.

All occurrences grow word by word, all at once, along a tree of the wordings, so that the work depends on tokens and
hits, not on the size of the lexicon.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from framing.hits.word_patterns import WordIndex
from framing.lexicon.frames import Wording, WordPattern


class Tree:
    """
    The wordings of some entries as a tree; its nodes and elements (distinct word patterns) are numbers, and so are the
    entries.

    Attributes
    ----------
    elements : dict of WordPattern
        The distinct word patterns, each with its number.
    inner, whole, opening : bool, one an element
        Does a wording go on with it; is it a wording; may a wording begin with it and go on?
    longest : int
        Words of the longest wording.
    """

    def __init__(self, entries: Sequence[Sequence[Wording]]) -> None:
        self.elements: dict[WordPattern, int] = {}
        children: dict[tuple[int, int], int] = {}
        ends: list[tuple[int, int]] = []
        for number, wordings in enumerate(entries):
            for words in spellings(wordings):
                node = 0
                for word in words:
                    element = self.elements.setdefault(word, len(self.elements))
                    node = children.setdefault((node, element), len(children) + 1)
                ends.append((node, number))
        self.n_entries = len(entries)
        self.longest = max((len(wording) for wordings in entries for wording in wordings), default=0)
        self.steps = _Steps(children, width=max(len(self.elements), 1))
        self.has_children = np.zeros(len(children) + 1, dtype=bool)
        self.has_children[[node for node, _ in children]] = True
        ends.sort()
        self._ends = np.array([number for _, number in ends], dtype=np.int64)
        self._n_ends = np.bincount([node for node, _ in ends], minlength=len(children) + 1)
        self._end_offset = np.cumsum(self._n_ends) - self._n_ends

        roots = self.steps.roots
        self.inner, self.whole, self.opening = (np.zeros(len(roots), dtype=bool) for _ in range(3))
        self.inner[[element for node, element in children if node]] = True
        known = np.flatnonzero(roots >= 0)
        self.whole[known] = self._n_ends[roots[known]] > 0
        self.opening[known] = self.has_children[roots[known]]

    def elements_of(self, wordings: Sequence[Wording]) -> list[int]:
        """The elements that wordings consist of, in both their spellings."""
        return [self.elements[word] for words in spellings(wordings) for word in words]

    def openings_of(self, wordings: Sequence[Wording]) -> list[int]:
        """The elements with which wordings begin, in both their spellings."""
        return [self.elements[words[0]] for words in spellings(wordings)]

    def single(self, element: int) -> list[int]:
        """The entries of which this word pattern alone is a wording, ascending."""
        node = self.steps.roots[element]
        if node < 0:
            return []
        begin = self._end_offset[node]
        return self._ends[begin : begin + self._n_ends[node]].tolist()

    def ends(self, node: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Rows of ``node`` at which wordings are complete, and of which entries."""
        rows, step = _spread(self._n_ends[node])
        return rows, self._ends[self._end_offset[node[rows]] + step]


def spellings(wordings: Sequence[Wording]) -> list[Wording]:
    """Each wording word by word, and as one word that joins them by ``_``; each once."""
    spellings: dict[Wording, None] = {}
    for wording in wordings:
        spellings[wording] = None
        if len(wording) > 1:
            spellings[_joined(wording)] = None
    return list(spellings)


@lru_cache(maxsize=1 << 15)  # a lexicon is made ready without this article's patterns, then without that one's
def _joined(wording: Wording) -> Wording:
    texts, cased, fixed = zip(*wording, strict=True)
    return (WordPattern("_".join(texts), any(cased), any(fixed)),)


class _Steps:
    """From a node of the tree and the element of the next word to the node below."""

    def __init__(self, children: dict[tuple[int, int], int], *, width: int) -> None:
        keys = np.array([node * width + element for node, element in children], dtype=np.int64)
        order = np.argsort(keys, kind="stable")
        self._width, self._keys = width, keys[order]
        self._nodes = np.array(list(children.values()), dtype=np.int64)[order]
        self._leads = np.zeros(2**18, dtype=bool)
        self._leads[_hash(self._keys)] = True
        # Most occurrences have one word, so the first step has a table of its own.
        self.roots = np.full(width, -1, dtype=np.int64)
        self.roots[self._keys[self._keys < width]] = self._nodes[self._keys < width]

    def child(self, node: np.ndarray, element: np.ndarray) -> np.ndarray:
        """The node one word further, -1 where there is none."""
        if not node.any():
            return self.roots[element]
        # Most steps lead nowhere; a table of hashes says so of nearly all of them at once.
        key = node * self._width + element
        likely = np.flatnonzero(self._leads[_hash(key)])
        place = np.minimum(np.searchsorted(self._keys, key[likely]), len(self._keys) - 1)
        child = np.full(len(key), -1, dtype=np.int64)
        child[likely] = np.where(self._keys[place] == key[likely], self._nodes[place], -1)
        return child


def _hash(keys: np.ndarray) -> np.ndarray:
    """18 bits that are spread evenly (multiplicative hashing; Knuth, volume 3, section 6.4)."""
    return (keys.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(46)


def everywhere(
    tree: Tree, ids: np.ndarray, walls: np.ndarray, index: WordIndex, first: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """
    Every place where a wording of an entry stands, overlapping or not.

    Parameters
    ----------
    ids : int array, one a token
        Words of the vocabulary that ``index`` was made for.
    walls : int array, ascending
        The tokens before which no occurrence may reach: the first ones of documents, sentences, ...
    first : int array, ascending
        The tokens at which to look for occurrences.

    Returns
    -------
    start, length, entry : int arrays, one an occurrence
        By start, then by number of the entry.
    """
    node = np.zeros(len(first), dtype=np.int64)
    nothing = np.empty(0, dtype=np.int64)
    starts, lengths, entries = [nothing], [nothing], [nothing]
    for depth in range(tree.longest):
        # Each partial occurrence meets each word pattern that matches its next token.
        word = ids[first + depth]
        rows, step = _spread(index.per_word[word])
        node = tree.steps.child(node[rows], index.element[index.offset[word[rows]] + step])
        alive = np.flatnonzero(node >= 0)
        first, node = first[rows[alive]], node[alive]
        complete, entry = tree.ends(node)
        starts.append(first[complete])
        lengths.append(np.full(len(entry), depth + 1))
        entries.append(entry)
        longer = np.flatnonzero(tree.has_children[node])
        first, node = first[longer], node[longer]
        room = first + depth + 1 < np.append(walls, len(ids))[np.searchsorted(walls, first, side="right")]
        first, node = first[room], node[room]
        if not len(first):
            break
    start, length, entry = (np.concatenate(parts) for parts in (starts, lengths, entries))
    order = np.argsort(start * (tree.n_entries + 1) + entry, kind="stable")
    return start[order], length[order], entry[order]


def _spread(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Row numbers, each as often as its count says, and 0, 1, ... within each row."""
    if (counts == 1).all():
        return np.arange(len(counts)), np.zeros(len(counts), dtype=np.int64)
    rows = np.repeat(np.arange(len(counts)), counts)
    return rows, np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
