"""
File or name to lexicon: our own, shipped ones among them, and those of other tools, by the extension.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Sequence
from pathlib import Path

from framing.errors import FramingWarning, LexiconError, unknown
from framing.lexicon.conversion import converted
from framing.lexicon.formats import SUFFIXES, WAY_OUT, parse
from framing.lexicon.frames import Lexicon
from framing.lexicon.mappings import checked_levels
from framing.lexicon.toml import read_toml

SHIPPED = Path(__file__).resolve().parent / "shipped"
DEFAULT = "security"
_SHOWN = 10  # notes that a warning shows; more would hide the rest of a notebook


def load_lexicon(name_or_path: str | os.PathLike | None = None, *, levels: Sequence[int] | None = None) -> Lexicon:
    """
    Read a lexicon and check every entry.

    Parameters
    ----------
    name_or_path
        A lexicon file, or the name of a shipped one; none: the study's own, with the frames ``great_game``,
        ``second_front`` and ``border_security``. Besides our own .toml it may be LIWC's .dic or .dicx, WordStat's .cat,
        Lexicoder's .lc3 or .lcd, Yoshikoder's .ykd, quanteda's .yml, .yaml or .json, or a table (.csv, .tsv, .txt) of
        words with categories or weights, as NRC, VADER and AFINN are.
    levels
        As in quanteda's ``tokens_lookup``: the levels of names (from 1) that are joined by dots to name a frame;
        entries without any of them are left out, with a note. No categories then. The levels of a .toml are its frames
        and its categories, parted at dots. Without ``levels`` the first level gives the frames, and the further ones
        are their categories; an occurrence then counts in one category, by the most exact of the entries that find it.

    Raises
    ------
    LexiconError
        With all faults at once, each with file, line, what is wrong and what to do: no valid TOML, an unknown
        key, an empty frame, a duplicate, a double space, a pattern the tokenizer can never produce, the same
        pattern in two frames without ``shared = true``. In the file of another tool: what makes it no such file.

    Warns
    -----
    FramingWarning
        If the file of another tool says what counts do not know or we cannot keep: weights, a rule, a duplicate, a
        pattern that can never match, an entry whose words a more exact one in another category takes.
        ``Lexicon.notes`` has all of it, entry by entry.

    Examples
    --------
    >>> load_lexicon().frame_names
    ('great_game', 'second_front', 'border_security')
    """
    path = Path(DEFAULT if name_or_path is None else name_or_path)
    levels = checked_levels(levels)
    if path.suffix.lower() in SUFFIXES:
        lexicon = converted(parse(path), path, levels)
    else:
        lexicon = read_toml(path if path.suffix.lower() == ".toml" else _shipped(path))
        lexicon = lexicon if levels is None else lexicon.at_levels(levels)
    if lexicon.notes:
        warnings.warn(_notice(path, lexicon.notes), FramingWarning, stacklevel=2)
    return lexicon


def _shipped(path: Path) -> Path:
    """The file of a shipped lexicon, from its name."""
    shipped = sorted(file.stem for file in SHIPPED.glob("*.toml"))
    if str(path) in shipped:
        return SHIPPED / f"{path}.toml"
    if path.exists():
        known = ", ".join((".toml", *SUFFIXES))
        raise LexiconError(f"{path}: unknown kind of lexicon file. Expected one of {known}.{WAY_OUT}")
    raise LexiconError(unknown("lexicon", path, shipped))


def _notice(path: Path, notes: tuple[str, ...]) -> str:
    count = "1 note" if len(notes) == 1 else f"{len(notes)} notes"
    more = len(notes) - _SHOWN
    lines = [*notes[:_SHOWN], *([f"and {more} more; lexicon.notes has them all"] if more > 0 else [])]
    return f"{path.name}: not all of it is used as written; {count}\n" + "\n".join(f"  {line}" for line in lines)
