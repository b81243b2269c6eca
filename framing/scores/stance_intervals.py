"""
Shares of voice and stance to intervals: by a posterior of the hits, and by drawing sentences again.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.hits.arguments import check_arguments
from framing.hits.given import given_hits
from framing.lexicon.frames import Lexicon
from framing.scores.bounds import hidden_share
from framing.scores.by_voice import stance_table
from framing.scores.checks import check_one_of, checked_generator
from framing.scores.intervals import percentiles
from framing.scores.resampling import resampled
from framing.scores.units import UNITS, sentence_counts
from framing.text.corpus import Corpus
from framing.voice.stance import STANCES
from framing.voice.voiced import WHOSE

PRIORS = ("beta", "dirichlet")
_CELLS = len(WHOSE) * len(STANCES)  # of a frame


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
    check_arguments(hits=hits, lexicon=lexicon, **({} if corpus is None else {"corpus": corpus}))
    check_one_of("unit", unit, UNITS)
    check_one_of("prior", prior, PRIORS)
    generator = checked_generator(rng, level=level, draws=draws)
    needs = ("frame", "voice", "stance", *(["doc_id", "sentence"] if corpus is not None else []))
    hits = given_hits(hits, corpus, lexicon, needs=needs)
    table = stance_table(hits, lexicon).drop(columns="at_most")
    table = _with_posterior(table, prior, level)
    return table if corpus is None else _with_draws(table, hits, corpus, unit, level, draws, generator)


def _with_posterior(table: pd.DataFrame, prior: str, level: float) -> pd.DataFrame:
    """The table with the interval of each share, hits taken for independent."""
    from scipy.special import betaincinv

    of, found = table["of"].to_numpy(), table["hits"].to_numpy()
    others = 0.5 if prior == "beta" else (_CELLS - 1) / 2
    tail = (1 - level) / 2
    table["low"] = betaincinv(found + 0.5, of - found + others, tail)
    table["high"] = betaincinv(found + 0.5, of - found + others, 1 - tail)
    table.loc[found == of, "high"] = 1.0
    table.loc[found == 0, "low"] = 0.0
    table.loc[found == 0, "high"] = hidden_share(table["of"], level=level)
    table.loc[of == 0, ["low", "high"]] = np.nan
    table["bound"] = np.select([of == 0, found == 0], ["no hits", "none found"], "posterior")
    return table.assign(prior=prior, level=level).astype({"bound": "str", "prior": "str"})


def _with_draws(
    table: pd.DataFrame,
    hits: pd.DataFrame,
    corpus: Corpus,
    unit: str,
    level: float,
    draws: int,
    generator: np.random.Generator,
) -> pd.DataFrame:
    """The table with the interval of each share, sentences or paragraphs drawn again."""
    places = {key: n for n, key in enumerate(zip(table["frame"], table["voice"], table["stance"], strict=True))}
    codes = np.array(
        [places[key] for key in zip(hits["frame"], hits["voice"], hits["stance"], strict=True)], dtype=np.int64
    )
    document, _, counts = sentence_counts(hits, corpus, codes, len(table), unit)
    sums = np.zeros((draws, len(table)))
    for number, child in enumerate(generator.spawn(len(corpus))):
        sums += resampled(counts[document == number], draws, child)
    whole = sums.reshape(draws, -1, _CELLS).sum(axis=2).repeat(_CELLS, axis=1)
    found = table["hits"].to_numpy()
    some = (found > 0) & (found < table["of"].to_numpy())
    ends = np.full((len(table), 2), np.nan)
    for place in np.flatnonzero(some):
        seen = whole[:, place] > 0
        ends[place] = percentiles(sums[seen, place : place + 1] / whole[seen, place : place + 1], level)[0]
    return table.assign(
        resample_low=ends[:, 0],
        resample_high=ends[:, 1],
        unit=pd.Series(unit, index=table.index, dtype="str"),
        units=len(document),
        draws=np.where(some, (whole > 0).sum(axis=0), 0),
    )
