"""
Cue to speaker: who is named as the one who speaks, thinks or wants.

In goes a text that has been read, and the place of a cue in it; out comes the speaker as named in the text, surnames,
pronouns and roles resolved to the names that came before, or ``unattributed``. Where the words for a speaker stand is
told by ``subjects`` and ``agents``, who is meant by them by ``names`` and ``references``.
"""

from __future__ import annotations

from framing.voice.agents import inverted_subject, is_passive, passive_agent, source_of
from framing.voice.features import ReadText
from framing.voice.names import Names, sex_of, without_titles
from framing.voice.phrases import head_end
from framing.voice.quotes import UNATTRIBUTED
from framing.voice.references import References
from framing.voice.subjects import subject_of
from framing.voice.tagged import TaggedText
from framing.voice.words import COMMA, QUOTE

_LONG = 12  # words of a speaker who has no name


class Speakers:
    """Who speaks in a text; the names in it are found as they are needed."""

    def __init__(self, read: ReadText) -> None:
        self.text = TaggedText(read)
        self.names = Names(self.text)
        self.references = References(self.names)

    def of(self, cue: int, begin: int, stop: int, previous: str) -> str:
        """Who acts in a cue: the words before it back to the edge of the clause, or the name after it."""
        text = self.text
        if text.classes[cue] == "according":
            return self.resolve(*source_of(text, cue, stop), previous)
        if is_passive(text, cue, begin):
            agent = passive_agent(text, cue, stop)
            return self.resolve(*agent, previous) if agent else UNATTRIBUTED
        after = inverted_subject(text, cue, begin, stop)
        if after:
            return self.resolve(*after, previous)
        first, last = subject_of(text, cue, begin)
        if first < last and text.words[first:last] != ["it"]:
            return self.resolve(first, last, previous)
        goes_on = text.signs[cue] & (QUOTE | COMMA) if first == last else self.names.sexes.get(previous) == "-"
        return previous if goes_on and previous else UNATTRIBUTED

    def resolve(self, first: int, last: int, previous: str) -> str:
        """The words from ``first`` to before ``last`` as a speaker: in full, if the text has named it before."""
        words, lists = self.text.words, self.text.lists
        if last - first == 1 and self.text.capital[first] and words[first] not in lists.no_names:
            return self.names.known(first) or self.text.printed(first, last)
        first, last = _trimmed(self.text, first, last)
        if first >= last or words[first] in lists.dates or (last - first == 1 and _is_nobody(self.text, first)):
            return UNATTRIBUTED
        if last - first == 1 and words[first] in lists.persons:
            return self.references.pronoun(first, previous)
        return self._phrase(first, last, previous)

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
    return text.words[word] in text.lists.nobody or text.classes[word] in ("be", "modal", "negator")
