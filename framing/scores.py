"""
Hits to scores: how often a frame occurs, each rate beside its counts.
"""

from __future__ import annotations

import pandas as pd

from framing.corpus import SECTIONS, Corpus
from framing.errors import FramingError, unknown
from framing.lexicon import Lexicon

SCORE_COLUMNS = (
    "hits",
    "n_tokens",
    "per_1000",
    "sentences",
    "n_sentences",
    "sentence_share",
    "top_pattern",
    "top_share",
)


def frame_scores(
    hits: pd.DataFrame,
    corpus: Corpus,
    lexicon: Lexicon,
    *,
    by: str = "doc_id",
    categories: bool = False,
) -> pd.DataFrame:
    """
    Count each frame in each article, or in each group of articles.

    Parameters
    ----------
    hits : DataFrame
        As :func:`find_hits` returns it, or a selection of its rows.
    corpus, lexicon
        What the hits were found in and with.
    by : str
        ``"doc_id"``, ``"section"``, or a column of ``corpus.metadata``. A document without a value in that column
        is in the group ``"unknown"``.
    categories : bool
        One row for each category of a frame instead of one for the frame.

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

    Raises
    ------
    FramingError
        If ``by`` is no such column, or hits name a frame or document that is not there.

    Examples
    --------
    >>> from framing import Lexicon, find_hits, read_corpus
    >>> corpus = read_corpus(["Great game. A new great game of old powers.", "Nothing."])
    >>> lexicon = Lexicon.from_dict({"rivalry": ["great game"]})
    >>> scores = frame_scores(find_hits(corpus, lexicon), corpus, lexicon)
    >>> scores[["doc_id", "hits", "n_tokens", "per_1000", "sentences"]].values.tolist()
    [['text1', 2, 9, 222.22222222222223, 2], ['text2', 0, 1, 0.0, 0]]
    """
    for column, valid in (("frame", lexicon.frame_names), ("doc_id", corpus.doc_ids)):
        strangers = hits.loc[~hits[column].isin(valid), column]
        if len(strangers):
            raise FramingError(f"the hits name an {unknown(column, strangers.iloc[0], valid)}")
    group_of, groups = _groups(corpus, by)
    units = corpus.units.assign(group=group_of(corpus.units["document"], corpus.units["section"]))
    n_tokens = units.groupby("group", observed=True).size()
    sentence = ["group", "document", "sentence"]
    n_sentences = units[sentence].drop_duplicates().groupby("group", observed=True).size()

    numbers = hits["doc_id"].map({doc_id: number for number, doc_id in enumerate(corpus.doc_ids)}).astype(int)
    found = hits.assign(document=numbers, group=group_of(numbers, hits["section"]))
    keys = ["group", "frame"] + (["category"] if categories else [])
    cells = [
        (group, frame.name, *([category] if categories else []))
        for group in groups
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
    return scores.reset_index().rename(columns={"group": by})


def wide(scores: pd.DataFrame, value: str, *, by: str = "doc_id") -> pd.DataFrame:
    """
    One column of the scores as a table of frames × articles (or groups), in the order of the scores.

    >>> scores = pd.DataFrame({"doc_id": ["b", "a"], "frame": ["f", "f"], "hits": [1, 2]})
    >>> wide(scores, "hits").to_dict("index")
    {'f': {'b': 1, 'a': 2}}
    """
    for column in (value, by):
        if column not in scores.columns:
            raise FramingError(unknown("column", column, scores.columns))
    table = scores.pivot(index="frame", columns=by, values=value)
    return table.loc[scores["frame"].unique(), scores[by].unique()].rename_axis(columns=None)


def pattern_counts(hits: pd.DataFrame, corpus: Corpus, lexicon: Lexicon) -> pd.DataFrame:
    """
    How often each pattern occurs in each article; patterns that never occur are rows of zeros.

    Returns
    -------
    DataFrame
        The columns of ``lexicon.table``, then ``hits`` (in all articles) and one column a ``doc_id``.
    """
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
    """
    places = hits[["frame", "doc_id", "sentence"]].drop_duplicates()
    present = pd.crosstab([places["doc_id"], places["sentence"]], places["frame"])
    present = present.reindex(columns=list(lexicon.frame_names), fill_value=0)
    shared = present.T @ present
    return shared.rename_axis(index="frame", columns=None)


def _groups(corpus: Corpus, by: str):
    """A function from (document numbers, sections) to group labels, and the labels in order."""
    if by == "section":
        present = set(corpus.units["section"])
        return lambda _, sections: sections.astype("str"), [s for s in SECTIONS if s in present]
    if by == "doc_id":
        labels = pd.Series(corpus.doc_ids, dtype="str")
    elif by in corpus.metadata.columns:
        values = corpus.metadata[by]
        labels = values.astype("str").where(values.notna(), "unknown").reset_index(drop=True)
    else:
        raise FramingError(unknown("column", by, ["doc_id", "section", *corpus.metadata.columns]))
    return lambda numbers, _: numbers.map(labels), list(dict.fromkeys(labels))


def _top_patterns(found: pd.DataFrame, keys: list[str], lexicon: Lexicon) -> pd.DataFrame:
    """The pattern with most hits in each cell; of equal ones the first in the lexicon."""
    counts = found.groupby([*keys, "pattern"], observed=True).size().rename("count").reset_index()
    order = {(frame.name, p.id): i for frame in lexicon for i, p in enumerate(frame.patterns)}
    counts["order"] = [order[pair] for pair in zip(counts["frame"], counts["pattern"], strict=True)]
    counts = counts.sort_values(["count", "order"], ascending=[False, True], kind="stable")
    return counts.drop_duplicates(keys).set_index(keys)
