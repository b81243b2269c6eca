"""Claims: decided by a table, and by nothing else."""

import numpy as np
import pandas as pd
import pytest
from declared import declared
from hypothesis import given
from hypothesis import strategies as st
from small_corpus import CORPUS, LEXICON

from framing import FramingError, claim, higher, highest, leading, robustness, specifications
from framing.scores.specifications import Specifications

COLUMNS = pd.MultiIndex.from_product([["game", "border"], ["a", "b", "c"]], names=["frame", "doc_id"])
SEVERAL = declared(normaliser=["per 1,000 tokens", "share of sentences", "share of paragraphs"])
EVERY = specifications(CORPUS, LEXICON, declaration=SEVERAL, draws=200)


def of_margins(others, draws, main=1.0):
    """Return specifications in which article a has so much more of the game than b, the first the main one."""
    tables = []
    for values in ([main, *others], draws):
        table = pd.DataFrame(0.0, index=range(len(values)), columns=COLUMNS)
        table["game", "a"] = values
        tables.append(table)
    normalisers = ["per 1,000 tokens"] + ["share of sentences"] * len(others)
    grid = pd.DataFrame({"normaliser": normalisers, "main": [True] + [False] * len(others)})
    return Specifications(SEVERAL, pd.DataFrame(), grid, *tables)


@pytest.mark.parametrize(
    ("others", "draws", "main", "verdict"),
    [
        ([1.0] * 19, [1.0] * 99, 1.0, "holds"),
        ([1.0] * 18 + [-1.0], [1.0] * 99, 1.0, "holds"),  # 19 of 20 are 95 %
        ([1.0] * 17 + [-1.0], [1.0] * 99, 1.0, "fragile"),  # 18 of 19 are less
        ([1.0] * 17 + [0.0], [1.0] * 99, 1.0, "fragile"),  # a tie does not bear it out
        ([1.0] * 17 + [np.nan], [1.0] * 99, 1.0, "fragile"),  # nor does what cannot be told
        ([1.0] * 19, [1.0] * 90 + [-1.0] * 10, 1.0, "fragile"),  # the interval reaches below 0
        ([1.0] * 19, [np.nan] * 99, 1.0, "fragile"),  # there is no interval
        ([1.0] * 19, [1.0] * 99, 0.0, "not supported"),
        ([1.0] * 19, [1.0] * 99, np.nan, "not supported"),
    ],
)
def test_the_rule_of_the_verdict(others, draws, main, verdict):
    """A claim holds only if the main specification, its whole interval and 95 % of the specifications say so."""
    assert claim("x", "So.", of_margins(others, draws, main), higher("game", "a", "b")).verdict == verdict


def test_a_claim_by_hand():
    """Value, counts and sentence of a claim are those of its table."""
    made = claim("more", "a has more of the game than c.", EVERY, higher("game", "a", "c"))

    assert made.value == EVERY.rates["game", "a"].iloc[0] == 1000 * 3 / 15
    assert (made.kept, made.specifications, made.unit) == (3, 3, "per 1,000 tokens")
    assert made.margins["margin"].round(4).tolist() == [200, 0.4, round(2 / 3, 4)]
    assert repr(made).startswith(f"a has more of the game than c. {made.verdict.capitalize()}: margin 200.00 per 1,000")
    assert repr(made).endswith("true in 3 of 3 specifications.")
    assert made._repr_markdown_().replace("**", "") == repr(made)


def test_nothing_found_is_not_none():
    """Against an article without a hit the interval allows for what it may hide."""
    made = claim("more", "a has more of the game than c.", EVERY, higher("game", "a", "c"))
    found = EVERY.draws["game", "a"].quantile([0.025, 0.975])

    assert made.low < found.iloc[0]
    assert made.high < found.iloc[1]


@given(st.lists(st.floats(0, 100), min_size=6, max_size=6))
def test_at_most_one_article_has_most(values):
    """Highest and leading are above 0 for one at most, and agree with the pairs."""
    rates = pd.DataFrame([values], columns=COLUMNS)
    most = {doc_id: highest("game", doc_id)(rates).iloc[0] for doc_id in "abc"}
    first = [leading(frame, "a")(rates).iloc[0] > 0 for frame in ("game", "border")]

    assert sum(margin > 0 for margin in most.values()) <= 1
    assert sum(first) <= 1
    for doc_id, margin in most.items():
        assert margin == min(higher("game", doc_id, other)(rates).iloc[0] for other in "abc" if other != doc_id)


def test_what_cannot_be_told_of_one_cannot_be_told():
    """An article without a score leaves open which one has most."""
    rates = pd.DataFrame([[1.0, np.nan, 0, 0, 0, 0]], columns=COLUMNS)
    assert np.isnan(highest("game", "a")(rates).iloc[0])


def test_robustness_by_hand():
    """In all specifications and by each choice, every specification is true, tied, reversed or unknown."""
    table = robustness(claim("x", "So.", of_margins([2.0, 0.0, -1.0, np.nan], [1.0]), higher("game", "a", "b")))

    assert table.values.tolist() == [
        ["all", "", 2, 1, 1, 1, 5, 0.4],
        ["normaliser", "per 1,000 tokens", 1, 0, 0, 0, 1, 1.0],
        ["normaliser", "share of sentences", 1, 1, 1, 1, 4, 0.25],
    ]


def test_claims_about_other_tables():
    """A claim may rest on any table: with its own interval, and on the same table under other choices."""
    tables = {"cosine": pd.Series([0.5, 0.2, 0.7]), "words": pd.Series([-0.1, -0.3, 0.2])}
    made = claim("near", "They are alike.", tables["cosine"], tuple, others={"words": tables["words"]})

    assert (made.value, made.low, made.high, made.kept, made.specifications) == (0.5, 0.2, 0.7, 1, 2)
    assert made.verdict == "fragile"
    assert made.margins["alternative"].tolist() == ["main", "words"]
    assert claim("near", "They are alike.", 0.5, float).verdict == "fragile"  # nothing says how sure it is


@pytest.mark.parametrize(
    ("evidence", "test", "message"),
    [
        (EVERY, len, "expected a test that gives one margin a row of the table, found int"),
        (EVERY, higher("gama", "a", "b"), "unknown frame 'gama'; did you mean 'game'"),
        (EVERY, higher("game", "a", "d"), "unknown doc_id 'd'. Known: a, b, c"),
        (1.0, lambda value: (value, 2.0, 3.0), "with the margin between them"),
        (1.0, lambda value: (value, 2.0), "margin between them; found"),
        ("much", str, "between them; found 'much'"),
    ],
)
def test_a_test_that_decides_nothing(evidence, test, message):
    """A test that gives no margins is refused, with what was expected."""
    with pytest.raises(FramingError, match=message):
        claim("x", "So.", evidence, test)


def test_a_claim_has_a_name_and_a_sentence():
    """Neither may be empty; and specifications bring their alternatives with them."""
    with pytest.raises(FramingError, match="a claim needs a name, found ' '"):
        claim(" ", "So.", 1.0, float)
    with pytest.raises(FramingError, match="a claim needs a text, found ''"):
        claim("x", "", 1.0, float)
    with pytest.raises(FramingError, match="hold the other ones already"):
        claim("x", "So.", EVERY, higher("game", "a", "b"), others={})
