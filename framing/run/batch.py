"""
Any number of articles to scores: read in batches, counted on all cores, written whole or not at all.

Texts are read a few megabytes at a time, so that memory does not grow with the corpus. What a batch gave is kept in a
folder beside the output until all is done; a run that was killed can go on from there, to the same bytes.
"""

from __future__ import annotations

import json
import os
import shutil
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from framing.errors import CorpusError, FramingError, unknown
from framing.files import write_whole
from framing.hits.counting import FrameCounter, count_columns
from framing.hits.matching import Matcher
from framing.lexicon.lexicon import Lexicon, load_lexicon
from framing.text.sources import BadRow, Batch, fingerprint, read_batches, read_files

if TYPE_CHECKING:
    import pandas as pd

ROW_GROUP = 65_536  # rows written at a time
HIT_DOCUMENTS = 100  # documents whose hits are listed at a time
FORMATS = (".parquet", ".csv")


@dataclass(frozen=True)
class Summary:
    """What a run did: documents scored, their tokens and hits, and the rows that were skipped."""

    documents: int = 0
    tokens: int = 0
    hits: int = 0
    skipped: tuple[BadRow, ...] = ()

    def __add__(self, other: Summary) -> Summary:
        return Summary(
            self.documents + other.documents,
            self.tokens + other.tokens,
            self.hits + other.hits,
            self.skipped + other.skipped,
        )


@dataclass(frozen=True)
class Options:
    """How to count, apart from where from and where to."""

    text: str = "text"
    doc_id: str = "doc_id"
    categories: bool = False
    nested_scope: str = "frame"
    semantics: str = "framing"
    by: str | None = None


BY = ("voice",)


def score(
    source: Any,
    lexicon: Lexicon | str | os.PathLike | None = None,
    *,
    text: str = "text",
    doc_id: str = "doc_id",
    categories: bool = False,
    nested_scope: str = "frame",
    semantics: str = "framing",
    by: str | None = None,
) -> pd.DataFrame:
    """
    Count the hits of each frame in each text; the same counts as the hit table's, at the speed of the command.

    Parameters
    ----------
    source
        A list or Series of texts, a DataFrame, a Corpus (then only what counts is counted), or the path of a file or
        folder as ``framing score`` takes it.
    lexicon
        A Lexicon, or what :func:`load_lexicon` takes.
    text, doc_id
        Columns that hold text and id, where the source is a table.
    categories
        Count the categories of each frame too.
    nested_scope, semantics
        As in :func:`find_hits`.
    by : {"voice"}, optional
        Count the author's own words, quoted and reported ones apart; much slower.

    Returns
    -------
    DataFrame
        One row a text, in their order: ``doc_id``, ``n_tokens``, one column a frame, with ``categories`` each
        followed by its ``frame.category``. By voice three rows a text, with a column ``voice`` (``author``,
        ``direct``, ``indirect``) after ``doc_id``.

    Raises
    ------
    FramingError
        For a text that is missing, an id that stands there twice, a column that is not there.

    Examples
    --------
    >>> from framing import Lexicon
    >>> score(["A great game.", "Games, games."], Lexicon.from_dict({"rivalry": ["great game", "games"]}))
      doc_id  n_tokens  rivalry
    0  text1         3        1
    1  text2         2        2
    """
    import pandas as pd

    from framing.text.corpus import Corpus

    options = Options(text, doc_id, categories, nested_scope, semantics, by)
    lexicon = lexicon if isinstance(lexicon, Lexicon) else load_lexicon(lexicon)
    matcher = Matcher(lexicon, nested_scope=nested_scope, semantics=semantics)
    if isinstance(source, Corpus):
        return _score_corpus(source, matcher, options)
    counter = _counter(matcher, options)
    ids, tokens, counts = [], [], [np.zeros((0, len(counter.columns)), dtype=np.int64)]
    seen = _SeenIds()
    for batch in read_batches(source, text=options.text, doc_id=options.doc_id):
        new = seen.check(batch)
        if new.bad:
            raise CorpusError(str(new.bad[0]))
        n_tokens, found = counter.count(new.texts)
        ids += new.ids.to_list()
        tokens.append(n_tokens)
        counts.append(found)
    table = pd.DataFrame(np.concatenate(counts), columns=list(counter.columns))
    table.insert(0, "n_tokens", np.concatenate([np.zeros(0, dtype=np.int64), *tokens]))
    return _with_ids(table, ids, counter.voices)


def _counter(matcher: Matcher, options: Options):
    """What counts: a text at a time, or by voice."""
    if options.by is None:
        return FrameCounter(matcher, categories=options.categories)
    if options.by not in BY:
        raise FramingError(unknown("value of by", options.by, BY))
    from framing.voice.voice_counting import VoiceCounter

    return VoiceCounter(matcher, categories=options.categories)


