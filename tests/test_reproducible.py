"""Executing the notebooks again gives the same notebooks and figures, on other processors too."""

import base64
import io
import os
import platform
import re
import subprocess
import sys
from pathlib import Path

import matplotlib as mpl
import nbformat
import numpy as np
import pytest
from execute import NOTEBOOKS, as_text, numbered_notebooks
from matplotlib.image import imread
from threadpoolctl import threadpool_info

ROOT = Path(__file__).resolve().parents[1]
FIGURES = ROOT / "figures"
LOCKED = re.search(r"^matplotlib==(\S+)", (ROOT / "requirements.lock").read_text("utf-8"), flags=re.MULTILINE)[1]
PATHS = numbered_notebooks()
assert PATHS, "notebooks/ holds no NN-question.ipynb, so there is nothing to reproduce"


def another_processor():
    """Return the settings that make this processor compute as another kind would."""
    # SkylakeX is left out: a processor without AVX-512 could not run it.
    cores = {"x86_64": ["Sandybridge", "Haswell"], "AMD64": ["Sandybridge", "Haswell"], "aarch64": ["ARMV8"]}
    current = {library.get("architecture") for library in threadpool_info()}
    others = [core for core in cores.get(platform.machine(), []) if core not in current]
    numpy_core = np._core._multiarray_umath
    features = [name for name in numpy_core.__cpu_dispatch__ if numpy_core.__cpu_features__.get(name)]
    settings = {"OPENBLAS_NUM_THREADS": "1", "NPY_DISABLE_CPU_FEATURES": " ".join(features)}
    return settings | ({"OPENBLAS_CORETYPE": others[0]} if others else {})


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """Execute all notebooks twice at the same time: as this processor does, and as another would."""
    started = {}
    for name, settings in {"here": {}, "elsewhere": another_processor()}.items():
        folder = tmp_path_factory.mktemp(name)
        (folder / "notebooks").mkdir()
        started[folder] = subprocess.Popen(
            [sys.executable, NOTEBOOKS / "execute.py", "--into", folder / "notebooks"],
            env=os.environ | settings | {"FRAMING_FIGURES": str(folder / "figures")},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
    for process in started.values():
        told, _ = process.communicate(timeout=1200)
        assert process.returncode == 0, told
    return list(started)


@pytest.fixture(scope="module")
def here(runs):
    """Return the folder of the ordinary run."""
    return runs[0]


@pytest.fixture(scope="module")
def elsewhere(runs):
    """Return the folder of the run on another kind of processor."""
    return runs[1]


@pytest.fixture
def same_matplotlib():
    """Skip, and say so, where another Matplotlib would draw other pixels."""
    if mpl.__version__ != LOCKED:
        pytest.skip(f"Matplotlib {mpl.__version__} draws other pixels than the locked {LOCKED}")


def names(folder, suffix=""):
    """Return the names of the files in a folder."""
    return sorted(path.name for path in folder.glob(f"*{suffix}")) if folder.is_dir() else []


def pixels(png):
    """Return an image's size and pixels, however it was compressed."""
    image = imread(io.BytesIO(png), format="png")
    return image.shape, image.tobytes()


def without_images(path):
    """Return a notebook's text and the images it holds."""
    notebook = nbformat.read(path, as_version=4)
    images = []
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            images += [(kind, data.pop(kind)) for kind in sorted(data) if kind.startswith("image/")]
    return as_text(notebook), images


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_notebooks_repeat(path, here):
    """Executing a notebook again gives every character of it again."""
    assert without_images(here / "notebooks" / path.name)[0] == without_images(path)[0], "run `make notebooks`"


@pytest.mark.usefixtures("same_matplotlib")
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_images_in_notebooks_repeat(path, here):
    """Executing a notebook again gives every pixel of it again."""
    again, stored = without_images(here / "notebooks" / path.name)[1], without_images(path)[1]
    assert [kind for kind, _ in again] == [kind for kind, _ in stored]
    for (kind, new), (_, old) in zip(again, stored, strict=True):
        if kind == "image/png":
            assert pixels(base64.b64decode(new)) == pixels(base64.b64decode(old)), "run `make notebooks`"
        else:
            assert new == old, "run `make notebooks`"


def test_figures_are_those_the_notebooks_draw(here):
    """Every file in figures/ is drawn by a notebook, and every one drawn is there."""
    assert names(here / "figures"), "no notebook draws a figure"
    assert names(FIGURES) == names(here / "figures"), "run `make study`, and delete what nothing draws"


def test_data_behind_figures_repeats(here):
    """The numbers that figures show are the same with any Matplotlib."""
    assert names(FIGURES, ".csv"), "no figure has its data beside it"
    for name in names(FIGURES, ".csv"):
        assert (here / "figures" / name).read_bytes() == (FIGURES / name).read_bytes(), f"{name}: run `make study`"


@pytest.mark.usefixtures("same_matplotlib")
@pytest.mark.parametrize("suffix", [".svg", ".pdf", ".json"])
def test_figures_repeat(suffix, here):
    """Drawn again, figures and their manifest are the same byte for byte."""
    assert names(FIGURES, suffix), f"figures/ holds no {suffix}"
    for name in names(FIGURES, suffix):
        assert (here / "figures" / name).read_bytes() == (FIGURES / name).read_bytes(), f"{name}: run `make study`"


@pytest.mark.usefixtures("same_matplotlib")
def test_pixels_repeat(here):
    """Drawn again, a PNG has the same pixels, whichever way it was compressed."""
    assert names(FIGURES, ".png"), "figures/ holds no .png"
    for name in names(FIGURES, ".png"):
        again, stored = (here / "figures" / name).read_bytes(), (FIGURES / name).read_bytes()
        assert pixels(again) == pixels(stored), f"{name}: run `make study`"


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_processors_agree_on_notebooks(path, here, elsewhere):
    """Another processor, whose last bits and order of ties differ, prints the same numbers."""
    assert without_images(elsewhere / "notebooks" / path.name)[0] == without_images(here / "notebooks" / path.name)[0]


def test_processors_agree_on_data(here, elsewhere):
    """Another processor computes the same data behind every figure."""
    assert names(elsewhere / "figures", ".csv") == names(here / "figures", ".csv")
    for name in names(here / "figures", ".csv"):
        assert (elsewhere / "figures" / name).read_bytes() == (here / "figures" / name).read_bytes(), name
