"""The columns of counts."""

import pytest

from framing import FramingError, Lexicon, score


def test_two_columns_never_share_a_name():
    """A frame that is named like the category of another, or like a column of every table, is refused."""
    clash = Lexicon.from_dict({"a": {"b": ["x"], "c": ["y"]}, "a.b": ["z"]})
    with pytest.raises(FramingError, match=r"'a\.b'"):
        score(["x"], clash, categories=True)
    with pytest.raises(FramingError, match="'n_tokens'"):
        score(["x"], Lexicon.from_dict({"n_tokens": ["x"]}))
    assert score(["x z"], clash).columns.tolist() == ["doc_id", "n_tokens", "a", "a.b"]
