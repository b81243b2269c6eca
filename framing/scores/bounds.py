"""
Nothing found to what it may hide: the greatest share, or rate, that so few draws would miss.
"""

from __future__ import annotations

import pandas as pd


def hidden_share(n: pd.Series | pd.DataFrame, *, level: float = 0.95) -> pd.Series | pd.DataFrame:
    """
    The greatest share of something that ``n`` independent draws miss altogether one time in twenty.

    ``1 - 0.05 ** (1 / n)``, about ``3 / n`` (Hanley and Lippman-Hand 1983); at another ``level``, with ``1 - level``
    for 0.05. Words and sentences are not independent: hits cluster, and what is called 95 % is then 76 to 92 %, see
    :func:`bootstrap_scores`.

    >>> hidden_share(pd.Series([10, 1000])).round(4).tolist()
    [0.2589, 0.003]
    """
    return 1 - (1 - level) ** (1 / n.where(n > 0))


def hidden_rate(table: pd.DataFrame) -> pd.Series:
    """The rate per 1,000 tokens that each row may hide: missing where there is a hit, or no token."""
    return (1000 * hidden_share(table["n_tokens"])).where((table["hits"] == 0) & (table["n_tokens"] > 0))
