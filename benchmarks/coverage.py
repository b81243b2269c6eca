"""
How often intervals hold what they should, and tests err as often as they say, on articles made by known rules.

    python benchmarks/coverage.py            # writes coverage.md beside this file; some minutes on one core
    python benchmarks/coverage.py --quick    # few articles, printed only, to see that all works

A made-up article has paragraphs of 2 to 5 sentences, sentences of 6 to 30 words, and hits that its rate governs:
*independent* of each other; in *sentence* clusters, 1 + Poisson(1) at a time; or in *paragraph* clusters, where the
rate of each paragraph is multiplied by a gamma variable of mean 1 and variance 2. The true rate is known, so that one
can count how many nominal 95 % intervals hold it. Nothing here is a text. Everything drawn is seeded.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from framing.scores.bootstrap import METHODS, _ends
from framing.scores.permutation import _permuted, level_by_lengths
from framing.scores.resampling import resampled

LEVEL, DRAWS, WORDS = 0.95, 1000, 18  # WORDS: of a sentence, on average
CLUSTERS = ("independent", "sentence", "paragraph")
SENTENCES, RATES = (20, 40, 60), (0.4, 0.1)  # of an article; hits a sentence
ARTICLES = (5, 10, 20)  # of a group


def article(rng: np.random.Generator, sentences: int, rate: float, clusters: str) -> tuple[np.ndarray, np.ndarray]:
    """Tokens and hits of each sentence, ``[tokens, hits]``; and the first sentence of each paragraph."""
    sizes = np.cumsum(rng.integers(2, 6, size=sentences))
    starts = np.concatenate([[0], sizes[sizes < sentences]])
    tokens = rng.integers(6, 31, size=sentences)
    mean = rate * tokens / WORDS
    if clusters == "paragraph":
        mean = mean * np.repeat(rng.gamma(0.5, 2, size=len(starts)), np.diff(np.append(starts, sentences)))
    if clusters == "sentence":
        groups = rng.poisson(mean / 2)
        return np.column_stack([tokens, groups + rng.poisson(groups)]), starts
    return np.column_stack([tokens, rng.poisson(mean)]), starts


def interval(units: list[np.ndarray], rng: np.random.Generator, method: str) -> np.ndarray:
    """Ends of the interval of hits per 1,000 tokens; without a hit, 0 and the bound."""
    whole = sum(own.sum(axis=0) for own in units)
    if not whole[1]:
        return np.array([0, 1000 * (1 - (1 - LEVEL) ** (1 / whole[0]))])
    # The columns that intervals are made of: tokens, sentences, hits, sentences with hits. Of the first and third here.
    wide = [np.column_stack([own[:, 0], own[:, 0], own[:, 1], own[:, 1]]) for own in units]
    drawn = sum(resampled(own, DRAWS, rng) for own in wide)
    return _ends(drawn, sum(own.sum(axis=0) for own in wide), wide, level=LEVEL, method=method)[0][0]


def by_article(n: int) -> Iterator[list[str]]:
    """Coverage of the rate of what an author could have written, of single articles."""
    for rate in RATES:
        for sentences in SENTENCES:
            for clusters in CLUSTERS:
                rng = np.random.default_rng([sentences, int(10 * rate), CLUSTERS.index(clusters)])
                held = {(unit, method): 0 for unit in ("sentence", "paragraph") for method in METHODS}
                for _ in range(n):
                    values, starts = article(rng, sentences, rate, clusters)
                    for unit, method in held:
                        own = values if unit == "sentence" else np.add.reduceat(values, starts)
                        low, high = interval([own], rng, method)
                        held[unit, method] += low <= 1000 * rate / WORDS <= high
                yield [str(rate), str(sentences), clusters, *(f"{count / n:.2f}" for count in held.values())]


def by_group(n: int) -> Iterator[list[str]]:
    """Coverage of the rate that a group's articles are drawn around: gamma, mean 1 and variance 1/4, times 0.2."""
    for size in ARTICLES:
        rng = np.random.default_rng([size])
        held = dict.fromkeys(("sentence", "paragraph", "article"), 0)
        for _ in range(n):
            made = [article(rng, 20, 0.2 * rng.gamma(4, 1 / 4), "independent") for _ in range(size)]
            for unit in held:
                if unit == "sentence":
                    own = [values for values, _ in made]
                elif unit == "paragraph":
                    own = [np.add.reduceat(values, starts) for values, starts in made]
                else:
                    own = [np.array([values.sum(axis=0) for values, _ in made])]
                low, high = interval(own, rng, METHODS[0])
                held[unit] += low <= 1000 * 0.2 / WORDS <= high
        yield [str(size), *(f"{count / n:.2f}" for count in held.values())]


