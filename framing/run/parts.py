"""
What the batches of a run gave, kept in a folder beside its output until all is done, so that a killed run can go on.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from framing.errors import FramingError
from framing.files import new_token, remove_left, write_whole
from framing.run.claimed import Claimed
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


class Parts:
    """
    What batches gave, in a folder beside the output until all is done.

    ``complete`` is how many batches a run with the same ``plan`` left; one that is damaged counts as none, nor do those
    after it.
    """

    def __init__(self, folder: Path, plan: dict[str, Any], outputs: Sequence[Path], *, resume: bool = False) -> None:
        self.folder, self.complete = folder, 0
        self._claimed = Claimed(folder)
        try:
            self._open({"code": _code(), **plan}, outputs, resume=resume)
        except BaseException:
            self.release()
            raise

    def _open(self, plan: dict[str, Any], outputs: Sequence[Path], *, resume: bool) -> None:
        noted = self.folder / "run.json"
        plan = json.loads(json.dumps(plan))
        self.token = new_token()
        left = _note_of(noted)
        if left:
            if resume and left["plan"] != plan:
                raise FramingError(
                    f"{self.folder}: was left by a run with other inputs or options, or by another version, so it "
                    "cannot be resumed. Give the same ones, or run without --resume to start afresh."
                )
            self.token = left["token"]
            remove_left({Path(output).parent for output in left["outputs"]}, self.token, len(left["outputs"]))
        if left and resume:
            while self._digest(self.complete) is not None:
                self.complete += 1
        else:
            self._claimed.empty()
        note = {"token": self.token, "outputs": [str(path.resolve()) for path in outputs], "plan": plan}
        write_whole(noted, json.dumps(note, sort_keys=True, indent=1).encode())

    def _file(self, number: int, kind: str) -> Path:
        return self.folder / f"{number:06d}.{kind}"

    def write(self, number: int, scores: pl.DataFrame, hits: pl.DataFrame | None, summary: Summary) -> None:
        """Keep what a batch gave; it is complete when its note stands there."""
        scores.write_ipc(self._file(number, "scores"), compression="lz4")
        if hits is not None:
            hits.write_ipc(self._file(number, "hits"), compression="lz4")
        note = {"rows": len(scores), "hit_rows": None if hits is None else len(hits), "summary": asdict(summary)}
        note["digest"] = self._digest_of(number, note)
        write_whole(self._file(number, "json"), json.dumps(note).encode())

    def _digest_of(self, number: int, note: dict[str, Any]) -> str:
        """A hash of all that is kept of a batch."""
        digest = hashlib.sha256(json.dumps(note).encode())
        for kind in ("scores", "hits"):
            if self._file(number, kind).exists():
                digest.update(self._file(number, kind).read_bytes())
        return digest.hexdigest()

    def _digest(self, number: int) -> str | None:
        """The hash of a batch that is there as it was written."""
        try:
            note = json.loads(self._file(number, "json").read_bytes())
            digest = note.pop("digest")
            return digest if self._digest_of(number, note) == digest else None
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def read(self, number: int) -> tuple[pl.Series, Summary]:
        """The ids that a complete batch had, and what it did."""
        summary = json.loads(self._file(number, "json").read_bytes())["summary"]
        summary["skipped"] = tuple(BadRow(**row) for row in summary["skipped"])
        ids = pl.read_ipc(self._file(number, "scores"), columns=["doc_id"])["doc_id"]
        return ids, Summary(**summary)

    def tables(self, kind: str, batches: int, rows: int) -> Iterator[pl.DataFrame]:
        """The tables of one kind, in order: so many, of so many rows together, or else nothing is to be written."""
        found = 0
        for number in range(batches):
            try:
                table = pl.read_ipc(self._file(number, kind))
            except (OSError, pl.exceptions.PolarsError) as error:
                raise self._changed() from error
            found += len(table)
            yield table
        if found != rows:
            raise self._changed()

    def _changed(self) -> FramingError:
        return FramingError(
            f"{self.folder}: something else has changed the parts of this run, so no output was written. Run it again."
        )

    def remove(self) -> None:
        """All is done."""
        self._claimed.remove()

    def release(self) -> None:
        """Leave the parts to whoever goes on from them."""
        self._claimed.release()


def _note_of(path: Path) -> dict[str, Any] | None:
    """What a run noted about itself; None if there is no such note, or a damaged one."""
    try:
        note = json.loads(path.read_bytes())
        known = re.fullmatch(r"[0-9a-f]{16}", note["token"]) and all(isinstance(path, str) for path in note["outputs"])
        return note if known and "plan" in note else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


@cache
def _code() -> str:
    """A hash of the library itself, code and word lists: another version may count otherwise."""
    home = Path(__file__).parents[1]
    files = sorted(path for path in home.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    digest = hashlib.sha256()
    for path in files:
        content = path.read_bytes()
        digest.update(f"{path.relative_to(home).as_posix()}\n{len(content)}\n".encode() + content)
    return digest.hexdigest()
