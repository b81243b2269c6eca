"""Lexicons of frames of patterns: their order, their names and their hash."""

import pytest

from framing import Lexicon, LexiconError, find_hits, load_lexicon, read_corpus


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


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"a": 2016}, "'a': expected a list of patterns, found the number 2016"),
        ({"a": ["c", None]}, "'a': expected patterns as text, found None"),
        ({"a": {"b": 1.9}}, r"'a\.b': expected a list of patterns, found the number 1\.9"),
        ({"a": [["x"]]}, "'a': expected patterns as text, found a value of the type list"),
        ({"a": ["\ud800"]}, "'a': expected text, found half a character"),
        ({None: ["x"]}, "expected names as text, found None"),
        (["x"], "expected a mapping of names"),
    ],
)
def test_dictionaries_that_are_none(given, message):
    """What is no text is refused in one sentence that says where it stands."""
    with pytest.raises(LexiconError, match=message) as error:
        Lexicon.from_dict(given)
    assert "\n" not in str(error.value)


def test_empty_frames_are_kept():
    """A frame without patterns stays, as a column of zeros; at other levels too."""
    lexicon = Lexicon.from_dict({"a": ["x"], "b": [], "c": {"d": []}})
    assert lexicon.frame_names == ("a", "b", "c")
    assert Lexicon.from_dict({"c": {"d": [], "e": ["x"]}}, levels=[2]).frame_names == ("d", "e")
    with pytest.raises(LexiconError, match="levels must be whole numbers from 1"):
        Lexicon.from_dict({"a": ["x"]}, levels=[0])


def test_the_most_exact_of_several_categories_counts():
    """Nigeria counts for the country that names it, wherever the shorter entry stands; the frame has each once."""
    countries = {"NE": ["niger*"], "NG": ["nigeria*", "lagos"], "GW": ["guinea-bissau"], "GN": ["*guinea*"]}
    hits = find_hits(read_corpus(["Nigeria and Niger, Guinea-Bissau, Guinea."]), Lexicon.from_dict({"west": countries}))
    assert hits[["text", "category"]].values.tolist() == [
        ["Nigeria", "NG"],
        ["Niger", "NE"],
        ["Guinea-Bissau", "GW"],
        ["Guinea", "GN"],
    ]
