"""
What a report is checked by: its parameters with hashes, and its tables as plain values, as data in the page.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any

import pandas as pd

from framing.display.reader import safe
from framing.display.report_tables import OVERVIEW
from framing.lexicon.frames import Lexicon
from framing.text.corpus import Corpus
from framing.text.sources import hashed_files
from framing.voice.voiced import voice_options

_LONE = re.compile("[\ud800-\udfff]")


def parameters_of(
    hits: pd.DataFrame,
    corpus: Corpus,
    lexicon: Lexicon,
    *,
    mentions: pd.DataFrame | None,
    inputs: Sequence[str | os.PathLike],
    options: Mapping[str, Any],
) -> dict[str, Any]:
    """What an analysis was made of and how: versions, names, hashes, options, counts."""
    return {
        "framing": import_module("framing").__version__,
        "lexicon": {
            "name": lexicon.name,
            "version": lexicon.version,
            "sha256": lexicon.sha256,
            "patterns": len(lexicon.table),
            "frames": [{"frame": frame.name, "label": frame.label} for frame in lexicon],
        },
        "corpus": {
            "sha256": corpus.sha256,
            "documents": len(corpus),
            "tokens": int(corpus.n_tokens.sum()),
            "boilerplate": corpus.boilerplate,
        },
        "inputs": [{"file": name, "sha256": digest} for name, digest in hashed_files(inputs)],
        "options": dict(options),
        "voices": voice_options(hits),
        "overview": {**OVERVIEW, "level": 0.95},
        "hits": len(hits),
        "mentions": 0 if mentions is None else len(mentions),
    }


def facts(parameters: Mapping[str, Any]) -> str:
    """Parameters as a list to read, what lies within others named by all of them."""
    items = "".join(f"<dt>{safe(name)}</dt><dd>{safe(str(value))}</dd>" for name, value in _flat(parameters, ()))
    return f'<dl class="facts">{items}</dl>'


def _flat(parameters: Mapping[str, Any], above: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    for name, value in parameters.items():
        if isinstance(value, Mapping):
            yield from _flat(value, (*above, name))
        elif isinstance(value, list):
            for each in value:
                (kind, own), *rest = each.items()
                yield from _flat(dict(rest), (*above, name, f"{kind} {own}"))
        else:
            yield " · ".join((*above, name)), value


def plain_table(table: pd.DataFrame) -> dict[str, list]:
    """A table as plain values, row by row; None where one is missing."""
    columns = [
        [None if missing else value for value, missing in zip(table[name].tolist(), table[name].isna(), strict=True)]
        for name in table.columns
    ]
    return {"columns": list(map(str, table.columns)), "rows": list(map(list, zip(*columns, strict=True)))}


def data(name: str, content: Any) -> str:
    """Data for script and reader; as JSON it holds no ``<`` that could end its element, and no lone surrogate."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=str, allow_nan=False)
    text = _LONE.sub(lambda lone: f"\\u{ord(lone[0]):04x}", text.replace("<", "\\u003c"))
    return f'<script type="application/json" id="{name}">{text}</script>\n'
