"""Function words: a list in classes, each with its source."""

from pathlib import Path

import framing
from framing.compare.function_words import function_words
from framing.wordlists import read_groups

GROUPS = read_groups(Path(framing.__file__).parent / "compare" / "function_words.toml")


def test_each_word_stands_in_one_class():
    """No word is in two classes."""
    words = [word for group in GROUPS.values() for word in group["words"]]
    assert len(words) == len(set(words)) == len(function_words())


def test_they_are_types():
    """Each is a type as a matrix of terms has it; else it would never be found there."""
    for word in function_words():
        assert [token.type for token in framing.tokenize(word)] == [word]


def test_the_united_states_stay():
    """ "us" is the type of "US" too, so a list of key words keeps it; nor does it lose what an article is about."""
    assert not function_words() & {"us", "u.s.", "system", "interest", "serious", "front", "fire", "bill", "against us"}
