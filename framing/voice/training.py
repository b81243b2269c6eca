"""
Annotated articles to the weights that tell whose words a text holds, and to a record of how well they do.

From the command line::

    python -m framing.voice.training train ARTICLES.jsonl        # writes framing/voice/cue_words/weights.json
    python -m framing.voice.training evaluate ARTICLES.jsonl     # writes framing/voice/cue_words/quality.toml

with one article a line, ``{"text": …, "attributions": [{"cue": [[start, end], …], "content": [[start, end], …]}, …]}``,
for instance from the PolNeAR corpus (Newell, Margolin and Ruths 2018), which the weights here were learnt from.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from framing.voice.attribution import DIRECTIONS, OF_CUES, OF_WORDS, read_weights
from framing.voice.cues import CUES
from framing.voice.features import ReadText
from framing.voice.voices import voices_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import pandas as pd

    from framing.voice.columns import Column

_ABOUT_WEIGHTS = (
    "Weights of the model in attribution.py. Written by python -m framing.voice.training train ARTICLES.jsonl; do not "
    "edit. Log odds that a cue word hands over what follows (forward) or what came before (backward), then, with these "
    "odds known, that a word is somebody else's (words). A key has one value for each column that its table is named "
    "after; what stands in no line weighs 0."
)


_FOLDS = 10  # parts of the articles, each judged by what was learnt of cues from the others


def read_articles(path: str | Path) -> list[dict[str, Any]]:
    """Articles with annotated attributions, one a line."""
    with Path(path).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def train(
    rows: Iterable[dict[str, Any]],
    path: str | Path,
    *,
    least: tuple[int, int] = (8, 30),
    penalty: tuple[float, float] = (0.1, 0.007),
) -> None:
    """
    Learn the weights from articles with annotated attributions and write them as a table.

    Parameters
    ----------
    rows
        ``{"text": …, "attributions": [{"cue": [[start, end], …], "content": [[start, end], …]}, …]}`` for each
        article.
    path
        The .json file to write.
    least
        A feature of cues, and of words, must occur so often to get a weight.
    penalty
        Inverse strength of the L2 penalty of the logistic regressions, of cues and of words. As they stand, chosen on
        one half of the articles by the score of the other.
    """
    annotated = list(_annotated(rows))
    texts = [one.read for one in annotated]
    foreign = np.concatenate([one.foreign for one in annotated])
    of_cue = np.repeat(np.arange(len(texts)) % _FOLDS, [len(read.features.cues) for read in texts])
    design = _design(texts, OF_CUES, least[0], cues=True)
    models, odds = [], []
    for direction in range(len(DIRECTIONS)):
        hands_over = np.concatenate([one.hands_over[direction] for one in annotated])
        odds.append(np.zeros(len(hands_over)))
        for number in range(min(_FOLDS, len(texts))):  # words see odds from cues that were learnt from other texts
            held = of_cue == number
            fitted = _fit(design.matrix[~held], hands_over[~held], penalty[0])
            odds[-1][held] = fitted.decision_function(design.matrix[held])
        models.append(_fit(design.matrix, hands_over, penalty[0]))
    at = 0
    for read in texts:
        here = slice(at, at := at + len(read.features.cues))
        read.features.put_odds(*(of_direction[here] for of_direction in odds))
    of_words = _design(texts, OF_WORDS, least[1])
    model, columns = _fit(of_words.matrix, foreign, penalty[1]), texts[0].features.columns
    rounds = {name: _round(fitted, design, columns) for name, fitted in zip(DIRECTIONS, models, strict=True)}
    table = {"about": _ABOUT_WEIGHTS, **rounds, "words": _round(model, of_words, columns)}
    # JSON, one line a weight: as readable as TOML, and read a hundred times as fast.
    Path(path).write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", encoding="utf-8", newline="\n")


class _Annotated(NamedTuple):
    """
    An article read, and of each word whether it is annotated as somebody else's.

    With them, of each cue whether it hands over what follows, and what came before.
    """

    read: ReadText
    foreign: np.ndarray
    hands_over: tuple[np.ndarray, np.ndarray]


def _annotated(rows: Iterable[dict[str, Any]]) -> Iterator[_Annotated]:
    """The articles that have words."""
    for row in rows:
        read = ReadText(row["text"])
        if not read.words.n:
            continue
        inside, forward, backward = (np.zeros(len(row["text"]), dtype=bool) for _ in range(3))
        for attribution in row["attributions"]:
            for start, end in attribution["content"]:
                inside[start:end] = True
            for start, end in attribution["cue"] if attribution["content"] else ():
                forward[start:end] |= end < max(content[1] for content in attribution["content"])
                backward[start:end] |= start > min(content[0] for content in attribution["content"])
        cues = read.words.start[read.features.cues]
        yield _Annotated(read, inside[read.words.start], (forward[cues], backward[cues]))


class _Design(NamedTuple):
    """A column for each value of each template that is frequent enough; ``kept`` has these values."""

    matrix: Any
    templates: tuple[str, ...]
    kept: list[np.ndarray]


def _design(texts: list[ReadText], templates: tuple[str, ...], least: int, *, cues: bool = False) -> _Design:
    """The design for all words, or for those that are cues."""
    from scipy import sparse

    columns, kept, offset = [], [], 0
    for template in templates:
        names = tuple(template.split(" "))
        every = [(read.features.codes(names), read.features.cues) for read in texts]
        codes = np.concatenate([of_text[places] if cues else of_text for of_text, places in every])
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
    matrix = sparse.csr_matrix((ones, cells[there], bounds), shape=(len(cells), offset))
    return _Design(matrix, templates, kept)


def _fit(matrix: Any, target: np.ndarray, strength: float) -> Any:
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.linear_model import LogisticRegression

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # 60 rounds are enough for two decimals
        return LogisticRegression(C=strength, max_iter=60).fit(matrix, target)


def _round(model: Any, design: _Design, columns: Mapping[str, Column]) -> dict[str, Any]:
    """The weights of a round as a table, in words."""
    table: dict[str, Any] = {"constant": round(float(model.intercept_[0]), 3)}
    offset = 0
    for template, keep in zip(design.templates, design.kept, strict=True):
        labels = [columns[column].labels for column in template.split(" ")]
        weights = [round(float(weight), 2) for weight in model.coef_[0][offset : offset + len(keep)]]
        told = zip(keep.tolist(), weights, strict=True)
        table[template] = {_in_words(code, labels): weight for code, weight in told if abs(weight) >= 0.02}
        offset += len(keep)
    return table


def _in_words(code: int, labels: list[Sequence[str]]) -> str:
    """The labels of some columns for their values, which are one number: see ``Features.codes``."""
    parts = []
    for of_column in reversed(labels):
        code, place = divmod(code, len(of_column))
        parts.append(of_column[place])
    return " ".join(reversed(parts))


# Evaluation

_QUALITY = CUES / "quality.toml"
_SOURCE = "PolNeAR training split (Newell, Margolin and Ruths 2018), 840 US news articles"
_QUALITY_HEAD = """\
# How well framing.find_voices tells whose words a text holds, word by word. Written by
# python -m framing.voice.training evaluate ARTICLES.jsonl; do not edit. Each half of the articles was
# judged with weights learnt from the other half. The penalties of the model and the limits of the
# rules were chosen by these figures, so that they are slightly optimistic. Coded direct: words in
# annotated content and in quote marks; indirect: other words in annotated content; author: all
# others; attributed: direct or indirect. What the articles have as attributed includes wishes, fears and
# plans, so that imputed words count as indirect here; a turn of an interview is found direct and coded
# indirect, since it stands in no quote marks. The baseline calls direct whatever stands in quote marks;
# since these are part of the coding, it misses no direct word.

"""
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
            train(learnt, Path(folder) / "weights.json", **options)
            weights = read_weights(Path(folder) / "weights.json")
        for row in judged_by_it:
            truth, marks = _coded(row)
            np.add.at(found, (truth, _painted(row["text"], voices_by(weights, row["text"]))), 1)
            np.add.at(marked, (truth, marks), 1)
    with Path(path).open("w", encoding="utf-8", newline="\n") as out:
        out.write(_QUALITY_HEAD)
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
        found[voice.start : voice.end] = _OF_A_WORD.index("indirect" if voice.voice == "imputed" else voice.voice)
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
        train(articles, CUES / "weights.json")
    else:
        evaluate(articles)


if __name__ == "__main__":
    _main(sys.argv[1:])
