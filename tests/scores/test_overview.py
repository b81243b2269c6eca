"""The overview: which article uses which frame, how strong, how sure, in whose words."""

import pandas as pd
import pytest
from small_corpus import SEED_LEXICON, SEEDS

from framing import (
    FramingError,
    Lexicon,
    add_voice,
    bootstrap_scores,
    coded_scores,
    find_hits,
    load_mentions,
    overview,
    read_corpus,
)
from framing.scores.overview import PARTS

TEXT = "The front is open. Anna Berg said that no front was planned. Anna Berg said the front is a front."
LEXICON = Lexicon.from_dict({"front": ["front"], "never": ["xyzzy"]})


@pytest.fixture(scope="module")
def seeds():
    hits = add_voice(find_hits(SEEDS, SEED_LEXICON, leave_out="own"), SEEDS)
    return hits, overview(hits, SEEDS, SEED_LEXICON, mentions=load_mentions(SEEDS), coded="all")


def test_hits_by_voice_and_doubt():
    """One hit is the author's, three are Anna Berg's, who denies one; a frame without a hit has a row of zeros."""
    corpus = read_corpus([TEXT])
    table = overview(add_voice(find_hits(corpus, LEXICON), corpus), corpus, LEXICON)
    assert table[["frame", "basis", *PARTS, "speaker", "speaker_hits"]].values.tolist() == [
        ["front", "lexicon", 1.0, 0.0, 2.0, 1.0, "Anna Berg", 3],
        ["never", "lexicon", 0.0, 0.0, 0.0, 0.0, "", 0],
    ]


def test_rates_are_those_of_other_tables(seeds):
    """Coders' rates are those of coded_scores, the lexicon's those of bootstrap_scores."""
    hits, table = seeds
    coded = coded_scores(load_mentions(SEEDS), SEEDS, frames=SEED_LEXICON.frame_names, coded="all")
    drawn = bootstrap_scores(hits, SEEDS, SEED_LEXICON, unit="paragraph")
    for name, other in (("per_1000", "per_1000"), ("low", "per_1000_low"), ("high", "per_1000_high")):
        pd.testing.assert_series_equal(table[name], coded[other], check_names=False)
    for name, other in (("lexicon", "per_1000"), ("lexicon_low", "low"), ("lexicon_high", "high"), ("hits", "hits")):
        pd.testing.assert_series_equal(table[name], drawn[other], check_names=False)


def test_parts_add_up(seeds):
    """The four parts of a frame are all of its mentions, or all of its hits."""
    hits, table = seeds
    pd.testing.assert_series_equal(1000 * table[list(PARTS)].sum(axis=1) / table["n_tokens"], table["per_1000"],
                                   check_names=False)  # fmt: skip
    alone = overview(hits, SEEDS, SEED_LEXICON, draws=10)
    assert alone[list(PARTS)].sum(axis=1).tolist() == alone["hits"].tolist()


def test_hits_without_voice_are_refused():
    """What is missing, and where it comes from."""
    corpus = read_corpus([TEXT])
    with pytest.raises(FramingError, match="add_voice"):
        overview(find_hits(corpus, LEXICON), corpus, LEXICON)
