"""Validation: files of coding, and spans that overlap."""

import pandas as pd
import pytest

from framing import CorpusError, find_hits, load_lexicon, load_seeds, read_corpus
from framing.scores.validation import GOLD, overlaps, read_coding

CORPUS = read_corpus(["the great game here", "a border there"])


def coding(tmp_path, rows):
    path = tmp_path / "gold.csv"
    path.write_text("doc_id,frame,span,char_start,char_end,alt\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return read_coding(CORPUS, path)


def test_overlaps_of_any_frame():
    """With the document alone as what must be equal, spans of any frame overlap."""
    a = pd.DataFrame({"doc_id": ["x", "y"], "frame": "f", "start": 0, "end": 5})
    b = pd.DataFrame({"doc_id": ["x"], "frame": "g", "start": [4], "end": [9]})
    assert overlaps(a, b).tolist() == [False, False]
    assert overlaps(a, b, on=["doc_id"]).tolist() == [True, False]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("text1,g,gamy,10,14,", r"line 2: the span is 'gamy', but 'text1' has 'game' at 10–14"),
        ("text1,g,,99,99,", "line 2: 99–99 is no stretch of 'text1', which has 19 characters"),
        ("text1,g,game,-9,-5,", "line 2: -9–-5 is no stretch of 'text1'"),
        ("text1,g,game,x,14,", "line 2: char_start and char_end must be whole numbers"),
    ],
)
def test_wrong_coding_is_named(tmp_path, row, message):
    """Coding that does not fit the text is refused with its line."""
    with pytest.raises(CorpusError, match=message):
        coding(tmp_path, [row])


@pytest.fixture(scope="module")
def seeds():
    return load_seeds()


def test_no_distractor_is_counted(seeds):
    """What looks like a frame and is none, such as the name of a border service, is no hit of it."""
    rows = pd.read_csv(GOLD / "distractors.csv")
    names = {document.metadata["file"]: document.doc_id for document in seeds}
    distractors = pd.DataFrame(
        {
            "doc_id": rows["file"].map(names),
            "frame": rows["frame_it_must_not_count_for"],
            "start": rows["char_start"],
            "end": rows["char_end"],
        }
    )
    hits = find_hits(seeds, load_lexicon()).merge(
        distractors, left_on=["doc_id", "frame"], right_on=["doc_id", "frame"]
    )
    inside = (hits["start_x"] >= hits["start_y"]) & (hits["end_x"] <= hits["end_y"])
    assert hits.loc[inside, "text"].tolist() == []
