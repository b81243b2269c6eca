"""Differences between articles: exact where feasible, corrected for their number."""

import warnings
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from small_corpus import CORPUS, HITS, LEXICON, SEED_HITS, SEED_LEXICON, SEEDS

from framing import (
    CorpusError,
    FramingError,
    FramingWarning,
    bootstrap_scores,
    compare_articles,
    find_hits,
    read_corpus,
)
from framing.scores.permutation import _permuted, holm, level_by_lengths
from framing.scores.units import unit_counts

pytestmark = pytest.mark.filterwarnings("ignore::framing.errors.FramingWarning")  # these texts are small


def test_an_exact_permutation_by_hand():
    """Three paragraphs with hits against three without: one split of twenty as far each way, so p is 2/20."""
    corpus = read_corpus(
        ["A game.\n\nOld games.\n\nA game.", "One boat.\n\nTwo boats.\n\nThe end.", "A game.\n\nNo end."]
    )
    hits = find_hits(corpus, LEXICON)
    table = compare_articles(hits, corpus, LEXICON, frames=["game"])

    assert table.drop(columns=["p", "p_min", "p_holm"]).values.tolist() == [
        ["game", "text1", "text2", 3, 6, 0, 6, 500, 0, 500, 3, 3, 20, True],
        ["game", "text1", "text3", 3, 6, 1, 4, 500, 250, 250, 3, 2, 10, True],
        ["game", "text2", "text3", 0, 6, 1, 4, 0, 250, -250, 3, 2, 10, True],
    ]
    # Second pair: in four of ten splits the paragraph without a hit is one of the two (500 and 250, as seen), in six
    # one of the three (333 and 500, less far). Third pair: in four of ten the hit is in one of the two (0 and 250).
    assert table["p"].tolist() == table["p_min"].tolist() == [0.1, 0.4, 0.4]
    assert table["p_holm"].tolist() == pytest.approx([0.3, 0.8, 0.8])
    one_way = compare_articles(hits, corpus, LEXICON, frames=["game"], alternative="greater")
    assert one_way["p"].tolist() == [0.05, 0.4, 1.0]


@pytest.mark.parametrize("alternative", ["two-sided", "greater", "less"])
def test_an_exact_permutation_of_scipy(alternative):
    """SciPy's exact test of the same difference gives the same p."""

    def difference(a, b):
        # SciPy deals out places of paragraphs; the counts stand there.
        a, b = (values[place.astype(int)].sum(axis=0) for place in (a, b))
        gap = 1000 * (a[1] / a[0] - b[1] / b[0])
        return abs(gap) if alternative == "two-sided" else gap

    corpus = read_corpus(["A game of games.\n\nA game at last.\n\nNothing.", "No.\n\nA game, no more.\n\nOne.\n\nTwo!"])
    hits = find_hits(corpus, LEXICON)
    row = compare_articles(hits, corpus, LEXICON, alternative=alternative, frames=["game"]).iloc[0]
    _, values = unit_counts(hits, corpus, LEXICON, "paragraph")
    values = values[:, [0, 2]]
    found = stats.permutation_test(
        (np.arange(3), np.arange(3, 7)),
        difference,
        vectorized=False,
        alternative="greater" if alternative == "two-sided" else alternative,
    )

    assert row["permutations"] == len(found.null_distribution) == 35
    assert row["p"] == pytest.approx(found.pvalue)


@settings(max_examples=60)
@given(
    rows=st.lists(st.tuples(st.integers(1, 6), st.integers(0, 3)), min_size=2, max_size=8),
    cut=st.integers(1, 7),
    alternative=st.sampled_from(["two-sided", "greater", "less"]),
)
def test_counting_splits_is_listing_them(rows, cut, alternative):
    """Counting splits by their sums gives the p of listing every one of them, and no p is below the smallest."""
    values = np.array(rows)
    k = min(cut, len(rows) - 1)
    total = values.sum(axis=0)

    def far(chosen):
        (n, x), (m, y) = values[list(chosen)].sum(axis=0), total - values[list(chosen)].sum(axis=0)
        gap = (x * m - y * n) / (n * m)
        return {"two-sided": abs(gap), "greater": gap, "less": -gap}[alternative]

    every = [far(chosen) for chosen in combinations(range(len(rows)), k)]
    test = _permuted(values[:k], values[k:], alternative, 10, 2**62, np.random.default_rng(0))[0]

    as_far, farthest = (sum(gap >= bound for gap in every) for bound in (far(range(k)), max(every)))
    assert test == (len(every), True, as_far / len(every), farthest / len(every))
    assert test[3] <= test[2] <= 1


