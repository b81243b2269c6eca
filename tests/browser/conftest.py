"""
A page in the system's Chromium. A test fails if the page has an error or asks for anything outside this machine.
"""

import re
import shutil
from contextlib import contextmanager

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
LOCAL = re.compile(r"(http|ws)://127\.0\.0\.1[:/]|(file|data|blob|about):")
ARGUMENTS = [
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # what would leave the machine cannot
    "--disable-dev-shm-usage",  # small in containers
]


@pytest.fixture(scope="module")  # no longer: as long as Playwright runs, nothing else in the process can use asyncio
def browser():
    """Return the system's Chromium, or skip and name what to install."""
    chromium = next(filter(None, map(shutil.which, NAMES)), None)
    if not chromium:
        pytest.skip("no Chromium: `apt-get install chromium`, or your system's own way to install Chromium or Chrome")
    playwright = pytest.importorskip("playwright.sync_api", reason="no Playwright: `make setup` installs it")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def watched(browser):
    """Return what opens a page for a `with`: the page, and the list of what goes wrong in it."""

    @contextmanager
    def open_page(**options):
        trouble = []
        context = browser.new_context(**options)
        context.on("weberror", lambda error: trouble.append(f"error in the page: {error.error}"))
        context.on("request", lambda request: LOCAL.match(request.url) or trouble.append(f"asks for {request.url}"))
        page = context.new_page()
        page.on("websocket", lambda socket: LOCAL.match(socket.url) or trouble.append(f"talks to {socket.url}"))
        try:
            yield page, trouble
        finally:
            context.close()

    return open_page


@pytest.fixture
def page(watched):
    """Return an empty page of its own; what goes wrong in it fails the test."""
    with watched() as (page, trouble):
        yield page
    assert not trouble
