"""Through whichever door a file comes in, it is the same articles, or refused in the same words."""

import datetime as dt
import decimal
import gzip
import json
import os

import openpyxl
import pandas as pd
import pyarrow as pa
import pytest
from pyarrow import parquet

from framing import CorpusError, FrameVectorizer, Lexicon, find_hits, kwic, load_lexicon, load_seeds, read_corpus, score
from framing.run.cli import main
from framing.text.reading import SEEDS

LEXICON = Lexicon.from_dict({"border": ["border*"]})
TEXTS = ["A border.", "Borders, and a border."]
DAY = dt.date(2020, 1, 1)
NOON = dt.datetime(2020, 1, 1, 12)  # noqa: DTZ001 (as tables without time zones have them)


def by_corpus(path, _folder, _capsys):
    """Read a corpus: ids and tokens, or what is said."""
    corpus = read_corpus(path)
    return list(zip(corpus.doc_ids, corpus.n_tokens.tolist(), strict=True))


def by_score(path, _folder, _capsys):
    """Score a path from Python."""
    table = score(path, LEXICON)
    return list(zip(table["doc_id"], table["n_tokens"].tolist(), strict=True))


def by_command(path, folder, capsys):
    """Score a path by the command."""
    if main(["score", str(path), "--output", str(folder / "scores.parquet")]):
        raise CorpusError(capsys.readouterr().err)
    table = pd.read_parquet(folder / "scores.parquet")
    return list(zip(table["doc_id"], table["n_tokens"].tolist(), strict=True))


def by_voices(path, folder, capsys):
    """Read a path for its voices; tokens are those of the corpus, which the command does not count."""
    if main(["voices", str(path), "--output", str(folder / "voices.jsonl")]):
        raise CorpusError(capsys.readouterr().err)
    found = [json.loads(line)["doc_id"] for line in (folder / "voices.jsonl").read_text("utf-8").splitlines()]
    return list(zip(found, read_corpus(path).n_tokens.tolist(), strict=True))


DOORS = (by_score, by_command, by_voices)


def answer(door, path, folder, capsys):
    """What a door gives, or what it says."""
    try:
        return door(path, folder, capsys)
    except CorpusError as error:
        return str(error)


def table_of(ids, texts=TEXTS, **other):
    """A way to write a Parquet file with such ids and texts."""
    return lambda path: parquet.write_table(pa.table({"doc_id": ids, "text": texts, **other}), path)


def lines_of(*rows):
    """A way to write a file of JSON lines."""
    return lambda path: path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def content(written):
    """A way to write a file of such bytes."""
    return lambda path: path.write_bytes(written)


def folder_of(**files):
    """A way to write a folder of files."""

    def write(path):
        path.mkdir()
        for name, written in files.items():
            (path / name.replace("_", ".")).write_bytes(written)

    return write


def workbook_of(*rows):
    """A way to write a workbook of such ids and texts."""

    def write(path):
        book = openpyxl.Workbook()
        for row in (["doc_id", "text"], *rows):
            book.active.append(row)
        book.save(path)

    return write


