"""
Hits of frames and of actors to who stands with which frame, in the same sentences.

An actor lexicon (``load_lexicon("actors")``) is a lexicon like any other; its hits come from :func:`find_hits`. To
stand in one sentence with a frame is not to act in it: the words may praise, blame or merely name.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from scipy.stats import hypergeom

from framing.errors import FramingError, unknown
from framing.hits.arguments import check_arguments
from framing.hits.given import given_hits
from framing.lexicon.frames import Lexicon
from framing.scores.bounds import hidden_share
from framing.scores.checks import checked_generator, document_groups, row_names
from framing.scores.units import UNITS
from framing.text.corpus import Corpus

_SLACK = 1e-12  # sums of probabilities are this exact


def actor_frames(
    frame_hits: pd.DataFrame,
    actor_hits: pd.DataFrame,
    corpus: Corpus,
    *,
    frames: Lexicon | Iterable[str] | None = None,
    actors: Lexicon | Iterable[str] | None = None,
    unit: str = "sentence",
    by: str | None = None,
    level: float = 0.95,
    draws: int = 2000,
    rng: np.random.Generator | int = 0,
) -> pd.DataFrame:
    """
    In how many sentences (or paragraphs) each actor stands with each frame, and in how many by chance.

    Parameters
    ----------
    frame_hits, actor_hits : DataFrame
        As :func:`find_hits` returns them for the two lexicons, or selections of their rows.
    corpus : Corpus
        What both were found in.
    frames, actors : Lexicon or list of str, optional
        Which get rows, in this order, those without hits too; none: those with hits, in the order of the texts.
    unit : {"sentence", "paragraph"}
    by : str, optional
        Rows for each group: ``"doc_id"`` or a column of ``corpus.metadata``. A document without a value there is in
        the group ``"unknown"``.
    level : float
        Of the intervals.
    draws : int
        Of the bootstrap.
    rng : Generator or int
        Of the bootstrap; an int seeds ``numpy.random.default_rng``.

    Returns
    -------
    DataFrame
        One row for each group, actor and frame: the column ``by``, if given, then ``actor``, ``frame`` and

        ``units``, ``with_actor``, ``with_frame``, ``both``
            all units, those with a hit of the actor, of the frame, and of both.
        ``only_inside``
            of ``both``, those in which the actor is named only in the frame's own wording ("Taliban threat"): there
            the two go together because of how the lexicons are written.
        ``expected``
            units with both, if they were independent in each article: the sum over articles of
            ``with_actor * with_frame / units``. The sum keeps an article that is rich in both from faking a tie.
        ``ratio``
            ``both / expected``; missing where nothing was expected.
        ``low``, ``high``
            percentile bootstrap of the ratio: the units of each article drawn anew, with replacement (Efron and
            Tibshirani 1993, chapter 13); draws in which nothing is expected are left out. Missing where ``both`` is 0:
            drawing the same units anew cannot show what they lack. It says how the ratio hangs on these units, and
            nothing about other articles.
        ``at_most``
            where ``both`` is 0: the ratio that so few units with the frame would still hide one time in twenty,
            ``with_frame * (1 - 0.05 ** (1 / with_frame)) / expected`` (see :func:`framing.scores.bounds.hidden_share`).
        ``chance_low``, ``chance_high``
            where ``both`` would mostly lie (share ``level``) if each article's units with the frame were any of its
            units: exact, from the sum of one hypergeometric distribution an article. No test: with many rows some lie
            outside by chance.

    Raises
    ------
    FramingError
        If ``unit``, ``by``, ``level`` or ``draws`` is not valid, or hits lack a column or name an article, frame or
        actor that is not there.

    Examples
    --------
    >>> from framing import Lexicon, find_hits, read_corpus
    >>> corpus = read_corpus(["Russia plays a game. China plays. Russia games. It rains."])
    >>> frames = find_hits(corpus, Lexicon.from_dict({"game": ["game*"]}))
    >>> actors = find_hits(corpus, Lexicon.from_dict({"russia": ["russia"], "china": ["china"]}))
    >>> table = actor_frames(frames, actors, corpus)
    >>> table[["actor", "units", "with_actor", "with_frame", "both", "expected", "ratio"]].values.tolist()
    [['russia', 4, 2, 2, 2, 1.0, 2.0], ['china', 4, 1, 2, 0, 0.5, 0.0]]
    >>> table[["chance_low", "chance_high"]].values.tolist()
    [[0, 2], [0, 1]]
    """
    check_arguments(frame_hits=frame_hits, actor_hits=actor_hits, corpus=corpus)
    if unit not in UNITS:
        raise FramingError(unknown("unit", unit, UNITS))
    if not isinstance(level, (int, float)) or not 0 < level < 1:
        raise FramingError(f"level must lie between 0 and 1, such as 0.95; found {level!r}.")
    if not isinstance(draws, int) or isinstance(draws, bool) or draws < 1:
        raise FramingError(f"draws must be a whole number, 1 or more; found {draws!r}.")
    needs = ("doc_id", "frame", "start", "end", unit)
    frame_hits = given_hits(frame_hits, corpus, needs=needs, what="frame hits")
    actor_hits = given_hits(actor_hits, corpus, needs=needs, what="actor hits")
    frames = row_names(frames, frame_hits, corpus, "frame")
    actors = row_names(actors, actor_hits, corpus, "actor")
    groups = document_groups(corpus, by)
    places = corpus.units[["document", unit]].drop_duplicates()
    document = places["document"].to_numpy()
    row = {place: i for i, place in enumerate(places.itertuples(index=False, name=None))}
    with_frame = _presence(frame_hits, frames, corpus, unit, row)
    with_actor = _presence(actor_hits, actors, corpus, unit, row)
    # An actor counts as apart from a frame if some hit of it lies in none of the frame's.
    apart = np.zeros((len(row), len(actors), len(frames)), dtype=bool)
    for j, frame in enumerate(frames):
        own = frame_hits[frame_hits["frame"] == frame]
        apart[:, :, j] = _presence(_outside(actor_hits, own), actors, corpus, unit, row)
    random = checked_generator(rng, draws=draws)
    totals: dict[str, dict] = {label: {} for label in groups.unique()}
    for number, label in enumerate(groups):
        own = document == number
        part = _article(with_actor[own], with_frame[own], apart[own], draws, random)
        total = totals[label]
        for key, value in part.items():
            total[key] = total[key] + value if key in total else value
    tables = [_table(total, actors, frames, level) for total in totals.values()]
    if by is not None:
        for label, table in zip(totals, tables, strict=True):
            table.insert(0, by, pd.Series([label] * len(table), dtype="str"))
    return pd.concat(tables, ignore_index=True)


def _presence(hits: pd.DataFrame, names: list[str], corpus: Corpus, unit: str, row: dict) -> np.ndarray:
    """Units × names: whether the unit has a hit."""
    present = np.zeros((len(row), len(names)), dtype=bool)
    column = {name: j for j, name in enumerate(names)}
    number = {doc_id: i for i, doc_id in enumerate(corpus.doc_ids)}
    for doc_id, place, name in zip(hits["doc_id"], hits[unit].tolist(), hits["frame"], strict=True):
        if (number[doc_id], place) not in row:
            raise FramingError(
                f"the hits name {unit} {place} of {doc_id!r}, which is not there. Find them in this corpus."
            )
        present[row[number[doc_id], place], column[name]] = True
    return present


def _outside(hits: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    """The hits that share no character with any of the others."""
    spans = {doc_id: own[["start", "end"]].to_numpy() for doc_id, own in others.groupby("doc_id", sort=False)}
    empty = np.empty((0, 2), dtype=np.int64)
    keep = [
        not ((spans.get(doc_id, empty)[:, 0] < end) & (spans.get(doc_id, empty)[:, 1] > start)).any()
        for doc_id, start, end in zip(hits["doc_id"], hits["start"].tolist(), hits["end"].tolist(), strict=True)
    ]
    return hits[np.array(keep, dtype=bool)]


def _article(
    with_actor: np.ndarray, with_frame: np.ndarray, apart: np.ndarray, draws: int, random: np.random.Generator
) -> dict:
    """What of one article adds up over articles: counts as they are, and in every draw."""
    n = len(with_actor)
    pairs = with_actor[:, :, None] & with_frame[:, None, :]
    a, f, both = with_actor.sum(axis=0), with_frame.sum(axis=0), pairs.sum(axis=0)
    weights = random.multinomial(n, [1 / n] * n, size=draws).astype(float)  # how often each unit is drawn
    drawn_a, drawn_f = weights @ with_actor.astype(float), weights @ with_frame.astype(float)
    flat = pairs.reshape(n, -1)
    there = np.flatnonzero(flat.any(axis=0))
    drawn_both = np.zeros((draws, flat.shape[1]))
    drawn_both[:, there] = weights @ flat[:, there].astype(float)
    return {
        "articles": [(n, a, f)],
        "both": both,
        "inside": both - (apart & pairs).sum(axis=0),
        "expected": a[:, None] * f[None, :] / n,
        "drawn_both": drawn_both.reshape(draws, *both.shape),
        "drawn_expected": drawn_a[:, :, None] * drawn_f[:, None, :] / n,
    }


def _table(total: dict, actors: list[str], frames: list[str], level: float) -> pd.DataFrame:
    """The rows of one group of articles."""
    units = sum(n for n, _, _ in total["articles"])
    tails = (1 - level) / 2, (1 + level) / 2
    rows = []
    for i, actor in enumerate(actors):
        for j, frame in enumerate(frames):
            articles = [(n, int(a[i]), int(f[j])) for n, a, f in total["articles"]]
            with_actor, with_frame = sum(a for _, a, _ in articles), sum(f for _, _, f in articles)
            both, expected = int(total["both"][i, j]), float(total["expected"][i, j])
            drawn = total["drawn_expected"][:, i, j]
            ratios = total["drawn_both"][:, i, j][drawn > 0] / drawn[drawn > 0]
            low, high = np.quantile(ratios, tails) if both and len(ratios) else (np.nan, np.nan)
            counts = (units, with_actor, with_frame, both, int(total["inside"][i, j]), expected)
            rows.append((actor, frame, *counts, low, high, *_chance(articles, tails)))
    columns = ["actor", "frame", "units", "with_actor", "with_frame", "both", "only_inside", "expected"]
    table = pd.DataFrame(rows, columns=[*columns, "low", "high", "chance_low", "chance_high"])
    kinds = dict.fromkeys(("actor", "frame"), "str") | dict.fromkeys(("expected", "low", "high"), "float64")
    table = table.astype(dict.fromkeys(table.columns, "int64") | kinds)
    expected = table["expected"].where(table["expected"] > 0)
    hidden = table["with_frame"] * hidden_share(table["with_frame"]) / expected
    table.insert(8, "ratio", table["both"] / expected)
    table.insert(11, "at_most", hidden.where(table["both"] == 0))
    return table


def _chance(articles: list[tuple[int, int, int]], tails: tuple[float, float]) -> tuple[int, int]:
    """Quantiles of the sum over articles (units, with actor, with frame) of hypergeometric counts."""
    mass = np.ones(1)
    for n, a, f in articles:
        if a and f:
            mass = np.convolve(mass, hypergeom.pmf(np.arange(min(a, f) + 1), n, a, f))
    below = np.cumsum(mass)
    return tuple(int(np.searchsorted(below, tail - _SLACK)) for tail in tails)
