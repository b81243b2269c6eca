"""Vectors: our tokens in scikit-learn's matrices."""

import math
import pickle

import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer

from framing import (
    FrameVectorizer,
    FramingError,
    Lexicon,
    cosine_similarity,
    document_term_matrix,
    load_seeds,
    read_corpus,
    tfidf,
    top_features,
)

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
    for ask in (lambda: FrameVectorizer(LEXICON).transform(TEXTS), FrameVectorizer(LEXICON).get_feature_names_out):
        with pytest.raises(NotFittedError, match="is not fitted yet"):
            ask()


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("a text", "found one text. Put it in a list"),
        (["x", 5], "text 2: expected text, found 5"),
        (["x", None], "text 2: expected text, found None"),
        (pd.DataFrame({"text": ["x"]}), "found a table. Give its column of texts"),
    ],
)
def test_what_is_no_list_of_texts(given, message):
    """A bare text, a table, and values that are no texts are refused."""
    with pytest.raises(FramingError, match=message):
        FrameVectorizer(LEXICON).fit_transform(given)


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
