"""One matcher behind every mode: the fast counts are those of the hit table."""

from unittest import mock

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import Corpus, Document, FrameVectorizer, Lexicon, find_hits, score
from framing.hits import counting
from framing.hits.counting import FrameCounter
from framing.hits.matching import Matcher
from framing.lexicon.frames import Frame, Pattern

WORDS = (
    *("border", "Border", "borders", "BORDER", "security", "insecurity", "Great", "great", "game", "games", "new"),
    *("U.S.", "US", "us", "U.S.-led", "Gen.", "Gen", "K", "Kurilla", "\u212aurilla", "\u0130stanbul", "istanbul"),
    *("cafe\u0301", "café", "cafe", "post–Soviet", "post-Soviet", "Russia’s", "Russia's", "border_security"),
    *("граница", "中国", "10,000", "1.3", "#aid", "border*", "_"),
)
GAPS = (
    *(" ", " ", " ", " ", ", ", ". ", "! ", "? ", ": ", "; ", " … ", " “", "” ", "’ ", " – ", "—", "-", "–", "."),
    *("\n", "\n\n", "\n \n", "\r\n\r\n", "\u2028", " (", ") ", "\u00ad", "·", "_"),
)
texts = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), max_size=14).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)
element = st.sampled_from(
    [
        *("border", "security", "great", "Great", "game", "gam*", "*security", "b*r", "b?rder*", "*e*", "*", "us"),
        *("US", "U.S.", "gen", "gen.", "\u0130stanbul", "i*", "k*", "\u212a*", "café", "cafe*", "post-soviet"),
        *("russia's", "russia’s", "граница", "new"),
    ]
)
pattern = st.builds(
    lambda words, case, fixed: Pattern(" ".join(words), case_sensitive=case, fixed=fixed),
    st.lists(element, min_size=1, max_size=3),
    st.booleans(),
    st.sampled_from([False, False, False, True]),
)


@st.composite
def lexicons(draw):
    """Two or three frames that share words, with categories and exclusions."""
    frames = []
    for name in draw(st.sampled_from(["xy", "xyz"])):
        patterns = draw(st.lists(pattern, min_size=1, max_size=4, unique_by=lambda p: p.text))
        named = [
            Pattern(p.text, category=draw(st.sampled_from("ab")), case_sensitive=p.case_sensitive, fixed=p.fixed)
            for p in patterns
        ]
        frames.append(Frame(name, tuple(named), tuple(draw(st.lists(pattern, max_size=2)))))
    return Lexicon(tuple(frames))


options = st.fixed_dictionaries(
    {"nested_scope": st.sampled_from(["frame", "lexicon"]), "semantics": st.sampled_from(["framing", "quanteda"])}
)


def by_hit_table(documents, lexicon, **given):
    """Tokens of each text, and hits of each frame and category, counted from the hit table."""
    has_word = [i for i, text in enumerate(documents) if Corpus((Document("a", text + " x"),)).n_tokens["a"] > 1]
    n_tokens = np.zeros(len(documents), dtype=np.int64)
    names = [name for frame in lexicon for name in (frame.name, *(f"{frame.name}.{c}" for c in frame.categories))]
    counts = np.zeros((len(documents), len(names)), dtype=np.int64)
    if has_word:
        corpus = Corpus(tuple(Document(str(i), documents[i]) for i in has_word))
        n_tokens[has_word] = corpus.n_tokens
        for hit in find_hits(corpus, lexicon, **given).itertuples():
            counts[int(hit.doc_id), names.index(hit.frame)] += 1
            counts[int(hit.doc_id), names.index(f"{hit.frame}.{hit.category}")] += 1
    return n_tokens.tolist(), counts.tolist()


@given(st.lists(texts, min_size=1, max_size=5), lexicons(), options, st.booleans(), st.sampled_from([0, 3, 400_000]))
def test_the_counter_counts_what_the_hit_table_holds(documents, lexicon, given, rare, vocabulary):
    """Whatever path is taken and however often words are forgotten, counts and tokens are those of the hit table."""
    expected = by_hit_table(documents, lexicon, **given)
    counter = FrameCounter(Matcher(lexicon, **given), categories=True)
    with mock.patch.object(counting, "MAX_VOCABULARY", vocabulary):
        for batch in (documents, documents[::-1], documents):
            counter._rare = rare and counter._cores is not None
            n_tokens, counts = counter.count(batch)

    assert (n_tokens.tolist(), counts.tolist()) == expected


@given(st.lists(texts, min_size=1, max_size=4), lexicons(), options)
def test_every_mode_counts_the_same(documents, lexicon, given):
    """score and FrameVectorizer give the counts of the hit table."""
    n_tokens, counts = by_hit_table(documents, lexicon, **given)
    usable = [i for i, text in enumerate(documents) if text.strip()]  # score names the others
    table = score([documents[i] for i in usable], lexicon, categories=True, **given)
    vectors = FrameVectorizer(lexicon, categories=True, **given).fit_transform(documents)

    assert vectors.tolist() == counts
    assert table["n_tokens"].tolist() == [n_tokens[i] for i in usable]
    assert table.iloc[:, 2:].values.tolist() == [counts[i] for i in usable]


@pytest.mark.parametrize("rare", [True, False])
@pytest.mark.parametrize("documents", [[], [""], ["!? …", "— ;"], ["\n\n\n\n"]])
def test_texts_without_words_count_nothing(documents, rare):
    """No text, an empty one and one of signs only have no tokens and no hits."""
    counter = FrameCounter(Matcher(Lexicon.from_dict({"f": ["border security", "border"]})))
    counter._rare = rare
    n_tokens, counts = counter.count(documents)

    assert n_tokens.tolist() == [0] * len(documents)
    assert counts.tolist() == [[0]] * len(documents)
