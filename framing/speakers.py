"""
Cue to speaker: who is named as the one who speaks, thinks or wants.

In goes a text that has been read, and the place of a cue in it; out comes the speaker as named in the text, surnames,
pronouns and roles resolved to the names that came before, or ``unattributed``.
"""

from __future__ import annotations

from bisect import bisect_left

import numpy as np

from framing.cues import ACCORDING, CLASSES, vocabulary
from framing.features import ReadText
from framing.quotes import UNATTRIBUTED
from framing.words import COMMA, EDGE, QUOTE, names_in

_CLAUSAL = ("that", "relative", "coordinator", "subordinator", "say", "ask")
_LINKS = frozenset(("in", "on", "at", "for", "by", "with", "from", "to", "about", "after", "during", "of"))
_HE, _THEY = frozenset(("he", "she", "him", "her", "his", "himself", "herself")), frozenset(("they", "them", "their"))
_SKIPPED = ("adverb", "modal", "be", "negator", "time", "to", "seem")
_BODIES = frozenset(("agency", "ministry", "department", "embassy", "committee", "group", "organization", "government"))
# Roles that one goes on with; another ("the mayor") may be somebody new.
_GENERIC = frozenset(
    ("diplomat", "expert", "analyst", "politician", "scientist", "author", "writer", "lawmaker", "official")
)
_OPENERS = frozenset(
    (
        "and", "but", "or", "as", "for", "if", "when", "while", "in", "on", "at", "however", "meanwhile", "earlier",
        "later", "after", "before", "so", "yet", "still", "also", "what", "how", "why", "of", "because", "since",
        "though", "although", "thus", "moreover", "mr", "mrs", "ms", "dr",
    )
)  # fmt: skip
_NOT_NAMES = _OPENERS | frozenset(
    (
        "the", "a", "an", "this", "that", "these", "those", "it", "he", "she", "they", "we", "i", "you", "according",
        "there", "who", "his", "her", "its", "our", "my", "your", "their", "monday", "tuesday", "wednesday", "thursday",
        "friday", "saturday", "sunday",
    )
)  # fmt: skip


