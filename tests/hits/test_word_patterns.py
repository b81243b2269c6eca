"""Word patterns: which words each matches."""

import re

from hypothesis import given
from hypothesis import strategies as st

from framing.hits.word_patterns import glob_matches


@given(st.text("ab*?", max_size=6), st.text("ab", max_size=6))
def test_wildcards_mean_what_they_say(pattern, word):
    """``*`` is any characters and ``?`` is one, as a regular expression would have it."""
    expression = "".join({"*": ".*", "?": "."}.get(c, c) for c in pattern)

    assert glob_matches(pattern, word) == bool(re.fullmatch(expression, word))
