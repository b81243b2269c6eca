"""Accuracy: hits against several coders, and the lines that differ."""

import numpy as np
import pandas as pd
import pytest

from framing import (
    FramingError,
    Lexicon,
    accuracy,
    as_coder,
    consensus,
    disagreements,
    find_hits,
    kwic,
    load_lexicon,
    load_mentions,
    load_seeds,
    read_corpus,
)
from framing.scores.accuracy import wilson

CORPUS = read_corpus(["The great game here. “A new border.”", "A border there. Great game!"])
LEXICON = Lexicon.from_dict({"g": ["great game", "here"], "b": ["border"]})
HITS = find_hits(CORPUS, LEXICON)


def mentions(*rows):
    return pd.DataFrame(rows, columns=["coder", "doc_id", "frame", "start", "end"])


CODED = mentions(
    ("A", "text1", "g", 4, 14), ("A", "text1", "b", 21, 36), ("A", "text2", "b", 9, 15),
    ("B", "text1", "g", 0, 20), ("B", "text2", "g", 16, 27),
)  # fmt: skip


def test_precision_and_recall_by_hand():
    """Each coder has a row: A marked three, B two; of five hits three are right by A, three by B."""
    table = accuracy(HITS, CODED, CORPUS, draws=20)
    columns = ["coder", "mentions", "found", "hits", "right"]
    assert table[columns].values.tolist() == [["A", 3, 2, 5, 2], ["B", 2, 2, 5, 3]]
    assert table["recall"].tolist() == pytest.approx([2 / 3, 1])
    assert table["f1"].tolist() == pytest.approx([2 * (2 / 3) * 0.4 / (2 / 3 + 0.4), 0.75])


def test_the_counts_of_groups_add_up():
    """By frame, by article and by both, mentions, hits and what is right of them are those of the whole."""
    corpus = load_seeds()
    coded, hits = load_mentions(corpus), find_hits(corpus, load_lexicon())
    counts = ["mentions", "found", "hits", "right"]
    whole = accuracy(hits, coded, corpus, draws=5).set_index("coder")[counts]
    for by in (("frame",), ("doc_id",), ("frame", "doc_id")):
        parts = accuracy(hits, coded, corpus, by=by, draws=5)
        pd.testing.assert_frame_equal(parts.groupby("coder")[counts].sum(), whole, check_dtype=False)


def test_a_pattern_is_held_against_its_frame():
    """By pattern, recall is what a pattern finds by itself of its frame's mentions."""
    table = accuracy(HITS, CODED[CODED["coder"] == "B"], CORPUS, by=["pattern"], draws=20)
    columns = ["frame", "pattern", "mentions", "found", "hits", "right"]
    assert table[columns].values.tolist() == [
        ["b", "border", 0, 0, 2, 0],
        ["g", "great game", 2, 2, 2, 2],
        ["g", "here", 2, 1, 1, 1],
    ]
    assert np.isnan(table["recall"].iloc[0])
    assert np.isnan(table["f1_low"].iloc[0])


def test_common_mentions_are_one_more_coder():
    """Rows against what coders have in common stand below those against each."""
    coded = CODED[CODED["doc_id"] == "text1"].assign(text=["great game", "“A new border.”", "The great game here."])
    table = accuracy(HITS, pd.concat([coded, consensus(coded)]), CORPUS, draws=5)
    assert table[["coder", "mentions", "hits", "right"]].values.tolist() == [
        ["A", 2, 3, 2],
        ["B", 1, 3, 2],
        ["2 of 2", 1, 3, 1],
    ]


def test_nothing_found():
    """Without a hit recall is 0 with an interval from 0, and precision is undefined."""
    row = accuracy(HITS[:0], CODED, CORPUS, draws=20).iloc[0]
    assert (row["recall"], row["recall_low"], row["hits"]) == (0, 0, 0)
    assert 0 < row["recall_high"] < 1
    assert row[["precision", "precision_low", "f1", "f1_low"]].isna().all()


