"""Keyness: what sets each group apart, every number beside its counts."""

import json
import math
import warnings
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy import sparse
from scipy.stats import chi2_contingency

from framing import FramingError, FramingWarning, document_term_matrix, keyness, load_seeds, read_corpus, tfidf
from framing.compare.keystatistics import STATISTICS

DATA = Path(__file__).parents[1] / "data"
TOKENS = json.loads((DATA / "quanteda_seeds.json").read_text(encoding="utf-8"))["tokens"]
REFERENCE = json.loads((DATA / "quanteda_keyness.json").read_text(encoding="utf-8"))
pytestmark = pytest.mark.filterwarnings("ignore::framing.errors.FramingWarning")  # few and frequent features

# Three articles: war 3 of 4 words in x, 1 of 4 in y, 1 of 8 in z.
DTM = pd.DataFrame(
    {"game": [1, 1, 4], "the": [0, 2, 3], "war": [3, 1, 1]}, index=pd.Index(["x", "y", "z"], name="doc_id")
)


def row(table, group, feature):
    """One row of a table of keyness."""
    return table[(table["group"] == group) & (table["feature"] == feature)].squeeze()


def test_columns_and_counts():
    """Each rate stands beside its counts, of the group and of all others together."""
    table = keyness(DTM)
    war = row(table, "x", "war")

    names = "group feature count n_tokens per_1000 ref_count ref_n_tokens ref_per_1000 documents ref_documents"
    assert table.columns.tolist() == [*names.split(), "log_odds", "z", "low", "high", "rank"]
    assert war["count":"ref_documents"].tolist() == [3, 4, 750, 2, 12, 1000 * 2 / 12, 1, 2]
    assert table["rank"].tolist() == [1, 2, 3] * 3


def test_log_odds_by_hand():
    """Log-odds and z are those of Monroe, Colaresi and Quinn, the prior being the pooled counts scaled."""
    war = row(keyness(DTM, strength=32), "x", "war")
    prior = 32 * 5 / 16  # 10 of 32 tokens
    odds = math.log((3 + prior) / (4 + 32 - 3 - prior)) - math.log((2 + prior) / (12 + 32 - 2 - prior))

    assert war["log_odds"] == pytest.approx(odds, abs=1e-9)
    assert war["z"] == pytest.approx(odds / math.sqrt(1 / 13 + 1 / 12), abs=1e-9)


def test_log_odds_with_a_background():
    """A background corpus gives the prior: its counts and a half for every feature, scaled to the strength."""
    background = pd.Series({"war": 30, "peace": 9})
    war = row(keyness(DTM, prior=background, strength=41), "x", "war")
    prior = 41 * 30.5 / (39 + 4 * 0.5)  # features: war, peace, game, the
    odds = math.log((3 + prior) / (4 + 41 - 3 - prior)) - math.log((2 + prior) / (12 + 41 - 2 - prior))

    assert war["log_odds"] == pytest.approx(odds, abs=1e-9)
    table = background.rename_axis("feature").rename("count").reset_index()
    pd.testing.assert_frame_equal(keyness(DTM, prior=table, strength=41), keyness(DTM, prior=background, strength=41))


def test_a_stronger_prior_draws_to_nought():
    """The more the prior weighs, the nearer every log-odds is to 0, and none changes its sign."""
    weak, strong = (keyness(DTM, strength=s).set_index(["group", "feature"])["log_odds"] for s in (1, 1000))
    strong = strong.reindex(weak.index)

    assert (strong.abs() < weak.abs()).all()
    assert (np.sign(strong) == np.sign(weak)).all()


