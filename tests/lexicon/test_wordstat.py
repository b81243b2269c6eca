"""WordStat: indentation, weights and rules."""

from framing import find_hits, read_corpus


def test_wordstat(entries, read):
    """Entries may stand beside categories, underscores are spaces, and weights have any number of digits."""
    lexicon = read("disputes.cat")

    assert entries(lexicon) == [
        ["CONFLICT", "ARMED", "CLASH*"],
        ["CONFLICT", "ARMED", "WAR OF WORDS"],
        ["CONFLICT", "ARMED", "NEAR1"],
        ["CONFLICT", "", "QUARREL"],
        ["CONFLICT", "", "DISPUTE"],
        ["TALKS", "", "AGREE*"],
    ]
    assert len(find_hits(read_corpus(["A war of words is no clash."]), lexicon)) == 2


def test_wordstat_weights_and_rules_are_reported(read):
    """A weight other than 1 and a rule are a note each; a rule never becomes a pattern."""
    assert read("disputes.cat").notes == (
        "disputes.cat:5: NEAR1: the weight 10 is not kept: each hit counts once",
        "disputes.cat:6: @NOTWAR [WAR AFTER NO /S 3]: the rule is not kept: nothing depends on the words near an entry",
        "disputes.cat:8: DISPUTE: the weight 0.5 is not kept: each hit counts once",
    )


def test_wordstat_indentation(load, entries):
    """Blanks, tabs and blanks before tabs indent alike."""
    for one, two in (("\t", "\t\t"), ("  ", "    "), ("   \t", "   \t\t")):
        lexicon = load("x.cat", f"SOUTH\n{one}NA\n{two}NAMIBIA (1)\n{two}CAPE TOWN (1)\nNORTH\n{one}ICE (1)\n")
        assert entries(lexicon) == [["SOUTH", "NA", "NAMIBIA"], ["SOUTH", "NA", "CAPE TOWN"], ["NORTH", "", "ICE"]]
