"""
Documents to the tokens that count, each with its section; tokens to paragraphs and sentences.

A **section** is ``headline``, ``lead`` (the body's first paragraph), ``body``, or ``boilerplate`` where that is kept;
paragraphs and sentences are numbered from 0 through the counted text.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from framing.errors import CorpusError
from framing.text.boundaries import Boundary, ending_in
from framing.text.document import Document
from framing.text.tokens import Tokens, tokenize

SECTIONS = ("headline", "lead", "body", "boilerplate")
_HEADLINE, _LEAD, _BODY, _BOILERPLATE = range(4)


def counted_tokens(
    documents: Sequence[Document], *, boilerplate: str, language: str = "en", mend: tuple[str, ...] = ()
) -> tuple[Tokens, np.ndarray]:
    """
    The tokens that count, with boundaries where boilerplate was left out or a section changes, and the section of each.

    Sections are given by their place in ``SECTIONS``.

    Raises
    ------
    CorpusError
        If a document has no word that counts.
    """
    every = tokenize([document.text for document in documents], language=language, mend=mend)
    section = _marked(documents, every)
    keep = section != _BOILERPLATE if boilerplate == "drop" else np.ones(len(every), dtype=bool)
    tokens = every.select(keep, _with_seams(every, section, keep))
    section = section[keep]
    for number, document in enumerate(documents):
        own = slice(tokens.bounds[number], tokens.bounds[number + 1])
        if own.start == own.stop:
            raise CorpusError(
                f"document {document.doc_id!r} has no word that counts ({len(document.text)} characters, "
                f"{len(document.boilerplate)} boilerplate ranges). Give it text, or leave it out."
            )
        _mark_lead(section[own], tokens.boundaries[own])
    return tokens, section


def _marked(documents: Sequence[Document], tokens: Tokens) -> np.ndarray:
    """Headline, body or boilerplate, as the ranges of each document say."""
    section = np.full(len(tokens), _BODY, dtype=np.int8)
    for number, document in enumerate(documents):
        own = slice(tokens.bounds[number], tokens.bounds[number + 1])
        start, codes = tokens.start[own], section[own]
        for ranges, code in ((document.headline, _HEADLINE), (document.boilerplate, _BOILERPLATE)):
            for stretch in ranges:
                codes[(start >= stretch.start) & (start < stretch.end)] = code
    return section


def _with_seams(tokens: Tokens, section: np.ndarray, keep: np.ndarray) -> np.ndarray:
    """The boundaries of all tokens; a section also ends where something was left out, and where a document ends."""
    boundaries = tokens.boundaries.copy()
    kept = np.flatnonzero(keep)
    last, this = kept[:-1], kept[1:]
    seam = (this - last > 1) | (section[this] != section[last]) | (tokens.document[this] != tokens.document[last])
    boundaries[np.concatenate([kept[:1], this[seam]])] = Boundary.SECTION
    return boundaries


def _mark_lead(section: np.ndarray, boundaries: np.ndarray) -> None:
    """The first paragraph of one document's body is its lead."""
    body = np.flatnonzero(section == _BODY)
    if len(body):
        after = np.flatnonzero(boundaries[body[0] + 1 :] >= Boundary.PARAGRAPH)
        stop = body[0] + 1 + after[0] if len(after) else len(section)
        section[body[0] : stop] = _LEAD


def token_units(tokens: Tokens, section: np.ndarray) -> pd.DataFrame:
    """
    Where each token stands: columns ``document`` (its number), ``section``, ``paragraph``, ``sentence`` (numbered from
    0 in each document) and ``position`` (0–1 through the document's tokens).
    """
    first = np.repeat(tokens.bounds[:-1], np.diff(tokens.bounds))

    def number(level: Boundary) -> np.ndarray:
        running = np.cumsum(tokens.boundaries >= level)
        return running - running[first]

    return pd.DataFrame(
        {
            "document": tokens.document,
            "section": pd.Categorical.from_codes(section, categories=list(SECTIONS)),
            "paragraph": number(Boundary.PARAGRAPH),
            "sentence": number(Boundary.SENTENCE),
            "position": (np.arange(len(tokens)) - first) / np.diff(tokens.bounds)[tokens.document],
        }
    )


def stretches(
    documents: Sequence[Document], tokens: Tokens, units: pd.DataFrame, level: Boundary, columns: list[str]
) -> pd.DataFrame:
    """One row a paragraph or sentence: ``doc_id``, some columns of ``units``, ``start, end, n_tokens, text``."""
    first = np.flatnonzero(tokens.boundaries >= level)
    last = np.append(first[1:], len(tokens)) - 1
    rows = units.iloc[first][["document", *columns]].reset_index(drop=True)
    start, end, texts = [], [], []
    begin, previous = 0, -1
    for number, i, j in zip(rows["document"].tolist(), first.tolist(), last.tolist(), strict=True):
        text = documents[number].text
        if number != previous:
            begin = int(tokens.start[i]) - around(text[: tokens.start[i]])[1]
        said, goes_on = int(tokens.end[j]), j + 1 < tokens.bounds[number + 1]
        after = int(tokens.start[j + 1]) if goes_on else len(text)
        closing, opening = (_seam if goes_on else around)(text[said:after])
        start.append(begin)
        end.append(said + closing)
        texts.append(text[begin : said + closing])
        begin, previous = after - opening, number
    doc_ids = np.array([document.doc_id for document in documents], dtype=object)
    rows.insert(0, "doc_id", doc_ids[rows.pop("document")])
    return rows.assign(doc_id=rows["doc_id"].astype("str"), start=start, end=end, n_tokens=last - first + 1, text=texts)


def around(gap: str) -> tuple[int, int]:
    """How many characters at the beginning and at the end of a gap stand before and after its white space."""
    parts = gap.split()
    return tuple(0 if not gap or gap[edge].isspace() else len(parts[edge]) for edge in (0, -1))


def _seam(gap: str) -> tuple[int, int]:
    """
    How much of the gap between two sentences belongs to the one before, and to the one after.

    White space parts them, so quote marks and stops stay with their own; where there is none, what ends a sentence
    does.
    """
    closing, opening = around(gap)
    if closing + opening <= len(gap):
        return closing, opening
    ending = ending_in(gap)
    closing = ending[1] if ending else len(gap)
    return closing, len(gap) - closing
