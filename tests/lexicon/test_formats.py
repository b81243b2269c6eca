"""Lexicons of other tools: every entry is read where it stands, and what cannot be kept is said."""

from pathlib import Path

import pytest

from framing import LexiconError, find_hits, read_corpus
from framing.errors import FramingWarning
from framing.lexicon.formats import SUFFIXES
from framing.lexicon.lexicon import load_lexicon

LEXICONS = Path(__file__).parents[1] / "data" / "lexicons"  # written for these tests


@pytest.fixture
def load(tmp_path, recwarn):
    """Return a function that loads a lexicon from its text; notes warn, which is not what these tests are about."""

    def load_text(name, text):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        lexicon = load_lexicon(path)
        assert bool(lexicon.notes) == bool(recwarn.list)
        recwarn.clear()
        return lexicon

    return load_text


def entries(lexicon):
    """Return frame, category and text of each pattern."""
    return lexicon.table[["frame", "category", "text"]].values.tolist()


def read(name):
    """Read a stored file that has notes."""
    with pytest.warns(FramingWarning):
        return load_lexicon(LEXICONS / name)


def test_every_kind_of_file_is_tried_here():
    """For each extension there is a file that the tests read."""
    assert {path.suffix for path in LEXICONS.iterdir()} | {".yaml"} == set(SUFFIXES)


# LIWC


def test_liwc_2007():
    """Ids with zeros, doubled tabs, blanks before tabs and entries on several lines are read; frames stand in order."""
    lexicon = read("flat.dic")

    assert entries(lexicon) == [
        ["conflict", "", "clash*"],
        ["conflict", "", "war of words"],
        ["conflict", "", "quarrel"],
        ["conflict", "", "accord"],
        ["conflict", "", "why?"],
        ["talks", "", "agree*"],
        ["talks", "", "quarrel"],
        ["talks", "", "accord"],
        ["ranks", "", "top 10 list"],
        ["ranks", "", "like"],
    ]


def test_liwc_numbers_in_a_phrase_are_words():
    """A number inside an entry is no id, even where it would be one."""
    lexicon = read("flat.dic")

    assert ["ranks", "", "top 10 list"] in entries(lexicon)
    assert not [text for _, _, text in entries(lexicon) if text == "top"]


def test_liwc_numbers_before_the_ids(load):
    """Where only blanks part entry and ids, a number that is no id stays a word, and a note says so."""
    lexicon = load("x.dic", "%\n5\tspies\n%\nagent 007 5\nroute\t5\nroom 5\t5\n")

    assert [text for _, _, text in entries(lexicon)] == ["agent 007", "route", "room 5"]
    assert lexicon.notes == (
        "x.dic:4: agent 007 5: 007 is no id of this file, so it is read as a word",
        "x.dic:6: room 5: 5 stands before the tab, so it is read as a word, not as an id",
    )


def test_liwc_conditions_are_reported():
    """What depends on the words beside an entry is a note each; no number of a condition is taken for an id."""
    notes = read("flat.dic").notes

    assert notes[:3] == (
        "flat.dic:12: like: the condition (02 1)2/10, (02 1)1 on the words beside it is not kept",
        "flat.dic:13: kind: the condition <of>1/2 on the words beside it is not kept; so the entry is left out",
        "flat.dic:14: accord: the id 721 is no category of this file; not kept",
    )


def test_liwc_question_marks_are_no_wildcards():
    """LIWC's ? is a question mark: it does not begin to match letters."""
    pattern = read("flat.dic")["conflict"].patterns[-1]

    assert (pattern.text, pattern.fixed) == ("why?", True)


def test_liwc_2015():
    """Categories lie in categories; a heading without id only gives its name."""
    lexicon = read("levels.dic")

    assert lexicon.frame_names == ("emotion (Emotions)", "speech")
    assert ["emotion (Emotions)", "fear (Fear).dread", "terror*"] in entries(lexicon)
    assert ["speech", "talk", "say*"] in entries(lexicon)


def test_liwc_2015_entries_count_where_they_belong():
    """An entry listed in a category and the one above counts once, in the lower one; of two siblings, in the first."""
    lexicon = read("levels.dic")
    hits = find_hits(read_corpus(["Glad of the terror, they gasp."]), lexicon)

    assert hits[["text", "category"]].values.tolist() == [
        ["Glad", "joy (Joy)"],
        ["terror", "fear (Fear).dread"],
        ["gasp", "joy (Joy)"],
    ]
    above, beside = lexicon.notes
    assert above == (
        "levels.dic:9: entries of a category that also stand in one below it: 4; each counts in the lower one, and "
        "the frame adds them up"
    )
    assert beside == (
        "levels.dic:13: gasp: also stands in 'emotion (Emotions).joy (Joy)', which comes first: its hits count there, "
        "not in 'fear (Fear)'"
    )


