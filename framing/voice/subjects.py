"""
A cue to its subject before it: right before the verb, before an insertion, or at the head of the sentence.

In goes the place of a cue and where its clause begins; out come the first word of the subject and the one after its
last, as many words as none where there is no subject.
"""

from __future__ import annotations

from framing.voice.phrases import is_somebody, noun_phrase_end, phrase_begin
from framing.voice.tagged import TaggedText
from framing.voice.words import COMMA, DASH, EDGE, PAREN, QUOTE

_AUXILIARIES = frozenset(("adverb", "modal", "be", "negator", "time", "to", "seem"))  # classes within a verb group
_FAR = 60  # words from a cue back to its subject


def subject_of(text: TaggedText, cue: int, begin: int) -> tuple[int, int]:
    """Where the subject of a cue stands before it; where there is none, nothing: as many words as none."""
    first = cue if text.signs[cue] & EDGE else text.name_begin(cue, begin)
    if first < cue and (first == begin or text.signs[first] & EDGE):
        return first, cue
    last = _verb_group_begin(text, cue, begin)
    if last == begin or text.signs[last] & EDGE or text.classes[last - 1] == "coordinator":
        return _parted_subject(text, last, cue, begin)
    found = None
    if _is_participle(text, cue, last) or "to" in text.classes[last:cue]:
        found = _opening_subject(text, last, begin)
    elif text.words[last - 1] in text.lists.sole_subjects:
        found = last - 1, last
    if found:
        return found
    first = phrase_begin(text, last, begin)
    beside = text.is_role(first) or text.words[first] in ("a", "an")
    if beside and first > begin and text.signs[first] & COMMA and text.capital[first - 1]:
        return _parted_subject(text, first, cue, begin)  # "Anna Berg, an engineer of the city said"
    if is_somebody(text, first, last):
        return first, last
    return _opening_subject(text, last, begin) or ((first, last) if last - first <= 3 else (last, last))


def _verb_group_begin(text: TaggedText, cue: int, begin: int) -> int:
    """The first word of a cue's verb group: "has also said"."""
    floor, last = max(begin, cue - 7), cue
    while last > floor and not text.signs[last] & EDGE:
        if text.classes[last - 1] not in _AUXILIARIES and not text.is_adverb(last - 1):
            break
        last -= 1
    return last


def _is_participle(text: TaggedText, cue: int, last: int) -> bool:
    """Whether a cue is an -ing form without a form of be: "came, saying"."""
    return text.words[cue].endswith("ing") and "be" not in text.classes[last:cue]


# Before an insertion


def _parted_subject(text: TaggedText, last: int, cue: int, begin: int) -> tuple[int, int]:
    """The subject that insertions or other verbs part from its cue: "Anna Berg, an engineer, said"."""
    at, floor, kept = last, max(begin, last - _FAR), None
    while at > floor and text.signs[at] & (COMMA | PAREN | DASH) and not text.signs[at] & QUOTE:
        first = at - 1
        while first > floor and not text.signs[first] & EDGE:
            first -= 1
        phrase = phrase_begin(text, at, first)
        if not _is_inserted(text, first):
            verbless = not _is_participle(text, cue, last) and not text.verb[first:phrase].any()
            whole = phrase - first <= 1 or (text.capital[at - 1] and verbless)
            if whole and is_somebody(text, phrase, at):
                return phrase, at
            return _opening_subject(text, last, begin) or (last, last)
        if text.classes[first] in ("determiner", "role") or text.capital[at - 1]:
            kept = phrase, at
        at = first
    return _opening_subject(text, last, begin) or kept or (last, last)


def _is_inserted(text: TaggedText, first: int) -> bool:
    """Whether a stretch between commas says more about what comes before it."""
    word = text.words[first]
    return word == "who" or not (text.capital[first] or word in text.lists.subjects)


# At the head of the sentence


def _opening_subject(text: TaggedText, last: int, begin: int) -> tuple[int, int] | None:
    """The subject that a sentence opens with, after what comes first: "In May, | Anna Berg | came and said"."""
    first = _after_openers(text, _clause_begin(text, last, max(begin, last - _FAR)), last)
    if first >= last:
        return None
    if text.words[first] in text.lists.subjects:
        return first, first + 1
    end = noun_phrase_end(text, first, last)
    ended = end < last and (text.classes[end] in ("be", "modal", "relative") or text.words[end].endswith("ed"))
    plain = ended and text.classes[first] == "determiner" and end - first > 1
    return (first, end) if plain or is_somebody(text, first, end) else None


def _clause_begin(text: TaggedText, last: int, begin: int) -> int:
    """Where the clause before ``last`` begins: after "when", "because" or the like, or with the sentence."""
    for k in range(last - 1, begin, -1):
        if text.signs[k] & EDGE:
            break
        if text.classes[k - 1] == "subordinator":
            return k
    return begin


def _after_openers(text: TaggedText, first: int, last: int) -> int:
    """Where the subject begins after a quotation, an adverbial up to its comma, adverbs and days."""
    words, classes = text.words, text.classes
    while first < last and text.quoted[first] >= 0:
        first += 1
    for _ in range(3):
        if first == last:
            break
        adverbial = classes[first] in ("preposition", "subordinator", "to", "adverb", "time")
        if not adverbial and not words[first].endswith(("ing", "ed")):
            break
        comma = next((k for k in range(first + 1, min(last, first + 30)) if text.signs[k] & COMMA), None)
        if comma is None:
            break
        first = comma
    while first < last and (
        words[first] in text.lists.openers
        or classes[first] in ("coordinator", "adverb", "time")
        or text.is_adverb(first)
    ):
        first += 1
    return first
