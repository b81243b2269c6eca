"""Web pages: what a reader sees, in the encoding the page names, and nothing that it could do to the reader."""

import pytest

from framing import CorpusError, read_corpus


@pytest.fixture
def read(tmp_path):
    def document(page, name="x.html"):
        path = tmp_path / name
        path.write_bytes(page if isinstance(page, bytes) else page.encode())
        return read_corpus(path).documents[0]

    return document


PAGE = """<!DOCTYPE html><html><head><title>A border &ndash; The Paper</title><style>p { color: red }</style></head>
<body><nav><a href="/">Home</a> <a href="/x">World</a></nav>
<script>var border = "border";</script>
<div class="a"><h1>A <em>border</em></h1>By
Anna<p>First&nbsp;line,<br>second &lt;line&gt; &amp; so&nbsp;on.</p>tail<!-- border --> of <b> it</b>
<ul><li>one<li>two</ul><table><tr><td>3<td>4</table><p>  </p><p>He said <q>no</q>.</p></div></body></html>"""


def test_what_a_reader_sees(read):
    """Paragraphs in order, entities decoded; no script, style or navigation; title is metadata, h1 a headline."""
    document = read(PAGE)

    assert document.text.split("\n\n") == [
        *("A border", "By Anna", "First\xa0line,\nsecond <line> & so\xa0on.", "tail of it", "one", "two", "3", "4"),
        "He said “no”.",
    ]
    assert dict(document.metadata) == {"title": "A border – The Paper"}
    assert [document.text[start:end] for start, end, _ in document.headline] == ["A border"]


def test_a_headline_stands_before_all_words(read):
    """A heading further down is no headline; without one, a first paragraph that reads as the title is."""
    below = read("<title>T</title><p>Words.</p><h1>Later</h1>")
    titled = read("<title>A title</title><p>A title</p><p>Words.</p>")

    assert (below.text, below.headline) == ("Words.\n\nLater", ())
    assert [titled.text[start:end] for start, end, _ in titled.headline] == ["A title"]


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        (b"", "utf-8"),
        (b'<meta charset="windows-1251">', "windows-1251"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', "koi8-r"),
        (b"<?xml version='1.0' encoding='utf-8'?>", "utf-8"),
        (b"<meta charset=iso-8859-1>", "utf-8-sig"),
        (b"", "utf-16"),
    ],
)
def test_the_encoding_that_a_page_names(read, head, encoding):
    """A byte order mark, then the page's own word, else UTF-8."""
    raw = f"{head.decode()}<p>граница</p>".encode(encoding)
    assert read(raw).text == "граница"


def test_what_browsers_take_for_latin(read):
    """A page that says ISO-8859-1 has curly quotes all the same."""
    assert read(b"<meta charset=iso-8859-1><p>\x93no\x94 caf\xe9</p>").text == "“no” café"


def test_pages_that_cannot_be_read(read):
    """Bytes of another encoding, an unknown one and a page without words are named by their file."""
    for page, found in {
        b"<p>caf\xe9</p>": "x.html: expected a file that can be read, found byte 6, which is not UTF-8. Mend or remove",
        b"<meta charset=klingon><p>x</p>": "found an unknown encoding 'klingon'",
        b"<script>x</script>": "x.html: expected text, found ''",
        b"": "x.html: expected text, found ''",
        b"<!-- x -->": "x.html: expected text, found ''",
    }.items():
        with pytest.raises(CorpusError) as error:
            read(page)
        assert found in str(error.value)


def test_a_page_can_do_no_harm(read, tmp_path):
    """Entities that a page declares are not expanded, no other file is read, and depth loses no words."""
    (tmp_path / "secret").write_text("secret")
    lols = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 9))
    page = f'<!DOCTYPE x [<!ENTITY l0 "lol">{lols}<!ENTITY s SYSTEM "file://{tmp_path}/secret">]><p>a &l8; &s; b</p>'
    text = read(page).text

    assert len(text) < 2000
    assert "lol" not in text.replace(lols, "").split("a &l8;")[1]
    assert "secret" not in text.split("a &l8;")[1]
    assert read("<div>" * 2000 + "deep").text == "deep"
    with pytest.raises(CorpusError, match="a page that cannot be read to its end"):
        read("<p>words</p>" + "<div>" * 5000 + "too deep")
