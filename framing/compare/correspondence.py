"""
Dtm to a plane: articles and words in one space, by correspondence analysis.

A plane can always be drawn, of a handful of texts too; it does not show that groups exist.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from framing.compare.dtm import by_document
from framing.compare.proportions import word_counts
from framing.errors import FramingError
from framing.hits.arguments import check_arguments

AXES = ("x", "y", "z")
_PLACES = 9  # of coordinates and shares: beyond them processors differ


@dataclass(frozen=True, eq=False)
class Correspondence:
    """
    Documents and words in one space.

    Attributes
    ----------
    points : DataFrame
        One row a document (in order), then one a word (in order of columns): ``kind`` (``document`` or ``word``),
        ``name``, ``count`` (tokens), ``mass`` (share of all), the coordinates ``x, y`` (principal ones for both kinds),
        ``inertia`` (of the point, in all axes), ``contribution_x, contribution_y`` (share of the axis's inertia that
        the point makes), ``contribution`` (share of the plane's), ``cos2_x, cos2_y, cos2`` (share of the point's own
        inertia that the axis, and the plane, shows). Shares of nothing are missing.
    axes : DataFrame
        One row an axis, as many as there are: ``axis, inertia, share, cumulative``.
    inertia : float
        In all axes: the chi-squared statistic of the table, divided by its tokens.
    n_tokens : int
        Tokens of the words kept.
    left_out : tuple of str
        Words that occur less often than ``min_count``.
    """

    points: pd.DataFrame
    axes: pd.DataFrame
    inertia: float
    n_tokens: int
    left_out: tuple[str, ...]


def correspondence(dtm: pd.DataFrame, *, n_components: int = 2, min_count: int = 5) -> Correspondence:
    """
    Correspondence analysis: the axes along which the articles' words differ most (Greenacre 2017).

    The singular value decomposition of ``(p - r * c) / sqrt(r * c)``, where ``p`` is a cell's share of all tokens,
    ``r`` and ``c`` those of its row and column. Squared singular values are the inertias of the axes.

    Distances between documents, and between words, can be read off the plane; the distance of a document from a word
    cannot: words lie in the direction of the documents that use them more than others do.

    Parameters
    ----------
    dtm : DataFrame
        As :func:`document_term_matrix` returns it, or groups × types. It is worked on as a dense table.
    n_components : int
        How many axes to give coordinates for: 1 to 3 (``x, y, z``). An axis that is not there (N documents have
        N − 1 at most; equal documents none) has inertia 0 and coordinates 0.
    min_count : int
        Words that occur less often are left out: a word that stands once in one article lies as far out as can be,
        whatever it is.

    Returns
    -------
    Correspondence
        The sign of an axis means nothing; we turn it so that the document that makes most of it (of several, the
        first) is on the positive side. Where two axes have the same inertia, only the plane of both is determined, not
        how they lie in it.

    Raises
    ------
    FramingError
        If there are fewer than two documents, no word is frequent enough, or a document has none left.

    Examples
    --------
    >>> dtm = pd.DataFrame({"game": [2, 0], "border": [0, 2]}, index=["a", "b"])
    >>> plane = correspondence(dtm, min_count=1)
    >>> plane.inertia, plane.points[["name", "x", "y"]].values.tolist()
    (1.0, [['a', 1.0, 0.0], ['b', -1.0, 0.0], ['game', 1.0, 0.0], ['border', -1.0, 0.0]])
    """
    if n_components not in range(1, len(AXES) + 1):
        raise FramingError(f"n_components must be 1, 2 or 3, found {n_components!r}.")
    if not isinstance(min_count, int) or min_count < 1:
        raise FramingError(f"min_count must be a whole number, 1 or more, found {min_count!r}.")
    check_arguments(dtm=dtm)
    dtm = by_document(dtm)
    every, _ = word_counts(dtm)
    if len(dtm) < 2:
        raise FramingError(f"correspondence analysis needs two documents or more, found {len(dtm)}. Add some.")
    totals = np.asarray(every.sum(axis=0)).ravel()
    kept = totals >= min_count
    words = dtm.columns.astype("str").to_numpy(dtype=object)
    if not kept.any():
        raise FramingError(
            f"no word occurs {min_count} times; the most frequent does {totals.max():g}. Lower min_count."
        )
    counts = every[:, np.flatnonzero(kept)].toarray()
    empty = np.flatnonzero(counts.sum(axis=1) == 0)
    if len(empty):
        raise FramingError(
            f"document {dtm.index[empty[0]]!r} has no word that occurs {min_count} times, so no place in the plane. "
            "Lower min_count, or leave the document out."
        )
    n = counts.sum()
    r, c = counts.sum(axis=1) / n, counts.sum(axis=0) / n
    f, g, inertias = _decomposed(counts / n, r, c)
    total, rank = float(inertias.sum()), len(inertias)

    axes = pd.DataFrame({"axis": range(1, rank + 1), "inertia": inertias.round(12)})
    axes["share"] = (inertias / total).round(_PLACES) if rank else np.nan
    axes["cumulative"] = (inertias.cumsum() / total).round(_PLACES) if rank else np.nan
    points = pd.concat(
        [
            _points("document", [str(label) for label in dtm.index], n * r, r, f, inertias, n_components),
            _points("word", words[kept], n * c, c, g, inertias, n_components),
        ],
        ignore_index=True,
    )
    return Correspondence(points, axes, round(total, 12), int(n), tuple(words[~kept & (totals > 0)]))


def _decomposed(share: np.ndarray, r: np.ndarray, c: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Principal coordinates of rows and of columns, and the inertia of each axis that is there."""
    residuals = (share - np.outer(r, c)) / np.sqrt(np.outer(r, c))
    left, singular, right = np.linalg.svd(residuals, full_matrices=False)
    rank = int((singular > 1e-9).sum())  # what is smaller is rounding
    f = (left[:, :rank] * singular[:rank]) / np.sqrt(r)[:, None]
    g = (right[:rank].T * singular[:rank]) / np.sqrt(c)[:, None]
    if rank:
        made = np.round(np.abs(left[:, :rank]), 9)  # of equal ones the first, whatever the last bits are
        sign = np.sign(left[made.argmax(axis=0), np.arange(rank)])
        f, g = f * sign, g * sign
    return f, g, singular[:rank] ** 2


