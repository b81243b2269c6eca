"""
Words, sentences and quotations to columns: each kind of feature that the model sees, with readable labels.

In go words with the sentences and cues among them; out come named columns of small numbers. No feature is a name, only
words of the cue files count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from framing.voice.cues import CLASSES, FORM_NAMES, vocabulary
from framing.voice.quotes import KINDS, Quote
from framing.voice.sentences import Cues, Sentences, last_before, next_after
from framing.voice.words import COMMA, DASH, PAREN, QUOTE, SIGN_OF_BITS, SIGNS, Words

# Labels of the values of columns.
_SHAPES = ("<lower>", "<Capital>", "<digit>", "<none>")
_LOOKS = (*SIGNS, *CLASSES, "Capital", "digit")
_FAR = ("none", "1", "2", "3", "4", "5-6", "7-9", "10-14", "15-24", "25-")
_COUNTS = ("0", "1", "2", "3-")
_PLACES = ("0", "1", "2", "3", "4", "5-")
_PARTS = ("none", "some", "all")
_YES = ("no", "yes")

_FAR_OF = np.zeros(64, dtype=np.int32)
for _far, _limit in enumerate((1, 2, 3, 4, 5, 7, 10, 15, 25), start=1):
    _FAR_OF[_limit:] = _far


@cache
def _printed() -> tuple[str, ...]:
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
    look: np.ndarray
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
    look = np.where((cls == 0) & (words.shape > 0), shaped, len(SIGNS) + cls)
    follows = np.zeros(n + 1, dtype=np.int32)
    follows[: n - 1] = look[1:]
    follows[:n] = np.where(after > 0, after, follows[:n])
    return Seen(
        printed=np.where(number == 0, words.shape, number + len(_SHAPES)),
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


def _how_far(distance: np.ndarray) -> np.ndarray:
    """Distances in steps that grow, for the labels of ``_FAR``."""
    return _FAR_OF.take(distance, mode="clip")


# Columns, by kind of feature

_Columns = Iterator[tuple[str, Column]]


def word_columns(seen: Seen, inside: np.ndarray) -> _Columns:
    """The word itself, three on either side, and the signs beside it."""
    n = len(inside)
    row = np.full(n + 6, len(_SHAPES), dtype=np.int32)  # beyond the text stands no word
    row[3 : n + 3] = seen.printed
    for shift in range(-3, 4):
        yield f"word{shift:+d}" if shift else "word", Column(row[shift + 3 : shift + 3 + n], _printed())
    yield "kind", Column(seen.look, _LOOKS)
    yield "before", Column(seen.before, SIGNS)
    yield "after", Column(seen.after, SIGNS)
    yield "shape", Column(seen.shape, _SHAPES)
    yield "inside", Column(inside.astype(np.int32), _YES)


def cue_columns(seen: Seen, at: Sentences, cues: Cues) -> _Columns:
    """The nearest cue before (<) and after (>) a word in its sentence, what lies between, and what opens clauses."""
    opened = np.where(cues.breaker, at.index, last_before(cues.breaker, at))
    for name, mask in (("verb", cues.verb), ("say", cues.say), ("noun", cues.noun)):
        left, right = last_before(mask, at), next_after(mask, at)
        yield from _nearest_columns(name, left, right, seen, at)
        if name != "noun":
            yield from _between_columns(name, left, right, seen, opened)
        if name == "verb":
            yield from _verb_columns(left, right, seen)
    yield from _break_columns(opened, next_after(cues.breaker, at), seen, at)


def _nearest_columns(name: str, left: np.ndarray, right: np.ndarray, seen: Seen, at: Sentences) -> _Columns:
    """Which cue it is, of which class, how far off, and what comes right after the one before."""
    lemmas = vocabulary().lemmas
    yield f"{name}<", Column(seen.lemma.take(left), lemmas)
    yield f"{name}>", Column(seen.lemma.take(right), lemmas)
    yield f"{name}<class", Column(seen.cls.take(left), CLASSES)
    yield f"{name}>class", Column(seen.cls.take(right), CLASSES)
    yield f"{name}<far", Column(_how_far(at.index - left), _FAR)
    yield f"{name}>far", Column(_how_far(right - at.index), _FAR)
    yield f"{name}<next", Column(seen.follows.take(left), _LOOKS)


def _between_columns(name: str, left: np.ndarray, right: np.ndarray, seen: Seen, opened: np.ndarray) -> _Columns:
    """How many commas part a word from the cue, and what opened a clause since the one before."""
    n, commas = len(left), seen.commas[:-1]
    there = left < n
    yield f"{name}<commas", Column(np.minimum(commas - seen.commas.take(left), 3) * there, _COUNTS)
    yield f"{name}>commas", Column(np.minimum(seen.commas.take(right) - commas, 3) * (right >= 0), _COUNTS)
    yield f"{name}>next", Column(seen.follows.take(right), _LOOKS)
    since = np.where((opened < n) & there & (opened > left), opened, n)
    yield f"{name}<break", Column(seen.number.take(since), vocabulary().labels)
    yield f"{name}<breakcomma", Column(seen.comma.take(since), _YES)


def _verb_columns(left: np.ndarray, right: np.ndarray, seen: Seen) -> _Columns:
    """The form of the cue, the word before it, and the cue before that."""
    n, labels = len(left), vocabulary().labels
    yield "verb<form", Column(seen.form.take(left), FORM_NAMES)
    yield "verb>form", Column(seen.form.take(right), FORM_NAMES)
    yield "verb<previous", Column(seen.number.take(left - 1) * (left < n), labels)
    yield "verb>previous", Column(seen.number.take(np.maximum(right - 1, -1)) * (right >= 0), labels)
    yield "verb<<class", Column(seen.cls.take(np.append(left, n).take(left)), CLASSES)


def _break_columns(opened: np.ndarray, opens: np.ndarray, seen: Seen, at: Sentences) -> _Columns:
    """What opened the clause of a word, and what opens the next."""
    labels = vocabulary().labels
    yield "break", Column(seen.number.take(opened), labels)
    yield "break<far", Column(_how_far(at.index - opened), _FAR)
    yield "break>", Column(seen.number.take(opens), labels)
    yield "break>far", Column(_how_far(opens - at.index), _FAR)
    yield "break>comma", Column(seen.comma.take(opens), _YES)


def sentence_columns(seen: Seen, at: Sentences, cues: Cues, inside: np.ndarray) -> _Columns:
    """The sentence: how many cues it has, how much of it is quoted, how long it is; and the same of its neighbours."""

    def count(mask: np.ndarray) -> np.ndarray:
        return np.add.reduceat(mask, at.begin, dtype=np.int32)

    words_quoted = count(inside)
    quoted = (words_quoted > 0).astype(np.int32) + (words_quoted >= at.size)
    says = np.minimum(count(cues.say), 3)
    own = seen.cls[:-1] == CLASSES.index("own")
    yield "sentence.says", Column(says, _COUNTS, "sentence")
    yield "sentence.verbs", Column(np.minimum(count(cues.verb), 3), _COUNTS, "sentence")
    yield "sentence.nouns", Column(np.minimum(count(cues.noun), 3), _COUNTS, "sentence")
    yield "sentence.own", Column(np.minimum(count(own), 3), _COUNTS, "sentence")
    yield "sentence.quoted", Column(quoted, _PARTS, "sentence")
    yield "sentence.first", Column(seen.printed[at.begin], _printed(), "sentence")
    yield "sentence.place", Column(_how_far(at.index - at.first + 1), _FAR)
    yield "sentence.left", Column(_how_far(at.stop - at.index), _FAR)
    yield "sentence.size", Column(_how_far(at.size), _FAR, "sentence")
    yield "previous.says", Column(beside(says, 1, 0), _COUNTS, "sentence")
    yield "previous.quoted", Column(beside(quoted, 1, 0), _PARTS, "sentence")
    yield "next.says", Column(beside(says, -1, 0), _COUNTS, "sentence")
    yield "next.quoted", Column(beside(quoted, -1, 0), _PARTS, "sentence")


def order_columns(at: Sentences, words: Words) -> _Columns:
    """Whether a sentence opens its paragraph, and which of the text it is."""
    yield "paragraph.start", Column(words.paragraph_start[at.begin].astype(np.int32), _YES, "sentence")
    yield "place", Column(np.minimum(at.index[: len(at.begin)], 5), _PLACES, "sentence")


def quotation_columns(seen: Seen, quotes: list[Quote], words: Words) -> _Columns:
    """The quotation: what stands at its edges, its kind and length; the last row is for words in none, number -1."""
    n = words.n
    first = np.array([quote.first for quote in quotes], dtype=np.intp)
    last = np.array([quote.last for quote in quotes], dtype=np.intp)
    previous = np.where(first > 0, seen.printed[first - 1], len(_SHAPES))
    following = np.where(last + 1 < n, seen.printed[np.minimum(last + 1, n - 1)], len(_SHAPES))
    before, end = (SIGN_OF_BITS[bits & 255 & ~QUOTE] for bits in (words.before[first], words.after[last]))
    kind = np.array([KINDS.index(quote.kind) + 1 for quote in quotes], dtype=np.int32)
    yield "quote.previous", Column(_and_none(previous), _printed(), "quotation")
    yield "quote.next", Column(_and_none(following), _printed(), "quotation")
    yield "quote.before", Column(_and_none(before), SIGNS, "quotation")
    yield "quote.end", Column(_and_none(end), SIGNS, "quotation")
    yield "quote.kind", Column(_and_none(kind), ("none", *KINDS), "quotation")
    yield "quote.size", Column(_and_none(_how_far(last - first + 1)), _FAR, "quotation")
