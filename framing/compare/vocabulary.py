"""
Texts to a vocabulary, the types or sequences of types that get a column: learnt within limits, or given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from numbers import Integral

import numpy as np
from scipy.sparse import csr_matrix

from framing.compare.typecounts import Features, count_texts, in_alphabet
from framing.errors import FramingError
from framing.text.tokens import tokenize


def learn_types(
    X: Iterable[str],
    features: Features,
    *,
    binary: bool,
    min_df: float,
    max_df: float,
    max_features: int | None,
) -> tuple[csr_matrix, dict[str, int], int]:
    """Count texts; also the column of each type that the limits leave, by the alphabet, and how many types are met."""
    found: dict[str, int] = {}
    counts = _some(count_texts(X, found, features, grow=True))
    if binary:
        counts.data[:] = 1  # before the most frequent are chosen, as in scikit-learn
    counts, types = in_alphabet(counts, found)
    kept = _within_limits(counts, types, min_df=min_df, max_df=max_df, max_features=max_features)
    return counts[:, kept], {types[place]: column for column, place in enumerate(kept.tolist())}, len(types)


def count_given(
    X: Iterable[str], features: Features, vocabulary: Iterable[str] | Mapping[str, int], *, binary: bool
) -> tuple[csr_matrix, dict[str, int], int]:
    """Count the types of a vocabulary; also the column of each, and how many types are met, those not in it as well."""
    columns, met = given_types(vocabulary, features), set()
    counts = _some(count_texts(X, columns, features, met=met))
    if binary:
        counts.data[:] = 1
    return counts, columns, len(met)


def _some(counts: csr_matrix) -> csr_matrix:
    if not counts.shape[0]:
        raise FramingError("expected texts to learn from, found none.")
    return counts


def _within_limits(
    counts: csr_matrix, types: list[str], *, min_df: float, max_df: float, max_features: int | None
) -> np.ndarray:
    """The columns that so many texts have, and of these the ones with most tokens."""
    n = counts.shape[0]
    if not types:
        raise FramingError(f"no word in the {n} texts. Expected at least one.")
    least, most = (value if isinstance(value, Integral) else value * n for value in (min_df, max_df))
    if most < least:
        raise FramingError(
            f"max_df={max_df!r} of {n} texts is less than min_df={min_df!r} of them. Change one of them."
        )
    having = np.bincount(counts.indices, minlength=len(types))
    kept = np.flatnonzero((having >= least) & (having <= most))
    if not len(kept):
        raise FramingError(
            f"of {len(types)} types in {n} texts none is left with min_df={min_df!r} and "
            f"max_df={max_df!r}. Lower min_df or raise max_df."
        )
    if max_features is not None:
        totals = np.asarray(counts[:, kept].sum(axis=0)).ravel()
        kept = np.sort(kept[np.argsort(-totals, kind="stable")[:max_features]])
    return kept


def given_types(vocabulary: Iterable[str] | Mapping[str, int], features: Features) -> dict[str, int]:
    """The column of each type of a vocabulary that the user gave; one that could never occur is refused."""
    if isinstance(vocabulary, str):
        raise FramingError(f"vocabulary: expected a list of types, found one text {vocabulary!r}. Put it in a list.")
    names = list(vocabulary)
    if not names:
        raise FramingError("vocabulary is empty. Give at least one type, or None to learn them from the texts.")
    for name in names:
        if not isinstance(name, str):
            raise FramingError(f"vocabulary: expected types, found {name!r}. Mend or drop it.")
    tokens = tokenize(names)
    for name, a, b in zip(names, tokens.bounds[:-1].tolist(), tokens.bounds[1:].tolist(), strict=True):
        types = [features.type_of(tokens.words[i]) for i in tokens.ids[a:b].tolist()]
        least, most = features.ngram_range
        if " ".join(types) != name or not least <= len(types) <= most:
            read = f"it is read as {types}" if types else "it is no word"
            size = "each as one word counts" if most == 1 else f"{least} to {most} with single spaces"
            raise FramingError(f"vocabulary: {name!r} can never occur: {read}. Write types, {size}.")
        if not features.stop_words.isdisjoint(types):
            raise FramingError(
                f"vocabulary: {name!r} can never occur, because of stop_words. Drop it from one of them."
            )
    if isinstance(vocabulary, Mapping):
        if sorted(vocabulary.values()) != list(range(len(names))):
            raise FramingError(f"vocabulary: expected the columns 0 to {len(names) - 1}, each once. Number them so.")
        return dict(vocabulary)
    names = sorted(names) if isinstance(vocabulary, (set, frozenset)) else names
    if len(set(names)) < len(names):
        twice = next(name for i, name in enumerate(names) if name in names[:i])
        raise FramingError(f"vocabulary: {twice!r} is there twice. Keep one.")
    return {name: column for column, name in enumerate(names)}
