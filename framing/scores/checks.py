"""
What a call was given, looked at before anything is counted: hits, groups, numbers of draws.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from framing.errors import FramingError, unknown
from framing.hits.given import in_place_order, refuse_strangers
from framing.lexicon.frames import Lexicon
from framing.text.corpus import Corpus
from framing.text.groups import group_labels


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


def checked_labels(corpus: Corpus, by: str) -> pd.Series:
    """The group of each document, by one column."""
    if not isinstance(by, str):
        raise FramingError(f"by must be one column here, 'doc_id' or a column of the metadata; found {by!r}.")
    return group_labels(corpus, by)


def group_members(labels: pd.Series, groups: Sequence[str]) -> list[np.ndarray]:
    """The numbers of the documents in each group."""
    values = labels.to_numpy()
    return [np.flatnonzero(values == group) for group in groups]


def checked_frames(frames: Lexicon | Iterable[str]) -> list[str]:
    """Names of frames, of a lexicon or as they are given."""
    if isinstance(frames, Lexicon):
        return list(frames.frame_names)
    if isinstance(frames, str) or not isinstance(frames, Iterable):
        raise FramingError(f"expected a list of frames, found {frames!r}. Give such as lexicon.frame_names.")
    return list(frames)


def document_groups(corpus: Corpus, by: str | None) -> pd.Series:
    """The group of each document; without ``by`` all are in one."""
    return pd.Series("", index=list(corpus.doc_ids), dtype="str") if by is None else group_labels(corpus, by)


def row_names(names: Lexicon | Iterable[str] | None, hits: pd.DataFrame, corpus: Corpus, kind: str) -> list[str]:
    """Which frames or actors get rows: those named, in their order; or those with hits, in the order of the texts."""
    if names is None:
        return list(dict.fromkeys(in_place_order(hits, corpus)["frame"]))
    if isinstance(names, str):
        raise FramingError(f"expected a Lexicon or a list of {kind}s, found {names!r}. Put it in a list.")
    names = list(names.frame_names) if isinstance(names, Lexicon) else list(dict.fromkeys(names))
    refuse_strangers(hits, "frame", names, what=f"{kind} hits", name=kind)
    return names
