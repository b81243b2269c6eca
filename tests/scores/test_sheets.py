"""Coding sheets: blind, balanced, and drawn again by the same seed."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import FramingError, Lexicon, coding_sheet, find_hits, load_lexicon, load_seeds, read_corpus, sheet_weights
from framing.scores.mentions import text_hash
from framing.scores.sheets import _drawn, _probabilities, _strata
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


UNITS = read_corpus(["A game. Old game. A border. A game at the border. A sea. A lake. A rest.", "A game. None."])
LEXICON = Lexicon.from_dict({"g": ["game"], "b": ["border"]})


def labels_of(spans):
    """Labels of two frames by one coder for some units."""
    index = pd.concat([spans[["doc_id", "start", "end"]].assign(frame=frame) for frame in ("g", "b")])
    return pd.DataFrame({"anna": 0.0}, index=pd.MultiIndex.from_frame(index[["frame", "doc_id", "start", "end"]]))


def test_a_weight_is_the_inverse_of_the_chance_to_be_drawn():
    """Over many seeds each unit is drawn as often as its weight says, whichever frame is looked at."""
    hits = find_hits(UNITS, LEXICON)
    spans, strata = _strata(UNITS, hits, ["g", "b"], "sentence")
    drawn = [np.bincount(_drawn(strata, 5, np.random.default_rng(seed)), minlength=len(spans)) for seed in range(900)]
    parts = [labels_of(spans[:5]), labels_of(spans[5:])]  # a sheet has no more rows than its sample
    weights = pd.concat([sheet_weights(part, UNITS, hits, sample=5) for part in parts])
    assert np.allclose(np.mean(drawn, axis=0), 1 / weights["g"], atol=0.06)
    assert sorted(weights["b"].unique().round(6)) == [1.2, 2.4, 3.6]


@given(st.lists(st.integers(0, 6), min_size=1, max_size=40), st.integers(1, 50))
def test_chances_add_up_to_the_sample(kinds, sample):
    """Whatever kinds of units there are, chances are chances, equal within a kind, and add up to the rows drawn."""
    strata = np.unique(kinds, return_inverse=True)[1]
    chances = _probabilities(strata, sample)
    rows = _drawn(strata, sample, np.random.default_rng(0))
    assert len(set(rows.tolist())) == min(sample, len(kinds)) == pytest.approx(chances.sum())
    assert ((chances > 0) & (chances <= 1 + 1e-12)).all()


def test_weights_of_a_sheet_of_hits():
    """A sheet of all hits, whatever it is shown of them, weighs each once."""
    hits = find_hits(UNITS, LEXICON)
    sheet = coding_sheet(UNITS, hits, ["g", "b"], unit="hit")
    assert sheet_weights(labels_of(sheet), UNITS, hits, unit="hit").tolist() == [1.0] * 2 * len(sheet)


def test_a_weight_does_not_stand_in_the_sheet(seeds):
    """A coder could tell from it where the lexicon found something."""
    corpus, hits = seeds
    assert not {"weight", "stratum", "kind"} & set(coding_sheet(corpus, hits, FRAMES).columns)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"unit": "hit"},
            r"the labels have 8–17 of 'text1', which is no hit here\. Give the corpus, the hits and the unit",
        ),
        ({"unit": "word"}, "unknown unit 'word'"),
        ({"sample": 0}, "sample must be a whole number from 1"),
    ],
)
def test_weights_of_another_sheet(change, message):
    """Weights need what the sheet was drawn by."""
    with pytest.raises(FramingError, match=message):
        sheet_weights(labels_of(UNITS.sentences[1:2]), UNITS, find_hits(UNITS, LEXICON), **change)
    with pytest.raises(FramingError, match="the labels have 9 units, a sheet of sample=8 no more"):
        sheet_weights(labels_of(UNITS.sentences), UNITS, find_hits(UNITS, LEXICON), sample=8)
    with pytest.raises(FramingError, match="expected labels with the index frame, doc_id, start, end"):
        sheet_weights(pd.DataFrame({"anna": [1.0]}), UNITS, find_hits(UNITS, LEXICON))
