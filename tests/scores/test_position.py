"""Position: where in the story a frame stands, and how evenly it is spread."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.distance import cityblock
from scipy.stats import iqr, multinomial

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
from framing.scores.position import _deviation
from framing.text.document import Range

LEXICON = Lexicon.from_dict({"game": ["game"], "border": ["border"], "none": ["nowhere"]})
# Sixteen words: a headline of two, a lead of four, a body of ten in two paragraphs.
TEXT = "Border game\n\nOne border, two. End.\n\nGame border game of it.\n\nThe end of the game."
ARTICLE = Document("a", TEXT, {"side": "east"}, headline=(Range(0, 11, "headline"),))
CORPUS = Corpus((ARTICLE, Document("b", "No game.", {"side": None})))
HITS = find_hits(CORPUS, LEXICON)


def corpus_of(*parts):
    return read_corpus(["\n\n".join(parts)])


def spread(corpus, **options):
    return dispersion(find_hits(corpus, LEXICON), corpus, LEXICON, **options).iloc[0]


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


# Gries (2008): five parts, 50 words, of which 15 are "a": 1, 2, 3, 4, 5 in parts of 9, 10, 10, 10, 11 words.
GRIES = [
    "b a m n i b e u p",
    "b a s a t b e w q n",
    "b c a g a b e s t a",
    "b a g h a b e a a t",
    "b a h a a b e a x a t",
]


def test_the_example_of_gries():
    """DP of the word "a" in the corpus of Gries (2008) is 0.18, and 0.18 / (1 - 0.18) = 0.2195 normalised."""
    corpus, lexicon = corpus_of(*(part.upper() for part in GRIES)), Lexicon.from_dict({"letter": ["a"]})
    row = dispersion(find_hits(corpus, lexicon), corpus, lexicon).iloc[0]

    assert row[["hits", "n_tokens", "parts", "hit_parts", "hit_paragraphs"]].tolist() == [15, 50, 5, 5, 5]
    assert row["dp"] == pytest.approx(0.18)
    assert row["dp_norm"] == pytest.approx(0.18 / 0.82)


def test_the_example_of_lijffijt_and_gries():
    """Two thirds and one third of the hits in two of three equal parts give 1/3, normalised 1/2 (2012, table 1)."""
    row = spread(corpus_of("Game game one.", "Two game three.", "Four five six."))

    assert row[["dp", "dp_norm"]].tolist() == pytest.approx([1 / 3, 1 / 2])


def test_even_and_crowded():
    """One hit in each of equal parts gives 0; all in the smallest part gives 1 when normalised."""
    even = spread(corpus_of("Game one two.", "Game three four.", "Game five six."))
    crowded = spread(corpus_of("Game game.", "Three four five six.", "Seven eight."))

    assert even[["dp", "dp_norm"]].tolist() == [0, 0]
    assert crowded[["dp", "dp_norm", "hit_parts"]].tolist() == [0.75, 1, 1]


def test_one_hit():
    """One hit gives 1 minus the share of its part; at random, 1 minus the squared shares."""
    row = spread(corpus_of("Game.", "Two three four."))

    assert row[["dp", "dp_norm"]].tolist() == [0.75, 1]
    assert row["dp_random"] == pytest.approx(1 - (1 / 16 + 9 / 16))
    assert row[["dp_random_low", "dp_random_high"]].tolist() == [0.25, 0.75]


def test_hits_of_one_paragraph_count_once():
    """Five hits in one paragraph are one paragraph with hits, whatever the parts are."""
    corpus = corpus_of("Game. Game. Game. Game. Game.", "One two. A game.")

    for parts, hit_parts in (("paragraph", 2), ("sentence", 6), ("document", 1), (2, 2)):
        row = spread(corpus, parts=parts)
        assert row[["hits", "hit_paragraphs", "hit_parts"]].tolist() == [6, 2, hit_parts]


def test_parts_by_number():
    """A number cuts each article into parts equal to within a word, and not into more than it has words."""
    corpus = read_corpus(["Game two three four five six seven", "a game"])
    hits = find_hits(corpus, LEXICON)
    table = dispersion(hits, corpus, LEXICON, parts=3).set_index(["doc_id", "frame"])

    assert table["parts"].tolist() == [3, 3, 3, 2, 2, 2]
    assert table.loc[("text1", "game"), "dp"] == pytest.approx(1 - 3 / 7)  # parts of 3, 2 and 2 words
    assert table.loc[("text2", "game"), "dp"] == 0.5


def test_nothing_to_spread():
    """Without a hit nothing is said of spread; in a single part there is no room to be uneven."""
    table = dispersion(HITS, CORPUS, LEXICON).set_index(["doc_id", "frame"])

    assert table.loc[("a", "none"), ["hits", "hit_parts", "hit_paragraphs", "parts"]].tolist() == [0, 0, 0, 4]
    assert table.loc[("a", "none"), ["dp", "dp_norm", "dp_random", "dp_random_low", "dp_random_high"]].isna().all()
    assert table.loc[("b", "game"), ["dp", "dp_random", "dp_random_low", "dp_random_high"]].tolist() == [0, 0, 0, 0]
    assert np.isnan(table.loc[("b", "game"), "dp_norm"])


def test_parts_of_a_group():
    """A group's parts are those of all its articles, wherever these stand in the corpus, and cross none of them."""
    texts = ["Game one.\n\nTwo three.", "Game.", "Four five."]
    corpus = read_corpus(pd.DataFrame({"doc_id": list("abc"), "text": texts, "side": ["e", None, "e"]}))
    hits = find_hits(corpus, LEXICON)
    row = dispersion(hits, corpus, LEXICON, by="side").iloc[0]

    assert row[["side", "hits", "n_tokens", "parts", "hit_parts"]].tolist() == ["e", 1, 6, 3, 1]
    assert row["dp"] == pytest.approx(2 / 3)
    by_text = dispersion(hits, corpus, LEXICON, by="side", parts="document").iloc[0]
    assert by_text[["parts", "dp"]].tolist() == [2, pytest.approx(1 / 3)]


