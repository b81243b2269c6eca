"""Scores corrected by coded text: by hand, without their own coding, and right as often as they say."""

import numpy as np
import pandas as pd
import pytest

from framing import (
    FramingError,
    Lexicon,
    as_coder,
    coding_sheet,
    corrected_scores,
    find_hits,
    load_lexicon,
    load_mentions,
    load_seeds,
    read_corpus,
    sheet_weights,
    unit_labels,
)

LEXICON = Lexicon.from_dict({"g": ["game"]})
TEXTS = [
    "A game. The game. A deal. A rest.",  # of two with a hit coders mark one, of two without none
    "A game. A race. A rest. The race. A sea. A lake.",  # one of one, two of five
    "The game. A rest. The sea. A lake.",
]


def labelled(corpus, *coders):
    """Labels of the frame g: for each coder one of each sentence, in order; None where there is none."""
    index = corpus.sentences[["doc_id", "start", "end"]].assign(frame="g")
    names = [chr(ord("a") + i) for i in range(len(coders))]
    table = pd.DataFrame({**index, **dict(zip(names, (list(map(float, own)) for own in coders), strict=True))})
    return table.set_index(["frame", "doc_id", "start", "end"])


CORPUS = read_corpus(TEXTS)
HITS = find_hits(CORPUS, LEXICON)
NAN = float("nan")
ANNA = [1, 0, 0, 0, 1, 1, 0, 1, 0, 0, 1, 0, 0, 0]
LABELS = labelled(CORPUS, ANNA)


def test_by_hand():
    """Of the others' sentences with a hit two in three are marked, of those without two in seven."""
    row = corrected_scores(HITS, LABELS, CORPUS, LEXICON, draws=50).iloc[2]
    assert row[["doc_id", "sentences", "n_sentences", "naive", "coded", "coders"]].tolist() == [
        "text3",
        1,
        4,
        0.25,
        0.25,
        1,
    ]
    assert row[["articles", "coded_hits", "coded_rest", "bound"]].tolist() == [2, 3, 7, "posterior"]
    assert row[["if_hit", "if_none"]].tolist() == pytest.approx([2 / 3, 2 / 7])
    assert row["corrected"] == pytest.approx((2 / 3 + 3 * 2 / 7) / 4)
    assert 0 <= row["low"] <= row["corrected"] <= row["high"] <= 1


def test_an_article_is_not_corrected_by_its_own_coding():
    """Whatever is coded of an article, or nothing, its corrected share and interval stay."""
    answers = [ANNA[:10] + own for own in ([1, 0, 0, 0], [1, 1, 1, 1], [NAN] * 4)]
    tables = [corrected_scores(HITS, labelled(CORPUS, own), CORPUS, LEXICON, draws=50) for own in answers]
    rows = [table.loc[2, ["if_hit", "if_none", "corrected", "low", "high"]].tolist() for table in tables]
    assert rows[0] == rows[1] == rows[2]
    assert tables[2].loc[2, ["coded", "coders"]].fillna(-1).tolist() == [-1, 0]


def test_all_is_the_sum_of_its_articles():
    """Below the articles stands what they have together."""
    table = corrected_scores(HITS, LABELS, CORPUS, LEXICON, draws=50)
    own, every = table[table["doc_id"] != "all"], table.iloc[-1]
    assert every[["doc_id", "sentences", "n_sentences", "articles", "coded_hits"]].tolist() == ["all", 4, 14, 3, 4]
    assert every["corrected"] == pytest.approx((own["corrected"] * own["n_sentences"]).sum() / 14)
    assert every["coded"] == 5 / 14


