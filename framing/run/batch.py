"""
Any number of articles to scores: read in batches, counted on all cores, written whole or not at all.

Texts are read a few megabytes at a time, so that memory does not grow with the corpus. What a batch gave is kept in a
folder beside the output until all is done; a run that was killed can go on from there, to the same bytes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, fields
from functools import partial
from itertools import islice
from pathlib import Path

import numpy as np
import polars as pl

from framing.errors import CorpusError, FramingError, unknown
from framing.hits.matching import Matcher
from framing.lexicon.frames import Lexicon
from framing.run.counters import Counter, Options
from framing.run.output import check_apart, check_outputs, write_tables
from framing.run.parts import Parts, Summary
from framing.run.workers import by_processes, by_threads, how_many
from framing.text.rows import BadRow, Rows, SeenIds
from framing.text.sources import fingerprint, read_file_batches

HIT_DOCUMENTS = 100  # documents whose hits are listed at a time
VOICE_BYTES = 300_000  # of text in a batch of which voices are found: a fraction of a second of work

Counted = tuple[pl.DataFrame, pl.DataFrame | None, Summary]  # scores, hits if asked for, what there was


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
    reads: Sequence[str | os.PathLike] = (),
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
        Threads, by voice processes; default: as many as there are cores.
    on_error : {"stop", "skip"}
        At a row that cannot be used: raise, or leave it out and list it in ``<output>.skipped.csv``.
    resume
        Go on where a run with the same inputs, options and version was killed.
    reads
        What else is read, such as the file of the lexicon: no output may be one of them.
    progress
        Called with the share of the input that is done, 0–1.

    Returns
    -------
    Summary

    Raises
    ------
    FramingError
        For unusable input or options, if another run is writing the same output, if a name is given to two files, or
        if the output cannot be written; all files are then as they were before.
    """
    options = options or Options()
    if on_error not in ("stop", "skip"):
        raise FramingError(unknown("on_error", on_error, ["stop", "skip"]))
    targets = {"scores": Path(output)} | ({"hits": Path(hits)} if hits else {})
    # Beside the file itself, not beside a link to it, so that one file has one such folder.
    folder = Path(f"{os.path.realpath(output)}.parts")
    listed = Path(f"{output}.skipped.csv")
    names = {"the output": targets["scores"], "the list of skipped rows": listed}
    check_apart(names | ({"the hits": targets["hits"]} if hits else {}), [*inputs, *reads], folder=folder)
    check_outputs([*targets.values(), listed])
    _check_list(listed)
    jobs = how_many(jobs)
    matcher = Matcher(lexicon, nested_scope=options.nested_scope, semantics=options.semantics)
    counters = [Counter(matcher, options) for _ in range(1 if options.by else jobs)]
    works = [partial(_count, counter=counter, with_hits=bool(hits)) for counter in counters]
    # Voices are Python's own work, which threads do one after the other, and slow, so that a batch of it is small.
    workers = partial(by_processes, works[0], jobs=jobs) if options.by else partial(by_threads, works)
    size = VOICE_BYTES if options.by else None
    batches = read_file_batches(list(inputs), text=options.text, doc_id=options.doc_id, size=size, how=options.how)
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
        parts = Parts(folder, plan, [*targets.values(), listed], resume=resume)
        try:
            total = _run(batches, parts, workers, on_error=on_error, progress=progress)
            _assemble(parts, targets, listed, total, rows=total.documents * len(counters[0].voices or ("",)))
            parts.remove()
        except CorpusError:
            parts.remove()  # the input must be mended first, so there is nothing to go on from
            raise
        finally:
            parts.release()
    except OSError as error:
        where = error.filename or output
        raise FramingError(f"{where}: cannot be written ({error.strerror or error}). Nothing was changed.") from None
    return total


