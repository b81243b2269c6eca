"""
A corpus, a table or a matrix of counts, and a group for each document, to the counts of each group.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import sparse

from framing.compare.dtm import by_document, document_term_matrix, side_term_matrix
from framing.errors import FramingError
from framing.text.corpus import Corpus
from framing.text.groups import UNKNOWN, group_labels
from framing.voice.voiced import SIDES


def read_counts(
    source, by, groups, features, voice
) -> tuple[sparse.csr_array, np.ndarray, Sequence[object], np.ndarray]:
    """
    Any source as counts, names of features (columns), and of each row its group and the number of its document.

    A row is a document; by voice it is a document's words of one side, so that a document has two.
    """
    if groups is not None and by != "doc_id":
        raise FramingError(f"expected by or groups, found both (by={by!r}). Give one of them.")
    if voice is not None and not isinstance(source, Corpus):
        raise FramingError(f"voice={voice!r} needs a Corpus, found {type(source).__name__}: counts have no voice.")
    if voice is not None and by == "voice":
        raise FramingError(f"by='voice' compares all voices, so voice={voice!r} says nothing. Leave out one of them.")
    if features is not None and isinstance(source, (Corpus, pd.DataFrame)):
        raise FramingError("features go with a matrix of SciPy; a table has its columns. Leave features out.")
    if isinstance(source, Corpus) and by == "voice":
        counts, types = side_term_matrix(source)
        names = np.asarray(types, dtype=object)
        n = len(source.doc_ids)
        return sparse.csr_array(counts), names, list(SIDES) * n, np.repeat(np.arange(n), len(SIDES))
    if isinstance(source, Corpus):
        table = document_term_matrix(source, voice=voice)
        if voice is not None and not len(table.columns):
            raise FramingError(f"no word of the corpus is in the voice {voice!r}, so there is nothing to compare.")
        labels = group_labels(source, by) if groups is None else _labels(groups, table.index)
    elif isinstance(source, pd.DataFrame):
        table = by_document(source)
        if groups is None and by != "doc_id":
            raise FramingError(f"a table of counts has no metadata, so by={by!r} says nothing. Give groups instead.")
        if groups is None and not table.index.is_unique:
            twice = table.index[table.index.duplicated()][0]
            raise FramingError(f"two rows have the doc_id {twice!r}. Give each its own, or give groups.")
        labels = _labels(table.index.to_list() if groups is None else groups, table.index)
    elif sparse.issparse(source):
        table = None
        if groups is None or features is None:
            raise FramingError("a matrix has no names of its own. Give features (columns) and groups (rows).")
        labels = _labels(groups, pd.RangeIndex(source.shape[0]))
    else:
        raise FramingError(
            f"expected a Corpus, a DataFrame of counts or a sparse matrix of SciPy, found {type(source).__name__}."
        )
    names = np.asarray([str(name) for name in (features if table is None else table.columns)], dtype=object)
    matrix = source if table is None else _matrix(table)
    if len(names) != matrix.shape[1]:
        raise FramingError(f"expected {matrix.shape[1]} features, one a column, found {len(names)}.")
    if not len(names):
        raise FramingError("there is no feature to compare: the table of counts has no columns.")
    index = pd.Index(names, dtype=object)  # as text it would be read once more
    if not index.is_unique:
        raise FramingError(f"two columns are named {index[index.duplicated()][0]!r}. Add them up, or rename one.")
    return _checked(matrix), names, labels, np.arange(matrix.shape[0])


def _labels(groups, index: pd.Index) -> list[object]:
    """Labels, one a row, in the order of rows."""
    if isinstance(groups, pd.Series) and not groups.index.equals(index):
        if groups.index.is_unique and len(groups) == len(index) and groups.index.isin(index).all():
            groups = groups.reindex(index)
        elif not isinstance(groups.index, pd.RangeIndex):
            raise FramingError("groups has another index than the documents. Give one label for each document.")
    labels = list(groups)
    if len(labels) != len(index):
        raise FramingError(f"expected {len(index)} groups, one a document, found {len(labels)}.")
    if not labels:
        raise FramingError("there is no document to compare.")
    return labels


def _matrix(table: pd.DataFrame) -> sparse.csr_array:
    kinds = set(table.dtypes)
    for kind in kinds:
        if not pd.api.types.is_numeric_dtype(kind):
            column = table.columns[table.dtypes == kind][0]
            raise FramingError(f"column {str(column)!r}: expected counts, found {kind}. Leave such columns out.")
    if kinds and all(isinstance(kind, pd.SparseDtype) for kind in kinds):
        return sparse.csr_array(table.sparse.to_coo())
    return sparse.csr_array(table.to_numpy(dtype=np.float64, na_value=np.nan))


def _checked(matrix) -> sparse.csr_array:
    """Whole counts, each cell once."""
    counts = sparse.csr_array(matrix)
    if not counts.has_canonical_format:
        counts = counts.copy()
        counts.sum_duplicates()
    data = counts.data
    whole = data.dtype.kind in "iub" or (np.isfinite(data).all() and (data == np.rint(data)).all())
    if not whole or (len(data) and data.min() < 0):
        wrong = data[~(np.isfinite(data) & (data == np.rint(data)) & (data >= 0))][0]
        raise FramingError(f"expected counts (0, 1, 2, …), found {wrong!s}. Weights such as TF-IDF cannot be compared.")
    return counts


def numbered(labels) -> tuple[np.ndarray, list[str]]:
    """The number of the group of each document, and the names of groups in the order first seen."""
    codes, values = pd.factorize(pd.Series(labels, dtype=object), use_na_sentinel=False)
    merged, names = pd.factorize(
        np.array([UNKNOWN if pd.isna(value) else str(value) for value in values], dtype=object)
    )
    return merged[codes], list(names)


_LOW = 36  # bits of a count; the bits above hold documents
_DENSE = 8  # groups up to which a dense table of who is in which takes less time than a sparse one


def group_counts(matrix: sparse.csr_array, codes: np.ndarray, n: int) -> tuple[sparse.csr_array, sparse.csr_array]:
    """
    Occurrences, and documents that have it, of each group and feature; both sparse.

    Both come of one product, the occurrences in the lower bits of a number and the documents in the upper, which takes
    half the time of two.
    """
    data = matrix.data
    # The greatest possible sum takes less time to find than the sum.
    most = len(data) and int(data.max()) * len(data)
    if (most >> _LOW and data.sum(dtype=np.float64) >= 1 << _LOW) or matrix.shape[0] >> (63 - _LOW):
        raise FramingError("too many tokens or documents to count. Give a part of them.")
    both = np.add(data, 1 << _LOW, dtype=np.int64, casting="unsafe")
    if len(data) and data.min() == 0:
        both[data == 0] = 0
    both = sparse.csr_array((both, matrix.indices, matrix.indptr), shape=matrix.shape)
    rows = np.arange(len(codes))
    if n <= _DENSE:
        members = np.zeros((len(codes), n), dtype=np.int64)
        members[rows, codes] = 1
        product = sparse.csr_array((both.T @ members).T)
    else:
        members = sparse.csr_array((np.ones(len(codes), dtype=np.int64), (codes, rows)), shape=(n, len(codes)))
        product = sparse.csr_array(members @ both)
    shape = {"shape": product.shape}
    counts = sparse.csr_array((product.data & ((1 << _LOW) - 1), product.indices, product.indptr), **shape)
    documents = sparse.csr_array((product.data >> _LOW, product.indices, product.indptr), **shape)
    return counts, documents