# A file, how it is written, and the ids that every door gives; or a part of what every door says.
FILES = {
    "floats": ("x.parquet", table_of([101.0, 1.5]), ["101", "1.5"]),
    "whole numbers": ("x.parquet", table_of([7, 8]), ["7", "8"]),
    "times": ("x.parquet", table_of([NOON, NOON.replace(day=2)]), ["2020-01-01 12:00:00"]),
    "dates": ("x.parquet", table_of([DAY, DAY.replace(day=2)]), ["2020-01-01", "2020-01-02"]),
    "truth values": ("x.parquet", table_of([True, False]), ["True", "False"]),
    "decimals": ("x.parquet", table_of([decimal.Decimal("1.50"), decimal.Decimal("2.00")]), ["1.50", "2"]),
    "categories": ("x.parquet", table_of(pa.array(["b", "a"]).dictionary_encode()), ["b", "a"]),
    "bytes": ("x.parquet", table_of([b"b", b"a"]), ["b", "a"]),
    "lists as ids": ("x.parquet", table_of([[1], [2]]), "expected ids in the column 'doc_id', found list"),
    "a gap among ids": ("x.parquet", table_of([1.0, None]), "row 2: expected an id, found ''"),
    "a gap among texts": ("x.parquet", table_of(["a", "b"], ["A border.", None]), "row 2: expected text, found ''"),
    "numbers as texts": ("x.parquet", table_of(["a", "b"], [1, 2]), "expected text in the column 'text', found int64"),
    "ids in JSON": ("x.jsonl", lines_of({"doc_id": 101.0, "text": "x"}, {"doc_id": "101.0", "text": "y"}), ["101"]),
    "long ids in JSON": ("x.jsonl", lines_of({"doc_id": 1294030472427835393, "text": "x"}), ["1294030472427835393"]),
    "numbers among JSON texts": ("x.jsonl", lines_of({"doc_id": 1, "text": 5}), "row 1: expected text, found 5"),
    "broken JSON": ("x.jsonl", content(b'{"doc_id"\n'), "row 1: expected a row that can be read"),
    "ids as written in CSV": ("x.csv", content(b"doc_id,text\n007,x\n1.0,y\nNA,z\n"), ["007", "1.0", "NA"]),
    "NA in quote marks": ("x.csv", content(b'doc_id,text\na,"NA"\n'), ["a"]),
    "NA as R writes it": ("x.csv", content(b'doc_id,text\na,"x"\nb,NA\n'), "row 2: expected text, found NA."),
    "no text": ("x.csv", content(b"doc_id,text\na,x\nb,\n"), "row 2: expected text, found ''"),
    "blank text": ("x.csv", content("doc_id,text\na,\u2003\n".encode()), "row 1: expected text, found"),
    "no id": ("x.csv", content(b"doc_id,text\n,x\n"), "row 1: expected an id, found ''"),
    "an id twice": ("x.csv", content(b"doc_id,text\na,x\nb,y\na,z\n"), "row 3: expected an id of its own, found 'a'"),
    "one cell too many": ("x.csv", content(b"doc_id,text\na,x,y\n"), "row 1: expected a row that can be read"),
    "no UTF-8": ("x.csv", content(b"doc_id,text\na,caf\xe9\n"), "x.csv: is not UTF-8 but seems to be Windows-1252"),
    "a column missing": ("x.csv", content(b"doc_id,txt\na,x\n"), "unknown column 'text'; did you mean 'txt'?"),
    "a column twice": ("x.csv", content(b"doc_id,text,text\na,x,y\n"), "2 columns are called 'text'"),
    "columns in capitals": ("X.CSV", content(b"doc_id,text\na,x\n"), ["a"]),
    "a text": ("x.TXT", content(b"A border."), ["x"]),
    "an empty text": ("x.txt", content(b" \n"), "x.txt: expected text, found"),
    "a text of another encoding": ("x.txt", content(b"caf\xe9"), "x.txt: is not UTF-8 but seems to be Windows-1252"),
    "a folder": (
        "texts",
        folder_of(b_TXT=b"x", a_txt=b"y", c_html=b"z", d_csv=b"doc_id,text\n1,x\n"),
        ["a", "b", "c", "1"],
    ),
    "a folder without texts": ("texts", folder_of(c_md=b"z"), "holds no article. Found c.md."),
    "another kind": ("x.pdf", content(b""), "unknown kind of file. Expected .parquet"),
    "a workbook": ("x.xlsx", workbook_of([7, "A border."], ["008", "Borders, and a border."]), ["7", "008"]),
    "a gap in a workbook": ("x.xlsx", workbook_of(["a", "x"], [None, None], ["b", None]), "row 4: expected text"),
    "no workbook": ("x.xlsx", content(b"nothing"), "x.xlsx: cannot be read as .xlsx"),
    "tabs": ("x.tsv", content(b"doc_id\ttext\na\tx; y, z\n"), ["a"]),
    **{
        f"{sign!r} in CSV": ("x.csv", content(f"doc_id{sign}text\n1{sign}A border.\n".encode()), ["1"])
        for sign in ";\t|"
    },
    "a stated delimiter": ("x.csv", content(b'sep=;\r\n"doc_id";"text"\r\n"1";"A, b"\r\n'), ["1"]),
    **{
        f"{encoding} {name}": (name, content(f"\ufeff{written}".encode(encoding)), [doc_id])
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le")
        for name, written, doc_id in (
            ("x.csv", "doc_id;text\n1;naïve\n", "1"),
            ("x.jsonl", '{"doc_id": 1, "text": "naïve"}\n', "1"),
            ("x.txt", "Nobody is naïve.", "x"),
        )
    },
    "UTF-16 that does not say so": ("x.csv", content("doc_id,text\n1,граница и мир\n".encode("utf-16-le")), ["1"]),
    "Windows-1252": ("x.csv", content("doc_id,text\n1,“naïve” – it’s\n".encode("cp1252")), "seems to be Windows-1252"),
    "Mac Roman": ("x.csv", content("doc_id,text\n1,“naïve” – it’s\n".encode("mac_roman")), "seems to be Mac Roman"),
    "another alphabet": (
        "x.csv",
        content("doc_id,text\n1,граница\n".encode("cp1251")),
        "is not UTF-8. Save it as UTF-8",
    ),
    "Windows-1252 in JSON": (
        "x.jsonl",
        content('{"doc_id": 1, "text": "é"}'.encode("cp1252")),
        "is not UTF-8 but seems",
    ),
    "an open quotation mark": (
        "x.csv",
        content(b'doc_id,text\n1,x\n2,"y\n3,"z"\n4,x\n'),
        "x.csv, row 2: expected a quotation",
    ),
    "one open to the end": (
        "x.csv",
        content(b'doc_id,text\n1,x\n2,"y\n' + b"3,z\n" * 9_999),
        "x.csv, row 2: expected a quotation",
    ),
    "a mark inside a text": ("x.csv", content(b'doc_id,text\n1,a 5" gun\n2,"say ""x"""\n'), ["1", "2"]),
    "the longest column": (
        "x.csv",
        content(b"doc_id,next,body\n1,a b,A border is here.\n"),
        "did you mean 'body'? Known: doc_id, next, body. Name it: text= in Python, --text-column in the command.",
    ),
    "no column of texts": (
        "x.csv",
        content(b"doc_id,url\n1,https://example.org/long\n"),
        "'text'. Known: doc_id, url.",
    ),
    "a column without a name": ("x.csv", content(b",text\n0,x\n"), "Known: (one without a name), text."),
    "an array": ("x.json", content(b'[{"doc_id": 1, "text": "x"},\n {"doc_id": 2, "text": "y"}]'), ["1", "2"]),
    "an array in lines": ("x.jsonl", content(b'[\n {"doc_id": 1,\n "text": "x"}\n]\n'), ["1"]),
    "objects over lines": (
        "x.json",
        content(b'{\n"doc_id": 1, "text": "x"\n}\n{\n"doc_id": 2, "text": "y"\n}\n'),
        ["1", "2"],
    ),
    "a list in an object": ("x.json", content(b'{"name": "n", "messages": [{"doc_id": 1, "text": "x"}]}'), ["1"]),
    "two lists in an object": (
        "x.json",
        content(b'{"a": [{"text": "x"}], "b": [{"text": "y"}]}'),
        "several lists of objects",
    ),
    "JSON cut off": ("x.json", content(b'[{"doc_id": 1, "text": "x"}'), "x.json: expected JSON, found"),
    "a pipe": ("x.csv", os.mkfifo, "x.csv: expected a file or folder, found a pipe or device."),
    "a device": ("x.csv", lambda path: path.symlink_to("/dev/zero"), "x.csv: expected a file or folder, found a pipe"),
    "a link to nothing": ("x.txt", lambda path: path.symlink_to("nowhere"), "x.txt: is a link to nothing."),
    "a link to itself": ("x.txt", lambda path: path.symlink_to("x.txt"), "x.txt: is a link to nothing."),
    "a folder called as a file": ("x.txt", folder_of(a_txt=b"x"), ["a"]),
    "an archive of files": ("x.zip", content(b"PK"), "Unpack it into a folder."),
    "no Parquet": ("x.parquet", content(b"nothing"), "x.parquet: cannot be read"),
}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("case", FILES)
def test_every_door_gives_the_same(tmp_path, capsys, door, case):
    """The corpus, scores from Python, the command that scores and the one that finds voices agree on every file."""
    name, write, expected = FILES[case]
    path = tmp_path / name
    write(path)
    first = answer(by_corpus, path, tmp_path, capsys)
    if isinstance(expected, str):
        assert expected in first
        assert first in answer(door, path, tmp_path, capsys)
    else:
        assert [doc_id for doc_id, _ in first][: len(expected)] == expected
        assert answer(door, path, tmp_path, capsys) == first


