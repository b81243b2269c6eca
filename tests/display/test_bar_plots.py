"""Bars: which way they go, and how many are drawn."""

import pandas as pd

from framing.display import bar_plots, figures


def test_a_shift_has_two_directions():
    """Words of the first text have their bars to the right, others to the left; no more than asked for are drawn."""
    words = pd.DataFrame({"word": list("abc"), "share": [0.5, 0.3, 0.2], "direction": ["x", "others", "x"]})
    _, ax = figures.figure()
    bar_plots.shift_bars(words, ax, first="x", colour="#000000", n=2)

    assert [round(bar.get_width(), 6) for bar in ax.patches] == [50, -30]
    assert [text.get_text() for text in ax.texts] == ["a", "b"]
    assert [text.get_ha() for text in ax.texts] == ["right", "left"]
