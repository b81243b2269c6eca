"""
Patterns to what is wrong with each by itself: empty, too wide, or words that the tokenizer can never produce.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from framing.lexicon.frames import SIGN, Pattern
from framing.text.folding import fold
from framing.text.tokens import tokenize

# What a wildcard may stand for when we ask whether the tokenizer can produce a word.
_FILLERS = ("", "a", "1", "a-", "-a", "a'", "'a", "a.")


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


def _faults_of(pattern: Pattern, lost: Mapping[tuple[str, bool], list[str]]) -> list[str]:
    text = pattern.text
    if not text.strip():
        return ["is empty. Write a word, or remove it."]
    if text != text.strip() or "  " in text or any(c.isspace() and c != " " for c in text):
        return [f"has white space that no text can match. Write it as {' '.join(text.split())!r}."]
    if not pattern.fixed and not text.replace("*", "").strip():
        return ["matches every word. Give it at least one letter."]
    faults = []
    for word in _own(pattern):
        if (word, pattern.fixed) in lost:
            found = lost[word, pattern.fixed]
            reads = f"reads it as {found}" if found else "finds no word in it"
            faults.append(f"{word!r} can never match: the tokenizer {reads}. Write it as those words.")
    return faults


def _unreachable(words: Iterable[tuple[str, bool]]) -> dict[tuple[str, bool], list[str]]:
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
    bare = tokenize([word.replace("*", " ").replace("?", " ") for (word, _), _ in asked])
    read = [bare.words[i] for i in bare.ids.tolist()]
    spans = zip(bare.bounds[:-1].tolist(), bare.bounds[1:].tolist(), strict=True)
    return {key: read[a:b] for (key, _), (a, b) in zip(asked, spans, strict=True)}


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
