"""Quotations over several paragraphs: one source for all of it."""

import pytest

from framing.voice.voices import find_voices

BLOCK = "“The bridge is old.\n\n“It will fall.\n\n“We know it"


@pytest.mark.parametrize(
    "text",
    [
        f"{BLOCK},” Anna Berg wrote.\n\nSnow fell.",
        f"Peter Holm said snow would fall.\n\n{BLOCK},” Anna Berg wrote.",
        f"Anna Berg said: {BLOCK}.”\n\nSnow fell.",
        f"Anna Berg said:\n\n{BLOCK}.”\n\nSnow fell.",
        f"{BLOCK}.”\n\nThat is how Anna Berg put it.",
        f"{BLOCK}.”\n\nSo said Anna Berg on Monday.",
        f"{BLOCK},” Anna Berg wrote.".replace("“", '"').replace("”", '"'),
    ],
)
def test_all_paragraphs_have_the_speaker_of_one(text):
    """Whoever is named before, beside or right after the quotation speaks all of it."""
    assert [v.speaker for v in find_voices(text) if v.voice == "direct"] == ["Anna Berg"] * 3


def test_the_next_paragraph_may_tell_of_somebody_else():
    """Who speaks next is not who spoke before."""
    text = f"{BLOCK}.”\n\nThis week Peter Holm said that snow fell."
    assert {v.speaker for v in find_voices(text) if v.voice == "direct"} == {"unattributed"}
