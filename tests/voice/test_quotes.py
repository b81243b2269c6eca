"""Quotations: marks of any kind, paired; apostrophes, and marks never closed."""

import pytest

from framing.errors import FramingError
from framing.voice.voices import find_voices


def told(text, **options):
    """Voice, speaker and words of each span."""
    return [(v.voice, v.speaker, text[v.start : v.end]) for v in find_voices(text, **options)]


@pytest.mark.parametrize("marks", ["“”", '""', "«»", "„“", '"”', "“»", "»«", "‘’", "＂＂"])
def test_quote_marks_of_any_kind(marks):
    """Any opening mark may meet any closing one."""
    first, last = marks
    text = f"Anna Berg said: {first}We will rebuild the bridge.{last} Nobody answered."

    assert told(text)[:1] == [("direct", "Anna Berg", f"{first}We will rebuild the bridge.{last}")]


def test_doubled_apostrophes_vouch_for_nothing():
    """Words between doubled apostrophes are attributed, but not quoted, unless one wants that."""
    text = "''We will rebuild the bridge,'' Anna Berg said. “It will take a year.”"

    assert [v.voice for v in find_voices(text)] == ["indirect", "direct"]
    assert find_voices(text, doubled="indirect") == find_voices(text)
    assert told(text, doubled="direct")[0] == ("direct", "Anna Berg", "''We will rebuild the bridge,''")
    with pytest.raises(FramingError, match="did you mean 'direct'"):
        find_voices(text, doubled="dirct")


@pytest.mark.parametrize("apostrophe", "'’")
def test_an_apostrophe_is_no_quote_mark(apostrophe):
    """Possessives and elisions open and close nothing."""
    text = "The soldiers' boots and the dogs' collars lay in the farmers' barn, and it wasn't Ann's."

    assert find_voices(text.replace("'", apostrophe)) == []


def test_an_apostrophe_within_single_quotes():
    """An apostrophe closes no quotation."""
    text = "‘We don’t own the farm,’ Anna Berg said."

    assert told(text)[0] == ("direct", "Anna Berg", "‘We don’t own the farm,’")


def test_a_mark_that_is_never_closed():
    """It ends at the paragraph, and the next paragraph is the author's."""
    text = "Anna Berg said, “We will rebuild the bridge.\n\nThe river rose overnight."

    assert told(text) == [("direct", "Anna Berg", "“We will rebuild the bridge.")]
    assert find_voices(text)[0].rule == "quotation:unclosed"


def test_a_quotation_reopened_in_the_next_paragraph():
    """It goes on, with the same speaker."""
    text = "Anna Berg said, “We will rebuild the bridge.\n\n“It will take a year,” she added."

    assert told(text) == [
        ("direct", "Anna Berg", "“We will rebuild the bridge."),
        ("direct", "Anna Berg", "“It will take a year,”"),
    ]
    assert find_voices(text)[1].rule == "quotation:goes-on"


def test_attribution_covers_the_quotations_of_its_paragraph():
    """A quotation without a cue of its own belongs to who spoke before."""
    text = "“We will rebuild the bridge,” Anna Berg said. “It will take a year.”"

    assert [v.speaker for v in find_voices(text)] == ["Anna Berg", "Anna Berg"]


def test_marks_within_marks():
    """The outer marks hold the quotation, single or double."""
    for text in ("‘We heard “no way” and left,’ Anna Berg said.", "“We heard ‘no way’ and left,” Anna Berg said."):
        assert told(text) == [("direct", "Anna Berg", text[: text.index(" Anna")])]
