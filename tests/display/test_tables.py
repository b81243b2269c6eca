"""Tables as a notebook shows them."""

import pandas as pd

from framing import show

TABLE = pd.DataFrame({"left": ["<a> &"], "keyword": ["game"], "rate": [1.239], "top": [float("nan")], "n": [3]})


def test_numbers_are_rounded_and_gaps_are_seen():
    """Fractions have as many digits as asked for, whole numbers none, a missing value is a dash; the table stays."""
    shown = show(TABLE, digits=1)

    assert repr(shown).split("\n")[1].split()[-4:] == ["game", "1.2", "–", "3"]
    assert TABLE["rate"].item() == 1.239


def test_text_cannot_break_the_page():
    """What stands in an article is shown, not run: marks of HTML are escaped."""
    page = show(TABLE)._repr_html_()

    assert "&lt;a&gt; &amp;" in page
    assert "<a>" not in page


def test_no_row_is_cut_off():
    """Long tables and long texts are shown whole."""
    table = pd.DataFrame({"text": ["word " * 100 + str(i) for i in range(200)]})

    assert all(f"word {i}</td>" in show(table)._repr_html_() for i in range(200))
    assert "..." not in repr(show(table))
