"""The corpus: what counts, and where in the article it stands."""

import pytest

from framing import Corpus, CorpusError, Document, load_seeds, read_corpus
from framing.text.document import Range

TEXT = "Title here\nBy A. Writer\nThe lead says one. It says two.\n\nThe body goes on."
DOCUMENT = Document(
    "a",
    TEXT,
    headline=(Range(0, 10, "title"),),
    boilerplate=(Range(11, 23, "byline"),),
)


def test_only_title_and_body_count():
    """Boilerplate stays in the text but is not counted."""
    corpus = Corpus((DOCUMENT,))

    assert [token.word for token in corpus.tokens] == (
        ["Title", "here", "The", "lead", "says", "one", "It", "says", "two", "The", "body", "goes", "on"]
    )
    assert corpus.documents[0].text == TEXT


def test_sections_paragraphs_sentences():
    """Headline, lead and body are told apart; paragraphs and sentences are numbered from 0."""
    sentences = Corpus((DOCUMENT,)).sentences

    assert sentences[["section", "paragraph", "sentence", "text"]].values.tolist() == [
        ["headline", 0, 0, "Title here"],
        ["lead", 1, 1, "The lead says one."],
        ["lead", 1, 2, "It says two."],
        ["body", 2, 3, "The body goes on."],
    ]


def test_boilerplate_can_be_kept():
    """With boilerplate kept, everything counts and the added words are a section of their own."""
    corpus = Corpus((DOCUMENT,), "keep")

    assert corpus.n_tokens["a"] == Corpus((DOCUMENT,)).n_tokens["a"] + 3
    assert corpus.units["section"].value_counts()["boilerplate"] == 3


def test_sentences_cover_what_counts():
    """Every counted token of the seeds lies in exactly one sentence, and sentences never overlap."""
    corpus = load_seeds()
    assert corpus.sentences["n_tokens"].sum() == corpus.n_tokens.sum()
    for _, rows in corpus.sentences.groupby("doc_id"):
        assert (rows["end"].to_numpy()[:-1] <= rows["start"].to_numpy()[1:]).all()
    for row in corpus.sentences.itertuples():
        assert corpus[row.doc_id].text[row.start : row.end] == row.text == row.text.strip()


def test_unknown_document_names_the_nearest():
    """Asking for a document that is not there names the nearest id."""
    with pytest.raises(CorpusError, match="did you mean 'text1'"):
        read_corpus(["One."])["txt1"]


def test_hash_follows_what_counts():
    """The corpus hash changes with the text and with what counts, and with nothing else."""
    corpus = Corpus((DOCUMENT,))

    assert (
        corpus.sha256 == Corpus((Document("a", TEXT, {"outlet": "X"}, DOCUMENT.headline, DOCUMENT.boilerplate),)).sha256
    )
    assert corpus.sha256 != Corpus((Document("a", TEXT),)).sha256
    assert corpus.sha256 != Corpus((DOCUMENT,), "keep").sha256
