"""
Scores of two articles to the difference between them, and how often chance alone would make as large a one.

The paragraphs of both are dealt out anew, to each as many as it has; all ways of dealing are looked at where that is
feasible. What is tested is whether these two texts differ in how their paragraphs use a frame, and nothing beyond these
texts. Many pairs and frames are compared at once, so that p-values are corrected for their number.

All sums are of whole numbers and therefore exact, in whatever order and on however many threads they are added.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import comb

import numpy as np
import pandas as pd

from framing.errors import FramingError
from framing.hits.arguments import check_arguments
from framing.lexicon.frames import Lexicon
from framing.scores.checks import check_one_of, checked_frames, checked_generator, checked_labels, group_members
from framing.scores.resampling import dealt
from framing.scores.units import unit_counts
from framing.text.corpus import Corpus

ALTERNATIVES = ("two-sided", "greater", "less")
VALUES = {"per_1000": ("hits", "n_tokens", 1000), "sentence_share": ("sentences", "n_sentences", 1)}
EXACT_UP_TO = 2**62  # splits; their counts still fit into whole numbers of 64 bits
_LARGEST = 2**22  # numbers in the largest table of splits that is counted, 32 MB
_STEPS = 2**30  # numbers added up at most to fill it, a second or two
_PERMUTED_COLUMNS = ("paragraphs", "other_paragraphs", "permutations", "exact", "p", "p_min")


def compare_articles(
    hits: pd.DataFrame,
    corpus: Corpus,
    lexicon: Lexicon,
    *,
    frames: Sequence[str] | None = None,
    value: str = "per_1000",
    by: str = "doc_id",
    alternative: str = "two-sided",
    draws: int = 10_000,
    exact_up_to: int = EXACT_UP_TO,
    rng: np.random.Generator | int = 0,
) -> pd.DataFrame:
    """
    How unusual the difference between two articles would be if their paragraphs were interchangeable.

    The paragraphs of both are thrown together and dealt out again, as many to each as it had. Paragraphs and not words,
    because words of one paragraph are not independent. A small ``p`` says that these two texts differ in how often they
    use the wordings, more than the order of paragraphs explains. It does not say why, and nothing about outlets.

    Parameters
    ----------
    hits, corpus, lexicon
        As in :func:`frame_scores`.
    frames : list of str, optional
        Which frames to compare; default: all. Fix them before looking, since ``p_holm`` is over what is compared here.
    value : {"per_1000", "sentence_share"}
        The score compared.
    by : str
        ``"doc_id"``, or a column of ``corpus.metadata`` to compare groups, their paragraphs pooled.
    alternative : {"two-sided", "greater", "less"}
        Whether ``difference`` is far from 0 either way (by its absolute value), or far above, or far below.
    draws : int
        Of the random splits, where not all are counted.
    exact_up_to : int
        All splits are counted where there are at most so many, and where the table of their sums stays small. They
        are counted by their sums and not listed one by one, so that this may be a great number; 0: never.
    rng : Generator or int
        Or the seed of one. Each pair has a child of its own, in order.

    Returns
    -------
    DataFrame
        One row for each frame and pair, frames in lexicon order, pairs in corpus order:

        ``frame``, the column ``by``, ``other``
            the frame and the two.
        ``hits, n_tokens`` (of the other: ``other_hits, other_n_tokens``), ``rate, other_rate, difference``
            what is compared; for ``"sentence_share"`` the counts are ``sentences, n_sentences``. ``difference`` is
            the first rate minus the second.
        ``paragraphs, other_paragraphs``
            how many are dealt out to each.
        ``permutations``, ``exact``
            splits looked at, and whether these are all.
        ``p``
            the share of all splits with at least such a difference; of random ones, ``(b + 1) / (draws + 1)`` with
            ``b`` such splits (Phipson and Smyth 2010).
        ``p_min``
            the smallest that ``p`` could have become for these paragraphs, whatever the order: if it is not small, the
            comparison could not have shown anything. Of random splits it is what these reached, an estimate.
        ``p_holm``
            ``p`` corrected over all rows of this table (Holm 1979).

    Raises
    ------
    FramingError
        If there are fewer than two articles or groups, an option is none of those above, or the hits are not of this
        corpus and lexicon.

    Examples
    --------
    >>> from framing import Lexicon, find_hits, read_corpus
    >>> corpus = read_corpus(["A game.\\n\\nOld games.\\n\\nA game.", "One boat.\\n\\nTwo boats.\\n\\nThe end."])
    >>> lexicon = Lexicon.from_dict({"rivalry": ["game*"]})
    >>> table = compare_articles(find_hits(corpus, lexicon), corpus, lexicon)
    >>> table[["difference", "permutations", "exact", "p", "p_min"]].values.tolist()
    [[500.0, 20, True, 0.1, 0.1]]
    """
    check_arguments(hits=hits, corpus=corpus, lexicon=lexicon)
    check_one_of("value", value, VALUES)
    check_one_of("alternative", alternative, ALTERNATIVES)
    labels = checked_labels(corpus, by)
    groups = labels.unique()
    if len(groups) < 2:
        raise FramingError(f"expected at least two to compare by {by!r}, found {len(groups)}. Give more articles.")
    generator = checked_generator(rng, draws=draws)
    if not isinstance(exact_up_to, (int, np.integer)) or exact_up_to < 0:
        raise FramingError(f"exact_up_to must be a whole number from 0, found {exact_up_to!r}.")
    frames = None if frames is None else checked_frames(frames)
    for frame in frames or ():
        check_one_of("frame", frame, lexicon.frame_names)
    names = [name for name in lexicon.frame_names if frames is None or name in set(frames)]
    if not names:
        raise FramingError("expected at least one frame to compare, found none. Leave out frames= for all.")

    count, total, scale = VALUES[value]
    document, values = unit_counts(hits, corpus, lexicon, "paragraph")
    n = len(lexicon.frame_names)
    # Of each paragraph what the rate divides by, then what it counts, frame by frame.
    first = 2 if count == "hits" else 2 + n
    places = [first + lexicon.frame_names.index(name) for name in names]
    values = values[:, [0 if total == "n_tokens" else 1, *places]]
    numbers = [np.isin(document, members) for members in group_members(labels, groups)]
    pairs = list(combinations(range(len(groups)), 2))
    rows = []
    for (i, j), child in zip(pairs, generator.spawn(len(pairs)), strict=True):
        a, b = values[numbers[i]], values[numbers[j]]
        tests = _permuted(a, b, alternative, draws, exact_up_to, child)
        for k, (permutations, exact, p, p_min) in enumerate(tests):
            counts = [a[:, k + 1].sum(), a[:, 0].sum(), b[:, k + 1].sum(), b[:, 0].sum()]
            rates = [scale * counts[0] / counts[1], scale * counts[2] / counts[3]]
            sizes = [len(a), len(b)]
            pair = [groups[i], groups[j]]
            row = [names[k], *pair, *counts, *rates, rates[0] - rates[1], *sizes, permutations, exact, p, p_min]
            rows.append((k, row))
    rows.sort(key=lambda pair: pair[0])  # stable: pairs stay in order
    counted = [count, total, f"other_{count}", f"other_{total}"]
    table = pd.DataFrame(
        [row for _, row in rows],
        columns=["frame", by, "other", *counted, "rate", "other_rate", "difference", *_PERMUTED_COLUMNS],
    ).astype({"frame": "str", by: "str", "other": "str"})
    return table.assign(p_holm=holm(table["p"].to_numpy()))


def holm(p: np.ndarray) -> np.ndarray:
    """
    Correct p-values for their number, whatever their dependence (Holm 1979).

    The ``i``-th smallest of ``m`` (from 0) is multiplied by ``m - i``; none falls below a smaller one's, or above 1.

    >>> holm(np.array([0.01, 0.04, 0.03])).round(4).tolist()
    [0.03, 0.06, 0.06]
    """
    order = np.argsort(p, kind="stable")
    corrected = np.empty(len(p))
    corrected[order] = np.minimum(np.maximum.accumulate((len(p) - np.arange(len(p))) * p[order]), 1)
    return corrected


def _permuted(
    a: np.ndarray, b: np.ndarray, alternative: str, draws: int, exact_up_to: int, rng: np.random.Generator
) -> list[tuple[int, bool, float, float]]:
    """For each column but the first (what the rate divides by): splits, whether all, p and the smallest p."""
    both = np.concatenate([a, b])
    whole = both.sum(axis=0)
    splits = comb(len(both), len(a))
    fewer = a if len(a) <= len(b) else b
    largest = np.sort(both, axis=0)[-len(fewer) :].sum(axis=0)  # no deal of so many paragraphs sums to more
    # Equal fractions of whole numbers are equal floats, so that ties are ties.
    observed = _far(_difference(a.sum(axis=0)[1:], a.sum(axis=0)[0], whole[1:], whole[0]), alternative)
    sums = None
    tests = []
    for k, seen in enumerate(observed, start=1):
        cells = (len(fewer) + 1) * (int(largest[0]) + 1) * (int(largest[k]) + 1)
        small = cells <= _LARGEST and cells * len(both) <= _STEPS
        if splits <= min(exact_up_to, EXACT_UP_TO) and small:
            ways = _ways(both[:, [0, k]], len(fewer), largest[[0, k]])
            total, count = np.nonzero(ways)
            ways = ways[total, count]
            if fewer is b:
                total, count = whole[0] - total, whole[k] - count
            far = _far(_difference(count, total, whole[k], whole[0]), alternative)
            as_far, farthest = int(ways[far >= seen].sum()), int(ways[far == far.max()].sum())
            tests.append((splits, True, as_far / splits, farthest / splits))
        else:
            sums = dealt(both, len(a), draws, rng) if sums is None else sums
            far = _far(_difference(sums[:, k], sums[:, 0], whole[k], whole[0]), alternative)
            as_far = int((far >= seen).sum())
            farthest = int((far >= max(far.max(), seen)).sum())
            least = farthest + 1 if farthest > 1 else 1  # reached more than once: a value that repeats, so the greatest
            tests.append((draws, False, (as_far + 1) / (draws + 1), least / (draws + 1)))
    return tests


def _difference(count: np.ndarray, total: np.ndarray, all_count: np.ndarray, all_total: int) -> np.ndarray:
    """``count / total`` less the same of the rest, as one division of whole numbers."""
    return (count * all_total - all_count * total) / (total * (all_total - total))


def _far(difference: np.ndarray, alternative: str) -> np.ndarray:
    return {"two-sided": np.abs(difference), "greater": difference, "less": -difference}[alternative]


def _ways(values: np.ndarray, k: int, largest: np.ndarray) -> np.ndarray:
    """In how many ways ``k`` of the rows (two columns of whole numbers) add up to each two sums."""
    ways = np.zeros((k + 1, largest[0] + 1, largest[1] + 1), dtype=np.int64)
    ways[0, 0, 0] = 1
    top_x = top_y = 0
    for row, (x, y) in enumerate(values[np.lexsort((values[:, 1], values[:, 0]))].tolist(), start=1):
        top_x, top_y, most = min(top_x + x, int(largest[0])), min(top_y + y, int(largest[1])), min(row, k)
        # Either without this row or with it, one row fewer having made the rest.
        ways[1 : most + 1, x : top_x + 1, y : top_y + 1] += ways[:most, : top_x + 1 - x, : top_y + 1 - y]
    return ways[k]
