"""Filled-in sheets: read as spreadsheets save them, or refused with their line."""

import pandas as pd
import pytest

from framing import CorpusError, FramingError, Lexicon, agreement, coding_sheet, find_hits, read_corpus, read_sheets
from framing.scores.filled_sheets import add_hits

CORPUS = read_corpus(["A border. A game; more. Nothing here.", "The border. A rest."])
LEXICON = Lexicon.from_dict({"b": ["border"], "g": ["game"]})
HITS = find_hits(CORPUS, LEXICON)
SHEET = coding_sheet(CORPUS, HITS, LEXICON.frame_names)
B = SHEET["text"].str.contains("border").astype(int)
G = SHEET["text"].str.contains("game").astype(int)


@pytest.fixture
def save(tmp_path):
    def written(name="anna", *, rows=None, **change):
        """Write a sheet, filled in well unless told otherwise."""
        sheet = SHEET.assign(b=B.astype(str), g=G.astype(str)).assign(**change)
        path = tmp_path / f"{name}.csv"
        (sheet if rows is None else sheet.iloc[rows]).to_csv(path, index=False, encoding="utf-8-sig")
        return path

    return written


def test_labels_of_each_coder(save):
    """A file is a coder, an empty cell and a dropped row are missing, and rows may come in any order."""
    labels = read_sheets([save(), save("ben", rows=[3, 2, 1, 0], g=["1", "0", "", "0", "1"])], corpus=CORPUS)
    assert labels.index.names == ["frame", "doc_id", "start", "end"]
    assert labels.columns.tolist() == ["anna", "ben"]
    assert labels["anna"].xs("b").tolist() == B.tolist()
    assert labels["ben"].xs("g").fillna(-1).tolist() == [1, 0, -1, 0, -1]
    assert agreement(labels, draws=10)["units"].tolist() == [4, 3, 7]


@pytest.mark.parametrize("delimiter", [";", "\t", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_as_spreadsheets_save_it(save, delimiter, encoding):
    """Commas, semicolons or tabs, with or without a byte order mark, empty rows below: the same labels."""
    path = save()
    sheet = pd.read_csv(path, encoding="utf-8-sig", dtype="str", keep_default_na=False)
    other = path.with_name("ben.csv")
    text = sheet.to_csv(index=False, sep=delimiter, lineterminator="\r\n") + delimiter * 8 + "\r\n"
    other.write_bytes(text.encode(encoding))
    labels = read_sheets([path, other])
    assert labels["anna"].tolist() == labels["ben"].tolist()


def test_numbers_of_any_scale(save):
    """Labels may be degrees, with a decimal comma too."""
    labels = read_sheets([save(g=["0", "0,5", "1.5", "2", "3"])])
    assert labels["anna"].xs("g").tolist() == [0, 0.5, 1.5, 2, 3]


def test_a_lexicon_as_one_more_coder(save):
    """Hits label the units of a sheet as a coder would."""
    labels = add_hits(read_sheets([save()]), HITS)
    assert labels["lexicon"].tolist() == labels["anna"].tolist()
    with pytest.raises(FramingError, match="a coder called 'anna' is there already"):
        add_hits(labels, HITS, "anna")


PLACES = SHEET["start"].astype(str)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"b": "", "g": ""}, "nothing is filled in"),
        ({"b": ["1", "", "", "", "1"], "g": ""}, "has 1 and empty cells, but no 0"),
        ({"b": ["1", "0", "yes", "0", "0"]}, "line 4: expected a number such as 1 or 0 for 'b', found 'yes'"),
        ({"b": ["1", "0", "nan", "inf", "0"]}, "line 4: expected a number such as 1 or 0 for 'b', found 'nan'"),
        ({"h": "1"}, "unknown frame 'h'. Known: b, g. Remarks go into the column 'note'"),
        ({"sheet": "sheet:another"}, "line 2: is of 'sheet:another', expected 'sheet:"),
        ({"unit": "u1"}, "line 3: unit 'u1' is there already"),
        ({"start": "0"}, r"line \d: unit 'u\d' stands for other words here"),
        ({"text_hash": "sha256:0"}, r"line 2: unit 'u1' stands for other words here"),
        ({"rows": slice(0, 0)}, "holds no unit"),
    ],
)
def test_sheets_that_cannot_be_used(save, change, message):
    """Each mistake in the second sheet is one error with its file and line."""
    with pytest.raises(CorpusError, match=message) as raised:
        read_sheets([save(), save("ben", **change)])
    assert "ben.csv" in str(raised.value)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"text_hash": "sha256:0"}, "the text of 'text[12]' has changed since the sheet was drawn"),
        ({"end": "99"}, r"unit 'u\d' is \d+–99, outside 'text[12]' of \d\d characters"),
        ({"start": "30", "end": "30"}, "unit 'u1' is 30–30, which is no stretch of text"),
        ({"start": "x"}, "has the offsets 'x' and"),
        ({"doc_id": "text9"}, "unit 'u1' has an unknown doc_id 'text9'"),
    ],
)
def test_sheets_of_another_text(save, change, message):
    """Against the articles a sheet is checked for text and place."""
    with pytest.raises(CorpusError, match=message):
        read_sheets([save(**change)], corpus=CORPUS)


