"""Bootstrap: intervals by units that hang together, and bounds where nothing was found."""

import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from small_corpus import CORPUS, HITS, LEXICON, SEED_HITS, SEED_LEXICON, SEEDS
from threadpoolctl import threadpool_limits

from framing import (
    FramingError,
    FramingWarning,
    Lexicon,
    bootstrap_scores,
    compare_articles,
    find_hits,
    frame_scores,
    read_corpus,
)
from framing.scores.intervals import percentiles
from framing.scores.resampling import resampled
from framing.scores.units import unit_counts

pytestmark = pytest.mark.filterwarnings("ignore::framing.errors.FramingWarning")  # these texts are small


def test_an_interval_by_hand():
    """Of two equal sentences, one with a hit, a quarter of the draws has none, half have one, a quarter has two."""
    corpus = read_corpus(["A game. The end."])
    hits = find_hits(corpus, LEXICON)
    for level, low, high in ((0.95, 0, 500), (0.4, 250, 250)):
        row = bootstrap_scores(hits, corpus, LEXICON, level=level, method="percentile").iloc[0]

        assert row[["hits", "n_tokens", "per_1000", "low", "high"]].tolist() == [1, 4, 250, low, high]
        assert row[["share_low", "sentence_share", "share_high"]].tolist() == [low / 500, 0.5, high / 500]
        assert row[["bound", "unit", "units", "method", "draws"]].tolist() == [
            "bootstrap",
            "sentence",
            2,
            "percentile",
            2000,
        ]


def test_the_scores_are_those_of_frame_scores():
    """Counts and rates beside the intervals are the plain ones, for articles and for groups."""
    for by in ("doc_id", "outlet"):
        plain = frame_scores(HITS, CORPUS, LEXICON, by=by)
        table = bootstrap_scores(HITS, CORPUS, LEXICON, by=by, draws=50)

        shared = [column for column in plain.columns if column in table.columns]
        assert len(shared) == 8
        pd.testing.assert_frame_equal(table[shared], plain[shared])


@pytest.mark.parametrize("unit", ["sentence", "paragraph"])
@pytest.mark.parametrize("method", ["percentile", "bca"])
def test_intervals_of_scipy(unit, method):
    """On the five articles, SciPy's bootstrap of the same ratio, drawn otherwise, gives about the same interval."""
    frames = list(SEED_LEXICON.frame_names)
    table = bootstrap_scores(SEED_HITS, SEEDS, SEED_LEXICON, unit=unit, method=method, draws=20_000)
    document, values = unit_counts(SEED_HITS, SEEDS, SEED_LEXICON, unit)
    for number, frame in ((0, "great_game"), (3, "border_security"), (4, "great_game")):
        own = values[document == number]
        found = stats.bootstrap(
            (own[:, 2 + frames.index(frame)], own[:, 0]),
            lambda hits, tokens, axis: 1000 * hits.sum(axis=axis) / tokens.sum(axis=axis),
            paired=True,
            n_resamples=20_000,
            method=method,
            rng=1,
        )
        row = table[(table["doc_id"] == SEEDS.doc_ids[number]) & (table["frame"] == frame)].iloc[0]

        width = row["high"] - row["low"]
        assert row["method"] == method
        assert row["low"] == pytest.approx(found.confidence_interval.low, abs=0.03 * width)
        assert row["high"] == pytest.approx(found.confidence_interval.high, abs=0.03 * width)


def test_clustered_hits_widen_the_interval():
    """Where all hits stand in one paragraph, drawing paragraphs gives a wider interval than drawing sentences."""
    corpus = read_corpus(["A game. A game. A game. A game.\n\n" + "\n\n".join(["No one. No two. No three."] * 6)])
    hits = find_hits(corpus, LEXICON)
    width = {}
    for unit in ("sentence", "paragraph"):
        row = bootstrap_scores(hits, corpus, LEXICON, unit=unit).iloc[0]
        width[unit] = row["high"] - row["low"]

    assert width["paragraph"] > 1.3 * width["sentence"]


def test_nothing_found_is_bounded():
    """Without a hit the interval goes from 0 to what so few words, or sentences, would hide at that level."""
    table = bootstrap_scores(HITS, CORPUS, LEXICON, level=0.9, method="bca")
    none = table[table["hits"] == 0]

    assert set(none["frame"]) == {"game", "never"}
    assert set(none["bound"]) == {"none found"}
    assert set(none["method"]) == {"rule of three"}
    assert set(none["draws"]) == {0}
    assert (none[["low", "share_low"]] == 0).all(axis=None)
    expected = [1000 * (1 - 0.1 ** (1 / n)) for n in none["n_tokens"]]
    assert none["high"].tolist() == pytest.approx(expected)
    assert none["share_high"].tolist() == pytest.approx([1 - 0.1 ** (1 / n) for n in none["n_sentences"]])


