"""
What the commands that read articles ask alike: which files, which columns, and what the files do not say.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable

from framing.text.packed import How


def add_input(parser: argparse.ArgumentParser) -> None:
    """Articles, a lexicon, and how to match."""
    parser.add_argument(
        "input",
        nargs="+",
        metavar="INPUT",
        help="Parquet, CSV, TSV, JSONL, JSON (also .gz, .zst), .xlsx, .txt, .docx, .html, folders, globs",
    )
    parser.add_argument("--lexicon", metavar="NAME_OR_FILE", help="default: the study's own")
    parser.add_argument(
        "--levels", type=_levels, metavar="N,N", help="levels of its names that name a frame, such as 1,3"
    )
    add_columns(parser)
    parser.add_argument(
        "--nested-scope",
        choices=["frame", "lexicon"],
        default="frame",
        help="whether a longer hit hides shorter ones inside it of its own frame only, or of any (default: frame)",
    )
    parser.add_argument(
        "--semantics",
        choices=["framing", "quanteda"],
        default="framing",
        help="framing: no hit across the end of a clause, curly quotes like straight ones, dashes like hyphens; "
        "quanteda: neither (default: framing)",
    )


def add_columns(parser: argparse.ArgumentParser) -> None:
    """The columns of tables, and what files do not say of themselves."""
    parser.add_argument("--text-column", default="text", metavar="NAME", help="column of the texts (default: text)")
    parser.add_argument(
        "--id-column",
        default="doc_id",
        metavar="NAME",
        help="column of their ids (default: doc_id); row, where no column is called so, numbers the rows",
    )
    parser.add_argument("--language", default="en", metavar="CODE", help="whose sentences end so: de, ru (default: en)")
    parser.add_argument(
        "--mend", action="append", default=[], metavar="WHAT", help="hyphens, stops, elision: see manual"
    )
    parser.add_argument("--title-column", metavar="NAME", help="column of titles, put before the texts as headlines")
    parser.add_argument(
        "--encoding", metavar="NAME", help="of text, CSV and JSON neither UTF-8 nor UTF-16, such as cp1252"
    )
    parser.add_argument(
        "--delimiter", metavar="SIGN", help="between cells of CSV (default: what fits of , ; tab and |)"
    )
    parser.add_argument(
        "--unpacked",
        type=gigabytes,
        default=50.0,
        metavar="GB",
        help="that may come out of one .gz or .zst (default: 50)",
    )


def how_of(options: argparse.Namespace) -> How:
    """What the inputs do not say of themselves."""
    return How(options.encoding, options.delimiter, options.title_column, options.unpacked)


def whole_number(low: int, high: int, *others: str) -> Callable[[str], int]:
    """A type of options: a whole number in a range; ``others`` says what else is taken."""

    def read(text: str) -> int:
        # Its length first: a number of thousands of digits is an error of its own.
        if not (text.isascii() and text.isdecimal() and len(text) <= len(str(high)) and low <= int(text) <= high):
            found = text if len(text) <= 20 else f"{text[:20]}…"
            expected = " ".join((f"expected a whole number from {low} to {high}", *others))
            raise argparse.ArgumentTypeError(f"{expected}, found {found!r}")
        return int(text)

    return read


def _levels(text: str) -> list[int]:
    return [whole_number(1, 1_000)(part) for part in text.split(",")]


def gigabytes(text: str) -> float:
    """A type of options: a size above 0."""
    try:
        size = float(text)
    except ValueError:
        size = 0.0
    if not 0 < size < 1e9:
        raise argparse.ArgumentTypeError(f"expected gigabytes above 0, found {text!r}")
    return size
