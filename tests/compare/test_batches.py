"""Texts from anywhere, some at a time."""

import pandas as pd
import pytest

from framing import (
    FrameVectorizer,
    FramingError,
    Lexicon,
    TokenVectorizer,
    load_seeds,
)
from framing.compare import batches

LEXICON = Lexicon.from_dict({"rivalry": ["great game", "game"], "none": ["nothing"], "border": {"a": ["border*"]}})


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


@pytest.mark.parametrize(("limit", "size"), [("_BATCH", 7), ("_BATCH_CHARACTERS", 300)])
def test_texts_come_in_any_number(monkeypatch, limit, size):
    """Texts from a generator, counted a few at a time, by number or length, give the same table as all at once."""
    texts = load_seeds().sentences["text"].tolist()
    whole = TokenVectorizer(min_df=2).fit(texts)
    expected = whole.transform(texts).toarray()
    monkeypatch.setattr(batches, limit, size)
    pieces = TokenVectorizer(min_df=2)

    cut = list(batches.batches(texts))
    assert [text for batch in cut for text in batch] == texts
    assert len(cut) > 20
    assert (pieces.fit_transform(text for text in texts).toarray() == expected).all()
    assert pieces.vocabulary_ == whole.vocabulary_
    assert (pieces.transform(iter(texts)).toarray() == expected).all()
