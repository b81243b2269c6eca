"""The rank order of articles over all specifications."""

import pandas as pd
from declared import declared
from hypothesis import given
from hypothesis import strategies as st

from framing import rank_shares
from framing.scores.specifications import Specifications


def of_rates(rows):
    """Return specifications with these rates of one frame, the first of them the main one."""
    columns = pd.MultiIndex.from_product([["f"], [f"text{n}" for n in range(len(rows[0]))]], names=["frame", "doc_id"])
    rates = pd.DataFrame(rows, columns=columns, dtype=float)
    grid = pd.DataFrame({"main": [number == 0 for number in range(len(rows))]})
    return Specifications(declared(), pd.DataFrame(), grid, rates, rates)


def test_ranks_by_hand():
    """Two specifications that differ give halves; articles that are tied share their ranks."""
    table = rank_shares(of_rates([[3, 1, 2], [2, 2, 5], [None, 1, 1]]))
    shares = table.pivot(index="doc_id", columns="rank", values="share")

    assert shares.values.tolist() == [[0.5, 0.25, 0.25], [0, 0.25, 0.75], [0.5, 0.5, 0]]
    assert set(table["specifications"]) == {2}
    assert table["main"].tolist() == [1, 0, 0, 0, 0, 1, 0, 1, 0]


@given(st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=3), min_size=1, max_size=6))
def test_every_rank_is_given_once(rows):
    """Over the ranks of an article and over the articles of a rank, shares add up to 1."""
    table = rank_shares(of_rates(rows))
    for key in ("doc_id", "rank"):
        assert table.groupby(key)["share"].sum().round(9).tolist() == [1, 1, 1]
