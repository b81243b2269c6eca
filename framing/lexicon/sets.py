"""
Sets: named lists of words for use in patterns, and what a pattern that uses them stands for.

``@contest for @stake`` stands for any entry of the set ``contest``, then ``for``, then any entry of ``stake``. An entry
may have several words, and may use other sets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from math import prod

from framing.errors import unknown
from framing.lexicon.frames import SIGN, Pattern, Wording, WordPattern

MOST = 10_000  # wordings that one pattern, or one part of a near, may stand for; more would fill the memory


class SetError(ValueError):
    """What is wrong with the use of a set."""


def names_in(pattern: Pattern) -> list[str]:
    """The sets that a pattern's text names."""
    words = [] if pattern.fixed else pattern.words
    return [word.removeprefix(SIGN) for word in words if word.startswith(SIGN)]


def wordings(pattern: Pattern, sets: Mapping[str, Sequence[Pattern]]) -> tuple[Wording, ...]:
    """
    The wordings that a pattern's text stands for, in the order of the entries of its sets, each once.

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
    return _wordings(pattern, sets, ())


def _wordings(pattern: Pattern, sets: Mapping[str, Sequence[Pattern]], within: tuple[str, ...]) -> tuple[Wording, ...]:
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
        entries = (_wordings(entry, sets, (*within, name)) for entry in sets[name])
        choices.append(list(dict.fromkeys(wording for found in entries for wording in found)))
    number = prod(map(len, choices))
    if number > MOST:
        raise SetError(f"stands for {number} wordings; at most {MOST} are possible. Use smaller sets, or near.")
    return tuple(sum(parts, ()) for parts in product(*choices))
