"""Lines: what stands on them, what is a bound, and what is missing."""

import pandas as pd
import pytest

from framing import FramingError, read_corpus
from framing.display import figures, line_plots, style

CORPUS = read_corpus(["One.", "Two."])


def test_intervals_show_what_is_a_bound():
    """An interval is a line from low to high; where nothing was found it is dotted and its mark hollow."""
    table = pd.DataFrame(
        {
            "frame": ["f", "f", "g"],
            "doc_id": ["text1", "text2", "text1"],
            "rate": [2.0, 0.0, 5.0],
            "low": [1.0, 0.0, float("nan")],
            "high": [4.0, 3.0, float("nan")],
            "bound": ["bootstrap", "none found", "one unit"],
        }
    )
    _, ax = figures.figure()
    styles = style.article_styles(CORPUS.doc_ids)

    assert line_plots.intervals(table, ax, value="rate", xlabel="x", styles=styles) is ax
    lines = [line for line in ax.lines if line.get_zorder() == 3]
    assert [line.get_linestyle() for line in lines] == ["-", "-", ":"]
    assert [list(line.get_xdata()) for line in (lines[0], lines[2])] == [[1, 4], [0, 3]]
    assert [list(line.get_xdata()) for line in ax.lines if line.get_markerfacecolor() == "white"] == [[0]]
    assert [text.get_text() for text in ax.get_yticklabels()] == ["f", "g"]
    assert ax.get_legend_handles_labels()[1] == ["text1", "text2"]
    assert not ax.texts

    ax = line_plots.intervals(table, value="rate", xlabel="x", styles=styles, named=True)
    assert [(name.get_text(), name.xy[0]) for name in ax.texts] == [("text1", 4), ("text1", 5), ("text2", 3)]


BESIDE = pd.DataFrame(
    {
        "label": ["a", "a", "b"],
        "series": ["sentence", "paragraph", "sentence"],
        "value": [7.0, 3.0, 1.0],
        "low": [0.0, 1.0, 0.0],
        "high": [4.0, 6.0, 2.0],
        "without": [2.0, 3.0, 1.0],
        "verdict": ["beyond", "within", "within"],
    }
)


def test_beside_chance_shows_what_stands_out():
    """What lies beyond its bar is filled, what does not is hollow; series stand one above the other; all are named."""
    ax = line_plots.beside_chance(BESIDE, xlabel="x", verdicts=["beyond", "within"], without="elsewhere", digits=0)
    bars = [(bar.get_x(), bar.get_width()) for bar in ax.patches]
    marks = [line for line in ax.lines if line.get_zorder() == 4 and len(line.get_xdata())]
    assert bars == [(0, 4), (0, 2), (1, 5)]
    assert [line.get_xdata()[0] for line in marks] == [7, 1, 3]
    assert [line.get_markerfacecolor() for line in marks] == [style.SERIES_COLOURS[0], "white", "white"]
    assert marks[0].get_ydata()[0] < marks[2].get_ydata()[0] < 0.5 < marks[1].get_ydata()[0]
    assert [text.get_text() for text in ax.texts] == ["7", "1", "3"]
    named = ax.get_legend_handles_labels()[1]
    assert sorted(named) == sorted(
        ["sentence", "paragraph", "beyond", "within", "elsewhere", "where chance would mostly put it"]
    )


def test_beside_chance_refuses_what_it_cannot_tell_apart():
    """A verdict without a look of its own is refused."""
    with pytest.raises(FramingError, match="verdicts must be those of the table"):
        line_plots.beside_chance(BESIDE, xlabel="x", verdicts=["beyond"])


@pytest.mark.parametrize("n", [2, 5, 12, 40])
def test_beside_chance_takes_any_number_of_lines(n):
    """Each mark stays in the band of its line, however many there are, and nothing lies beyond the axis."""
    table = pd.DataFrame({"label": [f"line {i}" for i in range(n)], "value": range(n), "low": 0, "high": 3})
    ax = line_plots.beside_chance(table.assign(verdict="is"), xlabel="x", verdicts=["is"], limits=(0, 2))
    marks = [line for line in ax.lines if line.get_zorder() == 4 and len(line.get_xdata())]
    assert [line.get_ydata()[0] for line in marks] == list(range(n))
    low, high = ax.get_xlim()
    assert low <= 0
    assert high >= max(3, n - 1)


