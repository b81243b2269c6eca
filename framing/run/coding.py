"""
Coding sheets out to coders, and back again to how far they agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from framing.errors import FramingError
from framing.files import write_whole
from framing.hits.table import find_hits
from framing.lexicon.frames import Lexicon
from framing.run.output import check_outputs, save_table
from framing.scores.agreement import agreement, label_counts
from framing.scores.filled_sheets import add_hits, read_sheets
from framing.scores.sheets import coding_sheet
from framing.text.corpus import Corpus


def write_sheet(
    output: str, corpus: Corpus, hits: pd.DataFrame, frames: Sequence[str], *, unit: str, sample: int, seed: int
) -> int:
    """Write a blind sheet as .xlsx, or as .csv that spreadsheets read as UTF-8; returns how many rows it has."""
    path = Path(output)
    if path.suffix not in (".csv", ".xlsx"):
        raise FramingError(f"{path}: a coding sheet is written as .xlsx or .csv.")
    check_outputs([path])
    if path.exists():
        raise FramingError(f"{path}: is there already, and may be filled in. Give the sheet another name.")
    sheet = coding_sheet(corpus, hits, frames, unit=unit, sample=sample, rng=seed)
    if path.suffix == ".xlsx":
        save_table(sheet, path)
        return len(sheet)
    try:
        write_whole(path, sheet.to_csv(index=False, lineterminator="\n").encode("utf-8-sig", "surrogatepass"))
    except OSError as error:
        raise FramingError(f"{path}: cannot be written ({error.strerror or error}).") from None
    return len(sheet)


def agree(
    paths: Sequence[Path],
    *,
    corpus: Corpus | None,
    lexicon: Lexicon | None,
    metric: str,
    seed: int,
    output: str | None,
) -> str:
    """
    How far the coders of some sheets agree, as lines to be shown; with an output, the table goes there instead.

    With a lexicon (and the corpus), what it finds is one more coder.
    """
    labels = read_sheets(paths, corpus=corpus, frames=lexicon.frame_names if lexicon else None)
    if lexicon is not None:
        labels = add_hits(labels, find_hits(corpus, lexicon, leave_out="own"))
    table = agreement(labels, metric=metric, pairs=True, rng=seed)
    if output is not None:
        save_table(table, output)
        return ""
    shown = table[["frame", "coders", "units", "agreed", "alpha", "low", "high", "bound"]]
    return "\n".join(part.to_string(index=False, float_format="%.3f") + "\n" for part in (shown, label_counts(labels)))
