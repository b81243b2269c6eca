"""The documents say what there is. (Their Python examples are run as doctests.)"""

import json
import re
import textwrap
from pathlib import Path

import pytest

import framing.lexicon.toml
from framing import find_hits, load_lexicon, read_corpus
from framing.run.output import check_apart

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("framing/**/*.md"), *ROOT.glob("[bdns]*/**/*.md")])
NOTEBOOKS = sorted((ROOT / "notebooks").rglob("[0-9A]*-*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_each_notebook_is_listed_with_its_question(path):
    """README and notebooks/README list each notebook with the question that is its title."""
    title = "".join(json.loads(path.read_text(encoding="utf-8"))["cells"][0]["source"]).splitlines()[0].strip("# ")
    for readme in (ROOT / "README.md", ROOT / "notebooks" / "README.md"):
        line = next(line for line in readme.read_text(encoding="utf-8").splitlines() if path.name in line)
        assert title in line


@pytest.mark.parametrize("name", [str(path.relative_to(ROOT)) for path in DOCUMENTS])
def test_links_lead_somewhere(name):
    """Every relative link and picture of a document is a file."""
    path = ROOT / name
    links = re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_the_figure_of_the_readme_has_the_alt_text_of_the_manifest():
    """What README says its figure shows is what the figure's own entry says."""
    alt, path = re.search(r"!\[([^]]+)\]\(([^)]+)\)", (ROOT / "README.md").read_text(encoding="utf-8")).groups()
    assert json.loads((ROOT / "figures" / "manifest.json").read_text(encoding="utf-8"))[Path(path).stem]["alt"] == alt


def examples():
    """Return every lexicon that a document, or the docstring on lexicon files, gives as an example."""
    written = re.findall(r"::\n\n((?:    .*\n|\n)+)", framing.lexicon.toml.__doc__)
    found = [("framing.lexicon.toml", textwrap.dedent(block)) for block in written]
    for path in DOCUMENTS:
        blocks = re.findall(r"```toml\n(.*?)```", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        found += [(str(path.relative_to(ROOT)), block) for block in blocks]
    return found


@pytest.mark.parametrize(("where", "example"), examples(), ids=lambda value: value[:20])
def test_examples_of_lexicons_are_lexicons(tmp_path, where, example):
    """Whoever copies an example into a file can load it."""
    path = tmp_path / "copied.toml"
    path.write_text(example, encoding="utf-8")
    assert len(load_lexicon(path)) == 1, where


def cells():
    """Return what the page on lexicons says of patterns: the pattern, a text, and whether it is found there."""
    page = (ROOT / "docs" / "lexicons.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([^`]+)` \| (`[^|]+) \| (`[^|]+) \|$", page, flags=re.MULTILINE)
    texts = [
        (pattern, text, found)
        for pattern, *both in rows
        for found, cell in zip((True, False), both, strict=True)
        for text in re.findall("`([^`]+)`", cell)
    ]
    return [(pattern, text.replace("\\n", "\n"), found) for pattern, text, found in texts]


@pytest.mark.parametrize(("pattern", "text", "found"), cells())
def test_the_page_on_lexicons_says_what_patterns_find(pattern, text, found):
    """Every example of what a pattern finds and does not find is true."""
    lexicon = framing.Lexicon.from_dict({"f": [pattern]})
    assert bool(len(find_hits(read_corpus([text]), lexicon))) == found


CORPUS = read_corpus(["The border is closed."])
LEXICON = framing.Lexicon.from_dict({"border": ["border"]})
HITS = find_hits(CORPUS, LEXICON)
MANY = '[sets]\na = [{words}]\n[frames.f]\npatterns = ["@a @a @a @a"]\n'
REFUSED = {
    "unknown column 'text'": lambda file: read_corpus(file("a.csv", "doc_id,body\n1,One.\n")),
    "seems to be Windows-1252": lambda file: read_corpus(file("a.txt", "Russia’s plan, “now”.".encode("cp1252"))),
    "rows run together": lambda file: read_corpus(file("a.csv", 'doc_id,text\n1,"One.\n2,Two.\n')),
    "expected an id of its own": lambda file: read_corpus(file("a.csv", "doc_id,text\n1,One.\n1,Two.\n")),
    "expected text, found": lambda file: read_corpus(file("a.csv", 'doc_id,text\n1,""\n')),
    "2 columns are called": lambda file: read_corpus(file("a.csv", "doc_id,text,text\n1,One.,Two.\n")),
    "holds no article": lambda file: read_corpus(file("a.md", "").parent),
    "is half a character": lambda _: framing.tokenize(["One \ud800."]),
    "stands for": lambda file: load_lexicon(
        file("l.toml", MANY.format(words=", ".join(f'"{a}{b}"' for a in "abcdef" for b in "ghijkl")))
    ),
    "which this lexicon does not have": lambda _: framing.frame_scores(
        HITS, CORPUS, framing.Lexicon.from_dict({"border": ["front"]})
    ),
    "The order is": lambda _: framing.frame_scores(CORPUS, HITS, LEXICON),
    "Add it with add_voice": lambda _: framing.frame_scores(HITS, CORPUS, LEXICON, by="voice"),
    "makes each article a group": lambda _: framing.bootstrap_scores(HITS, CORPUS, LEXICON, unit="article"),
    "is the input": lambda file: check_apart({"--output": file("a.csv", "x")}, [file("a.csv", "x")]),
}


@pytest.mark.parametrize("said", REFUSED)
def test_refusals_are_as_the_page_tells_them(tmp_path, said):
    """Whoever looks for the words of a message on the page finds them, and the page holds no other."""

    def file(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    page = (ROOT / "docs" / "refusals.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([^`]+)` \|", page, flags=re.MULTILINE) == list(REFUSED)
    with pytest.raises(framing.FramingError, match=re.escape(said)):
        REFUSED[said](file)
