"""The site in a browser: it can be walked by keyboard and link, fits a laptop and a phone, and shuts nobody out."""

from pathlib import Path

import pages
import pytest

LAPTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
STUDY = pages.pages_of(pages.NOTEBOOKS)
NAMES = ["index.html", *(page.file for page in STUDY)]
# Between them these two hold whatever there is to see, such as an article with its frames in colour.
COLOURED = [NAMES[1], next(page.file for page in STUDY if "<mark " in page.source.read_text("utf-8"))]

# Where the parts of a page stand: left edge and width, in pixels. Pictures of pages are not compared, since each system
# has other fonts, and a page changes with every sentence; the boxes move only when the layout does. Heights follow from
# the text, so none is stored.
BOXES = {
    "laptop": {"header": (0, 304), "main": (304, 976), "h1": (355, 704), "footer": (304, 976)},
    "phone": {"header": (0, 390), "main": (0, 390), "h1": (16, 358), "footer": (0, 390)},
}
TOLERANCE = 20  # pixels; wide enough for a scroll bar

BOX = "part => { const {x, width} = document.querySelector(part).getBoundingClientRect(); return [x, width]; }"
TOO_WIDE = """() => [...document.querySelectorAll("body *")].filter(part =>
    part.getBoundingClientRect().right > innerWidth + 1 && !part.closest(".wide, figure, pre, .skip")
).map(part => part.outerHTML.slice(0, 80))"""
UNFOLD = "() => document.querySelectorAll('details').forEach(part => { part.open = true; })"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Return where the first page of the site is, as a file."""
    folder = tmp_path_factory.mktemp("site")
    pages.main([str(folder)])
    return folder.as_uri()


@pytest.fixture
def barriers():
    """Return what finds the barriers of a page: each rule that is broken, and where."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe-core: `make setup` installs it")

    def found(page, part="html", **options):
        options |= {"resultTypes": ["violations"]}
        broken = axe.Axe().run(page, context=part, options=options).response["violations"]
        return [(rule["id"], node["html"][:120]) for rule in broken for node in rule["nodes"]]

    return found


@pytest.mark.parametrize("name", NAMES)
def test_shuts_nobody_out(name, page, address, barriers):
    """axe-core finds no barrier in any page."""
    page.goto(f"{address}/{name}")
    assert barriers(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", COLOURED)
def test_colours_can_be_read(name, scheme, page, address, barriers):
    """Text, code and whatever unfolds stands out from its ground, be it light or dark."""
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{address}/{name}")
    page.evaluate(UNFOLD)
    assert barriers(page, runOnly=["color-contrast"]) == []
    page.evaluate("() => { document.querySelector('h1').style.color = 'var(--line)'; }")
    assert barriers(page, "h1", runOnly=["color-contrast"])  # what cannot be read is found


@pytest.mark.parametrize("name", NAMES)
def test_never_scrolls_sideways(name, page, address):
    """A page is no wider than the screen, whatever is unfolded; tables, figures and code scroll in their boxes."""
    page.goto(f"{address}/{name}")
    page.evaluate(UNFOLD)
    for size in (LAPTOP, PHONE):
        page.set_viewport_size(size)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= size["width"]
        assert page.evaluate(TOO_WIDE) == []


@pytest.mark.parametrize(("screen", "size"), [("laptop", LAPTOP), ("phone", PHONE)])
def test_parts_stand_where_they_should(screen, size, page, address):
    """The list stands beside the text on a laptop and above it on a phone."""
    page.set_viewport_size(size)
    page.goto(f"{address}/{NAMES[1]}")
    found = {part: page.evaluate(BOX, part) for part in BOXES[screen]}
    assert found == {part: pytest.approx(box, abs=TOLERANCE) for part, box in BOXES[screen].items()}


def test_next_leads_through_the_story(page, address):
    """From the first page the next one and so on is every page; and there is a way back."""
    page.goto(f"{address}/index.html")
    walked = [Path(page.url).name]
    while page.locator("a[rel=next]").count():
        page.locator("a[rel=next]").click()
        walked.append(Path(page.url).name)
    assert walked == NAMES
    page.locator("a[rel=prev]").click()
    assert Path(page.url).name == NAMES[-2]


def test_keyboard_leads_through_the_list(page, address):
    """Tab goes to the text, to the first page and down the list of notebooks; Enter opens one."""
    page.set_viewport_size(LAPTOP)
    page.goto(f"{address}/index.html")
    reached = []
    for _ in range(len(NAMES) + 1):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("() => document.activeElement.getAttribute('href')"))
    assert reached == ["#content", *NAMES]
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/{NAMES[-1]}")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "content"


def test_keyboard_opens_the_list_on_a_phone(page, address):
    """On a narrow screen the list is folded; Enter opens it, and Tab goes on into it."""
    page.set_viewport_size(PHONE)
    page.goto(f"{address}/{NAMES[1]}")
    assert not page.locator(".menu a").first.is_visible()
    page.locator(".menu > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator(".menu a").first.is_visible()
    assert page.evaluate("() => document.activeElement.getAttribute('href')") == NAMES[1]


def test_code_opens_with_the_keyboard(page, address):
    """The code behind a result is folded, and opens where it stands."""
    page.goto(f"{address}/{NAMES[1]}")
    code = page.locator(".code").first
    assert not code.locator("pre").is_visible()
    code.locator("summary").focus()
    page.keyboard.press("Enter")
    assert code.locator("pre").is_visible()


def test_what_scrolls_is_reached_by_keyboard(page, address):
    """On a phone a table that is too wide takes the focus, so that arrow keys scroll it; one that fits does not."""
    page.set_viewport_size(PHONE)
    page.goto(f"{address}/{NAMES[1]}")
    boxes = page.evaluate(
        "() => [...document.querySelectorAll('.wide')].map(box => [box.scrollWidth > box.clientWidth, box.tabIndex])"
    )
    assert (True, 0) in map(tuple, boxes)
    assert all((tab == 0) == wide for wide, tab in boxes)


def test_prints_without_what_is_for_the_screen(page, address):
    """On paper there is no list of notebooks and no code, and what was folded of tables is there, dark on white."""
    page.emulate_media(media="print", color_scheme="dark")
    for name in COLOURED:
        page.goto(f"{address}/{name}")
        assert not page.locator("header, footer, .code").locator("visible=true").count()
        folded = page.locator(".output details td")
        assert not folded.count() or folded.first.is_visible()
        assert page.evaluate("() => getComputedStyle(document.body).color") == "rgb(29, 33, 38)"
