"""
Shares in some articles to what they may be in another one: a beta-binomial model, its posterior on a grid.

Of ``n_k`` sentences of article ``k``, ``y_k`` are marked. Each article has a share of its own, drawn from one beta
distribution: ``y_k ~ Binomial(n_k, p_k)``, ``p_k ~ Beta(m s, (1 - m) s)``. Nothing is known of mean ``m`` and spread
beforehand but ``m ~ Beta(1/2, 1/2)`` (Jeffreys) and ``s ** -0.5 ~ half-Cauchy(0.3)``, cut at 1: a prior that lets
articles be alike and lets them differ widely (Gelman 2006, *Bayesian Analysis* 1: 515-534). So few articles give wide
intervals, and articles that differ give wider ones.
"""

from __future__ import annotations

from functools import cache

import numpy as np

MEANS, SPREADS = 120, 30  # cells of the grid; twice as many move no end of an interval by a hundredth
SCALE = 0.3  # of the half-Cauchy: articles with a mean share of one half differ by 0.15 or so


@cache
def grid() -> tuple[np.ndarray, np.ndarray]:
    """Both parameters of the beta distribution in each cell; all cells weigh the same, and their means ascend."""
    mean = np.sin((np.arange(MEANS) + 0.5) / MEANS * np.pi / 2) ** 2  # equal steps of the arcsine: Beta(1/2, 1/2)
    spread = SCALE * np.tan((np.arange(SPREADS) + 0.5) / SPREADS * np.arctan(1 / SCALE))  # quantiles up to 1
    mean, size = np.repeat(mean, SPREADS), np.tile(spread**-2, MEANS)
    return mean * size, (1 - mean) * size


def log_likelihoods(marked: np.ndarray, of: np.ndarray) -> np.ndarray:
    """Of each article (row) and cell of the grid the log likelihood; counts may be weighted ones."""
    from scipy.special import betaln

    a, b = grid()
    marked, of = marked[:, None], of[:, None]
    return betaln(marked + a, of - marked + b) - betaln(a, b)


class Posterior:
    """
    What is known of shares after some articles, from the sum of their log likelihoods.

    >>> alike = Posterior(log_likelihoods(np.array([20, 22, 18]), np.array([100, 100, 100])).sum(axis=0))
    >>> shares = alike.shares(np.linspace(0, 1, 1000), np.random.default_rng(0))
    >>> np.quantile(shares, [0.025, 0.5, 0.975]).round(1).tolist()
    [0.1, 0.2, 0.3]
    """

    def __init__(self, log_likelihood: np.ndarray) -> None:
        weights = np.exp(log_likelihood - log_likelihood.max())
        self._up_to = np.cumsum(weights / weights.sum())

    def shares(self, places: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        """Shares of another article; ``places``, uniform between 0 and 1, pick the cells, low means first."""
        cells = np.minimum(np.searchsorted(self._up_to, places, side="right"), len(self._up_to) - 1)
        a, b = (parameter[cells] for parameter in grid())
        return rng.beta(a, b)
