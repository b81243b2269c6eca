"""
A speaker as named to its type: a person, a body, a country, a document, a crowd, or unknown.

In goes a name or a phrase, and what the text knows of the sex of names; out comes its type, by the head of the phrase
and word lists (``cue_words/speaker_type.toml``, ``speaker.toml``). A name of one word, such as "Berg", which the text
has nowhere in full, stays unknown: nothing tells whether it is a person's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from framing.voice.cues import words_of
from framing.voice.quotes import AUTHOR, UNATTRIBUTED
from framing.voice.speaker_words import speaker_words

SPEAKER_TYPES = ("person", "body", "country", "document", "crowd", "unknown")

_WORD = re.compile(r"\w+(?:-\w+)*")
_INITIALS = re.compile(r"(?:[A-Z]\.){1,4}[A-Z]?|[A-Z]{2,6}")  # F.B.I, NATO
_LONG = 4  # words of a person's name
_NOBODY = MappingProxyType({})


def speaker_type(speaker: str, sexes: Mapping[str, str] = _NOBODY) -> str:
    """
    The type of a speaker; of a source within a source the inner one's.

    Parameters
    ----------
    speaker
        As :class:`Voice` has it.
    sexes
        What the text knows of names: ``m``, ``f`` or ``p`` for a person, ``-`` for a body.

    Returns
    -------
    str
        One of ``SPEAKER_TYPES``.

    Examples
    --------
    >>> for speaker in ("the US ambassador to Oslo", "Ministry of Transport", "Moscow", "a June poll", "officials"):
    ...     print(speaker_type(speaker))
    person
    body
    country
    document
    crowd
    """
    name = speaker.rpartition(" > ")[2]
    if name in ("", UNATTRIBUTED):
        return "unknown"
    if name == AUTHOR or sexes.get(name) in ("m", "f", "p"):
        return "person"
    joined = [part for part in name.split(" and ") if part]
    if len(joined) > 1 and joined[-1][:1].isupper() and name.lower() not in words_of("country"):
        types = {speaker_type(part, sexes) for part in joined}
        return types.pop() if len(types) == 1 else "crowd"
    return _by_words(name) or ("body" if sexes.get(name) == "-" else "unknown")


@lru_cache(maxsize=1 << 14)
def _by_words(name: str) -> str:
    """The type that the words of a name tell; empty, if none does."""
    words = _WORD.findall(name)
    while len(words) > 1 and words[0].lower() in words_of("before_head"):
        words = words[1:]
    return (_by_head(words) or _by_name(words)) if words else ""


def _by_head(words: list[str]) -> str:
    """The type that the head of a phrase tells: "the spokesman | of the ministry"; empty, if none does."""
    lists, lowered = speaker_words(), [word.lower() for word in words]
    end = next((k for k in range(1, len(words)) if lowered[k] in words_of("phrase_end")), len(words))
    named = all(word[:1].isupper() for word in words[:end])
    if words[0][:1].isupper() and not {" ".join(lowered), " ".join(lowered[:end])}.isdisjoint(words_of("country")):
        return "country"
    if lowered[0] in lists.crowds or (lowered[0].isdigit() and end > 1):
        return "crowd"
    if named and end > 1 and lowered[0] in lists.given and (end < 3 or lists.bodies.isdisjoint(lowered[:end])):
        return "person"
    return _by_noun(words[end - 1], titled=named and end > 1)


def _by_noun(head: str, *, titled: bool) -> str:
    """The type that a noun tells as the head of a phrase; a document's in a title, as in "Policy Act", tells none."""
    lists, word = speaker_words(), head.lower()
    if word in words_of("crowd_head", "we_they"):
        return "crowd"
    if word == "i":
        return "" if titled else "person"
    if word in words_of("person_head", "he", "she") or word in lists.offices or word in lists.personal_roles:
        return "crowd" if _is_plural(word) and word != "his" else "person"
    if word in words_of("body_head", "body", "body_role"):
        return "body"
    if word in words_of("document_head") and not titled:
        return "document"
    return "crowd" if _is_plural(word) and head == word and word not in words_of("thing", "possessive") else ""


def _is_plural(word: str) -> bool:
    """Whether a noun looks like a plural."""
    return word.endswith(("s", "men", "women", "people")) and not word.endswith(("ss", "us", "is", "woman"))


def _by_name(words: list[str]) -> str:
    """The type that the look of a name tells; empty, if it might be anything."""
    lists, lowered = speaker_words(), [word.lower() for word in words]
    if len(words) == 1:
        return "body" if _INITIALS.fullmatch(words[0]) else ""
    if lowered[0] in lists.titles or lowered[0] in lists.before_man | lists.before_woman:
        return "person"
    if not lists.bodies.isdisjoint(lowered) or all(len(word) == 1 for word in words):
        return "body"
    if len(words) <= _LONG and all(word[:1].isupper() or word in lists.particles for word in words):
        return "" if any(_INITIALS.fullmatch(word) for word in words[:1]) else "person"
    return ""
