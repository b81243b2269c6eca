"""The notebooks executed anew in a process of their own, and what of them can be compared."""

import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
from execute import NOTEBOOKS, as_text, numbered_notebooks

FIGURES = Path(__file__).resolve().parents[1] / "figures"
PATHS = numbered_notebooks()
EMBEDDED = re.compile(r"data:(image/[\w+]+);base64,([\w/+=]+)")
assert PATHS, "notebooks/ holds no NN-question.ipynb, so there is nothing to reproduce"


def executed(folder, settings=()):
    """Execute all notebooks into a folder, under settings of the environment; return the folder."""
    (folder / "notebooks").mkdir()
    done = subprocess.run(
        [sys.executable, NOTEBOOKS / "execute.py", "--into", folder / "notebooks"],
        env=os.environ | dict(settings) | {"FRAMING_FIGURES": str(folder / "figures")},
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=1200,
    )
    assert done.returncode == 0, done.stdout
    return folder


def names(folder, suffix=""):
    """Return the names of the files in a folder."""
    return sorted(path.name for path in folder.glob(f"*{suffix}")) if folder.is_dir() else []


def without_images(path):
    """Return a notebook's text, and the images it holds: kind, image and what is printed with it."""
    notebook = nbformat.read(path, as_version=4)
    images = []
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            shown = data.get("text/html", "")
            images += [(kind, image, data["text/plain"]) for kind, image in EMBEDDED.findall(shown)]
            if shown:
                data["text/html"] = EMBEDDED.sub("", shown)
    return as_text(notebook), images
