"""
A word to its ending, "-ing", "-ly", "-tion" and the like, since no parser tells what part of speech it is.
"""

from __future__ import annotations

from functools import lru_cache

_SHORT = 4  # letters of a word that has an ending, at the least
# Quirk et al. 1985, App. I.21-I.47: what suffixes make of a word; the first that fits counts.
_ENDINGS = {
    "-ed": ("ed",),
    "-ing": ("ing",),
    "-ly": ("ly",),
    "-tion": (
        "tion", "sion", "ment", "ness", "ity", "ism", "ance", "ence", "ship", "hood", "tions", "ments",
    ),
    "-er": ("er", "or", "ist", "ers", "ors", "ists"),
    "-al": ("al", "ive", "ous", "ic", "ful", "less", "ary", "ish"),
    "-able": ("able", "ible"),
    "-s": ("s",),
}  # fmt: skip
ENDINGS = ("-", *_ENDINGS)


@lru_cache(maxsize=1 << 16)
def ending(word: str) -> int:
    """
    The number of a word's ending in ``ENDINGS``; 0 is none of them.

    >>> [ENDINGS[ending(word)] for word in ("growing", "nation", "army", "glass")]
    ['-ing', '-tion', '-', '-']
    """
    if len(word) >= _SHORT:
        for number, endings in enumerate(_ENDINGS.values(), start=1):
            if word.endswith(endings) and not word.endswith("ss"):
                return number
    return 0
