"""
What several coders marked, as one table: a mention a row, and whose it is in the column ``coder``.

A coder is a person, a model or a lexicon; hits of a lexicon become mentions of one more coder by :func:`as_coder`.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from framing.errors import CorpusError, FramingError, unknown
from framing.hits.arguments import check_arguments
from framing.hits.given import given_hits
from framing.scores.validation import GOLD, read_coding
from framing.text.corpus import Corpus

Coded = Mapping[str, Iterable[str]] | str | None


def load_mentions(
    corpus: Corpus, path: str | os.PathLike = GOLD / "mentions.csv", *, frames: Sequence[str] | None = None
) -> pd.DataFrame:
    """
    Read what several coders marked in the articles of a corpus.

    Parameters
    ----------
    corpus : Corpus
    path
        A .csv or .xlsx file with the columns ``coder``, ``file`` (the one in an article's metadata) or ``doc_id``,
        ``frame``, ``span``, ``char_start``, ``char_end``, offsets into the raw text; further columns are kept as
        text. If there is ``text_hash`` (see :func:`text_hash`), each article must still be the one that was coded.
    frames : sequence of str, optional
        The frames there are, such as ``lexicon.frame_names``; a mention of another one is refused.

    Returns
    -------
    DataFrame
        One row a mention, in file order: ``doc_id, frame, start, end, text, counted`` (false where the mention lies in
        boilerplate that the corpus drops), then the file's other columns, among them ``coder``.

    Raises
    ------
    CorpusError
        If the file cannot be used, holds no mention in these articles, names no coder or an unknown frame, has a span
        twice for one coder and frame, or spans that the text does not have.

    Examples
    --------
    >>> from framing import load_seeds
    >>> load_mentions(load_seeds()).groupby("coder").size().to_dict()
    {'A': 103, 'B': 128, 'C': 138}
    """
    check_arguments(corpus=corpus)
    table = read_coding(corpus, path)
    path = Path(path)
    if "coder" not in table.columns:
        raise CorpusError(f"{path}: {unknown('column', 'coder', table.columns)}")
    if table.empty:
        raise CorpusError(f"{path}: holds no mention in an article of this corpus.")
    table["coder"] = table["coder"].str.strip()
    for line in table.index[table["coder"] == ""][:1]:
        raise CorpusError(f"{path}, line {line}: expected the name of a coder, found none.")
    if frames is not None:
        for line, name in table.loc[~table["frame"].isin(frames), "frame"].head(1).items():
            raise CorpusError(f"{path}, line {line}: {unknown('frame', name, frames)}")
    for line in table.index[table.duplicated(["coder", "doc_id", "frame", "start", "end"])][:1]:
        row = table.loc[line]
        raise CorpusError(
            f"{path}, line {line}: coder {row['coder']!r} has {row['text']!r} as {row['frame']!r} twice. Drop one row."
        )
    if "text_hash" in table.columns:
        hashes = {document.doc_id: text_hash(document.text) for document in corpus}
        for line, doc_id in table.loc[table["text_hash"] != table["doc_id"].map(hashes), "doc_id"].head(1).items():
            raise CorpusError(f"{path}, line {line}: the text of {doc_id!r} has changed since it was coded.")
    return table.reset_index(drop=True)


def text_hash(text: str) -> str:
    """
    A short hash by which a coded text is known again.

    >>> text_hash("The border.")
    'sha256:0e2cbc8e47933329'
    """
    # With a prefix, since a spreadsheet would make a number of digits with an e among them.
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def as_coder(hits: pd.DataFrame, coder: str = "lexicon") -> pd.DataFrame:
    """
    Hits as mentions of one more coder, to be put below those of others with ``pandas.concat``.

    Returns
    -------
    DataFrame
        ``doc_id, frame, start, end, text, counted, coder``.

    Raises
    ------
    FramingError
        If the hits lack a column.

    Examples
    --------
    >>> from framing import Lexicon, find_hits, read_corpus
    >>> hits = find_hits(read_corpus(["The border."]), Lexicon.from_dict({"b": ["border"]}))
    >>> as_coder(hits).values.tolist()
    [['text1', 'b', 4, 10, 'border', True, 'lexicon']]
    """
    needs = ("doc_id", "frame", "start", "end", "text")
    table = given_hits(hits, needs=needs)[[*needs]]
    return table.assign(counted=True, coder=pd.Series(coder, index=table.index, dtype="str"))


def consensus(mentions: pd.DataFrame, *, at_least: int = 2) -> pd.DataFrame:
    """
    What coders marked in common: the stretches that at least so many of them marked for the same frame.

    Parameters
    ----------
    mentions : DataFrame
        As :func:`load_mentions` returns it.
    at_least : int
        From 1 (what anybody marked) to the number of coders.

    Returns
    -------
    DataFrame
        One row a stretch, by document as they come, then by place: ``doc_id, frame, start, end, text, counted, coder``
        (such as ``2 of 3``) and ``marked_by``, the coders of the mentions it is cut from.

    Examples
    --------
    >>> mentions = pd.DataFrame(
    ...     [("x", "f", 4, 14, "great game", "A"), ("x", "f", 0, 9, "the great", "B"), ("x", "f", 20, 24, "game", "B")],
    ...     columns=["doc_id", "frame", "start", "end", "text", "coder"],
    ... )
    >>> consensus(mentions)[["start", "end", "text", "coder", "marked_by"]].values.tolist()
    [[4, 9, 'great', '2 of 2', 'A, B']]
    """
    mentions = counted(mentions)
    coders = list(mentions["coder"].unique())
    if not isinstance(at_least, int) or not 1 <= at_least <= max(len(coders), 1):
        raise FramingError(f"at_least must lie between 1 and the number of coders, {len(coders)}; found {at_least!r}.")
    rows = []
    order = {doc_id: n for n, doc_id in enumerate(mentions["doc_id"].unique())}
    for (doc_id, frame), own in mentions.groupby(["doc_id", "frame"], sort=True):
        letters = [""] * int(own["end"].max())
        for row in own.itertuples():
            letters[row.start : row.end] = row.text
        marks = sum(covered(of_one, len(letters)).astype(int) for _, of_one in own.groupby("coder"))
        edges = np.flatnonzero(np.diff(np.concatenate([[False], marks >= at_least, [False]]).astype(int)))
        for start, end in edges.reshape(-1, 2).tolist():
            near = own[(own["start"] < end) & (start < own["end"])]["coder"].unique()
            by = ", ".join(coder for coder in coders if coder in near)
            rows.append((doc_id, frame, start, end, "".join(letters[start:end]), True, by))
    rows.sort(key=lambda row: (order[row[0]], row[2], row[1]))
    table = pd.DataFrame(rows, columns=["doc_id", "frame", "start", "end", "text", "counted", "marked_by"])
    table.insert(6, "coder", pd.Series(f"{at_least} of {len(coders)}", index=table.index, dtype="str"))
    return table.astype({"doc_id": "str", "frame": "str", "text": "str", "marked_by": "str"})


def covered(mentions: pd.DataFrame, length: int) -> np.ndarray:
    """Which characters of a text some mentions in it cover."""
    marks = np.zeros(length, dtype=bool)
    for start, end in zip(mentions["start"].tolist(), mentions["end"].tolist(), strict=True):
        marks[start:end] = True
    return marks


def counted(mentions: pd.DataFrame, corpus: Corpus | None = None) -> pd.DataFrame:
    """The mentions that lie in text that counts, as they were made, whatever has become of the table since."""
    mentions = given_hits(mentions, corpus, needs=("coder", "doc_id", "frame", "start", "end"), what="mentions")
    kept = mentions[mentions["counted"]].reset_index(drop=True) if "counted" in mentions.columns else mentions
    if kept.empty:
        raise FramingError("there is no mention in text that counts. Expected those of at least one coder.")
    return kept


def documents_read(mentions: pd.DataFrame, coded: Coded, doc_ids: Sequence[str]) -> dict[str, list[str]]:
    """
    Which documents each coder has read, whether or not there was anything to mark in them.

    Parameters
    ----------
    mentions : DataFrame
    coded : mapping of str to doc_ids, "all" or None
        The documents of each coder; ``"all"``: everybody has read all. Without it, all have read the documents that
        anybody marked something in; that is refused where a coder marked nothing in one of them, because whether they
        found nothing or never read it makes a difference.
    doc_ids : sequence of str
        All documents, in order.

    Raises
    ------
    FramingError
        If it cannot be told who has read what, or a coder has a mention in a document they have not read.
    """
    marked = mentions.groupby("coder", sort=False)["doc_id"].unique()
    for doc_id in mentions.loc[~mentions["doc_id"].isin(doc_ids), "doc_id"].head(1):
        raise FramingError(f"the mentions name an {unknown('doc_id', doc_id, doc_ids)}")
    if isinstance(coded, str) and coded != "all":
        raise FramingError(f"coded must be 'all' or give the documents of each coder, found {coded!r}.")
    if coded == "all":
        return {coder: list(doc_ids) for coder in marked.index}
    if coded is None:
        everywhere = set(mentions["doc_id"])
        anybody = [doc_id for doc_id in doc_ids if doc_id in everywhere]
        for coder, own in marked.items():
            for doc_id in sorted(everywhere - set(own), key=anybody.index)[:1]:
                raise FramingError(
                    f"coder {coder!r} has no mention in {doc_id!r}, which others have: not read, or nothing found? "
                    "Say with coded= which documents each coder has read, or 'all'."
                )
        return dict.fromkeys(marked.index, anybody)
    if not isinstance(coded, Mapping):
        raise FramingError(f"coded must be 'all' or give the documents of each coder, found {coded!r}.")
    given = {coder: set(own) for coder, own in coded.items()}
    for coder, own in given.items():
        for doc_id in sorted(own - set(doc_ids)):
            raise FramingError(f"coded gives {coder!r} an {unknown('doc_id', doc_id, doc_ids)}")
    for coder, own in marked.items():
        if coder not in given:
            raise FramingError(f"coded does not say which documents coder {coder!r} has read.")
        for doc_id in sorted(set(own) - given[coder]):
            raise FramingError(f"coder {coder!r} has a mention in {doc_id!r}, which coded says they have not read.")
    return {coder: [doc_id for doc_id in doc_ids if doc_id in own] for coder, own in given.items()}
