"""
Patterns to what is wrong with each by itself: empty, too wide, or words that the tokenizer can never produce.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from framing.lexicon.frames import SIGN, Pattern
from framing.text.boundaries import Boundary
from framing.text.folding import fold
from framing.text.tokens import tokenize

# What a wildcard may stand for when we ask whether the tokenizer can produce a word.
_FILLERS = ("", "a", "1", "a-", "-a", "a'", "'a", "a.")
LONGEST = 100  # words of a pattern; a longer one is a text
_EMOJI = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff]")
_SIGNED = re.compile(r"[-+\u2212]\d[\d.,]*", re.ASCII)
_ORDINAL = re.compile(r"\d+\.", re.ASCII)

# Letters that no lexicon has stand for wildcards while the tokenizer reads a word.
_PRINTED = str.maketrans("*?", "\U0001e900\U0001e901")
_WILD = str.maketrans("\U0001e900\U0001e901", "*?")


class _Found(NamedTuple):
    """The words that the tokenizer finds in one, and whether something ends between them."""

    words: tuple[str, ...]
    apart: bool


def faults_by_pattern(patterns: Sequence[Pattern]) -> list[list[str]]:
    """The faults of each pattern; the tokenizer is asked once for all of them."""
    words = {(word, p.fixed) for p in patterns for word in _own(p) if word and (p.fixed or word.strip("*"))}
    lost = _unreachable(words)
    return [_faults_of(pattern, lost) for pattern in patterns]


def _own(pattern: Pattern) -> list[str]:
    """The words of a pattern that name no set; a near has its parts instead."""
    if pattern.near:
        return []
    return [word for word in pattern.words if pattern.fixed or not word.startswith(SIGN)]


def _faults_of(pattern: Pattern, lost: Mapping[tuple[str, bool], _Found]) -> list[str]:
    text = pattern.text
    if not text.strip():
        return ["is empty. Write a word, or remove it."]
    if text != text.strip() or "  " in text or any(c.isspace() and c != " " for c in text):
        return [f"has white space that no text can match. Write it as {' '.join(text.split())!r}."]
    if text.count(" ") >= LONGEST:
        return [f"has {text.count(' ') + 1} words; expected at most {LONGEST}. Shorten it."]
    if not pattern.fixed and not text.replace("*", "").strip():
        return ["matches every word. Give it at least one letter."]
    return [_why(word, *lost[word, pattern.fixed]) for word in _own(pattern) if (word, pattern.fixed) in lost]


def _why(word: str, found: Sequence[str], apart: bool) -> str:
    """What the tokenizer makes of a word that is none, and what to do."""
    found = [part for part in found if part.strip("*?")]
    if not found:
        what = "emoji" if _EMOJI.search(word) else "signs"
        return f"{word!r}: {what} are no words, so it can never match. Remove it."
    reads = f"{word!r} can never match: the tokenizer reads it as {found}. "
    if len(found) > 1:
        if apart:
            return f"{reads}Something ends between them, so no pattern finds both. Remove it."
        return f"{reads}Write it as {' '.join(found)!r}."
    (rest,) = found
    if _SIGNED.fullmatch(word):
        return f"{reads}A sign before a number is no part of it. If it is a weight, give it as weight = {word}."
    if _ORDINAL.fullmatch(word):
        return f"{reads}The full stop is no part of a number. Write {rest!r}, which finds the number too."
    return f"{reads}Signs at its ends are no part of a word. Write {rest!r}, or remove it."


def _unreachable(words: Iterable[tuple[str, bool]]) -> dict[tuple[str, bool], _Found]:
    """The words of patterns that no token can match, and what the tokenizer makes of each."""
    asked = []
    for key in sorted(words):
        candidates = _candidates(*key)
        if not (candidates[0].isascii() and candidates[0].isalpha()):  # letters alone are a word
            asked.append((key, candidates))
    # Most words are settled by their first candidate.
    for first, last in ((0, 1), (1, None)):
        tried = [(key, text) for key, candidates in asked for text in candidates[first:last]]
        flags = _are_words([text for _, text in tried])
        possible = {key for (key, _), flag in zip(tried, flags, strict=True) if flag}
        asked = [(key, candidates) for key, candidates in asked if key not in possible]
    bare = tokenize([word if fixed else word.translate(_PRINTED) for (word, fixed), _ in asked])
    read = [bare.words[i].translate(_WILD) for i in bare.ids.tolist()]
    ends = (bare.boundaries >= Boundary.CLAUSE).tolist()
    spans = zip(bare.bounds[:-1].tolist(), bare.bounds[1:].tolist(), strict=True)
    return {key: _Found(tuple(read[a:b]), any(ends[a + 1 : b])) for (key, _), (a, b) in zip(asked, spans, strict=True)}


def _candidates(word: str, fixed: bool) -> list[str]:
    """Texts that a word of a pattern matches; if none of them is a token, nothing is."""
    if fixed:
        return [word]
    return [
        word.replace("?", single).replace("*", filler) for single in ("a", "1", "-", "'", ".") for filler in _FILLERS
    ]


def _are_words(texts: Sequence[str]) -> list[bool]:
    tokens = tokenize(texts)
    return [
        b - a == 1 and fold(tokens.words[tokens.ids[a]], case=True) == fold(text, case=True)
        for text, a, b in zip(texts, tokens.bounds[:-1].tolist(), tokens.bounds[1:].tolist(), strict=True)
    ]
