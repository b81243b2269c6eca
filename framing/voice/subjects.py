"""
A cue to its subject before it: right before the verb, before an insertion, or at the head of the sentence.

In goes the place of a cue and where its clause begins; out come the first word of the subject and the one after its
last, as many words as none where there is no subject.
"""

from __future__ import annotations

from framing.voice.phrases import is_somebody, noun_phrase_end, phrase_begin
from framing.voice.tagged import TaggedText
from framing.voice.words import COMMA, DASH, EDGE, PAREN, QUOTE, STOP

_AUXILIARIES = frozenset(("adverb", "modal", "be", "negator", "time", "to", "seem"))  # classes within a verb group
_LABEL = 3  # words of a party and a state
_SHORT = 5  # words of a phrase that a participle says more about
_FAR = 60  # words from a cue back to its subject


def subject_of(text: TaggedText, cue: int, begin: int) -> tuple[int, int]:
    """Where the subject of a cue stands before it; where there is none, nothing: as many words as none."""
    first = cue if text.signs[cue] & EDGE else text.name_begin(cue, begin)
    if first < cue and (first == begin or text.signs[first] & EDGE):
        return first, cue
    last = _verb_group_begin(text, cue, begin)
    if last == begin or text.signs[last] & EDGE or text.classes[last - 1] == "coordinator":
        return _parted_subject(text, last, cue, begin)
    relative = text.words[last - 1] in ("who", "which") or (text.words[last - 1] == "that" and is_head(text, last - 2))
    if relative and last - 1 > begin:
        return _relative_subject(text, last - 1, cue, begin)
    found = None
    participle = _is_participle(text, cue, last)
    if participle and last == cue and is_head(text, last - 1) and last - phrase_begin(text, last, begin) < _SHORT:
        found = _noun_begin(text, phrase_begin(text, last, begin), last), last  # "a letter | saying"
    elif participle or "to" in text.classes[last:cue]:
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


def _acts(text: TaggedText, first: int, end: int) -> bool:
    """Whether a phrase looks like a subject by what follows: a verb, or an apposition to a name."""
    if text.signs[end] & EDGE:
        return bool(text.capital[end - 1] and end - first > 1 and text.signs[end] & COMMA)
    if text.verb[end] or text.classes[end] in ("be", "modal", "negator"):
        return True
    return text.capital[end - 1] and text.classes[end] in ("other", "adverb")


def is_head(text: TaggedText, word: int) -> bool:
    """Whether a word is a name, or what a person, a body, a text or people are called."""
    if text.words[word] in text.lists.dates:
        return False
    return text.capital[word] or text.words[word] in text.lists.heads or text.words[word] in text.lists.roles


def _relative_subject(text: TaggedText, relative: int, cue: int, begin: int) -> tuple[int, int]:
    """Who "who" is: "leaders | who said", "Anna Berg, an engineer, | who said"."""
    if text.signs[relative] & EDGE:
        return _parted_subject(text, relative, cue, begin)
    first = _noun_begin(text, phrase_begin(text, relative, begin), relative)
    near = next((k for k in range(relative - 1, first, -1) if text.classes[k - 1] in ("preposition", "to")), first)
    if near > first and (text.words[relative - 1] in text.lists.people or text.words[near] == "those"):
        return near, relative  # "the number of | people who said"
    apposed = text.is_role(first) or text.words[first] in ("a", "an", "the") or text.words[first] in text.lists.counted
    if apposed and first > begin and text.signs[first] & (COMMA | DASH) and text.capital[first - 1]:
        return _parted_subject(text, first, cue, begin)  # "Anna Berg, an engineer who said"
    if is_somebody(text, first, relative):
        return first, relative
    return _opening_subject(text, relative, begin) or (relative, relative)


