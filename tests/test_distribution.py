"""What is handed over: built, unpacked, and used as by somebody who has nothing but the wheel."""

import os
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
BUILD = "import sys; from flit_core import buildapi; getattr(buildapi, 'build_' + sys.argv[1])(sys.argv[2])"

USE = """
import importlib.metadata, pathlib, sys
import framing

assert pathlib.Path(framing.__file__).is_relative_to(sys.argv[1]), framing.__file__
assert importlib.metadata.version("framing-study") == framing.__version__
corpus = framing.read_corpus(["They play a Great Game in Central Asia.", "Nothing."])
lexicon = framing.load_lexicon()
hits = framing.find_hits(corpus, lexicon)
print(framing.frame_scores(hits, corpus, lexicon)["hits"].sum(), framing.add_voice(hits, corpus)["voice"].tolist())
try:
    framing.load_seeds()
except framing.CorpusError as error:
    print(error)
from framing.display.figures import figure, save_figure
save_figure(figure()[0], "empty", data=hits, alt="Nothing.")
[command] = importlib.metadata.distribution("framing-study").entry_points
sys.exit(command.load()(["score", "texts", "--output", "scores.csv"]))
"""


def build(kind, source, target):
    """Build a wheel or sdist as an installer does, without network; returns its path."""
    environment = os.environ | {"SOURCE_DATE_EPOCH": "1704067200"}  # any time will do, if it is the same
    subprocess.run([sys.executable, "-c", BUILD, kind, str(target)], cwd=source, env=environment, check=True)
    [path] = target.glob("*.whl" if kind == "wheel" else "*.tar.gz")
    return path


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The wheel, and an sdist unpacked."""
    folder = tmp_path_factory.mktemp("built")
    with tarfile.open(build("sdist", ROOT, folder)) as archive:
        archive.extractall(folder, filter="data")
    return build("wheel", ROOT, folder), folder / f"framing_study-{PROJECT['version']}"


def test_a_wheel_works_by_itself(built, tmp_path):
    """Scores, voices and the command work from the wheel alone, and figures go to the folder one works in."""
    installed, work = tmp_path / "installed", tmp_path / "work"
    with zipfile.ZipFile(built[0]) as archive:
        archive.extractall(installed)
    (work / "texts").mkdir(parents=True)
    (work / "texts" / "a.txt").write_text("They play a Great Game in Central Asia.", encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "FRAMING_FIGURES"}
    environment["PYTHONPATH"] = str(installed)
    done = subprocess.run(
        [sys.executable, "-c", USE, installed], cwd=work, env=environment, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    scores, said = done.stdout.splitlines()
    assert scores == "1 ['author']"
    assert said.startswith(
        f"{installed / 'seeds' / 'articles.toml'}: is missing; the five articles come with the study"
    )
    assert said.endswith("read articles of your own with read_corpus.")
    assert "1 documents, 8 tokens, 1 hits" in done.stderr
    assert (work / "scores.csv").read_text("utf-8").splitlines()[0].startswith('"doc_id","n_tokens","great_game"')
    assert sorted(path.name for path in (work / "figures").glob("empty.*")) == [
        f"empty.{suffix}" for suffix in ("csv", "pdf", "png", "svg")
    ]
    assert not (installed / "figures").exists()


def test_an_sdist_builds_the_same_wheel(built, tmp_path):
    """What is in the sdist is enough, and the wheel built from it is the one built here, byte for byte."""
    wheel, unpacked = built
    for name in ("LICENSE", "README.md", "pyproject.toml"):
        assert (unpacked / name).read_bytes() == (ROOT / name).read_bytes()
    assert build("wheel", unpacked, tmp_path).read_bytes() == wheel.read_bytes()


def test_the_version_is_said_once(built):
    """The library, its metadata and the file names give one version."""
    import framing

    assert built[0].name == f"framing_study-{framing.__version__}-py3-none-any.whl"
    assert framing.__version__ == PROJECT["version"]