class Speakers:
    """Names as they came up in a text, to resolve surnames, pronouns and roles with."""

    def __init__(self, read: ReadText) -> None:
        self.read = read
        words = read.words
        n = words.n
        joined = np.zeros(n, dtype=bool)
        joined[1:] = words.capital[1:] & words.capital[:-1] & ((words.before[1:] & EDGE) == 0)
        starts = np.flatnonzero(words.capital & ~joined)
        ends = np.flatnonzero(words.capital & ~np.append(joined[1:], False)) + 1 if n else starts
        self.classes = read.features.cls.tolist()
        self.roles = vocabulary().roles
        self.full: dict[str, list[tuple[int, str]]] = {}
        self.at: list[int] = []
        self.names: list[str] = []
        for i, j in zip(starts.tolist(), ends.tolist(), strict=True):
            while i < j and words.lowered[i] in _NOT_NAMES:
                i += 1  # noqa: PLW2901
            if 2 <= j - i <= 6 and words.lowered[j - 1] not in _NOT_NAMES:
                name = read.text[words.start[i] : words.end[j - 1]]
                self.at.append(i)
                self.names.append(name)
                self.full.setdefault(words.lowered[j - 1], []).append((i, name))
                # two letters that changed places: Khrolenko, Khlorenko
                self.full.setdefault("".join(sorted(words.lowered[j - 1])), []).append((i, name))

    def resolve(self, first: int, last: int, previous: str) -> str:
        """The words from ``first`` to before ``last`` as a speaker: in full, if the text has named it before."""
        words, cls = self.read.words, self.classes
        lowered = words.lowered
        while last > first and CLASSES[cls[last - 1]] in ("adverb", "time", "preposition"):
            last -= 1
        while first < last and (
            lowered[first] in _OPENERS or (CLASSES[cls[first]] in ("adverb", "time") and first + 1 < last)
        ):
            first += 1
        if first < last - 1 and lowered[first] in ("a", "an"):
            first += 1
        if first >= last or (last - first == 1 and lowered[first] in ("it", "that", "this", "there")):
            return UNATTRIBUTED
        if last - first == 1 and lowered[first] in _HE | _THEY:
            return previous or self.before(first) or self._text(first, last)
        definite = lowered[first] in ("the", "this", "that")
        if definite and last - first > 1 and lowered[first + 1] in self.roles and not words.capital[first + 1]:
            known = self._in_role(lowered[first + 1], first)
            if known:
                return known
            if last - first == 2 and lowered[first + 1] in _GENERIC:
                return previous or self.before(first) or self._text(first, last)
            return self._text(max(first, last - 8), last)
        first += definite
        names = names_in(words, first, last)
        if not names:
            return self._text(max(first - definite, last - 8), last)
        if names[0][0] == first and names[-1][1] - first <= 7 and not set(lowered[first:last]) & (self.roles - _BODIES):
            a, z = first, names[-1][1]
        elif not words.capital[first] and last - first <= 5 and CLASSES[cls[names[-1][0] - 1]] == "preposition":
            return self._text(first, last)
        else:
            a, z = names[-1]
            if z < last and last - first <= 7:
                return self._text(first, last)
        while a < z - 1 and (lowered[a] in _OPENERS or (lowered[a] in self.roles and z - a > 2)):
            a += 1
        if a < z and lowered[a] in ("of", "for") and z - a > 1:
            a += 1
        # A title ends where the name begins: "Ambassador to Tajikistan Anna Berg", "Secretary of State Anna Berg".
        if z - a > 2 and a > first and lowered[a - 1] in ("of", "to", "for", "the"):
            a = z - 2 if z - a > 3 and lowered[a].endswith(("ian", "can", "ish", "ese")) else a + 1
        elif z - a > 1 and lowered[a] in self.roles:
            a += 1
        if z - a == 1:
            known = self.full.get(lowered[a]) or self.full.get("".join(sorted(lowered[a])), [])
            place = bisect_left(known, (a, "")) - 1
            if place >= 0:
                return known[place][1]
        return self._text(a, z)

    def _text(self, first: int, last: int) -> str:
        words = self.read.words
        return self.read.text[words.start[first] : words.end[last - 1]]

    def _in_role(self, role: str, word: int) -> str:
        """The last name before a word that the same role stands beside."""
        lowered = self.read.words.lowered
        place = bisect_left(self.at, word) - 1
        for number in range(place, max(-1, place - 40), -1):
            at = self.at[number]
            if role in lowered[max(0, at - 6) : min(at + 10, word)]:
                return self._short(number)
        return ""

    def _short(self, number: int) -> str:
        """A name without what stands before it in its run of capitals, where a title tells where it begins."""
        at, name = self.at[number], self.names[number]
        width = len(name.split())
        return self.resolve(max(0, at - 3), at + width, "") if width > 2 else name

    def before(self, word: int) -> str:
        """The name that came up last before a word."""
        place = bisect_left(self.at, word) - 1
        return self._short(place) if place >= 0 else ""

    def of(self, cue: int, begin: int, stop: int, previous: str, classes: list[int]) -> str:
        """Who acts in a cue: the words before it back to the edge of the clause, or the name after it."""
        words = self.read.words
        if classes[cue] == ACCORDING:
            first = cue + 2
            last = first
            while last < min(stop, first + 14) and (last == first or not words.before[last] & EDGE):
                last += 1
            if words.lowered[first : first + 1] == ["the"] and words.lowered[first + 2 : first + 3] == ["of"]:
                first += 3 if words.lowered[first + 1] not in vocabulary().roles else 0
            return self.resolve(first, last, previous)
        # "said Mona Lamberson": a name right after the cue, and before it nothing or a sign
        after = cue + 1
        if after < stop and not words.before[after] & EDGE and words.capital[after]:
            names = names_in(words, after, min(stop, after + 6))
            if names and names[0][0] == after:
                z = names[0][1]
                if (
                    words.before[cue] & EDGE
                    or cue == begin
                    or (z - after > 1 and (z == stop or words.before[z] & EDGE))
                ):
                    return self.resolve(after, z, previous)
        last = cue
        while last > max(begin, cue - 5) and CLASSES[classes[last - 1]] in _SKIPPED and not words.before[last] & EDGE:
            last -= 1
        if last > begin and words.lowered[last - 1] in ("who", "which"):
            last -= 1
        first = last
        while first > max(begin, last - 12) and not words.before[first] & EDGE:
            if CLASSES[classes[first - 1]] in _CLAUSAL:
                break
            if words.lowered[first - 1] in _LINKS and (first - 1 == begin or words.before[first - 1] & EDGE):
                break
            first -= 1
        if first == last or (words.before[first] & COMMA and not words.capital[first]):
            # an apposition stands between: "Ivan Petrov, an analyst, said"
            place = bisect_left(self.at, first) - 1
            floor = max(begin, first - (14 if first == last else 6))
            if place >= 0 and self.at[place] >= floor and not set(words.lowered[first:last]) & (_HE | _THEY):
                return self._short(place)
        if first == last or words.lowered[first:last] == ["it"]:
            return previous if words.before[cue] & (QUOTE | COMMA) and previous else UNATTRIBUTED
        return self.resolve(first, last, previous)
