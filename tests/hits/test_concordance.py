"""Concordance lines: the evidence, as printed."""

import pytest

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
