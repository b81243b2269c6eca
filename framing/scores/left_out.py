"""
Corpus and lexicon to who carries a score: the hits that are left without each pattern, category and set.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from framing.hits.arguments import check_arguments
from framing.hits.matching import Matcher, match
from framing.hits.occurrences import Matches
from framing.lexicon.frames import Frame, Lexicon, Pattern
from framing.lexicon.sets import sets_used, without_set
from framing.text.corpus import Corpus


def leave_one_out(corpus: Corpus, lexicon: Lexicon) -> pd.DataFrame:
    """
    Who carries a score: the hits of each frame in each article without each pattern, each category and each set.

    Texts are matched anew each time, since a shorter pattern may count where a longer one hid it: what is left out
    carries only what nothing else would find. Without a set, patterns that name it fall away, and sets that use it lose
    those entries; contexts stay, because they are not counted (see ``framing/lexicon/sets.py``).

    Parameters
    ----------
    corpus : Corpus
    lexicon : Lexicon

    Returns
    -------
    DataFrame
        One row for each article, frame and thing whose absence changes its hits; of an article and frame, what carries
        most comes first:

        ``doc_id, frame``
        ``without, name``
            ``pattern`` (its id), ``category`` (of a frame that has several) or ``set``, and its name.
        ``hits, hits_without, change``
            with it, without it, and the second less the first: above 0 where a long hit hid two short ones.
        ``share``
            ``-change / hits``, what it carries of the score, in counts as in rates. Shares of several need not add up.
        ``order_kept``
            whether, of any two articles of which one has the higher rate of the frame, it has no lower one without
            this; the same in all articles.

    Examples
    --------
    The great game hides a game, which counts if it is left out.

    >>> from framing import read_corpus
    >>> corpus = read_corpus(["A great game. A rival. Rivals.", "A game and a game."])
    >>> table = leave_one_out(corpus, Lexicon.from_dict({"f": ["great game", "game", "rival*"]}))
    >>> table[["doc_id", "name", "hits", "hits_without", "order_kept"]].values.tolist()
    [['text1', 'rival*', 3, 1, False], ['text2', 'game', 2, 0, True]]
    """
    check_arguments(corpus=corpus, lexicon=lexicon)
    # A pattern that stands nowhere in the texts has no say in what is found there.
    standing = set(Matcher(lexicon).standing_in(corpus.tokens).pattern.tolist())
    sizes = np.bincount(corpus.tokens.document, minlength=len(corpus))
    rows, first = [], 0
    for place, frame in enumerate(lexicon):
        numbers = range(first, first + len(frame.patterns))
        first += len(frame.patterns)
        patterns = tuple(p for number, p in zip(numbers, frame.patterns, strict=True) if number in standing)
        found = _found(corpus, frame, patterns)
        hits = _counts(corpus, found)
        carriers = [patterns[number] for number in np.unique(found.pattern).tolist()]
        for rank, (without, name, left) in enumerate(_smaller(frame, patterns, carriers, lexicon)):
            others = _counts(corpus, _found(corpus, frame, left))
            kept = _order_kept(hits / np.maximum(sizes, 1), others / np.maximum(sizes, 1))
            for number in np.flatnonzero(others != hits).tolist():
                change = int(others[number] - hits[number])
                what = (frame.name, without, name, int(hits[number]), int(others[number]), change)
                rows.append(
                    ((number, place, change, rank), (corpus.doc_ids[number], *what, -change / hits[number], kept))
                )
    table = pd.DataFrame([row for _, row in sorted(rows, key=lambda row: row[0])], columns=_COLUMNS)
    return table.astype({"doc_id": "str", "frame": "str", "without": "str", "name": "str", "order_kept": "bool"})


_COLUMNS = ["doc_id", "frame", "without", "name", "hits", "hits_without", "change", "share", "order_kept"]


def _smaller(
    frame: Frame, patterns: Sequence[Pattern], carriers: Sequence[Pattern], lexicon: Lexicon
) -> Iterator[tuple[str, str, list[Pattern]]]:
    """Each thing that may be left out, with the patterns that are left; what has no hit takes none from others."""
    if len(frame.categories) > 1:
        for category in dict.fromkeys(pattern.category for pattern in carriers):
            yield "category", category, [pattern for pattern in patterns if pattern.category != category]
    for name in dict.fromkeys(name for pattern in carriers for name in sets_used(pattern, lexicon.sets)):
        left = (without_set(pattern, name, lexicon.sets) for pattern in patterns)
        yield "set", name, [pattern for pattern in left if pattern is not None]
    for carrier in carriers:
        yield "pattern", carrier.id, [pattern for pattern in patterns if pattern is not carrier]


def _found(corpus: Corpus, frame: Frame, patterns: Sequence[Pattern]) -> Matches:
    return match(corpus.tokens, Lexicon((replace(frame, patterns=tuple(patterns)),)))


def _counts(corpus: Corpus, found: Matches) -> np.ndarray:
    return np.bincount(corpus.tokens.document[found.first], minlength=len(corpus))


def _order_kept(before: np.ndarray, after: np.ndarray) -> bool:
    """Whether no two values change places."""
    ranks = np.unique(before, return_inverse=True)[1]
    least, most = np.full(ranks.max() + 1, np.inf), np.full(ranks.max() + 1, -np.inf)
    np.minimum.at(least, ranks, after)
    np.maximum.at(most, ranks, after)
    return bool((np.maximum.accumulate(most)[:-1] <= least[1:]).all())
