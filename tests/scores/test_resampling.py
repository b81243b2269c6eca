"""Resampling: sums of draws, the same on any machine."""

import numpy as np

from framing.scores.resampling import dealt, resampled


def test_draws_do_not_hang_on_memory():
    """Whether draws are made all at once or a few at a time, they are the same; and these, on any machine."""
    values = np.array([[4, 1], [2, 0], [3, 2], [7, 1]])
    sums = resampled(values, 50, np.random.default_rng(1))

    assert sums[:4].tolist() == [[19.0, 4.0], [22.0, 4.0], [15.0, 2.0], [13.0, 1.0]]
    for cells in (1, 12, 100):
        assert resampled(values, 50, np.random.default_rng(1), cells=cells).tolist() == sums.tolist()


def test_deals_keep_the_number_of_paragraphs():
    """Every random split gives each its own number of paragraphs, each paragraph once."""
    chosen = dealt(np.eye(6, dtype=np.int64), 2, 200, np.random.default_rng(0))

    assert set(chosen.reshape(-1)) == {0.0, 1.0}
    assert (chosen.sum(axis=1) == 2).all()
    assert len(np.unique(chosen, axis=0)) == 15
