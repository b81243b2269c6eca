"""Dispersion: how evenly a frame is spread, by hand, by the books and against chance."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.distance import cityblock
from scipy.stats import multinomial

from framing import (
    Lexicon,
    dispersion,
    find_hits,
    load_lexicon,
    load_seeds,
    read_corpus,
)
from framing.scores.dispersion import _deviation

LEXICON = Lexicon.from_dict({"game": ["game"], "border": ["border"], "none": ["nowhere"]})


def corpus_of(*parts):
    return read_corpus(["\n\n".join(parts)])


def spread(corpus, **options):
    return dispersion(find_hits(corpus, LEXICON), corpus, LEXICON, **options).iloc[0]


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
    row = table.loc[("sp-2021", "border_security")]

    assert row[["hits", "hit_paragraphs", "parts", "hit_parts"]].tolist() == [15, 11, 41, 11]
    assert row[["dp", "dp_random", "dp_random_low", "dp_random_high"]].astype(float).round(3).tolist() == [
        0.632,
        0.635,
        0.548,
        0.725,
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
