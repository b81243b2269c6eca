"""Concordance lines: the evidence, as printed."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import Corpus, Document, FramingError, Lexicon, find_hits, kwic, read_corpus
from framing.text.document import Range

LEXICON = Lexicon.from_dict({"f": ["game", "x *"]})


def lines(corpus, **options):
    return kwic(find_hits(corpus, LEXICON), corpus, **options)[["left", "keyword", "right"]].values.tolist()


def test_window():
    """A line shows so many words on either side as asked for, fewer at the edges, and the raw text between them."""
    corpus = read_corpus(["a b “c”\ngame, d; e.", "game"])

    assert lines(corpus, window=2) == [["b “c”", "game", ", d; e"], ["", "game", ""]]
    assert lines(corpus, window=0) == [["", "game", ""], ["", "game", ""]]


def test_sentence():
    """A window of a sentence shows the whole sentence with its marks and nothing else."""
    corpus = read_corpus(["Before it. “The game is on!” After it."])

    assert lines(corpus, window="sentence") == [["“The", "game", "is on!”"]]


def test_every_hit_is_a_line():
    """There is one line for each hit, in the same order; scores and concordance cannot disagree."""
    corpus = read_corpus(["game game x game game x y"])
    hits = find_hits(corpus, LEXICON)
    table = kwic(hits, corpus)

    assert table["keyword"].tolist() == hits["text"].tolist() == ["game", "game", "x game", "game", "x y"]


def test_boilerplate_never_shows():
    """Context ends where text does not count."""
    text = "Title\nBy Me\nThe game ends. Subscribe now"
    corpus = Corpus((Document("a", text, {}, (Range(0, 5),), (Range(6, 11, "byline"), Range(27, 40, "ad"))),))

    assert lines(corpus) == [["The", "game", "ends"]]


@pytest.mark.parametrize("window", [-1, 2.5, "paragraph", True])
def test_unusable_window(window):
    """A window that is no number of words is refused."""
    with pytest.raises(FramingError, match="window must be a number of words"):
        lines(read_corpus(["game"]), window=window)


SORTED = ["The game ends. A Game abroad.", "x ‘Abroad’ game, end", "game"]


def test_sorted_by_a_word_beside_the_keyword():
    """Lines stand by that word whatever its case and marks; without it first; equal ones by document and place."""
    corpus = read_corpus(pd.Series(SORTED, index=["c", "b", "a"]))
    hits = find_hits(corpus, LEXICON)[::-1]

    def order(sort, **options):
        table = kwic(hits, corpus, sort=sort, **options)
        assert table.index.tolist() == hits.loc[table.index].index.tolist()
        return list(zip(table["doc_id"], table["start"].tolist(), strict=True))

    c_1, c_2, b, a = ("c", 4), ("c", 17), ("b", 11), ("a", 0)
    b_x = ("b", 0)  # the hit of "x *"
    assert order("1R") == [a, c_2, b, c_1, b_x]  # "", abroad, end, ends, game
    assert order("1L") == [b_x, a, c_2, b, c_1]  # "", "", a, abroad, the
    assert order("2L", window="sentence") == [c_1, c_2, b_x, a, b]  # only the last has one in its sentence
    assert order("1R", near="abroad") == [c_2, b, c_1]


def test_near():
    """Only lines with the word in the window are kept; the keyword itself does not count."""
    corpus = read_corpus(["Game one two Troops. Far game here.", "Game troop"])

    def starts(near, window):
        return kwic("game", corpus, near=near, window=window)["start"].tolist()

    assert starts("troop*", 2) == [25, 0]
    assert starts("TROOP?", 3) == [0, 25]
    assert starts("troops", "sentence") == [0]
    assert starts("game", 3) == []
    assert starts("absent", 3) == []


def test_patterns_are_found_directly():
    """A pattern, or a list of them, gives the lines that a lexicon of them gives; none hides another."""
    corpus = read_corpus(["Asylum seekers seek asylum."])
    table = kwic(["asylum*", "asylum seeker?"], corpus)

    assert table["pattern"].tolist() == table["frame"].tolist() == ["asylum*", "asylum seeker?", "asylum*"]
    assert table["keyword"].tolist() == ["Asylum", "Asylum seekers", "asylum"]
    assert kwic("asylum*", corpus)["keyword"].tolist() == ["Asylum", "asylum"]
    assert kwic("nothing", corpus, sort="1R", near="x").empty


@given(
    texts=st.lists(st.text(alphabet="abAB ’.", max_size=30).map("a {}".format), min_size=1, max_size=3),
    sort=st.sampled_from(["3L", "2L", "1L", "1R", "2R", "3R"]),
    window=st.sampled_from([3, 5, "sentence"]),
)
def test_sorting_loses_no_line(texts, sort, window):
    """Sorted lines are the lines, in an order that does not depend on that of the hits."""
    corpus = read_corpus(texts)
    table = kwic("a*", corpus, window=window)
    by_word = kwic("a*", corpus, window=window, sort=sort)

    assert by_word.sort_index().equals(table)
    shuffled = find_hits(corpus, Lexicon.from_dict({"a*": ["a*"]}))[::-1]
    assert kwic(shuffled, corpus, window=window, sort=sort).equals(by_word)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"sort": "4R"}, "unknown sort '4R'. Known: 3L, 2L, 1L, 1R, 2R, 3R."),
        ({"sort": "right"}, "unknown sort 'right'"),
        ({"sort": "2R", "window": 1}, "sort='2R' is by a word outside the window. Give a window of 2 or more."),
        ({"near": "two words"}, "near must be one word, in which . and . may stand, found 'two words'"),
        ({"near": ""}, "near must be one word"),
        ({"near": "*"}, "matches every word"),
        ({"near": "a,b"}, "'a,b' can never match"),
    ],
)
def test_unusable_sort_and_near(options, message):
    """A sort that there is not, or a word that no line can have, is one line that says so."""
    with pytest.raises(FramingError, match=message) as error:
        lines(read_corpus(["game"]), **options)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("patterns", ["", " ", "*", [], ["a", ""], ["a,b"], [3], "near(a, b)"])
def test_unusable_patterns(patterns):
    """A pattern that finds nothing, or everything, is refused."""
    with pytest.raises(FramingError):
        kwic(patterns, read_corpus(["a"]))


def test_a_sentence_without_end_is_shown_in_part():
    """So that the concordance of many hits in one sentence is as long as their number, not its square."""
    corpus = read_corpus(["the border is " * 400])
    table = kwic("border", corpus, window="sentence")

    assert max(len(f"{row.left} {row.right}".split()) for row in table.itertuples()) == 400
