"""
Hits to plain counts: of each pattern in each article, of the sentences that two frames share.
"""

from __future__ import annotations

import pandas as pd

from framing.hits.arguments import check_arguments
from framing.hits.given import given_hits
from framing.lexicon.frames import Lexicon
from framing.text.corpus import Corpus


def pattern_counts(hits: pd.DataFrame, corpus: Corpus, lexicon: Lexicon) -> pd.DataFrame:
    """
    How often each pattern occurs in each article; patterns that never occur are rows of zeros.

    Returns
    -------
    DataFrame
        The columns of ``lexicon.table``, then ``hits`` (in all articles) and one column a ``doc_id``.

    Raises
    ------
    FramingError
        If the hits are not of this corpus and lexicon.
    """
    check_arguments(hits=hits, corpus=corpus, lexicon=lexicon)
    hits = given_hits(hits, corpus, lexicon, needs=("doc_id", "frame", "category", "pattern"))
    table = lexicon.table
    keys = ["frame", "category", "pattern"]
    counts = hits.pivot_table(index=keys, columns="doc_id", aggfunc="size", fill_value=0, observed=True)
    counts = counts.reindex(columns=list(corpus.doc_ids), fill_value=0)
    rows = pd.MultiIndex.from_frame(table[keys])
    counts = counts.reindex(rows, fill_value=0).reset_index(drop=True)
    counts.columns.name = None
    return pd.concat([table.assign(hits=counts.sum(axis=1)), counts], axis=1)


def shared_sentences(hits: pd.DataFrame, lexicon: Lexicon) -> pd.DataFrame:
    """
    In how many sentences two frames occur together; on the diagonal, in how many each occurs at all.

    Returns
    -------
    DataFrame
        Frames × frames, counts of sentences.

    Raises
    ------
    FramingError
        If the hits are not of this lexicon.
    """
    check_arguments(hits=hits, lexicon=lexicon)
    hits = given_hits(hits, lexicon=lexicon, needs=("frame", "doc_id", "sentence"))
    places = hits[["frame", "doc_id", "sentence"]].drop_duplicates()
    present = pd.crosstab([places["doc_id"], places["sentence"]], places["frame"])
    present = present.reindex(columns=list(lexicon.frame_names), fill_value=0)
    shared = present.T @ present
    return shared.rename_axis(index="frame", columns=None)