def test_several_coders():
    """Shares are the mean of coders, and the coded ones stand with the least and the most."""
    ben = [1, 1, 1, 1, *ANNA[4:]]
    row = corrected_scores(HITS, labelled(CORPUS, ANNA, ben), CORPUS, LEXICON, draws=50)
    assert row.loc[0, ["coded", "coded_low", "coded_high", "coders"]].tolist() == [0.625, 0.25, 1, 2]
    assert row.loc[2, ["if_hit", "if_none"]].tolist() == pytest.approx([(2 / 3 + 3 / 3) / 2, (2 / 7 + 4 / 7) / 2])


@pytest.mark.parametrize(
    ("texts", "coded", "bounds"),
    [
        (TEXTS, 14, ["posterior"] * 4),
        (TEXTS, 4, ["not coded", "one article", "one article", "not every article"]),
        (["A rest. A sea.", "The sea. A lake.", "A game. A lake."], 4, ["one article"] * 2 + ["no coded hit"]),
        (["A rest. A sea.", "The sea. A lake.", "A lake. A sea."], 6, ["posterior"] * 3),
        (TEXTS[:2], 10, ["one article", "one article", "not every article"]),
        (TEXTS[:1], 4, ["not coded"]),
    ],
)
def test_what_cannot_be_corrected(texts, coded, bounds):
    """Without coded text enough there is no corrected share, and the row says why."""
    corpus = read_corpus(texts)
    answers = [1.0] * coded + [NAN] * (len(corpus.sentences) - coded)
    table = corrected_scores(find_hits(corpus, LEXICON), labelled(corpus, answers), corpus, LEXICON, draws=20)
    assert table["bound"].tolist()[: len(bounds)] == bounds
    assert table[["corrected", "low", "high"]].notna().all(axis=1).tolist() == (table["bound"] == "posterior").tolist()
    assert table["draws"].tolist() == [20 if bound == "posterior" else 0 for bound in table["bound"]]


def test_a_frame_that_nobody_coded():
    """Labels of one frame leave the others naive."""
    lexicon = Lexicon.from_dict({"g": ["game"], "s": ["sea"]})
    table = corrected_scores(find_hits(CORPUS, lexicon), LABELS, CORPUS, lexicon, draws=20)
    assert table["frame"].tolist() == ["g", "s"] * 4
    assert table.loc[5, ["sentences", "naive", "bound"]].tolist() == [1, 0.25, "not coded"]


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        (LABELS.rename(index={"g": "h"}, level="frame"), "the labels name an unknown frame 'h'"),
        (LABELS.rename(index={"text3": "text9"}, level="doc_id"), "the labels name an unknown doc_id 'text9'"),
        (LABELS.rename(index={7: 6}, level="end"), "have 0–6 of 'text1', which is no sentence of this corpus"),
        (pd.concat([LABELS, LABELS[:1]]), "have 0–7 of 'text1' twice for 'g'"),
        (LABELS.reset_index("frame", drop=True), "expected labels with the index frame, doc_id, start, end"),
        (LABELS.astype(object).replace(1, "yes"), "expected labels such as 1 or 0, found 'yes' by 'a'"),
        (LABELS[[]], "expected at least one coder, found none"),
    ],
)
def test_labels_that_cannot_be_used(labels, message):
    """Each mistake is one error that says what was found."""
    with pytest.raises(FramingError, match=message):
        corrected_scores(HITS, labels, CORPUS, LEXICON)


def test_weights_that_cannot_be_used():
    """Weights belong to the rows of the labels, and are positive."""
    weights = pd.Series(1.0, index=LABELS.index)
    with pytest.raises(FramingError, match="expected weights with the index of the labels"):
        corrected_scores(HITS, LABELS, CORPUS, LEXICON, weights=weights[1:])
    with pytest.raises(FramingError, match="expected a positive number for each weight"):
        corrected_scores(HITS, LABELS, CORPUS, LEXICON, weights=0 * weights)
    equal = corrected_scores(HITS, LABELS, CORPUS, LEXICON, weights=7 * weights, draws=50)
    pd.testing.assert_frame_equal(equal, corrected_scores(HITS, LABELS, CORPUS, LEXICON, draws=50))


