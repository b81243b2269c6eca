"""
Words to the form in which they are compared: what looks the same is the same.

==========================================  ===========================================================================
not told apart                              as
==========================================  ===========================================================================
upper and lower case                        ``US`` and ``us``; the Turkish ``İ``, ``I``, ``ı``, ``i`` all four
curly and straight marks, kinds of dash     ``Russia’s`` and ``Russia's``, ``post–Soviet`` and ``post-Soviet``
compatibility forms (Unicode NFKC)          ``ﬁ`` and ``fi``, full width, mathematical bold, presentation forms
what nobody sees                            soft hyphens, joiners, direction marks and isolates, variation selectors
what may be left out                        the tatweel; the vowel signs of Arabic and Hebrew
==========================================  ===========================================================================
"""

from __future__ import annotations

import re
import unicodedata

_QUOTES = {ord(mark): "'" for mark in "‘’‛ʼ＇′`´"} | {ord(mark): '"' for mark in "“”„‟«»＂″"}
_DASHES = {
    code: "-" for code in range(0x2000, 0x10000) if unicodedata.category(chr(code)) == "Pd"
}  # Pd: dash punctuation
# What nobody sees, but for the zero width space, which parts words (Unicode Standard Annex 29).
_UNSEEN = (
    ("soft hyphen", "\u00ad"),
    ("joiner", "\u034f\u200c\u200d\u2060-\u2064"),
    ("direction mark", "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"),
    ("variation selector", "\u180b-\u180f\ufe00-\ufe0f\U000e0000-\U000e0fff"),
    ("byte order mark", "\ufeff"),
)
UNSEEN = "".join(signs for _, signs in _UNSEEN)  # for a class of characters
_LEFT_OUT = "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u0652\u0670"
_DROPPED = re.compile(rf"[{UNSEEN}{_LEFT_OUT}]|(?<=\u00ad)\r?\n[ \t]*")
_LINE_END = re.compile(r"[-‐¬]\r?\n[ \t]*")  # only where the tokenizer was told to join it
_TURKISH = str.maketrans({"İ": "i", "ı": "i"})
_KINDS = tuple((name, re.compile(f"[{signs}]")) for name, signs in (*_UNSEEN, ("vowel sign or tatweel", _LEFT_OUT)))


def fold(word: str, *, case: bool = False, marks: bool = True) -> str:
    """
    The form in which a word is compared: see the table of the module.

    Parameters
    ----------
    word
        A word as printed, or a token of a pattern.
    case
        Keep upper and lower case apart.
    marks
        Do not tell apart what the table names. quanteda does: it unites case and canonical forms (NFC) alone.

    >>> fold("Post–Soviet"), fold("Russia’s"), fold("US", case=True)
    ('post-soviet', "russia's", 'US')
    >>> fold("secu\\u00adrity"), fold("conﬂict"), fold("İSTANBUL")
    ('security', 'conflict', 'istanbul')
    """
    if "\n" in word:
        word = _LINE_END.sub("", word)
    if not word.isascii():
        if marks:
            word = _DROPPED.sub("", word.translate(_QUOTES).translate(_DASHES))
            word = _DROPPED.sub("", unicodedata.normalize("NFKC", word))  # a presentation form may hold a vowel sign
            word = word if case else word.translate(_TURKISH)
        else:
            word = unicodedata.normalize("NFC", word)
    elif marks:
        word = word.replace("`", "'")
    return word if case else word.lower()


def printed_with(word: str) -> list[str]:
    """
    What in a printed word other programs may tell apart from the form it is compared in, by name.

    >>> printed_with("secu\\u00adrity"), printed_with("conﬂict"), printed_with("Russia’s")
    (['soft hyphen'], ['compatibility form'], [])
    """
    if word.isascii():
        return ["line end"] if "\n" in word else []
    found = [name for name, signs in _KINDS if signs.search(word)]
    plain = unicodedata.normalize("NFC", word.translate(_QUOTES).translate(_DASHES))
    if unicodedata.normalize("NFKC", plain) != plain:
        found.append("compatibility form")
    if any(letter in word for letter in "İı"):
        found.append("Turkish i")
    return found