@pytest.mark.parametrize(
    ("statistic", "expected"),
    [
        # war: 3 of 4 in x, 2 of 12 in the rest; expected 1.25 and 3.75, of the other words 2.75 and 8.25
        ("chi2", 1.75**2 * (1 / 1.25 + 1 / 3.75 + 1 / 2.75 + 1 / 8.25)),
        ("g2", 2 * (3 * math.log(2.4) + 2 * math.log(2 / 3.75) + math.log(1 / 2.75) + 10 * math.log(10 / 8.25))),
        ("pmi", math.log((3 / 4) / (5 / 16))),
        ("log_ratio", math.log2((3 / 4) / (2 / 12))),
        # documents: 1 of 1 in x, 2 of 2 in the rest
        ("dispersion", 0),
    ],
)
def test_the_other_statistics_by_hand(statistic, expected):
    """Each of the other statistics is what its formula gives."""
    assert row(keyness(DTM, statistic=statistic, correction="none"), "x", "war")[statistic] == pytest.approx(expected)


def test_dispersion_by_hand():
    """Text dispersion is G² over documents: a word in one of one document against one in none of two."""
    table = keyness(DTM.assign(only=[9, 0, 0]), statistic="dispersion")
    expected = 2 * (1 * math.log(1 / (1 / 3)) + 2 * math.log(2 / (4 / 3)))

    assert row(table, "x", "only")["dispersion"] == pytest.approx(expected)
    assert row(table, "y", "only")["dispersion"] < 0
    assert row(table, "x", "the")["dispersion"] == pytest.approx(-expected)


def test_nothing_is_counted_as_a_half():
    """For the log ratio a count of 0 is taken as 0.5, on either side; pmi is minus infinity for what a group lacks."""
    table = keyness(DTM, statistic="log_ratio")
    assert row(table, "x", "the")["log_ratio"] == pytest.approx(math.log2((0.5 / 4) / (5 / 12)))
    only = keyness(DTM.assign(only=[4, 0, 0]), statistic="log_ratio")
    assert row(only, "x", "only")["log_ratio"] == pytest.approx(math.log2((4 / 8) / (0.5 / 12)))
    assert row(keyness(DTM, statistic="pmi"), "x", "the")["pmi"] == -math.inf


@pytest.mark.parametrize("name", [name for name in REFERENCE if name.startswith("keyness_")])
def test_as_quanteda(name):
    """On the tokens of the five articles the statistics are quanteda's, with and without its correction."""
    _, target, measure, correction = name.split("_")
    statistic = {"lr": "g2"}.get(measure, measure)
    counts = {number: Counter(word.lower() for word in words) for number, words in TOKENS.items()}
    dtm = pd.DataFrame(counts).T.fillna(0).astype(int)
    ours = keyness(dtm, statistic=statistic, correction=correction)
    ours = ours[ours["group"] == target].set_index("feature")
    theirs = pd.DataFrame(REFERENCE[name], columns=["feature", "statistic", "count", "ref_count"]).set_index("feature")
    ours = ours.loc[theirs.index]

    assert ours[["count", "ref_count"]].to_numpy().tolist() == theirs[["count", "ref_count"]].to_numpy().tolist()
    values = ours[statistic]
    if statistic == "pmi":
        values = np.log(np.exp(values) + 1e-9)  # they add 1e-9 inside the logarithm
    np.testing.assert_allclose(values, theirs["statistic"], rtol=0, atol=2e-5 if statistic == "g2" else 1e-6)


counts = st.lists(st.lists(st.integers(0, 9), min_size=4, max_size=4), min_size=3, max_size=6).filter(
    lambda rows: all(map(any, rows))
)


def frame(rows, columns="dbac"):
    """A table of counts; its columns are in no order."""
    return pd.DataFrame(rows, columns=list(columns), index=[f"text{i}" for i in range(len(rows))])


