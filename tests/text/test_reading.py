"""Reading a corpus: what comes out of files, and what is said when something cannot be used."""

import gzip
import hashlib
import json

import pandas as pd
import pyarrow as pa
import pytest

from framing import CorpusError, read_corpus


@pytest.mark.parametrize("suffix", [".parquet", ".csv", ".csv.gz", ".jsonl", ".jsonl.gz", ".jsonl.zst"])
def test_files_give_the_same_corpus(tmp_path, suffix):
    """Whatever file articles come in, ids, texts and metadata are the same; nothing is guessed from their form."""
    table = pd.DataFrame(
        {"doc_id": ["007", "1e3"], "text": ['NA "quoted", yes\nline two', "Größe"], "outlet": ["X", "Y"]}
    )
    path = tmp_path / f"articles{suffix}"
    if suffix == ".parquet":
        table.to_parquet(path)
    else:
        csv = suffix.startswith(".csv")
        content = table.to_csv(index=False) if csv else table.to_json(orient="records", lines=True)
        if suffix.endswith(".zst"):
            with pa.output_stream(str(path), compression="zstd") as stream:
                stream.write(content.encode())
        elif suffix.endswith(".gz"):
            path.write_bytes(gzip.compress(content.encode()))
        else:
            path.write_bytes(content.encode())

    corpus = read_corpus(path)

    assert corpus.doc_ids == ("007", "1e3")
    assert [document.text for document in corpus] == table["text"].tolist()
    assert corpus.metadata["outlet"].tolist() == ["X", "Y"]


def test_a_folder_is_read_in_sorted_order(tmp_path):
    """Text files of a folder and its subfolders are read in sorted order; ids are paths without suffix."""
    for name in ("b.txt", "a.txt", "sub/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"text {name}", encoding="utf-8")

    assert read_corpus(tmp_path).doc_ids == ("a", "b", "sub/c")


def test_a_single_text_file(tmp_path):
    """A .txt file is one article, named after the file."""
    (tmp_path / "one.txt").write_text("A border.", encoding="utf-8")
    assert read_corpus(tmp_path / "one.txt").n_tokens.to_dict() == {"one": 2}


def manifest(folder, **change):
    """Write one article and the list that describes it; return the list's path."""
    (folder / "texts").mkdir()
    raw = "Great Game – again.".encode()
    (folder / "texts" / "one.txt").write_bytes(raw)
    entry = {"file": "one.txt", "doc_id": "one", "sha256": hashlib.sha256(raw).hexdigest()} | change
    lines = ["[[article]]", *(f"{key} = {json.dumps(value)}" for key, value in entry.items())]
    path = folder / "articles.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_list_of_articles_is_read(tmp_path):
    """Articles of one's own are listed like the seeds."""
    corpus = read_corpus(manifest(tmp_path, outlet="X", headline=[[0, 10]]))

    assert corpus.metadata.loc["one", "outlet"] == "X"
    assert corpus.sentences["section"].tolist() == ["headline", "lead"]


def test_a_changed_byte_is_an_error(tmp_path):
    """A changed article is refused with its file, both hashes, and what to do."""
    path = manifest(tmp_path)
    (tmp_path / "texts" / "one.txt").write_bytes(b"Great game - again.")

    with pytest.raises(CorpusError, match=r"one\.txt: changed on disk(.|\n)*sha256 \w{64}\n.*\w{64}\nRestore"):
        read_corpus(path)


def damaged(tmp_path, case):
    """A source with one fault."""
    path = tmp_path / "x.csv"
    match case:
        case "missing file":
            return tmp_path / "no.csv"
        case "missing article":
            listed = manifest(tmp_path)
            (tmp_path / "texts" / "one.txt").unlink()
            return listed
        case "missing column":
            path.write_text("doc_id,txt\na,b\n")
            return path
        case "missing text":
            path.write_text("doc_id,text\na,b\nb,\n")
            return path
        case "missing id":
            path.write_text("doc_id,text\n,b\n")
            return path
        case "same id":
            path.write_text("doc_id,text\na,b\na,c\n")
            return path
        case "bad json":
            path = tmp_path / "x.jsonl"
            path.write_text('{"doc_id": "a", "text": "b"}\n{"doc_id"\n')
            return path
        case "undecodable text":
            (tmp_path / "a.txt").write_bytes(b"caf\xe9")
            return tmp_path
        case "empty text":
            (tmp_path / "a.txt").write_bytes(b" \n")
            return tmp_path
        case "empty folder":
            return tmp_path
        case "unknown kind":
            path = tmp_path / "x.pdf"
            path.write_bytes(b"")
            return path
        case "not a table":
            path = tmp_path / "x.parquet"
            path.write_bytes(b"nothing")
            return path
        case "bad range":
            return manifest(tmp_path, headline=[[5, 2]])
        case "no words":
            return ["!!!"]
        case "nothing":
            return []


@pytest.mark.parametrize(
    ("case", "message"),
    [
        ("missing file", r"no\.csv: no such file"),
        ("missing article", r"one\.txt: is missing"),
        ("missing column", r"x\.csv: unknown column 'text'; did you mean 'txt'\? Known: doc_id, txt"),
        ("missing text", r"x\.csv, row 2: expected text, found ''"),
        ("missing id", r"x\.csv, row 1: expected an id"),
        ("same id", r"x\.csv, row 2: expected an id of its own, found 'a'"),
        ("bad json", r"x\.jsonl, row 2: expected a row that can be read"),
        ("undecodable text", r"a\.txt: is not UTF-8"),
        ("empty text", r"a\.txt: expected text, found"),
        ("empty folder", r"holds no article"),
        ("unknown kind", r"x\.pdf: unknown kind of file"),
        ("not a table", r"x\.parquet: cannot be read: "),
        ("bad range", r"document 'one': range 5–2"),
        ("no words", r"document 'text1' has no word that counts"),
        ("nothing", r"the corpus has no document"),
    ],
)
def test_bad_input_is_named(tmp_path, case, message):
    """Each fault of the input gives one error that says where it is."""
    with pytest.raises(CorpusError, match=message):
        _ = read_corpus(damaged(tmp_path, case)).tokens
