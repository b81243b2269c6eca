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
from collections.abc import Mapping
from dataclasses import dataclass

from framing.lexicon.frames import SIGN, Pattern, Wording, WordPattern

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
    unit: str
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
    Rule(name='@PEACE', one='WAR', verb='AFTER', two='NO', unit='S', distance='3')
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
    return Rule(whole["name"].strip() or text, one, verb, two, unit, distance)


def _item(text: str) -> str:
    """An item as a pattern: words, or the set of a category."""
    return SIGN + set_name(text[1:]) if text.startswith("#") else " ".join(text.replace("_", " ").split())


def set_name(category: str) -> str:
    """The name of the set that a category becomes."""
    return "_".join(category.split())


def words_of(text: str) -> Wording:
    """The words of an entry."""
    return tuple(map(WordPattern, text.split()))


def pattern_of(rule: Rule, categories: Mapping[str, tuple[Wording, ...]]) -> Pattern:
    """
    What a rule says, as a pattern.

    Raises
    ------
    RuleError
        If it names a category that is not there.

    Examples
    --------
    >>> found = pattern_of(rule_of("@PEACE [WAR AFTER #NO /S 3]"), {"NO": (words_of("NO"), words_of("NOT ANY"))})
    >>> found.text, found.within, found.ordered, [len(part) for part in found.near]
    ('near(@NO, WAR)', 3, True, [2, 1])
    """
    items = (rule.two, rule.one) if rule.verb == "AFTER" else (rule.one, rule.two)
    names = tuple(dict.fromkeys(item.removeprefix(SIGN) for item in items if item.startswith(SIGN)))
    for name in names:
        if name not in categories:
            raise RuleError(f"there is no category {name!r} without rules")
    first, second = (
        categories[item.removeprefix(SIGN)] if item.startswith(SIGN) else (words_of(item),) for item in items
    )
    if rule.unit == "P":
        return Pattern(rule.one, id=rule.name, wordings=first, context=second, context_text=(rule.two,), sets=names)
    return Pattern(
        f"near({', '.join(items)})",
        id=rule.name,
        near=(first, second),
        within=int(rule.distance or _ANY),
        ordered=rule.verb in ("BEFORE", "AFTER"),
        sets=names,
    )
