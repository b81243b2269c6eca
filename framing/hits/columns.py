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

    ``places`` are tables of frames × patterns, one for the frames and, with categories, one for these: the number of
    the column in which a hit counts, -1 for none.
    """

    names: tuple[str, ...]
    places: list[np.ndarray]

    def of(self, frame: int, pattern: int) -> list[int]:
        """The columns in which a hit counts."""
        return [int(place[frame, pattern]) for place in self.places if place[frame, pattern] >= 0]

    def add(self, counts: np.ndarray, rows: np.ndarray, found: Matches) -> None:
        """Count hits, each in its row."""
        for place in self.places:
            column = place[found.frame, found.pattern]
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
    longest = max((len(frame.patterns) for frame in lexicon), default=0)
    of_frame = np.full((len(lexicon), longest), -1, dtype=np.int64)
    of_category = of_frame.copy()
    for f, frame in enumerate(lexicon):
        of_frame[f, : len(frame.patterns)] = len(names)
        names.append(frame.name)
        if categories and frame.categories != ("",):
            place = {category: len(names) + i for i, category in enumerate(frame.categories)}
            names += [f"{frame.name}.{category}" for category in frame.categories]
            of_category[f, : len(frame.patterns)] = [place[pattern.category] for pattern in frame.patterns]
    taken = {"doc_id", "n_tokens"}
    for name in names:
        if name in taken:
            raise FramingError(f"two columns would be named {name!r}. Rename the frame, or leave out the categories.")
        taken.add(name)
    return Columns(tuple(names), [of_frame, of_category] if categories else [of_frame])
