"""LIWC: ids, conditions and categories in categories."""


def test_liwc_2007(entries, read):
    """Ids with zeros, doubled tabs, blanks before tabs and entries on several lines are read; frames stand in order."""
    lexicon = read("flat.dic")

    assert entries(lexicon) == [
        ["conflict", "", "clash*"],
        ["conflict", "", "war of words"],
        ["conflict", "", "quarrel"],
        ["conflict", "", "accord"],
        ["conflict", "", "why?"],
        ["talks", "", "agree*"],
        ["talks", "", "quarrel"],
        ["talks", "", "accord"],
        ["ranks", "", "top 10 list"],
        ["ranks", "", "like"],
    ]


def test_liwc_numbers_in_a_phrase_are_words(entries, read):
    """A number inside an entry is no id, even where it would be one."""
    lexicon = read("flat.dic")

    assert ["ranks", "", "top 10 list"] in entries(lexicon)
    assert not [text for _, _, text in entries(lexicon) if text == "top"]


def test_liwc_numbers_before_the_ids(load, entries):
    """Where only blanks part entry and ids, a number that is no id stays a word, and a note says so."""
    lexicon = load("x.dic", "%\n5\tspies\n%\nagent 007 5\nroute\t5\nroom 5\t5\n")

    assert [text for _, _, text in entries(lexicon)] == ["agent 007", "route", "room 5"]
    assert lexicon.notes == (
        "x.dic:4: agent 007 5: 007 is no id of this file, so it is read as a word",
        "x.dic:6: room 5: 5 stands before the tab, so it is read as a word, not as an id",
    )


def test_liwc_conditions_are_reported(read):
    """What depends on the words beside an entry is a note each; no number of a condition is taken for an id."""
    notes = read("flat.dic").notes

    assert notes[:3] == (
        "flat.dic:12: like: the condition (02 1)2/10, (02 1)1 on the words beside it is not kept",
        "flat.dic:13: kind: the condition <of>1/2 on the words beside it is not kept; so the entry is left out",
        "flat.dic:14: accord: the id 721 is no category of this file; not kept",
    )


def test_liwc_question_marks_are_no_wildcards(read):
    """LIWC's ? is a question mark: it does not begin to match letters."""
    pattern = read("flat.dic")["conflict"].patterns[-1]

    assert (pattern.text, pattern.fixed) == ("why?", True)


def test_liwc_2015(entries, read):
    """Categories lie in categories; a heading without id only gives its name."""
    lexicon = read("levels.dic")

    assert lexicon.frame_names == ("emotion (Emotions)", "speech")
    assert ["emotion (Emotions)", "fear (Fear).dread", "terror*"] in entries(lexicon)
    assert ["speech", "talk", "say*"] in entries(lexicon)


def test_liwc_comments_and_line_ends(load, entries):
    """Comments are skipped, a word that begins with # is not, and Windows' and old Macs' line ends are read."""
    for end in ("\n", "\r\n", "\r"):
        text = end.join(["// by hand", "%\t", "1\ta", "%", "# more", "#metoo\t1", ""])
        assert entries(load("x.dic", text)) == [["a", "", "#metoo"]]
