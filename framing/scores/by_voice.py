"""
Hits with voice to whose words a frame stands in, and what is done with it there; words by voice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from framing.errors import FramingError
from framing.hits.arguments import check_arguments
from framing.hits.given import given_hits, refuse_strangers
from framing.lexicon.frames import Lexicon
from framing.scores.bounds import hidden_rate, hidden_share
from framing.scores.rates import frame_scores
from framing.text.corpus import Corpus
from framing.text.groups import group_labels
from framing.voice.stance import STANCES
from framing.voice.voiced import SIDES, WHOSE, token_voices, voice_options


def voice_scores(
    hits: pd.DataFrame,
    corpus: Corpus,
    lexicon: Lexicon,
    *,
    by: str = "doc_id",
    sides: Mapping[str, Sequence[str]] = SIDES,
) -> pd.DataFrame:
    """
    Each frame in the author's own words and in those of others, each per 1,000 words of its own kind.

    Without this, an article that quotes much looks rich in frames that its author never uses.

    Parameters
    ----------
    hits : DataFrame
        With the columns of :func:`add_voice`.
    corpus, lexicon, by
        As in :func:`frame_scores`.
    sides : mapping
        Which voices count together, and under what name; none may be missing or stand twice. As it stands ``author``
        (author and imputed: what somebody is said to want is said by the author) against ``attributed`` (direct and
        indirect).

    Returns
    -------
    DataFrame
        A row for each of the ``sides``, for each group and frame: the column ``by``,
        ``frame, voice, hits, n_tokens, per_1000``, and ``at_most``: where nothing was found, the rate per 1,000 words
        that such a stretch of text would still hide one time in twenty, ``1000 * (1 - 0.05 ** (1 / n_tokens))``
        (the exact form of the rule of three; Hanley and Lippman-Hand 1983). Nothing found is not absent.

    Raises
    ------
    FramingError
        If the sides do not hold each voice once, or as :func:`frame_scores`.

    Examples
    --------
    >>> from framing import Lexicon, add_voice, find_hits, read_corpus
    >>> corpus = read_corpus(["The front is open. The envoy said that no front was planned."])
    >>> lexicon = Lexicon.from_dict({"front": ["front"]})
    >>> voice_scores(add_voice(find_hits(corpus, lexicon), corpus), corpus, lexicon).iloc[:, 1:5].values.tolist()
    [['front', 'author', 1, 7], ['front', 'attributed', 1, 5]]
    """
    check_arguments(hits=hits, corpus=corpus, lexicon=lexicon)
    if not isinstance(by, str):
        raise FramingError(f"by must be one column here, found {by!r}.")
    if not isinstance(sides, Mapping):
        raise FramingError(f"sides must be such as {SIDES}, found {sides!r}.")
    voices = [voice for together in sides.values() for voice in together]
    if sorted(voices) != sorted(WHOSE):
        raise FramingError(
            f"sides must hold each voice once ({', '.join(WHOSE)}), found {', '.join(map(str, voices))}."
        )
    side_of = {voice: side for side, together in sides.items() for voice in together}
    scores = frame_scores(hits, corpus, lexicon, by=[by, "voice"])
    scores["voice"] = scores["voice"].astype("str").map(side_of)
    table = scores.groupby([by, "frame", "voice"], sort=False, observed=True)[["hits", "n_tokens"]].sum().reset_index()
    order = [table[column].map({v: i for i, v in enumerate(table[column].unique())}) for column in (by, "frame")]
    table = table.iloc[np.lexsort((table["voice"].map(list(sides).index), order[1], order[0]))].reset_index(drop=True)
    table["per_1000"] = (1000 * table["hits"] / table["n_tokens"]).where(table["n_tokens"] > 0)
    table["at_most"] = hidden_rate(table)
    return table


def voice_shares(corpus: Corpus, *, by: str = "doc_id") -> pd.DataFrame:
    """
    How many of the words are the author's, quoted, reported or imputed, and what share that is.

    Parameters
    ----------
    corpus : Corpus
    by : str
        ``"doc_id"`` or a column of the metadata.

    Returns
    -------
    DataFrame
        Four rows for each group, in corpus order, voices without a word too: the column ``by``, ``voice``, ``n_tokens``
        (words in that voice that count), ``of`` (all words of the group) and ``share``, the first by the second.
        The shares of a group add up to 1; ``author`` and ``imputed`` are both said by the author. How often the
        detector is right about a word says :func:`voice_quality`.

    Raises
    ------
    FramingError
        If there is no such column.

    Examples
    --------
    >>> from framing import read_corpus
    >>> voice_shares(read_corpus(["The envoy said that talks failed."])).values.tolist()[:3]
    [['text1', 'author', 3, 6, 0.5], ['text1', 'direct', 0, 6, 0.0], ['text1', 'indirect', 3, 6, 0.5]]
    """
    check_arguments(corpus=corpus)
    labels = group_labels(corpus, by)
    words = pd.DataFrame(
        {
            by: labels.to_numpy()[corpus.units["document"].to_numpy()],
            "voice": token_voices(corpus)["voice"].astype("str").to_numpy(),
        }
    )
    rows = pd.MultiIndex.from_product([labels.unique(), WHOSE], names=[by, "voice"])
    table = words.groupby([by, "voice"]).size().reindex(rows, fill_value=0).rename("n_tokens").reset_index()
    table["of"] = table.groupby(by)["n_tokens"].transform("sum")
    table["share"] = table["n_tokens"] / table["of"]
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
        A column of the hits to split by as well, such as ``"doc_id"``; what has no hit has no rows. Groups stand by the
        alphabet.

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
        If the hits lack a column, or are not of this lexicon.

    Examples
    --------
    >>> from framing import Lexicon, add_voice, find_hits, read_corpus
    >>> corpus = read_corpus(["The front is open. The envoy said that no front was planned."])
    >>> lexicon = Lexicon.from_dict({"front": ["front"]})
    >>> table = stance_table(add_voice(find_hits(corpus, lexicon), corpus), lexicon)
    >>> table[table["hits"] > 0][["frame", "voice", "stance", "hits", "of"]].values.tolist()
    [['front', 'author', 'endorses', 1, 2], ['front', 'indirect', 'negates', 1, 2]]
    """
    if by is not None and not isinstance(by, str):
        raise FramingError(f"by must be one column here, found {by!r}.")
    keys = [*([by] if by else []), "frame"]
    check_arguments(hits=hits, lexicon=lexicon)
    hits = given_hits(hits, lexicon=lexicon, needs=(*keys, "voice", "stance"))
    voice_options(hits)
    for column, valid in (("voice", WHOSE), ("stance", STANCES)):
        refuse_strangers(hits, column, valid)
    if by:
        hits = hits.assign(**{by: hits[by].astype(object).where(hits[by].notna(), "unknown").astype("str")})
    groups = sorted(hits[by].unique()) if by else []
    levels = [*([groups] if by else []), list(lexicon.frame_names), list(WHOSE), list(STANCES)]
    index = pd.MultiIndex.from_product(levels, names=[*keys, "voice", "stance"])
    table = hits.groupby([*keys, "voice", "stance"]).size().reindex(index, fill_value=0).rename("hits").reset_index()
    table["of"] = table.groupby(keys)["hits"].transform("sum")
    table["share"] = (table["hits"] / table["of"]).where(table["of"] > 0)
    table["at_most"] = hidden_share(table["of"]).where((table["hits"] == 0) & (table["of"] > 0))
    return table
