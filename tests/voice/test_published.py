"""Published figures that ours are read beside."""

from framing import published_voice_quality, voice_quality


def test_published_figures_are_of_the_corpus_ours_are_of():
    """Both name one corpus, and shares are shares; where a method was learnt from another corpus, it does worse."""
    table = published_voice_quality()
    assert table.attrs["source"].split(" (")[0] == voice_quality().attrs["source"].split(" ")[0]
    shares = table[["accuracy", "direct", "indirect", "attributed"]]
    assert ((shares > 0) & (shares < 1) | shares.isna()).all(axis=None)
    own = table[table["learnt_from"] == "PolNeAR"].set_index("method")["attributed"]
    other = table[table["learnt_from"] != "PolNeAR"].set_index("method")["attributed"]
    assert (own > other).all()
