"""
Hits to counts of each sentence or paragraph, the units that articles are resampled by; and the options of resampling.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from framing.errors import FramingError, unknown
from framing.hits.table import refuse_strangers
from framing.lexicon.frames import Lexicon
from framing.text.corpus import Corpus
from framing.text.groups import group_labels

UNITS = ("sentence", "paragraph")


def unit_counts(hits: pd.DataFrame, corpus: Corpus, lexicon: Lexicon, unit: str) -> tuple[np.ndarray, np.ndarray]:
    """Of each unit its document; and tokens, sentences, then hits of each frame, then sentences with hits of each."""
    check_hits(hits, corpus, lexicon)
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


def checked_labels(corpus: Corpus, by: str) -> pd.Series:
    """The group of each document, by one column."""
    if not isinstance(by, str):
        raise FramingError(f"by must be one column here, 'doc_id' or a column of the metadata; found {by!r}.")
    return group_labels(corpus, by)


def group_members(labels: pd.Series, groups: Sequence[str]) -> list[np.ndarray]:
    """The numbers of the documents in each group."""
    values = labels.to_numpy()
    return [np.flatnonzero(values == group) for group in groups]


def check_hits(hits: pd.DataFrame, corpus: Corpus | None, lexicon: Lexicon) -> None:
    """Refuse hits that lack a column or name a frame or document that is not there."""
    needed = ("doc_id", "frame", "sentence") if corpus is not None else ("frame",)
    for column in needed:
        if column not in hits.columns:
            raise FramingError(f"{unknown('column', column, hits.columns)} Hits come from find_hits.")
    known = [("frame", lexicon.frame_names), *([("doc_id", corpus.doc_ids)] if corpus is not None else [])]
    for column, valid in known:
        refuse_strangers(hits, column, valid)


def check_one_of(what: str, value: object, known: Sequence[str] | dict) -> None:
    """Refuse a value that is none of those known."""
    if value not in tuple(known):
        raise FramingError(unknown(what, value, known))


def checked_generator(rng: np.random.Generator | int, *, draws: int, level: float = 0.95) -> np.random.Generator:
    """The generator, after a look at the numbers that go with it."""
    if not isinstance(draws, (int, np.integer)) or draws < 1:
        raise FramingError(f"draws must be a whole number from 1, found {draws!r}.")
    if not isinstance(level, (int, float, np.number)) or not 0 < level < 1:
        raise FramingError(f"level must lie between 0 and 1, such as 0.95; found {level!r}.")
    if isinstance(rng, np.random.Generator):
        return rng
    if not isinstance(rng, (int, np.integer)) or rng < 0:
        raise FramingError(f"rng must be a generator of NumPy's or a whole number from 0, found {rng!r}.")
    return np.random.default_rng(rng)
