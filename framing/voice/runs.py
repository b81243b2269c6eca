"""
Words that are somebody else's to runs: as many as stand together in a sentence.

In goes whose the words are; out come runs with their sentence, and how sure it is that they are somebody else's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from framing.voice.features import ReadText
from framing.voice.handed_over import HandedOver


class Run(NamedTuple):
    """
    Words ``first`` to before ``last``, all somebody else's, of a sentence that begins and stops further out.

    ``quoted`` says whether any of them stand in quote marks, and ``sure`` (0–1) how sure it is that they are not the
    author's.
    """

    first: int
    last: int
    sentence: int
    begin: int
    stop: int
    quoted: bool
    sure: float


def runs_in(read: ReadText, handed: HandedOver) -> Iterator[Run]:
    """The runs of a text, in order."""
    foreign, sentence = handed.foreign, read.features.sentence
    edge = np.ones(len(foreign), dtype=bool)
    edge[1:] = (foreign[1:] != foreign[:-1]) | (sentence[1:] != sentence[:-1])
    first = np.flatnonzero(edge)
    last = np.append(first[1:], len(foreign))
    sure = 1 / (1 + np.exp(-np.clip(np.add.reduceat(handed.odds, first) / (last - first), -9, 9)))
    quoted = np.logical_or.reduceat(read.features.inside, first)
    keep = foreign[first]
    columns = (values[keep].tolist() for values in (first, last, sentence[first], quoted, sure))
    for i, j, here, *rest in zip(*columns, strict=True):
        yield Run(i, j, here, read.bounds[here], read.bounds[here + 1], *rest)
