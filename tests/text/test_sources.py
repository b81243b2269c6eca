"""Sources: whatever form texts come in, the same rows; each row that cannot be used is named."""

import csv
import gzip
import json

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from framing import CorpusError
from framing.text import csv_files, json_files, sources
from framing.text.sources import read_batches
from framing.text.sources import read_file_batches as read_files

ROWS = [("007", "Größe “new”\nline two"), ("1e3", 'NA, "quoted"'), ("c", "null"), ("d", "U.S. –"), ("e", "1")]


def rows(batches):
    """All usable rows of some batches, with their row numbers."""
    return [
        (name, text, int(row)) for b in batches for name, text, row in zip(b.ids, b.texts, b.row.tolist(), strict=True)
    ]


def bad(batches):
    """All other rows: row number, id, reason."""
    return [(row.row, row.doc_id, row.reason) for batch in batches for row in batch.bad]


def written(folder, kind, data=ROWS):
    """A file, or folder, of one kind with these rows."""
    path = folder / f"articles{kind}"
    table = pa.table({"text": [t for _, t in data], "n": [1] * len(data), "doc_id": [d for d, _ in data]})
    content = table.to_pandas().to_csv(index=False).encode()
    lines = b"".join(json.dumps({"text": t, "doc_id": d}).encode() + b"\n" for d, t in data)
    match kind:
        case ".parquet":
            parquet.write_table(table, path)
        case ".dictionary.parquet":
            coded = [table.column(name).dictionary_encode() for name in ("text", "doc_id")]
            parquet.write_table(pa.table(coded, ["text", "doc_id"]), path)
        case ".large.parquet":
            kinds = pa.schema([("text", pa.large_string()), ("n", pa.int64()), ("doc_id", pa.string_view())])
            parquet.write_table(table.cast(kinds), path)
        case ".bom.csv":
            path.write_bytes(b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"))
        case "":
            path.mkdir()
            for name, text in data:
                (path / f"{name}.txt").write_bytes(text.encode())
        case _:
            content = content if ".csv" in kind else lines
            if kind.endswith(".zst"):
                with pa.output_stream(str(path), compression="zstd") as stream:
                    stream.write(content)
            else:
                path.write_bytes(gzip.compress(content) if kind.endswith(".gz") else content)
    return path


KINDS = (
    *(".parquet", ".dictionary.parquet", ".large.parquet", ".csv", ".csv.gz", ".csv.zst"),
    *(".jsonl", ".jsonl.gz", ".jsonl.zst", ""),
)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_gives_the_same_rows(tmp_path, kind):
    """Ids and texts are the same whatever they come in; nothing is taken for missing because of how it looks."""
    found = rows(read_files([written(tmp_path, kind)]))

    assert found == [(name, text, number) for number, (name, text) in enumerate(ROWS, start=1)]


def test_a_csv_from_a_spreadsheet(tmp_path):
    """A byte order mark and line ends of two characters belong to no column and no text."""
    found = rows(read_files([written(tmp_path, ".bom.csv")]))

    assert [name for name, _, _ in found] == [name for name, _ in ROWS]


@given(st.lists(st.text("ab\n\r,\"' é\u2028", min_size=1).map(lambda t: "x" + t), max_size=6))
def test_csv_keeps_every_character(tmp_path_factory, given_texts):
    """Line breaks, commas and quotation marks in quoted fields come back as they were, and rows keep their number."""
    path = tmp_path_factory.mktemp("csv") / "x.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream, quoting=csv.QUOTE_ALL)
        out.writerows([["text", "doc_id"], *([text, i] for i, text in enumerate(given_texts, start=1))])

    assert rows(read_files([path])) == [(str(i), text, i) for i, text in enumerate(given_texts, start=1)]


def test_other_columns_are_not_read(tmp_path):
    """A column that changes from numbers to words far below spoils nothing."""
    path = tmp_path / "x.csv"
    lines = [f"{i},{i},{'word ' * 2000}\n" for i in range(2000)]
    path.write_text("doc_id,year,text\n" + "".join(lines) + "last,n.d.,end\n")

    assert rows(read_files([path]))[-1] == ("last", "end", 2001)


def test_inputs_in_their_order(tmp_path):
    """Several inputs are read one after the other, a glob pattern in sorted order."""
    for name in ("b", "a", "c"):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps({"doc_id": name, "text": name}))
    both = read_files([tmp_path / "c.jsonl", str(tmp_path / "[ab].jsonl")])

    assert [name for name, _, _ in rows(both)] == ["c", "a", "b"]


@pytest.mark.parametrize("kind", KINDS)
def test_batches_are_cut_by_size(tmp_path, monkeypatch, kind):
    """A batch ends with the text that fills it; a text is never cut, and none is lost or moved."""
    monkeypatch.setattr(sources, "BATCH_BYTES", 20)
    data = [(f"{i:02d}", "x" * (1 + 7 * i % 30)) for i in range(30)]
    batches = list(read_files([written(tmp_path, kind, data)]))

    assert [row[:2] for row in rows(batches)] == data
    assert len(batches) > 10
    for batch in batches:
        assert sum(map(len, batch.texts[:-1])) < 20
    assert [b.done for b in batches] == sorted(b.done for b in batches)


