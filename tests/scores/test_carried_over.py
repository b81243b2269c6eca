"""Shares of some articles carried over to another: a posterior that few or unlike articles leave wide."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.scores import carried_over
from framing.scores.carried_over import Posterior, log_likelihoods

EVENLY = (np.arange(20_000) + 0.5) / 20_000


def interval(marked, of):
    """The middle 95 of 100 shares of another article."""
    known = Posterior(log_likelihoods(np.array(marked), np.array(of)).sum(axis=0))
    return np.quantile(known.shares(EVENLY, np.random.default_rng(0)), [0.025, 0.975])


def test_what_makes_an_interval_wide():
    """Few articles, articles that differ, and nothing at all, in this order."""
    alike, few, unlike = (
        interval([20] * 30, [100] * 30),
        interval([20] * 4, [100] * 4),
        interval([5, 35] * 15, [100] * 30),
    )
    widths = [high - low for low, high in (alike, few, unlike, interval([], []))]
    assert widths == sorted(widths)
    assert alike == pytest.approx([0.2, 0.2], abs=0.07)
    assert widths[-1] > 0.99


def test_articles_may_be_left_out_without_a_sentence():
    """An article without such sentences says nothing."""
    assert interval([3, 0], [10, 0]).tolist() == interval([3], [10]).tolist()


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8))
def test_marked_and_unmarked_are_mirrored(counts):
    """Shares are shares, and what is not marked is as certain as what is."""
    marked, rest = (np.array([pair[i] for pair in counts], dtype=np.float64) for i in (0, 1))
    low, high = interval(marked, marked + rest)
    assert 0 <= low <= high <= 1
    assert interval(rest, marked + rest) == pytest.approx([1 - high, 1 - low], abs=0.05)


def test_the_grid_is_fine_enough(monkeypatch):
    """Twice as many cells move no end by a hundredth."""
    cases = [([3, 5, 7, 17], [29, 30, 82, 44]), ([0, 1, 0, 1], [22, 28, 34, 75]), ([20] * 30, [100] * 30)]
    coarse = [interval(*case) for case in cases]
    monkeypatch.setattr(carried_over, "MEANS", 2 * carried_over.MEANS)
    monkeypatch.setattr(carried_over, "SPREADS", 2 * carried_over.SPREADS)
    carried_over.grid.cache_clear()
    try:
        assert np.allclose(coarse, [interval(*case) for case in cases], atol=0.01)
    finally:
        carried_over.grid.cache_clear()
