"""Which words are somebody else's: clauses are handed over whole."""

import pytest

from framing.voice.voices import find_voices


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("The embassy made it clear that the base stays open.", "embassy", "that the base stays open"),
        (
            "As Anna Berg stated, in the event of a threat, Russia will send troops.",
            "Anna Berg",
            "in the event of a threat, Russia will send troops",
        ),
        (
            "As the minister of defense stated Anna Berg, the base will be closed.",
            "Anna Berg",
            "the base will be closed",
        ),
        (
            "Anna Berg said that the bridge does not need repair, but will only get new paint.",
            "Anna Berg",
            "that the bridge does not need repair, but will only get new paint",
        ),
    ],
)
def test_clauses_are_handed_over_whole(text, speaker, content):
    """A clause goes on to its end: after "as S stated", after "made it clear that", and over "but will"."""
    found = [v for v in find_voices(text) if v.voice == "indirect"]
    assert [text[v.start : v.end] for v in found] == [content]
    assert speaker in found[0].speaker


def test_the_author_says_what_somebody_named_in_a_report_is():
    """What a cue reaches ends where the author tells what is named in it."""
    text = "Anna Berg said that Moscow might lose Armenia, a country that has moved towards the West."
    assert [text[v.start : v.end] for v in find_voices(text)] == ["that Moscow might lose Armenia"]
