"""
Lexicon files of other tools: read as written, with a note on whatever they say that we cannot keep.

==============================  ====================================================================================
extension                       tool and form
==============================  ====================================================================================
``.dic``                        LIWC, the form of 2007 and the one of 2015 with categories in categories
``.dicx``                       LIWC-22: a table with one column a category
``.cat``                        WordStat: categories by indentation, entries with a weight in brackets, rules
``.lc3``                        Lexicoder 3: ``+category``, then one entry a line
``.ykd`` ``.lcd``               Yoshikoder and Lexicoder 2: XML
``.yml`` ``.yaml`` ``.json``    as quanteda writes it: nested categories and lists; also weights, and tables
``.csv`` ``.tsv``               a table with a column of words, and one of categories or weights, or one a category
``.txt``                        the same (NRC, VADER, AFINN), or one of the others, by how it begins
==============================  ====================================================================================

A further tool is a module of its own and a line in the table below.
"""

from __future__ import annotations

import codecs
from pathlib import Path
from types import ModuleType

from framing.errors import LexiconError
from framing.lexicon import delimited, lexicoder, liwc, quanteda_json, quanteda_yaml, wordstat, yoshikoder
from framing.lexicon.entries import Parsed, Source

# Each reads a file into a Source, and has words at the end of an error that tell what one looks like.
_READERS: dict[str, ModuleType] = {
    ".dic": liwc,
    ".dicx": delimited,
    ".cat": wordstat,
    ".lc3": lexicoder,
    ".ykd": yoshikoder,
    ".lcd": yoshikoder,
    ".yml": quanteda_yaml,
    ".yaml": quanteda_yaml,
    ".json": quanteda_json,
    ".csv": delimited,
    ".tsv": delimited,
    ".txt": delimited,
}
_BY_BEGINNING = {b"%": liwc, b"+": lexicoder, b"<": yoshikoder, b"{": quanteda_json, b"[": quanteda_json}
SUFFIXES = tuple(_READERS)
_LARGEST = 200_000_000  # bytes; a lexicon has some millions at most
WAY_OUT = """ Any other list can be written as a .toml of two lines:
  [frames.conflict]
  patterns = ["clash*", "war of words"]
or given as framing.Lexicon.from_dict({"conflict": ["clash*", "war of words"]})."""


def parse(path: Path) -> Parsed:
    """
    Read a lexicon file of another tool; its extension says which.

    Raises
    ------
    LexiconError
        If the file is not there, is not of its kind, or has no entry.
    """
    refuse_special(path)
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise LexiconError(f"{path}: no such file. Give the path of a lexicon.") from None
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read ({error.strerror}).") from None
    source = Source(path, raw)
    reader = _READERS[path.suffix.lower()]
    if path.suffix.lower() == ".txt":
        reader = _BY_BEGINNING.get(raw.removeprefix(codecs.BOM_UTF8).lstrip()[:1], reader)
    reader.read(source)
    return source.parsed(reader.TELL)


def refuse_special(path: Path) -> None:
    """Refuse what is there but no ordinary file, such as a folder or a pipe, or far too large."""
    if path.exists() and not path.is_file():
        raise LexiconError(f"{path}: cannot be read (it is no ordinary file). Give the path of a lexicon.")
    if path.is_file() and path.stat().st_size > _LARGEST:
        raise LexiconError(f"{path}: expected at most {_LARGEST // 10**6} MB, found more. Split the lexicon.")
