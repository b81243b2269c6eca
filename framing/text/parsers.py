"""
Which parser reads which kind of file; a new kind is a module with a parser and a line here.

A parser takes a path and the names of the columns of texts and ids, and yields rows a few megabytes at a time. Asked
for ``other``, it gives what else stands in each row as well; ``how`` is what the file does not say of itself.
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
from framing.text.text_files import READERS, parse_article, parse_manifest
from framing.text.xlsx_files import parse_xlsx

Parser = Callable[..., Iterator[Rows]]

PARSERS: dict[str, Parser] = {
    ".parquet": parse_parquet,
    ".csv": parse_csv,
    ".tsv": parse_csv,
    ".xlsx": parse_xlsx,
    ".jsonl": parse_jsonl,
    ".ndjson": parse_jsonl,
    ".json": parse_jsonl,
    **dict.fromkeys(READERS, parse_article),
    ".toml": parse_manifest,
}
KINDS = (
    ".parquet, .csv, .tsv, .xlsx, .jsonl, .json (.csv, .tsv, .jsonl and .json also .gz or .zst), .txt, "
    ".docx, .html, a folder of these, or a .toml list of articles"
)
_MAY_BE_PACKED = (".csv", ".tsv", ".jsonl", ".ndjson", ".json")
_REMEDY = {".zip": " Unpack it into a folder.", ".xls": " Save it as .xlsx.", ".doc": " Save it as .docx."}


def suffix_of(path: Path) -> str:
    """What tells the kind of a file, such as ``.csv``, also of ``x.csv.gz``; empty if it is none that is read."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    packed = bool(suffixes) and suffixes[-1] in PACKED
    suffix = "".join(suffixes[-2:-1] if packed else suffixes[-1:])
    return suffix if suffix in (_MAY_BE_PACKED if packed else PARSERS) else ""


def parser_of(path: Path) -> Parser:
    """The parser of a file, by its suffix."""
    suffix = suffix_of(path)
    if not suffix:
        remedy = _REMEDY.get(path.suffix.lower(), "")
        raise CorpusError(f"{path}: unknown kind of file. Expected {KINDS}.{remedy}")
    return PARSERS[suffix]
