"""
Labels of several coders to their agreement: Krippendorff's alpha, with an interval by drawing units again.

A table of labels has one row a unit (a sentence, a span, anything) and one column a coder; a missing value says that
this coder has not coded this unit. A coder is whoever gave labels: a person, a lexicon, another tool.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import combinations

import numpy as np
import pandas as pd

from framing.errors import FramingError
from framing.hits.arguments import check_arguments
from framing.hits.given import given_hits
from framing.scores.bounds import hidden_share
from framing.scores.checks import check_one_of, checked_generator
from framing.scores.resampling import resampled
from framing.text.corpus import Corpus

UNIT_INDEX = ("frame", "doc_id", "start", "end")
METRICS = ("nominal", "ordinal", "interval", "ratio")


def agreement(
    labels: pd.DataFrame,
    *,
    metric: str = "nominal",
    pairs: bool = False,
    draws: int = 2000,
    level: float = 0.95,
    rng: np.random.Generator | int = 0,
) -> pd.DataFrame:
    """
    How far coders agree beyond chance: Krippendorff's alpha, and an interval for it.

    With ``o_ck`` the coincidences of the labels ``c`` and ``k`` (in each unit of ``m`` labels every pair of them,
    divided by ``m - 1``), ``n_c = sum_k(o_ck)``, ``n = sum_c(n_c)`` and the squared difference ``d_ck`` of two labels,
    ``alpha = 1 - (n - 1) sum(o_ck d_ck) / sum(n_c n_k d_ck)`` (Krippendorff 2011, *Computing Krippendorff's
    Alpha-Reliability*). It is 1 if all agree, 0 if they agree as often as chance, and may be negative. ``d_ck`` is

    - nominal: 1 for different labels;
    - ordinal: ``(r_c - r_k)²`` of the mean ranks ``r_c = sum_{g<c}(n_g) + n_c / 2``;
    - interval: ``(c - k)²``;
    - ratio: ``((c - k) / (c + k))²``.

    Parameters
    ----------
    labels : DataFrame
        Units × coders: numbers, or for the nominal metric also words; NaN, None or an empty text is missing. If a
        level of the index, or a column, is called ``frame``, alpha is given for each frame and for all. Made by
        :func:`unit_labels` from mentions, by :func:`read_sheets` from filled-in sheets, or by hand.
    metric : {"nominal", "ordinal", "interval", "ratio"}
    pairs : bool
        Rows for every pair of coders too, if there are more than two.
    draws, level, rng
        Units are drawn again with replacement, ``draws`` times, and alpha is computed anew, chance included (Zapf et
        al. 2016); the interval is that of the percentiles. The frames of one unit are drawn together. ``rng`` is a
        generator or the seed of one.

    Returns
    -------
    DataFrame
        One row for each frame in the order of the table, and for ``all`` if there are several; then each pair:

        ``frame``, ``coders``
            of which frame, between whom. For ``all``, a unit counts once for each frame.
        ``units``, ``agreed``, ``labels``
            units with labels of two coders or more, those of them in which all labels are equal, and their labels.
        ``alpha``, ``low``, ``high``
            and the ends of its interval; NaN where they are not defined.
        ``bound``
            ``bootstrap``; ``no disagreement`` if all labels of each unit are equal: then ``low`` is what alpha would
            be if the share of units that may hide unseen (``1 - (1 - level) ** (1 / units)``) differed as far as two
            of the labels can; ``all alike`` if there is but one label in all units, so that nothing can be told from
            chance; ``no overlap`` if no unit has two labels; ``too few units`` if drawing them again tells nothing.
        ``metric``, ``draws``, ``level``
            how; ``draws`` are those in which alpha is defined.

    Raises
    ------
    FramingError
        If there are fewer than two coders, no unit has labels of two, a label does not fit the metric, or an option
        is none of those above.

    Examples
    --------
    Twelve units, four coders, some labels missing (Krippendorff 2011, example C).

    >>> nan = float("nan")
    >>> labels = pd.DataFrame(
    ...     {
    ...         "A": [1, 2, 3, 3, 2, 1, 4, 1, 2, nan, nan, nan],
    ...         "B": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nan, 3],
    ...         "C": [nan, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nan],
    ...         "D": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nan],
    ...     }
    ... )
    >>> agreement(labels)[["coders", "units", "labels", "alpha"]].round(3).values.tolist()
    [['A, B, C, D', 11, 40, 0.743]]
    >>> [round(agreement(labels, metric=metric)["alpha"].item(), 3) for metric in METRICS]
    [0.743, 0.815, 0.849, 0.797]
    """
    check_one_of("metric", metric, METRICS)
    generator = checked_generator(rng, draws=draws, level=level)
    labels = given_labels(labels)
    coders = checked_coders(labels.columns)
    values, codes = _coded(labels, metric)
    if ((codes >= 0).sum(axis=1) < 2).all():
        raise FramingError(f"no unit has labels of two coders ({', '.join(coders)}). Let them code the same units.")
    cluster = _clusters(labels)
    sets = [list(range(len(coders)))]
    if pairs and len(coders) > 2:
        sets += [list(pair) for pair in combinations(range(len(coders)), 2)]
    cells = [(own, name, members) for own in sets for name, members in frames_of(labels)]
    rows = []
    for (own, name, members), child in zip(cells, generator.spawn(len(cells)), strict=True):
        measured = _measured(codes[members][:, own], cluster[members], values, metric, draws, level, child)
        rows.append({"frame": name, "coders": ", ".join(coders[i] for i in own), **measured})
    table = pd.DataFrame(rows).astype({"frame": "str", "coders": "str", "bound": "str"})
    table.insert(table.columns.get_loc("draws"), "metric", pd.Series(metric, index=table.index, dtype="str"))
    return table.assign(level=level)


def label_counts(labels: pd.DataFrame) -> pd.DataFrame:
    """
    How many units each coder has coded, and how many of them marked.

    Parameters
    ----------
    labels : DataFrame
        As for :func:`agreement`, with numbers for labels.

    Returns
    -------
    DataFrame
        One row for each frame and coder: ``frame, coder``, ``units`` with a label, ``marked`` (other than 0), ``share``
        (marked / units).

    Examples
    --------
    >>> label_counts(pd.DataFrame({"A": [0, 1, 1], "B": [0, 0, None]})).values.tolist()
    [['all', 'A', 3, 2, 0.6666666666666666], ['all', 'B', 2, 0, 0.0]]
    """
    labels = given_labels(labels)
    coders = checked_coders(labels.columns, least=1)
    values, codes = _coded(labels, "interval")
    given = codes >= 0
    marked = given & (np.append(values, 0.0)[codes] != 0)
    rows = [
        (name, coder, given[members, i].sum(), marked[members, i].sum())
        for name, members in frames_of(labels)
        for i, coder in enumerate(coders)
    ]
    table = pd.DataFrame(rows, columns=["frame", "coder", "units", "marked"])
    return table.assign(share=table["marked"] / table["units"].where(table["units"] > 0))


def given_labels(labels: pd.DataFrame, corpus: Corpus | None = None) -> pd.DataFrame:
    """Labels with what they are of as their index, where a file or a merge made columns of it."""
    check_arguments(labels=labels)
    levels = {name: labels.index.get_level_values(name) for name in labels.index.names if name is not None}
    lost = [name for name in UNIT_INDEX if name in labels.columns] if not {*UNIT_INDEX} & {*levels} else []
    columns = {name: labels[name] for name in lost}  # with an index of units, these are names of coders
    if not {*UNIT_INDEX} & {*levels, *columns}:
        return labels
    of = pd.DataFrame({name: np.asarray(values) for name, values in (columns | levels).items()})
    known = corpus if {*UNIT_INDEX} <= {*of} else None
    of = given_hits(of, known, needs=[name for name in UNIT_INDEX if name in of], what="labels")
    own = labels.drop(columns=lost)
    return own.set_axis(pd.MultiIndex.from_frame(of) if of.shape[1] > 1 else pd.Index(of.iloc[:, 0]))


def checked_coders(names: Iterable[object], *, least: int = 2) -> list[str]:
    """The names of coders, if there are enough of them, each once."""
    coders = [str(name) for name in names]
    if len(coders) < least:
        found = f"found only {coders[0]!r}" if coders else "found none"
        raise FramingError(f"expected at least {['one coder', 'two coders'][least - 1]}, {found}.")
    for coder in sorted({coder for coder in coders if coders.count(coder) > 1}):
        raise FramingError(f"two columns are called {coder!r}. Give each coder a name of their own.")
    return coders


def frames_of(labels: pd.DataFrame) -> list[tuple[str, np.ndarray]]:
    """Each frame of a table of labels with the numbers of its rows, and ``all`` unless it is the same."""
    every = ("all", np.arange(len(labels)))
    if "frame" not in labels.index.names:
        return [every]
    frame = labels.index.get_level_values("frame").astype(str)
    names = list(dict.fromkeys(frame))
    return [(name, np.flatnonzero(frame == name)) for name in names] + ([every] if len(names) > 1 else [])


def _clusters(labels: pd.DataFrame) -> np.ndarray:
    """The number of each row's unit: rows that differ in their frame only are one unit."""
    others = [name for name in labels.index.names if name != "frame"]
    if "frame" not in labels.index.names or not others:
        return np.arange(len(labels))
    index = labels.index.droplevel("frame")
    return pd.factorize(index)[0]


