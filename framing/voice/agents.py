"""
A cue to who acts in it, where that stands after it: "said Anna Berg", "was told by Anna Berg", "according to her".

In goes the place of a cue and where its clause begins and stops; out come the first word of who acts and the one after
the last, or None.
"""

from __future__ import annotations

from framing.voice.phrases import is_somebody, phrase_end
from framing.voice.tagged import TaggedText
from framing.voice.words import COMMA, EDGE, QUOTE


def source_of(text: TaggedText, according: int, stop: int) -> tuple[int, int]:
    """Whom "according to" names; "the information of the ministry" is the ministry's."""
    words, first = text.words, according + 2
    held = first + (words[first : first + 1] == ["the"])
    if words[held + 1 : held + 2] == ["of"] and words[held] in text.lists.holdings:
        first = held + 2
    return first, phrase_end(text, first, stop)


def is_passive(text: TaggedText, cue: int, begin: int) -> bool:
    """Whether a cue is passive: "was told", "as reported by"; what is afraid or determined is none."""
    words = text.words
    if words[cue] not in text.lists.pasts or text.classes[cue] == "want":
        return False
    k = cue
    while k > begin and not text.signs[k] & EDGE:
        k -= 1
        if text.classes[k] not in ("adverb", "negator") and not text.is_adverb(k):
            by = words[cue + 1 : cue + 2] in (["by"], ["in"])
            return words[k] in text.lists.be or (words[k] == "as" and by)
    return words[cue + 1 : cue + 2] == ["by"]


def passive_agent(text: TaggedText, cue: int, stop: int) -> tuple[int, int] | None:
    """Who says what "was said": who it was said by, or the body it was said at."""
    for k in range(cue + 1, min(stop - 1, cue + 6)):
        if text.signs[k] & EDGE or text.classes[k] == "that":
            break
        if text.words[k] in ("by", "at", "in"):
            end = phrase_end(text, k + 1, stop)
            if text.words[k] == "by" or not text.lists.bodies.isdisjoint(text.words[k + 1 : end]):
                return k + 1, end
    return None


def inverted_subject(text: TaggedText, cue: int, begin: int, stop: int) -> tuple[int, int] | None:
    """Where the speaker stands if after the cue: "said Anna Berg", "said an official"."""
    signs, first = text.signs, cue + 1
    if first >= stop or signs[first] & EDGE or text.classes[cue] not in ("say", "ask"):
        return None
    if text.words[first] in text.lists.dates and first not in text.months:
        return None  # "Anna Berg, an engineer, said Monday"
    quoted = cue == begin or signs[cue] & QUOTE
    if not (quoted or text.capital[first]) or text.words[cue] in ("told", "tells", "telling"):
        return None
    last, name_end = phrase_end(text, first, stop), text.name_end(first, stop)
    whole = last == stop or signs[last] & EDGE or text.classes[last] in ("relative", "time", "adverb")
    if name_end > first:
        whole = whole and (name_end >= last or text.classes[name_end] == "preposition")
        parted = signs[cue] & EDGE or (name_end - first > 1 and text.words[cue] in text.lists.inverted)
        return (first, last if whole else min(name_end, last)) if quoted or (whole and parted) else None
    if not (signs[cue] & QUOTE and whole and is_somebody(text, first, last)):
        return None
    # "said the director, Anna Berg, on Monday"
    name_end = text.name_end(last, stop)
    apposed = name_end - last > 1 and signs[last] & COMMA and (name_end == stop or signs[name_end] & EDGE)
    return (last, name_end) if apposed else (first, last)
