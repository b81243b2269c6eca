"""Agreement: Krippendorff's alpha against published values and where it is not defined."""

import io

import numpy as np
import pandas as pd
import pytest

from framing import (
    FramingError,
    agreement,
    as_coder,
    find_hits,
    label_counts,
    load_lexicon,
    load_mentions,
    load_seeds,
    read_corpus,
)
from framing import unit_labels as labels_of
from framing.scores.agreement import METRICS

# Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, examples A, B and C.
BINARY = pd.DataFrame({"Meg": [0, 1, 0, 0, 0, 0, 0, 0, 1, 0], "Owen": [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]})
WORDS = pd.DataFrame({"Ben": list("aabbdcccedda"), "Gerry": list("babbbccceddd")})
MANY = pd.DataFrame(
    {
        "A": [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        "B": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        "C": [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        "D": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
    }
)
# The example of Wikipedia's article and of fast-krippendorff.
THREE = pd.DataFrame(
    {
        "A": [None] * 5 + [3, 4, 1, 2, 1, 1, 3, 3, None, 3],
        "B": [1, None, 2, 1, 3, 3, 4, 3] + [None] * 7,
        "C": [None, None, 2, 1, 3, 4, 4, None, 2, 1, 1, 3, 3, None, 4],
    }
)


def alpha(labels, metric="nominal"):
    return agreement(labels, metric=metric, draws=10)["alpha"].item()


@pytest.mark.parametrize(
    ("labels", "metric", "published"),
    [
        (BINARY, "nominal", 0.095),
        (WORDS, "nominal", 0.692),
        (MANY, "nominal", 0.743),
        (MANY, "ordinal", 0.815),
        (MANY, "interval", 0.849),
        (MANY, "ratio", 0.797),
        (THREE, "nominal", 0.691),
        (THREE, "interval", 0.811),
    ],
)
def test_published_values(labels, metric, published):
    """Alpha is what the literature prints for its examples."""
    assert round(alpha(labels, metric), 3) == published


def test_two_coders_by_hand():
    """Of four units with one disagreement: 1 - 7 · 2 / (2 · 3 · 5)."""
    assert alpha(pd.DataFrame({"A": [1, 0, 0, 1], "B": [1, 0, 0, 0]})) == pytest.approx(1 - 7 * 2 / 30)


@pytest.mark.parametrize("metric", METRICS)
def test_order_of_coders_and_units_does_not_matter(metric):
    """Alpha is a property of the labels, not of how the table is sorted."""
    turned = MANY.iloc[::-1, ::-1]
    assert alpha(turned, metric) == pytest.approx(alpha(MANY, metric), abs=1e-12)


def test_words_and_numbers_are_alike_for_the_nominal_metric():
    """What labels are called does not matter."""
    names = MANY.replace({1: "one", 2: "two", 3: "three", 4: "four", 5: "five"})
    assert alpha(names) == alpha(MANY)


def row(**columns):
    return agreement(pd.DataFrame(columns), draws=50).iloc[0]


def test_all_alike_is_undefined():
    """With one label in all units nothing can be told from chance; that is said, and no number is made up."""
    found = row(A=[1, 1, 1], B=[1, 1, 1])
    assert (found["bound"], found["agreed"], found["draws"]) == ("all alike", 3, 0)
    assert found[["alpha", "low", "high"]].isna().all()


def test_no_disagreement_is_no_certainty():
    """Where all agree, the interval goes down to what so few units may hide; more units, more certain."""
    few, many = row(A=[1, 0] * 5, B=[1, 0] * 5), row(A=[1, 0] * 50, B=[1, 0] * 50)
    assert (few["alpha"], few["high"], few["bound"]) == (1, 1, "no disagreement")
    hidden = 1 - 0.05 ** (1 / 10)
    assert few["low"] == pytest.approx(1 - hidden * 20 * 19 / 200)
    assert few["low"] < many["low"] < 1


def test_one_unit_has_no_interval():
    """Drawing the only unit again tells nothing."""
    found = row(A=[1, None], B=[0, 1])
    assert (found["units"], found["bound"]) == (1, "too few units")
    assert np.isnan(found["low"])


def test_a_frame_that_nobody_coded_twice():
    """A frame without overlap has a row that says so, beside others that have alpha."""
    index = pd.MultiIndex.from_product([["f", "g"], range(3)], names=["frame", "unit"])
    table = agreement(pd.DataFrame({"A": [1, 0, 1, 1, None, 0], "B": [1, 0, 0, None, 1, None]}, index=index), draws=20)
    assert table["frame"].tolist() == ["f", "g", "all"]
    assert table["bound"].tolist() == ["bootstrap", "no overlap", "bootstrap"]
    assert table["units"].tolist() == [3, 0, 3]


@pytest.mark.parametrize(
    ("labels", "options", "message"),
    [
        ({"A": [1, 0]}, {}, "expected at least two coders, found only 'A'"),
        ({}, {}, "expected at least two coders, found none"),
        ({"A": [1, None], "B": [None, 1]}, {}, r"no unit has labels of two coders \(A, B\)"),
        ({"A": [], "B": []}, {}, "no unit has labels of two coders"),
        ({"A": ["x"], "B": ["y"]}, {"metric": "ordinal"}, "expected numbers for labels here, found 'x'"),
        ({"A": [1], "B": [-1]}, {"metric": "ratio"}, "expected numbers of 0 or more"),
        ({"A": [1], "B": [np.inf]}, {"metric": "interval"}, "expected numbers for labels here, found inf"),
        ({"A": [1], "B": [1]}, {"metric": "cardinal"}, "unknown metric 'cardinal'"),
        ({"A": [1], "B": [1]}, {"level": 95}, "level must lie between 0 and 1"),
    ],
)
def test_what_cannot_be_compared_is_refused(labels, options, message):
    """Each mistake in the labels is one error that says what it is."""
    with pytest.raises(FramingError, match=message):
        agreement(pd.DataFrame(labels), **options)


def test_two_columns_of_one_coder():
    """A coder is one column."""
    with pytest.raises(FramingError, match="two columns are called 'A'"):
        agreement(pd.DataFrame([[1, 0]], columns=["A", "A"]))


def test_the_seed_decides():
    """One seed, one interval; a wider level, a wider interval around alpha."""
    first, again = agreement(MANY), agreement(MANY)
    pd.testing.assert_frame_equal(first, again)
    wide, narrow = (agreement(MANY, level=level).iloc[0] for level in (0.99, 0.5))
    assert wide["low"] <= narrow["low"] <= wide["alpha"] <= narrow["high"] <= wide["high"]


def test_the_interval_is_that_of_plain_resampling():
    """The interval agrees with alpha of tables whose rows were drawn one by one."""
    rng = np.random.default_rng(1)
    labels = pd.DataFrame({"A": rng.integers(0, 2, 60), "B": rng.integers(0, 2, 60)})
    labels.loc[:39, "B"] = labels.loc[:39, "A"]
    drawn = [alpha(labels.iloc[rng.integers(60, size=60)].reset_index(drop=True)) for _ in range(400)]
    found = agreement(labels, draws=4000).iloc[0]
    assert found[["low", "high"]].tolist() == pytest.approx(np.quantile(drawn, [0.025, 0.975]).tolist(), abs=0.05)


def test_labels_are_counted():
    """Each coder's coded and marked units stand beside each other; a missing label is neither."""
    table = label_counts(pd.DataFrame({"A": [0, 2, None], "B": [None, None, None]}))
    assert table.iloc[:, 1:4].values.tolist() == [["A", 2, 1], ["B", 0, 0]]
    assert np.isnan(table["share"].iloc[1])


@pytest.fixture(scope="module")
def seeds():
    corpus, lexicon = load_seeds(), load_lexicon()
    mentions = pd.concat([load_mentions(corpus), as_coder(find_hits(corpus, lexicon, leave_out="own"))])
    return agreement(labels_of(mentions, corpus, frames=lexicon.frame_names), pairs=True, draws=200)


@pytest.mark.parametrize(
    ("coders", "alphas"),
    [
        ("B, C", [0.88, 0.93, 0.94]),
        ("B, lexicon", [0.42, 0.62, 0.86]),
        ("C, lexicon", [0.38, 0.56, 0.86]),
    ],
)
def test_the_five_articles(seeds, coders, alphas):
    """By sentence, the coders by the codebook agree; the lexicon agrees with them less, least on the great game."""
    rows = seeds[seeds["coders"] == coders]
    assert rows["frame"].tolist() == ["great_game", "second_front", "border_security", "all"]
    assert rows["alpha"].round(2).tolist()[:3] == alphas
    assert (rows["low"] < rows["alpha"]).all()


def test_labels_from_a_file():
    """What labels are of may have become columns, and ids numbers: these are no coders."""
    index = pd.MultiIndex.from_product([["f", "g"], ["1"], [0, 5, 9]], names=["frame", "doc_id", "start"])
    labels = pd.DataFrame({"anna": [1, 0, 1, 1, 0, 0], "ben": [1, 0, 0, 1, 0, 1]}, index=index)
    read = pd.read_csv(io.StringIO(labels.to_csv()))
    for measure in (label_counts, agreement):
        for table in (read, labels.reset_index(), read.set_index(["frame", "doc_id", "start"])):
            pd.testing.assert_frame_equal(measure(table), measure(labels))
    with pytest.raises(FramingError, match="expected labels to be a table of labels"):
        agreement(read_corpus(["A border."]))
