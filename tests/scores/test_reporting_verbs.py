"""Which verbs introduce whom."""

import pandas as pd
import pytest

from framing import FramingError, Lexicon, add_voice, find_hits, list_voices, read_corpus, reporting_verbs

TEXTS = [
    "The envoy said that talks failed. The envoy says that they go on. Berg claimed that no front was planned.",
    "Berg claimed that the front holds and the front moves. According to Berg, all is well.",
    "“All is lost.”",
]
ACTORS = Lexicon.from_dict({"norway": ["berg"]})


@pytest.fixture(scope="module")
def corpus():
    """Six reports in three articles, one of them without a verb."""
    return read_corpus(TEXTS)


@pytest.fixture(scope="module")
def voices(corpus):
    """These reports."""
    return list_voices(corpus)


def cells(table, *columns):
    """Some columns of a table as a list of rows."""
    return table[list(columns)].values.tolist()


def test_forms_of_a_verb_count_together(voices):
    """“Said” and “says” are one verb; the most frequent comes first, then the alphabet; no verb has its row, too."""
    assert cells(reporting_verbs(voices), "cue", "forms", "count", "of", "documents") == [
        ["claim", "claimed", 2, 6, 2],
        ["say", "said; says", 2, 6, 1],
        ["", "", 1, 6, 1],
        ["according to", "according to", 1, 6, 1],
    ]


def test_shares_are_within_the_group(voices):
    """Of each speaker's reports the shares add up to 1."""
    table = reporting_verbs(voices, by="speaker")
    assert cells(table, "speaker", "cue", "count", "of", "share") == [
        ["The envoy", "say", 2, 2, 1],
        ["Berg", "claim", 2, 3, pytest.approx(2 / 3)],
        ["Berg", "according to", 1, 3, pytest.approx(1 / 3)],
        ["unattributed", "", 1, 1, 1],
    ]


def test_by_actor_and_naming(voices):
    """Speakers who are no actor are other, and words of nobody stay theirs."""
    table = reporting_verbs(voices, by=["naming", "actor"], actors=ACTORS)
    groups = table.groupby(["naming", "actor"], sort=False)["count"].sum().to_dict()
    assert groups == {("named", "other"): 2, ("named", "norway"): 3, ("unattributed", "unattributed"): 1}


def test_hits_are_counted_one_by_one(corpus):
    """Of hits each counts, though two stand in one report, and they can be split by frame."""
    hits = add_voice(find_hits(corpus, Lexicon.from_dict({"front": ["front"]})), corpus)
    table = reporting_verbs(hits, by="frame")
    assert cells(table, "frame", "cue", "count", "documents") == [["front", "claim", 3, 2]]


def test_a_report_counts_once():
    """A verb that hands over a clause and a quotation within it is one report."""
    voices = list_voices(read_corpus(["The envoy said that talks “have failed us all today” and go on."]))
    assert len(voices) > 1
    assert reporting_verbs(voices)["count"].tolist() == [1]


def test_what_is_imputed_stands_apart():
    """Wishes are no reports; asked for, they are counted by the one imputed to."""
    voices = list_voices(read_corpus(["The envoy said that talks failed. Berg hopes that they end."]))
    assert reporting_verbs(voices)["cue"].tolist() == ["say"]
    imputed = reporting_verbs(voices, by=["speaker", "naming"], voice="imputed")
    assert cells(imputed, "speaker", "naming", "cue", "count") == [["Berg", "named", "hope", 1]]


def test_no_verb_hands_over_a_turn():
    """The label of a turn is no verb."""
    text = "“SP”: – Is it so?\n\n– It is so and was so before, we all saw that.\n\n“SP”: – Why is it so?\n\n– It is."
    table = reporting_verbs(list_voices(read_corpus([text])))
    assert "" in table["cue"].tolist()
    assert not table["forms"].str.contains("sp").any()


def test_nothing_to_count(voices):
    """No report, no row, but the columns."""
    assert list(reporting_verbs(voices.iloc[:0], by="speaker").columns) == list(
        reporting_verbs(voices, by="speaker").columns
    )


def test_a_missing_group_is_unknown(voices):
    """Rows without a value in the column are a group of their own."""
    table = reporting_verbs(voices.assign(desk=pd.Series(["a"] + [None] * 5)), by="desk")
    assert table.groupby("desk")["count"].sum().to_dict() == {"a": 1, "unknown": 5}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"by": "frame"}, "unknown column 'frame'"),
        ({"by": "actor"}, "give actors"),
        ({"voice": "autor"}, "did you mean 'author'"),
        ({"by": ["speaker", "speaker"]}, "each column once"),
    ],
)
def test_what_cannot_be_used(voices, options, message):
    """A wrong column, a wrong voice, missing actors: one sentence says so."""
    with pytest.raises(FramingError, match=message):
        reporting_verbs(voices, **options)
