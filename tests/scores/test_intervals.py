"""Intervals: the ends that SciPy finds in the same draws."""

import numpy as np
import pytest
from scipy import stats

from framing.scores.intervals import bca


def test_bca_is_that_of_scipy_on_the_same_draws():
    """From the same draws the corrected interval is SciPy's to the last digits, for one sample and for two."""
    rng = np.random.default_rng(3)
    one, two = rng.poisson(2, 20).astype(float), rng.poisson(3, 12).astype(float)

    def both(x, y, axis):
        return (x.sum(axis=axis) + y.sum(axis=axis)) / 7

    whole = one.sum() + two.sum()
    for data, statistic, left_out in (
        ((one,), lambda x, axis: x.mean(axis=axis) ** 2, [((one.sum() - one) / (len(one) - 1)) ** 2]),
        ((one, two), both, [(whole - one) / 7, (whole - two) / 7]),
    ):
        found = stats.bootstrap(data, statistic, n_resamples=999, method="BCa", rng=5, confidence_level=0.9)
        observed = np.array([statistic(*data, axis=-1)])
        ends, plain = bca(
            found.bootstrap_distribution[:, None], observed, [values[:, None] for values in left_out], level=0.9
        )

        assert ends[0] == pytest.approx([*found.confidence_interval], rel=1e-9)
        assert plain.tolist() == [False]