def test_identical_articles_are_spread_alike():
    """Articles of the same text have the same places and the same DP."""
    corpus = read_corpus([TEXT] * 3)
    hits = find_hits(corpus, LEXICON)

    for table in (frame_positions(hits, corpus, LEXICON), dispersion(hits, corpus, LEXICON)):
        alike = table.drop(columns=["doc_id", "dp_random_low", "dp_random_high"], errors="ignore")
        first, *others = (alike.iloc[i : i + 3].reset_index(drop=True) for i in (0, 3, 6))
        for other in others:
            pd.testing.assert_frame_equal(first, other)


@pytest.mark.parametrize("sizes", [[3, 1], [2, 5, 3], [1, 1, 1, 1]])
@pytest.mark.parametrize("n", [1, 2, 5])
def test_chance_is_the_multinomials(sizes, n):
    """Mean and range of DP by chance are those of every way the hits can fall, weighted by the multinomial."""
    sizes = np.array(sizes)
    shares = sizes / sizes.sum()
    ways = np.array([counts for counts in product(range(n + 1), repeat=len(sizes)) if sum(counts) == n])
    chance = multinomial.pmf(ways, n, shares)
    values = np.array([cityblock(counts / n, shares) / 2 for counts in ways])
    found = _deviation(ways[0], sizes, 20_000, np.random.default_rng(1))

    assert found["dp_random"] == pytest.approx(chance @ values)
    # A range is right if what lies beyond it has no more than its 2.5 % on either side, to the error of 20,000 draws.
    assert chance[values < found["dp_random_low"] - 1e-9].sum() < 0.028
    assert chance[values <= found["dp_random_low"] + 1e-9].sum() > 0.022
    assert chance[values > found["dp_random_high"] + 1e-9].sum() < 0.028
    assert chance[values >= found["dp_random_high"] - 1e-9].sum() > 0.022


def test_the_same_seed_gives_the_same_range():
    """A seed and a generator made of it give the same table; another seed another range, and nothing else differs."""
    corpus, lexicon = load_seeds(), load_lexicon()
    hits = find_hits(corpus, lexicon)
    one, again, other = (
        dispersion(hits, corpus, lexicon, rng=rng, draws=200) for rng in (3, np.random.default_rng(3), 4)
    )

    pd.testing.assert_frame_equal(one, again)
    assert not one.equals(other)
    chance = ["dp_random_low", "dp_random_high"]
    pd.testing.assert_frame_equal(one.drop(columns=chance), other.drop(columns=chance))


def test_a_range_hangs_on_its_own_hits():
    """Leaving out the hits of one frame leaves the ranges of the others as they are."""
    corpus, lexicon = load_seeds(), load_lexicon()
    hits = find_hits(corpus, lexicon)
    whole, some = (
        dispersion(rows, corpus, lexicon, draws=200).query("frame == 'border_security'")
        for rows in (hits, hits[hits["frame"] != "great_game"])
    )

    pd.testing.assert_frame_equal(whole, some)


def test_the_range_of_the_five_articles():
    """The seed gives these very numbers on every machine."""
    corpus, lexicon = load_seeds(), load_lexicon()
    table = dispersion(find_hits(corpus, lexicon), corpus, lexicon).set_index(["doc_id", "frame"])
    row = table.loc[("sp-2021", "second_front")]

    assert row[["hits", "hit_paragraphs", "parts", "hit_parts"]].tolist() == [13, 8, 41, 8]
    assert row[["dp", "dp_random", "dp_random_low", "dp_random_high"]].astype(float).round(3).tolist() == [
        0.795,
        0.674,
        0.593,
        0.757,
    ]


COUNTS = st.lists(st.tuples(st.integers(0, 6), st.integers(1, 9)), min_size=1, max_size=6)


@settings(max_examples=60)
@given(COUNTS)
def test_dp_is_half_the_city_block_distance(cells):
    """DP is half SciPy's city block distance of the shares; it lies in 0 to 1, normalised too, and range holds mean."""
    counts, sizes = (np.array(column) for column in zip(*cells, strict=True))
    found = _deviation(counts, sizes, 50, np.random.default_rng(0))

    if not counts.sum():
        assert np.isnan(list(found.values())).all()
        return
    assert found["dp"] == pytest.approx(cityblock(counts / counts.sum(), sizes / sizes.sum()) / 2)
    assert 0 <= found["dp"] <= 1 - sizes.min() / sizes.sum() + 1e-12
    assert len(sizes) == 1 or found["dp"] <= found["dp_norm"] <= 1 + 1e-12
    assert 0 <= found["dp_random_low"] <= found["dp_random_high"] <= 1


@pytest.mark.parametrize("measure", [frame_positions, dispersion])
@pytest.mark.parametrize(
    ("change", "options", "message"),
    [
        ({"frame": "other"}, {}, "unknown frame 'other'"),
        ({"doc_id": "other"}, {}, "unknown doc_id 'other'"),
        ({"start": 1}, {}, "starts at 1 of 'a', where no word of this corpus"),
        ({"start": 999}, {}, "starts at 999 of 'a', where no word of this corpus"),
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
