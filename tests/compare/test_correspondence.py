"""Planes: against a textbook, SciPy's chi-squared and hand values."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy.stats import chi2_contingency

from framing import (
    FramingError,
    correspondence,
    document_term_matrix,
    load_seeds,
    read_corpus,
)

SEEDS = load_seeds()
# Greenacre 2017, exhibit 9.1: smoking among the staff of a firm (none, light, medium, heavy).
SMOKING = pd.DataFrame(
    [[4, 2, 3, 2], [4, 3, 7, 4], [25, 10, 12, 4], [18, 24, 33, 13], [10, 6, 7, 2]],
    index=["SM", "JM", "SE", "JE", "SC"],
    columns=["none", "light", "medium", "heavy"],
)


def test_smokers_by_the_textbook():
    """Inertias, coordinates and qualities of the textbook's smokers are those it prints."""
    plane = correspondence(SMOKING, min_count=1)
    points = plane.points.set_index("name")

    assert plane.axes["inertia"].round(6).tolist() == [0.074759, 0.010017, 0.000414]
    assert plane.axes["share"].round(3).tolist() == [0.878, 0.118, 0.005]
    assert plane.n_tokens == 193
    # Up to the sign of an axis.
    x = points["x"] * np.sign(points.loc["SE", "x"]) * -1
    assert x[list(SMOKING.index)].round(3).tolist() == [-0.066, 0.259, -0.381, 0.233, -0.201]
    assert x[list(SMOKING.columns)].round(3).tolist() == [-0.393, 0.099, 0.196, 0.294]
    assert points.loc[list(SMOKING.index), "inertia"].round(6).tolist() == [
        0.002673,
        0.011881,
        0.038314,
        0.026269,
        0.006053,
    ]
    assert points.loc["SE", "mass"] == pytest.approx(51 / 193)


@given(
    arrays.arrays(np.int64, st.tuples(st.integers(2, 5), st.integers(2, 5)), elements=st.integers(0, 9)).filter(
        lambda counts: counts.sum(axis=1).all() and counts.sum(axis=0).all()
    )
)
def test_inertia_is_chi_squared(counts):
    """Total inertia is SciPy's chi-squared by n; axes, documents and words each add up to it; shares add up to one."""
    dtm = pd.DataFrame(counts, index=[f"d{i}" for i in range(len(counts))])
    plane = correspondence(dtm, min_count=1, n_components=3)
    statistic = chi2_contingency(counts, correction=False).statistic

    assert plane.inertia == pytest.approx(statistic / counts.sum(), abs=1e-9)
    assert plane.axes["inertia"].sum() == pytest.approx(plane.inertia, abs=1e-9)
    for _, points in plane.points.groupby("kind"):
        assert points["inertia"].sum() == pytest.approx(plane.inertia, abs=1e-9)
        assert points["mass"].sum() == pytest.approx(1)
        for k, axis in enumerate("xyz"):
            made = points["mass"] @ points[axis] ** 2
            there = k < len(plane.axes)
            assert made == pytest.approx(plane.axes["inertia"].iloc[k] if there else 0, abs=1e-7)
            assert points[f"contribution_{axis}"].sum() == pytest.approx(1 if there else 0)
            # Both clouds balance at the origin.
            assert points["mass"] @ points[axis] == pytest.approx(0, abs=1e-7)
    assert (plane.points["cos2"].dropna() <= 1 + 1e-9).all()


def test_two_by_two_by_hand():
    """Of two documents the only axis holds everything, and its inertia is the square of phi; the second is 0."""
    plane = correspondence(pd.DataFrame([[3, 1], [1, 3]], index=["a", "b"], columns=["x", "y"]), min_count=1)

    assert plane.inertia == pytest.approx(0.25)
    assert plane.axes.values.tolist() == [[1, pytest.approx(0.25), 1, 1]]
    assert plane.points["x"].tolist() == pytest.approx([0.5, -0.5, 0.5, -0.5])
    assert plane.points["y"].tolist() == [0, 0, 0, 0]
    assert plane.points["contribution"].tolist() == pytest.approx([0.5] * 4)
    assert plane.points["contribution_y"].isna().all()
    assert plane.points["cos2"].tolist() == pytest.approx([1] * 4)


def test_signs_are_ours():
    """The document that makes most of an axis is on its positive side, in whatever order the words come."""
    dtm = document_term_matrix(SEEDS)
    plane, mirrored = correspondence(dtm), correspondence(dtm[dtm.columns[::-1]])
    documents = plane.points[plane.points["kind"] == "document"]

    for axis in "xy":
        first = documents.sort_values(f"contribution_{axis}", kind="stable").iloc[-1]
        assert first[axis] > 0
    again = mirrored.points.set_index("name").loc[plane.points["name"]]
    assert again[["x", "y"]].to_numpy() == pytest.approx(plane.points[["x", "y"]].to_numpy())


def test_rare_words_stay_out_and_are_named():
    """Words below ``min_count`` have no place; they are listed, and all counts are those of the words kept."""
    dtm = document_term_matrix(read_corpus(["a a b c", "a b b d"]))
    plane = correspondence(dtm, min_count=3)

    assert plane.left_out == ("c", "d")
    assert plane.points["name"].tolist() == ["text1", "text2", "a", "b"]
    assert plane.points["count"].tolist() == [3, 3, 3, 3]
    assert plane.n_tokens == 6


def test_a_plane_of_equal_texts():
    """Equal texts have no axis and no inertia: everything lies at the origin, and shares of nothing are missing."""
    plane = correspondence(document_term_matrix(read_corpus(["great great game"] * 3)), min_count=1)

    assert plane.inertia == 0
    assert len(plane.axes) == 0
    assert (plane.points[["x", "y", "inertia"]] == 0).all(axis=None)
    assert plane.points[["contribution", "cos2"]].isna().all(axis=None)


@pytest.mark.parametrize(
    ("texts", "options", "message"),
    [
        (["a a"], {"min_count": 1}, "two documents or more, found 1"),
        (["a b", "c"], {}, "no word occurs 5 times; the most frequent does 1"),
        (["a a", "b"], {"min_count": 2}, "'text2' has no word that occurs 2 times"),
        (["a", "b"], {"min_count": 0}, "min_count must be a whole number"),
        (["a", "b"], {"n_components": 4}, "n_components must be 1, 2 or 3"),
    ],
)
def test_a_plane_that_cannot_be(texts, options, message):
    """One document, no word frequent enough, a document without one, and options out of range are refused."""
    with pytest.raises(FramingError, match=message):
        correspondence(document_term_matrix(read_corpus(texts)), **options)


def test_a_plane_of_an_empty_table():
    """A vocabulary filtered to nothing is one clear error."""
    with pytest.raises(FramingError, match="found 5 × 0"):
        correspondence(document_term_matrix(SEEDS)[[]])
