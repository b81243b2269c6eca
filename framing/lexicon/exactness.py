"""
Entries of a frame in an order in which the most exact one of several categories counts.

On an equal span the pattern that stands first in its frame is the hit. So that ``Nigeria`` counts for the category that
has ``nigeria*`` and not for the one that has ``niger*``, an entry with a wildcard is moved behind the more exact ones
of other categories whose words it would find. All else keeps its place.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice

from framing.text.folding import fold

_MOST = 2_000_000  # pairs that are looked at; more are only in lexicons made to last
_TRIED = 100  # characters of an entry that is tried with wildcards inside

Said = tuple[str, str, bool]  # text, category, whether it has no wildcards; the text of what is no plain words is empty


def most_exact_first(entries: Sequence[Said]) -> tuple[list[int], list[tuple[int, int]]]:
    """
    The order, as numbers; and which entry gives way to which, the last of those to which it does.

    >>> most_exact_first([("niger*", "NE", False), ("nigeria*", "NG", False), ("lagos", "NG", False)])
    ([1, 0, 2], [(0, 1)])
    """
    last: dict[int, int] = {}
    if len({category for _, category, _ in entries}) > 1:
        for wide, narrow in islice(_covers(entries), _MOST):
            if entries[wide][1] != entries[narrow][1]:
                last[wide] = max(last.get(wide, -1), narrow)
    behind = {wide: (narrow, True, -len(entries[wide][0])) for wide, narrow in last.items() if narrow > wide}
    order = sorted(range(len(entries)), key=lambda number: behind.get(number, (number, False, 0)))
    return order, sorted(last.items())


def _covers(entries: Sequence[Said]) -> Iterator[tuple[int, int]]:
    """Pairs of an entry with wildcards and one whose words it finds as well."""
    texts = sorted((fold(text), number) for number, (text, *_) in enumerate(entries) if text)
    names = [text for text, _ in texts]
    wild = [(text, number) for text, number in texts if not entries[number][2] and ("*" in text or "?" in text)]
    others = []
    for text, wide in wild:
        stem = text[:-1]
        if not stem or text[-1] != "*" or "*" in stem or "?" in stem or stem[-1] == " ":
            others.append((text, wide))
            continue
        for place in range(bisect_left(names, stem), len(names)):
            if not names[place].startswith(stem):
                break
            if names[place] != text and " " not in names[place][len(stem) :]:
                yield wide, texts[place][1]
    others = [(text, wide) for text, wide in others if text.count("*") <= 2 and len(text) <= _TRIED]
    for text, wide in others[: _MOST // max(len(texts), 1)]:
        found = re.compile("".join({"*": "[^ ]*", "?": "[^ ]"}.get(sign, re.escape(sign)) for sign in text)).fullmatch
        for name, narrow in texts:
            if name != text and len(name) <= _TRIED and found(name):
                yield wide, narrow