OPTIONS = {
    "encoding": ("x.csv", "doc_id,text\n1,naïve\n".encode("cp1252"), {"encoding": "cp1252"}, [("1", 1)]),
    "delimiter": ("x.csv", b"doc_id,x~text\n1,2~A border\n", {"delimiter": "~", "doc_id": "doc_id,x"}, [("1,2", 2)]),
    "numbers": ("x.csv", b"text\nA border\nx\n", {"doc_id": "row"}, [("1", 2), ("2", 1)]),
    "numbers of objects": ("x.json", b'[{"text": "A border"}, {"text": "x"}]', {"doc_id": "row"}, [("1", 2), ("2", 1)]),
    "objects in objects": (
        "x.jsonl",
        b'{"a": {"id": 1, "body": "x"}}',
        {"text": "a.body", "doc_id": "a.id"},
        [("1", 1)],
    ),
    "titles": ("x.csv", b"doc_id,text,t\n1,x,A border\n", {"title": "t"}, [("1", 3)]),
    "no encoding": ("x.txt", b"x", {"encoding": "utf-9"}, "unknown encoding 'utf-9'"),
    "no delimiter": ("x.csv", b"x", {"delimiter": ",,"}, "delimiter: expected one character"),
    "the wrong encoding": ("x.txt", b"\xff", {"encoding": "ascii"}, "x.txt: is not ascii"),
    "what comes out": (
        "x.csv.gz",
        gzip.compress(b"doc_id,text\n" + b"a,x\n" * 999_999),
        {"unpacked": 0.001},
        "0.001 GB",
    ),
}


