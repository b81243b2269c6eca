"""The notebooks as pages: whole, linked with one another, the same each time, and in need of nothing elsewhere."""

import os
import posixpath
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pages
import pytest
from execute import numbered_notebooks
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

ROOT = Path(__file__).resolve().parents[1]


class Elements(HTMLParser):
    """The elements of a page, each with its attributes; and the page's title."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)
        self.title = re.search("<title>(.*?)</title>", text, flags=re.DOTALL)[1]

    def handle_starttag(self, tag, attributes):
        """Keep an element."""
        self.found.append((tag, dict(attributes)))

    def values(self, name):
        """Return the values of an attribute, wherever it stands."""
        return [attributes[name] for _, attributes in self.found if name in attributes]


@pytest.fixture(scope="module")
def files():
    """Return the site's files by name."""
    return pages.site()


@pytest.fixture(scope="module")
def elements(files):
    """Return the elements of every page."""
    return {name: Elements(content.decode()) for name, content in files.items() if name.endswith(".html")}


def test_every_notebook_is_a_page(elements):
    """Beside the first page there is one for each notebook, and all pages name them in story order."""
    paths = sorted(numbered_notebooks(), key=lambda path: (path.parent.name == "appendix", path.name))
    names = [f"{'appendix-' * (path.parent.name == 'appendix')}{path.stem}.html" for path in paths]
    assert list(elements) == ["index.html", *names]
    for name, page in elements.items():
        listed = page.values("href")
        assert [link for link in listed if link in names][: len(names)] == names
        assert page.title
        assert [link["href"] for tag, link in page.found if tag == "a" and "aria-current" in link] == [name]


def test_links_lead_somewhere(files, elements):
    """Every link and picture is on the site, down to the section."""
    for name, page in elements.items():
        for link in page.values("href") + page.values("src"):
            path, _, section = link.partition("#")
            if link.startswith("data:"):
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
            assert target in files, f"{name}: {link}"
            assert not section or section in elements[target].values("id"), f"{name}: {link}"


def test_nothing_comes_from_elsewhere(files):
    """No page and no style asks for anything over a network: pages are read offline, and nobody learns of it."""
    for name, content in files.items():
        if not name.endswith(".svg"):  # its name spaces are addresses
            assert not re.findall(rb"""(?:src|href|srcset)=["'](?:https?:)?//|@import|url\(""", content), name


def test_images_have_alt_texts(elements):
    """Every picture has words for readers who cannot see it."""
    images = [attributes for page in elements.values() for tag, attributes in page.found if tag == "img"]
    assert images
    assert all(image.get("alt", "").strip() for image in images)


def test_made_again_it_is_the_same(files, tmp_path):
    """In another process and another folder the site is the same byte for byte, and tells nothing of the machine."""
    subprocess.run(
        [sys.executable, pages.__file__, tmp_path],
        env=os.environ | {"PYTHONHASHSEED": "1"},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    again = {str(path.relative_to(tmp_path).as_posix()): path for path in tmp_path.rglob("*") if path.is_file()}
    assert sorted(again) == sorted(files)
    for name, path in again.items():
        assert path.read_bytes() == files[name], name
        assert str(ROOT).encode() not in files[name]


def test_what_cells_show_is_shown(files):
    """No output stands there as the name of an object that only JupyterLab could show."""
    for name, content in files.items():
        assert not re.findall(r"&lt;[\w.]+ object(?: at \w+)?&gt;|&lt;Figure size", content.decode()), name


def test_prose_holds_no_formula():
    """A formula would be shown as its source: the site brings no typesetter."""
    for path in (ROOT / "notebooks").rglob("[!.]*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            assert cell.cell_type != "markdown" or not re.search(r"\$\S.*\S\$", cell.source), path.name


@pytest.fixture
def small(tmp_path):
    """Return the pages of a study of two notebooks, one of them an appendix."""
    (tmp_path / "appendix").mkdir()
    (tmp_path / "README.md").write_text("# Study\n\nIn short.\n\n## More\n", encoding="utf-8")
    table = new_output("execute_result", {"text/html": "<table><tr><td>1</td></tr></table>", "text/plain": "1"})
    lines = new_output("display_data", {"text/markdown": "It is **so**, say [all](appendix/01-all.ipynb)."})
    first = [
        new_markdown_cell("# Is <it> so?\n\n[more](appendix/01-all.ipynb#Why), [how](README.md), [here](#Why)"),
        new_code_cell('f"{1 < 2}"', outputs=[table]),
        new_code_cell("Markdown(lines)", outputs=[lines]),
        new_markdown_cell("## Why"),
    ]
    for name, cells in {"01-is-it": first, "appendix/01-all": [new_markdown_cell("# All\n\n## Why")]}.items():
        nbformat.write(new_notebook(cells=cells), tmp_path / f"{name}.ipynb")
    return pages.site(tmp_path, tmp_path / "README.md")


def test_links_between_notebooks_lead_to_pages(small):
    """A link to a notebook leads to its page and section; what is no page is named without a link."""
    first = small["01-is-it.html"].decode()
    assert '<a href="appendix-01-all.html#Why">more</a>, how, <a href="#Why">here</a>' in first


def test_the_appendix_comes_last(small):
    """Notebooks of the appendix have pages of their own, even under the name of another, after the others."""
    assert [name for name in small if name.endswith(".html")] == ["index.html", "01-is-it.html", "appendix-01-all.html"]
    assert '<a rel="next" href="appendix-01-all.html">' in small["01-is-it.html"].decode()
    assert 'rel="next"' not in small["appendix-01-all.html"].decode()


def test_a_table_scrolls_in_its_own_box(small):
    """A wide table moves in a box of its own, and the page stays where it is."""
    assert re.search(r'<div class="wide"[^>]*><table>.*</table></div>', small["01-is-it.html"].decode())


def test_sentences_that_code_writes_are_prose(small):
    """What a cell shows as Markdown reads like the text around it, links included."""
    assert 'It is <strong>so</strong>, say <a href="appendix-01-all.html">all</a>.' in small["01-is-it.html"].decode()


def test_the_opening_of_the_readme_comes_first(small):
    """The first page says what README says before its first section, and no more."""
    first = small["index.html"].decode()
    assert "In short." in first
    assert "More" not in first


def test_a_page_of_no_notebook_is_removed(tmp_path):
    """What a notebook left that is no more goes when the site is made again."""
    (tmp_path / "10-gone.html").touch()
    pages.main([str(tmp_path)])
    assert not (tmp_path / "10-gone.html").exists()
    assert (tmp_path / "index.html").exists()
