"""
Dtm to divergence: how far the words of articles lie apart, and each word's part in it.

Entropies are in bits. ``h(x) = x * log2(1 / x)``, with ``h(0) = 0``, is what a word of proportion ``x`` adds to one.
Proportions are taken as they are. Short texts diverge from anything, even from more of the same, so read a divergence
beside its floor (:func:`framing.compare.scaling.divergence_floor`).
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.special import entr

from framing.errors import FramingError, unknown

WEIGHTS = ("equal", "tokens")
STATISTICS = ("jsd", "entropy", "proportion")
_COLUMNS = ["word", "count", "per_1000", "ref_count", "ref_per_1000", "contribution", "share", "direction"]


def divergence(dtm: pd.DataFrame, *, weights: str = "equal", base: float = 2) -> pd.DataFrame:
    """
    Jensen–Shannon divergence between each two documents: 0 for the same proportions, 1 bit for no word in common.

    ``h(m) - w1 * h(p1) - w2 * h(p2)``, summed over words, where ``p1`` and ``p2`` are a word's proportions in the two
    documents and ``m = w1 * p1 + w2 * p2`` (Lin 1991). It is no distance; its square root is, with equal weights.

    Parameters
    ----------
    dtm : DataFrame
        As :func:`document_term_matrix` returns it, or groups × types such as ``dtm.groupby(labels).sum()``.
    weights : {"equal", "tokens"}
        Whether the two documents weigh alike, or each by its tokens. With ``"tokens"`` the greatest value is that
        of the weights' own entropy, less than 1 bit.
    base : float
        Of the logarithm; 2 gives bits.

    Returns
    -------
    DataFrame
        Documents × documents, symmetric, rounded to 12 places. Missing for a document without a word: it has no
        proportions.

    Raises
    ------
    FramingError
        If no word is left, a count is negative or missing, a label is there twice, or an option is unknown.

    Examples
    --------
    >>> from framing import document_term_matrix, read_corpus
    >>> dtm = document_term_matrix(read_corpus(["great game", "great power", "game great", "border"]))
    >>> divergence(dtm).loc["text1"].tolist()
    [0.0, 0.5, 0.0, 1.0]
    """
    counts, sizes = word_counts(dtm)
    unit = _unit(base)
    share = _weights(weights, sizes)
    proportions = _proportions(counts, sizes)
    rows = np.repeat(np.arange(len(sizes)), np.diff(proportions.indptr))
    values = np.full((len(sizes), len(sizes)), np.nan)
    filled = sizes > 0
    for i in np.flatnonzero(filled):
        own = share[i] / (share[i] + share)
        # Words that only one of two documents has add up to the entropy of the weights; shared ones take from it.
        one = own[rows] * proportions[[i]].toarray()[0, proportions.indices]
        other = (1 - own[rows]) * proportions.data
        shared = np.bincount(rows, entr(one + other) - entr(one) - entr(other), minlength=len(sizes))
        values[i, filled] = ((entr(own) + entr(1 - own) + shared) / unit)[filled]
        values[i, i] = 0.0
    values = np.maximum((values + values.T) / 2, 0).round(12) + 0.0
    return pd.DataFrame(values, index=dtm.index, columns=list(dtm.index))


def pool_divergence(dtm: pd.DataFrame, *, weights: str = "equal", base: float = 2) -> pd.DataFrame:
    """
    How far each document lies from the pool of all, and each one's part in the divergence of all at once.

    The generalised Jensen–Shannon divergence of N documents is ``h(m) - sum(w * h(p))``, summed over words, with
    ``m = sum(w * p)`` (Lin 1991). It falls into a part for each document: ``w`` times its divergence (Kullback and
    Leibler's) from the pool, ``sum(p * log2(p / m))``.

    Parameters
    ----------
    dtm, base
        As in :func:`divergence`.
    weights : {"equal", "tokens"}
        Whether in the pool each document weighs alike, or each token.

    Returns
    -------
    DataFrame
        One row a document:

        ``doc_id``, ``n_tokens``, ``weight``
            weights add up to 1; that of a document without a word is 0.
        ``divergence``
            from the pool of all, the document itself among them; missing without a word.
        ``part``, ``share``
            ``weight * divergence``; all parts add up to the divergence of all at once; ``share`` is the part of that
            sum, missing if the sum is 0.
        ``from_others``
            Jensen–Shannon divergence from the pool of all the others, as :func:`word_shift` decomposes it; missing if
            there are no others.

    Raises
    ------
    FramingError
        As :func:`divergence`.

    Examples
    --------
    >>> from framing import document_term_matrix, read_corpus
    >>> dtm = document_term_matrix(read_corpus(["great game", "border"]))
    >>> pool_divergence(dtm)[["doc_id", "weight", "divergence", "part", "from_others"]].values.tolist()
    [['text1', 0.5, 1.0, 0.5, 1.0], ['text2', 0.5, 1.0, 0.5, 1.0]]
    """
    counts, sizes = word_counts(dtm)
    unit = _unit(base)
    share = _weights(weights, sizes)
    proportions = _proportions(counts, sizes)
    part = np.bincount(*_parts(proportions, share), minlength=len(sizes)) / unit
    part = np.maximum(part, 0).round(12) + 0.0
    others = [_from_others(proportions, sizes, i, weights) / unit for i in range(len(sizes))]
    filled = sizes > 0
    table = pd.DataFrame({"doc_id": dtm.index, "n_tokens": sizes.astype(np.int64), "weight": share})
    table["divergence"] = np.where(filled, np.round(part / np.where(filled, share, 1), 12), np.nan)
    table["part"] = part
    table["share"] = part / part.sum() if part.sum() > 0 else np.nan
    table["from_others"] = np.round(others, 12)
    return table


def word_shift(
    dtm: pd.DataFrame,
    first: str | None = None,
    second: str | None = None,
    *,
    statistic: str = "jsd",
    weights: str = "equal",
    base: float = 2,
) -> pd.DataFrame:
    """
    Each word's part in what sets one document apart from another, from all others, or all from each other.

    The shifts of Gallagher et al. 2021 (EPJ Data Science 10:4), ``p1`` a word's proportion in the first document,
    ``p2`` in the second, ``m = w1 * p1 + w2 * p2``; the first is their comparison, the second their reference text:

    ==============  ===================================  ===================================
    statistic       contribution of a word               contributions add up to
    ==============  ===================================  ===================================
    ``jsd``         ``h(m) - w1 * h(p1) - w2 * h(p2)``   the divergence; never negative
    ``entropy``     ``h(p1) - h(p2)``                    the difference of the two entropies
    ``proportion``  ``p1 - p2``                          0
    ==============  ===================================  ===================================

    Parameters
    ----------
    dtm, base
        As in :func:`divergence`.
    first, second : str, optional
        Labels of the dtm. Without ``second``, the first is held against the pool of all the others. Without both,
        every document is held against the pool of all, itself among them (``jsd`` only): a word contributes
        ``w * p * log2(p / m)``, less than 0 where it is rarer than in the pool, and all contributions add up to the
        generalised divergence of :func:`pool_divergence`.
    statistic : {"jsd", "entropy", "proportion"}
    weights : {"equal", "tokens"}
        Whether both sides weigh alike, and in a pool each document, or every token alike.

    Returns
    -------
    DataFrame
        One row for each word that either side has, the greatest contribution (by amount) first, equal ones in
        alphabetical order. Without ``first`` one row for each document and word in it, with ``doc_id`` in front.

        ``word``, ``count``, ``per_1000``
            in the first; occurrences and occurrences per 1,000 tokens.
        ``ref_count``, ``ref_per_1000``
            in the second or the pool. In a pool of equal weights the rate is the mean of the documents' rates, not
            that of the pooled counts.
        ``contribution``
            in bits (``proportion``: a difference of proportions).
        ``share``
            its amount by the sum of all amounts; missing if that is 0.
        ``direction``
            whose word it is: for ``jsd`` the side where it is more frequent, for the others the side its contribution
            speaks for; a label, ``"others"`` or ``"pool"``; empty if the contribution is 0.

    Raises
    ------
    FramingError
        As :func:`divergence`; also if a label is unknown, both are the same, one has no word, or there are no others.

    Examples
    --------
    >>> from framing import document_term_matrix, read_corpus
    >>> dtm = document_term_matrix(read_corpus(["great game", "great power"]))
    >>> word_shift(dtm, "text1", "text2")[["word", "count", "ref_count", "contribution", "direction"]].values.tolist()
    [['game', 1, 0, 0.25, 'text1'], ['power', 0, 1, 0.25, 'text2'], ['great', 1, 1, 0.0, '']]
    """
    counts, sizes = word_counts(dtm)
    unit = _unit(base)
    if statistic not in STATISTICS:
        raise FramingError(unknown("statistic", statistic, STATISTICS))
    share = _weights(weights, sizes)
    if first is None:
        if second is not None or statistic != "jsd":
            what = f"second={second!r}" if second is not None else f"statistic={statistic!r}"
            raise FramingError(f"{what} needs a first document. Name it, or hold all against the pool with 'jsd' only.")
        return _all_shifts(dtm, counts, sizes, share, unit)
    i = _place(dtm, first, sizes)
    if second is None:
        others, reference = (sizes > 0) & (np.arange(len(sizes)) != i), "others"
        if not others.any():
            raise FramingError(f"there is nothing to hold {first!r} against: no other document has a word. Add one.")
    else:
        others, reference = np.arange(len(sizes)) == _place(dtm, second, sizes), str(second)
        if first == second:
            raise FramingError(f"expected two documents, found {first!r} twice. Name another, or leave out the second.")
    proportions = _proportions(counts, sizes)
    p1, p2, w1 = _sides(proportions, sizes, i, others, weights)
    if statistic == "jsd":
        contribution = _jsd(p1, p2, w1) / unit
        toward = np.sign(p1 - p2)
    elif statistic == "entropy":
        contribution = (entr(p1) - entr(p2)) / unit
        toward = np.sign(contribution)
    else:
        contribution = p1 - p2
        toward = np.sign(contribution)
    contribution = contribution.round(12) + 0.0  # last bits differ between processors
    toward = np.where(contribution == 0, 0, toward)
    total = np.abs(contribution).sum()
    table = pd.DataFrame(
        {
            "word": dtm.columns.astype("str"),
            "count": counts[[i]].toarray()[0].astype(np.int64),
            "per_1000": 1000 * p1,
            "ref_count": _sum(counts[np.flatnonzero(others)]).astype(np.int64),
            "ref_per_1000": 1000 * p2,
            "contribution": contribution,
            "share": np.abs(contribution) / total if total > 0 else np.nan,
            "direction": np.select([toward > 0, toward < 0], [str(first), reference], ""),
        }
    ).astype({"direction": "str"})
    table = table[(p1 > 0) | (p2 > 0)]
    return table.iloc[np.lexsort((table["word"], -table["contribution"].abs()))].reset_index(drop=True)


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
    return counts, _sum(counts.T)


def jensen_shannon(p1: np.ndarray, p2: np.ndarray) -> np.ndarray:
    """
    Jensen–Shannon divergence in bits, equal weights, of the last axis of two arrays of proportions.

    >>> jensen_shannon(np.array([[0.5, 0.5, 0]]), np.array([[0.5, 0, 0.5]])).tolist()
    [0.5]
    """
    return _jsd(p1, p2, 0.5).sum(axis=-1) / math.log(2)


def _jsd(p1: np.ndarray, p2: np.ndarray, w1: float) -> np.ndarray:
    return entr(w1 * p1 + (1 - w1) * p2) - w1 * entr(p1) - (1 - w1) * entr(p2)


def _sum(counts: sparse.spmatrix) -> np.ndarray:
    """Column sums, flat."""
    return np.asarray(counts.sum(axis=0)).ravel()


def _unit(base: float) -> float:
    if not isinstance(base, (int, float)) or not 1 < base < math.inf:
        raise FramingError(f"base must be a number above 1, found {base!r}. 2 gives bits.")
    return math.log(base)


def _weights(weights: str, sizes: np.ndarray) -> np.ndarray:
    """The weight of each document; they add up to 1, and an empty one has none."""
    if weights not in WEIGHTS:
        raise FramingError(unknown("weights", weights, WEIGHTS))
    raw = sizes if weights == "tokens" else (sizes > 0).astype(float)
    return raw / raw.sum()


def _proportions(counts: sparse.csr_matrix, sizes: np.ndarray) -> sparse.csr_matrix:
    proportions = counts.copy()
    proportions.data = counts.data / np.repeat(sizes, np.diff(counts.indptr))
    return proportions


def _parts(proportions: sparse.csr_matrix, share: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each word of each document its row and, in nats, its part in the divergence of all."""
    rows = np.repeat(np.arange(len(share)), np.diff(proportions.indptr))
    pool = proportions.T @ share
    p = proportions.data
    return rows, share[rows] * p * np.log(p / pool[proportions.indices])


def _sides(
    proportions: sparse.csr_matrix, sizes: np.ndarray, i: int, others: np.ndarray, weights: str
) -> tuple[np.ndarray, np.ndarray, float]:
    """Proportions of one document and of the pool of others, and the weight of the first side."""
    inner = _weights(weights, np.where(others, sizes, 0))
    w1 = 0.5 if weights == "equal" else sizes[i] / (sizes[i] + sizes[others].sum())
    return proportions[[i]].toarray()[0], proportions.T @ inner, w1


def _from_others(proportions: sparse.csr_matrix, sizes: np.ndarray, i: int, weights: str) -> float:
    others = (sizes > 0) & (np.arange(len(sizes)) != i)
    if not sizes[i] or not others.any():
        return math.nan
    return max(float(_jsd(*_sides(proportions, sizes, i, others, weights)).sum()), 0.0)


def _all_shifts(
    dtm: pd.DataFrame, counts: sparse.csr_matrix, sizes: np.ndarray, share: np.ndarray, unit: float
) -> pd.DataFrame:
    proportions = _proportions(counts, sizes)
    rows, nats = _parts(proportions, share)
    contribution = (nats / unit).round(12) + 0.0
    total = np.abs(contribution).sum()
    words, pooled, pool = counts.indices, _sum(counts), proportions.T @ share
    labels = np.array([str(label) for label in dtm.index], dtype=object)[rows]
    table = pd.DataFrame(
        {
            "doc_id": labels,
            "word": dtm.columns.astype("str")[words],
            "count": counts.data.astype(np.int64),
            "per_1000": 1000 * proportions.data,
            "ref_count": pooled[words].astype(np.int64),
            "ref_per_1000": 1000 * pool[words],
            "contribution": contribution,
            "share": np.abs(contribution) / total if total > 0 else np.nan,
            "direction": np.select([contribution > 0, contribution < 0], [labels, "pool"], ""),
        },
        columns=["doc_id", *_COLUMNS],
    ).astype({"doc_id": "str", "direction": "str"})
    order = np.lexsort((table["word"], -table["contribution"].abs(), rows))
    return table.iloc[order].reset_index(drop=True)


def _place(dtm: pd.DataFrame, label: str, sizes: np.ndarray) -> int:
    if label not in dtm.index:
        raise FramingError(unknown("document", label, dtm.index))
    place = dtm.index.get_loc(label)
    if not sizes[place]:
        raise FramingError(f"document {label!r} has no word left, so no proportions. Keep more words, or leave it out.")
    return place