def test_a_sheet_is_weighted_back():
    """A balanced sheet over-represents sentences near other frames; with weights it tells of the corpus again."""
    rng = np.random.default_rng(0)
    kinds = rng.choice(["A game.", "The race.", "A rest."], p=[0.05, 0.05, 0.9], size=(12, 60))
    corpus, lexicon = read_corpus([" ".join(own) for own in kinds]), Lexicon.from_dict({"g": ["game"], "r": ["race"]})
    hits = find_hits(corpus, lexicon)
    true = labelled(corpus, (kinds != "A rest.").reshape(-1))
    found = []
    for seed in range(8):
        sheet = coding_sheet(corpus, hits, ["g", "r"], sample=60, rng=seed)
        labels = true.loc[[("g", *place) for place in sheet[["doc_id", "start", "end"]].itertuples(index=False)]]
        both = pd.concat([labels, labels.rename(index={"g": "r"}, level="frame")])
        weights = sheet_weights(both, corpus, hits, sample=60)[: len(labels)]
        for given in (None, weights):
            table = corrected_scores(hits, labels, corpus, lexicon, weights=given, draws=1)
            found.append(table[table["frame"] == "g"]["corrected"].iloc[-1])
    plain, weighted = np.reshape(found, (-1, 2)).mean(axis=0)
    truth = (kinds != "A rest.").mean()
    assert weighted == pytest.approx(truth, abs=0.02)
    assert plain > truth + 0.2


def test_right_as_often_as_it_says():
    """Where articles differ at random, the intervals hold the true share of nine in ten uncoded articles and more."""
    rng = np.random.default_rng(5)
    held, whole = [], []
    for _ in range(25):
        chances = rng.beta(0.9 * 9, 0.1 * 9, 16), rng.beta(0.15 * 9, 0.85 * 9, 16)
        hit = rng.random((16, 40)) < rng.beta(1.5, 6, 16)[:, None]
        marked = rng.random((16, 40)) < np.where(hit, *(chance[:, None] for chance in chances))
        corpus = read_corpus([" ".join(np.where(own, "A game.", "A rest.")) for own in hit])
        labels = labelled(corpus, marked.reshape(-1))[: 6 * 40]
        table = corrected_scores(find_hits(corpus, LEXICON), labels, corpus, LEXICON, draws=300)
        true = np.append(marked.mean(axis=1), marked.mean())
        inside = ((table["low"] <= true) & (true <= table["high"])).to_numpy()
        held += inside[6:16].tolist()
        whole.append(inside[16])
    assert 0.9 <= np.mean(held) <= 0.99
    assert np.mean(whole) >= 0.88


def test_the_five_articles():
    """Each coded share lies in its interval; where the lexicon misses most, correcting brings scores nearer."""
    corpus, lexicon = load_seeds(), load_lexicon()
    mentions = load_mentions(corpus).query("coder != 'A'")
    labels = unit_labels(mentions, corpus, frames=lexicon.frame_names)
    table = corrected_scores(find_hits(corpus, lexicon), labels, corpus, lexicon)
    assert ((table["low"] <= table["coded_low"]) & (table["coded_high"] <= table["high"])).all()
    own = table[(table["doc_id"] != "all") & (table["frame"] == "great_game")]
    assert (own["corrected"] - own["coded"]).abs().mean() < 0.6 * (own["naive"] - own["coded"]).abs().mean()
    again = corrected_scores(find_hits(corpus, lexicon), labels, corpus, lexicon, rng=0)
    pd.testing.assert_frame_equal(table, again)


def test_a_perfect_lexicon_needs_no_correction():
    """Where coders mark what is hit and nothing else, the corrected share is the naive one."""
    labels = unit_labels(as_coder(HITS), CORPUS)
    table = corrected_scores(HITS, labels, CORPUS, LEXICON, draws=20)
    assert table["corrected"].tolist() == table["naive"].tolist() == table["coded"].tolist()