@settings(max_examples=60)
@given(counts, st.sampled_from(["none", "yates"]), st.sampled_from(["chi2", "g2"]))
def test_as_scipy(rows, correction, statistic):
    """Chi-squared and G² are SciPy's of the same table of four, without and with Yates' correction."""
    table = keyness(frame(rows), statistic=statistic, correction=correction)
    for cell in table.itertuples():
        a, b = cell.count, cell.ref_count
        four = [[a, b], [cell.n_tokens - a, cell.ref_n_tokens - b]]
        if not all(map(sum, four)):
            continue
        scipys = chi2_contingency(
            four, correction=correction == "yates", lambda_="log-likelihood" if statistic == "g2" else None
        )
        sign = np.sign(a / cell.n_tokens - b / cell.ref_n_tokens)
        assert getattr(cell, statistic) == pytest.approx(sign * scipys.statistic, abs=1e-8)


@settings(max_examples=60)
@given(counts)
@example([[0, 0, 0, 8], [0, 0, 2, 4], [0, 0, 8, 6]])  # the least expected is 5, no less
def test_quantedas_correction(rows):
    """By default the correction is made only where the least expected is below 5 and the difference large enough."""
    default, plain, yates = (
        keyness(frame(rows), statistic="chi2", correction=c).set_index(["group", "feature"])
        for c in ("default", "none", "yates")
    )
    a, n, b, m = (default[column] for column in ("count", "n_tokens", "ref_count", "ref_n_tokens"))
    least = np.minimum(n, m) * np.minimum(a + b, n + m - a - b)
    corrected = (least < 5 * (n + m)) & ((a * (m - b) - b * (n - a)).abs() >= (n + m) / 2)
    expected = yates["chi2"].reindex(default.index).where(corrected, plain["chi2"].reindex(default.index))

    pd.testing.assert_series_equal(default["chi2"], expected)


@settings(max_examples=60)
@given(counts, st.sampled_from(sorted(STATISTICS)))
def test_invariants(rows, statistic):
    """Group and rest add up to the whole; the statistic falls, equal ones by the alphabet; top keeps the first."""
    table = keyness(frame(rows), statistic=statistic)
    value = STATISTICS[statistic][-1]
    total = frame(rows).sum()

    assert (table["count"] + table["ref_count"]).tolist() == total[table["feature"]].tolist()
    assert set(table["n_tokens"] + table["ref_n_tokens"]) == {total.sum()}
    assert len(table) == len(rows) * (total > 0).sum()
    for _, own in table.groupby("group"):
        keys = list(zip(-own[value].fillna(-math.inf), own["feature"], strict=True))
        assert keys == sorted(keys)
    for n in (1, 2):
        best = keyness(frame(rows), statistic=statistic, top=n)
        pd.testing.assert_frame_equal(best, table[table["rank"] <= n].reset_index(drop=True))


@settings(max_examples=60)
@given(counts, st.sampled_from([name for name in STATISTICS if name != "pmi"]))
def test_two_groups_mirror_each_other(rows, statistic):
    """Of two groups one lacks what the other has: the statistic is the same with the other sign."""
    labels = ["one", "two", *["two"] * (len(rows) - 2)]
    table = keyness(frame(rows), groups=labels, statistic=statistic).set_index("feature")
    one, two = (table.loc[table["group"] == name, STATISTICS[statistic][-1]].sort_index() for name in ("one", "two"))

    np.testing.assert_allclose(one, -two, atol=1e-8)


@settings(max_examples=60)
@given(counts, st.sampled_from(sorted(STATISTICS)), st.booleans())
def test_leaving_out_by_doing_it(rows, statistic, alone):
    """Low and high are the extremes of doing the same without each article, where group and rest still have one."""
    labels = [f"g{i if alone else i % 2}" for i in range(len(rows))]
    dtm, value = frame(rows), STATISTICS[statistic][-1]
    table = keyness(dtm, groups=labels, statistic=statistic)
    cells = pd.MultiIndex.from_frame(table[["group", "feature"]])
    without = []
    for i in range(len(rows)):
        kept = [label for j, label in enumerate(labels) if j != i]
        if len(set(kept)) > 1:
            some = keyness(dtm.drop(index=f"text{i}"), groups=kept, statistic=statistic, leave_one_out=False)
            values = some.set_index(["group", "feature"])[value].reindex(cells)
            gone = ~cells.get_level_values("feature").isin(some["feature"])
            values[gone & cells.get_level_values("group").isin(kept)] = 0  # it is found nowhere then
            without.append(values.to_numpy())
    missing = np.isnan(table[value].to_numpy())  # of one single feature
    for column, extreme in (("low", np.fmin.reduce), ("high", np.fmax.reduce)):
        np.testing.assert_allclose(table[column], np.where(missing, np.nan, extreme(without)), atol=2e-9)


