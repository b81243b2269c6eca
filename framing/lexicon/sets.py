"""
Sets: named lists of words for use in patterns, and what a pattern that uses them stands for.

``@contest for @stake`` stands for any entry of the set ``contest``, then ``for``, then any entry of ``stake``. An entry
may have several words, and may use other sets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain, product
from math import prod

from framing.errors import unknown
from framing.lexicon.frames import SIGN, Pattern, Wording, WordPattern

MOST = 10_000  # wordings that one pattern, or one part of a near, may stand for; more would fill the memory
_DEEPEST = 50  # sets in sets


class SetError(ValueError):
    """What is wrong with the use of a set."""


def sets_used(pattern: Pattern, sets: Mapping[str, Sequence[Pattern]]) -> list[str]:
    """The sets that a pattern names, and those that these use; not those of its context."""
    used, left = [], names_in(pattern)
    while left:
        name = left.pop(0)
        if name not in used:
            used.append(name)
            left += [other for entry in sets.get(name, ()) for other in names_in(entry)]
    return used


def without_set(pattern: Pattern, name: str, sets: Mapping[str, Sequence[Pattern]]) -> Pattern | None:
    """
    A pattern as it would stand without a set: none if it names the set, else with the wordings that are left.

    A set loses its entries that name the set, and goes too if it has no other. Contexts stay: they say where a pattern
    counts, and are not counted.

    >>> sets = {"west": [Pattern("NATO")], "power": [Pattern("Russia"), Pattern("@west")]}
    >>> [word.text for wording in without_set(Pattern("@power"), "west", sets).wordings for word in wording]
    ['Russia']
    >>> without_set(Pattern("@west plays"), "west", sets)
    """
    if name not in sets_used(pattern, sets):
        return pattern
    gone, kept = {name}, dict(sets)
    while gone & set(kept):
        kept = {
            other: [entry for entry in entries if not gone & set(names_in(entry))]
            for other, entries in kept.items()
            if other not in gone
        }
        gone |= {other for other, entries in kept.items() if not entries}
    if gone & set(names_in(pattern)):
        return None
    if not pattern.near:
        return replace(pattern, wordings=wordings(pattern, kept))
    parts = (Pattern(part, case_sensitive=pattern.case_sensitive) for part in _parts(pattern))
    return replace(pattern, near=tuple(wordings(part, kept) for part in parts))


def _parts(pattern: Pattern) -> list[str]:
    """The parts of a near as they are written; else the text."""
    return pattern.text.removeprefix("near(").removesuffix(")").split(", ") if pattern.near else [pattern.text]


def names_in(pattern: Pattern) -> list[str]:
    """The sets that a pattern's text names, of a near those of its parts."""
    plain = pattern.fixed or SIGN not in pattern.text
    words = [] if plain else [word for part in _parts(pattern) for word in part.split(" ")]
    return [word.removeprefix(SIGN) for word in words if word.startswith(SIGN)]


def wordings(
    pattern: Pattern, sets: Mapping[str, Sequence[Pattern]], known: dict[str, tuple[Wording, ...]] | None = None
) -> tuple[Wording, ...]:
    """
    The wordings that a pattern's text stands for, in the order of the entries of its sets, each once.

    ``known`` keeps what each set stands for, for those who ask for many patterns of the same sets.

    Raises
    ------
    SetError
        If a set is unknown or uses itself, or there would be more than ``MOST`` wordings.

    Examples
    --------
    >>> sets = {"power": [Pattern("Russia"), Pattern("the US", case_sensitive=True)]}
    >>> found = wordings(Pattern("@power plays"), sets)
    >>> [" ".join(word.text for word in wording) for wording in found]
    ['Russia plays', 'the US plays']
    """
    return _wordings(pattern, sets, (), {} if known is None else known)


def _wordings(
    pattern: Pattern,
    sets: Mapping[str, Sequence[Pattern]],
    within: tuple[str, ...],
    known: dict[str, tuple[Wording, ...]],
) -> tuple[Wording, ...]:
    choices: list[Sequence[Wording]] = []
    for text in pattern.words:
        name = text.removeprefix(SIGN)
        if pattern.fixed or name == text:
            choices.append([(WordPattern(text, pattern.case_sensitive, pattern.fixed),)])
            continue
        if name not in sets:
            raise SetError(f"{unknown('set', name, sets)} A word that begins with {SIGN} itself needs fixed = true.")
        if name in within:
            circle = " uses ".join(f"{SIGN}{one}" for one in (*within[within.index(name) :], name))
            raise SetError(f"goes in a circle: {circle}. Take one of them out.")
        if name not in known:
            if len(within) >= _DEEPEST:
                raise SetError(f"its sets use sets more than {_DEEPEST} deep. Flatten them.")
            entries = (_wordings(entry, sets, (*within, name), known) for entry in sets[name])
            known[name] = tuple(dict.fromkeys(wording for found in entries for wording in found))
        choices.append(known[name])
    number = prod(map(len, choices))
    if number > MOST:
        raise SetError(f"stands for {number} wordings; at most {MOST} are possible. Use smaller sets, or near.")
    return tuple(tuple(chain.from_iterable(parts)) for parts in product(*choices))
