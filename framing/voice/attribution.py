"""
Text to log odds, word by word, that it is somebody else's: a linear model over readable features, in two rounds.

In goes a text with its features; out comes a number for each word. The weights are data:
``cue_words/weights.toml`` has one line a feature, in words; ``training`` learns them.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from framing.voice.columns import Column, beside
from framing.voice.cues import CUES
from framing.voice.features import Features, ReadText
from framing.voice.words import SIGNS

TEMPLATES = (
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
_AT_ONCE = 1 << 13  # words at most that are scored together, which bounds memory
SECOND = (
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


def _steps(values: np.ndarray | float) -> np.ndarray:
    return np.searchsorted(_BINS, values, side="right").astype(np.int32)


_NONE_BESIDE = int(_steps(-1.0))  # what comes before the first and after the last


def put_context(read: ReadText, score: np.ndarray) -> None:
    """Add what the first scores of the neighbourhood are, in steps, to the columns."""
    features = read.features
    columns, number_of = features.columns, features.number_of

    def put(name: str, values: np.ndarray, unit: str) -> np.ndarray:
        steps = _steps(values)
        columns[name] = Column(steps, _BIN_NAMES, unit)
        return steps

    def put_beside(name: str, steps: np.ndarray, by: int, unit: str) -> None:
        columns[name] = Column(beside(steps, by, _NONE_BESIDE), _BIN_NAMES, unit)

    score = np.clip(score, -5, 5)
    put("score", score, "word")
    put("around", np.convolve(score, np.ones(5) / 5)[2 : features.n + 2], "word")
    first, begin = features.segment_starts, np.flatnonzero(features.starts)
    steps = put("segment", means(score, number_of["segment"], len(first)), "segment")
    put_beside("previous-segment", steps, 1, "segment")
    put_beside("next-segment", steps, -1, "segment")
    put_beside("second-previous", steps, 2, "segment")
    put_beside("second-next", steps, -2, "segment")
    steps = put("sentence", means(score, number_of["sentence"], len(begin)), "sentence")
    put_beside("previous-sentence", steps, 1, "sentence")
    put_beside("next-sentence", steps, -1, "sentence")
    put("high", np.maximum.reduceat(score, begin), "sentence")
    put("low", np.minimum.reduceat(score, begin), "sentence")
    inside = features.inside
    document = score[~inside].mean() if not inside.all() else 0.0
    put("document", np.array([document]), "document")
    put("quotations", np.array([inside.mean() * 8 - 4]), "document")
    by_quote = means(score, number_of["quotation"] + 1, len(read.quotes) + 1)
    put("quotation", np.append(by_quote[1:], 0), "quotation")
    last = np.append(first[1:], features.n) - 1
    columns["segment.left"] = Column(columns["before"].values[first], SIGNS, "segment")
    columns["segment.right"] = Column(columns["after"].values[last], SIGNS, "segment")


class Tables:
    """
    Tables of weights, in thousandths, all of one unit and looked up at once.

    A table has a place for each combination of the values of its columns; they lie one behind the other.
    """

    def __init__(self, tables: list[tuple[tuple[str, ...], np.ndarray]]) -> None:
        tables = sorted(tables, key=lambda table: -len(table[0]))
        self.columns = sorted({name for names, _ in tables for name in names})
        self.values = np.concatenate([values.ravel() for _, values in tables])
        sizes = [values.size for _, values in tables]
        self.begins = np.cumsum([0, *sizes[:-1]], dtype=np.int32)[:, None]
        self.axes = []  # of each table that has so many: which column it is, and how far apart its values lie
        for axis in range(len(tables[0][0])):
            some = [(names[axis], values.strides[axis]) for names, values in tables if axis < len(names)]
            rows = np.array([self.columns.index(name) for name, _ in some])
            strides = np.array([[stride] for _, stride in some], dtype=np.int32) // self.values.itemsize
            self.axes.append((rows, strides))

    def sums(self, features: Features, unit: str) -> np.ndarray:
        """What all tables together say of each unit."""
        values = [features.values(name, unit) for name in self.columns]
        columns = np.concatenate(values, dtype=np.int32).reshape(len(values), -1)
        parts = [columns[:, at : at + _AT_ONCE] for at in range(0, columns.shape[1], _AT_ONCE)]
        return np.concatenate([self._sums(part) for part in parts])

    def _sums(self, columns: np.ndarray) -> np.ndarray:
        places = np.zeros((len(self.begins), columns.shape[1]), dtype=np.int32)
        places += self.begins
        for rows, strides in self.axes:
            values = columns.take(rows, axis=0)
            values *= strides
            places[: len(rows)] += values
        return self.values.take(places).sum(axis=0, dtype=np.int32)


class Round(NamedTuple):
    """The weights of one round: the constant, in thousandths, and the tables of each unit."""

    constant: int
    tables: dict[str, Tables]


class Weights(NamedTuple):
    """The weights of the model: the second round sees the scores of the first."""

    first: Round
    second: Round


@lru_cache(maxsize=1)
def standard_weights() -> Weights:
    """The weights that come with the library, read once."""
    return read_weights(CUES / "weights.toml")


def read_weights(path: str | Path) -> Weights:
    """The weights from a table that ``train`` wrote."""
    table = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    probe = ReadText("One said two.")  # its columns tell the labels
    first = _read_round(table["first"], TEMPLATES, probe.features)
    put_context(probe, np.zeros(probe.words.n))
    return Weights(first, _read_round(table["second"], SECOND, probe.features))


def _read_round(table: dict[str, Any], templates: tuple[str, ...], probe: Features) -> Round:
    tables: dict[str, list[tuple[tuple[str, ...], np.ndarray]]] = {}
    for template in templates:
        names = tuple(template.split(" "))
        labels = [probe.columns[name].labels for name in names]
        places = [{label: i for i, label in enumerate(of_column)} for of_column in labels]
        values = np.zeros([len(of_column) for of_column in labels], dtype=np.int16)
        for key, weight in table.get(template, {}).items():
            place = [numbers.get(part) for numbers, part in zip(places, key.split(" "), strict=True)]
            if None not in place:  # else a cue word that was taken out of its file
                values[tuple(place)] = round(weight * 1000)
        tables.setdefault(probe.unit_of(names), []).append((names, values))
    return Round(round(table["constant"] * 1000), {unit: Tables(of_unit) for unit, of_unit in tables.items()})


def _score(features: Features, weights: Round) -> np.ndarray:
    # Sums of whole numbers are the same in any order, so that no score depends on rounding.
    total = np.full(features.size["word"], weights.constant, dtype=np.int32)
    for unit, tables in weights.tables.items():
        total += features.by_word(tables.sums(features, unit), unit)
    return total / 1000


def judged(read: ReadText, weights: Weights) -> np.ndarray:
    """Log odds, word by word, that it is somebody else's."""
    put_context(read, _score(read.features, weights.first))
    return _score(read.features, weights.second)
