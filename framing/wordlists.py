"""
Word lists as data: TOML files of named groups, each of which says what it is for and where it comes from.

A file is a table of groups:

    [groups.honorific]
    about = "Stands before a name and is no part of it."
    source = "forms of address in news"
    words = ["mr", "mrs"]
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from framing.errors import LexiconError

REQUIRED = ("about", "source", "words")


def read_groups(path: Path, required: tuple[str, ...] = REQUIRED) -> dict[str, dict[str, Any]]:
    """
    The groups of a word list, by name, each a dict of at least the ``required`` keys.

    Raises
    ------
    LexiconError
        If the file is no TOML, or a group lacks a key or holds what is no word. The message says where.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path}: is no valid TOML: {error}.") from None
    groups = table.get("groups", {})
    for name, group in groups.items():
        where = f"{path}, group {name!r}"
        for key in required:
            if not group.get(key):
                *most, last = required
                raise LexiconError(f"{where}: has no {key!r}. Expected {', '.join(most)} and {last}.")
        if not all(isinstance(word, str) and word.strip() for word in group["words"]):
            raise LexiconError(f"{where}: expected words to be a list of words, found {group['words']!r}.")
    return groups
