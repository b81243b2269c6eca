"""
WordStat's rules, such as ``@NAME [A NEAR B /S 3]``, to nears and contexts, as far as these can say them.

==============================  ===================================================================================
rule                            is read as
==============================  ===================================================================================
``A NEAR B /S n``               a near of A and B in any order, with at most n words between
``A BEFORE B /S n``             the same in this order
``A AFTER B /S n``              the same in the other order
``A NEAR B /S``, ``A AND B /S`` the same with any number of words between
``A NEAR B /P``, ``A AND B /P`` A with the context B
==============================  ===================================================================================

A and B are a word, a phrase (``WAR_OF_WORDS``) or a category (``#TALKS``), which becomes a set. Three things may
differ: a near lies in one clause, ``/S`` asks for a sentence; a hit is the stretch that holds both, once, however many
A stand beside one B; and whether n counts the words between or the steps from word to word, we found nowhere said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from framing.lexicon.frames import SIGN, Pattern
from framing.lexicon.sets import SetError, names_in, wordings

_RULE = re.compile(r"(?P<name>[^\[\]]*)\[(?P<body>[^\[\]]*)\]")
_SCOPE = re.compile(r" ?/ ?([A-Z]) ?(\d{0,3})$")
_VERBS = ("NEAR", "BEFORE", "AFTER", "AND")
_NOT_ONE = {*_VERBS, "OR", "NOT"}
_ANY = 100  # words between parts that may be anywhere in a clause; none is longer
_EXPECTED = "expected A NEAR B /S 3, or BEFORE, AFTER, /S alone, or A NEAR B /P"


class RuleError(ValueError):
    """Why a rule cannot be kept."""


@dataclass(frozen=True)
class Rule:
    """A rule as its file writes it; of its items one that begins with ``@`` is a category."""

    name: str
    one: str
    verb: str
    two: str
    scope: str
    distance: str


def is_rule(text: str) -> bool:
    """Whether an entry of a .cat file is a rule."""
    return text.startswith(SIGN) or (text.endswith("]") and "[" in text)


def rule_of(text: str) -> Rule:
    """
    Read a rule.

    Raises
    ------
    RuleError
        If nears and contexts cannot say it.

    Examples
    --------
    >>> rule_of("@PEACE [WAR AFTER NO /S 3]")
    Rule(name='@PEACE', one='WAR', verb='AFTER', two='NO', scope='S', distance='3')
    """
    whole = _RULE.fullmatch(text)
    said = " ".join(whole["body"].split()) if whole else ""
    scope = _SCOPE.search(said)
    words = said[: scope.start()].split(" ") if scope else []
    verbs = [place for place, word in enumerate(words) if word in _NOT_ONE]
    if "NOT" in said.split(" "):
        raise RuleError("nothing says what must not stand there")
    if len(verbs) != 1 or words[verbs[0]] not in _VERBS or not 0 < verbs[0] < len(words) - 1:
        raise RuleError(_EXPECTED)
    (unit, distance), verb = scope.groups(), words[verbs[0]]
    if unit not in ("S", "P"):
        raise RuleError(f"nothing is as wide as /{unit}; {_EXPECTED}")
    if unit == "P" and (distance or verb in ("BEFORE", "AFTER")):
        raise RuleError("in a paragraph neither order nor distance can be said")
    one, two = (_item(" ".join(part)) for part in (words[: verbs[0]], words[verbs[0] + 1 :]))
    return Rule(whole["name"].strip(), one, verb, two, unit, distance)


def _item(text: str) -> str:
    """An item as a pattern: words, or the set of a category."""
    return SIGN + set_name(text[1:]) if text.startswith("#") else " ".join(text.replace("_", " ").split())


def set_name(category: str) -> str:
    """The name of the set that a category becomes."""
    return "_".join(category.split())


def pattern_of(rule: Rule, sets: Mapping[str, Sequence[Pattern]]) -> Pattern:
    """
    What a rule says, as a pattern.

    Raises
    ------
    RuleError
        If it names a category that is no set.

    Examples
    --------
    >>> found = pattern_of(rule_of("@PEACE [WAR AFTER #NO /S 3]"), {"NO": [Pattern("NO"), Pattern("NEVER")]})
    >>> found.text, found.within, found.ordered, [len(part) for part in found.near]
    ('near(@NO, WAR)', 3, True, [2, 1])
    """
    items = [Pattern(text) for text in (rule.one, rule.two)]
    try:
        one, two = (wordings(item, sets) for item in items)
    except SetError as error:
        raise RuleError(str(error).split(" A word that")[0]) from None
    names = tuple(dict.fromkeys(name for item in items for name in names_in(item)))
    if rule.scope == "P":
        return Pattern(rule.one, id=rule.name, wordings=one, context=two, sets=names)
    parts = [(rule.one, one), (rule.two, two)]
    if rule.verb == "AFTER":
        parts.reverse()
    return Pattern(
        f"near({', '.join(text for text, _ in parts)})",
        id=rule.name,
        near=tuple(own for _, own in parts),
        within=int(rule.distance or _ANY),
        ordered=rule.verb in ("BEFORE", "AFTER"),
        sets=names,
    )
