"""Relations: ribbons as thick as their counts, names that cover no other, trees from their linkage."""

import matplotlib as mpl
import pandas as pd

from framing import read_corpus
from framing.display import figures, relation_plots, style

CORPUS = read_corpus(["One.", "Two."])
PAIRS = pd.DataFrame(
    [
        ("Russia", "game", 4),
        ("Russia", "border", 0),
        ("China", "game", 1),
        ("China", "border", 1),
        ("Nobody", "game", 0),
    ],
    columns=["actor", "frame", "both"],
)


def ribbons(ax):
    """Return for each ribbon where it leaves, where it arrives, and how thick it is at both ends."""
    corners = [patch.get_path().vertices for patch in ax.patches]
    return [[round(float(v), 6) for v in (c[0, 1], c[3, 1], c[7, 1] - c[0, 1], c[4, 1] - c[3, 1])] for c in corners]


def test_network_draws_counts():
    """A ribbon is as thick as its count at both ends, ribbons of a name lie edge to edge, and zero is not drawn."""
    _, ax = figures.figure()
    assert relation_plots.network(PAIRS, ax) is ax

    drawn = ribbons(ax)
    assert [row[2:] for row in drawn] == [[4, 4], [1, 1], [1, 1]]
    assert drawn[1][0] + 1 == drawn[2][0]  # both of China's, one below the other
    assert drawn[0][1] + 4 == drawn[1][1]  # both that reach the game
    assert [text.get_text() for text in ax.texts[:5]] == ["Russia", "China", "Nobody", "game", "border"]


def test_network_of_nothing():
    """A table of zeros gives the names and no ribbon; so does one pair alone give one ribbon."""
    _, ax = figures.figure()
    relation_plots.network(PAIRS.assign(both=0), ax)
    assert (len(ax.patches), len(ax.texts)) == (0, 5)

    _, ax = figures.figure()
    relation_plots.network(PAIRS.iloc[:1].assign(above=True), ax, dark="above")
    assert [row[2] for row in ribbons(ax)] == [4]
    assert mpl.colors.to_hex(ax.patches[0].get_facecolor()) == style.COLOURS[0]


def test_network_labels_do_not_overlap():
    """With a quarter of an inch for each name, no name covers another."""
    many = pd.DataFrame([(f"Actor {i}", f"frame {j}", i * j % 4) for i in range(16) for j in range(3)])
    fig, ax = figures.figure(size=(7.2, 4))
    relation_plots.network(many.set_axis(["actor", "frame", "both"], axis=1), ax)
    fig.canvas.draw()
    boxes = [text.get_window_extent() for text in ax.texts if " " in text.get_text()]

    assert len(boxes) == 19
    assert not [(a, b) for i, a in enumerate(boxes) for b in boxes[:i] if a.overlaps(b)]


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
