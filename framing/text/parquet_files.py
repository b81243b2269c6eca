"""
Parquet files to rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from framing.errors import CorpusError
from framing.text.arrow import rows_of_arrays
from framing.text.rows import ROW, Rows, require_columns

_READ_ROWS = 1_024  # rows decoded at a time


def parse_parquet(path: Path, text: str, doc_id: str, *, other: bool = False, **_how: Any) -> Iterator[Rows]:
    """Rows of a Parquet file, read little by little even where all of them are in one group."""
    import pyarrow as pa
    from pyarrow import parquet

    file = parquet.ParquetFile(path, pre_buffer=False, buffer_size=1 << 20)
    schema = file.schema_arrow
    numbered = doc_id == ROW and ROW not in schema.names
    sample = () if text in schema.names else _sample(file)
    require_columns(path, schema.names, text, doc_id, sample=sample)
    _refuse_type(path, schema, text, text if numbered else doc_id)
    rest = [name for name in schema.names if name not in (text, doc_id) and not _is_index(name)] if other else []
    columns = list(dict.fromkeys([text, *([] if numbered else [doc_id]), *rest]))
    before, total = 0, max(file.metadata.num_rows, 1)
    for part in file.iter_batches(batch_size=_READ_ROWS, columns=columns):
        row = np.arange(before + 1, before + len(part) + 1)
        before += len(part)
        ids = pa.array(map(str, row.tolist()), pa.string()) if numbered else part.column(doc_id)
        others = part.select(rest).to_pylist() if rest else ()
        yield rows_of_arrays(path, part.column(text), ids, row, before / total, others)


def _sample(file: Any) -> list[dict[str, Any]]:
    return next((part.to_pylist() for part in file.iter_batches(batch_size=100)), [])


def _is_index(name: str) -> bool:
    """Whether a column is what pandas keeps of an index without a name."""
    return name.startswith("__index_level_")


def _refuse_type(path: Path, schema: Any, text: str, doc_id: str) -> None:
    """Refuse texts that are none, and ids that are no single values."""
    import pyarrow as pa

    def kind_of(column: str) -> Any:
        kind = schema.field(column).type
        return kind.value_type if pa.types.is_dictionary(kind) else kind

    kind = kind_of(text)
    fits = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view, pa.types.is_null)
    if not any(fit(kind) for fit in fits):
        raise CorpusError(f"{path}: expected text in the column {text!r}, found {kind}. Name the column that holds it.")
    kind = kind_of(doc_id)
    if pa.types.is_nested(kind):
        raise CorpusError(f"{path}: expected ids in the column {doc_id!r}, found {kind}. Name the column of the ids.")
