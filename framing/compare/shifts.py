"""
Dtm to word shifts: each word's part in what sets articles apart.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.special import entr

from framing.compare.dtm import by_document
from framing.compare.proportions import (
    column_sums,
    jsd,
    pool_parts,
    proportions_of,
    sides,
    unit_of,
    weights_of,
    word_counts,
)
from framing.errors import FramingError, unknown
from framing.hits.arguments import check_arguments

STATISTICS = ("jsd", "entropy", "proportion")
_COLUMNS = ["word", "count", "per_1000", "ref_count", "ref_per_1000", "contribution", "share", "direction"]


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
    check_arguments(dtm=dtm)
    dtm = by_document(dtm)
    counts, sizes = word_counts(dtm)
    unit = unit_of(base)
    if statistic not in STATISTICS:
        raise FramingError(unknown("statistic", statistic, STATISTICS))
    share = weights_of(weights, sizes)
    if first is None:
        if second is not None or statistic != "jsd":
            what = f"second={second!r}" if second is not None else f"statistic={statistic!r}"
            raise FramingError(f"{what} needs a first document. Name it, or hold all against the pool with 'jsd' only.")
        return _all_shifts(dtm, counts, sizes, share, unit)
    i = _place(dtm, first, sizes)
    others, reference = _reference(dtm, sizes, first, second)
    p1, p2, w1 = sides(proportions_of(counts, sizes), sizes, i, others, weights)
    contribution, toward = _contributions(statistic, p1, p2, w1, unit)
    total = np.abs(contribution).sum()
    table = pd.DataFrame(
        {
            "word": dtm.columns.astype("str"),
            "count": counts[[i]].toarray()[0].astype(np.int64),
            "per_1000": 1000 * p1,
            "ref_count": column_sums(counts[np.flatnonzero(others)]).astype(np.int64),
            "ref_per_1000": 1000 * p2,
            "contribution": contribution,
            "share": np.abs(contribution) / total if total > 0 else np.nan,
            "direction": np.select([toward > 0, toward < 0], [str(first), reference], ""),
        }
    ).astype({"direction": "str"})
    table = table[(p1 > 0) | (p2 > 0)]
    return table.iloc[np.lexsort((table["word"], -table["contribution"].abs()))].reset_index(drop=True)


def _reference(dtm: pd.DataFrame, sizes: np.ndarray, first: str, second: str | None) -> tuple[np.ndarray, str]:
    """Which documents the first is held against, and what they are called."""
    if second is None:
        others = (sizes > 0) & (np.arange(len(sizes)) != _place(dtm, first, sizes))
        if not others.any():
            raise FramingError(f"there is nothing to hold {first!r} against: no other document has a word. Add one.")
        return others, "others"
    others = np.arange(len(sizes)) == _place(dtm, second, sizes)
    if first == second:
        raise FramingError(f"expected two documents, found {first!r} twice. Name another, or leave out the second.")
    return others, str(second)


def _contributions(
    statistic: str, p1: np.ndarray, p2: np.ndarray, w1: float, unit: float
) -> tuple[np.ndarray, np.ndarray]:
    """Each word's part, and towards which side it speaks: above 0 the first, below 0 the second."""
    if statistic == "jsd":
        contribution = jsd(p1, p2, w1) / unit
    elif statistic == "entropy":
        contribution = (entr(p1) - entr(p2)) / unit
    else:
        contribution = p1 - p2
    contribution = contribution.round(12) + 0.0  # last bits differ between processors
    toward = np.sign(p1 - p2 if statistic == "jsd" else contribution)
    return contribution, np.where(contribution == 0, 0, toward)


def _all_shifts(
    dtm: pd.DataFrame, counts: sparse.csr_matrix, sizes: np.ndarray, share: np.ndarray, unit: float
) -> pd.DataFrame:
    proportions = proportions_of(counts, sizes)
    rows, nats = pool_parts(proportions, share)
    contribution = (nats / unit).round(12) + 0.0
    total = np.abs(contribution).sum()
    words, pooled, pool = counts.indices, column_sums(counts), proportions.T @ share
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