def test_random_splits_where_there_are_too_many():
    """Above the limit p is that of random splits, one added to both counts, and near the exact one."""
    exact = compare_articles(SEED_HITS, SEEDS, SEED_LEXICON)
    table = compare_articles(SEED_HITS, SEEDS, SEED_LEXICON, exact_up_to=0, draws=9_999)

    assert exact["exact"].all()
    assert not table["exact"].any()
    assert set(table["permutations"]) == {9_999}
    assert (table["p_min"] <= table["p"]).all()
    assert table["p_min"].between(1 / 10_000, 1).all()
    assert np.allclose((table["p"] * 10_000).round(), table["p"] * 10_000, atol=1e-6)
    assert (table["p"] - exact["p"]).abs().max() < 0.025  # five standard errors of a p of one half
    pd.testing.assert_frame_equal(
        table, compare_articles(SEED_HITS, SEEDS, SEED_LEXICON, exact_up_to=0, draws=9_999), check_exact=True
    )
    some = compare_articles(SEED_HITS, SEEDS, SEED_LEXICON, exact_up_to=20_000)
    assert sorted(some.loc[some["exact"], "permutations"].unique()) == [19_448]


def test_swapping_the_articles_changes_signs_only():
    """The order of two articles turns the difference round and leaves p as it is."""
    turned = read_corpus(pd.DataFrame({"doc_id": ["b", "a"], "text": [CORPUS["b"].text, CORPUS["a"].text]}))
    straight = read_corpus(pd.DataFrame({"doc_id": ["a", "b"], "text": [CORPUS["a"].text, CORPUS["b"].text]}))
    one, two = (compare_articles(find_hits(c, LEXICON), c, LEXICON) for c in (straight, turned))

    assert one["difference"].tolist() == (-two["difference"]).tolist()
    assert one["p"].tolist() == two["p"].tolist()


def test_sentence_shares_and_groups_are_compared_too():
    """By share of sentences, and between groups, whose paragraphs may be pooled; no value is a group of its own."""
    table = compare_articles(HITS, CORPUS, LEXICON, by="outlet", unit="paragraph", value="sentence_share")

    assert table.columns[:7].tolist() == [
        "frame",
        "outlet",
        "other",
        "sentences",
        "n_sentences",
        "other_sentences",
        "other_n_sentences",
    ]
    assert table.iloc[0, :13].tolist() == ["game", "X", "unknown", 2, 8, 1, 4, 0.25, 0.25, 0.0, 5, 2, 21]
    assert table["p"].iloc[0] == 1


GROUPS = read_corpus(
    pd.DataFrame(
        {
            "doc_id": range(8),
            "text": ["A game.\n\nOld games."] * 4 + ["One boat.\n\nThe end."] * 4,
            "side": list("xxxxyyyy"),
        }
    )
)


def test_groups_are_compared_by_their_articles():
    """Four articles with hits, four without: 2 of 70 splits are as far, and none could be rarer."""
    row = compare_articles(find_hits(GROUPS, LEXICON), GROUPS, LEXICON, by="side", frames=["game"]).iloc[0]

    assert row[["side", "other", "hits", "n_tokens", "other_hits"]].tolist() == ["x", "y", 8, 16, 0]
    assert row[["articles", "other_articles", "permutations", "exact"]].tolist() == [4, 4, 70, True]
    assert row["p"] == row["p_min"] == 2 / 70


def test_pooled_paragraphs_are_warned_of():
    """Paragraphs of groups are dealt out if asked for, with a far smaller p and a warning that says so."""
    hits = find_hits(GROUPS, LEXICON)
    with pytest.warns(FramingWarning, match="paragraphs of the articles of each 'side' are pooled") as said:
        row = compare_articles(hits, GROUPS, LEXICON, by="side", frames=["game"], unit="paragraph").iloc[0]

    assert len(said) == 1
    assert row[["paragraphs", "other_paragraphs"]].tolist() == [8, 8]
    assert row["p"] == 2 / 12_870
    with pytest.raises(FramingError, match="puts each article into a group of its own"):
        compare_articles(hits, GROUPS, LEXICON, unit="article")
    with pytest.raises(FramingError, match="unknown unit 'sentence'"):
        compare_articles(hits, GROUPS, LEXICON, unit="sentence")


def test_lengths_that_make_p_small_are_warned_of():
    """As many and far longer paragraphs are warned of; few long ones against many short ones err safely and are not."""
    short, long = ["A game."] * 30, ["A game." + " No word of it, none at all." * 2] * 30
    for texts, warned in (((short, long), 1), ((short, long[:7]), 0), ((short, short), 0)):
        corpus = read_corpus(["\n\n".join(text) for text in texts])
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            compare_articles(find_hits(corpus, LEXICON), corpus, LEXICON, draws=99, exact_up_to=0)
        assert len(said) == warned
        assert all("differ so much in length" in str(warning.message) for warning in said)


