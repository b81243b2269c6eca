"""
Corpus to vectors: documents × types, through scikit-learn fed by our own tokenizer.
"""

from __future__ import annotations

import pandas as pd

from framing.corpus import Corpus
from framing.errors import FramingError


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
