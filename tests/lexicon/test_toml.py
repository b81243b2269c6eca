"""Our own lexicon files: what is read, and every fault at once with file and line."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framing import LexiconError, load_lexicon

KEYS = (
    *("pattern", "near", "within", "ordered", "context", "articles", "weight", "category", "id", "function", "note"),
    *("source", "case_sensitive", "fixed", "shared"),
)
TOP = ("", "name", "about", "version", "checked", "sets", "licence", "other")

GOOD = """
name = "disputes"
[frames.conflict]
label = "Conflict"
[frames.conflict.patterns]
core = ["clash*", { pattern = "stand firm", id = "firm", function = "remedy", note = "why" }]
extended = [{ pattern = "US", case_sensitive = true }]
[frames.talks]
patterns = ["agree*"]
exclude = ["agree to disagree"]
"""


def read(tmp_path, text):
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return load_lexicon(path)


def test_a_lexicon_is_read_as_written(tmp_path):
    """Frames, categories and patterns keep their order, names and notes."""
    lexicon = read(tmp_path, GOOD)

    assert lexicon.frame_names == ("conflict", "talks")
    assert lexicon["conflict"].categories == ("core", "extended")
    assert lexicon.table[["frame", "category", "pattern", "text"]].values.tolist() == [
        ["conflict", "core", "clash*", "clash*"],
        ["conflict", "core", "firm", "stand firm"],
        ["conflict", "extended", "US", "US"],
        ["talks", "", "agree*", "agree*"],
    ]
    assert lexicon["talks"].exclude[0].text == "agree to disagree"


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (
            '["new  york"]',
            r"mine\.toml:3: .*'new  york': has white space that no text can match. Write it as 'new york'",
        ),
        ('["c++"]', r"mine\.toml:3: .*'c\+\+' can never match: the tokenizer reads it as \['c'\]"),
        ('["9/11"]', r"'9/11' can never match: the tokenizer reads it as \['9', '11'\]"),
        ('["border,"]', r"'border,' can never match"),
        ('[""]', "is empty. Write a word"),
        ('["*"]', "matches every word"),
        ('["game", "Game"]', "'Game' stands there twice"),
        ('["game", "game"]', "'game' stands there twice"),
        ('["🔥"]', "'🔥': emoji are no words, so it can never match. Remove it."),
        ('["-2"]', "A sign before a number is no part of it. If it is a weight, give it as weight = -2."),
        ('["11. september"]', "The full stop is no part of a number. Write '11'"),
        ('["a:b"]', "Something ends between them, so no pattern finds both"),
        ('[{ pattern = "a", weight = "2" }]', "weight must be a number, found '2'"),
        (
            '[{ pattern = "a", id = [1, "x"], fixed = [true] }]',
            r"fixed must be true or false, found \[True\](.|\n)*id must be text, found \[1, 'x'\]",
        ),
        ('[{ pattern = "a", note = 0x' + "f" * 5000 + " }]", "note must be text, found a"),
        ("[" * 900 + "]" * 900, r"mine\.toml:3: expected at most 100 brackets in each other"),
        ("[" + "9" * 5000 + "]", r"mine\.toml:3: expected a number, found one of thousands of digits"),
        ('["' + "a " * 200 + 'b"]', "has 201 words; expected at most 100"),
        ("[]", r"mine\.toml:2: frame 'one': is empty"),
        ("[3]", "expected a pattern in quotes"),
        ('[{ pattern = "a", functoin = "cause" }]', "unknown key 'functoin'; did you mean 'function'"),
        ('[{ pattern = "a", function = "cuase" }]', "unknown function 'cuase'; did you mean 'cause'"),
        ('[{ pattern = "a", case_sensitive = "yes" }]', "case_sensitive must be true or false"),
        ('[{ pattern = "a", id = "x" }, { pattern = "b", id = "x" }]', "id 'x' is given 2 times"),
    ],
)
def test_faults_are_named(tmp_path, entry, fault):
    """Each kind of fault is an error that says where it is and what to do."""
    with pytest.raises(LexiconError, match=fault):
        read(tmp_path, f'name = "x"\n[frames.one]\npatterns = {entry}\n')


def test_all_faults_are_reported_at_once(tmp_path):
    """One error lists all faults in the order of lines, so that one pass mends them."""
    text = 'lable = "x"\n[frames.a]\npatterns = ["c++", "game"]\n[frames.b]\npatterns = [\n  "game",\n  "x  y",\n]\n'

    with pytest.raises(LexiconError) as error:
        read(tmp_path, text)

    lines = str(error.value).splitlines()
    assert lines[0] == "mine.toml: 5 faults"
    assert [line.split("mine.toml:")[1].split(":")[0] for line in lines[1:]] == ["1", "3", "3", "6", "7"]


def test_a_pattern_in_two_frames_must_say_so(tmp_path):
    """The same pattern in two frames is a fault unless both entries say it is meant."""
    twice = "[frames.a]\npatterns = [{entry}]\n[frames.b]\npatterns = [{entry}]\n"
    with pytest.raises(LexiconError, match="also stands in b"):
        read(tmp_path, twice.replace("{entry}", '"game"'))

    shared = read(tmp_path, twice.replace("{entry}", '{ pattern = "game", shared = true }'))
    assert len(shared.table) == 2


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"[frames", r"is no valid TOML: "),
        (b"name = 'caf\xe9'", "byte 11 is not UTF-8"),
        (b"name = 'x'", "has no frame"),
    ],
)
def test_unreadable_files(tmp_path, content, message):
    """A file that is no lexicon is refused in one line."""
    path = tmp_path / "mine.toml"
    path.write_bytes(content)
    with pytest.raises(LexiconError, match=message):
        load_lexicon(path)


def test_many_patterns_are_checked_at_once(tmp_path):
    """Each fault of a large lexicon is found in its line."""
    words = [f'  "word{n}",' for n in range(2000)]
    words[1234] = '  "c++",'
    with pytest.raises(LexiconError, match=r"mine\.toml: 1 fault\n.*mine\.toml:1237: .*'c\+\+' can never match"):
        read(tmp_path, "\n".join(["[frames.a]", "patterns = [", *words, "]"]))


def test_a_message_ends(tmp_path):
    """Of very many faults the first fifty are shown, and after a thousand reading ends."""
    with pytest.raises(LexiconError) as error:
        read(tmp_path, "[frames.a]\npatterns = [" + ", ".join(f"{n}" for n in range(5000)) + "]")
    lines = str(error.value).splitlines()
    assert lines[0] == "mine.toml: 1000 faults, at which reading ended, after 1,000"
    assert (len(lines), lines[-1]) == (52, "  and 950 more")


def test_weights_and_categories_of_single_patterns(tmp_path):
    """A pattern may carry a weight, and in a plain list a category; neither changes what it finds."""
    entries = '["war", {{ pattern = "pact", weight = -1.5{more} }}]'
    plain, named = (
        read(tmp_path, f"[frames.a]\npatterns = {entries.format(more=more)}") for more in ("", ', category = "c"')
    )
    assert [pattern.weight for pattern in plain["a"].patterns] == [1, -1.5]
    assert named["a"].categories == ("", "c")


VALUES = st.recursive(
    st.one_of(st.booleans(), st.integers(), st.floats(allow_nan=False), st.text("ab *@\u00e9\U0001f525", max_size=4)),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3),
    max_leaves=6,
)


def as_toml(value):
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {as_toml(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entry=st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=4), key=st.sampled_from(TOP), value=VALUES)
def test_any_value_anywhere(tmp_path, entry, key, value):
    """A file with any value under any key is a lexicon, or refused with file and line."""
    text = f"{key} = {as_toml(value)}\n" if key else ""
    message = "mine.toml"
    try:
        read(tmp_path, f'{text}[frames.f]\npatterns = ["a", {as_toml(entry)}]\n')
    except LexiconError as error:
        message = str(error)
    assert "mine.toml" in message
