"""Lexicoder: keys with a colour, and the older XML."""

from pathlib import Path

from framing import find_hits, read_corpus
from framing.lexicon.loading import load_lexicon

LEXICONS = Path(__file__).parents[1] / "data" / "lexicons"


def test_lexicoder(entries):
    """Keys lose their plus sign and colour, and keep everything else."""
    lexicon = load_lexicon(LEXICONS / "disputes.lc3")

    assert entries(lexicon) == [
        ["conflict", "", "clash*"],
        ["conflict", "", "a war of words"],
        ["talks", "", "agree*"],
        ["talks", "", "pandora's box"],
    ]


def test_lexicoder_2_regular_expressions(entries, read):
    """A regular expression that says what a pattern can is one; any other is reported, and never run."""
    lexicon = read("disputes.lcd")

    assert entries(lexicon) == [["conflict", "", "clash*"], ["talks", "", "agree"]]
    assert lexicon.notes[1] == (
        "disputes.lcd:5: war(s|ring): the regular expression is not kept: no pattern of words says the same"
    )


def test_blanks_of_lexicoder_2(load):
    """A blank at an end is where a word ends, none is where it may go on; a star says so itself."""
    entries = (" ECONOM", " TAX ", "NUTRITION", "ISM ", " FREE TRADE", " immigr*")
    nodes = "".join(f'<pnode name="{entry}"/>' for entry in entries)
    texts = ["ECONOM*", "TAX", "*NUTRITION*", "*ISM", "FREE TRADE*", "immigr*"]
    for name, style, notes in (("x.lcd", 'style="Lexicoder"', 0), ("x.ykd", 'style="Lexicoder"', 0), ("x.lcd", "", 2)):
        lexicon = load(name, f'<dictionary {style}><cnode name="a">{nodes}</cnode></dictionary>')
        assert ([pattern.text for pattern in lexicon["a"].patterns], len(lexicon.notes)) == (texts, notes)

    hits = find_hits(read_corpus(["Economists tax malnutrition; taxes, realism."]), lexicon)
    assert hits["text"].tolist() == ["Economists", "tax", "malnutrition", "realism"]


def test_blanks_elsewhere(load, entries):
    """A .lc3 with stars, and Yoshikoder, know no blanks and say so; a .lc3 of version 2 is read as such."""
    assert entries(load("x.lc3", "+a\n war\n ECONOM\n TAX \n")) == [
        ["a", "", "war*"],
        ["a", "", "ECONOM*"],
        ["a", "", "TAX"],
    ]
    newer = load("x.lc3", "+a\n war\n econom*\n")
    assert entries(newer) == [["a", "", "war"], ["a", "", "econom*"]]
    assert "blanks around entries: 2; not kept" in newer.notes[0]
    yoshikoder = load("x.ykd", '<dictionary><cnode name="a"><pnode name=" war"/></cnode></dictionary>')
    assert "not kept" in yoshikoder.notes[0]
