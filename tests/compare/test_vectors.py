"""Vectors: our tokens in scikit-learn's matrices."""

import math
import pickle
from itertools import pairwise

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
from sklearn.preprocessing import FunctionTransformer
from sklearn.utils import estimator_checks

from framing import (
    FrameVectorizer,
    FramingError,
    Lexicon,
    TokenVectorizer,
    cosine_similarity,
    document_term_matrix,
    load_seeds,
    read_corpus,
    tfidf,
    tokenize,
    top_features,
)
from framing.compare import vectors

CORPUS = read_corpus(["Don’t play. Don't!", "play U.S. play", "other words"])
DTM = document_term_matrix(CORPUS)


def test_row_sums_are_the_token_counts():
    """Rates and the matrix divide by the same tokens, on small texts and on the five articles."""
    for corpus in (CORPUS, load_seeds()):
        assert document_term_matrix(corpus).sum(axis=1).tolist() == corpus.n_tokens.tolist()


def test_columns_are_types():
    """Spellings of one type are one column; nothing that is a token is lost."""
    assert DTM.columns.tolist() == ["don't", "other", "play", "u.s.", "words"]
    assert DTM.loc["text1"].tolist() == [2, 0, 1, 0, 0]


def test_the_matrix_is_scikit_learns():
    """Fed with the tokens that count, CountVectorizer gives the same matrix: what is left out has no column."""
    for corpus in (load_seeds(), load_seeds(boilerplate="keep")):
        types, bounds = [token.type for token in corpus.tokens], corpus.tokens.bounds
        theirs = CountVectorizer(analyzer=list)
        expected = theirs.fit_transform([types[a:b] for a, b in pairwise(bounds)])

        assert document_term_matrix(corpus).columns.tolist() == theirs.get_feature_names_out().tolist()
        assert (document_term_matrix(corpus).to_numpy() == expected.toarray()).all()


def test_tfidf_by_hand():
    """Weights are count × (ln((1 + n) / (1 + df)) + 1), scaled to length 1."""
    play, dont = math.log(4 / 3) + 1, 2 * (math.log(4 / 2) + 1)

    assert tfidf(DTM).loc["text1", "play"] == pytest.approx(play / math.hypot(play, dont))


def test_similarity_by_hand():
    """The cosine is 1 with itself, 0 with nothing in common, and what the formula gives between."""
    similarity = cosine_similarity(DTM)

    assert similarity.loc["text1", "text1"] == pytest.approx(1)
    assert similarity.loc["text1", "text3"] == 0
    assert similarity.loc["text1", "text2"] == pytest.approx(2 / (math.sqrt(5) * math.sqrt(5)))


def test_top_features_break_ties_by_the_alphabet():
    """Of features with equal weight the first in the alphabet stands first, on every machine."""
    top = top_features(DTM, n=1)

    assert top.values.tolist() == [["text1", 1, "don't", 2], ["text2", 1, "play", 2], ["text3", 1, "other", 1]]
    with pytest.raises(FramingError, match="n must be 1 or more"):
        top_features(DTM, n=0)


LEXICON = Lexicon.from_dict({"rivalry": ["great game", "game"], "none": ["nothing"], "border": {"a": ["border*"]}})
TEXTS = ["A great game.", "Borders and borders", "", "game of borders"]


def test_frames_in_a_pipeline():
    """The counts are a text's hits of each frame; a classifier learns from them and names their columns."""
    vectorizer = FrameVectorizer(LEXICON).fit(TEXTS)
    assert vectorizer.transform(TEXTS).tolist() == [[1, 0, 0], [0, 0, 2], [0, 0, 0], [1, 0, 1]]
    assert vectorizer.get_feature_names_out().tolist() == ["rivalry", "none", "border"]
    assert vectorizer.transform([]).shape == (0, 3)

    pipeline = make_pipeline(FrameVectorizer(LEXICON, categories=True), LogisticRegression())
    pipeline.fit(TEXTS[:2] * 5, ["game", "border"] * 5)
    assert pipeline.predict(["the game", "a border"]).tolist() == ["game", "border"]
    assert pipeline[:-1].get_feature_names_out().tolist() == ["rivalry", "none", "border", "border.a"]


def test_frames_as_a_table():
    """With set_output the counts are a table with the frames' names, and the index of the texts if they have one."""
    vectorizer = FrameVectorizer(LEXICON).set_output(transform="pandas")
    table = vectorizer.fit_transform(TEXTS)

    assert table.columns.tolist() == ["rivalry", "none", "border"]
    assert table["border"].tolist() == [0, 2, 0, 1]
    assert vectorizer.transform(pd.Series(TEXTS, index=list("abcd"))).index.tolist() == list("abcd")


