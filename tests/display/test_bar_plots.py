"""Bars: which way they go, and how many are drawn."""

from itertools import pairwise

import matplotlib as mpl
import pandas as pd
import pytest

from framing import FramingError
from framing.display import bar_plots, figures, style
from framing.voice.voiced import WHOSE


def test_a_shift_has_two_directions():
    """Words of the first text have their bars to the right, others to the left; no more than asked for are drawn."""
    words = pd.DataFrame({"word": list("abc"), "share": [0.5, 0.3, 0.2], "direction": ["x", "others", "x"]})
    _, ax = figures.figure()
    bar_plots.shift_bars(words, ax, first="x", colour="#000000", n=2)

    assert [round(bar.get_width(), 6) for bar in ax.patches] == [50, -30]
    assert [text.get_text() for text in ax.texts] == ["a", "b"]
    assert [text.get_ha() for text in ax.texts] == ["right", "left"]


def test_parts_of_a_whole():
    """Parts stand side by side from left to right; each has its number, in ink that can be read, if it has room."""
    shares = pd.DataFrame({"author": [60.4, 100], "imputed": [1, 0], "direct": [38.6, 0]}, index=["a", "b"])
    _, ax = figures.figure()
    bar_plots.stacked_bars(shares, ax, xlabel="% of words", colours=list(style.VOICE_COLOURS.values()))

    assert [round(bar.get_x(), 6) for bar in ax.patches] == [0, 0, 60.4, 100, 61.4, 100]
    assert [text.get_text() for text in ax.texts] == ["60", "100", "", "", "39", ""]
    assert [text.get_color() for text in ax.texts][::2] == ["white", "#222222", "#222222"]


def test_ink_can_be_read_on_every_shade():
    """A number has a contrast of 4.5 or more on its part, as WCAG 2.2 asks of text this small."""

    def light(colour):
        parts = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in mpl.colors.to_rgb(colour)]
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))

    looks = [{"color": colour} for colour in (*style.SHADES, *style.VOICE_COLOURS.values(), *style.STANCE_COLOURS)]
    looks += style.PART_LOOKS.values()
    for look in looks:
        ax = bar_plots.stacked_bars(pd.DataFrame({"a": [9]}, index=["x"]), xlabel="hits", looks={"a": look})
        dark, bright = sorted([light(ax.texts[0].get_color()), light(look["color"])])
        assert (bright + 0.05) / (dark + 0.05) >= 4.5, look


def test_parts_by_name():
    """Looks go by the name of a part, whatever its place; a part without one is named."""
    table = pd.DataFrame({"others": [2], "author, doubted": [3]}, index=["x"])
    ax = bar_plots.stacked_bars(table, xlabel="hits", looks=style.PART_LOOKS)

    assert [mpl.colors.to_hex(bar.get_facecolor()) for bar in ax.patches] == [
        style.PART_LOOKS[part]["color"] for part in table.columns
    ]
    assert [bar.get_hatch() for bar in ax.patches] == [None, "/////"]
    with pytest.raises(FramingError, match="unknown part 'other'; did you mean 'others'"):
        bar_plots.stacked_bars(table.rename(columns={"others": "other"}), xlabel="hits", looks=style.PART_LOOKS)


def test_the_axis_goes_on_where_the_bar_ends():
    """The longest bar leaves a twentieth of the axis free, though a part that is nothing begins at its end."""
    _, (left, right) = figures.figure(1, 2, sharex=True)
    for ax, longest in ((left, 18), (right, 7)):
        bar_plots.stacked_bars(pd.DataFrame({"a": [longest, 2], "b": 0}, index=["x", "y"]), ax, xlabel="hits")

    assert [ax.get_xlim() for ax in (left, right)] == [(0, pytest.approx(18 * 1.05))] * 2


def test_no_part_is_left_out():
    """More parts than colours are refused rather than drawn in part."""
    with pytest.raises(FramingError, match="5 parts and 4 colours"):
        bar_plots.stacked_bars(pd.DataFrame([[1] * 5]), xlabel="hits")


def test_voices_are_no_articles():
    """Each voice has a colour, which no article has."""
    assert set(style.VOICE_COLOURS) == set(WHOSE)
    assert not set(style.VOICE_COLOURS.values()) & set(style.COLOURS)


@pytest.mark.parametrize("n", [2, 5, 12, 40])
def test_every_bar_has_room(n):
    """However many the articles, no name stands on the next one, and each bar has its number."""
    names = [f"article {i}" for i in range(n)]
    ax = bar_plots.stacked_bars(pd.DataFrame({"a": range(10, n + 10)}, index=names), xlabel="hits")
    ax.figure.draw_without_rendering()
    boxes = [label.get_window_extent() for label in ax.get_yticklabels()]

    assert [label.get_text() for label in ax.get_yticklabels()] == names
    assert [text.get_text() for text in ax.texts] == [str(count) for count in range(10, n + 10)]
    assert all(upper.y0 >= lower.y1 for upper, lower in pairwise(boxes))
