"""Position: where in the story a frame stands."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import iqr

from framing import (
    Corpus,
    Document,
    FramingError,
    Lexicon,
    dispersion,
    find_hits,
    frame_positions,
    frame_scores,
    load_lexicon,
    load_seeds,
    read_corpus,
)
from framing.scores.position import section_stretches
from framing.text.document import Range

LEXICON = Lexicon.from_dict({"game": ["game"], "border": ["border"], "none": ["nowhere"]})
# Sixteen words: a headline of two, a lead of four, a body of ten in two paragraphs.
TEXT = "Border game\n\nOne border, two. End.\n\nGame border game of it.\n\nThe end of the game."
ARTICLE = Document("a", TEXT, {"side": "east"}, headline=(Range(0, 11, "headline"),))
CORPUS = Corpus((ARTICLE, Document("b", "No game.", {"side": None})))
HITS = find_hits(CORPUS, LEXICON)


def test_positions_by_hand():
    """Hits by section, halves and places are those one counts by eye; a frame without hits is a row of zeros."""
    table = frame_positions(HITS, CORPUS, LEXICON).set_index(["doc_id", "frame"])
    game, border, none = (table.loc[("a", frame)] for frame in LEXICON.frame_names)

    # Of sixteen words the game is number 1, 6, 8 and 15, the border 0, 3 and 7.
    assert game[["hits", "n_tokens", "headline_hits", "lead_hits", "body_hits"]].tolist() == [4, 16, 1, 0, 3]
    assert game[["headline_tokens", "lead_tokens", "body_tokens"]].tolist() == [2, 4, 10]
    assert game[["headline_per_1000", "lead_per_1000", "body_per_1000"]].tolist() == [500, 0, 300]
    assert game[["first_quarter", "first_quarter_share", "first_half", "first_half_share"]].tolist() == [
        1,
        0.25,
        2,
        0.5,
    ]
    assert game[["first", "median", "q1", "q3"]].tolist() == [1 / 16, 7 / 16, 4.75 / 16, 9.75 / 16]
    assert game["iqr"] == 5 / 16
    assert border[["hits", "lead_hits", "first", "median"]].tolist() == [3, 1, 0, 3 / 16]
    assert none[["hits", "headline_hits", "headline_per_1000", "first_half"]].tolist() == [0, 0, 0, 0]
    assert none[["first_quarter_share", "first_half_share", "first", "median", "q1", "q3", "iqr"]].isna().all()


def test_headlines():
    """Headlines and those with the frame are counted; an article without one has no rate there, rather than none."""
    table = frame_positions(HITS, CORPUS, LEXICON).set_index(["doc_id", "frame"])

    assert table["headlines"].tolist() == [1, 1, 1, 0, 0, 0]
    assert table["headlines_with"].tolist() == [1, 1, 0, 0, 0, 0]
    assert table.loc[("b", "game"), ["headline_hits", "headline_tokens"]].tolist() == [0, 0]
    assert np.isnan(table.loc[("b", "game"), "headline_per_1000"])


def test_headlines_of_a_group():
    """Of a group's headlines each counts once, however often it has the frame."""
    texts = {"a": "Game game\n\nOne.", "b": "Game now\n\nTwo.", "c": "A border\n\nThree."}
    headline = {"headline": (Range(0, 8, "headline"),)}
    corpus = Corpus(tuple(Document(name, text, {"side": "e"}, **headline) for name, text in texts.items()))
    table = frame_positions(find_hits(corpus, LEXICON), corpus, LEXICON, by="side")

    assert table["headlines"].tolist() == [3, 3, 3]
    assert table["headline_hits"].tolist() == [3, 1, 0]
    assert table["headlines_with"].tolist() == [2, 1, 0]


def test_one_hit_has_a_place_but_no_quartiles():
    """One hit has a first and a median position; a distance of 0 between quartiles would say more than is known."""
    row = frame_positions(HITS, CORPUS, LEXICON).set_index(["doc_id", "frame"]).loc[("b", "game")]

    assert row[["hits", "first", "median"]].tolist() == [1, 0.5, 0.5]
    assert row[["q1", "q3", "iqr"]].isna().all()


def test_places_in_groups():
    """Groups pool the places of their articles; those without a value are the group unknown."""
    table = frame_positions(HITS, CORPUS, LEXICON, by="side")
    one = Corpus(tuple(Document(d.doc_id, d.text, {"x": "all"}, d.headline) for d in CORPUS))
    pooled = frame_positions(HITS, one, LEXICON, by="x")

    assert table["side"].tolist() == ["east"] * 3 + ["unknown"] * 3
    assert pooled[["hits", "n_tokens", "headlines", "headlines_with"]].values.tolist()[0] == [5, 18, 1, 1]
    assert pooled["median"].tolist()[0] == 0.5


def test_quartiles_are_scipys():
    """On the five articles, quartiles and their distance are those of NumPy and SciPy."""
    corpus, lexicon = load_seeds(), load_lexicon()
    hits = find_hits(corpus, lexicon)
    table = frame_positions(hits, corpus, lexicon).set_index(["doc_id", "frame"])

    for cell, own in hits.groupby(["doc_id", "frame"]):
        if len(own) > 1:
            assert table.loc[cell, "iqr"] == pytest.approx(iqr(own["position"]))
            assert table.loc[cell, "q1"] == pytest.approx(np.quantile(own["position"], 0.25))


