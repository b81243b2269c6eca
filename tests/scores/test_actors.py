"""Actors: who stands with which frame, and who is heard; counts one can check by eye."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import hypergeom

from framing import (
    FramingError,
    Lexicon,
    actor_frames,
    actor_voices,
    add_voice,
    find_hits,
    load_lexicon,
    read_corpus,
)
from framing.scores.actors_heard import speaker_actors, speaker_frames

FRAMES = Lexicon.from_dict({"game": ["game*"], "threat": ["taliban threat", "threat*"]})
ACTORS = Lexicon.from_dict({"russia": ["russia", "russian envoy"], "taliban": ["taliban"], "china": ["china"]})
TEXTS = [
    "Russia plays games. Russia waits.\n\nThe game goes on. Russia is here.",
    "The Taliban threat. Russia. A game.",
]
CORPUS = read_corpus(TEXTS)
LEXICON = load_lexicon("actors")
COUNTS = ["units", "with_actor", "with_frame", "both"]


def cross(corpus=CORPUS, frames=FRAMES, actors=ACTORS, **options):
    """Return the table of a corpus with rows for all frames and actors."""
    options = {"frames": frames, "actors": actors, "draws": 50} | options
    return actor_frames(find_hits(corpus, frames), find_hits(corpus, actors), corpus, **options)


def row(table, actor, frame):
    """Return one row."""
    return table[(table["actor"] == actor) & (table["frame"] == frame)].iloc[0]


def test_counts_by_hand():
    """Sentences with actor, frame and both, and what is expected, are those one counts by eye, article by article."""
    table = cross()
    found = row(table, "russia", "game")
    # text1: 4 sentences, Russia in 3, game in 2; text2: 3 sentences, one of each
    assert found[COUNTS].tolist() == [7, 4, 3, 1]
    assert found["expected"] == pytest.approx(3 * 2 / 4 + 1 * 1 / 3)
    assert found["ratio"] == pytest.approx(1 / (3 * 2 / 4 + 1 / 3))

    by_article = cross(by="doc_id")
    assert list(by_article.columns) == ["doc_id", *table.columns]
    assert [row(part, "russia", "game")[COUNTS].tolist() for _, part in by_article.groupby("doc_id")] == [
        [4, 3, 2, 1],
        [3, 1, 1, 0],
    ]
    assert row(cross(unit="paragraph"), "russia", "game")[COUNTS].tolist() == [3, 3, 3, 3]


def test_columns():
    """Each rate and interval stands beside its counts, in the order of the manual."""
    assert cross().columns.tolist() == [
        *("actor", "frame", "units", "with_actor", "with_frame", "both", "only_inside", "expected", "ratio"),
        *("low", "high", "at_most", "chance_low", "chance_high"),
    ]


def test_rich_articles_fake_no_tie():
    """Two articles, one rich in both and one poor in both, each without a tie: the ratio is 1, not more."""
    rich = "Russia game. Russia game. Russia game. Russia game."
    table = cross(read_corpus([rich, "It rains. It snows. It rains. It snows."]))

    assert row(table, "russia", "game")[["both", "expected", "ratio"]].tolist() == [4, 4, 1]


@pytest.mark.parametrize(("a", "f", "both"), [(3, 4, 2), (1, 1, 0), (5, 2, 2), (9, 9, 9)])
def test_chance_against_scipy(a, f, both):
    """In one article what chance would give is SciPy's hypergeometric distribution."""
    n = 9
    named = ["Russia" if i < a else "rain" for i in range(n)]
    framed = ["game" if i < both or a <= i < a + f - both else "rain" for i in range(n)]
    corpus = read_corpus([" ".join(f"{x} and {y}." for x, y in zip(named, framed, strict=True)).replace("r", "R")])
    found = row(cross(corpus, level=0.9), "russia", "game")

    assert found[COUNTS].tolist() == [n, a, f, both]
    assert found["expected"] == pytest.approx(sum(k * hypergeom.pmf(k, n, a, f) for k in range(n + 1)))
    assert found[["chance_low", "chance_high"]].tolist() == hypergeom.ppf([0.05, 0.95], n, a, f).tolist()


