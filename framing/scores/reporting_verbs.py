"""
Voices, or hits with voice, to the words that introduce them: who “says”, who “claims”, who “stresses”.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from framing.errors import FramingError, unknown
from framing.hits.arguments import check_arguments
from framing.hits.given import given_hits
from framing.lexicon.frames import Lexicon
from framing.scores.speaker_columns import DERIVED, with_speakers
from framing.text.groups import UNKNOWN
from framing.voice.cues import cue_lemma
from framing.voice.voiced import voice_options, voices_called

_RESULTS = ("cue", "forms", "count", "of", "share", "documents")


def reporting_verbs(
    voices: pd.DataFrame,
    *,
    by: str | Sequence[str] | None = None,
    voice: str = "attributed",
    actors: Lexicon | None = None,
) -> pd.DataFrame:
    """
    Which words introduce whom: each reporting verb, or phrase such as “according to”, with its counts.

    Parameters
    ----------
    voices : DataFrame
        Voices as :func:`list_voices` gives them, of which each report is counted, once even where its cue hands over
        several stretches; or hits with the columns of :func:`add_voice`, of which each hit is counted, so that a report
        with two hits counts twice.
    by : str or list of str, optional
        Columns of the table to split by, such as ``"speaker"``, ``"speaker_type"``, ``"doc_id"``, of hits
        ``"frame"``; or ``"actor"``, who the speaker is, and ``"naming"``, how the text names them (named, pronoun,
        unattributed). A missing value is ``"unknown"``. Default: all together.
    voice : str
        Whose words: ``"attributed"`` (direct and indirect), one of these, or ``"imputed"``, for the verbs by which the
        author says what somebody wants or fears. What nothing introduces has a row of its own in each.
    actors : Lexicon, optional
        Actors, see :func:`speaker_frames`; needed for ``"actor"``.

    Returns
    -------
    DataFrame
        Groups in the order first seen, in each the most frequent first, then by the alphabet:

        the columns ``by``
        ``cue``
            the lemma, if the cue files know it ("say" for "said" and "says"), otherwise the words as printed, in lower
            case. Empty: a quotation or a turn of an interview that no word introduces.
        ``forms``
            what is printed, in lower case, the most frequent first.
        ``count``, ``of``, ``share``
            reports (or hits) with this cue, all of the group, the first by the second.
        ``documents``
            articles in which the cue is found in this group.

    Raises
    ------
    FramingError
        If a column is missing, or is named as one of the result; if there is no such voice; if actors are missing.

    Examples
    --------
    >>> from framing import list_voices, read_corpus
    >>> corpus = read_corpus(["The envoy said that talks failed. The envoy says that they go on. Berg denied that."])
    >>> reporting_verbs(list_voices(corpus), by="speaker").iloc[:, :6].values.tolist()
    [['The envoy', 'say', 'said; says', 2, 2, 1.0], ['Berg', 'deny', 'denied', 1, 1, 1.0]]
    """
    check_arguments(voices=voices, **({} if actors is None else {"actors": actors}))
    keys = [by] if isinstance(by, str) else list(by or [])
    if not all(isinstance(key, str) for key in keys) or len(set(keys)) < len(keys):
        raise FramingError(f"by must name each column once; found {by!r}.")
    needed = dict.fromkeys(["doc_id", "voice", "kind", "speaker", "voice_cue", *(k for k in keys if k not in DERIVED)])
    table = given_hits(voices, needs=[], what="voices")
    voice_options(table)
    for column in needed:
        if column not in table.columns:
            known = [*table.columns, *DERIVED]
            raise FramingError(f"{unknown('column', column, known)} Voices come from list_voices or add_voice.")
        if column in _RESULTS:
            raise FramingError(f"{column!r} is a column of the result too. Rename it.")
    table = table[table["voice"].isin(voices_called(voice))]
    if "cue_start" in table.columns:
        again = table.duplicated(["doc_id", "cue_start", "cue_end"]) & table["cue_start"].notna()
        table = table[~again]
    table = with_speakers(table, [key for key in keys if key in DERIVED], actors)
    for key in keys:
        table[key] = table[key].astype(object).where(table[key].notna(), UNKNOWN).astype("str")
    turns = table["kind"] == "interview_turn"  # a label or a dash hands a turn over, no verb
    printed = table["voice_cue"].where(~turns, "").str.split().str.join(" ").str.lower()
    table = table.assign(cue=printed.map({form: cue_lemma(form) for form in printed.unique()}), form=printed)
    table["place"] = table.groupby(keys, sort=False).ngroup() if keys else 0
    cells = ["place", *keys, "cue"]
    result = table.groupby(cells, sort=False).agg(count=("cue", "size"), documents=("doc_id", "nunique")).reset_index()
    forms = table.groupby([*cells, "form"]).size().rename("n").reset_index()
    forms = forms.sort_values(["n", "form"], ascending=[False, True], kind="stable")
    forms = forms.groupby(cells, sort=False)["form"].agg("; ".join).rename("forms").reset_index()
    result = result.merge(forms, on=cells, how="left")
    result["of"] = result.groupby("place")["count"].transform("sum")
    result["share"] = result["count"] / result["of"]
    result = result.sort_values(["place", "count", "cue"], ascending=[True, False, True], kind="stable")
    kinds = dict.fromkeys((*keys, "cue", "forms"), "str") | dict.fromkeys(("count", "of", "documents"), "int64")
    return result[[*keys, *_RESULTS]].astype(kinds | {"share": "float64"}).reset_index(drop=True)
