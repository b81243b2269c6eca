"""The documents say what there is. (README's example itself is run as a doctest.)"""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("framing/**/*.md"), *ROOT.glob("[bns]*/**/*.md")])
NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))


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
