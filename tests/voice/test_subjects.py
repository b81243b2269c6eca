"""The subject of a cue that stands before it, nearby or further off."""

import pytest

from framing.voice.voices import find_voices

CLAIM = "that the road is closed."


@pytest.mark.parametrize(
    "subject",
    [
        "Anna Berg, a spokeswoman for the mine,",
        "Anna Berg, 58,",
        "Anna Berg (58)",
        "Anna Berg, who runs the mine in the north,",
        "Anna Berg, an engineer, and head of the mine,",
        "In March, Anna Berg, an engineer,",
        "Yesterday the head of the mine, Anna Berg,",
    ],
)
def test_appositions_are_skipped(subject):
    """What is said about a speaker between commas or in brackets does not hide the name."""
    assert find_voices(f"{subject} said {CLAIM}")[-1].speaker == "Anna Berg"


@pytest.mark.parametrize(
    "text",
    [
        f"Anna Berg thanked the crew and said {CLAIM}",
        f"Anna Berg thanked the crew, saying {CLAIM}",
        f"In the evening, Anna Berg thought for a moment and said {CLAIM}",
        f"Snow had fallen when Anna Berg thanked the crew and said {CLAIM}",
    ],
)
def test_the_subject_of_an_earlier_verb(text):
    """A cue that shares its subject with the verb before it has that subject."""
    assert find_voices(text)[-1].speaker == "Anna Berg"
