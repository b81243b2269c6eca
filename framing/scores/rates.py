"""
Hits to scores: how often a frame occurs, each rate beside its counts.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from framing.errors import FramingError, unknown
from framing.hits.table import as_written, refuse_strangers, token_places
from framing.lexicon.frames import Lexicon
from framing.text.corpus import Corpus
from framing.text.groups import group_labels
from framing.text.sections import SECTIONS
from framing.voice.stance import STANCES
from framing.voice.voiced import WHOSE, token_voices

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
    by: str | Sequence[str] = "doc_id",
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
    by : str or list of str
        ``"doc_id"``, ``"section"``, ``"voice"``, ``"speaker"``, a column of ``corpus.metadata``, or several of these.
        A document without a value in a column of metadata is in the group ``"unknown"``. By ``"voice"`` and
        ``"speaker"``, hits need the columns of :func:`add_voice`, and tokens are those in that voice or of that
        speaker (empty: the author), so that rates are per 1,000 words of the one who speaks.
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
        If ``by`` is no such column, hits name a frame or document that is not there, or lack their voice.

    Examples
    --------
    >>> from framing import Lexicon, find_hits, read_corpus
    >>> corpus = read_corpus(["Great game. A new great game of old powers.", "Nothing."])
    >>> lexicon = Lexicon.from_dict({"rivalry": ["great game"]})
    >>> scores = frame_scores(find_hits(corpus, lexicon), corpus, lexicon)
    >>> scores[["doc_id", "hits", "n_tokens", "per_1000", "sentences"]].values.tolist()
    [['text1', 2, 9, 222.22222222222223, 2], ['text2', 0, 1, 0.0, 0]]
    """
    voices, hits = hits.attrs.get("voices", {}), as_written(hits)
    for column, valid in (("frame", lexicon.frame_names), ("doc_id", corpus.doc_ids)):
        refuse_strangers(hits, column, valid)
    if "start" in hits.columns:
        token_places(hits, corpus)
    by = [by] if isinstance(by, str) else list(by)
    if not by or len(set(by)) < len(by):
        raise FramingError(f"by must name one column or more, each once; found {by!r}.")
    numbers = hits["doc_id"].map({doc_id: number for number, doc_id in enumerate(corpus.doc_ids)}).astype(int)
    labels, found_labels = _token_labels(corpus, by, voices), _hit_labels(hits, numbers, corpus, by)
    groups = _groups(pd.concat([labels, found_labels]).drop_duplicates())
    units = corpus.units.assign(group=_number(labels, groups))
    found = hits.assign(document=numbers, group=_number(found_labels, groups))
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
    table = scores.reset_index()
    labels = groups.iloc[table.pop("group")].reset_index(drop=True)
    return pd.concat([labels, table], axis=1)


def voice_scores(hits: pd.DataFrame, corpus: Corpus, lexicon: Lexicon, *, by: str = "doc_id") -> pd.DataFrame:
    """
    Each frame in the author's own words and in those of others, each per 1,000 words of its own kind.

    Without this, an article that quotes much looks rich in frames that its author never uses.

    Parameters
    ----------
    hits : DataFrame
        With the columns of :func:`add_voice`.
    corpus, lexicon, by
        As in :func:`frame_scores`.

    Returns
    -------
    DataFrame
        Two rows, ``author`` and ``attributed`` (direct and indirect), for each group and frame: the column ``by``,
        ``frame, voice, hits, n_tokens, per_1000``, and ``at_most``: where nothing was found, the rate per 1,000 words
        that such a stretch of text would still hide one time in twenty, ``1000 * (1 - 0.05 ** (1 / n_tokens))``
        (the exact form of the rule of three; Hanley and Lippman-Hand 1983). Nothing found is not absent.

    Examples
    --------
    >>> from framing import Lexicon, add_voice, find_hits, read_corpus
    >>> corpus = read_corpus(["The front is open. The envoy said that no front was planned."])
    >>> lexicon = Lexicon.from_dict({"front": ["front"]})
    >>> voice_scores(add_voice(find_hits(corpus, lexicon), corpus), corpus, lexicon).iloc[:, 1:5].values.tolist()
    [['front', 'author', 1, 7], ['front', 'attributed', 1, 5]]
    """
    scores = frame_scores(hits, corpus, lexicon, by=[by, "voice"])
    scores["voice"] = scores["voice"].astype("str").where(scores["voice"] == "author", "attributed")
    table = scores.groupby([by, "frame", "voice"], sort=False, observed=True)[["hits", "n_tokens"]].sum().reset_index()
    order = [table[column].map({v: i for i, v in enumerate(table[column].unique())}) for column in (by, "frame")]
    table = table.iloc[np.lexsort((table["voice"] != "author", order[1], order[0]))].reset_index(drop=True)
    table["per_1000"] = (1000 * table["hits"] / table["n_tokens"]).where(table["n_tokens"] > 0)
    table["at_most"] = (1000 * hidden_share(table["n_tokens"])).where((table["hits"] == 0) & (table["n_tokens"] > 0))
    return table


