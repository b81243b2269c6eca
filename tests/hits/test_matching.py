"""The matcher: which occurrences are hits."""

from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import Corpus, Document, FramingError, Lexicon, find_hits, load_lexicon, read_corpus
from framing.hits.matching import match
from framing.hits.word_patterns import glob_matches
from framing.lexicon.frames import Frame, Pattern
from framing.text.document import Range
from framing.text.tokens import Tokens


def found(text, patterns, **options):
    """The texts of the hits of one frame, or of several."""
    lexicon = Lexicon.from_dict(patterns if isinstance(patterns, dict) else {"f": patterns})
    return find_hits(read_corpus([text]), lexicon, **options)["text"].tolist()


@pytest.mark.parametrize(
    ("text", "patterns", "expected"),
    [
        ("secure security insecure", ["secur*"], ["secure", "security"]),
        ("border boorder brder", ["b?rder"], ["border"]),
        ("war on terror", ["war * terror"], ["war on terror"]),
        ("borders", ["border"], []),
        ("BORDER Security", ["border security"], ["BORDER Security"]),
        ("border_security", ["border security"], ["border_security"]),
        ("a b c", ["a b", "b c"], ["a b"]),
        ("a b c d", ["b c", "a b c d"], ["a b c d"]),
        ("a a a a", ["a a"], ["a a", "a a"]),
        ("a a a", ["a a"], ["a a"]),
        ("the border, security", ["border security"], ["border, security"]),
    ],
)
def test_patterns(text, patterns, expected):
    """Whole words, longest first, then left to right, each token once."""
    assert found(text, patterns) == expected


def test_case_can_matter():
    """A case-sensitive pattern tells the US from us."""
    lexicon = Lexicon.from_dict({"f": ["US"]}, case_sensitive=True)
    assert find_hits(read_corpus(["The US told us"]), lexicon)["start"].tolist() == [4]


def test_nested_scope():
    """With scope over the lexicon a hit inside a longer one of another frame goes; equal spans both stay."""
    patterns = {"paper": ["new york times"], "city": ["new york"], "press": ["new york times"]}
    text = "the New York Times of New York"

    assert found(text, patterns) == ["New York Times", "New York", "New York Times", "New York"]
    assert found(text, patterns, nested_scope="lexicon") == ["New York Times", "New York Times", "New York"]


def test_exclusions_come_before_longest_first(tmp_path):
    """An occurrence inside an exclusion is gone before it can hide another; one that only overlaps it stays."""
    path = tmp_path / "x.toml"
    path.write_text(
        '[frames.border]\npatterns = ["border service", "border", "service of"]\nexclude = ["border service"]\n'
    )
    hits = find_hits(read_corpus(["the border service of a border"]), load_lexicon(path))

    assert hits["text"].tolist() == ["service of", "border"]


def test_first_in_the_file_wins_an_equal_span():
    """Of two patterns on the same span the hit goes to the one that stands first."""
    frame = Frame("f", (Pattern("gam*", category="first"), Pattern("game", category="second")))
    lexicon = Lexicon((frame,))
    assert find_hits(read_corpus(["a game"]), lexicon)["category"].tolist() == ["first"]


def test_no_hit_across_what_does_not_count():
    """No hit runs from headline to body or across boilerplate, whatever the semantics."""
    text = "Border\nsecurity border ad security"
    document = Document("a", text, headline=(Range(0, 6),), boilerplate=(Range(23, 25, "ad"),))
    lexicon = Lexicon.from_dict({"f": ["border security"]})

    for semantics in ("framing", "quanteda"):
        assert find_hits(Corpus((document,)), lexicon, semantics=semantics).empty


def test_hits_say_where_they_stand():
    """Each hit has its section, paragraph, sentence and position; its offsets give its text."""
    text = "Title\nOne two three. Great game.\n\nGreat games."
    corpus = Corpus((Document("a", text, headline=(Range(0, 5),)),))
    hits = find_hits(corpus, Lexicon.from_dict({"f": ["great game*"]}))

    assert hits[["section", "paragraph", "sentence"]].values.tolist() == [["lead", 1, 2], ["body", 2, 3]]
    assert hits["position"].tolist() == [4 / 8, 6 / 8]
    assert [text[a:b] for a, b in zip(hits["start"], hits["end"], strict=True)] == hits["text"].tolist()


