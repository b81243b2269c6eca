"""The overview as a picture and in sentences."""

import pandas as pd
import pytest

from framing.display.overview_plots import leads, overview_bars, overview_figure, profiles, whose_words
from framing.scores.overview import PARTS

ROW = {"n_tokens": 1000, "low": 1.0, "high": 5.0, "lexicon": 2.0, "basis": "coders"}
ROW |= {"speaker": "Anna Berg", "speaker_count": 1.5}
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


def test_a_profile_says_what_its_rows_do():
    """Frames by strength with the range of the first; in whose words and whose most; what is doubted; how sure."""
    second = TABLE.assign(frame="h", per_1000=[1.5, 0.0], high=2.0)
    second[list(PARTS)] /= 2
    assert profiles(pd.concat([second, TABLE])) == {
        "a": "a: g leads, 4.0 mentions per 1,000 words (1.0–5.0); then h 1.5.\n"
        "Of its 4 mentions 2 in others' words (quoted most: Anna Berg, 1.5).\n"
        "Doubted or denied: g 0.5 of 4, h 0.2 of 2. The coders' ranges of the first two overlap.",
        "b": "b: no frame was found.",
    }
    told = profiles(pd.concat([second, TABLE.assign(low=3.0, speaker_count=0.3)]))["a"]
    assert "Of its 4 mentions 2 in others' words.\n" in told
    assert told.endswith("The coders' ranges of the first two do not overlap.")
    assert profiles(TABLE)["a"].endswith("\nDoubted or denied: g 0.5 of 4.")


@pytest.mark.parametrize(("width", "panels"), [(7.2, [3, 1]), (3.5, [1, 1, 1, 1])])
def test_a_column_has_its_panels_one_below_the_other(width, panels):
    """On the width of a page three panels stand side by side, in a column one; all names are within the figure."""
    table = pd.concat([TABLE.assign(frame=f"f{number}") for number in range(4)]).replace({"a": "PolitNavigator 2022"})
    fig = overview_figure(table, width=width)
    fig.draw_without_rendering()
    heights = [round(ax.get_position().y0, 3) for ax in fig.axes if ax.axison]
    assert [heights.count(height) for height in dict.fromkeys(heights)] == panels
    assert fig.get_tightbbox().x0 >= 0

    assert whose_words(TABLE)["a"] == "a: g 2 of 4 in the words of others (most: Anna Berg), 0.5 doubted."


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
