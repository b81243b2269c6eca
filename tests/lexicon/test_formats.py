"""Lexicons of other tools: every entry is read where it stands, and what cannot be kept is said."""

import warnings
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framing import LexiconError
from framing.errors import FramingWarning
from framing.lexicon.formats import SUFFIXES
from framing.lexicon.loading import load_lexicon

LEXICONS = Path(__file__).parents[1] / "data" / "lexicons"


def test_every_kind_of_file_is_tried_here():
    """For each extension there is a file that the tests read."""
    assert {path.suffix for path in LEXICONS.iterdir()} | {".yaml"} == set(SUFFIXES)


def test_double_spaces_are_no_trap(load, entries):
    """White space between the words of an entry counts as one space."""
    lexicon = load("x.json", '{"a": ["  new \\t york "]}')

    assert entries(lexicon) == [["a", "", "new york"]]


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
def test_encodings(load, raw, read_as, entries):
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
        ("x.ykd", "<!DOCTYPE d [<!ATTLIST pnode name CDATA 'b'>]><dictionary/>", r"expected no <!ATTLIST>"),
        ("x.json", '{"a": {"b": 1e999}}', r"expected a number that can be a weight"),
    ],
)
def test_malformed_files(load, name, text, message):
    """A file that is not of its kind is one error with file, line, what was expected and what was found."""
    with pytest.raises(LexiconError, match=message) as error:
        load(name, text)
    assert len(str(error.value).splitlines()) == 1


def test_a_file_that_is_not_there(tmp_path):
    """A missing file, and a folder, are said to be just that."""
    with pytest.raises(LexiconError, match="no such file"):
        load_lexicon(tmp_path / "none.dic")
    (tmp_path / "folder.yml").mkdir()
    with pytest.raises(LexiconError, match="cannot be read"):
        load_lexicon(tmp_path / "folder.yml")


@settings(deadline=None, max_examples=250, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from(sorted(LEXICONS.iterdir())), data=st.data())
def test_damaged_files(path, data, tmp_path):
    """A file of any kind with bytes changed, lost or doubled is a lexicon, or refused in one message."""
    raw = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(raw)))
        piece = data.draw(
            st.sampled_from([b"", b"\0", b'"', b"[", b"}", b":", b"\n", b"\t", b"-1e9", b"\xff", b"&a *a", b"<", b","])
        )
        raw[at : at + data.draw(st.integers(0, 6))] = piece
    damaged = tmp_path / path.name
    damaged.write_bytes(bytes(raw))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FramingWarning)
        try:
            filled = [bool(frame.patterns) for frame in load_lexicon(damaged)]
        except LexiconError as error:
            filled = [damaged.name in str(error)]
    assert all(filled)
