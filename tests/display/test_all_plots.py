"""Every picture: two rows or forty, any names, on a page or in a column, on axes of one's own or of its making."""

import inspect
import re
from pathlib import Path

import matplotlib as mpl
import pandas as pd
import pytest

from framing.display import (
    bar_plots,
    barcode_plots,
    figures,
    line_plots,
    overview_plots,
    relation_plots,
    specification_plots,
    style,
)

MODULES = (bar_plots, barcode_plots, line_plots, overview_plots, relation_plots, specification_plots)
ODD = ["$$", "_a_$b$", r"<i>\frac{$", "a < b", *(f"{n} % of $3 and ${n}" for n in range(8))]
LABEL = "Krippendorff's alpha by sentence, 95 % interval"
TITLE = "Asia Today 2021 has most of the Great Game"
_ROW = {"n_tokens": 1000, "basis": "coders", "author, doubted": 0.0, "others": 1.0, "others, doubted": 0.5}


def _spans(names, of):
    """A table with a value and its range for each name in each of two frames."""
    rows = [(frame, name, i % 7, i % 7 - 1, i % 7 + 2) for frame in "fg" for i, name in enumerate(names)]
    return pd.DataFrame(rows, columns=["frame", of, "value", "low", "high"]).astype({"value": float})


def _wide(names):
    return pd.DataFrame({name: [1.0 + i % 5, 2.0] for i, name in enumerate(names)}, index=["f", "g"])


