"""
Units to the sums of draws: as many units drawn with replacement, or dealt out to two.

All sums are of whole numbers and therefore exact, in whatever order and on however many threads they are added.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

_CELLS = 2**15  # numbers drawn at a time: few enough for a processor's cache, measured three times as fast as 2**22


def resampled(values: np.ndarray, draws: int, rng: np.random.Generator, *, cells: int = _CELLS) -> np.ndarray:
    """Draw as many units as there are, with replacement; the sums of each draw."""
    n = len(values)
    numbers = values.astype(np.float64)  # whole numbers below 2**53: sums are exact
    sums = []
    for rows in _blocks(draws, n, cells):
        drawn = rng.integers(n, size=(rows, n)) + n * np.arange(rows)[:, None]
        weights = np.bincount(drawn.reshape(-1), minlength=rows * n).reshape(rows, n)
        sums.append(weights.astype(np.float64) @ numbers)
    return np.concatenate(sums)


def dealt(values: np.ndarray, k: int, draws: int, rng: np.random.Generator) -> np.ndarray:
    """Deal ``k`` of the rows at random, again and again; the sums of each deal."""
    n = len(values)
    numbers = values.astype(np.float64)
    sums = []
    for rows in _blocks(draws, n, _CELLS):
        chosen = rng.permuted(np.tile(np.arange(n) < k, (rows, 1)), axis=1)
        sums.append(chosen.astype(np.float64) @ numbers)
    return np.concatenate(sums)


def _blocks(draws: int, n: int, cells: int) -> Iterator[int]:
    """How many draws of ``n`` numbers to make at a time."""
    most = max(1, cells // n)
    for done in range(0, draws, most):
        yield min(draws - done, most)