def test_positions_and_scores_count_the_same():
    """Sections add up to the hits and tokens of the scores, kept boilerplate as well."""
    lexicon = load_lexicon()
    for boilerplate in ("drop", "keep"):
        corpus = load_seeds(boilerplate=boilerplate)
        hits = find_hits(corpus, lexicon)
        scores, table = frame_scores(hits, corpus, lexicon), frame_positions(hits, corpus, lexicon)

        for part, whole in (("_hits", "hits"), ("_tokens", "n_tokens")):
            assert table.filter(regex=f"^(?!n_).*{part}$").sum(axis=1).tolist() == scores[whole].tolist()
        assert ("boilerplate_hits" in table.columns) == (boilerplate == "keep")


def test_nothing_to_spread():
    """Without a hit nothing is said of spread; in a single part there is no room to be uneven."""
    table = dispersion(HITS, CORPUS, LEXICON).set_index(["doc_id", "frame"])

    assert table.loc[("a", "none"), ["hits", "hit_parts", "hit_paragraphs", "parts"]].tolist() == [0, 0, 0, 4]
    assert table.loc[("a", "none"), ["dp", "dp_norm", "dp_random", "dp_random_low", "dp_random_high"]].isna().all()
    assert table.loc[("b", "game"), ["dp", "dp_random", "dp_random_low", "dp_random_high"]].tolist() == [0, 0, 0, 0]
    assert np.isnan(table.loc[("b", "game"), "dp_norm"])


def test_identical_articles_are_spread_alike():
    """Articles of the same text have the same places and the same DP."""
    corpus = read_corpus([TEXT] * 3)
    hits = find_hits(corpus, LEXICON)

    for table in (frame_positions(hits, corpus, LEXICON), dispersion(hits, corpus, LEXICON)):
        alike = table.drop(columns=["doc_id", "dp_random_low", "dp_random_high"], errors="ignore")
        first, *others = (alike.iloc[i : i + 3].reset_index(drop=True) for i in (0, 3, 6))
        for other in others:
            pd.testing.assert_frame_equal(first, other)


@pytest.mark.parametrize("measure", [frame_positions, dispersion])
@pytest.mark.parametrize(
    ("change", "options", "message"),
    [
        ({"frame": "other"}, {}, "unknown frame 'other'"),
        ({"doc_id": "other"}, {}, "unknown doc_id 'other'"),
        ({"start": 1}, {}, "'Border' at 1–6 of 'a', where the text has 'order'"),
        ({"start": 999}, {}, "have 999–6 of 'a', which is no stretch of its 81 characters"),
        ({}, {"by": "sid"}, "unknown column 'sid'; did you mean 'side'"),
        ({}, {"by": "hits"}, "'hits' is a column of the result too"),
        ({}, {"by": "frame"}, "'frame' is a column of the result too"),
    ],
)
def test_hits_that_do_not_fit(measure, change, options, message):
    """Hits of another corpus or lexicon, and groups that cannot be told, are one clear error."""
    document = Document("a", TEXT, {"side": "east", "hits": 1, "frame": "x"}, headline=ARTICLE.headline)
    hits = HITS[HITS["doc_id"] == "a"].assign(**change)
    with pytest.raises(FramingError, match=message):
        measure(hits, Corpus((document,)), LEXICON, **options)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"parts": "page"},
            "parts must be one of document, paragraph, sentence, or a number of 1 or more; found 'page'",
        ),
        ({"parts": 0}, "found 0"),
        ({"parts": True}, "found True"),
        ({"draws": 0}, "draws must be a whole number of 1 or more, found 0"),
        ({"rng": "dice"}, "rng must be a generator of NumPy's or a whole number from 0, found 'dice'"),
    ],
)
def test_parts_that_are_none(options, message):
    """Parts, draws and seeds that cannot be are named."""
    with pytest.raises(FramingError, match=message):
        dispersion(HITS, CORPUS, LEXICON, **options)


@pytest.mark.parametrize("measure", [frame_positions, dispersion])
def test_no_hit_at_all(measure):
    """A hit table without rows gives every frame its row of zeros; one without a column is refused."""
    assert measure(HITS[:0], CORPUS, LEXICON)["hits"].tolist() == [0] * 6
    with pytest.raises(FramingError, match="unknown column 'start'"):
        measure(HITS.drop(columns="start"), CORPUS, LEXICON)


def test_stretches_of_headline_and_lead():
    """Headlines come first; a lead follows its headline without a gap, in shares of the article's words."""
    table = section_stretches(CORPUS)
    assert table["doc_id"].tolist() == ["a", "a", "b"]
    assert table["section"].tolist() == ["headline", "lead", "lead"]
    assert table[["start", "end"]].values.tolist() == [[0, 2 / 16], [2 / 16, 6 / 16], [0, 1]]
