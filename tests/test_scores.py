"""Scores: every rate beside its counts, every frame a row."""

import pandas as pd
import pytest

from framing import (
    Corpus,
    Document,
    FramingError,
    Lexicon,
    find_hits,
    frame_scores,
    load_lexicon,
    load_seeds,
    pattern_counts,
    read_corpus,
    shared_sentences,
)
from framing.corpus import Range

LEXICON = Lexicon.from_dict({"game": {"name": ["great game"], "wider": ["game*", "play"]}, "border": ["border"]})
CORPUS = read_corpus(
    pd.DataFrame(
        {
            "doc_id": ["a", "b", "c"],
            "text": ["Great game. The game of games. A border.", "Nothing here.", "A border, a border. They play."],
            "outlet": ["X", None, "X"],
        }
    )
)
HITS = find_hits(CORPUS, LEXICON)


def test_scores_by_hand():
    """Hits, rates and shares are those one counts by eye; a frame without hits is a row of zeros."""
    scores = frame_scores(HITS, CORPUS, LEXICON)

    columns = ["doc_id", "frame", "hits", "n_tokens", "sentences", "n_sentences", "top_pattern"]
    assert scores[columns].values.tolist() == [
        ["a", "game", 3, 8, 2, 3, "game*"],
        ["a", "border", 1, 8, 1, 3, "border"],
        ["b", "game", 0, 2, 0, 1, ""],
        ["b", "border", 0, 2, 0, 1, ""],
        ["c", "game", 1, 6, 1, 2, "play"],
        ["c", "border", 2, 6, 1, 2, "border"],
    ]
    assert scores["per_1000"].tolist() == [375, 125, 0, 0, 1000 / 6, 2000 / 6]
    assert scores["sentence_share"].tolist() == [2 / 3, 1 / 3, 0, 0, 1 / 2, 1 / 2]
    assert scores["top_share"].tolist()[:2] == [2 / 3, 1]
    assert scores["top_share"].isna().tolist()[2:4] == [True, True]


def test_groups_of_articles():
    """Articles can be scored by any metadata column; those without a value are a group of their own."""
    scores = frame_scores(HITS, CORPUS, LEXICON, by="outlet")

    assert scores[["outlet", "frame", "hits", "n_tokens", "sentences"]].values.tolist() == [
        ["X", "game", 4, 14, 3],
        ["X", "border", 3, 14, 2],
        ["unknown", "game", 0, 2, 0],
        ["unknown", "border", 0, 2, 0],
    ]


def test_sections():
    """Sections are scored against their own tokens and sentences."""
    document = Document("a", "Great game\nA border. No border.\n\nThe end.", headline=(Range(0, 10),))
    corpus = Corpus((document,))
    scores = frame_scores(find_hits(corpus, LEXICON), corpus, LEXICON, by="section")

    assert scores[["section", "frame", "hits", "n_tokens", "n_sentences"]].values.tolist() == [
        ["headline", "game", 1, 2, 1],
        ["headline", "border", 0, 2, 1],
        ["lead", "game", 0, 4, 2],
        ["lead", "border", 2, 4, 2],
        ["body", "game", 0, 2, 1],
        ["body", "border", 0, 2, 1],
    ]


def test_categories_add_up():
    """The hits of a frame's categories add up to the frame's, on the five articles."""
    corpus, lexicon = load_seeds(), load_lexicon()
    hits = find_hits(corpus, lexicon)
    whole = frame_scores(hits, corpus, lexicon).set_index(["doc_id", "frame"])["hits"]
    parts = frame_scores(hits, corpus, lexicon, categories=True).groupby(["doc_id", "frame"])["hits"].sum()

    assert whole.sum() == len(hits) > 0
    assert parts.reindex(whole.index).tolist() == whole.tolist()


def test_unknown_column_is_named():
    """A group that is not there names those that are."""
    with pytest.raises(FramingError, match="unknown column 'outlets'; did you mean 'outlet'"):
        frame_scores(HITS, CORPUS, LEXICON, by="outlets")


def test_hits_of_another_lexicon_are_refused():
    """Hits that name a frame or document that is not there are an error, never dropped."""
    with pytest.raises(FramingError, match="unknown frame 'game'"):
        frame_scores(HITS, CORPUS, Lexicon.from_dict({"border": ["border"]}))
    with pytest.raises(FramingError, match="unknown doc_id 'a'"):
        frame_scores(HITS, read_corpus(["Other text."]), LEXICON)


def test_pattern_counts():
    """Every pattern is a row, also one that never occurs, with its hits in each article."""
    counts = pattern_counts(HITS, CORPUS, LEXICON)

    assert counts[["pattern", "hits", "a", "b", "c"]].values.tolist() == [
        ["great game", 1, 1, 0, 0],
        ["game*", 2, 2, 0, 0],
        ["play", 1, 0, 0, 1],
        ["border", 3, 1, 0, 2],
    ]


def test_shared_sentences():
    """Two frames share the sentences in which both occur."""
    corpus = read_corpus(["A game at the border. A game. A game."])
    shared = shared_sentences(find_hits(corpus, LEXICON), LEXICON)

    assert shared.to_dict() == {"game": {"game": 3, "border": 1}, "border": {"game": 1, "border": 1}}
