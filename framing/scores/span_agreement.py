"""
Mentions of two coders to how far they marked the same words.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd

from framing.hits.arguments import check_arguments
from framing.scores.agreement import checked_coders
from framing.scores.checks import checked_generator
from framing.scores.mentions import Coded, counted, covered, documents_read
from framing.scores.resampling import resampled
from framing.scores.units import begun_in
from framing.scores.validation import overlaps
from framing.text.corpus import Corpus


def span_agreement(
    mentions: pd.DataFrame,
    corpus: Corpus,
    *,
    coded: Coded = None,
    draws: int = 2000,
    level: float = 0.95,
    rng: np.random.Generator | int = 0,
) -> pd.DataFrame:
    """
    How far each two coders marked the same places, mention by mention and character by character.

    Neither is corrected for chance; :func:`agreement` is, but does not see where in a unit a mention stands.

    Parameters
    ----------
    mentions : DataFrame
        As :func:`load_mentions` returns it. Two coders are compared in the documents that both have read.
    corpus : Corpus
    coded : mapping of str to doc_ids, or "all", optional
        As in :func:`unit_labels`.
    draws, level, rng
        For the interval of F1: sentences of those documents are drawn again with replacement, ``draws`` times; a
        mention belongs to the sentence it begins in.

    Returns
    -------
    DataFrame
        One row for each frame, and ``all`` of them, and each pair of coders: ``frame, coder, other``,

        ``mentions, other_mentions``
            of the two.
        ``found, other_found``
            those that a mention of the other overlaps.
        ``f1``
            the harmonic mean of found / mentions and other_found / other_mentions; the same whoever comes first.
        ``f1_low, f1_high``
            percentiles of those draws in which it is defined; missing where it is 0 or 1, because drawing again shows
            nothing else. They are about which sentences an article happens to have, not about other articles or coders.
        ``characters, either``
            marked by both, and by at least one of them.
        ``overlap``
            characters / either.

    Raises
    ------
    FramingError
        If there is only one coder, it cannot be told who has read what, or the mentions are of another corpus.

    Examples
    --------
    >>> from framing import read_corpus
    >>> corpus = read_corpus(["The great game here. A new game."])
    >>> mentions = pd.DataFrame(
    ...     [("text1", "f", 4, 14, "A"), ("text1", "f", 10, 19, "B"), ("text1", "f", 27, 31, "B")],
    ...     columns=["doc_id", "frame", "start", "end", "coder"],
    ... )
    >>> table = span_agreement(mentions, corpus)
    >>> table[["found", "other_found", "f1", "characters", "either"]].round(2).values.tolist()
    [[1.0, 1.0, 0.67, 4.0, 19.0]]
    """
    generator = checked_generator(rng, draws=draws, level=level)
    check_arguments(mentions=mentions, corpus=corpus)
    mentions = counted(mentions, corpus)
    coders = checked_coders(mentions["coder"].unique())
    read = documents_read(mentions, coded, corpus.doc_ids)
    frames = sorted(mentions["frame"].unique())
    names = [*frames, *(["all"] if len(frames) > 1 else [])]
    pairs = list(combinations(coders, 2))
    rows, drawn = [], []
    for (coder, other), child in zip(pairs, generator.spawn(len(pairs)), strict=True):
        doc_ids = set(read[coder]) & set(read[other])
        sentences = corpus.sentences[corpus.sentences["doc_id"].isin(doc_ids)]
        both = mentions[mentions["doc_id"].isin(doc_ids)]
        both = both.assign(sentence=begun_in(both, sentences, corpus))
        one, two = both[both["coder"] == coder], both[both["coder"] == other]
        one, two = one.assign(found=overlaps(one, two)), two.assign(found=overlaps(two, one))
        columns = []
        for frame in names:
            a, b = (side if frame == "all" else side[side["frame"] == frame] for side in (one, two))
            cells = (a[a["found"]], a, b[b["found"]], b)
            columns += [np.bincount(cell["sentence"], minlength=len(sentences)) for cell in cells]
            found, of, other_found, other_of = map(len, cells)
            rows.append((frame, coder, other, of, other_of, found, other_found, *_shared(a, b)))
        if len(sentences):
            drawn.append(resampled(np.stack(columns, axis=1), draws, child).reshape(draws, -1, 4))
        else:
            drawn.append(np.zeros((draws, len(names), 4)))
    columns = ["frame", "coder", "other", "mentions", "other_mentions", "found", "other_found", "characters", "either"]
    table = pd.DataFrame(rows, columns=columns)
    f1 = harmonic(table, "found", "mentions", "other_found", "other_mentions")
    ends = harmonic_ends(np.concatenate(drawn, axis=1), f1, level)
    for place, (name, values) in enumerate((("f1", f1), ("f1_low", ends[:, 0]), ("f1_high", ends[:, 1]))):
        table.insert(7 + place, name, values)
    return table.assign(overlap=table["characters"] / table["either"].where(table["either"] > 0))


def harmonic(table: pd.DataFrame, found: str, of: str, other_found: str, other_of: str) -> pd.Series:
    """The harmonic mean of ``found / of`` and ``other_found / other_of``: 0 if both are, NaN where one has no case."""
    one = table[found] / table[of].where(table[of] > 0)
    other = table[other_found] / table[other_of].where(table[other_of] > 0)
    return (2 * one * other / (one + other)).where(one + other > 0, one * other)


def harmonic_ends(drawn: np.ndarray, observed: pd.Series, level: float) -> np.ndarray:
    """
    Ends of the interval of each harmonic mean, rows × 2; NaN where it is 0, 1 or nothing, so that draws show no other.

    ``drawn`` is draws × rows × the four counts that :func:`harmonic` takes, in its order.
    """
    columns = ["found", "of", "other_found", "other_of"]
    f1 = harmonic(pd.DataFrame(drawn.reshape(-1, 4), columns=columns), *columns).to_numpy().reshape(drawn.shape[:2])
    ends = np.full((len(observed), 2), np.nan)
    for row in np.flatnonzero((observed > 0) & (observed < 1) & ~np.isnan(f1).all(axis=0)):
        ends[row] = np.nanquantile(f1[:, row], [(1 - level) / 2, (1 + level) / 2])
    return ends


def _shared(one: pd.DataFrame, other: pd.DataFrame) -> tuple[int, int]:
    """Characters that both marked for a frame, and that either did."""
    both = either = 0
    for _, near in pd.concat([one.assign(of=0), other.assign(of=1)]).groupby(["doc_id", "frame"]):
        a, b = (covered(near[near["of"] == of], int(near["end"].max())) for of in (0, 1))
        both, either = both + int((a & b).sum()), either + int((a | b).sum())
    return both, either
