"""Types in scikit-learn: the counts of its own vectorizers, from our tokens."""

import math
import pickle
from functools import cache

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import issparse
from sklearn import config_context
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.utils import estimator_checks

from framing import (
    FrameVectorizer,
    FramingError,
    Lexicon,
    TokenVectorizer,
    document_term_matrix,
    load_seeds,
    read_corpus,
    tfidf,
    tokenize,
)
from framing.text.tokens import fold

CORPUS = read_corpus(["Don’t play. Don't!", "play U.S. play", "other words"])
LEXICON = Lexicon.from_dict({"rivalry": ["great game", "game"], "none": ["nothing"], "border": {"a": ["border*"]}})
WORDS = ["The envoy’s plan.", "An envoy's PLAN, a plan", "", "U.S.-led aid", "no plan"]


@cache
def types_of(text):
    return tuple(token.type for token in tokenize(text))


def test_a_vectorizer_before_fit():
    """Before fit neither counts nor names are given; the message says so."""
    for vectorizer in (FrameVectorizer(LEXICON), TokenVectorizer()):
        for ask in (lambda v=vectorizer: v.transform(WORDS), vectorizer.get_feature_names_out):
            with pytest.raises(NotFittedError, match="is not fitted yet"):
                ask()
    with pytest.raises(NotFittedError, match="is not fitted yet"):
        TokenVectorizer().coverage(WORDS)


def test_types_by_hand():
    """Each column is a type, in alphabetical order; each row is a text, one without words a row of zeros."""
    vectorizer = TokenVectorizer()
    counts = vectorizer.fit_transform(WORDS)

    names = ["a", "aid", "an", "envoy's", "no", "plan", "the", "u.s.-led"]
    assert vectorizer.get_feature_names_out().tolist() == names
    assert (issparse(counts), counts.format, counts.dtype) == (True, "csr", np.int64)
    assert counts.toarray()[1].tolist() == [1, 0, 1, 1, 0, 2, 0, 0]
    assert counts[1].indices.tolist() == [0, 2, 3, 5]
    assert counts.toarray()[2].tolist() == [0] * 8
    assert vectorizer.n_types_ == 8
    assert vectorizer.transform([]).shape == (0, 8)
    nothing = TokenVectorizer(weighting="tfidf").fit(WORDS).transform([])
    assert (nothing.shape, nothing.dtype) == ((0, 8), np.float64)


def test_sparse_stays_sparse():
    """Whatever output scikit-learn is told to give, counts stay a sparse matrix, as those of its own vectorizers do."""
    with config_context(transform_output="pandas"):
        assert issparse(TokenVectorizer().fit_transform(WORDS))
    assert not hasattr(TokenVectorizer(), "set_output")


def test_one_text():
    """One text has its own types and counts."""
    assert TokenVectorizer().fit_transform(["plan a plan"]).toarray().tolist() == [[1, 2]]


def test_the_vectorizer_is_the_matrix():
    """On texts in which everything counts, counts and weights are those of the matrix and of tfidf, the types too."""
    for corpus in (CORPUS, load_seeds(boilerplate="keep")):
        texts, dtm = [document.text for document in corpus], document_term_matrix(corpus)
        counts, weights = TokenVectorizer().fit(texts), TokenVectorizer(weighting="tfidf").fit(texts)

        assert counts.get_feature_names_out().tolist() == dtm.columns.tolist()
        assert (counts.transform(texts).toarray() == dtm.to_numpy()).all()
        assert weights.transform(texts).toarray() == pytest.approx(tfidf(dtm).to_numpy())


def test_the_vectorizer_is_scikit_learns():
    """Fed with our tokens, CountVectorizer and TfidfVectorizer give the same tables, limits of all kinds included."""
    texts = load_seeds().sentences["text"].tolist()[:120]
    for limits in ({}, {"min_df": 2}, {"min_df": 0.02, "max_df": 0.2}, {"max_df": 3}, {"min_df": 1.0, "max_df": 130}):
        for ours, theirs in (
            (TokenVectorizer(**limits), CountVectorizer(analyzer=types_of, **limits)),
            (TokenVectorizer(weighting="tfidf", **limits), TfidfVectorizer(analyzer=types_of, **limits)),
        ):
            if limits.get("min_df") == 1.0:
                with pytest.raises(FramingError, match="none is left"):
                    ours.fit(texts)
                continue
            expected = theirs.fit_transform(texts).toarray()
            for made in (ours.fit_transform(texts), ours.transform(texts)):
                np.testing.assert_allclose(made.toarray(), expected, rtol=1e-6, equal_nan=False)
            assert ours.vocabulary_ == theirs.vocabulary_
            if ours.weighting == "tfidf":
                assert ours.idf_ == pytest.approx(theirs.idf_)


