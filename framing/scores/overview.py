"""
Hits with voice, and coders' marks, to one table that answers: which article uses which frame, in whose words.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from framing.errors import FramingError, unknown
from framing.hits.arguments import check_arguments
from framing.hits.given import given_hits, in_place_order, refuse_strangers
from framing.lexicon.frames import Lexicon
from framing.scores.bootstrap import bootstrap_scores
from framing.scores.coded_rates import coded_scores
from framing.scores.mentions import Coded, counted
from framing.text.corpus import Corpus
from framing.voice.naming import naming
from framing.voice.stance import DOUBTED, STANCES
from framing.voice.voiced import SIDES, WHOSE, voice_options

PARTS = ("author", "author, doubted", "others", "others, doubted")


def overview(
    hits: pd.DataFrame,
    corpus: Corpus,
    lexicon: Lexicon,
    *,
    mentions: pd.DataFrame | None = None,
    coded: Coded = None,
    unit: str = "paragraph",
    draws: int = 2000,
    rng: np.random.Generator | int = 0,
) -> pd.DataFrame:
    """
    Each frame in each article: how strong, how sure, in whose words, believed or doubted.

    Where coders' marks are given they lead, and the lexicon stands beside; without them the lexicon is all there is.

    Parameters
    ----------
    hits : DataFrame
        With the columns of :func:`add_voice`.
    corpus, lexicon
        What the hits were found in and with.
    mentions : DataFrame, optional
        As :func:`load_mentions` returns it, with ``voice``, ``author_stance`` and ``source_stance``; without
        ``speaker``, nobody is named.
    coded
        As in :func:`coded_scores`.
    unit, draws, rng
        Of the interval of the lexicon's rate, as in :func:`bootstrap_scores`.

    Returns
    -------
    DataFrame
        One row for each article and frame, in corpus and lexicon order:

        ``doc_id, frame, basis``
            ``coders`` or ``lexicon``: whose counts come next.
        ``author``, ``author, doubted``, ``others``, ``others, doubted``
            mentions (mean of the coders) or hits in the author's words and in those of others (direct, indirect), as
            far as nobody doubts or denies them there, and as far as somebody does. What is imputed to somebody is the
            author's word.
        ``n_tokens, per_1000, low, high``
            their sum per 1,000 tokens. For coders the lowest and highest of them, for the lexicon the bootstrap
            interval.
        ``hits, lexicon, lexicon_low, lexicon_high, bound``
            hits, their rate and its interval, as in :func:`bootstrap_scores`.
        ``speaker, speaker_count``
            who of the others that are named (not by a pronoun only) has most mentions or hits, of several the first in
            the text, and how many (for coders their mean); empty if nobody.

    Raises
    ------
    FramingError
        If hits lack their voice, or mentions theirs, or they are not of this corpus and lexicon.

    Examples
    --------
    >>> from framing import Lexicon, add_voice, find_hits, read_corpus
    >>> corpus = read_corpus(["The front is open. Anna Berg said that no front was planned."])
    >>> lexicon = Lexicon.from_dict({"front": ["front"]})
    >>> table = overview(add_voice(find_hits(corpus, lexicon), corpus), corpus, lexicon)
    >>> table[["frame", *PARTS, "speaker"]].values.tolist()
    [['front', 1.0, 0.0, 0.0, 1.0, 'Anna Berg']]
    """
    check_arguments(hits=hits, corpus=corpus, lexicon=lexicon)
    needs = ("doc_id", "frame", "start", "voice", "stance", "speaker")
    hits = in_place_order(given_hits(hits, corpus, lexicon, needs=needs), corpus)
    voice_options(hits)
    for column, valid in (("voice", WHOSE), ("stance", STANCES)):
        refuse_strangers(hits, column, valid)
    rates = bootstrap_scores(hits, corpus, lexicon, unit=unit, draws=draws, rng=rng)
    cells = pd.MultiIndex.from_frame(rates[["doc_id", "frame"]])
    table = pd.DataFrame({"basis": "lexicon", "n_tokens": rates["n_tokens"].to_numpy()}, index=cells)
    found = _parts(hits["voice"], hits["stance"], hits[["doc_id", "frame"]], cells)
    speakers = _speakers(hits, cells)
    of_lexicon = rates.set_index(["doc_id", "frame"])
    table[["per_1000", "low", "high"]] = of_lexicon[["per_1000", "low", "high"]]
    table["hits"], table["lexicon"] = of_lexicon["hits"], of_lexicon["per_1000"]
    table[["lexicon_low", "lexicon_high", "bound"]] = of_lexicon[["low", "high", "bound"]]
    if mentions is not None:
        mentions = in_place_order(counted(mentions, corpus), corpus)
        _check(mentions, ("voice", "author_stance", "source_stance"), "mentions", "load_mentions")
        if "speaker" not in mentions.columns:
            mentions = mentions.assign(speaker="")
        scores = coded_scores(mentions, corpus, frames=lexicon.frame_names, coded=coded).set_index(["doc_id", "frame"])
        known = table.index.isin(scores.index)
        ends = ["per_1000", "per_1000_low", "per_1000_high"]
        table.loc[known, ["per_1000", "low", "high"]] = scores.reindex(table.index[known])[ends].to_numpy()
        table.loc[known, "basis"] = "coders"
        marked = _parts(mentions["voice"], _collapsed(mentions), mentions[["doc_id", "frame"]], cells)
        found[known] = marked[known].div(scores["coders"].reindex(table.index[known]), axis=0)
        marked_by = _speakers(mentions, cells)
        speakers[known] = marked_by[known].assign(
            count=marked_by["count"][known].div(scores["coders"].reindex(table.index[known]))
        )
    table[list(PARTS)] = found
    table["speaker"] = speakers["speaker"].astype("str")
    table["speaker_count"] = speakers["count"]
    return table.reset_index()[list(_COLUMNS)].astype({"basis": "str"})


_COLUMNS = (
    *("doc_id", "frame", "basis", *PARTS, "n_tokens", "per_1000", "low", "high"),
    *("hits", "lexicon", "lexicon_low", "lexicon_high", "bound", "speaker", "speaker_count"),
)


def _check(table: pd.DataFrame, columns: Sequence[str], what: str, source: str) -> None:
    for column in columns:
        if column not in table.columns:
            raise FramingError(f"{what}: {unknown('column', column, table.columns)} It comes from {source}.")


def _collapsed(mentions: pd.DataFrame) -> pd.Series:
    """The author's stance, but where the author reports a source that distances or negates, the source's."""
    handed = (mentions["author_stance"] == "reports") & mentions["source_stance"].isin(DOUBTED)
    return mentions["source_stance"].where(handed, mentions["author_stance"])


def _parts(voice: pd.Series, stance: pd.Series, keys: pd.DataFrame, cells: pd.MultiIndex) -> pd.DataFrame:
    """How many of each article and frame are in the author's words and in those of others, doubted or not."""
    side = np.where(voice.isin(SIDES["author"]), "author", "others")
    part = pd.Series(side, index=keys.index).astype("str") + np.where(stance.isin(DOUBTED), ", doubted", "")
    counts = keys.assign(part=part).groupby(["doc_id", "frame", "part"]).size().unstack(fill_value=0)
    return counts.reindex(index=cells, columns=list(PARTS), fill_value=0).astype(float)


def _speakers(found: pd.DataFrame, cells: pd.MultiIndex) -> pd.DataFrame:
    """Who of the others that are named has most of each frame in each article, and how many."""
    others = found[found["voice"].isin(SIDES["attributed"])]
    others = others[others["speaker"].map(naming).eq("named")].sort_values("start", kind="stable")
    keys = ["doc_id", "frame"]
    counts = others.groupby([*keys, "speaker"], sort=False).size().rename("count").reset_index()
    counts = counts.sort_values("count", ascending=False, kind="stable").drop_duplicates(keys)
    most = counts.set_index(keys).reindex(cells)
    return most.assign(speaker=most["speaker"].fillna(""), count=most["count"].fillna(0).astype(float))