@pytest.mark.parametrize("case", OPTIONS)
def test_what_a_file_does_not_say(tmp_path, capsys, case):
    """Said in Python or to the command, it means the same."""
    name, written, options, expected = OPTIONS[case]
    path, output = tmp_path / name, tmp_path / "scores.parquet"
    path.write_bytes(written)
    flags = {"text": "--text-column", "doc_id": "--id-column", "title": "--title-column"}
    given = [part for key, value in options.items() for part in (flags.get(key, f"--{key}"), str(value))]
    if isinstance(expected, str):
        for read in (read_corpus, score):
            with pytest.raises(CorpusError, match=expected):
                read(path, **options)
        assert main(["score", str(path), "--output", str(output), *given]) == 1
        assert expected in capsys.readouterr().err
        return
    corpus, table = read_corpus(path, **options), score(path, LEXICON, **options)
    assert list(zip(corpus.doc_ids, corpus.n_tokens.tolist(), strict=True)) == expected
    assert list(zip(table["doc_id"], table["n_tokens"].tolist(), strict=True)) == expected
    assert main(["score", str(path), "--output", str(output), *given]) == 0
    table = pd.read_parquet(output)
    assert list(zip(table["doc_id"], table["n_tokens"].tolist(), strict=True)) == expected


def test_no_file(tmp_path, capsys):
    """What is not there is said in the same words; a text in place of a path is told where it belongs."""
    missing = answer(by_corpus, tmp_path / "no.csv", tmp_path, capsys)

    assert "no.csv: no such file or folder. Expected .parquet" in missing
    assert all(missing in answer(door, tmp_path / "no.csv", tmp_path, capsys) for door in DOORS)
    with pytest.raises(CorpusError, match=r"A text itself goes into a list: \[text\]"):
        read_corpus("A border. " * 500)


def test_a_list_of_articles(tmp_path, capsys):
    """What a list of articles marks as no part of them is left out by every door, hits of the command included."""
    seeds = load_seeds()
    path, output = str(SEEDS), tmp_path / "scores.parquet"
    expected = score(seeds)

    pd.testing.assert_frame_equal(score(path), expected)
    assert main(["score", path, "--output", str(output), "--hits", str(tmp_path / "hits.parquet")]) == 0
    pd.testing.assert_frame_equal(pd.read_parquet(output), expected, check_dtype=False)
    found, hits = pd.read_parquet(tmp_path / "hits.parquet"), find_hits(seeds, load_lexicon())
    pd.testing.assert_frame_equal(found, hits, check_dtype=False, check_categorical=False)
    assert capsys.readouterr().err.startswith(f"5 documents, {seeds.n_tokens.sum()} tokens")


