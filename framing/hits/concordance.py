"""
Hits in context (keyword in context): the evidence behind a number, line by line.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.errors import FramingError
from framing.text.corpus import Corpus
from framing.text.tokens import Boundary

KWIC_COLUMNS = ("doc_id", "frame", "pattern", "start", "end", "left", "keyword", "right")


def kwic(hits: pd.DataFrame, corpus: Corpus, *, window: int | str = 8) -> pd.DataFrame:
    """
    Show each hit with the words around it.

    Parameters
    ----------
    hits : DataFrame
        As :func:`find_hits` returns it, or any selection of its rows.
    corpus : Corpus
        The corpus that the hits were found in.
    window : int or "sentence"
        Words on either side, at most; or the rest of the sentence. Context ends where the section ends, so text
        that does not count never shows.

    Returns
    -------
    DataFrame
        One row a hit, same order and index: ``doc_id, frame, pattern, start, end, left, keyword, right``. The
        context is the raw text, with runs of white space shown as one space.

    Examples
    --------
    >>> from framing import Lexicon, find_hits, read_corpus
    >>> corpus = read_corpus(["They fear a new Great Game in the region. Others do not."])
    >>> hits = find_hits(corpus, Lexicon.from_dict({"rivalry": ["great game"]}))
    >>> kwic(hits, corpus, window=2)[["left", "keyword", "right"]].values.tolist()
    [['a new', 'Great Game', 'in the']]
    """
    sentence = window == "sentence"
    if not sentence and (not isinstance(window, int) or isinstance(window, bool) or window < 0):
        raise FramingError(f"window must be a number of words (0 or more) or 'sentence', found {window!r}.")
    tokens = corpus.tokens
    # Context runs from one edge to the next.
    edges = np.flatnonzero(tokens.boundaries >= (Boundary.SENTENCE if sentence else Boundary.SECTION))
    edges = np.append(edges, len(tokens))
    reach = len(tokens) if sentence else int(window)
    numbers = {doc_id: number for number, doc_id in enumerate(corpus.doc_ids)}
    lines = []
    for doc_id, start, end in zip(hits["doc_id"], hits["start"].tolist(), hits["end"].tolist(), strict=True):
        text, number = corpus[doc_id].text, numbers[doc_id]
        low, high = tokens.bounds[number], tokens.bounds[number + 1]
        first = low + np.searchsorted(tokens.start[low:high], start)
        last = low + np.searchsorted(tokens.end[low:high], end)
        place = np.searchsorted(edges, first, side="right") - 1
        left = max(first - reach, edges[place])
        right = min(last + reach, edges[np.searchsorted(edges, last, side="right")] - 1)
        a, b = int(tokens.start[left]), int(tokens.end[right])
        if sentence:  # up to the white space, so that quote marks and stops show
            while a > 0 and not text[a - 1].isspace():
                a -= 1
            while b < len(text) and not text[b].isspace():
                b += 1
        lines.append((_flat(text[a:start]), text[start:end], _flat(text[end:b])))
    table = hits[["doc_id", "frame", "pattern", "start", "end"]].copy()
    for column, values in zip(
        ("left", "keyword", "right"), zip(*lines, strict=True) if lines else ((),) * 3, strict=True
    ):
        table[column] = pd.Series(values, index=table.index, dtype="str")
    return table


def _flat(text: str) -> str:
    return " ".join(text.split())
