"""What a cue does with words: told as said, imputed to somebody by the author, or nothing."""

import pytest

from framing.voice.voices import find_voices


def told(text):
    return [(v.voice, v.speaker, text[slice(*v.cue)] if v.cue else "") for v in find_voices(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The party hopes to win the election.", ("imputed", "The party", "hopes")),
        ("The Kremlin wants to see the alliance split.", ("imputed", "Kremlin", "wants")),
        ("Beijing fears that the alliance may encircle it.", ("imputed", "Beijing", "fears")),
        ("Ankara's wish to keep a foothold in the region is old.", ("imputed", "Ankara", "wish")),
        ("He is a leader convinced that he may go on for years.", ("imputed", "leader", "convinced")),
        ("The mayor seems to be saying that the bridge is unsafe.", ("imputed", "The mayor", "saying")),
        ("The mayor could argue that the bridge is unsafe.", ("imputed", "The mayor", "argue")),
    ],
)
def test_what_somebody_wants_or_may_say_is_imputed(text, found):
    """A wish, a fear, an impression of what somebody says are the author's words, and named for whose they are."""
    assert told(text) == [found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The mayor argued that the bridge is unsafe.", ("indirect", "The mayor", "argued")),
        ("The mayor believes that the bridge is unsafe.", ("indirect", "The mayor", "believes")),
        ("Analysts believe the Kremlin wants to dominate the region.", ("indirect", "Analysts", "believe")),
        ("Moscow regards the region as its sphere of influence.", ("indirect", "Moscow", "regards")),
    ],
)
def test_what_somebody_says_or_believes_to_be_so_is_reported(text, found):
    """A clause that somebody says or believes is theirs."""
    assert told(text) == [found]


def test_a_wish_told_of_in_a_report_is_reported():
    """Who reports what another wants has said so, all of it."""
    text = "Anna Berg said that the mayor wants to close the bridge."
    assert [(v.voice, v.speaker) for v in find_voices(text)] == [("indirect", "Anna Berg")]


@pytest.mark.parametrize(
    "text",
    [
        "Thousands demonstrated in the square on Monday.",
        "They acted according to the rule that borders must be closed.",
        "According to plan, the troops left the border.",
        "The army took notice of the bases near the border.",
        "The counter-smuggling unit near the border grew.",
    ],
)
def test_deeds_rules_and_compounds_report_nothing(text):
    """A word of saying that says nothing leaves the words to the author."""
    assert find_voices(text) == []


def test_a_deed_is_nobodys_words():
    """Who promises a share has not said what is told of it."""
    text = "Moscow expanded east, promising its neighbours a share of the gas."
    assert "indirect" not in {v.voice for v in find_voices(text)}
