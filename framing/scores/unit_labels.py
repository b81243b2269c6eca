"""
Mentions to labels: which sentences (or paragraphs) each coder finds each frame in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from framing.errors import FramingError
from framing.hits.arguments import check_arguments
from framing.scores.checks import check_one_of, checked_frames
from framing.scores.mentions import Coded, counted, documents_read
from framing.scores.units import UNITS
from framing.scores.validation import overlaps
from framing.text.corpus import Corpus


def unit_labels(
    mentions: pd.DataFrame,
    corpus: Corpus,
    *,
    unit: str = "sentence",
    frames: Sequence[str] | None = None,
    coded: Coded = None,
) -> pd.DataFrame:
    """
    Which units each coder finds each frame in: 1 if one of their mentions overlaps it, else 0.

    Parameters
    ----------
    mentions : DataFrame
        As :func:`load_mentions` and :func:`as_coder` return it.
    corpus : Corpus
    unit : {"sentence", "paragraph"}
    frames : sequence of str, optional
        Which frames, in which order; without it all that are mentioned, sorted.
    coded : mapping of str to doc_ids, or "all", optional
        Which documents each coder has read. Needed where a coder has no mention in a document in which others have.

    Returns
    -------
    DataFrame
        Index ``frame, doc_id, start, end`` of each unit in a document that anybody has read, one column a coder:
        1.0, 0.0, or NaN where the coder has not read the document.

    Examples
    --------
    >>> from framing import Lexicon, find_hits, read_corpus
    >>> from framing.scores.mentions import as_coder
    >>> corpus = read_corpus(["A border. A game."])
    >>> hits = find_hits(corpus, Lexicon.from_dict({"b": ["border"]}))
    >>> unit_labels(pd.concat([as_coder(hits, "one"), as_coder(hits, "other")]), corpus).reset_index().values.tolist()
    [['b', 'text1', 0, 9, 1.0, 1.0], ['b', 'text1', 10, 17, 0.0, 0.0]]
    """
    check_one_of("unit", unit, UNITS)
    check_arguments(mentions=mentions, corpus=corpus)
    mentions = counted(mentions, corpus)
    read = documents_read(mentions, coded, corpus.doc_ids)
    spans = corpus.sentences if unit == "sentence" else corpus.paragraphs
    frames = sorted(mentions["frame"].unique()) if frames is None else checked_frames(frames)
    if not frames:
        raise FramingError("expected at least one frame, found none.")
    return span_labels(spans, mentions, frames, read)


def span_labels(
    spans: pd.DataFrame, mentions: pd.DataFrame, frames: Sequence[str], read: Mapping[str, Sequence[str]]
) -> pd.DataFrame:
    """Of each frame and span (``doc_id, start, end``) whether a mention of a coder overlaps it; see above."""
    everybody = {doc_id for own in read.values() for doc_id in own}
    spans = spans.loc[spans["doc_id"].isin(everybody), ["doc_id", "start", "end"]].reset_index(drop=True)
    tables = []
    for frame in frames:
        table = spans.assign(frame=pd.Series(frame, index=spans.index, dtype="str"))
        labels = {
            coder: np.where(table["doc_id"].isin(own), overlaps(table, mentions[mentions["coder"] == coder]), np.nan)
            for coder, own in read.items()
        }
        tables.append(pd.DataFrame(labels, index=pd.MultiIndex.from_frame(table[["frame", "doc_id", "start", "end"]])))
    return pd.concat(tables)
