"""Tables as a notebook shows them."""

import re

import pandas as pd
import pytest

from framing import FramingError, show

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


def numbered(page):
    """The numbers in the cells of a page, those seen at once and those that open at a click."""
    seen, _, folded = page.partition("<details>")
    return [[int(cell) for cell in re.findall(r">(\d+)</td>", part)] for part in (seen, folded)]


@pytest.mark.parametrize(("rows", "seen"), [(20, 20), (3, 3), (67, 67), (68, 68), (100, 68), (None, 68)])
def test_long_tables_are_folded_and_lose_no_row(rows, seen):
    """So many rows are seen as asked for, the rest opens at a click; the text has all of them."""
    shown = show(pd.DataFrame({"n": range(68)}), rows=rows)
    page = shown._repr_html_()

    assert numbered(page) == [list(range(seen)), list(range(seen, 68))]
    left = 68 - seen
    assert re.findall("<summary>(.*)</summary>", page) == ([f"{left} more row{'s' * (left > 1)}"] if left else [])
    assert [int(line) for line in repr(shown).split("\n")[1:]] == list(range(68))


def test_twenty_rows_are_seen_unless_told():
    """A notebook shows 20 rows; the folded ones stand under the same names."""
    page = show(pd.DataFrame({"a_name": range(21)}))._repr_html_()

    assert numbered(page) == [list(range(20)), [20]]
    assert page.count("a_<wbr>name</th>") == 2


def test_only_names_of_columns_may_be_broken():
    """A long name may be broken after each _; marks in it show as text, and cells stay as they are."""
    page = show(pd.DataFrame({"per_<b>_1000": ["so_much<wbr>"]}))._repr_html_()

    assert ">per_<wbr>&lt;b&gt;_<wbr>1000</th>" in page
    assert ">so_much&lt;wbr&gt;</td>" in page
    assert "nowrap" not in page.partition("</thead>")[0]


@pytest.mark.parametrize("rows", [0, -1, 2.5, True, "all"])
def test_unusable_rows(rows):
    """A number of rows that is none is refused."""
    with pytest.raises(FramingError, match="rows must be a whole number of 1 or more, or None for all"):
        show(TABLE, rows=rows)


def test_a_folded_table_is_on_the_page_in_full():
    """What only a checker needs takes one line, which says what opens; the text that is compared has it all."""
    shown = show(pd.DataFrame({"n": range(30)}), fold="Every <pair>")
    page = shown._repr_html_()
    assert re.match(r"<div [^>]*>\s*<details><summary>Every &lt;pair&gt; \(30 rows\)</summary>", page)
    assert page.count("<tr>") == 31
    assert len(repr(shown).splitlines()) == 31
