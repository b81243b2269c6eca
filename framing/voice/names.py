"""
Tagged text to names: runs of capitals without titles, surnames in full, and whose sex a name has.

In goes a run of capitals; out comes the name that it is, in full as the text has it somewhere before.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

import numpy as np

from framing.voice.speaker_words import SpeakerWords
from framing.voice.tagged import TaggedText
from framing.voice.words import EDGE

_NAMESAKES = 9


class Name(NamedTuple):
    """A name in a text: its words, and in full as the text has it."""

    first: int
    last: int
    full: str


class Names:
    """The names of a text, found as they are asked for; ``sexes`` has what is known of each."""

    def __init__(self, text: TaggedText) -> None:
        self.text = text
        self.sexes: dict[str, str] = {}
        self._people: dict[str, dict[str, list[int]]] = {}  # by surname: each name, where first, and how often
        self._names: dict[int, Name | None] = {}  # by run of capitals

    @cached_property
    def runs(self) -> list[list[int]]:
        """Runs of capitals: the first word, and the one after the last."""
        words = self.text.read.words
        goes_on = words.capital & ((words.before & EDGE) == 0)
        goes_on[1:] &= words.capital[:-1]
        goes_on[:1] = False
        first = words.capital & ~goes_on
        last = words.capital & ~np.append(goes_on[1:], False)
        return np.column_stack((np.flatnonzero(first), np.flatnonzero(last) + 1)).tolist()

    @cached_property
    def by_surname(self) -> dict[str, list[int]]:
        """The runs of two capitals or more that end in a surname."""
        found = defaultdict(list)
        for number, (first, last) in enumerate(self.runs):
            if last - first > 1:
                found[_surname(self.text, first, last)].append(number)
        return found

    @cached_property
    def _by_letters(self) -> dict[str, str]:
        """Surnames of some length, by their letters."""
        return {_letters(surname): surname for surname in reversed(self.by_surname) if len(surname) > 5}

    def of_run(self, number: int) -> Name | None:
        """The name that a run of capitals is; a word by itself is one if the text has it in full."""
        if number not in self._names:
            first, last = without_titles(self.text, *self.runs[number])
            full = self.in_full(first, last)
            self._names[number] = Name(first, last, full) if full else None
        return self._names[number]

    def in_full(self, first: int, last: int) -> str:
        """A name as printed, or, if it is a surname, in full as it came before; empty, if it did not."""
        if last - first < 2:
            return self.known(first) if first < last else ""
        self._namesakes(_surname(self.text, first, last))  # notes whose it is
        return self.text.printed(first, last)

    def known(self, word: int) -> str:
        """The name in full that ends in a surname, or in one spelt much like it, the most frequent that came before."""
        words, lists = self.text.words, self.text.lists
        surname = words[word]
        if surname not in self.by_surname and len(surname) > 5:
            surname = self._by_letters.get(_letters(surname), surname)
        before = words[word - 1] if word else ""
        sex = "m" if before in lists.before_man else "f" if before in lists.before_woman else ""
        best, most = "", (False, 0)
        for name, (first, count) in self._namesakes(surname).items():
            fits = self.sexes[name] in (sex, "p", "") if sex else self.sexes[name] != "-"
            rank = (self.sexes[name] == sex, count)
            if first < word and fits and rank > most:
                best, most = name, rank
        return best

    def _namesakes(self, surname: str) -> dict[str, list[int]]:
        """Names in full that end in a surname, where each is first, and how often; or a surname after a title."""
        if surname in self._people:
            return self._people[surname]
        text, found = self.text, {}
        self._people[surname] = found
        for number in self.by_surname.get(surname, ()):
            first, last = without_titles(text, *self.runs[number])
            titled = last - first == 1 and not found and text.words[first - 1] in text.lists.titles
            if not (titled or 1 < last - first < 7):
                continue
            full = text.printed(first, last)
            if full in found or len(found) < _NAMESAKES:
                found.setdefault(full, [first, 0])[1] += 1
                self.sexes[full] = self.sexes.get(full) or sex_of(text, first, last)
        return found


def _surname(text: TaggedText, first: int, last: int) -> str:
    """The last word of a run of capitals that may be a surname."""
    while last - first > 1 and text.words[last - 1] in text.lists.tails and last - 1 not in text.months:
        last -= 1
    return text.words[last - 1]


def _letters(surname: str) -> str:
    """What a surname shares with one whose letters changed places: Khrolenko, Khlorenko."""
    return surname[0] + "".join(sorted(surname[1:]))


def without_titles(text: TaggedText, first: int, last: int) -> tuple[int, int]:
    """A run of capitals without what is no name: openers, days, titles, and what a title is of."""
    words, lists = text.words, text.lists
    while first < last and text.is_no_name(first):
        first += 1
    while first < last and text.is_no_name(last - 1) and words[last - 1] != "i":
        last -= 1
    if last - first < 2:
        return first, last
    for k in range(first, last - 1):
        if words[k] in lists.given and lists.bodies.isdisjoint(words[k:last]):
            return k, last
    if words[last - 1] in lists.titles:
        return last, last
    title = 0 if words[last - 1] in lists.bodies else last - 1
    while title > first and words[title - 1] not in lists.titles:
        title -= 1
    return max(first, title), last


def sex_of(text: TaggedText, first: int, last: int) -> str:
    """Whether a name is a man's (m), a woman's (f), some person's (p), a body's (-), or hard to tell (empty)."""
    words, lists = text.words, text.lists
    before = words[first - 1] if first else ""
    if last - first > 2 and words[last - 1] in lists.bodies:
        return "-"  # "George Washington University"
    if words[first] in lists.men or before in lists.before_man:
        return "m"
    if words[first] in lists.women or before in lists.before_woman:
        return "f"
    if not lists.bodies.isdisjoint(words[first:last]):
        return "-"
    titled = before in lists.titles or before in lists.roles
    return "p" if titled and not text.signs[first] & EDGE else ""


def sex_of_given(name: str, lists: SpeakerWords) -> str:
    """Whether a name begins with a man's given name (m), a woman's (f), or neither (empty)."""
    given, _, surname = name.lower().partition(" ")
    return "" if not surname else "m" if given in lists.men else "f" if given in lists.women else ""