def test_chance_adds_up_over_articles():
    """Over two articles the chance range is that of the sum, as shuffling each article's units gives it."""
    texts = ["Russia. Russia. Game. Game. Rain. Russia game.", "Russia game. Game. Rain. Russia. Rain."]
    found = row(cross(read_corpus(texts)), "russia", "game")
    random = np.random.default_rng(1)
    marks = [([1, 1, 0, 0, 0, 1], [0, 0, 1, 1, 0, 1]), ([1, 0, 0, 1, 0], [1, 1, 0, 0, 0])]
    shuffled = [sum(np.dot(a, random.permutation(f)) for a, f in marks) for _ in range(4000)]

    assert found["expected"] == pytest.approx(np.mean(shuffled), abs=0.05)
    assert found[["chance_low", "chance_high"]].tolist() == np.quantile(shuffled, [0.025, 0.975]).tolist()


def test_bootstrap_against_scipy():
    """In one article the interval is the one SciPy's bootstrap finds for the same ratio, to within its noise."""
    from scipy.stats import bootstrap

    text = "Russia game. " * 6 + "Russia. " * 6 + "Game. " * 4 + "Rain. " * 14
    found = row(cross(read_corpus([text]), draws=4000), "russia", "game")
    a, f = np.array([1] * 12 + [0] * 18), np.array([1] * 6 + [0] * 6 + [1] * 4 + [0] * 14)

    result = bootstrap(
        (a, f),
        lambda x, y, axis: (x * y).mean(axis) / (x.mean(axis) * y.mean(axis)),
        paired=True,
        vectorized=True,
        method="percentile",
        n_resamples=4000,
        rng=np.random.default_rng(5),
    )
    assert found[["low", "high"]].tolist() == pytest.approx(list(result.confidence_interval), abs=0.12)


def test_seeded():
    """The same seed gives the same table, be it a number or a generator; another seed moves only the bootstrap."""
    pd.testing.assert_frame_equal(cross(rng=3), cross(rng=np.random.default_rng(3)))
    exact = [column for column in cross().columns if column not in ("low", "high")]
    text = "Russia game. Russia. Game. Rain. " * 5
    one, two = (cross(read_corpus([text]), rng=seed) for seed in (1, 2))
    pd.testing.assert_frame_equal(one[exact], two[exact])
    assert not one[["low", "high"]].equals(two[["low", "high"]])


def test_grouping_draws_nothing_anew():
    """An article's row is the same whether it stands alone, by its id or in a group of one; no outlet is "unknown"."""
    table = pd.DataFrame({"doc_id": ["a", "b"], "text": TEXTS, "outlet": ["X", None]})
    corpus = read_corpus(table)
    by_article, by_outlet = cross(corpus, by="doc_id"), cross(corpus, by="outlet")

    assert by_outlet["outlet"].unique().tolist() == ["X", "unknown"]
    pd.testing.assert_frame_equal(by_article.iloc[:, 1:], by_outlet.iloc[:, 1:])


def test_nothing_found():
    """An actor or a frame without hits is a row of zeros without a ratio; hits that never meet get an upper bound."""
    table = cross()
    silent = row(table, "china", "game")
    assert silent[[*COUNTS, "expected", "chance_low", "chance_high"]].tolist() == [7, 0, 3, 0, 0, 0, 0]
    assert silent[["ratio", "low", "high", "at_most"]].isna().all()

    apart = row(cross(read_corpus(["Russia. A game. Rain. Rain. A game."])), "russia", "game")
    assert apart[["both", "ratio"]].tolist() == [0, 0]
    assert apart[["low", "high"]].isna().all()
    assert apart["at_most"] == pytest.approx(2 * (1 - 0.05 ** (1 / 2)) / (1 * 2 / 5))

    none = cross(frames=Lexicon.from_dict({"frost": ["frost"]}))
    assert none[["with_frame", "both"]].sum().tolist() == [0, 0]


def test_a_tie_made_by_the_lexicons():
    """An actor named only in the frame's own wording is counted apart; named elsewhere in the unit too, it is not."""
    found = row(cross(), "taliban", "threat")
    assert found[["both", "only_inside"]].tolist() == [1, 1]

    twice = row(cross(read_corpus(["The Taliban threat comes from the Taliban."])), "taliban", "threat")
    assert twice[["both", "only_inside"]].tolist() == [1, 0]


def test_who_gets_rows():
    """Without a list, those with hits have rows, as first found; with an empty one there is a table without rows."""
    hits, actors = find_hits(CORPUS, FRAMES), find_hits(CORPUS, ACTORS)
    table = actor_frames(hits, actors, CORPUS, draws=10)
    assert table[["actor", "frame"]].drop_duplicates().values.tolist() == [
        *(["russia", "game"], ["russia", "threat"], ["taliban", "game"], ["taliban", "threat"])
    ]
    empty = actor_frames(hits.iloc[:0], actors.iloc[:0], CORPUS, draws=10, by="doc_id")
    assert (len(empty), list(empty.columns)) == (0, ["doc_id", *table.columns])


