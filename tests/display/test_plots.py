"""Figures: the same bytes every time, never half written."""

import json
from pathlib import Path

import matplotlib as mpl
import pandas as pd
import pytest

from framing import FramingError, Lexicon, read_corpus
from framing.display import plots

CORPUS = read_corpus(["One.", "Two."])
TABLE = pd.DataFrame({"text1": [1, 2.5], "text2": [3.123456789, float("nan")]}, index=["x", "y"])


def save(folder, **change):
    fig, ax = plots.figure()
    plots.dots(TABLE, ax, xlabel="rate", styles=plots.article_styles(CORPUS.doc_ids))
    options = {"data": TABLE, "alt": "Two dots.", "notebook": "00-test", "corpus": CORPUS, "folder": folder} | change
    return plots.save_figure(fig, "test", **options)


def contents(folder):
    return {path.name: path.read_bytes() for path in Path(folder).iterdir()}


def test_the_same_bytes_every_time(tmp_path):
    """A figure drawn again, under other settings of the user's, has the same bytes in every format."""
    save(tmp_path / "one")
    with mpl.rc_context({"font.size": 30, "svg.hashsalt": "other", "lines.markersize": 1, "savefig.dpi": 50}):
        save(tmp_path / "two")

    assert sorted(contents(tmp_path / "one")) == ["manifest.json", "test.csv", "test.pdf", "test.png", "test.svg"]
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_the_data_stand_beside_the_picture(tmp_path):
    """The table behind a figure is written with six digits, and the manifest says what it comes from."""
    lexicon = Lexicon.from_dict({"f": ["one"]})
    saved = save(tmp_path, lexicon=lexicon)
    entry = json.loads((tmp_path / "manifest.json").read_text())["test"]

    assert (tmp_path / "test.csv").read_text() == ",text1,text2\nx,1.0,3.123457\ny,2.5,\n"
    assert entry["corpus_sha256"] == CORPUS.sha256
    assert entry["lexicon_sha256"] == lexicon.sha256
    assert entry["notebook"] == "00-test"
    assert (saved.png, entry["alt"]) == ((tmp_path / "test.png").read_bytes(), "Two dots.")


def test_readers_who_cannot_see_are_told(tmp_path):
    """The alt text is in each file and in the notebook; a figure without one is refused."""
    saved = save(tmp_path)

    for suffix in (".svg", ".pdf", ".png"):
        assert b"Two dots." in (tmp_path / f"test{suffix}").read_bytes()
    assert saved._repr_mimebundle_()[1]["image/png"]["alt"] == "Two dots."
    with pytest.raises(FramingError, match="has no alt text"):
        save(tmp_path, alt=" ")


def test_unwritable_folder(tmp_path):
    """A folder that cannot be written is one clear error."""
    (tmp_path / "file").write_text("")
    with pytest.raises(FramingError, match="the figure 'test' cannot be written"):
        save(tmp_path / "file")


def test_an_article_keeps_its_look():
    """Colour and marker go by place in the corpus; the first five are all different."""
    styles = plots.article_styles(list("abcde"))

    assert len({style["color"] for style in styles.values()}) == len({s["marker"] for s in styles.values()}) == 5


def test_plots_return_the_axes_they_were_given():
    """Every drawing function takes a table and axes and returns the axes."""
    styles = plots.article_styles(CORPUS.doc_ids)
    hits = pd.DataFrame({"doc_id": ["text1"], "position": [0.5]})
    for draw in (
        lambda ax: plots.stacked_bars(TABLE.fillna(0), ax, xlabel="x"),
        lambda ax: plots.heatmap(TABLE.fillna(0), ax),
        lambda ax: plots.dots(TABLE, ax, xlabel="x", styles=styles),
        lambda ax: plots.barcode(hits, ax, order=CORPUS.doc_ids, styles=styles),
    ):
        _, ax = plots.figure()
        assert draw(ax) is ax


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
    _, ax = plots.figure()
    assert plots.network(PAIRS, ax) is ax

    drawn = ribbons(ax)
    assert [row[2:] for row in drawn] == [[4, 4], [1, 1], [1, 1]]
    assert drawn[1][0] + 1 == drawn[2][0]  # both of China's, one below the other
    assert drawn[0][1] + 4 == drawn[1][1]  # both that reach the game
    assert [text.get_text() for text in ax.texts[:5]] == ["Russia", "China", "Nobody", "game", "border"]


def test_network_of_nothing():
    """A table of zeros gives the names and no ribbon; so does one pair alone give one ribbon."""
    _, ax = plots.figure()
    plots.network(PAIRS.assign(both=0), ax)
    assert (len(ax.patches), len(ax.texts)) == (0, 5)

    _, ax = plots.figure()
    plots.network(PAIRS.iloc[:1].assign(above=True), ax, dark="above")
    assert [row[2] for row in ribbons(ax)] == [4]
    assert mpl.colors.to_hex(ax.patches[0].get_facecolor()) == plots.COLOURS[0]


def test_network_labels_do_not_overlap():
    """With a quarter of an inch for each name, no name covers another."""
    many = pd.DataFrame([(f"Actor {i}", f"frame {j}", i * j % 4) for i in range(16) for j in range(3)])
    fig, ax = plots.figure(size=(7.2, 4))
    plots.network(many.set_axis(["actor", "frame", "both"], axis=1), ax)
    fig.canvas.draw()
    boxes = [text.get_window_extent() for text in ax.texts if " " in text.get_text()]

    assert len(boxes) == 19
    assert not [(a, b) for i, a in enumerate(boxes) for b in boxes[:i] if a.overlaps(b)]


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
    _, ax = plots.figure()
    styles = plots.article_styles(CORPUS.doc_ids)

    assert plots.intervals(table, ax, value="rate", xlabel="x", styles=styles) is ax
    lines = [line for line in ax.lines if line.get_zorder() == 3]
    assert [line.get_linestyle() for line in lines] == ["-", "-", ":"]
    assert [list(line.get_xdata()) for line in (lines[0], lines[2])] == [[1, 4], [0, 3]]
    assert [list(line.get_xdata()) for line in ax.lines if line.get_markerfacecolor() == "white"] == [[0]]
    assert [text.get_text() for text in ax.get_yticklabels()] == ["f", "g"]
    assert ax.get_legend_handles_labels()[1] == ["text1", "text2"]


