"""
A lexicon to the columns of its counts: one a frame, and one a category.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from framing.errors import FramingError
from framing.hits.occurrences import Matches
from framing.lexicon.frames import Lexicon


class Columns(NamedTuple):
    """
    Names of the counts, and where each hit counts.

    ``places`` have, for each pattern of the lexicon, one for the frames and, with categories, one for these, the number
    of the column in which a hit counts, -1 for none; those of a frame begin at its ``first``.
    """

    names: tuple[str, ...]
    first: np.ndarray
    places: list[np.ndarray]

    def of(self, frame: int, pattern: int) -> list[int]:
        """The columns in which a hit counts."""
        number = self.first[frame] + pattern
        return [int(place[number]) for place in self.places if place[number] >= 0]

    def add(self, counts: np.ndarray, rows: np.ndarray, found: Matches) -> None:
        """Count hits, each in its row."""
        for place in self.places:
            column = place[self.first[found.frame] + found.pattern]
            np.add.at(counts, (rows[column >= 0], column[column >= 0]), 1)


def count_columns(lexicon: Lexicon, *, categories: bool) -> Columns:
    """
    The columns of a lexicon: its frames, with ``categories`` each followed by its ``frame.category``.

    Raises
    ------
    FramingError
        If two columns would have one name.
    """
    names: list[str] = []
    bounds = np.cumsum([0, *(len(frame.patterns) for frame in lexicon)])
    of_frame, of_category = np.full((2, bounds[-1]), -1, dtype=np.int64)
    for frame, begin, end in zip(lexicon, bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        of_frame[begin:end] = len(names)
        names.append(frame.name)
        if categories and frame.categories != ("",):
            place = {category: len(names) + i for i, category in enumerate(frame.categories)}
            names += [f"{frame.name}.{category}" for category in frame.categories]
            of_category[begin:end] = [place[pattern.category] for pattern in frame.patterns]
    taken = {"doc_id", "n_tokens"}
    for name in names:
        if name in taken:
            raise FramingError(f"two columns would be named {name!r}. Rename the frame, or leave out the categories.")
        taken.add(name)
    return Columns(tuple(names), bounds[:-1], [of_frame, of_category] if categories else [of_frame])
