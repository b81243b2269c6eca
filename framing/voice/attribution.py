"""
Text to log odds, word by word, that it is somebody else's: a linear model over readable features, in two rounds.

In goes a text with its features; out comes a number for each word. The first round judges the cue words: how likely
each hands over what follows, or what came before; the second judges all words, and sees the cues so. The weights are
data: ``cue_words/weights.json`` has one line a feature, in words; ``training`` learns them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from framing.voice.cues import CUES
from framing.voice.features import Features, ReadText

# What the rounds see of a cue, and of any word: each entry has a weight for every combination of its columns' values.
OF_CUES = (
    "word", "kind before after", "word-1", "word+1", "word-2", "word+2", "word-1 kind", "word+1 kind", "look-1",
    "look+1", "look-1 look", "look look+1", "look-2 look-1 look", "look look+1 look+2", "form kind",
    "form kind look-1", "form kind look+1", "form kind look-1 look+1", "lemma", "lemma form", "lemma look-1",
    "lemma look+1", "lemma after", "lemma before", "kind sentence.says", "kind sentence.place",
    "kind sentence.quoted", "kind sentence.left", "verb<class kind verb<far", "verb>class kind verb>far",
    "say<class kind say<far", "say>class kind say>far", "kind previous.says previous.quoted", "kind quotes",
    "lemma word+1", "lemma word-1", "break kind", "break>far break> kind", "shape before kind", "cue kind look-1",
    "cue kind look+1", "sentence.first kind", "kind look+2", "kind look+3", "kind look-3",
    "kind segment.size segment.left segment.right", "kind segment.look",
)  # fmt: skip
OF_WORDS = (
    "word", "word-1", "word+1", "word-2", "word+2", "word-1 word", "word word+1", "kind before after", "shape before",
    "noun<", "noun>", "noun<class noun<far noun<next", "noun>class noun>far", "noun< noun<next", "break break<far",
    "break> break>far break>comma", "sentence.says sentence.verbs sentence.quoted", "sentence.first",
    "sentence.place sentence.left", "sentence.says sentence.own", "sentence.first sentence.says",
    "sentence.nouns sentence.verbs", "previous.says previous.quoted sentence.says sentence.quoted",
    "next.says next.quoted sentence.says sentence.quoted", "quote.previous", "quote.next", "quote.before quote.end",
    "quote.kind quote.size", "look", "look-1", "look+1", "look-2", "look+2", "look-1 look", "look look+1",
    "look-2 look-1 look", "look look+1 look+2", "look-1 look look+1", "segment.first", "segment.first segment.left",
    "segment.look segment.left segment.size", "segment.look segment.finite",
    "segment.look segment.look-1 segment.left", "segment.look segment.look+1 segment.right",
    "segment.says segment.says-1 segment.says+1 segment.left segment.right", "segment.at segment.look",
    "segment.at segment.size", "previous.ends sentence.says sentence.quoted",
    "paragraph.sentence paragraph.says sentence.says", "paragraph.quoted sentence.says sentence.quoted",
    "paragraph.quoted paragraph.says", "sentence.first segment.left segment.at", "forward word", "backward word",
    "verb.forward<odds verb<far verb<commas", "verb.backward>odds verb>far verb>commas",
    "verb.forward<odds verb<next", "verb.forward<odds verb.backward>odds", "say.forward<odds say.backward>odds",
    "verb.backward<odds verb<far", "verb.forward>odds verb>far", "verb.forward<odds verb<class verb<commas",
    "verb.backward>odds verb>class verb>commas", "forward<odds backward>odds",
    "forward<odds forward<far forward<commas", "backward>odds backward>far backward>commas",
    "backward>odds backward>commas segment.right", "forward<odds forward<next",
    "forward<odds forward<class forward<commas", "backward>odds backward>class backward>commas", "forward<odds break",
    "backward>odds break", "forward<odds forward<break forward<breakcomma",
    "forward<odds segment.look forward<commas", "backward>odds segment.look backward>commas",
    "forward<odds backward>odds segment.left segment.right", "noun.forward<odds noun<far noun<next",
    "backward>odds sentence.place", "forward<odds sentence.left", "forward<class forward<far forward<commas",
    "backward>class backward>far backward>commas", "verb.forward<odds verb.backward<odds verb<far",
    "forward<odds forward<commas segment.left segment.right segment.size",
    "backward>odds backward>commas segment.left segment.right", "forward<odds forward<commas break segment.left",
    "forward<odds forward<commas break> break>far", "forward<odds forward<commas look",
    "backward>odds backward>commas look", "forward<odds forward<commas segment.finite segment.left",
    "verb<class verb<far", "verb>class verb>far", "verb<class verb<next verb<commas",
    "verb<class verb<break verb<breakcomma", "say<class say>class say<commas say>commas",
    "say<class say<break say<breakcomma", "forward<odds previous.says sentence.quoted",
    "forward<odds backward>odds sentence.quoted", "forward<odds backward>odds sentence.says", "forward<odds forward<",
    "backward>odds backward>", "forward< forward<next", "forward<next forward<commas forward<odds",
    "say<class say<far say<commas", "say>class say>far say>commas", "say>class say>commas word",
    "verb<class verb<commas verb<breakcomma verb<far", "verb<class verb>class verb<far verb>far", "verb< verb<next",
    "verb>", "verb<", "say<", "say>", "verb<class verb<next verb<far", "say<class say<next say<commas",
    "say<class say<far say<break",
)  # fmt: skip
DIRECTIONS = ("forward", "backward")  # a cue hands over what follows, what came before
_AT_ONCE = 1 << 13  # words at most that are scored together, which bounds memory


def means(score: np.ndarray, group: np.ndarray, size: int) -> np.ndarray:
    """The mean score of each of ``size`` groups; 0 of an empty one."""
    counts = np.bincount(group, minlength=size)
    return np.bincount(group, weights=score, minlength=size) / np.maximum(counts, 1)


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
            strides = strides[: sum(len(names) > axis + 1 for names, _ in tables)]  # of all others it is 1
            self.axes.append((rows, strides))

    def sums(
        self, features: Features, unit: str, places: np.ndarray | None = None, others: Sequence[Tables] = ()
    ) -> np.ndarray:
        """
        What all tables together say of each unit, or of those at some places.

        A row for these tables, then one for each of ``others`` with the same columns, which are looked up with them.
        """
        weights = [tables.values for tables in (self, *others)]
        rows = [features.values(name, unit) for name in self.columns]
        columns = np.concatenate(rows, dtype=np.int32, casting="unsafe").reshape(len(rows), -1)
        if places is not None:
            columns = columns.take(places, axis=1)
        size = columns.shape[1]
        sums = np.zeros((len(weights), size), dtype=np.int32)
        for at in range(0, size, _AT_ONCE):
            cells = self._cells(columns[:, at : at + _AT_ONCE])
            for of_tables, total in zip(weights, sums, strict=True):
                of_tables.take(cells).sum(axis=0, dtype=np.int32, out=total[at : at + _AT_ONCE])
        return sums

    def _cells(self, columns: np.ndarray) -> np.ndarray:
        """Where in each table the weight stands for the values of its columns."""
        cells = np.zeros((len(self.begins), columns.shape[1]), dtype=np.int32)
        cells += self.begins
        for rows, strides in self.axes:
            values = columns.take(rows, axis=0)
            values[: len(strides)] *= strides
            cells[: len(rows)] += values
        return cells


class Round(NamedTuple):
    """The weights of one round: the constant, in thousandths, and the tables of each unit."""

    constant: int
    tables: dict[str, Tables]


class Weights(NamedTuple):
    """The weights of the model: of cues in each direction; and of words, which sees the odds of the cues."""

    cues: tuple[Round, ...]
    words: Round


@lru_cache(maxsize=1)
def standard_weights() -> Weights:
    """The weights that come with the library, read once."""
    return read_weights(CUES / "weights.json")


def read_weights(path: str | Path) -> Weights:
    """The weights from a table that ``train`` wrote."""
    table = json.loads(Path(path).read_text(encoding="utf-8"))
    probe = ReadText("One said two.").features  # its columns tell the labels
    probe.put_odds(*[np.zeros(len(probe.cues))] * len(DIRECTIONS))
    cues = tuple(_read_round(table[direction], OF_CUES, probe, "word") for direction in DIRECTIONS)
    return Weights(cues, _read_round(table["words"], OF_WORDS, probe))


def _read_round(table: dict[str, Any], templates: tuple[str, ...], probe: Features, unit: str = "") -> Round:
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
        tables.setdefault(unit or probe.unit_of(names), []).append((names, values))
    return Round(round(table["constant"] * 1000), {unit: Tables(of_unit) for unit, of_unit in tables.items()})


# Sums of whole numbers are the same in any order, so that no score depends on rounding.


def _of_cues(features: Features, rounds: tuple[Round, ...]) -> list[np.ndarray]:
    first, *others = (weights.tables["word"] for weights in rounds)
    sums = first.sums(features, "word", features.cues, others)
    return [(weights.constant + total) / 1000 for weights, total in zip(rounds, sums, strict=True)]


def _of_words(features: Features, weights: Round) -> np.ndarray:
    total = np.full(features.n, weights.constant, dtype=np.int32)
    for unit, tables in weights.tables.items():
        total += features.by_word(tables.sums(features, unit)[0], unit)
    return total / 1000


def judged(read: ReadText, weights: Weights) -> np.ndarray:
    """Log odds, word by word, that it is somebody else's."""
    read.features.put_odds(*_of_cues(read.features, weights.cues))
    return _of_words(read.features, weights.words)