def _run(
    batches: Iterator[Rows],
    parts: Parts,
    workers: Callable[[Iterator[Rows]], Iterator[tuple[Rows, Counted]]],
    *,
    on_error: str,
    progress: Callable[[float], None] | None,
) -> Summary:
    """Count batch after batch; keep what each gave, in order."""
    seen, total, rows = SeenIds(), Summary(), 0
    for number, batch in enumerate(islice(batches, parts.complete)):
        ids, summary = parts.read(number)
        seen.add(ids)
        total += summary
        rows += len(batch) + len(batch.bad)

    def to_count() -> Iterator[Rows]:
        nonlocal rows
        for batch in batches:
            rows += len(batch) + len(batch.bad)
            new = seen.check(batch)
            if new.bad and on_error == "stop":
                raise CorpusError(f"{new.bad[0]} Or leave out such rows with --on-error skip.")
            yield new

    with closing(workers(to_count())) as counted:
        for number, (batch, (scores, hits, summary)) in enumerate(counted, start=parts.complete):
            parts.write(number, scores, hits, summary)
            parts.complete = number + 1
            total += summary
            if progress:
                progress(batch.done)
    if rows != total.documents + len(total.skipped):
        raise FramingError(
            f"{rows} rows were read, but {total.documents} scored and {len(total.skipped)} skipped. This is a fault of "
            "the program, or the input was changed meanwhile; no output was written. Run it again without --resume."
        )
    return total


def _count(batch: Rows, *, counter: Counter, with_hits: bool) -> Counted:
    """The scores of a batch, its hits if asked for, and what there was."""
    n_tokens, counts = counter.count(batch)
    voices = counter.voices or ("",)
    columns = {"doc_id": batch.ids.gather(np.repeat(np.arange(len(batch)), len(voices)))}
    if counter.voices:
        columns["voice"] = pl.Series(list(voices) * len(batch), dtype=pl.String)
    scores = pl.DataFrame(columns | {"n_tokens": n_tokens} | dict(zip(counter.columns, counts.T, strict=True)))
    frames = [counter.columns.index(name) for name in counter.matcher.lexicon.frame_names]
    found = counts[:, frames]
    hits = None
    if with_hits:
        has_hit = found.reshape(len(batch), -1).any(axis=1) if len(batch) else np.zeros(0, dtype=bool)
        hits = _hits(batch.take(np.flatnonzero(has_hit)), counter, voiced=bool(counter.voices))
    return scores, hits, Summary(len(batch), int(n_tokens.sum()), int(found.sum()), batch.bad)


def _hits(rows: Rows, counter: Counter, *, voiced: bool) -> pl.DataFrame:
    """The hit table of some documents, a few at a time: their tokens take much memory."""
    from framing.hits.table import HIT_COLUMNS, as_table
    from framing.voice.voiced import VOICE_COLUMNS, add_voice

    schema = dict.fromkeys(HIT_COLUMNS, pl.String) | {"position": pl.Float64}
    schema |= dict.fromkeys(("start", "end", "paragraph", "sentence"), pl.Int64)
    if voiced:
        schema |= dict.fromkeys(VOICE_COLUMNS, pl.String) | {"confidence": pl.Float64, "scare_quoted": pl.Boolean}
    tables = [pl.DataFrame(schema=schema)]
    for first in range(0, len(rows), HIT_DOCUMENTS):
        corpus = counter.corpus(rows.take(slice(first, first + HIT_DOCUMENTS)))
        table = as_table(counter.matcher.match(corpus.tokens), corpus, counter.matcher.lexicon)
        table = add_voice(table, corpus) if voiced else table
        tables.append(
            pl.DataFrame({name: pl.Series(table[name].to_list(), dtype=kind) for name, kind in schema.items()})
        )
    return pl.concat(tables)


def _assemble(parts: Parts, targets: dict[str, Path], listed: Path, total: Summary, *, rows: int) -> None:
    """Put the parts together, and list the skipped rows."""
    rows = {"scores": rows, "hits": total.hits}
    tables = {target: parts.tables(kind, parts.complete, rows[kind]) for kind, target in targets.items()}
    if total.skipped:
        tables[listed] = iter([pl.DataFrame([asdict(row) for row in total.skipped])])
    write_tables(tables, token=parts.token)
    if not total.skipped:
        listed.unlink(missing_ok=True)


def _check_list(path: Path) -> None:
    """Refuse to replace or remove what is no list of skipped rows."""
    if path.exists():
        with path.open("rb") as stream:
            head = stream.readline(200).decode("utf-8", "replace").replace('"', "").strip()
        if head.split(",") != [column.name for column in fields(BadRow)]:
            raise FramingError(
                f"{path}: is where skipped rows are listed, but is there already and no such list. Move it away, or "
                "give the output another name."
            )
