"""
Corpus to vectors: documents × types, through scikit-learn fed by our own tokenizer.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
import pandas as pd
import polars as pl
from scipy.sparse import csr_matrix, vstack
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.utils.validation import check_is_fitted

from framing.errors import FramingError, unknown
from framing.hits.counting import FrameCounter
from framing.hits.matching import Matcher
from framing.lexicon.frames import Lexicon
from framing.lexicon.loading import load_lexicon
from framing.text.corpus import Corpus
from framing.text.tokens import WORD, extract_all, fold, tokenize

WEIGHTINGS = ("count", "tfidf")
_BATCH, _BATCH_CHARACTERS = 2_000, 4_000_000  # texts at a time, so that memory stays small


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
    tokens, found = corpus.tokens, {}
    used, ids = np.unique(tokens.ids, return_inverse=True)  # words of boilerplate that is left out have no column
    words = [tokens.words[i] for i in used.tolist()]
    counts = _count_types(words, ids, tokens.bounds, found, grow=True)
    counts, types = _in_alphabet(counts, found)
    return pd.DataFrame.sparse.from_spmatrix(counts, index=pd.Index(corpus.doc_ids, name="doc_id"), columns=types)


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
        counter = self._counter()
        counts = [counter.count(texts)[1] for texts in _batches(X)]
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
        self._check_options()
        given = self.vocabulary is not None
        found = _given_types(self.vocabulary) if given else {}
        met: set[str] = set()  # of a given vocabulary only: what else the texts hold
        blocks = [_count_texts(texts, found, grow=not given, met=met if given else None) for texts in _batches(X)]
        if not blocks:
            raise FramingError("expected texts to learn from, found none.")
        n_types = len(met) if given else len(found)
        counts = _stacked(blocks, len(found))
        if not given:
            counts, types = self._limited(*_in_alphabet(counts, found))
            found = {name: column for column, name in enumerate(types)}
        self.vocabulary_, self.n_types_ = found, n_types
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
        counts = _stacked([_count_texts(texts, self.vocabulary_) for texts in _batches(X)], len(self.vocabulary_))
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
        for texts in _batches(X):
            known = _count_texts(texts, self.vocabulary_).sum(axis=1).A1.tolist()
            n_tokens = texts.str.count_matches(WORD).to_list()
            rows.extend(zip(n_tokens, known, strict=True))
        index = X.index if isinstance(X, pd.Series) else None
        table = pd.DataFrame(rows, columns=["n_tokens", "n_known"], index=index, dtype="int64")
        return table.assign(share_known=(table["n_known"] / table["n_tokens"]).where(table["n_tokens"] > 0))

    def get_feature_names_out(self, input_features: object = None) -> np.ndarray:
        """The types, in the order of columns."""
        check_is_fitted(self)
        return np.array(sorted(self.vocabulary_, key=self.vocabulary_.get), dtype=object)

    def _check_options(self) -> None:
        if self.weighting not in WEIGHTINGS:
            raise FramingError(unknown("weighting", self.weighting, WEIGHTINGS))
        for name, value in (("min_df", self.min_df), ("max_df", self.max_df)):
            if not (_is_count(value) or (isinstance(value, (float, np.floating)) and 0 <= value <= 1)):
                raise FramingError(
                    f"{name} must be a number of texts (1 or more) or a share (0.0 to 1.0), found {value!r}."
                )
        if not (self.max_features is None or _is_count(self.max_features)):
            raise FramingError(
                f"max_features must be a whole number of 1 or more, or None; found {self.max_features!r}."
            )

    def _limited(self, counts: csr_matrix, types: list[str]) -> tuple[csr_matrix, list[str]]:
        """The columns that ``min_df``, ``max_df`` and ``max_features`` leave."""
        n = counts.shape[0]
        if not types:
            raise FramingError(f"no word in the {n} texts. Expected at least one.")
        least, most = (value if _is_count(value) else value * n for value in (self.min_df, self.max_df))
        if most < least:
            raise FramingError(
                f"max_df={self.max_df!r} of {n} texts is less than min_df={self.min_df!r} of them. Change one of them."
            )
        having = np.bincount(counts.indices, minlength=len(types))
        kept = np.flatnonzero((having >= least) & (having <= most))
        if not len(kept):
            raise FramingError(
                f"of {len(types)} types in {n} texts none is left with min_df={self.min_df!r} and "
                f"max_df={self.max_df!r}. Lower min_df or raise max_df."
            )
        if self.max_features is not None:
            totals = np.asarray(counts[:, kept].sum(axis=0)).ravel()
            kept = np.sort(kept[np.argsort(-totals, kind="stable")[: self.max_features]])
        return counts[:, kept], [types[column] for column in kept.tolist()]

    def __sklearn_tags__(self):
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        tags.transformer_tags.preserves_dtype = []
        return tags


def _batches(X: Iterable[str]) -> Iterator[pl.Series]:
    """Texts, some at a time; whatever is no text is refused."""
    if isinstance(X, str):
        raise FramingError("expected a list of texts, found one text. Put it in a list: [text].")
    if hasattr(X, "columns"):
        raise FramingError("expected a list of texts, found a table. Give its column of texts.")
    batch, characters = [], 0
    for row, text in enumerate(X, start=1):
        if not isinstance(text, str):
            raise FramingError(f"text {row}: expected text, found {text!r}. Mend or drop it.")
        batch.append(text)
        characters += len(text)
        if len(batch) == _BATCH or characters >= _BATCH_CHARACTERS:
            yield _series(batch, row)
            batch, characters = [], 0
    if batch:
        yield _series(batch, row)


def _series(batch: list[str], last: int) -> pl.Series:
    """Texts up to number ``last`` as Polars takes them: as UTF-8."""
    try:
        return pl.Series(batch, dtype=pl.String)
    except UnicodeEncodeError as error:
        row = last - len(batch) + 1 + batch.index(error.object)
        raise FramingError(
            f"text {row}: character {error.start} is half a character ({error.object[error.start]!r}). Mend or drop it."
        ) from None


def _count_texts(
    texts: pl.Series, columns: dict[str, int], *, grow: bool = False, met: set[str] | None = None
) -> csr_matrix:
    """Texts × columns, as :func:`_count_types`; ``met`` gathers the types of the texts."""
    pieces = extract_all(texts, WORD)
    bounds = np.concatenate([[0], np.cumsum(pieces.list.len().to_numpy(), dtype=np.int64)])
    flat = pieces.explode(empty_as_null=False)
    words = flat.unique(maintain_order=True)
    ids = flat.cast(pl.Enum(words)).to_physical().to_numpy()
    if met is not None:
        met.update(map(fold, words))
    return _count_types(words, ids, bounds, columns, grow=grow)


def _count_types(
    words: Iterable[str], ids: np.ndarray, bounds: np.ndarray, columns: dict[str, int], *, grow: bool = False
) -> csr_matrix:
    """
    Documents × columns: how often each document has each type.

    ``ids`` say which of ``words`` each token is, ``bounds`` where documents begin and end. Types without a column are
    left out, or with ``grow`` get the next one.
    """
    if grow:
        column = [columns.setdefault(fold(word), len(columns)) for word in words]
    else:
        column = [columns.get(fold(word), -1) for word in words]
    place = np.array(column, dtype=np.int32)[ids]
    known = place >= 0
    starts = np.concatenate([[0], np.cumsum(known)])[bounds]
    ones = np.ones(int(starts[-1]), dtype=np.int64)
    counts = csr_matrix((ones, place[known], starts), shape=(len(bounds) - 1, len(columns)))
    counts.sum_duplicates()
    return counts


def _stacked(blocks: Sequence[csr_matrix], width: int) -> csr_matrix:
    """Blocks of rows in one matrix; later ones may have more columns."""
    for block in blocks:
        block.resize(block.shape[0], width)
    return vstack([csr_matrix((0, width), dtype=np.int64), *blocks], format="csr")


def _in_alphabet(counts: csr_matrix, columns: dict[str, int]) -> tuple[csr_matrix, list[str]]:
    """The same counts with columns in alphabetical order, and the types of these columns."""
    types = sorted(columns)
    place = np.empty(len(types), dtype=counts.indices.dtype)
    place[[columns[name] for name in types]] = np.arange(len(types))
    ordered = csr_matrix((counts.data, place[counts.indices], counts.indptr), shape=counts.shape)
    ordered.sort_indices()
    return ordered, types


def _given_types(vocabulary: Iterable[str] | Mapping[str, int]) -> dict[str, int]:
    """The column of each type of a vocabulary that the user gave; one that could never occur is refused."""
    if isinstance(vocabulary, str):
        raise FramingError(f"vocabulary: expected a list of types, found one text {vocabulary!r}. Put it in a list.")
    names = list(vocabulary)
    if not names:
        raise FramingError("vocabulary is empty. Give at least one type, or None to learn them from the texts.")
    for name in names:
        if not isinstance(name, str):
            raise FramingError(f"vocabulary: expected types, found {name!r}. Mend or drop it.")
    tokens = tokenize(names)
    for name, a, b in zip(names, tokens.bounds[:-1].tolist(), tokens.bounds[1:].tolist(), strict=True):
        types = [tokens.types[i] for i in tokens.ids[a:b].tolist()]
        if types != [name]:
            read = f"it is read as {types}" if types else "it is no word"
            raise FramingError(f"vocabulary: {name!r} can never occur: {read}. Write types, each as one word counts.")
    if isinstance(vocabulary, Mapping):
        if sorted(vocabulary.values()) != list(range(len(names))):
            raise FramingError(f"vocabulary: expected the columns 0 to {len(names) - 1}, each once. Number them so.")
        return dict(vocabulary)
    names = sorted(names) if isinstance(vocabulary, (set, frozenset)) else names
    if len(set(names)) < len(names):
        twice = next(name for i, name in enumerate(names) if name in names[:i])
        raise FramingError(f"vocabulary: {twice!r} is there twice. Keep one.")
    return {name: column for column, name in enumerate(names)}


def _is_count(value: object) -> bool:
    return isinstance(value, (int, np.integer)) and not isinstance(value, bool) and value >= 1
