"""What is known of each word when names and phrases are looked for."""

import pytest

from framing.voice.features import ReadText
from framing.voice.tagged import TaggedText


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