def test_identical_articles_and_one_sentence():
    """The same article twice doubles the counts and keeps the ratio; one sentence alone has a ratio of one."""
    once, twice = cross(read_corpus(TEXTS[:1])), cross(read_corpus([TEXTS[0]] * 2))
    assert (2 * once[COUNTS]).equals(twice[COUNTS])
    pd.testing.assert_series_equal(once["ratio"], twice["ratio"])

    alone = row(cross(read_corpus(["Russia games"])), "russia", "game")
    assert alone[["both", "expected", "ratio", "low", "high", "chance_low", "chance_high"]].tolist() == [1] * 7


def test_faults_are_named():
    """What is not valid, missing or of another corpus is one clear error."""
    hits, actors = find_hits(CORPUS, FRAMES), find_hits(CORPUS, ACTORS)
    for options, message in (
        ({"unit": "word"}, "unknown unit 'word'"),
        ({"level": "95%"}, "level must lie between 0 and 1"),
        ({"level": 95}, "level must lie between 0 and 1"),
        ({"draws": 0}, "draws must be a whole number, 1 or more"),
        ({"by": "outlets"}, "unknown column 'outlets'"),
        ({"frames": ["gamy"]}, "unknown frame 'game'; did you mean 'gamy'"),
        ({"actors": ["rusia"]}, "unknown actor 'russia'; did you mean 'rusia'"),
    ):
        with pytest.raises(FramingError, match=message):
            actor_frames(hits, actors, CORPUS, **options)
    with pytest.raises(FramingError, match=r"actor hits: unknown column 'sentence'"):
        actor_frames(hits, actors.drop(columns="sentence"), CORPUS)
    with pytest.raises(FramingError, match="frame hits name an unknown doc_id 'text1'"):
        actor_frames(hits, actors, read_corpus(pd.DataFrame({"doc_id": ["x"], "text": ["Rain."]})))
    with pytest.raises(FramingError, match="'text1', which is no stretch of its 5 characters"):
        actor_frames(hits, actors, read_corpus(["Rain.", "Rain."]))
    with pytest.raises(FramingError, match="'text2' has no word that counts"):
        actor_frames(hits[:1], actors[:1], read_corpus([TEXTS[0], "…"]))
    with pytest.raises(FramingError, match="add_voice"):
        actor_voices(actors, CORPUS, ACTORS)
    with pytest.raises(FramingError, match="add_voice"):
        speaker_frames(hits, CORPUS, ACTORS)


words = st.sampled_from(["russia", "china", "game", "threat", "taliban threat", "rain", "rain", ".", "\n\n"])


@settings(max_examples=40)
@given(
    st.lists(st.lists(words, min_size=1, max_size=30), min_size=1, max_size=3),
    st.sampled_from(["sentence", "paragraph"]),
)
def test_invariants(texts, unit):
    """On any articles counts and bounds are in order, articles add up, and a bound stands where none was met."""
    corpus = read_corpus(["It " + " ".join(text).replace(" .", ".").replace(". r", ". R") for text in texts])
    table = cross(corpus, unit=unit, draws=20)
    sums = cross(corpus, unit=unit, draws=20, by="doc_id").groupby(["actor", "frame"], sort=False)

    assert (table["both"] <= table[["with_actor", "with_frame"]].min(axis=1)).all()
    assert (table["with_actor"] <= table["units"]).all()
    assert (table["only_inside"] <= table["both"]).all()
    assert (table["chance_low"] <= table["chance_high"]).all()
    assert (table["chance_high"] <= table[["with_actor", "with_frame"]].min(axis=1)).all()
    assert (sums[[*COUNTS, "only_inside"]].sum().to_numpy() == table[[*COUNTS, "only_inside"]].to_numpy()).all()
    np.testing.assert_allclose(sums["expected"].sum(), table["expected"])
    assert table["at_most"].isna().equals((table["both"] > 0) | (table["expected"] == 0))


