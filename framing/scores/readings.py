"""
Corpus, lexicon and mentions to readings: what each coder marked, under each choice that changes the marks themselves.

A mark is a hit or a mention. All choices that only leave out some of the marks are made later, by filtering.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from framing.errors import FramingError, unknown
from framing.hits.given import refuse_strangers
from framing.hits.table import find_hits
from framing.lexicon.frames import Lexicon
from framing.scores.declaration import ALL, CONSENSUS, COUNTED, LEFT_OUT, LEXICON
from framing.scores.mentions import consensus, counted
from framing.text.corpus import Corpus
from framing.voice.voiced import add_voice

READING = ("coder", "own", "boilerplate", "unsure")  # the choices that change the marks themselves
_MARK = ["doc_id", "frame", "category", "start", "end"]


def tiers(lexicon: Lexicon) -> dict[str, list[str]]:
    """The categories that count up to each tier: of ``all`` all of them, else those of the lexicon up to that one."""
    names = list(dict.fromkeys(category for frame in lexicon for category in frame.categories))
    return {ALL: names} | {name: names[: place + 1] for place, name in enumerate(names) if name}


def idle(corpus: Corpus, lexicon: Lexicon, mentions: pd.DataFrame | None) -> set[str]:
    """The choices that could change nothing, as none of the data is what they are about."""
    about = {
        "own": any(pattern.articles for frame in lexicon for pattern in frame.patterns),
        "scope": any(document.headline for document in corpus),
        "boilerplate": any(document.boilerplate for document in corpus),
        "unsure": mentions is not None and not _sure(mentions).all(),
    }
    return {name for name, present in about.items() if not present}


def variants(corpus: Corpus, wanted: Iterable[str]) -> dict[str, Corpus]:
    """The corpus with boilerplate left out, and with it counted."""
    made = {LEFT_OUT: "drop", COUNTED: "keep"}
    return {name: replace(corpus, boilerplate=made[name]) for name in dict.fromkeys(wanted)}


def read(
    wanted: pd.DataFrame, corpora: Mapping[str, Corpus], lexicon: Lexicon, mentions: pd.DataFrame | None
) -> dict[tuple[str, ...], pd.DataFrame]:
    """
    The marks of each reading, a row of ``wanted``: ``doc_id, frame, category, start, end, voice, sentence,
    last``, the sentences in which the mark begins and ends.

    Voices are those of :func:`add_voice` for hits and mentions alike,
    as the words that rates by voice divide by are told apart in the same way.
    """
    choices = wanted[list(READING)].to_dict("records")
    marks = [_marks(reading, corpora, lexicon, mentions)[_MARK] for reading in choices]
    every = pd.concat(marks, ignore_index=True)  # at once, since each text is read for its voices once a call
    every = every.assign(voice=add_voice(every, next(iter(corpora.values())))["voice"].array)
    ends = np.cumsum([len(own) for own in marks])
    return {
        tuple(reading.values()): _placed(every.iloc[end - len(own) : end], corpora[corpus_of(reading)])
        for reading, own, end in zip(choices, marks, ends, strict=True)
    }


def corpus_of(choices: Mapping[str, str]) -> str:
    """Which variant of the corpus a specification is about; coders have not read boilerplate."""
    return choices["boilerplate"] or LEFT_OUT


def check_coders(coders: Iterable[str], mentions: pd.DataFrame | None, corpus: Corpus, lexicon: Lexicon) -> None:
    """Refuse coders without mentions, mentions of other frames or articles, and what a coder may not have read."""
    people = [coder for coder in coders if coder != LEXICON]
    if not people:
        return
    if mentions is None:
        raise FramingError(f"the declaration names the coder {people[0]!r}. Give the mentions, from load_mentions.")
    marked = counted(mentions, corpus)
    known = list(dict.fromkeys(marked["coder"]))
    for name in (LEXICON, CONSENSUS):
        if name in known:
            raise FramingError(
                f"the mentions have a coder named {name!r}, which is made here. Leave those mentions out."
            )
    refuse_strangers(marked, "frame", lexicon.frame_names, what="mentions")
    for coder in people:
        if coder not in [CONSENSUS, *known]:
            raise FramingError(f"the declaration: {unknown('coder', coder, [LEXICON, CONSENSUS, *known])}")
    for coder in known if CONSENSUS in people else people:
        for doc_id in corpus.doc_ids:
            if doc_id not in set(marked.loc[marked["coder"] == coder, "doc_id"]):
                raise FramingError(
                    f"coder {coder!r} has no mention in {doc_id!r}: not read, or nothing found? A specification needs "
                    "all articles; leave out the coder, or the article."
                )


def _marks(
    choices: Mapping[str, str], corpora: Mapping[str, Corpus], lexicon: Lexicon, mentions: pd.DataFrame | None
) -> pd.DataFrame:
    if choices["coder"] == LEXICON:
        leave_out = "own" if choices["own"] == LEFT_OUT else None
        return find_hits(corpora[corpus_of(choices)], lexicon, leave_out=leave_out)
    kept = counted(mentions, corpora[corpus_of(choices)])
    if choices["unsure"] == LEFT_OUT:
        kept = kept[_sure(kept)]
    kept = consensus(kept) if choices["coder"] == CONSENSUS else kept[kept["coder"] == choices["coder"]]
    return kept.assign(category="").reset_index(drop=True)


def _sure(mentions: pd.DataFrame) -> pd.Series:
    """Which mentions their coder is sure of; all, where nothing is said of it."""
    return mentions.get("sure", pd.Series("1", index=mentions.index)).astype("str") != "0"


def _placed(marks: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """Marks with the sentences that each begins and ends in; those in text that does not count are left out."""
    tokens = corpus.tokens
    width = int(tokens.end.max()) + 1
    number = pd.Index(corpus.doc_ids).get_indexer(marks["doc_id"])
    start, end = (number * width + marks[edge].to_numpy() for edge in ("start", "end"))
    # A mention may begin or end with a quote mark: it stands where its words do.
    first = np.searchsorted(tokens.document * width + tokens.end, start, "right")
    last = np.searchsorted(tokens.document * width + tokens.start, end, "left") - 1
    counts = first <= last
    sentence = corpus.units["sentence"].to_numpy()
    placed = marks[counts].reset_index(drop=True)
    return placed.assign(sentence=sentence[first[counts]], last=sentence[last[counts]])


def in_every_sentence(marks: pd.DataFrame) -> pd.DataFrame:
    """One row for each sentence that a mark stands in."""
    times = (marks["last"] - marks["sentence"] + 1).to_numpy()
    rows = marks.iloc[np.repeat(np.arange(len(marks)), times)]
    further = np.arange(len(rows)) - np.repeat(np.cumsum(times) - times, times)
    return rows.assign(sentence=rows["sentence"] + further)
