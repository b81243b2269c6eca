"""
A blind coding sheet: sentences or hits for people to label in a spreadsheet.

Its rows are shuffled and say nothing of what a lexicon found. It is balanced rather than proportional: sentences with
and without hits of each frame come from each article in turn. Agreement on a sheet is therefore that of its sample, not
of the corpus; for shares of the corpus, rows need the weights of :func:`sheet_weights`. These are no column of the
sheet, because rows without a hit weigh more than others, and a coder could read off what was found.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
import pandas as pd

from framing.errors import FramingError
from framing.hits.arguments import check_arguments
from framing.hits.given import given_hits
from framing.scores.agreement import given_labels
from framing.scores.checks import check_one_of, checked_frames, checked_generator
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
        How many rows, at most. Each article gives, in a random order of turns, one unit of each kind, then the next,
        until there are so many; of one kind are units with hits of the same frames, such as of none.
    rng : Generator or int
        The same seed draws the same sheet, so that what it was drawn by can be told again.

    Returns
    -------
    DataFrame
        ``sheet`` (by which sheets are told apart), ``unit, doc_id, text_hash, start, end``, the sentence or hit as
        ``text`` with what stands ``before`` and ``after`` it, one empty column a frame, ``note``; in random order.
        Write it with :func:`save_table` as .xlsx. A .csv cannot say that a sentence which begins with a dash is no
        formula; spreadsheets read one as UTF-8 if it is written with ``encoding="utf-8-sig"``.

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
    [['u1', 'text1', 0, 9, '', 'A border.', 'A game.', '', ''], ['u2', 'text1', 18, 23, 'A game.', 'None.', '', '', '']]
    """
    check_arguments(corpus=corpus, hits=hits)
    generator = checked_generator(rng, draws=1)
    frames = checked_frames(frames)
    for name in frames:
        if name in (*PLACE, *CONTEXT, NOTE):
            raise FramingError(f"a frame called {name!r} cannot have a column of its own in a sheet. Rename it.")
    _check_sample(sample)
    spans, strata = _strata(corpus, hits, frames, unit)
    chosen = generator.permutation(_drawn(strata, sample, generator))
    rows = spans.iloc[chosen].reset_index(drop=True)
    hashes = {doc_id: text_hash(corpus[doc_id].text) for doc_id in rows["doc_id"].unique()}
    rows.insert(1, "text_hash", rows["doc_id"].map(hashes))
    rows.insert(0, "unit", [f"u{number}" for number in range(1, len(rows) + 1)])
    rows.insert(0, "sheet", _sheet_id(rows, frames))
    rows = rows.assign(**dict(zip(CONTEXT, _contexts(rows, corpus, unit), strict=True)))
    return rows.assign(**dict.fromkeys((*frames, NOTE), ""))


