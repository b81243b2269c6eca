"""Every notebook opens and runs in JupyterLab as a reader would run it, and can be read there on a laptop."""

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from urllib.error import URLError
from urllib.request import urlopen

import nbformat
import pytest
from execute import NOTEBOOKS, numbered_notebooks

PATHS = [path for path in numbered_notebooks() if path.parent == NOTEBOOKS]  # an appendix may be long

LAPTOP = {"width": 1440, "height": 900}
SCREENS = 8  # a reader scrolls no further
TABLE_WIDTH = 1100  # pixels; what is left of a laptop beside the list of files
TABLE_ROWS = 20  # seen at once; `show` folds the rest

SETTINGS = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},  # it would ask elsewhere
    "notebook-extension/tracker": {"windowingMode": "none"},  # else cells out of sight are not on the page
}

OWN = {  # folders of the test's own: nothing is read from the user's or written into the repository
    "JUPYTER_CONFIG_DIR": "config",
    "JUPYTER_DATA_DIR": "data",
    "JUPYTER_RUNTIME_DIR": "runtime",
    "JUPYTERLAB_SETTINGS_DIR": "settings",
    "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
    "FRAMING_FIGURES": "figures",
}

# Resolved when all cells have run; what is dispatched are the commands behind the menus File and Run.
RUN_ALL = """async name => {
    const app = window.jupyterapp;
    const panel = await app.commands.execute("docmanager:open", {path: name, factory: "Notebook"});
    await panel.context.ready;
    await panel.sessionContext.ready;
    await app.commands.execute("notebook:run-all-cells");
    await Promise.all([...panel.node.querySelectorAll("img")].map(image => image.decode()));
}"""

OPEN = """async name => {
    const app = window.jupyterapp;
    const panel = await app.commands.execute("docmanager:open", {path: name, factory: "Notebook"});
    await panel.context.ready;
}"""

MEASURE = """() => {
    const panel = window.jupyterapp.shell.currentWidget.node;
    const cells = [...panel.querySelectorAll(".jp-Notebook .jp-Cell")];
    const all = (selector, measure) => cells.flatMap((cell, i) =>
        [...cell.querySelectorAll(selector)].map(found => [i + 1, measure(found)]));
    const tables = measure => all("table", table => table.closest("details:not([open])") ? 0 : measure(table));
    return {
        cells: cells.length,
        heading: panel.querySelector("h1")?.textContent.replace("¶", "").trim(),
        counts: window.jupyterapp.shell.currentWidget.content.widgets.map(cell => cell.model)
            .filter(model => model.type === "code").map(model => model.executionCount),
        errors: all("[data-mime-type='application/vnd.jupyter.error']", error => error.textContent),
        formulas: all(".jp-OutputArea-output mjx-container", formula => formula.textContent),
        alts: all("img", image => image.alt.trim()),
        widths: tables(table => Math.round(table.getBoundingClientRect().width)),
        rows: tables(table => table.querySelectorAll("tbody tr").length),
        height: cells.at(-1).getBoundingClientRect().bottom - cells[0].getBoundingClientRect().top,
    };
}"""

MONEY = """
import pandas as pd
from framing import Lexicon, find_hits, read_article, read_corpus, show

SAID = "A border costs $5 and $6, \\\\(x\\\\) or $$7$$."
corpus = read_corpus([SAID])
article = lambda **how: read_article(corpus["text1"], find_hits(corpus, Lexicon.from_dict({"$a$": ["border"]})), **how)
display(show(pd.DataFrame({"$x$": [SAID]})), show(pd.DataFrame({"x": [SAID]}), fold="$f$"))
display(article(), article(fold=True))
"""

CLOSE = """async () => {
    const panel = window.jupyterapp.shell.currentWidget;
    await panel.sessionContext.shutdown();
    panel.dispose();
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Return where a JupyterLab of its own listens: with no setting of the user's, on copies of the notebooks."""
    folder = tmp_path_factory.mktemp("lab")
    (folder / "notebooks").mkdir()
    for path in PATHS:
        shutil.copy(path, folder / "notebooks")
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}  # else JupyterLab asks for one
    money = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(MONEY)], metadata=kernel)
    nbformat.write(money, folder / "notebooks" / "money.ipynb")
    for name, settings in SETTINGS.items():
        file = folder / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True)
        file.write_text(json.dumps(settings), encoding="utf-8")
    environment = os.environ | {name: str(folder / kind) for name, kind in OWN.items()}
    environment.pop("PYTEST_CURRENT_TEST", None)  # a kernel that finds it captures less
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(16)
    options = [
        f"--port={port}",
        f"--IdentityProvider.token={token}",
        f"--ServerApp.root_dir={folder / 'notebooks'}",
        "--ip=127.0.0.1",
        "--ServerApp.port_retries=0",
        "--ServerApp.shutdown_no_activity_timeout=300",  # ends by itself if the tests were killed
        "--MappingKernelManager.cull_idle_timeout=300",
        "--LabApp.expose_app_in_browser=True",
        "--no-browser",
        "--allow-root",
    ]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *options], env=environment, stdout=log, stderr=log
        )
    try:
        wait_for(f"http://127.0.0.1:{port}/api/status?token={token}", server, folder / "log")
        yield f"http://127.0.0.1:{port}/lab?token={token}&reset"
    finally:
        server.terminate()  # takes its kernels with it
        server.wait(30)