def _with_ids(table: pd.DataFrame, ids: Sequence[str], voices: Sequence[str]) -> pd.DataFrame:
    """Put the ids, and the voices if there are any, before the counts."""
    import pandas as pd

    if voices:
        table.insert(0, "voice", pd.Series(list(voices) * len(ids), dtype="str"))
    table.insert(0, "doc_id", pd.Series(np.repeat(np.array(ids, dtype=object), len(voices) or 1), dtype="str"))
    return table


def _score_corpus(corpus: Any, matcher: Matcher, options: Options) -> pd.DataFrame:
    import pandas as pd

    counter = _counter(matcher, options)
    if counter.voices:
        n_tokens, counts = counter.count_tokens(corpus.tokens, [document.text for document in corpus])
    else:
        columns, columns_of = count_columns(matcher.lexicon, categories=options.categories)
        found = matcher.match(corpus.tokens)
        counts = np.zeros((len(corpus), len(columns)), dtype=np.int64)
        for numbers in columns_of:
            column = numbers[found.frame, found.pattern]
            np.add.at(counts, (corpus.tokens.document[found.first][column >= 0], column[column >= 0]), 1)
        n_tokens = np.diff(corpus.tokens.bounds)
    table = pd.DataFrame(counts, columns=list(counter.columns))
    table.insert(0, "n_tokens", n_tokens)
    return _with_ids(table, corpus.doc_ids, counter.voices)


def score_files(
    inputs: Sequence[str | os.PathLike],
    lexicon: Lexicon,
    output: str | os.PathLike,
    *,
    hits: str | os.PathLike | None = None,
    options: Options | None = None,
    jobs: int | None = None,
    on_error: str = "stop",
    resume: bool = False,
    progress: Callable[[float], None] | None = None,
) -> Summary:
    """
    Score files into a file; ``framing score`` is this function.

    Parameters
    ----------
    inputs
        Files, folders or glob patterns.
    lexicon : Lexicon
    output
        .parquet or .csv: ``doc_id``, ``n_tokens``, one count a frame, one row a document, in the order of the input.
    hits
        Where to write the hit table too, .parquet or .csv.
    options : Options
    jobs
        Threads; default: as many as there are cores.
    on_error : {"stop", "skip"}
        At a row that cannot be used: raise, or leave it out and list it in ``<output>.skipped.csv``.
    resume
        Go on where a run with the same inputs and options was killed.
    progress
        Called with the share of the input that is done, 0–1.

    Returns
    -------
    Summary

    Raises
    ------
    FramingError
        For unusable input or options, or if the output cannot be written; the output is then as it was before.
    """
    options = options or Options()
    if on_error not in ("stop", "skip"):
        raise FramingError(unknown("on_error", on_error, ["stop", "skip"]))
    targets = {"scores": Path(output)} | ({"hits": Path(hits)} if hits else {})
    check_outputs(targets.values(), inputs)
    matcher = Matcher(lexicon, nested_scope=options.nested_scope, semantics=options.semantics)
    batches = read_files(list(inputs), text=options.text, doc_id=options.doc_id)
    plan = {
        "inputs": [str(path) for path in inputs],
        "fingerprint": fingerprint(list(inputs)),
        "lexicon": lexicon.sha256,
        "frames": lexicon.frame_names,
        "hits": bool(hits),
        "on_error": on_error,
        **asdict(options),
    }
    try:
        parts = _Parts(Path(f"{output}.parts"), plan, resume=resume)
        try:
            total = _run(
                batches, parts, matcher, options, jobs or _processors(), on_error, progress, with_hits=bool(hits)
            )
        except CorpusError:
            parts.remove()  # the input must be mended first, so there is nothing to go on from
            raise
        _assemble(parts, targets, total)
        parts.remove()
    except OSError as error:
        where = error.filename or output
        raise FramingError(f"{where}: cannot be written ({error.strerror or error}). Nothing was changed.") from None
    return total


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _run(batches, parts, matcher, options, jobs, on_error, progress, *, with_hits) -> Summary:
    """Count batch after batch on several threads; keep each result, in order."""
    counters: SimpleQueue = SimpleQueue()
    for _ in range(jobs):
        counters.put(_counter(matcher, options))
    seen, total = _SeenIds(), Summary()

    def count(batch: Batch):
        counter = counters.get()
        try:
            n_tokens, counts = counter.count(batch.texts)
        finally:
            counters.put(counter)
        scores = pl.DataFrame({"n_tokens": n_tokens, **dict(zip(counter.columns, counts.T, strict=True))})
        voices = counter.voices or ("",)
        labels = {"doc_id": batch.ids.gather(np.repeat(np.arange(len(batch.ids)), len(voices)))}
        if counter.voices:
            labels["voice"] = pl.Series(list(voices) * len(batch.ids), dtype=pl.String)
        scores = pl.DataFrame(labels).hstack(scores)
        frames = [counter.columns.index(name) for name in matcher.lexicon.frame_names]
        found = counts[:, frames]
        has_hit = found.reshape(len(batch.ids), -1).any(axis=1) if len(batch.ids) else np.zeros(0, dtype=bool)
        table = _hits(batch, has_hit, matcher, voiced=bool(counter.voices)) if with_hits else None
        return scores, table, Summary(len(batch.ids), int(n_tokens.sum()), int(found.sum()), batch.bad)

    running: deque = deque()

    def finish() -> Summary:
        number, batch, job = running.popleft()
        scores, table, summary = job.result()
        parts.write(number, scores, table, summary)
        if progress:
            progress(batch.done)
        return summary

    with ThreadPoolExecutor(jobs) as pool:
        try:
            for number, batch in enumerate(batches):
                if number < parts.complete:
                    ids, summary = parts.read(number)
                    seen.add(ids)
                    total += summary
                    continue
                new = seen.check(batch)
                if new.bad and on_error == "stop":
                    raise CorpusError(f"{new.bad[0]} Or leave out such rows with --on-error skip.")
                running.append((number, new, pool.submit(count, new)))
                if len(running) > jobs:
                    total += finish()
            while running:
                total += finish()
        finally:
            for _, _, job in running:
                job.cancel()
    return total


