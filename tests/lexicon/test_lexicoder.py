"""Lexicoder: keys with a colour, and the older XML."""

from pathlib import Path

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
