"""
Hits to hits with voice and stance: whose words each hit stands in, and what is done with it there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from framing.errors import FramingError, unknown
from framing.hits.arguments import check_arguments
from framing.hits.given import given_hits, kept_index
from framing.text.corpus import Corpus
from framing.voice.known_language import refuse_language
from framing.voice.spans import VOICES, Cells, Voice, covering, whose
from framing.voice.speaker_types import SPEAKER_TYPES
from framing.voice.stance import StanceReader
from framing.voice.voices import find_voices

WHOSE = VOICES
# Whose words these are in two: what is imputed to somebody is said by the author.
SIDES = {"author": ("author", "imputed"), "attributed": ("direct", "indirect")}
VOICE_COLUMNS = (
    "voice",
    "kind",
    "speaker",
    "speaker_type",
    "voice_cue",
    "voice_rule",
    "confidence",
    "author_stance",
    "source_stance",
    "stance",
    "stance_cue",
    "stance_cue_type",
    "scare_quoted",
    "voice_options",
)
_USUAL = {"carry_over": True, "doubled": "indirect"}  # as find_voices has them


def add_voice(
    hits: pd.DataFrame, corpus: Corpus, *, carry_over: bool = True, doubled: str = "indirect"
) -> pd.DataFrame:
    """
    Add to each hit whose words it stands in, and what author and source do with it.

    Parameters
    ----------
    hits : DataFrame
        As :func:`find_hits` returns it, or any table with ``doc_id``, ``start`` and ``end``.
    corpus : Corpus
        What the hits were found in.
    carry_over, doubled
        As in :func:`find_voices`.

    Returns
    -------
    DataFrame
        The same rows with further columns:

        ``voice``
            ``author``, ``direct`` (quoted), ``indirect`` (reported) or ``imputed`` (wished, feared, planned: the author
            says so, nobody need have): the innermost voice that holds most of the hit.
        ``kind``, ``speaker``, ``speaker_type``, ``voice_cue``, ``voice_rule``, ``confidence``
            of that voice, as :class:`Voice` has them, the cue as printed; the type of a speaker is one
            of ``framing.voice.speaker_types.SPEAKER_TYPES``. Where no voice covers the hit, the words are
            the author's: the rule is ``no-cue``, the confidence missing, the rest empty.
        ``author_stance``, ``source_stance``
            of ``framing.voice.stance.STANCES``; ``source_stance`` is empty in the author's own voice.
        ``stance``
            both in one: the author's, but where the author ``reports`` a source that ``distances`` or ``negates``,
            the source's.
        ``stance_cue``, ``stance_cue_type``
            the words that show the stance, as printed, and their type; empty if it is the one that goes without.
        ``scare_quoted``
            whether quote marks hold the wording at a distance.
        ``voice_options``
            how voices were told apart, the same in all rows: empty if as usual, else such as ``carry_over=False``. So
            whatever divides hits by words tells the words apart alike, also after the table has been in a file.

    Raises
    ------
    FramingError
        If the corpus is said to be in another language than English.
        If a column is missing, or the hits are not of this corpus.

    Examples
    --------
    >>> from framing import Lexicon, find_hits, read_corpus
    >>> corpus = read_corpus(["The ministry denied that the second front was planned."])
    >>> hits = find_hits(corpus, Lexicon.from_dict({"front": ["second front"]}))
    >>> add_voice(hits, corpus)[["voice", "speaker", "source_stance", "stance", "stance_cue"]].values.tolist()
    [['indirect', 'The ministry', 'negates', 'negates', 'denied']]
    """
    check_arguments(hits=hits, corpus=corpus)
    given, hits = hits, given_hits(hits, corpus, needs=("doc_id", "start", "end"))
    told = "; ".join(
        f"{name}={value}"
        for name, value in (("carry_over", bool(carry_over)), ("doubled", doubled))
        if value != _USUAL[name]
    )
    refuse_language(corpus.language)
    rows: dict[int, tuple] = {}
    for doc_id, own in hits.groupby("doc_id", sort=False):
        text = corpus[doc_id].text
        voices = find_voices(text, carry_over=carry_over, doubled=doubled)
        reader, cells = StanceReader(text, voices), Cells(voices)
        for number, start, end in zip(own.index, own["start"].tolist(), own["end"].tolist(), strict=True):
            rows[number] = (*_columns(text, cells, reader, start, end), told)
    table = pd.DataFrame([rows[number] for number in range(len(hits))], columns=list(VOICE_COLUMNS))
    kinds = dict.fromkeys(VOICE_COLUMNS, "str") | {"confidence": "float64", "scare_quoted": "bool"}
    table = table.astype(kinds)
    return kept_index(pd.concat([hits.drop(columns=list(VOICE_COLUMNS), errors="ignore"), table], axis=1), given)


def voice_options(hits: pd.DataFrame) -> dict[str, object]:
    """
    How the voices of hits were told apart: what :func:`token_voices` is to be told, so that words are told apart alike.

    Raises
    ------
    FramingError
        If the hits are put together of some told apart one way and some another.

    >>> voice_options(pd.DataFrame({"voice_options": ["carry_over=False", "carry_over=False"]}))
    {'carry_over': False}
    """
    if "voice_options" not in hits.columns or hits.empty:
        return {}
    first, *others = hits["voice_options"].astype(object).where(hits["voice_options"].notna(), "").unique().tolist()
    if others:
        raise FramingError(
            f"the voices of the hits were told apart in several ways (voice_options {first!r} and {others[0]!r}), so "
            "that no words go with all of them. Add all voices in one call of add_voice."
        )
    told = dict(option.partition("=")[::2] for option in first.split("; ")) if first else {}
    valid = {"carry_over": {"False": False}, "doubled": {"direct": "direct"}}
    for name, value in told.items():
        if value not in valid.get(name, ()):
            raise FramingError(f"the hits have unknown voice_options {first!r}. Add their voices anew with add_voice.")
    return {name: valid[name][value] for name, value in told.items()}


def token_voices(corpus: Corpus, *, carry_over: bool = True, doubled: str = "indirect") -> pd.DataFrame:
    """
    Whose words the tokens of a corpus are: what rates by voice and by speaker divide by.

    Parameters
    ----------
    corpus : Corpus
    carry_over, doubled
        As in :func:`find_voices`.

    Returns
    -------
    DataFrame
        One row a token of ``corpus.tokens``, categorical: ``voice`` (author, direct, indirect, imputed),
        ``speaker`` and ``speaker_type``, empty where the author speaks; of imputed words the one imputed to.

    Raises
    ------
    FramingError
        If the corpus is said to be in another language than English.

    Examples
    --------
    >>> from framing import read_corpus
    >>> token_voices(read_corpus(["The envoy said that talks failed."]))["voice"].tolist()
    ['author', 'author', 'author', 'indirect', 'indirect', 'indirect']
    """
    check_arguments(corpus=corpus)
    refuse_language(corpus.language)
    tokens = corpus.tokens
    voiced = np.zeros(len(tokens), dtype=np.int64)
    speakers = {"": 0}
    named, typed = np.zeros((2, len(tokens)), dtype=np.int64)
    types = ("", *SPEAKER_TYPES)
    for number, document in enumerate(corpus):
        own = slice(tokens.bounds[number], tokens.bounds[number + 1])
        voices = find_voices(document.text, carry_over=carry_over, doubled=doubled)
        for voice, words in spoken(voices, tokens.start[own]):
            voiced[own][words] = WHOSE.index(voice.voice)
            named[own][words] = speakers.setdefault(voice.speaker, len(speakers))
            typed[own][words] = types.index(voice.speaker_type)
    return pd.DataFrame(
        {
            "voice": pd.Categorical.from_codes(voiced, categories=list(WHOSE)),
            "speaker": pd.Categorical.from_codes(named, categories=list(speakers)),
            "speaker_type": pd.Categorical.from_codes(typed, categories=list(types)),
        }
    )


def voices_called(name: str) -> tuple[str, ...]:
    """
    The voices meant by a name: of the two ``SIDES`` (the author's words are those imputed to somebody, too) or of one.

    >>> voices_called("author"), voices_called("direct")
    (('author', 'imputed'), ('direct',))
    """
    if not isinstance(name, str):
        raise FramingError(f"voice must be the name of one, found {name!r}.")
    if name in SIDES:
        return SIDES[name]
    if name not in WHOSE:
        raise FramingError(unknown("voice", name, list(dict.fromkeys([*SIDES, *WHOSE]))))
    return (name,)


def spoken(voices: Sequence[Voice], starts: np.ndarray) -> Iterator[tuple[Voice, slice]]:
    """Each voice of somebody else's and the tokens of a text (by their ``starts``) in it, the inner after the outer."""
    others = [voice for voice in voices if voice.voice != "author"]
    first = np.searchsorted(starts, [voice.start for voice in others]).tolist()
    last = np.searchsorted(starts, [voice.end for voice in others]).tolist()
    for voice, i, j in zip(others, first, last, strict=True):
        yield voice, slice(i, j)


def _columns(text: str, voices: Cells, reader: StanceReader, start: int, end: int) -> tuple:
    held = covering(voices.touching(start, end), start, end)
    stance = reader.stance(start, end)
    voice = whose(held)
    other = voice and voice.voice != "author"
    return (
        voice.voice if voice else "author",
        voice.kind if voice else "",
        voice.speaker if other else "",
        voice.speaker_type if other else "",
        text[slice(*voice.cue)] if voice and voice.cue else "",
        voice.rule if voice else "no-cue",
        round(voice.confidence, 3) if voice else np.nan,
        stance.author,
        stance.source,
        stance.collapsed,
        text[slice(*stance.cue)] if stance.cue else "",
        stance.cue_type,
        stance.scare_quoted,
    )
