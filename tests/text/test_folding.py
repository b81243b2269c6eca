"""What looks the same is the same word, in texts and in patterns, with offsets of the raw text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import Lexicon, find_hits, read_corpus
from framing.text.folding import fold, printed_with


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("the secu\u00adrity\u00ad plan", 4, 13),
        ("the secu\u00ad\n  rity plan", 4, 16),
        ("the \u200fsecurity\u200e plan", 5, 13),
        ("the \u2068security\u2069 plan", 5, 13),
        ("the secu\u200crity plan", 4, 13),
        ("the secu\u2060rity plan", 4, 13),
        ("the secu\ufeffrity plan", 4, 13),
        ("the security\ufe0f plan", 4, 12),
        ("the ｓｅｃｕｒｉｔｙ plan", 4, 12),
        ("the 𝐬𝐞𝐜𝐮𝐫𝐢𝐭𝐲 plan", 4, 12),
        ("the SECURİTY plan", 4, 12),
        ("the securıty plan", 4, 12),
        ("secu\u200brity, security\u200bnow", 11, 19),
    ],
)
def test_words_that_look_the_same(text, start, end):
    """A word is found as it looks, where it stands; a zero width space parts words. Lexicons are read alike."""
    for pattern in ("security", "secu\u00adrity\u200e"):
        hits = find_hits(read_corpus([text]), Lexicon.from_dict({"f": [pattern]}))
        assert hits[["start", "end", "text"]].values.tolist() == [[start, end, text[start:end]]]


def test_a_zero_width_space_parts_words_in_both_semantics():
    """As in quanteda, so that a phrase is found."""
    corpus = read_corpus(["border\u200bsecurity now"])
    for semantics in ("framing", "quanteda"):
        assert len(find_hits(corpus, Lexicon.from_dict({"f": ["border security"]}), semantics=semantics)) == 1


def test_scripts_and_their_optional_signs():
    """Presentation forms, the tatweel and the vowel signs of Arabic and Hebrew make no other word."""
    assert fold("أمـــن") == fold("أَمْن") == "أمن"
    assert fold("שָׁלוֹם") == "שלום"
    assert fold("ﻻ") == "لا"
    assert fold("مرز\u200cها") == "مرزها"


@given(st.text(), st.booleans(), st.booleans())
def test_a_form_is_its_own_form(word, case, marks):
    """Comparing forms compares what they are forms of, ASCII or not."""
    once = fold(word, case=case, marks=marks)
    again = fold(once, case=case, marks=marks)
    assert fold(again, case=case, marks=marks) == again


def test_what_is_unusual_about_a_word_has_a_name():
    """Whoever compares with another program can see why it finds less."""
    assert printed_with("secu\u200erity\ufb01") == ["direction mark", "compatibility form"]
    assert printed_with("Russia’s") == printed_with("border") == []
