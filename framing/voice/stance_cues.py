"""
Words to the cues of stance among them: phrases of negation, pretext, doubt, contrast, and what only looks like one.

In go words and the bounds of a sentence; out come its cues, from left to right. Cue words are data
(``cue_words/stance.toml``). What only looks like a negation ("did not rule out") is a cue of its own kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from framing.voice.cues import shipped_cues
from framing.voice.words import Words

_GROUPS = ("pseudo_negation", "negation", "pretext", "hedge", "contrast", "endorsing")
_GAP = 8  # words that "..." may stand for


class StanceCue(NamedTuple):
    """Words ``first`` to before ``last`` of a text that are a cue of a group."""

    first: int
    last: int
    group: str


def cues_among(lowered: list[str], begin: int, stop: int) -> Iterator[StanceCue]:
    """The cues among words, from left to right, the longest at each place; none begins within another."""
    phrases = _phrases()
    spent: set[int] = set()  # what ends a pseudo-negation ("cannot … without") is no negation of its own
    i = begin
    while i < stop:
        for phrase, group in phrases.get(lowered[i], ()) if i not in spent else ():
            last = _matched(lowered, i, stop, phrase)
            if last:
                yield StanceCue(i, last, group)
                # Between the parts of "none of … remove" lies what it is about; other cues there count.
                if "..." in phrase and group == "pseudo_negation":
                    spent.add(last - 1)
                i = i + len(phrase[: phrase.index("...")] if "..." in phrase else phrase) - 1
                break
        i += 1


@lru_cache(maxsize=1)
def _phrases() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Phrases by first word, longest first; of equal ones the group that stands first in ``_GROUPS``."""
    groups = shipped_cues()
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for group in _GROUPS:
        for phrase in groups[group].words:
            cut = [part for side in phrase.split("...") for part in (*Words(side).lowered, "...")][:-1]
            by_first.setdefault(cut[0], []).append((tuple(cut), group))
    for phrases in by_first.values():
        phrases.sort(key=lambda pair: -len(pair[0]))
    return by_first


def _matched(lowered: list[str], i: int, stop: int, phrase: tuple[str, ...]) -> int:
    """The word after a phrase that begins at ``i``, or 0."""
    parts = " ".join(phrase).split(" ... ")
    for number, part in enumerate(parts):
        words = part.split(" ")
        reach = range(i, min(i + _GAP + 1, stop)) if number else (i,)
        i = next((j + len(words) for j in reach if lowered[j : j + len(words)] == words), 0)
        if not i or i > stop:
            return 0
    return i
