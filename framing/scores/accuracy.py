"""
Hits against the mentions of each of several coders: precision and recall with intervals, and the lines that differ.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from framing.errors import FramingError, unknown
from framing.hits.arguments import check_arguments
from framing.hits.concordance import kwic
from framing.hits.given import given_hits
from framing.scores.checks import checked_generator
from framing.scores.mentions import Coded, counted, documents_read
from framing.scores.resampling import resampled
from framing.scores.span_agreement import harmonic, harmonic_ends
from framing.scores.units import begun_in
from framing.scores.validation import overlaps
from framing.text.corpus import Corpus

GROUPS = ("frame", "doc_id", "category", "pattern")


def accuracy(
    hits: pd.DataFrame,
    mentions: pd.DataFrame,
    corpus: Corpus,
    *,
    by: Sequence[str] = (),
    coded: Coded = None,
    draws: int = 2000,
    level: float = 0.95,
    rng: np.random.Generator | int = 0,
) -> pd.DataFrame:
    """
    Precision, recall and F1 of hits against each coder, with intervals.

    A mention is *found* if a hit of its frame overlaps it, a hit is *right* if it overlaps a mention of its frame.
    Put :func:`consensus` below the mentions for rows against what coders have in common.

    Parameters
    ----------
    hits : DataFrame
        As :func:`find_hits` returns it, of this corpus. Those in documents a coder has not read are left out.
    mentions : DataFrame
        As :func:`load_mentions` returns it.
    corpus : Corpus
    by : sequence of {"frame", "doc_id", "category", "pattern"}
        One row for each value, or combination of values; none: one row a coder. A category or a pattern is one of its
        frame, and is held against all mentions of that frame: its recall says how much it finds by itself.
    coded : mapping of str to doc_ids, or "all", optional
        As in :func:`unit_labels`.
    draws, level, rng
        For the interval of F1: sentences are drawn again with replacement, ``draws`` times; a mention or hit belongs to
        the sentence it begins in.

    Returns
    -------
    DataFrame
        ``coder``, the columns of ``by``, then ``mentions, found, recall, recall_low, recall_high, hits, right,
        precision, precision_low, precision_high, f1, f1_low, f1_high``. Shares have Wilson's score interval (1927),
        ``(p + z²/2n ± z sqrt(p (1 - p) / n + z²/4n²)) / (1 + z²/n)``, which takes cases for independent and so is
        somewhat narrow where mentions cluster; F1 has the percentiles of those draws in which it is defined, and
        none where it is 0 or 1, because drawing again shows nothing else. NaN where there is no case.

    Raises
    ------
    FramingError
        If ``by`` is no such column, hits or mentions are of another corpus, or it cannot be told who has read what.

    Examples
    --------
    >>> from framing import Lexicon, find_hits, read_corpus
    >>> from framing.scores.mentions import as_coder
    >>> corpus = read_corpus(["The border. A border. No game."])
    >>> hits = find_hits(corpus, Lexicon.from_dict({"b": ["border", "game"]}))
    >>> table = accuracy(hits, as_coder(hits[:1], "A"), corpus)
    >>> table[["coder", "mentions", "found", "hits", "right", "precision", "f1"]].round(2).values.tolist()
    [['A', 1, 1, 3, 1, 0.33, 0.5]]
    """
    keys = _keys(by)
    generator = checked_generator(rng, draws=draws, level=level)
    check_arguments(hits=hits, mentions=mentions, corpus=corpus)
    mentions = counted(mentions, corpus)
    hits = given_hits(hits, corpus, needs=dict.fromkeys(("doc_id", "frame", "start", "end", *keys)))
    read = documents_read(mentions, coded, corpus.doc_ids)
    tables = []
    for (coder, doc_ids), child in zip(read.items(), generator.spawn(len(read)), strict=True):
        own = mentions[mentions["coder"] == coder]
        near = hits[hits["doc_id"].isin(doc_ids)]
        table = _against(near, own, corpus, doc_ids, keys, draws=draws, level=level, rng=child)
        table.insert(0, "coder", pd.Series(coder, index=table.index, dtype="str"))
        tables.append(table)
    return pd.concat(tables, ignore_index=True)


def disagreements(
    hits: pd.DataFrame, mentions: pd.DataFrame, corpus: Corpus, *, coded: Coded = None, window: int | str = 8
) -> pd.DataFrame:
    """
    The lines in which hits and a coder differ: mentions that no hit finds, and hits on no mention.

    Parameters
    ----------
    hits, mentions, corpus, coded
        As in :func:`accuracy`.
    window : int or "sentence"
        As in :func:`kwic`.

    Returns
    -------
    DataFrame
        ``coder``, ``error`` (``missed`` or ``wrong``), then the columns of :func:`kwic`, by coder, document and place;
        a missed mention has no ``pattern``.

    Examples
    --------
    >>> from framing import Lexicon, find_hits, read_corpus
    >>> from framing.scores.mentions import as_coder
    >>> corpus = read_corpus(["The border is open.", "A new game."])
    >>> one, other = (find_hits(corpus, Lexicon.from_dict({"f": [word]})) for word in ("border", "game"))
    >>> lines = disagreements(one, as_coder(other, "A"), corpus, coded="all")
    >>> lines[["coder", "error", "left", "keyword", "right"]].values.tolist()
    [['A', 'wrong', 'The', 'border', 'is open'], ['A', 'missed', 'A new', 'game', '']]
    """
    check_arguments(hits=hits, mentions=mentions, corpus=corpus)
    mentions = counted(mentions, corpus)
    hits = given_hits(hits, corpus, needs=("doc_id", "frame", "pattern", "start", "end"))
    tables = []
    for coder, doc_ids in documents_read(mentions, coded, corpus.doc_ids).items():
        own = mentions[mentions["coder"] == coder]
        near = hits[hits["doc_id"].isin(doc_ids)]
        missed = _on_words(own[~overlaps(own, near)], corpus).assign(error="missed", pattern="")
        lines = pd.concat([missed, near[~overlaps(near, own)].assign(error="wrong")], ignore_index=True)
        places = lines["doc_id"].map({doc_id: n for n, doc_id in enumerate(corpus.doc_ids)})
        lines = lines.assign(place=places).sort_values(["place", "start", "end", "frame", "error"], kind="stable")
        table = kwic(lines, corpus, window=window)
        table.insert(0, "error", lines["error"].astype("str"))
        table.insert(0, "coder", pd.Series(coder, index=table.index, dtype="str"))
        tables.append(table)
    return pd.concat(tables, ignore_index=True)


def wilson(found: pd.Series, of: pd.Series, level: float) -> tuple[pd.Series, pd.Series]:
    """
    Ends of Wilson's score interval of a share; NaN of nothing.

    >>> [round(float(end.item()), 3) for end in wilson(pd.Series([8]), pd.Series([10]), 0.95)]
    [0.49, 0.943]
    """
    from scipy.special import ndtri

    z2 = float(ndtri((1 + level) / 2)) ** 2
    n = of.where(of > 0)
    middle = (found + z2 / 2) / (n + z2)
    half = np.sqrt(z2 * (found * (n - found) / n + z2 / 4)) / (n + z2)
    return (middle - half).where(found > 0, 0.0).where(of > 0), (middle + half).where(found < n, 1.0).where(of > 0)


def _keys(by: Sequence[str]) -> list[str]:
    """The columns to group by; a category or pattern belongs to a frame."""
    by = [by] if isinstance(by, str) else list(by)
    for column in by:
        if column not in GROUPS:
            raise FramingError(unknown("column", column, GROUPS))
    return (["frame"] if {"category", "pattern"} & set(by) and "frame" not in by else []) + by


def _against(
    hits: pd.DataFrame,
    mentions: pd.DataFrame,
    corpus: Corpus,
    doc_ids: Sequence[str],
    keys: Sequence[str],
    *,
    draws: int,
    level: float,
    rng: np.random.Generator,
) -> pd.DataFrame:
    """The rows of one coder."""
    sentences = corpus.sentences
    sentences = sentences[sentences["doc_id"].isin(doc_ids)]
    hits = hits.assign(right=overlaps(hits, mentions), unit=begun_in(hits, sentences, corpus))
    mentions = mentions.assign(unit=begun_in(mentions, sentences, corpus))
    shared = [key for key in keys if key in ("frame", "doc_id")]
    rows, columns = [], []
    for names in _groups(hits, mentions, keys, shared):
        own_hits, own_mentions = _chosen(hits, names, keys), _chosen(mentions, names, shared)
        found = overlaps(own_mentions, own_hits)
        right = own_hits["right"].to_numpy(dtype=bool)
        tallies = (own_mentions["unit"], own_mentions["unit"][found], own_hits["unit"], own_hits["unit"][right])
        columns += [np.bincount(units.to_numpy(dtype=np.int64), minlength=len(sentences)) for units in tallies]
        rows.append({**names, **dict(zip(_COUNTS, map(len, tallies), strict=True))})
    table = pd.DataFrame(rows, columns=[*keys, *_COUNTS])
    tallied = np.reshape(columns, (-1, len(sentences))).T
    drawn = resampled(tallied, draws, rng).reshape(draws, len(rows), 4)
    return _with_intervals(table, drawn, keys, level)


_COUNTS = ("mentions", "found", "hits", "right")


def _chosen(table: pd.DataFrame, names: dict, keys: Sequence[str]) -> pd.DataFrame:
    """The rows that have these names in the columns ``keys``."""
    for key in keys:
        table = table[table[key] == names[key]]
    return table


def _groups(hits: pd.DataFrame, mentions: pd.DataFrame, keys: Sequence[str], shared: Sequence[str]) -> list[dict]:
    """Each combination of values that hits have, and mentions too where they can."""
    if not keys:
        return [{}]
    tables = [hits[list(keys)], *([mentions[list(keys)]] if list(keys) == list(shared) else [])]
    return pd.concat(tables).drop_duplicates().sort_values(list(keys)).to_dict("records")


def _with_intervals(table: pd.DataFrame, drawn: np.ndarray, keys: Sequence[str], level: float) -> pd.DataFrame:
    """Counts to shares and their intervals; ``drawn`` is draws × rows × the four counts."""
    made = table[[*keys]].copy()
    for share, part, whole in (("recall", "found", "mentions"), ("precision", "right", "hits")):
        made[whole], made[part] = table[whole], table[part]
        made[share] = table[part] / table[whole].where(table[whole] > 0)
        made[f"{share}_low"], made[f"{share}_high"] = wilson(table[part], table[whole], level)
    made["f1"] = harmonic(table, "found", "mentions", "right", "hits")
    ends = harmonic_ends(drawn[..., [1, 0, 3, 2]], made["f1"], level)
    return made.assign(f1_low=ends[:, 0], f1_high=ends[:, 1])


def _on_words(mentions: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """Mentions cut to the words in them, since context is counted in words; those without a word are dropped."""
    tokens, rows = corpus.tokens, []
    numbers = {doc_id: n for n, doc_id in enumerate(corpus.doc_ids)}
    for doc_id, start, end in zip(
        mentions["doc_id"], mentions["start"].tolist(), mentions["end"].tolist(), strict=True
    ):
        low, high = tokens.bounds[numbers[doc_id]], tokens.bounds[numbers[doc_id] + 1]
        first = low + np.searchsorted(tokens.start[low:high], start)
        last = low + np.searchsorted(tokens.end[low:high], end, side="right") - 1
        rows.append((int(tokens.start[first]), int(tokens.end[last])) if first <= last else (0, 0))
    start, end = np.array(rows, dtype=np.int64).reshape(-1, 2).T
    cut = mentions.assign(start=start, end=end).drop(columns="text", errors="ignore")
    return cut[cut["end"] > 0]
