"""
What was found against hand coding: how many mentions, hits, voices and stances are right.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from framing.errors import CorpusError, FramingError, unknown
from framing.text.corpus import Corpus
from framing.text.reading import SEEDS
from framing.voice.voiced import add_voice

GOLD = SEEDS.parent / "gold"


def load_coding(corpus: Corpus, path: str | os.PathLike = GOLD / "gold.csv") -> pd.DataFrame:
    """
    Read hand-coded mentions of frames in the articles of a corpus.

    Parameters
    ----------
    corpus : Corpus
        Its documents are found through their ``file`` in the metadata, else through ``doc_id``.
    path
        A .csv file with the columns ``file`` (or ``doc_id``), ``frame``, ``span``, ``char_start``, ``char_end``,
        offsets into the raw text; further columns (``alt``, ``voice``, ...) are kept as text.

    Returns
    -------
    DataFrame
        One row a mention, in file order: ``doc_id``, ``frame``, ``start``, ``end``, ``text``, ``counted`` (false
        where the mention lies in boilerplate that the corpus drops), then the file's other columns.

    Raises
    ------
    CorpusError
        If the file or a column is missing, or a row's span is not what the article has at its offsets.
    """
    return read_coding(corpus, path).reset_index(drop=True)


def read_coding(corpus: Corpus, path: str | os.PathLike) -> pd.DataFrame:
    """As :func:`load_coding`; the index gives the line of the file."""
    path = Path(path)
    rows = _cells(path)
    key = "file" if "file" in rows.columns else "doc_id"
    for column in (key, "frame", "span", "char_start", "char_end"):
        if column not in rows.columns:
            raise CorpusError(f"{path}: {unknown('column', column, rows.columns)}")
    names = {str(document.metadata.get("file", document.doc_id)): document for document in corpus}
    names |= {document.doc_id: document for document in corpus}
    kept, lines = [], []
    for line, row in enumerate(rows.to_dict("records"), start=2):
        document = names.get(row.pop(key))
        if document is None:
            continue  # coding of an article that this corpus does not have
        try:
            start, end = int(row.pop("char_start")), int(row.pop("char_end"))
        except ValueError:
            raise CorpusError(f"{path}, line {line}: char_start and char_end must be whole numbers.") from None
        frame, span = row.pop("frame").strip(), row.pop("span")
        if not frame:
            raise CorpusError(f"{path}, line {line}: expected the name of a frame, found none.")
        if not 0 <= start < end <= len(document.text):
            raise CorpusError(
                f"{path}, line {line}: {start}–{end} is no stretch of {document.doc_id!r}, which has "
                f"{len(document.text)} characters. Mend the offsets."
            )
        if document.text[start:end] != span:
            raise CorpusError(
                f"{path}, line {line}: the span is {span!r}, but {document.doc_id!r} has "
                f"{document.text[start:end]!r} at {start}–{end}. Mend the offsets."
            )
        dropped = corpus.boilerplate == "drop" and any(
            start < stretch.end and stretch.start < end for stretch in document.boilerplate
        )
        head = {"doc_id": document.doc_id, "frame": frame, "start": start, "end": end, "text": span}
        kept.append({**head, "counted": not dropped, **row})
        lines.append(line)
    columns = ["doc_id", "frame", "start", "end", "text", "counted"]
    columns += [c for c in rows.columns if c not in (key, "frame", "span", "char_start", "char_end")]
    return pd.DataFrame(kept, columns=columns, index=lines)


def _cells(path: Path) -> pd.DataFrame:
    """The cells of a .csv file as text, below its head."""
    try:
        # With its head as a row, since pandas renames one of two equal columns, and shifts rows longer than the head.
        rows = pd.read_csv(path, dtype="str", keep_default_na=False, header=None, encoding="utf-8-sig").fillna("")
    except (OSError, ValueError) as error:
        raise CorpusError(f"{path}: cannot be read as .csv: {error}") from None
    names = rows.iloc[0].tolist()
    for name in sorted({name for name in names if names.count(name) > 1}):
        raise CorpusError(f"{path}: has two columns called {name!r}. Drop or rename one.")
    return rows[1:].set_axis(names, axis=1)


def overlaps(spans: pd.DataFrame, others: pd.DataFrame, *, on: Sequence[str] = ("doc_id", "frame")) -> np.ndarray:
    """
    Which spans share a character with any of the other spans of the same document and frame.

    Both tables have the columns of ``on``, ``start`` and ``end``. Returns one truth value a row of ``spans``.

    >>> import pandas as pd
    >>> a = pd.DataFrame({"doc_id": ["x", "x"], "frame": ["f", "f"], "start": [0, 5], "end": [5, 9]})
    >>> b = pd.DataFrame({"doc_id": ["x"], "frame": ["f"], "start": [8], "end": [12]})
    >>> overlaps(a, b).tolist()
    [False, True]
    """
    found = np.zeros(len(spans), dtype=bool)
    keys = list(on) if len(on) > 1 else on[0]  # for a list of one, pandas gives keys of two kinds
    groups = dict(list(others.groupby(keys, sort=True)))
    for key, rows in spans.groupby(keys, sort=True).indices.items():
        if key in groups:
            start, end = (groups[key][column].to_numpy() for column in ("start", "end"))
            a, b = (spans[column].to_numpy()[rows, None] for column in ("start", "end"))
            found[rows] = ((a < end) & (start < b)).any(axis=1)
    return found


def validate(hits: pd.DataFrame, coding: pd.DataFrame, *, by: Sequence[str] = ()) -> pd.DataFrame:
    """
    Precision and recall of hits against coded mentions.

    A mention is *found* if a hit of its frame overlaps it; a hit is *right* if it overlaps a mention of its frame.
    Only documents that have been coded are looked at.

    Parameters
    ----------
    hits, coding : DataFrame
        As :func:`find_hits` and :func:`load_coding` return them. Leave out beforehand what should not count.
    by : sequence of {"frame", "doc_id"}
        One row for each value (or pair of values); none: one row for all.

    Returns
    -------
    DataFrame
        The columns of ``by``, then ``mentions``, ``found``, ``recall`` (found / mentions), ``hits``, ``right``,
        ``precision`` (right / hits), ``f1`` (their harmonic mean); NaN where a denominator is 0.
    """
    for column in by:
        if column not in ("frame", "doc_id"):
            raise FramingError(unknown("column", column, ["frame", "doc_id"]))
    hits = hits[hits["doc_id"].isin(coding["doc_id"])]
    found = coding.assign(found=overlaps(coding, hits))
    right = hits.assign(right=overlaps(hits, coding))
    keys = list(by) or [pd.Series("all", index=found.index)]
    recall = found.groupby(keys, sort=True)["found"].agg(mentions="size", found="sum")
    keys = list(by) or [pd.Series("all", index=right.index)]
    precision = right.groupby(keys, sort=True)["right"].agg(hits="size", right="sum")
    table = recall.join(precision, how="outer").fillna(0).astype(int)
    table.insert(2, "recall", table["found"] / table["mentions"].where(table["mentions"] > 0))
    table["precision"] = table["right"] / table["hits"].where(table["hits"] > 0)
    both = table["recall"] + table["precision"]
    table["f1"] = 2 * table["recall"] * table["precision"] / both.where(both > 0)
    return table.reset_index() if by else table.reset_index(drop=True)


CODED_VOICES = {"author": "author", "direct_quote": "direct", "indirect_quote": "indirect"}


def validate_voices(coding: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """
    Found voice and stance of coded mentions beside the coded ones.

    Parameters
    ----------
    coding : DataFrame
        As :func:`load_coding` returns it, with the columns ``voice`` (``author``, ``direct_quote`` or
        ``indirect_quote``), ``author_stance`` and ``source_stance``.
    corpus : Corpus

    Returns
    -------
    DataFrame
        One row a mention: ``doc_id, frame, start, end, text, voice, coded_voice, voice_right, stance, coded_stance,
        stance_right``, then ``speaker, stance_cue`` as found and, if coded, ``ambiguous`` (whether another coding
        could be defended as well). Coders were asked whose words they are, so that ``imputed`` is right where they are
        coded as the author's. ``stance`` is the collapsed one (see :func:`add_voice`), in both by the same rule.

    Raises
    ------
    FramingError
        If a column is missing, or a coded voice is none of the three.
    """
    for column in ("voice", "author_stance", "source_stance"):
        if column not in coding.columns:
            raise FramingError(unknown("column", column, coding.columns))
    strange = set(coding["voice"]) - set(CODED_VOICES)
    if strange:
        raise FramingError(unknown("coded voice", min(strange), CODED_VOICES))
    spans = coding[["doc_id", "frame", "start", "end", "text"]].reset_index(drop=True)
    found = add_voice(spans, corpus)
    coded = coding.reset_index(drop=True)
    handed = (coded["author_stance"] == "reports") & coded["source_stance"].isin(["distances", "negates"])
    table = spans.assign(voice=found["voice"], coded_voice=coded["voice"].map(CODED_VOICES))
    table["voice_right"] = table["voice"].replace("imputed", "author") == table["coded_voice"]
    table["stance"] = found["stance"]
    table["coded_stance"] = coded["source_stance"].where(handed, coded["author_stance"])
    table["stance_right"] = table["stance"] == table["coded_stance"]
    table = table.assign(speaker=found["speaker"], stance_cue=found["stance_cue"])
    return table.assign(ambiguous=coded["ambiguous"] == "1") if "ambiguous" in coded.columns else table


def precision_recall(found: pd.Series, truth: pd.Series, labels: Sequence[str]) -> pd.DataFrame:
    """
    Precision and recall of each label.

    Parameters
    ----------
    found, truth : Series of str
        What was found and what is true of each case, in the same order.
    labels
        One row each, in this order.

    Returns
    -------
    DataFrame
        ``label``, ``cases`` (of which it is true), ``found``, ``right``, ``precision`` (right / found), ``recall``
        (right / cases); NaN where a denominator is 0.

    Examples
    --------
    >>> import pandas as pd
    >>> precision_recall(pd.Series(["a", "a", "b"]), pd.Series(["a", "b", "b"]), ["a", "b"]).values.tolist()
    [['a', 1, 2, 1, 0.5, 1.0], ['b', 2, 1, 1, 1.0, 0.5]]
    """
    found, truth = found.to_numpy(dtype=object), truth.to_numpy(dtype=object)
    rows = [
        (label, sum(truth == label), sum(found == label), sum((found == label) & (truth == label))) for label in labels
    ]
    table = pd.DataFrame(rows, columns=["label", "cases", "found", "right"])
    table["precision"] = table["right"] / table["found"].where(table["found"] > 0)
    table["recall"] = table["right"] / table["cases"].where(table["cases"] > 0)
    return table
