"""
Text to log odds, word by word, that it is somebody else's: a linear model over readable features, in two rounds.

In goes a text with its features; out comes a number for each word. The weights are data:
``framing/voice_cues/weights.toml`` has one line a feature, in words. This trains them anew::

    python -m framing.attribution train ARTICLES.jsonl

with one article a line, ``{"text": …, "attributions": [{"content": [[start, end], …]}, …]}``, for instance from the
PolNeAR corpus (Newell, Margolin and Ruths 2018), which the weights here were learnt from.
"""

from __future__ import annotations

import json
import sys
import tomllib
import warnings
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.cues import CUES
from framing.features import Features, ReadText, codes_of
from framing.words import SIGNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TEMPLATES = (
    "word", "word-1", "word+1", "word-2", "word+2", "word-3", "word+3", "word-1 word", "word word+1",
    "kind before after", "shape before", "verb< inside", "verb> inside", "say<", "say>", "noun<", "noun>",
    "verb<class verb<form verb<far", "verb>class verb>form verb>far", "verb< verb<next", "verb> verb>next",
    "verb<class verb<commas verb<breakcomma verb<far", "verb>class verb>commas verb>far",
    "verb<class verb<break verb<breakcomma", "verb<class verb<next verb<commas", "say<class say<next say<commas",
    "say<class say<far say<commas", "say>class say>far say>commas", "say<class say>class say<commas say>commas",
    "say>class say>next say>commas say<class", "say>class say>commas word", "verb<class verb<next verb<far",
    "verb<class verb>class verb<far verb>far", "noun<class noun<far noun<next", "noun>class noun>far",
    "noun< noun<next", "verb<previous verb<class", "verb>previous verb>class", "verb<<class verb<class verb<commas",
    "break break<far", "break> break>far break>comma", "verb<class verb<next break>", "verb>class verb>commas break",
    "sentence.says sentence.verbs sentence.quoted", "sentence.first", "sentence.place sentence.left",
    "sentence.says sentence.own", "sentence.size sentence.says", "sentence.first sentence.says",
    "sentence.nouns sentence.verbs", "previous.says previous.quoted sentence.says sentence.quoted",
    "next.says next.quoted sentence.says sentence.quoted", "paragraph.start place sentence.says",
    "quote.previous", "quote.next", "quote.before quote.end", "quote.kind quote.size",
    "sentence.first verb>class verb<class", "verb<form verb<previous", "verb<class verb<break verb<far",
    "say<class say<break say<breakcomma", "say<commas say<breakcomma say<next say<far",
)  # fmt: skip
_BINS = np.array((-4, -3, -2.2, -1.6, -1.1, -0.7, -0.3, 0, 0.3, 0.7, 1.1, 1.6, 2.2, 3, 4))
_BIN_NAMES = ("..-4", *(f"{low:g}.." for low in _BINS))
_SECOND = (
    "score", "segment", "segment previous-segment", "segment next-segment", "previous-segment next-segment",
    "segment sentence", "sentence previous-sentence", "sentence next-sentence", "segment around", "quotation",
    "quotation quote.kind quote.end", "document", "segment document", "sentence sentence.says", "score after",
    "segment segment.left segment.right", "previous-segment segment.left verb<class",
    "next-segment segment.right verb>class",
    "sentence document", "quotations document", "quotations segment", "high low", "segment high", "segment low",
    "segment inside sentence.quoted", "score word", "segment word-1", "segment verb<class verb<commas",
    "segment verb>class verb>commas", "segment say<class say>class", "previous-segment next-segment inside",
    "segment second-previous", "segment second-next", "sentence sentence.first",
)  # fmt: skip


def means(score: np.ndarray, group: np.ndarray, size: int) -> np.ndarray:
    """The mean score of each of ``size`` groups; 0 of an empty one."""
    counts = np.bincount(group, minlength=size)
    return np.bincount(group, weights=score, minlength=size) / np.maximum(counts, 1)


def _put_context(read: ReadText, score: np.ndarray) -> None:
    """Add what the first scores of the neighbourhood are, in steps, to the columns."""
    features = read.features
    columns = features.columns
    n = features.n

    def put(name: str, values: np.ndarray) -> None:
        columns[name] = (np.searchsorted(_BINS, values, side="right").astype(np.int32), _BIN_NAMES)

    def beside(values: np.ndarray, by: int) -> np.ndarray:
        moved = np.full(len(values), -1.0)
        if by > 0:
            moved[by:] = values[:-by]
        else:
            moved[:by] = values[-by:]
        return moved

    score = np.clip(score, -5, 5)
    put("score", score)
    segment = np.cumsum(features.cut) - 1
    count = int(segment[-1]) + 1
    by_segment = means(score, segment, count)
    put("segment", by_segment[segment])
    put("previous-segment", beside(by_segment, 1)[segment])
    put("next-segment", beside(by_segment, -1)[segment])
    put("second-previous", beside(by_segment, 2)[segment])
    put("second-next", beside(by_segment, -2)[segment])
    sentence = features.sentence
    count = int(sentence[-1]) + 1
    by_sentence = means(score, sentence, count)
    put("sentence", by_sentence[sentence])
    put("previous-sentence", beside(by_sentence, 1)[sentence])
    put("next-sentence", beside(by_sentence, -1)[sentence])
    begin = np.flatnonzero(features.starts)
    put("high", np.maximum.reduceat(score, begin)[sentence])
    put("low", np.minimum.reduceat(score, begin)[sentence])
    around = np.convolve(score, np.ones(5) / 5)[2 : n + 2]
    put("around", around)
    put("document", np.full(n, score[~features.inside].mean() if not features.inside.all() else 0.0))
    put("quotations", np.full(n, features.inside.mean() * 8 - 4))
    quoted = read.quoted
    by_quote = means(score, quoted + 1, len(read.quotes) + 1)
    by_quote[0] = 0
    put("quotation", by_quote[quoted + 1])
    at = np.flatnonzero(features.cut)
    last = np.append(at[1:], n) - 1
    columns["segment.left"] = (columns["before"][0][at][segment], SIGNS)
    columns["segment.right"] = (columns["after"][0][last][segment], SIGNS)


