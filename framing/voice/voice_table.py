"""
Corpus to its voices as a table: a row for each stretch of somebody else's words.
"""

from __future__ import annotations

import pandas as pd

from framing.hits.arguments import check_arguments
from framing.text.corpus import Corpus
from framing.voice.known_language import refuse_language
from framing.voice.voices import find_voices

_KINDS = {
    "doc_id": "str",
    "start": "int64",
    "end": "int64",
    "text": "str",
    "voice": "str",
    "kind": "str",
    "speaker": "str",
    "speaker_type": "str",
    "voice_cue": "str",
    "voice_rule": "str",
    "confidence": "float64",
    "cue_start": "Int64",
    "cue_end": "Int64",
}


def list_voices(corpus: Corpus, *, carry_over: bool = True, doubled: str = "indirect") -> pd.DataFrame:
    """
    The voices of a corpus as a table, one row a stretch of text.

    Parameters
    ----------
    corpus : Corpus
    carry_over, doubled
        As in :func:`find_voices`.

    Returns
    -------
    DataFrame
        What :func:`find_voices` finds in each document, in its order: ``doc_id, start, end, text, voice, kind,
        speaker, speaker_type, voice_cue, voice_rule, confidence, cue_start, cue_end``, the last two the place of the
        cue. Where no word hands over, the cue is empty and its place missing. Stretches may nest. Those of the voice
        ``author`` are in quote marks and still the author's own.

    Raises
    ------
    FramingError
        If the corpus is said to be in another language than English.
        As :func:`find_voices`.

    Examples
    --------
    >>> from framing import read_corpus
    >>> table = list_voices(read_corpus(["The envoy said that talks had failed. “We tried,” Anna Berg added."]))
    >>> table[["text", "voice", "speaker", "voice_cue"]].values.tolist()
    [['that talks had failed', 'indirect', 'The envoy', 'said'], ['“We tried,”', 'direct', 'Anna Berg', 'added']]
    """
    check_arguments(corpus=corpus)
    refuse_language(corpus.language)
    rows = [
        (
            document.doc_id,
            voice.start,
            voice.end,
            document.text[voice.start : voice.end],
            voice.voice,
            voice.kind,
            voice.speaker,
            voice.speaker_type,
            document.text[slice(*voice.cue)] if voice.cue else "",
            voice.rule,
            round(voice.confidence, 3),
            *(voice.cue or (pd.NA, pd.NA)),
        )
        for document in corpus
        for voice in find_voices(document.text, carry_over=carry_over, doubled=doubled)
    ]
    return pd.DataFrame(rows, columns=list(_KINDS)).astype(_KINDS)
