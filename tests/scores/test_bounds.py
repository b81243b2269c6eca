"""Bounds: what so few draws may hide."""

import pandas as pd
import pytest

from framing.scores.bounds import hidden_share


def test_hidden_share_is_the_rule_of_three():
    """With many draws, what nobody saw is at most three in so many."""
    assert hidden_share(pd.Series([1000]))[0] == pytest.approx(3 / 1000, rel=0.01)
