"""
Text to the text without leftovers of markup and bad decoding: as long, each sign where it stood.

In goes a text with ``&ldquo;``, ``<em>`` or ``â€œ`` in it; out comes one with the signs they stand for and blanks
beside them, and where each leftover stands. Offsets into the one are offsets into the other.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from typing import NamedTuple

# What leftovers begin with; one class of signs, which is sought much faster than the leftovers themselves.
_FIRST = re.compile('[&<\x80-\x9fâÂ\ufffd\\\\"]')
_RARE = re.compile("[&<\x80-\x9fâ\ufffd\\\\]")
_LEFTOVER = re.compile(
    r"(?P<entity>&(?:amp;)*(?:#\d{1,6}|#x[\da-f]{1,5}|[a-z]{2,8}\d?);"
    r"|&(?:amp;)*(?:quot|[lr][ds]quo|#34|#39|#82(?:16|17|20|21))(?-i:(?![a-z\d;])))"
    r"|(?P<tag><(?:/?[a-z][a-z\d]{0,9}(?:\s[^<>]{0,300})?/?|!--[^<>]{0,300}--)>)"
    "|(?P<twice>â(?:€|\x80)(?P<byte>[\x80-\xff™œ˜“”‘’–—]?))"  # UTF-8 read as one of the Windows or Latin code pages
    "|(?P<byte_read>[\x80-\x9f])"  # Windows-1252 read as Latin-1
    r"|(?P<lost>(?<=[.,!?…\w\s])\ufffd{1,3}(?=\w)|(?<=[.,!?…])\ufffd{1,3}(?=\s|$)|^\ufffd{1,3}(?=\w))"
    r"|(?P<escaped>\\[\"'])"
    r'|(?P<doubled>(?<!")""(?!"))',
    re.IGNORECASE,
)
_STANDS_FOR = str.maketrans("\x85\x91\x92\x93\x94\x95\x96\x97", "…‘’“”•–—")
_THIRD_BYTE = {
    **dict.fromkeys("\x9cœ", "“"), **dict.fromkeys("\x9d”", "”"), "": "”",  # 9D is no sign of Windows-1252
    **dict.fromkeys("\x98˜", "‘"), **dict.fromkeys("\x99™", "’"), **dict.fromkeys("\x93“", "–"),
    **dict.fromkeys("\x94", "—"), **dict.fromkeys("\xa6", "…"),
}  # fmt: skip
_BOLD = re.compile(r"</?(?:b|strong|h[1-6])\b", re.IGNORECASE)
_QUOTED = re.compile(r"</?q\b", re.IGNORECASE)
_BREAK = re.compile(r"</?(?:p|br|div|li|ul|ol|tr|h[1-6]|blockquote)\b", re.IGNORECASE)
_MARKS = "\"'“”‘’„‚«»"
_CLOSING = "”»’"
_FILL = "·"  # neither a blank, a letter nor a sign that parts anything


class PlainText(NamedTuple):
    """A text without leftovers, and where they stood: (start, end), in order."""

    text: str
    leftovers: tuple[tuple[int, int], ...]

    def around(self, start: int, end: int) -> tuple[int, int]:
        """A span of the text that holds the leftovers at its edges whole."""
        if self.leftovers:
            before = bisect_left(self.leftovers, (start, 0)) - 1
            if before >= 0 and start < self.leftovers[before][1]:
                start = self.leftovers[before][0]
            before = bisect_left(self.leftovers, (end, 0)) - 1
            if before >= 0 and end < self.leftovers[before][1]:
                end = self.leftovers[before][1]
        return start, end


def plain_text(text: str) -> PlainText:
    """A text of the same length, in which signs stand where leftovers of markup and bad decoding did."""
    if not _RARE.search(text) and '""' not in text:
        return PlainText(text, ())
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    at = past = 0  # behind the last leftover, and behind the last that might have been one
    for first in _FIRST.finditer(text):
        match = _LEFTOVER.match(text, first.start()) if first.start() >= past else None
        if not match:
            continue
        start, past = match.span()
        sign = _sign(match)
        if sign is None:
            continue
        end = past
        before = text[start - 1] if start else " "
        parts += (text[at:start], _placed(sign, end - start, before, text[end : end + 1] or " "))
        places.append((start, end))
        at = end
    return PlainText("".join((*parts, text[at:])), tuple(places))


def _sign(match: re.Match[str]) -> str | None:
    """What a leftover stands for; None, if it is none."""
    found = match.group()
    if match["entity"]:
        sign = found if found.endswith(";") else f"{found};"
        while "&" in sign and sign != html.unescape(sign):
            sign = html.unescape(sign)
        return sign.translate(_STANDS_FOR) if len(sign) == 1 else None
    if match["lost"]:
        return '"'
    if match["tag"]:
        if _QUOTED.match(found):
            return "”" if found[1] == "/" else "“"
        return "**" if _BOLD.match(found) else "\n" if _BREAK.match(found) else " "
    if match["twice"]:
        return _THIRD_BYTE.get(match["byte"])
    if match["byte_read"]:
        return None if found == "\x85" else found.translate(_STANDS_FOR)  # by itself it ends a line
    return found[-1]


def _placed(sign: str, width: int, before: str, after: str) -> str:
    """A sign and blanks beside it: an opening mark at the end, next to its word, all else at the beginning."""
    if sign in _MARKS and before.isalnum() and after.isalnum():
        return _FILL * width  # an apostrophe
    opens = (sign in _MARKS or sign == "**") and sign not in _CLOSING
    opens = opens and not after.isspace() and not before.isalnum()
    if sign in ("'", '"', "**"):
        opens = opens and before not in ".,!?…;"
    return sign[:width].rjust(width) if opens else sign[:width].ljust(width)