def wait_for(address, server, log):
    """Return when the server answers; fail with what it logged if it ended or takes too long."""
    deadline = time.monotonic() + 60
    while True:
        try:
            urlopen(address, timeout=10).close()
            return
        except URLError:
            if server.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"JupyterLab does not start:\n{log.read_text('utf-8')}")
            time.sleep(0.1)


def test_any_money_is_no_formula(lab):
    """Dollar signs and TeX in a table or an article are shown as they are written, when it is run or opened again."""
    page, trouble = lab
    said = r"costs $5 and $6, \(x\) or $$7$$."
    page.evaluate(RUN_ALL, "money.ipynb")
    for _ in range(2):
        page.wait_for_timeout(2_000)  # typesetting comes last
        panel = page.evaluate("() => window.jupyterapp.shell.currentWidget.node.innerHTML")
        shown = page.evaluate(
            "() => [...window.jupyterapp.shell.currentWidget.node.querySelectorAll('.jp-RenderedHTMLCommon')]"
            ".map(output => output.textContent).join(' ')"
        )
        assert "mjx-container" not in panel
        assert shown.count(said) == 4
        page.evaluate("async () => { await window.jupyterapp.shell.currentWidget.context.save(); }")
        page.evaluate(CLOSE)
        page.evaluate(OPEN, "money.ipynb")
    page.evaluate(CLOSE)
    assert trouble == []


@pytest.fixture(scope="module")
def lab(watched, address):
    """Return JupyterLab in a page, and the list of what goes wrong there."""
    with watched(viewport=LAPTOP) as (page, trouble):
        page.set_default_timeout(120_000)
        page.goto(address)
        page.wait_for_function("() => window.jupyterapp")
        page.evaluate("() => window.jupyterapp.restored")
        yield page, trouble


@pytest.fixture(scope="module", params=PATHS, ids=lambda path: path.name)
def notebook(request, lab):
    """Return one notebook after another, all its cells run: the file, and what is seen in the browser."""
    page, trouble = lab
    page.evaluate(RUN_ALL, request.param.name)
    seen, before = page.evaluate(MEASURE), None
    while seen != before:  # until nothing moves
        page.wait_for_timeout(200)
        seen, before = page.evaluate(MEASURE), seen
    seen["trouble"] = trouble.copy()
    trouble.clear()
    page.evaluate(CLOSE)
    return nbformat.read(request.param, as_version=4), seen


def test_runs_from_top_to_bottom(notebook):
    """Run All Cells runs every cell, none fails, and the page asks for nothing outside this machine."""
    stored, seen = notebook
    assert seen["cells"] == len(stored.cells)
    assert seen["heading"] == stored.cells[0].source.partition("\n")[0].removeprefix("# ")
    assert seen["errors"] == []
    assert seen["counts"] == [cell.execution_count for cell in stored.cells if cell.cell_type == "code"]
    assert seen["trouble"] == []


def test_money_is_no_formula(notebook):
    """What stands between two dollar signs of an article is shown as it was written, and not as mathematics."""
    assert notebook[1]["formulas"] == []


def test_every_image_has_a_text(notebook):
    """Whoever does not see an image is told in words what it shows."""
    assert [cell for cell, alt in notebook[1]["alts"] if not alt] == []


def test_tables_fit(notebook):
    """No table is wider than a laptop shows."""
    assert [f"cell {cell}: {width} px" for cell, width in notebook[1]["widths"] if width > TABLE_WIDTH] == []


def test_tables_are_short(notebook):
    """No table shows more rows at once than a reader takes in; the rest opens at a click."""
    assert [f"cell {cell}: {rows} rows" for cell, rows in notebook[1]["rows"] if rows > TABLE_ROWS] == []


def test_is_read_in_one_sitting(notebook):
    """A notebook, its code included, is no longer than a reader scrolls."""
    assert notebook[1]["height"] <= SCREENS * LAPTOP["height"]
