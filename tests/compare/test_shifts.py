"""Shifts: divergences against hand values and SciPy, and words that add up to them."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy.spatial.distance import jensenshannon

from framing import (
    FramingError,
    divergence,
    document_term_matrix,
    group_labels,
    load_seeds,
    pool_divergence,
    read_corpus,
    word_shift,
)

# One half each, and a quarter, a quarter, a half: all that is worked out below can be checked on paper.
DTM = document_term_matrix(read_corpus(["a b", "a b c c"]))
SEEDS = document_term_matrix(load_seeds())
H38, H13 = 3 / 8 * math.log2(8 / 3), 1 / 3 * math.log2(3)

TABLES = arrays.arrays(np.int64, st.tuples(st.integers(2, 4), st.integers(1, 6)), elements=st.integers(0, 9)).filter(
    lambda counts: counts.sum(axis=1).all()
)


def as_dtm(counts):
    rows, columns = counts.shape
    return pd.DataFrame(counts, index=[f"d{i}" for i in range(rows)], columns=[f"w{j}" for j in range(columns)])


def contributions(table):
    return dict(zip(table["word"], table["contribution"], strict=True))


def test_divergence_by_hand():
    """With equal weights and with those of the tokens (one third, two thirds) the divergence is what paper gives."""
    equal = 2 * (H38 - 0.25 - 0.25) + (0.5 - 0.25)
    tokens = 2 * (H13 - 1 / 6 - 1 / 3) + (H13 - 1 / 3)

    assert divergence(DTM).loc["text1", "text2"] == pytest.approx(equal)
    assert divergence(DTM, weights="tokens").loc["text1", "text2"] == pytest.approx(tokens)
    assert divergence(DTM, base=4).loc["text1", "text2"] == pytest.approx(equal / 2)


def test_divergence_as_scipy_has_it():
    """On the five articles each divergence is the square of SciPy's Jensen–Shannon distance."""
    dense = SEEDS.to_numpy(dtype=float)
    ours = divergence(SEEDS)
    for i, one in enumerate(dense):
        for j, other in enumerate(dense):
            assert ours.iloc[i, j] == pytest.approx(jensenshannon(one, other, base=2) ** 2, abs=1e-9)


@given(TABLES)
def test_divergence_is_bounded_and_symmetric(counts):
    """A divergence lies between 0 and 1 bit, is the same both ways, and is 0 for a text and its double."""
    dtm = as_dtm(np.vstack([counts, 2 * counts[0]]))
    values = divergence(dtm)

    assert values.equals(values.T)
    assert values.to_numpy().min() >= 0
    assert values.to_numpy().max() <= 1 + 1e-12
    assert values.iloc[0, -1] == 0


@pytest.mark.parametrize(
    ("statistic", "weights", "expected"),
    [
        ("jsd", "equal", {"a": H38 - 0.5, "b": H38 - 0.5, "c": 0.25}),
        ("jsd", "tokens", {"a": H13 - 0.5, "b": H13 - 0.5, "c": H13 - 1 / 3}),
        ("entropy", "equal", {"a": 0, "b": 0, "c": -0.5}),
        ("proportion", "equal", {"a": 0.25, "b": 0.25, "c": -0.5}),
    ],
)
def test_shifts_by_hand(statistic, weights, expected):
    """Each word contributes what the formulas of Gallagher et al. give on paper."""
    table = word_shift(DTM, "text1", "text2", statistic=statistic, weights=weights)

    assert contributions(table) == pytest.approx(expected)


def test_a_shift_in_full():
    """Counts stand beside rates; the greatest contribution is first, equal ones go by the alphabet."""
    table = word_shift(DTM, "text1", "text2").drop(columns=["contribution", "share"])

    assert table.values.tolist() == [
        ["c", 0, 0, 2, 500, "text2"],
        ["a", 1, 500, 1, 250, "text1"],
        ["b", 1, 500, 1, 250, "text1"],
    ]


def test_a_shift_of_entropy_points_to_the_more_varied():
    """A word that one text repeats speaks for the entropy of the text that has it less than it speaks for its own."""
    table = word_shift(as_dtm(np.array([[9, 1], [5, 5]])), "d0", "d1", statistic="entropy")
    expected = {word: -p * math.log2(p) - 0.5 for word, p in {"w0": 0.9, "w1": 0.1}.items()}

    assert contributions(table) == pytest.approx(expected)
    assert table["direction"].tolist() == ["d1", "d1"]


def entropy(counts):
    p = counts[counts > 0] / counts.sum()
    return float(-(p * np.log2(p)).sum())