def test_liwc_comments_and_line_ends(load):
    """Comments are skipped, a word that begins with # is not, and Windows' and old Macs' line ends are read."""
    for end in ("\n", "\r\n", "\r"):
        text = end.join(["// by hand", "%\t", "1\ta", "%", "# more", "#metoo\t1", ""])
        assert entries(load("x.dic", text)) == [["a", "", "#metoo"]]


# WordStat


def test_wordstat():
    """Entries may stand beside categories, underscores are spaces, and weights have any number of digits."""
    lexicon = read("disputes.cat")

    assert entries(lexicon) == [
        ["CONFLICT", "ARMED", "CLASH*"],
        ["CONFLICT", "ARMED", "WAR OF WORDS"],
        ["CONFLICT", "ARMED", "NEAR1"],
        ["CONFLICT", "", "QUARREL"],
        ["CONFLICT", "", "DISPUTE"],
        ["TALKS", "", "AGREE*"],
    ]
    assert len(find_hits(read_corpus(["A war of words is no clash."]), lexicon)) == 2


def test_wordstat_weights_and_rules_are_reported():
    """A weight other than 1 and a rule are a note each; a rule never becomes a pattern."""
    assert read("disputes.cat").notes == (
        "disputes.cat:5: NEAR1: the weight 10 is not kept: each hit counts once",
        "disputes.cat:6: @NOTWAR [WAR AFTER NO /S 3]: the rule is not kept: nothing depends on the words near an entry",
        "disputes.cat:8: DISPUTE: the weight 0.5 is not kept: each hit counts once",
    )


def test_wordstat_indentation(load):
    """Blanks, tabs and blanks before tabs indent alike."""
    for one, two in (("\t", "\t\t"), ("  ", "    "), ("   \t", "   \t\t")):
        lexicon = load("x.cat", f"SOUTH\n{one}NA\n{two}NAMIBIA (1)\n{two}CAPE TOWN (1)\nNORTH\n{one}ICE (1)\n")
        assert entries(lexicon) == [["SOUTH", "NA", "NAMIBIA"], ["SOUTH", "NA", "CAPE TOWN"], ["NORTH", "", "ICE"]]


# Lexicoder


def test_lexicoder():
    """Keys lose their plus sign and colour, and keep everything else."""
    lexicon = load_lexicon(LEXICONS / "disputes.lc3")

    assert entries(lexicon) == [
        ["conflict", "", "clash*"],
        ["conflict", "", "a war of words"],
        ["talks", "", "agree*"],
        ["talks", "", "pandora's box"],
    ]


def test_lexicoder_2_regular_expressions():
    """A regular expression that says what a pattern can is one; any other is reported, and never run."""
    lexicon = read("disputes.lcd")

    assert entries(lexicon) == [["conflict", "", "clash*"], ["talks", "", "agree"]]
    assert lexicon.notes[1] == (
        "disputes.lcd:5: war(s|ring): the regular expression is not kept: no pattern of words says the same"
    )


# Yoshikoder


def test_yoshikoder():
    """No category is nested into a later one, entries beside categories stay, and no score becomes a pattern."""
    lexicon = read("disputes.ykd")

    assert lexicon.name == "Disputes"
    assert entries(lexicon) == [
        ["Conflict", "", "quarrel*"],
        ["Conflict", "Armed", "clash*"],
        ["Conflict", "Armed", "civil war"],
        ["Conflict", "Verbal", "war of words"],
        ["Talks", "", "agree*"],
    ]
    assert lexicon.notes == ("disputes.ykd:5: quarrel*: the score 2.0 is not kept: each hit counts once",)


def test_yoshikoder_with_many_siblings(load):
    """Each of many sibling categories holds its own entries and no others."""
    nodes = "".join(f'<cnode name="c{n}"><pnode name="word{n}"/></cnode>' for n in range(20))
    lexicon = load("x.ykd", f'<dictionary><cnode name="all">{nodes}</cnode></dictionary>')

    assert entries(lexicon) == [[f"c{n}", "", f"word{n}"] for n in range(20)]


