"""One door for hits: ids that became numbers, words that became nothing, and texts that are others."""

import io
import time

import numpy as np
import pandas as pd
import pytest

from framing import FramingError, Lexicon, find_hits, kwic, read_corpus
from framing.hits.given import given_hits, hits_of

BORDER = Lexicon.from_dict({"b": ["border"]})


def corpus_of(*ids):
    """Articles with these ids, each with its number in its text."""
    texts = [f"Article {number} on the border." for number in range(len(ids))]
    return read_corpus(pd.DataFrame({"doc_id": list(ids), "text": texts}))


def through_csv(hits, **options):
    return pd.read_csv(io.StringIO(hits.to_csv(index=False)), **options)


@pytest.mark.parametrize(
    "ids",
    [("1", "2"), ("001", "002"), ("1.0", "2.50"), ("1e3", "+7"), ("1", "b"), ("-1", "0"), ("True", "False")],
    ids=" ".join,
)
def test_ids_that_became_numbers(ids):
    """An id that only one document has when read as a number is that document's."""
    corpus = corpus_of(*ids)
    hits = find_hits(corpus, BORDER)
    assert given_hits(through_csv(hits), corpus)["doc_id"].tolist() == list(ids)


def test_ids_that_became_the_same_number():
    """Where several ids read as one number, nobody can tell which it was; read as text, all are themselves."""
    corpus = corpus_of("1", "001", "b" * 3)
    hits = find_hits(corpus, BORDER)
    with pytest.raises(FramingError, match=r"doc_id 1, a number that may be any of '1', '001'. Read .*dtype=.'doc_id'"):
        given_hits(through_csv(hits[:2]), corpus)
    assert given_hits(through_csv(hits, dtype={"doc_id": str}), corpus)["doc_id"].tolist() == list(corpus.doc_ids)


def test_ids_too_long_for_floats():
    """Whole numbers of nineteen digits are known again; as floats they are not, and are refused."""
    corpus = corpus_of("1234567890123456768", "1234567890123456789")
    hits = through_csv(find_hits(corpus, BORDER))
    assert given_hits(hits, corpus)["doc_id"].tolist() == list(corpus.doc_ids)
    with pytest.raises(FramingError, match="dtype"):
        given_hits(hits.astype({"doc_id": float}), corpus)


def test_ids_that_became_nothing():
    """An id such as NA is missing after a file, and the message says how to read it."""
    corpus = corpus_of("NA", "b")
    with pytest.raises(FramingError, match=r"no doc_id in row 1.*keep_default_na=False"):
        given_hits(through_csv(find_hits(corpus, BORDER)), corpus)


def test_frames_and_patterns_that_became_numbers():
    """Years are frames and patterns too."""
    corpus = read_corpus(["In 2016 and 007."])
    lexicon = Lexicon.from_dict({"2016": ["2016"], "7": ["007"]})
    hits = find_hits(corpus, lexicon)
    found = given_hits(through_csv(hits), corpus, lexicon, needs=("doc_id", "frame", "pattern"))
    pd.testing.assert_frame_equal(found, hits)


def test_words_that_became_nothing():
    """A wording such as None is read as missing; it is what stands in the text."""
    corpus = read_corpus(["None came."])
    hits = find_hits(corpus, Lexicon.from_dict({"n": ["none"]}))
    assert through_csv(hits)["text"].isna().all()
    assert given_hits(through_csv(hits), corpus)["text"].tolist() == ["None"]


def test_line_breaks_that_changed():
    """A spreadsheet may store another line break in the words of a hit: it is the same hit."""
    corpus = read_corpus(["the border\nguard came"])
    hits = find_hits(corpus, Lexicon.from_dict({"b": ["border guard"]}))
    assert given_hits(hits.assign(text="border\r\nguard"), corpus)["text"].tolist() == ["border\nguard"]


def test_the_hits_of_one_document():
    """Of one document, also where its id became a number."""
    corpus = corpus_of("1", "2")
    hits = given_hits(through_csv(find_hits(corpus, BORDER)).astype({"doc_id": float}))
    assert hits_of(hits, corpus["2"])["start"].tolist() == [17]


def test_a_table_without_rows():
    """No hits are hits, whatever types a file gave their columns."""
    corpus = corpus_of("1")
    none = find_hits(corpus, BORDER)[:0]
    for form in (none, through_csv(none), none.astype(object), none.set_index("doc_id")):
        pd.testing.assert_frame_equal(given_hits(form, corpus, BORDER), none)


def test_an_index_with_names_becomes_columns():
    """Lines keep the index of the hits; one with a name is a column already."""
    corpus = corpus_of("a", "b")
    hits = find_hits(corpus, BORDER)
    assert kwic(hits.set_axis([7, 5]), corpus).index.tolist() == [7, 5]
    assert kwic(hits.set_index("doc_id"), corpus)["doc_id"].tolist() == ["a", "b"]


def test_it_costs_next_to_nothing():
    """Looking at twenty thousand hits takes a fraction of what finding them does."""
    corpus = read_corpus(["The border of the border is a border. " * 100] * 70)
    began = time.process_time()
    hits = find_hits(corpus, BORDER)
    middle = time.process_time()
    given_hits(hits, corpus, BORDER, needs=("doc_id", "frame", "pattern"))
    assert len(hits) == 21_000
    assert time.process_time() - middle < (middle - began) / 2


def test_numbers_of_other_kinds():
    """Offsets of any type that holds whole numbers are whole numbers."""
    corpus = corpus_of("a")
    hits = find_hits(corpus, BORDER)
    for kind in ("float32", "Int16", "Float64", "int64[pyarrow]", "category", object, str):
        assert given_hits(hits.astype({"start": kind}), corpus)["start"].dtype == np.int64
