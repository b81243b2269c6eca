"""What ends between words is told from words and gaps as from the text itself."""

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from framing import tokenize
from framing.text.gaps import Gaps, word_or_gap
from framing.text.languages import language_of
from framing.text.tokens import HAS_WORD, WORD, extract_all

WORDS = (
    "army",
    "Army",
    "The",
    "the",
    "U.S.",
    "Gen",
    "K",
    "1.3",
    "#aid",
    "@un",
    "_x_",
    "граница",
    "Die",
    "die",
    "11",
    "II",
    "usw",
    "Mio",
    "г",
    "Он",
    "ა",
    "ǅ",
    "Éire",
    "中国",
)
SIGNS = (
    *".!?…。:;,\n\r\u2028“”’'\")( #@_-–",
    "\t",
    "\xa0",
    "\x0c",
    "\u0301",
    "\u00ad",
    "\u200b",
    "\u200f",
    "½",
    "؟",
    "।",
    "」",
)
texts = st.lists(
    st.one_of(st.sampled_from(WORDS), st.text(SIGNS, min_size=1, max_size=5), st.sampled_from([" ", ". ", "\n\n"])),
    max_size=16,
).map("".join)


@given(st.lists(texts, min_size=1, max_size=4), st.sampled_from(["en", "de", "ru", "pl"]))
def test_boundaries_are_those_of_the_tokenizer(documents, language):
    """The same words, and the same boundaries wherever it is not said that a sentence may end."""
    tokens = tokenize(documents, language=language)
    cut = extract_all(pl.Series(documents, dtype=pl.String), word_or_gap())
    flat = cut.explode(empty_as_null=False)
    places = np.flatnonzero(flat.str.contains(HAS_WORD).to_numpy())
    ids = flat.rank("dense").to_numpy() if len(flat) else np.empty(0, dtype=np.uint32)
    gaps = Gaps(language_of(language))
    ends = gaps.boundaries(flat, ids, places, np.ones(len(places), dtype=bool))
    stopped = places[flat.gather(places).str.ends_with(".").to_numpy()]
    inner = np.setdiff1d(np.arange(len(places)), tokens.bounds)
    sure = np.setdiff1d(inner, np.searchsorted(places, gaps.unsure(flat, ids, stopped)) + 1)

    assert (
        flat.gather(places).to_list() == extract_all(pl.Series(documents), WORD).explode(empty_as_null=False).to_list()
    )
    assert flat.gather(places).to_list() == [token.word for token in tokens]
    assert ends[sure].tolist() == tokens.boundaries[sure].tolist()


def test_only_a_starter_after_initials_is_unsure():
    """Whether a sentence ends is left open only between a full stop of a word's own and a word that may begin one."""
    flat = pl.Series(["U.S.", "The", "U.S.", "army", ". ", "The"])
    ids = np.array([0, 1, 0, 2, 3, 1], dtype=np.uint32)

    assert Gaps().unsure(flat, ids, np.array([0, 2])).tolist() == [0]
