"""Every score under every specification, each as the rest of the library counts it."""

import numpy as np
import pandas as pd
import pytest
from declared import declared
from hypothesis import given, settings
from hypothesis import strategies as st
from small_corpus import CORPUS, LEXICON, SEED_HITS, SEED_LEXICON, SEEDS

from framing import (
    Corpus,
    Document,
    FramingError,
    Lexicon,
    add_voice,
    as_coder,
    bootstrap_scores,
    coded_scores,
    find_hits,
    frame_scores,
    load_mentions,
    load_seeds,
    read_corpus,
    specifications,
    voice_scores,
)
from framing.lexicon.frames import Frame, Pattern
from framing.text.document import Range

MENTIONS = load_mentions(SEEDS)
TEXTS = ["the game", "a border", "He said that the border", "nothing", "games"]


def only(every):
    """Return the scores of the one specification there is."""
    assert len(every.grid) == 1
    return every.scores


@settings(max_examples=25)
@given(st.lists(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=5), min_size=1, max_size=3))
def test_the_main_specification_is_frame_scores(texts):
    """On any corpus the main specification has the hits, rates and shares of frame_scores."""
    corpus = read_corpus([". ".join(sentences) + "." for sentences in texts])
    hits = find_hits(corpus, LEXICON)
    scores = frame_scores(hits, corpus, LEXICON)
    rates = only(specifications(corpus, LEXICON, declaration=declared(), draws=1))
    shares = only(specifications(corpus, LEXICON, declaration=declared(normaliser="share of sentences"), draws=1))

    columns = ["doc_id", "frame", "hits", "hits", "n_tokens", "per_1000"]
    assert rates[["doc_id", "frame", "hits", "count", "of", "value"]].values.tolist() == scores[columns].values.tolist()
    columns = ["hits", "sentences", "n_sentences", "sentence_share"]
    assert shares[["hits", "count", "of", "value"]].values.tolist() == scores[columns].values.tolist()


def test_the_authors_own_words_are_those_of_voice_scores():
    """In the author's own voice, hits and words are those of the author's side in voice_scores."""
    voiced = voice_scores(add_voice(SEED_HITS, SEEDS), SEEDS, SEED_LEXICON)
    own = voiced.loc[voiced["voice"] == "author", ["doc_id", "frame", "hits", "n_tokens", "per_1000"]]
    every = specifications(SEEDS, SEED_LEXICON, declaration=declared(voice="author"), draws=1)
    assert only(every)[["doc_id", "frame", "count", "of", "value"]].values.tolist() == own.values.tolist()


def test_coders_are_counted_as_in_coded_scores():
    """A coder's rate and share are those of coded_scores, mentions that run over two sentences among them."""
    for coder in ("A", "B", "C"):
        own = MENTIONS[MENTIONS["coder"] == coder]
        known = coded_scores(own, SEEDS, frames=SEED_LEXICON.frame_names)
        for normaliser, column in (("per 1,000 tokens", "per_1000"), ("share of sentences", "sentence_share")):
            choices = declared(coder=coder, normaliser=normaliser)
            every = specifications(SEEDS, SEED_LEXICON, own, declaration=choices, draws=1)
            assert only(every)["value"].tolist() == known[column].tolist()


def test_draws_are_those_of_the_bootstrap():
    """An interval of a score is the percentile one of bootstrap_scores; where nothing is found that of the bound."""
    every = specifications(SEEDS, SEED_LEXICON, declaration=declared(), draws=2000, rng=3)
    known = bootstrap_scores(SEED_HITS, SEEDS, SEED_LEXICON, method="percentile", rng=3).set_index(["frame", "doc_id"])
    known = known.loc[every.draws.columns]
    ends = every.draws.quantile([0.025, 0.975]).T
    found = (known["hits"] > 0).to_numpy()

    assert 0 < found.sum() < len(found)
    np.testing.assert_allclose(ends[found], known.loc[found, ["low", "high"]])
    np.testing.assert_allclose(every.draws.quantile(0.95)[~found], known.loc[~found, "high"], rtol=0.05)
    assert (every.draws.loc[:, ~found].min() > 0).all()


@pytest.mark.parametrize(("voice", "unknown"), [("author", True), ("everybody", False)])
def test_one_sentence_has_no_draws(voice, unknown):
    """A text with a single sentence of the author's own says nothing of the noise of these."""
    corpus = read_corpus(["A game.\n\n“This is not our border. We said so.”"])
    every = specifications(corpus, LEXICON, declaration=declared(voice=voice), draws=5)
    assert every.draws.isna().all(axis=None) == unknown


def test_each_choice_by_hand():
    """Headline, boilerplate, tier, own entries and paragraphs change the counts that one would change by eye."""
    text = "Border games.\n\nA border. A game here.\n\nBy Border Press"
    document = Document("x", text, {}, (Range(0, 13),), (Range(38, 53),))
    patterns = (Pattern("game*", category="core"), Pattern("border", category="wide", articles=("x",)))
    lexicon = Lexicon((Frame("f", patterns),))
    plain = read_corpus(["A border.\n\nOne game."]).documents[0]
    found = {}
    for choice in (
        {},
        {"scope": "body"},
        {"boilerplate": "counted"},
        {"tier": "core"},
        {"own": "left out"},
        {"normaliser": "share of paragraphs"},
        {"normaliser": "share of paragraphs", "tier": "core"},
    ):
        scores = only(specifications(Corpus((document, plain)), lexicon, declaration=declared(**choice), draws=1))
        found[tuple(choice.values())] = scores[["count", "of"]].values.tolist()

    assert found == {
        (): [[4, 7], [2, 4]],
        ("body",): [[2, 5], [2, 4]],
        ("counted",): [[5, 10], [2, 4]],
        ("core",): [[2, 7], [1, 4]],
        ("left out",): [[2, 7], [2, 4]],
        ("share of paragraphs",): [[2, 2], [2, 2]],
        ("share of paragraphs", "core"): [[2, 2], [1, 2]],
    }


