"""
What others reach in telling whose words a text holds: a table to be read beside :func:`voice_quality`.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

_FILE = Path(__file__).parent / "cue_words" / "published.toml"
_VOICES = ("direct", "indirect", "attributed")


def published_voice_quality() -> pd.DataFrame:
    """
    Published figures of transformers and parsers on annotated news.

    Returns
    -------
    DataFrame
        A row a method and corpus it was learnt from: ``method, learnt_from, accuracy`` (share of words with the right
        voice of author, direct, indirect), ``direct, indirect, attributed`` (F1); missing where nothing was published.
        Where ``learnt_from`` is another corpus than that of the test, the F1 shows what a change of corpus costs.
        ``attrs`` has the source.

    Examples
    --------
    >>> table = published_voice_quality()
    >>> table.groupby("method")["attributed"].agg(lambda f1: f1.max() - f1.min()).round(2).to_dict()
    {'BERT, fine-tuned': 0.12, 'CRF on a parser': 0.17}
    """
    import pandas as pd

    published = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    rows = [
        {name: row.get(name) for name in ("method", "learnt_from", "accuracy")}
        | {voice: row["f1"].get(voice) for voice in _VOICES}
        for row in published["methods"]
    ]
    table = pd.DataFrame(rows).astype(dict.fromkeys(("accuracy", *_VOICES), float))
    table.attrs = {"source": published["source"]}
    return table
