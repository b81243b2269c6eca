"""Through whichever door a file comes in, it is the same articles, or refused in the same words."""

import datetime as dt
import decimal
import json

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
    "no UTF-8": ("x.csv", content(b"doc_id,text\na,caf\xe9\n"), "row 1: expected a row that can be read"),
    "a column missing": ("x.csv", content(b"doc_id,txt\na,x\n"), "unknown column 'text'; did you mean 'txt'?"),
    "a column twice": ("x.csv", content(b"doc_id,text,text\na,x,y\n"), "2 columns are called 'text'"),
    "columns in capitals": ("X.CSV", content(b"doc_id,text\na,x\n"), ["a"]),
    "a text": ("x.TXT", content(b"A border."), ["x"]),
    "an empty text": ("x.txt", content(b" \n"), "x.txt: expected text, found"),
    "a text of another encoding": ("x.txt", content(b"caf\xe9"), "x.txt: expected a file that can be read"),
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
