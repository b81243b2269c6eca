"""
Texts to the stretches in which there may be a hit: the rest need not be cut into words.
"""

from __future__ import annotations

import re

import numpy as np
import polars as pl

from framing.lexicon.frames import Lexicon, Pattern, Wording
from framing.text.folding import fold

_MOST = 10_000  # patterns; with more, hits are seldom rare, and looking for their literals costs more than it saves
# All but characters of which none vanishes when words are compared, or becomes a letter or digit of ASCII.
_ODD = (
    r"[^\x00-\x7F\u00A0-\u00A9\u00AB\u00AC\u00AE-\u00B1\u00B4-\u00B8\u00BB-\u012F\u0134-\u013E\u0141-\u0148\u014A-\u017E"
    r"\u0384-\u058F\u060C-\u060F\u0620-\u063F\u0641-\u064A\u0671-\u06DC\u0900-\u0DFF"
    r"\u2010-\u2029\u2030-\u205E\u20A0-\u20BF\u3000-\u30FF\u4E00-\u9FFF\uAC00-\uD7A3]"
)
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
    likely = texts.str.contains_any(cores, ascii_case_insensitive=True).to_numpy().copy()
    others = np.flatnonzero(~likely & (texts.str.len_bytes() != texts.str.len_chars()).to_numpy())
    likely[others] = texts.gather(others).str.contains(_ODD).to_numpy()
    return likely


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
