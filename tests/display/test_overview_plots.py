"""The overview as a picture and in sentences."""

import pandas as pd
import pytest

from framing.display.overview_plots import leads, overview_bars, overview_figure, profiles
from framing.scores.overview import PARTS

ROW = {"n_tokens": 1000, "low": 1.0, "high": 5.0, "lexicon": 2.0, "basis": "coders", "speaker": "Anna Berg"}
TABLE = pd.DataFrame(
    [
        {"doc_id": "a", "frame": "g", **dict(zip(PARTS, (2.0, 0.0, 1.5, 0.5), strict=True)), "per_1000": 4.0, **ROW},
        {"doc_id": "b", "frame": "g", **dict.fromkeys(PARTS, 0.0), "per_1000": 0.0, **ROW},
    ]
)


def test_a_bar_ends_at_the_rate():
    """The four parts lie end to end, in the order of the table, and the axis ends beyond the longest line."""
    ax = overview_bars(TABLE)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["a", "b"]
    assert max(bar.get_x() + bar.get_width() for bar in ax.patches) == pytest.approx(4.0)
    assert ax.get_xlim()[1] == pytest.approx(5.25)


def test_a_sentence_says_what_its_row_does():
    """Rate with its ends, how many are in others' words and whose most, how many are doubted; or nothing found."""
    assert profiles(TABLE) == {
        "a": "a: g 4.0 per 1,000 words (1.0–5.0), 2 of 4 in the words of others (most: Anna Berg), 0.5 doubted.",
        "b": "b: g not found.",
    }

    assert profiles(TABLE, rates=False)["a"] == ("a: g 2 of 4 in the words of others (most: Anna Berg), 0.5 doubted.")


def test_who_leads():
    """The sentence names the first two frames by the coders, whether their ranges meet, and the lexicon's."""
    columns = ["doc_id", "frame", "per_1000", "low", "high", "lexicon"]
    rows = [
        ("a", "game", 4.0, 3.0, 5.0, 2.0),
        ("a", "border", 9.0, 8.0, 10.0, 2.0),
        ("b", "game", 2.0, 1.0, 4.0, 3.0),
        ("b", "border", 1.0, 0.0, 2.0, 0.0),
        ("c", "game", 0.0, 0.0, 0.0, 1.0),
        ("c", "border", 0.0, 0.0, 0.0, 0.0),
    ]
    assert leads(pd.DataFrame(rows, columns=columns)) == {
        "a": "a: border leads with 9.0 (8.0–10.0), before game with 4.0 (3.0–5.0). "
        "The lexicon puts game and border first.",
        "b": "b: game leads with 2.0 (1.0–4.0), before border with 1.0 (0.0–2.0): their ranges overlap. "
        "The lexicon puts it first, too.",
        "c": "c: no frame found.",
    }
    alone = pd.DataFrame([("a", "game", 4.0, 3.0, 5.0, 0.0)], columns=columns)
    assert leads(alone) == {"a": "a: game leads with 4.0 (3.0–5.0). The lexicon finds none."}


@pytest.mark.parametrize(("frames", "panels"), [(1, 1), (3, 3), (4, 6)])
def test_every_frame_has_a_panel_on_one_scale(frames, panels):
    """One frame or many: each has its own panel, and bars of one length mean one rate everywhere."""
    table = pd.concat([TABLE.assign(frame=f"f{number}", high=3.0 + number) for number in range(frames)])
    axes = overview_figure(table).axes
    drawn = [ax for ax in axes if ax.axison]
    assert [ax.get_title(loc="left") for ax in drawn] == [f"f{number}" for number in range(frames)]
    assert len(axes) == panels
    assert len({ax.get_xlim() for ax in drawn}) == 1
