"""
Pronouns to the phrases they stand for: "The minister was late. He | said", "The embassy is closed. It | said".

In goes the place of a pronoun; out comes the subject of a sentence shortly before that it may stand for, by what kind
of speaker the subject is and whose sex it has; None, where there is none.
"""

from __future__ import annotations

from bisect import bisect_right

from framing.voice.cues import words_of
from framing.voice.names import Names, sex_of_given, without_titles
from framing.voice.quotes import AUTHOR
from framing.voice.speaker_types import speaker_type
from framing.voice.subjects import head_subject, names_somebody
from framing.voice.tagged import TaggedText

_NEAR = 2  # sentences back to a subject
_CHAIN = 12  # the same, with those between that have the same pronoun for their subject
_VERBAL = frozenset(("be", "modal", "negator"))
_IT = ("body", "country", "document")  # what "it" may stand for


class Antecedents:
    """What pronouns of a text stand for, and who may be a man or a woman."""

    def __init__(self, names: Names) -> None:
        self.text, self.names = names.text, names

    def type_of(self, speaker: str) -> str:
        """The type of a speaker, by what the text knows of names."""
        return speaker_type(speaker, self.names.sexes)

    def of(self, word: int) -> tuple[int, int] | None:
        """The subject a pronoun stands for; subjects that are the same pronoun are passed over."""
        text, sentences = self.text, self.text.read.bounds
        pronoun, far = text.words[word], 0
        here = bisect_right(sentences, word) - 1
        for number in range(here, max(-1, here - _CHAIN), -1):
            begin, stop = sentences[number], word if number == here else sentences[number + 1]
            found = head_subject(text, begin, stop) if text.quoted[begin] < 0 else None
            if found is None or _is_alike(text, found[0], pronoun):
                continue
            if self._stands_for(pronoun, *found):
                return found
            far += number < here
            if far == _NEAR:
                break
        return None

    def may_be(self, speaker: str, sex: str) -> bool:
        """Whether a speaker may be a man (m) or a woman (f): a name of that sex or of none known, or a role."""
        known = self.names.sexes.get(speaker, "") or sex_of_given(speaker, self.text.lists)
        if known or speaker in ("", AUTHOR):
            return known in (sex, "p")
        words = speaker.lower().split()
        other = "male_role" if sex == "f" else "female_role"
        if words[0] in words_of("possessive") or words[-1] in words_of("he", "she", "thing", "subject_pronoun", other):
            return False
        which = self.type_of(speaker)
        return which == "person" or (which == "unknown" and speaker[0].isupper() and len(words) == 1)

    def _stands_for(self, pronoun: str, first: int, last: int) -> bool:
        """Whether a pronoun may stand for a phrase."""
        text, lists = self.text, self.text.lists
        head, named = text.words[last - 1], text.capital[last - 1]
        owner = text.words[last : last + 1] == ["s"]  # "the ministry's report"
        verbal = not _VERBAL.isdisjoint(text.classes[first:last])
        if owner or verbal or text.words[first] in lists.subjects or text.words[first] in lists.possessives:
            return False
        if not (names_somebody(text, first, last) or head in lists.groups):
            return False
        name = self.names.in_full(*without_titles(text, first, last)) if named else ""
        speaker = name or text.printed(first, last)
        which = self.type_of(speaker)
        if pronoun in lists.they:
            return which == "crowd" and (last - first > 1 or named)
        if pronoun not in lists.persons:
            return which in _IT
        sure = not named or self.names.sexes.get(speaker) or self._recurs(last - 1)
        return sure and self.may_be(speaker, "m" if pronoun in lists.he else "f")

    def _recurs(self, word: int) -> bool:
        """Whether the last word of a name is elsewhere a name by itself, as a person's is and "Show Caption" is not."""
        text, surname = self.text, self.text.words[word]
        alone = (first for first, last in self.names.runs if last - first == 1 and first != word)
        return any(text.words[first] == surname for first in alone)


def _is_alike(text: TaggedText, word: int, pronoun: str) -> bool:
    """Whether a word is the same pronoun, in whichever case."""
    alike = (text.lists.he, text.lists.she, text.lists.they, ("it", "its"))
    return any(text.words[word] in group and pronoun in group for group in alike)
