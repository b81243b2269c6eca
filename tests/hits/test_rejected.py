"""What is no hit although its words stand there can be read, line by line."""

import re

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


WORDS = st.sampled_from(["great game", "great game", "reserve", "asia", "border", "collie", "x", "x.\n\n"])


@given(st.lists(WORDS, max_size=15))
def test_hits_and_rejections_are_all_there_is(tmp_path_factory, words):
    """Where no pattern takes another's words, each occurrence is a hit or rejected, for the reason it has."""
    path = tmp_path_factory.mktemp("lexicon") / "game.toml"
    path.write_text("\n".join(line for line in LEXICON.splitlines() if "near" not in line), "utf-8")
    text = " ".join(["x", *words])
    corpus, lexicon = read_corpus([text]), load_lexicon(path)
    expected = {}
    for found in re.finditer("great game( reserve)?|border( collie)?", text):
        paragraph = next(part for part in re.finditer(r"(?s).*?(\n\n|$)", text) if found.start() < part.end())
        in_context = found[0].startswith("border") or "asia" in paragraph[0]
        expected[found.start()] = "excluded" if found[1] or found[2] else "" if in_context else "context"
    tables = [find_hits(corpus, lexicon).assign(why=""), rejected(corpus, lexicon)]
    judged = [pair for table in tables for pair in zip(table["start"].tolist(), table["why"], strict=True)]

    assert sorted(judged) == sorted(expected.items())
