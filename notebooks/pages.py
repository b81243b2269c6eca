"""
Make the notebooks, as they are stored, into pages to be read offline in any browser.

    python notebooks/pages.py [FOLDER]

The first page is the opening of README.md; each notebook is a page, those of the appendix after the others. A page asks
for nothing outside its folder, and is the same byte for byte when made again. What code it rests on opens at a click.
"""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from html import unescape
from pathlib import Path

import jinja2
import nbformat
from nbconvert.exporters import TemplateExporter
from nbconvert.filters import Highlight2HTML, markdown2html

from framing.files import write_whole

NOTEBOOKS = Path(__file__).resolve().parent
ROOT = NOTEBOOKS.parent
TEMPLATE = NOTEBOOKS / "template"
SITE = ROOT / "site"


@dataclass(frozen=True)
class Page:
    """One page to be: where its text comes from, the name of its file, its number in the story, and its title."""

    source: Path
    file: str
    number: str
    title: str
    appendix: bool = False


def pages_of(folder: Path) -> list[Page]:
    """Return the notebooks of a folder in story order, then those of its appendix."""
    main = [_page(path, appendix=False) for path in sorted(folder.glob("[0-9]*.ipynb"))]
    return main + [_page(path, appendix=True) for path in sorted(folder.glob("appendix/*.ipynb"))]


def _page(path: Path, *, appendix: bool) -> Page:
    heading = re.search(r"^# (.+)$", nbformat.read(path, as_version=4).cells[0].source, flags=re.MULTILINE)
    number = re.match(r"[A-Z]?\d+", path.stem)
    return Page(
        path,
        f"{'appendix-' * appendix}{path.stem}.html",
        number[0] if number else "",
        heading[1].strip() if heading else path.stem,
        appendix,
    )


def site(notebooks: Path = NOTEBOOKS, readme: Path = ROOT / "README.md") -> dict[str, bytes]:
    """Return the files of the site by their names in its folder."""
    pages = pages_of(notebooks)
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATE), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    layout = environment.get_template("page.html.j2")
    opening = readme.read_text("utf-8").partition("\n## ")[0]
    pictures = re.findall(r"!\[[^]]*\]\(([^):]+)\)", opening)
    home = Page(readme, "index.html", "", opening.partition("\n")[0].removeprefix("# ").strip())
    files = {name: (readme.parent / name).read_bytes() for name in pictures}
    files["style.css"] = (TEMPLATE / "style.css").read_bytes()
    bodies = [within_site(markdown2html(opening), home, pages), *(body_of(page, pages) for page in pages)]
    for i, (page, body) in enumerate(zip([home, *pages], bodies, strict=True)):
        sections = [(unescape(key), unescape(re.sub("<[^>]*>", "", text))) for key, text in HEADING.findall(body)]
        text = layout.render(
            page=page,
            home=home,
            pages=pages,
            sections=sections,
            body=body,
            before=([home, *pages][i - 1] if i else None),
            after=(pages[i] if i < len(pages) else None),
        )
        files[page.file] = text.encode()
    return files


HEADING = re.compile(r'<h2 id="([^"]*)">(.*?)</h2>', flags=re.DOTALL)


def body_of(page: Page, pages: list[Page]) -> str:
    """Return what a notebook says, computes and shows, as HTML."""
    adapt = partial(within_site, page=page, pages=pages)
    exporter = TemplateExporter(
        template_name=TEMPLATE.name,
        extra_template_basedirs=[str(NOTEBOOKS)],
        template_file="body.html.j2",
        filters={
            "prose": lambda source: adapt(markdown2html(source)),
            "shown": adapt,
            "code": Highlight2HTML(pygments_lexer="python"),
        },
    )
    return exporter.from_notebook_node(nbformat.read(page.source, as_version=4))[0]


def within_site(html: str, page: Page, pages: list[Page]) -> str:
    """Return HTML whose links lead to pages of the site, and whose tables and pictures scroll in boxes of their own."""
    html = re.sub(r'<a class="anchor-link".*?</a>', "", html)
    html = re.sub(r"<p>(<img [^>]*>)</p>", r"<figure>\1</figure>", html)
    html = re.sub(r'<a href="([^"]*)">(.*?)</a>', _relink(page, pages), html, flags=re.DOTALL)
    return re.sub(r"<table.*?</table>", rf"{BOX}\g<0></div>", html, flags=re.DOTALL)


BOX = '<div class="wide" role="group" aria-label="table">'


def _relink(page: Page, pages: list[Page]) -> Callable[[re.Match], str]:
    files = {other.source: other.file for other in pages}

    def relinked(link: re.Match) -> str:
        target, text = link.groups()
        path, mark, section = target.partition("#")
        if not path or ":" in path:
            return link[0]
        file = files.get((page.source.parent / path).resolve())
        return f'<a href="{file}{mark}{section}">{text}</a>' if file else text  # what is no page is only named

    return relinked


def main(arguments: list[str]) -> int:
    """Write the site into the folder named on the command line, or into site/."""
    folder = Path(*arguments[:1] or [SITE])
    files = site()
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
    for path in folder.glob("*.html"):
        if path.name not in files:
            path.unlink()  # of a notebook that is no more
    print(f"Site: {sum(name.endswith('.html') for name in files)} pages; open {folder / 'index.html'}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
