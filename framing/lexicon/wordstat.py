"""
WordStat (``.cat``): categories by indentation, entries with a weight in brackets.
"""

from __future__ import annotations

import re

from framing.lexicon.entries import Source, short
from framing.lexicon.indentation import Levels

TELL = " A WordStat file has categories, and below them, indented by a tab, entries such as WAR (1)."

_WEIGHT = re.compile(r"(.*\S)\s*\(\s*([-+]?\d+(?:[.,]\d+)?)\s*\)", re.ASCII)


def read(source: Source) -> None:
    """Read a .cat file."""
    levels = Levels()
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
        if text.startswith("@") or (text.endswith("]") and "[" in text):
            levels.push(line, text, leaf=True)
            source.note(number, text, "the rule is not kept: nothing depends on the words near an entry")
            continue
        levels.push(line, text, leaf=bool(weight))
        if not weight:
            source.key((*above, text), number)
            continue
        if not above:
            source.fail(number, f"expected a category, found the entry {text!r} outside of any. Put it below one.")
        words = text.replace("_", " ")
        if float(weight.replace(",", ".")) != 1:
            source.note(number, words, f"the weight {weight} is not kept: each hit counts once")
        source.entry(above, words, number)
