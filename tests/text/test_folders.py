"""Folders: whatever articles lie in one, in one order, and nothing skipped in silence."""

import openpyxl
import pytest

from framing import CorpusError, FramingWarning, read_corpus, score

FILES = {
    "b.txt": "Two.",
    "a.html": "<h1>A border</h1><p>One.</p>",
    "sub/c.jsonl": '{"doc_id": "j", "text": "Three.", "year": 2004}\n',
    "d.csv": "doc_id,text,outlet\nk,Four.,X\n",
}
SYSTEM = [".DS_Store", "~$e.xlsx", "Thumbs.db", ".git/x.txt", "__MACOSX/y.txt", "a_files/ad.html", "a_files/x/ad.js"]


@pytest.fixture
def folder(tmp_path):
    """Articles of many kinds, and what systems leave beside them."""
    for name, content in FILES.items() | {(name, "of the system") for name in SYSTEM}:
        path = tmp_path / "my-texts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    book = openpyxl.Workbook()
    for row in (["doc_id", "text"], [17, "Five."]):
        book.active.append(row)
    book.save(tmp_path / "my-texts" / "e.xlsx")
    return tmp_path / "my-texts"


def test_articles_of_all_kinds_in_one_folder(folder):
    """Files are read in sorted order, tables with their metadata, pages with their headline, system files never."""
    corpus = read_corpus(folder)

    assert corpus.doc_ids == ("a", "b", "k", "17", "j")
    assert corpus["a"].headline
    assert (corpus["k"].metadata["outlet"], corpus["j"].metadata["year"]) == ("X", 2004)
    assert score(folder)["n_tokens"].tolist() == corpus.n_tokens.tolist() == [3, 1, 1, 1, 1]


def test_files_of_another_kind_are_named_once(folder):
    """One warning names what is not read."""
    for name in ("notes.pdf", "articles.toml", *(f"sub/{n}.md" for n in range(5))):
        (folder / name).write_text("x", encoding="utf-8")
    with pytest.warns(FramingWarning) as said:
        read_corpus(folder)
    assert len(said) == 1
    expected = "articles.toml, notes.pdf, sub/0.md, sub/1.md, sub/2.md and 2 more."
    assert str(said[0].message) == f"{folder}: not read, being of another kind: {expected}"


def test_a_table_that_holds_no_articles(folder):
    """A table without the column of the texts stops the reading, and the two ways out are said."""
    (folder / "metadata.csv").write_text("doc_id,year\nb,2004\n", encoding="utf-8")
    with pytest.raises(CorpusError) as error:
        read_corpus(folder)
    assert str(error.value) == (
        f"{folder / 'metadata.csv'}: unknown column 'text'. Known: doc_id, year. Name it: text= in Python, "
        "--text-column in the command. If it holds no articles, move it out of the folder."
    )


def test_one_name_for_two_files(folder):
    """Files that differ in their suffix alone would have one id, and the second is named."""
    (folder / "b.html").write_text("<p>x</p>", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"b\.txt: expected an id of its own, found 'b'"):
        read_corpus(folder)
