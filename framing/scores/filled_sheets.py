"""
Filled-in coding sheets to labels of several coders, one file a coder.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from framing.errors import CorpusError, FramingError, unknown
from framing.scores.mentions import as_coder, text_hash
from framing.scores.sheets import CONTEXT, NOTE, PLACE
from framing.scores.unit_labels import span_labels
from framing.text.corpus import Corpus
from framing.workbooks import text_rows


def read_sheets(
    paths: Iterable[str | os.PathLike], *, corpus: Corpus | None = None, frames: Sequence[str] | None = None
) -> pd.DataFrame:
    """
    Read filled-in copies of one sheet, each by one coder, whose name is that of the file.

    Parameters
    ----------
    paths
        .xlsx files, of which the first sheet is read, or .csv files as a spreadsheet saves them: parted by commas,
        semicolons or tabs, in UTF-8.
    corpus : Corpus, optional
        If given, its texts must be those that the sheet was drawn from.
    frames : sequence of str, optional
        The frames there are; without them, those of the first sheet.

    Returns
    -------
    DataFrame
        Labels for :func:`agreement`: index ``frame, doc_id, start, end``, one column a coder, NaN where a cell is empty
        or a row is not there.

    Raises
    ------
    CorpusError
        With file and line: if a sheet is no such file, empty, not filled in, another sheet than the first, names an
        unknown frame, has a unit twice, a label that is no number, a place that the text does not have or a text that
        has changed; if two files have one name.
    """
    paths = [Path(path) for path in paths]
    sheets = {}
    for path in paths:
        if path.stem in sheets:
            raise CorpusError(f"{path}: a coder called {path.stem!r} is there already. Name each file after its coder.")
        sheets[path.stem] = _sheet(path)
    if not sheets:
        raise CorpusError("no sheet. Expected at least one file.")
    first = sheets[paths[0].stem]
    frames = _frames(first) if frames is None else list(frames)
    if not frames:
        raise CorpusError(f"{paths[0]}: has no column of a frame. Restore the columns of the sheet.")
    units: dict[str, tuple[str, ...]] = {}
    columns = {}
    for path, (coder, sheet) in zip(paths, sheets.items(), strict=True):
        _same_sheet(path, sheet, first, frames)
        for line, place in zip(sheet.index, sheet[list(PLACE)].itertuples(index=False, name=None), strict=True):
            if units.setdefault(place[1], place) != place:
                raise CorpusError(
                    f"{path}, line {line}: unit {place[1]!r} stands for other words here than in the sheets before it. "
                    "Restore the columns before the text."
                )
        columns[coder] = _labels(path, sheet, frames)
    table = pd.DataFrame(columns).reindex(pd.MultiIndex.from_product([frames, list(units)]))
    places = [(place[2], *_span(paths[0], place, corpus)) for place in units.values()] * len(frames)
    index = [(frame, *place) for frame, place in zip(table.index.get_level_values(0), places, strict=True)]
    return table.set_axis(pd.MultiIndex.from_tuples(index, names=["frame", "doc_id", "start", "end"]), axis=0)


def add_hits(labels: pd.DataFrame, hits: pd.DataFrame, coder: str = "lexicon") -> pd.DataFrame:
    """The labels of :func:`read_sheets` with one more coder: 1 where a hit of the frame overlaps the unit, else 0."""
    if coder in labels.columns:
        raise FramingError(f"a coder called {coder!r} is there already. Give the hits another name.")
    spans = labels.index.droplevel("frame").drop_duplicates().to_frame(index=False)
    frames = list(dict.fromkeys(labels.index.get_level_values("frame")))
    found = span_labels(spans, as_coder(hits, coder), frames, {coder: list(spans["doc_id"].unique())})
    return labels.assign(**{coder: found[coder].reindex(labels.index)})


def _sheet(path: Path) -> pd.DataFrame:
    """The cells of a sheet as text; the index gives the line of each row, empty rows are left out."""
    rows, hint = text_rows(path, PLACE) if path.suffix.lower() == ".xlsx" else (_csv_rows(path), "")
    names = rows[0][1] if rows else []
    for name in PLACE:
        if name not in names:
            raise CorpusError(f"{path}: {unknown('column', name, names)} Sheets come from `framing code`.{hint}")
    for name in sorted({name for name in names if name and names.count(name) > 1}):
        raise CorpusError(f"{path}: has two columns called {name!r}. Drop or rename one.")
    if len(rows) < 2:
        raise CorpusError(f"{path}: holds no unit.")
    padded = [[cell.strip() for cell in row[: len(names)]] + [""] * (len(names) - len(row)) for _, row in rows[1:]]
    return pd.DataFrame(padded, columns=names, index=[line for line, _ in rows[1:]], dtype="str")


def _csv_rows(path: Path) -> list[tuple[int, list[str]]]:
    """The rows of a CSV file, each with the number of its last line."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CorpusError(f"{path}: is not UTF-8. Save it as “CSV UTF-8”.") from None
    except OSError as error:
        raise CorpusError(f"{path}: cannot be read ({error.strerror or error}).") from None
    head = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count))
    return [(reader.line_num, row) for row in reader if any(row)]


