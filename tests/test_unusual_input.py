"""Every comparison answers unusual input by a table, or by one error that says what was found and what to do."""

import warnings
from dataclasses import dataclass

import pandas as pd
import pytest

import framing
from framing import Corpus, FramingError, Lexicon, read_corpus

FRAMES = Lexicon.from_dict({"game": ["great game"], "border": ["border*"], "never": ["zebra"]})
ACTORS = Lexicon.from_dict({"russia": ["moscow"], "nobody": ["zebra"]})
ONE = "Moscow plays a great game. The border is open.\n\nThe game goes on, and the border is far."
TWO = "The border is closed. Moscow waits.\n\nAll came to the border. The envoy said that the great game is over."


@dataclass(frozen=True)
class Case:
    """A corpus, what to group it by, and what was found in it."""

    corpus: Corpus
    by: str
    hits: pd.DataFrame
    actors: pd.DataFrame


def articles(*texts, outlets=None):
    """Texts as a case; with outlets these are the groups."""
    table = pd.DataFrame({"doc_id": [f"d{i}" for i in range(len(texts))], "text": texts})
    corpus = read_corpus(table if outlets is None else table.assign(outlet=outlets))
    hits, actors = (framing.add_voice(framing.find_hits(corpus, lexicon), corpus) for lexicon in (FRAMES, ACTORS))
    return Case(corpus, "outlet" if outlets else "doc_id", hits, actors)


# Each of them has a frame, and an actor, without hits.
CASES = {
    "one article": articles(ONE),
    "one group": articles(ONE, TWO, outlets=["X", "X"]),
    "groups of size 1": articles(ONE, TWO, outlets=["X", "Y"]),
    "NaN metadata": articles(ONE, TWO, ONE, outlets=["X", None, None]),
    "nothing but NaN": articles(ONE, TWO, outlets=[None, None]),
    "all-identical texts": articles(ONE, ONE, ONE),
    "one word each": articles("border", "game"),
}


def keyness_by(statistic):
    """Keyness by one statistic, as the others are called."""
    return lambda case: framing.keyness(case.corpus, by=case.by, statistic=statistic)


FUNCTIONS = {
    "scores": lambda case: framing.frame_scores(case.hits, case.corpus, FRAMES, by=case.by),
    "scores by voice": lambda case: framing.voice_scores(case.hits, case.corpus, FRAMES, by=case.by),
    "stances": lambda case: framing.stance_table(case.hits, FRAMES),
    "bootstrap": lambda case: framing.bootstrap_scores(case.hits, case.corpus, FRAMES, by=case.by, draws=50),
    "bootstrap, bca": lambda case: framing.bootstrap_scores(
        case.hits, case.corpus, FRAMES, by=case.by, draws=50, method="bca", unit="paragraph"
    ),
    "intervals of stances": lambda case: framing.stance_intervals(case.hits, FRAMES, corpus=case.corpus, draws=50),
    "permutation": lambda case: framing.compare_articles(case.hits, case.corpus, FRAMES, by=case.by),
    "keyness, log_odds": keyness_by("log_odds"),
    "keyness, g2": keyness_by("g2"),
    "keyness, chi2": keyness_by("chi2"),
    "keyness, pmi": keyness_by("pmi"),
    "keyness, log_ratio": keyness_by("log_ratio"),
    "keyness, dispersion": keyness_by("dispersion"),
    "divergence": lambda case: framing.divergence(framing.document_term_matrix(case.corpus)),
    "word shift": lambda case: framing.word_shift(framing.document_term_matrix(case.corpus), "d0"),
    "bands": lambda case: framing.similarity_bands(case.corpus, draws=20),
    "tree": lambda case: framing.cluster(framing.document_term_matrix(case.corpus)).merges,
    "plane": lambda case: framing.correspondence(framing.document_term_matrix(case.corpus), min_count=1).points,
    "positions": lambda case: framing.frame_positions(case.hits, case.corpus, FRAMES, by=case.by),
    "dispersion": lambda case: framing.dispersion(case.hits, case.corpus, FRAMES, by=case.by),
    "actors": lambda case: framing.actor_frames(
        case.hits, case.actors, case.corpus, frames=FRAMES, actors=ACTORS, draws=50
    ),
    "actors by voice": lambda case: framing.actor_voices(case.actors, case.corpus, ACTORS),
    "speakers": lambda case: framing.speaker_frames(case.hits, case.corpus, ACTORS, frames=FRAMES),
    "confounds": lambda case: framing.confounds(case.corpus, case.by),
}

# What cannot be answered, and a part of what is said; everything else gives a table.
REFUSED = {
    **{
        (case, function): "two"
        for case in ("one article", "one group", "nothing but NaN")
        for function in FUNCTIONS
        if function == "permutation" or function.startswith("keyness")
    },
    ("one article", "word shift"): "no other document",
    ("one article", "tree"): "two documents or more",
    ("one article", "plane"): "two documents or more",
}


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("case", CASES)
def test_a_table_or_one_clear_error(case, function):
    """No traceback, no warning but that a text is small, and no frame or group that is silently left out."""
    refused, case = REFUSED.get((case, function)), CASES[case]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.simplefilter("ignore", framing.FramingWarning)
        if refused:
            with pytest.raises(FramingError, match=refused):
                FUNCTIONS[function](case)
            return
        table = FUNCTIONS[function](case)
    assert isinstance(table, pd.DataFrame)
    if function != "permutation" and "frame" in table.columns:
        assert set(table["frame"]) == set(FRAMES.frame_names)
    if function not in ("permutation", "bands") and case.by in table.columns:
        assert set(table[case.by]) == set(framing.group_labels(case.corpus, case.by))


@pytest.mark.parametrize("function", ["keyness", "divergence", "word_shift", "cluster", "correspondence"])
def test_an_article_without_tokens(function):
    """An empty row of a matrix is no article that one could compare: it is refused, or its values are missing."""
    dtm = framing.document_term_matrix(read_corpus([ONE, TWO, ONE]))
    dtm = pd.DataFrame.sparse.from_spmatrix(
        dtm.sparse.to_coo().tocsr().multiply([[1], [0], [1]]).tocsr(), index=dtm.index, columns=dtm.columns
    )
    calls = {
        "keyness": lambda: framing.keyness(dtm, groups=list(dtm.index)),
        "divergence": lambda: framing.divergence(dtm),
        "word_shift": lambda: framing.word_shift(dtm, "text2"),
        "cluster": lambda: framing.cluster(dtm),
        "correspondence": lambda: framing.correspondence(dtm, min_count=1),
    }
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            answer = calls[function]()
        except FramingError as error:
            assert "text2" in str(error)  # noqa: PT017 (either answer will do, but it must be one of them)
        else:
            values = answer if function == "divergence" else answer[answer["group"] == "text2"]
            assert values.isna().any().any()


def test_a_vocabulary_filtered_to_nothing():
    """Where no word is left the error says which limit did it."""
    corpus = read_corpus([ONE, TWO])
    with pytest.raises(FramingError, match="min_count"):
        framing.keyness(corpus, min_count=99)
    with pytest.raises(FramingError, match="min_count"):
        framing.correspondence(framing.document_term_matrix(corpus), min_count=99)
    with pytest.raises(FramingError, match="min_df"):
        framing.TokenVectorizer(min_df=3).fit(["One.", "Two."])