def _hits(batch: Batch, has_hit: np.ndarray, matcher: Matcher, *, voiced: bool) -> pl.DataFrame:
    """The hit table of a batch's documents, a few documents at a time: their tokens take much memory."""
    from framing.hits.table import HIT_COLUMNS, find_hits
    from framing.text.corpus import Corpus, Document
    from framing.voice.voiced import VOICE_COLUMNS, add_voice

    schema = dict.fromkeys(HIT_COLUMNS, pl.String) | {"position": pl.Float64}
    schema |= dict.fromkeys(("start", "end", "paragraph", "sentence"), pl.Int64)
    if voiced:
        schema |= dict.fromkeys(VOICE_COLUMNS, pl.String) | {"confidence": pl.Float64, "scare_quoted": pl.Boolean}
    tables = [pl.DataFrame(schema=schema)]
    rows = np.flatnonzero(has_hit)
    for i in range(0, len(rows), HIT_DOCUMENTS):
        some = rows[i : i + HIT_DOCUMENTS]
        corpus = Corpus(tuple(map(Document, batch.ids.gather(some), batch.texts.gather(some))))
        table = find_hits(corpus, matcher.lexicon, nested_scope=matcher.nested_scope, semantics=matcher.semantics)
        table = add_voice(table, corpus) if voiced else table
        tables.append(
            pl.DataFrame({name: pl.Series(table[name].to_list(), dtype=kind) for name, kind in schema.items()})
        )
    return pl.concat(tables)


class _SeenIds:
    """Finds ids that were there before, by 64-bit hashes in a few sorted runs."""

    def __init__(self) -> None:
        self._runs: list[np.ndarray] = []

    def add(self, ids: pl.Series) -> np.ndarray:
        """Remember ids; says which of them were there before, among themselves too."""
        hashes = ids.hash(0).to_numpy()
        distinct, first = np.unique(hashes, return_index=True)
        again = np.ones(len(hashes), dtype=bool)
        again[first] = False
        for run in self._runs:
            place = np.minimum(np.searchsorted(run, hashes), len(run) - 1)
            again |= run[place] == hashes
        self._runs.append(distinct)
        # Runs of like size are merged, so that there are never many.
        while len(self._runs) > 1 and len(self._runs[-2]) <= 2 * len(self._runs[-1]):
            self._runs[-2:] = [np.union1d(*self._runs[-2:])]
        return again

    def check(self, batch: Batch) -> Batch:
        """The batch with the rows whose ids were there before among its bad ones."""
        if not len(batch.ids):
            return batch
        again = self.add(batch.ids)
        return batch.without(again, "same id", batch.ids) if again.any() else batch


