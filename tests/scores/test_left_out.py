"""Leave one out: what a score loses without a pattern, a category or a set, matched anew."""

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import Lexicon, find_hits, leave_one_out, load_lexicon, load_seeds, read_corpus
from framing.scores.left_out import _order_kept

COLUMNS = ["doc_id", "frame", "without", "name", "hits", "hits_without", "change"]


def rows(texts, lexicon):
    return leave_one_out(read_corpus(texts), lexicon)[COLUMNS].values.tolist()


def test_a_hidden_pattern_counts_where_the_longer_one_is_left_out():
    """The great game hides a game, so that it carries nothing; a long pattern may even hide two."""
    assert rows(["A great game."], Lexicon.from_dict({"f": ["great game", "game"]})) == []
    found = rows(["A great game for all."], Lexicon.from_dict({"f": ["great game for all", "great", "game"]}))
    assert found == [["text1", "f", "pattern", "great game for all", 1, 2, 1]]


def test_categories_carry_what_their_patterns_carry():
    """A category is left out whole; one that is all of a frame is not, since nothing would be left."""
    lexicon = Lexicon.from_dict({"f": {"name": ["game"], "core": ["rival*", "contest"]}, "g": {"only": ["game"]}})
    assert rows(["A game, a rival, a contest, rivals."], lexicon) == [
        ["text1", "f", "category", "core", 4, 1, -3],
        ["text1", "f", "pattern", "rival*", 4, 2, -2],
        ["text1", "f", "category", "name", 4, 3, -1],
        ["text1", "f", "pattern", "game", 4, 3, -1],
        ["text1", "f", "pattern", "contest", 4, 3, -1],
        ["text1", "g", "pattern", "game", 1, 0, -1],
    ]


def test_a_set_carries_its_words(tmp_path):
    """Without a set go its words wherever patterns use it, and the hits are those of a file without it."""
    path = tmp_path / "lexicon.toml"
    text = '[sets]\nwest = ["nato", "america"]\npower = ["russia", {}]\n'
    text += '[frames.f]\npatterns = ["@power plays", {}"war"]\n'
    path.write_text(text.format('"@west"', '{ near = ["@west", "game"] }, '), encoding="utf-8")
    corpus = read_corpus(["Russia plays. NATO plays a game.", "America sees a game. War. NATO plays."])
    table = leave_one_out(corpus, load_lexicon(path))
    own = table[(table["without"] == "set") & (table["name"] == "west")]
    assert own[["doc_id", "hits", "hits_without"]].values.tolist() == [["text1", 2, 1], ["text2", 3, 1]]
    path.write_text(text.replace('west = ["nato", "america"]\n', "").format('"x"', ""), encoding="utf-8")
    assert find_hits(corpus, load_lexicon(path)).groupby("doc_id").size().tolist() == [1, 1]


def test_what_carries_most_comes_first():
    """By article, then frame, then change; shares are of the hits, and unused patterns have no row."""
    lexicon = Lexicon.from_dict({"f": ["xyzzy", "a", "b"], "g": ["b"]})
    table = leave_one_out(read_corpus(["b a b b", "a c"]), lexicon)
    assert table[["doc_id", "frame", "name", "share"]].values.tolist() == [
        ["text1", "f", "b", 0.75],
        ["text1", "f", "a", 0.25],
        ["text1", "g", "b", 1.0],
        ["text2", "f", "a", 1.0],
    ]


def test_the_order_of_articles():
    """Without b the second article has the higher rate; without c both are equal, which turns nothing round."""
    table = leave_one_out(read_corpus(["b b a c x", "a a a x x"]), Lexicon.from_dict({"f": ["a", "b", "c"]}))
    assert table.groupby("name")["order_kept"].first().to_dict() == {"a": True, "b": False, "c": True}


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=6))
def test_order_pair_by_pair(pairs):
    """No pair is turned round, counted one by one."""
    turned = any(one[0] < other[0] and one[1] > other[1] for one in pairs for other in pairs)
    before, after = ([pair[i] for pair in pairs] for i in (0, 1))
    assert _order_kept(pd.array(before).to_numpy(), pd.array(after).to_numpy()) is not turned


@pytest.mark.parametrize("name", ["security", "security_2"])
def test_the_same_as_with_a_lexicon_without_it(name):
    """In the five articles each pattern leaves what a lexicon without it finds."""
    corpus, lexicon = load_seeds(), load_lexicon(name)
    table = leave_one_out(corpus, lexicon)
    own = table[table["without"] == "pattern"].drop_duplicates(["frame", "name"])
    for frame, pattern in own[["frame", "name"]].values.tolist()[::9]:
        kept = tuple(p for p in lexicon[frame].patterns if p.id != pattern)
        hits = find_hits(corpus, Lexicon((replace(lexicon[frame], patterns=kept),)))
        left = hits["doc_id"].value_counts().reindex(corpus.doc_ids, fill_value=0)
        said = table[(table["frame"] == frame) & (table["without"] == "pattern") & (table["name"] == pattern)]
        assert left[said["doc_id"]].tolist() == said["hits_without"].tolist()


def test_nothing_found():
    """A corpus without a hit gives an empty table with its columns."""
    table = leave_one_out(read_corpus(["None."]), Lexicon.from_dict({"f": ["x"]}))
    assert (len(table), table.columns.tolist()) == (0, [*COLUMNS, "share", "order_kept"])
