"""
Time of a bootstrap draw, beside one plain resample of the same units in NumPy, in one run.

    python benchmarks/bootstrap.py

The five articles and the shipped lexicon. The plain resample is what one would write for a single column of counts:
draw the places of all units (`rng.integers`), take their counts, add them up. The bootstrap adds up the tokens, the
sentences, and the hits and hit sentences of each frame, and makes intervals of them. One process, the least of some
runs, a first one not counted.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from functools import partial

import numpy as np

from framing import bootstrap_scores, find_hits, load_lexicon, load_seeds
from framing.scores.resampling import resampled
from framing.scores.units import unit_counts


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--draws", type=int, default=2000, help="default: 2000")
    parser.add_argument("--repeat", type=int, default=20, metavar="N", help="runs of each row (default: 20)")
    options = parser.parse_args()

    corpus, lexicon = load_seeds(), load_lexicon()
    hits = find_hits(corpus, lexicon)
    draws = options.draws
    print(f"{draws:,} draws, {len(corpus)} articles, {len(lexicon)} frames\n")
    print("| unit      | units | what                                     | columns | µs a draw | ratio |")
    print("| --------- | ----: | ---------------------------------------- | ------: | --------: | ----: |")
    for unit in ("sentence", "paragraph"):
        document, values = unit_counts(hits, corpus, lexicon, unit)
        own = [np.ascontiguousarray(values[document == number]) for number in range(len(corpus))]
        columns = values.shape[1]
        rows: list[tuple[str, int, Callable[[], object]]] = [
            ("plain: integers, take, sum", 1, lambda own=own: plain(own, draws, [0])),
            ("plain, every column", columns, lambda own=own, n=columns: plain(own, draws, range(n))),
            ("weights and one matrix product", columns, lambda own=own: sums(own, draws)),
        ]
        for method in ("percentile", "expanded"):
            run = partial(bootstrap_scores, hits, corpus, lexicon, unit=unit, draws=draws, method=method)
            rows += [(f"bootstrap_scores, {method}, from hits", columns, run)]
        floor = 0.0
        for what, n, function in rows:
            taken = seconds(function, options.repeat) / draws
            floor = floor or taken
            print(row(unit, values, what, n, taken, floor))
        # What a call costs however few its draws are is the same in both, and falls out.
        few, many = (
            seconds(
                partial(bootstrap_scores, hits, corpus, lexicon, unit=unit, method="percentile", draws=times * draws),
                options.repeat,
            )
            for times in (1, 11)
        )
        print(row(unit, values, "the same, percentile, each further draw", columns, (many - few) / (10 * draws), floor))


def row(unit: str, values: np.ndarray, what: str, columns: int, taken: float, floor: float) -> str:
    """One line of the table."""
    return f"| {unit:9} | {len(values):5} | {what:40} | {columns:7} | {1e6 * taken:9.2f} | {taken / floor:5.2f} |"


def plain(own: list[np.ndarray], draws: int, columns: range | list[int]) -> list[np.ndarray]:
    """Draw the places of all units of each article, take their counts, add them up."""
    rng = np.random.default_rng(0)
    sums = []
    for values in own:
        places = rng.integers(len(values), size=(draws, len(values)))
        sums += [values[:, column].take(places).sum(axis=1) for column in columns]
    return sums


def sums(own: list[np.ndarray], draws: int) -> list[np.ndarray]:
    """Do the same as the library does it."""
    return [resampled(values, draws, rng) for values, rng in zip(own, np.random.default_rng(0).spawn(5), strict=True)]


def seconds(function: Callable[[], object], repeat: int) -> float:
    """The least time that a function took."""
    function()
    taken = []
    for _ in range(repeat):
        began = time.perf_counter()
        function()
        taken.append(time.perf_counter() - began)
    return min(taken)


if __name__ == "__main__":
    main()
