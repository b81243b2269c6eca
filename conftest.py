"""Run every kernel as execute.py does, keep tests from writing to figures/, and begin with what takes longest."""

# Here rather than in tests/, so that `pytest notebooks` is guarded too.

import os
import tempfile
from pathlib import Path

from execute import kernel_environment

SCRATCH = tempfile.TemporaryDirectory(prefix="framing-tests-", ignore_cleanup_errors=True)

if "PYTEST_XDIST_WORKER" in os.environ:  # a process beside others has the environment of the one that began it
    os.environ["IPYTHONDIR"] = str(Path(SCRATCH.name, "ipython"))
else:
    environment = kernel_environment(Path(SCRATCH.name))
    for name in set(os.environ) - set(environment):
        del os.environ[name]
    os.environ.update(environment)
os.environ["FRAMING_FIGURES"] = str(Path(SCRATCH.name, "figures"))

import matplotlib as mpl  # noqa: E402  (it reads its configuration folder when imported)

mpl.use("agg")  # tests need no screen; kernels are not affected

from hypothesis import settings  # noqa: E402

settings.register_profile("framing", deadline=None)  # how long a test takes says something of the machine only
settings.load_profile("framing")


# What takes longest begins first, so that processes side by side end together.
FIRST = ("test_processors.py", "test_batch.py", ".ipynb", "test_reproducible.py")


def pytest_collection_modifyitems(items):
    """
    Begin with the files that take longest; each file's tests stay together and in order.

    The notebooks come before the test of their figures, which takes those they drew if they ran in the same process.
    """

    def place(item):
        names = (item.path.name, item.path.suffix)
        return next((i for i, name in enumerate(FIRST) if name in names), len(FIRST))

    items.sort(key=place)


def pytest_unconfigure():
    """Leave nothing behind."""
    SCRATCH.cleanup()
