"""
The things a lexicon is made of: a Lexicon of Frames, a Frame of Patterns.

They check nothing; what is read from a file is checked by those who read it (:mod:`framing.lexicon.loading`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from framing.errors import LexiconError, refuse_halves, unknown

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
    shared: bool = False
    articles: tuple[str, ...] = ()
    wordings: tuple[Wording, ...] = ()
    near: tuple[tuple[Wording, ...], ...] = ()
    within: int = WITHIN
    ordered: bool = False
    context: tuple[Wording, ...] = ()
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
        if self == replace(self, wordings=(), near=(), context=()):
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
    the entries of its sets by name; patterns that use them have their wordings already.

    >>> lexicon = Lexicon.from_dict({"places": ["new york"], "papers": {"us": ["new york times"], "uk": ["times"]}})
    >>> lexicon.frame_names, lexicon["papers"].categories
    (('places', 'papers'), ('us', 'uk'))
    """

    frames: tuple[Frame, ...]
    name: str = ""
    about: str = ""
    source: str = ""
    version: str = ""
    notes: tuple[str, ...] = ()
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
            deeper the categories, joined by dots (``a.b``).
        levels
            As in quanteda's ``tokens_lookup``: the levels of keys (from 1) that are joined by dots to name a
            frame; entries whose path has none of them are left out. No categories then.
        case_sensitive, fixed
            For all patterns.

        Unlike :func:`load_lexicon` it checks nothing, since the tokens may be another tool's.
        """
        frames: dict[str, dict[str, Pattern]] = {}
        for path, text in _leaves(dictionary):
            if levels is None:
                frame, category = path[0], ".".join(path[1:])
            else:
                frame, category = ".".join(path[i - 1] for i in levels if i <= len(path)), ""
                if not frame:
                    continue
            pattern = Pattern(text.strip(), category=category, case_sensitive=case_sensitive, fixed=fixed)
            frames.setdefault(frame, {}).setdefault(f"{category}\n{pattern.text}", pattern)
        return cls(tuple(Frame(key, tuple(patterns.values())) for key, patterns in frames.items()), name)


def _leaves(node: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Path and pattern of each entry; as in quanteda, a key's own entries come after those of its children."""
    for key, value in node.items():
        here = (*path, str(key))
        if isinstance(value, Mapping):
            yield from _leaves(value, here)
        else:
            for text in [value] if isinstance(value, str) else value:
                yield here, text
