"""
Scores of two articles or groups to the difference between them, and how often chance alone would make as large a one.

The paragraphs of two articles, or the whole articles of two groups, are dealt out anew, to each as many as it has; all
ways of dealing are looked at where that is feasible. What is tested is whether it matters which paragraphs stand in
which article, or which articles in which group: not rates alone, and nothing beyond these texts. Many pairs and frames
are compared at once, so that p-values are corrected for their number.

All sums are of whole numbers and therefore exact, in whatever order and on however many threads they are added.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from itertools import chain, combinations
from math import comb
from statistics import NormalDist

import numpy as np
import pandas as pd

from framing.errors import FramingError, FramingWarning
from framing.hits.arguments import check_arguments
from framing.lexicon.frames import Lexicon
from framing.scores.checks import check_one_of, checked_frames, checked_generator, checked_labels, group_members
from framing.scores.resampling import dealt
from framing.scores.units import unit_counts
from framing.text.corpus import Corpus

ALTERNATIVES = ("two-sided", "greater", "less")
VALUES = {"per_1000": ("hits", "n_tokens", 1000), "sentence_share": ("sentences", "n_sentences", 1)}
EXACT_UP_TO = 2**62  # splits; their counts still fit into whole numbers of 64 bits
_LISTED = 2**13  # splits that are listed one by one: then sums may be as great as they like
_LARGEST = 2**22  # numbers in the largest table of splits that is counted, 32 MB
_STEPS = 2**30  # numbers added up at most to fill it, a second or two
UNITS = ("paragraph", "article")
HIGHEST_LEVEL = 0.075  # half as much again as a p of .05 promises: from here on lengths are warned of


def compare_articles(
    hits: pd.DataFrame,
    corpus: Corpus,
    lexicon: Lexicon,
    *,
    frames: Sequence[str] | None = None,
    value: str = "per_1000",
    by: str = "doc_id",
    unit: str | None = None,
    alternative: str = "two-sided",
    draws: int = 10_000,
    exact_up_to: int = EXACT_UP_TO,
    rng: np.random.Generator | int = 0,
) -> pd.DataFrame:
    """
    How unusual the difference of two articles, or groups, would be if what they are made of were interchangeable.

    The paragraphs of two articles, or the articles of two groups, are thrown together and dealt out again, as many to
    each as it had. Paragraphs and not words, because words of one paragraph are not independent; articles and not their
    paragraphs, because paragraphs of one article are not. A small ``p`` says that which paragraphs, or articles, stand
    in which of the two matters to the score. It does not say why, and nothing about outlets.

    It is no test of equal rates where the units of the one are longer: these bring more hits, and long and short ones
    are not interchangeable. Of pairs of made-up articles with **equal** rates, 30 paragraphs each, ``p <= .05`` came
    out for 5 % with equal lengths, 7 % where paragraphs were twice as long in one, 10 % at three times and 16 % at five
    times; but for 0.5 % where 7 long ones met 41 short ones (``benchmarks/coverage.md``). Beyond 7.5 % by
    ``framing.scores.permutation.level_by_lengths`` a :class:`FramingWarning` says so.

    Parameters
    ----------
    hits, corpus, lexicon
        As in :func:`frame_scores`.
    frames : list of str, optional
        Which frames to compare; default: all. Fix them before looking, since ``p_holm`` is over what is compared here.
    value : {"per_1000", "sentence_share"}
        The score compared.
    by : str
        ``"doc_id"``, or a column of ``corpus.metadata`` to compare groups.
    unit : {"paragraph", "article"}, optional
        What is dealt out. Default: articles if a group has more than one, else paragraphs. The pooled paragraphs of
        groups make ``p`` too small (of made-up groups that differ by chance alone 13–15 % have ``p <= .05`` then, and
        3–7 % by articles), which a :class:`FramingWarning` says.
    alternative : {"two-sided", "greater", "less"}
        Whether ``difference`` is far from 0 either way (by its absolute value), or far above, or far below.
    draws : int
        Of the random splits, where not all are counted.
    exact_up_to : int
        All splits are counted where there are at most so many, and where they are few or the table of their sums stays
        small. They are counted by their sums and not listed one by one, so that this may be a great number; 0: never.
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
        ``paragraphs, other_paragraphs``, or ``articles, other_articles``
            how many are dealt out to each.
        ``permutations``, ``exact``
            splits looked at, and whether these are all.
        ``p``
            the share of all splits with at least such a difference; of random ones, ``(b + 1) / (draws + 1)`` with
            ``b`` such splits (Phipson and Smyth 2010).
        ``p_min``
            the smallest that ``p`` could have become for these paragraphs or articles, whatever the order: if it is not
            small, the comparison could not have shown anything. 4 articles against 4 have 70 splits, so that it is
            never below 1 / 70, and two-sided, as the mirrored split is as far, 2 / 70 = .029. Of random splits it is
            what these reached, an estimate.
        ``p_holm``
            ``p`` corrected over all rows of this table (Holm 1979).

    Raises
    ------
    FramingError
        If there are fewer than two articles or groups, an option is none of those above, articles are to be dealt out
        without groups, or the hits are not of this corpus and lexicon.

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
    unit = _unit(unit, by, labels)
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
    if unit == "article":
        values = np.add.reduceat(values, np.searchsorted(document, np.arange(len(corpus))))
        document = np.arange(len(corpus))
    numbers = [np.isin(document, members) for members in group_members(labels, groups)]
    _warn_of_lengths([values[own] for own in numbers], list(groups), unit)
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
        columns=["frame", by, "other", *counted, "rate", "other_rate", "difference", *_permuted_columns(unit)],
    ).astype({"frame": "str", by: "str", "other": "str"})
    return table.assign(p_holm=holm(table["p"].to_numpy()))


