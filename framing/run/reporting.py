"""
Hits to a page for readers without Python, as ``framing report`` writes it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from framing.display.report import Report, report
from framing.lexicon.frames import Lexicon
from framing.run.voicing import voiced_hits
from framing.text.corpus import Corpus

if TYPE_CHECKING:
    import pandas as pd


def write_report(
    output: str,
    hits: pd.DataFrame,
    corpus: Corpus,
    lexicon: Lexicon,
    *,
    inputs: Sequence[str],
    options: Mapping[str, Any],
    title: str | None = None,
    jobs: int | None = None,
) -> Report:
    """Write the page about some hits, whose voices are found by ``jobs`` processes; whole or not at all."""
    voiced = voiced_hits(hits, corpus, jobs)
    titled = {} if title is None else {"title": title}
    made = report(voiced, corpus, lexicon, inputs=inputs, options=options, **titled)
    made.save(output)
    return made
