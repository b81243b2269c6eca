"""Relations: each pair once, names that cover no other, trees from their linkage."""

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest

from framing import FramingError, read_corpus
from framing.display import figures, relation_plots, style

CORPUS = read_corpus(["One.", "Two."])


@pytest.mark.parametrize("n", [2, 5, 12, 40])
def test_a_triangle_has_each_pair_once(n):
    """Each two documents have one cell, the scale goes from the least to the greatest of them, and digits are seen."""
    names = [f"article {i}" for i in range(n)]
    table = pd.DataFrame([[1 - abs(i - j) / 100 for j in range(n)] for i in range(n)], index=names, columns=names)
    ax = relation_plots.triangle(table, label="cosine")
    mesh = ax.collections[0]
    values = np.ma.masked_invalid(mesh.get_array()).compressed()
    assert sorted(values) == sorted(table.iloc[i, j] for i in range(n) for j in range(i))
    low, high = mesh.get_clim()
    assert (low, high) == (values.min(), values.max()) if n > 2 else low < values[0] < high
    assert len(ax.texts) == (len(values) if n <= relation_plots.DIGITS_UP_TO else 0)
    assert [label.get_text() for label in ax.get_yticklabels()] == names[1:]
    assert [label.get_text() for label in ax.get_xticklabels()] == names[:-1]


def test_a_triangle_needs_two():
    """One document has nothing to be compared with."""
    with pytest.raises(FramingError, match="needs two documents"):
        relation_plots.triangle(pd.DataFrame([[1.0]]), label="cosine")


def test_a_plane_leaves_no_name_on_another():
    """Names in the plane do not overlap, words in one place share a name, and documents keep theirs."""
    numbers = range(40)
    points = pd.DataFrame(
        {
            "kind": ["document"] * 2 + ["word"] * 41,
            "name": ["text1", "text2", *(f"somewhat{n}" for n in numbers), "twin"],
            "x": [1, -1, *(n % 7 / 9 for n in numbers), 0],
            "y": [0, 0, *(n // 7 / 9 for n in numbers), 0],
            "contribution": 0.1,
        }
    )
    fig, ax = figures.figure()
    relation_plots.plane(points, ax, styles=style.article_styles(CORPUS.doc_ids), n=41)
    fig.draw_without_rendering()
    boxes = [mpl.text.Text.get_window_extent(text) for text in ax.texts]  # without the line to the point

    assert {"text1", "text2", "somewhat0, twin"} <= {text.get_text() for text in ax.texts}
    assert len(boxes) > 20
    for i, box in enumerate(boxes):
        assert not box.count_overlaps(boxes[:i])


def test_a_tree_is_drawn_from_its_linkage():
    """Leaves carry the documents' names, and branches meet at their distances."""
    linkage = [[0, 1, 0.25, 2], [2, 3, 0.5, 3]]
    _, ax = figures.figure()
    relation_plots.dendrogram(linkage, ax, labels=list("abc"), styles=style.article_styles("abc"), xlabel="distance")

    assert sorted(label.get_text() for label in ax.get_yticklabels()) == ["a", "b", "c"]
    assert sorted({float(max(line.get_xdata())) for line in ax.lines}) == [0, 0.25, 0.5]
