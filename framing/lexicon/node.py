"""
A value of YAML or JSON with its line.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(eq=False)
class Node:
    """
    Text, or a list of (key, line of the key, value); a key is None in a list.

    ``weight`` is the number, ``truth`` the true or false that stands there without quotes.
    """

    line: int
    value: str | list[tuple[str | None, int, Node]]
    is_map: bool = False
    weight: float | None = None
    truth: bool | None = None
