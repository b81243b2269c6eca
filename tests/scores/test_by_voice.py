"""Words by voice."""

import pandas as pd
import pytest

from framing import FramingError, read_corpus, voice_shares

TEXTS = ["The envoy said that talks failed. Berg hopes that they end.", "Nothing.", "Again nothing."]


def test_each_word_has_one_voice():
    """Four rows a group, those without a word too; what is imputed is by itself."""
    table = voice_shares(read_corpus(TEXTS))
    assert table["voice"].tolist() == ["author", "direct", "indirect", "imputed"] * 3
    assert table["n_tokens"].tolist() == [5, 0, 3, 3, 1, 0, 0, 0, 2, 0, 0, 0]
    assert table["share"].tolist()[:5] == [5 / 11, 0, 3 / 11, 3 / 11, 1]


def test_by_group():
    """Articles of a group are added up."""
    frame = pd.DataFrame({"doc_id": list("abc"), "text": TEXTS, "side": ["x", "x", "y"]})
    table = voice_shares(read_corpus(frame), by="side")
    assert table.groupby("side")["of"].first().to_dict() == {"x": 12, "y": 2}
    with pytest.raises(FramingError, match="unknown column"):
        voice_shares(read_corpus(frame), by="sides")
