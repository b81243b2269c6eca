"""
Lexicon files of other tools: read as written, with a note on whatever they say that we cannot keep.

=====================  ====================================================================================
extension              tool and form
=====================  ====================================================================================
``.dic``               LIWC, the form of 2007 and the one of 2015 with categories in categories
``.cat``               WordStat: categories by indentation, entries with a weight in brackets, rules
``.lc3``               Lexicoder 3: ``+category``, then one entry a line
``.ykd`` ``.lcd``      Yoshikoder and Lexicoder 2: XML
``.yml`` ``.yaml``     as quanteda writes it: nested categories and lists
``.json``              the same in JSON
=====================  ====================================================================================

Nothing is guessed: ``no``, ``1`` and ``null`` are words like any other. A further tool is a module of its own and a
line in the table below.
"""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from framing.errors import LexiconError
from framing.lexicon import lexicoder, liwc, quanteda_json, quanteda_yaml, wordstat, yoshikoder
from framing.lexicon.entries import Parsed, Source

# Each reads a file into a Source, and has words at the end of an error that tell what one looks like.
_READERS: dict[str, ModuleType] = {
    ".dic": liwc,
    ".cat": wordstat,
    ".lc3": lexicoder,
    ".ykd": yoshikoder,
    ".lcd": yoshikoder,
    ".yml": quanteda_yaml,
    ".yaml": quanteda_yaml,
    ".json": quanteda_json,
}
SUFFIXES = tuple(_READERS)


def parse(path: Path) -> Parsed:
    """
    Read a lexicon file of another tool; its extension says which.

    Raises
    ------
    LexiconError
        If the file is not there, is not of its kind, or has no entry.
    """
    if path.exists() and not path.is_file():
        raise LexiconError(f"{path}: is no file but a folder, a pipe or a device. Give the path of a lexicon.")
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise LexiconError(f"{path}: no such file. Give the path of a lexicon.") from None
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read ({error.strerror}).") from None
    source = Source(path, raw)
    reader = _READERS[path.suffix.lower()]
    reader.read(source)
    return source.parsed(reader.TELL)
