"""Mentions of several coders: read, in common, as labels, span by span."""

import pandas as pd
import pytest

from framing import (
    CorpusError,
    FramingError,
    Lexicon,
    agreement,
    as_coder,
    consensus,
    find_hits,
    load_mentions,
    load_seeds,
    read_corpus,
    save_table,
    span_agreement,
    unit_labels,
)
from framing.scores.mentions import text_hash
from framing.scores.validation import GOLD

CORPUS = read_corpus(["the great game here. a new game", "a border there"])


def written(tmp_path, *rows, head="doc_id,coder,frame,span,char_start,char_end"):
    path = tmp_path / "mentions.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


def mentions(*rows):
    return pd.DataFrame(rows, columns=["coder", "doc_id", "frame", "start", "end"])


def test_a_file_gives_a_row_a_mention(tmp_path):
    """Mentions come with their place, their words and their coder; one span may evoke two frames."""
    path = written(tmp_path, "text1,A,g,game,10,14", "text1,B,g,game,10,14", "text1,B,b,game,10,14")
    table = load_mentions(CORPUS, path, frames=["g", "b"])
    assert table.columns.tolist() == ["doc_id", "frame", "start", "end", "text", "counted", "coder"]
    assert table[["frame", "start", "coder"]].values.tolist() == [["g", 10, "A"], ["g", 10, "B"], ["b", 10, "B"]]


def test_a_workbook_gives_the_same_mentions(tmp_path):
    """Mentions kept as .xlsx are those kept as .csv."""
    path = written(tmp_path, "text1,A,g,game,10,14", "text1,B,b,game,10,14")
    save_table(pd.read_csv(path), path.with_suffix(".xlsx"))
    pd.testing.assert_frame_equal(load_mentions(CORPUS, path.with_suffix(".xlsx")), load_mentions(CORPUS, path))


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (["text1,A,h,game,10,14"], "line 2: unknown frame 'h'. Known: g, b"),
        (["text1,A,g,game,10,14", "text1,,g,game,10,14"], "line 3: expected the name of a coder, found none"),
        (["text1,A,g,game,10,14"] * 2, "line 3: coder 'A' has 'game' as 'g' twice"),
        (["text1,A,g,,40,40"], "line 2: 40–40 is no stretch of 'text1', which has 31 characters"),
        (["text1,A,g,game,27,99"], "line 2: 27–99 is no stretch of 'text1'"),
        (["text1,A,g,ame,-3,-1"], "line 2: -3–-1 is no stretch"),
        (["text1,A,,game,10,14"], "line 2: expected the name of a frame, found none"),
        (["text1,A,g,game,10,14", "text1, A ,g ,game,10,14"], "line 3: coder 'A' has 'game' as 'g' twice"),
        (["text1,A,g,game,10,14,x"], "cannot be read as .csv: .*Expected 6 fields in line 2, saw 7"),
        (["text1,A,g"], "line 2: char_start and char_end must be whole numbers"),
        (["text9,A,g,game,10,14"], "holds no mention in an article of this corpus"),
        ([], "holds no mention in an article of this corpus"),
    ],
)
def test_mentions_that_cannot_be_used(tmp_path, rows, message):
    """Each mistake in a file of mentions is one error with its line."""
    with pytest.raises(CorpusError, match=message):
        load_mentions(CORPUS, written(tmp_path, *rows), frames=["g", "b"])


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "cannot be read as .csv"),
        (
            "doc_id,coder,frame,span,char_start,char_end\ntext1,Zoë,g,game,10,14\n".encode("latin-1"),
            "cannot be read as .csv",
        ),
        (b"doc_id,coder,coder,frame,span,char_start,char_end\n", "has two columns called 'coder'. Drop or rename one"),
        (b"doc_id;coder;frame;span;char_start;char_end\n", "unknown column 'doc_id'. Known: doc_id;coder"),
    ],
)
def test_files_that_hold_no_mentions(tmp_path, data, message):
    """An empty file, another encoding, a head that says a thing twice, cells parted by something else."""
    path = tmp_path / "mentions.csv"
    path.write_bytes(data)
    with pytest.raises(CorpusError, match=message):
        load_mentions(CORPUS, path)


def test_a_mark_at_the_beginning_of_the_file(tmp_path):
    """Spreadsheets put one there; it belongs to no column."""
    path = written(tmp_path, "text1,A,g,game,10,14", head='\ufeff"doc_id",coder,frame,span,char_start,char_end')
    assert load_mentions(CORPUS, path)["coder"].tolist() == ["A"]


def test_mentions_without_coder(tmp_path):
    """Whose mentions they are must be said, even where there is one coder."""
    path = written(tmp_path, "text1,g,game,10,14", head="doc_id,frame,span,char_start,char_end")
    with pytest.raises(CorpusError, match="unknown column 'coder'"):
        load_mentions(CORPUS, path)


def test_a_changed_text_is_noticed(tmp_path):
    """Mentions with the hash of their text are refused when another text stands there, even if the words still fit."""
    head = "doc_id,coder,frame,span,char_start,char_end,text_hash"
    path = written(tmp_path, f"text1,A,g,game,10,14,{text_hash(CORPUS['text1'].text)}", head=head)
    assert len(load_mentions(CORPUS, path)) == 1
    changed = read_corpus(["the great game there"])
    with pytest.raises(CorpusError, match="line 2: the text of 'text1' has changed since it was coded"):
        load_mentions(changed, path)


