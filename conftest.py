"""Run every kernel as execute.py does, and keep tests from writing to figures/."""

# Here rather than in tests/, so that `pytest notebooks` is guarded too.

import os
import tempfile
from pathlib import Path

from execute import kernel_environment

SCRATCH = tempfile.TemporaryDirectory(prefix="framing-tests-", ignore_cleanup_errors=True)

environment = kernel_environment(Path(SCRATCH.name))
for name in set(os.environ) - set(environment):
    del os.environ[name]
os.environ.update(environment, FRAMING_FIGURES=str(Path(SCRATCH.name, "figures")))

import matplotlib as mpl  # noqa: E402  (it reads its configuration folder when imported)

mpl.use("agg")  # tests need no screen; kernels are not affected


def pytest_unconfigure():
    """Leave nothing behind."""
    SCRATCH.cleanup()
