"""
Which parser reads which kind of file; a new kind is a module with a parser and a line here.

A parser takes a path and the names of the columns of texts and ids, and yields rows a few megabytes at a time. Asked
for ``other``, it gives what else stands in each row as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from framing.errors import CorpusError
from framing.text.csv_files import parse_csv
from framing.text.json_files import parse_jsonl
from framing.text.packed import PACKED
from framing.text.parquet_files import parse_parquet
from framing.text.rows import Rows
from framing.text.text_files import parse_folder, parse_manifest, parse_text

Parser = Callable[..., Iterator[Rows]]

PARSERS: dict[str, Parser] = {
    ".parquet": parse_parquet,
    ".csv": parse_csv,
    ".jsonl": parse_jsonl,
    ".ndjson": parse_jsonl,
    ".txt": parse_text,
    ".toml": parse_manifest,
}
KINDS = (
    ".parquet, .csv, .jsonl (the last two also .gz or .zst), .txt, a folder of .txt files, or a .toml list of articles"
)
_MAY_BE_PACKED = (".csv", ".jsonl", ".ndjson")


def parser_of(path: Path) -> Parser:
    """The parser of a file or folder, by its suffix."""
    if path.is_dir():
        return parse_folder
    suffixes = [suffix.lower() for suffix in path.suffixes]
    packed = bool(suffixes) and suffixes[-1] in PACKED
    suffix = "".join(suffixes[-2:-1] if packed else suffixes[-1:])
    if suffix not in PARSERS or (packed and suffix not in _MAY_BE_PACKED):
        raise CorpusError(f"{path}: unknown kind of file. Expected {KINDS}.")
    return PARSERS[suffix]