def stance_table(hits: pd.DataFrame, lexicon: Lexicon, *, by: str | None = None) -> pd.DataFrame:
    """
    Frame × voice × stance: in whose voice the hits of a frame stand, and what is done with it there.

    Parameters
    ----------
    hits : DataFrame
        With the columns of :func:`add_voice`.
    lexicon : Lexicon
    by : str, optional
        A column of the hits to split by as well, such as ``"doc_id"``; what has no hit has no rows.

    Returns
    -------
    DataFrame
        One row for each frame, voice and stance (``stance``, the collapsed one), those without hits too: ``frame,
        voice, stance, hits``, ``of`` (hits of the frame), ``share`` (the first by the second) and ``at_most``: where
        nothing was found, the share that ``of`` hits would still hide one time in twenty,
        ``1 - 0.05 ** (1 / of)``.

    Raises
    ------
    FramingError
        If the hits lack a column.

    Examples
    --------
    >>> from framing import Lexicon, add_voice, find_hits, read_corpus
    >>> corpus = read_corpus(["The front is open. The envoy said that no front was planned."])
    >>> lexicon = Lexicon.from_dict({"front": ["front"]})
    >>> table = stance_table(add_voice(find_hits(corpus, lexicon), corpus), lexicon)
    >>> table[table["hits"] > 0][["frame", "voice", "stance", "hits", "of"]].values.tolist()
    [['front', 'author', 'endorses', 1, 2], ['front', 'indirect', 'negates', 1, 2]]
    """
    keys = [*([by] if by else []), "frame"]
    for column in (*keys, "voice", "stance"):
        if column not in hits.columns:
            raise FramingError(f"{unknown('column', column, hits.columns)} Voices come from add_voice.")
    hits = as_written(hits)
    for column, valid in (("frame", lexicon.frame_names), ("voice", WHOSE), ("stance", STANCES)):
        refuse_strangers(hits, column, valid)
    if by:
        hits = hits.assign(**{by: hits[by].astype(object).where(hits[by].notna(), "unknown").astype("str")})
    levels = [*([list(dict.fromkeys(hits[by]))] if by else []), list(lexicon.frame_names), list(WHOSE), list(STANCES)]
    index = pd.MultiIndex.from_product(levels, names=[*keys, "voice", "stance"])
    table = hits.groupby([*keys, "voice", "stance"]).size().reindex(index, fill_value=0).rename("hits").reset_index()
    table["of"] = table.groupby(keys)["hits"].transform("sum")
    table["share"] = (table["hits"] / table["of"]).where(table["of"] > 0)
    table["at_most"] = hidden_share(table["of"]).where((table["hits"] == 0) & (table["of"] > 0))
    return table


