"""The commands code and agree: a sheet out, filled in, and compared."""

import openpyxl
import pandas as pd
import pytest
from command import refused, run

from framing import read_sheets

ARTICLES = "doc_id,text\na,A border here. The Great Game. Nothing.\nb,No border. A second front; so be it.\n"
FRAMES = ["great_game", "second_front", "border_security"]


@pytest.fixture
def articles(tmp_path):
    path = tmp_path / "articles.csv"
    path.write_text(ARTICLES, encoding="utf-8")
    return path


@pytest.fixture
def sheets(articles, tmp_path, capsys):
    """Two copies of a sheet, filled in alike but for one cell."""
    output = tmp_path / "sheet.csv"
    code, out, err = run(capsys, "code", articles, "--lexicon", "security", "--sample", 4, "--output", output)
    assert (code, out, err) == (0, "", "4 rows. Write 1 where a frame is evoked and 0 where it is not.\n")
    sheet = pd.read_csv(output, encoding="utf-8-sig", dtype="str", keep_default_na=False)
    assert sheet[FRAMES].eq("").all(axis=None)
    words = dict(zip(FRAMES, ("Game", "front", "border"), strict=True))
    for frame, word in words.items():
        sheet[frame] = sheet["text"].str.contains(word).astype(int).astype(str)
    paths = [tmp_path / "anna.csv", tmp_path / "ben.csv"]
    sheet.to_csv(paths[0], index=False, sep=";")
    sheet.loc[0, "great_game"] = str(1 - int(sheet.loc[0, "great_game"]))
    sheet.to_csv(paths[1], index=False)
    return paths


def test_from_sheet_to_agreement(sheets, capsys):
    """Filled-in copies give a line a frame, and how many units each coder marked."""
    code, out, err = run(capsys, "agree", *sheets)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].split() == ["frame", "coders", "units", "agreed", "alpha", "low", "high", "bound"]
    assert lines[1].split()[:5] == ["great_game", "anna,", "ben", "4", "3"]
    assert lines[4].split()[:5] == ["all", "anna,", "ben", "12", "11"]
    assert len(lines) == 5 + 1 + 1 + 8


def test_the_table_as_a_file(sheets, tmp_path, capsys):
    """With --output the table goes into a file, the same as from Python."""
    output = tmp_path / "agreement.parquet"
    assert run(capsys, "agree", *sheets, "--output", output) == (0, "", "")
    from framing import agreement

    expected = agreement(read_sheets(sheets), pairs=True)
    pd.testing.assert_frame_equal(pd.read_parquet(output), expected, check_dtype=False)


def test_a_lexicon_as_one_more_coder(sheets, articles, capsys):
    """With the articles and a lexicon, what it finds is compared too, and each pair of coders."""
    code, out, _ = run(capsys, "agree", *sheets, "--corpus", articles, "--lexicon", "security")
    assert code == 0
    assert "anna, ben, lexicon" in out
    assert out.count("ben, lexicon") == 8
    assert "needs the articles: give --corpus too" in refused(capsys, "agree", *sheets, "--lexicon", "security")


def test_the_same_seed_writes_the_same_sheet(articles, tmp_path, capsys):
    """A sheet can be drawn again, to the same bytes."""
    made = []
    for name, seed in (("1", 5), ("2", 5), ("3", 6)):
        output = tmp_path / f"{name}.csv"
        assert run(capsys, "code", articles, "--sample", 3, "--seed", seed, "--output", output)[0] == 0
        made.append(output.read_bytes())
    assert made[0] == made[1] != made[2]
    assert made[0].startswith(b"\xef\xbb\xbfsheet,unit,doc_id")


def test_a_filled_in_sheet_is_not_written_over(articles, sheets, capsys):
    """The work of a coder is safe from a second run."""
    before = sheets[0].read_bytes()
    assert "is there already, and may be filled in" in refused(capsys, "code", articles, "--output", sheets[0])
    assert "is the input" in refused(capsys, "agree", *sheets, "--output", sheets[0])
    assert sheets[0].read_bytes() == before


def test_a_workbook_is_as_good_as_a_csv(sheets, articles, tmp_path, capsys):
    """A sheet written, filled in and compared as .xlsx gives what the same sheet gives as .csv."""
    empty, output = tmp_path / "sheet.xlsx", tmp_path / "agreement.xlsx"
    assert run(capsys, "code", articles, "--lexicon", "security", "--sample", 4, "--output", empty)[0] == 0
    first = empty.read_bytes()
    filled = [path.with_suffix(".xlsx") for path in sheets]
    for path, csv in zip(filled, sheets, strict=True):
        book = openpyxl.load_workbook(empty)
        labels = pd.read_csv(csv, sep=None, engine="python").set_index("unit")[FRAMES]
        for row in book.active.iter_rows(min_row=2):
            own = {name.value: cell for name, cell in zip(book.active[1], row, strict=True)}
            for frame in FRAMES:
                own[frame].value = int(labels.loc[own["unit"].value, frame])
        book.save(path)
        path.with_name(f"~${path.name}").write_bytes(b"somebody has it open")
    assert run(capsys, "agree", tmp_path / "anna.xlsx", tmp_path / "b*.xlsx") == run(capsys, "agree", *sheets)
    pd.testing.assert_frame_equal(read_sheets(filled), read_sheets(sheets))
    assert run(capsys, "agree", *filled, "--output", output) == (0, "", "")
    assert pd.read_excel(output)["frame"].tolist()[0] == "great_game"
    empty.unlink()
    assert run(capsys, "code", articles, "--lexicon", "security", "--sample", 4, "--output", empty)[0] == 0
    assert empty.read_bytes() == first


def test_what_cannot_be_done_is_one_line(articles, sheets, tmp_path, capsys):
    """Each mistake is one line that says what it is."""
    assert "a coding sheet is written as .xlsx or .csv" in refused(
        capsys, "code", articles, "--output", tmp_path / "x.parquet"
    )
    assert "there is no folder" in refused(capsys, "code", articles, "--output", tmp_path / "no" / "x.csv")
    assert "found only 'anna'" in refused(capsys, "agree", sheets[0])
    assert "no such file" in refused(capsys, "agree", tmp_path / "none.csv")
    assert "nothing is filled in" in refused(capsys, "agree", tmp_path / "sheet.csv", sheets[0])
    changed = tmp_path / "changed.csv"
    changed.write_text(ARTICLES.replace("Nothing", "Something"), encoding="utf-8")
    assert "the text of 'a' has changed" in refused(capsys, "agree", *sheets, "--corpus", changed)
    assert run(capsys, "code", articles, "--output", tmp_path / "y.csv", "--seed", "x")[0] == 2
