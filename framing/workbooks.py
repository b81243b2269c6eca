"""
Excel workbooks (.xlsx): cells in as a person sees them, tables out, the same bytes every time.

What is written is never a formula: a text that begins with = + - or @ is a text, as every word of an article is.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, count, islice, repeat
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any
from xml.etree.ElementTree import ParseError, canonicalize

from framing.errors import CorpusError, FramingError

Value = str | int | float | bool | None

MOST_ROWS, MOST_COLUMNS, MOST_CHARACTERS = 1_048_576, 16_384, 32_767  # of a sheet and of a cell: Excel's own limits
_LARGEST = 1 << 32  # bytes of all parts
_LEGACY = b"\xd0\xcf\x11\xe0"  # how .xls begins, and an .xlsx with a password
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
_READ_ROWS = 512  # rows taken from openpyxl at a time
_WIDEST = 60  # characters that a column shows before its text is wrapped
_WHOLE = 10**15  # from here on Excel rounds whole numbers
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, ParseError, OSError, EOFError),
    *(ValueError, KeyError, TypeError, IndexError, AttributeError),  # openpyxl's, at what it did not expect
)


class WorkbookError(FramingError):
    """A table does not fit into a workbook."""


@contextmanager
def opened_workbook(path: Path) -> Iterator[list[Sheet]]:
    """
    The sheets of a workbook that a person sees, in their order.

    Raises
    ------
    CorpusError
        If the file is no workbook, or protected by a password.
    """
    books = []
    try:
        with path.open("rb") as stream:
            if stream.read(4) == _LEGACY:
                raise CorpusError(
                    f"{path}: is protected by a password, or an .xls under another name. Save it as .xlsx, without one."
                )
        with zipfile.ZipFile(path) as archive:
            if sum(part.file_size for part in archive.infolist()) > _LARGEST:
                raise CorpusError(f"{path}: over {_LARGEST >> 30} GB come out of it. Save its first sheet as .csv.")
        books.append(_loaded(path, values=True))
        if _has_formulas(path):
            books.append(_loaded(path, values=False))
        seen = [i for i, page in enumerate(books[0].worksheets) if page.sheet_state == "visible"]
        pages = [[book.worksheets[i] for book in books] for i in seen]
        yield [Sheet(path, own[0].max_row or 0, *own) for own in pages]
    except FramingError:
        raise
    except _BROKEN as error:
        said = (isinstance(error, OSError) and error.strerror) or " ".join(str(error).split()).partition(". ")[0][:200]
        raise CorpusError(
            f"{path}: cannot be read as .xlsx ({said}). Open it in a spreadsheet program and save it again."
        ) from None
    finally:
        for book in books:
            book.close()


@dataclass(frozen=True)
class Sheet:
    """A sheet: the page with the values of its cells, and the same with formulas if the workbook has any."""

    path: Path
    height: int  # rows, as the file says
    page: Any
    formulas: Any = None

    @property
    def name(self) -> str:
        """What its tab says."""
        return self.page.title

    @cached_property
    def names(self) -> list[str]:
        """The names of its columns: the first row that is not empty."""
        first = next(self._lines(), (0, (), ()))[1]
        return [shown(_value(cell)) or "" for cell in first]

    def rows(self, places: Sequence[int]) -> Iterator[tuple[int, list[Value]]]:
        """
        The number of each row, as the margin shows it, and its values at some places; empty rows are left out.

        Raises
        ------
        CorpusError
            If a formula at these places was never computed.
        """
        for number, cells, formulas in islice(self._lines(), 1, None):
            values = [_value(cells[at]) if at < len(cells) else None for at in places]
            for at, value in zip(places, values, strict=True):
                # A formula whose result is no text at all was computed: its cell has a type.
                if value is None and at < len(formulas) and (formulas[at].data_type, cells[at].data_type) == ("f", "n"):
                    raise CorpusError(
                        f"{self.path}, sheet {self.name!r}, cell {formulas[at].coordinate}: holds a formula that was "
                        "never computed. Open the file in a spreadsheet program and save it again."
                    )
            yield number, values

    def _lines(self) -> Iterator[tuple[int, Sequence[Any], Sequence[Any]]]:
        """Number, cells and formulas of each row that is not empty."""
        formulas = repeat(()) if self.formulas is None else chain(_rows(self.formulas), repeat(()))
        for number, cells, own in zip(count(1), _rows(self.page), formulas):
            if any(cell.value not in (None, "") for cell in (*cells, *own)):
                yield number, cells, own


def elsewhere(sheets: Sequence[Sheet], columns: Iterable[str]) -> str:
    """Which sheets but the first have some columns, as a sentence; empty if none has."""
    wanted = set(columns)
    found = [repr(sheet.name) for sheet in sheets[1:] if wanted <= set(sheet.names)]
    which = f"These columns are on {' and '.join(found)}"
    return f" {which}, but only the first sheet is read: move that one to the front." if found else ""


def text_rows(path: Path, columns: Iterable[str]) -> tuple[list[tuple[int, list[str]]], str]:
    """The rows of the first sheet as text, each with its number, names first; and where else some columns are."""
    with opened_workbook(path) as sheets:
        if not sheets:
            return [], ""
        names = sheets[0].names
        cells = [(number, [shown(value) or "" for value in own]) for number, own in sheets[0].rows(range(len(names)))]
        return [(1, names), *cells], elsewhere(sheets, columns)


def shown(value: Value) -> str | None:
    """
    A value as a person sees it in its cell.

    >>> shown(17.0), shown(0.5), shown(True), shown("007"), shown(None)
    ('17', '0.5', 'TRUE', '007', None)
    """
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    return str(int(value)) if value == int(value) else f"{value:.15g}"  # digits that Excel keeps


def _loaded(path: Path, *, values: bool) -> Any:
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says what it does not keep of styles and the like
        return openpyxl.load_workbook(path, read_only=True, data_only=values, keep_links=False)


def _has_formulas(path: Path) -> bool:
    """Whether any sheet has a formula, so that the file must be read twice."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if not name.startswith("xl/worksheets/"):
                continue
            with archive.open(name) as stream:
                before = b""
                while part := stream.read(1 << 20):
                    if _FORMULA.search(before + part):
                        return True
                    before = part[-16:]
    return False