def test_empty_sources_give_one_empty_batch(tmp_path):
    """A table of no rows is no mistake."""
    empty = tmp_path / "x.csv"
    empty.write_text("doc_id,text\n")
    for source in (empty, [], written(tmp_path, ".parquet", []), written(tmp_path, ".jsonl", [])):
        assert [len(batch.texts) for batch in read_batches(source)] == [0]


def test_what_lies_in_memory():
    """Lists, Series and tables of pandas and Polars: ids are the column, the index, or text1, text2, ..."""
    table = pd.DataFrame({"doc_id": ["b", "a"], "text": ["x", "y"]})

    for source in (table, table.set_index("doc_id"), pl.from_pandas(table), table.set_index("doc_id")["text"]):
        assert rows(read_batches(source)) == [("b", "x", 1), ("a", "y", 2)]
    for source in (["x", "y"], ("x", "y"), pl.Series(["x", "y"]), np.array(["x", "y"])):
        assert rows(read_batches(source)) == [("text1", "x", 1), ("text2", "y", 2)]
    assert bad(read_batches(["x", None, 5, float("nan"), pd.NA, " ", "y"])) == [
        (2, "text2", "missing text"),
        (3, "text3", "wrong type"),
        *((row, f"text{row}", "missing text") for row in (4, 5, 6)),
    ]


def test_bad_rows_of_a_csv(tmp_path, monkeypatch):
    """Broken, undecodable and empty rows have the numbers a reader counts, wherever the file is parsed in blocks."""
    lines = [
        "a,naïve".encode(),
        b"b,too,many",
        b"few",
        b"c,caf\xe9",
        b'd,"two\nlines"',
        b"e,",
        b",no id",
        b"f,fine",
        b"g,1,2",
    ]
    good = [f"{i},{'x' * 20}".encode() for i in range(40)]
    path = tmp_path / "x.csv"
    path.write_bytes(b"\n".join([b"doc_id,text", *lines, *good, b"last,bad,row", b"end,fine"]) + b"\n")
    reasons = [
        *((2, "", "broken row"), (3, "", "broken row"), (4, "c", "undecodable"), (6, "e", "missing text")),
        *((7, "", "missing id"), (9, "", "broken row"), (50, "", "broken row")),
    ]
    for block in (64, 100, 1 << 20):
        monkeypatch.setattr(csv_files, "READ_BYTES", block)
        batches = list(read_files([path]))

        assert bad(batches) == reasons
        numbers = [(name, row) for name, _, row in rows(batches)]
        assert numbers == [("a", 1), ("d", 5), ("f", 8), *((str(i), 10 + i) for i in range(40)), ("end", 51)]


def test_bad_rows_of_jsonl(tmp_path, monkeypatch):
    """Lines that are no JSON, no object, no UTF-8 or hold no text have the number of their line; empty ones none."""
    monkeypatch.setattr(json_files, "READ_BYTES", 40)
    path = tmp_path / "x.jsonl"
    lines = [
        *(
            '{"doc_id": "a", "text": "é"}'.encode(),
            b"",
            b'{"doc_id": "b", "text": 5}',
            b'{"doc_id": "c", "text": ["x"]}',
        ),
        *(b'{"doc_id": "d"}', b"{broken", b"[1]", b'{"doc_id": "e", "text": "caf\xe9"}', b'{"text": "no id"}'),
        *(b'{"doc_id": "f", "text": "half \\ud83d"}', b"[" * 100_000, b'{"doc_id": 7, "text": "y"}'),
    ]
    path.write_bytes(b"\n".join(lines))
    batches = list(read_files([path]))

    assert sorted(bad(batches)) == [
        *((3, "b", "wrong type"), (4, "c", "wrong type"), (5, "d", "missing text"), (6, "", "no JSON")),
        *((7, "", "no JSON"), (8, "", "undecodable"), (9, "", "missing id"), (10, "f", "undecodable")),
        (11, "", "no JSON"),
    ]
    assert rows(batches) == [("a", "é", 1), ("7", "y", 12)]


def test_the_first_line_of_jsonl_may_lack_a_column(tmp_path):
    """A column is missing only where no line has it."""
    path = tmp_path / "x.jsonl"
    path.write_text('{"doc_id": "a"}\n{"doc_id": "b", "text": "x"}\n')

    assert bad(read_files([path])) == [(1, "a", "missing text")]
    with pytest.raises(CorpusError, match=r"unknown column 'body'\. Known: doc_id, text"):
        list(read_files([path], text="body"))


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string()])
def test_bad_bytes_in_parquet(tmp_path, kind):
    """A text of a Parquet file whose bytes are no UTF-8 is a bad row; those around it are not."""
    binary = pa.array([b"fine", b"caf\xe9", None, b"good"], pa.binary() if kind == pa.string() else pa.large_binary())
    broken = pa.Array.from_buffers(kind, 4, binary.buffers(), null_count=1)
    parquet.write_table(pa.table({"doc_id": ["a", "b", "c", "d"], "text": broken}), tmp_path / "x.parquet")
    batches = list(read_files([tmp_path / "x.parquet"]))

    assert bad(batches) == [(2, "b", "undecodable"), (3, "c", "missing text")]
    assert rows(batches) == [("a", "fine", 1), ("d", "good", 4)]


