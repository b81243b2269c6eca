"""
Mentions to scores: how strong each frame is in an article by the coders' own marks.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from framing.hits.arguments import check_arguments
from framing.scores.checks import checked_frames
from framing.scores.mentions import Coded, counted, documents_read
from framing.scores.unit_labels import unit_labels
from framing.text.corpus import Corpus


def coded_scores(
    mentions: pd.DataFrame, corpus: Corpus, *, frames: Sequence[str] | None = None, coded: Coded = None
) -> pd.DataFrame:
    """
    Count each frame in each article as coders marked it, with the lowest and the highest of the coders.

    What stands beside :func:`frame_scores`, which counts what a lexicon found.

    Parameters
    ----------
    mentions : DataFrame
        As :func:`load_mentions` returns it; those in text that does not count are left out.
    corpus : Corpus
    frames : sequence of str, optional
        Which frames, in which order; without it all that are mentioned, sorted.
    coded : mapping of str to doc_ids, or "all", optional
        As in :func:`unit_labels`.

    Returns
    -------
    DataFrame
        One row for each article that anybody has read and frame, in corpus order: ``doc_id, frame, coders`` (who have
        read it), ``mentions`` and ``sentences`` (means over coders), ``n_tokens, n_sentences``, then ``per_1000,
        per_1000_low, per_1000_high`` (mentions per 1,000 tokens) and ``sentence_share, share_low, share_high``
        (sentences with a mention, as a share): the mean over coders, the lowest and the highest. These two are no
        interval: they say how far the coders at hand differ, and not how far others would.

    Raises
    ------
    FramingError
        If there are no mentions, or it cannot be told who has read what.

    Examples
    --------
    >>> from framing import Lexicon, find_hits, read_corpus
    >>> from framing.scores.mentions import as_coder
    >>> corpus = read_corpus(["A border. A border guard."])
    >>> hits = find_hits(corpus, Lexicon.from_dict({"b": ["border"]}))
    >>> table = coded_scores(pd.concat([as_coder(hits, "one"), as_coder(hits[:1], "other")]), corpus)
    >>> table[["mentions", "n_tokens", "per_1000", "per_1000_low", "per_1000_high", "sentence_share"]].values.tolist()
    [[1.5, 5.0, 300.0, 200.0, 400.0, 0.75]]
    """
    check_arguments(mentions=mentions, corpus=corpus)
    mentions = counted(mentions, corpus)
    read = documents_read(mentions, coded, corpus.doc_ids)
    frames = sorted(mentions["frame"].unique()) if frames is None else checked_frames(frames)
    everybody = {doc_id for own in read.values() for doc_id in own}
    doc_ids = [doc_id for doc_id in corpus.doc_ids if doc_id in everybody]
    cells = pd.MultiIndex.from_product([doc_ids, frames], names=["doc_id", "frame"])

    by_coder = mentions.groupby(["doc_id", "frame", "coder"]).size().unstack().reindex(index=cells, columns=list(read))
    unread = np.array([[doc_id not in own for own in read.values()] for doc_id, _ in cells])
    by_coder = by_coder.fillna(0).mask(unread)
    labels = unit_labels(mentions, corpus, frames=frames, coded=read)
    sentences = labels.groupby(["doc_id", "frame"], sort=False).sum(min_count=1).reindex(index=cells)

    table = pd.DataFrame({"coders": by_coder.notna().sum(axis=1)}, index=cells)
    table["mentions"], table["sentences"] = by_coder.mean(axis=1), sentences.mean(axis=1)
    place = cells.get_level_values("doc_id")
    table["n_tokens"] = corpus.n_tokens.reindex(place).to_numpy()
    table["n_sentences"] = corpus.sentences.groupby("doc_id").size().reindex(place).to_numpy()
    for name, counts, of in (
        ("per_1000", 1000 * by_coder, table["n_tokens"]),
        ("sentence_share", sentences, table["n_sentences"]),
    ):
        rates, ends = counts.div(of, axis=0), name.removeprefix("sentence_")
        table[name], table[f"{ends}_low"], table[f"{ends}_high"] = (
            rates.mean(axis=1),
            rates.min(axis=1),
            rates.max(axis=1),
        )
    return table.reset_index()
