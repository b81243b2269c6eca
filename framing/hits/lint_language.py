"""
Findings about nears and contexts: those that decide nothing.

Each gives the number of the pattern and a detail that says what is the matter and what to do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations

import numpy as np

from framing.hits.lint_subject import Inside, Subject, spelled, standing_in
from framing.hits.matching import Matcher
from framing.lexicon.frames import Frame, Lexicon, Pattern, Wording

_FEW = 3  # occurrences; fewer say nothing about what a near or a context does in other texts


def superfluous(subject: Subject) -> Iterator[tuple[int, str]]:
    """Nears in each of whose stretches their frame finds something without them."""
    nears = {number: pattern for number, (_, pattern) in enumerate(subject.entries) if pattern.near}
    told = dict(_by_a_wider_near(subject, nears)) | dict(_by_a_part(subject, nears))
    yield from sorted(told.items())
    if subject.corpus is not None:
        yield from _beside_sequences(subject, set(told))


def _by_a_part(subject: Subject, nears: Mapping[int, Pattern]) -> Iterator[tuple[int, str]]:
    """Nears of which a part is found by itself, whichever of its wordings it is."""
    parts = [(number, place) for number, pattern in nears.items() for place in range(len(pattern.near))]
    finders: dict[tuple[int, int], dict[int, int]] = {}  # of each part, by the number of its wording
    for row in subject.inside([nears[number].near[place] for number, place in parts]):
        number = parts[row.outer][0]
        if row.whole and row.inner != number and subject.serves(row.inner, number):
            finders.setdefault(parts[row.outer], {}).setdefault(row.wording, row.inner)
    for (number, place), own in sorted(finders.items()):
        if len(own) == len(nears[number].near[place]):
            said = f"its part {place + 1} is found by {subject.ids(sorted(own.values()))} anyway"
            yield number, f"{said}. Remove the near, give the other a context, or keep it to tell its hits apart."


def _by_a_wider_near(subject: Subject, nears: Mapping[int, Pattern]) -> Iterator[tuple[int, str]]:
    """Nears in each of whose stretches there is one of another; of two that are equal, the later one."""
    having: dict[Wording, list[int]] = {}
    for number, pattern in nears.items():
        for wording in dict.fromkeys(wording for part in pattern.near for wording in part):
            having.setdefault(wording, []).append(number)
    for number, pattern in nears.items():
        wider = [
            other
            for other in having[pattern.near[0][0]]
            if other != number
            and subject.serves(other, number)
            and _widens(nears[other], pattern)
            and (other < number or not _widens(pattern, nears[other]))
        ]
        if wider:
            yield number, f"{subject.ids(wider[:1])} finds the same parts wherever it does. Remove one of them."


def _widens(wide: Pattern, narrow: Pattern) -> bool:
    """Whether in each stretch of one near there is one of another that has as many parts."""
    if len(wide.near) != len(narrow.near) or wide.within < narrow.within or (wide.ordered and not narrow.ordered):
        return False
    outer, inner = (list(map(frozenset, pattern.near)) for pattern in (wide, narrow))
    orders = [inner] if wide.ordered else permutations(inner)
    return any(all(own <= part for own, part in zip(parts, outer, strict=True)) for parts in orders)


def _beside_sequences(subject: Subject, told: set[int]) -> Iterator[tuple[int, str]]:
    """Nears in the place of each of whose hits in the corpus a pattern that is none would have one."""
    frames = (
        Frame(frame.name, tuple(p for p in frame.patterns if not p.near), frame.exclude) for frame in subject.lexicon
    )
    alone = Subject(Lexicon(tuple(frames)), None)
    numbers = np.array([number for number, (_, pattern) in enumerate(subject.entries) if not pattern.near], dtype=int)
    hits, others = (one.matcher.match(subject.corpus.tokens) for one in (subject, alone))
    own, name = subject.numbers(hits), numbers[alone.numbers(others)]
    for number in np.unique(own).tolist():
        rows = np.flatnonzero(own == number)
        if not subject.entries[number].pattern.near or number in told or len(rows) < _FEW:
            continue
        # Hits of one frame share no word, so that their ends ascend as their beginnings do.
        beside = np.flatnonzero(others.frame == hits.frame[rows[0]])
        place = np.searchsorted((others.first + others.length)[beside], hits.first[rows], side="right")
        if (place < len(beside)).all() and (others.first[beside[place]] < (hits.first + hits.length)[rows]).all():
            names = subject.ids(np.unique(name[beside[place]]).tolist())
            said = f"where it has its {len(rows)} hits in the corpus, {names} would have one without it"
            yield number, f"{said}. Remove it, or keep it to tell its hits apart; it adds none."


def context(subject: Subject) -> Iterator[tuple[int, str]]:
    """Contexts that never fail: by the pattern's own words, or anywhere in the corpus."""
    certain = dict(_own_context(subject))
    seen = subject.times if subject.corpus is not None else None
    for number, (_, pattern) in enumerate(subject.entries):
        if number in certain:
            said = f"its own words, as {certain[number]!r}, are of its context, which so never fails."
            yield number, f"{said} Leave the context out, or take them out of it."
        elif pattern.context and seen is not None and seen.free[number] >= _FEW and not seen.without[number]:
            times = f"stands in all {seen.free[number]} places of the pattern in the corpus"
            yield number, f"its context {times}: it rejects nothing there. Try it on other texts, or leave it out."


def _own_context(subject: Subject) -> Iterator[tuple[int, str]]:
    """Patterns in whose words their context always stands, and an example."""
    having = {number: pattern for number, (_, pattern) in enumerate(subject.entries) if pattern.context}
    contexts = list(dict.fromkeys(pattern.context for pattern in having.values()))
    inners = [Pattern(f"context {number}", wordings=wordings) for number, wordings in enumerate(contexts)]
    if not inners:
        return
    groups = [(number, part) for number, p in having.items() for part in p.near or [p.wordings]]
    found: dict[int, dict[int, Inside]] = {}
    matcher = Matcher(Lexicon((Frame("contexts", tuple(inners)),)))
    for row in standing_in([wordings for _, wordings in groups], inners, matcher):
        if contexts[row.inner] == having[groups[row.outer][0]].context:
            found.setdefault(row.outer, {}).setdefault(row.wording, row)
    for place, rows in sorted(found.items()):
        number, wordings = groups[place]
        if len(rows) == len(wordings):
            yield number, _example(rows[0], wordings)


def _example(row: Inside, wordings: Sequence[Wording]) -> str:
    return spelled(wordings[row.wording][row.first : row.first + row.length])