def test_few_units_widen_the_interval():
    """The interval for few units holds the corrected one, clearly wider of six paragraphs and hardly of sixty."""
    for n, least, most in ((6, 1.1, 2.5), (60, 1, 1.1)):
        corpus = read_corpus(["\n\n".join(["A game.", "The end.", "No word of it."] * (n // 3))])
        hits = find_hits(corpus, LEXICON)
        plain, wide = (
            bootstrap_scores(hits, corpus, LEXICON, unit="paragraph", method=method).iloc[0]
            for method in ("bca", "expanded")
        )

        assert wide["low"] <= plain["low"] < plain["high"] <= wide["high"]
        assert least < (wide["high"] - wide["low"]) / (plain["high"] - plain["low"]) < most


def test_few_units_are_warned_of_once():
    """Ten units or fewer are said in one warning, whatever the number of frames; eleven, or a bound only, are not."""
    corpus = read_corpus(["A game. " * 10 + "The border.", "A game. " * 9 + "The border.", "No word of it."])
    hits = find_hits(corpus, LEXICON)
    with pytest.warns(FramingWarning, match="intervals of 1 of 2 rest on 10 sentences or fewer") as said:
        bootstrap_scores(hits, corpus, LEXICON, draws=20)
    assert len(said) == 1


def test_units_of_pooled_articles_are_warned_of():
    """Sentences drawn within the articles of a group are said to be silent about other articles, whole articles not."""
    table = pd.DataFrame({"doc_id": range(24), "text": "A game. The end. No word.", "side": ["x", "y"] * 12})
    corpus = read_corpus(table)
    hits = find_hits(corpus, LEXICON)
    with pytest.warns(FramingWarning, match='what other articles would have given.*unit="article"') as said:
        bootstrap_scores(hits, corpus, LEXICON, by="side", draws=20)
    assert len(said) == 1
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        bootstrap_scores(hits, corpus, LEXICON, by="side", unit="article", draws=20)


def test_articles_are_drawn_whole():
    """Of two equal articles, one all hits, a quarter of the draws has none, half have half, a quarter has all."""
    texts = ["Game. Game. Game.", "The. End. Now.", "A game."]
    table = pd.DataFrame({"doc_id": ["a", "b", "c"], "text": texts, "side": ["x", "x", "y"]})
    corpus = read_corpus(table)
    scores = bootstrap_scores(
        find_hits(corpus, LEXICON), corpus, LEXICON, by="side", unit="article", method="percentile"
    )
    game = scores[scores["frame"] == LEXICON.frame_names[0]].set_index("side")

    assert game.loc["x", ["per_1000", "low", "high", "unit", "units"]].tolist() == [500, 0, 1000, "article", 2]
    assert game.loc["y", "bound"] == "one unit"


def test_articles_give_wider_intervals_than_their_sentences():
    """Where articles differ more than their sentences do, a group is less certain by articles."""
    texts = ["A game is a game. Games!"] * 3 + ["Nothing here. Nothing there. Nothing at all."] * 3
    corpus = read_corpus(pd.DataFrame({"doc_id": range(6), "text": texts, "side": "x"}))
    hits = find_hits(corpus, LEXICON)
    width = {}
    for unit in ("sentence", "article"):
        row = bootstrap_scores(hits, corpus, LEXICON, by="side", unit=unit).iloc[0]
        width[unit] = row["high"] - row["low"]
    assert width["article"] > 2 * width["sentence"]


def test_articles_are_drawn_from_groups_only():
    """An article by itself cannot be drawn again as a whole; the message says what can be done."""
    with pytest.raises(FramingError, match='by= a column of the metadata, or unit="paragraph"'):
        bootstrap_scores(HITS, CORPUS, LEXICON, unit="article")


def test_one_unit_has_no_interval():
    """A single sentence says nothing about itself: no interval, where a width of nought would look like certainty."""
    corpus = read_corpus(["A game.", "Game over."])
    table = bootstrap_scores(find_hits(corpus, LEXICON), corpus, LEXICON, method="bca")
    game = table[table["frame"] == "game"]

    assert game["bound"].tolist() == ["one unit", "one unit"]
    assert game[["low", "high", "share_low", "share_high"]].isna().all(axis=None)
    assert game["draws"].tolist() == [0, 0]


def test_where_bca_is_not_defined_the_table_says_so():
    """With all units equal the percentiles stand in, and the method says it."""
    corpus = read_corpus(["A game. A game. A game."])
    row = bootstrap_scores(find_hits(corpus, LEXICON), corpus, LEXICON, method="bca").iloc[0]

    assert row["method"] == "percentile (no bca)"
    assert row["low"] == row["per_1000"] == row["high"] == 500


def test_groups_draw_within_each_article():
    """A group's draws are the sums of its articles' draws: pooled counts, no article more often than it is."""
    table = bootstrap_scores(HITS, CORPUS, LEXICON, by="outlet", draws=400, method="percentile")
    document, values = unit_counts(HITS, CORPUS, LEXICON, "sentence")
    children = np.random.default_rng(0).spawn(3)
    sums = sum(resampled(values[document == n], 400, children[n]) for n in (0, 2))
    expected = percentiles(1000 * sums[:, 2:3] / sums[:, 0:1], 0.95)[0]

    assert table["outlet"].unique().tolist() == ["X", "unknown"]
    assert table.loc[0, ["low", "high"]].tolist() == expected.tolist()
    assert table["units"].tolist() == [8] * 3 + [4] * 3
    # A group of one article is that article.
    alone = bootstrap_scores(HITS, CORPUS, LEXICON, draws=400, method="percentile").iloc[3:6]
    pd.testing.assert_frame_equal(
        table.iloc[3:].drop(columns="outlet"), alone.drop(columns="doc_id"), check_index_type=False
    )


def test_the_same_seed_gives_the_same_numbers():
    """Tables are equal to the last bit for a seed, whatever the threads; another seed or a used generator differs."""
    first = bootstrap_scores(SEED_HITS, SEEDS, SEED_LEXICON, rng=7)
    with threadpool_limits(1):
        again = bootstrap_scores(SEED_HITS, SEEDS, SEED_LEXICON, rng=7)
    generator = np.random.default_rng(7)

    pd.testing.assert_frame_equal(first, again, check_exact=True)
    pd.testing.assert_frame_equal(first, bootstrap_scores(SEED_HITS, SEEDS, SEED_LEXICON, rng=generator))
    assert not first.equals(bootstrap_scores(SEED_HITS, SEEDS, SEED_LEXICON, rng=generator))
    assert not first.equals(bootstrap_scores(SEED_HITS, SEEDS, SEED_LEXICON, rng=8))


def test_an_article_keeps_its_draws():
    """Leaving out later articles does not change the interval of an earlier one."""
    short = read_corpus(pd.DataFrame({"doc_id": ["a"], "text": [CORPUS["a"].text]}))
    one = bootstrap_scores(HITS[HITS["doc_id"] == "a"], short, LEXICON)

    pd.testing.assert_frame_equal(one, bootstrap_scores(HITS, CORPUS, LEXICON).head(3))


@settings(max_examples=25)
@given(
    words=st.lists(st.sampled_from(["a game.", "the border.", "no, no.", "one.\n\n"]), min_size=1, max_size=12),
    unit=st.sampled_from(["sentence", "paragraph"]),
    method=st.sampled_from(["percentile", "bca", "expanded"]),
)
def test_intervals_are_in_order(words, unit, method):
    """Whatever the text, low is not above high, neither is negative, and no share is above 1."""
    corpus = read_corpus([" ".join(word.capitalize() for word in words)])
    table = bootstrap_scores(find_hits(corpus, LEXICON), corpus, LEXICON, unit=unit, method=method, draws=60)
    table = table[table["bound"] != "one unit"]

    assert (table["low"] <= table["high"]).all()
    assert (table["share_low"] <= table["share_high"]).all()
    assert (table[["low", "share_low"]] >= 0).all(axis=None)
    assert (table["share_high"] <= 1).all()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"unit": "word"}, "unknown unit 'word'"),
        ({"method": "normal"}, "unknown method 'normal'"),
        ({"draws": 0}, "draws must be a whole number from 1, found 0"),
        ({"level": 95}, "level must lie between 0 and 1"),
        ({"rng": -1}, "rng must be"),
        ({"rng": None}, "rng must be"),
        ({"by": "outlets"}, "did you mean 'outlet'"),
        ({"by": ["doc_id"]}, "by must be one column"),
    ],
)
def test_options_of_intervals_are_checked(change, message):
    """A wrong option is one error that says what is expected."""
    with pytest.raises(FramingError, match=message):
        bootstrap_scores(HITS, CORPUS, LEXICON, **change)


def test_hits_of_another_corpus_are_refused():
    """Hits that are not of this corpus or lexicon, or lack a column, are an error and never dropped."""
    shorter = read_corpus(pd.DataFrame({"doc_id": ["a", "b", "c"], "text": ["A game.", "Border.", "Border."]}))
    for function in (bootstrap_scores, compare_articles):
        with pytest.raises(FramingError, match="Find the hits in this corpus"):
            function(HITS, shorter, LEXICON)
        with pytest.raises(FramingError, match="unknown doc_id 'a'"):
            function(HITS, read_corpus(["A.", "B."]), LEXICON)
        with pytest.raises(FramingError, match="unknown frame"):
            function(HITS, CORPUS, Lexicon.from_dict({"other": ["other"]}))
        with pytest.raises(FramingError, match="unknown column 'sentence'"):
            function(HITS.drop(columns="sentence"), CORPUS, LEXICON)
