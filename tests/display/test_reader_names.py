"""Readers see names, numbers are computed on ids."""

import pandas as pd
import pytest

from framing import Corpus, Document, Lexicon, Names, load_lexicon, load_seeds

CORPUS = Corpus(
    [
        Document("a", "One.", {"name": "Gazette 2021"}),
        Document("a-2", "Two.", {"name": "Herald"}),
        Document("c", "Three.", {"name": "Herald"}),
        Document("d", "Four.", {"name": None}),
        Document("e", "Five."),
    ]
)
NAMED = Names(CORPUS, Lexicon.from_dict({"threat": ["threat"]}))


def test_an_article_without_a_name_of_its_own_keeps_its_id():
    """Two articles are never called alike, and none goes without a name."""
    assert NAMED.articles == {"a": "Gazette 2021", "a-2": "a-2", "c": "c", "d": "d", "e": "e"}


def test_only_ids_are_renamed():
    """Values that are no ids, columns of other names, numbers and the order of rows stay; the table given does too."""
    table = pd.DataFrame({"doc_id": ["a", "all"], "word": ["a", "a"], "hits": [1, 2]})
    assert NAMED(table).to_numpy().tolist() == [["Gazette 2021", "a", 1], ["all", "a", 2]]
    assert table["doc_id"].tolist() == ["a", "all"]


@pytest.mark.parametrize("wide", [False, True])
def test_names_reach_index_and_columns(wide):
    """A table of articles by frames is renamed on both sides, whichever lies where."""
    lexicon = load_lexicon()
    seeds = load_seeds()
    table = pd.DataFrame(
        1,
        index=pd.Index(seeds.doc_ids, name="doc_id"),
        columns=pd.Index(lexicon.frame_names, name="frame"),
    )
    shown = Names(seeds, lexicon)(table.T if wide else table)
    shown = shown.T if wide else shown
    assert list(shown.columns) == ["Great Game", "second front", "border security"]
    assert shown.index[0] == "Asia Today 2021"
    levels = Names(seeds, lexicon)(table.stack().to_frame("hits"))
    assert levels.index[1] == ("Asia Today 2021", "second front")


def test_an_id_within_another_is_left_alone():
    """In a sentence, only whole ids become names."""
    assert NAMED.text("a leads, a-2 follows; banana, a.") == "Gazette 2021 leads, a-2 follows; banana, Gazette 2021."


def test_the_five_articles_have_five_names():
    """No two of the study's articles are called alike."""
    names = Names(load_seeds()).articles
    assert len(set(names.values())) == 5
    assert not set(names) & set(names.values())


def test_categories_are_renamed_in_order():
    """A column in an order of its own keeps it."""
    frames = pd.Categorical(["threat", "x"], categories=["x", "threat"])
    shown = Names(CORPUS, Lexicon.from_dict({"x": ["x"], "threat": ["threat"]}))(pd.DataFrame({"frame": frames}))
    assert list(shown["frame"].cat.categories) == ["x", "threat"]
