"""The voices of a corpus as a table."""

from framing import find_voices, list_voices, read_corpus

TEXTS = ["The envoy said that talks failed. “We tried,” Berg said.", "“No news.”", "Nothing."]


def test_a_row_is_a_voice():
    """The rows are what find_voices finds, each with its own text and cue, in the order of documents."""
    corpus = read_corpus(TEXTS)
    table = list_voices(corpus)
    found = [(doc.doc_id, v.start, v.end, v.voice, v.speaker) for doc in corpus for v in find_voices(doc.text)]
    assert [*table[["doc_id", "start", "end", "voice", "speaker"]].itertuples(index=False, name=None)] == found
    for row in table.itertuples():
        text = corpus[row.doc_id].text
        assert row.text == text[row.start : row.end]
        assert row.voice_cue == ("" if row.voice_cue == "" else text[row.cue_start : row.cue_end])


def test_a_quotation_that_nothing_introduces():
    """It has a row, with an empty cue and no place of one."""
    row = list_voices(read_corpus(TEXTS)).query("doc_id == 'text2'").squeeze()
    assert row["voice_cue"] == ""
    assert list(row[["cue_start", "cue_end"]].isna()) == [True, True]


def test_no_voice():
    """A corpus without voices gives the columns and no row."""
    table = list_voices(read_corpus(["Nothing."]))
    assert len(table) == 0
    assert list(table.columns) == list(list_voices(read_corpus(TEXTS)).columns)
