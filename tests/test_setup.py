"""Every way to set up gives the same versions, and the commands are the ones the README names."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))


def by_name(requirements):
    """Return the version bounds of each requirement."""
    parsed = [Requirement(requirement) for requirement in requirements]
    return {canonicalize_name(requirement.name): requirement.specifier for requirement in parsed}


def wanted():
    """Return the bounds pyproject.toml sets, of the library and of all its groups."""
    groups = [*PYPROJECT["dependency-groups"].values(), *PYPROJECT["project"]["optional-dependencies"].values()]
    return by_name(
        PYPROJECT["project"]["dependencies"] + [entry for group in groups for entry in group if isinstance(entry, str)]
    )


def locked():
    """Return the versions of each name in the lock: a marker may give a Python its own."""
    versions = {}
    for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", LOCK, flags=re.MULTILINE):
        versions.setdefault(canonicalize_name(name), []).append(Version(version))
    return versions


def test_conda_agrees_with_pyproject():
    """Conda users get the same packages within the same bounds, but for those of the tests in a browser."""
    conda = by_name(CONDA["dependencies"])
    python = conda.pop("python")
    conda.pop("pip")  # installs framing itself
    browser = by_name(PYPROJECT["dependency-groups"]["browser"])
    expected = {name: bounds for name, bounds in wanted().items() if name not in browser}
    assert str(python) == str(by_name(["python" + PYPROJECT["project"]["requires-python"]])["python"]), (
        "environment.yml and requires-python in pyproject.toml name different Pythons"
    )
    different = {
        name: (str(conda.get(name)), str(expected.get(name)))
        for name in sorted(conda.keys() | expected.keys())
        if conda.get(name) != expected.get(name)
    }
    assert not different, f"make (environment.yml, pyproject.toml) equal: {different}"


def test_conda_needs_one_channel():
    """Conda users need conda-forge and nothing else."""
    assert CONDA["channels"] == ["conda-forge"]


@pytest.mark.parametrize("name", sorted(wanted()))
def test_lock_satisfies_pyproject(name):
    """Every locked version lies within the bounds that pyproject.toml sets."""
    versions = locked().get(name)
    assert versions, f"{name} is not in requirements.lock: run `make lock`"
    outside = [str(version) for version in versions if version not in wanted()[name]]
    assert not outside, f"{name} {outside} is outside {wanted()[name]}: run `make lock`"


def test_lock_has_a_hash_for_everything():
    """What is installed is what was locked, or nothing is."""
    entries = re.split(r"^(?=[\w.-]+==)", LOCK, flags=re.MULTILINE)[1:]
    assert entries
    assert not [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry]


def test_lock_holds_the_build_backend():
    """Installing framing itself fetches nothing that is not locked."""
    backend = by_name(PYPROJECT["build-system"]["requires"])
    assert {name: wanted().get(name) for name in backend} == backend


def test_matplotlib_is_exact():
    """Figures are compared byte for byte, so one Matplotlib draws them all."""
    assert [str(version) for version in locked()["matplotlib"]] == [str(wanted()["matplotlib"]).removeprefix("==")]


@pytest.mark.parametrize("file", ["pyproject.toml", "requirements.lock", "environment.yml", "Makefile"])
def test_no_address(file):
    """No list of versions says where to download: that is the user's choice."""
    text = (ROOT / file).read_text("utf-8")
    assert not re.findall(r"\w+://\S*|--(?:extra-)?index-url|--find-links", text)


def test_help_lists_every_target():
    """`make` alone tells every command there is."""
    if not shutil.which("make"):
        pytest.skip("make is not installed")
    targets = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text("utf-8"), flags=re.MULTILINE)[1]
    told = subprocess.run(["make", "-s"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert re.findall(r"^  make ([a-z]+) ", told, flags=re.MULTILINE) == targets.split()


def test_make_runs_nothing_of_others(tmp_path):
    """The name of the folder is no command, and PYTHONPATH brings no code in."""
    if not shutil.which("make"):
        pytest.skip("make is not installed")
    folder, other = tmp_path / "a $(touch ran) `touch ran`", tmp_path / "other"
    (folder / ".venv" / "bin").mkdir(parents=True)
    other.mkdir()
    (other / "sitecustomize.py").write_text("from pathlib import Path\nPath('ran').touch()\n")
    shutil.copy(ROOT / "Makefile", folder)
    (folder / ".venv" / "bin" / "python").symlink_to(sys.executable)
    (folder / ".venv" / ".ready").write_text(f"{folder}\n")
    for name in ("requirements.lock", "pyproject.toml"):
        (folder / name).write_text("")
        os.utime(folder / name, (0, 0))
    hostile = {"PYTHONPATH": str(other), "BENCH": "", "MAKEFLAGS": ""}
    for target in ("help", "setup", "lint", "figures"):
        subprocess.run(["make", "-s", target], cwd=folder, env=os.environ | hostile, capture_output=True, check=False)
    assert (folder / ".venv" / ".ready").exists()
    assert not list(folder.rglob("ran"))


def test_ci_runs_what_the_readme_says():
    """What is tested after a push is the command the README gives; before it Chromium is installed where it can be."""
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    before, browser, after = re.split(r"^(if .*?^fi)$", script, maxsplit=1, flags=re.DOTALL | re.MULTILINE)
    assert re.findall(r"^ +(\S+)|^if (! command -v chromium)\b", browser, flags=re.MULTILINE) == [
        ("", "! command -v chromium"),
        ("apt-get", ""),
        ("echo", ""),
    ]
    commands = [line for line in (before + after).splitlines() if line and not line.startswith(("#", "set ", "cd "))]
    assert commands == ["make test"]
    assert "`make test`" in (ROOT / "README.md").read_text("utf-8")
