"""
Hits to scores: how often a frame occurs, each rate beside its counts.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from framing.errors import FramingError, unknown
from framing.hits.arguments import check_arguments
from framing.hits.given import given_hits
from framing.lexicon.frames import Lexicon
from framing.scores.groupings import grouped
from framing.text.corpus import Corpus


def frame_scores(
    hits: pd.DataFrame,
    corpus: Corpus,
    lexicon: Lexicon,
    *,
    by: str | Sequence[str] = "doc_id",
    categories: bool = False,
    weights: bool = False,
) -> pd.DataFrame:
    """
    Count each frame in each article, or in each group of articles.

    Parameters
    ----------
    hits : DataFrame
        As :func:`find_hits` returns it, or a selection of its rows.
    corpus, lexicon
        What the hits were found in and with.
    by : str or list of str
        ``"doc_id"``, ``"section"``, ``"voice"``, ``"speaker"``, a column of ``corpus.metadata``, or several of these.
        A document without a value in a column of metadata is in the group ``"unknown"``. By ``"voice"`` and
        ``"speaker"``, hits need the columns of :func:`add_voice`, and tokens are those in that voice or of that
        speaker (empty: the author), so that rates are per 1,000 words of the one who speaks.
    categories : bool
        One row for each category of a frame instead of one for the frame.
    weights : bool
        Add what the weights of the patterns say, beside the counts, which do not know them.

    Returns
    -------
    DataFrame
        One row for each group and frame, groups in corpus order, frames in lexicon order; without hits too:

        ``hits``
            occurrences.
        ``n_tokens``
            tokens of the group that count.
        ``per_1000``
            1000 × hits / n_tokens.
        ``sentences``, ``n_sentences``, ``sentence_share``
            sentences with at least one hit, all sentences, and the first divided by the second.
        ``top_pattern``, ``top_share``
            the pattern with most hits (of several, the first in the lexicon) and its share of the hits; empty and
            missing if there is none. A score that one pattern carries says little about a frame.
        ``weight``, ``weighted_per_1000``, ``mean_weight``
            with ``weights``: the sum of the weights of the hits; 1000 × weight / n_tokens; weight / hits, missing
            without hits. Where weights have signs, as in AFINN and VADER, opposite ones cancel: a weight near 0 means
            few words or as many on either side, and ``hits`` tells which. The sum is that of AFINN; neither VADER's
            rules (negation, capitals, intensifiers) nor its scaling to -1 … 1 are applied.

    Raises
    ------
    FramingError
        If ``by`` is no such column, the hits are not of this corpus and lexicon, or lack their voice.

    Examples
    --------
    >>> from framing import Lexicon, find_hits, read_corpus
    >>> corpus = read_corpus(["Great game. A new great game of old powers.", "Nothing."])
    >>> lexicon = Lexicon.from_dict({"rivalry": ["great game"]})
    >>> scores = frame_scores(find_hits(corpus, lexicon), corpus, lexicon)
    >>> scores[["doc_id", "hits", "n_tokens", "per_1000", "sentences"]].values.tolist()
    [['text1', 2, 9, 222.22222222222223, 2], ['text2', 0, 1, 0.0, 0]]
    >>> frame_scores(find_hits(corpus, lexicon), corpus, lexicon, weights=True)[["hits", "weight"]].values.tolist()
    [[2.0, 2.0], [0.0, 0.0]]
    """
    check_arguments(hits=hits, corpus=corpus, lexicon=lexicon)
    needs = ("doc_id", "frame", "pattern", "sentence", *(["category"] if categories else []))
    hits = given_hits(hits, corpus, lexicon, needs=needs)
    by = list(by) if isinstance(by, Sequence) and not isinstance(by, str) else [by]
    if not by or not all(isinstance(name, str) for name in by) or len(set(by)) < len(by):
        raise FramingError(f"by must name one column or more, each once; found {by!r}.")
    groups, units, found = grouped(hits, corpus, by)
    n_tokens = units.groupby("group").size()
    n_sentences = units[["group", "document", "sentence"]].drop_duplicates().groupby("group").size()

    keys = ["group", "frame"] + (["category"] if categories else [])
    cells = [
        (group, frame.name, *([category] if categories else []))
        for group in range(len(groups))
        for frame in lexicon
        for category in (frame.categories if categories else ("",))
    ]
    index = pd.MultiIndex.from_tuples(cells, names=keys)

    scores = pd.DataFrame(index=index)
    scores["hits"] = found.groupby(keys, observed=True).size().reindex(index, fill_value=0)
    group = index.get_level_values("group")
    scores["n_tokens"] = n_tokens.reindex(group, fill_value=0).to_numpy()
    scores["per_1000"] = (1000 * scores["hits"] / scores["n_tokens"]).where(scores["n_tokens"] > 0)
    hit_sentences = found[[*keys, "document", "sentence"]].drop_duplicates()
    scores["sentences"] = hit_sentences.groupby(keys, observed=True).size().reindex(index, fill_value=0)
    scores["n_sentences"] = n_sentences.reindex(group, fill_value=0).to_numpy()
    scores["sentence_share"] = (scores["sentences"] / scores["n_sentences"]).where(scores["n_sentences"] > 0)
    top = _top_patterns(found, keys, lexicon)
    scores["top_pattern"] = top["pattern"].reindex(index).fillna("").astype("str")
    scores["top_share"] = top["count"].reindex(index) / scores["hits"].where(scores["hits"] > 0)
    if weights:
        own = found.assign(weight=_weights(found, lexicon)).groupby(keys, observed=True)["weight"].sum()
        scores["weight"] = own.reindex(index, fill_value=0.0).astype("float64")
        scores["weighted_per_1000"] = (1000 * scores["weight"] / scores["n_tokens"]).where(scores["n_tokens"] > 0)
        scores["mean_weight"] = scores["weight"] / scores["hits"].where(scores["hits"] > 0)
    table = scores.reset_index()
    labels = groups.iloc[table.pop("group")].reset_index(drop=True)
    return pd.concat([labels, table], axis=1)


def _weights(found: pd.DataFrame, lexicon: Lexicon) -> list[float]:
    """The weight of each hit; of patterns with one id that of the first."""
    by_id: dict[tuple[str, str], float] = {}
    for frame in lexicon:
        for pattern in frame.patterns:
            by_id.setdefault((frame.name, pattern.id), float(pattern.weight))
    return [by_id[pair] for pair in zip(found["frame"], found["pattern"], strict=True)]


def _top_patterns(found: pd.DataFrame, keys: list[str], lexicon: Lexicon) -> pd.DataFrame:
    """The pattern with most hits in each cell; of equal ones the first in the lexicon."""
    counts = found.groupby([*keys, "pattern"], observed=True).size().rename("count").reset_index()
    order = {(frame.name, p.id): i for frame in lexicon for i, p in enumerate(frame.patterns)}
    missing = [pair for pair in zip(counts["frame"], counts["pattern"], strict=True) if pair not in order]
    if missing:
        frame, pattern = missing[0]
        raise FramingError(unknown(f"pattern of the frame {frame!r}", pattern, [p.id for p in lexicon[frame].patterns]))
    counts["order"] = [order[pair] for pair in zip(counts["frame"], counts["pattern"], strict=True)]
    counts = counts.sort_values(["count", "order"], ascending=[False, True], kind="stable")
    return counts.drop_duplicates(keys).set_index(keys)


def wide(scores: pd.DataFrame, value: str, *, by: str = "doc_id") -> pd.DataFrame:
    """
    One column of the scores as a table of frames × articles (or groups), in the order of the scores.

    Raises
    ------
    FramingError
        If there is no such column, or a frame has two rows for a group, as where scores are by voice too.

    Examples
    --------

    >>> scores = pd.DataFrame({"doc_id": ["b", "a"], "frame": ["f", "f"], "hits": [1, 2]})
    >>> wide(scores, "hits").to_dict("index")
    {'f': {'b': 1, 'a': 2}}
    """
    if not isinstance(scores, pd.DataFrame):
        raise FramingError(f"expected a table of scores, as frame_scores makes it, found a {type(scores).__name__}.")
    if any(name is not None for name in scores.index.names):
        scores = scores.reset_index()
    for column in (value, by, "frame"):
        if not isinstance(column, str):
            raise FramingError(f"expected the name of a column, found {column!r}.")
        if column not in scores.columns:
            raise FramingError(unknown("column", column, scores.columns))
    for frame, group in scores.loc[scores.duplicated(["frame", by]), ["frame", by]][:1].itertuples(index=False):
        raise FramingError(f"the scores have two rows for {frame!r} and {group!r}. Give those by {by!r} alone.")
    table = scores.pivot(index="frame", columns=by, values=value)
    return table.loc[scores["frame"].unique(), scores[by].unique()].rename_axis(columns=None)
