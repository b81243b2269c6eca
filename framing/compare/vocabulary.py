"""
Texts to a vocabulary, the types that get a column: learnt within limits, or given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from scipy.sparse import csr_matrix

from framing.compare.typecounts import count_texts, in_alphabet
from framing.errors import FramingError
from framing.text.tokens import tokenize


def learn_types(
    X: Iterable[str], *, min_df: float, max_df: float, max_features: int | None
) -> tuple[csr_matrix, dict[str, int], int]:
    """Count texts; also the column of each type that the limits leave, by the alphabet, and how many types are met."""
    found: dict[str, int] = {}
    counts = _some(count_texts(X, found, grow=True))
    counts, types = in_alphabet(counts, found)
    kept = _within_limits(counts, types, min_df=min_df, max_df=max_df, max_features=max_features)
    return counts[:, kept], {types[place]: column for column, place in enumerate(kept.tolist())}, len(types)


def count_given(
    X: Iterable[str], vocabulary: Iterable[str] | Mapping[str, int]
) -> tuple[csr_matrix, dict[str, int], int]:
    """Count the types of a vocabulary; also the column of each, and how many types are met, those not in it as well."""
    columns, met = given_types(vocabulary), set()
    return _some(count_texts(X, columns, met=met)), columns, len(met)


def check_limits(*, min_df: float, max_df: float, max_features: int | None) -> None:
    """Refuse numbers and shares of texts, and numbers of types, that are none."""
    for name, value in (("min_df", min_df), ("max_df", max_df)):
        if not (_is_count(value) or (isinstance(value, (float, np.floating)) and 0 <= value <= 1)):
            raise FramingError(
                f"{name} must be a number of texts (1 or more) or a share (0.0 to 1.0), found {value!r}."
            )
    if not (max_features is None or _is_count(max_features)):
        raise FramingError(f"max_features must be a whole number of 1 or more, or None; found {max_features!r}.")


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
    least, most = (value if _is_count(value) else value * n for value in (min_df, max_df))
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


def given_types(vocabulary: Iterable[str] | Mapping[str, int]) -> dict[str, int]:
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
        types = [tokens.types[i] for i in tokens.ids[a:b].tolist()]
        if types != [name]:
            read = f"it is read as {types}" if types else "it is no word"
            raise FramingError(f"vocabulary: {name!r} can never occur: {read}. Write types, each as one word counts.")
    if isinstance(vocabulary, Mapping):
        if sorted(vocabulary.values()) != list(range(len(names))):
            raise FramingError(f"vocabulary: expected the columns 0 to {len(names) - 1}, each once. Number them so.")
        return dict(vocabulary)
    names = sorted(names) if isinstance(vocabulary, (set, frozenset)) else names
    if len(set(names)) < len(names):
        twice = next(name for i, name in enumerate(names) if name in names[:i])
        raise FramingError(f"vocabulary: {twice!r} is there twice. Keep one.")
    return {name: column for column, name in enumerate(names)}


def _is_count(value: object) -> bool:
    return isinstance(value, (int, np.integer)) and not isinstance(value, bool) and value >= 1
