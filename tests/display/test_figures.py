"""Figures: the same bytes every time, never half written."""

import json
from pathlib import Path

import matplotlib as mpl
import pandas as pd
import pytest
from executed import EMBEDDED

from framing import FramingError, Lexicon, read_corpus
from framing.display import bar_plots, figures, line_plots, relation_plots, style

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


def test_an_article_keeps_its_look():
    """Colour and marker go by place in the corpus; the first five are all different."""
    styles = style.article_styles(list("abcde"))

    assert len({style["color"] for style in styles.values()}) == len({s["marker"] for s in styles.values()}) == 5


def test_plots_return_the_axes_they_were_given():
    """Every drawing function takes a table and axes and returns the axes."""
    styles = style.article_styles(CORPUS.doc_ids)
    hits = pd.DataFrame({"doc_id": ["text1"], "position": [0.5]})
    for draw in (
        lambda ax: bar_plots.stacked_bars(TABLE.fillna(0), ax, xlabel="x"),
        lambda ax: relation_plots.heatmap(TABLE.fillna(0), ax),
        lambda ax: line_plots.dots(TABLE, ax, xlabel="x", styles=styles),
        lambda ax: line_plots.barcode(hits, ax, order=CORPUS.doc_ids, styles=styles),
    ):
        _, ax = figures.figure()
        assert draw(ax) is ax
