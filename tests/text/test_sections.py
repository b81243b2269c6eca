"""Sentences and paragraphs as stretches of the raw text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import read_corpus

texts = st.text(alphabet="aB.!?…。 \n\"”»'—-1,’U؟\u200f()", max_size=40).map(lambda text: f"{text}a")


@given(st.lists(texts, min_size=1, max_size=3), st.sampled_from(["en", "de"]))
def test_sentences_are_disjoint_and_hold_every_word(documents, language):
    """The sentences of a document follow each other, share nothing, and hold all words that count."""
    corpus = read_corpus(documents, language=language)
    tokens, sentences = corpus.tokens, corpus.sentences
    for doc_id, own in sentences.groupby("doc_id"):
        assert (own["start"] < own["end"]).all()
        assert (own["end"].to_numpy()[:-1] <= own["start"].to_numpy()[1:]).all()
        assert [corpus[doc_id].text[a:b] for a, b in zip(own["start"], own["end"], strict=True)] == list(own["text"])
    owner = (sentences["n_tokens"].cumsum()).searchsorted(range(len(tokens)), side="right")
    assert (sentences["start"].to_numpy()[owner] <= tokens.start).all()
    assert (tokens.end <= sentences["end"].to_numpy()[owner]).all()
    assert sentences["n_tokens"].sum() == len(tokens)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yes!So. Go", ["Yes!", "So.", "Go"]),
        ("He said “go!”She went.", ["He said “go!”", "She went."]),
        ("One. (Two.) “Three”", ["One.", "(Two.)", "“Three”"]),
        ("今日は。明日も。", ["今日は。", "明日も。"]),
    ],
)
def test_marks_stay_with_their_sentence(text, expected):
    """White space parts sentences; without it, the mark that ends one does."""
    assert read_corpus([text]).sentences["text"].tolist() == expected