def _coded(labels: pd.DataFrame, metric: str) -> tuple[np.ndarray, np.ndarray]:
    """The labels that occur, in order, and the number of each label, units × coders; -1 is missing."""
    flat = pd.Series(labels.to_numpy(dtype=object).reshape(-1), dtype=object)
    given = (flat.notna() & (flat != "")).to_numpy(dtype=bool)
    codes = np.full(len(flat), -1)
    if metric == "nominal":
        codes[given], names = pd.factorize(flat[given])
        return np.arange(len(names), dtype=np.float64), codes.reshape(labels.shape)
    numbers = pd.to_numeric(flat[given], errors="coerce").to_numpy(dtype=np.float64)
    for place in np.flatnonzero(~np.isfinite(numbers) | ((metric == "ratio") & (numbers < 0)))[:1]:
        wanted = "numbers of 0 or more" if metric == "ratio" else "numbers"
        raise FramingError(f"expected {wanted} for labels here, found {flat[given].iloc[place]!r}.")
    values, codes[given] = np.unique(numbers, return_inverse=True)
    return values, codes.reshape(labels.shape)


def _measured(
    codes: np.ndarray,
    cluster: np.ndarray,
    values: np.ndarray,
    metric: str,
    draws: int,
    level: float,
    rng: np.random.Generator,
) -> dict[str, object]:
    """Alpha of some labels with its interval, and what it rests on."""
    counts = np.stack([(codes == code).sum(axis=1) for code in range(len(values))], axis=1)
    pairable = counts.sum(axis=1) >= 2
    counts, cluster = counts[pairable], cluster[pairable]
    labels = counts.sum(axis=1)
    row = {"units": len(counts), "agreed": int((counts.max(axis=1, initial=0) == labels).sum()), "labels": labels.sum()}
    undefined = {"alpha": np.nan, "low": np.nan, "high": np.nan}
    if not len(counts):
        return row | undefined | {"bound": "no overlap", "draws": 0}
    # As whole numbers, so that sums are exact in whatever order they are added.
    scale = math.lcm(*(np.unique(labels) - 1).tolist())
    scale = scale if scale < 2**20 else 1  # of twenty coders and more: rounded in the last bit
    units = _coincidences(counts) * (scale / (labels - 1))[:, None, None]
    whole = units.sum(axis=0)
    alpha = float(_alpha(whole / scale, values, metric))
    if np.isnan(alpha):
        return row | undefined | {"bound": "all alike", "draws": 0}
    if row["agreed"] == row["units"]:
        hidden = float(hidden_share(pd.Series([row["units"]]), level=level).item())
        low = 1 - hidden * _worst(whole / scale, values, metric)
        return row | {"alpha": alpha, "low": low, "high": 1.0, "bound": "no disagreement", "draws": 0}
    clusters = np.zeros((cluster.max() + 1, len(values) ** 2))
    np.add.at(clusters, cluster, units.reshape(len(units), -1))
    clusters = clusters[np.unique(cluster)]
    drawn = _alpha(resampled(clusters, draws, rng).reshape(draws, *whole.shape) / scale, values, metric)
    drawn = drawn[~np.isnan(drawn)]
    if len(clusters) == 1 or not len(drawn):
        return row | undefined | {"alpha": alpha, "bound": "too few units", "draws": 0}
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2])
    return row | {"alpha": alpha, "low": low, "high": high, "bound": "bootstrap", "draws": len(drawn)}


