"""YAML and JSON: names in names, and nothing guessed."""

from pathlib import Path

import pytest

from framing import LexiconError
from framing.lexicon.loading import load_lexicon

LEXICONS = Path(__file__).parents[1] / "data" / "lexicons"


def test_yaml(entries):
    """Nothing is guessed: no, yes, on, 1, null and NA are words and names; a parent's own values stay its own."""
    assert entries(load_lexicon(LEXICONS / "disputes.yml")) == [
        ["conflict", "armed", "clash*"],
        ["conflict", "armed", "war of words"],
        ["conflict", "", "quarrel*"],
        ["conflict", "verbal", "insult"],
        ["talks", "", "agree*"],
        ["talks", "", "no"],
        ["talks", "", "1"],
        ["talks", "", "null"],
        ["yes", "", "on"],
        ["yes", "", "NA"],
    ]


def test_json(entries):
    """Lists, single words and nested names are read in the order of the file."""
    assert entries(load_lexicon(LEXICONS / "disputes.json")) == [
        ["conflict", "armed", "clash*"],
        ["conflict", "armed", "war of words"],
        ["conflict", "", "quarrel*"],
        ["conflict", "verbal", "insult"],
        ["talks", "", "agree*"],
        ["talks", "", "no"],
        ["talks", "", "1"],
        ["talks", "deals", "pact*"],
    ]


def test_yaml_and_json_repeat_themselves(load, entries):
    """A name that stands twice keeps the entries of both; aliases are followed."""
    assert entries(load("x.json", '{"a": ["x"], "b": ["y"], "a": ["z"]}')) == [
        ["a", "", "x"],
        ["a", "", "z"],
        ["b", "", "y"],
    ]
    assert entries(load("x.yaml", "a: &own [x]\nb: *own\n")) == [["a", "", "x"], ["b", "", "x"]]


def test_aliases_cannot_fill_the_memory(load):
    """A YAML file that multiplies itself is refused."""
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]

    with pytest.raises(LexiconError, match="expected at most 200,000 entries"):
        load("x.yml", "\n".join(lines))
