"""
WordStat (``.cat``): categories by indentation, entries with a weight in brackets, and rules.
"""

from __future__ import annotations

import re

from framing.lexicon.entries import Entry, Source, number_in, short
from framing.lexicon.faults import faults_by_pattern
from framing.lexicon.frames import SIGN, Pattern
from framing.lexicon.indentation import Levels
from framing.lexicon.wordstat_rules import RuleError, is_rule, pattern_of, rule_of, set_name, words_of

TELL = " A WordStat file has categories, and below them, indented by a tab, entries such as WAR (1)."

_WEIGHT = re.compile(r"(.*\S)\s*\(\s*([-+]?\d+(?:[.,]\d+)?)\s*\)", re.ASCII)

_Written = tuple[int, str, tuple[str, ...], float]  # a rule: line, text, the categories above it, weight


def read(source: Source) -> None:
    """Read a .cat file."""
    levels = Levels()
    rules: list[_Written] = []
    for number, line in source.lines():
        body = line.strip()
        above, entry = levels.place(line)
        if entry:
            source.fail(
                number,
                f"expected a category above {short(body)}, found the entry {entry!r}. Indent the line like its "
                "neighbours, or take the weight off the line above to make a category.",
            )
        weighed = _WEIGHT.fullmatch(body)
        text, weight = weighed.groups() if weighed else (body, "")
        if is_rule(text):
            levels.push(line, text, leaf=True)
            rules.append((number, text, above, _weight(weight)))
            continue
        levels.push(line, text, leaf=bool(weight))
        if not weight:
            source.key((*above, text), number)
            continue
        if not above:
            source.fail(number, f"expected a category, found the entry {text!r} outside of any. Put it below one.")
        source.entry(above, text.replace("_", " "), number, weight=_weight(weight))
    _read_rules(source, rules)


def _weight(text: str) -> float:
    return 1.0 if not text else number_in(text) or 0.0


def _read_rules(source: Source, rules: list[_Written]) -> None:
    """Keep the rules that can be said, once all categories are known that they may name."""
    categories = _categories(source.entries, rules)
    wordings = {name: tuple(words_of(entry.text) for entry in own) for name, own in categories.items()}
    kept: list[Entry] = []
    literal: list[tuple[int, str, Pattern]] = []
    for number, text, above, weight in rules:
        try:
            if not above:
                raise RuleError("it stands in no category")
            rule = rule_of(text)
            pattern = pattern_of(rule, wordings)
        except RuleError as error:
            source.note(number, text, f"the rule is not kept: {error}")
            continue
        source.sets |= {name: categories[name] for name in pattern.sets}
        literal += [(number, text, Pattern(item)) for item in (rule.one, rule.two) if not item.startswith(SIGN)]
        kept.append(Entry(above, pattern.text, number, weight=weight, rule=pattern))
    for (number, text, _), faults in zip(literal, faults_by_pattern([item for *_, item in literal]), strict=True):
        for fault in faults:
            source.note(number, text, fault)
    source.entries = sorted([*source.entries, *kept], key=lambda entry: entry.line)
    if kept:
        what = (
            f"rules that are read as near or context: {len(kept)}; a near lies in one clause, /S n is at most n words "
            "between, and a hit is the stretch with both"
        )
        source.note(kept[0].line, "", what)


def _categories(entries: list[Entry], rules: list[_Written]) -> dict[str, tuple[Pattern, ...]]:
    """The categories that a rule may name, as sets of the entries in and below them; none that has rules itself."""
    own: dict[str, dict[Pattern, None]] = {}
    for entry in entries:
        for name in map(set_name, entry.path):
            own.setdefault(name, {})[Pattern(entry.text, fixed=entry.fixed)] = None
    with_rules = {set_name(name) for _, _, above, _ in rules for name in above}
    return {name: tuple(found) for name, found in own.items() if name not in with_rules}
