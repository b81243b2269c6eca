"""Turns of an interview: where they begin and end, who speaks, and whom somebody reports in one."""

import pytest

from framing.voice.voices import find_voices


def test_turns_of_an_interview():
    """Dash-led paragraphs are direct speech; the label or the introduction names who speaks; a footnote ends it."""
    text = (
        "The Daily Post told readers about the engineer Peter Holm:\n\n– The bridge is old.\n\nIt was never repaired."
        "\n\n“DP”: – Who pays?\n\n– The town pays.\n\n* A note."
    )
    turns = [v for v in find_voices(text) if v.kind == "interview_turn"]

    assert [(v.speaker, text[v.start : v.end]) for v in turns] == [
        ("Peter Holm", "– The bridge is old.\n\nIt was never repaired."),
        ("DP", "“DP”: – Who pays?"),
        ("Peter Holm", "– The town pays."),
    ]
    assert {v.voice for v in turns} == {"direct"}


def test_a_list_is_no_interview():
    """Dashes after a colon without a cue of speech are items."""
    assert not [v for v in find_voices("The parts:\n\n– a bridge\n\n– a road") if v.kind == "interview_turn"]


def test_who_is_reported_in_a_turn():
    """Within a turn of an interview a source of the speaker's own is kept behind the speaker."""
    text = "We spoke to Anna Berg, who told us:\n\n– It is late. Western media write that the bridge is closed."
    found = {v.rule: v for v in find_voices(text)}
    assert found["turn"].speaker == "Anna Berg"
    assert (found["nested"].voice, found["nested"].speaker) == ("indirect", "Anna Berg > Western media")


def turns(text):
    """Speaker and words of each turn."""
    return [(v.speaker, text[v.start : v.end]) for v in find_voices(text) if v.kind == "interview_turn"]


@pytest.mark.parametrize(
    ("lines", "speakers"),
    [
        (["Q: Who pays?", "A: The town does."], ["interviewer", "interviewee"]),
        (["Q. Who pays?", "A. The town does."], ["interviewer", "interviewee"]),
        (["Q1. Who pays?", "A1. The town does."], ["interviewer", "interviewee"]),
        (["Q—Who pays?", "A—The town does."], ["interviewer", "interviewee"]),
        (["**Q:** Who pays?", "**A:** The town does."], ["interviewer", "interviewee"]),
        (["Post: Who pays?", "Anna Berg: The town does.", "Post: Why?", "Berg: It can."], ["Post", "Anna Berg"] * 2),
        (["HOST: Who pays?", "BERG: The town does.", "HOST: Why?"], ["HOST", "BERG", "HOST"]),
        (["Mr SPEAKER: Order.", "An hon. Member: Shame!"], ["Mr SPEAKER", "An hon. Member"]),
        (["Anna Berg (Labour): We pay.", "Peter Holm (Greens): We do not."], ["Anna Berg", "Peter Holm"]),
        (["Mr. HOLM. The town pays.", "Ms. BERG. It does not."], ["Mr. HOLM", "Ms. BERG"]),
        (["[00:01:05] HOLM: The town pays.", "[00:01:09] BERG: It does not."], ["HOLM", "BERG"]),
        (
            ["**Who pays?**", "I do not know.", "**The town says you do.**", "We do."],
            ["interviewer", "interviewee"] * 2,
        ),
        (["• Do you pay?", "I do.", "• Why do you?", "I can."], ["interviewer", "interviewee"] * 2),
        (["Do you pay?", "I do, all my life.", "Why do you?", "Nobody else can."], ["interviewer", "interviewee"] * 2),
        (["<b>Do you pay?</b>", "I do.", "<b>Why do you?</b>", "I can."], ["interviewer", "interviewee"] * 2),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else None,
)
def test_labels_of_turns(lines, speakers):
    """Labels of any usual form open turns, who asks apart from who is asked; the heading above is the author's."""
    text = "\n\n".join(["The bridge and the town", *lines])

    assert turns(text) == list(zip(speakers, lines, strict=True))
    assert {v.voice for v in find_voices(text) if v.kind == "interview_turn"} == {"direct"}


@pytest.mark.parametrize(
    "lines",
    [
        ["Note: the road is closed.", "Update: it opens on Friday."],
        ["Oslo: The council met on Monday.", "Bergen: Rain fell."],
        ["The bridge needs three things:", "Money: Taxes are low.", "Time: Years will pass."],
        ["Pros: Light.", "Cons: Slow.", "Pros: Small.", "Cons: Loud."],
        ["Rovers (4-4-2): Holm; Berg.", "United (4-3-3): Park; Diaz."],
        ["10:30 Registration: Hall A", "11:00 Keynote: Anna Berg"],
        ["What is the bridge tax?", "It is a levy on cars.", "Who pays it?", "Drivers do."],
        ["**Can I cross?**", "Yes, you can.", "**Do I have to pay?**", "No, we let all pass."],
        ["A. Milne wrote it.", "B. Holm read it."],
        ["Berg: The town must pay", "The mayor spoke on Monday, and we listened."],
    ],
    ids=lambda lines: lines[0],
)
def test_a_colon_makes_no_turn(lines):
    """Notes, datelines, lists, line-ups, times and questions that nobody is asked are the author's."""
    assert turns("\n\n".join(lines)) == []


def test_where_an_interview_ends():
    """An answer goes on over paragraphs; what tells of the interview or of who was asked is the author's."""
    text = "Q: Who pays?\n\nA: The town does.\n\nIt always did.\n\nQ: Why?\n\nA: It can.\n\nThis interview was edited."
    assert turns(text)[1] == ("interviewee", "A: The town does.\n\nIt always did.")
    assert turns(text)[-1] == ("interviewee", "A: It can.")

    text = "Post: Who pays?\n\nAnna Berg: The town.\n\nPost: Why?\n\nAnna Berg: It can.\n\nBerg was born in Oslo."
    assert turns(text)[-1] == ("Anna Berg", "Anna Berg: It can.")


def test_only_the_questions_are_labelled():
    """What follows a labelled question without a label answers it, less surely."""
    text = "Q: Who pays?\n\nThe town does.\n\nQ: Why?\n\nIt can.\n\nThe council votes on Monday."
    assert turns(text) == [
        ("interviewer", "Q: Who pays?"),
        ("interviewee", "The town does."),
        ("interviewer", "Q: Why?"),
        ("interviewee", "It can."),
    ]
    assert [v.confidence for v in find_voices(text)] == [0.9, 0.7, 0.9, 0.7]


def test_a_dash_that_asks():
    """Behind dashes alone, the question before an answer is the newspaper's."""
    text = "Anna Berg told the Post:\n\n– Who pays?\n\n– The town does.\n\n– Why?\n\n– It can."
    assert [speaker for speaker, _ in turns(text)] == ["interviewer", "Anna Berg"] * 2