def _frames(sheet: pd.DataFrame) -> list[str]:
    """The frames that a sheet has a column for; a column without a name is nobody's."""
    return [name for name in sheet if name not in (*PLACE, *CONTEXT, NOTE, "")]


def _same_sheet(path: Path, sheet: pd.DataFrame, first: pd.DataFrame, frames: Sequence[str]) -> None:
    """Refuse another sheet than the first, other frames, and units that stand there twice."""
    for line, name in sheet.loc[sheet["sheet"] != first["sheet"].iloc[0], "sheet"].head(1).items():
        raise CorpusError(f"{path}, line {line}: is of {name!r}, expected {first['sheet'].iloc[0]!r} as before.")
    own = _frames(sheet)
    for name in own:
        if name not in frames:
            raise CorpusError(f"{path}: {unknown('frame', name, frames)} Remarks go into the column {NOTE!r}.")
    for name in frames:
        if name not in own:
            raise CorpusError(f"{path}: lacks a column of the frame {name!r}.")
    for line, unit in sheet.loc[sheet["unit"].duplicated(), "unit"].head(1).items():
        raise CorpusError(f"{path}, line {line}: unit {unit!r} is there already. Drop one of the rows.")


def _labels(path: Path, sheet: pd.DataFrame, frames: Sequence[str]) -> pd.Series:
    """The labels of one coder, by frame and unit."""
    cells = sheet.set_index("unit")[list(frames)].T.stack()
    numbers = pd.to_numeric(cells.str.replace(",", ".", regex=False), errors="coerce")
    given = cells != ""
    for (frame, unit), cell in cells[given & ~np.isfinite(numbers)].head(1).items():
        line = sheet.index[sheet["unit"] == unit][0]
        raise CorpusError(f"{path}, line {line}: expected a number such as 1 or 0 for {frame!r}, found {cell!r}.")
    if not given.any():
        raise CorpusError(f"{path}: nothing is filled in.")
    if set(numbers[given]) == {1.0} and not given.all():
        raise CorpusError(
            f"{path}: has 1 and empty cells, but no 0. An empty cell is one that was not coded: write 0 where a frame "
            "is not evoked."
        )
    return numbers


def _span(path: Path, place: tuple[str, ...], corpus: Corpus | None) -> tuple[int, int]:
    """Where a unit stands, after a look at the text if there is one."""
    _, unit, doc_id, known, *span = place
    if not all(part.isdecimal() for part in span):
        raise CorpusError(f"{path}: unit {unit!r} has the offsets {span[0]!r} and {span[1]!r}, expected whole numbers.")
    start, end = map(int, span)
    if not start < end:
        raise CorpusError(f"{path}: unit {unit!r} is {start}–{end}, which is no stretch of text. Restore the offsets.")
    if corpus is None:
        return start, end
    if doc_id not in corpus.doc_ids:
        raise CorpusError(f"{path}: unit {unit!r} has an {unknown('doc_id', doc_id, corpus.doc_ids)}")
    text = corpus[doc_id].text
    if text_hash(text) != known:
        raise CorpusError(f"{path}: the text of {doc_id!r} has changed since the sheet was drawn. Draw a new one.")
    if end > len(text):
        raise CorpusError(f"{path}: unit {unit!r} is {start}–{end}, outside {doc_id!r} of {len(text)} characters.")
    return start, end
