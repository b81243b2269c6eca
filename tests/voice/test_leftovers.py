"""Leftovers of markup and bad decoding: read as the signs they stand for, in their place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.voice.leftovers import plain_text
from framing.voice.voices import find_voices

MARKS = [
    ("&quot;", "&quot;"),
    ("&ldquo;", "&rdquo;"),
    ("&#8220;", "&#8221;"),
    ("&#x201C;", "&#x201D;"),
    ("&amp;ldquo;", "&amp;rdquo;"),
    ("&ldquo", "&rdquo"),
    ("\x93", "\x94"),
    ("â€œ", "â€\x9d"),
    ("â\x80\x9c", "â\x80\x9d"),
    ("“", "\ufffd"),
    ('\\"', '\\"'),
    ('""', '""'),
    ("<q>", "</q>"),
    ("<em>“", "”</em>"),
]


@pytest.mark.parametrize(("first", "last"), MARKS)
def test_quote_marks_that_were_spoilt(first, last):
    """The quotation ends where its mark stood, leftover and all, and the author's words stay the author's."""
    text = f"{first}We will rebuild the bridge,{last} Anna Berg said. The river rose overnight."
    (voice,) = find_voices(text)

    assert (voice.voice, voice.speaker) == ("direct", "Anna Berg")
    assert text[voice.start : voice.end].replace("<em>", "").replace("</em>", "") == (
        f"{first}We will rebuild the bridge,{last}".replace("<em>", "").replace("</em>", "")
    )


@pytest.mark.parametrize("apostrophe", ["&rsquo;", "&#39;", "\x92", "â€™", "\ufffd"])
def test_apostrophes_that_were_spoilt(apostrophe):
    """They open and close nothing."""
    assert find_voices(f"The bridge wasn{apostrophe}t Ann{apostrophe}s, and the river rose.") == []


@pytest.mark.parametrize("text", ["AT&T has R&D.", "a < b and b > c", "château", "a\\b", "“a” & “b”", "next\x85line"])
def test_what_is_no_leftover(text):
    """A sign that stands for itself stays."""
    assert plain_text(text).text == text


PIECES = [
    "&",
    "amp;",
    "quot;",
    "<",
    "b",
    ">",
    "/",
    "\x93",
    "â",
    "€",
    "œ",
    "\\",
    '"',
    " ",
    "\n",
    "a",
    "\ufffd",
    "#8220;",
]


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join)))
def test_the_text_keeps_its_length(text):
    """Whatever was left over: as long as before, the same outside the leftovers, and the same if read again."""
    plain = plain_text(text)
    assert len(plain.text) == len(text)
    at = 0
    for start, end in plain.leftovers:
        assert at <= start < end
        assert plain.text[at:start] == text[at:start]
        at = end
    assert plain.text[at:] == text[at:]
