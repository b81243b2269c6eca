"""
Scores to intervals: how far a score hangs on which sentences, paragraphs or articles happen to be there.

An article is taken for one draw from what its author could have written: its units (sentences or paragraphs) are drawn
again, with replacement, and scored again. What comes out is the **measurement noise of this text**. It says nothing
about the outlet, the side or the date an article stands for, and nothing about the errors of a lexicon or of the
detector of voices: these make every interval here too narrow. Words are never drawn one by one, because words are not
independent; hits cluster in sentences, and sentences in paragraphs, so both units are worth showing. What a group of
articles says of others like them is another question: there whole articles are drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from framing.errors import FramingError
from framing.hits.arguments import check_arguments
from framing.lexicon.frames import Lexicon
from framing.scores.bounds import hidden_share
from framing.scores.checks import check_one_of, checked_generator, checked_labels, group_members
from framing.scores.intervals import bca, percentiles
from framing.scores.resampling import resampled
from framing.scores.units import UNITS, unit_counts
from framing.text.corpus import Corpus

METHODS = ("percentile", "bca")
DRAWN = (*UNITS, "article")


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

    The interval is the measurement noise of this text, not of the outlet: see :mod:`framing.scores.bootstrap`.

    Parameters
    ----------
    hits, corpus, lexicon
        As in :func:`frame_scores`.
    unit : {"sentence", "paragraph", "article"}
        What is drawn. Of each article as many as it has, with replacement; a hit belongs to the unit it begins in.
        Where hits cluster in paragraphs, drawing these gives the wider and the more honest interval. ``"article"``,
        with ``by``: of each group as many articles as it has, whole; the unit to take where groups stand for more
        than the articles in them, as far as these were drawn at random from what they stand for.
    by : str
        ``"doc_id"`` or a column of ``corpus.metadata``. Sentences and paragraphs are drawn within each article of a
        group and pooled, so that their interval does not say what other articles would have given.
    draws : int
    level : float
        Between 0 and 1.
    method : {"percentile", "bca"}
        The percentiles of the draws, or those percentiles corrected for bias and acceleration, the latter from leaving
        out one unit at a time (Efron 1987; for several articles in a group as in Efron and Tibshirani 1993, ch. 14).
    rng : Generator or int
        Or the seed of one. Each document, or each group where articles are drawn, has a child of its own, in their
        order, so that the same seed gives the same numbers on any machine. A generator has moved on after use; a seed
        has not.

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
            ``framing.scores.bounds.hidden_share``), ``n`` its tokens or its sentences, as if these were independent;
            ``one unit`` where no article of the group has a second unit, or the group no second article to draw: then
            there is no interval.
        ``unit``, ``units``
            what was drawn, and how many there are.
        ``method``, ``draws``, ``level``
            how. ``method`` is ``rule of three`` for ``none found``, and ``percentile (no bca)`` where ``"bca"`` was
            asked for but is not defined: all units are equal in hits per token, or no draw lies on one side.

    Raises
    ------
    FramingError
        If an option is none of those above, articles are to be drawn without groups, or the hits are not of this
        corpus and lexicon.

    Examples
    --------
    >>> from framing import Lexicon, find_hits, read_corpus
    >>> corpus = read_corpus(["A new game. Nothing here. Old games. The end.", "No word of it."])
    >>> lexicon = Lexicon.from_dict({"rivalry": ["game*"]})
    >>> table = bootstrap_scores(find_hits(corpus, lexicon), corpus, lexicon, draws=500)
    >>> table[["hits", "n_tokens", "per_1000", "low", "high", "bound"]].round(1).values.tolist()
    [[2, 9, 222.2, 0.0, 444.4, 'bootstrap'], [0, 4, 0.0, 0.0, 527.1, 'none found']]
    """
    check_arguments(hits=hits, corpus=corpus, lexicon=lexicon)
    check_one_of("unit", unit, DRAWN)
    if unit == "article" and by == "doc_id":
        raise FramingError(
            'unit="article" draws articles of a group, and by="doc_id" makes each article a group. Give by= a '
            'column of the metadata, or unit="paragraph".'
        )
    check_one_of("method", method, METHODS)
    labels = checked_labels(corpus, by)
    children = checked_generator(rng, level=level, draws=draws).spawn(len(corpus))
    frames = list(lexicon.frame_names)
    document, values = unit_counts(hits, corpus, lexicon, "sentence" if unit == "article" else unit)
    own = [values[a:b] for a, b in pairwise(np.searchsorted(document, np.arange(len(corpus) + 1)).tolist())]

    groups = labels.unique()
    whole = np.zeros((len(groups), values.shape[1]), dtype=np.int64)
    ends = np.full((len(groups), 2 * len(frames), 2), np.nan)
    plain = np.zeros((len(groups), 2 * len(frames)), dtype=bool)
    units = np.zeros(len(groups), dtype=np.int64)
    for place, members in enumerate(group_members(labels, groups)):
        articles, numbers = [own[number] for number in members], members.tolist()
        if unit == "article":  # the group is drawn from as an article is: its units are the sums of whole articles
            articles, numbers = [np.stack([article.sum(axis=0) for article in articles])], [place]
        whole[place] = sum(article.sum(axis=0) for article in articles)
        units[place] = sum(len(article) for article in articles)
        if max(len(article) for article in articles) > 1:
            drawn = sum(
                resampled(article, draws, children[number]) for article, number in zip(articles, numbers, strict=True)
            )
            ends[place], plain[place] = _ends(drawn, whole[place], articles, level=level, method=method)

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


def _ends(
    drawn: np.ndarray, whole: np.ndarray, articles: Sequence[np.ndarray], *, level: float, method: str
) -> tuple[np.ndarray, np.ndarray]:
    """Of each rate and share of a group the ends of its interval, and whether plain percentiles stand in for others."""
    if method == "percentile":
        ends = percentiles(_ratios(drawn), level)
        return ends, np.zeros(len(ends), dtype=bool)
    left_out = [_ratios(whole - article) for article in articles if len(article) > 1]
    return bca(_ratios(drawn), _ratios(whole), left_out, level=level)


def _ratios(sums: np.ndarray) -> np.ndarray:
    """Sums of the columns of ``unit_counts`` to rates per 1,000 tokens, then shares of sentences."""
    n = (sums.shape[-1] - 2) // 2
    tokens, sentences = sums[..., 0:1], sums[..., 1:2]
    return np.concatenate([1000 * sums[..., 2 : 2 + n] / tokens, sums[..., 2 + n :] / sentences], axis=-1)
