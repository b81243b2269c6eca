"""
Growth: what each step costs on texts that hold one thing again and again, in ratios.

Each shape is made as long as 1, 2 and 4 times a number of pieces. A step that is linear takes about twice as long each
time; what is quadratic takes four times, and shows in the second ratio.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from framing import Lexicon, add_voice, find_hits, find_voices, kwic, read_article, read_corpus, tokenize

LEXICON = Lexicon.from_dict({"border": ["border"]})


def sentences(text: str) -> object:
    """The sentences of a text as a table."""
    return read_corpus([text]).sentences


def voiced(text: str) -> object:
    """Hits with their voice and stance."""
    corpus = read_corpus([text])
    return add_voice(find_hits(corpus, LEXICON), corpus)


def shown(text: str) -> object:
    """The article in colour."""
    corpus = read_corpus([text])
    return read_article(corpus["text1"], find_hits(corpus, LEXICON))._repr_html_()


def in_context(text: str) -> object:
    """Every hit in its sentence."""
    corpus = read_corpus([text])
    return kwic(find_hits(corpus, LEXICON), corpus, window="sentence")


SHAPES: tuple[tuple[str, int, Callable[[int], str], Callable[[str], object]], ...] = (
    ("dots between two words, tokens", 20_000, lambda n: "a" + "." * n + "(b", tokenize),
    ("soft hyphens within a word, tokens", 100_000, lambda n: "a" + "\u00ad" * n + "b", tokenize),
    ("soft hyphens after a word, tokens", 100_000, lambda n: "a" + "\u00ad" * n, tokenize),
    ("sentences without spaces", 5_000, lambda n: "A!" * n, sentences),
    ("clauses joined by and, voices", 2_000, lambda n: " and ".join(["talks failed, he said"] * n), find_voices),
    ("labels, voices", 2_000, lambda n: "\n".join(["Anna: border."] * n), find_voices),
    ("questions and answers, stance", 500, lambda n: "Q: is the border shut?\n\nA: the border.\n\n" * n, voiced),
    ("quotations, stance", 1_000, lambda n: "“border” " * n, voiced),
    ("questions and answers, article", 500, lambda n: "Q: is the border shut?\n\nA: the border.\n\n" * n, shown),
    ("one sentence, concordance", 5_000, lambda n: "the border is " * n, in_context),
)


def seconds(step: Callable[[str], object], text: str) -> float:
    """The least of two runs."""
    taken = []
    for run in range(2):
        made = text + " " * run  # voices are remembered by text
        begun = time.process_time()
        step(made)
        taken.append(time.process_time() - begun)
    return min(taken)


def main() -> None:
    """Print a table: what is repeated, seconds for the shortest text, and the two ratios."""
    voiced("The border, he said.")  # what is read once is not measured
    print(f"{'shape':36} {'seconds':>8} {'× 2':>6} {'× 4':>6}")
    for name, n, made, step in SHAPES:
        once, twice, four = (seconds(step, made(times * n)) for times in (1, 2, 4))
        print(f"{name:36} {once:8.3f} {twice / once:6.1f} {four / twice:6.1f}", flush=True)


if __name__ == "__main__":
    main()
