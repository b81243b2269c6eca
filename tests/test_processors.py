"""Another processor, whose last bits and order of ties differ, prints the same numbers."""

import platform

import numpy as np
import pytest
from executed import FIGURES, PATHS, executed, names, without_images
from threadpoolctl import threadpool_info


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
def elsewhere(tmp_path_factory):
    """Execute all notebooks as another kind of processor would; return the folder of what they gave."""
    return executed(tmp_path_factory.mktemp("elsewhere"), another_processor())


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_processors_agree_on_notebooks(path, elsewhere):
    """What is stored, and what this processor gives (see test_reproducible), another one gives too."""
    assert without_images(elsewhere / "notebooks" / path.name)[0] == without_images(path)[0]


def test_processors_agree_on_data(elsewhere):
    """Another processor computes the same data behind every figure."""
    assert names(elsewhere / "figures", ".csv") == names(FIGURES, ".csv")
    for name in names(FIGURES, ".csv"):
        assert (elsewhere / "figures" / name).read_bytes() == (FIGURES / name).read_bytes(), name
