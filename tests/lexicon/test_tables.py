"""Tables of words: which columns say what, and numbers that are weights and never words."""

import pytest

from framing import LexiconError


@pytest.mark.parametrize(
    ("name", "text", "right"),
    [
        ("x.csv", "word,category\nclash*,a\nborder guard,b\n", [("a", "", "clash*", 1), ("b", "", "border guard", 1)]),
        ("x.csv", "word;category;weight\nclash;a;1,5\n", [("a", "", "clash", 1.5)]),
        ("x.csv", "term,frame,category\nclash,a,core\nwar,a,\n", [("a", "core", "clash", 1), ("a", "", "war", 1)]),
        ("x.tsv", "word\tsentiment\nglad\tpositive\n", [("positive", "", "glad", 1)]),
        ("x.txt", "glad\tjoy\t1\nglad\tfear\t0\n", [("joy", "", "glad", 1)]),
        ("x.txt", "glad\tjoy\t0.8\n", [("joy", "", "glad", 0.8)]),
        ("x.txt", "glad\t3\nwar\t-2\n", [("x", "positive", "glad", 3), ("x", "negative", "war", -2)]),
        ("x.txt", "glad\t1.9\t0.9\t[2, 1]\n", [("x", "", "glad", 1.9)]),
        ("x.csv", "glad,joy\nhappy,joy\nwar,fear\nfight,fear\n", None),
        ("x.csv", "English,Joy,Fear\nglad,1,0\nwar,0,1\n", [("Joy", "", "glad", 1), ("Fear", "", "war", 1)]),
        ("x.dicx", "DicTerm,a,b\nrope*,X,\nknife,,0.5\n", [("a", "", "rope*", 1), ("b", "", "knife", 0.5)]),
        ("x.json", '{"glad": 3, "war": -2}', [("x", "positive", "glad", 3), ("x", "negative", "war", -2)]),
        ("x.json", '{"word": ["glad"], "score": [3]}', [("x", "", "glad", 3)]),
        ("x.json", '[{"word": "glad", "category": "a"}]', [("a", "", "glad", 1)]),
        (
            "x.json",
            '{"a": {"glad": 1.9, "great": true, "bad": false}}',
            [("a", "", "glad", 1.9), ("a", "", "great", 1)],
        ),
        ("x.yml", "a:\n  glad: 1.9\n  'war': -2\n", [("a", "", "glad", 1.9), ("a", "", "war", -2)]),
        ("x.json", '{"a": ["glad", 3]}', [("a", "", "glad", 1)]),
        ("x.json", '{"a": [{"word": "glad", "weight": 2}]}', [("a", "", "glad", 2)]),
        ("x.json", '{"a": {"words": ["glad"], "weight": 2}}', [("a", "words", "glad", 1)]),
        ("x.json", '{"u": {"a": 1}, "v": {"a": 0}, "w": {"a": 2}}', [("a", "", "u", 1), ("a", "", "w", 2)]),
        (
            "x.json",
            '{"a": {"glad": {"weight": 2}, "great": {"weight": 3}}}',
            [("a", "", "glad", 2), ("a", "", "great", 3)],
        ),
        ("x.csv", "Word;Ton;Kraft\nfroh;joy;2,5\n", [("joy", "", "froh", 2.5)]),
        ("x.csv", "word,tone\nglad,joy\n", [("joy", "", "glad", 1)]),
        ("x.csv", "word,category\nglad,1\nwar,2\n", [("1", "", "glad", 1), ("2", "", "war", 1)]),
        ("x.csv", "word,polarity\nglad,1\nwar,-1\n", [("x", "positive", "glad", 1), ("x", "negative", "war", -1)]),
        ("x.csv", "Entry,Source,Pos\nglad,H4,Pos\nwar,H4,\n", [("Pos", "", "glad", 1)]),
        ("x.yml", "a: [glad, 3, '4']", [("a", "", "glad", 1), ("a", "", "4", 1)]),
    ],
)
def test_columns_and_weights(load, name, text, right):
    """Whatever the table, a word is an entry, a name a category and a number a weight."""
    found = [
        (frame.name, pattern.category, pattern.text, pattern.weight)
        for frame in load(name, text)
        for pattern in frame.patterns
    ]
    assert found == (right or [(c, "", w, 1) for w, c in (line.split(",") for line in text.split())])


def test_words_with_their_categories(load, entries):
    """A map of words to categories is turned round; one that may be either is read as written, with a note."""
    assert entries(load("x.json", '{"glad": "positive", "war": "negative"}')) == [
        ["positive", "", "glad"],
        ["negative", "", "war"],
    ]
    lists = '{"a": ["joy", "up"], "b": ["joy", "up"], "c": ["fear", "down"], "d": ["fear", "down"]}'
    assert load("x.json", lists).frame_names == ("joy", "up", "fear", "down")
    assert entries(load("y.json", '{"a": "joy", "b": "joy", "c": "fear"}'))[0] == ["joy", "", "a"]
    both = load("x.json", '{"conflict": "war", "talks": "pact"}')
    assert both.frame_names == ("conflict", "talks")
    assert "turn the map round" in both.notes[0]


def test_exclude_beside_include(load):
    """What a frame includes are its patterns, what it excludes its exclusions; a lone exclude is said to count."""
    frame = load("x.json", '{"a": {"include": ["war"], "exclude": ["war of words"]}}')["a"]
    assert ([p.text for p in frame.patterns], [p.text for p in frame.exclude]) == (["war"], ["war of words"])

    lone = load("x.json", '{"a": {"exclude": ["war"], "b": ["pact"]}}')
    assert "its entries count" in lone.notes[0]


def test_printed_signs_of_lists(load):
    """The lists with tabs have no wildcards: a star in them is a star."""
    assert load("x.txt", "b*d\t-2.5\t0.9\t[-2, -3]\n")["x"].patterns[0].fixed


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("x.csv", "glad,joy\nwar,fear\n", r"x\.csv:1: expected the names of columns, found 'glad', 'joy'"),
        ("x.csv", "word,colour,size\nglad,red,XL\n", r"x\.csv:1: expected a column of categories or of weights"),
        ("x.csv", "word,category,topic\nglad,a,b\n", "expected one column of categories, found 'category' and 'topic'"),
        ("x.dicx", "DicTerm,a\nrope,maybe\n", r"x\.dicx:2: expected X, a weight or nothing under 'a', found 'maybe'"),
        ("x.csv", 'word,category\n"glad,a\nwar,b\n', r"x\.csv:2: expected an entry of one line"),
        ("x.txt", "glad\nwar\n", "expected a table of two columns or more"),
    ],
)
def test_tables_that_are_none(load, name, text, message):
    """A table whose columns cannot be told is refused with the line, and what is expected."""
    with pytest.raises(LexiconError, match=message):
        load(name, text)
