"""Lexicons of frames of patterns: their order, their names and their hash."""

from framing import Lexicon, load_lexicon


def test_select_keeps_order():
    """A choice of frames keeps the lexicon's order."""
    assert load_lexicon().select(["border_security", "great_game"]).frame_names == ("great_game", "border_security")


def test_levels_as_in_quanteda():
    """Levels of nested keys name the frames; entries without any chosen level are left out."""
    nested = {"us": {"gov": ["washington"], "mil": ["pentagon"]}, "ru": ["moscow"]}

    assert Lexicon.from_dict(nested, levels=[1]).frame_names == ("us", "ru")
    assert Lexicon.from_dict(nested, levels=[2]).frame_names == ("gov", "mil")
    assert Lexicon.from_dict(nested, levels=[1, 2]).frame_names == ("us.gov", "us.mil", "ru")


def test_hash_follows_what_decides():
    """The hash changes with a pattern, not with a note about it."""
    one = Lexicon.from_dict({"a": ["x"]})

    assert one.sha256 == Lexicon.from_dict({"a": ["x"]}, name="other").sha256
    assert one.sha256 != Lexicon.from_dict({"a": ["x*"]}).sha256