def test_one_article_may_carry_a_word():
    """A word that one article of a group has and no other is nothing without that article."""
    dtm = pd.DataFrame({"other": [5, 5, 5, 5], "own": [4, 0, 0, 0]}, index=list("abcd"))
    own = row(keyness(dtm, groups=["g", "g", "h", "h"], statistic="g2", correction="none"), "g", "own")

    assert own["g2"] > own["low"] == 0
    assert own["high"] > own["g2"]


def test_when_articles_are_left_out():
    """Ranges come by default with 3 to 20 articles, otherwise when asked for; of two neither can be left out."""
    rows = [[1, 2, 3, 4]] * 21
    assert "low" not in keyness(frame(rows))
    assert "low" in keyness(frame(rows), leave_one_out=True)
    assert "low" in keyness(frame(rows[:20]))
    assert "low" not in keyness(frame(rows[:20]), leave_one_out=False)
    assert "low" not in keyness(frame(rows[:2]))
    assert keyness(frame(rows[:2]), leave_one_out=True)[["low", "high"]].isna().all(axis=None)


def test_any_source_gives_the_same():
    """A corpus, a sparse or dense table, and a matrix of any make and type give the same table."""
    corpus = load_seeds()
    expected = keyness(corpus)
    dtm = document_term_matrix(corpus)
    dense = dtm.sparse.to_dense()
    counts = dtm.sparse.to_coo()
    halves = sparse.coo_array(
        (np.r_[counts.data, [0, 1, -1]], (np.r_[counts.row, 0, 1, 1], np.r_[counts.col, 9, 9, 9]))
    )
    halves = sparse.csr_array((halves.data, halves.coords), shape=counts.shape)
    before = halves.data.copy()

    for table in (dtm, dense, dense.astype(float), dense.astype("Int16")):
        pd.testing.assert_frame_equal(keyness(table), expected)
    for matrix in (counts, counts.tocsc(), sparse.csr_array(counts, dtype=np.uint8), halves, counts.astype(float)):
        pd.testing.assert_frame_equal(keyness(matrix, features=dtm.columns, groups=corpus.doc_ids), expected)
    assert (halves.data == before).all()  # what was given stays as it was


@pytest.mark.parametrize("n_groups", [2, 8, 9, 30])
def test_counts_of_many_groups(n_groups):
    """Counts and documents of few groups and of many are what adding up the rows gives."""
    rng = np.random.default_rng(n_groups)
    matrix = rng.poisson(0.3, (60, 25))
    labels = np.r_[np.arange(n_groups), rng.integers(0, n_groups, 60 - n_groups)]
    features = [f"w{i:02}" for i in range(25)]
    table = keyness(sparse.csr_array(matrix), features=features, groups=labels, statistic="g2")

    for values, data in (("count", matrix), ("documents", matrix > 0)):
        wide = table.pivot(index="group", columns="feature", values=values)
        for number in range(n_groups):
            assert wide.loc[str(number)].tolist() == data[labels == number].sum(axis=0).tolist()
    assert table["group"].unique().tolist() == [str(number) for number in range(n_groups)]