def hidden_share(n: pd.Series | pd.DataFrame, *, level: float = 0.95) -> pd.Series | pd.DataFrame:
    """
    The greatest share of something that ``n`` independent draws miss altogether one time in twenty.

    ``1 - 0.05 ** (1 / n)``, about ``3 / n`` (Hanley and Lippman-Hand 1983); at another ``level``, with ``1 - level``
    for 0.05.

    >>> hidden_share(pd.Series([10, 1000])).round(4).tolist()
    [0.2589, 0.003]
    """
    return 1 - (1 - level) ** (1 / n.where(n > 0))


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
    hits, table = as_written(hits), lexicon.table
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


def _token_labels(corpus: Corpus, by: list[str], voices: dict[str, object]) -> pd.DataFrame:
    """The group of each token: one column of text for each of ``by``."""
    units = corpus.units
    spoken = token_voices(corpus, **voices) if set(by) & set(_SPOKEN) else None
    labels = {
        name: spoken[name].astype("str")
        if name in _SPOKEN
        else _labels(corpus, name, units["document"], units["section"])
        for name in by
    }
    return pd.DataFrame(labels, columns=by)


def _hit_labels(hits: pd.DataFrame, numbers: pd.Series, corpus: Corpus, by: list[str]) -> pd.DataFrame:
    """The group of each hit, in the same columns."""
    for name in set(by) & set(_SPOKEN):
        if name not in hits.columns:
            raise FramingError(f"the hits have no column {name!r}. Add it with add_voice(hits, corpus).")
    labels = {
        name: hits[name].astype("str") if name in _SPOKEN else _labels(corpus, name, numbers, hits["section"])
        for name in by
    }
    return pd.DataFrame(labels, columns=by, index=hits.index)


def _groups(labels: pd.DataFrame) -> pd.DataFrame:
    """Distinct labels in order; sections as in an article, and of each group all voices, those without a word too."""
    ordered = {"voice": WHOSE, "section": SECTIONS}
    if "voice" in labels.columns:
        rest = labels.drop(columns="voice").drop_duplicates()
        voices = pd.DataFrame({"voice": pd.Series(WHOSE, dtype="str")})
        labels = (rest.merge(voices, how="cross") if len(rest.columns) else voices)[list(labels.columns)]
    ranks = {
        name: values.map({v: i for i, v in enumerate(ordered.get(name) or values.unique())})
        for name, values in labels.items()
    }
    order = np.lexsort([ranks[name].to_numpy() for name in reversed(labels.columns)])
    return labels.iloc[order].reset_index(drop=True)


_SPOKEN = ("voice", "speaker")


def _labels(corpus: Corpus, by: str, numbers: pd.Series, sections: pd.Series) -> pd.Series:
    """The group, by one column, of what stands in documents ``numbers`` and ``sections``."""
    if by == "section":
        return sections.astype("str")
    labels = group_labels(corpus, by, others=["section", *_SPOKEN]).reset_index(drop=True)
    return numbers.map(labels).astype("str")


def _number(labels: pd.DataFrame, groups: pd.DataFrame) -> np.ndarray:
    """The row of ``groups`` that each row of labels is."""
    order = {key: number for number, key in enumerate(groups.itertuples(index=False, name=None))}
    keys = pd.Series(list(zip(*(labels[name] for name in labels), strict=True)), dtype=object)
    return keys.map(order).to_numpy(dtype=np.int64, na_value=-1)


def _top_patterns(found: pd.DataFrame, keys: list[str], lexicon: Lexicon) -> pd.DataFrame:
    """The pattern with most hits in each cell; of equal ones the first in the lexicon."""
    counts = found.groupby([*keys, "pattern"], observed=True).size().rename("count").reset_index()
    order = {(frame.name, p.id): i for frame in lexicon for i, p in enumerate(frame.patterns)}
    counts["order"] = [order[pair] for pair in zip(counts["frame"], counts["pattern"], strict=True)]
    counts = counts.sort_values(["count", "order"], ascending=[False, True], kind="stable")
    return counts.drop_duplicates(keys).set_index(keys)
