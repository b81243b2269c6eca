"""
Findings about spellings: what a pattern may have meant, and ways to write it that its frame misses.

Each gives the number of the pattern and a detail that says what is the matter and what to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from framing.hits.lint_subject import Subject, listed
from framing.hits.matching import Matcher
from framing.lexicon.faults import faults_by_pattern
from framing.lexicon.frames import Frame, Lexicon, Pattern
from framing.text.corpus import Corpus
from framing.text.tokens import fold


def underscore(subject: Subject) -> Iterator[tuple[int, str]]:
    """Patterns in which _ may have been meant for a space."""
    for number, (_, pattern) in enumerate(subject.entries):
        if "_" in pattern.text.strip("_"):
            spaced = " ".join(pattern.text.replace("_", " ").split())
            detail = f"finds the underscore only as printed. If a phrase is meant, write {spaced!r}, which finds both."
            yield number, detail


def hyphen(subject: Subject) -> Iterator[tuple[int, str]]:
    """Other ways to join or part the words of a pattern."""
    joined = _joined(subject)
    variants = []
    for number, (_, pattern) in enumerate(subject.entries):
        texts = [*_hyphenations(pattern, every=subject.corpus is not None), *joined.get(fold(pattern.text), ())]
        variants += [(number, text) for text in dict.fromkeys(texts)]
    for number, names in _missed(subject, variants).items():
        yield number, f"{_not_found(names)} Add what is meant."


def apostrophe(subject: Subject) -> Iterator[tuple[int, str]]:
    """The possessives of single words."""
    variants = []
    for number, (_, pattern) in enumerate(subject.entries):
        last = pattern.words[-1]
        if last.isalpha() and not last.lower().endswith("s"):
            variants.append((number, f"{pattern.text}'s"))
    for number, names in _missed(subject, variants).items():
        yield number, f"{_not_found(names)} Add it if the word is a noun."


def _not_found(names: Sequence[str]) -> str:
    return f"{listed(names)} {'is' if len(names) == 1 else 'are'} not found."


def _missed(subject: Subject, variants: Sequence[tuple[int, str]]) -> dict[int, list[str]]:
    """
    Of other spellings of patterns, by their numbers, those that no pattern of the frame finds.

    With a corpus only those that occur in it, each with its count.
    """
    if not variants:
        return {}
    entries = subject.entries
    originals = [entries[number].pattern for number, _ in variants]
    patterns = [
        Pattern(text, case_sensitive=original.case_sensitive, fixed=original.fixed)
        for (_, text), original in zip(variants, originals, strict=True)
    ]
    found = {
        row.outer
        for row in subject.inside(patterns)
        if row.inner < len(entries)
        and row.length == len(patterns[row.outer].words)
        and entries[row.inner].frame is entries[variants[row.outer][0]].frame
    }
    found |= {place for place, faults in enumerate(faults_by_pattern(patterns)) if faults}
    counts = None if subject.corpus is None else _counted(patterns, subject.corpus)
    missed: dict[int, list[str]] = {}
    for place, (number, text) in enumerate(variants):
        if place not in found and (counts is None or counts[place]):
            seen = "" if counts is None else f" ({counts[place]} in the corpus)"
            missed.setdefault(number, []).append(f"{text!r}{seen}")
    return missed


def _counted(patterns: Sequence[Pattern], corpus: Corpus) -> list[int]:
    """How often each pattern occurs in the corpus."""
    matcher = Matcher(Lexicon((Frame("variants", tuple(patterns)),)))
    return np.bincount(matcher.standing_in(corpus.tokens).pattern, minlength=len(patterns)).tolist()


def _joined(subject: Subject) -> dict[str, list[str]]:
    """The parted spellings of words written together, as far as lexicon or corpus know them."""
    parted = [pattern.text for _, pattern in subject.entries if re.search(r"\w[- ]\w", pattern.text)]
    if subject.corpus is not None:
        parted += [name for name in subject.types[1] if "-" in name]
    found: dict[str, list[str]] = {}
    for text in dict.fromkeys(fold(text) for text in parted):
        together = re.sub(r"[- ]", "", text)
        if together != text:
            found.setdefault(together, []).append(text)
    return found


def _hyphenations(pattern: Pattern, *, every: bool) -> Iterator[str]:
    """
    The pattern with one hyphen written as a space or left out, or all its spaces written as hyphens.

    With ``every`` also with any one space written so; most of these occur nowhere, so they are for a corpus to judge.
    """
    text = fold(pattern.text, case=True)
    gaps = [gap for gap in re.finditer(r"[- ]", text) if _parts(text, gap.start(), gap.end())]
    spaces = text.count(" ")
    if spaces and sum(gap.group() == " " for gap in gaps) == spaces:
        yield text.replace(" ", "-")
    for gap in gaps:
        for joint in (" ", "") if gap.group() == "-" else ("-",) if every else ():
            yield f"{text[: gap.start()]}{joint}{text[gap.end() :]}"


def _parts(text: str, start: int, end: int) -> bool:
    """Whether a hyphen or space has letters on both sides, and no bare wildcard."""
    beside = (re.split(r"[- ]", text[:start])[-1], re.split(r"[- ]", text[end:])[0])
    return all(any(c.isalnum() for c in part) for part in beside)
