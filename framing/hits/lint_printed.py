"""
Findings about how the words of a lexicon are printed in a corpus: with marks that nobody sees, or run into others.

Each gives the number of the pattern and a detail that says what is the matter and what to do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from framing.hits.lint_subject import Subject, listed
from framing.text.folding import printed_with
from framing.text.tokens import MENDS

_MENDED = {
    "hyphens": "parted by a hyphen at a line's end",
    "stops": "joined to others by a full stop without a space",
    "elision": "behind an elided article, as in l'Iran",
}


def printed(subject: Subject) -> Iterator[tuple[int, str]]:
    """Patterns whose words the corpus prints with what other programs would tell apart."""
    tokens, found = subject.corpus.tokens, subject.found
    names = [printed_with(word) for word in tokens.words]
    odd = np.array([bool(own) for own in names])[tokens.ids]
    if not odd.any():
        return
    before = np.concatenate([[0], np.cumsum(odd)])
    rows = np.flatnonzero(before[found.first + found.length] > before[found.first])
    kinds: dict[int, Counter] = {}
    for row in rows[found.pattern[rows] < len(subject.entries)].tolist():
        words = tokens.ids[found.first[row] : found.first[row] + found.length[row]].tolist()
        kinds.setdefault(int(found.pattern[row]), Counter()).update({name for word in words for name in names[word]})
    oddly = np.bincount(found.pattern[rows], minlength=len(subject.all))
    for number in sorted(kinds):
        n, seen = int(oddly[number]), int(subject.times.seen[number])
        with_ = listed([f"a {name}" for name, _ in sorted(kinds[number].items())])
        how = f"occurs only with {with_} ({n})" if n == seen else f"{n} of {seen} times it occurs with {with_}"
        yield number, f"{how}. It is found all the same; programs that compare what is printed do not find it."


def unread(subject: Subject) -> Iterator[tuple[int, str]]:
    """Patterns that occur more often where the texts are read otherwise."""
    corpus, n = subject.corpus, len(subject.entries)
    ways = [(replace(corpus, mend=(*corpus.mend, name)), name) for name in MENDS if name not in corpus.mend]
    if any("\u200b" in document.text for document in corpus):
        joined = (replace(document, text=document.text.replace("\u200b", "\u00ad")) for document in corpus)
        ways.append((replace(corpus, documents=tuple(joined)), ""))
    for other, name in ways:
        found = subject.matcher.standing_in(other.tokens).pattern
        more = np.bincount(found, minlength=len(subject.all))[:n] - subject.times.seen
        for number in np.flatnonzero(more > 0).tolist():
            times = "once more" if more[number] == 1 else f"{more[number]} times more"
            if name:
                yield number, f"occurs {times} {_MENDED[name]}. Read the texts with mend={name!r} to find it there."
            else:
                yield (
                    number,
                    f"occurs {times} with a zero width space in it, which parts words. Take it out of the texts.",
                )
