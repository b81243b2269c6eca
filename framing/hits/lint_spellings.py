"""
Findings about spellings: what a pattern may have meant, and ways to write it that its frame misses.

Each gives the number of the pattern and a detail that says what is the matter and what to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from framing.hits.lint_subject import Subject, listed, spelled
from framing.hits.matching import Matcher
from framing.lexicon.faults import faults_by_pattern
from framing.lexicon.frames import Frame, Lexicon, Pattern
from framing.text.corpus import Corpus
from framing.text.tokens import fold


def underscore(subject: Subject) -> Iterator[tuple[int, str]]:
    """Patterns in which _ may have been meant for a space."""
    for number, text, alone in _texts(subject):
        if "_" in text.strip("_"):
            which = "" if alone else f"as {text!r} it "
            what = f"{which}finds the underscore only as printed. If a phrase is meant"
            yield number, f"{what}, write {' '.join(text.replace('_', ' ').split())!r}, which finds both."


def hyphen(subject: Subject) -> Iterator[tuple[int, str]]:
    """Other ways to join or part the words of a pattern."""
    joined = _joined(subject)
    variants = []
    for number, text, _ in _texts(subject):
        texts = [*_hyphenations(text, every=subject.corpus is not None), *joined.get(fold(text), ())]
        variants += [(number, variant) for variant in dict.fromkeys(texts)]
    for number, names in _missed(subject, variants).items():
        yield number, f"{_not_found(names)} Add what is meant."


def apostrophe(subject: Subject) -> Iterator[tuple[int, str]]:
    """The possessives of single words."""
    variants = []
    for number, text, _ in _texts(subject):
        last = text.split(" ")[-1]
        if last.isalpha() and not last.lower().endswith("s"):
            variants.append((number, f"{text}'s"))
    for number, names in _missed(subject, variants).items():
        yield number, f"{_not_found(names)} Add it if the word is a noun."


def _texts(subject: Subject) -> Iterator[tuple[int, str, bool]]:
    """
    The wordings of patterns, by their numbers, and whether each is the pattern's only one.

    Without a corpus only of patterns that are written without sets: what a set stands for is for a corpus to judge.
    """
    for number, (_, pattern) in enumerate(subject.entries):
        alone = len(pattern.wordings) == 1
        if alone or subject.corpus is not None:
            for wording in pattern.wordings:
                yield number, spelled(wording), alone


def _not_found(names: Sequence[str]) -> str:
    return f"{listed(names)} {'is' if len(names) == 1 else 'are'} not found."


def _missed(subject: Subject, variants: Sequence[tuple[int, str]]) -> dict[int, list[str]]:
    """
    Of other spellings of patterns, by their numbers, those that no pattern of the frame finds.

    With a corpus only those that occur in it, each with its count.
    """
    patterns = [_written(subject.entries[number].pattern, text) for number, text in variants]
    counts = None
    if subject.corpus is not None and patterns:
        counts = _counted(patterns, subject.corpus)
        kept = [place for place, count in enumerate(counts) if count]
        variants, patterns, counts = ([column[place] for place in kept] for column in (variants, patterns, counts))
    found = {
        row.outer
        for row in subject.inside([pattern.wordings for pattern in patterns])
        if row.whole and row.inner < len(subject.entries) and _of_one_frame(subject, row.inner, variants[row.outer][0])
    }
    found |= {place for place, faults in enumerate(faults_by_pattern(patterns)) if faults}
    missed: dict[int, list[str]] = {}
    for place, (number, text) in enumerate(variants):
        if place not in found:
            seen = "" if counts is None else f" ({counts[place]} in the corpus)"
            missed.setdefault(number, []).append(f"{text!r}{seen}")
    return {number: list(dict.fromkeys(names)) for number, names in missed.items()}


def _written(pattern: Pattern, text: str) -> Pattern:
    """Another spelling of a pattern, or of one of its wordings; case counts as soon as it does in one word."""
    cased, fixed = (any(word[i] for wording in pattern.wordings for word in wording) for i in (1, 2))
    return Pattern(text, case_sensitive=cased, fixed=fixed)


def _of_one_frame(subject: Subject, number: int, other: int) -> bool:
    return subject.entries[number].frame is subject.entries[other].frame


def _counted(patterns: Sequence[Pattern], corpus: Corpus) -> list[int]:
    """How often each pattern occurs in the corpus."""
    matcher = Matcher(Lexicon((Frame("variants", tuple(patterns)),)))
    return np.bincount(matcher.standing_in(corpus.tokens).pattern, minlength=len(patterns)).tolist()


def _joined(subject: Subject) -> dict[str, list[str]]:
    """The parted spellings of words written together, as far as lexicon or corpus know them."""
    parted = [text for _, text, _ in _texts(subject) if re.search(r"\w[- ]\w", text)]
    if subject.corpus is not None:
        parted += [name for name in subject.types[1] if "-" in name]
    found: dict[str, list[str]] = {}
    for text in dict.fromkeys(fold(text) for text in parted):
        together = re.sub(r"[- ]", "", text)
        if together != text:
            found.setdefault(together, []).append(text)
    return found


def _hyphenations(written: str, *, every: bool) -> Iterator[str]:
    """
    The wording with one hyphen written as a space or left out, or all its spaces written as hyphens.

    With ``every`` also with any one space written so; most of these occur nowhere, so they are for a corpus to judge.
    """
    text = fold(written, case=True)
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
