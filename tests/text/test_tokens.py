"""The tokenizer: what is a word, what it counts as, where it stands, and what ends between two words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import Document, FramingError, Lexicon, find_hits, read_corpus, score
from framing.text.boundaries import Boundary, boundary
from framing.text.folding import fold
from framing.text.tokens import Tokens, tokenize


def words(text):
    return [token.word for token in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the US-led force", ["the", "US-led", "force"]),
        ("a post–Soviet state", ["a", "post–Soviet", "state"]),
        ("aid—and arms — now", ["aid—and", "arms", "now"]),
        ("Russia’s, Russia's", ["Russia’s", "Russia's"]),
        ("the soldiers' post", ["the", "soldiers", "post"]),
        ("‘quoted’ word", ["quoted", "word"]),
        ("in the U.S. army", ["in", "the", "U.S.", "army"]),
        ("U.S.-led, e.g. now", ["U.S.-led", "e.g.", "now"]),
        ("worth $ 1.3 million, 10,000 men", ["worth", "1.3", "million", "10,000", "men"]),
        ("the 201st base, 9/11", ["the", "201st", "base", "9", "11"]),
        ("at 23:16 (50%)", ["at", "23", "16", "50"]),
        ("Kazakhstan/Uzbekistan", ["Kazakhstan", "Uzbekistan"]),
        ("see www.un.org/aid now", ["see", "www.un.org", "aid", "now"]),
        ("#aid for @un_org", ["#aid", "for", "@un_org"]),
        ("cafe\u0301 и Таджикистан", ["cafe\u0301", "и", "Таджикистан"]),
        ("bor\u00adder", ["bor\u00adder"]),
        ("— … !? *", []),
        ("", []),
    ],
)
def test_words(text, expected):
    """Words are cut as the table of the module says."""
    assert words(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [("Russia’s", "russia's"), ("post–Soviet", "POST-SOVIET"), ("caf\u00e9", "cafe\u0301"), ("ÉTAT", "état")],
)
def test_fold_unites_spellings(one, other):
    """Case, Unicode form, curly or straight marks and kinds of hyphen make no difference to what a word counts as."""
    assert fold(one) == fold(other)


def test_types_keep_the_printed_word():
    """A token shows the word as printed beside the type it counts as."""
    assert [(t.word, t.type) for t in tokenize("Great GREAT great")] == [
        ("Great", "great"),
        ("GREAT", "great"),
        ("great", "great"),
    ]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It ended. The war began.", 2),
        ("The desire is obvious. counting on loyalty", 2),  # a translated text
        ("Gen. Kurilla met John M. Lu in Sept. 2022.", 1),
        ("U.S. troops left. In the U.S. They stayed.", 3),
        ("Why? Nobody knows! So.", 3),
        ("“Why now?” he asked. “Go.” He went.", 3),
        ("He waited … and left … Then it ended.", 2),
        ("It cost $ 1.3 million (Avesta, September 17). On Monday it ended.", 2),
        ("Head line\n\nBody without a full stop\n\nMore", 3),
        ("one paragraph\nAnother paragraph", 2),
        ("a line that only\nwraps here", 1),
        ("no surprise., since then", 1),
    ],
)
def test_sentences(text, sentences):
    """Sentences end where a reader would say they do, also in translated and badly punctuated text."""
    assert (tokenize(text).boundaries >= Boundary.SENTENCE).sum() == sentences


@pytest.mark.parametrize(
    ("before", "gap", "after", "expected"),
    [
        ("said", ": ", "we", Boundary.CLAUSE),
        ("here", "; ", "there", Boundary.CLAUSE),
        ("here", ", ", "there", Boundary.NONE),
        ("here", " (", "there", Boundary.NONE),
        ("here", "? ", "there", Boundary.CLAUSE),
        ("here", "?", "There", Boundary.SENTENCE),
        ("here", ".” ", "he", Boundary.CLAUSE),
        ("the", " .", "NET", Boundary.NONE),
        ("2004", ".", "The", Boundary.SENTENCE),
        ("here", ".\n", "There", Boundary.PARAGRAPH),
        ("here", "\r\n\r\n", "there", Boundary.PARAGRAPH),
        ("here", "\u2029", "There", Boundary.PARAGRAPH),
    ],
)
def test_boundaries(before, gap, after, expected):
    """The strongest thing that ends between two words is what counts."""
    assert boundary(before, gap, after) is expected


@given(st.lists(st.text(), max_size=4))
def test_offsets_hold_for_any_text(texts):
    """For any Unicode text, each token is the raw text at its offsets, and tokens stand in order."""
    tokens = tokenize(texts)
    for number, text in enumerate(texts):
        end = 0
        for i in range(tokens.bounds[number], tokens.bounds[number + 1]):
            assert tokens.start[i] >= end
            end = tokens.end[i]
            assert text[tokens.start[i] : end] == tokens.words[tokens.ids[i]] != ""


@given(st.lists(st.text(alphabet="aB.!? \n\"”'—-1,’U", max_size=40), min_size=2, max_size=2))
def test_documents_do_not_touch(texts):
    """Texts cut together give the tokens they give alone."""
    together = tokenize(texts)
    for number, text in enumerate(texts):
        alone = tokenize(text)
        own = slice(together.bounds[number], together.bounds[number + 1])
        assert [together.words[i] for i in together.ids[own]] == [token.word for token in alone]
        assert together.boundaries[own].tolist() == alone.boundaries.tolist()


def test_tokens_of_another_tool():
    """Lists of words cut elsewhere become tokens, empty documents included."""
    tokens = Tokens.from_lists([[], ["great", "game"], [], ["great"]])

    assert tokens.bounds.tolist() == [0, 0, 2, 2, 3]
    assert [token.word for token in tokens] == ["great", "game", "great"]
    assert tokens.start.tolist() == [0, 6, 0]
    assert tokens.document.tolist() == [1, 1, 3]


@pytest.mark.parametrize(
    "call",
    [
        lambda half: tokenize(["whole", half]),
        lambda half: Document("a", half),
        lambda half: Document(half, "whole"),
        lambda half: read_corpus(["whole", half]),
        lambda half: score([half], Lexicon.from_dict({"f": ["border"]})),
        lambda half: Lexicon.from_dict({"f": [half]}),
        lambda half: Lexicon.from_dict({half: ["border"]}),
    ],
    ids=["tokenize", "text", "id", "read_corpus", "score", "pattern", "frame"],
)
def test_half_a_character_is_refused_everywhere(call):
    """A lone surrogate is refused with what holds it, never met by a traceback; a whole pair from JSON is one sign."""
    with pytest.raises(FramingError, match=r"\\ud800|character 7"):
        call("border \ud800 now")
    assert len(tokenize("border \U0001f600 now")) == 2


def test_work_grows_with_the_text():
    """Marks that pile up between two words are looked at once each: the steps of the pattern, counted, stay in line."""
    for gap in ("." * 20_000 + "(", '".' * 20_000 + "(", "!" * 20_000 + "x("):
        assert boundary("a", gap, "b") in (Boundary.CLAUSE, Boundary.NONE)  # cubic: hours


@pytest.mark.parametrize(
    ("mend", "text", "types"),
    [
        ("hyphens", "secu-\nrity, Sino-\nRussian", ["security", "sino", "russian"]),
        ("stops", "the troops.The U.S.A. un.org 1.5", ["the", "troops", "the", "u.s.a.", "un.org", "1.5"]),
        ("elision", "l’Iran, dell'Iran, aujourd’hui", ["l'", "iran", "dell'", "iran", "aujourd'hui"]),
    ],
)
def test_mending_reads_otherwise_than_printed(mend, text, types):
    """What is asked for is joined or parted, with offsets of the raw text; without it nothing is."""
    tokens = list(tokenize(text, mend=mend))

    assert [token.type for token in tokens] == types
    assert all(text[token.start : token.end] == token.word for token in tokens)
    assert [token.type for token in tokenize(text)] != types
    lexicon = Lexicon.from_dict({"f": [types[0], types[1]]})
    hits = len(find_hits(read_corpus([text], mend=mend), lexicon))
    assert score([text], lexicon, mend=mend)["f"].tolist() == [hits]


def test_an_unknown_way_of_mending_is_named():
    """A wrong name is refused with those that there are."""
    with pytest.raises(FramingError, match=r"unknown value of mend 'hyphen'.*Known: hyphens, stops, elision"):
        tokenize("a", mend=["hyphen"])