def _coincidences(counts: np.ndarray) -> np.ndarray:
    """Ordered pairs of labels of each unit, units × labels × labels."""
    pairs = counts[:, :, None] * counts[:, None, :]
    diagonal = np.arange(counts.shape[1])
    pairs[:, diagonal, diagonal] -= counts
    return pairs


def _alpha(coincidences: np.ndarray, values: np.ndarray, metric: str) -> np.ndarray:
    """Alpha of each matrix of coincidences (the last two axes); NaN where no two labels differ."""
    totals = coincidences.sum(axis=-1)
    difference = _differences(totals, values, metric)
    found = (coincidences * difference).sum(axis=(-2, -1)) * (totals.sum(axis=-1) - 1)
    chance = (totals[..., :, None] * totals[..., None, :] * difference).sum(axis=(-2, -1))
    return 1 - np.divide(found, chance, out=np.full(np.shape(chance), np.nan), where=np.asarray(chance) > 0)


def _worst(coincidences: np.ndarray, values: np.ndarray, metric: str) -> float:
    """What alpha loses if all units differed as far as two of the labels can."""
    totals = coincidences.sum(axis=-1)
    difference = _differences(totals, values, metric)
    n = totals.sum()
    return float(difference.max() * n * (n - 1) / (np.outer(totals, totals) * difference).sum())


def _differences(totals: np.ndarray, values: np.ndarray, metric: str) -> np.ndarray:
    """The squared difference of any two labels; for ordinal ones it hangs on how often each occurs."""
    if metric == "ordinal":
        values = np.cumsum(totals, axis=-1) - totals / 2
    one, other = values[..., :, None], values[..., None, :]
    if metric == "nominal":
        return (one != other).astype(np.float64)
    if metric == "ratio":
        total = one + other
        return np.divide(one - other, total, out=np.zeros(total.shape), where=total > 0) ** 2
    return (one - other) ** 2
