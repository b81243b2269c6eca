"""
Execute notebooks in place, so that a second run changes no byte.

    python notebooks/execute.py [--into FOLDER | --figures] [NOTEBOOK ...]

A notebook runs from top to bottom in a fresh kernel, under an environment that leaks nothing of the
machine into its outputs. What is stored holds no times, versions or random ids. A notebook whose cell
fails is left as it was.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import crate
import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from framing.files import write_whole

NOTEBOOKS = Path(__file__).resolve().parent
FIGURES = NOTEBOOKS.parent / "figures"
GATHERING = "08 00"  # these show the claims of the others
CELL_TIMEOUT = 600  # seconds; long enough for a slow machine, short enough to notice

METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}

# Each of these was seen to change an output, or runs code of the user's before the first cell.
UNSET = [
    "MATPLOTLIBRC",
    "MPLBACKEND",
    "PYTEST_CURRENT_TEST",  # ipykernel captures less of what a cell prints when it is set
    "PYTHONSTARTUP",
    "PYTHONWARNINGS",
    "SOURCE_DATE_EPOCH",
]


def numbered_notebooks():
    """Return the notebooks in story order, then the appendix; those that tell what all others claim last."""
    found = [*NOTEBOOKS.glob("[0-9]*.ipynb"), *NOTEBOOKS.glob("appendix/*.ipynb")]
    return sorted(found, key=lambda path: (GATHERING.find(path.name[:2]), path.name))


def kernel_environment(scratch: Path) -> dict[str, str]:
    """Return the variables a kernel must run under; `scratch` holds its empty configuration folders."""
    environment = {name: value for name, value in os.environ.items() if name not in UNSET}
    environment |= {
        "LC_ALL": "C.UTF-8",
        "PYTHONUTF8": "1",
        "PYTHONHASHSEED": "0",
        "TZ": "UTC",
        "IPYTHONDIR": str(Path(scratch, "ipython")),
        "MPLCONFIGDIR": str(Path(scratch, "matplotlib")),
        "FRAMING_STUDY": "1",  # the notebook on a reader's own texts reads the five articles
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",  # else the debugger warns about frozen modules
    }
    for name in ("IPYTHONDIR", "MPLCONFIGDIR"):
        Path(environment[name]).mkdir(parents=True, exist_ok=True)
    # Matplotlib lists the fonts once per configuration folder, and says so in a cell if that takes long.
    list_fonts = "import matplotlib.font_manager"
    subprocess.run([sys.executable, "-c", list_fonts], env=environment, check=True, capture_output=True)
    return environment


def normalise(notebook):
    """Reduce a notebook to what its author wrote and its cells gave; returns it."""
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    notebook.metadata = nbformat.from_dict(METADATA)
    for position, cell in enumerate(notebook.cells, start=1):
        cell.id = f"cell-{position:02d}"
        kept = {"tags": cell.metadata.get("tags"), "jupyter": _folded(cell)}
        cell.metadata = nbformat.from_dict({key: value for key, value in kept.items() if value})
    return notebook


def _folded(cell) -> dict[str, bool]:
    """Whether its author folded away the code of a cell."""
    return {"source_hidden": True} if cell.metadata.get("jupyter", {}).get("source_hidden") else {}


def as_text(notebook) -> str:
    """Return the notebook as its file holds it."""
    return nbformat.writes(notebook, version=nbformat.NO_CONVERT) + "\n"


def execute(path: Path, *, environment: dict[str, str]) -> str:
    """Return the text of the notebook at `path`, executed; the file is not touched."""
    notebook = normalise(nbformat.read(path, as_version=4))
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=CELL_TIMEOUT,
        extra_arguments=["--log-level=ERROR"],  # the kernel otherwise warns that it talks over TCP
        record_timing=False,
        coalesce_streams=True,  # how often a cell's print is flushed depends on the machine
        resources={"metadata": {"path": str(path.resolve().parent)}},
    )
    try:
        client.execute(env=environment)
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        where = f"{path.name}, code cell {client.code_cells_executed}"
        raise RuntimeError(f"{where}: {in_few_lines(error)}") from error
    return as_text(normalise(notebook))


def in_few_lines(error: Exception) -> str:
    """Return what went wrong and the lines of code it went through."""
    if not isinstance(error, CellExecutionError):
        return " ".join(str(error).split())[:300]
    plain = re.sub(r"\x1b\[[0-9;]*m", "", error.traceback)
    through = [line for line in plain.splitlines() if re.match(r"-+> ", line)]
    return "\n".join([f"{error.ename}: {error.evalue}", *through[-3:]])


def figures_in_few_words() -> str:
    """Return where the figures are and how many files of each kind."""
    folder = Path(os.environ.get("FRAMING_FIGURES") or FIGURES)
    kinds = Counter(file.suffix.lstrip(".") for file in folder.glob("*.*")) if folder.is_dir() else {}
    counts = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    return f"Figures: {counts or 'none'}, in {folder}"


def main(arguments: list[str] | None = None) -> int:
    """Execute the notebooks named on the command line, or all."""
    parser = argparse.ArgumentParser(description="Execute notebooks in place, byte for byte repeatable.")
    parser.add_argument("notebooks", nargs="*", type=Path, metavar="NOTEBOOK", help="default: all")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--into", type=Path, metavar="FOLDER", help="write them here instead of in place")
    where.add_argument("--figures", action="store_true", help="draw their figures, and write no notebook")
    options = parser.parse_args(arguments)
    paths = options.notebooks or numbered_notebooks()
    if not paths:
        print(f"No notebook to execute: {NOTEBOOKS} holds no NN-question.ipynb.", file=sys.stderr)
        return 1
    missing = [str(path) for path in paths if not path.is_file()]
    if missing:
        known = ", ".join(path.name for path in numbered_notebooks()) or "none"
        print(f"No such notebook: {', '.join(missing)}. There are: {known}.", file=sys.stderr)
        return 1
    changed = 0
    with tempfile.TemporaryDirectory(prefix="framing-", ignore_cleanup_errors=True) as scratch:
        environment = kernel_environment(Path(scratch))
        for path in paths:
            print(path.name, flush=True)
            try:
                text = execute(path, environment=environment)
            except (RuntimeError, ValueError, nbformat.ValidationError) as error:
                print(f"{error}\n{path} is left as it was.", file=sys.stderr)
                return 1
            if not options.figures:
                changed += write_whole((options.into or path.parent) / path.name, text.encode())
    print(f"Notebooks: {len(paths)} executed, {changed} changed, in {options.into or NOTEBOOKS}")
    print(figures_in_few_words())
    if not options.into:
        crate.write()
    return 0


if __name__ == "__main__":
    sys.exit(main())