def test_yoshikoder_without_a_root(load):
    """Several outermost categories, or a single one without categories in it, are frames themselves."""
    two = '<cnode name="a"><pnode name="x"/></cnode><cnode name="b"><pnode name="y"/></cnode>'

    assert load("x.ykd", f"<dictionary>{two}</dictionary>").frame_names == ("a", "b")
    assert load("x.ykd", '<dictionary><cnode name="a"><pnode name="x"/></cnode></dictionary>').frame_names == ("a",)


# YAML and JSON


def test_yaml():
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


def test_json():
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


def test_yaml_and_json_repeat_themselves(load):
    """A name that stands twice keeps the entries of both; aliases are followed."""
    assert entries(load("x.json", '{"a": ["x"], "b": ["y"], "a": ["z"]}')) == [
        ["a", "", "x"],
        ["a", "", "z"],
        ["b", "", "y"],
    ]
    assert entries(load("x.yaml", "a: &own [x]\nb: *own\n")) == [["a", "", "x"], ["b", "", "x"]]


# All kinds


def test_double_spaces_are_no_trap(load):
    """White space between the words of an entry counts as one space."""
    lexicon = load("x.json", '{"a": ["  new \\t york "]}')

    assert entries(lexicon) == [["a", "", "new york"]]


def test_duplicates_are_kept_once_and_reported(load):
    """The same entry twice in a category is one pattern and a note; in two frames it is two patterns and none."""
    lexicon = load("x.yml", "a: [War, war]\nb: [war]\n")

    assert entries(lexicon) == [["a", "", "War"], ["b", "", "war"]]
    assert lexicon.notes == ("x.yml:1: war: stands twice in 'a', is kept once",)


def test_unreachable_patterns_are_kept_and_reported(load):
    """What the tokenizer can never produce is no error in another tool's file, but a note."""
    lexicon = load("x.lc3", "+a\nc++\nwar\n")

    assert entries(lexicon) == [["a", "", "c++"], ["a", "", "war"]]
    assert lexicon.notes == (
        "x.lc3:2: c++: 'c++' can never match: the tokenizer reads it as ['c']. Write it as those words.",
    )


def test_names_that_meet_are_reported(load):
    """A category a.b and a category b in a are one for us, and a note says so."""
    lexicon = load("x.yml", "f:\n  a.b: [x]\n  a:\n    b: [y]\n")

    assert lexicon["f"].categories == ("a.b",)
    assert lexicon.notes == ("x.yml:4: y: two categories are written 'a.b'; read as one",)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.dic", "%\n1\ta\n2\tempty\n%\nx\t1\n"),
        ("x.cat", "a\n\tx (1)\nempty\n"),
        ("x.lc3", "+a\nx\n+empty\n"),
        ("x.ykd", '<dictionary><cnode name="a"><pnode name="x"/></cnode><cnode name="empty"/></dictionary>'),
        ("x.yml", "a: [x]\nempty:\n"),
        ("x.json", '{"a": ["x"], "empty": []}'),
    ],
)
def test_empty_categories_are_reported(load, name, text):
    """A category without an entry is left out with a note, whatever the format."""
    lexicon = load(name, text)

    assert lexicon.frame_names == ("a",)
    assert [note.split(": ", 1)[1] for note in lexicon.notes] == [
        "empty: has no entry that could be kept, and is left out"
    ]


@pytest.mark.parametrize(
    ("raw", "read_as"),
    [
        ("a: [café]".encode(), None),
        (b"\xef\xbb\xbf" + "a: [café]".encode(), None),
        ("a: [café]".encode("utf-16"), None),
        ("# –\na: [café]".encode("cp1252"), "Windows-1252"),
        ("# \x81\na: [café]".encode("latin-1"), "Latin-1"),
    ],
)
def test_encodings(load, raw, read_as):
    """UTF-8, with or without a mark, and UTF-16 are read; anything else as Windows or Latin text, with a note."""
    if read_as == "Latin-1":  # a sign that YAML does not allow
        raw = b"%\n1\ta\n%\ncaf\xe9\t1\nx\x81\t1\n"
        lexicon = load("x.dic", raw)
    else:
        lexicon = load("x.yml", raw)

    assert entries(lexicon)[0] == ["a", "", "café"]
    assert [note for note in lexicon.notes if "is not UTF-8" in note] == [
        note for note in lexicon.notes if read_as and f"the file is read as {read_as}" in note
    ]


