"""
Words to counts of their types, or of sequences of these: texts × columns, sparse.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy.sparse import csr_matrix, vstack

from framing.compare.batches import batches
from framing.text.folding import fold
from framing.text.tokens import WORD, extract_all


@dataclass(frozen=True)
class Features:
    """What is counted of words: their types, but for some, in sequences of so many, least and most."""

    lowercase: bool = True
    stop_words: frozenset[str] = frozenset()
    ngram_range: tuple[int, int] = (1, 1)

    def type_of(self, word: str) -> str:
        """What a word counts as."""
        return fold(word, case=not self.lowercase)

    def of(self, words: Iterable[str], ids: np.ndarray, bounds: np.ndarray) -> tuple[list[str], np.ndarray, np.ndarray]:
        """Words, which of them each token is and where documents begin and end to the same of what is counted."""
        numbers: dict[str, int] = {}
        number = [
            -1 if name in self.stop_words else numbers.setdefault(name, len(numbers))
            for name in map(self.type_of, words)
        ]
        ids = np.array(number, dtype=np.int64)[ids]
        bounds, ids = np.concatenate([[0], np.cumsum(ids >= 0)])[bounds], ids[ids >= 0]
        if self.ngram_range == (1, 1):
            return list(numbers), ids, bounds
        return _sequences(list(numbers), ids, bounds, *self.ngram_range)


def _sequences(
    types: Sequence[str], ids: np.ndarray, bounds: np.ndarray, least: int, most: int
) -> tuple[list[str], np.ndarray, np.ndarray]:
    """The same of every sequence of ``least`` to ``most`` types within a document."""
    sizes = np.diff(bounds)
    document = np.repeat(np.arange(len(sizes)), sizes)
    left = np.repeat(bounds[1:], sizes) - np.arange(len(ids))  # tokens from here to the document's end
    names, number, place = [], [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for n in range(least, most + 1):
        starts = np.flatnonzero(left >= n)
        if not len(starts):
            break
        distinct, which = np.unique(ids[starts[:, None] + np.arange(n)], axis=0, return_inverse=True)
        number.append(which.reshape(-1) + len(names))
        place.append(document[starts])
        names += [" ".join(types[i] for i in row) for row in distinct.tolist()]
    document, found = np.concatenate(place), np.concatenate(number)
    order = np.argsort(document, kind="stable")
    return names, found[order], np.searchsorted(document[order], np.arange(len(bounds)))


def count_features(
    names: Sequence[str], ids: np.ndarray, bounds: np.ndarray, columns: dict[str, int], *, grow: bool = False
) -> csr_matrix:
    """
    Documents × columns: how often each document has each feature.

    ``ids`` say which of ``names`` stands at each place, ``bounds`` where documents begin and end. Features without a
    column are left out, or with ``grow`` get the next one.
    """
    if grow:
        column = [columns.setdefault(name, len(columns)) for name in names]
    else:
        column = [columns.get(name, -1) for name in names]
    place = np.array(column, dtype=np.int32)[ids]
    known = place >= 0
    starts = np.concatenate([[0], np.cumsum(known)])[bounds]
    ones = np.ones(int(starts[-1]), dtype=np.int64)
    counts = csr_matrix((ones, place[known], starts), shape=(len(bounds) - 1, len(columns)))
    counts.sum_duplicates()
    return counts


def count_texts(
    X: Iterable[str],
    columns: dict[str, int],
    features: Features,
    *,
    grow: bool = False,
    met: set[str] | None = None,
) -> csr_matrix:
    """Texts × columns, as :func:`count_features`; ``met`` gathers the features of the texts."""
    blocks = []
    for texts in batches(X):
        found = features.of(*_words(texts))
        if met is not None:
            met.update(found[0])
        blocks.append(count_features(*found, columns, grow=grow))
    return _stacked(blocks, len(columns))


def coverage(X: Iterable[str], columns: dict[str, int], features: Features) -> list[tuple[int, int]]:
    """Of each text how much there is to count, and how much of it has a column."""
    rows: list[tuple[int, int]] = []
    for texts in batches(X):
        found = features.of(*_words(texts))
        known = count_features(*found, columns).sum(axis=1).A1
        rows.extend(zip(np.diff(found[2]).tolist(), known.tolist(), strict=True))
    return rows


def _words(texts: pl.Series) -> tuple[pl.Series, np.ndarray, np.ndarray]:
    """The distinct words of some texts, which of them each token is, and where texts begin and end."""
    pieces = extract_all(texts, WORD)
    bounds = np.concatenate([[0], np.cumsum(pieces.list.len().to_numpy(), dtype=np.int64)])
    flat = pieces.explode(empty_as_null=False)
    words = flat.unique(maintain_order=True)
    return words, flat.cast(pl.Enum(words)).to_physical().to_numpy(), bounds


def _stacked(blocks: Sequence[csr_matrix], width: int) -> csr_matrix:
    """Blocks of rows in one matrix; later ones may have more columns."""
    for block in blocks:
        block.resize(block.shape[0], width)
    return vstack([csr_matrix((0, width), dtype=np.int64), *blocks], format="csr")


def in_alphabet(counts: csr_matrix, columns: dict[str, int]) -> tuple[csr_matrix, list[str]]:
    """The same counts with columns in alphabetical order, and the types of these columns."""
    types = sorted(columns)
    place = np.empty(len(types), dtype=counts.indices.dtype)
    place[[columns[name] for name in types]] = np.arange(len(types))
    ordered = csr_matrix((counts.data, place[counts.indices], counts.indptr), shape=counts.shape)
    ordered.sort_indices()
    return ordered, types
