"""A lexicon as a file: what is written is read back equal."""

import warnings
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framing import Lexicon, LexiconError, load_lexicon
from framing.errors import FramingWarning
from framing.lexicon.frames import Frame, Pattern
from framing.lexicon.loading import SHIPPED

LEXICONS = Path(__file__).parents[1] / "data" / "lexicons"
STORED = [*sorted(SHIPPED.glob("*.toml")), *sorted(LEXICONS.iterdir())]


def read(path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FramingWarning)
        return load_lexicon(path)


def assert_kept(lexicon, path):
    lexicon.to_toml(path)
    back = read(path)
    assert back == lexicon
    assert back.sha256 == lexicon.sha256
    assert back.to_toml() == lexicon.to_toml()


@pytest.mark.parametrize("path", STORED, ids=lambda path: path.name)
def test_stored_lexicons_are_kept(path, tmp_path):
    """Our own lexicons, with sets, nears and contexts, and those of other tools, with weights."""
    assert_kept(read(path), tmp_path / "x.toml")


text = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)
words = st.lists(st.from_regex(r"[a-zé*?\"'#.\\-]{1,6}", fullmatch=True), min_size=1, max_size=3).map(" ".join)
patterns = st.builds(
    Pattern,
    words,
    id=text,
    category=st.sampled_from(["", "core", 'a "b".c']),
    case_sensitive=st.booleans(),
    fixed=st.booleans(),
    note=text,
    source=text,
    function=st.sampled_from(["", "cause"]),
    weight=st.floats(-1e6, 1e6),
    articles=st.lists(text, max_size=2).map(tuple),
)
frames = st.builds(Frame, text, st.lists(patterns, max_size=5).map(tuple), label=text, about=text)
lexicons = st.lists(frames, min_size=1, max_size=3, unique_by=lambda frame: frame.name).map(
    lambda own: Lexicon(tuple(own), name="any")
)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lexicon=lexicons)
def test_any_lexicon_is_kept(lexicon, tmp_path):
    """Whatever names, words, weights and categories it has, in whatever order."""
    assert_kept(lexicon, tmp_path / "x.toml")


def test_what_is_written_replaces_what_was_there(tmp_path):
    """A file of that name is replaced at once; another kind of file, and what no file can say, are refused."""
    path = tmp_path / "x.toml"
    path.write_text("old", encoding="utf-8")
    assert Lexicon.from_dict({"a": ["x"]}).to_toml(path) == path.read_text(encoding="utf-8")
    with pytest.raises(LexiconError, match=r"expected the name of a \.toml file"):
        Lexicon.from_dict({"a": ["x"]}).to_toml(tmp_path / "x.csv")
    with pytest.raises(LexiconError, match="a file says that with fixed"):
        Lexicon.from_dict({"a": ["@x*"]}).to_toml()


def test_a_file_that_is_not_checked_says_so(tmp_path):
    """What would be a fault is a note in a lexicon that came from elsewhere, and a fault again without that line."""
    path = tmp_path / "x.toml"
    Lexicon.from_dict({"a": ["c++"], "b": []}).to_toml(path)
    with pytest.warns(FramingWarning, match="never match"):
        assert load_lexicon(path).frame_names == ("a", "b")
    path.write_text(path.read_text(encoding="utf-8").replace("checked = false", ""), encoding="utf-8")
    with pytest.raises(LexiconError, match="2 faults"):
        load_lexicon(path)