def test_files_that_are_no_sheets(tmp_path, save):
    """An empty file, another table, another encoding, no file, two files of one name, none at all."""
    empty, other, latin = (tmp_path / f"{name}.csv" for name in ("empty", "other", "latin"))
    empty.write_text("")
    other.write_text("doc_id,text\na,b\n")
    latin.write_bytes("sheet,é\n".encode("latin-1"))
    for path, message in [
        (empty, "unknown column 'sheet'"),
        (other, "unknown column 'sheet'. Known: doc_id, text. Sheets come from `framing code`"),
        (latin, "is not UTF-8"),
        (tmp_path / "none.csv", "cannot be read"),
    ]:
        with pytest.raises(CorpusError, match=message):
            read_sheets([path])
    with pytest.raises(CorpusError, match=r"a coder called 'anna' is there already\. Name each file after its coder"):
        read_sheets([save(), save()])
    with pytest.raises(CorpusError, match=r"no sheet\. Expected at least one file"):
        read_sheets([])


def test_frames_of_a_lexicon(save):
    """With the frames of a lexicon a sheet of other frames is refused."""
    with pytest.raises(CorpusError, match=r"unknown frame 'b'\. Known: c"):
        read_sheets([save()], frames=["c"])
    with pytest.raises(CorpusError, match="lacks a column of the frame 'c'"):
        read_sheets([save()], frames=["b", "g", "c"])


def test_a_sheet_without_frames(tmp_path):
    """A sheet that lost the columns to be filled in is refused."""
    path = tmp_path / "anna.csv"
    SHEET.drop(columns=["b", "g"]).to_csv(path, index=False)
    with pytest.raises(CorpusError, match="has no column of a frame"):
        read_sheets([path])


def test_offsets_are_looked_at_without_a_text(save):
    """Even where no articles are given a unit has to begin before it ends."""
    with pytest.raises(CorpusError, match="unit 'u1' is 30–4, which is no stretch of text"):
        read_sheets([save(start="30", end="4")])


def test_coders_who_share_no_unit(save):
    """Sheets in which nobody coded what another did can be read, but not compared."""
    one = save(b=["1", "0", "", "", ""], g=["0", "0", "", "", ""])
    other = save("ben", b=["", "", "1", "0", ""], g=["", "", "0", "1", ""])
    with pytest.raises(FramingError, match=r"no unit has labels of two coders \(anna, ben\)\. Let them code the same"):
        agreement(read_sheets([one, other]))


def test_units_that_are_all_alike(save):
    """Where nobody saw the frame, agreement cannot be told from chance: no alpha, and the table says so."""
    zeros = {"b": "0", "g": ["1", "0", "0", "0", "0"]}
    table = agreement(read_sheets([save(**zeros), save("ben", **zeros)]), draws=10)
    assert table["bound"].tolist() == ["all alike", "no disagreement", "no disagreement"]
    assert table["alpha"].isna().tolist() == [True, False, False]


def test_one_coder_agrees_with_nobody(save):
    """One sheet can be read, but not compared."""
    with pytest.raises(FramingError, match="at least two coders, found only 'anna'"):
        agreement(read_sheets([save()]))
