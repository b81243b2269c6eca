"""Frames in scikit-learn: counts that learn and are searched like any others."""

import pickle

import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer
from sklearn.utils import get_tags

from framing import (
    FrameVectorizer,
    FramingError,
    Lexicon,
)

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
    with pytest.raises(FramingError, match="The 'nested_scope' parameter of FrameVectorizer must be a str among"):
        FrameVectorizer(LEXICON, nested_scope="other").fit(TEXTS)


@pytest.mark.parametrize("texts", ["one text", [[1.0, 2.0]], [5], None, 7])
def test_only_texts_are_fitted(texts):
    """One text, numbers and nothing are refused when fitting, not only when counting; a generator is read once."""
    with pytest.raises(FramingError, match="expected"):
        FrameVectorizer(LEXICON).fit(texts)
    assert FrameVectorizer(LEXICON).fit_transform(text for text in TEXTS).tolist()[0] == [1, 0, 0]


def test_counts_keep_no_type_of_numbers():
    """The output is whole numbers, whatever comes in, and the tag says so."""
    assert get_tags(FrameVectorizer(LEXICON)).transformer_tags.preserves_dtype == []
