"""
What ends between two neighbouring words: nothing, a clause, a sentence, a paragraph.

Sentences end at the marks of all scripts; which full stops end none is known by language (see ``languages``).
"""

from __future__ import annotations

import re
from enum import IntEnum

from framing.text.folding import UNSEEN
from framing.text.languages import ENGLISH, Language


class Boundary(IntEnum):
    """What lies between a token and the one before it."""

    NONE = 0
    CLAUSE = 1
    SENTENCE = 2
    PARAGRAPH = 3
    SECTION = 4


_UNSPACED = "。！？｡"  # no white space follows these
_STOPS = f".!?…‼⁇⁈⁉\u037e؟۔।॥։።፧။។．{_UNSPACED}"
_COLONS = ":;؛：；"
# A sign between words without which nothing ends there (see boundary).
MARK = rf"[{_STOPS}{_COLONS}\n\r\x0b\x0c\x85\x{{2028}}\x{{2029}}]"
_CLOSERS = re.escape(
    "\"'”’»)]}›“„*_」』）》"
)  # may stand between the mark that ends a sentence and the white space after it
# From the first mark of a run of marks and closers. Each run is tried once, so that the work is linear in the gap.
_ENDING = re.compile(
    rf"(?<![{_STOPS}{_CLOSERS}])[{_CLOSERS}]*+([{_STOPS}][{_STOPS}{_CLOSERS}]*+)(?=\s|$)"
    rf"|([{_UNSPACED}][{_STOPS}{_CLOSERS}]*+)"
)
_SOFT_ENDING = re.compile(r"[.!?…。！？]+[\"'”’»)\]]|\.\.|[!?…！？‼⁇⁈⁉\u037e؟፧]")  # may stand inside a sentence
_CLAUSE = re.compile(rf"[{_COLONS}!?…！？‼⁇⁈⁉\u037e؟፧]|\.\.|\.[\"'”’»)\]]")
_LINE_BREAK = re.compile(r"[\n\r\u2028\u2029\x0b\x0c\x85]")
_BLANK_LINE = re.compile(r"(?:\r\n|[\n\r\x85\u2028])[^\S\n\r]*(?:\r\n|[\n\r\x85\u2028])|\u2029|\x0c")
_NOT_SEEN = re.compile(f"[{UNSEEN}\u200b]")


def boundary(before: str, gap: str, after: str, language: Language = ENGLISH) -> Boundary:
    """
    What the text between two neighbouring words ends.

    A full stop ends a sentence unless it belongs to an abbreviation or an initial. A question mark, an
    exclamation mark, three dots, or a stop inside a quotation ends a sentence, or, before a small letter, a
    clause; so do colon and semicolon. A line break ends a paragraph unless it only wraps a line: one line
    break, nothing but a comma or a dash beside it, a small letter before and after.

    In other languages than English a full stop before a small letter ends nothing, some abbreviations end a sentence
    before a word that often begins one, and where ordinals have a full stop, a number of one or two digits does not
    end one before any other word.

    Parameters
    ----------
    before, after
        The words on either side, as printed; either may be empty.
    gap
        The raw text between them.
    language : Language

    >>> boundary("obvious", ". ", "counting").name, boundary("Gen", ". ", "Kurilla").name
    ('SENTENCE', 'NONE')
    >>> boundary("U.S.", " ", "military").name, boundary("U.S.", " ", "The").name
    ('NONE', 'SENTENCE')
    """
    if not gap.isascii():
        gap = _NOT_SEEN.sub("", gap)
    if _LINE_BREAK.search(gap):
        wraps = not _BLANK_LINE.search(gap) and not gap.strip(" \t\r\n\xa0-–,") and is_small(before[-1:])
        if not (wraps and is_small(after[:1])):
            return Boundary.PARAGRAPH
    ending = ending_in(gap)
    if ending and _ends_sentence(before, gap, *ending, after, language):
        return Boundary.SENTENCE
    if before.endswith(".") and gap.isspace() and after[:1].isupper() and after.lower() in language.starters:
        return Boundary.SENTENCE
    return Boundary.CLAUSE if _CLAUSE.search(gap) else Boundary.NONE


def ending_in(gap: str) -> tuple[int, int] | None:
    """Where in a gap the marks stand that may end a sentence, with the quote marks and brackets that they close."""
    found = _ENDING.search(gap)
    return found and found.span(found.lastindex)


def is_small(letter: str) -> bool:
    """Whether a letter is no capital."""
    return letter.isalpha() and letter == letter.lower()


def goes_on(letter: str) -> bool:
    """Whether a letter is small where a sentence would begin with a capital; Georgian, as Arabic, has none."""
    return letter.islower() and not "ა" <= letter <= "ჿ"


def _ends_sentence(before: str, gap: str, start: int, end: int, after: str, language: Language) -> bool:
    lead, mark, rest = gap[:start], gap[start:end], gap[end:]
    small = goes_on(after[:1])
    if _SOFT_ENDING.match(mark):
        return not small
    if lead:  # the stop is not the word's own, and may begin the next (.NET)
        return bool(rest) or not lead.isspace()
    if mark[0] != ".":
        return True
    if language.is_abbreviation(before):
        return before.lower() in language.last and after[:1].isupper() and after.lower() in language.starters
    if language.strict and small:
        return False
    if language.ordinals and language.is_ordinal(before):
        return after.lower() in language.starters
    return not (len(before) == 1 and before.isupper() and not small)  # an initial: John M. Pommersheim
