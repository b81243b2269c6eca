"""
Corpus and lexicon to hits: the one table that every number, quotation and picture is derived from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from framing.errors import FramingError, unknown
from framing.hits.arguments import check_arguments
from framing.hits.matching import match
from framing.hits.occurrences import Matches
from framing.lexicon.frames import Lexicon
from framing.text.corpus import Corpus
from framing.text.sections import SECTIONS
from framing.text.tokens import Tokens

HIT_COLUMNS = (
    "doc_id",
    "frame",
    "category",
    "pattern",
    "start",
    "end",
    "text",
    "section",
    "paragraph",
    "sentence",
    "position",
    "parts",
)


def find_hits(
    corpus: Corpus,
    lexicon: Lexicon,
    *,
    nested_scope: str = "frame",
    semantics: str = "framing",
    leave_out: str | None = None,
) -> pd.DataFrame:
    """
    Find every occurrence of every pattern.

    Parameters
    ----------
    corpus : Corpus
    lexicon : Lexicon
    nested_scope : {"frame", "lexicon"}
        Whether a longer hit of one frame hides a shorter one of another that lies inside it.
    semantics : {"framing", "quanteda"}
        See :mod:`framing.hits.matching`.
    leave_out : {"own"}, optional
        In a document leave out the patterns that were found only by reading it (``articles`` in the lexicon's file;
        one that lists several documents is left out in each). So documents on which a lexicon was written, and others,
        are measured alike.

    Returns
    -------
    DataFrame
        One row a hit, in the order of documents, then of ``start``, then of frames: ``doc_id``, ``frame``,
        ``category``, ``pattern`` (its id), ``start`` and ``end`` (``text[start:end]`` of the raw text is the
        evidence), ``text``, ``section``, ``paragraph``, ``sentence``, ``position`` (0–1 through the counted tokens),
        ``parts`` (of a near, start and end of each part: ``6-12 20-29``; else empty).

    Raises
    ------
    FramingError
        If ``corpus`` or ``lexicon`` is something else, or ``nested_scope``, ``semantics`` or ``leave_out`` is unknown.

    Examples
    --------
    >>> from framing import Lexicon, read_corpus
    >>> corpus = read_corpus(["A new Great Game? The game of great powers."])
    >>> hits = find_hits(corpus, Lexicon.from_dict({"rivalry": ["great game", "great power*"]}))
    >>> hits[["pattern", "start", "end", "text"]].values.tolist()
    [['great game', 6, 16, 'Great Game'], ['great power*', 30, 42, 'great powers']]
    """
    check_arguments(corpus=corpus, lexicon=lexicon)
    options = {"nested_scope": nested_scope, "semantics": semantics}
    if leave_out is None:
        return _hits(corpus, lexicon, **options)
    if leave_out != "own":
        raise FramingError(unknown("leave_out", leave_out, ["own"]))
    tables = [_hits(part, own, **options) for part, own in _without_own(corpus, lexicon)]
    order = pd.concat([table["doc_id"] for table in tables]).map({d: n for n, d in enumerate(corpus.doc_ids)})
    return pd.concat(tables).iloc[np.argsort(order, kind="stable")].reset_index(drop=True)


def _without_own(corpus: Corpus, lexicon: Lexicon) -> Iterator[tuple[Corpus, Lexicon]]:
    """The documents that no pattern was found in, with the whole lexicon; each other one with what was not."""
    named = {doc_id for frame in lexicon for pattern in frame.patterns for doc_id in pattern.articles}
    others = [document for document in corpus if document.doc_id not in named]
    if others:
        yield replace(corpus, documents=tuple(others)), lexicon
    for document in corpus:
        if document.doc_id in named:
            yield replace(corpus, documents=(document,)), lexicon.apart_from(document.doc_id)


def _hits(corpus: Corpus, lexicon: Lexicon, *, nested_scope: str, semantics: str) -> pd.DataFrame:
    """The hits of the whole lexicon."""
    found = match(corpus.tokens, lexicon, nested_scope=nested_scope, semantics=semantics)
    return as_table(found, corpus, lexicon)


def as_table(found: Matches, corpus: Corpus, lexicon: Lexicon) -> pd.DataFrame:
    """Occurrences in a corpus with the columns of :func:`find_hits`."""
    tokens, units = corpus.tokens, corpus.units
    last = found.first + found.length - 1
    number = tokens.document[found.first]
    start, end = tokens.start[found.first], tokens.end[last]
    texts = [document.text for document in corpus]
    frames = lexicon.frames
    patterns = [frames[f].patterns[p] for f, p in zip(found.frame.tolist(), found.pattern.tolist(), strict=True)]
    where = units.iloc[found.first]
    spans = zip(number.tolist(), start.tolist(), end.tolist(), strict=True)
    return pd.DataFrame(
        {
            "doc_id": pd.Series([corpus.doc_ids[n] for n in number.tolist()], dtype="str"),
            "frame": pd.Series([frames[f].name for f in found.frame.tolist()], dtype="str"),
            "category": pd.Series([pattern.category for pattern in patterns], dtype="str"),
            "pattern": pd.Series([pattern.id for pattern in patterns], dtype="str"),
            "start": start,
            "end": end,
            "text": pd.Series([texts[n][a:b] for n, a, b in spans], dtype="str"),
            "section": pd.Categorical(where["section"].to_numpy(), categories=list(SECTIONS)),
            "paragraph": where["paragraph"].to_numpy(),
            "sentence": where["sentence"].to_numpy(),
            "position": where["position"].to_numpy(),
            "parts": pd.Series(_parts(found, tokens), dtype="str"),
        },
        columns=list(HIT_COLUMNS),
    )


def _parts(found: Matches, tokens: Tokens) -> list[str]:
    """Start and end of the parts of each hit that is a near, in characters."""
    keys = zip(found.first.tolist(), found.frame.tolist(), found.pattern.tolist(), strict=True)
    parts = (found.parts.get(key, ()) for key in keys)
    return [" ".join(f"{tokens.start[first]}-{tokens.end[stop - 1]}" for first, stop in own) for own in parts]