def test_groups_by_metadata():
    """Groups come from a column of the metadata; articles without a value there are the group unknown."""
    texts = ["war war", "war game", "game game"]
    table = pd.DataFrame({"doc_id": list("abc"), "text": texts, "side": ["X", "X", None]})
    corpus = read_corpus(table)
    own = keyness(corpus, by="side", statistic="g2")
    given_labels = keyness(corpus, groups=["X", "X", None], statistic="g2")

    assert own["group"].unique().tolist() == ["X", "unknown"]
    assert row(own, "X", "war")[["count", "n_tokens", "documents"]].tolist() == [3, 4, 2]
    pd.testing.assert_frame_equal(own, given_labels)


def test_groups_follow_the_documents():
    """A series of groups with the documents as index is read by it, whatever its order."""
    labels = pd.Series(["a", "b", "b"], index=["x", "y", "z"])
    pd.testing.assert_frame_equal(keyness(DTM, groups=labels.iloc[::-1]), keyness(DTM, groups=["a", "b", "b"]))


def test_what_is_omitted_still_counts():
    """A feature that is omitted has no row and no rank, and every number of the others stays what it was."""
    whole, table = keyness(DTM), keyness(DTM, omit=["the"], top=1)
    assert set(table["feature"]) == {"war", "game"}
    for shown in table.itertuples(index=False):
        same = row(whole, shown.group, shown.feature)
        assert shown[:-1] == tuple(same)[:-1]
    assert table["rank"].tolist() == [1, 1, 1]


def test_rare_features_are_left_out():
    """Features below min_count are no rows, but their tokens still count in the rates."""
    table = keyness(DTM, min_count=6)
    assert set(table["feature"]) == {"game"}
    assert table["n_tokens"].tolist() == [4, 4, 8]


def test_an_article_without_a_token():
    """An article with no token left keeps its rows, its statistic is missing, and the others are as without it."""
    empty = pd.concat([DTM, pd.DataFrame(0, index=["none"], columns=DTM.columns)])
    for statistic in ("log_odds", "g2", "pmi", "log_ratio", "chi2", "dispersion"):
        table = keyness(empty, statistic=statistic)
        own, others = table[table["group"] == "none"], table[table["group"] != "none"]
        columns = [*STATISTICS[statistic], "low", "high", "per_1000"]

        assert own["feature"].tolist() == ["game", "the", "war"]
        assert own[columns].isna().all(axis=None)
        if statistic != "dispersion":  # there the empty article is one that lacks the feature
            without = keyness(DTM, statistic=statistic)
            pd.testing.assert_frame_equal(others.reset_index(drop=True), without)


@pytest.mark.parametrize("statistic", STATISTICS)
def test_identical_texts(statistic):
    """Texts that are all the same, or the same several times over, are set apart by nothing: 0, by the alphabet."""
    dtm = pd.DataFrame([[1, 7, 3], [1, 7, 3], [3, 21, 9]], columns=["c", "a", "b"], index=list("xyz"))
    table = keyness(dtm, statistic=statistic)

    assert (table[[STATISTICS[statistic][-1], "low", "high"]] == 0).all(axis=None)
    assert table["feature"].tolist() == ["a", "b", "c"] * 3


def test_a_single_feature():
    """A vocabulary of one feature sets nothing apart; its odds are not defined."""
    dtm = pd.DataFrame({"war": [1, 2, 3]})
    assert keyness(dtm)["z"].isna().all()
    assert keyness(dtm, statistic="g2")["g2"].tolist() == [0, 0, 0]


