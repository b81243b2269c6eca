"""
Speaker as the text has it to how it names them: by a name or role, by a pronoun only, or not at all.
"""

from __future__ import annotations

from framing.text.folding import fold
from framing.voice.cues import words_of
from framing.voice.quotes import UNATTRIBUTED

NAMINGS = ("author", "named", "pronoun", UNATTRIBUTED)  # in the order of tables
_AUTHOR = ("", "author")


def naming(speaker: str) -> str:
    """
    How a text names who speaks, one of ``NAMINGS``; of a source within a source how it names the inner one.

    A pronoun is left only where nothing in the text tells whom it stands for. Empty is the author.

    >>> [naming(speaker) for speaker in ("Anna Berg", "the ministry", "She", "Anna Berg > they", "unattributed", "")]
    ['named', 'named', 'pronoun', 'pronoun', 'unattributed', 'author']
    """
    inner = fold(speaker.rpartition(" > ")[2])
    if inner in _AUTHOR:
        return "author"
    if inner == UNATTRIBUTED:
        return UNATTRIBUTED
    return "pronoun" if inner in words_of("pronoun", "thing", "nameless") else "named"
