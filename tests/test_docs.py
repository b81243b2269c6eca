"""The documents say what there is. (Their Python examples are run as doctests.)"""

import json
import re
import textwrap
from pathlib import Path

import pytest

import framing.lexicon.toml
from framing import find_hits, load_lexicon, read_corpus

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
