"""What quote marks are for: speech, part of it, or the author's own words."""

import pytest

from framing.voice.voices import find_voices


@pytest.mark.parametrize(
    ("text", "kind", "author"),
    [
        ("Anna Berg said: “We will rebuild the bridge.”", "speech", False),
        ("The council called it a “waste of public money and time” on Monday.", "partial_quote", False),
        ("The ship “Aurora” left the port.", "name", True),
        ("The word “frontier” has two meanings.", "mention", True),
        ("The so-called “peace plan” failed.", "scare_quote", True),
    ],
)
def test_what_quote_marks_are_for(text, kind, author):
    """Quoted words are speech, part of it, or the author's own: names, words mentioned, words held at a distance."""
    found = next(v for v in find_voices(text) if v.kind == kind)

    assert (found.voice == "author") is author
    assert text[found.start] == "“"
    assert text[found.end - 1] == "”"


def test_what_somebody_is_called_is_no_quotation():
    """A single word after "the" that nobody says is held at a distance: the “allies”."""
    text = "Anna Berg asks the question about such behavior of the “allies” of the country."
    assert [v.kind for v in find_voices(text) if text[v.start] == "“"] == ["scare_quote"]
    text = "Anna Berg called them the “allies” of the country."
    assert [v.kind for v in find_voices(text) if text[v.start] == "“"] == ["partial_quote"]


def test_scare_quotes_within_what_is_only_imputed():
    """Nobody says what somebody is said to plan: a few words in quote marks there are held at a distance."""
    text = "The city is part of US plans to open a “second front” against Russia."
    assert [v.kind for v in find_voices(text) if text[v.start] == "“"] == ["scare_quote"]
