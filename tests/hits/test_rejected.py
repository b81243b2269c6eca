"""What is no hit although its words stand there can be read, line by line."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import FramingError, find_hits, kwic, load_lexicon, read_corpus, rejected
from framing.hits.table import HIT_COLUMNS

LEXICON = """
[sets]
region = ["asia", "tajik*"]
[frames.game]
patterns = [
  { pattern = "great game", context = ["@region"] },
  { id = "vie-for", near = ["vie*", "control"], context = ["@region"] },
  "border*",
]
exclude = ["border collie*", "great game reserve"]
"""


@pytest.fixture
def lexicon(tmp_path):
    """A lexicon with contexts and exclusions."""
    path = tmp_path / "game.toml"
    path.write_text(LEXICON, "utf-8")
    return load_lexicon(path)


def test_what_context_and_exclusion_reject(lexicon):
    """Each rejected occurrence is a row with its reason; what counts is none, nor what only lost its words."""
    corpus = read_corpus(
        [
            "A great game, said the coach of the border collies.",
            "The Great Game in Asia.\n\nThey vie for ball control.",
            "A tajik great game reserve at the border.",
        ]
    )
    table = rejected(corpus, lexicon)

    assert table.columns.tolist() == [*HIT_COLUMNS, "why"]
    assert table[["doc_id", "pattern", "text", "why"]].values.tolist() == [
        ["text1", "great game", "great game", "context"],
        ["text1", "border*", "border", "excluded"],
        ["text2", "vie-for", "vie for ball control", "context"],
        ["text3", "great game", "great game", "excluded"],
    ]
    assert find_hits(corpus, lexicon)["text"].tolist() == ["Great Game", "border"]
    assert kwic(table, corpus, window=2)["right"].tolist() == [", said the", "collies", "", "reserve at"]
    assert table["parts"].tolist() == ["", "", "30-33 43-50", ""]


def test_nothing_rejected(lexicon):
    """Where nothing is rejected the table is empty, and has its columns."""
    table = rejected(read_corpus(["The Great Game in Asia."]), lexicon)

    assert len(table) == 0
    assert table.columns.tolist() == [*HIT_COLUMNS, "why"]


def test_what_quanteda_does_not_know(lexicon):
    """Under quanteda's semantics a context is refused, as by find_hits."""
    with pytest.raises(FramingError, match="which quanteda does not know"):
        rejected(read_corpus(["x"]), lexicon, semantics="quanteda")


WORDS = st.sampled_from(["great", "game", "reserve", "asia", "vie", "control", "border", "collie", "x", "x.\n\n"])


@given(st.lists(WORDS, max_size=15))
def test_hits_and_rejections_are_all_there_is(tmp_path_factory, words):
    """Of a pattern of words none of which overlaps another's, each occurrence is a hit or is rejected, never both."""
    path = tmp_path_factory.mktemp("lexicon") / "game.toml"
    path.write_text(LEXICON, "utf-8")
    corpus = read_corpus([" ".join(["x", *words])])
    own = load_lexicon(path)
    tables = [find_hits(corpus, own), rejected(corpus, own)]
    places = Counter(place for table in tables for place in table.loc[table["pattern"] == "border*", "start"])

    tokens = corpus.tokens
    borders = [start for start, word in zip(tokens.start, tokens.ids, strict=True) if tokens.words[word] == "border"]
    assert sorted(places) == borders
    assert set(places.values()) <= {1}
