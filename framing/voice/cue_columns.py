"""
Cues to columns: for each word the nearest cue before it and after it, what lies between, and what opens clauses.

Once it is known how likely a cue hands words over, those that likely do so are seen by themselves: ``forward`` those
that hand over what follows ("she said that C"), ``backward`` those that hand over what came before ("C, she said").
"""

from __future__ import annotations

import numpy as np

from framing.voice.columns import COUNTS, FAR, KINDS_OF_WORDS, YES, Column, Columns, Seen, how_far
from framing.voice.cues import CLASSES, vocabulary
from framing.voice.sentences import Cues, Sentences, last_before, next_after

_BINS = np.array((-4, -3, -2.2, -1.6, -1.1, -0.7, -0.3, 0, 0.3, 0.7, 1.1, 1.6, 2.2, 3, 4))
_BIN_NAMES = ("..-4", *(f"{low:g}.." for low in _BINS))
_NO_CUE, _LIKELY = -5.0, -0.6  # log odds: of a word that is no cue; of a cue that likely hands words over


def opened_by(cues: Cues, at: Sentences) -> np.ndarray:
    """For each word the one that opened its clause, itself or before it; else the number of words."""
    return np.where(cues.breaker, at.index, last_before(cues.breaker, at))


def cue_columns(seen: Seen, at: Sentences, cues: Cues) -> Columns:
    """The nearest cue before (<) and after (>) a word in its sentence, what lies between, and what opens clauses."""
    opened = opened_by(cues, at)
    for name, mask in (("verb", cues.verb), ("say", cues.say), ("noun", cues.noun)):
        left, right = last_before(mask, at), next_after(mask, at)
        yield from nearest_columns(name, left, right, seen, at)
        if name != "noun":
            yield from between_columns(name, left, right, seen, opened)
    yield "cue", Column(cues.verb + 2 * cues.noun, ("none", "verb", "noun"))
    yield from _break_columns(opened, next_after(cues.breaker, at), seen, at)


def nearest_columns(name: str, left: np.ndarray, right: np.ndarray, seen: Seen, at: Sentences) -> Columns:
    """Which cue it is, of which class, how far off, and what comes right after the one before."""
    lemmas = vocabulary().lemmas
    yield f"{name}<", Column(seen.lemma.take(left), lemmas)
    yield f"{name}>", Column(seen.lemma.take(right), lemmas)
    yield f"{name}<class", Column(seen.cls.take(left), CLASSES)
    yield f"{name}>class", Column(seen.cls.take(right), CLASSES)
    yield f"{name}<far", Column(how_far(at.index - left), FAR)
    yield f"{name}>far", Column(how_far(right - at.index), FAR)
    yield f"{name}<next", Column(seen.follows.take(left), KINDS_OF_WORDS)


def between_columns(name: str, left: np.ndarray, right: np.ndarray, seen: Seen, opened: np.ndarray) -> Columns:
    """How many commas part a word from the cue, and what opened a clause since the one before."""
    n, commas = len(left), seen.commas[:-1]
    there = left < n
    yield f"{name}<commas", Column(np.minimum(commas - seen.commas.take(left), 3) * there, COUNTS)
    yield f"{name}>commas", Column(np.minimum(seen.commas.take(right) - commas, 3) * (right >= 0), COUNTS)
    yield f"{name}>next", Column(seen.follows.take(right), KINDS_OF_WORDS)
    since = np.where((opened < n) & there & (opened > left), opened, n)
    yield f"{name}<break", Column(seen.number.take(since), vocabulary().labels)
    yield f"{name}<breakcomma", Column(seen.comma.take(since), YES)


def _break_columns(opened: np.ndarray, opens: np.ndarray, seen: Seen, at: Sentences) -> Columns:
    """What opened the clause of a word, and what opens the next."""
    labels = vocabulary().labels
    yield "break", Column(seen.number.take(opened), labels)
    yield "break<far", Column(how_far(at.index - opened), FAR)
    yield "break>", Column(seen.number.take(opens), labels)
    yield "break>far", Column(how_far(opens - at.index), FAR)
    yield "break>comma", Column(seen.comma.take(opens), YES)


def likely_columns(odds: dict[str, np.ndarray], cues: Cues, opened: np.ndarray, seen: Seen, at: Sentences) -> Columns:
    """
    The nearest cues by how likely they hand words over.

    ``odds`` has for each direction, ``forward`` and ``backward``, the log odds of each word that is a cue, and
    ``_NO_CUE`` of others.
    """
    for direction, of_words in odds.items():
        steps = np.append(np.searchsorted(_BINS, of_words, side="right"), 0).astype(np.int32)
        likely = of_words > _LIKELY
        yield direction, Column(steps[:-1], _BIN_NAMES)
        for name, mask in (("verb.", cues.verb), ("say.", cues.say), ("noun.", cues.noun), ("", likely)):
            left, right = last_before(mask, at), next_after(mask, at)
            yield f"{name}{direction}<odds", Column(steps.take(left), _BIN_NAMES)
            yield f"{name}{direction}>odds", Column(steps.take(right), _BIN_NAMES)
        yield from nearest_columns(direction, left, right, seen, at)
        yield from between_columns(direction, left, right, seen, opened)


def odds_of_words(number: int, places: np.ndarray, odds: np.ndarray) -> np.ndarray:
    """The log odds of so many words, from those of the cues at some places."""
    of_words = np.full(number, _NO_CUE)
    of_words[places] = np.clip(odds, _NO_CUE, -_NO_CUE)
    return of_words
