"""
The things a lexicon is made of: a Lexicon of Frames, a Frame of Patterns.

They check nothing; what is read from a file is checked by those who read it (:mod:`framing.lexicon.loading`).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from framing.errors import LexiconError, refuse_halves, unknown
from framing.files import write_whole
from framing.lexicon.exactness import most_exact_first
from framing.lexicon.mappings import checked_levels, leaves, named
from framing.lexicon.written import as_toml

if TYPE_CHECKING:
    import pandas as pd

FUNCTIONS = ("problem", "cause", "judgement", "remedy")  # Entman 1993: what a frame does


class WordPattern(NamedTuple):
    """One word of a pattern, with ``*`` and ``?``, which in a ``fixed`` one stand for themselves."""

    text: str
    case_sensitive: bool = False
    fixed: bool = False


Wording = tuple[WordPattern, ...]  # word patterns for words that stand next to each other
SIGN = "@"  # begins the name of a set
WITHIN = 5  # other words between neighbouring parts of a near: about a phrase


@dataclass(frozen=True)
class Pattern:
    """
    One entry of a lexicon: words next to each other, or parts near each other.

    Attributes
    ----------
    text : str
        The words, separated by single spaces, with ``*``, ``?`` and sets (``@name``); of a near its parts, as
        ``near(@contest, @stake)``.
    id : str
        Its name in tables.
    category : str
        The part of the frame it belongs to; empty if the frame has none.
    case_sensitive : bool
    fixed : bool
        ``*`` and ``?`` stand for themselves.
    function, note, source : str
        What the wording does in the frame, why it is here, and where it comes from.
    weight : float
        What one hit adds to a weighted score (``frame_scores(..., weights=True)``); counts do not know it.
    articles : tuple of str
        Ids of the articles in which it was found, if it was found nowhere else. ``find_hits(..., leave_out="own")``
        does not count it in these.
    wordings : tuple of Wording
        What the text stands for, one for each choice of entries of its sets; empty for a near.
    near : tuple of tuple of Wording
        The wordings of each part of a near.
    within : int
        How many other words may stand between neighbouring parts.
    ordered : bool
        Whether the parts stand in this order.
    context : tuple of Wording
        It counts only in a paragraph where one of these stands; empty: anywhere.
    context_text : tuple of str
        The same as it is written.
    sets : tuple of str
        Names of the sets that its words, parts or context are written with.
    """

    text: str
    id: str = ""
    category: str = ""
    case_sensitive: bool = False
    fixed: bool = False
    function: str = ""
    note: str = ""
    source: str = ""
    shared: bool = field(default=False, compare=False)  # asked for by the check of a file
    weight: float = 1.0
    articles: tuple[str, ...] = ()
    wordings: tuple[Wording, ...] = ()
    near: tuple[tuple[Wording, ...], ...] = ()
    within: int = WITHIN
    ordered: bool = False
    context: tuple[Wording, ...] = ()
    context_text: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", self.id or self.text)
        for name in (self.text, self.id, self.category):
            refuse_halves(name, f"pattern {name!r}", LexiconError)
        if not self.wordings and not self.near:
            alone = tuple(WordPattern(word, self.case_sensitive, self.fixed) for word in self.words)
            object.__setattr__(self, "wordings", (alone,))

    @property
    def words(self) -> tuple[str, ...]:
        """The words of its text."""
        return tuple(self.text.split(" "))

    @property
    def decides(self) -> tuple:
        """Everything that decides its hits, in plain values."""
        plain = (self.id, self.text, self.category, self.case_sensitive, self.fixed)
        if self == replace(self, wordings=(), near=(), context=(), context_text=()):
            return plain  # words and nothing else, which the text already says
        return (*plain, self.wordings, self.near, self.within, self.ordered, self.context)


@dataclass(frozen=True)
class Frame:
    """A named set of patterns; ``exclude`` are patterns inside which an occurrence is no hit."""

    name: str
    patterns: tuple[Pattern, ...]
    exclude: tuple[Pattern, ...] = ()
    label: str = ""
    about: str = ""
    codebook: str = ""

    def __post_init__(self) -> None:
        refuse_halves(self.name, f"frame {self.name!r}", LexiconError)
        object.__setattr__(self, "label", self.label or self.name.replace("_", " "))

    @property
    def categories(self) -> tuple[str, ...]:
        """Its categories in file order."""
        return tuple(dict.fromkeys(pattern.category for pattern in self.patterns))


@dataclass(frozen=True)
class Lexicon:
    """
    A named set of frames in a fixed order.

    ``notes`` tell what the file of another tool says and we cannot keep: each ``file:line: entry: what``. ``sets`` are
    the entries of its sets by name; patterns that use them have their wordings already. ``checked`` says whether each
    entry was checked as :func:`load_lexicon` checks a .toml. Two lexicons are equal if frames, name, about, source and
    version are.

    >>> lexicon = Lexicon.from_dict({"places": ["new york"], "papers": {"us": ["new york times"], "uk": ["times"]}})
    >>> lexicon.frame_names, lexicon["papers"].categories
    (('places', 'papers'), ('us', 'uk'))
    """

    frames: tuple[Frame, ...]
    name: str = ""
    about: str = ""
    source: str = ""
    version: str = ""
    notes: tuple[str, ...] = field(default=(), compare=False)
    checked: bool = field(default=False, compare=False)
    sets: Mapping[str, tuple[Pattern, ...]] = field(default_factory=dict, compare=False)

    def __iter__(self) -> Iterator[Frame]:
        return iter(self.frames)

    def __len__(self) -> int:
        return len(self.frames)

    def __getitem__(self, name: str) -> Frame:
        for frame in self.frames:
            if frame.name == name:
                return frame
        raise LexiconError(unknown("frame", name, self.frame_names))

    @property
    def frame_names(self) -> tuple[str, ...]:
        """The names in the order of frames."""
        return tuple(frame.name for frame in self.frames)

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row a pattern: ``frame, category, pattern`` (its id)``, text, function, note, source``."""
        import pandas as pd

        columns = ["frame", "category", "pattern", "text", "function", "note", "source"]
        rows = [
            (frame.name, p.category, p.id, p.text, p.function, p.note, p.source)
            for frame in self.frames
            for p in frame.patterns
        ]
        return pd.DataFrame(rows, columns=columns, dtype="str")

    @cached_property
    def sha256(self) -> str:
        """A hash of everything that decides a hit; notes and labels may change freely."""
        decides = [
            (
                f.name,
                [[pattern.decides for pattern in patterns] for patterns in (f.patterns, f.exclude)],
            )
            for f in self.frames
        ]
        return hashlib.sha256(repr(decides).encode("utf-8", "surrogatepass")).hexdigest()

    def apart_from(self, doc_id: str) -> Lexicon:
        """The lexicon without the patterns whose ``articles`` name this one: as if it had not been read for them."""
        kept = [tuple(p for p in frame.patterns if doc_id not in p.articles) for frame in self.frames]
        return replace(
            self, frames=tuple(replace(frame, patterns=own) for frame, own in zip(self.frames, kept, strict=True))
        )

    def select(self, frames: Iterable[str]) -> Lexicon:
        """The lexicon with only these frames, in its own order; unknown names are an error."""
        chosen = {self[name].name for name in frames}
        return replace(self, frames=tuple(f for f in self.frames if f.name in chosen))

    def to_toml(self, path: str | os.PathLike | None = None) -> str:
        """
        The lexicon as text in our own format; :func:`load_lexicon` reads it back equal, with the same ``sha256``.

        Parameters
        ----------
        path
            A .toml file to write; it appears whole or not at all, and replaces what has its name. None: only the text.

        Returns
        -------
        str
            The text. ``checked = false`` in it says that entries were not checked, since they are another tool's or
            given as a dictionary; then what would be a fault is a note. ``notes`` and a licence are not written.

        Raises
        ------
        LexiconError
            If a pattern says what no file can say (a word with ``*`` that begins with ``@`` and names no set), or
            ``path`` is no .toml.

        >>> print(Lexicon.from_dict({"conflict": ["clash*", "war of words"]}, name="mine").to_toml().split("false")[1])
        <BLANKLINE>
        <BLANKLINE>
        [frames."conflict"]
        patterns = [
          "clash*",
          "war of words",
        ]
        <BLANKLINE>
        """
        text = as_toml(self)
        if path is not None:
            file = Path(path)
            if file.suffix.lower() != ".toml":
                raise LexiconError(
                    f"{file}: expected the name of a .toml file. Call it {file.with_suffix('.toml').name}."
                )
            try:
                write_whole(file, text.encode("utf-8"))
            except OSError as error:
                raise LexiconError(f"{file}: cannot be written ({error.strerror}).") from None
        return text

    def at_levels(self, levels: Sequence[int]) -> Lexicon:
        """
        The lexicon with frames named by other levels of its names: frame, then category, parted at dots.

        An exclusion stays with every part of its frame.

        >>> lexicon = Lexicon.from_dict({"africa": {"west": ["Lagos"], "east": ["Nairobi"]}, "asia": ["Delhi"]})
        >>> lexicon.at_levels([2]).frame_names, lexicon.at_levels([1, 2]).frame_names
        (('west', 'east'), ('africa.west', 'africa.east', 'asia'))
        """
        levels = checked_levels(levels)
        parts: dict[str, dict[Pattern, None]] = {}
        exclude: dict[str, dict[Pattern, None]] = {}
        for frame in self.frames:
            for pattern in frame.patterns:
                place = named((frame.name, *filter(None, pattern.category.split("."))), levels)
                if place:
                    parts.setdefault(place[0], {})[replace(pattern, category="")] = None
                    exclude.setdefault(place[0], {}).update(dict.fromkeys(frame.exclude))
        if not parts:
            raise LexiconError(f"no pattern of the lexicon has a name at levels {list(levels)}.")
        frames = (Frame(name, tuple(own), tuple(exclude[name])) for name, own in parts.items())
        return replace(self, frames=tuple(frames), checked=False)

    @classmethod
    def from_dict(
        cls,
        dictionary: Mapping[str, Any],
        *,
        levels: Sequence[int] | None = None,
        case_sensitive: bool = False,
        fixed: bool = False,
        name: str = "",
    ) -> Lexicon:
        """
        A lexicon from nested mappings, as quanteda's ``dictionary()`` takes them.

        Parameters
        ----------
        dictionary
            Key to a list of patterns, or to a further mapping. The first level gives the frames, what lies
            deeper the categories, joined by dots (``a.b``). A frame without patterns is kept; it has no hits. What
            entries of several categories of a frame find counts for the most exact of them.
        levels
            As in quanteda's ``tokens_lookup``: the levels of keys (from 1) that are joined by dots to name a
            frame; entries whose path has none of them are left out. No categories then.
        case_sensitive, fixed
            For all patterns.

        Raises
        ------
        LexiconError
            If a pattern is no text (a number, ``None``), a value no list of patterns, or ``levels`` no levels.

        Unlike :func:`load_lexicon` it does not ask whether patterns can match, since the tokens may be another tool's.
        """
        levels = checked_levels(levels)
        frames: dict[str, dict[tuple[str, str], Pattern]] = {}
        for path, text in leaves(dictionary):
            place = named(path, levels)
            if place is None:
                continue
            frame, category = place
            patterns = frames.setdefault(frame, {})
            if text is not None:
                words = text.strip()
                literal = fixed or is_signed(words)
                pattern = Pattern(words, category=category, case_sensitive=case_sensitive, fixed=literal)
                patterns.setdefault((category, words), pattern)
        return cls(tuple(Frame(key, _in_order(tuple(own.values()))) for key, own in frames.items()), name)


def _in_order(patterns: Sequence[Pattern]) -> tuple[Pattern, ...]:
    order, _ = most_exact_first([(pattern.text, pattern.category, pattern.fixed) for pattern in patterns])
    return tuple(patterns[number] for number in order)


def is_signed(text: str) -> bool:
    """Whether a text that uses no sets has a word that could be taken for one, and no wildcards."""
    return f" {SIGN}" in f" {text}" and not any(sign in text for sign in "*?")
