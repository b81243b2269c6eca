"""Who a quotation is handed over to, wherever the name stands."""

import pytest

from framing.voice.voices import find_voices

PARAGRAPHS = "“The bridge is old.\n\n“It must be closed.\n\n“We all know it{}"


def quoted(text):
    """The speakers of the quotations of a text."""
    return [voice.speaker for voice in find_voices(text) if voice.voice == "direct"]


@pytest.mark.parametrize(
    "text",
    [
        PARAGRAPHS.format(",” said Anna Berg.\n\nPeter Holm came."),
        "Anna Berg said:\n\n" + PARAGRAPHS.format(".”\n\nPeter Holm came."),
        "Anna Berg:\n" + PARAGRAPHS.format(".”\n\nPeter Holm came."),
        "Anna Berg went on to explain.\n\n" + PARAGRAPHS.format(".”"),
        "Peter Holm said that the road is closed.\n\n" + PARAGRAPHS.format(",” Anna Berg said."),
        "“It fell,” Anna Berg said. " + PARAGRAPHS.format(".”\n\nPeter Holm came."),
    ],
)
def test_a_quotation_over_several_paragraphs_has_one_speaker(text):
    """Before it, after its last paragraph, or before a colon and a line end: the name holds for all of it."""
    speakers = quoted(text)
    assert len(speakers) >= 3
    assert set(speakers) == {"Anna Berg"}


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg: ‘Never close the bridge.’",
        "“The bridge is old and dear.” — Anna Berg",
        "Anna Berg, an engineer, put it this way:\n\n“The bridge is old.”",
        "Anna Berg, an engineer, said Monday: “The bridge is old.”",
    ],
)
def test_a_name_beside_a_colon_or_a_dash_speaks(text):
    """A headline's colon and a dash after the quotation name who speaks."""
    assert quoted(text) == ["Anna Berg"]


def test_a_name_of_two_paragraphs_ago_does_not():
    """A paragraph that announces nobody hands nothing over."""
    assert quoted("Anna Berg came.\n\nThe day was hot.\n\n“The bridge is old.”") == ["unattributed"]
