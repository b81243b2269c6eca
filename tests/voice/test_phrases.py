"""Where a phrase begins and ends, and whether it looks like somebody."""

import pytest

from framing.voice.features import ReadText
from framing.voice.phrases import head_end, is_somebody, noun_phrase_end, phrase_begin, phrase_end
from framing.voice.tagged import TaggedText


def tagged(text):
    """A text, and how many words it has."""
    read = TaggedText(ReadText(text))
    return read, read.n


def test_a_phrase_begins_after_a_verb_a_sign_or_a_conjunction():
    """What stands before is no part of it, but "and" may join two kinds of people."""
    for text, first in [
        ("He hopes the mayor", 2),
        ("In Oslo, the mayor", 2),
        ("Snow fell while the mayor", 3),
        ("Later miners and drivers", 0),
    ]:
        read, n = tagged(text)
        assert phrase_begin(read, n, 0) == first, text


def test_a_phrase_ends_at_a_sign_a_verb_or_a_conjunction():
    """A name goes on to the comma, a phrase to the clause after it."""
    for text, last in [("Anna Berg, an engineer", 2), ("the mayor of Oslo who left", 4), ("the mayor will leave", 2)]:
        read, n = tagged(text)
        assert phrase_end(read, 0, n) == last, text


def test_the_head_of_a_phrase():
    """Where somebody is, or what the name is of, comes after the head."""
    read, n = tagged("planners in Oslo met")

    assert head_end(read, 0, n) == 1


def test_people_end_before_their_verb():
    """A role goes on with what it is of."""
    read, n = tagged("the mayor of Oslo came")

    assert noun_phrase_end(read, 0, n) == 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Berg", True),
        ("she", True),
        ("the crew", True),
        ("several", True),
        ("miners", True),
        ("thanked", False),
        ("snow", False),
        ("of such", False),
    ],
)
def test_who_looks_like_somebody(text, expected):
    """Names, pronouns, people and what has a determiner do; a bare noun or verb does not."""
    read, n = tagged(f"so {text} went")

    assert is_somebody(read, 1, n - 1) is expected
