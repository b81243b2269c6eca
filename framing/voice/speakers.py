"""
Cue to speaker: who is named as the one who speaks, thinks or wants.

In goes a text that has been read, and the place of a cue in it; out comes the speaker as named in the text, surnames,
pronouns and roles resolved to the names that came before, or ``unattributed``. Titles, given names and the like are
data, see ``cue_words/speaker.toml``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np

from framing.voice.cues import ACCORDING, CLASSES, VERBS, load_cues
from framing.voice.features import ReadText
from framing.voice.quotes import UNATTRIBUTED
from framing.voice.words import COMMA, DASH, EDGE, PAREN, QUOTE


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_HE, _SHE, _THEY = _set("he him his himself"), _set("she her hers herself"), _set("they them their themselves")
_IT = _set("it that this there which what these those")
_SUBJECTS = _set("he she they i we you it him them who")
_ALONE = _set("he she i we")
_POSSESSIVES = _set("his her their its my our your")
_BE = _set("is are was were be been being am")
_LINKS = _set("of for to in at from with on the")
# Roles that a body or a crowd has.
_BODIES = _set(
    "agency ministry department embassy committee group organization government campaign newspaper magazine channel "
    "site source people witness critic voter supporter"
)
_DATES = _set(
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday"
)
_OPENERS = _set(
    "and but or as for if when while in on at however meanwhile earlier later after before so yet still also what how "
    "why of because since though although thus moreover by with from during under until where like nor even then now "
    "once that to about than not despite following back instead whether unlike amid indeed perhaps both"
)
_NOT_NAMES = _OPENERS.union(_DATES, _SUBJECTS, _POSSESSIVES, _IT) | _set(
    "the a an according some many most one no yes all such another every among here just more other others only each "
    "any two three few several nearly almost"
)
_TAILS = _set("jr sr ii iii iv") | (_NOT_NAMES - {"i"})  # what may follow a surname in a run of capitals
# After these without a sign comes the speaker; after "told" whom it was told.
_INVERTED = _set("said says stated noted wrote writes added explained stressed emphasized")
_PERSONS, _NOBODY = _HE | _SHE | _THEY, _IT | _OPENERS
_COUNTED = _set(
    "one two three those many some most others percent all former everyone everybody someone somebody nobody none half "
    "both another several"
)
# Classes of words: within a verb group, where a phrase before a cue begins, and where one after it ends.
_AUXILIARIES = _set("adverb modal be negator time to seem")
_BOUNDS = _set("relative that subordinator modal negator")
_ENDS = _set("relative that subordinator be modal time adverb")
_CLASS_NAMES = np.array(CLASSES, dtype=object)
_HOLDS = _set("information data words statement statements account report")
_PARTICLES = _set("al el bin ibn ul de del la le du di van von der den dos")  # within names, in small letters
_FAR = 60  # words from a cue back to its subject
_NEAR = 3  # sentences from a pronoun back to a name
_RUNS = 40  # names back to one that is meant
_NAMESAKES = 9


class _Name(NamedTuple):
    """A name in a text: its words, and in full as the text has it."""

    first: int
    last: int
    full: str


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
    given: frozenset[str]
    pasts: frozenset[str]


@lru_cache(maxsize=1)
def _lists() -> _Lists:
    cues = load_cues()
    order = ("title", "given_man", "given_woman", "honorific_man", "honorific_woman", "body", "group", "role")
    lists = [frozenset(cues[group].forms) for group in order]
    pasts = (word for verbs in VERBS for word, (_, form) in cues[verbs].forms.items() if form == "past")
    return _Lists(*lists, lists[1] | lists[2], frozenset(pasts))


def _letters(surname: str) -> str:
    """What a surname shares with one whose letters changed places: Khrolenko, Khlorenko."""
    return surname[0] + "".join(sorted(surname[1:]))


class Speakers:
    """Who speaks in a text; names as they came up, to resolve surnames, pronouns and roles with, are found if asked."""

    def __init__(self, read: ReadText) -> None:
        self.read, self.lists = read, _lists()
        words = read.words
        self.words, self.n = words.lowered, words.n
        self.signs = words.before.tolist()
        self.classes = _CLASS_NAMES[read.features.cls].tolist()
        self.capital = self._capitals()
        self.sexes: dict[str, str] = {}
        self.people: dict[str, dict[str, list[int]]] = {}  # by surname: each name, where first, and how often
        self.names: dict[int, _Name | None] = {}  # by run of capitals

    # Names

    def _capitals(self) -> list[bool]:
        """A sentence begins with a capital: it is no name's if the word is in small letters elsewhere, or a verb."""
        opens, words = self.read.words.capital, self.read.words.words
        capital = opens.tolist()
        printed = set(words)
        for k in range(1, self.n - 1) if _PARTICLES & printed else ():
            pair = words[k] in _PARTICLES and words[k + 1] in _PARTICLES and capital[k - 1 : k + 3 : 3] == [True, True]
            single = words[k] in _PARTICLES and capital[k - 1] and capital[k + 1]
            if (single or pair) and not (self.signs[k] | self.signs[k + 1]) & EDGE:
                capital[k] = capital[k + 1] = True
        for k in np.flatnonzero(opens & self.read.features.starts).tolist():
            word = self.words[k]
            if word in _NOT_NAMES:
                capital[k] = False
            elif k + 1 == self.n or not capital[k + 1]:
                capital[k] = not (word in printed or word.endswith(("ing", "ed", "ly")))
        return capital

    @cached_property
    def runs(self) -> list[list[int]]:
        """Runs of capitals: the first word, and the one after the last."""
        signs, end, runs = self.signs, -1, []
        for k in np.flatnonzero(self.read.words.capital).tolist():
            if k == end and not signs[k] & EDGE:
                runs[-1][1] = k + 1
            else:
                runs.append([k, k + 1])
            end = k + 1
        return runs

    @cached_property
    def by_surname(self) -> dict[str, list[int]]:
        """The runs of two capitals or more that end in a surname."""
        words, found = self.words, defaultdict(list)
        for number, (first, last) in enumerate(self.runs):
            if last - first > 1:
                surname = words[last - 1]
                found[self._surname(first, last) if surname in _TAILS else surname].append(number)
        return found

    @cached_property
    def sentences(self) -> list[int]:
        """Where sentences begin."""
        return np.flatnonzero(self.read.features.starts).tolist()

    @cached_property
    def by_letters(self) -> dict[str, str]:
        """Surnames of some length, by their letters."""
        return {_letters(surname): surname for surname in reversed(self.by_surname) if len(surname) > 5}

    def _surname(self, first: int, last: int) -> str:
        while last - first > 1 and self.words[last - 1] in _TAILS:
            last -= 1
        return self.words[last - 1]

    def _bare(self, first: int, last: int) -> tuple[int, int]:
        """A run of capitals without what is no name: openers, days, titles, and what a title is of."""
        words, lists = self.words, self.lists
        while first < last and words[first] in _NOT_NAMES:
            first += 1
        while first < last and words[last - 1] in _NOT_NAMES and words[last - 1] != "i":
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

    def named(self, first: int, last: int) -> str:
        """Words as printed."""
        return self.read.text[self.read.starts[first] : self.read.ends[last - 1]]

    def _namesakes(self, surname: str) -> dict[str, list[int]]:
        """Names in full that end in a surname, where each is first, and how often; or a surname after a title."""
        if surname in self.people:
            return self.people[surname]
        found = self.people[surname] = {}
        for number in self.by_surname.get(surname, ()):
            first, last = self._bare(*self.runs[number])
            titled = last - first == 1 and not found and self.words[first - 1] in self.lists.titles
            if not (titled or 1 < last - first < 7):
                continue
            full = self.named(first, last)
            if full in found or len(found) < _NAMESAKES:
                found.setdefault(full, [first, 0])[1] += 1
                self.sexes[full] = self.sexes.get(full) or self._sex(first, last)
        return found

    def _known(self, word: int) -> str:
        """The name in full that ends in a surname, or in one spelt much like it, the most frequent that came before."""
        surname = self.words[word]
        if surname not in self.by_surname and len(surname) > 5:
            surname = self.by_letters.get(_letters(surname), surname)
        before = self.words[word - 1] if word else ""
        sex = "m" if before in self.lists.he else "f" if before in self.lists.she else ""
        best, most = "", (False, 0)
        for name, (first, count) in self._namesakes(surname).items():
            fits = self.sexes[name] in (sex, "p", "") if sex else self.sexes[name] != "-"
            rank = (self.sexes[name] == sex, count)
            if first < word and fits and rank > most:
                best, most = name, rank
        return best

    def _full(self, first: int, last: int) -> str:
        """A name as printed, or, if it is a surname, in full as it came before; empty, if it did not."""
        if last - first < 2:
            return self._known(first) if first < last else ""
        self._namesakes(self._surname(first, last))  # notes whose it is
        return self.named(first, last)

    def _name(self, number: int) -> _Name | None:
        """The name that a run of capitals is; a word by itself is one if the text has it in full."""
        if number not in self.names:
            first, last = self._bare(*self.runs[number])
            full = self._full(first, last)
            self.names[number] = _Name(first, last, full) if full else None
        return self.names[number]

    # References

    def _nearest(self, word: int, sex: str) -> list[_Name]:
        """The persons of the nearest sentence before a word that names any, outside quotations."""
        fitting = (sex, "p") if sex else ("m", "f", "p")
        if not self.by_surname:
            return []
        floor = self._sentence(word, _NEAR)
        found: list[_Name] = []
        for number in self._before(word):
            first = self.runs[number][0]
            if first < floor:
                break
            name = None if self.read.quoted[first] >= 0 else self._name(number)
            if name and self.sexes.get(name.full) in fitting:
                floor = self._sentence(first)
                found.append(name)
        return found[::-1]

    def _before(self, word: int) -> range:
        """The last runs of capitals before a word, the nearest first."""
        place = bisect_left(self.runs, [word])
        return range(place - 1, max(-1, place - _RUNS), -1)

    def _sentence(self, word: int, back: int = 0) -> int:
        """Where the sentence of a word begins, or one further back."""
        return self.sentences[max(0, bisect_right(self.sentences, word) - 1 - back)]

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
        return previous if fits else self.named(word, word + 1)

    def _role(self, role: int, previous: str) -> str:
        """Who is meant by "the minister": the last name the role stands beside, or the one person named just before."""
        words = self.words
        for number in self._before(role):
            first, last = self.runs[number]
            name = self._name(number) if words[role] in words[max(0, first - 6) : last + 6] else None
            if name and self._holds(name, words[role]):
                return name.full
        here = self._sentence(role)
        near = {name.full for name in self._nearest(role, "") if name.first < here}
        return near.pop() if len(near) == 1 else ""

    def _holds(self, name: _Name, role: str) -> bool:
        """Whether a role stands right before a name, or in an apposition to it."""
        k = name.first
        while k > max(0, name.first - 6) and not self.signs[k] & EDGE:
            k -= 1
            if self.words[k] == role:
                return True
            if not self.capital[k] and self.words[k] not in _LINKS:
                break
        beside = name.last < self.n and self.signs[name.last] & (COMMA | PAREN)
        return bool(beside and role in self.words[name.last : name.last + 6])

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
        place = (k for k in range(first + 1, last - 1) if words[k] in ("in", "on") and words[k + 1] in _POSSESSIVES)
        last = next(place, last)  # "Anna Berg | in her speech"
        if first >= last or words[first] in _DATES or (last - first == 1 and self._nobody(first)):
            return UNATTRIBUTED
        if last - first == 1 and words[first] in _PERSONS:
            return self._pronoun(first, previous)
        return self._phrase_of(first, last, previous)

    def _phrase_of(self, first: int, last: int, previous: str) -> str:
        """A phrase as a speaker: two names, each by itself, whose role it is, the name in it, or as printed."""
        if "and" in self.words[first + 1 : last - 1] and self.capital[last - 1]:
            joint = self.words.index("and", first + 1)
            if self.capital[joint - 1] and self.capital[joint + 1]:
                return f"{self.resolve(first, joint, previous)} and {self.resolve(joint + 1, last, previous)}"
        definite, head = self.words[first] in ("the", "this", "that"), self._head(first, last)
        if definite and (not self.capital[last - 1] or head < last):
            role = next((k for k in range(first + 1, min(head, first + 4)) if self._is_role(k)), None)
            known = self._role(role, previous) if role is not None else ""
            if known:
                return known
        name = self._name_at(first, last, head)
        if name:
            return name
        if definite and any(self.capital[first + 1 : last]) and not self._is_role(head - 1):
            first += 1
        return self.named(first, min(last, first + 12))

    def _nobody(self, word: int) -> bool:
        return self.words[word] in _NOBODY or self.classes[word] in ("be", "modal", "negator")

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

    def _name_at(self, first: int, last: int, head: int) -> str:
        """The name that a phrase ends in, without titles; empty, if the phrase is about something of that name."""
        begin = self._name_begin(last, first)
        if begin == last:
            return ""
        a, z = self._bare(begin, last)
        if head < begin and self.classes[begin - 1] in ("preposition", "to", "determiner") and a == begin:
            # "planners in Moscow", "Bank of Norway", but "Governor Anna Berg of Oslo"
            a, z = self._bare(first, head) if all(self.capital[first:head]) else (first, first)
            if z == a or (self._sex(a, z) in ("", "-") and (a == first or z - a == 1)):
                return ""
        return self._full(a, z) or (self.named(a, z) if a < z else "")

    # Clauses

    def of(self, cue: int, begin: int, stop: int, previous: str, classes: list[int]) -> str:
        """Who acts in a cue: the words before it back to the edge of the clause, or the name after it."""
        if classes[cue] == ACCORDING:
            first = cue + 2
            held = first + (self.words[first : first + 1] == ["the"])
            if self.words[held + 1 : held + 2] == ["of"] and self.words[held] in _HOLDS:
                first = held + 2  # "the information of the ministry" is the ministry's
            return self.resolve(first, self._forward(first, stop), previous)
        if self._passive(cue, begin):
            return self._agent(cue, stop, previous)
        after = self._inverted(cue, begin, stop)
        if after:
            return self.resolve(*after, previous)
        first, last = self._subject(cue, begin)
        if first < last and self.words[first:last] != ["it"]:
            return self.resolve(first, last, previous)
        goes_on = self.signs[cue] & (QUOTE | COMMA) if first == last else self.sexes.get(previous) == "-"
        return previous if goes_on and previous else UNATTRIBUTED

    def _subject(self, cue: int, begin: int) -> tuple[int, int]:
        """Where the subject of a cue stands before it; where there is none, nothing: as many words as none."""
        first = cue if self.signs[cue] & EDGE else self._name_begin(cue, begin)
        if first < cue and (first == begin or self.signs[first] & EDGE):
            return first, cue
        last = self._verb_group(cue, begin)
        if last == begin or self.signs[last] & EDGE or self.classes[last - 1] == "coordinator":
            return self._parted(last, cue, begin)
        found = None
        if self._participle(cue, last) or "to" in self.classes[last:cue]:
            found = self._main(last, begin)
        elif self.words[last - 1] in _ALONE:
            found = last - 1, last
        if found:
            return found
        first = self._phrase(last, begin)
        beside = self._is_role(first) or self.words[first] in ("a", "an")
        if beside and first > begin and self.signs[first] & COMMA and self.capital[first - 1]:
            return self._parted(first, cue, begin)  # "Anna Berg, an engineer of the city said"
        if self._plausible(first, last):
            return first, last
        return self._main(last, begin) or ((first, last) if last - first <= 3 else (last, last))

    def _verb_group(self, cue: int, begin: int) -> int:
        """The first word of a cue's verb group: "has also said"."""
        floor, last = max(begin, cue - 7), cue
        while last > floor and not self.signs[last] & EDGE:
            if self.classes[last - 1] not in _AUXILIARIES and not self._adverb(last - 1):
                break
            last -= 1
        return last

    def _participle(self, cue: int, last: int) -> bool:
        """Whether a cue is an -ing form without a form of be: "came, saying"."""
        return self.words[cue].endswith("ing") and "be" not in self.classes[last:cue]

    def _forward(self, first: int, stop: int) -> int:
        """Where a phrase that begins here ends: at a sign, a verb, or a word that opens a clause."""
        limit = min(stop, first + 14)
        for last in range(first + 1, limit):
            if self.signs[last] & EDGE or self.classes[last] in _ENDS:
                return last
        return max(first, limit)

    def _passive(self, cue: int, begin: int) -> bool:
        """Whether a cue is passive: "was told", "as reported by"; what is afraid or determined is none."""
        if self.words[cue] not in self.lists.pasts or self.classes[cue] == "want":
            return False
        k = cue
        while k > begin and not self.signs[k] & EDGE:
            k -= 1
            if self.classes[k] not in ("adverb", "negator") and not self._adverb(k):
                by = self.words[cue + 1 : cue + 2] in (["by"], ["in"])
                return self.words[k] in _BE or (self.words[k] == "as" and by)
        return self.words[cue + 1 : cue + 2] == ["by"]

    def _agent(self, cue: int, stop: int, previous: str) -> str:
        """Who says what "was said": who it was said by, or the body it was said at."""
        for k in range(cue + 1, min(stop - 1, cue + 6)):
            if self.signs[k] & EDGE or self.classes[k] == "that":
                break
            if self.words[k] in ("by", "at", "in"):
                end = self._forward(k + 1, stop)
                if self.words[k] == "by" or not self.lists.bodies.isdisjoint(self.words[k + 1 : end]):
                    return self.resolve(k + 1, end, previous)
        return UNATTRIBUTED

    def _inverted(self, cue: int, begin: int, stop: int) -> tuple[int, int] | None:
        """Where the speaker stands if after the cue: "said Anna Berg", "said an official"."""
        first = cue + 1
        if first >= stop or self.signs[first] & EDGE or self.classes[cue] not in ("say", "ask"):
            return None
        quoted = cue == begin or self.signs[cue] & QUOTE
        if not (quoted or self.capital[first]) or self.words[cue] in ("told", "tells", "telling"):
            return None
        last, z = self._forward(first, stop), self._name_end(first, stop)
        whole = last == stop or self.signs[last] & EDGE or self.classes[last] in ("relative", "time", "adverb")
        if z > first:
            whole = whole and (z >= last or self.classes[z] == "preposition")
            parted = self.signs[cue] & EDGE or (z - first > 1 and self.words[cue] in _INVERTED)
            return (first, last if whole else min(z, last)) if quoted or (whole and parted) else None
        if not (self.signs[cue] & QUOTE and whole and self._plausible(first, last)):
            return None
        # "said the director, Anna Berg, on Monday"
        z = self._name_end(last, stop)
        named = z - last > 1 and self.signs[last] & COMMA and (z == stop or self.signs[z] & EDGE)
        return (last, z) if named else (first, last)

    def _name_begin(self, last: int, begin: int) -> int:
        """Where a run of capitals begins that ends here."""
        first = last
        while first > begin and self.capital[first - 1] and (first == last or not self.signs[first] & EDGE):
            first -= 1
        return first

    def _name_end(self, first: int, stop: int) -> int:
        """Where a run of capitals ends that begins here."""
        z = first
        while z < stop and self.capital[z] and (z == first or not self.signs[z] & EDGE):
            z += 1
        return z

    def _phrase(self, last: int, begin: int) -> int:
        """The first word of the phrase that ends before ``last``."""
        words, classes, verb = self.words, self.classes, self.read.features.verb
        floor, first = max(begin, last - 12), last
        while first > floor and (first == last or not self.signs[first] & EDGE):
            k = first - 1
            which, word = classes[k], words[k]
            if which != "other" and self._bounds(k, which):
                break
            subject = word in _SUBJECTS
            if first < last and (subject or (which in VERBS and verb[k] and not self.capital[k])):
                break
            first = k
            if subject:
                break
        return first

    def _bounds(self, word: int, which: str) -> bool:
        """Whether a phrase cannot go on before a word."""
        if which == "coordinator":
            return not self._joins(word)
        return which in _BOUNDS or (which == "be" and self.words[word] != "s")

    def _joins(self, word: int) -> bool:
        """Whether an "and" joins two names or two kinds of people rather than two clauses."""
        joins = self.words[word] == "and" and word and not self.signs[word] & EDGE
        return bool(joins and (self.capital[word - 1] or self.words[word - 1].endswith("s")))

    def _plausible(self, first: int, last: int) -> bool:
        """Whether words look like somebody: a name, a pronoun, a phrase with a determiner, a role, people."""
        if first >= last or self.words[first] in self.lists.pasts or self.words[last - 1] == "such":
            return False
        head = self._head(first, last) - 1
        opener, word = self.words[first], self.words[head]
        return (
            self.capital[head]
            or self.capital[last - 1]
            or self.classes[first] == "determiner"
            or opener in _COUNTED
            or opener in _POSSESSIVES
            or word in _SUBJECTS
            or word in _COUNTED
            or word in self.lists.groups
            or word in self.lists.roles
            or word.endswith(("s", "men"))
        )

    # Subjects further off

    def _parted(self, last: int, cue: int, begin: int) -> tuple[int, int]:
        """The subject that insertions or other verbs part from its cue: "Anna Berg, an engineer, said"."""
        at, floor, kept = last, max(begin, last - _FAR), None
        while at > floor and self.signs[at] & (COMMA | PAREN | DASH) and not self.signs[at] & QUOTE:
            first = at - 1
            while first > floor and not self.signs[first] & EDGE:
                first -= 1
            a = self._phrase(at, first)
            if not self._inserted(first):
                verbless = not self._participle(cue, last) and not self.read.features.verb[first:a].any()
                whole = a - first <= 1 or (self.capital[at - 1] and verbless)
                return (a, at) if whole and self._plausible(a, at) else (self._main(last, begin) or (last, last))
            if self.classes[first] in ("determiner", "role") or self.capital[at - 1]:
                kept = a, at
            at = first
        return self._main(last, begin) or kept or (last, last)

    def _inserted(self, first: int) -> bool:
        """Whether a stretch between commas says more about what comes before it."""
        word = self.words[first]
        return word == "who" or not (self.capital[first] or word in _SUBJECTS)

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
        return (first, z) if plain or self._plausible(first, z) else None

    def _clause(self, last: int, begin: int) -> int:
        """Where the clause before ``last`` begins: after "when", "because" or the like, or with the sentence."""
        for k in range(last - 1, begin, -1):
            if self.signs[k] & EDGE:
                break
            if self.classes[k - 1] == "subordinator":
                return k
        return begin

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
            words[first] in _OPENERS or classes[first] in ("coordinator", "adverb", "time") or self._adverb(first)
        ):
            first += 1
        return first

    def _noun_phrase(self, first: int, last: int) -> int:
        """Where the name or the people that begin here end: "The mayor of Oslo | came"."""
        words, capital = self.words, self.capital
        z, headed = first, False
        while z < min(last, first + 14) and (z == first or not self.signs[z] & EDGE):
            heads = capital[z] or self._is_role(z) or words[z] in self.lists.groups
            linked = words[z] in ("of", "to", "for") and any(capital[z + 1 : min(z + 3, last)])
            if z > first and not heads and not linked and (headed or self.classes[z] != "other"):
                break
            headed = headed or heads
            z += 2 if linked else 1
        return min(z, last)
