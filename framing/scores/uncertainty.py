"""
Scores to intervals: how far a score hangs on which sentences, or paragraphs, happen to stand in a text.

An article is taken for one draw from what its author could have written: its units (sentences or paragraphs) are drawn
again, with replacement, and scored again. What comes out is the **measurement noise of this text**. It says nothing
about the outlet, the side or the date an article stands for, and nothing about the errors of a lexicon or of the
detector of voices: these make every interval here too narrow. Words are never drawn one by one, because words are not
independent; hits cluster in sentences, and sentences in paragraphs, so both units are worth showing.

All sums are of whole numbers and therefore exact, in whatever order and on however many threads they are added.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from framing.errors import FramingError, unknown
from framing.lexicon.frames import Lexicon
from framing.scores.rates import hidden_share, stance_table
from framing.scores.units import (
    UNITS,
    check_hits,
    check_one_of,
    checked_generator,
    checked_labels,
    group_members,
    sentence_counts,
    unit_counts,
)
from framing.text.corpus import Corpus
from framing.voice.stance import STANCES
from framing.voice.voiced import WHOSE

METHODS = ("percentile", "bca")
PRIORS = ("beta", "dirichlet")
_CELLS = 2**15  # numbers drawn at a time: few enough for a processor's cache, measured three times as fast as 2**22


def bootstrap_scores(
    hits: pd.DataFrame,
    corpus: Corpus,
    lexicon: Lexicon,
    *,
    unit: str = "sentence",
    by: str = "doc_id",
    draws: int = 2000,
    level: float = 0.95,
    method: str = "percentile",
    rng: np.random.Generator | int = 0,
) -> pd.DataFrame:
    """
    An interval for each score of :func:`frame_scores`, by resampling sentences or paragraphs within each article.

    The interval is the measurement noise of this text, not of the outlet: see :mod:`framing.scores.uncertainty`.

    Parameters
    ----------
    hits, corpus, lexicon
        As in :func:`frame_scores`.
    unit : {"sentence", "paragraph"}
        What is drawn. Of each article as many as it has, with replacement; a hit belongs to the unit it begins in.
        Where hits cluster in paragraphs, drawing these gives the wider and the more honest interval.
    by : str
        ``"doc_id"`` or a column of ``corpus.metadata``. Units are drawn within each article of a group and pooled, so
        that the interval of a group does not say what other articles would have given.
    draws : int
    level : float
        Between 0 and 1.
    method : {"percentile", "bca"}
        The percentiles of the draws, or those percentiles corrected for bias and acceleration, the latter from leaving
        out one unit at a time (Efron 1987; for several articles in a group as in Efron and Tibshirani 1993, ch. 14).
    rng : Generator or int
        Or the seed of one. Each document has a child of its own, in the order of documents, so that the same seed gives
        the same numbers on any machine. A generator has moved on after use; a seed has not.

    Returns
    -------
    DataFrame
        One row for each group and frame, as in :func:`frame_scores`, whose columns ``hits, n_tokens, per_1000,
        sentences, n_sentences, sentence_share`` it has, and:

        ``low``, ``high``
            ends of the interval of ``per_1000``.
        ``share_low``, ``share_high``
            ends of the interval of ``sentence_share``.
        ``bound``
            ``bootstrap``; ``none found`` where there is no hit to draw again: then the interval goes from 0 to what
            such a text would still hide with probability ``1 - level``, ``1 - (1 - level) ** (1 / n)`` (see
            ``framing.scores.rates.hidden_share``), ``n`` its tokens or its sentences, as if these were independent;
            ``one unit`` where no article of the group has a second unit: then there is no interval.
        ``unit``, ``units``
            what was drawn, and how many there are.
        ``method``, ``draws``, ``level``
            how. ``method`` is ``rule of three`` for ``none found``, and ``percentile (no bca)`` where ``"bca"`` was
            asked for but is not defined: all units are equal in hits per token, or no draw lies on one side.

    Raises
    ------
    FramingError
        If an option is none of those above, or the hits are not of this corpus and lexicon.

    Examples
    --------
    >>> from framing import Lexicon, find_hits, read_corpus
    >>> corpus = read_corpus(["A new game. Nothing here. Old games. The end.", "No word of it."])
    >>> lexicon = Lexicon.from_dict({"rivalry": ["game*"]})
    >>> table = bootstrap_scores(find_hits(corpus, lexicon), corpus, lexicon, draws=500)
    >>> table[["hits", "n_tokens", "per_1000", "low", "high", "bound"]].round(1).values.tolist()
    [[2, 9, 222.2, 0.0, 444.4, 'bootstrap'], [0, 4, 0.0, 0.0, 527.1, 'none found']]
    """
    check_one_of("unit", unit, UNITS)
    check_one_of("method", method, METHODS)
    labels = checked_labels(corpus, by)
    children = checked_generator(rng, level=level, draws=draws).spawn(len(corpus))
    frames = list(lexicon.frame_names)
    document, values = unit_counts(hits, corpus, lexicon, unit)
    own = [values[a:b] for a, b in pairwise(np.searchsorted(document, np.arange(len(corpus) + 1)).tolist())]

    groups = labels.unique()
    whole = np.zeros((len(groups), values.shape[1]), dtype=np.int64)
    ends = np.full((len(groups), 2 * len(frames), 2), np.nan)
    plain = np.zeros((len(groups), 2 * len(frames)), dtype=bool)
    units = np.zeros(len(groups), dtype=np.int64)
    for place, members in enumerate(group_members(labels, groups)):
        whole[place] = sum(own[number].sum(axis=0) for number in members)
        units[place] = sum(len(own[number]) for number in members)
        if max(len(own[number]) for number in members) > 1:
            drawn = _ratios(sum(_resampled(own[number], draws, children[number]) for number in members))
            if method == "bca":
                left_out = [_ratios(whole[place] - own[number]) for number in members if len(own[number]) > 1]
                ends[place], plain[place] = bca(drawn, _ratios(whole[place]), left_out, level=level)
            else:
                ends[place] = _percentiles(drawn, level)

    n, scores = len(frames), _ratios(whole)
    counts = whole[:, 2 : 2 + n].reshape(-1)
    none, lone = counts == 0, np.repeat(np.isnan(ends[:, 0, 0]), n)
    rate_ends, share_ends = ends[:, :n].reshape(-1, 2), ends[:, n:].reshape(-1, 2)
    hidden = np.repeat([1000, 1] * hidden_share(pd.DataFrame(whole[:, :2]), level=level).to_numpy(), n, axis=0)
    # One note for both intervals: it stands where either of the two is plain.
    used = np.where((plain[:, :n] | plain[:, n:]).reshape(-1), "percentile (no bca)", method)
    return pd.DataFrame(
        {
            by: pd.Series(np.repeat(groups, n), dtype="str"),
            "frame": pd.Series(frames * len(groups), dtype="str"),
            "hits": counts,
            "n_tokens": np.repeat(whole[:, 0], n),
            "per_1000": scores[:, :n].reshape(-1),
            "low": np.where(none, 0, rate_ends[:, 0]),
            "high": np.where(none, hidden[:, 0], rate_ends[:, 1]),
            "sentences": whole[:, 2 + n :].reshape(-1),
            "n_sentences": np.repeat(whole[:, 1], n),
            "sentence_share": scores[:, n:].reshape(-1),
            "share_low": np.where(none, 0, share_ends[:, 0]),
            "share_high": np.where(none, hidden[:, 1], share_ends[:, 1]),
            "bound": pd.Series(np.select([none, lone], ["none found", "one unit"], "bootstrap"), dtype="str"),
            "unit": pd.Series(unit, index=range(len(counts)), dtype="str"),
            "units": np.repeat(units, n),
            "method": pd.Series(np.select([none, lone], ["rule of three", "none"], used), dtype="str"),
            "draws": np.where(none | lone, 0, draws),
            "level": level,
        }
    )


def stance_intervals(
    hits: pd.DataFrame,
    lexicon: Lexicon,
    *,
    corpus: Corpus | None = None,
    unit: str = "sentence",
    level: float = 0.95,
    prior: str = "beta",
    draws: int = 2000,
    rng: np.random.Generator | int = 0,
) -> pd.DataFrame:
    """
    An interval for each share of :func:`stance_table`: frame × voice × stance.

    Neither interval holds the errors of the detector that said whose words a hit stands in and what is done with it
    there: they are about the hits as it read them.

    Parameters
    ----------
    hits : DataFrame
        With the columns of :func:`add_voice`.
    lexicon : Lexicon
    corpus : Corpus, optional
        With it, sentences are drawn again within each article as in :func:`bootstrap_scores`. The posterior takes hits
        for independent; they cluster, so this interval may be the wider.
    unit : {"sentence", "paragraph"}
        What is drawn.
    level : float
        Between 0 and 1.
    prior : {"beta", "dirichlet"}
        Jeffreys' prior, half a hit. ``"beta"``: for this cell and half a hit for all others together, so that each cell
        is judged by itself, ``Beta(hits + 1/2, of - hits + 1/2)`` (Brown, Cai and DasGupta 2001). ``"dirichlet"``: for
        each of the ``K`` cells of a frame, so that the shares are judged together and add up,
        ``Beta(hits + 1/2, of - hits + (K - 1) / 2)``. With few hits the second draws all shares towards ``1 / K``.
    draws, rng
        As in :func:`bootstrap_scores`.

    Returns
    -------
    DataFrame
        One row for each frame, voice and stance: ``frame, voice, stance, hits, of, share``, then

        ``low``, ``high``
            the middle ``level`` of the posterior; up to 1 where all hits of the frame are in the cell, and where none
            is, from 0 to the exact bound ``1 - (1 - level) ** (1 / of)``, as ``at_most`` in :func:`stance_table`.
        ``bound``
            ``posterior``; ``none found`` for that exact bound; ``no hits`` where the frame has none, and no interval.
        ``prior``, ``level``
        ``resample_low``, ``resample_high``, ``unit``, ``units``, ``draws``
            with a corpus only: the percentiles of the share over the draws, what was drawn, how many there are, and
            the draws that had a hit of the frame at all. Missing where the cell has none or all of the hits, because
            drawing these again shows nothing else.

    Raises
    ------
    FramingError
        If the hits lack a column, an option is none of those above, or the hits are not of this corpus and lexicon.

    Examples
    --------
    >>> from framing import Lexicon, add_voice, find_hits, read_corpus
    >>> corpus = read_corpus(["The front is open. The envoy said that no front was planned."])
    >>> lexicon = Lexicon.from_dict({"front": ["front"]})
    >>> table = stance_intervals(add_voice(find_hits(corpus, lexicon), corpus), lexicon)
    >>> table[table["hits"] > 0][["voice", "share", "low", "high"]].round(2).values.tolist()
    [['author', 0.5, 0.06, 0.94], ['indirect', 0.5, 0.06, 0.94]]
    """
    from scipy.special import betaincinv

    check_one_of("unit", unit, UNITS)
    check_one_of("prior", prior, PRIORS)
    generator = checked_generator(rng, level=level, draws=draws)
    check_hits(hits, corpus, lexicon)
    table = stance_table(hits, lexicon).drop(columns="at_most")
    for column, valid in (("voice", WHOSE), ("stance", STANCES)):
        for name in hits.loc[~hits[column].isin(valid), column].head(1):
            raise FramingError(f"the hits name an {unknown(column, name, valid)}")
    cells = len(WHOSE) * len(STANCES)
    of, found = table["of"].to_numpy(), table["hits"].to_numpy()
    others = 0.5 if prior == "beta" else (cells - 1) / 2
    tail = (1 - level) / 2
    table["low"] = betaincinv(found + 0.5, of - found + others, tail)
    table["high"] = betaincinv(found + 0.5, of - found + others, 1 - tail)
    table.loc[found == of, "high"] = 1.0
    table.loc[found == 0, "low"] = 0.0
    table.loc[found == 0, "high"] = hidden_share(table["of"], level=level)
    table.loc[of == 0, ["low", "high"]] = np.nan
    table["bound"] = np.select([of == 0, found == 0], ["no hits", "none found"], "posterior")
    table = table.assign(prior=prior, level=level).astype({"bound": "str", "prior": "str"})
    if corpus is None:
        return table

    places = {key: n for n, key in enumerate(zip(table["frame"], table["voice"], table["stance"], strict=True))}
    codes = np.array(
        [places[key] for key in zip(hits["frame"], hits["voice"], hits["stance"], strict=True)], dtype=np.int64
    )
    document, _, counts = sentence_counts(hits, corpus, codes, len(table), unit)
    sums = np.zeros((draws, len(table)))
    for number, child in enumerate(generator.spawn(len(corpus))):
        sums += _resampled(counts[document == number], draws, child)
    whole = sums.reshape(draws, -1, cells).sum(axis=2).repeat(cells, axis=1)
    some = (found > 0) & (found < of)
    ends = np.full((len(table), 2), np.nan)
    for place in np.flatnonzero(some):
        seen = whole[:, place] > 0
        ends[place] = _percentiles(sums[seen, place : place + 1] / whole[seen, place : place + 1], level)[0]
    return table.assign(
        resample_low=ends[:, 0],
        resample_high=ends[:, 1],
        unit=pd.Series(unit, index=table.index, dtype="str"),
        units=len(document),
        draws=np.where(some, (whole > 0).sum(axis=0), 0),
    )


def bca(
    drawn: np.ndarray, observed: np.ndarray, left_out: Sequence[np.ndarray], *, level: float
) -> tuple[np.ndarray, np.ndarray]:
    """
    Ends of bias-corrected and accelerated intervals, and where the plain percentiles stand in for them.

    With ``z`` the standard normal quantile, ``z0 = z(share of draws below the observed value, half of the equal ones
    counted)`` and the acceleration ``a = sum_j(sum_i(u³) / n_j³) / (6 sum_j(sum_i(u²) / n_j²) ** 1.5)``, where
    ``u = (n_j - 1) (mean of the values with one unit left out - the value with unit i left out)``, the end for
    ``alpha`` is the percentile ``Phi(z0 + (z0 + z(alpha)) / (1 - a (z0 + z(alpha))))`` of the draws (Efron 1987,
    Efron and Tibshirani 1993, ch. 14).

    Parameters
    ----------
    drawn : array, draws × scores
    observed : array, scores
    left_out : arrays, units × scores
        One an article: the scores with each of its units left out.
    level : float

    Returns
    -------
    (array, scores × 2; bool array, scores)

    Examples
    --------
    >>> drawn, observed = np.arange(100.0)[:, None], np.array([49.5])
    >>> ends, plain = bca(drawn, observed, [np.array([[1.0], [2.0], [3.0]])], level=0.9)
    >>> ends.round(2).tolist(), plain.tolist()  # neither bias nor acceleration: the percentiles
    ([[4.95, 94.05]], [False])
    """
    from scipy.special import ndtr, ndtri

    ends = _percentiles(drawn, level)
    below = ((drawn < observed).mean(axis=0) + (drawn <= observed).mean(axis=0)) / 2
    cubes, squares = np.zeros(len(observed)), np.zeros(len(observed))
    for values in left_out:
        n = len(values)
        u = (n - 1) * (values.mean(axis=0) - values)
        cubes += (u**3).sum(axis=0) / n**3
        squares += (u**2).sum(axis=0) / n**2
    # The mean of equal values may differ from them in the last bit.
    moved = squares > 1e-24 * np.maximum(observed**2, 1e-300)
    defined = moved & (below > 0) & (below < 1)
    acceleration = np.divide(cubes, 6 * squares**1.5, out=np.zeros(len(observed)), where=moved)
    z0 = ndtri(np.where(defined, below, 0.5))
    tail = (1 - level) / 2
    for end, z in enumerate(ndtri([tail, 1 - tail])):
        slope = 1 - acceleration * (z0 + z)
        defined &= slope > 0  # beyond that the percentile runs backwards
        share = ndtr(z0 + (z0 + z) / np.where(slope > 0, slope, 1))
        for score in np.flatnonzero(defined):
            # Rounded, since the last bits of a normal quantile differ between machines.
            ends[score, end] = np.quantile(drawn[:, score], round(float(share[score]), 12))
    plain = ~defined
    ends[plain] = _percentiles(drawn[:, plain], level)
    return ends, plain


def _ratios(sums: np.ndarray) -> np.ndarray:
    """Sums of the columns of ``unit_counts`` to rates per 1,000 tokens, then shares of sentences."""
    n = (sums.shape[-1] - 2) // 2
    tokens, sentences = sums[..., 0:1], sums[..., 1:2]
    return np.concatenate([1000 * sums[..., 2 : 2 + n] / tokens, sums[..., 2 + n :] / sentences], axis=-1)


def _resampled(values: np.ndarray, draws: int, rng: np.random.Generator, *, cells: int = _CELLS) -> np.ndarray:
    """Draw as many units as there are, with replacement; the sums of each draw."""
    n = len(values)
    numbers = values.astype(np.float64)  # whole numbers below 2**53: sums are exact
    sums = []
    for done in range(0, draws, max(1, cells // n)):
        rows = min(draws - done, max(1, cells // n))
        drawn = rng.integers(n, size=(rows, n)) + n * np.arange(rows)[:, None]
        weights = np.bincount(drawn.reshape(-1), minlength=rows * n).reshape(rows, n)
        sums.append(weights.astype(np.float64) @ numbers)
    return np.concatenate(sums)


def _percentiles(drawn: np.ndarray, level: float) -> np.ndarray:
    """Scores × 2."""
    tail = (1 - level) / 2
    return np.quantile(drawn, [tail, 1 - tail], axis=0).T
