"""
Cue to speaker: who is named as the one who speaks, thinks or wants.

In goes a text that has been read, and the place of a cue in it; out comes the speaker as named in the text, surnames,
pronouns and roles resolved to the names that came before, or ``unattributed``. Where the words for a speaker stand is
told by ``subjects`` and ``agents``, who is meant by them by ``names`` and ``references``.
"""

from __future__ import annotations

from framing.voice.agents import inverted_subject, is_passive, passive_agent, source_of
from framing.voice.antecedents import Antecedents
from framing.voice.features import ReadText
from framing.voice.first_person import FirstPerson
from framing.voice.names import Names, sex_of, without_titles
from framing.voice.phrases import head_end, noun_phrase_end
from framing.voice.quotes import AUTHOR, UNATTRIBUTED
from framing.voice.references import References
from framing.voice.subjects import head_subject, main_subject, names_somebody, subject_of
from framing.voice.tagged import TaggedText
from framing.voice.words import COMMA, QUOTE

_NOUN = 4  # words of a phrase that an article opens
_LONG = 12  # words of a speaker who has no name


class Speakers:
    """Who speaks in a text; the names in it are found as they are needed."""

    def __init__(self, read: ReadText) -> None:
        self.text = TaggedText(read)
        self.names = Names(self.text)
        self.first = FirstPerson(self.text)
        self.antecedents = Antecedents(self.names)
        self.references = References(self.names, self.antecedents)

    def of(self, cue: int, begin: int, stop: int, previous: str) -> str:
        """Who acts in a cue: the words before it back to the edge of the clause, or the name after it."""
        text = self.text
        if text.classes[cue] == "according":
            return self.resolve(*source_of(text, cue, stop), previous)
        if is_passive(text, cue, begin) and text.words[cue + 1 : cue + 3] != ["as", "saying"]:
            agent = passive_agent(text, cue, stop)
            return self.resolve(*agent, previous) if agent else UNATTRIBUTED
        after = inverted_subject(text, cue, begin, stop)
        if after:
            return self.resolve(*after, previous)
        first, last = subject_of(text, cue, begin)
        found = self._of_subject(first, last, cue, begin, stop, previous)
        if found == UNATTRIBUTED and text.words[first:last] != ["it"] and text.classes[cue] != "seem":
            head = head_subject(text, begin, cue)
            speaker = self.resolve(*head, previous) if head and names_somebody(text, *head) else UNATTRIBUTED
            return speaker if self.type_of(speaker) != "unknown" else UNATTRIBUTED
        return found

    def _of_subject(self, first: int, last: int, cue: int, begin: int, stop: int, previous: str) -> str:
        """Who a subject is, and where there is none, who acts in the main clause, or goes on to speak."""
        text = self.text
        if first < last and text.words[first:last] != ["it"]:
            return self.resolve(first, last, previous)
        if first < last and text.classes[cue] != "seem" and self._acts(first, cue):
            meant = self.antecedents.of(first)
            if meant:
                return self.resolve(*meant, previous)
        ahead = main_subject(text, cue, begin, stop) if first == last else None
        if ahead:
            return self.resolve(*ahead, previous)
        goes_on = text.signs[cue] & (QUOTE | COMMA) if first == last else self.names.sexes.get(previous) == "-"
        return previous if goes_on and previous else UNATTRIBUTED

    def _acts(self, it: int, cue: int) -> bool:
        """Whether "it" acts in a cue: "it has said", but not "it is important to note"."""
        return "to" not in self.text.classes[it + 1 : cue]

    def type_of(self, speaker: str) -> str:
        """The type of a speaker, by what the text knows of names."""
        return self.antecedents.type_of(speaker)

    def resolve(self, first: int, last: int, previous: str) -> str:
        """The words from ``first`` to before ``last`` as a speaker: in full, if the text has named it before."""
        text, words, lists = self.text, self.text.words, self.text.lists
        if last - first == 1 and text.capital[first] and not text.is_no_name(first):
            return self.names.known(first) or self.text.printed(first, last)
        first, last = _trimmed(self.text, first, last)
        if last - first == 1 and words[first] in ("the", "a", "an"):
            last = self._noun_end(first)  # what opens a phrase is nobody by itself
        if first >= last or (words[first] in lists.dates and first not in text.months):
            return UNATTRIBUTED
        if last - first == 1 and _is_nobody(text, first):
            return UNATTRIBUTED
        if last - first == 1 and words[first] in lists.persons:
            return self._pronoun(first, previous)
        if last - first == 1 and words[first] in lists.authors and text.quoted[first] < 0:
            return self._first_person(first)
        return self._phrase(first, last, previous)

    def _pronoun(self, word: int, previous: str) -> str:
        """Who a pronoun stands for; as printed, where nothing tells."""
        known = self.references.pronoun(word, previous)
        meant = None if known else self.antecedents.of(word)
        return known or (self.resolve(*meant, previous) if meant else self.text.printed(word, word + 1))

    def _first_person(self, word: int) -> str:
        """Who says "I" or "we" outside quotations: whom the text announces there, or who writes it."""
        found = self.first.announced(word)
        if found is None:
            return self.text.printed(word, word + 1) if self.first.is_transcript else AUTHOR
        if found.cue is not None:
            begin = self.text.read.bounds[int(self.text.read.features.sentence[found.cue])]
            speaker = self.of(found.cue, begin, found.cue + 1, "")
            somebody = self.type_of(speaker) in ("person", "body")
            return speaker if somebody else self.text.printed(word, word + 1)
        return self.names.in_full(found.first, found.last) or self.text.printed(found.first, found.last)

    def _noun_end(self, first: int) -> int:
        """Where a phrase of somebody ends that an article opens; where it opens another, nowhere."""
        text, lists = self.text, self.text.lists
        end = noun_phrase_end(text, first, min(text.n, first + _NOUN))
        head = text.words[end - 1]
        somebody = end - first > 1 and (text.capital[end - 1] or head in lists.people or head in lists.roles)
        return end if somebody else first

    def _phrase(self, first: int, last: int, previous: str) -> str:
        """A phrase as a speaker: two names, each by itself, whose role it is, the name in it, or as printed."""
        words, capital = self.text.words, self.text.capital
        if "and" in words[first + 1 : last - 1] and capital[last - 1]:
            joint = words.index("and", first + 1)
            if capital[joint - 1] and capital[joint + 1]:
                return f"{self.resolve(first, joint, previous)} and {self.resolve(joint + 1, last, previous)}"
        definite, head = words[first] in ("the", "this", "that"), head_end(self.text, first, last)
        if definite and (not capital[last - 1] or head < last):
            role = next((k for k in range(first + 1, min(head, first + 4)) if self.text.is_role(k)), None)
            known = self.references.role(role) if role is not None else ""
            if known:
                return known
        name = self._name_at_end(first, last, head)
        if name:
            return name
        if definite and any(capital[first + 1 : last]) and not self.text.is_role(head - 1):
            first += 1
        return self.text.printed(first, min(last, first + _LONG))

    def _name_at_end(self, first: int, last: int, head: int) -> str:
        """The name that a phrase ends in, without titles; empty, if the phrase is about something of that name."""
        text, begin = self.text, self.text.name_begin(last, first)
        if begin == last:
            return ""
        name, end = without_titles(text, begin, last)
        if head < begin and text.classes[begin - 1] in ("preposition", "to", "determiner") and name == begin:
            # "planners in Moscow", "Bank of Norway", but "Governor Anna Berg of Oslo"
            name, end = without_titles(text, first, head) if all(text.capital[first:head]) else (first, first)
            if end == name or (sex_of(text, name, end) in ("", "-") and (name == first or end - name == 1)):
                return ""
        return self.names.in_full(name, end) or (text.printed(name, end) if name < end else "")


def _trimmed(text: TaggedText, first: int, last: int) -> tuple[int, int]:
    """A phrase without adverbs, days and openers around it, an article, and where somebody speaks."""
    words, classes, lists = text.words, text.classes, text.lists
    while last > first and (classes[last - 1] in ("adverb", "time", "preposition") or text.is_adverb(last - 1)):
        last -= 1
    while first < last - 1 and (words[first] in lists.openers or classes[first] in ("adverb", "time")):
        first += 1
    if first < last - 1 and words[first] in ("a", "an"):
        first += 1
    place = (k for k in range(first + 1, last - 1) if words[k] in ("in", "on") and words[k + 1] in lists.possessives)
    return first, next(place, last)  # "Anna Berg | in her speech"


def _is_nobody(text: TaggedText, word: int) -> bool:
    """Whether a word by itself names nobody."""
    nobody = text.words[word] in text.lists.nobody and text.words[word] != "those"  # "those who say"
    return nobody or text.classes[word] in ("be", "modal", "negator")
