"""Scaling: bands with their bias, floors, trees and planes, against hand values, textbooks and libraries."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy.stats import chi2_contingency
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.metrics.pairwise import cosine_similarity as sklearn_cosine

from framing import (
    FramingError,
    cluster,
    correspondence,
    cosine_similarity,
    divergence,
    document_term_matrix,
    load_seeds,
    read_corpus,
    similarity_bands,
    tfidf,
)
from framing.compare.scaling import METHODS, divergence_floor

SEEDS = load_seeds()
TEXTS = ["Great game. Old game. New power.", "Great game. New border.\n\nOld power. A power."]

# Greenacre 2017, exhibit 9.1: smoking among the staff of a firm (none, light, medium, heavy).
SMOKING = pd.DataFrame(
    [[4, 2, 3, 2], [4, 3, 7, 4], [25, 10, 12, 4], [18, 24, 33, 13], [10, 6, 7, 2]],
    index=["SM", "JM", "SE", "JE", "SC"],
    columns=["none", "light", "medium", "heavy"],
)


def test_similarity_is_that_of_the_articles():
    """The similarity beside a band is the cosine on TF-IDF of the articles as they are, for each pair once."""
    bands = similarity_bands(SEEDS, draws=2)
    whole = cosine_similarity(tfidf(document_term_matrix(SEEDS)))

    assert len(bands) == 10
    for row in bands.itertuples():
        assert row.similarity == pytest.approx(whole.loc[row.doc_id, row.other])


def test_draws_as_scikit_learn_has_them():
    """Each draw is the cosine of sentences taken as often as the generator says, weighted by scikit-learn."""
    corpus, draws = read_corpus(TEXTS), 7
    rng = np.random.default_rng(5)
    times = [rng.multinomial(n, np.full(n, 1 / n), size=draws) for n in (3, 4)]
    sentences = [["great game", "old game", "new power"], ["great game", "new border", "old power", "a power"]]
    dtm = document_term_matrix(corpus)
    drawn = []
    for k in range(draws):
        rows = [
            [sum(n * s.split().count(word) for s, n in zip(own, t[k], strict=True)) for word in dtm.columns]
            for own, t in zip(sentences, times, strict=True)
        ]
        drawn.append(sklearn_cosine(TfidfTransformer().fit_transform(np.array(rows)))[0, 1])
    band = similarity_bands(corpus, draws=draws, rng=5).iloc[0]
    low, high = np.quantile(drawn, [0.025, 0.975])
    seen = band["similarity"]

    assert band["bias"] == pytest.approx(np.mean(drawn) - seen)
    assert [band["low"], band["high"]] == pytest.approx([low - band["bias"], min(high - band["bias"], 1)])
    assert band["corrected"] == pytest.approx(min(seen - band["bias"], 1))


def test_drawing_makes_texts_less_alike():
    """On the five articles the draws lie too low on average; the bands hold the similarity they belong to."""
    for unit in ("sentence", "paragraph"):
        bands = similarity_bands(SEEDS, unit=unit, draws=100)
        assert (bands["bias"] < -0.03).all()
        assert ((bands["low"] < bands["similarity"]) & (bands["similarity"] < bands["high"])).all()
        assert bands["corrected"].tolist() == pytest.approx((bands["similarity"] - bands["bias"]).tolist())


def test_bands_hold_what_they_promise():
    """
    Of texts drawn from known stocks of sentences, nine bands in ten or more hold the mean similarity of such texts,
    plain quantiles in less than half; and the correction goes towards that of the stocks, not beyond.
    """
    stocks = [own["text"].to_numpy(dtype=object) for _, own in SEEDS.sentences.groupby("doc_id", sort=False)]
    rng = np.random.default_rng(1)
    bands = pd.concat(
        similarity_bands(
            read_corpus(["\n\n".join(rng.choice(own, size=len(own))) for own in stocks]), draws=80, rng=seed
        )
        for seed in range(40)
    )
    pair = [bands["doc_id"], bands["other"]]
    mean = bands.groupby(pair)["similarity"].transform("mean")
    held = (bands["low"] <= mean) & (mean <= bands["high"])
    plain = (bands["low"] + bands["bias"] <= mean) & (mean <= bands["high"] + bands["bias"])

    assert held.mean() >= 0.9
    assert plain.mean() < 0.5
    stock = similarity_bands(SEEDS, draws=1)["similarity"].to_numpy()
    drawn, corrected = (
        bands.groupby(["doc_id", "other"], sort=False)[name].mean() for name in ("similarity", "corrected")
    )
    assert ((drawn < corrected) & (corrected < stock)).all()


def test_the_same_seed_gives_the_same_bands():
    """A seed and a generator of that seed give the same numbers; another seed gives others."""
    first = similarity_bands(SEEDS, draws=20, rng=3)

    assert first.equals(similarity_bands(SEEDS, draws=20, rng=np.random.default_rng(3)))
    assert not first.equals(similarity_bands(SEEDS, draws=20, rng=4))
    floor = divergence_floor(SEEDS, draws=20, rng=3)
    assert floor.equals(divergence_floor(SEEDS, draws=20, rng=np.random.default_rng(3)))


def test_bands_of_few_or_equal_texts():
    """One text has no pair; one sentence cannot be drawn from, so no band; equal texts are wholly alike."""
    one = similarity_bands(read_corpus(["Great game. Old game."]), draws=5)
    short = similarity_bands(read_corpus(["Great game.", "Great game. Old game."]), draws=5).iloc[0]
    equal = similarity_bands(read_corpus(["Great game. Old power."] * 2), draws=50).iloc[0]

    assert len(one) == 0
    assert one.columns.tolist() == similarity_bands(SEEDS, draws=2).columns.tolist()
    assert short[["low", "high", "corrected", "bias"]].isna().all()
    assert (short["n_units"], short["other_units"]) == (1, 2)
    assert (equal["similarity"], equal["high"], equal["corrected"]) == (1, 1, 1)
    assert equal["low"] < 1


def test_the_floor_of_divergence():
    """The divergence is that of the articles; texts by one hand stand on the floor, others above it."""
    floor = divergence_floor(SEEDS, draws=30)
    whole = divergence(document_term_matrix(SEEDS))
    rng = np.random.default_rng(0)
    same = [". ".join(f"W{n}" for n in rng.integers(0, 30, size=40)) for _ in range(2)]
    alike = divergence_floor(read_corpus(same), draws=200).iloc[0]
    apart = divergence_floor(read_corpus(["One. One. One.", "Two. Two. Two."]), draws=200).iloc[0]

    for row in floor.itertuples():
        assert row.divergence == pytest.approx(whole.loc[row.doc_id, row.other])
    assert (floor["floor_low"] <= floor["floor"]).all()
    assert alike["floor_low"] <= alike["divergence"] <= alike["floor_high"]
    assert apart["divergence"] == 1
    assert apart["above"] == pytest.approx(1 - apart["floor"])
    # Dealt at random, 1 deal in 10 parts the words wholly, in 9 each text has one word in three of the other's.
    other = 2 * (0.5 - (2 / 3 * math.log2(3 / 2) + 1 / 3 * math.log2(3)) / 2)
    assert apart["floor"] == pytest.approx(0.1 + 0.9 * other, abs=0.05)


def test_the_floor_of_few_or_equal_texts():
    """One text has no pair; two texts of one unit have no other deal, so no floor; equal texts lie below it."""
    assert len(divergence_floor(read_corpus(["Great game. Old game."]), draws=5)) == 0
    single = divergence_floor(read_corpus(["Great game.", "Old power."]), draws=5).iloc[0]
    equal = divergence_floor(read_corpus(["Great game. Old power."] * 2), draws=50).iloc[0]

    assert single["divergence"] == 1
    assert single[["floor", "floor_low", "floor_high", "above"]].isna().all()
    assert equal["divergence"] == 0
    assert equal["above"] < 0


@pytest.mark.parametrize("ask", [similarity_bands, divergence_floor])
@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"unit": "sentences"}, "did you mean 'sentence'"),
        ({"draws": 0}, "draws must be a whole number"),
        ({"level": 95}, "level must lie between 0 and 1"),
    ],
)
def test_unknown_options_of_bands(ask, options, message):
    """What cannot be asked is named, with what can."""
    with pytest.raises(FramingError, match=message):
        ask(read_corpus(TEXTS), **options)


def test_a_tree_by_hand():
    """Nearest first; the average linkage joins a pair to a third at the mean of its distances."""
    similarity = pd.DataFrame([[1, 0.9, 0.2], [0.9, 1, 0.4], [0.2, 0.4, 1]], index=list("abc"), columns=list("abc"))
    clusters = cluster(similarity)

    assert clusters.merges[["step", "left", "right", "n", "members"]].values.tolist() == [
        [1, "a", "b", 2, "a, b"],
        [2, "c", "#1", 3, "c, a, b"],
    ]
    assert clusters.merges["distance"].tolist() == pytest.approx([0.1, 0.7])
    assert cluster(similarity, method="complete").merges["distance"].tolist() == pytest.approx([0.1, 0.8])
    assert cluster(similarity, method="single").merges["distance"].tolist() == pytest.approx([0.1, 0.6])
    # Distances .1 .8 .6 in the table, .1 .7 .7 in the tree.
    assert clusters.cophenetic == pytest.approx(np.corrcoef([0.1, 0.8, 0.6], [0.1, 0.7, 0.7])[0, 1])


@pytest.mark.parametrize("method", METHODS)
def test_a_tree_from_counts_or_similarities(method):
    """Counts, and the similarities computed from them, give the same tree, also if a last bit is off."""
    weights = tfidf(document_term_matrix(SEEDS))
    one, other = cluster(weights, method=method), cluster(cosine_similarity(weights) - 1e-9, method=method)

    assert one.merges["members"].tolist() == other.merges["members"].tolist()
    assert one.linkage == pytest.approx(other.linkage)
    assert one.cophenetic == pytest.approx(other.cophenetic)


def test_a_tree_of_equal_or_two_texts():
    """Equal texts join at distance 0, in their order; where no two distances differ there is no correlation."""
    equal = cluster(document_term_matrix(read_corpus(["great game"] * 3)))
    two = cluster(document_term_matrix(read_corpus(["great game", "great power"])))

    assert equal.merges[["left", "right", "distance"]].values.tolist() == [["text1", "text2", 0], ["text3", "#1", 0]]
    assert math.isnan(equal.cophenetic)
    assert two.merges["distance"].tolist() == pytest.approx([0.5])
    assert math.isnan(two.cophenetic)


def test_a_tree_that_cannot_grow():
    """One document, one without a word, values that are no similarities, and unfit methods are refused."""
    dtm = document_term_matrix(read_corpus(["a b", "c"]))
    empty = dtm.drop(columns="c")
    similarity = pd.DataFrame([[1, 0.5], [0.4, 1]], index=list("ab"), columns=list("ab"))

    with pytest.raises(FramingError, match="two documents or more, found 1"):
        cluster(dtm.iloc[:1])
    with pytest.raises(FramingError, match="'text2' has no word left"):
        cluster(empty)
    with pytest.raises(FramingError, match="'text2' is not similar to itself"):
        cluster(cosine_similarity(empty))
    with pytest.raises(FramingError, match="found 2 × 0"):
        cluster(dtm[[]])
    with pytest.raises(FramingError, match="the same both ways"):
        cluster(similarity)
    with pytest.raises(FramingError, match="unknown method 'ward'"):
        cluster(dtm, method="ward")


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
