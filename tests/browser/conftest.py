"""A page in the system's Chromium; what needs one is skipped where there is none."""

import shutil

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
LOCAL = ("file:", "data:", "blob:", "about:", "http://127.0.0.1")


@pytest.fixture(scope="session")
def chromium():
    """Chromium, started once."""
    api = pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright: pip install playwright")
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip("the browser tests need Chromium, from the packages of the system")
    with api.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium):
    """A page that may complain of nothing and ask nobody elsewhere for anything."""
    faults = []
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith(LOCAL) else faults.append(asked.url))
    yield page
    context.close()
    assert faults == []
