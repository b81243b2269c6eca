"""What is known of each word when names and phrases are looked for."""

import pytest

from framing.voice.features import ReadText
from framing.voice.tagged import TaggedText
from framing.voice.voices import find_voices


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Then Anna Berg left.", ["Anna", "Berg"]),
        ("Talks failed. Anna Berg left the talks.", ["Anna", "Berg"]),
        ("Ursula von der Leyen left.", ["Ursula", "von", "der", "Leyen"]),
        ("In Oslo, van drivers met.", ["Oslo"]),
    ],
)
def test_capitals_of_names(text, names):
    """A capital that only opens a sentence is no name's; a small word between two capitals is."""
    tagged = TaggedText(ReadText(text))

    assert [tagged.printed(k, k + 1) for k in range(tagged.n) if tagged.capital[k]] == names


def test_a_run_of_capitals_ends_at_a_sign():
    """Names that a comma parts are two."""
    tagged = TaggedText(ReadText("We met Anna Berg, Peter Holm and others."))

    assert (tagged.name_begin(4, 0), tagged.name_end(2, tagged.n)) == (2, 4)
    assert (tagged.name_begin(6, 0), tagged.name_end(4, tagged.n)) == (4, 6)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("May Holm said that the road is closed.", "May Holm"),
        ("In May Anna Berg said that the road is closed.", "Anna Berg"),
        ("Theresa May came. May said that the road is closed.", "Theresa May"),
        ("The road may close. Anna Berg said in May that it is closed.", "Anna Berg"),
        ("Anna Kelly came. Kelly said that the road is closed.", "Anna Kelly"),
    ],
)
def test_a_month_or_an_adverb_may_be_a_name(text, expected):
    """ "May" is a name before a name or after a given name, and "Kelly" is no adverb."""
    assert find_voices(text)[-1].speaker == expected


def test_according_needs_to():
    """Without "to" the word hands nothing over."""
    assert find_voices("The parts were sorted according their size and weight.") == []
