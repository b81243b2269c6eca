"""
Draws to the ends of intervals: percentiles, plain or corrected for bias and acceleration; at a level for few units.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def percentiles(drawn: np.ndarray, level: float) -> np.ndarray:
    """The middle ``level`` of the draws, scores × 2."""
    tail = (1 - level) / 2
    return np.quantile(drawn, [tail, 1 - tail], axis=0).T


def widened(level: float, units: int, articles: int = 1) -> float:
    """
    The level at which draws of few units give about the interval that ``level`` promises.

    Draws vary by ``sqrt((n - 1) / n)`` too little, and their percentiles stand where those of a normal distribution do,
    not of Student's. So ``1 - level`` becomes ``2 Phi(sqrt(n / d) t_d)``, with ``d = n - articles`` and ``t_d`` the
    quantile of Student's distribution with ``d`` degrees of freedom for ``(1 - level) / 2`` (Hesterberg 2015, the
    expanded percentile interval).

    >>> [round(widened(0.95, n), 4) for n in (5, 10, 40, 1000)]
    [0.9981, 0.9829, 0.9595, 0.9504]
    """
    from scipy.special import ndtr, stdtrit

    free = units - articles
    tail = ndtr(np.sqrt(units / free) * stdtrit(free, (1 - level) / 2))
    return float(1 - 2 * max(tail, 1e-12))  # of two or three units: from the least to the greatest draw


def bca(
    drawn: np.ndarray, observed: np.ndarray, left_out: Sequence[np.ndarray], *, level: float
) -> tuple[np.ndarray, np.ndarray]:
    """
    Ends of bias-corrected and accelerated intervals, and where the plain percentiles stand in for them.

    With ``z`` the standard normal quantile, ``z0 = z(share of draws below the observed value, half of the equal ones
    counted)`` and the acceleration ``a = sum_j(sum_i(u³) / n_j³) / (6 sum_j(sum_i(u²) / n_j²) ** 1.5)``, where
    ``u = (n_j - 1) (mean of the values with one unit left out - the value with unit i left out)``, the end for
    ``alpha`` is the percentile ``Phi(z0 + (z0 + z(alpha)) / (1 - a (z0 + z(alpha))))`` of the draws (Efron 1987,
    Efron and Tibshirani 1993, ch. 14).

    Parameters
    ----------
    drawn : array, draws × scores
    observed : array, scores
    left_out : arrays, units × scores
        One an article: the scores with each of its units left out.
    level : float

    Returns
    -------
    (array, scores × 2; bool array, scores)

    Examples
    --------
    >>> drawn, observed = np.arange(100.0)[:, None], np.array([49.5])
    >>> ends, plain = bca(drawn, observed, [np.array([[1.0], [2.0], [3.0]])], level=0.9)
    >>> ends.round(2).tolist(), plain.tolist()  # neither bias nor acceleration: the percentiles
    ([[4.95, 94.05]], [False])
    """
    from scipy.special import ndtr, ndtri

    ends = percentiles(drawn, level)
    below = ((drawn < observed).mean(axis=0) + (drawn <= observed).mean(axis=0)) / 2
    cubes, squares = np.zeros(len(observed)), np.zeros(len(observed))
    for values in left_out:
        n = len(values)
        u = (n - 1) * (values.mean(axis=0) - values)
        cubes += (u**3).sum(axis=0) / n**3
        squares += (u**2).sum(axis=0) / n**2
    # The mean of equal values may differ from them in the last bit.
    moved = squares > 1e-24 * np.maximum(observed**2, 1e-300)
    defined = moved & (below > 0) & (below < 1)
    acceleration = np.divide(cubes, 6 * squares**1.5, out=np.zeros(len(observed)), where=moved)
    z0 = ndtri(np.where(defined, below, 0.5))
    tail = (1 - level) / 2
    for end, z in enumerate(ndtri([tail, 1 - tail])):
        slope = 1 - acceleration * (z0 + z)
        defined &= slope > 0  # beyond that the percentile runs backwards
        share = ndtr(z0 + (z0 + z) / np.where(slope > 0, slope, 1))
        for score in np.flatnonzero(defined):
            # Rounded, since the last bits of a normal quantile differ between machines.
            ends[score, end] = np.quantile(drawn[:, score], round(float(share[score]), 12))
    plain = ~defined
    ends[plain] = percentiles(drawn[:, plain], level)
    return ends, plain
