"""
Dtm or similarities to a tree: documents joined step by step, nearest first.

A tree can always be drawn, of a handful of texts too; it does not show that groups exist.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from framing.compare.dtm import by_document, cosines
from framing.compare.proportions import word_counts
from framing.errors import FramingError, unknown
from framing.hits.arguments import check_arguments

# Ward's and the centroid methods read distances as Euclidean, which those of cosines are not.
METHODS = ("average", "complete", "single", "weighted")


@dataclass(frozen=True, eq=False)
class Clusters:
    """
    Documents joined step by step, nearest first.

    Attributes
    ----------
    merges : DataFrame
        One row a step: ``step`` (from 1), ``left, right`` (a document, or ``#n`` for what step n joined), ``distance``
        (1 − cosine), ``n`` (documents in it), ``members`` (their names, with commas).
    labels : tuple of str
        The documents, in order.
    linkage : array
        SciPy's, for drawing.
    cophenetic : float
        Correlation of the distances in the tree with those of the documents: how much the tree bends them. Missing if
        all distances are equal, or there is one only.
    method : str
    """

    merges: pd.DataFrame
    labels: tuple[str, ...]
    linkage: np.ndarray
    cophenetic: float
    method: str


def cluster(table: pd.DataFrame, *, method: str = "average") -> Clusters:
    """
    Join documents by their cosine distances, nearest first (agglomerative clustering; SciPy's ``linkage``).

    Any texts can be put into a tree, random ones too. Look whether the methods agree, and at the bands of
    :func:`similarity_bands`, before you call a branch a group.

    Parameters
    ----------
    table : DataFrame
        A dtm or its :func:`tfidf`; or similarities, documents × documents, as :func:`cosine_similarity` gives them.
    method : {"average", "complete", "single", "weighted"}
        How far a cluster is from another: mean, greatest or least distance of its documents, or the mean of its two
        branches.

    Returns
    -------
    Clusters
        Of equal distances, those of the first documents are joined first.

    Raises
    ------
    FramingError
        If there are fewer than two documents, one has no word, or the method is unknown.

    Examples
    --------
    >>> from framing import document_term_matrix, read_corpus
    >>> clusters = cluster(document_term_matrix(read_corpus(["great game", "great game", "border"])))
    >>> clusters.merges[["left", "right", "distance", "members"]].values.tolist()
    [['text1', 'text2', 0.0, 'text1, text2'], ['text3', '#1', 1.0, 'text3, text1, text2']]
    """
    from scipy.cluster.hierarchy import cophenet, linkage
    from scipy.spatial.distance import squareform

    if method not in METHODS:
        raise FramingError(unknown("method", method, METHODS))
    check_arguments(vectors=table)
    table = by_document(table)
    labels = tuple(str(label) for label in table.index)
    if len(labels) < 2:
        raise FramingError(f"a tree needs two documents or more, found {len(labels)}. Add some.")
    distances = 1 - (_similarities(table) if list(table.index) == list(table.columns) else _document_cosines(table))
    distances = np.clip((distances + distances.T) / 2, 0, None).round(12) + 0.0  # last bits must not decide an order
    np.fill_diagonal(distances, 0)
    flat = squareform(distances)
    tree = linkage(flat, method=method)
    names, members = list(labels), [[label] for label in labels]
    rows = []
    for step, (left, right, distance, n) in enumerate(tree.tolist(), start=1):
        members.append(members[int(left)] + members[int(right)])
        rows.append((step, names[int(left)], names[int(right)], distance, int(n), ", ".join(members[-1])))
        names.append(f"#{step}")
    merges = pd.DataFrame(rows, columns=["step", "left", "right", "distance", "n", "members"])
    bent = cophenet(tree)
    flat_enough = np.ptp(flat) > 1e-9 and np.ptp(bent) > 1e-9
    fit = round(float(np.corrcoef(flat, bent)[0, 1]), 12) if flat_enough else math.nan
    tree.setflags(write=False)
    return Clusters(merges, labels, tree, fit, method)


def _similarities(table: pd.DataFrame) -> np.ndarray:
    values = table.to_numpy(dtype=float)
    for document in table.index[np.isnan(values).all(axis=1)][:1]:
        raise FramingError(f"document {document!r} is not similar to itself: it has no word left. Leave it out.")
    if not np.isfinite(values).all() or not np.allclose(values, values.T, atol=1e-6):
        raise FramingError("expected similarities, the same both ways and none missing. Give the dtm instead.")
    if not np.allclose(np.diag(values), 1, atol=1e-6):
        odd = table.index[np.argmax(~np.isclose(np.diag(values), 1, atol=1e-6))]
        raise FramingError(f"document {odd!r} is not similar to itself: it has no word left. Leave it out.")
    return values


def _document_cosines(table: pd.DataFrame) -> np.ndarray:
    vectors, sizes = word_counts(table)
    if not sizes.all():
        raise FramingError(f"document {table.index[np.argmin(sizes)]!r} has no word left. Keep more, or leave it out.")
    return cosines(vectors)
