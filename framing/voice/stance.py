"""
A mention to its stance: what the author, and whoever is quoted or reported, does with it.

In go a text, its voices and the place of a mention; out come two stances, the author's and the source's, and the words
that show them. Cue words are data (``cue_words/stance.toml``); what they reach follows ConText (Harkema et al. 2009):
from the cue on to the end of the clause or sentence, unless a contrast closes it; what only looks like a negation ("did
not rule out") is none. The two levels follow FactBank (Saurí and Pustejovsky 2009).

===============  ====================================================================================
stance           the words
===============  ====================================================================================
``endorses``     stand as they are: asserted, or vouched for
``reports``      are handed over to somebody else, without more (the author's level only)
``distances``    are called a pretext, doubted, asked about, or held at a distance by scare quotes
``negates``      are denied
``unclear``      stand under two negations: a reader must say
===============  ====================================================================================
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from framing.voice.cues import load_cues
from framing.voice.voices import Voice
from framing.voice.words import COLON, COMMA, DASH, LINE, PAREN, Words

STANCES = ("endorses", "reports", "distances", "negates", "unclear")
CUE_TYPES = ("pretext", "negation", "scare quote", "question", "hedge", "distancing", "endorsing")
_GAP = 8  # words that "..." may stand for
_NEAR = 6  # words between a cue of speech and an adverb that vouches for it
_CLAUSE = COMMA | COLON | DASH | PAREN | LINE
_GROUPS = ("pseudo_negation", "negation", "pretext", "hedge", "contrast", "endorsing")


@dataclass(frozen=True, slots=True)
class Stance:
    """
    What is done with a mention.

    ``author`` and ``source`` are of ``STANCES``, ``source`` empty where the author speaks; ``cue`` is the place of the
    words that show the stance, ``(start, end)``, or None, and ``cue_type`` one of ``CUE_TYPES`` or empty.
    """

    author: str
    source: str = ""
    cue: tuple[int, int] | None = None
    cue_type: str = ""
    scare_quoted: bool = False

    @property
    def collapsed(self) -> str:
        """The author's stance; but where the author reports a source that distances or negates, the source's."""
        return self.source if self.author == "reports" and self.source in ("distances", "negates") else self.author


class _Cue(NamedTuple):
    """Words ``first`` to before ``last`` of a text that are a cue of a group, and what they are part of."""

    first: int
    last: int
    group: str


def covering(voices: Sequence[Voice], start: int, end: int) -> list[Voice]:
    """
    The voices that hold most of a span, the innermost last.

    >>> text = "The envoy said that “border security” had failed."
    >>> from framing.voice.voices import find_voices
    >>> [voice.voice for voice in covering(find_voices(text), 21, 36)]
    ['indirect', 'direct']
    """
    half = (end - start) / 2
    held = [v for v in voices if v.start < end and start < v.end and min(end, v.end) - max(start, v.start) > half]
    return sorted(held, key=lambda v: (v.start - v.end, v.start))


class StanceReader:
    """
    Reads the stance of mentions in one text.

    Parameters
    ----------
    text : str
    voices : list of Voice
        As :func:`find_voices` gives them for this text.

    Examples
    --------
    >>> from framing.voice.voices import find_voices
    >>> text = "Under the guise of drills, and of border security, bases are built."
    >>> stance = StanceReader(text, find_voices(text)).stance(34, 49)
    >>> stance.author, stance.cue_type, text[slice(*stance.cue)]
    ('distances', 'pretext', 'Under the guise of')
    """

    def __init__(self, text: str, voices: Sequence[Voice]) -> None:
        self._text = text
        self._voices = voices
        self._words = Words(text)
        self._bounds = [*np.flatnonzero(self._words.sentence_start).tolist(), self._words.n]
        self._starts = self._words.start.tolist()
        self._ends = self._words.end.tolist()
        self._read: dict[int, tuple[list[_Cue], list[int]]] = {}  # by sentence: cues, and where scopes close

    def stance(self, start: int, end: int) -> Stance:
        """The stance towards ``text[start:end]``."""
        first = min(bisect_right(self._ends, start), max(self._words.n - 1, 0))
        last = max(bisect_left(self._starts, end), first + 1)
        held = covering(self._voices, start, end)
        voice = next((v for v in reversed(held) if v.voice != "author"), None)
        scare = next((v for v in self._voices if v.kind == "scare_quote" and v.start < end and start < v.end), None)
        at_source: list[tuple[str, tuple[int, int]]] = []
        at_author: list[tuple[str, tuple[int, int]]] = []
        for cue in self._reaching(first, last):
            place = (self._starts[cue.first], self._ends[cue.last - 1])
            level = self._level(cue.group, place, voice)
            if level:
                (at_source if level == "source" else at_author).append((cue.group, place))
        if scare is not None:
            quoted = voice is not None and voice.voice == "direct" and voice.kind != "scare_quote"
            (at_source if quoted else at_author).append(("scare quote", (scare.start, scare.end)))
        question = self._question(last - 1) if self._words.n else None
        if question is not None:
            asked = voice is not None and voice.start <= question[0] < voice.end
            (at_source if asked else at_author).append(("question", question))
        if voice is None:
            stance, cue, kind = _decided(at_author, "endorses")
            return Stance(stance, "", cue, kind, scare is not None)
        source, source_cue, source_kind = _decided(at_source, "endorses")
        author, cue, kind = _decided([*at_author, *self._reporting(voice)], "reports")
        if cue is None:
            cue, kind = source_cue, source_kind
        return Stance(author, source, cue, kind, scare is not None)

    def _level(self, group: str, place: tuple[int, int], voice: Voice | None) -> str:
        """Whose a cue is: the source's within its words, and where it negates the saying; else the author's."""
        if voice is None:
            inner = [v for v in covering(self._voices, *place) if v.voice != "author"]
            return "" if inner else "author"
        if voice.start <= place[0] < voice.end:
            return "source"
        return "author" if group == "pretext" else "source"

    def _reporting(self, voice: Voice) -> list[tuple[str, tuple[int, int]]]:
        """What the author's own cue of speech says of the source: "claims" distances, "rightly noted" endorses."""
        if voice.cue is None:
            return []
        at = bisect_left(self._starts, voice.cue[0])
        if at >= self._words.n:
            return []
        found = []
        # "Denied claims that", "does not claim": denied, which says more than "claims" does.
        refused = any(cue.group == "negation" and cue.last == at for cue in self._sentence(at)[0])
        if self._words.lowered[at] in _distancing() and not refused:
            found.append(("distancing", voice.cue))
        for cue in self._sentence(at)[0]:
            if cue.group == "endorsing" and abs(cue.first - at) <= _NEAR:
                place = (self._starts[cue.first], self._ends[cue.last - 1])
                if not voice.start <= place[0] < voice.end:
                    found.append(("endorsing", place))
        return found

    def _reaching(self, first: int, last: int) -> list[_Cue]:
        """The cues whose scope reaches the words from ``first`` to before ``last``."""
        if not self._words.n:
            return []
        cues, closed = self._sentence(first)
        found = [cue for cue in cues if cue.group != "endorsing" and self._reaches(cue, first, last, closed)]
        # "Neither … nor", "not … nor": one negation in two words.
        if sum(cue.group == "negation" for cue in found) > 1:
            found = [cue for cue in found if self._words.lowered[cue.first] != "nor"]
        here = bisect_right(self._bounds, first) - 1
        begin = self._bounds[here]
        # "Or about drug trafficking.": goes on with the negation before it.
        if here and self._words.lowered[begin] in ("or", "nor") and not self._words.paragraph_start[begin]:
            before = [cue for cue in self._sentence(begin - 1)[0] if cue.group == "negation"]
            found += [before[-1]] if before and not any(cue.group == "negation" for cue in found) else []
        return found

    def _reaches(self, cue: _Cue, first: int, last: int, closed: list[int]) -> bool:
        words = self._words
        if cue.last <= first:
            if bisect_left(closed, first + 1) > bisect_left(closed, cue.last):
                return False
            if cue.group == "pretext":
                return not (words.before[cue.last : first + 1] & COLON).any()
            signs = np.flatnonzero(words.before[cue.last : first + 1] & _CLAUSE) + cue.last
            if not len(signs):
                return True
            # "Not in roads, schools or border security": commas of a list that ends in "or" close nothing.
            comma = not (words.before[signs] & _CLAUSE & ~COMMA).any()
            listed = words.lowered[signs[-1] : first]
            return (
                cue.group == "negation" and comma and len(listed) <= _NEAR and any(w in ("or", "nor") for w in listed)
            )
        # After it, only as what its clause says of it: "Border security is not the aim."
        if cue.first < last:
            return False
        if cue.group == "pretext":
            # "Border security is a pretext", "used border security as a cover".
            between = words.lowered[last : cue.first]
            plain = len(between) <= _NEAR and not any(
                w in ("not", "no", "never") or w.endswith(("n't", "n’t")) for w in between
            )
            here = not (words.before[last : cue.first + 1] & _CLAUSE).any()
            return plain and here and any(w in _PRETEXTS for w in words.lowered[cue.first : cue.last])
        if cue.first - last > 3:
            return False
        if (words.before[last : cue.first + 1] & _CLAUSE).any() or bisect_left(closed, cue.first) > bisect_left(
            closed, last
        ):
            return False
        begin = self._bounds[bisect_right(self._bounds, first) - 1]
        opens = [i for i in range(max(begin, first - 3), first + 1) if i == begin or words.before[i] & _CLAUSE]
        return bool(opens) and any(word in _VERBAL for word in words.lowered[last : cue.last])

    def _question(self, word: int) -> tuple[int, int] | None:
        """The place of the question mark that ends the sentence of a word."""
        stop = self._bounds[min(bisect_right(self._bounds, word), len(self._bounds) - 1)]
        after = self._starts[stop] if stop < self._words.n else len(self._text)
        at = self._text.find("?", self._ends[stop - 1], after)
        return (at, at + 1) if at >= 0 else None

    def _sentence(self, word: int) -> tuple[list[_Cue], list[int]]:
        """The cues of the sentence of a word, and the words at which a contrast closes what was open."""
        here = bisect_right(self._bounds, word) - 1
        if here not in self._read:
            cues = list(_find(self._words.lowered, self._bounds[here], self._bounds[here + 1]))
            closed = [cue.first for cue in cues if cue.group == "contrast"]
            self._read[here] = [c for c in cues if c.group not in ("contrast", "pseudo_negation")], closed
        return self._read[here]


