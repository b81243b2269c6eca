"""
Time of keyness on a large table of counts, beside the least that any keyness needs.

    python benchmarks/keyness.py                       # 50,000 documents, 40 million tokens, about half a minute
    python benchmarks/keyness.py --documents 5000      # to see that all works

The counts are synthetic: documents of 800 tokens drawn from types whose frequency falls with their rank (Zipf), seeded;
a SciPy matrix as scikit-learn's CountVectorizer gives it, columns in alphabetical order. Documents are in three groups
at random. The floor is one sum of a group's rows for each group, and one sort of each. Ours is the whole call of the
public function, from matrix to table with the first rows of each group by rank; the making of the matrix is not timed.
All rows run in turn, several times over; of each the least time is shown. One process, one core.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Callable

import numpy as np
from scipy import sparse

from framing import keyness

LENGTH = 800  # tokens of a document
BATCH = 2_500  # documents drawn at a time
GROUPS = 3


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=50_000, metavar="N", help="default: 50,000")
    parser.add_argument("--types", type=int, default=80_000, metavar="N", help="default: 80,000")
    parser.add_argument("--top", type=int, default=100, metavar="N", help="rows of each group (default: 100)")
    parser.add_argument("--repeat", type=int, default=7, metavar="N", help="runs of each row (default: 7)")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="default: 0")
    options = parser.parse_args()

    rng = np.random.default_rng(options.seed)
    matrix = synthetic(options.documents, options.types, rng)
    codes = rng.integers(0, GROUPS, options.documents)
    given = {"features": [f"w{number:06}" for number in range(options.types)], "groups": [f"g{c}" for c in codes]}

    def call(data: sparse.csr_array = matrix, **more: object) -> Callable[[], object]:
        return lambda: keyness(data, **(given | {"top": options.top} | more))

    first = f"{options.top} rows a group"
    compared = {"floor: sum the rows of each group, sort": lambda: floor(matrix, codes)}
    for statistic in ("log_odds", "g2", "chi2", "pmi", "log_ratio", "dispersion"):
        compared[f"{statistic}, {first}"] = call(statistic=statistic)
    compared["log_odds, all rows"] = call(top=None)
    left, own = matrix[:2_000], matrix[:500]
    others = {
        f"log_odds, {left.shape[0]:,} documents, each left out, {first}": call(
            left, groups=given["groups"][: left.shape[0]], leave_one_out=True
        ),
        f"log_odds, {own.shape[0]} documents, each a group, 1 row a group": call(
            own, groups=list(range(own.shape[0])), top=1
        ),
    }
    taken = measured(compared, options.repeat)
    least = next(iter(taken.values()))
    print(f"{options.documents:,} documents, {matrix.sum():,} tokens, {options.types:,} types, {matrix.nnz:,} cells")
    print(f"{GROUPS} groups; least of {options.repeat} runs; the last two rows on fewer documents, once\n")
    print("| what                                                       | seconds | ÷ floor |")
    print("| ---------------------------------------------------------- | ------: | ------: |")
    for what, seconds in (taken | measured(others, 1)).items():
        ratio = f"{seconds / least:.2f}" if what in compared else ""
        print(f"| {what:58} | {seconds:7.3f} | {ratio:>7} |")
    unit = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss
    print(f"\npeak memory of the process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6:,.0f} MB")


def synthetic(documents: int, types: int, rng: np.random.Generator) -> sparse.csr_array:
    """Documents × types, counts; drawn a batch at a time, so that memory stays small."""
    chances = 1 / np.arange(1, types + 1)
    order = rng.permutation(types)  # the alphabet knows nothing of frequency
    steps = np.cumsum(chances / chances.sum())
    parts = []
    for first in range(0, documents, BATCH):
        size = min(BATCH, documents - first)
        drawn = np.minimum(np.searchsorted(steps, rng.random(size * LENGTH)), types - 1)
        cells, counts = np.unique(np.repeat(np.arange(size), LENGTH) * types + order[drawn], return_counts=True)
        places = ((cells // types).astype(np.int32), (cells % types).astype(np.int32))
        parts.append(sparse.csr_array((counts.astype(np.int64), places), shape=(size, types)))
    return sparse.vstack(parts, format="csr")


def floor(matrix: sparse.csr_array, codes: np.ndarray) -> None:
    """What no keyness can do without: the counts of each group, and its features in order."""
    for group in range(GROUPS):
        np.argsort(matrix[np.flatnonzero(codes == group)].sum(axis=0))


def measured(rows: dict[str, Callable[[], object]], repeat: int) -> dict[str, float]:
    """The least seconds of each row; all are run, then all again."""
    taken = dict.fromkeys(rows, float("inf"))
    for _ in range(repeat):
        for what, function in rows.items():
            began = time.perf_counter()
            function()
            taken[what] = min(taken[what], time.perf_counter() - began)
    return taken


if __name__ == "__main__":
    main()
