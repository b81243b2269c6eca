"""Entries of other tools to our patterns: what counts where, and what is said of the rest."""

from framing import find_hits, read_corpus


def test_liwc_2015_entries_count_where_they_belong(read):
    """An entry listed in a category and the one above counts once, in the lower one; of two siblings, in the first."""
    lexicon = read("levels.dic")
    hits = find_hits(read_corpus(["Glad of the terror, they gasp."]), lexicon)

    assert hits[["text", "category"]].values.tolist() == [
        ["Glad", "joy (Joy)"],
        ["terror", "fear (Fear).dread"],
        ["gasp", "joy (Joy)"],
    ]
    above, beside = lexicon.notes
    assert above == (
        "levels.dic:9: entries of a category that also stand in one below it: 4; each counts in the lower one, and "
        "the frame adds them up"
    )
    assert beside == (
        "levels.dic:13: gasp: also stands in 'emotion (Emotions).joy (Joy)', which comes first: its hits count there, "
        "not in 'fear (Fear)'"
    )


def test_duplicates_are_kept_once_and_reported(load, entries):
    """The same entry twice in a category is one pattern and a note; in two frames it is two patterns and none."""
    lexicon = load("x.yml", "a: [War, war]\nb: [war]\n")

    assert entries(lexicon) == [["a", "", "War"], ["b", "", "war"]]
    assert lexicon.notes == ("x.yml:1: war: stands twice in 'a', is kept once",)


def test_unreachable_patterns_are_kept_and_reported(load, entries):
    """What the tokenizer can never produce is no error in another tool's file, but a note."""
    lexicon = load("x.lc3", "+a\nc++\nwar\n")

    assert entries(lexicon) == [["a", "", "c++"], ["a", "", "war"]]
    assert lexicon.notes == (
        (
            "x.lc3:2: c++: 'c++' can never match: the tokenizer reads it as ['c']. Signs at its ends are no part "
            "of a word. Write 'c', or remove it."
        ),
    )


def test_names_that_meet_are_reported(load):
    """A category a.b and a category b in a are one for us, and a note says so."""
    lexicon = load("x.yml", "f:\n  a.b: [x]\n  a:\n    b: [y]\n")

    assert lexicon["f"].categories == ("a.b",)
    assert lexicon.notes == ("x.yml:4: y: two categories are written 'a.b'; read as one",)
