"""
Ids to names that a reader knows: articles by their names, frames by their labels.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from framing.lexicon.frames import Lexicon
from framing.text.corpus import Corpus

_OF_ARTICLES = ("doc_id", "other", "group")


class Names:
    """
    What to call each article and each frame, in tables and pictures for readers.

    An article is called by its metadata ``name``; where that is missing, or another article has the same, by its id.
    A frame is called by its label. Numbers are computed on ids; names come last, when a table is shown or drawn.

    Parameters
    ----------
    corpus : Corpus
    lexicon : Lexicon, optional
        None: frames keep their names.

    Attributes
    ----------
    articles, frames : dict of str to str
        By ``doc_id`` and by frame name, in the order of corpus and lexicon.

    Examples
    --------
    >>> from framing import Corpus, Document, load_lexicon
    >>> corpus = Corpus([Document("a", "One.", {"name": "Gazette 2021"}), Document("b", "Two.")])
    >>> named = Names(corpus, load_lexicon())
    >>> named(pd.DataFrame({"doc_id": ["a", "b"], "frame": ["great_game", "border_security"], "hits": [1, 2]}))
             doc_id            frame  hits
    0  Gazette 2021       Great Game     1
    1             b  border security     2
    >>> named.text("a has more of it")
    'Gazette 2021 has more of it'
    """

    def __init__(self, corpus: Corpus, lexicon: Lexicon | None = None) -> None:
        known = [document.metadata.get("name") for document in corpus]
        told = [name if isinstance(name, str) and name.strip() and known.count(name) == 1 else None for name in known]
        self.articles = {doc_id: name or doc_id for doc_id, name in zip(corpus.doc_ids, told, strict=True)}
        self.frames = {frame.name: frame.label for frame in lexicon} if lexicon else {}

    def __call__(self, table: pd.DataFrame) -> pd.DataFrame:
        """
        The table with names for ids in what is called ``doc_id``, ``other``, ``group`` or ``frame``.

        These may be columns, levels of the index, or the name of the columns themselves, as in a table of articles by
        frames. Whatever is no id stays as it is.
        """
        shown = table.copy()
        for column in shown.columns:
            if column in self._known:
                shown[column] = _renamed(shown[column], self._known[column])
        shown.index = self._axis(shown.index)
        shown.columns = self._axis(shown.columns)
        return shown

    def text(self, sentence: str) -> str:
        """A sentence with names for the ids of articles in it."""
        if not self.articles:
            return sentence
        ids = "|".join(re.escape(doc_id) for doc_id in sorted(self.articles, key=len, reverse=True))
        return re.sub(rf"(?<![\w-])(?:{ids})(?![\w-])", lambda found: self.articles[found[0]], sentence)

    @property
    def _known(self) -> dict[str, Mapping[str, str]]:
        return {**dict.fromkeys(_OF_ARTICLES, self.articles), "frame": self.frames}

    def _axis(self, axis: pd.Index) -> pd.Index:
        if isinstance(axis, pd.MultiIndex):
            levels = {name: self._known[name] for name in axis.names if name in self._known}
            for name, names in levels.items():
                axis = axis.set_levels(_renamed(axis.levels[axis.names.index(name)], names), level=name)
            return axis
        return _renamed(axis, self._known[axis.name]) if axis.name in self._known else axis


def _renamed(values: pd.Series | pd.Index, names: Mapping[str, str]) -> pd.Series | pd.Index:
    if isinstance(values, pd.Series) and isinstance(values.dtype, pd.CategoricalDtype):
        return values.cat.rename_categories([names.get(value, value) for value in values.cat.categories])
    return values.map(lambda value: names.get(value, value))
