"""How a text names who speaks."""

import pytest

from framing.voice.naming import NAMINGS, naming


@pytest.mark.parametrize(
    ("speaker", "how"),
    [
        ("", "author"),
        ("author", "author"),
        ("Anna Berg", "named"),
        ("some experts", "named"),
        ("We", "pronoun"),
        ("no one", "pronoun"),
        ("the ministry > he", "pronoun"),
        ("he > the ministry", "named"),
        ("Anna Berg > unattributed", "unattributed"),
    ],
)
def test_ways_of_naming(speaker, how):
    """A pronoun counts as one only if it is all there is, and of a source within a source the inner one counts."""
    assert naming(speaker) == how
    assert how in NAMINGS