_Weights = list[tuple[str, np.ndarray]]


@lru_cache(maxsize=1)
def _table() -> tuple[float, _Weights, float, _Weights]:
    return read_weights(CUES / "weights.toml")


def read_weights(path: str | Path) -> tuple[float, _Weights, float, _Weights]:
    """The weights of both rounds from a table that ``train`` wrote, each after its constant."""
    table = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    probe = ReadText("One said two.")
    rounds: list[Any] = []
    for name, templates in (("first", _TEMPLATES), ("second", _SECOND)):
        weights = []
        for template in templates:
            columns = [probe.features.columns[column][1] for column in template.split(" ")]
            places = [{label: i for i, label in enumerate(labels)} for labels in columns]
            size = int(np.prod([len(labels) for labels in columns]))
            values = np.zeros(size, dtype=np.float32)
            for key, weight in table[name].get(template, {}).items():
                code = 0
                for part, place, labels in zip(key.split(" "), places, columns, strict=True):
                    if part not in place:  # a cue word that was taken out of its file
                        break
                    code = code * len(labels) + place[part]
                else:
                    values[code] = weight
            weights.append((template, values))
        rounds += [float(table[name]["constant"]), weights]
        if name == "first":
            _put_context(probe, np.zeros(probe.words.n))
    return tuple(rounds)


def _score(features: Features, constant: float, weights: _Weights) -> np.ndarray:
    total = np.full(features.n, constant, dtype=np.float32)
    for template, values in weights:
        total += values.take(codes_of(features, template)[0])
    return total


def judged(read: ReadText) -> np.ndarray:
    """Log odds, word by word, that it is somebody else's."""
    constant, weights, second_constant, second_weights = _table()
    _put_context(read, _score(read.features, constant, weights))
    return _score(read.features, second_constant, second_weights)


# Training


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
            coded = [codes_of(read.features, template) for read in texts]
            codes, size = np.concatenate([code for code, _ in coded]), coded[0][1]
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
            names = [texts[0].features.columns[column][1] for column in template.split(" ")]
            for number, code in enumerate(keep.tolist()):
                weight = round(float(model.coef_[0][offset + number]), 2)
                if abs(weight) >= 0.02:
                    parts = []
                    for labels in reversed(names):
                        parts.append(labels[code % len(labels)])
                        code //= len(labels)  # noqa: PLW2901
                    yield f'"{" ".join(reversed(parts))}" = {weight:g}\n'
            offset += len(keep)

    first, first_kept = design(_TEMPLATES)
    score = np.zeros(len(y))
    for number in range(3):  # the second round learns from scores of texts the first has not seen
        rest = fold != number
        score[~rest] = fit(first[rest], y[rest], penalty[0]).decision_function(first[~rest])
    model = fit(first, y, penalty[0])
    at = 0
    for read in texts:
        _put_context(read, score[at : at + read.words.n])
        at += read.words.n
    second, second_kept = design(_SECOND)
    second_model = fit(second, y, penalty[1])
    head = (
        "# Weights of the model in framing/attribution.py: log odds that a word is somebody else's. Written by\n"
        "# python -m framing.attribution train ARTICLES.jsonl; do not edit. A key has one value for each column that\n"
        "# the header names; what stands in no line weighs 0. The first round sees cues and signs, the second the\n"
        "# first's scores of the neighbourhood as well.\n"
    )
    with Path(path).open("w", encoding="utf-8", newline="\n") as out:
        out.write(head)
        for name, table in (
            ("first", lines(model, _TEMPLATES, first_kept)),
            ("second", lines(second_model, _SECOND, second_kept)),
        ):
            out.write(f"\n[{name}]\n")
            out.writelines(line.replace("[{}.", f"[{name}.") for line in table)


def _main(arguments: list[str]) -> None:
    if len(arguments) != 2 or arguments[0] != "train":
        sys.exit("usage: python -m framing.attribution train ARTICLES.jsonl")
    with Path(arguments[1]).open(encoding="utf-8") as lines:
        train((json.loads(line) for line in lines), CUES / "weights.toml")


if __name__ == "__main__":
    _main(sys.argv[1:])