def test_a_coder_who_found_nothing():
    """A coder who read a document and marked nothing has a row: every hit there is wrong. Without hits, no group."""
    one = CODED[CODED["coder"] == "A"]
    read = {"A": ["text1", "text2"], "C": ["text1"]}
    table = accuracy(HITS, one, CORPUS, coded=read, draws=5).set_index("coder")
    assert table.loc["C", ["mentions", "hits", "right", "precision"]].tolist() == [0, 3, 0, 0]
    by_frame = accuracy(HITS[:0], one, CORPUS, coded=read, by=["frame"], draws=5)
    assert by_frame[["coder", "frame"]].values.tolist() == [["A", "b"], ["A", "g"]]


def test_wilson_is_the_published_interval():
    """The ends are those of Newcombe (1998, Statistics in Medicine 17), table I, method 3."""
    low, high = wilson(pd.Series([81, 15, 0, 1]), pd.Series([263, 148, 20, 29]), 0.95)
    assert low.round(4).tolist() == [0.2553, 0.0624, 0.0, 0.0061]
    assert high.round(4).tolist() == [0.3662, 0.1605, 0.1611, 0.1718]


def test_the_seed_decides():
    """One seed, one interval, and F1 lies in it."""
    first, again = (accuracy(HITS, CODED, CORPUS, draws=50, rng=3) for _ in range(2))
    pd.testing.assert_frame_equal(first, again)
    assert (first["f1_low"] <= first["f1"]).all()
    assert (first["f1"] <= first["f1_high"]).all()


def test_lines_that_differ():
    """Errors both ways are lines to read, by coder and place; a mention is shown by its words."""
    lines = disagreements(HITS, CODED, CORPUS, window=2)
    assert lines[["coder", "error", "pattern", "left", "keyword"]].values.tolist() == [
        ["A", "wrong", "here", "great game", "here"],
        ["A", "wrong", "border", "A", "border"],
        ["A", "missed", "", "A border", "there"],
        ["A", "wrong", "great game", "border there.", "Great game"],
        ["B", "wrong", "border", "A new", "border"],
        ["B", "wrong", "border", "A", "border"],
    ]
    missed = disagreements(HITS[:0], CODED, CORPUS).query("coder == 'A'")
    assert missed[["error", "keyword"]].values.tolist() == [
        ["missed", "great game"],
        ["missed", "A new border"],
        ["missed", "there"],
    ]


def test_the_lines_are_those_counted():
    """As many lines as accuracy counts mentions that are not found and hits that are not right."""
    corpus = load_seeds()
    coded, hits = load_mentions(corpus), find_hits(corpus, load_lexicon())
    lines = disagreements(hits, coded, corpus).groupby(["coder", "error"]).size().unstack()
    table = accuracy(hits, coded, corpus, draws=5).set_index("coder")
    assert lines["missed"].tolist() == (table["mentions"] - table["found"]).tolist()
    assert lines["wrong"].tolist() == (table["hits"] - table["right"]).tolist()


def test_a_mention_up_to_the_last_full_stop():
    """A mention may end after the last word of the last article."""
    corpus = read_corpus(["Nothing. A new front."])
    lines = disagreements(find_hits(corpus, LEXICON), mentions(("A", "text1", "g", 9, 21)), corpus)
    assert lines[["left", "keyword", "right"]].values.tolist() == [["Nothing.", "A new front", ""]]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"by": ["voice"]}, "unknown column 'voice'"),
        ({"mentions": CODED[:0]}, "there is no mention"),
        ({"mentions": CODED.drop(columns="coder")}, "unknown column 'coder'"),
        ({"hits": HITS.assign(doc_id="text9")}, "the hits name an unknown doc_id 'text9'"),
        ({"mentions": CODED.assign(doc_id="text9")}, "the mentions name an unknown doc_id 'text9'"),
        ({"draws": 0}, "draws must be a whole number from 1"),
    ],
)
def test_what_cannot_be_compared_is_refused(change, message):
    """Each mistake in hits, mentions or options is one error that says what it is."""
    given = {"hits": HITS, "mentions": CODED, "corpus": CORPUS} | change
    with pytest.raises(FramingError, match=message):
        accuracy(**given)


def test_hits_as_coder_are_all_right():
    """Against itself a lexicon has no error."""
    assert disagreements(HITS, as_coder(HITS), CORPUS).empty
    assert kwic(HITS, CORPUS)["keyword"].tolist() == HITS["text"].tolist()
    assert accuracy(HITS, as_coder(HITS), CORPUS, draws=5)["f1"].item() == 1