def test_bad_files_of_a_folder(tmp_path):
    """A .txt file that is empty or no UTF-8 is named by its own path."""
    (tmp_path / "sub").mkdir()
    for name, content in {"a": b"x", "b": b" \n", "sub/c": b"caf\xe9"}.items():
        (tmp_path / f"{name}.txt").write_bytes(content)
    batches = list(read_files([tmp_path]))
    named = [(row.file, row.row, row.doc_id, row.reason) for batch in batches for row in batch.bad]

    assert named == [
        (str(tmp_path / "b.txt"), 2, "b", "missing text"),
        (str(tmp_path / "sub" / "c.txt"), 3, "sub/c", "encoding"),
    ]
    assert rows(batches) == [("a", "x", 1)]


def test_single_articles(tmp_path):
    """A .txt file is one row, in any case of its suffix; one that is empty or no UTF-8 is named by its own path."""
    for name, content in {"a.b.txt": b"x\r\ny", "c.TXT": b"z", "d.txt": b"", "e.txt": b"caf\xe9"}.items():
        (tmp_path / name).write_bytes(content)
    batches = list(read_files([tmp_path / "*.[tT]*"]))
    named = [(row.file, row.row, row.doc_id, row.reason) for batch in batches for row in batch.bad]

    assert rows(batches) == [("a.b", "x\r\ny", 1), ("c", "z", 1)]
    assert sorted(named) == [
        (str(tmp_path / "d.txt"), 1, "d", "missing text"),
        (str(tmp_path / "e.txt"), 1, "e", "encoding"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("x.csv", b"", r"x\.csv: unknown column 'text'\. Known: none"),
        ("x.csv", b"id,txt\n1,x\n", r"x\.csv: unknown column 'text'; did you mean 'txt'\? Known: id, txt"),
        ("x.csv", b"doc_id,text\na," + b"x" * (1 << 25), r"x\.csv: cannot be read: "),
        ("x.parquet", b"nothing", r"x\.parquet: cannot be read: "),
        ("x.csv.gz", b"nothing", r"x\.csv\.gz: cannot be read: "),
        ("x.pdf", b"", r"x\.pdf: unknown kind of file\. Expected \.parquet, \.csv, \.tsv, \.xlsx, \.jsonl"),
        ("folder/x.md", b"", r"folder: holds no article\. Found x\.md\. Expected files of these kinds: \.parquet"),
        ("x.txt", b"", r"no\.csv: no such file or folder"),
    ],
)
def test_a_source_that_cannot_be_used(tmp_path, name, content, message):
    """Each fault of a whole source is one error that names it."""
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    source = {"folder/x.md": path.parent, "x.txt": tmp_path / "no.csv"}.get(name, path)
    with pytest.raises(CorpusError, match=message) as error:
        list(read_files([source]))
    assert "\n" not in str(error.value)


def test_columns_of_another_kind(tmp_path):
    """Numbers may be ids and are no texts; nested values are neither."""
    path = tmp_path / "x.parquet"
    parquet.write_table(pa.table({"doc_id": [7, 8], "text": ["x", "y"], "list": [[1], [2]]}), path)

    assert rows(read_files([path])) == [("7", "x", 1), ("8", "y", 2)]
    with pytest.raises(CorpusError, match=r"expected text in the column 'doc_id', found int64"):
        list(read_files([path], text="doc_id"))
    with pytest.raises(CorpusError, match=r"expected ids in the column 'list', found list<"):
        list(read_files([path], doc_id="list"))


def test_a_long_text_is_no_path():
    """A text given in place of a path is said to be no file, however long it is."""
    with pytest.raises(CorpusError, match="no such file or folder"):
        read_batches("border " * 1000)


@pytest.mark.parametrize("change", ["size", "begin", "end", "name"])
def test_changed_files_have_another_fingerprint(tmp_path, change):
    """Files are known again by name, size and both ends, whatever their time."""
    content = b"a" * 200_000
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    before = sources.fingerprint([tmp_path / "*.csv"])
    path.write_bytes(content)
    assert sources.fingerprint([tmp_path / "*.csv"]) == before

    path.write_bytes(
        {"size": content + b"a", "begin": b"b" + content[1:], "end": content[1:] + b"b"}.get(change, content)
    )
    if change == "name":
        path.rename(tmp_path / "y.csv")
    assert sources.fingerprint([tmp_path / "*.csv"]) != before