def nothing_found(n: int) -> Iterator[list[str]]:
    """How often a text whose rate is the bound has a hit: the level that the bound has, 95 % by name."""
    for clusters in CLUSTERS:
        levels = []
        for sentences in SENTENCES:
            rng = np.random.default_rng([sentences, CLUSTERS.index(clusters)])
            rate = WORDS * (1 - (1 - LEVEL) ** (1 / (WORDS * sentences)))  # hits a sentence
            levels.append(np.mean([article(rng, sentences, rate, clusters)[0][:, 1].any() for _ in range(n)]))
        yield [clusters, *(f"{level:.2f}" for level in levels)]


def of_equal_rates(n: int) -> Iterator[list[str]]:
    """How often p of two articles of equal rates is .05 or less, with paragraphs of some lengths."""
    designs = (
        (30, 40, 30, 40),
        (30, 30, 30, 60),
        (30, 30, 30, 90),
        (30, 16, 30, 80),
        (20, 40, 40, 80),
        (7, 121, 41, 36),
    )
    for a, long, b, other in designs:
        small = []
        for clusters in ("independent", "paragraph"):
            rng = np.random.default_rng([a, long, b, other])
            below = 0
            for _ in range(n):
                tokens = np.concatenate([rng.poisson(long, a), rng.poisson(other, b)]) + 1
                mean = tokens / 60 * (rng.gamma(0.5, 2, size=a + b) if clusters == "paragraph" else 1)
                both = np.column_stack([tokens, rng.poisson(mean)])
                below += _permuted(both[:a], both[a:], "two-sided", DRAWS, 0, rng)[0][2] <= 0.05
            small.append(f"{below / n:.3f}")
        yield [f"{a} × {long}", f"{b} × {other}", f"{level_by_lengths(a, a * long, b, b * other):.3f}", *small]


def of_groups(n: int) -> Iterator[list[str]]:
    """How often p of two groups of like articles is .05 or less, by articles and by their pooled paragraphs."""
    for size in (4, *ARTICLES):
        rng = np.random.default_rng([size, 1])
        below = dict.fromkeys(("article", "paragraph"), 0)
        for _ in range(n):
            made = [article(rng, 20, 0.2 * rng.gamma(4, 1 / 4), "independent") for _ in range(2 * size)]
            whole = np.array([values.sum(axis=0) for values, _ in made])
            pooled = [np.add.reduceat(values, starts) for values, starts in made]
            for unit, (a, b) in {
                "article": (whole[:size], whole[size:]),
                "paragraph": (np.concatenate(pooled[:size]), np.concatenate(pooled[size:])),
            }.items():
                below[unit] += _permuted(a, b, "two-sided", DRAWS, 2**62 * (unit == "article"), rng)[0][2] <= 0.05
        yield [f"{size} and {size}", *(f"{count / n:.3f}" for count in below.values())]


def table(header: list[str], rows: Iterator[list[str]]) -> str:
    """Rows as a table of Markdown."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def report(n: int) -> str:
    """All tables."""
    methods = [f"{unit}, {method}" for unit in ("sentence", "paragraph") for method in METHODS]
    parts = [
        "# How often intervals hold, and tests err",
        (
            f"Written by `benchmarks/coverage.py`, which says how articles are made up; {n} a row, {DRAWS} draws each. "
            f"A share of .95 or .05 has a standard error of {(0.95 * 0.05 / n) ** 0.5:.3f}, one of .80 "
            f"{(0.8 * 0.2 / n) ** 0.5:.3f}; where nothing was found there are ten times as many "
            "articles, and twice as many pairs of articles."
        ),
        "## Nominal 95 % intervals of an article's hits per 1,000 words: share that holds the true rate",
        table(["hits a sentence", "sentences", "hits in clusters", *methods], by_article(n)),
        f"## The same of a group of articles whose rates differ, method `{METHODS[0]}`: what other articles would give",
        table(["articles", "by sentence", "by paragraph", "by article"], by_group(n)),
        "## Nothing found: the level that the 95 % bound has",
        table(["hits in clusters", *(f"{sentences} sentences" for sentences in SENTENCES)], nothing_found(10 * n)),
        "## Articles of equal rates: share of `compare_articles` with p ≤ .05",
        table(
            ["paragraphs × words", "against", "by `level_by_lengths`", "independent hits", "in paragraph clusters"],
            of_equal_rates(2 * n),
        ),
        "## Groups of articles that differ by chance: share with p ≤ .05",
        table(["articles", "by article", "by their paragraphs"], of_groups(n)),
    ]
    return "\n\n".join(parts) + "\n"


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="20 articles a row, nothing written")
    options = parser.parse_args()
    found = report(20 if options.quick else 400)
    print(found)
    if not options.quick:
        Path(__file__).with_suffix(".md").write_text(found, encoding="utf-8")


if __name__ == "__main__":
    main()
