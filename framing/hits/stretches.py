"""
Texts to the stretches in which there may be a hit: the rest need not be cut into words.
"""

from __future__ import annotations

import re

import numpy as np
import polars as pl

from framing.lexicon.frames import Lexicon, Pattern
from framing.text.tokens import fold

_ODD_CASE = "\u0130\u212a"  # the two characters outside ASCII whose lower case has a letter within ASCII
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
    """A literal part of each pattern that every text with a hit contains; None if some pattern has none."""
    cores = {_core(pattern) for frame in lexicon for pattern in frame.patterns}
    return None if None in cores or not cores else sorted(cores)


def _core(pattern: Pattern) -> str | None:
    literals = "[^*?]*" if not pattern.fixed else ".*"
    parts = re.findall(literals, fold(pattern.text))
    runs = [run for part in parts for run in re.findall("[a-z0-9]+", part)]
    return max(runs, key=len, default=None)
