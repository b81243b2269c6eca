"""Bands and floors: what drawing and dealing sentences does to similarity and divergence."""

import math

import numpy as np
import pandas as pd
import pytest
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.metrics.pairwise import cosine_similarity as sklearn_cosine

from framing import (
    FramingError,
    cosine_similarity,
    divergence,
    divergence_floor,
    document_term_matrix,
    load_seeds,
    read_corpus,
    similarity_bands,
    tfidf,
)

SEEDS = load_seeds()
TEXTS = ["Great game. Old game. New power.", "Great game. New border.\n\nOld power. A power."]


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
