"""Hits with voice and stance."""

import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import (
    FramingError,
    Lexicon,
    add_voice,
    find_hits,
    frame_scores,
    load_lexicon,
    load_seeds,
    read_corpus,
    reporting_verbs,
    score,
    stance_table,
    token_voices,
    top_speakers,
)
from framing.voice.voiced import VOICE_COLUMNS, voice_options

LEXICON = Lexicon.from_dict({"front": ["front"]})
TEXTS = ["The front is open. The envoy said that no front was planned. “A front opened,” Anna Berg said."]


@pytest.fixture
def corpus():
    """One article with a hit in each voice."""
    return read_corpus(TEXTS)


def test_each_hit_gets_its_voice(corpus):
    """The author's own hit has neither speaker nor source stance; the others name who speaks and by what words."""
    table = add_voice(find_hits(corpus, LEXICON), corpus)
    assert table[["voice", "speaker", "voice_cue", "author_stance", "source_stance"]].values.tolist() == [
        ["author", "", "", "endorses", ""],
        ["indirect", "The envoy", "said", "reports", "negates"],
        ["direct", "Anna Berg", "said", "reports", "endorses"],
    ]
    assert table["voice_rule"].tolist() == ["no-cue", "cue-before", "quotation:sentence"]
    assert table["confidence"].isna().tolist() == [True, False, False]
    assert table["speaker_type"].tolist() == ["", "person", "person"]


def test_rows_stay_as_they_are(corpus):
    """Order, index and columns of the hits are kept; adding twice changes nothing."""
    hits = find_hits(corpus, LEXICON).iloc[::-1]
    once = add_voice(hits, corpus)
    assert list(once.columns) == [*hits.columns, *VOICE_COLUMNS]
    pd.testing.assert_frame_equal(once[list(hits.columns)], hits)
    pd.testing.assert_frame_equal(add_voice(once, corpus), once)


def test_no_hits(corpus):
    """A table without rows comes back with the columns."""
    none = find_hits(corpus, LEXICON).iloc[:0]
    assert list(add_voice(none, corpus).columns) == [*none.columns, *VOICE_COLUMNS]


def test_any_table_of_spans(corpus):
    """Hand-coded spans can be read as hits are."""
    spans = pd.DataFrame({"doc_id": ["text1"], "start": [38], "end": [46]})
    assert add_voice(spans, corpus)["voice"].tolist() == ["indirect"]


def test_faults_are_named(corpus):
    """A table without offsets, or of another corpus, is refused."""
    hits = find_hits(corpus, LEXICON)
    with pytest.raises(FramingError, match="start"):
        add_voice(hits.drop(columns="start"), corpus)
    with pytest.raises(FramingError, match="text9"):
        add_voice(hits.assign(doc_id="text9"), corpus)


def test_every_token_has_a_voice(corpus):
    """Tokens are the author's, or those of a named speaker."""
    table = token_voices(corpus)
    assert len(table) == len(corpus.tokens)
    assert dict(table.groupby("speaker", observed=True).size()) == {"": 10, "The envoy": 5, "Anna Berg": 3}


def test_switches_reach_the_voices():
    """What find_voices can be told, adding voices can be told."""
    corpus = read_corpus(["The envoy said that talks failed. Moreover, the front would open soon."])
    hits = find_hits(corpus, LEXICON)
    assert add_voice(hits, corpus)["voice"].tolist() == ["indirect"]
    assert add_voice(hits, corpus, carry_over=False)["voice"].tolist() == ["author"]


PIECES = ["front", "“", "”", "said", "Anna Berg", ",", ".", " ", "that", "\n\n", "’", "And", "the", '"', "not"]


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join), min_size=1, max_size=3))
def test_counts_by_voice_add_up(texts):
    """Counts by voice are those of the hit table, and add up to the counts without voice."""
    texts = [text if text.strip() else "-" for text in texts]
    plain, voiced = score(texts, LEXICON), score(texts, LEXICON, by="voice")
    summed = voiced.groupby("doc_id", sort=False)[["n_tokens", "front"]].sum().reset_index()
    assert summed.values.tolist() == plain.values.tolist()

    with_words = [text for text in texts if any(map(str.isalnum, text))]
    if with_words:
        corpus = read_corpus(with_words)
        table = add_voice(find_hits(corpus, LEXICON), corpus)
        counts = score(corpus, LEXICON, by="voice").groupby("voice")["front"].sum()
        assert table["voice"].value_counts().reindex(counts.index, fill_value=0).tolist() == counts.tolist()


def test_an_index_may_have_labels_twice(corpus):
    """Hits put together from several tables keep their number."""
    hits = find_hits(corpus, LEXICON)
    twice = pd.concat([hits, hits])
    assert add_voice(twice, corpus)["voice"].tolist() == add_voice(hits, corpus)["voice"].tolist() * 2


@pytest.mark.parametrize("options", [{}, {"carry_over": False}, {"carry_over": False, "doubled": "direct"}])
def test_how_voices_were_told_apart_stays_with_them(options):
    """Through a file or a merge, words are told apart as the hits were."""
    corpus, lexicon = load_seeds(), load_lexicon()
    voiced = add_voice(find_hits(corpus, lexicon), corpus, **options)
    assert voice_options(voiced) == options
    expected = frame_scores(voiced, corpus, lexicon, by="voice")
    words = token_voices(corpus, **options)["voice"].value_counts()
    assert expected.groupby("voice", sort=False)["n_tokens"].first().to_dict() == words.to_dict()
    read = pd.read_csv(io.StringIO(voiced.to_csv(index=False)))
    merged = voiced.merge(pd.DataFrame({"doc_id": corpus.doc_ids}), on="doc_id")
    halves = pd.concat([voiced[:9], voiced[9:]])
    for table in (read, merged, halves):
        pd.testing.assert_frame_equal(frame_scores(table, corpus, lexicon, by="voice"), expected)


def test_voices_told_apart_in_two_ways():
    """Hits put together of two kinds go with no count of words, and are refused; nobody's options are unknown ones."""
    corpus, lexicon = read_corpus(["The envoy said that the border holds."]), Lexicon.from_dict({"b": ["border"]})
    hits = find_hits(corpus, lexicon)
    both = pd.concat([add_voice(hits, corpus), add_voice(hits, corpus, carry_over=False)])
    for measure in (
        lambda: frame_scores(both, corpus, lexicon, by="voice"),
        lambda: stance_table(both, lexicon),
        lambda: top_speakers(corpus, hits=both),
        lambda: reporting_verbs(both),
    ):
        with pytest.raises(FramingError, match="told apart in several ways"):
            measure()
    with pytest.raises(FramingError, match="unknown voice_options 'loud'"):
        frame_scores(both.assign(voice_options="loud"), corpus, lexicon, by="voice")
    assert voice_options(both[:0]) == {}
