"""What a cue does with words: told as said, imputed to somebody by the author, or nothing."""

import pytest

from framing.voice.voices import find_voices


def voices_of(text):
    return [(v.voice, v.speaker, text[slice(*v.cue)] if v.cue else "") for v in find_voices(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The party hopes to win the election.", ("imputed", "The party", "hopes")),
        ("The Kremlin wants to see the alliance split.", ("imputed", "Kremlin", "wants")),
        ("The mayor seems to be saying that the bridge is unsafe.", ("imputed", "The mayor", "saying")),
        ("The mayor could argue that the bridge is unsafe.", ("imputed", "The mayor", "argue")),
        ("The mayor believes that the bridge is unsafe.", ("indirect", "The mayor", "believes")),
        ("The mayor argued that the bridge is unsafe.", ("indirect", "The mayor", "argued")),
    ],
)
def test_what_somebody_wants_is_imputed_and_what_they_said_is_reported(text, found):
    """A wish, a fear, an impression are the author's words; a clause that somebody says or believes is theirs."""
    assert voices_of(text) == [found]


def test_a_wish_told_of_in_a_report_is_reported():
    """Who reports what another wants has said so, all of it."""
    text = "Anna Berg said that the mayor wants to close the bridge."
    assert [(v.voice, v.speaker) for v in find_voices(text)] == [("indirect", "Anna Berg")]
