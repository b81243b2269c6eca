"""The overview as a picture and in sentences."""

import pandas as pd
import pytest

from framing.display import figures
from framing.display.overview_plots import axis_limit, overview_bars, profiles
from framing.scores.overview import PARTS

ROW = {"n_tokens": 1000, "low": 1.0, "high": 5.0, "lexicon": 2.0, "basis": "coders", "speaker": "Anna Berg"}
TABLE = pd.DataFrame(
    [
        {"doc_id": "a", "frame": "g", **dict(zip(PARTS, (2.0, 0.0, 1.5, 0.5), strict=True)), "per_1000": 4.0, **ROW},
        {"doc_id": "b", "frame": "g", **dict.fromkeys(PARTS, 0.0), "per_1000": 0.0, **ROW},
    ]
)


def test_a_bar_ends_at_the_rate():
    """The four parts lie end to end, in the order of articles given, and the axis ends beyond the longest line."""
    _, ax = figures.figure()
    overview_bars(TABLE, ax, names={"b": "Second", "a": "First"}, limit=axis_limit(TABLE))
    assert [label.get_text() for label in ax.get_yticklabels()] == ["Second", "First"]
    assert max(bar.get_x() + bar.get_width() for bar in ax.patches) == pytest.approx(4.0)
    assert ax.get_xlim()[1] == pytest.approx(5.25)


def test_a_sentence_says_what_its_row_does():
    """Rate with its ends, how many are in others' words and whose most, how many are doubted; or nothing found."""
    told = profiles(TABLE, names={"a": "First", "b": "Second"}, labels={"g": "Great Game"})
    assert told == {
        "a": "First: Great Game 4.0 per 1,000 words (1.0–5.0), 2 of 4 in the words of others (most: Anna Berg), "
        "0.5 doubted.",
        "b": "Second: Great Game not found.",
    }
