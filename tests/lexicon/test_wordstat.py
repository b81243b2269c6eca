"""WordStat: indentation, weights and rules."""

import pytest

from framing import find_hits, read_corpus


def test_wordstat(entries, read):
    """Entries may stand beside categories, underscores are spaces, and weights have any number of digits."""
    lexicon = read("disputes.cat")

    assert entries(lexicon) == [
        ["CONFLICT", "ARMED", "CLASH*"],
        ["CONFLICT", "ARMED", "WAR OF WORDS"],
        ["CONFLICT", "ARMED", "NEAR1"],
        ["CONFLICT", "ARMED", "near(NO, WAR)"],
        ["CONFLICT", "", "QUARREL"],
        ["CONFLICT", "", "DISPUTE"],
        ["TALKS", "", "AGREE*"],
    ]
    assert len(find_hits(read_corpus(["A war of words is no clash."]), lexicon)) == 2


def test_wordstat_weights_and_rules_are_reported(read):
    """Weights other than 1 are kept and one note, and how rules are read is one."""
    assert read("disputes.cat").notes == (
        (
            "disputes.cat:5: 2 entries carry weights (0.5 to 10); counts ignore them, frame_scores(..., weights=True) "
            "uses them"
        ),
        (
            "disputes.cat:6: rules that are read as near or context: 1; a near lies in one clause, /S n is at most n "
            "words between, and a hit is the stretch with both"
        ),
    )


def test_wordstat_indentation(load, entries):
    """Blanks, tabs and blanks before tabs indent alike."""
    for one, two in (("\t", "\t\t"), ("  ", "    "), ("   \t", "   \t\t")):
        lexicon = load("x.cat", f"SOUTH\n{one}NA\n{two}NAMIBIA (1)\n{two}CAPE TOWN (1)\nNORTH\n{one}ICE (1)\n")
        assert entries(lexicon) == [["SOUTH", "NA", "NAMIBIA"], ["SOUTH", "NA", "CAPE TOWN"], ["NORTH", "", "ICE"]]


CATEGORIES = "GAME\n\t{rule} (1)\n\tTALKS\n\t\tAGREE* (1)\n\t\tPEACE_TALKS (1)\n"


@pytest.mark.parametrize(
    ("rule", "text", "hits"),
    [
        ("WAR AFTER NO /S 3", "No big war. War, no.", ["No big war"]),
        ("WAR BEFORE NO /S 3", "No big war. War, no.", ["War, no"]),
        ("WAR NEAR NO /S 1", "No big war. No very big war. War, no.", ["No big war", "War, no"]),
        ("WAR NEAR NO /S0", "No big war. War, no.", ["War, no"]),
        ("WAR NEAR NO /S", "No big, bad, mad, sad, old, new war. War.", ["No big, bad, mad, sad, old, new war"]),
        ("WAR AND NO /S", "No war.", ["No war"]),
        ("WAR NEAR NO /P", "War. Oh no!\n\nWar again.", ["War"]),
        ("WAR* AND COLD_WAR* /P", "The cold war, a war.", ["war", "war"]),
        ("LONG_WAR NEAR #TALKS / S 2", "Peace talks in a long war.", ["Peace talks in a long war"]),
        ("LONG_WAR AND #TALKS /P", "Peace talks. A long war.", ["long war"]),
    ],
)
def test_rules_that_our_language_says(load, rule, text, hits):
    """NEAR, BEFORE, AFTER and AND in a sentence are nears, in a paragraph a context; a category is a set."""
    lexicon = load("x.cat", CATEGORIES.format(rule=f"@MINE [{rule}]"))
    table = find_hits(read_corpus([text]), lexicon)

    assert table.loc[table["pattern"] == "@MINE", "text"].tolist() == hits
    assert lexicon["GAME"].patterns[0].id == "@MINE"
    assert len(lexicon.notes) == 1


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ("WAR NOT NEAR NO /S 3", "nothing says what must not stand there"),
        ("WAR NEAR NO", "expected A NEAR B /S 3"),
        ("WAR", "expected A NEAR B /S 3"),
        ("NEAR NO /S 3", "expected A NEAR B /S 3"),
        ("WAR NEAR NO NEAR YES /S 3", "expected A NEAR B /S 3"),
        ("WAR OR NO /S", "expected A NEAR B /S 3"),
        ("WAR NEAR NO /S 12345", "expected A NEAR B /S 3"),
        ("WAR NEAR NO /D", "nothing is as wide as /D"),
        ("WAR NEAR NO /P 9", "in a paragraph neither order nor distance can be said"),
        ("WAR AFTER NO /P", "in a paragraph neither order nor distance can be said"),
        ("WAR NEAR #PEACE /S 3", "there is no category 'PEACE' without rules"),
        ("WAR NEAR #GAME /S 3", "there is no category 'GAME' without rules"),
    ],
)
def test_rules_that_it_cannot_say(load, entries, rule, why):
    """Any other rule is reported with the reason, and is never a pattern."""
    lexicon = load("x.cat", CATEGORIES.format(rule=f"@MINE [{rule}]"))

    assert entries(lexicon) == [["GAME", "TALKS", "AGREE*"], ["GAME", "TALKS", "PEACE TALKS"]]
    (note,) = lexicon.notes
    assert note.startswith(f"x.cat:2: @MINE [{rule}]: the rule is not kept: {why}")


def test_rules_stand_in_their_place(load, entries):
    """A rule keeps its place among the entries and its own name; what can never match in it is a note."""
    lexicon = load("x.cat", "A\n\tX (1)\n\t@R [X NEAR C++ /S 3] (2)\n\tY (1)\n\t@S [X AND Y /P] (1)\n")

    assert entries(lexicon) == [["A", "", "X"], ["A", "", "near(X, C++)"], ["A", "", "Y"], ["A", "", "X"]]
    assert [pattern.weight for pattern in lexicon["A"].patterns] == [1, 2, 1, 1]
    assert [note.split(": ", 1)[1].split(";")[0] for note in lexicon.notes] == [
        (
            "@R [X NEAR C++ /S 3]: 'C++' can never match: the tokenizer reads it as ['C']. Signs at its ends are no "
            "part of a word. Write 'C', or remove it."
        ),
        "rules that are read as near or context: 2",
        "1 entry carries a weight (2)",
    ]
