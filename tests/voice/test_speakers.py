"""Who is named as the one who speaks, as the text names them."""

import pytest

from framing.voice.voices import find_voices

CLAIM = "that the road is closed."


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("Anna Berg and Peter Holm", "Anna Berg and Peter Holm"),
        ("Northern analysts and military specialists", "Northern analysts and military specialists"),
        ("The Ministry of Transport", "Ministry of Transport"),
        ("The embassy in Oslo", "embassy in Oslo"),
        ("Planners in Oslo", "Planners in Oslo"),
        ("Peter Holm's deputy", "Peter Holm's deputy"),
        ("The F.B.I.", "F.B.I"),
    ],
)
def test_speakers_as_named(subject, expected):
    """Bodies, groups and two together are given as the text has them."""
    assert find_voices(f"{subject} said {CLAIM}")[-1].speaker == expected


def test_a_source_within_a_source():
    """Who speaks within reported speech stands behind who reports it."""
    assert (
        find_voices("Anna Berg said the mayor believes that the bridge is unsafe.")[-1].speaker
        == "Anna Berg > the mayor"
    )


def test_where_somebody_speaks_is_no_part_of_the_speaker():
    """ "In her channel" says where, not who."""
    assert find_voices("The famous writer Anna Berg in her channel asks whether war is near.")[0].speaker == "Anna Berg"
