"""What each coder marked: tiers of a lexicon, and marks where they begin."""

from framing import Lexicon
from framing.scores.readings import tiers


def test_a_tier_has_all_before_it():
    """A tier is its category and those before it in the lexicon, whichever frame has them."""
    lexicon = Lexicon.from_dict({"a": {"name": ["x"], "core": ["y"]}, "b": {"core": ["z"], "wide": ["w"]}})

    assert tiers(lexicon) == {
        "all": ["name", "core", "wide"],
        "name": ["name"],
        "core": ["name", "core"],
        "wide": ["name", "core", "wide"],
    }
