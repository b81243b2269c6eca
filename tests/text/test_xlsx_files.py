"""Workbooks: cells as a person sees them, and whatever keeps one from being read said with its remedy."""

import datetime as dt
import re
import zipfile

import openpyxl
import pytest

from framing import CorpusError, read_corpus

DAY = dt.date(2022, 5, 24)
NOON = dt.datetime(2022, 5, 24, 12, 30)  # noqa: DTZ001 (a workbook knows no time zones)


@pytest.fixture
def save(tmp_path):
    def saved(*rows, **more):
        """Write a workbook of these rows, and sheets of other rows behind it."""
        book = openpyxl.Workbook()
        sheets = [book.active, *(book.create_sheet(name) for name in more)]
        for sheet, lines in zip(sheets, (rows, *more.values()), strict=True):
            for row in lines:
                sheet.append(row)
        path = tmp_path / "x.xlsx"
        book.save(path)
        return path

    return saved


def refused(path, **options):
    with pytest.raises(CorpusError) as error:
        read_corpus(path, **options)
    assert "\n" not in str(error.value)
    return str(error.value)


def test_cells_are_read_as_they_are_seen(save):
    """An id 17 is "17", dates are dates, and what else a row holds keeps its kind."""
    head = ["when", "text", "doc_id", "year", "ok", "note"]
    corpus = read_corpus(
        save(head, [DAY, "One.", 17, 2021, True, "01"], [], [NOON, 5, 18.0, 1.5, False, None], [None, "x", 0.1 + 0.2])
    )

    assert corpus.doc_ids == ("17", "18", "0.3")
    assert corpus["18"].text == "5"
    assert dict(corpus["17"].metadata) == {"when": "2022-05-24", "year": 2021, "ok": True, "note": "01"}
    assert dict(corpus["18"].metadata) == {"when": "2022-05-24 12:30:00", "year": 1.5, "ok": False, "note": None}


def test_zeros_that_a_format_shows(save):
    """An id shown as 0017 is "0017", however the cell keeps it."""
    path = save(["doc_id", "text"], [17, "x"])
    book = openpyxl.load_workbook(path)
    book.active["A2"].number_format = "0000"
    book.save(path)

    assert read_corpus(path).doc_ids == ("0017",)


def test_the_same_as_csv(save, tmp_path):
    """A table gives the same articles and metadata as a workbook and as CSV."""
    rows = [["doc_id", "text", "year", "outlet"], ["a", "One.", 2004, "X"], ["b", "Two,\nthree.", 2021, "Y"]]
    (tmp_path / "x.csv").write_text('doc_id,text,year,outlet\na,One.,2004,X\nb,"Two,\nthree.",2021,Y\n')
    one, other = read_corpus(save(*rows)), read_corpus(tmp_path / "x.csv")

    assert [document.text for document in one.documents] == [document.text for document in other.documents]
    assert one.metadata.to_dict() == other.metadata.to_dict()


def test_rows_have_the_number_in_the_margin(save):
    """Empty rows are left out and still count, above the names of the columns too."""
    head = ["doc_id", "text", "n"]
    assert ", row 5: expected text, found ''" in refused(save([], head, ["a", "x"], [], ["b", None, "x"]))
    assert ", row 3: expected an id, found ''" in refused(save(["doc_id", "text"], ["a", "x"], [None, "y"]))
    assert ", row 3: expected text, found ''" in refused(save(["doc_id", "text"], ["a", "x"], ["b", "#N/A"]))


def test_columns_on_another_sheet(save):
    """Only the first sheet a person sees is read; if the columns are on another, that one is named."""
    path = save(["about"], Articles=[["id", "body"], ["a", "x"]])
    said = refused(path, text="body", doc_id="id")
    assert "x.xlsx, sheet 'Sheet': unknown column 'body'. Known: about." in said
    assert said.endswith(
        "These columns are on 'Articles', but only the first sheet is read: move that one to the front."
    )
    assert refused(path).endswith(
        "unknown column 'text'. Known: about. Name it: text= in Python, --text-column in the command."
    )
    book = openpyxl.load_workbook(path)
    book["Sheet"].sheet_state = "hidden"
    book.save(path)
    assert read_corpus(path, text="body", doc_id="id").doc_ids == ("a",)


def test_formulas(save):
    """A formula counts as what it came to; one that was never computed is named, unless nobody asks for its column."""
    path = save(["doc_id", "text", "n"], ["a", "x", 1], ["b", '="y"&"z"', 1])
    assert "x.xlsx, sheet 'Sheet', cell B3: holds a formula that was never computed." in refused(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = re.sub(rb'r="B3"><f>(.*?)</f><v ?(?:/>|></v>)', rb'r="B3" t="str"><f>\1</f><v>yz</v>', parts[sheet])
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert read_corpus(path)["b"].text == "yz"


def test_files_that_are_no_workbooks(save, tmp_path):
    """A password, an old .xls and a broken file are one line each, with what to do."""
    locked, old = tmp_path / "locked.xlsx", tmp_path / "old.xls"
    locked.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    old.write_bytes(locked.read_bytes())
    assert "is protected by a password, or an .xls under another name. Save it as .xlsx" in refused(locked)
    assert refused(old).endswith(" Save it as .xlsx.")
    whole = save(["doc_id", "text"], ["a", "x"])
    whole.write_bytes(whole.read_bytes()[:-200])
    assert "x.xlsx: cannot be read as .xlsx (" in refused(whole)
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("readme.txt", "no workbook")
    assert refused(whole).endswith("Open it in a spreadsheet program and save it again.")


def test_wrong_sizes_lose_no_row(save):
    """Some programs write that a sheet has one cell; all rows are read all the same."""
    path = save(["doc_id", "text"], ["a", "x"], ["b", "y"])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content.replace(b'<dimension ref="A1:B3"', b'<dimension ref="A1"'))

    assert read_corpus(path).doc_ids == ("a", "b")
