"""
A blind coding sheet: sentences or hits for people to label in a spreadsheet.

Its rows are shuffled and say nothing of what a lexicon found. It is balanced rather than proportional: sentences with
and without hits of each frame come from each article in turn. Agreement on a sheet is therefore that of its sample, not
of the corpus.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
import pandas as pd

from framing.errors import FramingError
from framing.hits.table import refuse_strangers
from framing.scores.checks import check_one_of, checked_generator
from framing.scores.mentions import as_coder, text_hash
from framing.scores.unit_labels import span_labels
from framing.text.corpus import Corpus

SHEET_UNITS = ("sentence", "hit")
PLACE = ("sheet", "unit", "doc_id", "text_hash", "start", "end")  # what says which words a row is about
CONTEXT = ("before", "text", "after")
NOTE = "note"


def coding_sheet(
    corpus: Corpus,
    hits: pd.DataFrame,
    frames: Sequence[str],
    *,
    unit: str = "sentence",
    sample: int = 100,
    rng: np.random.Generator | int = 0,
) -> pd.DataFrame:
    """
    A blind sheet of sentences or hits to be labelled.

    Parameters
    ----------
    corpus : Corpus
    hits : DataFrame
        As :func:`find_hits` returns it. They decide which rows are drawn, and are not shown.
    frames : sequence of str
        An empty column for each, such as ``lexicon.frame_names``.
    unit : {"sentence", "hit"}
        Sentences, so that what a lexicon misses is seen too; or the words of hits, to judge which of them are right.
    sample : int
        How many rows, at most. Each article gives, in a random order of turns, one unit with a hit of each frame and
        one with none, then the next, until there are so many.
    rng : Generator or int
        The same seed draws the same sheet, so that what it was drawn by can be told again.

    Returns
    -------
    DataFrame
        ``sheet`` (by which sheets are told apart), ``unit, doc_id, text_hash, start, end``, the sentence or hit as
        ``text`` with what stands ``before`` and ``after`` it, one empty column a frame, ``note``; in random order.
        Write it with ``to_csv(path, index=False, encoding="utf-8-sig")``, which spreadsheets read as UTF-8.

    Raises
    ------
    FramingError
        If a frame has the name of one of these columns, there is nothing to draw, or an option is not as above.

    Examples
    --------
    >>> from framing import Lexicon, find_hits, read_corpus
    >>> corpus, lexicon = read_corpus(["A border. A game. None."]), Lexicon.from_dict({"b": ["border"]})
    >>> sheet = coding_sheet(corpus, find_hits(corpus, lexicon), lexicon.frame_names, sample=2)
    >>> sheet.drop(columns=["sheet", "text_hash"]).values.tolist()
    [['u1', 'text1', 18, 23, 'A game.', 'None.', '', '', ''], ['u2', 'text1', 0, 9, '', 'A border.', 'A game.', '', '']]
    """
    check_one_of("unit", unit, SHEET_UNITS)
    generator = checked_generator(rng, draws=1)
    if not isinstance(sample, (int, np.integer)) or sample < 1:
        raise FramingError(f"sample must be a whole number from 1, found {sample!r}.")
    for name in frames:
        if name in (*PLACE, *CONTEXT, NOTE):
            raise FramingError(f"a frame called {name!r} cannot have a column of its own in a sheet. Rename it.")
    refuse_strangers(hits, "doc_id", corpus.doc_ids)
    spans = corpus.sentences[["doc_id", "start", "end"]] if unit == "sentence" else _distinct(hits)
    if spans.empty:
        raise FramingError("there is nothing to code: no hit of any frame.")
    chosen = generator.permutation(_drawn(spans, _marked(spans, hits, frames), sample, generator))
    rows = spans.iloc[chosen].reset_index(drop=True)
    hashes = {doc_id: text_hash(corpus[doc_id].text) for doc_id in rows["doc_id"].unique()}
    rows.insert(1, "text_hash", rows["doc_id"].map(hashes))
    rows.insert(0, "unit", [f"u{number}" for number in range(1, len(rows) + 1)])
    rows.insert(0, "sheet", _sheet_id(rows, frames))
    rows = rows.assign(**dict(zip(CONTEXT, _contexts(rows, corpus, unit), strict=True)))
    return rows.assign(**dict.fromkeys((*frames, NOTE), ""))


def _distinct(hits: pd.DataFrame) -> pd.DataFrame:
    """The places of hits, each once, whatever frames they are hits of."""
    return hits[["doc_id", "start", "end"]].drop_duplicates().reset_index(drop=True)


def _marked(spans: pd.DataFrame, hits: pd.DataFrame, frames: Sequence[str]) -> np.ndarray:
    """Which spans hold a hit of each frame, spans × frames."""
    read = {"": list(spans["doc_id"].unique())}
    found = span_labels(spans, as_coder(hits, ""), frames, read)[""].to_numpy()
    return found.reshape(len(frames), len(spans)).T > 0


def _drawn(spans: pd.DataFrame, marked: np.ndarray, sample: int, rng: np.random.Generator) -> list[int]:
    """The numbers of some spans: one of each article and frame (or no frame) in turn, until there are enough."""
    document = pd.factorize(spans["doc_id"])[0]
    kinds = np.column_stack([marked, ~marked.any(axis=1)])
    shuffled = rng.permutation(len(spans))
    queues: dict[tuple[int, int], list[int]] = {}
    for number in shuffled.tolist():
        for kind in np.flatnonzero(kinds[number]).tolist():
            queues.setdefault((int(document[number]), kind), []).append(number)
    turns = [queues[key] for key in sorted(queues)]
    turns = [iter(turns[turn]) for turn in rng.permutation(len(turns)).tolist()]
    taken: dict[int, None] = {}
    while turns and len(taken) < sample:
        left = []
        for turn in turns:
            fresh = next((number for number in turn if number not in taken), None)
            if fresh is not None and len(taken) < sample:
                taken[fresh] = None
                left.append(turn)
        turns = left
    return list(taken)


def _contexts(rows: pd.DataFrame, corpus: Corpus, unit: str) -> tuple[list[str], list[str], list[str]]:
    """Of each row what stands before it, its words, and what stands after it, white space as one space."""
    sentences = dict(list(corpus.sentences.groupby("doc_id")))
    parts: tuple[list[str], list[str], list[str]] = ([], [], [])
    for row in rows.itertuples():
        text, own = corpus[row.doc_id].text, sentences[row.doc_id]
        starts, ends = own["start"].to_numpy(), own["end"].to_numpy()
        at = max(int(np.searchsorted(starts, row.start, side="right")) - 1, 0)
        if unit == "sentence":
            before = text[starts[at - 1] : ends[at - 1]] if at else ""
            after = text[starts[at + 1] : ends[at + 1]] if at + 1 < len(own) else ""
        else:
            before, after = text[starts[at] : row.start], text[row.end : ends[at]]
        for part, words in zip(parts, (before, text[row.start : row.end], after), strict=True):
            part.append(" ".join(words.split()))
    return parts


def _sheet_id(rows: pd.DataFrame, frames: Sequence[str]) -> str:
    digest = hashlib.sha256(repr((rows.to_numpy().tolist(), list(frames))).encode("utf-8", "surrogatepass"))
    return "sheet:" + digest.hexdigest()[:12]
