"""Uncertainty: intervals by units that hang together, permutations that say how little they can show."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from threadpoolctl import threadpool_limits

from framing import (
    FramingError,
    Lexicon,
    add_voice,
    bootstrap_scores,
    compare_articles,
    find_hits,
    frame_scores,
    load_lexicon,
    load_seeds,
    read_corpus,
    stance_intervals,
    stance_table,
)
from framing.scores.uncertainty import _percentiles, _resampled, bca
from framing.scores.units import unit_counts

LEXICON = Lexicon.from_dict({"game": ["game*"], "border": ["border*"], "never": ["xyzzy"]})
CORPUS = read_corpus(
    pd.DataFrame(
        {
            "doc_id": ["a", "b", "c"],
            "text": [
                "A game of games. Nothing here now.\n\nThe border is old.\n\nA game. The end.",
                "No word of it. Then one more sentence.\n\nBorders. And the end of the game at last.",
                "A border.\n\nA longer paragraph without a word of it. And so on.",
            ],
            "outlet": ["X", None, "X"],
        }
    )
)
HITS = find_hits(CORPUS, LEXICON)
SEEDS = load_seeds()
SEED_LEXICON = load_lexicon()
SEED_HITS = find_hits(SEEDS, SEED_LEXICON)


def voiced(*texts):
    corpus = read_corpus(list(texts))
    lexicon = Lexicon.from_dict({"front": ["front"], "never": ["xyzzy"]})
    return add_voice(find_hits(corpus, lexicon), corpus), lexicon, corpus


# Intervals of scores


def test_an_interval_by_hand():
    """Of two equal sentences, one with a hit, a quarter of the draws has none, half have one, a quarter has two."""
    corpus = read_corpus(["A game. The end."])
    hits = find_hits(corpus, LEXICON)
    for level, low, high in ((0.95, 0, 500), (0.4, 250, 250)):
        row = bootstrap_scores(hits, corpus, LEXICON, level=level).iloc[0]

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


def test_bca_is_that_of_scipy_on_the_same_draws():
    """From the same draws the corrected interval is SciPy's to the last digits, for one sample and for two."""
    rng = np.random.default_rng(3)
    one, two = rng.poisson(2, 20).astype(float), rng.poisson(3, 12).astype(float)

    def both(x, y, axis):
        return (x.sum(axis=axis) + y.sum(axis=axis)) / 7

    whole = one.sum() + two.sum()
    for data, statistic, left_out in (
        ((one,), lambda x, axis: x.mean(axis=axis) ** 2, [((one.sum() - one) / (len(one) - 1)) ** 2]),
        ((one, two), both, [(whole - one) / 7, (whole - two) / 7]),
    ):
        found = stats.bootstrap(data, statistic, n_resamples=999, method="BCa", rng=5, confidence_level=0.9)
        observed = np.array([statistic(*data, axis=-1)])
        ends, plain = bca(
            found.bootstrap_distribution[:, None], observed, [values[:, None] for values in left_out], level=0.9
        )

        assert ends[0] == pytest.approx([*found.confidence_interval], rel=1e-9)
        assert plain.tolist() == [False]


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
    table = bootstrap_scores(HITS, CORPUS, LEXICON, by="outlet", draws=400)
    document, values = unit_counts(HITS, CORPUS, LEXICON, "sentence")
    children = np.random.default_rng(0).spawn(3)
    sums = sum(_resampled(values[document == n], 400, children[n]) for n in (0, 2))
    expected = _percentiles(1000 * sums[:, 2:3] / sums[:, 0:1], 0.95)[0]

    assert table["outlet"].unique().tolist() == ["X", "unknown"]
    assert table.loc[0, ["low", "high"]].tolist() == expected.tolist()
    assert table["units"].tolist() == [8] * 3 + [4] * 3
    # A group of one article is that article.
    alone = bootstrap_scores(HITS, CORPUS, LEXICON, draws=400).iloc[3:6]
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


def test_draws_do_not_hang_on_memory():
    """Whether draws are made all at once or a few at a time, they are the same; and these, on any machine."""
    values = np.array([[4, 1], [2, 0], [3, 2], [7, 1]])
    sums = _resampled(values, 50, np.random.default_rng(1))

    assert sums[:4].tolist() == [[19.0, 4.0], [22.0, 4.0], [15.0, 2.0], [13.0, 1.0]]
    for cells in (1, 12, 100):
        assert _resampled(values, 50, np.random.default_rng(1), cells=cells).tolist() == sums.tolist()


