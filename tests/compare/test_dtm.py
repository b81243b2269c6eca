"""Document-term matrix: our tokens in scikit-learn's matrix, and what is read off it."""

import math
from itertools import pairwise

import pytest
from pandas import read_csv, read_parquet
from pandas.testing import assert_frame_equal
from sklearn.feature_extraction.text import CountVectorizer

from framing import (
    FramingError,
    cluster,
    cosine_similarity,
    divergence,
    document_term_matrix,
    load_seeds,
    pool_divergence,
    read_corpus,
    tfidf,
    top_features,
)

CORPUS = read_corpus(["Don’t play. Don't!", "play U.S. play", "other words"])
DTM = document_term_matrix(CORPUS)


def cluster_merges(dtm):
    return cluster(dtm).merges


def test_row_sums_are_the_token_counts():
    """Rates and the matrix divide by the same tokens, on small texts and on the five articles."""
    for corpus in (CORPUS, load_seeds()):
        assert document_term_matrix(corpus).sum(axis=1).tolist() == corpus.n_tokens.tolist()


def test_columns_are_types():
    """Spellings of one type are one column; nothing that is a token is lost."""
    assert DTM.columns.tolist() == ["don't", "other", "play", "u.s.", "words"]
    assert DTM.loc["text1"].tolist() == [2, 0, 1, 0, 0]


def test_the_matrix_is_scikit_learns():
    """Fed with the tokens that count, CountVectorizer gives the same matrix: what is left out has no column."""
    for corpus in (load_seeds(), load_seeds(boilerplate="keep")):
        types, bounds = [token.type for token in corpus.tokens], corpus.tokens.bounds
        theirs = CountVectorizer(analyzer=list)
        expected = theirs.fit_transform([types[a:b] for a, b in pairwise(bounds)])

        assert document_term_matrix(corpus).columns.tolist() == theirs.get_feature_names_out().tolist()
        assert (document_term_matrix(corpus).to_numpy() == expected.toarray()).all()


def test_tfidf_by_hand():
    """Weights are count × (ln((1 + n) / (1 + df)) + 1), scaled to length 1."""
    play, dont = math.log(4 / 3) + 1, 2 * (math.log(4 / 2) + 1)

    assert tfidf(DTM).loc["text1", "play"] == pytest.approx(play / math.hypot(play, dont))


def test_similarity_by_hand():
    """The cosine is 1 with itself, 0 with nothing in common, and what the formula gives between."""
    similarity = cosine_similarity(DTM)

    assert similarity.loc["text1", "text1"] == pytest.approx(1)
    assert similarity.loc["text1", "text3"] == 0
    assert similarity.loc["text1", "text2"] == pytest.approx(2 / (math.sqrt(5) * math.sqrt(5)))


def test_top_features_break_ties_by_the_alphabet():
    """Of features with equal weight the first in the alphabet stands first, on every machine."""
    top = top_features(DTM, n=1)

    assert top.values.tolist() == [["text1", 1, "don't", 2], ["text2", 1, "play", 2], ["text3", 1, "other", 1]]
    with pytest.raises(FramingError, match="n must be a whole number, 1 or more"):
        top_features(DTM, n=0)


def test_summed_by_group_or_from_a_file(tmp_path):
    """Dense tables, and those whose ids a file made a column, give what the matrix itself gives."""
    DTM.to_csv(tmp_path / "dtm.csv")
    DTM.sparse.to_dense().reset_index().to_parquet(tmp_path / "dtm.parquet")
    dense = DTM.groupby(level=0).sum()
    others = [dense, dense.astype("Int64"), read_csv(tmp_path / "dtm.csv"), read_parquet(tmp_path / "dtm.parquet")]
    for measure in (cosine_similarity, tfidf, top_features, divergence, pool_divergence, cluster_merges):
        for other in others:
            assert_frame_equal(measure(other), measure(DTM), check_dtype=False, check_index_type=False)


@pytest.mark.parametrize("measure", [cosine_similarity, tfidf, top_features])
def test_what_is_no_matrix(measure):
    """Anything but numbers, by document and type, is one clear error."""
    for table, message in (
        (DTM.assign(note="x"), "column 'note': expected numbers, found str"),
        (DTM.astype(float).replace(1.0, math.nan), "found a missing one"),
        (DTM.iloc[:, :0], "no columns"),
        (CORPUS, "found a Corpus"),
    ):
        with pytest.raises(FramingError, match=message):
            measure(table)


def test_a_document_without_a_word_is_like_nothing():
    """Its similarity is missing, with itself too, since it has no direction; a tree refuses it."""
    similarity = cosine_similarity(DTM[["play"]])
    assert similarity.isna().to_numpy().tolist() == [[False, False, True], [False, False, True], [True, True, True]]
    assert similarity.loc["text1", "text2"] == pytest.approx(1)
    with pytest.raises(FramingError, match="'text3' is not similar to itself"):
        cluster(similarity)
