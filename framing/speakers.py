"""
Cue to speaker: who is named as the one who speaks, thinks or wants.

In goes a text that has been read, and the place of a cue in it; out comes the speaker as named in the text, surnames,
pronouns and roles resolved to the names that came before, or ``unattributed``. Titles, given names and the like are
data, see ``framing/voice_cues/speaker.toml``.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

import numpy as np

from framing.cues import ACCORDING, CLASSES, FORM_NAMES, VERBS, load_cues, vocabulary
from framing.features import ReadText
from framing.quotes import UNATTRIBUTED
from framing.words import COMMA, DASH, EDGE, PAREN, QUOTE

_HE, _SHE = frozenset(("he", "him", "his", "himself")), frozenset(("she", "her", "hers", "herself"))
_THEY = frozenset(("they", "them", "their", "themselves"))
_IT = frozenset(("it", "that", "this", "there", "which", "what", "these", "those"))
_SUBJECTS = frozenset(("he", "she", "they", "i", "we", "you", "it", "him", "them", "who"))
_ALONE = frozenset(("he", "she", "i", "we"))
_POSSESSIVES = frozenset(("his", "her", "their", "its", "my", "our", "your"))
_BE = frozenset(("is", "are", "was", "were", "be", "been", "being", "am"))
_LINKS = frozenset(("of", "for", "to", "in", "at", "from", "with", "on", "the"))
_PARTICLES = frozenset(("al", "bin", "ibn", "de", "la", "van", "von", "der", "den", "del", "di", "el"))
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_PEOPLES = ("ian", "can", "ish", "ese")
# What is handed on rather than held: "the information of the ministry" is the ministry's.
_HOLDS = frozenset(
    ("information", "data", "words", "report", "reports", "statement", "version", "results", "findings", "account")
)
_BODIES = frozenset(
    (
        "agency", "ministry", "department", "embassy", "committee", "group", "organization", "government", "campaign",
        "newspaper", "magazine", "channel", "site", "source", "people", "witness", "critic", "voter", "supporter",
    )
)  # fmt: skip
# Roles that one goes on with; another ("the mayor") may be somebody new.
_GENERIC = frozenset(
    ("diplomat", "expert", "analyst", "politician", "scientist", "author", "writer", "lawmaker", "official")
)
_MONTHS = frozenset(
    (
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    )
)  # fmt: skip
_OPENERS = frozenset(
    (
        "and", "but", "or", "as", "for", "if", "when", "while", "in", "on", "at", "however", "meanwhile", "earlier",
        "later", "after", "before", "so", "yet", "still", "also", "what", "how", "why", "of", "because", "since",
        "though", "although", "thus", "moreover", "by", "with", "from", "during", "under", "until", "where", "like",
        "nor", "even", "then", "now", "once", "that", "to", "about", "than", "not", "despite", "following", "back",
        "instead", "whether", "unlike", "amid", "indeed", "perhaps", "both",
    )
)  # fmt: skip
_NOT_NAMES = _OPENERS | _MONTHS | _SUBJECTS | _POSSESSIVES | _IT | frozenset(
    (
        "the", "a", "an", "according", "some", "many", "most", "one", "no", "yes", "all", "such", "another", "every",
        "among", "here", "just", "more", "other", "others", "only", "each", "any", "two", "three", "few", "several",
        "nearly", "almost",
    )
)  # fmt: skip
_INSERTED = frozenset(
    ("a", "an", "the", "who", "whose", "which", "one", "now", "then", "himself", "herself", "both", "and", "or")
)
# After these without a sign comes the speaker; after "told" whom it was told.
_INVERTED = frozenset(
    ("said", "says", "stated", "noted", "wrote", "writes", "added", "explained", "stressed", "emphasized")
)
_COUNTED = frozenset(
    (
        "one", "two", "three", "those", "many", "some", "most", "others", "percent", "all", "former", "everyone",
        "everybody", "someone", "somebody", "nobody", "none", "half", "both", "another", "several",
    )
)  # fmt: skip
_CLASS_NAMES = np.array(CLASSES, dtype=object)
_FAR = 60  # words from a cue back to its subject
_NEAR = 3  # sentences from a pronoun back to a name


class _Name(NamedTuple):
    """A name in a text: its words, in full as the text has it, the sentence, and whether it stands in a quotation."""

    first: int
    last: int
    full: str
    sentence: int
    quoted: bool


class _Lists(NamedTuple):
    """Word lists that tell names apart."""

    titles: frozenset[str]
    men: frozenset[str]
    women: frozenset[str]
    he: frozenset[str]
    she: frozenset[str]
    bodies: frozenset[str]
    groups: frozenset[str]
    roles: frozenset[str]


@lru_cache(maxsize=1)
def _lists() -> _Lists:
    cues = load_cues()
    order = ("title", "given_man", "given_woman", "honorific_man", "honorific_woman", "body", "group", "role")
    return _Lists(*(frozenset(cues[group].forms) for group in order))


def _aliases(surname: str) -> list[str]:
    """Keys that two spellings share if letters changed places, or one is missing or another: Khrolenko, Khlorenko."""
    if len(surname) < 6:
        return []
    less = {surname[:1] + surname[1:i] + surname[i + 1 :] for i in range(1, len(surname))}
    return [surname[0] + "".join(sorted(surname[1:])), *less]


class Speakers:
    """Names as they came up in a text, to resolve surnames, pronouns and roles with."""

    def __init__(self, read: ReadText) -> None:
        self.read, self.lists = read, _lists()
        words = read.words
        self.words, self.n = words.lowered, words.n
        self.signs, self.capital = words.before.tolist(), words.capital.tolist()
        self.classes = _CLASS_NAMES[read.features.cls].tolist()
        self._lower_openers()
        self.forms = vocabulary().form
        self.sexes: dict[str, str] = {}
        self.full: dict[str, dict[str, list[int]]] = {}  # by surname: each name, where first, and how often
        self.alias: dict[str, str] | None = None
        self.runs: list[tuple[int, int]] = []
        self._find_names()
        self.at = [first for first, _ in self.runs]

    # Names

    def _lower_openers(self) -> None:
        """A sentence begins with a capital: it is no name's if the word is in small letters elsewhere, or a verb."""
        capital, starts, words = self.read.words.capital, self.read.features.starts, self.read.words.words
        printed = set(words)
        names = {words[k] for k in np.flatnonzero(capital & ~starts).tolist()}
        for k in np.flatnonzero(capital & starts).tolist():
            word = self.words[k]
            if word in _NOT_NAMES:
                self.capital[k] = False
            elif (k + 1 == self.n or not self.capital[k + 1]) and words[k] not in names:
                self.capital[k] = not (word in printed or word.endswith(("ing", "ed", "ly")))

    def _find_names(self) -> None:
        words = self.read.words
        if not self.n:
            return
        joined = np.zeros(self.n, dtype=bool)
        joined[1:] = words.capital[1:] & words.capital[:-1] & ((words.before[1:] & EDGE) == 0)
        starts = np.flatnonzero(words.capital & ~joined)
        ends = np.flatnonzero(words.capital & ~np.append(joined[1:], False)) + 1
        for begin, end in zip(starts.tolist(), ends.tolist(), strict=True):
            first, last = self._bare(begin, end) if end - begin > 1 else (begin, end)
            if last - first > 1 or begin < first < last:
                self._register(first, last)
            if first < last:
                self.runs.append((first, last))

    def _name(self, number: int) -> _Name | None:
        """The name that a run of capitals is; a word by itself is one if the text has it in full."""
        first, last = self.runs[number]
        full = self.named(first, last) if last - first > 1 else self._known(first)
        if not full:
            return None
        return _Name(first, last, full, int(self.read.features.sentence[first]), bool(self.read.quoted[first] >= 0))

    def _register(self, first: int, last: int) -> None:
        """Note a name in full, or a surname after a title, unless it is known."""
        surname = self._surname(first, last)
        if last - first > 6 or (
            last - first == 1 and (surname in self.full or self.words[first - 1] not in self.lists.titles)
        ):
            return
        full = self.named(first, last)
        self.full.setdefault(surname, {}).setdefault(full, [first, 0])[1] += 1
        if not self.sexes.get(full):
            self.sexes[full] = self._sex(first, last)

    def _surname(self, first: int, last: int) -> str:
        return self.words[last - 2 if self.words[last - 1] in _SUFFIXES and last - first > 2 else last - 1]

    def _sex(self, first: int, last: int) -> str:
        """Whether a name is a man's (m), a woman's (f), some person's (p), a body's (-), or hard to tell (empty)."""
        words, lists = self.words, self.lists
        before = words[first - 1] if first else ""
        if words[first] in lists.men or before in lists.he:
            return "m"
        if words[first] in lists.women or before in lists.she:
            return "f"
        if not lists.bodies.isdisjoint(words[first:last]):
            return "-"
        titled = before in lists.titles or before in lists.roles
        return "p" if titled and not self.signs[first] & EDGE else ""

    def _bare(self, first: int, last: int) -> tuple[int, int]:
        """A run of capitals without what is no name: openers, days, titles, and what a title is of."""
        words, lists = self.words, self.lists
        if last - first == 1:
            return (last, last) if words[first] in _NOT_NAMES else (first, last)
        while first < last and words[first] in _NOT_NAMES:
            first += 1
        while first < last and words[last - 1] in _NOT_NAMES and words[last - 1] != "i":
            last -= 1
        if last - first < 2:
            return first, last
        given = next((k for k in range(first, last - 1) if words[k] in lists.men or words[k] in lists.women), None)
        if given is not None and lists.bodies.isdisjoint(words[given:last]):
            return given, last
        if words[last - 1] in lists.titles:
            return last, last
        title = next((k for k in range(last - 2, first - 1, -1) if words[k] in lists.titles), None)
        if title is not None and words[last - 1] not in lists.bodies:
            return title + 1, last
        # "Minister of Defense of the Northern Federation Ulan Berg", "Ambassador to Norway Ulan Berg"
        if last - first > 2 and self._titled(first) and lists.bodies.isdisjoint(words[last - 2 : last]):
            return (last - 2 if last - first > 3 or words[first].endswith(_PEOPLES) else first + 1), last
        return first, last

    def _titled(self, first: int) -> bool:
        """Whether "of", "to" or the like and a title before it come before a word."""
        words = self.words
        if not first or words[first - 1] not in _LINKS:
            return False
        return any(
            words[k] in self.lists.titles and not self.signs[k + 1] & EDGE for k in range(max(0, first - 8), first - 1)
        )

    def named(self, first: int, last: int) -> str:
        """Words as printed."""
        words = self.read.words
        return self.read.text[words.start[first] : words.end[last - 1]]

    def _known(self, word: int) -> str:
        """The name in full that ends in a surname, or in one spelt much like it, the most frequent that came before."""
        surname = self.words[word]
        if surname not in self.full:
            if self.alias is None:
                self.alias = {}
                for other in self.full:
                    for key in _aliases(other):
                        self.alias.setdefault(key, other)
            surname = next((self.alias[key] for key in _aliases(surname) if key in self.alias), surname)
        before = self.words[word - 1] if word else ""
        sex = "m" if before in self.lists.he else "f" if before in self.lists.she else ""
        best, most = "", (False, 0)
        for name, (first, count) in islice(self.full.get(surname, {}).items(), 9):
            fits = self.sexes[name] in (sex, "p", "") if sex else self.sexes[name] != "-"
            rank = (self.sexes[name] == sex, count)
            if first < word and fits and rank > most:
                best, most = name, rank
        return best

    # References

    def _nearest(self, word: int, sex: str) -> list[_Name]:
        """The persons of the nearest sentence before a word that names any, outside quotations."""
        place = bisect_left(self.at, word) - 1
        here = int(self.read.features.sentence[word])
        found: list[_Name] = []
        sentence = -1
        for number in range(place, max(-1, place - 40), -1):
            name = self._name(number)
            if name is None:
                continue
            if here - name.sentence > _NEAR or (found and name.sentence != sentence):
                break
            known = self.sexes.get(name.full, "")
            if not name.quoted and known in (("m", "f", "p") if not sex else (sex, "p")):
                sentence = name.sentence
                found.append(name)
        return found[::-1]

    def _pronoun(self, word: int, previous: str) -> str:
        """Who is meant by "he", "she" or "they": who spoke last, unless the sentence before is about another."""
        lowered = self.words[word]
        if lowered in _THEY:
            return previous if previous and self.sexes.get(previous, "-") == "-" else self.named(word, word + 1)
        sex = "m" if lowered in _HE else "f"
        known = self.sexes.get(previous, "p" if previous.istitle() else "-")
        fits = bool(previous) and known in (sex, "p", "")
        near = self._nearest(word, sex)
        if near and (not fits or previous not in [name.full for name in near]):
            return near[0].full
        someone = known not in ("m", "f") and 0 < previous.count(" ") < 4 and not previous.endswith("s")
        if fits or someone:
            return previous
        return self.named(word, word + 1)

    def _role(self, role: int, word: int, previous: str) -> str:
        """Who is meant by "the minister": the last name the role stands beside, or the one person named just before."""
        words = self.words
        place = bisect_left(self.at, word) - 1
        wanted = {words[role], *(words[k] for k in range(word, role) if self.capital[k])}
        for number in range(place, max(-1, place - 40), -1):
            name = self._name(number)
            if name and self._holds(name, words[role]):
                around = words[max(0, name.first - 6) : min(name.first + 10, word)]
                if wanted.issubset(around):
                    return name.full
        if words[role] in _GENERIC and role == word + 1 and previous:
            return previous
        here = int(self.read.features.sentence[word])
        near = [name for name in self._nearest(word, "") if name.sentence < here]
        alone = len({name.full for name in near}) == 1 and not any(self._entitled(name) for name in near)
        return near[0].full if alone else ""

    def _holds(self, name: _Name, role: str) -> bool:
        """Whether a role stands right before a name, or in an apposition to it."""
        k = name.first
        while k > max(0, name.first - 6) and not self.signs[k] & EDGE:
            k -= 1
            if self.words[k] == role:
                return True
            if not self.capital[k] and self.words[k] not in _LINKS and not self._is_role(k):
                break
        beside = name.last < self.n and self.signs[name.last] & (COMMA | PAREN)
        return bool(beside and role in self.words[name.last : name.last + 6])

    def _entitled(self, name: _Name) -> bool:
        """Whether a title or role stands right beside a name."""
        k = name.first - 1
        if k >= 0 and not self.signs[k + 1] & EDGE and (self.words[k] in self.lists.titles or self._is_role(k)):
            return True
        after = range(name.last, min(name.last + 4, self.n))
        return any(self.signs[name.last] & COMMA and self._is_role(k) for k in after)

    # Phrases

    def resolve(self, first: int, last: int, previous: str) -> str:
        """The words from ``first`` to before ``last`` as a speaker: in full, if the text has named it before."""
        words, classes = self.words, self.classes
        if last - first == 1 and self.capital[first] and words[first] not in _NOT_NAMES:
            return self._known(first) or self.named(first, last)
        while last > first and (classes[last - 1] in ("adverb", "time", "preposition") or self._adverb(last - 1)):
            last -= 1
        while first < last - 1 and (words[first] in _OPENERS or classes[first] in ("adverb", "time")):
            first += 1
        if first < last - 1 and words[first] in ("a", "an"):
            first += 1
        if first >= last or words[first] in _MONTHS or (last - first == 1 and self._empty(first)):
            return UNATTRIBUTED
        if last - first == 1 and words[first] in _HE | _SHE | _THEY:
            return self._pronoun(first, previous)
        parted = self._conjoined(first, last)
        if parted:
            return f"{self.resolve(first, parted, previous)} and {self.resolve(parted + 1, last, previous)}"
        last = self._without_place(first, last)
        # "in the context of Norway | plans to": Norway does
        if first and words[first - 1] in ("in", "on") and self.capital[last - 1]:
            first = next((k + 1 for k in range(last - 2, first, -1) if classes[k] == "preposition"), first)
        definite = words[first] in ("the", "this", "that")
        head = self._head(first, last)
        if definite and (not self.capital[last - 1] or head < last):
            role = next((k for k in range(first + 1, min(head, first + 4)) if self._is_role(k)), None)
            known = self._role(role, first, previous) if role is not None else ""
            if known:
                return known
        if self.capital[last - 1]:
            name = self._name_at(first, last, head)
            if name:
                return name
        if definite and any(self.capital[first + 1 : last]) and not self._is_role(head - 1):
            first += 1
        return self.named(first, min(last, first + 12))

    def _without_place(self, first: int, last: int) -> int:
        """Where a phrase goes on with what is no part of it: "Anna Berg | in her speech"."""
        for k in range(first + 1, last - 1):
            held = self.words[k + 1] in _POSSESSIVES or self.words[k + 1] in ("a", "an", "this")
            if self.classes[k] == "preposition" and self.words[k] != "of" and held:
                return k
        return last

    def _empty(self, word: int) -> bool:
        """Whether a word by itself names nobody."""
        which = self.classes[word]
        return self.words[word] in _IT | _OPENERS or (which in ("be", "modal", "negator") and not self.capital[word])

    def _adverb(self, word: int) -> bool:
        return self.words[word].endswith("ly") and not self.capital[word]

    def _is_role(self, word: int) -> bool:
        return self.words[word] in self.lists.roles and self.words[word] not in _BODIES and not self.capital[word]

    def _head(self, first: int, last: int) -> int:
        """Where a phrase goes on with a preposition: "planners | in Moscow"."""
        for k in range(first + 1, last):
            if self.classes[k] in ("preposition", "to"):
                return k
        return last

    def _conjoined(self, first: int, last: int) -> int:
        """The "and" between two names, or nothing: each is resolved by itself."""
        for k in range(first + 1, last - 1):
            if self.words[k] == "and" and self.capital[k - 1] and self.capital[k + 1] and self.capital[last - 1]:
                return k
        return 0

    def _name_at(self, first: int, last: int, head: int) -> str:
        """The name that a phrase ends in, without titles; empty, if the phrase is about something of that name."""
        words = self.words
        begin = last - 1
        while (
            begin > first
            and not self.signs[begin] & EDGE
            and (self.capital[begin - 1] or (words[begin - 1] in _PARTICLES and self.capital[begin - 2]))
        ):
            begin -= 1
        a, z = self._bare(begin, last)
        if a >= z:
            return ""
        if head < begin and self.classes[begin - 1] in ("preposition", "to", "determiner") and a == begin:
            # "planners in Moscow", "Bank of Norway", but "Governor Anna Berg of Oslo"
            a, z = self._bare(first, head) if all(self.capital[first:head]) else (first, first)
            if z - a == 0 or (self._sex(a, z) in ("", "-") and (a == first or z - a == 1)):
                return ""
        if z - a == 1:
            return self._known(a) or self.named(a, z)
        return self.named(a, z)

    # Clauses

    def of(self, cue: int, begin: int, stop: int, previous: str, classes: list[int]) -> str:
        """Who acts in a cue: the words before it back to the edge of the clause, or the name after it."""
        if classes[cue] == ACCORDING:
            return self._according(cue, stop, previous)
        if self._passive(cue, begin):
            return self._agent(cue, stop, previous)
        after = self._inverted(cue, begin, stop)
        if after:
            return self.resolve(*after, previous)
        first, last = self._subject(cue, begin)
        if first == last or self.words[first:last] == ["it"]:
            known = self.signs[cue] & (QUOTE | COMMA) if first == last else self.sexes.get(previous) == "-"
            if known and previous:
                return previous
            says = first < last and self.classes[cue] in ("say", "ask", "judge")
            says = says and cue - first < 4 and "be" not in self.classes[first + 1 : cue]
            return self.named(first, last) if says else UNATTRIBUTED
        return self.resolve(first, last, previous)

    def _subject(self, cue: int, begin: int) -> tuple[int, int]:
        """Where the subject of a cue stands before it; where there is none, nothing: as many words as none."""
        last = self._verb_group(cue, begin)
        if last == begin or self.signs[last] & EDGE or self.classes[last - 1] == "coordinator":
            return self._parted(last, cue, begin)
        if self._participle(cue, last) or "to" in self.classes[last:cue]:
            found = self._main(last, begin)
            if found:
                return found
        alone = last - 1 == begin or self.signs[last - 1] & EDGE
        if self.words[last - 1] in _ALONE or (alone and self.capital[last - 1] and not self.signs[last - 1] & COMMA):
            return last - 1, last
        if self.words[last - 1] in ("who", "which", "that") and last - 1 > begin:
            last -= 1
            if self.signs[last] & COMMA and self.capital[last - 1]:
                first = last - 1
                while first > begin and self.capital[first - 1] and not self.signs[first] & EDGE:
                    first -= 1
                if not self.signs[first] & COMMA:
                    return first, last
        first = self._phrase(last, begin)
        beside = self._is_role(first) or self.words[first] in ("a", "an")
        if self.signs[first] & COMMA and first > begin and self.capital[first - 1] and beside:
            return self._parted(first, cue, begin)
        if self._plausible(first, last):
            return first, last
        return self._main(last, begin) or ((first, last) if last - first <= 3 else (last, last))

    def _participle(self, cue: int, last: int) -> bool:
        """Whether a cue is an -ing form without a form of be: "came, saying"."""
        return self._form(cue) == "ing" and "be" not in self.classes[last:cue]

    def _form(self, word: int) -> str:
        return FORM_NAMES[self.forms[self.read.words.number[word]]]

    def _according(self, cue: int, stop: int, previous: str) -> str:
        words = self.words
        first = cue + 2
        if (
            words[first : first + 1] == ["the"]
            and words[first + 2 : first + 3] == ["of"]
            and words[first + 1] in _HOLDS
        ):
            first += 3
        return self.resolve(first, self._forward(first, stop), previous)

    def _forward(self, first: int, stop: int) -> int:
        """Where a phrase that begins here ends: at a sign, a verb, or a word that opens a clause."""
        last, limit = first, min(stop, first + 14)
        while last < limit and (last == first or not self.signs[last] & EDGE):
            if last > first and self._goes_on(last, stop):
                break
            if last > first and self.classes[last] in (
                "relative",
                "that",
                "subordinator",
                "be",
                "modal",
                "time",
                "adverb",
            ):
                break
            last += 1
        return last

    def _goes_on(self, word: int, stop: int) -> bool:
        """Whether a participle or a gerund ends a phrase: "the survey | released on", "the mayor | of taking"."""
        if word + 1 >= stop:
            return False
        if self.classes[word] == "preposition":
            return self.words[word + 1].endswith("ing") and not self.capital[word + 1]
        after = self.classes[word + 1] in ("preposition", "to", "time")
        return after and self.words[word].endswith("ed") and not self.capital[word]

    def _passive(self, cue: int, begin: int) -> bool:
        """Whether a cue is passive: "was told", "as reported by"; what is afraid or determined is none."""
        if self._form(cue) != "past" or self.classes[cue] == "want":
            return False
        if (cue == begin or self.signs[cue] & EDGE) and self.words[cue + 1 : cue + 2] == ["by"]:
            return True
        k = cue - 1
        while (
            k > begin and (self.classes[k] in ("adverb", "negator") or self._adverb(k)) and not self.signs[k + 1] & EDGE
        ):
            k -= 1
        if k < begin or self.signs[k + 1] & EDGE:
            return False
        return self.words[k] in _BE or (self.words[k] == "as" and self.words[cue + 1 : cue + 2] in (["by"], ["in"]))

    def _agent(self, cue: int, stop: int, previous: str) -> str:
        """Who says what "was said": who it was said by, or the body it was said at."""
        words = self.words
        for k in range(cue + 1, min(stop - 1, cue + 6)):
            if self.signs[k] & EDGE or self.classes[k] == "that":
                break
            if words[k] in ("by", "at", "in"):
                z = self._forward(k + 1, stop)
                inside = words[k + 1 : z]
                if words[k] == "by" or not self.lists.bodies.isdisjoint(inside):
                    return self.resolve(k + 1, z, previous)
        return UNATTRIBUTED

    def _inverted(self, cue: int, begin: int, stop: int) -> tuple[int, int] | None:
        """Where the speaker stands if after the cue: "said Anna Berg", "said an official"."""
        first = cue + 1
        if first >= stop or self.signs[first] & EDGE or self.classes[cue] not in ("say", "ask"):
            return None
        if self.words[cue] in ("told", "tells", "telling"):
            return None
        quoted = cue == begin or self.signs[cue] & QUOTE
        if not quoted and not self.capital[first]:
            return None
        last = self._forward(first, stop)
        whole = last == stop or self.signs[last] & EDGE or self.classes[last] in ("relative", "time", "adverb")
        if self.capital[first]:
            z = first
            while z < last and self.capital[z]:
                z += 1
            whole = whole and (z == last or self.classes[z] == "preposition")
            parted = self.signs[cue] & EDGE or (z - first > 1 and self.words[cue] in _INVERTED)
            if quoted or (whole and parted):
                return first, (last if whole else z)
            return None
        noun = self.classes[first] == "determiner" or self.words[first] in _COUNTED or self.capital[last - 1]
        noun = noun or self._is_role(last - 1) or self.words[last - 1] in self.lists.groups
        if not (self.signs[cue] & QUOTE and whole and noun and self.classes[cue] == "say"):
            return None
        # "said the director, Anna Berg, on Monday"
        z = last
        while z < stop and self.capital[z] and (z == last or not self.signs[z] & EDGE):
            z += 1
        named = z - last > 1 and self.signs[last] & COMMA and (z == stop or self.signs[z] & EDGE)
        return (last, z) if named else (first, last)

    def _verb_group(self, cue: int, begin: int) -> int:
        """The first word of a cue's verb group: "has also said"."""
        skipped = ("adverb", "modal", "be", "negator", "time", "to", "seem")
        last = cue
        while last > max(begin, cue - 7) and not self.signs[last] & EDGE:
            if self.classes[last - 1] not in skipped and not self._adverb(last - 1):
                break
            last -= 1
        return last

    def _phrase(self, last: int, begin: int) -> int:
        """The first word of the phrase that ends before ``last``."""
        words, classes = self.words, self.classes
        first = last
        verb = self.read.features.verb
        while first > max(begin, last - 12) and not (first < last and self.signs[first] & EDGE):
            k = first - 1
            which = classes[k]
            if which in ("relative", "that", "subordinator", "modal", "negator") or (which == "be" and words[k] != "s"):
                break
            if which == "coordinator" and not self._joins(k, begin):
                break
            subject = words[k] in _SUBJECTS and not (k and self.capital[k] and self.capital[k - 1])  # but F.B.I.
            if first < last and (subject or (which in VERBS and verb[k] and not self.capital[k] and self._acts(k))):
                break
            first = k
            if subject:
                break
        return first

    def _acts(self, word: int) -> bool:
        """Whether a cue word is in a form that only verbs have."""
        form = self._form(word)
        named = form == "s" and word and self.capital[word - 1]
        return form in ("past", "ing") or bool(named and not self.signs[word] & EDGE)

    def _joins(self, word: int, begin: int) -> bool:
        """Whether an "and" joins two names or two kinds of people rather than two clauses."""
        if self.words[word] != "and" or word == begin or self.signs[word] & EDGE:
            return False
        k = word
        while k > max(begin, word - 5) and not self.signs[k] & EDGE:
            if self.classes[k - 1] not in ("other", "role", "determiner"):
                break
            k -= 1
        opened = k == begin or self.signs[k] & EDGE or self.classes[k - 1] in ("that", "subordinator", "coordinator")
        return bool(opened and k < word and (self.capital[word - 1] or self.words[word - 1].endswith("s")))

    def _plausible(self, first: int, last: int) -> bool:
        """Whether words look like somebody: a name, a pronoun, a phrase with a determiner, a role, people."""
        if first >= last:
            return False
        for k in range(first + 1, last - 1):
            # "his lawyers framed their remarks" is a clause
            held = self.words[k + 1] in _POSSESSIVES or self.classes[k + 1] == "determiner"
            if held and self.words[k].endswith("ed") and not self.capital[k]:
                return False
        head = self._head(first, last)
        word = self.words[head - 1]
        return (
            self.capital[head - 1]
            or self.capital[last - 1]
            or word in _SUBJECTS
            or not _COUNTED.isdisjoint((word, self.words[first]))
            or self.classes[first] == "determiner"
            or self.words[first] in _POSSESSIVES
            or word in self.lists.groups
            or word in self.lists.roles
            or word.endswith(("s", "men", "ers"))
        )

    def _parted(self, last: int, cue: int, begin: int) -> tuple[int, int]:
        """The subject that insertions or other verbs part from its cue: "Anna Berg, an engineer, said"."""
        at, floor = last, max(begin, last - _FAR)
        participle, verb = self._participle(cue, last), self.read.features.verb
        kept = None
        while at > floor and self.signs[at] & (COMMA | PAREN | DASH) and not self.signs[at] & QUOTE:
            first = at - 1
            while first > floor and not self.signs[first] & EDGE:
                first -= 1
            if not self._inserted(first):
                a = self._phrase(at, first)
                whole = a - first <= 1 or (not participle and self.capital[at - 1] and not verb[first:a].any())
                return (a, at) if whole and self._plausible(a, at) else (self._main(last, begin) or (last, last))
            if self.classes[first] in ("determiner", "role") or self.capital[at - 1]:
                kept = self._phrase(at, first), at
            at = first
        return self._main(last, begin) or kept or (last, last)

    def _inserted(self, first: int) -> bool:
        """Whether a stretch between commas says more about what comes before it."""
        word, which = self.words[first], self.classes[first]
        return (
            word in _INSERTED
            or word in _POSSESSIVES
            or which in ("relative", "preposition", "subordinator", "adverb", "time", "role", "modal", "to")
            or (word in self.lists.titles and not (first + 1 < self.n and self.capital[first + 1]))
            or not word.isalpha()
            or (not self.capital[first] and word not in _SUBJECTS)
        )

    def _clause(self, last: int, begin: int) -> int:
        """Where the clause before ``last`` begins: after "that", "when" or the like, or a dateline, or the sentence."""
        for k in range(last - 1, begin, -1):
            if self.signs[k] & EDGE:
                break
            if self.classes[k - 1] in ("that", "subordinator"):
                return k
        for k in range(begin + 1, min(last, begin + 9)):
            if self.signs[k] & DASH and self.read.words.words[begin].isupper():
                return k
        return begin

    def _main(self, last: int, begin: int) -> tuple[int, int] | None:
        """The subject that a sentence opens with, after what comes first: "In May, | Anna Berg | came and said"."""
        first = self._opened(self._clause(last, max(begin, last - _FAR)), last)
        if first >= last:
            return None
        if self.words[first] in _SUBJECTS:
            return first, first + 1
        z = self._noun_phrase(first, last)
        ended = z < last and (self.classes[z] in ("be", "modal", "relative") or self.words[z].endswith("ed"))
        plain = ended and self.classes[first] == "determiner" and z - first > 1
        named = any(self.capital[first:z]) or self._people(z - 1)
        return (first, z) if plain or (named and self._plausible(first, z)) else None

    def _opened(self, first: int, last: int) -> int:
        """Where the subject begins after a quotation, an adverbial up to its comma, adverbs and days."""
        words, classes = self.words, self.classes
        while first < last and self.read.quoted[first] >= 0:
            first += 1
        for _ in range(3):
            if first == last:
                break
            adverbial = classes[first] in ("preposition", "subordinator", "to", "adverb", "time")
            if not adverbial and not words[first].endswith(("ing", "ed")):
                break
            comma = next((k for k in range(first + 1, min(last, first + 30)) if self.signs[k] & COMMA), None)
            if comma is None:
                break
            first = comma
        while first < last and (
            words[first] in _OPENERS
            or words[first] in _MONTHS
            or words[first].isdigit()
            or classes[first] in ("coordinator", "adverb", "time")
            or self._adverb(first)
        ):
            first += 1
        return first

    def _noun_phrase(self, first: int, last: int) -> int:
        """Where the name or the people that begin here end: "The mayor of Oslo | came"."""
        words, capital = self.words, self.capital
        z, named = first, False
        while z < min(last, first + 14) and (z == first or not self.signs[z] & EDGE):
            heads = capital[z] or self._is_role(z) or (z > first and words[z] in self.lists.groups)
            linked = words[z] in ("of", "to", "for") and z > first and any(capital[z + 1 : min(z + 3, last)])
            if z > first + 1 and not capital[z] and words[z].endswith(("ed", "ly")):
                break
            if z > first and not heads and not linked and (named or self._people(z - 1)):
                break
            if not heads and not linked and z > first and self.classes[z] not in ("other", "determiner"):
                break
            named = named or capital[z]
            z += 2 if linked else 1
        return min(z, last)

    def _people(self, word: int) -> bool:
        """Whether a word is a role's or looks like a plural."""
        return not self.capital[word] and (self._is_role(word) or self.words[word].endswith("s"))
