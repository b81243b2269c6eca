"""
Documents to groups: by outlet, perspective, year, or any other column of their metadata.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from framing.corpus import Corpus
from framing.errors import FramingError, unknown

UNKNOWN = "unknown"


def group_labels(corpus: Corpus, by: str = "doc_id", *, others: Iterable[str] = ()) -> pd.Series:
    """
    The group of each document.

    Parameters
    ----------
    corpus : Corpus
    by : str
        ``"doc_id"`` (each document by itself) or a column of ``corpus.metadata``. A document without a value there
        is in the group ``"unknown"``.
    others
        What else the caller accepts, for the message.

    Returns
    -------
    Series of str
        Index ``doc_id``, in the order of documents; ``.unique()`` gives the groups in the order first seen.

    Raises
    ------
    FramingError
        If there is no such column.

    Examples
    --------
    >>> from framing import read_corpus
    >>> corpus = read_corpus(pd.DataFrame({"text": ["One.", "Two."], "outlet": ["X", None]}, index=["a", "b"])
    ...     .rename_axis("doc_id"))
    >>> group_labels(corpus, "outlet").to_dict()
    {'a': 'X', 'b': 'unknown'}
    """
    index = pd.Index(corpus.doc_ids, name="doc_id")
    if by == "doc_id":
        return pd.Series(corpus.doc_ids, index=index, dtype="str", name=by)
    if by not in corpus.metadata.columns:
        raise FramingError(unknown("column", by, ["doc_id", *others, *corpus.metadata.columns]))
    values = corpus.metadata[by]
    return values.astype("str").where(values.notna(), UNKNOWN).set_axis(index).rename(by)
