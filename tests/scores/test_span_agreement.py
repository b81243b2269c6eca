"""How far coders marked the same words: by hand, with an interval, or refused."""

import numpy as np
import pandas as pd
import pytest

from framing import FramingError, read_corpus, span_agreement

CORPUS = read_corpus(["the great game here. a new game", "a border there"])


def mentions(*rows):
    return pd.DataFrame(rows, columns=["coder", "doc_id", "frame", "start", "end"])


def test_spans_by_hand():
    """A's one mention is found, one of B's two; they share 4 of 14 characters; the order of coders does not matter."""
    table = mentions(("A", "text1", "g", 0, 10), ("B", "text1", "g", 6, 10), ("B", "text1", "g", 20, 24))
    row = span_agreement(table, CORPUS).iloc[0]
    assert row[["mentions", "other_mentions", "found", "other_found"]].tolist() == [1, 2, 1, 1]
    assert (row["f1"], row["overlap"]) == (pytest.approx(2 / 3), 4 / 14)
    turned = span_agreement(table.iloc[::-1], CORPUS).iloc[0]
    assert (turned["f1"], turned["overlap"]) == (row["f1"], row["overlap"])


def test_spans_that_do_not_meet():
    """Coders who have nothing in common have an F1 of 0; a frame that one never uses has none."""
    table = mentions(("A", "text1", "g", 0, 4), ("B", "text1", "g", 6, 10), ("B", "text1", "h", 0, 4))
    found = span_agreement(table, CORPUS)
    assert found["frame"].tolist() == ["g", "h", "all"]
    assert found["f1"].fillna(-1).tolist() == [0, -1, 0]
    with pytest.raises(FramingError, match="at least two coders, found only 'A'"):
        span_agreement(table[table["coder"] == "A"], CORPUS)


def test_the_interval_of_f1():
    """It holds F1, is narrower of more sentences, and the same by the same seed; frames are drawn together."""
    widths = []
    for n in (8, 80):
        corpus = read_corpus(["A game. " * n])
        starts = corpus.sentences["start"].tolist()
        own = [("A", "text1", frame, start, start + 6) for start in starts for frame in "gh"]
        other = [("B", "text1", frame, start, start + 6) for start in starts[::2] for frame in "gh"]
        table, again = (span_agreement(mentions(*own, *other), corpus, draws=400) for _ in range(2))
        pd.testing.assert_frame_equal(table, again)
        assert table["f1"].tolist() == pytest.approx([2 / 3] * 3)
        assert ((table["f1_low"] < table["f1"]) & (table["f1"] < table["f1_high"])).all()
        assert (table["f1_low"] == table["f1_low"][0]).all()
        widths.append((table["f1_high"] - table["f1_low"])[0])
    assert widths[1] < widths[0] / 2


def test_where_drawing_again_shows_nothing():
    """Coders who agree in all they marked, or in nothing, have no interval, rather than one of no width."""
    one = mentions(
        ("A", "text1", "g", 0, 4), ("B", "text1", "g", 0, 4), ("A", "text1", "h", 4, 9), ("B", "text1", "h", 10, 14)
    )
    table = span_agreement(one, CORPUS, draws=20)
    assert table["f1"].tolist() == [1, 0, 0.5]
    assert np.isnan(table[["f1_low", "f1_high"]]).all(axis=1).tolist()[:2] == [True, True]


def test_coders_of_different_articles():
    """Coders who have read nothing in common agree in nothing that could be counted."""
    table = mentions(("A", "text1", "g", 0, 4), ("B", "text2", "g", 2, 8))
    row = span_agreement(table, CORPUS, coded={"A": ["text1"], "B": ["text2"]}).iloc[0]
    assert row[["mentions", "other_mentions", "characters"]].tolist() == [0, 0, 0]
    assert row[["f1", "f1_low", "overlap"]].isna().all()
    with pytest.raises(FramingError, match="the mentions name an unknown doc_id 'text9'"):
        span_agreement(mentions(("A", "text9", "g", 0, 4), ("B", "text9", "g", 0, 4)), CORPUS)
