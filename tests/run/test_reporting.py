"""The command that writes a page: what it reads, writes, refuses and says."""

import json
import re

import pandas as pd
import pytest
from command import refused, run

from framing import add_voice, find_hits, load_lexicon, read_corpus
from framing.text.reading import SEEDS


@pytest.fixture
def articles(tmp_path):
    """Two articles in a CSV file, with columns of the user's own names."""
    path = tmp_path / "articles.csv"
    table = pd.DataFrame(
        {
            "id": ["x1", "x2"],
            "body": ["Border security, the envoy said.", "Russia’s “Great Game” again."],
            "title": ["Guards", "Powers"],
        }
    )
    table.to_csv(path, index=False)
    return path


def held(path, name):
    """Data of a page by their name."""
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', path.read_text("utf-8"))
    return json.loads(found[1])


def test_a_page_from_a_file(articles, tmp_path, capsys):
    """The page has the hits of the library, the titles of the file, its name and hash, and no path."""
    page = tmp_path / "report.html"
    options = ("--text-column", "body", "--id-column", "id", "--title", "Two <articles>")
    assert run(capsys, "report", articles, *options, "--output", page) == (0, "", "2 documents, 2 hits\n")
    corpus = read_corpus(articles, text="body", doc_id="id")
    expected = add_voice(find_hits(corpus, load_lexicon()), corpus).astype({"section": "str"})
    data = held(page, "report-hits")
    said = held(page, "report-parameters")

    found = pd.DataFrame(data["rows"], columns=data["columns"])
    pd.testing.assert_frame_equal(found, expected, check_dtype=False)
    html = page.read_text("utf-8")
    assert "<h1>Two &lt;articles&gt;</h1>" in html
    assert all(f">{title}</h3>" in html for title in ("Guards", "Powers"))
    assert str(tmp_path) not in html
    assert [each["file"] for each in said["inputs"]] == ["articles.csv"]
    assert said["corpus"]["sha256"] == corpus.sha256
    assert said["options"] == {
        "text_column": "body",
        "id_column": "id",
        "nested_scope": "frame",
        "semantics": "framing",
    }


def test_the_same_command_gives_the_same_bytes(tmp_path, capsys):
    """However many processes there are, and however often it runs."""
    pages = []
    for jobs in ("1", "2"):
        page = tmp_path / f"{jobs}.html"
        assert run(capsys, "report", SEEDS, "--output", page, "--jobs", jobs)[0] == 0
        pages.append(page.read_bytes())
    assert pages[0] == pages[1]
    assert len(pages[0]) < 1_000_000


def test_what_cannot_be_written_is_refused_at_once(articles, tmp_path, capsys):
    """A wrong name, a folder that is not there, the input itself: one line, and no file."""
    assert "ends in .html" in refused(capsys, "report", articles, "--id-column", "id", "--output", tmp_path / "x.pdf")
    assert "no folder" in refused(capsys, "report", SEEDS, "--output", tmp_path / "no" / "x.html")
    assert "is the input" in refused(capsys, "report", articles, "--output", articles)
    assert "--text-column" in refused(capsys, "report", articles, "--output", tmp_path / "x.html")
    assert [path.name for path in tmp_path.iterdir()] == ["articles.csv"]
