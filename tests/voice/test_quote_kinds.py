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


@pytest.mark.parametrize(
    "text",
    [
        "“It was dry,” said Anna Berg, author of “Border Wars{}”{}",
        "“It was dry,” said a guard known as “Shorty{}”{}",
        "“It was dry,” said a guard nicknamed “the wolf{}”{}",
        "“It was dry,” Anna Berg told the magazine “Frontier{}”{}",
        "“It was dry,” Anna Berg said on “Meet the Press{}”{}",
        "“It was dry,” Anna Berg said. Her latest album is titled “Summer Rain{}”{}",
        "The song “Summer Rain” came out in May. Anna Berg praised “Summer Rain{}”{}",
    ],
)
@pytest.mark.parametrize(("inside", "outside"), [(".", ""), ("", "."), (",", " and left.")])
def test_titles_and_nicknames(text, inside, outside):
    """They are the author's, wherever the stop or the comma stands."""
    text = text.format(inside, outside)
    last = max((v for v in find_voices(text) if text[v.start] == "“"), key=lambda v: v.start)

    assert (last.voice, last.kind) == ("author", "name")


@pytest.mark.parametrize(
    "text", ["“Border Wars,” by Anna Berg, came out.", "“Border Wars,” which opened in May, is a film."]
)
def test_what_is_told_of_a_work(text):
    """What follows a title tells that it is one."""
    assert [v.kind for v in find_voices(text)] == ["name"]


@pytest.mark.parametrize("text", ["Anna Berg said, “No.”", "They chanted “Lock Her Up!”", "Anna Berg said: “Not Now.”"])
def test_speech_in_capitals(text):
    """Right after a verb of saying even words in capitals are said."""
    assert [(v.voice, v.kind) for v in find_voices(text)] == [("direct", "speech")]


@pytest.mark.parametrize(
    "text", ["Anna Berg called the plan “A Disaster.”", "“A new river,” a report by Berg, says so."]
)
def test_what_may_as_well_be_a_title(text):
    """What cannot be told stays doubtful."""
    assert [v.confidence for v in find_voices(text) if v.voice == "direct"] == [0.5]
