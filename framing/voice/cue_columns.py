"""
Cues to columns: for each word the nearest cue before it and after it, what lies between, and what opens clauses.

Once it is known how likely a cue hands words over, those that likely do so are seen by themselves: ``forward`` those
that hand over what follows ("she said that C"), ``backward`` those that hand over what came before ("C, she said").
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from framing.voice.columns import COUNTS, FAR, KINDS_OF_WORDS, YES, Column, Columns, Seen, how_far
from framing.voice.cues import CLASSES, vocabulary
from framing.voice.sentences import Cues, Sentences, last_before, next_after

_BINS = np.array((-4, -3, -2.2, -1.6, -1.1, -0.7, -0.3, 0, 0.3, 0.7, 1.1, 1.6, 2.2, 3, 4))
_BIN_NAMES = ("..-4", *(f"{low:g}.." for low in _BINS))
_NO_CUE, _LIKELY = -5.0, -0.6  # log odds: of a word that is no cue; of a cue that likely hands words over


class NearCues(NamedTuple):
    """For each word the nearest cue of each kind before and after it, by number, and what opened its clause."""

    left: dict[str, np.ndarray]
    right: dict[str, np.ndarray]
    opened: np.ndarray


def near_cues(cues: Cues, at: Sentences) -> NearCues:
    """The cues near each word of a text, in its sentence."""
    masks = {"verb": cues.verb, "say": cues.say, "noun": cues.noun}
    return NearCues(
        {kind: last_before(mask, at) for kind, mask in masks.items()},
        {kind: next_after(mask, at) for kind, mask in masks.items()},
        np.where(cues.breaker, at.index, last_before(cues.breaker, at)),
    )


def cue_columns(seen: Seen, at: Sentences, cues: Cues, near: NearCues) -> Columns:
    """The nearest cue before (<) and after (>) a word in its sentence, what lies between, and what opens clauses."""
    yield "cue", Column(cues.verb + 2 * cues.noun, ("none", "verb", "noun"))
    for kind, left in near.left.items():
        yield from _before_columns(kind, left, near.opened, seen, at)
        yield from _after_columns(kind, near.right[kind], seen, at)
    yield from _break_columns(near.opened, next_after(cues.breaker, at), seen, at)


def _before_columns(name: str, left: np.ndarray, opened: np.ndarray, seen: Seen, at: Sentences) -> Columns:
    """Of the cue before: which it is, how far off, what comes right after it, and what opened a clause since."""
    n = len(left)
    there = left < n
    since = np.where((opened < n) & there & (opened > left), opened, n)
    yield f"{name}<", Column(seen.lemma.take(left), vocabulary().lemmas)
    yield f"{name}<class", Column(seen.cls.take(left), CLASSES)
    yield f"{name}<far", Column(how_far(at.index - left), FAR)
    yield f"{name}<next", Column(seen.follows.take(left), KINDS_OF_WORDS)
    yield f"{name}<commas", Column(np.minimum(seen.commas[:-1] - seen.commas.take(left), 3) * there, COUNTS)
    yield f"{name}<break", Column(seen.number.take(since), vocabulary().labels)
    yield f"{name}<breakcomma", Column(seen.comma.take(since), YES)


def _after_columns(name: str, right: np.ndarray, seen: Seen, at: Sentences) -> Columns:
    """Of the cue after: which it is, how far off, and how many commas lie between."""
    yield f"{name}>", Column(seen.lemma.take(right), vocabulary().lemmas)
    yield f"{name}>class", Column(seen.cls.take(right), CLASSES)
    yield f"{name}>far", Column(how_far(right - at.index), FAR)
    yield f"{name}>commas", Column(np.minimum(seen.commas.take(right) - seen.commas[:-1], 3) * (right >= 0), COUNTS)


def _break_columns(opened: np.ndarray, opens: np.ndarray, seen: Seen, at: Sentences) -> Columns:
    """What opened the clause of a word, and what opens the next."""
    labels = vocabulary().labels
    yield "break", Column(seen.number.take(opened), labels)
    yield "break<far", Column(how_far(at.index - opened), FAR)
    yield "break>", Column(seen.number.take(opens), labels)
    yield "break>far", Column(how_far(opens - at.index), FAR)
    yield "break>comma", Column(seen.comma.take(opens), YES)


def likely_columns(odds: dict[str, np.ndarray], seen: Seen, at: Sentences, near: NearCues) -> Columns:
    """
    The nearest cues by how likely they hand words over.

    ``odds`` has for each direction, ``forward`` and ``backward``, the log odds of each word that is a cue, and
    ``_NO_CUE`` of others.
    """
    for direction, of_words in odds.items():
        steps = np.append(np.searchsorted(_BINS, of_words, side="right"), 0).astype(np.int32)
        yield direction, Column(steps[:-1], _BIN_NAMES)
        for kind, left in near.left.items():
            yield f"{kind}.{direction}<odds", Column(steps.take(left), _BIN_NAMES)
            yield f"{kind}.{direction}>odds", Column(steps.take(near.right[kind]), _BIN_NAMES)
        likely = of_words > _LIKELY
        if direction == "forward":
            left = last_before(likely, at)
            yield "forward<odds", Column(steps.take(left), _BIN_NAMES)
            yield from _before_columns("forward", left, near.opened, seen, at)
        else:
            right = next_after(likely, at)
            yield "backward>odds", Column(steps.take(right), _BIN_NAMES)
            yield from _after_columns("backward", right, seen, at)


def odds_of_words(number: int, places: np.ndarray, odds: np.ndarray) -> np.ndarray:
    """The log odds of so many words, from those of the cues at some places."""
    of_words = np.full(number, _NO_CUE)
    of_words[places] = np.clip(odds, _NO_CUE, -_NO_CUE)
    return of_words
