"""What archives and services are told of the study is what the study says itself."""

import hashlib
import json
import os
import re
import tomllib
from pathlib import Path

import crate
import pytest
import yaml
from packaging.specifiers import SpecifierSet

import framing

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
ARTICLES = tomllib.loads((ROOT / "seeds" / "articles.toml").read_text("utf-8"))["article"]
FIGURES = json.loads((ROOT / "figures" / "manifest.json").read_text("utf-8"))
CITATION = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
ZENODO = json.loads((ROOT / ".zenodo.json").read_text("utf-8"))
CRATE = json.loads(crate.CRATE.read_text("utf-8"))
ENTITIES = {entity["@id"]: entity for entity in CRATE["@graph"]}
TITLE = (ROOT / "README.md").read_text("utf-8").splitlines()[0].strip("# ")


def references(value):
    """Return every @id that stands below a value."""
    if isinstance(value, list):
        return [name for part in value for name in references(part)]
    if not isinstance(value, dict):
        return []
    return [value["@id"]] if set(value) == {"@id"} else [name for part in value.values() for name in references(part)]


def test_one_version():
    """The library, its metadata, the citation and the archives give one version, title, authors and keywords."""
    authors = [author["name"] for author in PROJECT["authors"]]
    assert framing.__version__ == PROJECT["version"]
    assert [author["name"] for author in CITATION["authors"]] == authors
    assert [creator["name"] for creator in ZENODO["creators"]] == authors
    assert [ENTITIES[name]["name"] for name in references(ENTITIES["./"]["author"])] == authors
    for told in (CITATION, ZENODO):
        assert (str(told["version"]), told["title"], told["license"]) == (PROJECT["version"], TITLE, PROJECT["license"])
        assert told["keywords"] == PROJECT["keywords"]


def test_the_citation_is_one():
    """CITATION.cff has what CFF 1.2.0 demands, and claims no identifier that nobody has given."""
    assert CITATION["cff-version"] == "1.2.0"
    assert {"cff-version", "message", "title", "authors"} <= set(CITATION)
    assert set(CITATION) <= {
        *("cff-version", "message", "type", "title", "abstract", "authors", "version", "license", "keywords"),
    }
    assert not re.search(r"\b10\.\d{4,}/|doi", (ROOT / "CITATION.cff").read_text("utf-8"), flags=re.IGNORECASE)


def test_the_crate_is_up_to_date():
    """The description for archives is the one that articles, figures and notebooks give now."""
    assert crate.CRATE.read_text("utf-8") == crate.described(), "run `python notebooks/crate.py`"


def test_the_crate_names_what_it_speaks_of():
    """Every entity that is referred to is described once, and every file is there, with the hash that is stated."""
    assert len(ENTITIES) == len(CRATE["@graph"])
    assert {name for entity in CRATE["@graph"] for name in references(list(entity.values()))} - set(ENTITIES) == {
        crate.CONTEXT
    }
    files = references(ENTITIES["./"]["hasPart"])
    assert [name for name in files if not (ROOT / name).exists()] == []
    hashed = {name: ENTITIES[name]["sha256"] for name in files if "sha256" in ENTITIES[name]}
    assert len(hashed) == len(ARTICLES) + len(FIGURES)
    assert {name: hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in hashed} == hashed


@pytest.mark.parametrize("name", FIGURES)
def test_the_crate_tells_each_figure(name):
    """A figure has its alt text, the data it is drawn from, and the notebook that drew it from the five articles."""
    for suffix in (".svg", ".pdf", ".png"):
        picture = ENTITIES[f"figures/{name}{suffix}"]
        assert picture["description"] == FIGURES[name]["alt"]
        assert picture["isBasedOn"] == {"@id": f"figures/{name}.csv"}
    [run] = [entity for entity in ENTITIES.values() if {"@id": f"figures/{name}.csv"} in entity.get("result", [])]
    assert Path(run["instrument"]["@id"]).stem == FIGURES[name]["notebook"]
    assert {f"seeds/texts/{article['file']}" for article in ARTICLES} <= set(references(run["object"]))


def test_what_binder_installs():
    """Binder takes the locked versions, a Python that the library takes, and the command that conda users run."""
    folder = ROOT / "binder"
    listed = (folder / "requirements.txt").read_text("utf-8").split()
    assert (listed[0], (folder / listed[1]).resolve()) == ("-r", ROOT / "requirements.lock")
    python = (folder / "runtime.txt").read_text("utf-8").strip().removeprefix("python-")
    assert python in SpecifierSet(PROJECT["requires-python"])
    last = (folder / "postBuild").read_text("utf-8").splitlines()[-1]
    assert last.removeprefix("python -m ") in (ROOT / "environment.yml").read_text("utf-8")
    assert os.access(folder / "postBuild", os.X_OK)
