"""
Words to the cues of stance among them: phrases of negation, denial, pretext, doubt, hearsay, contrast.

In go words and the bounds of a sentence; out come its cues, from left to right. Cue words are data
(``cue_words/stance.toml``). What only looks like a negation ("did not rule out", "if not") is of its own kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from framing.voice.cues import shipped_cues, words_of
from framing.voice.words import COLON, COMMA, DASH, LINE, PAREN, Words

_GROUPS = (
    "pseudo_negation", "negation", "denial", "pretext", "naming", "hedge", "hearsay", "contrast", "endorsing",
    "discrediting",
)  # fmt: skip
CLAUSE = COMMA | COLON | DASH | PAREN | LINE  # signs that end one
NEGATIONS = ("negation", "denial")
_GAP = 8  # words that "..." may stand for
_SOON = 3  # words after a negation within which one tells that what follows holds
_PROVIDED = 4  # words between "bill" and "includes"
_SUPPOSED = 6  # words before a negation within which "if" makes it a supposition


class StanceCue(NamedTuple):
    """Words ``first`` to before ``last`` of a text that are a cue of a group."""

    first: int
    last: int
    group: str


def cues_among(words: Words, begin: int, stop: int) -> Iterator[StanceCue]:
    """The cues among words, from left to right, the longest at each place; none begins within another."""
    lowered, phrases = words.lowered, _phrases()
    proposals, provides = words_of("proposal"), words_of("provides")
    spent: set[int] = set()  # what ends a pseudo-negation ("cannot … without") is no negation of its own
    i = begin
    while i < stop:
        if lowered[i] in proposals:
            near = lowered[i + 1 : min(i + _PROVIDED + 2, stop)]
            provided = next((k for k, word in enumerate(near, i + 2) if word in provides), 0)
            if provided:
                yield StanceCue(i, provided, "proposal")
        for phrase, group in phrases.get(lowered[i], ()) if i not in spent else ():
            last = _matched(lowered, i, stop, phrase)
            if last:
                held = _held(words, last, stop) if group == "negation" else range(0)
                spent.update(held)  # "no one should doubt": nor is that a doubt
                supposed = group in NEGATIONS and _supposed(lowered, begin, i)
                yield StanceCue(i, last, "pseudo_negation" if held or supposed else group)
                # Between the parts of "none of … remove" lies what it is about; other cues there count.
                if "..." in phrase and group == "pseudo_negation":
                    spent.add(last - 1)
                i = i + len(phrase[: phrase.index("...")] if "..." in phrase else phrase) - 1
                break
        i += 1


def _held(words: Words, after: int, stop: int) -> range:
    """The words soon after a negation that leave what follows as it is: "only" in "not only", "allow"."""
    lowered = words.lowered
    for i in range(after, min(after + _SOON, stop)):
        if words.before[i] & CLAUSE:
            break
        for phrase in _holding().get(lowered[i], ()):
            if lowered[i : i + len(phrase)] == phrase:
                return range(i, i + len(phrase))
    return range(0)


def _supposed(lowered: list[str], begin: int, at: int) -> bool:
    """Whether a negation is a supposition: "if they do not close the border"."""
    return not words_of("if").isdisjoint(lowered[max(begin, at - _SUPPOSED) : at])


@lru_cache(maxsize=1)
def _holding() -> dict[str, list[list[str]]]:
    """The phrases of the group "holds" by their first word."""
    by_first: dict[str, list[list[str]]] = {}
    for phrase in shipped_cues()["holds"].words:
        words = Words(phrase).lowered
        by_first.setdefault(words[0], []).append(words)
    return by_first


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
