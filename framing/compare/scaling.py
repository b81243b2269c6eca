"""
Dtm to distances: bands of similarity, floors of divergence, clusters, and articles and words in one plane.

Everything here describes a handful of texts. A tree or a plane can always be drawn; neither shows that groups exist.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from framing.compare.shifts import jensen_shannon, word_counts
from framing.errors import FramingError, unknown
from framing.text.corpus import Corpus

UNITS = ("sentence", "paragraph")
# Ward's and the centroid methods read distances as Euclidean, which those of cosines are not.
METHODS = ("average", "complete", "single", "weighted")
AXES = ("x", "y", "z")
_PLACES = 9  # of coordinates and shares: beyond them processors differ


def similarity_bands(
    corpus: Corpus,
    *,
    unit: str = "sentence",
    draws: int = 500,
    level: float = 0.95,
    rng: np.random.Generator | int = 0,
) -> pd.DataFrame:
    """
    Cosine similarity on TF-IDF of each two documents, with bands from resampling their sentences or paragraphs.

    Each draw takes from every document as many units as it has, with replacement (Benoit, Laver and Mikhaylov 2009:
    a text as one of those its author could have written), and computes the weights of words anew.

    A drawn text repeats some units and lacks others, so it is *less* like any other text than its original is: all
    draws lie too low, and their plain quantiles are no band. ``bias`` says by how much. The band is that of the draws,
    moved up by the bias. It is one for texts as long as these: of texts drawn from stocks of known sentences, 95 %
    bands held the mean similarity of such texts about as often as they say, plain quantiles in less than half.

    For the same reason a text is less like another than all that the two authors might write: short texts look less
    alike than long ones. ``corrected`` takes the bias off and goes part of that way. It comes without a band, for none
    that we tried holds what it says.

    Parameters
    ----------
    corpus : Corpus
    unit : {"sentence", "paragraph"}
        What is resampled. Words of one paragraph hang together more than words of one sentence do: look at both.
    draws : int
    level : float
        Of the bands.
    rng : Generator or int
        An int seeds one.

    Returns
    -------
    DataFrame
        One row for each two documents, in corpus order; of one document, none. Similarities, all between 0 and 1:

        ``doc_id``, ``other``, ``similarity``
        ``low``, ``high``
            the band; missing if either has one unit only, for then nothing can be drawn.
        ``bias``, ``corrected``
            mean of the draws less the similarity, and the similarity less the bias.
        ``n_units``, ``other_units``
            how many units there are to draw from. With ten or fewer, trust no band.
        ``unit``, ``draws``

    Raises
    ------
    FramingError
        If an option is out of range.

    Examples
    --------
    >>> from framing import read_corpus
    >>> bands = similarity_bands(read_corpus(["Great game. Old game.", "Great game. New power."]), draws=50)
    >>> bands[["doc_id", "other", "n_units", "other_units", "unit"]].values.tolist()
    [['text1', 'text2', 2, 2, 'sentence']]
    """
    _check_draws(draws, level)
    rng = np.random.default_rng(rng)
    counts, bounds = _unit_counts(corpus, unit)
    whole = _dealt(np.ones(counts.shape[0], dtype=np.int64), bounds)
    one, other = np.triu_indices(len(corpus), k=1)
    drawn = np.array([_cosines(_weighted(draw @ counts))[one, other] for draw in _resampled(bounds, draws, rng)])
    drawn = drawn.reshape(draws, len(one))

    table = _pairs(corpus, one, other)
    seen = _cosines(_weighted(whole @ counts))[one, other]
    sizes = np.diff(bounds)
    drawable = (sizes[one] > 1) & (sizes[other] > 1)
    bias = drawn.mean(axis=0) - seen
    tail = (1 - level) / 2
    under, over = np.quantile(drawn, [tail, 1 - tail], axis=0)
    columns = {
        "similarity": seen,
        "low": under - bias,
        "high": over - bias,
        "bias": bias,
        "corrected": seen - bias,
    }
    for name, values in columns.items():
        kept = np.clip(values, -1 if name == "bias" else 0, 1).round(12)
        table[name] = kept if name == "similarity" else np.where(drawable, kept, np.nan)
    return table.assign(n_units=sizes[one], other_units=sizes[other], unit=unit, draws=draws)


def divergence_floor(
    corpus: Corpus, *, unit: str = "sentence", draws: int = 200, level: float = 0.95, rng: np.random.Generator | int = 0
) -> pd.DataFrame:
    """
    How far two documents diverge, and how far they would if the units of both had been dealt out at random.

    Short texts diverge however alike their authors write, because each has room for few of its words. The floor is the
    Jensen–Shannon divergence (equal weights, bits) of two texts with as many units as these, dealt from the units of
    both. What stands above the floor has to do with who wrote what; it need not be a frame.

    Parameters
    ----------
    corpus, unit, draws, level, rng
        As in :func:`similarity_bands`.

    Returns
    -------
    DataFrame
        One row for each two documents: ``doc_id, other, divergence``; ``floor`` (mean of the deals), ``floor_low``,
        ``floor_high`` (between these lies the share ``level`` of them), ``above`` (``divergence - floor``), ``n_units,
        other_units, unit, draws``. The floor is missing if the two have fewer than three units between them.

    Raises
    ------
    FramingError
        If an option is out of range.

    Examples
    --------
    >>> from framing import read_corpus
    >>> floor = divergence_floor(read_corpus(["A game. A power.", "A game. A power."]), draws=50)
    >>> floor[["doc_id", "other", "divergence"]].values.tolist()
    [['text1', 'text2', 0.0]]
    """
    _check_draws(draws, level)
    rng = np.random.default_rng(rng)
    counts, bounds = _unit_counts(corpus, unit)
    one, other = np.triu_indices(len(bounds) - 1, k=1)
    sizes = np.diff(bounds)
    rows = []
    for i, j in zip(one.tolist(), other.tolist(), strict=True):
        both = sparse.vstack([counts[bounds[i] : bounds[i + 1]], counts[bounds[j] : bounds[j + 1]]]).tocsr()
        both = both[:, np.unique(both.indices)]
        total = np.asarray(both.sum(axis=0)).ravel()
        mine = np.arange(both.shape[0]) < sizes[i]
        deals = rng.permuted(np.tile(mine, (draws, 1)), axis=1)
        first = np.asarray((sparse.csr_matrix(np.vstack([mine, deals]).astype(np.int64)) @ both).todense())
        second = total - first
        seen, *dealt = jensen_shannon(_shares(first), _shares(second))
        if both.shape[0] < 3:
            dealt = [math.nan]
        rows.append((seen, np.mean(dealt), *np.quantile(dealt, [(1 - level) / 2, (1 + level) / 2])))
    table = _pairs(corpus, one, other)
    values = np.array(rows, dtype=float).reshape(len(one), 4).round(12) + 0.0
    table[["divergence", "floor", "floor_low", "floor_high"]] = values
    table["above"] = table["divergence"] - table["floor"]
    return table.assign(n_units=sizes[one], other_units=sizes[other], unit=unit, draws=draws)


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
    share = counts / n
    r, c = counts.sum(axis=1) / n, counts.sum(axis=0) / n
    residuals = (share - np.outer(r, c)) / np.sqrt(np.outer(r, c))
    left, singular, right = np.linalg.svd(residuals, full_matrices=False)
    rank = int((singular > 1e-9).sum())  # what is smaller is rounding
    f = (left[:, :rank] * singular[:rank]) / np.sqrt(r)[:, None]
    g = (right[:rank].T * singular[:rank]) / np.sqrt(c)[:, None]
    if rank:
        made = np.round(np.abs(left[:, :rank]), 9)  # of equal ones the first, whatever the last bits are
        sign = np.sign(left[made.argmax(axis=0), np.arange(rank)])
        f, g = f * sign, g * sign
    inertias = singular[:rank] ** 2
    total = float(inertias.sum())

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


def _similarities(table: pd.DataFrame) -> np.ndarray:
    values = table.to_numpy(dtype=float)
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
    return _cosines(vectors)


def _cosines(vectors: sparse.csr_matrix) -> np.ndarray:
    products = np.asarray((vectors @ vectors.T).todense(), dtype=float)
    norms = np.sqrt(np.diag(products))
    return products / np.outer(norms, norms)


def _weighted(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    """Counts times the weights of :func:`framing.tfidf`, rows as long as they come."""
    weighted = counts.astype(float)  # its words may come in another order
    present = np.bincount(weighted.indices, minlength=counts.shape[1])
    weighted.data *= (np.log((1 + counts.shape[0]) / (1 + present)) + 1)[weighted.indices]
    return weighted


def _shares(counts: np.ndarray) -> np.ndarray:
    return counts / counts.sum(axis=1, keepdims=True)


def _check_draws(draws: int, level: float) -> None:
    if not isinstance(draws, int) or draws < 1:
        raise FramingError(f"draws must be a whole number, 1 or more, found {draws!r}.")
    if not isinstance(level, (int, float)) or not 0 < level < 1:
        raise FramingError(f"level must lie between 0 and 1, found {level!r}. 0.95 is usual.")


def _pairs(corpus: Corpus, one: np.ndarray, other: np.ndarray) -> pd.DataFrame:
    names = pd.Series(corpus.doc_ids, dtype="str")
    return pd.DataFrame({"doc_id": names.iloc[one].to_numpy(), "other": names.iloc[other].to_numpy()}).astype("str")


def _unit_counts(corpus: Corpus, unit: str) -> tuple[sparse.csr_matrix, np.ndarray]:
    """Sentences or paragraphs × types, and where each document's begin and end."""
    if unit not in UNITS:
        raise FramingError(unknown("unit", unit, UNITS))
    places = corpus.units
    new = places[["document", unit]].ne(places[["document", unit]].shift()).any(axis=1)
    number = (new.cumsum() - 1).to_numpy()
    types = pd.Series([corpus.tokens.types[i] for i in corpus.tokens.ids.tolist()], dtype="str")
    codes, _ = pd.factorize(types, sort=True)
    shape = (number[-1] + 1, codes.max() + 1)
    counts = sparse.csr_matrix((np.ones(len(codes), dtype=np.int64), (number, codes)), shape=shape)
    per_document = places[new].groupby("document").size().to_numpy()
    return counts, np.concatenate([[0], np.cumsum(per_document)])


def _dealt(times: np.ndarray, bounds: np.ndarray) -> sparse.csr_matrix:
    """Documents × units: how often each unit stands in its document."""
    return sparse.csr_matrix((times, np.arange(len(times)), bounds), shape=(len(bounds) - 1, len(times)), copy=True)


def _resampled(bounds: np.ndarray, draws: int, rng: np.random.Generator) -> Iterator[sparse.csr_matrix]:
    """Documents × units, again and again: each document drawn from its own units, as many as it has."""
    sizes = np.diff(bounds).tolist()
    drawn = np.concatenate([rng.multinomial(n, np.full(n, 1 / n), size=draws) for n in sizes], axis=1)
    for times in drawn:
        draw = _dealt(times, bounds)
        draw.eliminate_zeros()  # a unit not drawn has no words
        yield draw
