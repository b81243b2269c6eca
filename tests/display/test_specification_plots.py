"""The specification curve and the rank order, drawn from their tables."""

import pandas as pd
import pytest

from framing import FramingError
from framing.display import figures
from framing.display.specification_plots import rank_cells, specification_curve

MARGINS = pd.DataFrame(
    {
        "coder": ["lexicon", "lexicon", "B", "B"],
        "tier": ["all", "core", "", ""],
        "scope": ["whole"] * 4,
        "main": [True, False, False, False],
        "margin": [2.0, 3.0, -1.0, None],
        "relative": [0.2, 0.3, -0.1, None],
    }
)


def test_the_curve_says_what_each_specification_chose():
    """Margins ascend, the main one is marked, and only choices made in several ways get lines, one an option."""
    _, axes = figures.figure(2, 1, sharex=True)
    curve, choices = specification_curve(MARGINS, *axes, ylabel="margin")
    drawn = {line.get_label(): line.get_xydata().tolist() for line in curve.lines}

    assert drawn["claim not true"] == [[0, -0.1]]
    assert drawn["claim true"] == [[1, 0.2], [2, 0.3]]
    assert drawn["main specification"] == [[1, 0.2]]
    assert [label.get_text() for label in choices.get_yticklabels()] == ["coder: lexicon", "B", "tier: all", "core"]


def test_some_rows_are_enough():
    """The curve of coders alone has no main specification to mark."""
    _, axes = figures.figure(2, 1, sharex=True)
    curve, _ = specification_curve(MARGINS[MARGINS["coder"] == "B"], *axes, ylabel="margin")
    assert "main specification" not in [line.get_label() for line in curve.lines]
    with pytest.raises(FramingError, match="unknown column 'relative'"):
        specification_curve(MARGINS.drop(columns="relative"), *axes, ylabel="margin")


def test_ranks_are_printed_in_their_cells():
    """Each rank that occurs is a number in its cell; the ranks under the main specification are framed."""
    table = pd.DataFrame(
        [("a", 1, 0.998, 1.0), ("a", 2, 0.002, 0.0), ("b", 1, 0.0, 0.0), ("b", 2, 1.0, 1.0)],
        columns=["doc_id", "rank", "share", "main"],
    )
    _, ax = figures.figure()
    rank_cells(table, ax, order=["a", "b"])

    assert [(text.get_position(), text.get_text()) for text in ax.texts] == [
        ((1, 0), "100"),
        ((2, 0), "<1"),
        ((2, 1), "100"),
    ]
    assert sum(not patch.get_fill() for patch in ax.patches) == 2