def test_a_vectorizer_is_copied_whole():
    """A clone has the same options and is not fitted; what was pickled counts the same."""
    vectorizer = FrameVectorizer(LEXICON, nested_scope="lexicon", semantics="quanteda", categories=True).fit(TEXTS)
    copy = clone(vectorizer)

    assert copy.get_params() == vectorizer.get_params()
    assert not hasattr(copy, "lexicon_")
    again = pickle.loads(pickle.dumps(vectorizer))
    assert again.transform(TEXTS).tolist() == vectorizer.transform(TEXTS).tolist()


def test_a_vectorizer_before_fit():
    """Before fit neither counts nor names are given; the message says so."""
    for vectorizer in (FrameVectorizer(LEXICON), TokenVectorizer()):
        for ask in (lambda v=vectorizer: v.transform(TEXTS), vectorizer.get_feature_names_out):
            with pytest.raises(NotFittedError, match="is not fitted yet"):
                ask()
    with pytest.raises(NotFittedError, match="is not fitted yet"):
        TokenVectorizer().coverage(TEXTS)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("a text", "found one text. Put it in a list"),
        (["x", 5], "text 2: expected text, found 5"),
        (["x", None], "text 2: expected text, found None"),
        (pd.DataFrame({"text": ["x"]}), "found a table. Give its column of texts"),
        (["x", "a \ud800"], "text 2: character 2 is half a character"),
    ],
)
def test_what_is_no_list_of_texts(given, message):
    """A bare text, a table, and values that are no texts are refused."""
    for vectorizer in (FrameVectorizer(LEXICON), TokenVectorizer()):
        with pytest.raises(FramingError, match=message):
            vectorizer.fit_transform(given)


def test_options_of_a_vectorizer_can_be_searched():
    """A grid search tries both scopes; only the one that hides the shorter hit tells these texts apart."""
    lexicon = Lexicon.from_dict({"paper": ["new york times"], "city": ["new york"]})
    pipeline = make_pipeline(FrameVectorizer(lexicon), FunctionTransformer(lambda x: x[:, [1]]), LogisticRegression())
    texts, sides = ["the New York Times", "New York"] * 6, ["press", "city"] * 6
    grid = {"framevectorizer__nested_scope": ["frame", "lexicon"]}
    search = GridSearchCV(pipeline, grid, cv=2).fit(texts, sides)

    assert search.best_params_ == {"framevectorizer__nested_scope": "lexicon"}
    assert search.cv_results_["mean_test_score"].tolist() == [0.5, 1.0]


def test_unknown_options_of_a_vectorizer():
    """An option that is not there is named when the vectorizer is fitted."""
    with pytest.raises(FramingError, match="unknown nested_scope"):
        FrameVectorizer(LEXICON, nested_scope="other").fit(TEXTS)


WORDS = ["The envoy’s plan.", "An envoy's PLAN, a plan", "", "U.S.-led aid", "no plan"]


def types_of(text):
    return [token.type for token in tokenize(text)]


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
            expected = theirs.fit_transform(texts)
            assert ours.fit_transform(texts).toarray() == pytest.approx(expected.toarray())
            assert ours.transform(texts).toarray() == pytest.approx(expected.toarray())
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


@pytest.mark.parametrize(("limit", "size"), [("_BATCH", 7), ("_BATCH_CHARACTERS", 300)])
def test_texts_come_in_any_number(monkeypatch, limit, size):
    """Texts from a generator, counted a few at a time, by number or length, give the same table as all at once."""
    texts = load_seeds().sentences["text"].tolist()
    whole = TokenVectorizer(min_df=2).fit(texts)
    expected = whole.transform(texts).toarray()
    monkeypatch.setattr(vectors, limit, size)
    pieces = TokenVectorizer(min_df=2)

    batches = list(vectors._batches(texts))
    assert [text for batch in batches for text in batch] == texts
    assert len(batches) > 20
    assert (pieces.fit_transform(text for text in texts).toarray() == expected).all()
    assert pieces.vocabulary_ == whole.vocabulary_
    assert (pieces.transform(iter(texts)).toarray() == expected).all()


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
        ({"weighting": "idf"}, "unknown weighting 'idf'; did you mean 'tfidf'"),
        ({"min_df": 0}, "min_df must be a number of texts .* found 0"),
        ({"max_df": 1.5}, "max_df must be a number of texts .* found 1.5"),
        ({"max_df": True}, "found True"),
        ({"max_features": 0}, "max_features must be a whole number of 1 or more, or None; found 0"),
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