@given(st.integers(1, 50), st.integers(1, 5000), st.integers(1, 50), st.integers(1, 5000))
def test_equal_lengths_keep_the_level(n, total, other_n, other_total):
    """The level by lengths is a probability, the same either way round, and .05 where paragraphs are equally long."""
    level = level_by_lengths(n, n * total, other_n, other_n * other_total)

    assert 0 <= level <= 1
    assert level == pytest.approx(level_by_lengths(other_n, other_n * other_total, n, n * total))
    assert level_by_lengths(n, n * total, other_n, other_n * total) == pytest.approx(0.05, abs=1e-6)


def test_a_frame_without_hits_differs_nowhere():
    """Without a hit in either article p is 1, and so is the smallest p there could be."""
    table = compare_articles(HITS, CORPUS, LEXICON, frames=["never"])

    assert (table[["p", "p_min", "p_holm"]] == 1).all(axis=None)
    assert (table["difference"] == 0).all()


def test_identical_articles_do_not_differ():
    """Two copies of one text differ by nothing, with p 1."""
    corpus = read_corpus([CORPUS["a"].text] * 2)
    table = compare_articles(find_hits(corpus, LEXICON), corpus, LEXICON)

    assert table["difference"].tolist() == [0, 0, 0]
    assert table["p"].tolist() == [1, 1, 1]


def test_one_article_has_no_other():
    """With one article, or all in one group, there is nothing to compare, and the error says so."""
    corpus = read_corpus(["A game. A border."])
    hits = find_hits(corpus, LEXICON)

    assert len(bootstrap_scores(hits, corpus, LEXICON, draws=10)) == 3
    with pytest.raises(FramingError, match="at least two to compare by 'doc_id', found 1"):
        compare_articles(hits, corpus, LEXICON)


def test_no_hits_at_all():
    """A hit table without rows gives bounds and no difference, not an error."""
    none = HITS.head(0)

    assert set(bootstrap_scores(none, CORPUS, LEXICON)["bound"]) == {"none found"}
    assert (compare_articles(none, CORPUS, LEXICON)["p"] == 1).all()


def test_an_article_without_words_never_gets_here():
    """A corpus refuses an article in which nothing counts, so that every rate here divides by something."""
    with pytest.raises(CorpusError, match="has no word that counts"):
        bootstrap_scores(HITS.head(0), read_corpus(["A game.", "..."]), LEXICON)


def test_holm_by_hand():
    """Each p is multiplied by how many are not smaller, none falls below a smaller one, and none is above 1."""
    # 5 × 0.01 = 0.05; 4 × 0.012 = 0.048, not below 0.05; 3 × 0.02 = 0.06; 2 × 0.04 = 0.08; 1 × 0.9.
    p = np.array([0.9, 0.02, 0.01, 0.04, 0.012])

    assert holm(p).tolist() == pytest.approx([0.9, 0.06, 0.05, 0.08, 0.05])
    assert holm(np.array([0.6, 0.6])).tolist() == [1, 1]


def test_holm_is_over_all_rows():
    """The corrected p of the five articles is that over all frames and pairs at once."""
    table = compare_articles(SEED_HITS, SEEDS, SEED_LEXICON)

    assert len(table) == 3 * 10
    assert table["p_holm"].min() == pytest.approx(30 * table["p"].min())
    assert (table["p_holm"] >= table["p"]).all()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"value": "hits"}, "unknown value 'hits'"),
        ({"alternative": "both"}, "unknown alternative 'both'"),
        ({"frames": ["gane"]}, "did you mean 'game'"),
        ({"frames": "game"}, "expected a list of frames"),
        ({"frames": []}, "expected at least one frame"),
        ({"exact_up_to": -1}, "exact_up_to must be"),
    ],
)
def test_options_of_comparisons_are_checked(change, message):
    """A wrong option is one error that says what is expected."""
    with pytest.raises(FramingError, match=message):
        compare_articles(HITS, CORPUS, LEXICON, **change)


def test_a_frame_without_hits_could_have_shown_nothing():
    """Where every split gives the same difference, the smallest p is 1, exact or not."""
    for limit in (2**62, 0):
        table = compare_articles(HITS, CORPUS, LEXICON, frames=["never"], exact_up_to=limit, draws=99)
        assert (table[["p", "p_min"]] == 1).all().all()
