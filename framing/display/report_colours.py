"""
The colours of frames for a page that is light or dark: what marks them, and tints under words that stay legible.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

import matplotlib as mpl

from framing.display.report_text import colour_class
from framing.display.style import FRAME_COLOURS

LIGHT, DARK = "#ffffff", "#16181b"  # the pages, as report.css has them
_TEXT = {LIGHT: "#1c1c1c", DARK: "#ececec"}
_READ, _SEEN = 7.0, 3.0  # contrast of words (WCAG 2 AAA) and of marks (AA)


def frame_styles(count: int, together: Iterable[Sequence[int]]) -> str:
    """
    The part of a style sheet that frames need.

    Parameters
    ----------
    count : int
        How many frames there are.
    together : iterable of sequences of int
        Numbers of the frames that lie over one run of text together.
    """
    sets = {(number,) for number in range(count)}
    for numbers in together:
        sets.update(some for size in range(1, len(numbers) + 1) for some in combinations(numbers, size))
    rules = [f".f{number}{{color:var(--f{number})}}" for number in range(count)]
    rules += [f".{colour_class(numbers)}{{background:{_background(numbers, 't')}}}" for numbers in sorted(sets)]
    rules += [f".{colour_class(numbers)}.gap{{background:{_background(numbers, 'p')}}}" for numbers in sorted(sets)]
    return (
        f":root{{{_variables(count, LIGHT)}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{_variables(count, DARK)}}}}}\n" + "\n".join(rules)
    )


def _background(numbers: Sequence[int], kind: str) -> str:
    """One tint, or stripes where frames overlap."""
    if len(numbers) == 1:
        return f"var(--{kind}{numbers[0]})"
    stops = ",".join(f"var(--{kind}{number}) {6 * i}px {6 * i + 6}px" for i, number in enumerate(numbers))
    return f"repeating-linear-gradient(135deg,{stops})"


def _variables(count: int, page: str) -> str:
    colours = [FRAME_COLOURS[number % len(FRAME_COLOURS)] for number in range(count)]
    made = []
    for number, colour in enumerate(colours):
        mark = _mark(colour, page)
        tint = _tint(mark, page)
        made += [f"--f{number}:{mark}", f"--t{number}:{tint}", f"--p{number}:{_mixed(tint, page, 0.6)}"]
    return ";".join(made)


def _mark(colour: str, page: str) -> str:
    """The frame's colour, moved away from the page as far as it must be to be seen on it."""
    steps = (_mixed(colour, _TEXT[page], step / 20) for step in range(20))
    return next(mixed for mixed in steps if contrast(mixed, page) >= _SEEN)


def _tint(colour: str, page: str) -> str:
    """The frame's colour, moved towards the page as far as it must be for words on it to be read."""
    steps = (_mixed(colour, page, 0.6 + step / 50) for step in range(20))
    return next(mixed for mixed in steps if contrast(mixed, _TEXT[page]) >= _READ)


def _mixed(colour: str, other: str, share: float) -> str:
    """So much of the other colour in it (0–1)."""
    pairs = zip(mpl.colors.to_rgb(colour), mpl.colors.to_rgb(other), strict=True)
    return mpl.colors.to_hex([(1 - share) * a + share * b for a, b in pairs])


def contrast(colour: str, other: str) -> float:
    """
    How far two colours stand apart, 1 to 21 (WCAG 2).

    >>> contrast("#ffffff", "#000000")
    21.0
    """
    dark, light = sorted(map(_luminance, (colour, other)))
    return round((light + 0.05) / (dark + 0.05), 2)


def _luminance(colour: str) -> float:
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in mpl.colors.to_rgb(colour)]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))
