"""
Drawn again, figures are the same. (That executed again notebooks print the same is what the checker compares.)
"""

import base64
import io
import os
import re
from pathlib import Path

import matplotlib as mpl
import pytest
from executed import FIGURES, PATHS, executed, names, without_images
from matplotlib.image import imread

LOCKED = re.search(
    r"^matplotlib==(\S+)", (FIGURES.parent / "requirements.lock").read_text("utf-8"), flags=re.MULTILINE
)[1]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """Return the folder of the figures that the notebooks draw: those of the checker just now, else a new run's."""
    checked = Path(os.environ["FRAMING_FIGURES"])
    if names(checked) == names(FIGURES):
        return checked
    return executed(tmp_path_factory.mktemp("here")) / "figures"


@pytest.fixture
def same_matplotlib():
    """Skip, and say so, where another Matplotlib would draw other pixels."""
    if mpl.__version__ != LOCKED:
        pytest.skip(f"Matplotlib {mpl.__version__} draws other pixels than the locked {LOCKED}")


def pixels(png):
    """Return an image's size and pixels, however it was compressed."""
    image = imread(io.BytesIO(png), format="png")
    return image.shape, image.tobytes()


@pytest.mark.usefixtures("same_matplotlib")
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_images_in_notebooks_repeat(path, drawn):
    """Every image that a notebook holds is a figure that it draws again, pixel by pixel."""
    for kind, image, told in without_images(path)[1]:
        assert kind == "image/png"
        name = told.partition(":")[0]
        assert pixels((drawn / f"{name}.png").read_bytes()) == pixels(base64.b64decode(image)), "run `make notebooks`"


def test_figures_are_those_the_notebooks_draw(drawn):
    """Every file in figures/ is drawn by a notebook, and every one drawn is there."""
    assert names(drawn), "no notebook draws a figure"
    assert names(FIGURES) == names(drawn), "run `make study`, and delete what nothing draws"


def test_data_behind_figures_repeats(drawn):
    """The numbers that figures show are the same with any Matplotlib."""
    assert names(FIGURES, ".csv"), "no figure has its data beside it"
    for name in names(FIGURES, ".csv"):
        assert (drawn / name).read_bytes() == (FIGURES / name).read_bytes(), f"{name}: run `make study`"


@pytest.mark.usefixtures("same_matplotlib")
@pytest.mark.parametrize("suffix", [".svg", ".pdf", ".json"])
def test_figures_repeat(suffix, drawn):
    """Drawn again, figures and their manifest are the same byte for byte."""
    assert names(FIGURES, suffix), f"figures/ holds no {suffix}"
    for name in names(FIGURES, suffix):
        assert (drawn / name).read_bytes() == (FIGURES / name).read_bytes(), f"{name}: run `make study`"


@pytest.mark.usefixtures("same_matplotlib")
def test_pixels_repeat(drawn):
    """Drawn again, a PNG has the same pixels, whichever way it was compressed."""
    assert names(FIGURES, ".png"), "figures/ holds no .png"
    for name in names(FIGURES, ".png"):
        again, stored = (drawn / name).read_bytes(), (FIGURES / name).read_bytes()
        assert pixels(again) == pixels(stored), f"{name}: run `make study`"
