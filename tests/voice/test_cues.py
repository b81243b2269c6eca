"""Cue files: each group with its reason, verbs in all their forms, and mistakes that are named."""

import tomllib

import pytest

from framing.errors import LexiconError
from framing.voice.cues import CUES, load_cues
from framing.voice.voices import find_voices


def test_every_group_has_its_reason():
    """Each group says what it is for and where it is from, and has forms to be found by."""
    groups = load_cues()

    assert {"say", "according", "utterance", "hedge", "pretext", "negation", "pseudo_negation"} <= groups.keys()
    for group in groups.values():
        assert group.about
        assert group.source
        assert group.forms


def test_no_group_stands_in_two_files():
    """A group is found by its name alone, whatever file it is in."""
    found = [name for path in CUES.glob("*.toml") for name in tomllib.loads(path.read_text("utf-8")).get("groups", {})]

    assert sorted(found) == sorted(load_cues())


def test_forms_of_a_verb():
    """A verb is found in all its forms, irregular pasts among them."""
    forms = load_cues()["say"].forms

    assert [forms[word] for word in ("says", "said", "saying")] == [("say", "s"), ("say", "past"), ("say", "ing")]
    assert forms["denies"] == (forms["denied"][0], "s")


@pytest.mark.parametrize(
    ("group", "message"),
    [
        ('form = "verb"\nabout = "a"\nwords = ["say"]', "has no 'source'"),
        ('form = "vreb"\nabout = "a"\nsource = "b"\nwords = ["say"]', "did you mean 'verb'"),
        ('form = "verb"\nabout = "a"\nsource = "b"\nwords = [1]', "list of words"),
        ("form = ", "no valid TOML"),
    ],
)
def test_a_faulty_cue_file(tmp_path, group, message):
    """The error names the file and what is missing."""
    path = tmp_path / "mine.toml"
    path.write_text(f"[groups.mine]\n{group}\n", encoding="utf-8")

    with pytest.raises(LexiconError, match=message) as error:
        load_cues(tmp_path)

    assert str(path) in str(error.value)


@pytest.mark.parametrize(
    "text",
    [
        "The two states that have a decisive influence here are the largest ones.",
        "Troops were sent in order to prevent that the bridge falls.",
        "The head of state that opened the bridge was old.",
        "The United States must not abandon the bridge.",
    ],
)
def test_phrases_in_which_a_cue_word_is_none(text):
    """States that have something do not say it."""
    assert find_voices(text) == []
