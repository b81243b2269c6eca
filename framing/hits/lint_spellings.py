"""
Findings about spellings: what a pattern may have meant, and ways to write it that its frame misses.

Each gives the number of the pattern and a detail that says what is the matter and what to do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

import numpy as np

from framing.hits.lint_subject import Subject, listed, spelled
from framing.hits.matching import Matcher
from framing.hits.occurrences import Matches
from framing.lexicon.faults import faults_by_pattern
from framing.lexicon.frames import Frame, Lexicon, Pattern, Wording
from framing.text.folding import fold


def underscore(subject: Subject) -> Iterator[tuple[int, str]]:
    """Patterns in which _ may have been meant for a space."""
    for number, wording in _wordings(subject):
        text = spelled(wording)
        if "_" in text.strip("_"):
            which = "" if len(subject.wordings[number]) == 1 else f"as {text!r} it "
            what = f"{which}finds the underscore only as printed. If a phrase is meant"
            yield number, f"{what}, write {' '.join(text.replace('_', ' ').split())!r}, which finds both."


def hyphen(subject: Subject) -> Iterator[tuple[int, str]]:
    """Other ways to join or part the words of a pattern."""
    joined = _joined(subject)
    variants = []
    for number, wording in _wordings(subject):
        text = spelled(wording)
        texts = [*_hyphenations(text, every=subject.corpus is not None), *joined.get(fold(text), ())]
        variants += [(number, _written(wording, variant)) for variant in dict.fromkeys(texts)]
    for number, names in _missed(subject, variants).items():
        yield number, f"{_not_found(names)} Add what is meant."


def apostrophe(subject: Subject) -> Iterator[tuple[int, str]]:
    """The possessives of English words: in Latin letters, where no other language is declared."""
    variants = []
    if subject.language != "en":
        return
    for number, wording in _wordings(subject):
        last = wording[-1].text
        if last.isalpha() and _is_latin(last) and not last.lower().endswith("s"):
            variants.append((number, _written(wording, f"{spelled(wording)}'s")))
    for number, names in _missed(subject, variants).items():
        yield number, f"{_not_found(names)} Add it if the word is a noun."


def _is_latin(word: str) -> bool:
    return all(unicodedata.name(letter, "").startswith("LATIN") for letter in word)


def _wordings(subject: Subject) -> Iterator[tuple[int, Wording]]:
    """
    The wordings of patterns that are no near, by the numbers of these.

    Without a corpus only of patterns that are written without sets: what a set stands for is for a corpus to judge.
    """
    for number, (_, pattern) in enumerate(subject.entries):
        if len(pattern.wordings) == 1 or subject.corpus is not None:
            for wording in pattern.wordings:
                yield number, wording


def _written(wording: Wording, text: str) -> Pattern:
    """Another spelling of a wording, in which case counts if it does in one of its words."""
    cased, fixed = (any(word[i] for word in wording) for i in (1, 2))
    return Pattern(text, case_sensitive=cased, fixed=fixed)


def _not_found(names: Sequence[str]) -> str:
    return f"{listed(names)} {'is' if len(names) == 1 else 'are'} not found."


def _missed(subject: Subject, variants: Sequence[tuple[int, Pattern]]) -> dict[int, list[str]]:
    """
    Of other spellings of patterns, by their numbers, those that no pattern of the frame finds.

    With a corpus those that occur in it where the frame finds nothing as long, each with how often.
    """
    faults = faults_by_pattern([variant for _, variant in variants])
    possible = [pair for pair, own in zip(variants, faults, strict=True) if not own]
    if subject.corpus is not None:
        counts = _counted(subject, possible) if possible else []
        told = [
            (number, f"{v.text!r} ({n} in the corpus)") for (number, v), n in zip(possible, counts, strict=True) if n
        ]
    else:
        found = {
            row.outer
            for row in subject.inside([variant.wordings for _, variant in possible])
            if row.whole
            and row.inner < len(subject.entries)
            and _of_one_frame(subject, row.inner, possible[row.outer][0])
        }
        told = [(number, repr(v.text)) for place, (number, v) in enumerate(possible) if place not in found]
    missed: dict[int, list[str]] = {}
    for number, name in dict.fromkeys(told):
        missed.setdefault(number, []).append(name)
    return missed


def _of_one_frame(subject: Subject, number: int, other: int) -> bool:
    return subject.entries[number].frame is subject.entries[other].frame


def _counted(subject: Subject, variants: Sequence[tuple[int, Pattern]]) -> list[int]:
    """How often each variant occurs in the corpus where no pattern of its frame finds the same words."""
    matcher = Matcher(Lexicon((Frame("variants", tuple(variant for _, variant in variants)),)))
    found, known = matcher.standing_in(subject.corpus.tokens), subject.found
    known = known[known.pattern < len(subject.entries)]
    frames = {id(frame): number for number, frame in enumerate(subject.lexicon)}
    frame = np.array([frames[id(subject.entries[number].frame)] for number, _ in variants])
    width = int(max(found.length.max(initial=0), known.length.max(initial=0))) + 1

    def key(matches: Matches, frame: np.ndarray) -> np.ndarray:
        return (matches.first * width + matches.length) * len(frames) + frame

    fresh = ~np.isin(key(found, frame[found.pattern]), key(known, known.frame.astype(np.int64)))
    return np.bincount(found.pattern[fresh], minlength=len(variants)).tolist()


def _joined(subject: Subject) -> dict[str, list[str]]:
    """The parted spellings of words written together, as far as lexicon or corpus know them."""
    texts = (spelled(wording) for _, wording in _wordings(subject))
    parted = [text for text in texts if re.search(r"\w[- ]\w", text)]
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
