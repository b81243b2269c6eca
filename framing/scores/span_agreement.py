"""
Mentions of two coders to how far they marked the same words.
"""

from __future__ import annotations

from itertools import combinations

import pandas as pd

from framing.scores.agreement import checked_coders
from framing.scores.mentions import Coded, counted, covered, documents_read
from framing.scores.validation import overlaps


def span_agreement(mentions: pd.DataFrame, *, coded: Coded = None) -> pd.DataFrame:
    """
    How far each two coders marked the same places, mention by mention and character by character.

    Neither is corrected for chance; :func:`agreement` is, but does not see where in a unit a mention stands.

    Parameters
    ----------
    mentions : DataFrame
        As :func:`load_mentions` returns it. Two coders are compared in the documents that both have read.
    coded : mapping of str to doc_ids, optional
        As in :func:`unit_labels`.

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
        ``characters, either``
            marked by both, and by at least one of them.
        ``overlap``
            characters / either.

    Raises
    ------
    FramingError
        If there is only one coder, or it cannot be told who has read what.

    Examples
    --------
    >>> mentions = pd.DataFrame(
    ...     [("x", "f", 0, 10, "A"), ("x", "f", 5, 15, "B"), ("x", "f", 20, 25, "B")],
    ...     columns=["doc_id", "frame", "start", "end", "coder"],
    ... )
    >>> span_agreement(mentions)[["found", "other_found", "f1", "characters", "either"]].round(2).values.tolist()
    [[1.0, 1.0, 0.67, 5.0, 20.0]]
    """
    mentions = counted(mentions)
    coders = checked_coders(mentions["coder"].unique())
    read = documents_read(mentions, coded, list(mentions["doc_id"].unique()))
    frames = sorted(mentions["frame"].unique())
    rows = []
    for coder, other in combinations(coders, 2):
        both = mentions[mentions["doc_id"].isin(set(read[coder]) & set(read[other]))]
        one, two = both[both["coder"] == coder], both[both["coder"] == other]
        one, two = one.assign(found=overlaps(one, two)), two.assign(found=overlaps(two, one))
        for frame in [*frames, *(["all"] if len(frames) > 1 else [])]:
            a, b = (side if frame == "all" else side[side["frame"] == frame] for side in (one, two))
            rows.append((frame, coder, other, len(a), len(b), a["found"].sum(), b["found"].sum(), *_shared(a, b)))
    columns = ["frame", "coder", "other", "mentions", "other_mentions", "found", "other_found", "characters", "either"]
    table = pd.DataFrame(rows, columns=columns)
    table.insert(7, "f1", harmonic(table, "found", "mentions", "other_found", "other_mentions"))
    return table.assign(overlap=table["characters"] / table["either"].where(table["either"] > 0))


def harmonic(table: pd.DataFrame, found: str, of: str, other_found: str, other_of: str) -> pd.Series:
    """The harmonic mean of ``found / of`` and ``other_found / other_of``: 0 if both are, NaN where one has no case."""
    one = table[found] / table[of].where(table[of] > 0)
    other = table[other_found] / table[other_of].where(table[other_of] > 0)
    return (2 * one * other / (one + other)).where(one + other > 0, one * other)


def _shared(one: pd.DataFrame, other: pd.DataFrame) -> tuple[int, int]:
    """Characters that both marked for a frame, and that either did."""
    both = either = 0
    for _, near in pd.concat([one.assign(of=0), other.assign(of=1)]).groupby(["doc_id", "frame"]):
        a, b = (covered(near[near["of"] == of], int(near["end"].max())) for of in (0, 1))
        both, either = both + int((a & b).sum()), either + int((a | b).sum())
    return both, either
