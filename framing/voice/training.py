"""
Annotated articles to the weights that tell whose words a text holds, and to a record of how well they do.

From the command line::

    python -m framing.voice.training train ARTICLES.jsonl        # writes framing/voice/cue_words/weights.toml
    python -m framing.voice.training evaluate ARTICLES.jsonl     # writes framing/voice/cue_words/quality.toml

with one article a line, ``{"text": …, "attributions": [{"content": [[start, end], …]}, …]}``, for instance from the
PolNeAR corpus (Newell, Margolin and Ruths 2018), which the weights here were learnt from.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.voice.attribution import SECOND, TEMPLATES, put_context, read_weights
from framing.voice.cues import CUES
from framing.voice.features import ReadText
from framing.voice.voices import voices_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pandas as pd


def read_articles(path: str | Path) -> list[dict[str, Any]]:
    """Articles with annotated attributions, one a line."""
    with Path(path).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def train(
    rows: Iterable[dict[str, Any]], path: str | Path, *, least: int = 30, penalty: tuple[float, float] = (0.015, 0.003)
) -> None:
    """
    Learn the weights from articles with annotated attributions and write them as a table.

    Parameters
    ----------
    rows
        ``{"text": …, "attributions": [{"content": [[start, end], …]}, …]}`` for each article.
    path
        The .toml file to write.
    least
        A feature must occur so often to get a weight.
    penalty
        Inverse strength of the L2 penalty of the two logistic regressions. As they stand, chosen on one half of the
        articles by the score of the other.
    """
    from scipy import sparse
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.linear_model import LogisticRegression

    texts, truth = [], []
    for row in rows:
        read = ReadText(row["text"])
        if read.words.n:
            inside = np.zeros(len(row["text"]), dtype=bool)
            for attribution in row["attributions"]:
                for start, end in attribution["content"]:
                    inside[start:end] = True
            texts.append(read)
            truth.append(inside[read.words.start])
    y = np.concatenate(truth)
    fold = np.repeat(np.arange(len(texts)) % 3, [read.words.n for read in texts])

    def design(templates: tuple[str, ...]) -> tuple[Any, list[np.ndarray]]:
        columns, kept, offset = [], [], 0
        for template in templates:
            names = tuple(template.split(" "))
            codes = np.concatenate([read.features.codes(names) for read in texts])
            size = int(np.prod([len(texts[0].features.columns[name].labels) for name in names]))
            keep = np.flatnonzero(np.bincount(codes, minlength=size) >= least)
            place = np.full(size, -1, dtype=np.int32)
            place[keep] = np.arange(len(keep)) + offset
            offset += len(keep)
            columns.append(place[codes])
            kept.append(keep)
        cells = np.stack(columns, axis=1)
        there = cells >= 0
        bounds = np.concatenate([[0], np.cumsum(there.sum(axis=1))])
        ones = np.ones(int(bounds[-1]), dtype=np.float32)
        return sparse.csr_matrix((ones, cells[there], bounds), shape=(len(cells), offset)), kept

    def fit(matrix: Any, target: np.ndarray, strength: float) -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)  # 60 rounds are enough for two decimals
            return LogisticRegression(C=strength, max_iter=60).fit(matrix, target)

    def lines(model: Any, templates: tuple[str, ...], kept: list[np.ndarray]) -> Iterator[str]:
        yield f"constant = {model.intercept_[0]:.3f}\n"
        offset = 0
        for template, keep in zip(templates, kept, strict=True):
            yield f'\n[{{}}."{template}"]\n'
            names = [texts[0].features.columns[column].labels for column in template.split(" ")]
            for number, code in enumerate(keep.tolist()):
                weight = round(float(model.coef_[0][offset + number]), 2)
                if abs(weight) >= 0.02:
                    parts = []
                    for labels in reversed(names):
                        parts.append(labels[code % len(labels)])
                        code //= len(labels)  # noqa: PLW2901
                    yield f'"{" ".join(reversed(parts))}" = {weight:g}\n'
            offset += len(keep)

    first, first_kept = design(TEMPLATES)
    score = np.zeros(len(y))
    for number in range(3):  # the second round learns from scores of texts the first has not seen
        rest = fold != number
        score[~rest] = fit(first[rest], y[rest], penalty[0]).decision_function(first[~rest])
    model = fit(first, y, penalty[0])
    at = 0
    for read in texts:
        put_context(read, score[at : at + read.words.n])
        at += read.words.n
    second, second_kept = design(SECOND)
    second_model = fit(second, y, penalty[1])
    head = (
        "# Weights of the model in attribution.py: log odds that a word is somebody else's. Written by\n"
        "# python -m framing.voice.training train ARTICLES.jsonl; do not edit. A key has one value for each column\n"
        "# that the header names; what stands in no line weighs 0. The first round sees cues and signs, the second\n"
        "# the first's scores of the neighbourhood as well.\n"
    )
    with Path(path).open("w", encoding="utf-8", newline="\n") as out:
        out.write(head)
        for name, table in (
            ("first", lines(model, TEMPLATES, first_kept)),
            ("second", lines(second_model, SECOND, second_kept)),
        ):
            out.write(f"\n[{name}]\n")
            out.writelines(line.replace("[{}.", f"[{name}.") for line in table)


# Evaluation

_QUALITY = CUES / "quality.toml"
_SOURCE = "PolNeAR training split (Newell, Margolin and Ruths 2018), 840 US news articles"
_OF_A_WORD = ("author", "direct", "indirect")
_MEASURES = {"author": [0], "direct": [1], "indirect": [2], "attributed": [1, 2]}
_WORD = re.compile(r"\w+")
_MARKED = re.compile('["“”„«»]([^"“”„«»\n]*)["“”„«»]?')


def evaluate(
    rows: Sequence[dict[str, Any]],
    path: str | Path = _QUALITY,
    *,
    source: str = _SOURCE,
    **options: Any,
) -> None:
    """
    Judge each half of the articles with weights learnt from the other, and write how well that goes as a table.

    Parameters
    ----------
    rows
        Articles as for ``train``; every second one is in the other half.
    path
        The .toml file to write.
    source
        What the articles are, for the table.
    **options
        As for ``train``.
    """
    found, marked = np.zeros((3, 3), dtype=int), np.zeros((3, 3), dtype=int)
    for learnt, judged_by_it in ((rows[0::2], rows[1::2]), (rows[1::2], rows[0::2])):
        with TemporaryDirectory() as folder:
            train(learnt, Path(folder) / "weights.toml", **options)
            weights = read_weights(Path(folder) / "weights.toml")
        for row in judged_by_it:
            truth, marks = _coded(row)
            np.add.at(found, (truth, _painted(row["text"], voices_by(weights, row["text"]))), 1)
            np.add.at(marked, (truth, marks), 1)
    with Path(path).open("w", encoding="utf-8", newline="\n") as out:
        out.write(
            "# How well framing.find_voices tells whose words a text holds, word by word. Written by\n"
            "# python -m framing.voice.training evaluate ARTICLES.jsonl; do not edit. Each half of the articles was\n"
            "# judged with weights learnt from the other half. The penalties of the model and the limits of the\n"
            "# rules were chosen by these figures, so that they are slightly optimistic. Coded direct: words in\n"
            "# annotated content and in quote marks; indirect: other words in annotated content; author: all\n"
            "# others; attributed: direct or indirect. The baseline calls direct whatever stands in quote marks;\n"
            "# since these are part of the coding, it misses no direct word.\n\n"
        )
        out.write(f"source = {json.dumps(source)}\ndocuments = {len(rows)}\nwords = {found.sum()}\n")
        out.writelines(_figures("find_voices", found))
        out.writelines(_figures("quote_marks", marked))


def _coded(row: dict[str, Any]) -> tuple[np.ndarray, np.ndarray]:
    """Of each word of an article what was coded, and what quote marks alone make of it."""
    text = row["text"]
    content, marks = np.zeros(len(text), dtype=int), np.zeros(len(text), dtype=int)
    for attribution in row["attributions"]:
        for start, end in attribution["content"]:
            content[start:end] = 1
    for match in _MARKED.finditer(text):
        marks[slice(*match.span(1))] = 1
    at = _word_starts(text)
    return (content * (2 - marks))[at], marks[at]


def _painted(text: str, voices: list[Any]) -> np.ndarray:
    """Of each word of a text whose it is found to be; of voices that nest the inner one counts."""
    found = np.zeros(len(text), dtype=int)
    for voice in voices:
        found[voice.start : voice.end] = _OF_A_WORD.index(voice.voice)
    return found[_word_starts(text)]


def _word_starts(text: str) -> list[int]:
    return [match.start() for match in _WORD.finditer(text)]


def _figures(name: str, counts: np.ndarray) -> Iterator[str]:
    """Lines of the table from words counted by what was coded and what was found."""
    yield f"\n[{name}]\naccuracy = {np.trace(counts) / counts.sum():.4f}\n"
    for measure, which in _MEASURES.items():
        right, coded, found = counts[np.ix_(which, which)].sum(), counts[which].sum(), counts[:, which].sum()
        yield (
            f"{measure} = {{ precision = {right / max(found, 1):.4f}, recall = {right / max(coded, 1):.4f}, "
            f"f1 = {2 * right / max(coded + found, 1):.4f}, n_words = {coded} }}\n"
        )


def voice_quality() -> pd.DataFrame:
    """
    How well ``find_voices`` tells whose words a text holds, beside quote marks alone, on news it was not learnt from.

    Returns
    -------
    pandas.DataFrame
        A row for each ``method`` (find_voices, or quote_marks alone) and ``voice`` (author, direct, indirect, and
        attributed: direct or indirect), with ``precision``, ``recall``, ``f1``, the words coded so (``n_words``) and
        the share of all words that the method puts right (``accuracy``). ``attrs`` has the source and size of the
        data.

    Examples
    --------
    >>> quality = voice_quality()
    >>> list(quality)
    ['method', 'voice', 'precision', 'recall', 'f1', 'n_words', 'accuracy']
    >>> f1 = quality.pivot(index="voice", columns="method", values="f1")
    >>> bool(f1.loc["attributed", "find_voices"] > f1.loc["attributed", "quote_marks"])
    True
    """
    import pandas as pd

    table = tomllib.loads(_QUALITY.read_text(encoding="utf-8"))
    rows = [
        {"method": method, "voice": voice, **figures[voice], "accuracy": figures["accuracy"]}
        for method, figures in table.items()
        if isinstance(figures, dict)
        for voice in _MEASURES
    ]
    quality = pd.DataFrame(rows)
    quality.attrs = {key: value for key, value in table.items() if not isinstance(value, dict)}
    return quality


def _main(arguments: list[str]) -> None:
    if len(arguments) != 2 or arguments[0] not in ("train", "evaluate"):
        sys.exit("usage: python -m framing.voice.training train|evaluate ARTICLES.jsonl")
    articles = read_articles(arguments[1])
    if arguments[0] == "train":
        train(articles, CUES / "weights.toml")
    else:
        evaluate(articles)


if __name__ == "__main__":
    _main(sys.argv[1:])
