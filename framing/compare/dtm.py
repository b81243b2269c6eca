"""
Corpus to document-term matrix, and what is read off it: TF-IDF, similarity, the features of greatest weight.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix

from framing.compare.typecounts import count_types, in_alphabet
from framing.errors import FramingError
from framing.hits.arguments import check_arguments
from framing.text.corpus import Corpus
from framing.text.tokens import Tokens
from framing.voice.voiced import SIDES, token_voices, voices_called


def document_term_matrix(corpus: Corpus, *, voice: str | None = None) -> pd.DataFrame:
    """
    Count the types of each document.

    Row sums are the token counts that rates divide by.

    Parameters
    ----------
    corpus : Corpus
    voice : str, optional
        Count only these words: ``"author"`` (the author's, with what is imputed to somebody), ``"attributed"``
        (direct and indirect), or one of ``"direct"``, ``"indirect"``, ``"imputed"``. Default: all.

    Returns
    -------
    DataFrame
        Index ``doc_id``, one sparse column a type found, columns in alphabetical order.

    Raises
    ------
    FramingError
        If there is no such voice.

    Examples
    --------
    >>> from framing import read_corpus
    >>> dtm = document_term_matrix(read_corpus(["The game. The Game!", "a game"]))
    >>> dtm.to_dict("index")
    {'text1': {'a': 0, 'game': 2, 'the': 2}, 'text2': {'a': 1, 'game': 1, 'the': 0}}
    """
    check_arguments(corpus=corpus)
    tokens = corpus.tokens
    if voice is None:
        counts, types = _counted(tokens, tokens.ids, tokens.bounds)
    else:
        meant = token_voices(corpus)["voice"].isin(voices_called(voice)).to_numpy()
        bounds = np.concatenate([[0], np.cumsum(meant)])[tokens.bounds]
        counts, types = _counted(tokens, tokens.ids[meant], bounds)
    return pd.DataFrame.sparse.from_spmatrix(counts, index=pd.Index(corpus.doc_ids, name="doc_id"), columns=types)


def side_term_matrix(corpus: Corpus) -> tuple[csr_matrix, np.ndarray]:
    """Counts of types as above, in two rows a document, one for each of ``SIDES``; and the types."""
    tokens, sides = corpus.tokens, list(SIDES.values())
    side_of = {voice: number for number, voices in enumerate(sides) for voice in voices}
    side = token_voices(corpus)["voice"].map(side_of).to_numpy(dtype=np.int64)
    row = len(sides) * corpus.units["document"].to_numpy() + side
    bounds = np.searchsorted(np.sort(row), np.arange(len(sides) * len(corpus.doc_ids) + 1))
    return _counted(tokens, tokens.ids[np.argsort(row, kind="stable")], bounds)


def _counted(tokens: Tokens, ids: np.ndarray, bounds: np.ndarray) -> tuple[csr_matrix, np.ndarray]:
    found: dict[str, int] = {}
    used, ids = np.unique(ids, return_inverse=True)  # words that are left out, such as boilerplate, have no column
    return in_alphabet(count_types([tokens.words[i] for i in used.tolist()], ids, bounds, found, grow=True), found)


def tfidf(dtm: pd.DataFrame) -> pd.DataFrame:
    """
    Weight counts by how few documents have the type.

    scikit-learn's ``TfidfTransformer`` with its defaults: ``count * (ln((1 + n) / (1 + df)) + 1)``, each row scaled
    to length 1, where ``n`` is the number of documents and ``df`` the number that have the type.

    Parameters
    ----------
    dtm : DataFrame
        As :func:`document_term_matrix` returns it, also summed up by group, or from a file, its ids in a first column
        ``doc_id``.

    Returns
    -------
    DataFrame
        Same index and columns, weights between 0 and 1, sparse.

    Raises
    ------
    FramingError
        If a column holds anything but numbers, or one is missing.
    """
    from sklearn.feature_extraction.text import TfidfTransformer

    check_arguments(dtm=dtm)
    dtm = by_document(dtm)
    weights = TfidfTransformer().fit_transform(feature_matrix(dtm))
    return pd.DataFrame.sparse.from_spmatrix(weights, index=dtm.index, columns=dtm.columns)


def cosine_similarity(vectors: pd.DataFrame) -> pd.DataFrame:
    """
    Cosine of the angle between each two documents: 1 for the same proportions, 0 for no type in common.

    Parameters
    ----------
    vectors : DataFrame
        Documents × features, as :func:`document_term_matrix` or :func:`tfidf` return them, also summed up by group, or
        from a file, their ids in a first column ``doc_id``.

    Returns
    -------
    DataFrame
        Documents × documents. Missing for a document without a feature, with itself too: it has no direction.

    Raises
    ------
    FramingError
        If a column holds anything but numbers, or one is missing.

    Examples
    --------
    >>> from framing import read_corpus
    >>> cosine_similarity(document_term_matrix(read_corpus(["a game", "game"]))).round(2).values.tolist()
    [[1.0, 0.71], [0.71, 1.0]]
    """
    from sklearn.metrics.pairwise import cosine_similarity as cosine

    check_arguments(vectors=vectors)
    vectors = by_document(vectors)
    matrix = feature_matrix(vectors)
    values = cosine(matrix)
    empty = abs(matrix).sum(axis=1).A1 == 0
    values[empty, :] = values[:, empty] = np.nan
    return pd.DataFrame(values, index=vectors.index, columns=list(vectors.index))


def by_document(table: pd.DataFrame) -> pd.DataFrame:
    """The table with ids as its index, where a file made them its first column."""
    lost = isinstance(table.index, pd.RangeIndex) and table.index.name is None
    return table.set_index("doc_id") if lost and list(table.columns[:1]) == ["doc_id"] else table


def feature_matrix(table: pd.DataFrame) -> csr_matrix:
    """Documents × features as a sparse matrix of numbers, whether the table is sparse or not."""
    if not table.shape[1]:
        raise FramingError("there is no feature: the table has no columns. Keep more of the words.")
    for kind in set(table.dtypes):
        if not pd.api.types.is_numeric_dtype(kind):
            column = table.columns[table.dtypes == kind][0]
            raise FramingError(f"column {str(column)!r}: expected numbers, found {kind}. Leave such columns out.")
    whole = all(isinstance(kind, pd.SparseDtype) and kind.fill_value == 0 for kind in table.dtypes)
    values = table.sparse.to_coo() if whole else table.to_numpy(dtype=np.float64, na_value=np.nan)
    matrix = csr_matrix(values)
    if not np.isfinite(matrix.data).all():
        raise FramingError("expected a number in each cell, found a missing one. Fill it with 0.")
    return matrix


def cosines(vectors: csr_matrix) -> np.ndarray:
    """The same of a bare matrix, for those who draw its rows again and again."""
    products = np.asarray((vectors @ vectors.T).todense(), dtype=float)
    norms = np.sqrt(np.diag(products))
    return products / np.outer(norms, norms)


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
        If ``n`` is less than 1, or a column holds anything but numbers.
    """
    check_arguments(vectors=vectors)
    if isinstance(n, bool) or not isinstance(n, (int, np.integer)) or n < 1:
        raise FramingError(f"n must be a whole number, 1 or more, found {n!r}.")
    vectors = by_document(vectors)
    matrix = feature_matrix(vectors).toarray().round(12)  # last bits differ between processors
    if not len(matrix):
        raise FramingError("there is no document. Expected documents × features.")
    parts = []
    for doc_id, weights in zip(vectors.index, matrix, strict=True):
        row = pd.Series(weights, index=vectors.columns)
        top = row[row > 0].sort_index(kind="stable").sort_values(ascending=False, kind="stable").head(n)
        ranks = range(1, len(top) + 1)
        parts.append(pd.DataFrame({"doc_id": doc_id, "rank": ranks, "feature": top.index, "weight": top.to_numpy()}))
    return pd.concat(parts, ignore_index=True)