@dataclass
class _Parts:
    """What batches gave, in a folder beside the output until all is done."""

    folder: Path
    plan: dict[str, Any]
    resume: bool = False
    complete: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        plan = json.dumps(self.plan, sort_keys=True, indent=1)
        noted = self.folder / "run.json"
        if self.resume and noted.exists():
            if noted.read_text(encoding="utf-8") != plan:
                raise FramingError(
                    f"{self.folder}: was left by a run with other inputs or options, so it cannot be resumed. "
                    "Give the same ones, or run without --resume to start afresh."
                )
            while self._note(self.complete).exists():
                self.complete += 1
            return
        if self.folder.exists():
            shutil.rmtree(self.folder)
        self.folder.mkdir()
        write_whole(noted, plan.encode())

    def _note(self, number: int) -> Path:
        return self.folder / f"{number:06d}.json"

    def write(self, number: int, scores: pl.DataFrame, hits: pl.DataFrame | None, summary: Summary) -> None:
        """Keep what a batch gave; it is complete when its note stands there."""
        scores.write_ipc(self.folder / f"{number:06d}.scores", compression="lz4")
        if hits is not None:
            hits.write_ipc(self.folder / f"{number:06d}.hits", compression="lz4")
        write_whole(self._note(number), json.dumps(asdict(summary)).encode())

    def read(self, number: int) -> tuple[pl.Series, Summary]:
        """The ids that a complete batch had, and what it did."""
        note = json.loads(self._note(number).read_text(encoding="utf-8"))
        note["skipped"] = tuple(BadRow(**row) for row in note["skipped"])
        ids = pl.read_ipc(self.folder / f"{number:06d}.scores", columns=["doc_id"])["doc_id"]
        return ids, Summary(**note)

    def tables(self, kind: str) -> Iterator[pl.DataFrame]:
        """The tables of one kind, in order."""
        for path in sorted(self.folder.glob(f"*.{kind}")):
            if path.with_suffix(".json").exists():
                yield pl.read_ipc(path)

    def remove(self) -> None:
        """All is done."""
        (self.folder / "run.json").unlink()  # first, so that what is left of the folder is never gone on from
        shutil.rmtree(self.folder)


def _assemble(parts: _Parts, targets: dict[str, Path], total: Summary) -> None:
    """Put the parts together, and list the skipped rows."""
    tables = {target: parts.tables(kind) for kind, target in targets.items()}
    listed = Path(f"{targets['scores']}.skipped.csv")
    if total.skipped:
        tables[listed] = iter([pl.DataFrame([asdict(row) for row in total.skipped])])
    write_tables(tables)
    if not total.skipped:
        listed.unlink(missing_ok=True)


def check_outputs(paths: Iterable[Path], others: Iterable[str | os.PathLike] = ()) -> None:
    """Refuse an output that could not be written or is one of the others, before any work is done."""
    taken = {Path(path).resolve() for path in others}
    for path in paths:
        if path.resolve() in taken:
            raise FramingError(f"{path}: is given twice. Give each output a name of its own.")
        taken.add(path.resolve())
        if path.suffix not in FORMATS:
            raise FramingError(f"{path}: unknown kind of output. Expected {' or '.join(FORMATS)}.")
        if not path.parent.is_dir():
            raise FramingError(f"{path}: there is no folder {path.parent}. Make it first.")
        if path.is_dir():
            raise FramingError(f"{path}: is a folder. Give the name of a file.")


def write_tables(tables: dict[Path, Iterable[pl.DataFrame]]) -> None:
    """
    Write each file from its tables, one below the other: all files appear whole, or none.

    Raises
    ------
    FramingError
        If a file cannot be written.
    """
    check_outputs(tables)
    # Always the same names, so that what a killed run left is written over.
    beside = {path: path.with_name(f".{path.name}.new") for path in tables}
    try:
        for path, parts in tables.items():
            _write_table(beside[path], path.suffix, parts)
        for path in reversed(tables):
            beside[path].replace(path)
    except OSError as error:
        raise FramingError(f"{path}: cannot be written ({error.strerror or error}).") from None
    finally:
        for path in beside.values():
            path.unlink(missing_ok=True)


def _write_table(path: Path, suffix: str, tables: Iterable[pl.DataFrame]) -> None:
    """Write tables one below the other into one file, a row group at a time."""
    from pyarrow import csv, parquet

    make = {".parquet": parquet.ParquetWriter, ".csv": csv.CSVWriter}[suffix]
    writer = None
    try:
        for group in _row_groups(tables):
            table = group.to_arrow(compat_level=pl.CompatLevel.oldest())
            writer = writer or make(path, table.schema)
            writer.write(table)
    finally:
        if writer is not None:
            writer.close()


def _row_groups(tables: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    held: list[pl.DataFrame] = []
    for table in tables:
        held.append(table)
        if sum(map(len, held)) >= ROW_GROUP:
            yield pl.concat(held)
            held.clear()
    if held:
        yield pl.concat(held)
