"""
Hits in context (keyword in context): the evidence behind a number, line by line.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from framing.errors import FramingError, unknown
from framing.hits.arguments import check_arguments
from framing.hits.given import given_hits, kept_index, token_places
from framing.hits.table import find_hits
from framing.hits.word_patterns import LookUp
from framing.lexicon.faults import faults_by_pattern
from framing.lexicon.frames import Lexicon, Pattern
from framing.text.boundaries import Boundary
from framing.text.corpus import Corpus
from framing.text.folding import fold
from framing.text.rows import short

KWIC_COLUMNS = ("doc_id", "frame", "pattern", "start", "end", "left", "keyword", "right")
SORTS = ("3L", "2L", "1L", "1R", "2R", "3R")
_MOST = 200  # words of a sentence on either side: else lists of hits in one endless sentence would never end


def kwic(
    hits: pd.DataFrame | str | Iterable[str],
    corpus: Corpus,
    *,
    window: int | str = 8,
    sort: str | None = None,
    near: str | None = None,
) -> pd.DataFrame:
    """
    Show each hit with the words around it.

    Parameters
    ----------
    hits : DataFrame, str or iterable of str
        As :func:`find_hits` returns it, or any selection of its rows. Or patterns, words with ``*`` and ``?`` that
        are looked for as by themselves (:func:`pattern_lexicon`).
    corpus : Corpus
        The corpus that the hits were found in.
    window : int or "sentence"
        Words on either side, at most; or the rest of the sentence, of one without end 200 words. Context ends where the
        section ends, so text that does not count never shows.
    sort : {"3L", "2L", "1L", "1R", "2R", "3R"}, optional
        By the first, second or third word to the left or right of the keyword, whatever its case; lines without such
        a word in the window come first, and equal ones stand by document and place.
    near : str, optional
        Only lines with this word, which may have ``*`` and ``?``, in the window beside the keyword.

    Returns
    -------
    DataFrame
        One row a hit, with the index of the hits and, unless sorted, in their order: ``doc_id, frame, pattern, start,
        end, left, keyword, right``. The context is the raw text, with runs of white space shown as one space. A
        pattern given as such is its own ``frame``.

    Raises
    ------
    FramingError
        If the hits are not of this corpus, ``window`` or ``sort`` is unknown, the window too small for the sort, or a
        pattern or ``near`` unusable.

    Examples
    --------
    >>> from framing import Lexicon, find_hits, read_corpus
    >>> corpus = read_corpus(["They fear a new Great Game in the region. A game by others is a game all the same."])
    >>> hits = find_hits(corpus, Lexicon.from_dict({"rivalry": ["great game"]}))
    >>> kwic(hits, corpus, window=2)[["left", "keyword", "right"]].values.tolist()
    [['a new', 'Great Game', 'in the']]
    >>> kwic("game", corpus, window=2, sort="1R")[["left", "keyword", "right"]].values.tolist()
    [['is a', 'game', 'all the'], ['region. A', 'game', 'by others'], ['new Great', 'Game', 'in the']]
    >>> kwic("game", corpus, window=2, near="other*")["right"].tolist()
    ['by others']
    """
    # Patterns may be any iterable; what has columns, documents or frames is none of patterns.
    patterns = isinstance(hits, Iterable) and not isinstance(hits, (Corpus, Lexicon)) and not hasattr(hits, "columns")
    check_arguments(**({} if patterns else {"hits": hits}), corpus=corpus)
    tokens = corpus.tokens
    sentence = window == "sentence"
    reach = _reach(window, sort)
    wanted = None if near is None else _places(near, corpus)
    given = hits if isinstance(hits, pd.DataFrame) else find_hits(corpus, pattern_lexicon(hits))
    hits = given_hits(given, corpus, needs=("doc_id", "frame", "pattern", "start", "end"))
    firsts = token_places(hits, corpus)
    # Context runs from one edge to the next.
    edges = np.flatnonzero(tokens.boundaries >= (Boundary.SENTENCE if sentence else Boundary.SECTION))
    edges = np.append(edges, len(tokens))
    bounds = corpus.sentences[["start", "end"]].to_numpy().tolist() if sentence else []
    numbers = {doc_id: number for number, doc_id in enumerate(corpus.doc_ids)}
    lines, kept, keys = [], [], []
    for row, (doc_id, start, end, first) in enumerate(
        zip(hits["doc_id"], hits["start"].tolist(), hits["end"].tolist(), firsts.tolist(), strict=True)
    ):
        text, number = corpus[doc_id].text, numbers[doc_id]
        low, high = tokens.bounds[number], tokens.bounds[number + 1]
        last = low + np.searchsorted(tokens.end[low:high], end)
        place = np.searchsorted(edges, first, side="right") - 1
        left = max(first - reach, edges[place])
        right = min(last + reach, edges[np.searchsorted(edges, last, side="right")] - 1)
        if wanted is not None and not (wanted[left:first].any() or wanted[last + 1 : right + 1].any()):
            continue
        if sort is not None:
            word = first - int(sort[0]) if sort[1] == "L" else last + int(sort[0])
            key = fold(tokens.words[tokens.ids[word]]) if left <= word <= right else ""
            keys.append((key, number, start, end))
        a, b = int(tokens.start[left]), int(tokens.end[right])
        if sentence:  # all of it, so that quote marks and stops show
            begin, stop = bounds[place]
            a, b = begin if left == edges[place] else a, stop if right + 1 == edges[place + 1] else b
        lines.append((_flat(text[a:start]), text[start:end], _flat(text[end:b])))
        kept.append(row)
    table = kept_index(hits, given)[["doc_id", "frame", "pattern", "start", "end"]].iloc[kept].copy()
    for column, values in zip(
        ("left", "keyword", "right"), zip(*lines, strict=True) if lines else ((),) * 3, strict=True
    ):
        table[column] = pd.Series(values, index=table.index, dtype="str")
    return table if sort is None else table.iloc[sorted(range(len(keys)), key=keys.__getitem__)]


def pattern_lexicon(patterns: str | Iterable[str]) -> Lexicon:
    """
    Patterns as a lexicon in which each is a frame of its own, so that none hides another.

    Parameters
    ----------
    patterns : str or iterable of str
        Each one or more words with ``*`` (any characters) and ``?`` (exactly one).

    Raises
    ------
    FramingError
        If there is none, or one can match nothing or matches everything.

    >>> pattern_lexicon(["asylum*", "great game"]).frame_names
    ('asylum*', 'great game')
    """
    patterns = [patterns] if isinstance(patterns, str) else list(patterns)
    if not patterns or not all(isinstance(text, str) for text in patterns):
        raise FramingError(f"expected a table of hits, a pattern or a list of patterns, found {short(patterns)}.")
    lexicon = Lexicon.from_dict({text.strip(): text for text in patterns})
    _refuse_faults([frame.patterns[0] for frame in lexicon])
    return lexicon


def _reach(window: int | str, sort: str | None) -> int:
    """How many words a window reaches to either side, and at least as far as the sort needs."""
    sentence = window == "sentence"
    if not sentence and (not isinstance(window, int) or isinstance(window, bool) or window < 0):
        raise FramingError(f"window must be a number of words (0 or more) or 'sentence', found {window!r}.")
    if sort is not None and sort not in SORTS:
        raise FramingError(unknown("sort", sort, SORTS))
    if sort is not None and not sentence and int(sort[0]) > window:
        raise FramingError(f"sort={sort!r} is by a word outside the window. Give a window of {sort[0]} or more.")
    return _MOST if sentence else window


def _refuse_faults(patterns: list[Pattern]) -> None:
    for pattern, faults in zip(patterns, faults_by_pattern(patterns), strict=True):
        if faults:
            raise FramingError(f"the pattern {pattern.text!r}: {' '.join(faults)}")


def _places(near: str, corpus: Corpus) -> np.ndarray:
    """Whether each token of the corpus is this word."""
    if not isinstance(near, str) or len(near.split()) != 1:
        raise FramingError(f"near must be one word, in which * and ? may stand, found {near!r}.")
    pattern = Pattern(near.strip())
    _refuse_faults([pattern])
    tokens = corpus.tokens
    return (LookUp(pattern.wordings[0], marks=True).index(tokens.words).per_word > 0)[tokens.ids]


def _flat(text: str) -> str:
    return " ".join(text.split())