MATRIX = sparse.csr_array(DTM.to_numpy())


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda: keyness(read_corpus(["war"])), "expected two groups or more, found one"),
        (lambda: keyness(DTM, groups=["a"] * 3), "expected two groups or more, found one"),
        (lambda: keyness(DTM, groups=[None, float("nan"), pd.NaT]), r"found one \('unknown'\)"),
        (lambda: keyness(DTM, min_count=7), "no feature occurs 7 times or more; the most frequent occurs 6 times"),
        (lambda: keyness(DTM[[]]), "the table of counts has no columns"),
        (lambda: keyness(DTM.iloc[:0]), "there is no document"),
        (lambda: keyness(DTM * 0), "the documents have no token"),
        (lambda: keyness(-DTM), "expected counts .* found -1"),
        (lambda: keyness(tfidf(document_term_matrix(read_corpus(["a b", "a"])))), "TF-IDF cannot be compared"),
        (lambda: keyness(DTM.astype(float).replace(3, np.nan)), "expected counts .* found nan"),
        (lambda: keyness(DTM.assign(outlet="X")), "column 'outlet': expected counts"),
        (lambda: keyness(DTM.set_axis(["a", "b", "a"], axis=1)), "two columns are named 'a'"),
        (lambda: keyness(DTM.set_axis(["a", "b", "a"])), "two rows have the doc_id 'a'"),
        (lambda: keyness(["war", "game"]), "expected a Corpus, a DataFrame of counts or a sparse matrix"),
        (lambda: keyness(MATRIX, groups=list("abc")), "Give features .* and groups"),
        (lambda: keyness(MATRIX, groups=list("abc"), features=["a"]), "expected 3 features, one a column, found 1"),
        (lambda: keyness(DTM, features=list("abc")), "Leave features out"),
        (lambda: keyness(DTM, groups=["a", "b"]), "expected 3 groups, one a document, found 2"),
        (lambda: keyness(DTM, groups=pd.Series(list("abc"), index=list("pqr"))), "groups has another index"),
        (lambda: keyness(DTM, by="side"), "a table of counts has no metadata"),
        (lambda: keyness(DTM, by="side", groups=list("abc")), "expected by or groups, found both"),
        (lambda: keyness(read_corpus(["a", "b"]), by="side"), "unknown column 'side'"),
        (lambda: keyness(DTM, statistic="logodds"), "unknown statistic 'logodds'; did you mean 'log_odds'"),
        (lambda: keyness(DTM, correction="yes"), "unknown correction 'yes'"),
        (
            lambda: keyness(DTM, statistic="pmi", correction="yates"),
            "correction='yates' goes with g2 or chi2, found 'pmi'",
        ),
        (lambda: keyness(DTM, top=0), "top must be a whole number, 1 or more"),
        (lambda: keyness(DTM, omit="the"), "omit must be a list of features, found 'the'"),
        (lambda: keyness(DTM, omit=list(DTM)), "every feature is in omit"),
        (lambda: keyness(DTM, min_count=1.5), "min_count must be a whole number"),
        (lambda: keyness(DTM, strength=0), "strength must be a number of tokens above 0"),
        (lambda: keyness(DTM, strength="weak"), "strength must be a number of tokens above 0"),
        (lambda: keyness(DTM, statistic="g2", prior=pd.Series({"war": 1})), "a prior goes with statistic='log_odds'"),
        (lambda: keyness(DTM, prior={"war": 1}), "expected the prior as a Series"),
        (lambda: keyness(DTM, prior=pd.Series({"war": -1, "game": 3})), "expected counts in the prior"),
        (lambda: keyness(DTM, prior=pd.Series({"war": "many"})), "expected counts in the prior"),
        (lambda: keyness(DTM, prior=pd.Series([1, 1], index=["war", "war"])), "the prior has 'war' twice"),
        (lambda: keyness(DTM, prior=pd.DataFrame({"word": ["war"]})), "the prior: unknown column 'feature'"),
        (lambda: keyness(sparse.csr_array([[1 << 36], [1]]), features=["a"], groups=[1, 2]), "too many tokens"),
    ],
    ids=range(1, 39),
)
def test_faults_are_named(ask, message):
    """What cannot be compared is refused with one message that says what to do."""
    with pytest.raises(FramingError, match=message):
        ask()


