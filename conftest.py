"""Run every kernel as execute.py does, keep tests from writing to figures/, and begin with what takes longest."""

# Here rather than in tests/, so that `pytest notebooks` is guarded too.

import gc
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
import pytest  # noqa: E402

mpl.use("agg")  # tests need no screen; kernels are not affected

from hypothesis import settings  # noqa: E402

# How long a test takes says something of the machine only. What lands is tried on the same examples each time, while
# whoever works here tries new ones.
settings.register_profile("framing", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("framing")


# What takes longest begins first, so that processes side by side end together. The notebooks come right before the test
# of their figures, which takes those they drew.
FIRST = ("test_processors.py", "browser", ".ipynb", "test_reproducible.py", "test_batch.py")


def pytest_configure(config):
    """Tell nbval what not to compare, wherever pytest is called from."""
    config.option.nbval_sanitize_with = str(Path(__file__).parent / "tests" / "nbval.cfg")


def pytest_collection_modifyitems(items):
    """Begin with the files that take longest; each file's tests stay together and in order."""

    def place(item):
        names = (item.path.name, item.path.suffix, item.path.parent.name)
        return next((i for i, name in enumerate(FIRST) if name in names), len(FIRST))

    items.sort(key=place)


def pytest_collection_finish():
    """Spare the collector of garbage what stays until the end: modules and tests, by the hundred thousand objects."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers():
    """One process more than cores: tests in a browser mostly wait."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(optionalhook=True)  # where tests run in one process there is nothing to share out
def pytest_xdist_make_scheduler(config, log):
    """Share out files among processes, the notebooks and the test of their figures as if they were one."""
    from xdist.scheduler import LoadFileScheduling

    class FilesTogether(LoadFileScheduling):
        def _split_scope(self, nodeid):
            file = super()._split_scope(nodeid)
            return "notebooks" if file.endswith((".ipynb", "test_reproducible.py")) else file

    return FilesTogether(config, log)


def pytest_unconfigure():
    """Leave nothing behind."""
    SCRATCH.cleanup()
