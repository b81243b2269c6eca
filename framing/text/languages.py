"""
What is known of a language: which full stops end no sentence. The words are data, see ``languages.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from framing.errors import CorpusError, unknown
from framing.wordlists import read_groups

_ORDINAL = re.compile(r"\d{1,2}|[IVX]{1,5}")


@dataclass(frozen=True)
class Language:
    """
    How sentences end in a language.

    Attributes
    ----------
    code : str
        As in ISO 639-1.
    abbreviations : frozenset of str
        Words, in small letters, whose full stop ends no sentence.
    last : frozenset of str
        Those of them that often end a sentence too, namely before one of the ``starters``.
    starters : frozenset of str
        Words that, capitalised, show that a new sentence began.
    ordinals : bool
        Whether a number with a full stop is an ordinal.
    strict : bool
        Whether a full stop before a small letter ends nothing. Not in English: translated texts begin sentences so.
    """

    code: str
    abbreviations: frozenset[str]
    starters: frozenset[str]
    last: frozenset[str] = frozenset()
    ordinals: bool = False
    strict: bool = True

    def is_abbreviation(self, word: str) -> bool:
        """Whether the full stop after a word may be its own."""
        return word.lower() in self.abbreviations

    def is_ordinal(self, word: str) -> bool:
        """Whether a word is a number of one or two digits, or a small Roman one."""
        return _ORDINAL.fullmatch(word) is not None


@cache
def _languages() -> dict[str, Language]:
    groups = read_groups(Path(__file__).with_name("languages.toml"))
    found = {}
    for name in groups:
        code, _, kind = name.partition("_")
        if kind == "abbreviation":
            own, starters, last = (
                frozenset(groups.get(f"{code}_{kind}", {"words": ()})["words"])
                for kind in ("abbreviation", "starter", "last")
            )
            found[code] = Language(
                code,
                own | last,
                starters,
                last,
                ordinals=groups[name].get("ordinals", False),
                strict=code != "en",
            )
    return found


def language_of(code: str) -> Language:
    """
    A language by its code.

    Raises
    ------
    CorpusError
        If there is no table for it.
    """
    try:
        return _languages()[code]
    except (KeyError, TypeError):
        raise CorpusError(
            f"{unknown('language', code, _languages())} Leave it out where yours is not among them: then sentences "
            "end by the rules for English."
        ) from None


ENGLISH = language_of("en")