def sheet_weights(
    labels: pd.DataFrame, corpus: Corpus, hits: pd.DataFrame, *, unit: str = "sentence", sample: int = 100
) -> pd.Series:
    """
    How many units of the corpus each unit of a sheet stands for: 1 / the probability that it was drawn.

    That probability hangs on the corpus, the hits and the sample, not on the seed: ``E(n) / N`` for one of ``N`` units
    of a kind in an article, ``n`` of which have their turn. So the weights are worked out anew from what the sheet was
    drawn by, and nobody has to keep them.

    Parameters
    ----------
    labels : DataFrame
        As :func:`read_sheets` returns it, of all frames of the sheet.
    corpus, hits, unit, sample
        With which :func:`coding_sheet` drew the sheet.

    Returns
    -------
    Series
        ``weight``, a row for each of ``labels``, for :func:`corrected_scores`.

    Raises
    ------
    FramingError
        If an option is not as above, or the labels have units that could not have been drawn, or more than the sample.

    Examples
    --------
    One of the two sentences without a hit was drawn, so that it stands for both.

    >>> from framing import Lexicon, find_hits, read_corpus
    >>> corpus = read_corpus(["A border. A game. None."])
    >>> index = pd.MultiIndex.from_tuples([("b", "text1", 0, 9), ("b", "text1", 10, 17)], names=["frame", *_SPAN])
    >>> labels = pd.DataFrame({"anna": [1.0, 0.0]}, index=index)
    >>> hits = find_hits(corpus, Lexicon.from_dict({"b": ["border"]}))
    >>> sheet_weights(labels, corpus, hits, sample=2).tolist()
    [1.0, 2.0]
    """
    check_arguments(labels=labels, corpus=corpus, hits=hits)
    _check_sample(sample)
    labels = given_labels(labels, corpus)
    if list(labels.index.names) != ["frame", *_SPAN]:
        raise FramingError(
            f"expected labels with the index frame, {', '.join(_SPAN)}, found {', '.join(map(str, labels.index.names))}"
            ". Read the sheets with read_sheets."
        )
    frames = list(dict.fromkeys(labels.index.get_level_values("frame")))
    units = len(labels.index.droplevel("frame").unique())
    if units > sample:
        raise FramingError(
            f"the labels have {units} units, a sheet of sample={sample} no more than that. Give its sample."
        )
    spans, strata = _strata(corpus, hits, frames, unit)
    weights = pd.Series(1 / _probabilities(strata, sample), index=pd.MultiIndex.from_frame(spans))
    found = weights.reindex(labels.index.droplevel("frame"))
    for doc_id, start, end in found.index[found.isna()][:1]:
        raise FramingError(
            f"the labels have {start}–{end} of {doc_id!r}, which is no {unit} here. Give the corpus, the hits and the "
            "unit that the sheet was drawn with."
        )
    return pd.Series(found.to_numpy(), index=labels.index, name="weight")


_SPAN = ("doc_id", "start", "end")


def _check_sample(sample: int) -> None:
    if not isinstance(sample, (int, np.integer)) or sample < 1:
        raise FramingError(f"sample must be a whole number from 1, found {sample!r}.")


def _strata(corpus: Corpus, hits: pd.DataFrame, frames: Sequence[str], unit: str) -> tuple[pd.DataFrame, np.ndarray]:
    """All units, and for each the number of its kind: its article, and which frames it has hits of."""
    check_one_of("unit", unit, SHEET_UNITS)
    hits = given_hits(hits, corpus, needs=("doc_id", "frame", "start", "end", "text"))
    spans = corpus.sentences if unit == "sentence" else hits.drop_duplicates([*_SPAN])
    spans = spans[[*_SPAN]].reset_index(drop=True)
    if spans.empty:
        raise FramingError("there is nothing to code: no hit of any frame.")
    read = {"": list(spans["doc_id"].unique())}
    found = span_labels(spans, as_coder(hits, ""), frames, read)[""].to_numpy().reshape(len(frames), len(spans)).T
    kinds = np.column_stack([pd.factorize(spans["doc_id"])[0], found > 0])
    return spans, np.unique(kinds, axis=0, return_inverse=True)[1].reshape(-1)


def _drawn(strata: np.ndarray, sample: int, rng: np.random.Generator) -> np.ndarray:
    """The numbers of some units: one of each kind in turn, until there are enough."""
    shuffled = rng.permutation(len(strata))
    rounds = pd.Series(strata[shuffled]).groupby(strata[shuffled]).cumcount().to_numpy()
    turns = rng.permutation(strata.max() + 1)[strata[shuffled]]
    return shuffled[np.lexsort((turns, rounds))[:sample]]


def _probabilities(strata: np.ndarray, sample: int) -> np.ndarray:
    """How probable it is that each unit is drawn: in a last round that is not finished, each kind left is as likely."""
    sizes = np.bincount(strata)
    left = np.bincount(sizes)[::-1].cumsum()[::-1][1:]  # kinds that have a unit left, of each round
    before = np.concatenate([[0], left.cumsum()[:-1]])
    turns = np.clip((sample - before) / left, 0, 1).cumsum()  # expected, up to each round
    return (turns[sizes - 1] / sizes)[strata]


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
