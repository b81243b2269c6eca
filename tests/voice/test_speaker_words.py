"""The word lists by which speakers are found."""

from framing.voice.cues import load_cues, words_of


def test_word_lists_do_not_overlap():
    """No given name is both a man's and a woman's, and none makes a name a body's."""
    cues = load_cues()
    men, women, bodies = (set(cues[group].forms) for group in ("given_man", "given_woman", "body"))

    assert not men & women
    assert not (men | women) & bodies


def test_roles_of_bodies_are_roles():
    """What is taken from the roles as no person's is one of them."""
    assert words_of("body_role") < words_of("role")