@given(TABLES, st.sampled_from(["equal", "tokens"]))
def test_words_add_up(counts, weights):
    """Contributions add up to the divergence, to the difference of entropies, or to nothing; shares to one."""
    dtm = as_dtm(counts)
    jsd = word_shift(dtm, "d0", "d1", weights=weights)
    total = divergence(dtm, weights=weights).loc["d0", "d1"]

    assert jsd["contribution"].sum() == pytest.approx(total, abs=1e-10)
    assert jsd["contribution"].min() >= 0
    assert jsd["share"].sum() == pytest.approx(1 if total > 1e-9 else 0, abs=1e-6)  # of nothing: all missing
    by_entropy = word_shift(dtm, "d0", "d1", statistic="entropy")["contribution"].sum()
    assert by_entropy == pytest.approx(entropy(counts[0]) - entropy(counts[1]), abs=1e-10)
    by_proportion = word_shift(dtm, "d0", "d1", statistic="proportion")["contribution"].sum()
    assert by_proportion == pytest.approx(0, abs=1e-10)


@given(TABLES, st.sampled_from(["equal", "tokens"]))
def test_many_at_once_add_up(counts, weights):
    """The words of all documents, and the documents' parts, add up to the entropy of the pool less the mean entropy."""
    dtm = as_dtm(counts)
    sizes = counts.sum(axis=1)
    w = sizes / sizes.sum() if weights == "tokens" else np.full(len(sizes), 1 / len(sizes))
    pool = w @ (counts / sizes[:, None])
    expected = entropy(pool) - sum(share * entropy(row) for share, row in zip(w, counts, strict=True))
    parts = pool_divergence(dtm, weights=weights)
    words = word_shift(dtm, weights=weights)

    assert parts["part"].sum() == pytest.approx(expected, abs=1e-10)
    assert words["contribution"].sum() == pytest.approx(expected, abs=1e-10)
    by_document = words.groupby("doc_id", sort=False)["contribution"].sum().reindex(parts["doc_id"])
    assert by_document.tolist() == pytest.approx(parts["part"].tolist(), abs=1e-10)
    for row in parts.itertuples():
        assert word_shift(dtm, row.doc_id, weights=weights)["contribution"].sum() == pytest.approx(row.from_others)


def test_the_pool_by_hand():
    """Three texts of two words: those with one of them are 1 bit from the pool of all, the one with both is in it."""
    table = pool_divergence(document_term_matrix(read_corpus(["a", "b", "a b"])))
    from_others = 5 / 8 * math.log2(8 / 5) + H38 - (0.5 + 3 / 4 * math.log2(4 / 3)) / 2

    assert table["divergence"].tolist() == pytest.approx([1, 1, 0])
    assert table["part"].tolist() == pytest.approx([1 / 3, 1 / 3, 0])
    assert table["share"].tolist() == pytest.approx([0.5, 0.5, 0])
    assert table["from_others"].tolist() == pytest.approx([from_others, from_others, 0])


def test_what_a_pool_weighs():
    """With equal weights the pool's rate is the mean of rates; with those of tokens it is the rate of its counts."""
    dtm = document_term_matrix(read_corpus(["x", "a", "a b b b b b b b b b"]))
    equal = word_shift(dtm, "text1").set_index("word").loc["a"]
    tokens = word_shift(dtm, "text1", weights="tokens").set_index("word").loc["a"]

    assert (equal["ref_count"], equal["ref_per_1000"]) == (2, pytest.approx(550))
    assert (tokens["ref_count"], tokens["ref_per_1000"]) == (2, pytest.approx(2000 / 11))
    assert equal["direction"] == tokens["direction"] == "others"


def test_all_against_the_pool_in_full():
    """A word rarer than in the pool counts below nought and for the pool; words a document lacks are no rows."""
    table = word_shift(DTM)

    assert table.columns.tolist()[:2] == ["doc_id", "word"]
    assert table[["doc_id", "word", "direction"]].values.tolist() == [
        ["text1", "a", "text1"],
        ["text1", "b", "text1"],
        ["text2", "c", "text2"],
        ["text2", "a", "pool"],
        ["text2", "b", "pool"],
    ]
    assert table["contribution"].tolist()[2] == pytest.approx(0.25)


