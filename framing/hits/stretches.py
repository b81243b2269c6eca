"""
Texts to the stretches in which there may be a hit: the rest need not be cut into words.
"""

from __future__ import annotations

import re

import numpy as np
import polars as pl

from framing.lexicon.frames import Lexicon, Pattern, Wording
from framing.text.tokens import fold

_ODD_CASE = "\u0130\u212a"  # the two characters outside ASCII whose lower case has a letter within ASCII
_MOST = 10_000  # patterns; with more, hits are seldom rare, and looking for their literals costs more than it saves
_BLANK_LINE = "\n\n"  # no hit crosses one


def stretches(texts: pl.Series, cores: list[str], *, blank_lines: bool) -> tuple[pl.Series, np.ndarray]:
    """
    The stretches of text in which there may be a hit, and the number of the text each is from.

    Parameters
    ----------
    cores : list of str
        As :func:`cores_of` gives them.
    blank_lines : bool
        Whether no hit crosses a blank line, so that texts may be parted there.
    """
    owner = np.flatnonzero(_has_core(texts, cores))
    texts = texts.gather(owner)
    if blank_lines:
        parts = texts.str.split(_BLANK_LINE)
        owner = np.repeat(owner, parts.list.len().to_numpy())
        texts = parts.explode(empty_as_null=False)
        likely = np.flatnonzero(_has_core(texts, cores))
        texts, owner = texts.gather(likely), owner[likely]
    return texts, owner


def _has_core(texts: pl.Series, cores: list[str]) -> np.ndarray:
    return texts.str.contains_any([*cores, *_ODD_CASE], ascii_case_insensitive=True).to_numpy()


def cores_of(lexicon: Lexicon) -> list[str] | None:
    """Literals of which every text with a hit contains one; None if some pattern has none, or there are too many."""
    if sum(len(frame.patterns) for frame in lexicon) > _MOST:
        return None
    cores = {core for frame in lexicon for pattern in frame.patterns for core in _cores(pattern)}
    return None if "" in cores or not cores else sorted(cores)


def _cores(pattern: Pattern) -> set[str]:
    """The longest literal of each wording; of a near, those of the part whose shortest one is longest."""
    parts = pattern.near or (pattern.wordings,)
    return max(({_core(wording) for wording in part} for part in parts), key=lambda cores: min(map(len, cores)))


def _core(wording: Wording) -> str:
    texts = (fold(word.text) if word.fixed else re.sub("[*?]", " ", fold(word.text)) for word in wording)
    return max(re.findall("[a-z0-9]+", " ".join(texts)), key=len, default="")
