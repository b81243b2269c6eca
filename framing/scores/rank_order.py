"""
Specifications to the rank order of articles: how often each is first, second, … in each frame.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.scores.specifications import Specifications


def rank_shares(every: Specifications) -> pd.DataFrame:
    """
    In what share of specifications each article has each rank in each frame, 1 the highest score.

    Articles with the same score share their ranks in equal parts (two that are first: half of rank 1 and half of rank 2
    each), so that shares add up to 1 over the ranks of an article and over the articles of a rank. A specification in
    which a score cannot be told is left out of that frame.

    Returns
    -------
    DataFrame
        One row for each frame, article and rank: ``frame, doc_id, rank, share, specifications`` (how many it is a
        share of) and ``main``, the article's part in that rank under the main specification: 1, 0, or between them
        where it is tied.

    Examples
    --------
    >>> from framing import load_lexicon, load_mentions, load_seeds
    >>> from framing.scores.specifications import specifications
    >>> corpus = load_seeds()
    >>> every = specifications(corpus, load_lexicon(), load_mentions(corpus), draws=1)
    >>> first = rank_shares(every).query("frame == 'border_security' and rank == 1")
    >>> first.loc[first["main"] == 1, ["doc_id", "specifications"]].values.tolist()
    [['edm-2004', 192]]
    """
    tables = []
    main = every.grid["main"].to_numpy()
    for frame in every.rates.columns.get_level_values("frame").unique():
        rates = every.rates[frame]
        known = rates.notna().all(axis=1).to_numpy()
        parts = _parts(rates.to_numpy()[known])
        table = pd.DataFrame(
            [(doc_id, rank + 1) for doc_id in rates.columns for rank in range(len(rates.columns))],
            columns=["doc_id", "rank"],
        )
        table.insert(0, "frame", frame)
        own = parts[main[known]]
        told = own[0].reshape(-1) if len(own) else np.nan
        share = parts.mean(axis=0).reshape(-1) if len(parts) else np.nan
        tables.append(table.assign(share=share, specifications=len(parts), main=told))
    return pd.concat(tables, ignore_index=True).astype({"frame": "str", "doc_id": "str"})


def _parts(rates: np.ndarray) -> np.ndarray:
    """Of each specification and article its part in each rank."""
    above = (rates[:, None, :] > rates[:, :, None]).sum(axis=2)
    equal = (rates[:, None, :] == rates[:, :, None]).sum(axis=2)
    rank = np.arange(rates.shape[1])
    taken = (rank >= above[..., None]) & (rank < (above + equal)[..., None])
    return taken / equal[..., None]
