"""
Texts to counts or weights of their types, inside scikit-learn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import ClassVar

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, CountVectorizer, TfidfTransformer
from sklearn.utils._param_validation import StrOptions
from sklearn.utils.validation import check_array, check_is_fitted

from framing.compare.options import OptionError, check_options
from framing.compare.typecounts import Features, count_texts, coverage
from framing.compare.vocabulary import count_given, learn_types


class TokenVectorizer(TransformerMixin, BaseEstimator, auto_wrap_output_keys=None):
    """
    Count the types of each text, or sequences of types, inside scikit-learn.

    The words and what they count as are those of :func:`tokenize`, so that on texts in which everything counts the
    table is the one of :func:`document_term_matrix`, and the weights are those of :func:`tfidf`. The options are those
    of scikit-learn's ``CountVectorizer`` and ``TfidfVectorizer`` and do the same, but for what is said here.

    Parameters
    ----------
    weighting : {"count", "tfidf"}
        Counts, or :func:`tfidf` with the document frequencies of the texts fitted.
    lowercase : bool
        Whether types are in lower case, as everywhere here. Quotes and dashes are unified in any case.
    stop_words : "english" or list of str, optional
        Types to leave out before anything is counted: scikit-learn's English ones, or yours, such as
        :func:`function_words`, whose case and quotes count as those of texts do.
    ngram_range : (int, int)
        Sequences of so many types, least and most, with a space between; ``(1, 1)``: single types. They do not end at
        a full stop, nor where a stop word was left out.
    min_df, max_df : int or float
        Leave out types that fewer, or more, of the texts fitted have: a number of texts, or a share of them.
    max_features : int or None
        Keep only so many types, the most frequent in the texts fitted; of equal ones the first in the alphabet.
    vocabulary : list, set or mapping, optional
        The types to count, in this order (a set: in alphabetical order; a mapping: type to column). Nothing else is
        learnt then but document frequencies, and the three options above are not heeded, as in scikit-learn.
    binary : bool
        Whether a text has a type, 1, not how often.
    dtype : type
        Of counts. Weights are ``float64``, or ``float32`` if that is given.
    norm : {"l2", "l1"} or None
    use_idf, smooth_idf, sublinear_tf : bool
        With ``weighting="tfidf"`` only: what rows are scaled to, whether rare types weigh more, whether frequencies are
        taken as if one more text had every type, and whether a count is ``1 + ln(count)``.

    Attributes
    ----------
    vocabulary_ : dict
        The column of each type: in alphabetical order, unless a vocabulary was given.
    n_types_ : int
        Distinct types in the texts fitted, those left out as well.
    idf_ : array
        With ``weighting="tfidf"`` and ``use_idf``, what counts are multiplied by before rows are scaled.

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

    _parameter_constraints: ClassVar[dict] = {
        "weighting": [StrOptions({"count", "tfidf"})],
        "lowercase": ["boolean"],
        "stop_words": [StrOptions({"english"}), list, tuple, set, frozenset, None],
        "ngram_range": [tuple],
        **{
            name: CountVectorizer._parameter_constraints[name]
            for name in ("min_df", "max_df", "max_features", "binary")
        },
        "vocabulary": "no_validation",  # looked at type by type
        "dtype": "no_validation",
        **TfidfTransformer._parameter_constraints,
    }

    def __init__(
        self,
        *,
        weighting: str = "count",
        lowercase: bool = True,
        stop_words: str | Iterable[str] | None = None,
        ngram_range: tuple[int, int] = (1, 1),
        min_df: float = 1,
        max_df: float = 1.0,
        max_features: int | None = None,
        vocabulary: Iterable[str] | Mapping[str, int] | None = None,
        binary: bool = False,
        dtype: type = np.int64,
        norm: str | None = "l2",
        use_idf: bool = True,
        smooth_idf: bool = True,
        sublinear_tf: bool = False,
    ) -> None:
        self.weighting = weighting
        self.lowercase = lowercase
        self.stop_words = stop_words
        self.ngram_range = ngram_range
        self.min_df = min_df
        self.max_df = max_df
        self.max_features = max_features
        self.vocabulary = vocabulary
        self.binary = binary
        self.dtype = dtype
        self.norm = norm
        self.use_idf = use_idf
        self.smooth_idf = smooth_idf
        self.sublinear_tf = sublinear_tf

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
        sparse matrix (CSR), texts × types: counts, or weights

        Raises
        ------
        FramingError
            If X is a single text, a table or empty, something in it is no text, an option cannot be used, or no type
            is left.
        """
        check_options(self)
        self._features = self._counted()
        limits = {name: getattr(self, name) for name in ("min_df", "max_df", "max_features")}
        if self.vocabulary is None:
            learnt = learn_types(X, self._features, binary=self.binary, **limits)
        else:
            learnt = count_given(X, self._features, self.vocabulary, binary=self.binary)
        counts, self.vocabulary_, self.n_types_ = learnt
        counts = counts.astype(self.dtype, copy=False)
        vars(self).pop("idf_", None)  # of an earlier fit
        self._weights = None
        if self.weighting == "count":
            return counts
        options = {name: getattr(self, name) for name in TfidfTransformer._parameter_constraints}
        self._weights = TfidfTransformer(**options).fit(counts)
        if self.use_idf:
            self.idf_ = self._weights.idf_
        return self._weights.transform(counts)

    def _counted(self) -> Features:
        """What the options say is counted."""
        least_most = self.ngram_range
        whole = len(least_most) == 2 and all(isinstance(n, (int, np.integer)) for n in least_most)
        if not whole or not 1 <= least_most[0] <= least_most[1]:
            raise OptionError(
                "The 'ngram_range' parameter of TokenVectorizer must be two whole numbers from 1, the least and the "
                f"most, such as (1, 2). Got {least_most!r} instead."
            )
        features = Features(self.lowercase, ngram_range=(int(least_most[0]), int(least_most[1])))
        words = ENGLISH_STOP_WORDS if self.stop_words == "english" else self.stop_words or ()
        for word in words:
            if not isinstance(word, str):
                raise OptionError(f"stop_words: expected words, found {word!r}. Mend or drop it.")
        return replace(features, stop_words=frozenset(map(features.type_of, words)))

    def transform(self, X: Iterable[str]) -> csr_matrix:
        """
        Count in texts.

        Parameters
        ----------
        X : iterable of str

        Returns
        -------
        sparse matrix (CSR), texts × types: counts, or weights; a text without any of the types is a
        row of zeros

        Raises
        ------
        FramingError
            If X is a single text or a table, or something in it is no text.
        """
        check_is_fitted(self)
        counts = count_texts(X, self.vocabulary_, self._features).astype(self.dtype, copy=False)
        if self.binary:
            counts.data[:] = 1
        if self._weights is None:
            return counts
        return self._weights.transform(counts) if counts.shape[0] else counts.astype(np.float64)

    def inverse_transform(self, X: object) -> list[np.ndarray]:
        """
        The types that texts have, as far as they have a column.

        Parameters
        ----------
        X : sparse matrix or array, texts × types
            As :meth:`transform` returns it.

        Returns
        -------
        list of arrays of str, one a text
        """
        names, counts = self.get_feature_names_out(), csr_matrix(check_array(X, accept_sparse="csr"))
        return [names[counts[[row]].nonzero()[1]] for row in range(counts.shape[0])]

    def coverage(self, X: Iterable[str]) -> pd.DataFrame:
        """
        How much of each text the columns cover.

        Returns
        -------
        DataFrame
            One row a text, with the texts' own index if they have one: ``n_tokens`` (or sequences, without what
            stop words leave out), ``n_known`` (those of a type that has a column), ``share_known`` (the second by the
            first; missing in a text without words).
        """
        check_is_fitted(self)
        rows = coverage(X, self.vocabulary_, self._features)
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
