"""Voice and stance as found and as coded: row by row, and how often they agree."""

import pandas as pd
import pytest

from framing import FramingError, load_mentions, load_seeds, read_corpus, validate_voices, voice_agreement

TEXTS = ["The front is open. The envoy said that no front was planned. “A front opened,” Anna Berg said."]
CORPUS = read_corpus(TEXTS)
PLACES = [TEXTS[0].index("front is"), TEXTS[0].index("front was"), TEXTS[0].index("front opened")]


def coded(coder, labels, *, longer=0):
    """The three fronts as a coder labels them; None is a front the coder did not mark."""
    rows = [
        (coder, "text1", "f", start, start + 5 + longer, TEXTS[0][start : start + 5 + longer], *given)
        for start, given in zip(PLACES, labels, strict=True)
        if given
    ]
    names = ["coder", "doc_id", "frame", "start", "end", "text", "voice", "author_stance", "source_stance"]
    return pd.DataFrame(rows, columns=names)


RIGHT = [("author", "endorses", ""), ("indirect", "reports", "negates"), ("direct", "reports", "endorses")]
OTHER = [None, ("indirect", "reports", "endorses"), ("author", "endorses", "")]


def test_found_beside_coded():
    """Each coded mention is read as a hit is, with what the coder says beside it."""
    table = validate_voices(coded("A", RIGHT), CORPUS)
    for label in ("voice", "author_stance", "source_stance"):
        assert table[label].tolist() == table[f"coded_{label}"].tolist()
    assert table["speaker"].tolist() == ["", "The envoy", "Anna Berg"]


def test_agreement_by_hand():
    """Two coders meet on the mentions that both marked; a source's stance counts where both give one."""
    mentions = pd.concat([coded("A", RIGHT), coded("B", OTHER, longer=4)])
    table = voice_agreement(mentions, CORPUS).set_index(["coder", "other", "label"])
    counts = table[["mentions", "agreed"]]
    assert counts.loc[("A", "detector", "voice")].tolist() == [3, 3]
    assert counts.loc[("B", "detector", "voice")].tolist() == [2, 1]
    assert counts.loc[("A", "B", "voice")].tolist() == [2, 1]
    assert counts.loc[("A", "B", "source_stance")].tolist() == [1, 0]
    assert table.loc[("A", "detector", "voice"), "kappa"] == 1
    # Chance alone would have them agree once in four: (1/2 - 1/4) / (1 - 1/4).
    assert table.loc[("A", "B", "voice"), "kappa"] == pytest.approx(1 / 3)
    assert (table["low"] <= table["share"]).all()
    assert (table["share"] <= table["high"]).all()


def test_a_mention_meets_one_other():
    """A long mention over two short ones is compared with one of them."""
    long = coded("A", [RIGHT[0], None, None]).assign(end=PLACES[1] + 5, text=TEXTS[0][PLACES[0] : PLACES[1] + 5])
    table = voice_agreement(pd.concat([long, coded("B", RIGHT)]), CORPUS)
    assert table.loc[(table["coder"] == "A") & (table["other"] == "B"), "mentions"].tolist() == [1, 1, 0]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"voice": "quoted"}, "unknown coded voice 'quoted'"),
        ({"author_stance": "likes"}, "unknown coded author_stance 'likes'"),
    ],
)
def test_unknown_labels_are_named(change, message):
    """A voice or stance that there is not is refused with those that there are."""
    with pytest.raises(FramingError, match=message):
        validate_voices(coded("A", RIGHT).assign(**change), CORPUS)


def test_what_is_missing_is_named():
    """Mentions without stances, and a level that is none, are refused."""
    with pytest.raises(FramingError, match="source_stance"):
        validate_voices(coded("A", RIGHT).drop(columns="source_stance"), CORPUS)
    with pytest.raises(FramingError, match="level must lie between 0 and 1"):
        voice_agreement(coded("A", RIGHT), CORPUS, level=95)


def test_the_five_articles():
    """On the five articles the detector agrees with each coder that had a codebook on most voices and stances."""
    corpus = load_seeds()
    table = voice_agreement(load_mentions(corpus).query("coder != 'A'"), corpus)
    found = table[table["other"] == "detector"].set_index(["coder", "label"])["share"]
    assert (found.xs("voice", level="label") >= 0.85).all()
    assert (found.xs("author_stance", level="label") >= 0.85).all()
    assert (found.xs("source_stance", level="label") >= 0.85).all()
