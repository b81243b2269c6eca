"""
Words and quotations to columns: what the model sees of each, as small numbers with readable labels.

In go words with their classes, and quotations; out come named columns. No feature is a name: only words of the cue
files count, and the endings of others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from framing.voice.cues import CLASSES, FORM_NAMES, vocabulary
from framing.voice.endings import ENDINGS, ending
from framing.voice.quotes import KINDS, Quote
from framing.voice.words import COMMA, DASH, PAREN, QUOTE, SIGN_OF_BITS, SIGNS, Words

# Labels of the values of columns.
_SHAPES = ("<lower>", "<Capital>", "<digit>", "<none>")
KINDS_OF_WORDS = (*SIGNS, *CLASSES, "Capital", "digit")
LOOKS = (*KINDS_OF_WORDS, *ENDINGS[1:])
# By number of ending; a word with none is of no class.
_LOOK_OF_ENDING = np.array((len(SIGNS), *range(len(KINDS_OF_WORDS), len(LOOKS))), dtype=np.int32)
FAR = ("none", "1", "2", "3", "4", "5-6", "7-9", "10-14", "15-24", "25-")
COUNTS = ("0", "1", "2", "3-")
YES = ("no", "yes")

_FAR_OF = np.zeros(64, dtype=np.int32)
for _far, _limit in enumerate((1, 2, 3, 4, 5, 7, 10, 15, 25), start=1):
    _FAR_OF[_limit:] = _far


@cache
def printed_labels() -> tuple[str, ...]:
    """Labels of words as printed: by their shape, if they are of no cue file."""
    return (*_SHAPES, *vocabulary().labels)


class Column(NamedTuple):
    """Small numbers with their labels: one for each word, sentence, segment or quotation, or one for all."""

    values: np.ndarray
    labels: Sequence[str]
    unit: str = "word"


def beside(values: np.ndarray, by: int, otherwise: int) -> np.ndarray:
    """Of each place the value some places before it, or after it (``by`` < 0); ``otherwise`` where there is none."""
    moved = np.full_like(values, otherwise)
    if by > 0:
        moved[by:] = values[:-by]
    else:
        moved[:by] = values[-by:]
    return moved


class Seen(NamedTuple):
    """
    What words are, as small numbers.

    The second group has one row more, zeros at the end: what stands where there is no word, at -1 or behind the last.
    """

    printed: np.ndarray
    kind: np.ndarray  # the class of a known word; of others their shape
    look: np.ndarray  # the same, but of other words their ending
    shape: np.ndarray
    before: np.ndarray  # the sign before it, and after it
    after: np.ndarray

    cls: np.ndarray
    lemma: np.ndarray
    form: np.ndarray
    number: np.ndarray
    commas: np.ndarray  # commas, dashes and brackets up to it
    comma: np.ndarray  # whether a comma stands before it
    follows: np.ndarray  # what comes next, a sign or a word


def seen_of(words: Words, cls: np.ndarray) -> Seen:
    """Words, of these classes, as they are seen."""
    known, n, number = vocabulary(), words.n, words.number
    before, after = SIGN_OF_BITS.take(words.before & 255), SIGN_OF_BITS.take(words.after & 255)
    shaped = len(SIGNS) + len(CLASSES) - 1 + words.shape
    kind = np.where((cls == 0) & (words.shape > 0), shaped, len(SIGNS) + cls)
    look = kind.astype(np.int32)
    unknown = np.flatnonzero(kind == len(SIGNS))
    ended = map(ending, map(words.lowered.__getitem__, unknown.tolist()))
    look[unknown] = _LOOK_OF_ENDING.take(np.fromiter(ended, dtype=np.intp, count=len(unknown)))
    follows = np.zeros(n + 1, dtype=np.int32)
    follows[: n - 1] = kind[1:]
    follows[:n] = np.where(after > 0, after, follows[:n])
    return Seen(
        printed=np.where(number == 0, words.shape, number + len(_SHAPES)),
        kind=kind,
        look=look,
        shape=words.shape,
        before=before,
        after=after,
        cls=_and_none(cls),
        lemma=_and_none(known.lemma.take(number)),
        form=_and_none(known.form.take(number)),
        number=_and_none(number),
        commas=_and_none(np.cumsum((words.before & (COMMA | DASH | PAREN)) > 0)),
        comma=_and_none(before == SIGNS.index("comma")),
        follows=follows,
    )


def _and_none(values: np.ndarray) -> np.ndarray:
    """Values, and a zero behind them for what there is not."""
    padded = np.zeros(len(values) + 1, dtype=np.int32)
    padded[:-1] = values
    return padded


def how_far(distance: np.ndarray) -> np.ndarray:
    """Distances in steps that grow, for the labels of ``FAR``."""
    return _FAR_OF.take(distance, mode="clip")


# Columns, by kind of feature

Columns = Iterator[tuple[str, Column]]


def word_columns(seen: Seen, inside: np.ndarray) -> Columns:
    """The word itself, three on either side, and the signs beside it."""
    n = len(inside)
    row = np.full(n + 6, len(_SHAPES), dtype=np.int32)  # beyond the text stands no word
    row[3 : n + 3] = seen.printed
    for shift in range(-3, 4):
        yield f"word{shift:+d}" if shift else "word", Column(row[shift + 3 : shift + 3 + n], printed_labels())
        look = beside(seen.look, -shift, 0) if shift else seen.look
        yield f"look{shift:+d}" if shift else "look", Column(look, LOOKS)
    yield "kind", Column(seen.kind, KINDS_OF_WORDS)
    yield "lemma", Column(seen.lemma[:-1], vocabulary().lemmas)
    yield "form", Column(seen.form[:-1], FORM_NAMES)
    yield "before", Column(seen.before, SIGNS)
    yield "after", Column(seen.after, SIGNS)
    yield "shape", Column(seen.shape, _SHAPES)
    quoted = np.zeros(n + 9, dtype=np.int32)  # how many words up to each are in quotations, from five before the first
    np.cumsum(inside, out=quoted[5 : n + 5])
    quoted[n + 5 :] = quoted[n + 4]
    ahead, behind = quoted[9:] > quoted[5:-4], quoted[4:-5] > quoted[:-9]
    yield "quotes", Column((2 * ahead + behind).astype(np.int32), ("none", "behind", "ahead", "both"))


def quotation_columns(seen: Seen, quotes: list[Quote], words: Words) -> Columns:
    """The quotation: what stands at its edges, its kind and length; the last row is for words in none, number -1."""
    n = words.n
    first = np.array([quote.first for quote in quotes], dtype=np.intp)
    last = np.array([quote.last for quote in quotes], dtype=np.intp)
    previous = np.where(first > 0, seen.printed[first - 1], len(_SHAPES))
    following = np.where(last + 1 < n, seen.printed[np.minimum(last + 1, n - 1)], len(_SHAPES))
    before, end = (SIGN_OF_BITS[bits & 255 & ~QUOTE] for bits in (words.before[first], words.after[last]))
    kind = np.array([KINDS.index(quote.kind) + 1 for quote in quotes], dtype=np.int32)
    yield "quote.previous", Column(_and_none(previous), printed_labels(), "quotation")
    yield "quote.next", Column(_and_none(following), printed_labels(), "quotation")
    yield "quote.before", Column(_and_none(before), SIGNS, "quotation")
    yield "quote.end", Column(_and_none(end), SIGNS, "quotation")
    yield "quote.kind", Column(_and_none(kind), ("none", *KINDS), "quotation")
    yield "quote.size", Column(_and_none(how_far(last - first + 1)), FAR, "quotation")