def test_voices_by_hand():
    """Actors are counted in each voice, beside the words in that voice; none found gets an upper bound."""
    corpus = read_corpus(["Russia waits. The envoy said that China and Russia talk."])
    table = actor_voices(add_voice(find_hits(corpus, ACTORS), corpus), corpus, ACTORS)

    assert table.columns.tolist() == ["actor", "voice", "hits", "n_tokens", "per_1000", "at_most"]
    assert table[["actor", "voice", "hits", "n_tokens"]].values.tolist() == [
        *(["russia", "author", 1, 5], ["russia", "direct", 0, 0], ["russia", "indirect", 1, 5]),
        ["russia", "imputed", 0, 0],
        *(["taliban", "author", 0, 5], ["taliban", "direct", 0, 0], ["taliban", "indirect", 0, 5]),
        ["taliban", "imputed", 0, 0],
        *(["china", "author", 0, 5], ["china", "direct", 0, 0], ["china", "indirect", 1, 5]),
        ["china", "imputed", 0, 0],
    ]
    assert table["per_1000"].iloc[2] == 200
    assert table["per_1000"].isna().tolist()[:3] == [False, True, False]
    assert table["at_most"].iloc[4] == pytest.approx(1000 * (1 - 0.05 ** (1 / 5)))
    assert table["at_most"].isna().tolist()[:3] == [True, True, True]

    split = actor_voices(add_voice(find_hits(corpus, ACTORS), corpus), corpus, ACTORS, by="doc_id")
    pd.testing.assert_frame_equal(split.drop(columns="doc_id"), table)


def test_speakers_by_hand():
    """Speakers are put to their actors with their words and hits; others and the author keep rows of their own."""
    text = "The game is on. The Russian envoy said that no game was planned. Anna Berg said that games go on."
    corpus = read_corpus([text])
    hits = add_voice(find_hits(corpus, FRAMES), corpus)
    table = speaker_frames(hits, corpus, ACTORS, frames=FRAMES)

    assert table.columns.tolist() == ["actor", "frame", "hits", "n_tokens", "per_1000", "at_most", "speakers"]
    assert table[["actor", "frame", "hits"]].values.tolist() == [
        *(["author", "game", 1], ["author", "threat", 0], ["russia", "game", 1], ["russia", "threat", 0]),
        *(["other", "game", 1], ["other", "threat", 0]),
    ]
    assert table.groupby("actor", sort=False)["n_tokens"].first().sum() == len(corpus.tokens)
    assert [name.split()[-1] for name in table["speakers"][2::2]] == ["envoy", "Berg"]
    assert speaker_frames(hits, corpus, ACTORS, frames=FRAMES, by="doc_id").columns[0] == "doc_id"


def test_who_is_said_to_want_something_does_not_speak():
    """What is imputed to an actor is said by the author."""
    corpus = read_corpus(["The Russian envoy hopes to win the game."])
    hits = add_voice(find_hits(corpus, FRAMES), corpus)
    table = speaker_frames(hits, corpus, ACTORS, frames=FRAMES)
    assert hits["speaker"].tolist() == ["Russian envoy"]
    assert table[["actor", "frame", "hits", "n_tokens"]].values.tolist() == [
        *(["author", "game", 1, 8], ["author", "threat", 0, 8]),
    ]


def test_no_hit_loses_its_speaker():
    """Every hit is in some row, also one whose speaker has no word in the tokens as they are voiced by default."""
    hits = add_voice(find_hits(CORPUS, FRAMES), CORPUS).assign(speaker="Russian envoy")
    table = speaker_frames(hits, CORPUS, ACTORS)

    assert table["hits"].sum() == len(hits)
    assert table.loc[table["actor"] == "russia", "n_tokens"].tolist() == [0, 0]
    assert table.loc[table["actor"] == "russia", "per_1000"].isna().all()


def test_who_speaks_comes_before_where():
    """The first actor in a speaker's name is the speaker; a longer pattern at that place goes before a shorter one."""
    assert speaker_actors(["", "unattributed", "the message", "US Embassy in Dushanbe"], LEXICON) == {
        "": "author",
        "unattributed": "unattributed",
        "the message": "other",
        "US Embassy in Dushanbe": "united_states",
    }
    for speaker, actor in {
        "American Embassy in Tajikistan": "united_states",
        "Deputy Secretary of the Russian Security Council Yuri Kokov": "russia",
        "planners in Moscow": "russia",
        "many Russian experts": "russian_experts",
        "Vladimir Evseev": "russian_experts",
        "Indian delegation": "india",
    }.items():
        assert speaker_actors([speaker], LEXICON) == {speaker: actor}
