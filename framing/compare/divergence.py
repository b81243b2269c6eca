"""
Dtm to divergence: how far the words of articles lie apart.

Entropies are in bits. ``h(x) = x * log2(1 / x)``, with ``h(0) = 0``, is what a word of proportion ``x`` adds to one.
Proportions are taken as they are. Short texts diverge from anything, even from more of the same, so read a divergence
beside its floor (:func:`framing.compare.bands.divergence_floor`).
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.special import entr

from framing.compare.dtm import by_document
from framing.compare.proportions import jsd, pool_parts, proportions_of, sides, unit_of, weights_of, word_counts
from framing.hits.arguments import check_arguments


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
    check_arguments(dtm=dtm)
    dtm = by_document(dtm)
    counts, sizes = word_counts(dtm)
    unit = unit_of(base)
    share = weights_of(weights, sizes)
    proportions = proportions_of(counts, sizes)
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
    check_arguments(dtm=dtm)
    dtm = by_document(dtm)
    counts, sizes = word_counts(dtm)
    unit = unit_of(base)
    share = weights_of(weights, sizes)
    proportions = proportions_of(counts, sizes)
    part = np.bincount(*pool_parts(proportions, share), minlength=len(sizes)) / unit
    part = np.maximum(part, 0).round(12) + 0.0
    others = [_from_others(proportions, sizes, i, weights) / unit for i in range(len(sizes))]
    filled = sizes > 0
    table = pd.DataFrame({"doc_id": dtm.index, "n_tokens": sizes.astype(np.int64), "weight": share})
    table["divergence"] = np.where(filled, np.round(part / np.where(filled, share, 1), 12), np.nan)
    table["part"] = part
    table["share"] = part / part.sum() if part.sum() > 0 else np.nan
    table["from_others"] = np.round(others, 12)
    return table


def _from_others(proportions: sparse.csr_matrix, sizes: np.ndarray, i: int, weights: str) -> float:
    others = (sizes > 0) & (np.arange(len(sizes)) != i)
    if not sizes[i] or not others.any():
        return math.nan
    return max(float(jsd(*sides(proportions, sizes, i, others, weights)).sum()), 0.0)