def test_no_hits_is_an_empty_table():
    """A lexicon that finds nothing gives a table of the same columns without rows."""
    some = find_hits(read_corpus(["a"]), Lexicon.from_dict({"f": ["a"]}))
    none = find_hits(read_corpus(["b"]), Lexicon.from_dict({"f": ["a"]}))

    assert none.empty
    assert none.dtypes.to_dict() == some.dtypes.to_dict()


def test_unknown_options():
    """An unknown scope or semantics names the known ones."""
    with pytest.raises(FramingError, match=r"unknown nested_scope 'key'\. Known: frame, lexicon"):
        found("a", ["a"], nested_scope="key")
    with pytest.raises(FramingError, match="unknown semantics 'quantda'; did you mean 'quanteda'"):
        found("a", ["a"], semantics="quantda")


def test_many_wildcards_do_not_explode():
    """Patterns of nothing but wildcards on a large vocabulary take no more than their hits."""
    words = [f"w{i}" for i in range(3000)]
    hits = match(Tokens.from_lists([words]), Lexicon.from_dict({"f": ["* * *"]}), semantics="quanteda")

    assert len(hits) == 1000


ALPHABET = ("a", "b", "ab", "ba", "aab")


def by_the_book(documents, lexicon, nested_scope):
    """The rules as written, without any cleverness: hits as (document, first, length, frame)."""
    kept = []
    for number, words in enumerate(documents):
        spans = []
        for f, frame in enumerate(lexicon):
            for p, pattern in enumerate(frame.patterns):
                n = len(pattern.words)
                spans += [
                    (n, first, f, p)
                    for first in range(len(words) - n + 1)
                    if all(glob_matches(a, b) for a, b in zip(pattern.words, words[first : first + n], strict=True))
                ]
        spans.sort(key=lambda span: (-span[0], *span[1:]))
        by_frame = {f: set() for f in range(len(lexicon))}
        for n, first in dict.fromkeys(span[:2] for span in spans):
            own = set(range(first, first + n))
            if nested_scope == "lexicon" and own <= set().union(*by_frame.values()):
                continue
            for span in spans:
                if span[:2] == (n, first) and not own & by_frame[span[2]]:
                    by_frame[span[2]] |= own
                    kept.append((number, first, n, span[2]))
    return sorted(kept)


element = st.sampled_from([*ALPHABET, "a*", "*b", "?", "*a*"])
pattern = st.lists(element, min_size=1, max_size=3).map(" ".join)


@given(
    st.lists(st.lists(st.sampled_from(ALPHABET), max_size=9), min_size=1, max_size=3),
    st.dictionaries(st.sampled_from("xyz"), st.lists(pattern, min_size=1, max_size=4), min_size=1),
    st.sampled_from(["frame", "lexicon"]),
)
def test_matcher_does_what_the_rules_say(documents, dictionary, nested_scope):
    """On any small texts and lexicons the matcher returns what the written rules give word by word."""
    lexicon = Lexicon.from_dict(dictionary)
    tokens = Tokens.from_lists(documents)
    hits = match(tokens, lexicon, nested_scope=nested_scope, semantics="quanteda")
    number = tokens.document[hits.first]
    rows = zip(number, hits.first - tokens.bounds[number], hits.length, hits.frame, strict=True)

    assert sorted(tuple(int(value) for value in row) for row in rows) == by_the_book(documents, lexicon, nested_scope)


@given(st.lists(st.sampled_from(["border", "security", "Border", ".", ";", "\n\n", "?", "U.S."]), max_size=12))
def test_hits_of_a_frame_never_overlap(pieces):
    """Within a frame no two hits share a character, and each is one stretch of one sentence."""
    corpus = read_corpus(["x " + " ".join(pieces)])
    hits = find_hits(corpus, Lexicon.from_dict({"f": ["border security", "security border", "border"]}))

    for (_, end), (start, _) in pairwise(zip(hits["start"], hits["end"], strict=True)):
        assert end <= start
    for text, mark in product(hits["text"], ".;?\n"):
        assert mark not in text


def test_very_many_frames():
    """Forty thousand frames are counted like three."""
    lexicon = Lexicon.from_dict({f"f{n}": [f"w{n}"] for n in range(40_000)})
    hits = find_hits(read_corpus(["w1 w39999 w3"]), lexicon)
    assert hits["frame"].tolist() == ["f1", "f39999", "f3"]
