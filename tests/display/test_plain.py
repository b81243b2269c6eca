"""Tables as a terminal shows them."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import FramingError, find_hits, kwic, load_lexicon, load_seeds
from framing.display.plain import plain

SEEDS = load_seeds()
HITS = find_hits(SEEDS, load_lexicon())
TEXTS = st.text(alphabet="aé \n\x1b…", max_size=30)
ASIDE = ["doc_id", "left", "keyword", "right"]


@pytest.mark.parametrize("width", [80, 120, 200])
def test_hits_fit_a_terminal_and_hide_nothing_unsaid(width):
    """Each hit is a line within the width; every column is there, or named below; numbers are whole."""
    table = HITS.assign(category="")
    lines = plain(table, width=width).split("\n")
    body, said = lines[: len(HITS) + 1], lines[len(HITS) + 1 :]

    assert max(map(len, body)) <= width
    assert said[0] == "(empty: category)"
    left_out = said[1].removeprefix("(no room for: ").removesuffix(")").split(", ") if said[1:] else []
    shown = body[0].split()
    assert [*shown, *left_out] == [name for name in table.columns if name != "category"]
    assert (left_out == []) == (width == 200)
    for line, start in zip(body[1:], table["start"], strict=True):
        assert str(start) in line.split()


def test_a_concordance_is_aligned_on_its_keyword():
    """Context is cut at its far ends and before the keyword, so that what stands beside it is read."""
    table = pd.DataFrame(
        {"left": ["far away on a big", "the"], "keyword": ["game", "games"], "right": ["here", "of old, old times"]}
    )

    assert plain(table, width=35).split("\n") == [
        "        left  keyword  right",
        "…ay on a big    game   here",
        "         the   games   of old, old…",
    ]
    lines = plain(kwic(HITS, SEEDS)[ASIDE], width=120).split("\n")[1:]
    assert all(hit.text in line for hit, line in zip(HITS.itertuples(), lines, strict=True) if len(hit.text) < 60)


def test_nothing_is_cut_without_a_width():
    """All text is in the lines if no width is given."""
    text = plain(kwic(HITS, SEEDS, window="sentence")[ASIDE], width=None)
    assert "…" not in text.replace("...", "") or any("…" in article.text for article in SEEDS)


def test_numbers_and_gaps_are_those_of_show():
    """Fractions are rounded, missing values a dash; a table without rows has its names."""
    table = pd.DataFrame({"frame": ["a", "b"], "rate": [1.239, float("nan")], "n": [3, 10]})

    assert plain(table).split("\n") == ["frame  rate   n", "a      1.24   3", "b         –  10"]
    assert plain(table[:0]) == "frame  rate  n"


def test_text_cannot_steer_the_terminal():
    """Line breaks of an article are spaces, other control characters are marked."""
    assert plain(pd.DataFrame({"text": ["a\nb\x1b[2Jc"]})) == "text\na b\N{REPLACEMENT CHARACTER}[2Jc"


@given(
    rows=st.lists(st.tuples(TEXTS, TEXTS, st.integers()), max_size=5),
    width=st.integers(min_value=1, max_value=80),
)
def test_every_row_is_a_line(rows, width):
    """There is a line of names and one a row, no wider than asked for or than the first column at its least."""
    lines = plain(pd.DataFrame(rows, columns=["a", "b", "n"]), width=width).split("\n")
    body = [line for line in lines if not line.startswith(("(empty: ", "(no room for: "))]

    assert len(body) == len(rows) + 1
    assert max(map(len, body)) <= max(width, 12) or body[0].split() == ["n"]


@pytest.mark.parametrize("width", [0, -1, 2.5, True, "wide"])
def test_unusable_width(width):
    """A width that is none is refused."""
    with pytest.raises(FramingError, match="width must be a whole number of 1 or more, or None to cut nothing"):
        plain(HITS, width=width)
