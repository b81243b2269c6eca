"""Who acts in a cue and stands after it."""

import pytest

from framing.voice.quotes import UNATTRIBUTED
from framing.voice.voices import find_voices

CLAIM = "that the road is closed."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"The Ministry of Transport met on Monday. It was announced {CLAIM}", UNATTRIBUTED),
        (f"It was announced by the Ministry of Transport {CLAIM}", "Ministry of Transport"),
        (f"It was announced at the Ministry of Transport {CLAIM}", "Ministry of Transport"),
        (f"Peter Holm was told by Anna Berg {CLAIM}", "Anna Berg"),
        (f"Peter Holm was told {CLAIM}", UNATTRIBUTED),
    ],
)
def test_passives(text, expected):
    """What is announced is by whom, or at which body, it says it is; an institution that merely stands near is not."""
    assert find_voices(text)[-1].speaker == expected


@pytest.mark.parametrize(
    "text",
    [
        "“The road is closed,” said Anna Berg, an engineer.",
        "“The road is closed,” Anna Berg, 58, told the Daily Post.",
        "“The road is closed,” said the director, Anna Berg, on Monday.",
        "“The road is closed,” Anna Berg said.",
    ],
)
def test_a_speaker_around_a_quotation(text):
    """The speaker is found after the cue or before it, and is not the one spoken to."""
    assert find_voices(text)[0].speaker == "Anna Berg"