def test_the_most_frequent_types():
    """``max_features`` keeps the types of most tokens, as in scikit-learn; of equal ones the first in the alphabet."""
    texts = ["d d d c c", "b a c", "b a"]

    for n, names in ((1, ["c"]), (2, ["c", "d"]), (3, ["a", "c", "d"]), (9, ["a", "b", "c", "d"])):
        assert TokenVectorizer(max_features=n).fit(texts).get_feature_names_out().tolist() == names
    theirs = CountVectorizer(analyzer=types_of, max_features=2).fit(texts)
    assert TokenVectorizer(max_features=2).fit(texts).vocabulary_ == theirs.vocabulary_
    limited = TokenVectorizer(max_features=1, max_df=1).fit(texts)
    assert (limited.get_feature_names_out().tolist(), limited.n_types_) == (["d"], 4)


def test_a_vocabulary_of_ones_own():
    """A given vocabulary is counted in its own order, a set in alphabetical order; frequencies limit nothing then."""
    texts = ["B a", "b c"]
    for vocabulary, row in ((["c", "b"], [0, 1]), ({"c", "b"}, [1, 0]), ({"b": 1, "never": 0}, [0, 1])):
        ours = TokenVectorizer(vocabulary=vocabulary, min_df=2, max_features=1).fit(texts)
        theirs = CountVectorizer(analyzer=types_of, vocabulary=vocabulary)

        assert ours.transform(texts).toarray()[0].tolist() == row
        assert ours.transform(texts).toarray().tolist() == theirs.fit_transform(texts).toarray().tolist()
        assert ours.get_feature_names_out().tolist() == theirs.get_feature_names_out().tolist()
        assert ours.n_types_ == 3
    ours = TokenVectorizer(vocabulary=["c", "b"], weighting="tfidf").fit_transform(texts)
    theirs = TfidfVectorizer(analyzer=types_of, vocabulary=["c", "b"]).fit_transform(texts)
    assert ours.toarray() == pytest.approx(theirs.toarray())


def test_what_is_not_covered_is_counted():
    """Words of types without a column are left out of counts; coverage says how many, text by text."""
    vectorizer = TokenVectorizer(min_df=2).fit(["the plan", "the envoy"])
    texts = pd.Series(["The plan of the envoy", "", "plan"], index=list("xyz"))
    table = vectorizer.coverage(texts)

    assert vectorizer.transform(texts).toarray().tolist() == [[2], [0], [0]]
    assert table[["n_tokens", "n_known"]].values.tolist() == [[5, 2], [0, 0], [1, 0]]
    assert table["share_known"].isna().tolist() == [False, True, False]
    assert table.loc["x", "share_known"] == 0.4
    assert vectorizer.coverage([]).shape == (0, 3)


@settings(max_examples=60)
@given(st.lists(st.text(st.sampled_from("aB’'-. \n1é\u0301İſ#“—"), max_size=12), min_size=1, max_size=5))
def test_any_text_is_cut_as_by_the_tokenizer(texts):
    """Whatever the texts, the counts are those of scikit-learn fed with our tokens."""
    if not any(map(types_of, texts)):
        with pytest.raises(FramingError, match="no word in the"):
            TokenVectorizer().fit(texts)
        return
    theirs = CountVectorizer(analyzer=types_of)
    expected = theirs.fit_transform(texts).toarray().tolist()
    ours = TokenVectorizer()

    assert ours.fit_transform(texts).toarray().tolist() == expected
    assert ours.vocabulary_ == theirs.vocabulary_
    assert ours.coverage(texts)["n_known"].tolist() == [len(types_of(text)) for text in texts]


@cache
def types_in_case(text):
    return tuple(fold(text[token.start : token.end], case=True) for token in tokenize(text))


SOME_WORDS = ["The", "the", "plan", "PLAN’s", "of", "U.S.", "aid—and", "é", "…", "next.\n\nNew"]


