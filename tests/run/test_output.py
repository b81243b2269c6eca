"""Tables as files: what is in them comes back, in .xlsx too, where no text becomes a formula."""

import os
import subprocess
import sys

import openpyxl
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from framing import FramingError, read_corpus, save_table, workbooks


def cells(path):
    """The values of a workbook and their kinds, as openpyxl reads them."""
    return [[(cell.value, cell.data_type) for cell in row] for row in openpyxl.load_workbook(path).active.iter_rows()]


def test_no_text_becomes_a_formula(tmp_path):
    """What begins with = + - @ or a tab, or reads like an error, is a text; numbers are numbers, nothing is nothing."""
    path = tmp_path / "x.xlsx"
    texts = ["=1+1", "+1", "-1", "@x", "\t=1", "#N/A", "007", None]
    save_table(pd.DataFrame({"=a": texts, "n": [1, 2, 3, 4, 5, 6, 7, None], "x": [0.1, *[1.5] * 7]}), path)
    head, *rows = cells(path)

    assert head == [("=a", "s"), ("n", "s"), ("x", "s")]
    assert [row[0] for row in rows] == [*((text, "s") for text in texts[:-1]), (None, "n")]
    assert [row[1][0] for row in rows] == [1, 2, 3, 4, 5, 6, 7, None]
    assert rows[0][2] == (0.1, "n")


@given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("_x000D=\r\n\t "), min_size=1))
@example("_x000D_")
@example("\r\n_x005F_\x00\x1f\ufffe")
def test_every_character_comes_back(tmp_path_factory, text):
    """Line ends, control characters and what looks like their code are read as they were written."""
    path = tmp_path_factory.mktemp("x") / "x.xlsx"
    save_table(pd.DataFrame({"doc_id": ["a"], "text": [f"x{text}x"]}), path)

    assert read_corpus(path)["a"].text == f"x{text}x"


def test_the_same_bytes_at_any_time(tmp_path, monkeypatch):
    """A workbook holds no clock: written again, it has the same bytes, also where openpyxl has no lxml to use."""
    table = pd.DataFrame({"a": ["x\r\n", " y & <z>"], "n": [1, 2.5]})
    save_table(table, tmp_path / "1.xlsx")
    with monkeypatch.context() as later:
        import openpyxl.writer.excel as writer

        class Clock(writer.datetime.datetime):
            @classmethod
            def now(cls, tz=None):
                return cls(2050, 1, 1, tzinfo=tz)

        later.setattr(writer.datetime, "datetime", Clock)
        save_table(table, tmp_path / "2.xlsx")

    table.to_parquet(tmp_path / "t.parquet")
    again = "import pandas, framing; framing.save_table(pandas.read_parquet('t.parquet'), '3.xlsx')"
    subprocess.run([sys.executable, "-c", again], cwd=tmp_path, env=os.environ | {"OPENPYXL_LXML": "False"}, check=True)
    first = (tmp_path / "1.xlsx").read_bytes()
    assert [(tmp_path / f"{n}.xlsx").read_bytes() == first for n in (2, 3)] == [True, True]


def test_what_does_not_fit_is_refused(tmp_path, monkeypatch):
    """Texts, rows and columns beyond what a workbook holds are one sentence, and no file; another kind takes them."""
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"before")
    long = pd.DataFrame({"text": ["x" * 32_767, "y" * 32_768]})
    with pytest.raises(FramingError, match=r"x\.xlsx: row 3, column 'text': 32,768 characters do not fit .* 32,767"):
        save_table(long, path)
    with pytest.raises(FramingError, match=r"16,385 columns do not fit"):
        save_table(pd.DataFrame([range(16_385)]), path)
    monkeypatch.setattr(workbooks, "MOST_ROWS", 3)
    with pytest.raises(
        FramingError, match=r"x\.xlsx: more than 2 rows do not fit into \.xlsx\. Write \.csv or \.parquet"
    ):
        save_table(pd.DataFrame({"n": [1, 2, 3]}), path)
    assert [file.name for file in tmp_path.iterdir()] == ["x.xlsx"]
    assert path.read_bytes() == b"before"
    save_table(long.head(1), path)
    assert cells(path)[1] == [("x" * 32_767, "s")]


def test_an_index_with_a_name_is_kept(tmp_path):
    """Labels and wide tables keep what their rows are about."""
    table = pd.DataFrame(
        {"anna": [1.0, 0.0]}, index=pd.MultiIndex.from_tuples([("f", "a"), ("f", "b")], names=["x", "y"])
    )
    for suffix, read in {"csv": pd.read_csv, "parquet": pd.read_parquet, "xlsx": pd.read_excel}.items():
        save_table(table, tmp_path / f"t.{suffix}")
        assert read(tmp_path / f"t.{suffix}").columns.tolist() == ["x", "y", "anna"]


def test_the_command_writes_workbooks(tmp_path):
    """Scores and hits as .xlsx hold what they hold as .csv."""
    from framing.run.cli import main

    source = tmp_path / "a.csv"
    source.write_text("doc_id,text\n007,A border.\n=b,The Great Game.\n")
    for suffix in ("csv", "xlsx"):
        files = [str(tmp_path / f"{name}.{suffix}") for name in ("scores", "hits")]
        assert main(["score", str(source), "--lexicon", "security", "--output", files[0], "--hits", files[1]]) == 0
    for name in ("scores", "hits"):
        one = pd.read_csv(tmp_path / f"{name}.csv", dtype={"doc_id": "str"})
        pd.testing.assert_frame_equal(pd.read_excel(tmp_path / f"{name}.xlsx", dtype={"doc_id": "str"}), one)
