"""
Describe the study for archives: `ro-crate-metadata.json`, from what is already stated elsewhere.

    python notebooks/crate.py

RO-Crate 1.1: the articles as seeds/articles.toml lists them, the figures as figures/manifest.json does, each with its
alt text, the data behind it, and the notebook that drew it. Nothing is written in by hand, and there is no clock in it.
`execute.py` writes it after the notebooks have run.
"""

import json
import re
import tomllib
from pathlib import Path

from framing.files import write_whole

ROOT = Path(__file__).resolve().parents[1]
CRATE = ROOT / "ro-crate-metadata.json"
CONTEXT = "https://w3id.org/ro/crate/1.1"
MIT, CC_BY = "https://spdx.org/licenses/MIT", "https://creativecommons.org/licenses/by/4.0/"
KINDS = {".svg": "image/svg+xml", ".pdf": "application/pdf", ".png": "image/png"}
RIGHTS = "Belongs to its author and publisher. Included as research data; no licence of this project covers it."


def described() -> str:
    """Return the description as its file holds it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    articles = tomllib.loads((ROOT / "seeds" / "articles.toml").read_text("utf-8"))["article"]
    figures = json.loads((ROOT / "figures" / "manifest.json").read_text("utf-8"))
    files = [*_sources(project), *(_article(entry) for entry in articles)]
    texts = [{"@id": f"seeds/texts/{entry['file']}"} for entry in articles]
    runs = []
    for path in sorted([*ROOT.glob("notebooks/[0-9]*.ipynb"), *ROOT.glob("notebooks/appendix/*.ipynb")]):
        drawn = [
            file
            for name in sorted(figures)
            if figures[name]["notebook"] == path.stem
            for file in _figure(name, figures)
        ]
        files += [_notebook(path), *drawn]
        if drawn:
            runs.append(
                {
                    "@id": f"#run-{path.stem}",
                    "@type": "CreateAction",
                    "name": f"Execution of {path.name}",
                    "instrument": {"@id": path.relative_to(ROOT).as_posix()},
                    "object": [{"@id": "seeds/articles.toml"}, *texts],
                    "result": [{"@id": file["@id"]} for file in drawn],
                }
            )
    graph = [_descriptor(), _root(project, files, runs), *files, *runs, *_context(project)]
    crate = {"@context": [f"{CONTEXT}/context", {"sha256": "https://schema.org/sha256"}], "@graph": graph}
    return json.dumps(crate, indent=2, ensure_ascii=False) + "\n"


def _descriptor() -> dict:
    return {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        "conformsTo": {"@id": CONTEXT},
        "about": {"@id": "./"},
    }


def _root(project: dict, files: list[dict], runs: list[dict]) -> dict:
    year = re.search(r"Copyright \(c\) (\d{4})", (ROOT / "LICENSE").read_text("utf-8"))[1]
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": (ROOT / "README.md").read_text("utf-8").splitlines()[0].strip("# "),
        "description": project["description"],
        "version": project["version"],
        "datePublished": year,
        "keywords": ", ".join(project["keywords"]),
        "author": [{"@id": f"#{author['name'].replace(' ', '-')}"} for author in project["authors"]],
        "license": [{"@id": MIT}, {"@id": CC_BY}],
        "hasPart": [{"@id": file["@id"]} for file in files],
        "mentions": [{"@id": run["@id"]} for run in runs],
    }


def _sources(project: dict) -> list[dict]:
    """The library, and the files that list everything else."""

    def file(name: str, kind: str, what: str, licence: str = CC_BY) -> dict:
        return _file(name, what, kind, {"@id": licence})

    return [
        file("README.md", "text/markdown", "What this is, and how to run it"),
        file("LICENSE", "text/plain", "The licences of code, prose and figures", MIT),
        {
            "@id": "framing/",
            "@type": ["Dataset", "SoftwareSourceCode"],
            "name": project["name"],
            "description": "The library that finds, counts and compares frames.",
            "version": project["version"],
            "programmingLanguage": {"@id": "#python"},
            "license": {"@id": MIT},
        },
        file(
            "seeds/articles.toml", "application/toml", "The articles, with what is known of each and what in it counts"
        ),
        file("seeds/gold/mentions.csv", "text/csv", "What three coders marked, each a pass of a language model"),
        file("figures/manifest.json", "application/json", "Each figure with its notebook and hashes"),
        file("figures/claims.json", "application/json", "Each claim of the notebooks with its evidence and verdict"),
    ]


def _file(name: str, what: str, kind: str, licence: dict, **more: object) -> dict:
    return {"@id": name, "@type": "File", "name": what, "encodingFormat": kind, "license": licence, **more}


def _article(entry: dict) -> dict:
    name = f"seeds/texts/{entry['file']}"
    title = entry["doc_id"] if entry["title"] == "unknown" else entry["title"]
    rights = {"@id": "#articles"}
    return _file(name, title, "text/plain", rights, identifier=entry["doc_id"], sha256=entry["sha256"])


def _notebook(path: Path) -> dict:
    cells = json.loads(path.read_text("utf-8"))["cells"]
    title = "".join(cells[0]["source"]).splitlines()[0].strip("# ")
    name = path.relative_to(ROOT).as_posix()
    made = _file(name, title, "application/x-ipynb+json", {"@id": MIT}, programmingLanguage={"@id": "#python"})
    return made | {"@type": ["File", "SoftwareSourceCode"]}


def _figure(name: str, figures: dict) -> list[dict]:
    """The files of a figure: the data, and the pictures drawn from it."""
    data, entry = f"figures/{name}.csv", figures[name]
    pictures = [
        _file(f"figures/{name}{suffix}", name, kind, {"@id": CC_BY}, description=entry["alt"], isBasedOn={"@id": data})
        | {"@type": ["File", "ImageObject"]}
        for suffix, kind in KINDS.items()
    ]
    what = f"The data behind the figure {name}"
    return [_file(data, what, "text/csv", {"@id": CC_BY}, sha256=entry["data_sha256"]), *pictures]


def _context(project: dict) -> list[dict]:
    """What is named above and is no file."""
    return [
        *(
            {"@id": f"#{author['name'].replace(' ', '-')}", "@type": "Organization", "name": author["name"]}
            for author in project["authors"]
        ),
        {"@id": "#python", "@type": "ComputerLanguage", "name": "Python", "version": project["requires-python"]},
        {"@id": MIT, "@type": "CreativeWork", "name": "MIT License", "description": "Covers the code."},
        {
            "@id": CC_BY,
            "@type": "CreativeWork",
            "name": "Creative Commons Attribution 4.0 International",
            "description": "Covers prose, figures, their data and the coding.",
        },
        {"@id": "#articles", "@type": "CreativeWork", "name": "Rights of the articles", "description": RIGHTS},
    ]


def write() -> bool:
    """Write the description; returns whether it changed."""
    return write_whole(CRATE, described().encode())


if __name__ == "__main__":
    print(f"{CRATE.name}: {'written' if write() else 'unchanged'}")
