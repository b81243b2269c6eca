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

pytestmark = pytest.mark.filterwarnings("ignore::framing.errors.FramingWarning")  # two articles have few paragraphs
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
    assert table[["frame", "basis", *PARTS, "speaker", "speaker_count"]].values.tolist() == [
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


def test_who_is_quoted_most_has_a_name(seeds):
    """Words of nobody who is named make nobody a speaker; where coders marked, the speaker is theirs."""
    corpus = read_corpus(["It was said that the front is open. It was said that a front is there. A front, said Bo."])
    hits = find_hits(corpus, LEXICON)
    for speakers, most in ((["unattributed", "She", "Bo"], ["Bo", 1]), (["unattributed"] * 3, ["", 0])):
        voiced = hits.assign(voice="indirect", stance="reports", speaker=speakers)
        told = overview(voiced, corpus, LEXICON, draws=10)
        assert told.loc[0, ["speaker", "speaker_count"]].tolist() == most

    mentions, table = load_mentions(SEEDS), seeds[1]
    cell = table.set_index(["doc_id", "frame"]).loc[("sp-2021", "second_front")]
    marked = mentions.query("doc_id == 'sp-2021' and frame == 'second_front' and voice != 'author' and counted")
    assert (cell["speaker"], 3 * cell["speaker_count"]) == ("Vladimir Evseev", pytest.approx(len(marked)))


def test_hits_without_voice_are_refused():
    """What is missing, and where it comes from."""
    corpus = read_corpus([TEXT])
    with pytest.raises(FramingError, match="add_voice"):
        overview(find_hits(corpus, LEXICON), corpus, LEXICON)
