"""Turns of an interview: where they begin and end, who speaks, and whom somebody reports in one."""

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
