"""
Voice and stance as found beside those that coders gave their mentions, and the coders beside each other.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd

from framing.errors import FramingError, unknown
from framing.hits.arguments import check_arguments
from framing.scores.accuracy import wilson
from framing.scores.mentions import counted
from framing.text.corpus import Corpus
from framing.voice.stance import STANCES
from framing.voice.voiced import WHOSE, add_voice

FOUND = "detector"  # who it is that finds, among the coders
LABELS = {"voice": WHOSE, "author_stance": STANCES, "source_stance": ("", *STANCES)}
_SPAN = ["coder", "doc_id", "frame", "start", "end", "text"]


def validate_voices(mentions: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """
    Voice and stance of coded mentions as found, beside what each coder says.

    Parameters
    ----------
    mentions : DataFrame
        As :func:`load_mentions` returns it, with the columns ``voice``, ``author_stance`` and ``source_stance``. Those
        in text that does not count are left out.
    corpus : Corpus

    Returns
    -------
    DataFrame
        One row a mention of a coder: ``coder, doc_id, frame, start, end, text``, then ``voice, author_stance,
        source_stance`` as found, ``coded_voice, coded_author_stance, coded_source_stance``, and ``speaker, voice_cue,
        stance_cue`` as found. What is only imputed to somebody, the author says: where no coder tells it apart, a
        found ``imputed`` is ``author``, without a source's stance.

    Raises
    ------
    FramingError
        If a column is missing, or a coded voice or stance is none there is.

    Examples
    --------
    >>> from framing import read_corpus
    >>> corpus = read_corpus(["The envoy denied that the border was open."])
    >>> coded = pd.DataFrame({"coder": ["A"], "doc_id": "text1", "frame": "b", "start": 26, "end": 32})
    >>> coded = coded.assign(text="border", voice="indirect", author_stance="reports", source_stance="negates")
    >>> validate_voices(coded, corpus)[["voice", "coded_voice", "source_stance", "speaker"]].values.tolist()
    [['indirect', 'indirect', 'negates', 'The envoy']]
    """
    check_arguments(mentions=mentions, corpus=corpus)
    coded = _checked(mentions, corpus)
    found = add_voice(coded[_SPAN], corpus)
    if not (coded["voice"] == "imputed").any():
        imputed = found["voice"] == "imputed"
        found = found.assign(
            voice=found["voice"].mask(imputed, "author"), source_stance=found["source_stance"].mask(imputed, "")
        )
    table = found[[*_SPAN, *LABELS]].assign(**{f"coded_{label}": coded[label] for label in LABELS})
    return table.assign(**{column: found[column] for column in ("speaker", "voice_cue", "stance_cue")})


def voice_agreement(mentions: pd.DataFrame, corpus: Corpus, *, level: float = 0.95) -> pd.DataFrame:
    """
    How often detector and coders, and the coders among themselves, give a mention the same voice and stance.

    The detector is asked about each coder's own mentions. Two coders are compared on mentions of the same frame that
    overlap: each with the one it shares most characters with, none twice. The source's stance is compared where both
    give one.

    Parameters
    ----------
    mentions, corpus
        As in :func:`validate_voices`.
    level : float
        Of the intervals.

    Returns
    -------
    DataFrame
        One row for each coder beside the detector, then for each pair of coders, and each of ``voice``,
        ``author_stance`` and ``source_stance``: ``coder, other, label, mentions, agreed, share, low, high, kappa``.
        ``low`` and ``high`` are the ends of Wilson's score interval (1927), as if mentions were apart from each other.
        With ``p`` the share and ``e`` the share that would agree by chance, ``sum_k(share of k by one × share of k by
        the other)``, ``kappa = (p - e) / (1 - e)`` (Cohen 1960); NaN if both give one label only.

    Raises
    ------
    FramingError
        As :func:`validate_voices`.

    Examples
    --------
    >>> from framing import load_mentions, load_seeds
    >>> corpus = load_seeds()
    >>> table = voice_agreement(load_mentions(corpus), corpus)
    >>> table[["coder", "other"]].drop_duplicates().values.tolist()[2:4]
    [['C', 'detector'], ['A', 'B']]
    """
    if not isinstance(level, (int, float)) or not 0 < level < 1:
        raise FramingError(f"level must lie between 0 and 1, found {level!r}.")
    judged = validate_voices(mentions, corpus)
    coded = judged.rename(columns={label: f"found_{label}" for label in LABELS})
    coded = coded.rename(columns={f"coded_{label}": label for label in LABELS})
    by_coder = dict(list(coded.groupby("coder", sort=False)))
    rows = []
    for coder, own in by_coder.items():
        rows += [(coder, FOUND, label, *_agreed(own[label], own[f"found_{label}"])) for label in LABELS]
    for one, other in combinations(by_coder, 2):
        left, right = _paired(by_coder[one], by_coder[other])
        rows += [(one, other, label, *_agreed(left[label], right[label])) for label in LABELS]
    table = pd.DataFrame(rows, columns=["coder", "other", "label", "mentions", "agreed", "kappa"])
    table["share"] = table["agreed"] / table["mentions"].where(table["mentions"] > 0)
    table["low"], table["high"] = wilson(table["agreed"], table["mentions"], level)
    return table[["coder", "other", "label", "mentions", "agreed", "share", "low", "high", "kappa"]]


def _checked(mentions: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """The mentions that count, with voices and stances that there are."""
    for column in (*LABELS, "text"):
        if column not in mentions.columns:
            raise FramingError(unknown("column", column, mentions.columns))
    coded = counted(mentions, corpus)
    # A coder without a codebook may have named the stance of a source in the author's own voice.
    coded["source_stance"] = coded["source_stance"].mask(coded["voice"] == "author", "")
    for label, known in LABELS.items():
        for strange in coded.loc[~coded[label].isin(known), label].head(1):
            raise FramingError(unknown(f"coded {label}", strange, known))
    return coded


def _agreed(one: pd.Series, other: pd.Series) -> tuple[int, int, float]:
    """Of labels that both give: how many, how many are equal, and Cohen's kappa."""
    one, other = one.to_numpy(dtype=object), other.to_numpy(dtype=object)
    both = (one != "") & (other != "")
    one, other = one[both], other[both]
    n, same = len(one), int((one == other).sum())
    by_chance = sum(int((one == label).sum()) * int((other == label).sum()) for label in set(one))
    return n, same, (n * same - by_chance) / (n * n - by_chance) if n * n > by_chance else np.nan


def _paired(one: pd.DataFrame, other: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The mentions of two coders that are of the same frame and overlap, row by row, each at most once."""
    keys = ["doc_id", "frame", "start", "end"]
    left, right = (table[keys].assign(row=np.arange(len(table))) for table in (one, other))
    pairs = left.merge(right, on=["doc_id", "frame"], suffixes=("", "_other"))
    shared = np.minimum(pairs["end"], pairs["end_other"]) - np.maximum(pairs["start"], pairs["start_other"])
    pairs = pairs.assign(shared=shared)[shared > 0].sort_values(
        ["shared", "row", "row_other"], ascending=[False, True, True]
    )
    used: tuple[set[int], set[int]] = (set(), set())
    kept = []
    for row, row_other in zip(pairs["row"].tolist(), pairs["row_other"].tolist(), strict=True):
        if row not in used[0] and row_other not in used[1]:
            used[0].add(row)
            used[1].add(row_other)
            kept.append((row, row_other))
    kept.sort()
    return one.iloc[[row for row, _ in kept]], other.iloc[[row for _, row in kept]]
