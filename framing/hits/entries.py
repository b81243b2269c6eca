"""
What a matcher looks for in texts, numbered: patterns, exclusions, parts of nears, and contexts.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from framing.hits.near import Near
from framing.lexicon.frames import Lexicon, Wording


class Entries:
    """
    The entries of a lexicon; all of a kind follow each other, and patterns frame by frame.

    Attributes
    ----------
    wordings : list of sequence of Wording
        By number, what stands for an entry in a text; none for a near, which is found by its parts.
    frame, pattern : int arrays
        By number, the frame, and which of its patterns or exclusions it is or belongs to.
    n_wanted, n_excluded, n_parts : int
        Where patterns, exclusions and parts end.
    nears : list of (number, Near, numbers of its parts)
    context : dict
        By the number of a pattern, that of its context.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        wanted = [(f, p, pattern) for f, frame in enumerate(lexicon) for p, pattern in enumerate(frame.patterns)]
        unwanted = [(f, p, pattern) for f, frame in enumerate(lexicon) for p, pattern in enumerate(frame.exclude)]
        places = [(f, p) for f, p, _ in wanted + unwanted]
        self.wordings: list[Sequence[Wording]] = [pattern.wordings for _, _, pattern in wanted + unwanted]
        self.n_wanted, self.n_excluded = len(wanted), len(places)

        # Parts and contexts that several patterns of a frame share are looked for once.
        def numbered(frame: int, wordings: Sequence[Wording], known: dict) -> int:
            if (frame, wordings) not in known:
                known[frame, wordings] = len(self.wordings)
                self.wordings.append(wordings)
                places.append((frame, 0))
            return known[frame, wordings]

        parts: dict[tuple, int] = {}
        self.nears = [
            (
                number,
                Near(len(pattern.near), pattern.within, pattern.ordered),
                [numbered(f, part, parts) - self.n_excluded for part in pattern.near],
            )
            for number, (f, _, pattern) in enumerate(wanted)
            if pattern.near
        ]
        self.n_parts = len(places)
        contexts: dict[tuple, int] = {}
        self.context = {
            number: numbered(f, pattern.context, contexts)
            for number, (f, _, pattern) in enumerate(wanted)
            if pattern.context
        }
        few = len(lexicon) <= np.iinfo(np.int16).max  # small integers are sorted faster
        self.frame = np.array([f for f, _ in places], dtype=np.int16 if few else np.int32)
        self.pattern = np.array([p for _, p in places], dtype=np.int64)
        #: What is a hit only by other words: exclusions, parts, contexts, and patterns that have one.
        self.dependent = self.wordings[self.n_wanted :] + [self.wordings[number] for number in self.context]
