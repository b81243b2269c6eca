"""
Words to counts of their types: texts × columns, sparse.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import polars as pl
from scipy.sparse import csr_matrix, vstack

from framing.compare.batches import batches
from framing.text.folding import fold
from framing.text.tokens import WORD, extract_all


def count_types(
    words: Iterable[str], ids: np.ndarray, bounds: np.ndarray, columns: dict[str, int], *, grow: bool = False
) -> csr_matrix:
    """
    Documents × columns: how often each document has each type.

    ``ids`` say which of ``words`` each token is, ``bounds`` where documents begin and end. Types without a column are
    left out, or with ``grow`` get the next one.
    """
    if grow:
        column = [columns.setdefault(fold(word), len(columns)) for word in words]
    else:
        column = [columns.get(fold(word), -1) for word in words]
    place = np.array(column, dtype=np.int32)[ids]
    known = place >= 0
    starts = np.concatenate([[0], np.cumsum(known)])[bounds]
    ones = np.ones(int(starts[-1]), dtype=np.int64)
    counts = csr_matrix((ones, place[known], starts), shape=(len(bounds) - 1, len(columns)))
    counts.sum_duplicates()
    return counts


def count_texts(
    X: Iterable[str], columns: dict[str, int], *, grow: bool = False, met: set[str] | None = None
) -> csr_matrix:
    """Texts × columns, as :func:`count_types`; ``met`` gathers the types of the texts."""
    return _stacked([count_batch(texts, columns, grow=grow, met=met) for texts in batches(X)], len(columns))


def count_batch(
    texts: pl.Series, columns: dict[str, int], *, grow: bool = False, met: set[str] | None = None
) -> csr_matrix:
    """Some texts × columns, as :func:`count_types`; ``met`` gathers the types of the texts."""
    pieces = extract_all(texts, WORD)
    bounds = np.concatenate([[0], np.cumsum(pieces.list.len().to_numpy(), dtype=np.int64)])
    flat = pieces.explode(empty_as_null=False)
    words = flat.unique(maintain_order=True)
    ids = flat.cast(pl.Enum(words)).to_physical().to_numpy()
    if met is not None:
        met.update(map(fold, words))
    return count_types(words, ids, bounds, columns, grow=grow)


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