def main_subject(text: TaggedText, cue: int, begin: int, stop: int) -> tuple[int, int] | None:
    """The subject of the main clause after a participle: "Noting that C, | Anna Berg | said"."""
    opens = all(text.words[k] in text.lists.openers or text.is_adverb(k) for k in range(begin, cue))
    if not (opens and text.words[cue].endswith("ing")):
        return None
    for first in range(cue + 1, min(stop, cue + _FAR)):
        if text.signs[first] & COMMA and text.quoted[first] < 0:
            end = first + 1 if text.words[first] in text.lists.subjects else noun_phrase_end(text, first, stop)
            opens = text.capital[first] or text.classes[first] in ("determiner", "role", "pronoun", "own", "it")
            if opens and end < stop and _acts(text, first, end) and is_somebody(text, first, end):
                return first, end
    return None


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
        if not (_is_inserted(text, first) or _is_label(text, first, at)):
            verbless = not _is_participle(text, cue, last) and not text.verb[first:phrase].any()
            whole = phrase - first <= 1 or (text.capital[at - 1] and verbless)
            if whole and is_somebody(text, phrase, at):
                return _name_alone(text, phrase, at), at
            return _opening_subject(text, last, begin) or (last, last)
        if text.classes[first] in ("determiner", "role") or text.capital[at - 1]:
            kept = _name_alone(text, phrase, at), at
        at = first
    return _opening_subject(text, last, begin) or kept or (last, last)


def _noun_begin(text: TaggedText, first: int, last: int) -> int:
    """Where the noun phrase begins that a phrase ends in: "released | an audit"."""
    opens = (k for k in range(first + 1, last) if text.classes[k] == "determiner")
    return next((k for k in opens if text.classes[k - 1] == "other" and not text.capital[k - 1]), first)


def _name_alone(text: TaggedText, first: int, last: int) -> int:
    """Where the name begins in a phrase that a verb opens: "relied on | Anna Berg, 52, who said"."""
    name = text.name_begin(last, first)
    opens = text.capital[first] or text.classes[first] != "other" or text.words[first] in text.lists.counted
    return first if opens or last - name < 2 else name


def _is_inserted(text: TaggedText, first: int) -> bool:
    """Whether a stretch between commas says more about what comes before it."""
    word = text.words[first]
    return word == "who" or not (text.capital[first] or word in text.lists.subjects)


def _is_label(text: TaggedText, first: int, last: int) -> bool:
    """Whether a stretch after a name says of which party or state it is: "Sen. Anna Berg, D-Md., said"."""
    short = last - first <= _LABEL and all(text.capital[first:last]) and text.signs[first] & (COMMA | PAREN)
    if not (short and first and text.capital[first - 1] and first - text.name_begin(first, 0) > 1):
        return False
    return bool(text.signs[last] & (STOP | PAREN) or "-" in text.printed(first, last))


# At the head of the sentence


def _opening_subject(text: TaggedText, last: int, begin: int) -> tuple[int, int] | None:
    """The subject that a sentence opens with, after what comes first: "In May, | Anna Berg | came and said"."""
    return head_subject(text, _clause_begin(text, last, max(begin, last - _FAR)), last)


def head_subject(text: TaggedText, begin: int, last: int) -> tuple[int, int] | None:
    """The subject of a clause that begins here, after what comes first."""
    first = _after_openers(text, begin, last)
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


def names_somebody(text: TaggedText, first: int, last: int) -> bool:
    """Whether a subject at the head of a sentence surely is somebody: by its last word, and as its first opens it."""
    lists, opener = text.lists, text.words[first]
    if opener in lists.nobody or opener == "no" or (first and text.words[first - 1] == "as"):
        return False  # "there's a panel", "no candidate", "as secretary"
    verbal = opener in lists.pasts or opener in lists.finite or opener.endswith(("ing", "ed"))
    plain = text.classes[first] == "other" and not text.capital[first] and opener not in lists.heads
    return is_head(text, last - 1) and not (plain and (verbal or opener.endswith("s")))


def _after_openers(text: TaggedText, first: int, last: int) -> int:
    """Where the subject begins after a quotation, an adverbial up to its comma, adverbs and days."""
    words, classes = text.words, text.classes
    while first < last and text.quoted[first] >= 0:
        first += 1
    if first + 1 < last and text.signs[first + 1] & COMMA and not text.capital[first]:
        first += 1  # "There, Anna Berg said"
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
