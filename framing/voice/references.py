"""
Pronouns and roles to the names they stand for: "she", "the minister".

In goes the place of a pronoun or a role, and who spoke last; out comes the name of the one who is meant, if only one
can be.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property

import numpy as np

from framing.voice.antecedents import Antecedents
from framing.voice.names import Name, Names
from framing.voice.tagged import TaggedText
from framing.voice.words import COMMA, EDGE, PAREN

_THEY = ("crowd", "body")  # types of speakers that "they" may stand for
_NEAR = 3  # sentences from a pronoun back to a name
_RUNS = 40  # names back to one that is meant
_BESIDE = 6  # words from a role to its name


class References:
    """Who is meant in a text where no name stands."""

    def __init__(self, names: Names, antecedents: Antecedents) -> None:
        self.text, self.names, self.antecedents = names.text, names, antecedents

    @cached_property
    def _sentences(self) -> list[int]:
        """Where sentences begin."""
        return np.flatnonzero(self.text.read.features.starts).tolist()

    def pronoun(self, word: int, previous: str) -> str:
        """Who is meant by "he", "she" or "they": who spoke last, unless the sentence before is about another."""
        lowered, lists = self.text.words[word], self.text.lists
        if lowered in lists.they:
            fits = self.antecedents.type_of(previous) in _THEY
            own = previous.lower().split(" ")[0] in lists.they | lists.possessives
            return previous if fits and not own else ""
        sex = "m" if lowered in lists.he else "f"
        fits = self.antecedents.may_be(previous, sex)
        near = self._nearest(word, sex)
        if near and (not fits or previous not in [name.full for name in near]):
            return near[0].full
        return previous if fits else ""

    def role(self, role: int) -> str:
        """Who is meant by "the minister": the last name the role stands beside, or the one person named just before."""
        words = self.text.words
        for number in self._before(role):
            first, last = self.names.runs[number]
            beside = words[role] in words[max(0, first - _BESIDE) : last + _BESIDE]
            name = self.names.of_run(number) if beside else None
            if name and _holds(self.text, name, words[role]):
                return name.full
        here = self._sentence(role)
        near = {name.full for name in self._nearest(role, "") if name.first < here}
        return near.pop() if len(near) == 1 else ""

    def _nearest(self, word: int, sex: str) -> list[Name]:
        """The persons of the nearest sentence before a word that names any, outside quotations."""
        names, fitting = self.names, (sex, "p") if sex else ("m", "f", "p")
        if not names.by_surname:
            return []
        floor = self._sentence(word, _NEAR)
        found: list[Name] = []
        for number in self._before(word):
            first = names.runs[number][0]
            if first < floor:
                break
            name = None if self.text.quoted[first] >= 0 else names.of_run(number)
            if name and names.sexes.get(name.full) in fitting:
                floor = self._sentence(first)
                found.append(name)
        return found[::-1]

    def _before(self, word: int) -> range:
        """The last runs of capitals before a word, the nearest first."""
        place = bisect_left(self.names.runs, [word])
        return range(place - 1, max(-1, place - _RUNS), -1)

    def _sentence(self, word: int, back: int = 0) -> int:
        """Where the sentence of a word begins, or one further back."""
        return self._sentences[max(0, bisect_right(self._sentences, word) - 1 - back)]


def _holds(text: TaggedText, name: Name, role: str) -> bool:
    """Whether a role stands right before a name, or in an apposition to it."""
    k = name.first
    while k > max(0, name.first - _BESIDE) and not text.signs[k] & EDGE:
        k -= 1
        if text.words[k] == role:
            return True
        if not text.capital[k] and text.words[k] not in text.lists.role_links:
            break
    apposed = name.last < text.n and text.signs[name.last] & (COMMA | PAREN)
    return bool(apposed and role in text.words[name.last : name.last + _BESIDE])