@settings(max_examples=150, deadline=None)
@given(
    texts=st.lists(st.lists(st.sampled_from(SOME_WORDS), max_size=9).map(" ".join), min_size=1, max_size=6),
    counted=st.fixed_dictionaries(
        {
            "lowercase": st.booleans(),
            "stop_words": st.sampled_from([None, "english", ["the", "of"], ["plan"]]),
            "ngram_range": st.sampled_from([(1, 1), (1, 2), (2, 2), (1, 3), (3, 4)]),
            "binary": st.booleans(),
            "min_df": st.sampled_from([1, 2, 0.5]),
        }
    ),
    weighed=st.fixed_dictionaries(
        {
            "norm": st.sampled_from(["l1", "l2", None]),
            "use_idf": st.booleans(),
            "smooth_idf": st.booleans(),
            "sublinear_tf": st.booleans(),
        }
    ),
    new=st.lists(st.sampled_from(["the plan of the next plan", "", "aid—and new U.S. plan’s", "other"]), max_size=3),
)
def test_options_do_what_scikit_learns_do(texts, counted, weighed, new):
    """With any options counts, weights, columns and their inverse are those of scikit-learn, fed with our tokens."""
    tokens = types_of if counted["lowercase"] else types_in_case
    fed = counted | {"tokenizer": tokens, "lowercase": False, "token_pattern": None}
    for ours, theirs in (
        (TokenVectorizer(**counted), CountVectorizer(**fed)),
        (TokenVectorizer(weighting="tfidf", **counted, **weighed), TfidfVectorizer(**fed, **weighed)),
    ):
        try:
            expected = theirs.fit_transform(texts)
        except ValueError:  # nothing is left
            with pytest.raises(FramingError, match=r"no word|none is left|is less than"):
                ours.fit(texts)
            return
        found = ours.fit_transform(texts)
        np.testing.assert_allclose(found.toarray(), expected.toarray(), rtol=1e-12)
        assert found.dtype == expected.dtype
        assert ours.vocabulary_ == theirs.vocabulary_
        assert ours.get_feature_names_out().tolist() == theirs.get_feature_names_out().tolist()
        if new:
            again = ours.transform(new)
            np.testing.assert_allclose(again.toarray(), theirs.transform(new).toarray(), rtol=1e-12)
            turned = [sorted(names) for names in ours.inverse_transform(again)]
            assert turned == [sorted(names) for names in theirs.inverse_transform(theirs.transform(new))]


def test_sequences_by_hand():
    """Stop words go first, so that their neighbours stand side by side; no sequence runs from one text to the next."""
    vectorizer = TokenVectorizer(ngram_range=(1, 2), stop_words=["of", "THE"], dtype=np.float32)
    counts = vectorizer.fit_transform(["The plan of the envoy", "plan"])

    assert vectorizer.get_feature_names_out().tolist() == ["envoy", "plan", "plan envoy"]
    assert (counts.dtype, counts.toarray().tolist()) == (np.float32, [[1, 1, 1], [0, 1, 0]])
    assert vectorizer.coverage(["the envoy of plan"])[["n_tokens", "n_known"]].values.tolist() == [[3, 2]]
    assert [names.tolist() for names in vectorizer.inverse_transform(counts)] == [
        ["envoy", "plan", "plan envoy"],
        ["plan"],
    ]
    given = TokenVectorizer(ngram_range=(1, 2), vocabulary=["great game", "game"])
    assert given.fit_transform(["A great game, a game"]).toarray().tolist() == [[1, 2]]


def test_identical_texts():
    """Texts that are all alike have rows that are all alike, and TF-IDF weighs no type up."""
    weighted = TokenVectorizer(weighting="tfidf").fit(["a plan"] * 3)

    assert weighted.idf_.tolist() == [1, 1]
    assert weighted.transform(["a plan"]).toarray() == pytest.approx(np.full((1, 2), math.sqrt(0.5)))


def test_types_in_a_pipeline():
    """A classifier learns from counts or weights; a grid search tries both, and limits with them."""
    texts, sides = ["the great game", "a safe border"] * 6, ["game", "border"] * 6
    pipeline = make_pipeline(TokenVectorizer(weighting="tfidf"), LogisticRegression()).fit(texts, sides)

    assert pipeline.predict(["game?", "Border!"]).tolist() == ["game", "border"]
    assert pipeline[:-1].get_feature_names_out().tolist() == ["a", "border", "game", "great", "safe", "the"]


def test_options_of_a_token_vectorizer_can_be_searched():
    """A grid search tries both weightings; only counts tell a word from the same word thrice."""
    pipeline = make_pipeline(TokenVectorizer(), LogisticRegression())
    grid = {"tokenvectorizer__weighting": ["tfidf", "count"]}
    search = GridSearchCV(pipeline, grid, cv=2).fit(["plan", "plan plan plan"] * 6, ["once", "thrice"] * 6)

    assert search.best_params_ == {"tokenvectorizer__weighting": "count"}
    assert search.cv_results_["mean_test_score"].tolist() == [0.5, 1.0]