def test_barcode_shows_every_hit():
    """Each hit is a stroke in its article's line, lower where it would touch another; how many there are is said."""
    table = pd.DataFrame({"doc_id": ["text2"] * 4, "position": [0.9, 0.5, 0.501, 0.502]})
    sections = pd.DataFrame(
        {"doc_id": ["text2"] * 2, "section": ["headline", "lead"], "start": [0, 0.1], "end": [0.1, 0.3]}
    )
    _, ax = plots.figure()
    styles = plots.article_styles(CORPUS.doc_ids)
    lengths = pd.Series({"text1": 7, "text2": 12})

    assert plots.barcode(table, ax, order=CORPUS.doc_ids, styles=styles, lengths=lengths, sections=sections) is ax
    strokes = [line.get_segments()[0] for line in ax.collections if line.get_zorder() == 3]
    assert [stroke[0][0] for stroke in strokes] == [0.5, 0.501, 0.502, 0.9]
    assert [stroke[0][1].round(2) for stroke in strokes] == [0.6, 0.88, 0.6, 0.6]
    assert [text.get_text() for text in ax.texts] == ["0", "4"]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["text1\n7 words", "text2\n12 words"]
    shaded = [(bar.get_x(), bar.get_width(), mpl.colors.to_hex(bar.get_facecolor())) for bar in ax.patches[:2]]
    assert shaded == [(0, 0.1, plots.SECTION_SHADES[0]), (0.1, pytest.approx(0.2), plots.SECTION_SHADES[1])]
    handles, labels = ax.get_legend_handles_labels()
    assert labels == ["headline", "lead"]
    assert [mpl.colors.to_hex(bars[0].get_facecolor()) for bars in handles] == list(plots.SECTION_SHADES)


def test_key_features_stand_in_their_order():
    """Features go from top to bottom in the order of the table, each with its counts; a missing range draws nothing."""
    table = pd.DataFrame(
        {"feature": ["war", "game"], "count": [7, 3], "ref_count": [2, 0], "z": [2.5, 1.5], "low": [2, float("nan")]}
    ).assign(high=[3, float("nan")])
    _, ax = plots.figure()
    drawn = plots.key_features(table, ax, value="z", style=plots.article_styles(["a"])["a"], xlabel="z")

    assert drawn is ax
    assert [label.get_text() for label in ax.get_yticklabels()] == ["war", "game"]
    assert ax.get_ylim()[0] > ax.get_ylim()[1]  # the first on top
    assert [text.get_text() for text in ax.texts] == ["7 : 2", "3 : 0"]
    assert ax.lines[0].get_xdata().tolist() == [2.5, 1.5]
    assert [bar.get_width() for bar in ax.patches][:1] == [1]


def test_a_shift_has_two_directions():
    """Words of the first text have their bars to the right, others to the left; no more than asked for are drawn."""
    words = pd.DataFrame({"word": list("abc"), "share": [0.5, 0.3, 0.2], "direction": ["x", "others", "x"]})
    _, ax = plots.figure()
    plots.shift_bars(words, ax, first="x", colour="#000000", n=2)

    assert [round(bar.get_width(), 6) for bar in ax.patches] == [50, -30]
    assert [text.get_text() for text in ax.texts] == ["a", "b"]
    assert [text.get_ha() for text in ax.texts] == ["right", "left"]


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
    fig, ax = plots.figure()
    plots.plane(points, ax, styles=plots.article_styles(CORPUS.doc_ids), n=41)
    fig.draw_without_rendering()
    boxes = [mpl.text.Text.get_window_extent(text) for text in ax.texts]  # without the line to the point

    assert {"text1", "text2", "somewhat0, twin"} <= {text.get_text() for text in ax.texts}
    assert len(boxes) > 20
    for i, box in enumerate(boxes):
        assert not box.count_overlaps(boxes[:i])


def test_a_tree_is_drawn_from_its_linkage():
    """Leaves carry the documents' names, and branches meet at their distances."""
    linkage = [[0, 1, 0.25, 2], [2, 3, 0.5, 3]]
    _, ax = plots.figure()
    plots.dendrogram(linkage, ax, labels=list("abc"), styles=plots.article_styles("abc"), xlabel="distance")

    assert sorted(label.get_text() for label in ax.get_yticklabels()) == ["a", "b", "c"]
    assert sorted({float(max(line.get_xdata())) for line in ax.lines}) == [0, 0.25, 0.5]


def test_ranges_stand_apart():
    """Two series on one line stand at different heights; what is missing is not drawn."""
    table = pd.DataFrame(
        {"label": ["a", "a"], "series": ["x", "y"], "value": [1.0, 1.0], "low": 0.5, "high": [2.0, None]}
    )
    _, ax = plots.figure()
    assert plots.ranges(table, ax, xlabel="x", limits=(0, 3)) is ax

    heights = [float(line.get_ydata()[0]) for line in ax.lines[:2]]
    assert heights[0] != heights[1]
    strokes = [line[:, 0].tolist() for lines in ax.collections for line in lines.get_segments()]
    assert strokes == [[0.5, 2]]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["a"]