SPOKEN = [
    "The front is open. The envoy said that the front moves.",
    "The front is closed. Berg hopes that it ends. Berg said that it ends.",
    "Nothing new.",
]


def test_the_author_against_those_attributed():
    """By voice, authors with what they impute stand against what is quoted or reported; together it is every word."""
    corpus = read_corpus(SPOKEN)
    table = keyness(corpus, by="voice")
    every = document_term_matrix(corpus).sum()

    assert table["group"].unique().tolist() == ["author", "attributed"]
    assert row(table, "author", "front")[["count", "ref_count", "documents", "ref_documents"]].tolist() == [2, 1, 2, 1]
    assert row(table, "author", "ends")[["count", "ref_count"]].tolist() == [1, 1]  # the hope is the author's
    assert (table["count"] + table["ref_count"]).to_list() == every[table["feature"]].to_list()
    assert set(table["n_tokens"] + table["ref_n_tokens"]) == {every.sum()}


def test_leaving_out_an_article_takes_both_voices():
    """By voice, the range without one article is that of the corpora without it."""
    table = keyness(read_corpus(SPOKEN), by="voice", statistic="log_ratio")
    without = [[text for text in SPOKEN if text != left] for left in SPOKEN]
    again = [keyness(read_corpus(texts), by="voice", statistic="log_ratio", leave_one_out=False) for texts in without]
    values = [row(some, "author", "front")["log_ratio"] for some in again]

    front = row(table, "author", "front")
    assert [front["low"], front["high"]] == [min(values), max(values)]


@pytest.mark.parametrize("voice", ["author", "attributed", "direct", "indirect", "imputed"])
def test_one_voice_in_each_group(voice):
    """Within a voice only its words are counted, in the group and in the others."""
    texts = [f"{text} “We all see it now,” Holm said. Holm hopes that it is." for text in SPOKEN]
    corpus = read_corpus(texts)
    table = keyness(corpus, voice=voice)
    words = document_term_matrix(corpus, voice=voice).sum(axis=1)

    assert table.groupby("group")["n_tokens"].first().to_dict() == words.to_dict()
    assert table.groupby("group")["count"].sum().to_dict() == words.to_dict()
    assert set(table["n_tokens"] + table["ref_n_tokens"]) == {words.sum()}


def test_voices_add_up():
    """Of each word of each article, the author's and the attributed ones are all there are."""
    corpus = load_seeds()
    every = document_term_matrix(corpus)
    author, attributed = (
        document_term_matrix(corpus, voice=voice).astype(int).reindex(columns=every.columns, fill_value=0)
        for voice in ("author", "attributed")
    )
    assert (author + attributed).equals(every.astype(int))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"voice": "autor"}, "did you mean 'author'"),
        ({"by": "voice", "voice": "author"}, "Leave out one of them"),
        ({"by": "voice", "features": ["a"]}, "features go with a matrix"),
        ({"voice": "direct"}, "no word of the corpus is in the voice 'direct'"),
    ],
)
def test_voices_that_cannot_be_compared(options, message):
    """A voice that is not there, or is asked for twice, is refused in a sentence."""
    with pytest.raises(FramingError, match=message):
        keyness(read_corpus(["One word.", "Two words."]), **options)


def test_counts_have_no_voice():
    """A voice needs the texts."""
    with pytest.raises(FramingError, match="needs a Corpus, found DataFrame"):
        keyness(DTM, voice="author")


def test_z_of_frequent_features_is_warned_of():
    """A feature that has half of all counts has a z that is 1.4 times too large; one of many is not warned of."""
    with pytest.warns(FramingWarning, match="'b' has 50% of all .* about 1.4 times too large") as said:
        keyness(frame([[2, 6, 4], [4, 6, 2]], "abc"))
    assert len(said) == 1
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        keyness(frame([[1] * 5, [2] * 5], "abcde"))
        keyness(frame([[2, 6, 4], [4, 6, 2]], "abc"), statistic="g2")
