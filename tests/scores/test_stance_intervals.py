"""Shares of voice and stance: by a posterior, and by drawing sentences again."""

import pandas as pd
import pytest
from scipy import stats
from small_corpus import HITS, LEXICON

from framing import (
    FramingError,
    Lexicon,
    add_voice,
    find_hits,
    read_corpus,
    stance_intervals,
    stance_table,
)


def voiced(*texts):
    corpus = read_corpus(list(texts))
    lexicon = Lexicon.from_dict({"front": ["front"], "never": ["xyzzy"]})
    return add_voice(find_hits(corpus, lexicon), corpus), lexicon, corpus


def test_the_posterior_of_a_share_by_hand():
    """The interval is that of a Beta with half a hit added to each side, or to each of the twenty cells."""
    hits, lexicon, _ = voiced("The front is open. A front. The envoy said that no front was planned.")
    for prior, others in (("beta", 0.5), ("dirichlet", 9.5)):
        table = stance_intervals(hits, lexicon, prior=prior, level=0.9).set_index(["frame", "voice", "stance"])
        row = table.loc[("front", "author", "endorses")]

        assert (row["hits"], row["of"], row["bound"]) == (2, 3, "posterior")
        assert [row["low"], row["high"]] == pytest.approx(stats.beta(2.5, 1 + others).ppf([0.05, 0.95]))


def test_shares_are_those_of_the_stance_table():
    """Counts and shares are the plain ones; empty cells have the exact bound, frames without hits no interval."""
    hits, lexicon, _ = voiced("The front is open. The envoy said that no front was planned.")
    plain, table = stance_table(hits, lexicon), stance_intervals(hits, lexicon)

    pd.testing.assert_frame_equal(table[plain.columns[:-1]], plain[plain.columns[:-1]])
    empty = (table["frame"] == "front") & (table["hits"] == 0)
    assert table.loc[empty, "high"].tolist() == pytest.approx(plain.loc[empty, "at_most"].tolist())
    assert set(table.loc[empty, "low"]) == {0}
    assert set(table.loc[empty, "bound"]) == {"none found"}
    never = table[table["frame"] == "never"]
    assert never[["low", "high"]].isna().all(axis=None)
    assert set(never["bound"]) == {"no hits"}


def test_all_hits_in_one_cell():
    """A cell with all hits of its frame reaches to 1."""
    hits, lexicon, corpus = voiced("The front is open. A front.")
    row = stance_intervals(hits, lexicon, corpus=corpus).iloc[0]

    assert (row["share"], row["high"]) == (1, 1)
    assert row["low"] == pytest.approx(stats.beta(2.5, 0.5).ppf(0.025))
    assert pd.isna(row["resample_low"])


def test_shares_by_resampling():
    """Of two sentences, one a voice, a quarter of the draws has one voice only; draws without a hit are left out."""
    hits, lexicon, corpus = voiced("The front is open. The envoy said that no front was planned.")
    row = stance_intervals(hits, lexicon, corpus=corpus, level=0.4).set_index(["voice", "stance"]).iloc[0]
    assert row[["resample_low", "resample_high", "unit", "units", "draws"]].tolist() == [0.5, 0.5, "sentence", 2, 2000]

    hits, lexicon, corpus = voiced("The front is open, and a front. The envoy said that no front was planned. End.")
    table = stance_intervals(hits, lexicon, corpus=corpus)
    assert table.loc[table["hits"] > 0, "draws"].between(1900, 1960).all()  # 26 of 27 draws have a hit


def test_clustered_hits_widen_shares():
    """Where a voice has its hits in one paragraph, resampling paragraphs gives more than the posterior's width."""
    said = "The envoy said that the front, the front, the front and the front was planned."
    hits, lexicon, corpus = voiced("\n\n".join([said, *["The front is open."] * 4]))
    table = stance_intervals(hits, lexicon, corpus=corpus, unit="paragraph")
    row = table[(table["voice"] == "author") & (table["hits"] == 4)].iloc[0]

    assert row["resample_high"] - row["resample_low"] > row["high"] - row["low"]


def test_stances_are_checked():
    """Hits without voice, of another lexicon, or with a stance we do not know are refused."""
    hits, lexicon, corpus = voiced("The front is open.")
    with pytest.raises(FramingError, match="add_voice"):
        stance_intervals(HITS, LEXICON)
    with pytest.raises(FramingError, match="unknown frame 'front'"):
        stance_intervals(hits, LEXICON)
    with pytest.raises(FramingError, match="unknown stance 'praises'"):
        stance_intervals(hits.assign(stance="praises"), lexicon, corpus=corpus)
    with pytest.raises(FramingError, match="unknown prior 'flat'"):
        stance_intervals(hits, lexicon, prior="flat")
