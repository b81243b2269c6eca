"""Coded scores: how strong a frame is by the coders' own marks."""

import pandas as pd
import pytest
from small_corpus import SEED_HITS, SEED_LEXICON, SEEDS

from framing import FramingError, as_coder, coded_scores, frame_scores, load_mentions, load_seeds, read_corpus

CORPUS = read_corpus(["The great game here. A new border.", "A border there. Great game!", "Nobody read this."])


def mentions(*rows):
    return pd.DataFrame(rows, columns=["coder", "doc_id", "frame", "start", "end"])


CODED = mentions(
    ("A", "text1", "g", 4, 14), ("A", "text1", "g", 15, 19), ("A", "text1", "b", 27, 33), ("A", "text2", "b", 2, 8),
    ("B", "text1", "g", 4, 19), ("B", "text2", "g", 16, 26),
)  # fmt: skip


def test_mean_lowest_and_highest_coder():
    """In text1 A marked the game twice and B once, in one of two sentences: 2/7, 1/7 and 1.5/7 of 1,000 words."""
    table = coded_scores(CODED, CORPUS).set_index(["doc_id", "frame"])
    game = table.loc[("text1", "g")]
    assert game[["coders", "mentions", "sentences", "n_tokens", "n_sentences"]].tolist() == [2, 1.5, 1, 7, 2]
    assert game[["per_1000", "per_1000_low", "per_1000_high"]].round(1).tolist() == [214.3, 142.9, 285.7]
    assert game[["sentence_share", "share_low", "share_high"]].tolist() == [0.5, 0.5, 0.5]


def test_who_read_and_marked_nothing_counts_as_nothing():
    """Both read both texts, so a frame that only one of them saw is at half the mean, and its lowest is 0."""
    border = coded_scores(CODED, CORPUS).set_index(["doc_id", "frame"]).loc[("text2", "b")]
    assert border[["mentions", "per_1000_low", "share_low", "share_high"]].tolist() == [0.5, 0, 0, 0.5]


def test_who_did_not_read_does_not_count():
    """An article that nobody read has no row; one that one coder read has their marks alone."""
    table = coded_scores(CODED, CORPUS, frames=["b"], coded={"A": ["text1", "text2"], "B": ["text1", "text2"]})
    assert table["doc_id"].tolist() == ["text1", "text2"]
    alone = coded_scores(CODED.query("coder == 'A' or doc_id == 'text1'"), CORPUS, frames=["b"],
                         coded={"A": ["text1", "text2"], "B": ["text1"]})  # fmt: skip
    assert alone[["coders", "mentions"]].values.tolist() == [[2, 0.5], [1, 1.0]]


def test_hits_as_a_coder_give_the_scores_of_the_lexicon():
    """One coder whose marks are the hits has the rates of frame_scores."""
    table = coded_scores(as_coder(SEED_HITS), SEEDS, frames=SEED_LEXICON.frame_names, coded="all")
    scores = frame_scores(SEED_HITS, SEEDS, SEED_LEXICON)
    pd.testing.assert_series_equal(table["per_1000"], scores["per_1000"])
    pd.testing.assert_series_equal(table["sentence_share"], scores["sentence_share"])


def test_the_study_has_three_coders_in_each_article():
    """All five articles were read by all three."""
    corpus = load_seeds()
    table = coded_scores(load_mentions(corpus), corpus, coded="all")
    assert len(table) == 15
    assert set(table["coders"]) == {3}
    assert (table["per_1000_low"] <= table["per_1000"]).all()


def test_no_mentions_are_refused():
    """Nothing coded is no coding."""
    with pytest.raises(FramingError, match="no mention"):
        coded_scores(CODED[:0], CORPUS)
