"""
Files of JSON objects to rows: one a line, or all in one array.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from framing.errors import CorpusError
from framing.text.packed import How, not_utf8, opened
from framing.text.rows import ROW, BadRow, Rows, require_columns, rows_of_values, short

READ_BYTES = 1 << 22  # bytes parsed at a time
_LINE = 1 << 26  # bytes of a line at most
_WHOLE = 1 << 28  # bytes of a file that is one JSON text at most
_NESTED = 4  # objects in one another whose columns have dotted names
_NO_UTF8 = "undecodable"

Faults = tuple[str, str]  # the reason, and what was found


def parse_jsonl(path: Path, text: str, doc_id: str, *, other: bool = False, how: How | None = None) -> Iterator[Rows]:
    """Rows of a file of JSON objects; the number of a row is that of its line, or of its object in an array."""
    seen: dict[str, None] = {}
    held: list[tuple[int, dict]] = []
    bad: list[BadRow] = []
    size = 0
    stream, done = opened(path, how)

    def rows() -> Rows:
        if any(row.reason == _NO_UTF8 for row in bad):
            _refuse_encoding(path, how)
        if held:
            sample = [_flat(row) for _, row in held[:100]]
            require_columns(path, list(seen), text, doc_id, sample=sample)
        numbers = np.array([number for number, _ in held], dtype=np.int64)
        texts = [_at(row, text) for _, row in held]
        own = doc_id == ROW and ROW not in seen
        ids = [number if own else _at(row, doc_id) for number, row in held]
        rest = [{key: row[key] for key in row if key not in (text, doc_id)} for _, row in held] if other else ()
        made = rows_of_values(ids, texts, numbers, str(path), other=rest, done=done())
        made = replace(made, bad=tuple(sorted((*bad, *made.bad), key=lambda row: row.row)))
        held.clear()
        bad.clear()
        return made

    with stream:
        for number, row, fault, length in _objects(path, stream):
            if fault:
                bad.append(BadRow(str(path), number, "", *fault))
                continue
            if text not in seen or doc_id not in seen:
                seen.update(dict.fromkeys(_flat(row)))
            held.append((number, row))
            size += length
            if size >= READ_BYTES:
                yield rows()
                size = 0
        yield rows()


def _objects(path: Path, stream: Any) -> Iterator[tuple[int, dict, Faults | None, int]]:
    """Number, object, fault and length of each line, or of each object of a file that is one JSON text."""
    head = stream.peek(1 << 20)
    first, ended, more = head.lstrip().partition(b"\n")
    broken = bool(ended) and bool(_json_object(first)[1])
    # One line alone may be an object that holds the list of articles.
    if path.suffix.lower() == ".json" or first[:1] == b"[" or broken or (first and not more.strip()):
        content = stream.read(_WHOLE + 1)
        if len(content) > _WHOLE:
            raise CorpusError(
                f"{path}: is one JSON text of over {_WHOLE >> 20} MB. Write one object a line, as .jsonl."
            )
        found = _whole(path, content)
        if found is not None:
            size = len(content) // max(len(found), 1)
            for number, row in enumerate(found, start=1):
                fault = None if isinstance(row, dict) else ("no JSON", f"{short(repr(row))}, which is no object")
                yield number, row, fault, size
            return
        lines: Any = content.splitlines(keepends=True)
    else:
        lines = iter(lambda: stream.readline(_LINE + 1), b"")
    for number, line in enumerate(lines, start=1):
        if len(line) > _LINE:
            raise CorpusError(
                f"{path}, row {number}: expected a line of at most {_LINE >> 20} MB. Mend or drop the row."
            )
        if line.strip():
            yield number, *_json_object(line), len(line)


def _whole(path: Path, content: bytes) -> list[Any] | None:
    """The objects of a JSON text, or of several over many lines; None where it is none."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    decoder, values, at = json.JSONDecoder(), [], 0
    end = len(text.rstrip())
    try:
        while at < end:
            at += len(text[at : at + 4096]) - len(text[at : at + 4096].lstrip())
            value, at = decoder.raw_decode(text, at)
            values.append(value)
    except (ValueError, RecursionError) as error:
        if path.suffix.lower() == ".json":
            raise CorpusError(f"{path}: expected JSON, found {error}. Mend the file.") from None
        return None
    if len(values) != 1:
        return values
    value = values[0]
    if isinstance(value, list):
        return value
    lists = [key for key in value if _is_table(value[key])] if isinstance(value, dict) else []
    if len(lists) == 1:
        return value[lists[0]]
    if len(lists) > 1:
        raise CorpusError(
            f"{path}: holds several lists of objects: {', '.join(map(repr, lists))}. Write the one with the articles "
            "into a file of its own."
        )
    return values


def _is_table(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(row, dict) for row in value)


def _flat(row: dict, prefix: str = "", depth: int = 0) -> dict[str, Any]:
    """An object with the objects in it as columns with dotted names."""
    flat = {}
    for key, value in row.items():
        if isinstance(value, dict) and value and depth < _NESTED:
            flat |= _flat(value, f"{prefix}{key}.", depth + 1)
        else:
            flat[prefix + key] = value
    return flat


def _at(row: Any, column: str) -> Any:
    """What an object holds under a name, or under a dotted one in the objects in it."""
    if column in row:
        return row[column]
    first, dot, rest = column.partition(".")
    return _at(row[first], rest) if dot and isinstance(row.get(first), dict) else None


def _refuse_encoding(path: Path, how: How | None) -> None:
    stream, _ = opened(path, how)
    with stream:
        if found := not_utf8(stream.read(_LINE)):
            raise CorpusError(f"{path}: {found}")


def _json_object(line: bytes) -> tuple[dict, Faults | None]:
    """The object of a line; or why there is none, and what was found."""
    try:
        row = json.loads(line)
    except UnicodeDecodeError as error:
        return {}, (_NO_UTF8, f"byte {error.start}, which is not UTF-8")
    except (ValueError, RecursionError) as error:
        return {}, ("no JSON", f"{error}: {short(line)}")
    return (row, None) if isinstance(row, dict) else ({}, ("no JSON", f"{short(line)}, which is no object"))
