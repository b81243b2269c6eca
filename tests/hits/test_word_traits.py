"""What is known of words: counts stay right whatever is not told apart."""

from unittest import mock

from framing import Lexicon
from framing.hits import word_traits
from framing.hits.counting import FrameCounter
from framing.hits.matching import Matcher


def test_more_kinds_of_words_than_are_told_apart():
    """Where single words differ in their hits in more ways than 16 bits hold, the counts stay right."""
    lexicon = Lexicon.from_dict({"x": ["a", "ab", "abc"], "y": ["b", "ab", "bc"], "z": ["abc", "bc", "b"]})
    documents = ["a ab abc b bc c", "abc abc"]
    with mock.patch.object(word_traits, "CLASS", 1):
        counts = FrameCounter(Matcher(lexicon)).count(documents)[1]

    assert counts.tolist() == [[3, 3, 3], [2, 0, 2]]
