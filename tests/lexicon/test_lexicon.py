"""The lexicon: what is read, and every fault at once with file and line."""

import pytest

from framing import Lexicon, LexiconError, find_hits, load_lexicon, load_seeds
from framing.errors import FramingWarning
from framing.lexicon.lexicon import FUNCTIONS, SHIPPED
from framing.scores.validation import overlaps

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


def test_unknown_names():
    """An unknown lexicon or frame names the nearest valid one."""
    with pytest.raises(LexiconError, match="unknown lexicon 'securty'; did you mean 'security'"):
        load_lexicon("securty")
    with pytest.raises(LexiconError, match="unknown frame 'great_gane'; did you mean 'great_game'"):
        load_lexicon()["great_gane"]
    with pytest.raises(LexiconError, match="no such file"):
        load_lexicon("nowhere.toml")


def test_unknown_kinds_of_files(tmp_path):
    """A file of a kind we cannot read names those we can."""
    path = tmp_path / "mine.txt"
    path.write_text("war", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"unknown kind of lexicon file\. Expected one of \.toml, \.dic, \.cat"):
        load_lexicon(path)


def test_files_of_other_tools_warn_once(tmp_path):
    """What another tool's file says and we cannot keep is one warning: the first ten notes, and how many more."""
    path = tmp_path / "mine.cat"
    path.write_text("A\n" + "".join(f"\tWORD{n} (2)\n" for n in range(12)) + "B\n\tWAR (1)\n", encoding="utf-8")
    with pytest.warns(FramingWarning) as caught:
        lexicon = load_lexicon(path)

    assert len(caught) == 1
    lines = str(caught[0].message).splitlines()
    assert lines[0] == "mine.cat: not all of it is used as written; 12 notes"
    assert lines[1] == "  mine.cat:2: WORD0: the weight 2 is not kept: each hit counts once"
    assert lines[-1] == "  and 2 more; lexicon.notes has them all"
    assert len(lines) == 12
    assert len(lexicon.notes) == 12


def test_notes_change_no_hash(tmp_path):
    """Lexicons that find the same have the same hash, whatever their files are and say besides; notes stay."""
    path = tmp_path / "mine.cat"
    path.write_text("A\n\tWAR (2)\n", encoding="utf-8")
    with pytest.warns(FramingWarning):
        lexicon = load_lexicon(path)

    assert lexicon.sha256 == read(tmp_path, '[frames.A]\npatterns = ["WAR"]').sha256
    assert lexicon.select(["A"]).notes == lexicon.notes


def test_many_patterns_are_checked_at_once(tmp_path):
    """Each fault of a large lexicon is found in its line."""
    words = [f'  "word{n}",' for n in range(2000)]
    words[1234] = '  "c++",'
    with pytest.raises(LexiconError, match=r"mine\.toml: 1 fault\n.*mine\.toml:1237: .*'c\+\+' can never match"):
        read(tmp_path, "\n".join(["[frames.a]", "patterns = [", *words, "]"]))


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


def test_no_longer_wording_swallows_a_frames_name():
    """Every occurrence of a frame's own name in the five articles is a hit of the category eponymous."""
    corpus, lexicon = load_seeds(), load_lexicon()
    names = Lexicon.from_dict({frame.name: [frame.label.lower()] for frame in lexicon})
    hits = find_hits(corpus, lexicon)
    bare, full = find_hits(corpus, names), hits[hits["category"] == "eponymous"]

    assert len(bare) == 8
    assert overlaps(bare, full).all()


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.toml")), ids=lambda path: path.stem)
def test_shipped_lexicons_explain_themselves(path):
    """Each shipped entry has a reason and a source, and at most five words; each frame says what it is."""
    lexicon = load_lexicon(path)
    table = lexicon.table

    assert table["note"].str.len().min() > 0
    assert table["source"].str.len().min() > 0
    assert table["text"].str.split(" ").str.len().max() <= 5
    for frame in lexicon:
        assert frame.about


def test_the_studys_frames_say_what_their_wording_does():
    """In the study's own lexicon each entry has a function, and each frame its codebook and the same categories."""
    lexicon = load_lexicon()

    assert set(lexicon.table["function"]) <= set(FUNCTIONS)
    for frame in lexicon:
        assert frame.codebook
        assert frame.categories == ("eponymous", "core", "extended")