_BE = ("is", "are", "was", "were", "be", "been", "isn", "aren", "wasn", "weren", "remains")
_DO = ("does", "do", "did", "doesn", "don", "didn", "has", "have", "had")
_MODAL = ("will", "would", "can", "could", "cannot", "won")
_PRETEXTS = ("pretext", "excuse", "cover", "smokescreen")
_VERBAL = frozenset((*_BE, *_DO, *_MODAL))  # between a mention and a negation: it is said of the mention


def _decided(found: Iterable[tuple[str, tuple[int, int]]], otherwise: str) -> tuple[str, tuple[int, int] | None, str]:
    """The stance that cues make, the deciding one, and its type; of several types the first in ``CUE_TYPES``."""
    ordered = sorted(found, key=lambda pair: (CUE_TYPES.index(pair[0]), pair[1]))
    if not ordered:
        return otherwise, None, ""
    kind, place = ordered[0]
    if kind == "endorsing":
        return "endorses", place, kind
    if kind == "negation":
        twice = sum(other == kind for other, _ in ordered) % 2 == 0
        return "unclear" if twice else "negates", place, kind
    return "distances", place, kind


@lru_cache(maxsize=1)
def _distancing() -> frozenset[str]:
    return frozenset(load_cues()["distancing"].forms)