def test_xml_says_its_encoding(load):
    """A declared encoding is followed without a note."""
    head = '<?xml version="1.0" encoding="ISO-8859-1"?>'
    body = '<dictionary><cnode name="a"><pnode name="café"/></cnode></dictionary>'

    assert entries(load("x.ykd", (head + body).encode("latin-1"))) == [["a", "", "café"]]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("x.dic", "1\ta\n", r"x\.dic:1: expected a line % before the categories, found '1 a'"),
        ("x.dic", "%\n1\ta\nx\t1\n", r"x\.dic:3: expected a second line %"),
        ("x.dic", "%\n1\n%\nx\t1\n", r"x\.dic:2: expected an id, a tab and a name, found only '1'"),
        ("x.dic", "%\n1\ta\n01\tb\n%\nx\t1\n", r"x\.dic:3: expected an id of its own, found 01, which is 'a'"),
        ("x.dic", "%\nnone\n%\nx\t1\n", r"expected categories between the two lines %"),
        ("x.dic", "%\n1\ta\n%\n", r"expected entries in categories, found none"),
        ("x.cat", "WAR (1)\n", r"x\.cat:1: expected a category, found the entry 'WAR' outside of any"),
        (
            "x.cat",
            "a\n\tWAR (1)\n\t\tCIVIL (1)\n",
            r"x\.cat:3: expected a category above 'CIVIL \(1\)', found the entry",
        ),
        ("x.lc3", "war\n", r"x\.lc3:1: expected a line such as \+negative first, found 'war'"),
        ("x.lc3", "+#AA0000\nwar\n", r"x\.lc3:1: expected a category after \+"),
        ("x.ykd", "<dictionary><cnode name='a'>\n</dictionary>", r"x\.ykd:2: expected XML, found a fault \(mismatched"),
        ("x.ykd", "<lexicon/>", r"expected <dictionary>, found <lexicon>"),
        ("x.ykd", "<dictionary>\n<pnode name='x'/></dictionary>", r"x\.ykd:2: expected a <cnode> around"),
        ("x.ykd", "<dictionary><cnode/></dictionary>", r'expected <cnode name="\.\.\.">, found no name'),
        ("x.ykd", "<!DOCTYPE a [<!ENTITY b 'c'>]><dictionary/>", r"expected no <!ENTITY>, found 'b'"),
        ("x.yml", "a: [x\nb: y\n", r"x\.yml:2: expected YAML, found a fault"),
        ("x.yml", "- x\n", r"x\.yml:1: expected names with entries below them, found a list"),
        ("x.yml", "a: [x]\n---\nb: [y]\n", r"x\.yml:3: expected one YAML document, found a second"),
        ("x.yml", "a: &a [*a]\n", r"x\.yml:1: expected a name set before, found \*a"),
        ("x.yml", "a: &a {x: [y]}\nb:\n  <<: *a\n", r"x\.yml:3: expected a name before the colon, found <<"),
        ("x.yml", "__: [x]\n", r"expected a category, found 'x' outside of any"),
        ("x.yml", "- " * 200, r"expected at most 100 levels"),
        ("x.json", '{"a": ["x"}', r"x\.json:1: expected JSON, found a fault"),
        ("x.json", '{"a": ["x"],\n"b": ["\\ud800"]}', r"x\.json:2: expected text, found half a character"),
        ("x.json", "[" * 100_000, r"expected at most 100 levels"),
        ("x.json", "{}", r"expected entries in categories, found none"),
        ("x.lc3", b"+a\nwar\0\n", r"x\.lc3:2: expected text, found a zero byte"),
        ("x.yml", "", r"expected entries in categories, found none"),
    ],
)
def test_malformed_files(load, name, text, message):
    """A file that is not of its kind is one error with file, line, what was expected and what was found."""
    with pytest.raises(LexiconError, match=message) as error:
        load(name, text)
    assert len(str(error.value).splitlines()) == 1


def test_aliases_cannot_fill_the_memory(load):
    """A YAML file that multiplies itself is refused."""
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]

    with pytest.raises(LexiconError, match="expected at most 1,000,000 entries"):
        load("x.yml", "\n".join(lines))


def test_a_file_that_is_not_there(tmp_path):
    """A missing file, and a folder, are said to be just that."""
    with pytest.raises(LexiconError, match="no such file"):
        load_lexicon(tmp_path / "none.dic")
    (tmp_path / "folder.yml").mkdir()
    with pytest.raises(LexiconError, match="cannot be read"):
        load_lexicon(tmp_path / "folder.yml")