def test_a_token_vectorizer_is_copied_whole():
    """A clone has the same options and is not fitted; what was pickled gives the same weights."""
    vectorizer = TokenVectorizer(weighting="tfidf", min_df=2, max_df=0.9, max_features=5, vocabulary=["plan"])
    vectorizer.fit(WORDS)
    copy = clone(vectorizer)

    assert copy.get_params() == vectorizer.get_params()
    assert not hasattr(copy, "vocabulary_")
    again = pickle.loads(pickle.dumps(vectorizer))
    assert (again.transform(WORDS) != vectorizer.transform(WORDS)).nnz == 0


def test_fitting_twice_forgets():
    """A second fit starts afresh, whatever the first one learnt."""
    vectorizer = TokenVectorizer(weighting="tfidf").fit(WORDS)
    vectorizer.set_params(weighting="count").fit(["a plan"])

    assert vectorizer.vocabulary_ == {"a": 0, "plan": 1}
    assert not hasattr(vectorizer, "idf_")


@pytest.mark.parametrize(
    "check",
    [
        estimator_checks.check_estimator_cloneable,
        estimator_checks.check_estimator_repr,
        estimator_checks.check_estimator_tags_renamed,
        estimator_checks.check_get_params_invariance,
        estimator_checks.check_mixin_order,
        estimator_checks.check_no_attributes_set_in_init,
        estimator_checks.check_param_validation,
        estimator_checks.check_parameters_default_constructible,
        estimator_checks.check_set_params,
        estimator_checks.check_valid_tag_types,
    ],
)
def test_scikit_learn_is_content(check):
    """scikit-learn's own checks of estimators pass, all of those that need no numbers as input."""
    for vectorizer in (TokenVectorizer(), FrameVectorizer(LEXICON)):
        check(type(vectorizer).__name__, vectorizer)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"weighting": "idf"}, "'weighting' parameter of TokenVectorizer must be a str among .* Got 'idf'"),
        ({"min_df": 0}, "'min_df' parameter .* Got 0"),
        ({"max_df": 1.5}, "'max_df' parameter .* Got 1.5"),
        ({"ngram_range": (2, 1)}, r"'ngram_range' parameter .* Got \(2, 1\)"),
        ({"ngram_range": (0, 1)}, r"'ngram_range' parameter .* Got \(0, 1\)"),
        ({"ngram_range": (1, 2.0)}, "'ngram_range' parameter"),
        ({"ngram_range": 2}, "'ngram_range' parameter .* Got 2"),
        ({"stop_words": "german"}, "'stop_words' parameter .* Got 'german'"),
        ({"stop_words": ["the", 5]}, "stop_words: expected words, found 5"),
        ({"stop_words": ["plan"], "vocabulary": ["plan"]}, "'plan' can never occur, because of stop_words"),
        ({"ngram_range": (2, 2), "vocabulary": ["plan"]}, "'plan' can never occur.*Write types, 2 to 2"),
        ({"norm": "l3"}, "'norm' parameter .* Got 'l3'"),
        ({"max_features": 0}, "'max_features' parameter .* Got 0"),
        ({"min_df": 3, "max_df": 2}, "max_df=2 of 5 texts is less than min_df=3"),
        ({"min_df": 5}, "of 8 types in 5 texts none is left with min_df=5 and max_df=1.0"),
        ({"vocabulary": []}, "vocabulary is empty"),
        ({"vocabulary": "plan"}, "found one text 'plan'"),
        ({"vocabulary": ["plan", 5]}, "expected types, found 5"),
        ({"vocabulary": ["Plan"]}, r"'Plan' can never occur: it is read as \['plan'\]"),
        ({"vocabulary": ["a plan"]}, r"'a plan' can never occur: it is read as \['a', 'plan'\]"),
        ({"vocabulary": ["…"]}, "'…' can never occur: it is no word"),
        ({"vocabulary": ["plan", "a", "plan"]}, "'plan' is there twice"),
        ({"vocabulary": {"plan": 1}}, "expected the columns 0 to 0, each once"),
        ({"vocabulary": {"plan": 0, "a": 0}}, "expected the columns 0 to 1, each once"),
    ],
)
def test_options_of_a_token_vectorizer(options, message):
    """An option that cannot be used, or leaves no type, is one clear error when the vectorizer is fitted."""
    with pytest.raises(FramingError, match=message):
        TokenVectorizer(**options).fit(WORDS)


@pytest.mark.parametrize(("texts", "message"), [([], "found none"), (["", "…"], "no word in the 2 texts")])
def test_nothing_to_learn_from(texts, message):
    """Without a text, or without a word in any, there is nothing to learn."""
    with pytest.raises(FramingError, match=message):
        TokenVectorizer().fit(texts)
