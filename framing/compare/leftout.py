"""
Counts to ranges: between which values a statistic lies if each document in turn is left out.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse

from framing.compare.keystatistics import Measure, score


def ranges(
    measure: Measure,
    matrix: sparse.csr_array,
    codes: np.ndarray,
    articles: np.ndarray,
    cells: dict[str, np.ndarray],
) -> dict[str, np.ndarray]:
    """
    The least and greatest value of the statistic in each row, without each document in turn.

    ``codes`` are the groups of the rows of the matrix, ``articles`` the numbers, rising, of their documents.
    """
    columns, places = np.unique(cells["column"], return_inverse=True)
    number, lengths, listed = cells["number"], matrix.sum(axis=1), matrix[:, columns]
    measure = measure.of(cells["column"])
    a, n, b, m = (cells[column] for column in ("count", "n_tokens", "ref_count", "ref_n_tokens"))
    size = lengths  # what leaving out a row takes off n or m
    if measure.statistic == "dispersion":
        a, b, n = cells["documents"], cells["ref_documents"], np.bincount(codes)[number]
        m, size = len(codes) - n, np.ones(len(codes), dtype=np.int64)
        listed.data = np.minimum(listed.data, 1)
    low, high = np.full(len(places), np.nan), np.full(len(places), np.nan)
    for article in np.unique(articles[lengths > 0]):
        less = less_ref = less_n = less_m = words = ref_words = 0
        for row in range(*np.searchsorted(articles, [article, article + 1])):
            found = np.zeros(len(columns), dtype=np.int64)
            some = slice(listed.indptr[row], listed.indptr[row + 1])
            found[listed.indices[some]] = listed.data[some]
            own = number == codes[row]
            less = less + np.where(own, found[places], 0)
            less_ref = less_ref + np.where(own, 0, found[places])
            less_n = less_n + np.where(own, size[row], 0)
            less_m = less_m + np.where(own, 0, size[row])
            words = words + np.where(own, lengths[row], 0)
            ref_words = ref_words + np.where(own, 0, lengths[row])
        scores = score(measure, a - less, n - less_n, b - less_ref, m - less_m)
        # A group, or the rest, that is left without tokens is compared with nothing.
        remain = (cells["n_tokens"] > words) & (cells["ref_n_tokens"] > ref_words)
        values = np.where(remain, scores[measure.columns[-1]], np.nan)
        low, high = np.fmin(low, values), np.fmax(high, values)
    return {"low": low, "high": high}
