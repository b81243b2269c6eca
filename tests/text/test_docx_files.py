"""Word documents: every paragraph in order, in tables and boxes too, and what the document sets as a title."""

import sys

import pytest

from framing import CorpusError, read_corpus

docx = pytest.importorskip("docx", reason="python-docx is not installed")


@pytest.fixture
def save(tmp_path):
    def saved(make, name="x.docx"):
        document = docx.Document()
        document.core_properties.title = ""
        make(document)
        document.save(tmp_path / name)
        return tmp_path / name

    return saved


def article(document):
    document.core_properties.title = "The border | Paper"
    document.add_heading("A border", 0)
    document.add_paragraph("And another", style="Subtitle")
    document.add_paragraph("First ").add_run("line").bold = True
    table = document.add_table(2, 2)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"cell {number}"
    table.cell(0, 0).merge(table.cell(0, 1))
    document.add_paragraph("")
    document.add_heading("Below", 1)
    document.add_paragraph("One\tand\ntwo.")


def test_paragraphs_and_cells_in_order(save):
    """Nothing on the page is lost or read twice; title and subtitle are the headline, the title property metadata."""
    document = read_corpus(save(article)).documents[0]

    assert document.text.split("\n\n") == [
        *("A border", "And another", "First line", "cell 0", "cell 1", "cell 2", "cell 3", "Below", "One\tand\ntwo.")
    ]
    assert [document.text[start:end] for start, end, _ in document.headline] == ["A border", "And another"]
    assert dict(document.metadata) == {"title": "The border | Paper"}


def test_what_word_keeps_beside_the_words(save):
    """Inserted, linked and controlled words count, deleted ones do not; a box is a paragraph of its own, once."""
    from docx.oxml import parse_xml

    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    names += 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = "<w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent>"
    xml = f"""<w:p {names}><w:r><w:t xml:space="preserve">a </w:t></w:r>
        <w:ins w:id="1" w:author="x"><w:r><w:t xml:space="preserve">new </w:t></w:r></w:ins>
        <w:del w:id="2" w:author="x"><w:r><w:delText>old </w:delText></w:r></w:del>
        <w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink>
        <w:sdt><w:sdtContent><w:r><w:t xml:space="preserve"> field</w:t></w:r></w:sdtContent></w:sdt>
        <w:r><mc:AlternateContent><mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>
        </mc:AlternateContent></w:r></w:p>"""

    def make(document):
        document.add_paragraph("x")._p.addnext(parse_xml(xml))

    assert read_corpus(save(make)).documents[0].text == "x\n\na new link field\n\nbox"


def test_files_that_are_no_documents(save, tmp_path):
    """An old .doc, a broken file and one without words are named, with what to do."""
    for name, content, found in (
        ("a.docx", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "found an old .doc or one with a password; save it as .docx"),
        ("b.docx", b"nothing", "expected a file that can be read, found no .docx ("),
        ("c.doc", b"", "Save it as .docx."),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(CorpusError) as error:
            read_corpus(tmp_path / name)
        assert found in str(error.value)
        assert "\n" not in str(error.value)
    with pytest.raises(CorpusError, match=r"x\.docx: expected text, found ''"):
        read_corpus(save(lambda _: None))


def test_without_python_docx(save, monkeypatch):
    """Where python-docx is not installed, one sentence says how to install it."""
    path = save(article)
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(CorpusError, match=r"needs docx, .*: pip install 'framing-study\[documents\]'\.$"):
        read_corpus(path)