def test_key_features_stand_in_their_order():
    """Features go from top to bottom in the order of the table, each with its counts; a missing range draws nothing."""
    table = pd.DataFrame(
        {"feature": ["war", "game"], "count": [7, 3], "ref_count": [2, 0], "z": [2.5, 1.5], "low": [2, float("nan")]}
    ).assign(high=[3, float("nan")])
    _, ax = figures.figure()
    drawn = line_plots.key_features(table, ax, value="z", style=style.article_styles(["a"])["a"], xlabel="z")

    assert drawn is ax
    assert [label.get_text() for label in ax.get_yticklabels()] == ["war", "game"]
    assert ax.get_ylim()[0] > ax.get_ylim()[1]  # the first on top
    assert [text.get_text() for text in ax.texts] == ["7 : 2", "3 : 0"]
    assert ax.lines[0].get_xdata().tolist() == [2.5, 1.5]
    assert [bar.get_width() for bar in ax.patches][:1] == [1]


@pytest.mark.parametrize("n", [2, 5, 10])
def test_marks_stay_in_their_band(n):
    """However many the articles, each has its own height and look, within 0.4 of the line whose name it is for."""
    names = [f"article {i}" for i in range(n)]
    table = pd.DataFrame({name: [1.0, 2.0] for name in names}, index=["f", "g"])
    long = table.melt(ignore_index=False, var_name="doc_id", value_name="rate").reset_index(names="frame")
    long = long.assign(low=0.5, high=3, bound="bootstrap")
    series = long.rename(columns={"frame": "label", "doc_id": "series", "rate": "value"})
    for ax in (
        line_plots.dots(table, xlabel="x"),
        line_plots.intervals(long, value="rate", xlabel="x"),
        line_plots.ranges(series, xlabel="x"),
    ):
        marks = [line for line in ax.lines if line.get_zorder() == 4]
        heights = [(line.get_ydata() - [0, 1]).round(6) for line in marks]
        assert len(marks) == n == len({line.get_color() + line.get_marker() for line in marks})
        assert len({float(first) for first, _ in heights}) == n
        assert max(abs(height).max() for height in heights) <= 0.4
        assert ax.get_legend_handles_labels()[1] == names


def test_nothing_is_cut():
    """Where a range goes beyond the limits that were asked for, the axis goes on a little beyond it."""
    table = pd.DataFrame({"label": ["a"], "series": ["x"], "value": [0.6], "low": [0.3], "high": [0.9]})

    assert line_plots.ranges(table, xlabel="x", limits=(0.2, 1)).get_xlim() == pytest.approx((0.176, 1.024))
    low, high = line_plots.ranges(table, xlabel="x", limits=(0.5, 1)).get_xlim()
    assert (low < 0.3, high) == (True, pytest.approx(1.021))


@pytest.mark.parametrize("n", [2, 5, 12, 40])
def test_no_mark_lies_on_the_axis(n):
    """Marks at 0, and at the end that was asked for, have a little room on both sides, however many there are."""
    table = pd.DataFrame({"a": [0.0, *[1.0] * (n - 1)]}, index=[f"line {i}" for i in range(n)])
    long = pd.DataFrame({"label": table.index, "series": "a", "value": table["a"], "low": 0.0, "high": 1.0})
    bands = long.assign(doc_id=long["label"], frame="f", bound="bootstrap")
    for ax in (
        line_plots.dots(table, xlabel="x", limit=1),
        line_plots.ranges(long, xlabel="x", limits=(0, 1)),
        line_plots.intervals(bands, value="value", xlabel="x", limit=1),
    ):
        assert ax.get_xlim() == (pytest.approx(-0.03), pytest.approx(1.03))


def test_a_bound_is_no_range():
    """Where nothing was found the mark is hollow and the line dotted, and a note stands beside the longer of both."""
    table = pd.DataFrame(
        {"label": ["a", "b"], "series": "x", "value": [2.0, 0], "low": [None, 0], "high": [None, 5], "note": ["7", "0"]}
    ).assign(bound=["", "none found"])
    ax = line_plots.ranges(table, xlabel="x", limits=(0, None))

    assert [line.get_xdata().tolist() for line in ax.lines if line.get_markerfacecolor() == "white"] == [[0]]
    assert [(lines.get_linestyle()[0][1] is not None) for lines in ax.collections] == [True]
    assert [(note.get_text(), note.xy[0]) for note in ax.texts] == [("7", 2), ("0", 5)]
    assert ax.get_legend_handles_labels()[1] == ["x"]


def test_ranges_stand_apart():
    """Two series on one line stand at different heights; what is missing is not drawn."""
    table = pd.DataFrame(
        {"label": ["a", "a"], "series": ["x", "y"], "value": [1.0, 1.0], "low": 0.5, "high": [2.0, None]}
    )
    _, ax = figures.figure()
    assert line_plots.ranges(table, ax, xlabel="x", limits=(0, 3)) is ax

    heights = [float(line.get_ydata()[0]) for line in ax.lines[:2]]
    assert heights[0] != heights[1]
    strokes = [line[:, 0].tolist() for lines in ax.collections for line in lines.get_segments()]
    assert strokes == [[0.5, 2]]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["a"]
