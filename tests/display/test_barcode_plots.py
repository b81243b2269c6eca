"""Barcodes: every hit at its place."""

import matplotlib as mpl
import pandas as pd
import pytest

from framing import read_corpus
from framing.display import barcode_plots, figures, style

CORPUS = read_corpus(["One.", "Two."])


def test_barcode_shows_every_hit():
    """Each hit is a stroke in its article's line, lower where it would touch another; how many there are is said."""
    table = pd.DataFrame({"doc_id": ["text2"] * 4, "position": [0.9, 0.5, 0.501, 0.502]})
    sections = pd.DataFrame(
        {"doc_id": ["text2"] * 2, "section": ["headline", "lead"], "start": [0, 0.1], "end": [0.1, 0.3]}
    )
    _, ax = figures.figure()
    styles = style.article_styles(CORPUS.doc_ids)
    lengths = pd.Series({"text1": 7, "text2": 12})

    assert (
        barcode_plots.barcode(table, ax, order=CORPUS.doc_ids, styles=styles, lengths=lengths, sections=sections) is ax
    )
    strokes = [bar for bar in ax.patches if bar.get_zorder() == 3]
    assert [round(bar.get_x() + bar.get_width() / 2, 3) for bar in strokes] == [0.5, 0.501, 0.502, 0.9]
    assert [round(bar.get_y(), 2) for bar in strokes] == [0.6, 0.88, 0.6, 0.6]
    assert [text.get_text() for text in ax.texts] == ["0", "4"]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["text1\n7 words", "text2\n12 words"]
    shaded = [(bar.get_x(), bar.get_width(), mpl.colors.to_hex(bar.get_facecolor())) for bar in ax.patches[:2]]
    assert shaded == [(0, 0.1, style.SECTION_SHADES[0]), (0.1, pytest.approx(0.2), style.SECTION_SHADES[1])]
    handles, labels = ax.get_legend_handles_labels()
    assert labels == ["headline", "lead"]
    assert [mpl.colors.to_hex(bars[0].get_facecolor()) for bars in handles] == list(style.SECTION_SHADES)


def test_barcode_tells_two_kinds_apart():
    """A hollow stroke is white inside its article's colour; what filled and hollow mean stands in the legend."""
    table = pd.DataFrame({"doc_id": "text1", "position": [0.5, 0.2], "hollow": [True, False]})
    ax = barcode_plots.barcode(table, order=CORPUS.doc_ids, filled="the author's", hollow="of others")
    colour = style.COLOURS[0]
    strokes = [bar for bar in ax.patches if bar.get_zorder() == 3]
    looks = [[mpl.colors.to_hex(of) for of in (bar.get_facecolor(), bar.get_edgecolor())] for bar in strokes]
    assert looks == [[colour, colour], ["#ffffff", colour]]
    assert ax.get_legend_handles_labels()[1] == ["the author's", "of others"]
