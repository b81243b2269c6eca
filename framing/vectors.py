"""
Corpus to vectors: documents × types, through scikit-learn fed by our own tokenizer.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from framing.corpus import Corpus
from framing.counting import FrameCounter
from framing.errors import FramingError
from framing.lexicon import Lexicon, load_lexicon
from framing.matching import Matcher


def document_term_matrix(corpus: Corpus) -> pd.DataFrame:
    """
    Count the types of each document.

    Row sums are the token counts that rates divide by.

    Parameters
    ----------
    corpus : Corpus

    Returns
    -------
    DataFrame
        Index ``doc_id``, one sparse column a type, columns in alphabetical order.

    Examples
    --------
    >>> from framing import read_corpus
    >>> dtm = document_term_matrix(read_corpus(["The game. The Game!", "a game"]))
    >>> dtm.to_dict("index")
    {'text1': {'a': 0, 'game': 2, 'the': 2}, 'text2': {'a': 1, 'game': 1, 'the': 0}}
    """
    from sklearn.feature_extraction.text import CountVectorizer

    tokens = corpus.tokens
    types = [tokens.types[i] for i in tokens.ids.tolist()]
    documents = [types[a:b] for a, b in zip(tokens.bounds[:-1].tolist(), tokens.bounds[1:].tolist(), strict=True)]
    vectorizer = CountVectorizer(analyzer=list)  # each document is its list of types already
    counts = vectorizer.fit_transform(documents)
    index = pd.Index(corpus.doc_ids, name="doc_id")
    return pd.DataFrame.sparse.from_spmatrix(counts, index=index, columns=vectorizer.get_feature_names_out())


def tfidf(dtm: pd.DataFrame) -> pd.DataFrame:
    """
    Weight counts by how few documents have the type.

    scikit-learn's ``TfidfTransformer`` with its defaults: ``count * (ln((1 + n) / (1 + df)) + 1)``, each row scaled
    to length 1, where ``n`` is the number of documents and ``df`` the number that have the type.

    Parameters
    ----------
    dtm : DataFrame
        As :func:`document_term_matrix` returns it.

    Returns
    -------
    DataFrame
        Same index and columns, weights between 0 and 1, sparse.
    """
    from sklearn.feature_extraction.text import TfidfTransformer

    weights = TfidfTransformer().fit_transform(dtm.sparse.to_coo().tocsr())
    return pd.DataFrame.sparse.from_spmatrix(weights, index=dtm.index, columns=dtm.columns)


def cosine_similarity(vectors: pd.DataFrame) -> pd.DataFrame:
    """
    Cosine of the angle between each two documents: 1 for the same proportions, 0 for no type in common.

    Parameters
    ----------
    vectors : DataFrame
        Documents × features, as :func:`document_term_matrix` or :func:`tfidf` return them.

    Returns
    -------
    DataFrame
        Documents × documents.
    """
    from sklearn.metrics.pairwise import cosine_similarity as cosine

    values = cosine(vectors.sparse.to_coo().tocsr())
    return pd.DataFrame(values, index=vectors.index, columns=list(vectors.index))


def top_features(vectors: pd.DataFrame, *, n: int = 10) -> pd.DataFrame:
    """
    The features of greatest weight in each document.

    Returns
    -------
    DataFrame
        ``doc_id, rank`` (from 1)``, feature, weight``; of equal weights the first in the alphabet.

    Raises
    ------
    FramingError
        If ``n`` is less than 1.
    """
    if n < 1:
        raise FramingError(f"n must be 1 or more, found {n!r}.")
    parts = []
    for doc_id in vectors.index:
        row = vectors.loc[doc_id].sparse.to_dense().round(12)  # last bits differ between processors
        top = row[row > 0].sort_index(kind="stable").sort_values(ascending=False, kind="stable").head(n)
        ranks = range(1, len(top) + 1)
        parts.append(pd.DataFrame({"doc_id": doc_id, "rank": ranks, "feature": top.index, "weight": top.to_numpy()}))
    return pd.concat(parts, ignore_index=True)


class FrameVectorizer(TransformerMixin, BaseEstimator):
    """
    Count the hits of each frame in each text, inside scikit-learn.

    The counts are those of :func:`framing.score` and of the hit table. Nothing is learnt from the texts.

    Parameters
    ----------
    lexicon : Lexicon, str or None
        A lexicon, or what :func:`load_lexicon` takes.
    categories : bool
        Count the categories of each frame too.
    nested_scope : {"frame", "lexicon"}
    semantics : {"framing", "quanteda"}
        As in :func:`find_hits`.

    Attributes
    ----------
    lexicon_ : Lexicon

    Examples
    --------
    >>> from framing import Lexicon
    >>> vectorizer = FrameVectorizer(Lexicon.from_dict({"rivalry": ["great game"], "border": ["border*"]}))
    >>> vectorizer.fit_transform(["A great game.", "Borders and borders"])
    array([[1, 0],
           [0, 2]])
    """

    def __init__(
        self,
        lexicon: Lexicon | str | os.PathLike | None = None,
        *,
        categories: bool = False,
        nested_scope: str = "frame",
        semantics: str = "framing",
    ) -> None:
        self.lexicon = lexicon
        self.categories = categories
        self.nested_scope = nested_scope
        self.semantics = semantics

    def fit(self, X: Iterable[str], y: object = None) -> FrameVectorizer:
        """Read the lexicon and check the options; the texts are not looked at."""
        self.lexicon_ = self.lexicon if isinstance(self.lexicon, Lexicon) else load_lexicon(self.lexicon)
        self._counter()
        return self

    def transform(self, X: Iterable[str]) -> np.ndarray:
        """
        Count in texts.

        Parameters
        ----------
        X : iterable of str

        Returns
        -------
        int64 array, texts × frames

        Raises
        ------
        FramingError
            If X is a single text, or something in it is none.
        """
        check_is_fitted(self)
        if isinstance(X, str):
            raise FramingError("expected a list of texts, found one text. Put it in a list: [text].")
        if hasattr(X, "columns"):
            raise FramingError("expected a list of texts, found a table. Give its column of texts.")
        texts = list(X)
        for row, text in enumerate(texts, start=1):
            if not isinstance(text, str):
                raise FramingError(f"text {row}: expected text, found {text!r}. Mend or drop it.")
        counter, size = self._counter(), 2_000  # texts at a time, so that memory stays small
        counts = [counter.count(texts[i : i + size])[1] for i in range(0, len(texts), size)]
        return np.concatenate([np.zeros((0, len(counter.columns)), dtype=np.int64), *counts])

    def get_feature_names_out(self, input_features: object = None) -> np.ndarray:
        """Names of the columns: frames, or frames and ``frame.category``."""
        check_is_fitted(self)
        return np.array(self._counter().columns, dtype=object)

    def _counter(self) -> FrameCounter:
        matcher = Matcher(self.lexicon_, nested_scope=self.nested_scope, semantics=self.semantics)
        return FrameCounter(matcher, categories=self.categories)

    def __sklearn_tags__(self):
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        return tags
