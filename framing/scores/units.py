"""
Hits to counts of each sentence or paragraph, the units that articles are resampled by.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.errors import FramingError
from framing.hits.given import given_hits
from framing.lexicon.frames import Lexicon
from framing.text.corpus import Corpus

UNITS = ("sentence", "paragraph")


def unit_counts(hits: pd.DataFrame, corpus: Corpus, lexicon: Lexicon, unit: str) -> tuple[np.ndarray, np.ndarray]:
    """Of each unit its document; and tokens, sentences, then hits of each frame, then sentences with hits of each."""
    hits = given_hits(hits, corpus, lexicon, needs=("doc_id", "frame", "sentence"))
    frames = {name: number for number, name in enumerate(lexicon.frame_names)}
    codes = hits["frame"].map(frames).to_numpy(dtype=np.int64)
    document, sizes, found = sentence_counts(hits, corpus, codes, len(frames), "sentence")
    values = np.column_stack([sizes, np.ones(len(sizes), dtype=np.int64), found, found > 0])
    if unit == "paragraph":
        starts = paragraph_starts(corpus)
        return document[starts], np.add.reduceat(values, starts, axis=0)
    return document, values


def sentence_counts(
    hits: pd.DataFrame, corpus: Corpus, codes: np.ndarray, n_codes: int, unit: str
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of each sentence (or paragraph) its document, its tokens, and its hits by code."""
    starts = first_tokens(corpus, "sentence")
    document = corpus.units["document"].to_numpy()[starts]
    sizes = np.diff(np.append(starts, len(corpus.units)))
    first = np.searchsorted(document, np.arange(len(corpus) + 1))
    number = hits["doc_id"].map({doc_id: n for n, doc_id in enumerate(corpus.doc_ids)}).to_numpy(dtype=np.int64)
    sentence = hits["sentence"].to_numpy(dtype=np.int64)
    beyond = np.flatnonzero((sentence < 0) | (sentence >= np.diff(first)[number]))
    if len(beyond):
        doc_id, place = hits["doc_id"].iloc[beyond[0]], number[beyond[0]]
        raise FramingError(
            f"the hits name sentence {sentence[beyond[0]]} of {doc_id!r}, which has {np.diff(first)[place]} here. "
            "Find the hits in this corpus."
        )
    found = np.zeros((len(starts), n_codes), dtype=np.int64)
    np.add.at(found, (first[number] + sentence, codes), 1)
    if unit == "paragraph":
        starts = paragraph_starts(corpus)
        return document[starts], np.add.reduceat(sizes, starts), np.add.reduceat(found, starts, axis=0)
    return document, sizes, found


def first_tokens(corpus: Corpus, unit: str) -> np.ndarray:
    """The first token of each unit."""
    document, number = corpus.units["document"].to_numpy(), corpus.units[unit].to_numpy()
    return np.flatnonzero(np.append(True, (np.diff(document) != 0) | (np.diff(number) != 0)))


def paragraph_starts(corpus: Corpus) -> np.ndarray:
    """The first sentence of each paragraph; a paragraph always ends a sentence too."""
    return np.searchsorted(first_tokens(corpus, "sentence"), first_tokens(corpus, "paragraph"))


def begun_in(spans: pd.DataFrame, sentences: pd.DataFrame, corpus: Corpus) -> np.ndarray:
    """The number of the sentence, among some of ``corpus.sentences``, that each span begins in."""
    numbers = {doc_id: n for n, doc_id in enumerate(corpus.doc_ids)}
    width = max(len(document.text) for document in corpus) + 1

    def keys(table: pd.DataFrame) -> np.ndarray:
        return table["doc_id"].map(numbers).to_numpy(dtype=np.int64) * width + table["start"].to_numpy(dtype=np.int64)

    return np.maximum(np.searchsorted(keys(sentences), keys(spans), side="right") - 1, 0)
