"""Trees: against hand values, from counts and from similarities."""

import math

import numpy as np
import pandas as pd
import pytest

from framing import (
    FramingError,
    cluster,
    cosine_similarity,
    document_term_matrix,
    load_seeds,
    read_corpus,
    tfidf,
)
from framing.compare.clusters import METHODS

SEEDS = load_seeds()


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
