"""
Time and memory of `framing score`, beside other tools on the same texts: one table.

Each row is a process of its own, measured from its start to its end: so start-up and the peak of memory count.
All rows are run once, then all again, as often as --repeat says; of each row the least time and memory are shown.
This process stays small (nothing but the standard library), since on Linux a process that it starts is charged with
its memory.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
THREADS = 2  # of ours and of the floor; as many as there are cores would favour whoever uses more of them
COMMAND = "import sys; from framing.run.cli import main; sys.exit(main())"  # what `framing` runs
LIBRARIES = ("framing", "polars", "pyarrow", "numpy", "pandas", "scikit-learn", "spacy")
FLOOR = "floor: Polars cuts and numbers words"
OURS = "framing score"
NAMES = {
    "small": "bench",
    "large": "generated",
    "sparse": "rare names",
    "stars": "*e* * *",
    "study": "study",
    "sequences": "study, as sequences",
    "near": "near",
}


@dataclass
class Row:
    """One row of the table, and the runs it was measured by."""

    what: str
    lexicon: str
    command: list[str]
    megabytes: float
    tokens: float = 0
    share: int = 1  # run on one part of so many
    nothing: list[str] = field(default_factory=list)  # the same on no text: start-up, which is not scaled
    note: str = ""
    once: bool = False  # not --repeat times
    runs: int = 1  # in each turn
    compared: bool = False  # whether its ratio to ours means something
    seconds: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    start_up: list[float] = field(default_factory=list)
    said: str = ""

    def run(self, environment: dict[str, str]) -> None:
        """Run once."""
        if self.nothing:
            self.start_up.append(measured(self.nothing, environment)[0])
        seconds, memory, self.said = measured(self.command, environment)
        self.seconds.append(seconds)
        self.memory.append(memory)

    @property
    def time(self) -> float:
        """Seconds; of a row that ran on a part, what the whole would take."""
        if not self.nothing:
            return min(self.seconds)
        start_up = min(self.start_up)
        return start_up + max(min(self.seconds) - start_up, 0) * self.share

    @property
    def peak(self) -> float:
        """Megabytes."""
        return min(self.memory)


def measured(command: list[str], environment: dict[str, str]) -> tuple[float, float, str]:
    """Run a command: its seconds, its peak of memory in MB, and what it said."""
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=said, stderr=said, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        words = said.read().decode("utf-8", "replace").strip()
    if process.returncode:
        sys.exit(f"bench: exit code {process.returncode} of: {' '.join(command)}\n{words}")
    unit = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss
    return seconds, usage.ru_maxrss * unit / 1e6, words


def score(corpus: Path | str, lexicon: str, folder: Path, *more: str) -> list[str]:
    """Our own command."""
    output = str(folder / "scores.parquet")
    arguments = ["score", str(corpus), "--lexicon", lexicon, "--output", output, "--jobs", str(THREADS), *more]
    return [sys.executable, "-c", COMMAND, *arguments]


def rows_of(folder: Path, prepared: dict) -> Iterator[Row]:
    """All rows in their order."""
    corpus, size, share = prepared["corpus"], prepared["megabytes"], prepared["every"]
    part = prepared["part_megabytes"]
    lexicons = prepared["lexicons"]
    for lexicon in ("small", "large", "sparse", "study", "sequences"):
        yield Row(OURS, lexicon, score(corpus, lexicons[lexicon], folder), size, compared=True)
    others = [sys.executable, str(HERE / "others.py")]
    yield Row(FLOOR, "", [*others, "floor", corpus, str(folder / "small.json")], size, compared=True)
    for what, tool, module in (
        ("scikit-learn CountVectorizer", "count_vectorizer", "sklearn"),
        ("pandas str.count", "str_count", "pandas"),
        ("spaCy PhraseMatcher", "phrase_matcher", "spacy"),
    ):
        for lexicon in ("small", "large"):
            if not find_spec(module):
                yield Row(what, lexicon, [], size, note="not installed")
                continue
            end = [str(folder / f"{lexicon}.json")]
            slowest = (tool, lexicon) == ("str_count", "large")
            of = prepared["sliver"] if slowest else share
            yield Row(
                what,
                lexicon,
                [*others, tool, str(folder / ("sliver.parquet" if slowest else "part-1.parquet")), *end],
                size,
                share=of,
                nothing=[*others, tool, str(folder / "nothing.parquet"), *end],
                compared=True,
                note=f"on 1/{of}, scaled" + ("" if tool == "str_count" else "; wildcards spelt out beforehand"),
            )
    for lexicon in ("small", "large"):
        if not has_quanteda():
            yield Row("quanteda tokens_lookup", lexicon, [], size, note="not present")
            continue
        r, end = ["Rscript", str(HERE / "quanteda.R")], [str(folder / f"{lexicon}.json")]
        yield Row(
            "quanteda tokens_lookup",
            lexicon,
            [*r, str(folder / "part.txt"), *end],
            size,
            share=share,
            nothing=[*r, str(folder / "nothing.txt"), *end],
            compared=True,
            note=f"on 1/{share}, scaled",
        )
    for times in (1, 4, 16):
        command = score(folder / f"part-{times}.parquet", lexicons["small"], folder)
        yield Row(f"growth: {times} × {part:.0f} MB", "small", command, times * part)
    hits = ("--hits", str(folder / "hits.parquet"))
    command = score(folder / "part-1.parquet", lexicons["small"], folder, *hits)
    yield Row("with --hits", "small", command, part, note=f"on 1/{share}, not scaled; once", once=True)
    for name, megabytes in prepared["hostile_megabytes"].items():
        command = score(folder / f"hostile {name}.parquet", lexicons["small"], folder)
        yield Row(f"hostile: 1 MB, {name}", "small", command, megabytes)
    command = score(folder / "megabyte.parquet", lexicons["stars"], folder)
    yield Row("hostile: 1 MB of the corpus", "stars", command, prepared["megabyte"])
    command = score(folder / "megabyte.parquet", lexicons["near"], folder)
    yield Row("hostile: 1 MB of the corpus", "near", command, prepared["megabyte"])
    for name in ("framing", "pandas"):
        yield Row(f"import {name}", "", [sys.executable, "-c", f"import {name}"], 0, runs=5)


def has_quanteda() -> bool:
    """Whether there is an R that has quanteda."""
    ask = 'quit(status = !requireNamespace("quanteda", quietly = TRUE))'
    if not shutil.which("Rscript"):
        return False
    return not subprocess.run(["Rscript", "-e", ask], capture_output=True, check=False).returncode


def table(rows: list[Row]) -> str:
    """The rows as a Markdown table; ratios are to our own row with the same lexicon."""
    ours = {row.lexicon: row.time for row in rows if row.what == OURS}
    lines = [["what", "lexicon", "seconds", "ratio to ours", "tokens/s", "MB/s", "peak MB", "note"]]
    for row in rows:
        name = NAMES.get(row.lexicon, "")
        if not row.seconds:
            lines.append([row.what, name, *[""] * 5, row.note])
            continue
        lines.append(
            [
                row.what,
                name,
                f"{row.time:.2f}",
                f"{row.time / ours[row.lexicon or 'small']:.2f}" if row.compared else "",
                f"{row.tokens / row.time:,.0f}" if row.tokens else "",
                f"{row.megabytes / row.time:.1f}" if row.megabytes else "",
                ("≥ " if row.share > 1 else "") + f"{row.peak:.0f}",
                row.note,
            ]
        )
    widths = [max(map(len, cells)) for cells in zip(*lines, strict=True)]
    right = [2 <= i < 7 for i in range(len(widths))]
    rule = ["-" * (w - 1) + ":" if r else "-" * w for w, r in zip(widths, right, strict=True)]
    lines.insert(1, rule)
    return "\n".join(
        "| " + " | ".join(f"{c:>{w}}" if r else f"{c:<{w}}" for c, w, r in zip(line, widths, right, strict=True)) + " |"
        for line in lines
    )


def aims(rows: list[Row]) -> str:
    """What we aim at, and whether it was met."""
    by = {(row.what, row.lexicon): row for row in rows}
    floor = by[FLOOR, ""].time
    one, four, sixteen = (row.time for row in rows if row.what.startswith("growth"))
    ours = [row for row in rows if row.what == OURS or row.what.startswith("growth")]
    figures = [
        ("time ÷ floor, bench lexicon", by[OURS, "small"].time / floor, 1.3),
        ("time ÷ floor, generated lexicon", by[OURS, "large"].time / floor, 1.3),
        ("time ÷ floor, rare names", by[OURS, "sparse"].time / floor, 0.65),
        ("sets and nears ÷ sequences", by[OURS, "study"].time / by[OURS, "sequences"].time, 1.3),
        ("peak memory in MB, without --hits", max(row.peak for row in ours), 500),
        ("4 to 16 × ÷ 1 to 4 × (linear: 4)", (sixteen - four) / (four - one), 5),
        ("import framing ÷ import pandas", by["import framing", ""].time / by["import pandas", ""].time, 1.2),
    ]
    return "\n".join(
        f"{what:<34} {found:8.2f}  at most {aim:6.2f}: {'met' if found <= aim else 'MISSED'}"
        for what, found, aim in figures
    )


def machine() -> str:
    """What all this ran on."""
    name = platform.processor() or platform.machine()
    if Path("/proc/cpuinfo").exists():
        found = re.search(r"^model name\s*:\s*(.*)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.MULTILINE)
        name = found[1] if found else name
    versions = []
    for library in LIBRARIES:
        try:
            versions.append(f"{library} {version(library)}")
        except PackageNotFoundError:
            continue
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{cores} cores, {name}, {platform.system()}; Python {platform.python_version()}; {', '.join(versions)}"


def main() -> None:
    """Prepare, measure, print."""
    parser = argparse.ArgumentParser(description="Time and memory of `framing score`, beside other tools.")
    parser.add_argument("--corpus", help="Parquet, JSONL or CSV (default: a synthetic corpus made from the seeds)")
    parser.add_argument("--text", default="text", metavar="COLUMN", help="default: text")
    parser.add_argument("--id", default="doc_id", metavar="COLUMN", help="default: doc_id")
    parser.add_argument("--repeat", type=int, default=3, metavar="N", help="runs of each row (default: 3)")
    parser.add_argument("--quick", action="store_true", help="one run on a small corpus, to see that all works")
    options = parser.parse_args()
    repeat = 1 if options.quick else options.repeat

    environment = os.environ | {"POLARS_MAX_THREADS": str(THREADS), "PYTHONIOENCODING": "utf-8"}
    with tempfile.TemporaryDirectory(prefix="framing-bench-") as name:
        folder = Path(name)
        print("Preparing ...", file=sys.stderr)
        prepare = [sys.executable, str(HERE / "prepare.py"), name, "--megabytes", "6" if options.quick else "60"]
        prepare += ["--text", options.text, "--id", options.id]
        measured([*prepare, "--corpus", options.corpus] if options.corpus else prepare, environment)
        prepared = json.loads((folder / "prepared.json").read_text(encoding="utf-8"))
        rows = list(rows_of(folder, prepared))
        todo = [row for row in rows if row.command]
        for turn in range(repeat):
            for row in todo:
                if row.once and turn:
                    continue
                print(f"{turn + 1}/{repeat} {row.what} {row.lexicon}", file=sys.stderr)
                for _ in range(row.runs):
                    row.run(environment)

    for row in todo:
        found = re.search(r"(\d+) tokens, (\d+) hits", row.said)
        row.tokens = int(found[1]) if found else 0
    ours = {row.lexicon: row for row in todo if row.what == OURS}
    tokens = ours["small"].tokens
    for row in todo:
        row.tokens = row.tokens or (tokens if row.megabytes == prepared["megabytes"] else 0)

    corpus = "the given corpus" if options.corpus else "a synthetic corpus"
    print(machine())
    print(f"{corpus}: {prepared['documents']:,} documents, {prepared['megabytes']:.0f} MB, {tokens:,} tokens")
    for lexicon, row in ours.items():
        hits = int(re.search(r"(\d+) hits", row.said)[1])
        patterns = prepared["patterns"][lexicon]
        print(f"lexicon {NAMES[lexicon]!r}: {patterns:,} patterns, {1000 * hits / tokens:.3g} hits per 1,000 tokens")
    print(f"least of {repeat} runs, {THREADS} threads\n")
    print(table(rows))
    if not options.quick:  # where start-up is nearly all, these mean nothing
        print(f"\n{aims(rows)}")


if __name__ == "__main__":
    main()
