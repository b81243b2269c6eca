"""
A place in a text to the phrase that begins or ends there, and whether it looks like somebody.

In goes the tagged text and a place; out comes where a phrase of it begins or ends: at a sign, a verb, or a word that
opens a clause. Phrases are given as their first word and the one after the last.
"""

from __future__ import annotations

from framing.voice.cues import VERBS
from framing.voice.tagged import TaggedText
from framing.voice.words import EDGE

# Classes of words: where a phrase before a cue begins, and where one after it ends.
_BOUNDS = frozenset(("relative", "that", "subordinator", "modal", "negator"))
_ENDS = frozenset(("relative", "that", "subordinator", "be", "modal", "time", "adverb"))
_LONG, _LONG_AFTER = 12, 14  # words of a phrase before a cue, and of one after it


def phrase_begin(text: TaggedText, last: int, begin: int) -> int:
    """The first word of the phrase that ends before ``last``."""
    words, classes, verb, subjects = text.words, text.classes, text.verb, text.lists.subjects
    floor, first = max(begin, last - _LONG), last
    while first > floor and (first == last or not text.signs[first] & EDGE):
        k = first - 1
        which, word = classes[k], words[k]
        if which != "other" and _bounds(text, k, which):
            break
        subject = word in subjects
        if first < last and (subject or (which in VERBS and verb[k] and not text.capital[k])):
            break
        first = k
        if subject:
            break
    return first


def _bounds(text: TaggedText, word: int, which: str) -> bool:
    """Whether a phrase cannot go on before a word."""
    if which == "coordinator":
        return not _joins(text, word)
    return which in _BOUNDS or (which == "be" and text.words[word] != "s")


def _joins(text: TaggedText, word: int) -> bool:
    """Whether an "and" joins two names or two kinds of people rather than two clauses."""
    joins = text.words[word] == "and" and word and not text.signs[word] & EDGE
    return bool(joins and (text.capital[word - 1] or text.words[word - 1].endswith("s")))


def phrase_end(text: TaggedText, first: int, stop: int) -> int:
    """Where a phrase that begins here ends: at a sign, a verb, or a word that opens a clause."""
    limit = min(stop, first + _LONG_AFTER)
    for last in range(first + 1, limit):
        if text.signs[last] & EDGE or text.classes[last] in _ENDS:
            return last
    return max(first, limit)


def noun_phrase_end(text: TaggedText, first: int, last: int) -> int:
    """Where the name or the people that begin here end: "The mayor of Oslo | came"."""
    words, capital = text.words, text.capital
    end, headed = first, False
    while end < min(last, first + _LONG_AFTER) and (end == first or not text.signs[end] & EDGE):
        heads = capital[end] or text.is_role(end) or words[end] in text.lists.groups or words[end] in text.lists.heads
        linked = words[end] in ("of", "to", "for") and any(capital[end + 1 : min(end + 3, last)])
        if end > first and not heads and not linked and (headed or text.classes[end] != "other"):
            break
        headed = headed or heads
        end += 2 if linked else 1
    return min(end, last)


def head_end(text: TaggedText, first: int, last: int) -> int:
    """Where a phrase goes on with a preposition: "planners | in Moscow"."""
    for k in range(first + 1, last):
        if text.classes[k] in ("preposition", "to"):
            return k
    return last


def is_somebody(text: TaggedText, first: int, last: int) -> bool:
    """Whether words look like somebody: a name, a pronoun, a phrase with a determiner, a role, people."""
    words, lists = text.words, text.lists
    if first >= last or words[first] in lists.pasts or words[last - 1] == "such":
        return False
    if last - first > 1 and words[first] in lists.approximately:
        first += 1
    head = head_end(text, first, last) - 1
    opener, word = words[first], words[head]
    return (
        text.capital[head]
        or text.capital[last - 1]
        or text.classes[first] == "determiner"
        or opener in lists.counted
        or opener.isdigit()
        or opener in lists.possessives
        or word in lists.subjects
        or word in lists.counted
        or word in lists.groups
        or word in lists.roles
        or word in lists.heads
        or word.endswith(("s", "men"))
    )
