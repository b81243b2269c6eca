"""What is left of a page or a print in texts is said once, with the remedy."""

import warnings

import pytest

from framing import FramingWarning, read_corpus


def test_remains_are_said_once_with_their_remedy():
    """One warning counts the texts of each kind and shows the first place."""
    texts = ["Border&nbsp;security <p>now</p>", "&#8217;s", "the troops.The secu-\nrity", "plain a < b & c; 3.5"]
    with pytest.warns(FramingWarning) as told:
        read_corpus(texts)

    assert len(told) == 1
    said = str(told[0].message)
    assert "HTML entities or tags in 2 texts (as 'Border&nbsp;security' in 'text1')" in said
    assert "(as 'troops.The' in 'text3'); read them with mend=\"stops\"" in said
    assert "at a line's end in 1 text" in said


def test_nothing_is_said_of_plain_or_mended_texts():
    """Addresses, initials, decimals and what mend already reads are no remains."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        read_corpus(["See www.un.org, the U.S.A. at 3.5 & more; a<b, R&D; well-known"])
        read_corpus(["the troops.The secu-\nrity"], mend=["stops", "hyphens"])