def _rows(page: Any) -> Iterator[Sequence[Any]]:
    """The rows of a page, without what openpyxl has to say of it."""
    page.reset_dimensions()  # some programs write wrong ones, and rows beyond them would be lost
    rows = page.iter_rows()
    while True:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            part = list(islice(rows, _READ_ROWS))
        if not part:
            return
        yield from part


def _value(cell: Any) -> Value:
    """The value of a cell: dates as text, numbers with leading zeros too; an error is none."""
    value = cell.value
    if value is None or cell.data_type == "e":
        return None
    if isinstance(value, str):
        return _CODED.sub(lambda code: chr(int(code[1], 16)), value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    if not isinstance(value, (bool, int, float)):
        return str(value)  # a time of day, a duration
    if isinstance(value, bool):
        return value
    if value == int(value):
        zeros = cell.number_format
        return str(int(value)).zfill(len(zeros)) if set(zeros) == {"0"} and len(zeros) > 1 else int(value)
    return value


# Characters that no XML holds, and the return, which none keeps, are written by their code, as Excel does; so is a low
# line where what follows would look like one.
_CODED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TO_CODE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


def write_workbook(path: Path, names: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    """
    Write a table as the only sheet of a workbook: names first, numbers as numbers, everything else as text.

    Raises
    ------
    WorkbookError
        If a text, or the table, is larger than a workbook can hold.
    """
    import openpyxl
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment
    from openpyxl.utils import get_column_letter

    if len(names) > MOST_COLUMNS:
        raise WorkbookError(f"{len(names):,} columns do not fit into .xlsx, which holds {MOST_COLUMNS:,}. {_OTHERS}")
    rows = iter(rows)
    head = list(islice(rows, 100))
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet("Sheet1")
    page.freeze_panes = "A2"
    for at, name in enumerate(names):
        longest = max(len(str(name)), *(len(str(row[at])) for row in head), 6)
        page.column_dimensions[get_column_letter(at + 1)].width = min(longest, _WIDEST) + 2
    wrapped = Alignment(wrap_text=True, vertical="top")

    def written(value: Value, row: int, name: str) -> Any:
        value = _writable(value)
        if not isinstance(value, str):
            return value
        text = _TO_CODE.sub(lambda found: f"_x{ord(found[0]):04X}_", value)
        if len(text.encode("utf-16-le")) > 2 * MOST_CHARACTERS:
            raise WorkbookError(
                f"row {row}, column {name!r}: {len(value):,} characters do not fit into a cell of .xlsx, which holds "
                f"{MOST_CHARACTERS:,}. {_OTHERS}"
            )
        cell = WriteOnlyCell(page, text)
        cell.data_type = "s"  # whatever it looks like
        if len(text) > _WIDEST:
            cell.alignment = wrapped
        return cell

    try:
        page.append([written(str(name), 1, name) for name in names])
        for number, row in enumerate(chain(head, rows), start=2):
            if number > MOST_ROWS:
                raise WorkbookError(f"more than {MOST_ROWS - 1:,} rows do not fit into .xlsx. {_OTHERS}")
            page.append([written(value, number, name) for name, value in zip(names, row, strict=True)])
        with TemporaryFile() as made:
            book.save(made)
            _without_clock(made, path)
    finally:
        if not page.closed:
            page.close()


_CLOCK = re.compile(r"<dcterms:(created|modified)\b.*?</dcterms:\1>")
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_REFERENCE = re.compile(rb"&#(\d+);")
_OTHERS = "Write .csv or .parquet instead."


def _writable(value: Any) -> Value:
    """A value that a cell can hold as it is."""
    if value is None or isinstance(value, (str, bool)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None if math.isnan(value) else str(value)
    return value if isinstance(value, int) and abs(value) < _WHOLE else str(value)


def _without_clock(made: Any, path: Path) -> None:
    """Copy a workbook without the time at which it was made, in a spelling that does not hang on who wrote the XML."""
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o600 << 16  # else they differ from system to system
            entry.compress_type, entry.file_size = zipfile.ZIP_DEFLATED, source.getinfo(name).file_size
            with source.open(name) as stream, target.open(entry, "w") as out:
                if name.startswith("xl/worksheets/"):
                    out.writelines(_respelt(stream))
                else:
                    out.write(_DECLARATION + canonicalize(_CLOCK.sub("", stream.read().decode())).encode())


def _respelt(stream: Any) -> Iterator[bytes]:
    """A sheet in the spelling of canonical XML where openpyxl's two writers differ; it may be too large for more."""
    held = b""
    while part := stream.read(1 << 20):
        whole, sign, rest = (held + part).rpartition(b"<")  # no tag is cut, and no text
        yield _respell(whole)
        held = sign + rest
    yield _respell(held)


def _respell(xml: bytes) -> bytes:
    return _REFERENCE.sub(lambda code: chr(int(code[1])).encode(), xml.replace(b" />", b"/>"))
