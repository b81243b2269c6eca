"""
Dtm to proportions: what share of an article's words each word is, of a pool of articles, and what sets two apart.

Entropies are in nats here, divided by :func:`unit_of` where they are given out. ``h(x) = x * log(1 / x)``, with
``h(0) = 0``, is what a word of proportion ``x`` adds to one.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.special import entr

from framing.errors import FramingError, unknown

WEIGHTS = ("equal", "tokens")


def word_counts(dtm: pd.DataFrame) -> tuple[sparse.csr_matrix, np.ndarray]:
    """
    A dtm as a sparse matrix of floats, and the tokens of each document; checked.

    Raises
    ------
    FramingError
        If no word is left, a count is negative or missing or no number, or a label is there twice.

    >>> counts, sizes = word_counts(pd.DataFrame({"game": [2, 0], "border": [1, 0]}, index=["a", "b"]))
    >>> sizes.tolist()
    [3.0, 0.0]
    """
    if not dtm.index.is_unique:
        twice = dtm.index[dtm.index.duplicated()][0]
        raise FramingError(
            f"expected each document once, found {twice!r} twice. Sum its rows: dtm.groupby(level=0).sum()."
        )
    if not dtm.shape[0] or not dtm.shape[1]:
        raise FramingError(
            f"expected documents × words, found {dtm.shape[0]} × {dtm.shape[1]}. Keep more of the words."
        )
    try:
        whole = all(isinstance(kind, pd.SparseDtype) and kind.fill_value == 0 for kind in dtm.dtypes)
        counts = sparse.csr_matrix(dtm.sparse.to_coo() if whole else dtm.to_numpy(dtype=float), dtype=float)
    except (TypeError, ValueError):
        raise FramingError("expected counts, found a column that holds none. Give documents × words only.") from None
    if not np.isfinite(counts.data).all() or (counts.data < 0).any():
        raise FramingError("expected counts of 0 or more, found a negative or missing one. Give the dtm as counted.")
    counts.eliminate_zeros()
    counts.sort_indices()
    if not counts.nnz:
        raise FramingError("no document has a word left. Keep more of the words.")
    return counts, column_sums(counts.T)


def column_sums(counts: sparse.spmatrix) -> np.ndarray:
    """Column sums, flat."""
    return np.asarray(counts.sum(axis=0)).ravel()


def unit_of(base: float) -> float:
    """The nats of one unit of entropy: of a bit, for base 2."""
    if not isinstance(base, (int, float)) or not 1 < base < math.inf:
        raise FramingError(f"base must be a number above 1, found {base!r}. 2 gives bits.")
    return math.log(base)


def weights_of(weights: str, sizes: np.ndarray) -> np.ndarray:
    """The weight of each document; they add up to 1, and an empty one has none."""
    if weights not in WEIGHTS:
        raise FramingError(unknown("weights", weights, WEIGHTS))
    raw = sizes if weights == "tokens" else (sizes > 0).astype(float)
    return raw / raw.sum()


def proportions_of(counts: sparse.csr_matrix, sizes: np.ndarray) -> sparse.csr_matrix:
    """Counts by the tokens of their document."""
    proportions = counts.copy()
    proportions.data = counts.data / np.repeat(sizes, np.diff(counts.indptr))
    return proportions


def pool_parts(proportions: sparse.csr_matrix, share: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each word of each document its row and, in nats, its part in the divergence of all."""
    rows = np.repeat(np.arange(len(share)), np.diff(proportions.indptr))
    pool = proportions.T @ share
    p = proportions.data
    return rows, share[rows] * p * np.log(p / pool[proportions.indices])


def sides(
    proportions: sparse.csr_matrix, sizes: np.ndarray, i: int, others: np.ndarray, weights: str
) -> tuple[np.ndarray, np.ndarray, float]:
    """Proportions of one document and of the pool of others, and the weight of the first side."""
    inner = weights_of(weights, np.where(others, sizes, 0))
    w1 = 0.5 if weights == "equal" else sizes[i] / (sizes[i] + sizes[others].sum())
    return proportions[[i]].toarray()[0], proportions.T @ inner, w1


def jsd(p1: np.ndarray, p2: np.ndarray, w1: float) -> np.ndarray:
    """What each word adds to the divergence of two, in nats."""
    return entr(w1 * p1 + (1 - w1) * p2) - w1 * entr(p1) - (1 - w1) * entr(p2)


def jensen_shannon(p1: np.ndarray, p2: np.ndarray) -> np.ndarray:
    """
    Jensen–Shannon divergence in bits, equal weights, of the last axis of two arrays of proportions.

    >>> jensen_shannon(np.array([[0.5, 0.5, 0]]), np.array([[0.5, 0, 0.5]])).tolist()
    [0.5]
    """
    return jsd(p1, p2, 0.5).sum(axis=-1) / math.log(2)
