"""
The language whose cue words are known: voice and stance are told in English texts alone.
"""

from __future__ import annotations

from framing.errors import FramingError


def refuse_language(code: str) -> None:
    """
    Refuse a text that is said to be in another language, rather than tell its voices by English cue words.

    Raises
    ------
    FramingError
        For any code but ``"en"``.
    """
    if code != "en":
        raise FramingError(
            f"voice and stance are told by English cue words, and these articles are said to be in {code!r}. Count "
            "without voices, or translate the articles and read them anew."
        )
