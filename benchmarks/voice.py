"""
Time that finding voices costs: beside cutting the same texts into words by a plain pattern, by one process and by
two, and on hostile texts.

    python benchmarks/voice.py                                          # a synthetic corpus, about a minute
    python benchmarks/voice.py --corpus articles.jsonl --text body --id url

Each figure is the least of some runs. Of texts in this process, on one core, it is processor time; the first texts are
read once before, so that start-up and the reading of the weights do not count. Of the command it is the time from start
to end, with one job and with two in turn. Hostile texts hold one thing again and again.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import polars as pl
from prepare import converted, first, synthetic

from framing.voice.voices import find_voices

WORD = re.compile(r"\w+")
SIZE = 1_000_000  # characters of a hostile text
HOSTILE = {
    "quote marks": '"',
    "quote marks, opened only": "“a ",
    "quote marks, one word each": '"a" ',
    "quotations with a cue": "“Word,” he said. ",
    "apostrophes": "'",
    "apostrophes before words": "'a ",
    "doubled apostrophes": "''a'' ",
    "commas": ",",
    "a cue again and again": "said ",
    "a report again and again": "Anna said that ",
    "sentences that go on": "And a b c. ",
    "names": "A ",
    "capitals": "AB",
    "turns of an interview": "a:\n– b\n",
    "turns with labels": "“SP”: – a\n\n",
    "footnotes": "* “a” – b\n",
    "a single word": "a",
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, help="Parquet, JSONL or CSV (default: a synthetic corpus)")
    parser.add_argument("--text", default="text", metavar="COLUMN", help="default: text")
    parser.add_argument("--id", default="doc_id", metavar="COLUMN", help="default: doc_id")
    parser.add_argument("--megabytes", type=float, default=5, help="of the corpus at most (default: 5)")
    parser.add_argument("--repeat", type=int, default=3, metavar="N", help="runs of each row (default: 3)")
    options = parser.parse_args()

    size = int(options.megabytes * 1_000_000)
    # Most synthetic articles are too long, so that many are made.
    rows = converted(options.corpus, options.text, options.id) if options.corpus else synthetic(20 * size)
    # An article of the length of news; a very long one would be most of the corpus.
    articles = (text for _, text in rows if 600 <= len(text) <= 6_000)
    texts = list(first(articles, size))
    if not texts:
        parser.error("the corpus has no text of 600 to 6,000 characters.")
    print_articles(texts, options.repeat)
    print_jobs(texts, options.repeat)
    print_hostile(options.repeat)


def print_articles(texts: list[str], repeat: int) -> None:
    """Megabytes in a second, and how many times as long as cutting the texts into words."""
    megabytes = sum(len(text.encode("utf-8", "replace")) for text in texts) / 1e6
    for text in islice(texts, 50):
        find_voices(text)
    cutting, finding = seconds(WORD.findall, texts, repeat), seconds(find_voices, texts, repeat)
    print(f"{len(texts):,} texts of 600 to 6,000 characters, {megabytes:.1f} MB\n")
    print("| what                        | seconds | MB/s  | ratio |")
    print("| --------------------------- | ------: | ----: | ----: |")
    for what, taken in (("cut into words by a pattern", cutting), ("find voices", finding)):
        print(f"| {what:27} | {taken:7.2f} | {megabytes / taken:5.1f} | {taken / cutting:5.1f} |")


def print_jobs(texts: list[str], repeat: int) -> None:
    """Seconds that the command takes with one job and with two, in turn, and how many times as fast the second is."""
    megabytes = sum(len(text.encode("utf-8", "replace")) for text in texts) / 1e6
    print("\n| the command, from start to end | 1 job, s | MB/s  | 2 jobs, s | MB/s  | times as fast |")
    print("| ------------------------------ | -------: | ----: | --------: | ----: | ------------: |")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        articles = {"doc_id": [str(number) for number in range(len(texts))], "text": texts}
        pl.DataFrame(articles).write_parquet(folder / "articles.parquet")
        for what, output in (
            (["voices"], "out.jsonl"),
            (["score", "--by", "voice"], "out.csv"),
            (["hits", "--voice"], "out.csv"),
        ):
            command = [sys.executable, "-c", "from framing.run.cli import main; main()", *what]
            command += [folder / "articles.parquet", "--output", folder / output]
            taken = {1: [], 2: []}
            for jobs in [1, 2] * repeat:
                began = time.perf_counter()
                subprocess.run([*command, "--jobs", str(jobs)], check=True, capture_output=True)
                taken[jobs].append(time.perf_counter() - began)
            one, two = min(taken[1]), min(taken[2])
            rates = f"{one:8.2f} | {megabytes / one:5.1f} | {two:9.2f} | {megabytes / two:5.1f} | {one / two:13.2f}"
            print(f"| {'framing ' + ' '.join(what):30} | {rates} |")


def print_hostile(repeat: int) -> None:
    """Seconds for a text of a million characters, and by how much longer it takes than half of it, and a quarter."""
    print("\n| hostile: 1 MB of           | seconds | 0.25 to 0.5 MB | 0.5 to 1 MB |  voices |")
    print("| -------------------------- | ------: | -------------: | ----------: | ------: |")
    for what, piece in HOSTILE.items():
        times = SIZE // len(piece) // 4
        quarter, half, whole = (seconds(find_voices, [piece * (times * part)], repeat) for part in (1, 2, 4))
        found = len(find_voices(piece * (4 * times)))
        print(f"| {what:26} | {whole:7.2f} | {half / quarter:13.1f}× | {whole / half:10.1f}× | {found:7,} |")


def seconds(function: Callable[[str], object], texts: list[str], repeat: int) -> float:
    """The least processor time that a function took for all texts."""
    taken = []
    for _ in range(repeat):
        began = time.process_time()
        for text in texts:
            function(text)
        taken.append(time.process_time() - began)
    return min(taken)


if __name__ == "__main__":
    main()
