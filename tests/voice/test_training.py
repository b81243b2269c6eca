"""Weights learnt from annotated articles, and how well they do."""

import pytest

from framing.voice import attribution, training
from framing.voice.voices import voices_by

CODED = {
    "text": "Anna Berg said that the bridge is unsafe. Snow fell on the pass. The road is closed, Peter Holm said.",
    "attributions": [{"cue": [[10, 14]], "content": [[15, 40]]}, {"cue": [[96, 100]], "content": [[65, 83]]}],
}


def test_training_writes_the_table_that_is_read(tmp_path):
    """Weights learnt from a few annotated articles are written in words and found again."""
    path, text = tmp_path / "weights.json", CODED["text"]
    training.train([CODED] * 6, path, least=(2, 2), penalty=(1, 1))
    found = voices_by(attribution.read_weights(path), text)

    assert '"say that"' in path.read_text(encoding="utf-8")
    assert [text[v.start : v.end] for v in found] == [text[15:40], text[65:83]]


def test_weights_are_judged_on_articles_they_were_not_learnt_from(tmp_path, monkeypatch):
    """What is right is counted word by word, and quote marks alone are what to compare with."""
    path = tmp_path / "quality.toml"
    quoted = {
        "text": "Anna Berg said, “We will rebuild the bridge.” Snow fell on the pass.",
        "attributions": [{"cue": [[10, 14]], "content": [[16, 45]]}],
    }
    rows = [CODED] * 6 + [quoted] * 6
    training.evaluate(rows, path, source="two articles", least=(2, 2), penalty=(1, 1))
    monkeypatch.setattr(training, "_QUALITY", path)
    quality = training.voice_quality().set_index(["method", "voice"])

    assert quality.attrs == {"source": "two articles", "documents": 12, "words": 6 * (20 + 13)}
    assert quality.n_words["find_voices"].to_dict() == {"author": 114, "direct": 30, "indirect": 54, "attributed": 84}
    assert (quality.loc["find_voices", "f1"] == 1).all()
    assert quality.loc[("quote_marks", "indirect"), "recall"] == 0
    assert quality.loc[("quote_marks", "attributed"), "recall"] == pytest.approx(30 / 84, abs=1e-4)
    assert quality.accuracy["quote_marks"].unique() == pytest.approx(144 / 198, abs=1e-4)


def test_quality_of_the_weights_that_come_with_the_library():
    """The table has the figures that were aimed at."""
    quality = training.voice_quality().query("method == 'find_voices'").set_index("voice")

    assert (quality.accuracy >= 0.855).all()
    assert quality.f1["attributed"] >= 0.855
    assert quality.f1["indirect"] >= 0.775