def test_hits_are_one_more_coder():
    """Hits stand below mentions of others in the same columns."""
    hits = find_hits(CORPUS, Lexicon.from_dict({"g": ["game"]}))
    both = pd.concat([mentions(("A", "text1", "g", 4, 14)).assign(counted=True), as_coder(hits)])
    assert both["coder"].tolist() == ["A", "lexicon", "lexicon"]
    assert unit_labels(both, CORPUS).to_numpy().tolist() == [[1, 1], [0, 1]]


def test_common_mentions_by_hand():
    """Of three coders, two have “great game” and all have “game”; what one has twice counts once."""
    table = mentions(
        ("A", "x", "g", 4, 14), ("A", "x", "g", 8, 12), ("B", "x", "g", 4, 14), ("C", "x", "g", 10, 16)
    ).assign(text=["great game", "t ga", "great game", "game h"])  # fmt: skip
    two, three = consensus(table), consensus(table, at_least=3)
    assert two[["start", "end", "text", "coder"]].values.tolist() == [[4, 14, "great game", "2 of 3"]]
    assert three[["start", "end", "text", "marked_by"]].values.tolist() == [[10, 14, "game", "A, B, C"]]
    assert consensus(table, at_least=1)["text"].tolist() == ["great game h"]
    assert len(consensus(table[table["coder"] != "B"], at_least=2)) == 1
    with pytest.raises(FramingError, match="between 1 and the number of coders, 3; found 4"):
        consensus(table, at_least=4)


def test_labels_by_hand():
    """A sentence has a frame for a coder if a mention of theirs overlaps it; paragraphs likewise."""
    table = mentions(("A", "text1", "g", 4, 14), ("B", "text1", "g", 16, 25))
    labels = unit_labels(table, CORPUS)
    assert labels.index.names == ["frame", "doc_id", "start", "end"]
    assert labels.to_dict("list") == {"A": [1.0, 0.0], "B": [1.0, 1.0]}
    assert unit_labels(table, CORPUS, unit="paragraph").to_dict("list") == {"A": [1.0], "B": [1.0]}
    assert len(unit_labels(table, CORPUS, frames=["h", "g"])) == 4
    with pytest.raises(FramingError, match="expected at least one frame, found none"):
        unit_labels(table, CORPUS, frames=[])


def test_a_coder_may_be_called_anything():
    """Names of coders do not mix with those of columns."""
    table = mentions(("start", "text1", "g", 4, 14), ("coder", "text1", "g", 16, 25))
    labels = unit_labels(table, CORPUS)
    assert labels.to_dict("list") == {"start": [1.0, 0.0], "coder": [1.0, 1.0]}
    assert agreement(labels, draws=5)["coders"].tolist() == ["start, coder"]


def test_who_has_read_what_is_not_guessed():
    """A document that one coder marked and another did not must be told to be read or not."""
    table = mentions(("A", "text1", "g", 4, 14), ("B", "text1", "g", 4, 14), ("A", "text2", "g", 2, 8))
    with pytest.raises(FramingError, match="coder 'B' has no mention in 'text2', which others have: not read, or"):
        unit_labels(table, CORPUS)
    with pytest.raises(FramingError, match="coder 'B' has no mention in 'text2'"):
        span_agreement(table, CORPUS)
    assert unit_labels(table, CORPUS, coded="all")["B"].tolist() == [1, 0, 0]
    read = {"A": ["text1", "text2"], "B": ["text1"]}
    assert unit_labels(table, CORPUS, coded=read)["B"].isna().tolist() == [False, False, True]
    assert span_agreement(table, CORPUS, coded=read)[["mentions", "other_mentions"]].values.tolist() == [[1, 1]]


@pytest.mark.parametrize(
    ("coded", "message"),
    [
        ({"A": ["text1"]}, "coded does not say which documents coder 'B' has read"),
        ({"A": ["text9"], "B": ["text1"]}, "unknown doc_id 'text9'"),
        ({"A": ["text2"], "B": ["text1"]}, "coder 'A' has a mention in 'text1', which coded says they have not read"),
        ("some", "coded must be 'all' or give the documents of each coder"),
    ],
)
def test_wrong_lists_of_what_was_read(coded, message):
    """A list of documents that contradicts the mentions is refused."""
    table = mentions(("A", "text1", "g", 4, 14), ("B", "text1", "g", 4, 14))
    with pytest.raises(FramingError, match=message):
        unit_labels(table, CORPUS, coded=coded)


def test_coders_of_the_five_articles():
    """The coders by the codebook mark the same mentions nine times in ten, and nothing that is not counted."""
    corpus = load_seeds()
    table = load_mentions(corpus)
    assert table["counted"].all()
    pairs = span_agreement(table, corpus).query("frame == 'all'").set_index(["coder", "other"])
    assert pairs["f1"].round(2).to_dict() == {("A", "B"): 0.82, ("A", "C"): 0.77, ("B", "C"): 0.93}
    assert pairs.loc[("B", "C"), ["f1_low", "f1_high"]].round(2).tolist() == [0.89, 0.96]
    assert GOLD.joinpath("codebook.md").exists()
