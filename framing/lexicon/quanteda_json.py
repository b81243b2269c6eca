"""
JSON (``.json``), names in names as quanteda writes them.
"""

from __future__ import annotations

import json
import re
from math import isfinite

from framing.lexicon.entries import DEEPEST, Source, number_in, short
from framing.lexicon.nested import gather
from framing.lexicon.node import Node

TELL = ' Expected is {"name": ["entry", ...]}, or further names in place of the list.'

_PART = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}:,]|[^\s\[\]{}:,"]+|\n')


def read(source: Source) -> None:
    """Read a .json file."""
    text = source.text().replace("\r\n", "\n").replace("\r", "\n")
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        source.fail(error.lineno, f"expected JSON, found a fault ({error.msg}).{TELL}")
    except RecursionError:
        source.too_deep(1)
    except ValueError as error:  # a number of too many digits
        source.fail(1, f"expected JSON, found a fault ({error}).{TELL}")
    gather(source, _tree(source, text))


def _weight(source: Source, part: str, line: int) -> float:
    weight = number_in(part)
    if weight is None or not isfinite(weight):
        source.fail(line, f"expected a number that can be a weight, found {short(part)}. Mend it.")
    return weight


def _tree(source: Source, text: str) -> Node:
    """The values with their lines; the text is valid, so its parts can be put together without a further check."""
    root = Node(1, [])
    open_, key, line = [root], None, 1
    for part in _PART.findall(text):
        if part == "\n":
            line += 1
        elif part in "]}":
            open_.pop()
        elif part == ":":
            key = open_[-1].value.pop()[2].value
        elif part != ",":
            node = Node(line, [] if part in "[{" else json.loads(part) if part[0] == '"' else part, part == "{")
            open_[-1].value.append((key, line, node))
            key = None
            if part in "[{":
                open_.append(node)
            elif part == "null":
                node.value = ""
            elif part in ("true", "false"):
                node.truth = part == "true"
            elif part[0] != '"':
                node.weight = _weight(source, part, line)
            if len(open_) > DEEPEST:
                source.too_deep(line)
    return root.value[0][2]
