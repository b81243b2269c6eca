"""Who has the word."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing import FramingError, Lexicon, add_voice, find_hits, read_corpus, top_speakers
from framing.voice.voiced import WHOSE

TEXTS = {
    "a": "The front is open. The envoy said that no front was planned. Berg said that it was. Holm hopes that it ends.",
    "b": "They said that the front moves. It was announced that all is lost.",
}
ACTORS = Lexicon.from_dict({"norway": ["berg"]})
WORDS = [f"{voice}_words" for voice in WHOSE]
LEXICON = Lexicon.from_dict({"front": ["front"]})


@pytest.fixture(scope="module")
def corpus():
    """Two articles: in one two speakers and a wish, in the other nobody with a name."""
    return read_corpus(pd.DataFrame({"doc_id": list(TEXTS), "text": list(TEXTS.values())}))


def cells(table, *columns):
    """Some columns of a table as a list of rows."""
    return table[list(columns)].values.tolist()


def test_nobody_is_left_out(corpus):
    """The author comes first, with what is imputed; pronouns and nobody have rows; each share stands by its counts."""
    table = top_speakers(corpus, by="doc_id")
    assert cells(table, "doc_id", "speaker", "naming", "n_tokens", "of") == [
        ["a", "author", "author", 14, 22],
        ["a", "The envoy", "named", 5, 22],
        ["a", "Berg", "named", 3, 22],
        ["b", "author", "author", 5, 13],
        ["b", "They", "pronoun", 4, 13],
        ["b", "unattributed", "unattributed", 4, 13],
    ]
    assert table["share"].tolist() == [n / of for n, of in cells(table, "n_tokens", "of")]
    assert cells(table, *WORDS)[:2] == [[11, 0, 0, 3], [0, 0, 5, 0]]


def test_hits_stand_by_whose_words_they_are(corpus):
    """With hits, one column a frame says how many of them each speaker has."""
    table = top_speakers(corpus, hits=add_voice(find_hits(corpus, LEXICON), corpus))
    found = table.set_index("speaker")["front"]
    assert found[found > 0].to_dict() == {"author": 1, "The envoy": 1, "They": 1}


def test_only_the_top(corpus):
    """The named beyond the first are added up as other; who has no name is never among them."""
    table = top_speakers(corpus, top=1)
    assert cells(table, "speaker", "speakers", "n_tokens") == [
        ["author", 1, 19],
        ["The envoy", 1, 5],
        ["other", 1, 3],
        ["They", 1, 4],
        ["unattributed", 1, 4],
    ]


def test_by_actor_and_by_naming(corpus):
    """Actors take the words of their speakers, all others who are named are other, and pronouns are nobody's."""
    actors = top_speakers(corpus, who="actor", actors=ACTORS)
    assert cells(actors, "actor", "n_tokens") == [
        ["author", 19],
        ["norway", 3],
        ["other", 5],
        ["pronoun", 4],
        ["unattributed", 4],
    ]
    naming = top_speakers(corpus, who="naming")
    assert cells(naming, "naming", "speakers", "n_tokens") == [
        ["author", 1, 19],
        ["named", 2, 8],
        ["pronoun", 1, 4],
        ["unattributed", 1, 4],
    ]


def test_by_type():
    """A ministry and a named person are told apart; who has no name has no type but their row."""
    texts = ["The ministry said that talks go on. Anna Berg said that they failed. It was announced that all is lost."]
    table = top_speakers(read_corpus(texts), who="speaker_type")
    assert cells(table, "speaker_type", "n_tokens") == [
        ["author", 9],
        ["body", 4],
        ["person", 3],
        ["unattributed", 4],
    ]


SENTENCES = [
    "The envoy said that no front was planned.",
    "They said that it moves.",
    "“All is lost,” Berg said.",
    "Berg hopes that it ends.",
    "The front is open.",
    "“All is lost for good.”",
]


@settings(max_examples=25, deadline=None)
@given(
    texts=st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5).map(" ".join), min_size=1, max_size=3),
    top=st.sampled_from([None, 1, 2]),
    who=st.sampled_from(["speaker", "speaker_type", "actor", "naming"]),
)
def test_all_words_and_hits_are_somebodys(texts, top, who):
    """Whatever is asked for, words, voices, shares and hits add up to those of the article."""
    corpus = read_corpus(texts)
    hits = add_voice(find_hits(corpus, LEXICON), corpus)
    table = top_speakers(corpus, by="doc_id", who=who, hits=hits, actors=ACTORS, top=top)
    groups = table.groupby("doc_id")
    assert groups["n_tokens"].sum().to_dict() == corpus.n_tokens.to_dict()
    assert (table["n_tokens"] == table[WORDS].sum(axis=1)).all()
    assert groups["share"].sum().round(9).eq(1).all()
    assert (table["front"].sum() if "front" in table else 0) == len(hits)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"who": "voice"}, "unknown who"),
        ({"who": "actor"}, "give actors"),
        ({"by": "outlett"}, "unknown column"),
        ({"top": 0}, "top must be"),
    ],
)
def test_what_cannot_be_used(corpus, options, message):
    """What cannot be used is said in a sentence."""
    with pytest.raises(FramingError, match=message):
        top_speakers(corpus, **options)


def test_a_frame_named_like_a_column(corpus):
    """A frame that would hide a column is refused."""
    hits = add_voice(find_hits(corpus, Lexicon.from_dict({"share": ["front"]})), corpus)
    with pytest.raises(FramingError, match="'share' is named like a column"):
        top_speakers(corpus, hits=hits)


def test_groups_may_be_authors():
    """Articles can be grouped by who wrote them, though the author is a speaker too."""
    frame = pd.DataFrame({"doc_id": list(TEXTS), "text": list(TEXTS.values()), "author": ["Dahl", "Dahl"]})
    table = top_speakers(read_corpus(frame), by="author", who="naming")
    assert cells(table, "author", "naming", "n_tokens") == [
        ["Dahl", "author", 19],
        ["Dahl", "named", 8],
        ["Dahl", "pronoun", 4],
        ["Dahl", "unattributed", 4],
    ]