def test_coders_by_hand():
    """A coder's mentions are counted in the sentence where they begin; the unsure ones can be left out."""
    corpus = read_corpus(["“Border games” now. Then rest.", "A border."])
    rows = [
        ("text1", "border", 0, 13, "A", "1"),
        ("text1", "game", 8, 24, "A", "0"),
        ("text2", "border", 2, 8, "A", "1"),
        ("text1", "border", 1, 7, "B", "1"),
        ("text2", "border", 0, 8, "B", "0"),
    ]
    mentions = pd.DataFrame(rows, columns=["doc_id", "frame", "start", "end", "coder", "sure"])
    texts = [corpus[row.doc_id].text[row.start : row.end] for row in mentions.itertuples()]
    options = declared(coder=["A", "B", "consensus"], unsure=["counted", "left out"], tier=["all", "never"])
    with pytest.raises(FramingError, match="unknown tier 'never'"):
        specifications(corpus, LEXICON, mentions, declaration=options, draws=1)
    options = declared(coder=["A", "B", "consensus"], unsure=["counted", "left out"])
    every = specifications(corpus, LEXICON, mentions.assign(text=texts), declaration=options, draws=1)
    counts = every.scores.pivot(index=["coder", "unsure"], columns=["doc_id", "frame"], values="count")

    assert counts["text1"]["game"].unstack().to_dict("index") == {
        "A": {"counted": 1, "left out": 0},
        "B": {"counted": 0, "left out": 0},
        "consensus": {"counted": 0, "left out": 0},
    }
    assert counts["text2"]["border"].unstack().to_dict("index") == {
        "A": {"counted": 1, "left out": 1},
        "B": {"counted": 1, "left out": 0},
        "consensus": {"counted": 1, "left out": 0},
    }
    assert set(every.scores.query("frame == 'border' and doc_id == 'text1'")["count"]) == {1}


def test_choices_that_are_none_multiply_nothing():
    """Coders have no tiers, lexicons no unsure hits, and where there is no headline, scope is no choice."""
    every = specifications(
        SEEDS,
        SEED_LEXICON,
        MENTIONS,
        declaration=declared(
            coder=["lexicon", "B"], tier=["all", "core"], scope=["whole", "body"], unsure=["counted", "left out"]
        ),
        draws=1,
    )
    plain = specifications(CORPUS, LEXICON, declaration=declared(scope=["whole", "body"]), draws=1)

    assert every.grid.groupby("coder").size().to_dict() == {"B": 4, "lexicon": 4}
    assert set(every.grid.loc[every.grid["coder"] == "B", "tier"]) == {""}
    assert set(every.grid.loc[every.grid["coder"] == "lexicon", "unsure"]) == {""}
    assert len(plain.grid) == 1


def test_the_study_has_one_main_specification_among_many():
    """Each row has its counts, every specification is another one, and exactly one is the main one."""
    every = specifications(SEEDS, SEED_LEXICON, MENTIONS, draws=10)
    choices = every.grid.drop(columns="main")

    assert len(every.grid) > 100
    assert every.grid["main"].tolist() == [True] + [False] * (len(every.grid) - 1)
    assert not choices.duplicated().any()
    assert not every.scores.drop_duplicates("specification").duplicated(choices.columns.tolist()).any()
    assert (every.scores["count"] <= every.scores["of"]).all()
    assert every.rates.shape == (len(every.grid), len(SEEDS) * len(SEED_LEXICON))


def test_boilerplate_is_a_choice_of_the_declaration():
    """Whether the corpus given drops its boilerplate or keeps it makes no difference."""
    kept = load_seeds(boilerplate="keep")
    options = declared(coder=["lexicon", "B"], boilerplate=["left out", "counted"])
    one, other = (
        specifications(corpus, SEED_LEXICON, load_mentions(corpus), declaration=options, draws=5)
        for corpus in (SEEDS, kept)
    )
    pd.testing.assert_frame_equal(one.scores, other.scores)
    pd.testing.assert_frame_equal(one.draws, other.draws)


@pytest.mark.parametrize(
    ("mentions", "coder", "message"),
    [
        (None, "A", "the declaration names the coder 'A'. Give the mentions"),
        (MENTIONS, "D", "unknown coder 'D'. Known: lexicon, consensus, A, B, C"),
        (MENTIONS.assign(frame="x"), "A", "the mentions name an unknown frame 'x'"),
        (MENTIONS[MENTIONS["doc_id"] != "edm-2004"], "A", "coder 'A' has no mention in 'edm-2004': not read, or"),
        (pd.concat([MENTIONS, as_coder(SEED_HITS)]), "A", "a coder named 'lexicon', which is made here"),
    ],
)
def test_coders_that_cannot_be_counted(mentions, coder, message):
    """A coder who is not there, or may not have read all, is one clear error."""
    with pytest.raises(FramingError, match=message):
        specifications(SEEDS, SEED_LEXICON, mentions, declaration=declared(coder=coder), draws=1)
