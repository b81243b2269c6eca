"""
Texts to counts of frames, inside scikit-learn.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import ClassVar

import numpy as np
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils._param_validation import StrOptions
from sklearn.utils.validation import check_is_fitted

from framing.compare.batches import batches
from framing.compare.options import check_options
from framing.hits.counting import FrameCounter
from framing.hits.matching import Matcher
from framing.lexicon.frames import Lexicon
from framing.lexicon.loading import load_lexicon


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

    _parameter_constraints: ClassVar[dict] = {
        "lexicon": [Lexicon, str, os.PathLike, None],
        "categories": ["boolean"],
        "nested_scope": [StrOptions({"frame", "lexicon"})],
        "semantics": [StrOptions({"framing", "quanteda"})],
    }

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
        """Read the lexicon, check the options and that X is texts; nothing is learnt from them."""
        check_options(self)
        self.lexicon_ = self.lexicon if isinstance(self.lexicon, Lexicon) else load_lexicon(self.lexicon)
        self._counter()
        if not isinstance(X, Iterator):  # a generator can be read once only
            for _ in batches(X):
                pass
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
        counter = self._counter()
        counts = [counter.count(texts)[1] for texts in batches(X)]
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
        tags.transformer_tags.preserves_dtype = []
        return tags
