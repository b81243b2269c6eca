"""
Errors written for the person who must fix them: what was expected, what was found, what to do.

Every error the library raises for a user's mistake is a :class:`FramingError`, so one ``except`` is enough
and a command can print it as one line instead of a traceback.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

_COMPARED = 1_000  # names among which the one that was meant is looked for
_LISTED = 100  # names that a message lists


class FramingError(ValueError):
    """Something in the input must be mended by the user; the message says what and how."""


class CorpusError(FramingError):
    """Articles, or a file that lists them, cannot be used as they are."""


class LexiconError(FramingError):
    """A lexicon has faults; the message lists all of them, each with file and line."""


class FramingWarning(UserWarning):
    """Something in the input is not used as it is written; the message says what, and nothing else is lost."""


def unknown(kind: str, name: object, valid: Iterable[object]) -> str:
    """
    Say that a name is not there, which ones are, and which was probably meant.

    >>> print(unknown("frame", "great_gane", ["border_security", "great_game"]))
    unknown frame 'great_gane'; did you mean 'great_game'? Known: border_security, great_game.
    """
    names = [str(value) for value in valid]
    said = str(name)
    said = said if len(said) <= 100 else f"{said[:99]}…"
    near = difflib.get_close_matches(said, names, n=1) if len(names) <= _COMPARED else []
    hint = f"; did you mean {near[0]!r}?" if near else "."
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    known = ", ".join(names[:_LISTED]) + more if names else "none"
    return f"unknown {kind} {said!r}{hint} Known: {known}."


def refuse_halves(text: str, what: str, error: type[FramingError] = FramingError) -> None:
    """
    Refuse a text with half a character: a lone surrogate, as JSON and names of files can hold.

    Raises
    ------
    FramingError
        Of the kind given. It says in what, and where in it, counted from 0 as all offsets are.
    """
    if text.isascii():
        return
    try:
        text.encode()
    except UnicodeEncodeError as found:
        code = ord(text[found.start])
        name = what.encode(errors="backslashreplace").decode()
        raise error(
            f"{name}: character {found.start} is half a character, U+{code:04X} (a lone surrogate). Replace it: "
            'text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").'
        ) from None
