"""
Texts to a table of counts, in memory.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.errors import CorpusError
from framing.hits.matching import Matcher
from framing.lexicon.frames import Lexicon
from framing.lexicon.loading import load_lexicon
from framing.run.counters import Counter, Options
from framing.text.packed import How
from framing.text.rows import SeenIds
from framing.text.sources import read_batches

if TYPE_CHECKING:
    import pandas as pd


def score(
    source: Any,
    lexicon: Lexicon | str | os.PathLike | None = None,
    *,
    text: str = "text",
    doc_id: str = "doc_id",
    categories: bool = False,
    nested_scope: str = "frame",
    semantics: str = "framing",
    by: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    title: str | None = None,
    unpacked: float = 50.0,
    language: str = "en",
    mend: Iterable[str] = (),
) -> pd.DataFrame:
    """
    Count the hits of each frame in each text; the same counts as the hit table's, at the speed of the command.

    Parameters
    ----------
    source
        A list or Series of texts, a DataFrame, a Corpus (then only what counts is counted), or the path of a file or
        folder as ``framing score`` takes it.
    lexicon
        A Lexicon, or what :func:`load_lexicon` takes.
    text, doc_id
        Columns that hold text and id, where the source is a table.
    categories
        Count the categories of each frame too.
    nested_scope, semantics
        As in :func:`find_hits`.
    by : {"voice"}, optional
        Count the author's own words, quoted, reported and imputed ones apart; much slower.
    encoding, delimiter, title, unpacked
        As in :func:`read_corpus`.
    language, mend
        As in :func:`read_corpus`; of a Corpus, its own count.

    Returns
    -------
    DataFrame
        One row a text, in their order: ``doc_id``, ``n_tokens``, one column a frame, with ``categories`` each
        followed by its ``frame.category``. By voice four rows a text, with a column ``voice`` (``author``,
        ``direct``, ``indirect``, ``imputed``) after ``doc_id``.

    Raises
    ------
    FramingError
        For a text that is missing, an id that stands there twice, a column that is not there.

    Examples
    --------
    >>> from framing import Lexicon
    >>> score(["A great game.", "Games, games."], Lexicon.from_dict({"rivalry": ["great game", "games"]}))
      doc_id  n_tokens  rivalry
    0  text1         3        1
    1  text2         2        2
    """
    from framing.text.corpus import Corpus

    how = How(encoding, delimiter, title, unpacked)
    options = Options(text, doc_id, categories, nested_scope, semantics, by, language, mend, how)
    lexicon = lexicon if isinstance(lexicon, Lexicon) else load_lexicon(lexicon)
    counter = Counter(Matcher(lexicon, nested_scope=nested_scope, semantics=semantics), options)
    if isinstance(source, Corpus):
        return _table(counter, [(source.doc_ids, *counter.count_corpus(source))])
    counted, seen = [], SeenIds()
    for batch in read_batches(source, text=text, doc_id=doc_id, how=how):
        rows = seen.check(batch)
        if rows.bad:
            raise CorpusError(str(rows.bad[0]))
        counted.append((rows.ids.to_list(), *counter.count(rows)))
    return _table(counter, counted)


def _table(counter: Counter, counted: Sequence[tuple[Sequence[str], np.ndarray, np.ndarray]]) -> pd.DataFrame:
    """Ids, tokens and counts of one batch after the other as one table."""
    import pandas as pd

    ids = [name for names, _, _ in counted for name in names]
    table = pd.DataFrame(np.concatenate([counts for _, _, counts in counted]), columns=list(counter.columns))
    table.insert(0, "n_tokens", np.concatenate([n_tokens for _, n_tokens, _ in counted]))
    if counter.voices:
        table.insert(0, "voice", pd.Series(list(counter.voices) * len(ids), dtype="str"))
    each = np.repeat(np.array(ids, dtype=object), len(counter.voices) or 1)
    table.insert(0, "doc_id", pd.Series(each, dtype="str"))
    return table
