"""
What the batches of a run gave, kept in a folder beside its output until all is done, so that a killed run can go on.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from framing.errors import FramingError
from framing.files import write_whole
from framing.text.rows import BadRow


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


@dataclass
class Parts:
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