def _unit(unit: str | None, by: str, labels: pd.Series) -> str:
    """What is dealt out."""
    pooled = labels.duplicated().any()
    if unit is None:
        return "article" if pooled else "paragraph"
    check_one_of("unit", unit, UNITS)
    if unit == "article" and not pooled:
        raise FramingError(
            f'unit="article" deals out the articles of groups, and by={by!r} puts each article into a group of its '
            'own. Give by= a column of the metadata that several share, or unit="paragraph".'
        )
    if unit == "paragraph" and pooled:
        warnings.warn(
            f"the paragraphs of the articles of each {by!r} are pooled as if they were interchangeable, so that p is "
            'too small: paragraphs of one article are more alike than others. Leave out unit="paragraph".',
            FramingWarning,
            stacklevel=3,
        )
    return unit


def level_by_lengths(n: int, total: int, other_n: int, other_total: int) -> float:
    """
    How often ``p <= .05`` comes out for equal rates of independent hits, for ``n`` units of ``total`` words.

    The difference of two rates then varies by ``r (1 / total + 1 / other_total)``, but in deals of units, which are all
    of the mean length ``m``, by ``r (1 / (n m) + 1 / (other_n m))``; the square root of the one by the other scales
    what should be a standard normal variable.

    >>> [round(level_by_lengths(30, 30 * 16, 30, 30 * long), 3) for long in (16, 32, 48, 80)]
    [0.05, 0.065, 0.09, 0.144]
    """
    dealt_out = (n + other_n) / (total + other_total) * (1 / n + 1 / other_n)
    return 2 * NormalDist().cdf(-1.959964 * (dealt_out / (1 / total + 1 / other_total)) ** 0.5)


def _warn_of_lengths(values: Sequence[np.ndarray], groups: Sequence[str], unit: str) -> None:
    """Say once a call that lengths alone make p small."""
    sizes = [(len(own), int(own[:, 0].sum())) for own in values]
    level, i, j = max((level_by_lengths(*sizes[i], *sizes[j]), i, j) for i, j in combinations(range(len(sizes)), 2))
    if level > HIGHEST_LEVEL:
        warnings.warn(
            f"the {unit}s of {groups[i]!r} and {groups[j]!r} differ so much in length that p <= .05 is to be expected "
            f"of {level:.0%} of such pairs whose rates are equal, and not of 5%. See compare_articles.",
            FramingWarning,
            stacklevel=3,
        )


def _permuted_columns(unit: str) -> tuple[str, ...]:
    return f"{unit}s", f"other_{unit}s", "permutations", "exact", "p", "p_min"


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
    listed = _listed(both, len(a)) if splits <= min(exact_up_to, _LISTED) else None
    sums = None
    tests = []
    for k, seen in enumerate(observed, start=1):
        cells = (len(fewer) + 1) * (int(largest[0]) + 1) * (int(largest[k]) + 1)
        small = cells <= _LARGEST and cells * len(both) <= _STEPS
        if listed is not None:
            far = _far(_difference(listed[:, k], listed[:, 0], whole[k], whole[0]), alternative)
            as_far, farthest = int((far >= seen).sum()), int((far == far.max()).sum())
            tests.append((splits, True, as_far / splits, farthest / splits))
        elif splits <= min(exact_up_to, EXACT_UP_TO) and small:
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


def _listed(values: np.ndarray, k: int) -> np.ndarray:
    """The sums of every split that deals ``k`` of the rows."""
    n = len(values)
    places = np.fromiter(chain.from_iterable(combinations(range(n), k)), dtype=np.intp).reshape(-1, k)
    return values[places].sum(axis=1)


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
