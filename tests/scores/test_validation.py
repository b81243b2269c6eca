"""Validation: hits against hand coding."""

import pandas as pd
import pytest

from framing import CorpusError, FramingError, Lexicon, find_hits, load_coding, load_lexicon, load_seeds, read_corpus
from framing.scores.validation import GOLD, overlaps, validate, validate_voices

CORPUS = read_corpus(["the great game here", "a border there"])
LEXICON = Lexicon.from_dict({"g": ["great game", "here"], "b": ["border"]})
HITS = find_hits(CORPUS, LEXICON)


def coding(tmp_path, rows):
    path = tmp_path / "gold.csv"
    path.write_text("doc_id,frame,span,char_start,char_end,alt\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return load_coding(CORPUS, path)


def test_precision_and_recall_by_hand(tmp_path):
    """A mention counts as found and a hit as right when they overlap in the same frame and document."""
    mentions = coding(tmp_path, ["text1,g,game,10,14,", "text1,b,the,0,3,", "text2,b,border there,2,14,x"])

    pooled = validate(HITS, mentions).iloc[0]
    assert pooled[["mentions", "found", "hits", "right"]].tolist() == [3, 2, 3, 2]
    assert (pooled["recall"], pooled["precision"], pooled["f1"]) == pytest.approx((2 / 3, 2 / 3, 2 / 3))

    by_frame = validate(HITS, mentions, by=["frame"])
    assert by_frame[["frame", "mentions", "found", "hits", "right"]].values.tolist() == [
        ["b", 2, 1, 1, 1],
        ["g", 1, 1, 2, 1],
    ]


def test_overlaps_of_any_frame():
    """With the document alone as what must be equal, spans of any frame overlap."""
    a = pd.DataFrame({"doc_id": ["x", "y"], "frame": "f", "start": 0, "end": 5})
    b = pd.DataFrame({"doc_id": ["x"], "frame": "g", "start": [4], "end": [9]})
    assert overlaps(a, b).tolist() == [False, False]
    assert overlaps(a, b, on=["doc_id"]).tolist() == [True, False]


def test_articles_without_coding_are_left_out(tmp_path):
    """Hits in an article that nobody coded are neither right nor wrong."""
    assert validate(HITS, coding(tmp_path, ["text2,b,border,2,8,"]))["hits"].item() == 1


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


def test_unknown_grouping():
    """Grouping by another column names the possible ones."""
    with pytest.raises(FramingError, match="unknown column 'voice'"):
        validate(HITS, HITS, by=["voice"])


@pytest.fixture(scope="module")
def seeds():
    return load_seeds()


def test_the_shipped_lexicon_finds_what_was_coded(seeds):
    """On the three coded articles the lexicon finds three of four mentions, and three of four hits are right."""
    mentions = load_coding(seeds)
    scores = validate(find_hits(seeds, load_lexicon()), mentions[mentions["counted"] & (mentions["alt"] != "no frame")])

    assert scores["recall"].item() >= 0.75
    assert scores["precision"].item() >= 0.75


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


def test_voices_of_the_coded_articles(seeds):
    """Of mentions that can be coded in one way only, most have the coded voice and stance."""
    table = validate_voices(load_coding(seeds), seeds)
    clear = table[~table["ambiguous"]]
    assert clear["voice_right"].mean() >= 0.85
    assert clear["stance_right"].mean() >= 0.80


def test_coded_stance_is_collapsed_by_the_rule():
    """Where the author reports a source that negates, the coded stance is the source's."""
    corpus = read_corpus(["The envoy denied that the border was open."])
    spans = pd.DataFrame({"doc_id": "text1", "frame": "b", "start": [25], "end": [31], "text": ["border"]})
    coded = spans.assign(voice="indirect_quote", author_stance="reports", source_stance="negates")
    row = validate_voices(coded, corpus).iloc[0]
    assert (row["coded_voice"], row["coded_stance"], row["voice_right"], row["stance_right"]) == (
        "indirect", "negates", True, True,
    )  # fmt: skip
    with pytest.raises(FramingError, match="indirect_quote"):
        validate_voices(coded.assign(voice="quoted"), corpus)
    with pytest.raises(FramingError, match="source_stance"):
        validate_voices(coded.drop(columns="source_stance"), corpus)
