"""
Lines to categories in categories, by how far they are indented.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Levels:
    """Turns indentation into paths: a line belongs below the nearest one before it that is indented less."""

    stack: list[tuple[int, str, bool]] = field(default_factory=list)

    def place(self, line: str) -> tuple[tuple[str, ...], str]:
        """The path above a line; and the entry above it, if there is one, which cannot hold anything."""
        width = _indent(line)
        while self.stack and self.stack[-1][0] >= width:
            self.stack.pop()
        above = self.stack[-1][1] if self.stack and self.stack[-1][2] else ""
        return tuple(name for _, name, _ in self.stack), above

    def push(self, line: str, name: str, *, leaf: bool = False) -> None:
        """Remember a line for those below it; a leaf is an entry."""
        self.stack.append((_indent(line), name, leaf))


def _indent(line: str) -> int:
    return len(line[: len(line) - len(line.lstrip())].expandtabs(8))
