"""Voices are values, and of those that nest the innermost comes last."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.text.document import Range
from framing.voice.spans import Cells, Voice, covering
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


@given(
    st.lists(st.tuples(st.integers(0, 2000), st.integers(1, 900)), max_size=30),
    st.integers(0, 2500),
    st.integers(1, 400),
)
def test_cells_find_what_a_look_at_all_would(spans, start, length):
    """Spans of a place, in the order given, as if each had been tried."""
    spans = [Range(first, first + size) for first, size in spans]
    expected = [span for span in spans if span.start < start + length and start < span.end]
    assert Cells(spans).touching(start, start + length) == expected


def test_a_look_at_one_place_costs_the_same_in_any_text():
    """However many spans stand elsewhere, only those near by are looked at."""
    looked = []

    class Span(Range):
        @property
        def end(self):
            looked.append(self)
            return self[1]

    for n in (100, 10_000):
        cells = Cells([Span(100 * i, 100 * i + 50) for i in range(n)])
        looked.clear()
        cells.touching(510, 520)
        assert len(looked) < 10
