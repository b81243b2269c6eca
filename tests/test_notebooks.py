"""Every notebook reads the same way, and nothing in it escapes comparison."""

import ast
import re
from copy import deepcopy

import nbformat
import pytest
from execute import as_text, normalise, numbered_notebooks
from IPython.core.inputtransformer2 import TransformerManager

PATHS = numbered_notebooks()
assert PATHS, "notebooks/ holds no NN-question.ipynb, so there is nothing to test"
NOTEBOOKS = {path.name: nbformat.read(path, as_version=4) for path in PATHS}

# What must not be stored: it differs from one machine or run to the next.
UNSTABLE = {
    "address in memory": r"\b0x[0-9a-f]{6,}\b",
    "absolute path": r"(?<![\w.<:/])/(?:home|Users|root|tmp|usr|var|opt|private|mnt)/\w|\b[A-Z]:\\\w",
    "traceback": r"Traceback \(most recent call last\)",
    "warning": r"\b\w*Warning: ",
}


@pytest.fixture(params=NOTEBOOKS.values(), ids=NOTEBOOKS)
def notebook(request):
    """Return one notebook after another."""
    return request.param


def code_cells(notebook):
    """Return the cells that hold code."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def first_cell(notebook):
    """Return the cell that all notebooks begin with, after the parameters if there are any."""
    return next(cell for cell in code_cells(notebook) if "parameters" not in cell.metadata.get("tags", []))


def statements(cell):
    """Return the parsed statements of a code cell."""
    return ast.parse(TransformerManager().transform_cell(cell.source)).body


def printed(cell):
    """Return the texts a code cell gave, without images."""
    for output in cell.outputs:
        if output.output_type == "stream":
            yield output.text
        for kind, content in output.get("data", {}).items():
            if kind.startswith("text/"):
                yield re.sub(r"data:[\w/+;-]+,[\w/+=]*", "", content)


@pytest.mark.parametrize("path", PATHS, ids=NOTEBOOKS)
def test_stored_as_executed(path):
    """What is stored is what `make notebooks` writes, with nothing an editor added."""
    notebook = nbformat.read(path, as_version=4)
    assert as_text(normalise(deepcopy(notebook))) == path.read_text("utf-8"), (
        f"{path.name} was saved by an editor: run `make notebooks`"
    )


def test_cells_are_numbered(notebook):
    """Every code cell was executed, in order: an unexecuted cell would be compared with nothing."""
    counts = [cell.execution_count for cell in code_cells(notebook)]
    assert counts == list(range(1, len(counts) + 1)), "run `make notebooks`"


def test_no_cell_ends_in_a_semicolon(notebook):
    """A cell silences its last value by naming it `_`, not by a semicolon."""
    assert not [cell.source for cell in code_cells(notebook) if cell.source.rstrip().endswith(";")]


def test_cells_end_in_a_value_or_a_name(notebook):
    """A cell ends by showing or naming something; only the one that all notebooks begin with ends in an import."""
    values = (ast.Expr, ast.Assign, ast.AnnAssign, ast.AugAssign)
    for position, cell in enumerate(code_cells(notebook)):
        allowed = (*values, ast.Import, ast.ImportFrom) if cell is first_cell(notebook) else values
        assert statements(cell), f"code cell {position + 1} is empty"
        assert isinstance(statements(cell)[-1], allowed), cell.source


def test_logic_lives_in_the_library(notebook):
    """A notebook defines no function and no class: logic lives in framing/, where it has tests."""
    defined = [
        node.name
        for cell in code_cells(notebook)
        for statement in statements(cell)
        for node in ast.walk(statement)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
    ]
    assert not defined


def test_first_cells_are_the_same():
    """Every notebook begins with the same code cell, after its parameters if it has any."""
    first = {name: first_cell(notebook).source for name, notebook in NOTEBOOKS.items()}
    assert len(set(first.values())) == 1, first


@pytest.mark.parametrize("what", UNSTABLE)
def test_outputs_hold_nothing_unstable(notebook, what):
    """Outputs hold no address, path, traceback or warning, which another machine would print otherwise."""
    for cell in code_cells(notebook):
        for text in printed(cell):
            found = re.search(UNSTABLE[what], text)
            assert not found, f"{what} {found[0]!r} after: {cell.source}"


def test_nothing_went_wrong(notebook):
    """No cell failed or complained."""
    for cell in code_cells(notebook):
        for output in cell.outputs:
            assert output.output_type != "error", cell.source
            assert output.get("name") != "stderr", f"{output.text} after: {cell.source}"


def test_no_output_escapes_comparison(notebook):
    """No tag exempts a cell from being run or compared."""
    tags = [tag for cell in notebook.cells for tag in cell.metadata.get("tags", [])]
    assert set(tags) <= {"parameters"}  # where papermill puts others


def test_images_have_alt_texts(notebook):
    """Every image is shown with words for readers who cannot see it."""
    for cell in code_cells(notebook):
        for output in cell.outputs:
            data = output.get("data", {})
            assert not [kind for kind in data if kind.startswith("image/")], f"no alt text after: {cell.source}"
            for image in re.findall(r"<img [^>]*", data.get("text/html", "")):
                assert re.search(r'alt="[^"]+"', image), f"no alt text after: {cell.source}"


def test_title_is_a_question(notebook):
    """A notebook asks a question, then says what it asks, reads and finds."""
    first_code = notebook.cells.index(code_cells(notebook)[0])
    opening = "\n\n".join(cell.source for cell in notebook.cells[:first_code])
    title, _, rest = opening.strip().partition("\n")
    assert re.fullmatch(r"# .+\?", title.strip()), title
    assert re.search(r"\bAsks\b.*\bReads\b.*\bFinds\b", rest, flags=re.DOTALL)


def test_ends_with_what_could_mislead(notebook):
    """The last section says what could mislead the reader."""
    prose = "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    *_, last = re.split(r"^## ", prose, flags=re.MULTILINE)
    heading, _, text = last.partition("\n")
    assert "mislead" in heading.lower(), heading
    assert text.strip()
