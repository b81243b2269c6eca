"""
Corpus, hits with voice to who has the word: words of each speaker, and the share of all words that they are.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.errors import FramingError
from framing.hits.arguments import check_arguments
from framing.hits.given import given_hits, in_place_order
from framing.lexicon.frames import Lexicon
from framing.scores.checks import check_one_of, document_groups
from framing.scores.speaker_columns import with_speakers
from framing.text.corpus import Corpus
from framing.voice.naming import NAMINGS
from framing.voice.voiced import SIDES, WHOSE, token_voices, voice_options

_WHO = ("speaker", "speaker_type", "actor", "naming")
_OTHER = "other"


def top_speakers(
    corpus: Corpus,
    *,
    by: str | None = None,
    who: str = "speaker",
    hits: pd.DataFrame | None = None,
    actors: Lexicon | None = None,
    top: int | None = None,
) -> pd.DataFrame:
    """
    Who has the word: the words of each speaker, and their share of all words.

    Nobody is left out: the author, speakers who are only a pronoun in the text, and words of nobody who is named have
    rows of their own, so that words and shares of a group add up to all of it.

    Parameters
    ----------
    corpus : Corpus
    by : str, optional
        ``"doc_id"`` or a column of the metadata to split by. Default: all articles together.
    who : {"speaker", "speaker_type", "actor", "naming"}
        One row for each speaker as the text names them, for each type of them (person, body, country, document, crowd,
        unknown), for each actor that they are or stand for, or for each way of naming them. Two names of one person are
        two speakers.
    hits : DataFrame, optional
        Hits with the columns of :func:`add_voice`, to be counted by whose words they stand in.
    actors : Lexicon, optional
        Actors, see :func:`speaker_frames`; needed for ``who="actor"``.
    top : int, optional
        Keep this many who are named, in each group; the others are added up as ``other``. Default: all.

    Returns
    -------
    DataFrame
        Groups in corpus order, in each the author, then who is named, those with most words first and ``other`` last,
        then pronouns, then ``unattributed``:

        the column ``by``, if given; then the one that ``who`` names
        ``naming``
            ``author``, ``named`` (by name or role), ``pronoun`` (nothing tells whom it stands for) or ``unattributed``.
        ``speakers``
            how many names the row adds up, the author as one; what authors report of themselves ("I said that") is
            theirs.
        ``n_tokens``, ``of``, ``share``
            words that count, those of the whole group, and the first by the second.
        ``author_words``, ``direct_words``, ``indirect_words``, ``imputed_words``
            the same words by voice. What is imputed to somebody the author says, so it is among the author's.
        one column a frame, if hits are given
            hits in these words, frames in the order of the texts.

    Raises
    ------
    FramingError
        If there is no such column, hits lack their voice or name a frame like a column here, actors are missing, or
        ``top`` is no whole number from 1.

    Examples
    --------
    >>> from framing import read_corpus
    >>> corpus = read_corpus(["Talks go on. The envoy said that talks had failed. She hopes that they end."])
    >>> top_speakers(corpus)[["speaker", "n_tokens", "of", "author_words", "indirect_words"]].values.tolist()
    [['author', 11, 15, 8, 0], ['The envoy', 4, 15, 0, 4]]
    """
    check_arguments(corpus=corpus)
    check_arguments(**({} if actors is None else {"actors": actors}))
    check_one_of("who", who, _WHO)
    if top is not None and (isinstance(top, bool) or not isinstance(top, (int, np.integer)) or top < 1):
        raise FramingError(f"top must be a whole number, 1 or more, found {top!r}.")
    labels = document_groups(corpus, by)
    columns = ["doc_id", "frame", "voice", "speaker", "speaker_type"]
    if hits is not None:
        hits = in_place_order(given_hits(hits, corpus, needs=columns), corpus)
    options = {} if hits is None else voice_options(hits)
    words = token_voices(corpus, **options).astype("str")
    words["group"] = labels.to_numpy()[corpus.units["document"].to_numpy()]
    words = words.groupby(["group", "voice", "speaker", "speaker_type"], sort=False).size().rename("n").reset_index()
    parts = [words.assign(frame="")]
    frames: list[str] = []
    if hits is not None:
        found = hits[columns]
        frames = list(dict.fromkeys(found["frame"]))
        parts.append(found.assign(group=found["doc_id"].map(labels), n=1))
    table = pd.concat(parts, ignore_index=True)
    table["speaker"] = table["speaker"].where(~table["voice"].isin(SIDES["author"]), "author")
    table = with_speakers(table, {"naming", who}, actors).assign(name=table["speaker"])
    if who == "speaker_type":
        table[who] = table[who].where(table["naming"] == "named", table["naming"])
    if who != "naming":
        table[who] = _kept(table, who, top)
    keys = ["group", *dict.fromkeys([who, "naming"])]
    said = table[table["frame"] == ""]
    result = table.groupby(keys, sort=False)["name"].nunique().rename("speakers").to_frame()
    result["n_tokens"] = said.groupby(keys)["n"].sum()
    result["of"] = said.groupby("group")["n"].sum().reindex(result.index.get_level_values("group")).to_numpy()
    result = result.fillna(0)
    result["share"] = result["n_tokens"] / result["of"]
    own = {f"{voice}_words": said[said["voice"] == voice] for voice in WHOSE}
    taken = [frame for frame in frames if frame in {*keys, by, *result.columns, *own}]
    if taken:
        raise FramingError(f"the frame {taken[0]!r} is named like a column of the result. Rename one of them.")
    own |= {frame: table[table["frame"] == frame] for frame in frames}
    for name, some in own.items():
        result[name] = some.groupby(keys)["n"].sum().reindex(result.index, fill_value=0)
    counts = dict.fromkeys([name for name in result.columns if name != "share"], "int64")
    result = result.astype(counts).reset_index()
    result = result.iloc[_order(result, who, list(labels.unique()))].reset_index(drop=True)
    return result.rename(columns={"group": by}) if by is not None else result.drop(columns="group")


def _kept(table: pd.DataFrame, who: str, top: int | None) -> pd.Series:
    """Who gets a row: those named with most words in each group; the others are ``other``."""
    named = table[(table["naming"] == "named") & (table[who] != _OTHER)]
    if top is None or named.empty:
        return table[who]
    words = named["n"].where(named["frame"] == "", 0).groupby([named["group"], named[who]], sort=False).sum()
    words = words.sort_values(ascending=False, kind="stable")
    kept = words.groupby("group", sort=False).head(top).index
    mine = pd.MultiIndex.from_frame(table[["group", who]]).isin(kept)
    return table[who].where(mine | (table["naming"] != "named"), _OTHER)


def _order(table: pd.DataFrame, who: str, groups: list[str]) -> np.ndarray:
    """Groups as in the corpus, ways of naming in their order, ``other`` last, most words first."""
    last = (table[who] == _OTHER) & (table["naming"] == "named")
    ranks = (-table["n_tokens"], last, table["naming"].map(NAMINGS.index), table["group"].map(groups.index))
    return np.lexsort([rank.to_numpy() for rank in ranks])