def _points(
    kind: str,
    names: list[str],
    tokens: np.ndarray,
    mass: np.ndarray,
    places: np.ndarray,
    inertias: np.ndarray,
    n_components: int,
) -> pd.DataFrame:
    """Coordinates of documents or words and what goes with them; axes that are not there are 0."""
    padded = np.zeros((len(names), n_components))
    shown = min(n_components, len(inertias))
    padded[:, :shown] = places[:, :shown]
    parts = mass[:, None] * padded**2
    own = mass * (places**2).sum(axis=1)
    of = np.zeros(n_components)
    of[:shown] = inertias[:shown]
    table = pd.DataFrame(
        {"kind": kind, "name": pd.Series(names, dtype="str"), "count": tokens.round().astype(np.int64)}
    )
    table["mass"] = mass
    names_of_axes = AXES[:n_components]
    for k, axis in enumerate(names_of_axes):
        table[axis] = padded[:, k].round(_PLACES) + 0.0
    table["inertia"] = own.round(12) + 0.0
    for k, axis in enumerate(names_of_axes):
        table[f"contribution_{axis}"] = _ratio(parts[:, k], np.full(len(names), of[k]))
    table["contribution"] = _ratio(parts.sum(axis=1), np.full(len(names), of.sum()))
    for k, axis in enumerate(names_of_axes):
        table[f"cos2_{axis}"] = _ratio(parts[:, k], own)
    table["cos2"] = _ratio(parts.sum(axis=1), own)
    return table


def _ratio(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    there = whole > 1e-20
    return np.where(there, part / np.where(there, whole, 1), np.nan).round(_PLACES) + 0.0
