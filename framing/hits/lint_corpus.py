"""
Findings about a lexicon in a corpus: patterns without a hit, and what wildcards stand for.

Each gives the number of the pattern and a detail that says what is the matter and what to do.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from framing.hits.lint_subject import Subject

_TYPES = 50  # types that an expansion lists; a wildcard that stands for more is too wide anyway


def no_hit(subject: Subject) -> Iterator[tuple[int, str]]:
    """Patterns without a hit, be it that they occur nowhere or that others take their words."""
    matches = subject.matcher.match(subject.corpus.tokens)
    hits = np.bincount(subject.numbers(matches), minlength=len(subject.entries))
    times = subject.times
    for number in np.flatnonzero(hits == 0).tolist():
        seen, without = int(times.seen[number]), int(times.without[number])
        occurs = "occurs once" if seen == 1 else f"occurs {seen} times"
        if not seen:
            detail = "occurs nowhere in the corpus. Look whether it is spelled as the texts spell it."
        elif without == times.free[number] > 0:
            detail = (
                f"{occurs}, never with its context. Read framing.rejected; widen the context, or remove the pattern."
            )
        elif without:
            of = f"{without} of them without its context"
            detail = f"{occurs}, {of}; other patterns or an exclusion take the rest. Remove it if that is meant."
        else:
            detail = f"{occurs}, but other patterns or an exclusion take its words. Remove it if that is meant."
        yield number, detail


def expansion(subject: Subject) -> Iterator[tuple[int, str]]:
    """What each pattern with a wildcard stands for: type and count, most frequent first."""
    codes, names = subject.types
    code = codes[subject.corpus.tokens.ids]
    wild = [not pattern.fixed and any(c in pattern.text for c in "*?") for _, pattern in subject.entries]
    found = subject.found[subject.found.pattern < len(wild)]
    found = found[np.array(wild, dtype=bool)[found.pattern]]
    stands: dict[int, list[tuple[int, str]]] = {}
    for length in np.unique(found.length).tolist():
        rows = found[found.length == length]
        columns = [rows.pattern, *(code[rows.first + step] for step in range(length))]
        sequences, counts = np.unique(np.stack(columns), axis=1, return_counts=True)
        for (number, *words), count in zip(sequences.T.tolist(), counts.tolist(), strict=True):
            stands.setdefault(number, []).append((count, " ".join(names[word] for word in words)))
    for number in sorted(stands):
        types = sorted(stands[number], key=lambda pair: (-pair[0], pair[1]))
        total = sum(count for count, _ in types)
        text = ", ".join(f"{name}: {count}" for count, name in types[:_TYPES])
        if len(types) > _TYPES:
            text += f", and {len(types) - _TYPES} more types"
        yield number, f"{text} (together {total}). Exclude what is not meant."
