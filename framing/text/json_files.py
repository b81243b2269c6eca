"""
Files of JSON objects, one a line, to rows.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from framing.text.packed import opened
from framing.text.rows import BadRow, Rows, require_columns, rows_of_values, short

READ_BYTES = 1 << 22  # bytes parsed at a time


def parse_jsonl(path: Path, text: str, doc_id: str, *, other: bool = False) -> Iterator[Rows]:
    """Rows of a file of JSON objects, one a line; the number of a row is that of its line."""
    stream, done = opened(path)
    seen: dict[str, None] = {}
    held: list[tuple[int, dict]] = []
    bad: list[BadRow] = []
    size = 0

    def rows() -> Rows:
        if held:
            require_columns(path, list(seen), text, doc_id)
        numbers = np.array([number for number, _ in held], dtype=np.int64)
        ids, texts = ([row.get(column) for _, row in held] for column in (doc_id, text))
        rest = [{key: row[key] for key in row if key not in (text, doc_id)} for _, row in held] if other else ()
        made = rows_of_values(ids, texts, numbers, str(path), other=rest, done=done())
        made = replace(made, bad=tuple(sorted((*bad, *made.bad), key=lambda row: row.row)))
        held.clear()
        bad.clear()
        return made

    with io.BufferedReader(stream, 1 << 20) as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            row, fault = _json_object(line)
            if fault:
                bad.append(BadRow(str(path), number, "", *fault))
                continue
            if text not in seen or doc_id not in seen:
                seen.update(dict.fromkeys(row))
            held.append((number, row))
            size += len(line)
            if size >= READ_BYTES:
                yield rows()
                size = 0
        yield rows()


def _json_object(line: bytes) -> tuple[dict, tuple[str, str] | None]:
    """The object of a line; or why there is none, and what was found."""
    try:
        row = json.loads(line)
    except UnicodeDecodeError as error:
        return {}, ("undecodable", f"byte {error.start}, which is not UTF-8")
    except (ValueError, RecursionError) as error:
        return {}, ("no JSON", f"{error}: {short(line)}")
    return (row, None) if isinstance(row, dict) else ({}, ("no JSON", f"{short(line)}, which is no object"))
