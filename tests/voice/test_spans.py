"""Voices are values, and of those that nest the innermost comes last."""

import pytest

from framing.voice.spans import Voice, covering
from framing.voice.voices import find_voices


def test_a_voice_does_not_change():
    """A voice is a value."""
    first = find_voices("The minister said that the border would be closed.")[0]

    assert first == Voice(first.start, first.end, *[getattr(first, name) for name in Voice.__slots__[2:]])
    with pytest.raises(AttributeError):
        first.start = 0


def test_covering_gives_the_innermost_last():
    """Of nested voices the innermost comes last, and what holds less than half is left out."""
    outer = Voice(0, 100, "indirect", "speech", "A", None, "r", 0.9)
    inner = Voice(10, 30, "direct", "speech", "B", None, "r", 0.9)
    beside = Voice(18, 40, "direct", "speech", "C", None, "r", 0.9)
    assert covering([outer, inner, beside], 12, 20) == [outer, inner]
