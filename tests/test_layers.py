"""The house stands: imports point one way, and the manual names what there is."""

import ast
import re
from pathlib import Path

import pytest

import framing

LIBRARY = Path(framing.__file__).parent
MANUAL = (LIBRARY / "README.md").read_text(encoding="utf-8")
FLOW = re.findall(r"^\| `(\w+)` \|", MANUAL.split("## Words")[0], flags=re.MULTILINE)


def test_the_manual_lists_every_module():
    """Each module of the library stands in the manual's flow."""
    assert sorted(FLOW) == sorted(path.stem for path in LIBRARY.glob("*.py") if path.stem != "__init__")


@pytest.mark.parametrize("module", FLOW)
def test_imports_point_one_way(module):
    """A module imports only modules above it in the flow."""
    tree = ast.parse((LIBRARY / f"{module}.py").read_text(encoding="utf-8"))
    imported = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "framing":
            parts = node.module.split(".")
            imported |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
        if isinstance(node, ast.Import):
            assert not any(alias.name.split(".")[0] == "framing" for alias in node.names)

    assert imported <= set(FLOW[: FLOW.index(module)])


@pytest.mark.parametrize("name", framing.__all__)
def test_public_names_explain_themselves(name):
    """Every public name has a docstring."""
    assert (getattr(framing, name).__doc__ or "").strip()


def test_the_tables_are_as_documented():
    """The columns in the manual are those the functions return."""
    from framing import find_hits, frame_scores, kwic, load_lexicon, load_seeds

    corpus, lexicon = load_seeds(), load_lexicon()
    hits = find_hits(corpus, lexicon)
    tables = {
        "hits": hits,
        "concordance": kwic(hits, corpus),
        "scores": frame_scores(hits, corpus, lexicon),
        "sentences": corpus.sentences,
    }
    for name, table in tables.items():
        documented = re.search(rf"^\| {name} \|.*\| `(.*)` \|$", MANUAL, flags=re.MULTILINE)
        assert documented.group(1).split(", ") == table.columns.tolist()
