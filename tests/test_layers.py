"""The house stands: rooms and modules in the order of the flow, and rooms entered by their doors only."""

import ast
import re
from pathlib import Path

import pytest

import framing

LIBRARY = Path(framing.__file__).parent
MANUAL = (LIBRARY / "README.md").read_text(encoding="utf-8")
ROOMS = re.findall(r"^\| \[`(\w+)/`\]", MANUAL, flags=re.MULTILINE)


def listed(room):
    """Return the modules of a room in the order of its README, each with the names that other rooms may import."""
    text = (LIBRARY / room / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \|[^|]*\|([^|]*)\|$", text, flags=re.MULTILINE)
    return {f"{room}.{module}": set(re.findall(r"`(\w+)`", doors)) for module, doors in rows}


FLOW = {module: doors for room in ROOMS for module, doors in listed(room).items()}
BELOW = ["errors", "files", "wordlists", "workbooks"]  # under all rooms, open to all
ORDER = [*BELOW, *FLOW]


def source(module):
    """Return the parsed source of a module."""
    return ast.parse((LIBRARY / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8"))


def imports(tree):
    """Return what a tree imports of the library: (module, name), wherever the import stands."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, "a relative import hides which room it enters"
            base, _, path = (node.module or "").partition(".")
            for alias in node.names if base == "framing" else ():
                module = f"{path}.{alias.name}".strip(".")  # from framing.room import module
                found.append((module, "") if module in ORDER else (path, alias.name))
        if isinstance(node, ast.Import):
            assert not any(alias.name.split(".")[0] == "framing" for alias in node.names)
    return found


def room_of(module):
    """Return the room of a module; empty for one below all rooms."""
    return module.rpartition(".")[0]


def test_the_manual_lists_every_room():
    """Each folder of the library is a room of the manual's flow, and nothing but rooms stands beside what is below."""
    assert sorted(ROOMS) == sorted(path.parent.name for path in LIBRARY.glob("*/__init__.py"))
    assert sorted(BELOW) == sorted(path.stem for path in LIBRARY.glob("*.py") if path.stem != "__init__")


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_lists_every_module(room):
    """Each module of a room stands in the room's README."""
    modules = sorted(f"{room}.{path.stem}" for path in (LIBRARY / room).glob("*.py") if path.stem != "__init__")
    assert sorted(listed(room)) == modules


@pytest.mark.parametrize("module", ORDER)
def test_imports_point_one_way(module):
    """A module imports only from modules above it in its room, and from rooms to the left."""
    assert {imported for imported, _ in imports(source(module))} <= set(ORDER[: ORDER.index(module)])


@pytest.mark.parametrize("module", FLOW)
def test_rooms_are_entered_by_their_doors(module):
    """From another room a module takes only the names that room's README offers."""
    entered = [(other, name) for other, name in imports(source(module)) if room_of(other) not in ("", room_of(module))]
    assert [f"{other}.{name}" for other, name in entered if name not in FLOW[other]] == []


def test_every_door_is_used():
    """A name offered to other rooms is public, or some other room or notebook imports it."""
    used = {(f"{home}", name) for home, names in framing._HOMES.items() for name in names}
    for module in FLOW:
        used |= {(other, name) for other, name in imports(source(module)) if room_of(other) != room_of(module)}
    notebooks = "".join(path.read_text(encoding="utf-8") for path in (LIBRARY.parent / "notebooks").glob("*.ipynb"))
    used |= {
        (module, name) for module in FLOW for name in FLOW[module] if f"framing.{module} import {name}" in notebooks
    }
    assert {(module, name) for module in FLOW for name in FLOW[module]} - used == set()


@pytest.mark.parametrize("room", ROOMS)
def test_the_page_of_a_room_is_a_page(room):
    """The README of a room can be read at one glance: 60 lines at most."""
    assert len((LIBRARY / room / "README.md").read_text(encoding="utf-8").splitlines()) <= 60


def test_long_files_say_why():
    """A file of over 400 lines gives its reason in its opening docstring."""
    for path in LIBRARY.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert text.count("\n") <= 400 or "One file because" in ast.get_docstring(ast.parse(text)), path


@pytest.mark.parametrize(
    "path", sorted(Path(__file__).parent.glob("*/test_*.py")), ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_tests_stand_where_the_library_does(path):
    """tests/ has the rooms of the library, and one for what is seen in a browser, which no room makes alone."""
    assert path.parent.name in (*ROOMS, "browser")


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
