"""The table of hits: what counts in which document."""

import pytest

from framing import Corpus, Document, FramingError, find_hits, load_lexicon, load_seeds

LEXICON = """
[frames.rivalry]
patterns = [
  "game",
  { pattern = "great game of powers", articles = ["read"] },
  { pattern = "chess", articles = ["read", "too"] },
]
"""


@pytest.fixture
def lexicon(tmp_path):
    (tmp_path / "rivalry.toml").write_text(LEXICON, encoding="utf-8")
    return load_lexicon(tmp_path / "rivalry.toml")


def corpus(*doc_ids):
    return Corpus(tuple(Document(doc_id, "The great game of powers. Chess.") for doc_id in doc_ids))


def test_what_was_read_in_a_document_does_not_count_in_it(lexicon):
    """Left out is an own pattern before hits are chosen, so that what it hid counts; other documents keep all."""
    hits = find_hits(corpus("new", "read", "too", "newer"), lexicon, leave_out="own")
    assert hits.groupby("doc_id", sort=False)["text"].agg(list).to_dict() == {
        "new": ["great game of powers", "Chess"],
        "read": ["game"],
        "too": ["great game of powers"],
        "newer": ["great game of powers", "Chess"],
    }


def test_leaving_out_changes_nothing_else(lexicon):
    """Without documents that patterns name, the table is the same to its types."""
    documents = corpus("a", "b")
    assert find_hits(documents, lexicon, leave_out="own").equals(find_hits(documents, lexicon))


def test_the_study_leaves_out_what_it_read_in_an_article():
    """Every article that a pattern of the shipped lexicon names is one of the five, and none counts in its own."""
    seeds, shipped = load_seeds(), load_lexicon()
    articles = {pattern.id: pattern.articles for frame in shipped for pattern in frame.patterns if pattern.articles}
    assert {doc_id for own in articles.values() for doc_id in own} <= set(seeds.doc_ids)
    hits = find_hits(seeds, shipped, leave_out="own")
    own = [row.text for row in hits.itertuples() if row.doc_id in articles.get(row.pattern, ())]
    assert articles
    assert not own


def test_an_unknown_rule_is_refused(lexicon):
    """What may be left out is said."""
    with pytest.raises(FramingError, match="leave_out"):
        find_hits(corpus("a"), lexicon, leave_out="all")
