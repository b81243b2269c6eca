"""Figures: the same bytes every time, never half written."""

import json
from pathlib import Path

import matplotlib as mpl
import pandas as pd
import pytest
from executed import EMBEDDED

from framing import FramingError, Lexicon, read_corpus
from framing.display import bar_plots, barcode_plots, figures, line_plots, relation_plots, style

CORPUS = read_corpus(["One.", "Two."])
TABLE = pd.DataFrame({"text1": [1, 2.5], "text2": [3.123456789, float("nan")]}, index=["x", "y"])


def save(folder, **change):
    fig, ax = figures.figure()
    line_plots.dots(TABLE, ax, xlabel="rate", styles=style.article_styles(CORPUS.doc_ids))
    options = {"data": TABLE, "alt": "Two dots.", "notebook": "00-test", "corpus": CORPUS, "folder": folder} | change
    return figures.save_figure(fig, "test", **options)


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
    """The alt text is in each file and with the picture in the notebook; a figure without one is refused."""
    saved = save(tmp_path)

    for suffix in (".svg", ".pdf", ".png"):
        assert b"Two dots." in (tmp_path / f"test{suffix}").read_bytes()
    assert '<img alt="Two dots." ' in saved._repr_mimebundle_()["text/html"]
    quoted = save(tmp_path, alt='"A" < B')._repr_mimebundle_()["text/html"]
    assert '<img alt="&quot;A&quot; &lt; B" ' in quoted
    assert [kind for kind, _ in EMBEDDED.findall(quoted)] == ["image/png"]
    with pytest.raises(FramingError, match="has no alt text"):
        save(tmp_path, alt=" ")


def test_a_figure_needs_no_corpus(tmp_path):
    """Without notebook and corpus a figure is saved where the user says; its entry says nothing of them."""
    save(tmp_path / "mine", notebook=None, corpus=None)
    entry = json.loads((tmp_path / "mine" / "manifest.json").read_text())["test"]
    assert (entry["notebook"], entry["corpus_sha256"]) == (None, None)


def test_unwritable_folder(tmp_path):
    """A folder that cannot be written is one clear error."""
    (tmp_path / "file").write_text("")
    with pytest.raises(FramingError, match="the figure 'test' cannot be written"):
        save(tmp_path / "file")


def test_names_are_text():
    """Dollars, underscores and angle brackets in names are drawn as they are, also on axes of the user's own."""
    names = ["$$", "_a_$b$", r"<i>\frac{$"]
    table = pd.DataFrame(1.0, index=names, columns=names)
    points = pd.DataFrame({"kind": "document", "name": names, "x": [0, 1, 2], "y": [0, 1, 0], "contribution": 0.5})
    told = pd.DataFrame({"label": names, "series": names, "value": 1.0, "low": 0.5, "high": 2.0})
    words = pd.DataFrame({"word": names, "share": 0.2, "direction": names})
    for draw in (
        lambda ax: line_plots.dots(table, ax, xlabel="$$", title="$$"),
        lambda ax: line_plots.ranges(told, ax, xlabel="$$"),
        lambda ax: barcode_plots.barcode(pd.DataFrame({"doc_id": names, "position": 0.5}), ax, order=names),
        lambda ax: bar_plots.stacked_bars(table, ax, xlabel="$$"),
        lambda ax: bar_plots.shift_bars(words, ax, first="$$"),
        lambda ax: relation_plots.triangle(table, ax, label="$$"),
        lambda ax: line_plots.beside_chance(told.assign(verdict="$$"), ax, xlabel="$$", verdicts=["$$"]),
        lambda ax: relation_plots.plane(points, ax),
        lambda ax: relation_plots.dendrogram([[0, 1, 1.0, 2], [2, 3, 2.0, 3]], ax, labels=names),
    ):
        for given in (None, mpl.figure.Figure().subplots()):
            ax = draw(given)
            figures.legend(ax.figure, ax)
            ax.figure.draw_without_rendering()
            texts = [text for text in ax.figure.findobj(mpl.text.Text) if "$" in text.get_text()]
            assert texts
            assert not [text for text in texts if text.get_parse_math()]
    ax = line_plots.dots(table, xlabel="x")
    figures.legend(ax.figure, ax)
    assert [text.get_text().strip() for text in ax.figure.legends[0].get_texts()] == names


def test_a_legend_is_no_wider_than_its_figure():
    """Long names stand in fewer columns than asked for; short ones as asked."""
    for name, columns in (("a rather long name of an article", 2), ("a", 5)):
        table = pd.DataFrame(1.0, index=["f"], columns=[f"{name}{n}" for n in range(10)])
        ax = line_plots.dots(table, xlabel="x")
        figures.legend(ax.figure, ax, columns=5)
        assert len(ax.figure.legends) == 1
        assert ax.figure.legends[0].get_window_extent().width <= ax.figure.bbox.width
        assert ax.figure.legends[0]._ncols == columns


def test_plots_return_the_axes_they_were_given():
    """Every drawing function takes a table and axes and returns the axes; without axes it makes some."""
    hits = pd.DataFrame({"doc_id": ["text1"], "position": [0.5]})
    for draw in (
        lambda ax: bar_plots.stacked_bars(TABLE.fillna(0), ax, xlabel="x"),
        lambda ax: relation_plots.triangle(TABLE.fillna(0), ax, label="x"),
        lambda ax: line_plots.dots(TABLE, ax, xlabel="x"),
        lambda ax: barcode_plots.barcode(hits, ax, order=CORPUS.doc_ids),
    ):
        _, ax = figures.figure()
        assert draw(ax) is ax
        assert draw(None).figure.axes


@pytest.mark.parametrize(
    "table",
    [
        pd.DataFrame(),
        pd.DataFrame({"x": pd.Categorical(["a", "b"])}),
        pd.DataFrame({"x": [1.25, 2.0]}, index=pd.MultiIndex.from_tuples([("a", 1), ("b", 2)])),
        pd.DataFrame({("a", 1): [1], ("a", 2): [2]}),
        pd.DataFrame({"x": [1, None], "y": ["a", None]}).convert_dtypes(),
        pd.DataFrame({"x": pd.arrays.SparseArray([0, 1])}),
        pd.Series([1.0, 2.0], name="x"),
    ],
    ids=["empty", "categories", "levels of rows", "levels of columns", "nullable", "sparse", "a column"],
)
def test_any_table_stands_beside_its_figure(tmp_path, table):
    """Whatever a function returns can be the data of a figure; what is no table is refused before a file is made."""
    save(tmp_path / "any", data=table)
    assert (tmp_path / "any" / "test.csv").read_bytes().count(b"\n") >= 1
    with pytest.raises(FramingError, match="data must be the table that it draws, found a list"):
        save(tmp_path / "none", data=[1])
    assert not (tmp_path / "none").exists()
