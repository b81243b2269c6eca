"""Coding sheets: blind, balanced, and drawn again by the same seed."""

import pandas as pd
import pytest

from framing import FramingError, Lexicon, coding_sheet, find_hits, load_lexicon, load_seeds, read_corpus
from framing.scores.mentions import text_hash
from framing.scores.validation import overlaps

FRAMES = ["great_game", "second_front", "border_security"]


@pytest.fixture(scope="module")
def seeds():
    corpus = load_seeds()
    return corpus, find_hits(corpus, load_lexicon())


def test_a_row_is_a_sentence_of_the_text(seeds):
    """Each row gives a sentence once, with its place, the hash of its text and its neighbours, and empty cells."""
    corpus, hits = seeds
    sheet = coding_sheet(corpus, hits, FRAMES, sample=50)
    assert sheet.columns.tolist() == [
        "sheet", "unit", "doc_id", "text_hash", "start", "end", "before", "text", "after", *FRAMES, "note",
    ]  # fmt: skip
    assert len(sheet) == 50
    assert sheet["unit"].tolist() == [f"u{n}" for n in range(1, 51)]
    assert not sheet.duplicated(["doc_id", "start", "end"]).any()
    assert (sheet[[*FRAMES, "note"]] == "").all(axis=None)
    sentences = corpus.sentences.set_index(["doc_id", "start", "end"])["text"]
    flat = [" ".join(sentences[row.doc_id, row.start, row.end].split()) for row in sheet.itertuples()]
    assert sheet["text"].tolist() == flat
    assert sheet["text_hash"].tolist() == [text_hash(corpus[doc_id].text) for doc_id in sheet["doc_id"]]
    row = sheet[sheet["start"] > 0].iloc[0]
    own = corpus.sentences.query("doc_id == @row.doc_id").reset_index(drop=True)
    at = own.index[own["start"] == row["start"]][0]
    assert row["before"] == " ".join(own["text"][at - 1].split())


def test_every_article_and_frame_has_its_turn(seeds):
    """Articles give about as many rows each, and every frame an article has hits of is drawn from it."""
    corpus, hits = seeds
    sheet = coding_sheet(corpus, hits, FRAMES, sample=60)
    assert sheet["doc_id"].value_counts().between(8, 16).all()
    for (doc_id, frame), own in hits.groupby(["doc_id", "frame"]):
        rows = sheet[sheet["doc_id"] == doc_id].assign(frame=frame)
        assert overlaps(rows, own).any()
    assert (~overlaps(sheet, hits, on=["doc_id"])).sum() >= 10


def test_the_sheet_is_blind(seeds):
    """Rows are in no order, neither of the articles nor of what was found."""
    corpus, hits = seeds
    sheet = coding_sheet(corpus, hits, FRAMES, sample=60)
    places = sheet["doc_id"].map({doc_id: n for n, doc_id in enumerate(corpus.doc_ids)})
    assert not places.is_monotonic_increasing
    marked = overlaps(sheet, hits, on=["doc_id"])
    assert 0 < marked[:30].sum() < 30
    assert abs(int(marked[:30].sum()) - int(marked[30:].sum())) < 12


def test_the_seed_decides(seeds):
    """One seed draws one sheet; another draws another and calls it so."""
    corpus, hits = seeds
    one, again, other = (coding_sheet(corpus, hits, FRAMES, sample=20, rng=seed) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(one, again)
    assert len(set(one["sheet"])) == 1
    assert one["sheet"].iloc[0] != other["sheet"].iloc[0]


def test_no_more_rows_than_there_are():
    """A sample larger than the corpus is the corpus."""
    corpus = read_corpus(["One. Two.", "Three."])
    sheet = coding_sheet(corpus, find_hits(corpus, Lexicon.from_dict({"f": ["x"]})), ["f"], sample=99)
    assert sorted(sheet["text"]) == ["One.", "Three.", "Two."]


def test_hits_as_units():
    """A hit is shown once, whatever frames it is of, with the rest of its sentence."""
    corpus = read_corpus(["A great\ngame here. None."])
    hits = find_hits(corpus, Lexicon.from_dict({"f": ["great game"], "g": ["great game"]}))
    sheet = coding_sheet(corpus, hits, ["f", "g"], unit="hit")
    assert sheet[["before", "text", "after"]].values.tolist() == [["A", "great game", "here."]]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"frames": ["text"]}, "a frame called 'text' cannot have a column of its own"),
        ({"unit": "word"}, "unknown unit 'word'"),
        ({"sample": 0}, "sample must be a whole number from 1"),
        ({"unit": "hit"}, "there is nothing to code"),
    ],
)
def test_sheets_that_cannot_be_made(options, message):
    """Each mistake is one error that says what it is."""
    corpus = read_corpus(["One."])
    given = {"frames": ["f"]} | options
    with pytest.raises(FramingError, match=message):
        coding_sheet(corpus, find_hits(corpus, Lexicon.from_dict({"f": ["x"]})), **given)