def test_the_hits_of_the_command_are_those_of_the_corpus(tmp_path):
    """Ids that are numbers in the file are the same in the command's hits and in the corpus that shows them."""
    path = tmp_path / "x.parquet"
    table_of([101.0, 103.0], ["Border security.", "Their border security."])(path)
    assert main(["score", str(path), "--output", str(tmp_path / "s.csv"), "--hits", str(tmp_path / "h.parquet")]) == 0
    hits = pd.read_parquet(tmp_path / "h.parquet")

    assert hits["doc_id"].tolist() == list(read_corpus(pd.read_parquet(path)).doc_ids) == ["101", "103"]
    assert kwic(hits, read_corpus(path))["keyword"].tolist() == hits["text"].tolist()


def test_tables_in_memory(tmp_path):
    """A table gives what a file of it gives; the estimators count its texts alike."""
    table = pd.DataFrame({"doc_id": [101.0, 1.5], "text": TEXTS, "year": [1, 2]})
    table.to_parquet(tmp_path / "x.parquet")
    corpus = read_corpus(table)

    assert corpus.doc_ids == read_corpus(tmp_path / "x.parquet").doc_ids == tuple(score(table, LEXICON)["doc_id"])
    assert corpus.metadata.equals(read_corpus(tmp_path / "x.parquet").metadata)
    assert FrameVectorizer(LEXICON).fit_transform(table["text"]).ravel().tolist() == [1, 2]
    for column in ("doc_id", "text"):
        with pytest.raises(CorpusError, match=r"the table: unknown column"):
            read_corpus(table.drop(columns=column))


KINDS = {
    "whole numbers": ([101, 103], ["101", "103"]),
    "floats": ([101.0, 103.0], ["101", "103"]),
    "truth": ([True, False], ["True", "False"]),
    "dates": (pd.to_datetime(["2020-01-01", "2020-01-02"]), ["2020-01-01", "2020-01-02"]),
    "zeros before": (["001", "002"], ["001", "002"]),
    "decimals": ([decimal.Decimal("2.00"), decimal.Decimal("3.50")], ["2", "3.50"]),
}


@pytest.mark.parametrize("kind", KINDS)
def test_one_rule_for_ids(tmp_path, kind):
    """An id of any type is the same from a table in memory and from its files; what CSV holds is text."""
    ids, expected = KINDS[kind]
    table = pd.DataFrame({"doc_id": ids, "text": TEXTS})
    table.to_parquet(tmp_path / "t.parquet")
    sources = [table, table.set_index("doc_id")["text"], tmp_path / "t.parquet"]
    if kind not in ("floats", "decimals"):
        table.to_csv(tmp_path / "t.csv", index=False)
        table.to_excel(tmp_path / "t.xlsx", index=False)
        sources += [tmp_path / "t.csv", tmp_path / "t.xlsx"]
    for source in sources:
        assert list(read_corpus(source).doc_ids) == expected
        if not isinstance(source, pd.Series):
            assert score(source, LEXICON)["doc_id"].tolist() == expected


def test_one_column_is_text_and_id(tmp_path, capsys):
    """A table of nothing but texts can be read, each text its own id, through every door."""
    table = pd.DataFrame({"text": TEXTS})
    table.to_parquet(tmp_path / "t.parquet")
    table.to_csv(tmp_path / "t.csv", index=False)
    table.to_excel(tmp_path / "t.xlsx", index=False)
    table.to_json(tmp_path / "t.jsonl", orient="records", lines=True)
    for source in (table, *sorted(tmp_path.glob("t.*"))):
        assert list(read_corpus(source, doc_id="text").doc_ids) == TEXTS
        assert score(source, LEXICON, doc_id="text")["doc_id"].tolist() == TEXTS
        if source is not table:
            assert main(["hits", str(source), "--id-column", "text"]) == 0
            assert capsys.readouterr().err == ""