@lru_cache(maxsize=1)
def _phrases() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Phrases by first word, longest first; of equal ones the group that stands first in ``_GROUPS``."""
    groups = load_cues()
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for group in _GROUPS:
        for phrase in groups[group].words:
            cut = [part for side in phrase.split("...") for part in (*Words(side).lowered, "...")][:-1]
            by_first.setdefault(cut[0], []).append((tuple(cut), group))
    for phrases in by_first.values():
        phrases.sort(key=lambda pair: -len(pair[0]))
    return by_first


def _find(lowered: list[str], begin: int, stop: int) -> Iterable[_Cue]:
    """The cues among words, from left to right, the longest at each place; none begins within another."""
    phrases = _phrases()
    spent: set[int] = set()  # what ends a pseudo-negation ("cannot … without") is no negation of its own
    i = begin
    while i < stop:
        for phrase, group in phrases.get(lowered[i], ()) if i not in spent else ():
            last = _matched(lowered, i, stop, phrase)
            if last:
                yield _Cue(i, last, group)
                # Between the parts of "none of … remove" lies what it is about; other cues there count.
                if "..." in phrase and group == "pseudo_negation":
                    spent.add(last - 1)
                i = i + len(phrase[: phrase.index("...")] if "..." in phrase else phrase) - 1
                break
        i += 1


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