def test_dense_sparse_and_grouped_tables_are_one():
    """Sparse counts, dense counts and sums of groups give the same; a document without its value is in a group."""
    table = pd.DataFrame({"text": ["a b", "a c", "b b"], "side": ["x", None, "x"]}, index=["1", "2", "3"])
    corpus = read_corpus(table.rename_axis("doc_id"))
    dtm = document_term_matrix(corpus)
    grouped = dtm.groupby(group_labels(corpus, "side"), sort=False).sum()

    assert divergence(dtm).equals(divergence(dtm.sparse.to_dense()))
    assert divergence(grouped).columns.tolist() == ["x", "unknown"]
    assert divergence(grouped).loc["x", "unknown"] == pytest.approx(
        jensenshannon([0.25, 0.75, 0], [0.5, 0, 0.5], base=2) ** 2
    )


def test_equal_texts():
    """Texts that are all the same are 0 bits apart; no word contributes, and shares of nothing are missing."""
    dtm = document_term_matrix(read_corpus(["great game"] * 3))

    assert divergence(dtm).to_numpy().tolist() == [[0, 0, 0]] * 3
    assert pool_divergence(dtm)["divergence"].tolist() == pool_divergence(dtm)["from_others"].tolist() == [0, 0, 0]
    assert pool_divergence(dtm)["share"].isna().all()
    for table in (word_shift(dtm, "text1"), word_shift(dtm, "text1", "text2"), word_shift(dtm)):
        assert set(table["contribution"]) == {0}
        assert table["share"].isna().all()
        assert set(table["direction"]) == {""}


def test_one_document():
    """One document is 0 from itself and from the pool that it is; there are no others to hold it against."""
    dtm = document_term_matrix(read_corpus(["great game"]))

    assert divergence(dtm).to_numpy().tolist() == [[0]]
    assert pool_divergence(dtm)["part"].tolist() == [0]
    assert pool_divergence(dtm)["from_others"].isna().all()
    assert word_shift(dtm)["contribution"].tolist() == [0, 0]
    with pytest.raises(FramingError, match="nothing to hold 'text1' against"):
        word_shift(dtm, "text1")


def test_a_document_without_a_word():
    """A document whose words were all filtered out has no divergence, no weight and no part; to shift it is refused."""
    dtm = as_dtm(np.array([[1, 1], [0, 0], [0, 2]]))
    values, pool = divergence(dtm), pool_divergence(dtm)

    assert values.loc["d1"].isna().all()
    assert values.loc["d0", "d2"] == divergence(dtm.drop(index="d1")).loc["d0", "d2"]
    assert pool["weight"].tolist() == [0.5, 0, 0.5]
    assert (pool["part"].iloc[1], pool["n_tokens"].iloc[1]) == (0, 0)
    assert pool["divergence"].isna().tolist() == pool["from_others"].isna().tolist() == [False, True, False]
    assert set(word_shift(dtm)["doc_id"]) == {"d0", "d2"}
    for first, second in (("d1", None), ("d0", "d1")):
        with pytest.raises(FramingError, match="'d1' has no word left"):
            word_shift(dtm, first, second)


@pytest.mark.parametrize(
    ("dtm", "message"),
    [
        (DTM[[]], "found 2 × 0. Keep more"),
        (DTM.iloc[:0], "found 0 × 3"),
        (as_dtm(np.zeros((2, 2))), "no document has a word left"),
        (as_dtm(np.array([[1, -1]])), "negative or missing"),
        (as_dtm(np.array([[1, np.nan]])), "negative or missing"),
        (pd.DataFrame({"a": ["x"]}), "holds none"),
        (pd.concat([DTM, DTM]), "'text1' twice"),
    ],
)
def test_what_is_no_table_of_counts(dtm, message):
    """A vocabulary filtered to nothing, and what holds no counts, is one clear error in each function."""
    for ask in (divergence, pool_divergence, word_shift):
        with pytest.raises(FramingError, match=message):
            ask(dtm)


@pytest.mark.parametrize(
    ("asked", "options", "message"),
    [
        (["text9"], {}, "unknown document 'text9'; did you mean 'text2'"),
        (["text1", "text1"], {}, "found 'text1' twice"),
        ([None, "text1"], {}, "second='text1' needs a first"),
        ([], {"statistic": "entropy"}, "statistic='entropy' needs a first"),
        (["text1"], {"statistic": "jds"}, "did you mean 'jsd'"),
        (["text1"], {"weights": "token"}, "did you mean 'tokens'"),
        (["text1"], {"base": 1}, "base must be a number above 1"),
    ],
)
def test_unknown_options(asked, options, message):
    """What cannot be asked is named, with what can."""
    with pytest.raises(FramingError, match=message):
        word_shift(DTM, *asked, **options)