def test_an_article_keeps_its_draws():
    """Leaving out later articles does not change the interval of an earlier one."""
    short = read_corpus(pd.DataFrame({"doc_id": ["a"], "text": [CORPUS["a"].text]}))
    one = bootstrap_scores(HITS[HITS["doc_id"] == "a"], short, LEXICON)

    pd.testing.assert_frame_equal(one, bootstrap_scores(HITS, CORPUS, LEXICON).head(3))


@settings(max_examples=25, deadline=None)
@given(
    words=st.lists(st.sampled_from(["a game.", "the border.", "no, no.", "one.\n\n"]), min_size=1, max_size=12),
    unit=st.sampled_from(["sentence", "paragraph"]),
    method=st.sampled_from(["percentile", "bca"]),
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


# Shares of voice and stance


def test_the_posterior_of_a_share_by_hand():
    """The interval is that of a Beta with half a hit added to each side, or to each of the fifteen cells."""
    hits, lexicon, _ = voiced("The front is open. A front. The envoy said that no front was planned.")
    for prior, others in (("beta", 0.5), ("dirichlet", 7)):
        table = stance_intervals(hits, lexicon, prior=prior, level=0.9).set_index(["frame", "voice", "stance"])
        row = table.loc[("front", "author", "endorses")]

        assert (row["hits"], row["of"], row["bound"]) == (2, 3, "posterior")
        assert [row["low"], row["high"]] == pytest.approx(stats.beta(2.5, 1 + others).ppf([0.05, 0.95]))


def test_shares_are_those_of_the_stance_table():
    """Counts and shares are the plain ones; empty cells have the exact bound, frames without hits no interval."""
    hits, lexicon, _ = voiced("The front is open. The envoy said that no front was planned.")
    plain, table = stance_table(hits, lexicon), stance_intervals(hits, lexicon)

    pd.testing.assert_frame_equal(table[plain.columns[:-1]], plain[plain.columns[:-1]])
    empty = (table["frame"] == "front") & (table["hits"] == 0)
    assert table.loc[empty, "high"].tolist() == pytest.approx(plain.loc[empty, "at_most"].tolist())
    assert set(table.loc[empty, "low"]) == {0}
    assert set(table.loc[empty, "bound"]) == {"none found"}
    never = table[table["frame"] == "never"]
    assert never[["low", "high"]].isna().all(axis=None)
    assert set(never["bound"]) == {"no hits"}


def test_all_hits_in_one_cell():
    """A cell with all hits of its frame reaches to 1."""
    hits, lexicon, corpus = voiced("The front is open. A front.")
    row = stance_intervals(hits, lexicon, corpus=corpus).iloc[0]

    assert (row["share"], row["high"]) == (1, 1)
    assert row["low"] == pytest.approx(stats.beta(2.5, 0.5).ppf(0.025))
    assert pd.isna(row["resample_low"])


def test_shares_by_resampling():
    """Of two sentences, one a voice, a quarter of the draws has one voice only; draws without a hit are left out."""
    hits, lexicon, corpus = voiced("The front is open. The envoy said that no front was planned.")
    row = stance_intervals(hits, lexicon, corpus=corpus, level=0.4).set_index(["voice", "stance"]).iloc[0]
    assert row[["resample_low", "resample_high", "unit", "units", "draws"]].tolist() == [0.5, 0.5, "sentence", 2, 2000]

    hits, lexicon, corpus = voiced("The front is open, and a front. The envoy said that no front was planned. End.")
    table = stance_intervals(hits, lexicon, corpus=corpus)
    assert table.loc[table["hits"] > 0, "draws"].between(1900, 1960).all()  # 26 of 27 draws have a hit


def test_clustered_hits_widen_shares():
    """Where a voice has its hits in one paragraph, resampling paragraphs gives more than the posterior's width."""
    said = "The envoy said that the front, the front, the front and the front was planned."
    hits, lexicon, corpus = voiced("\n\n".join([said, *["The front is open."] * 4]))
    table = stance_intervals(hits, lexicon, corpus=corpus, unit="paragraph")
    row = table[(table["voice"] == "author") & (table["hits"] == 4)].iloc[0]

    assert row["resample_high"] - row["resample_low"] > row["high"] - row["low"]


# What is refused


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


def test_stances_are_checked():
    """Hits without voice, of another lexicon, or with a stance we do not know are refused."""
    hits, lexicon, corpus = voiced("The front is open.")
    with pytest.raises(FramingError, match="add_voice"):
        stance_intervals(HITS, LEXICON)
    with pytest.raises(FramingError, match="unknown frame 'front'"):
        stance_intervals(hits, LEXICON)
    with pytest.raises(FramingError, match="unknown stance 'praises'"):
        stance_intervals(hits.assign(stance="praises"), lexicon, corpus=corpus)
    with pytest.raises(FramingError, match="unknown prior 'flat'"):
        stance_intervals(hits, lexicon, prior="flat")
