"""Words for finding voices: cut as a pattern would cut them, with what lies between them."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from framing.voice.words import COMMA, QUOTE, STOP, Words


@given(st.text(alphabet="aZéΣσİß1_ \n.,'’“-\u00ad\u0301\U0001d400\U0001f600\ud800", max_size=30) | st.text())
@example("")
@example(" “ΑΣ, ΑΣ.” ")
def test_words_are_runs_of_word_characters(text):
    """Whatever the script, words and their places are those of the pattern for words; small letters word by word."""
    words, expected = Words(text), list(re.finditer(r"\w+", text))

    assert words.words == [word.group() for word in expected]
    assert words.lowered == [word.group().lower() for word in expected]
    assert list(zip(words.starts, words.ends, strict=True)) == [word.span() for word in expected]
    assert words.n == len(expected) == len(words.before) == len(words.after)


def test_signs_between_words():
    """What stands before and after each word, at both ends of the text too."""
    words = Words("“Yes, he said. ’")

    assert words.before.tolist() == [QUOTE, COMMA, 0]
    assert words.after[:2].tolist() == [COMMA, 0]
    assert words.after[2] & STOP
