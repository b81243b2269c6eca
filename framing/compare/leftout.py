"""
Counts to ranges: between which values a statistic lies if each document in turn is left out.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse

from framing.compare.keystatistics import Measure, score


def ranges(
    measure: Measure, matrix: sparse.csr_array, codes: np.ndarray, cells: dict[str, np.ndarray]
) -> dict[str, np.ndarray]:
    """The least and greatest value of the statistic in each row, without each document in turn."""
    columns, places = np.unique(cells["column"], return_inverse=True)
    number, lengths, listed = cells["number"], matrix.sum(axis=1), matrix[:, columns]
    measure = measure.of(cells["column"])
    a, n, b, m = (cells[column] for column in ("count", "n_tokens", "ref_count", "ref_n_tokens"))
    size = lengths  # what leaving out a document takes off n or m
    if measure.statistic == "dispersion":
        a, b, n = cells["documents"], cells["ref_documents"], np.bincount(codes)[number]
        m, size = len(codes) - n, np.ones(len(codes), dtype=np.int64)
        listed.data = np.minimum(listed.data, 1)
    low, high = np.full(len(places), np.nan), np.full(len(places), np.nan)
    for document in np.flatnonzero(lengths):
        found = np.zeros(len(columns), dtype=np.int64)
        some = slice(listed.indptr[document], listed.indptr[document + 1])
        found[listed.indices[some]] = listed.data[some]
        own = number == codes[document]
        less, less_ref = np.where(own, found[places], 0), np.where(own, 0, found[places])
        own_size = np.where(own, size[document], 0)
        scores = score(measure, a - less, n - own_size, b - less_ref, m - (size[document] - own_size))
        # A group, or the rest, that is left without tokens is compared with nothing.
        remain = np.where(own, cells["n_tokens"], cells["ref_n_tokens"]) > lengths[document]
        values = np.where(remain, scores[measure.columns[-1]], np.nan)
        low, high = np.fmin(low, values), np.fmax(high, values)
    missing = (cells["n_tokens"] == 0) | (cells["ref_n_tokens"] == 0)
    return {"low": np.where(missing, np.nan, low), "high": np.where(missing, np.nan, high)}
