"""
Texts as scikit-learn hands them over (a list, a column, a generator) to texts as Polars takes them, some at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import polars as pl

from framing.errors import FramingError

_BATCH, _BATCH_CHARACTERS = 2_000, 4_000_000  # texts at a time, so that memory stays small


def batches(X: Iterable[str]) -> Iterator[pl.Series]:
    """Texts, some at a time; whatever is no text is refused."""
    if isinstance(X, str):
        raise FramingError("expected a list of texts, found one text. Put it in a list: [text].")
    if hasattr(X, "columns"):
        raise FramingError("expected a list of texts, found a table. Give its column of texts.")
    if not isinstance(X, Iterable):
        raise FramingError(f"expected a list of texts, found {X!r}. Give texts in a list or column.")
    batch, characters = [], 0
    for row, text in enumerate(X, start=1):
        if not isinstance(text, str):
            raise FramingError(f"text {row}: expected text, found {text!r}. Mend or drop it.")
        batch.append(text)
        characters += len(text)
        if len(batch) == _BATCH or characters >= _BATCH_CHARACTERS:
            yield _series(batch, row)
            batch, characters = [], 0
    if batch:
        yield _series(batch, row)


def _series(batch: list[str], last: int) -> pl.Series:
    """Texts up to number ``last`` as Polars takes them: as UTF-8."""
    try:
        return pl.Series(batch, dtype=pl.String)
    except UnicodeEncodeError as error:
        row = last - len(batch) + 1 + batch.index(error.object)
        raise FramingError(
            f"text {row}: character {error.start} is half a character ({error.object[error.start]!r}). Mend or drop it."
        ) from None