def _words(names):
    return pd.DataFrame(
        {"word": names, "share": 0.2, "direction": ["a", "b"] * (len(names) // 2) + ["a"] * (len(names) % 2)}
    )


def _keys(names):
    return pd.DataFrame({"feature": names, "count": 3, "ref_count": 2, "z": 2.0, "low": 1.0, "high": 3.0})


def _points(names):
    places = range(len(names))
    return pd.DataFrame(
        {
            "kind": "document",
            "name": names,
            "x": [i % 7 for i in places],
            "y": [i // 7 for i in places],
            "contribution": 0.1,
        }
    )


def _tree(names):
    n = len(names)
    return [[0 if i == 0 else n + i - 1, i + 1, i + 1.0, i + 2] for i in range(n - 1)]


def _overview(names):
    rows = [{"doc_id": name, "frame": "f", "author": i % 5, **_ROW} for i, name in enumerate(names)]
    table = pd.DataFrame(rows)
    rate = table[["author", "others", "others, doubted"]].sum(axis=1)
    return table.assign(per_1000=rate, low=rate - 1, high=rate + 2, lexicon=rate / 2)


def _ranks(names):
    ranks = [(name, rank + 1, 0.5, 0.0) for name in names for rank in range(len(names))]
    return pd.DataFrame(ranks, columns=["doc_id", "rank", "share", "main"])


def _margins(names):
    return pd.DataFrame({"coder": names, "main": [True] + [False] * (len(names) - 1), "relative": range(len(names))})


# name of the function → how it is called, for so many names; and how many lines it needs.
PLOTS = {
    "stacked_bars": (lambda names, ax: bar_plots.stacked_bars(_wide(names).T, ax, xlabel=LABEL, title=TITLE), 2),
    "shift_bars": (lambda names, ax: bar_plots.shift_bars(_words(names), ax, first="a", n=99, title=TITLE), 1),
    "dots": (lambda names, ax: line_plots.dots(_wide(names), ax, xlabel=LABEL, title=TITLE), 2),
    "intervals": (
        lambda names, ax: line_plots.intervals(
            _spans(names, "group").assign(bound="bootstrap"), ax, value="value", by="group", xlabel=LABEL, title=TITLE
        ),
        2,
    ),
    "ranges": (
        lambda names, ax: line_plots.ranges(
            _spans(names, "series").rename(columns={"frame": "label"}), ax, xlabel=LABEL, title=TITLE
        ),
        2,
    ),
    "beside_chance": (
        lambda names, ax: line_plots.beside_chance(
            pd.DataFrame({"label": names, "value": 3, "low": 1, "high": 2, "verdict": "beyond"}),
            ax,
            xlabel=LABEL,
            verdicts=["beyond", "within"],
            title=TITLE,
        ),
        1,
    ),
    "key_features": (
        lambda names, ax: line_plots.key_features(_keys(names), ax, value="z", xlabel=LABEL, title=TITLE),
        1,
    ),
    "barcode": (
        lambda names, ax: barcode_plots.barcode(
            pd.DataFrame({"doc_id": names, "position": 0.5}), ax, order=names, xlabel=LABEL, title=TITLE
        ),
        2,
    ),
    "overview_bars": (lambda names, ax: overview_plots.overview_bars(_overview(names), ax, title=TITLE), 2),
    "triangle": (
        lambda names, ax: relation_plots.triangle(
            pd.DataFrame(0.5, index=names, columns=names), ax, label="cosine", title=TITLE
        ),
        2,
    ),
    "dendrogram": (lambda names, ax: relation_plots.dendrogram(_tree(names), ax, labels=names, title=TITLE), 2),
    "plane": (lambda names, ax: relation_plots.plane(_points(names), ax, title=TITLE), 1),
    "rank_cells": (lambda names, ax: specification_plots.rank_cells(_ranks(names), ax, order=names, title=TITLE), 2),
    "specification_curve": (
        lambda names, ax: specification_plots.specification_curve(
            _margins(names), ax, ax and ax.figure.add_subplot(2, 1, 2), ylabel="y", title=TITLE
        )[0],
        2,
    ),
}
NAMES = {n: [f"Gazette {i} 2021" for i in range(n)] for n in (2, 5, 12, 40)} | {"odd": ODD}


def texts(fig):
    """What is seen of the figure's texts."""
    found = [text for text in fig.findobj(mpl.text.Text) if text.get_visible() and text.get_text().strip()]
    return [text for text in found if text.axes is None or text.axes.axison or text in text.axes.texts]


def test_every_plot_is_tried():
    """Whatever draws on axes stands in the table above, and in the gallery of the room's page."""
    drawing = {
        name
        for module in MODULES
        for name, of in inspect.getmembers(module, inspect.isfunction)
        if of.__module__ == module.__name__
        and "Axes" in str(inspect.signature(of).return_annotation)
        and name[0] != "_"
    }
    page = Path(figures.__file__).with_name("README.md").read_text(encoding="utf-8")
    assert drawing == set(PLOTS)
    assert {name for name in drawing if not re.search(rf"`{name}\(", page)} == set()


@pytest.mark.parametrize(
    ("width", "names"),
    [(7.2, 2), (7.2, 12), (7.2, 40), (7.2, "odd"), (3.5, 5), (3.5, 12), (3.5, "odd")],
)
@pytest.mark.parametrize("name", PLOTS)
def test_any_number_and_any_names(name, names, width):
    """Every name is seen as it is written, in letters of 6 points or more, and nothing is cut off."""
    draw, lines = PLOTS[name]
    names = NAMES[names]
    height = max(2.4, 1 + 0.2 * lines * len(names))
    fig, ax = figures.figure(size=(width, height))
    drawn = draw(names, ax)
    assert drawn is ax
    figures.legend(fig, drawn)
    fig.draw_without_rendering()
    seen = texts(fig)
    said = " ".join(text.get_text() for text in seen)
    if name != "plane" or len(names) < 12:  # where many find no room
        assert [name for name in names if name not in said] == []
    assert not [text for text in seen if "$" in text.get_text() and text.get_parse_math()]
    assert min(text.get_fontsize() for text in seen) >= 6
    box = fig.get_tightbbox()
    assert (box.x0 > -0.02, box.x1 < width + 0.02, box.y0 > -0.02, box.y1 < height + 0.02) == (True,) * 4, box.extents


@pytest.mark.parametrize("name", PLOTS)
def test_axes_are_made_where_none_are_given(name):
    """Without axes a picture makes its own, with room for its rows."""
    few, many = (PLOTS[name][0](NAMES[n], None).figure for n in (2, 40))
    assert few.get_figwidth() == many.get_figwidth() == 7.2
    assert name in ("plane", "shift_bars", "specification_curve") or many.get_figheight() > few.get_figheight()


@pytest.mark.parametrize("n", [12, 40])
def test_more_than_a_legend_tells_apart_are_named(n):
    """From eleven articles on each line bears its article's name under that of its frame, and there is no legend."""
    for name in ("dots", "intervals", "ranges"):
        ax = PLOTS[name][0](NAMES[n], None)
        figures.legend(ax.figure, ax)
        assert [label.get_text() for label in ax.get_yticklabels()] == NAMES[n] * 2
        assert [text.get_text() for text in ax.texts] == ["f", "g"]
        assert not ax.figure.legends
        marks = sorted(float(y) for line in ax.lines if line.get_zorder() == 4 for y in line.get_ydata())
        assert marks == pytest.approx(list(ax.get_yticks()))


def test_up_to_ten_look_different():
    """Ten articles differ in colour or in marker; more all look alike, and are told apart by their names."""
    for colours in (style.COLOURS, style.SERIES_COLOURS):
        looks = [tuple(look.values()) for look in style.article_styles(range(style.MANY), colours=colours).values()]
        assert len(set(looks)) == style.MANY
    assert len({tuple(look.values()) for look in style.article_styles(range(style.MANY + 1)).values()}) == 1
