"""
Texts to counts or weights of their types, inside scikit-learn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.utils.validation import check_is_fitted

from framing.compare.batches import batches
from framing.compare.typecounts import count_batch, count_texts
from framing.compare.vocabulary import check_limits, count_given, learn_types
from framing.errors import FramingError, unknown
from framing.text.tokens import WORD

WEIGHTINGS = ("count", "tfidf")


class TokenVectorizer(TransformerMixin, BaseEstimator, auto_wrap_output_keys=None):
    """
    Count the types of each text, inside scikit-learn.

    The words and what they count as are those of :func:`tokenize`, so that on texts in which everything counts the
    table is the one of :func:`document_term_matrix`, and the weights are those of :func:`tfidf`.

    Parameters
    ----------
    weighting : {"count", "tfidf"}
        Counts, or :func:`tfidf` with the document frequencies of the texts fitted.
    min_df, max_df : int or float
        Leave out types that fewer, or more, of the texts fitted have: a number of texts, or a share of them.
    max_features : int or None
        Keep only so many types, the most frequent in the texts fitted; of equal ones the first in the alphabet.
    vocabulary : list, set or mapping, optional
        The types to count, in this order (a set: in alphabetical order; a mapping: type to column). Nothing else is
        learnt then but document frequencies, and the three options above are not heeded, as in scikit-learn.

    Attributes
    ----------
    vocabulary_ : dict
        The column of each type: in alphabetical order, unless a vocabulary was given.
    n_types_ : int
        Distinct types in the texts fitted, those left out as well.
    idf_ : array
        With ``weighting="tfidf"``, what counts are multiplied by before rows are scaled to length 1.

    Notes
    -----
    Words of other types, not met when fitting or left out there, are not counted; :meth:`coverage` says how many.
    The result is sparse and stays so: there is no ``set_output``, as with scikit-learn's own vectorizers.

    Examples
    --------
    >>> vectorizer = TokenVectorizer(min_df=2).fit(["A great game.", "The Great Game", "the border"])
    >>> vectorizer.get_feature_names_out().tolist(), vectorizer.n_types_
    (['game', 'great', 'the'], 5)
    >>> vectorizer.transform(["Great! Great the new border"]).toarray()
    array([[0, 2, 1]])
    >>> vectorizer.coverage(["Great! Great the new border"]).values.tolist()
    [[5.0, 3.0, 0.6]]
    """

    def __init__(
        self,
        *,
        weighting: str = "count",
        min_df: float = 1,
        max_df: float = 1.0,
        max_features: int | None = None,
        vocabulary: Iterable[str] | Mapping[str, int] | None = None,
    ) -> None:
        self.weighting = weighting
        self.min_df = min_df
        self.max_df = max_df
        self.max_features = max_features
        self.vocabulary = vocabulary

    def fit(self, X: Iterable[str], y: object = None) -> TokenVectorizer:
        """Learn the types of texts and how many texts have them; ``fit_transform`` says what is refused."""
        self.fit_transform(X)
        return self

    def fit_transform(self, X: Iterable[str], y: object = None) -> csr_matrix:
        """
        Learn from texts and count in them.

        Parameters
        ----------
        X : iterable of str

        Returns
        -------
        sparse matrix (CSR), texts × types: int64 counts, or float64 weights

        Raises
        ------
        FramingError
            If X is a single text, a table or empty, something in it is no text, an option cannot be used, or no type
            is left.
        """
        if self.weighting not in WEIGHTINGS:
            raise FramingError(unknown("weighting", self.weighting, WEIGHTINGS))
        limits = {"min_df": self.min_df, "max_df": self.max_df, "max_features": self.max_features}
        check_limits(**limits)
        learnt = learn_types(X, **limits) if self.vocabulary is None else count_given(X, self.vocabulary)
        counts, self.vocabulary_, self.n_types_ = learnt
        self._weights = TfidfTransformer().fit(counts) if self.weighting == "tfidf" else None
        if self._weights is None:
            vars(self).pop("idf_", None)  # of an earlier fit
            return counts
        self.idf_ = self._weights.idf_
        return self._weights.transform(counts)

    def transform(self, X: Iterable[str]) -> csr_matrix:
        """
        Count in texts.

        Parameters
        ----------
        X : iterable of str

        Returns
        -------
        sparse matrix (CSR), texts × types: int64 counts, or float64 weights; a text without any of the types is a
        row of zeros

        Raises
        ------
        FramingError
            If X is a single text or a table, or something in it is no text.
        """
        check_is_fitted(self)
        counts = count_texts(X, self.vocabulary_)
        if self._weights is None:
            return counts
        return self._weights.transform(counts) if counts.shape[0] else counts.astype(np.float64)

    def coverage(self, X: Iterable[str]) -> pd.DataFrame:
        """
        How much of each text the columns cover.

        Returns
        -------
        DataFrame
            One row a text, with the texts' own index if they have one: ``n_tokens``, ``n_known`` (tokens of a type
            that has a column), ``share_known`` (the second by the first; missing in a text without words).
        """
        check_is_fitted(self)
        rows: list[tuple[int, int]] = []
        for texts in batches(X):
            known = count_batch(texts, self.vocabulary_).sum(axis=1).A1.tolist()
            n_tokens = texts.str.count_matches(WORD).to_list()
            rows.extend(zip(n_tokens, known, strict=True))
        index = X.index if isinstance(X, pd.Series) else None
        table = pd.DataFrame(rows, columns=["n_tokens", "n_known"], index=index, dtype="int64")
        return table.assign(share_known=(table["n_known"] / table["n_tokens"]).where(table["n_tokens"] > 0))

    def get_feature_names_out(self, input_features: object = None) -> np.ndarray:
        """The types, in the order of columns."""
        check_is_fitted(self)
        return np.array(sorted(self.vocabulary_, key=self.vocabulary_.get), dtype=object)

    def __sklearn_tags__(self):
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        tags.transformer_tags.preserves_dtype = []
        return tags
