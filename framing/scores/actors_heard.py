"""
Hits with voice to who is heard: in whose words actors are named, and who speaks a frame.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from framing.hits.arguments import check_arguments
from framing.hits.given import given_hits
from framing.hits.matching import match
from framing.lexicon.frames import Lexicon
from framing.scores.bounds import hidden_rate
from framing.scores.checks import document_groups, row_names
from framing.scores.rates import frame_scores
from framing.text.corpus import Corpus
from framing.text.tokens import tokenize
from framing.voice.voiced import token_voices, voice_options

OTHERS = ("author", "other", "unattributed")  # who speaks and is no actor of the lexicon


def actor_voices(actor_hits: pd.DataFrame, corpus: Corpus, lexicon: Lexicon, *, by: str | None = None) -> pd.DataFrame:
    """
    In whose words each actor is named: the author's, quoted, reported or imputed ones.

    Parameters
    ----------
    actor_hits : DataFrame
        Hits of actors with the columns of :func:`add_voice`.
    corpus, lexicon
        What they were found in and with.
    by : str, optional
        As in :func:`actor_frames`.

    Returns
    -------
    DataFrame
        Four rows, ``author``, ``direct``, ``indirect`` and ``imputed``, for each group and actor, those without hits
        too: the column ``by``, if given, then ``actor, voice, hits, n_tokens`` (words in that voice), ``per_1000`` and
        ``at_most``: where nothing was found, the rate that such a stretch of text would still hide one time in twenty
        (see :func:`voice_scores`).

    Raises
    ------
    FramingError
        If hits lack their voice, or name an article or actor that is not there.

    Examples
    --------
    >>> from framing import Lexicon, add_voice, find_hits, read_corpus
    >>> corpus = read_corpus(["Russia waits. The envoy said that China and Russia talk."])
    >>> lexicon = Lexicon.from_dict({"russia": ["russia"], "china": ["china"]})
    >>> hits = add_voice(find_hits(corpus, lexicon), corpus)
    >>> actor_voices(hits, corpus, lexicon)[["actor", "voice", "hits", "n_tokens"]].values.tolist()[::2]
    [['russia', 'author', 1, 5], ['russia', 'indirect', 1, 5], ['china', 'author', 0, 5], ['china', 'indirect', 1, 5]]
    """
    check_arguments(actor_hits=actor_hits, corpus=corpus, lexicon=lexicon)
    actor_hits = given_hits(actor_hits, corpus, needs=("doc_id", "frame", "voice"), what="actor hits")
    scores = frame_scores(actor_hits, corpus, lexicon, by=[*([by] if by else []), "voice"])
    table = scores.rename(columns={"frame": "actor"})
    ranks = {name: table[name].map({v: i for i, v in enumerate(table[name].unique())}) for name in table.columns[:3]}
    order = np.lexsort([ranks[name] for name in ("voice", "actor", *([by] if by else []))])
    table = table.iloc[order].reset_index(drop=True)
    table = table[[*([by] if by else []), "actor", "voice", "hits", "n_tokens", "per_1000"]]
    return table.assign(at_most=hidden_rate(table))


def speaker_frames(
    frame_hits: pd.DataFrame,
    corpus: Corpus,
    actors: Lexicon,
    *,
    frames: Lexicon | Iterable[str] | None = None,
    by: str | None = None,
) -> pd.DataFrame:
    """
    Who speaks each frame: the words and hits of all speakers who are, or stand for, the same actor.

    Parameters
    ----------
    frame_hits : DataFrame
        Hits of frames with the columns of :func:`add_voice`.
    corpus : Corpus
    actors : Lexicon
        Maps the names of speakers to actors, see :func:`speaker_actors`.
    frames, by
        As in :func:`actor_frames`.

    Returns
    -------
    DataFrame
        One row for each group, actor with words of its own, and frame; first ``author`` (who also says what is
        imputed to others), then actors in lexicon order, ``other`` (speakers that no pattern finds) and
        ``unattributed`` (words of nobody who is named): the column ``by``, if given, then ``actor, frame, hits,
        n_tokens`` (words of these speakers), ``per_1000, at_most`` (as in :func:`actor_voices`) and ``speakers``, the
        names as the text has them.

    Raises
    ------
    FramingError
        If hits lack their speaker, or name an article or frame that is not there.

    Examples
    --------
    >>> from framing import Lexicon, add_voice, find_hits, read_corpus
    >>> corpus = read_corpus(["The front is open. The Russian envoy said that no front was planned."])
    >>> hits = add_voice(find_hits(corpus, Lexicon.from_dict({"front": ["front"]})), corpus)
    >>> table = speaker_frames(hits, corpus, Lexicon.from_dict({"russia": ["russian envoy"]}))
    >>> table[["actor", "frame", "hits", "n_tokens", "speakers"]].values.tolist()
    [['author', 'front', 1, 8, ''], ['russia', 'front', 1, 5, 'Russian envoy']]
    """
    check_arguments(frame_hits=frame_hits, corpus=corpus, actors=actors)
    frame_hits = given_hits(frame_hits, corpus, needs=("doc_id", "frame", "voice", "speaker"), what="frame hits")
    frames = row_names(frames, frame_hits, corpus, "frame")
    labels = document_groups(corpus, by)
    spoken = _speakers(token_voices(corpus, **voice_options(frame_hits)))
    group = labels.to_numpy()[corpus.units["document"].to_numpy()]
    words = pd.DataFrame({"group": group, "speaker": spoken}).groupby(["group", "speaker"], sort=False).size()
    words = words.rename("n_tokens").reset_index()
    found = pd.DataFrame(
        {
            "group": frame_hits["doc_id"].map(labels).to_numpy(),
            "speaker": _speakers(frame_hits),
            "frame": frame_hits["frame"].to_numpy(),
        }
    )
    who = speaker_actors([*words["speaker"], *found["speaker"]], actors)
    words["actor"], found["actor"] = words["speaker"].map(who), found["speaker"].map(who)
    hits = found.groupby(["group", "actor", "frame"]).size()
    ranks = {name: i for i, name in enumerate((OTHERS[0], *actors.frame_names, *OTHERS[1:]))}
    rows = []
    for label in labels.unique():
        own = words[words["group"] == label]
        heard = {*own["actor"], *found.loc[found["group"] == label, "actor"]}
        for actor in sorted(heard, key=ranks.__getitem__):
            mine = own[own["actor"] == actor]
            names = "" if actor in ("author", "unattributed") else "; ".join(mine["speaker"])
            n_tokens = mine["n_tokens"].sum()
            rows += [(label, actor, frame, hits.get((label, actor, frame), 0), n_tokens, names) for frame in frames]
    table = pd.DataFrame(rows, columns=["group", "actor", "frame", "hits", "n_tokens", "speakers"])
    kinds = dict.fromkeys(("group", "actor", "frame", "speakers"), "str")
    table = table.astype(kinds | dict.fromkeys(("hits", "n_tokens"), "int64"))
    table.insert(5, "per_1000", (1000 * table["hits"] / table["n_tokens"]).where(table["n_tokens"] > 0))
    table.insert(6, "at_most", hidden_rate(table))
    return table.rename(columns={"group": by}) if by is not None else table.drop(columns="group")


def _speakers(words: pd.DataFrame) -> np.ndarray:
    """Who speaks words: the author, empty, where something is only imputed to somebody."""
    return words["speaker"].astype("str").where(words["voice"] != "imputed", "").to_numpy()


def speaker_actors(speakers: Iterable[str], lexicon: Lexicon) -> dict[str, str]:
    """
    The actor that each speaker is or stands for.

    The first hit in the speaker's name decides, of several at one place the longest, then the first in the lexicon: in
    English who speaks comes before where ("US Embassy in Dushanbe"). Nothing found is ``other``, no name ``author``;
    ``unattributed`` stays, and ``author``, who says "I" outside quotations.

    >>> speaker_actors(["US Embassy in Dushanbe", "She"], Lexicon.from_dict({"us": ["us"], "tajikistan": ["dushanbe"]}))
    {'US Embassy in Dushanbe': 'us', 'She': 'other'}
    """
    names = list(dict.fromkeys(speakers))
    tokens = tokenize(names)
    found = match(tokens, lexicon)
    order = np.lexsort((found.frame, -found.length, found.first))
    actors = dict.fromkeys(names, "other")
    for i in reversed(order.tolist()):
        actors[names[tokens.document[found.first[i]]]] = lexicon.frame_names[found.frame[i]]
    return actors | {name: name or "author" for name in names if name in ("", "author", "unattributed")}
