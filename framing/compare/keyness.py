"""
Counts to keyness: which features set each of any number of groups apart from all the others together.
"""

from __future__ import annotations

from collections.abc import Sequence
from numbers import Real

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.special import xlogy

from framing.compare.vectors import document_term_matrix
from framing.errors import FramingError, unknown
from framing.text.corpus import Corpus
from framing.text.groups import UNKNOWN, group_labels

# Each statistic and its columns; rows are ordered by the last.
STATISTICS = {
    "log_odds": ("log_odds", "z"),
    "g2": ("g2",),
    "chi2": ("chi2",),
    "pmi": ("pmi",),
    "log_ratio": ("log_ratio",),
    "dispersion": ("dispersion",),
}
CORRECTIONS = ("default", "yates", "none")
FEW = 20  # documents up to which each is left out in turn without being asked
DIGITS = 9  # of the statistics: further ones differ between processors, and would order what is equal
COLUMNS = (
    "group",
    "feature",
    "count",
    "n_tokens",
    "per_1000",
    "ref_count",
    "ref_n_tokens",
    "ref_per_1000",
    "documents",
    "ref_documents",
)


def keyness(
    source: Corpus | pd.DataFrame | sparse.sparray | sparse.spmatrix,
    *,
    by: str = "doc_id",
    groups: Sequence[object] | pd.Series | None = None,
    features: Sequence[str] | None = None,
    statistic: str = "log_odds",
    prior: pd.Series | pd.DataFrame | None = None,
    strength: float = 500,
    correction: str = "default",
    min_count: int = 1,
    leave_one_out: bool | None = None,
    top: int | None = None,
) -> pd.DataFrame:
    """
    Compare each group of articles with all the others together: which features does it use more than they do?

    Parameters
    ----------
    source : Corpus, DataFrame or sparse matrix
        A corpus, whose types are counted; a dtm (index ``doc_id``, one column a feature, counts); or a matrix of SciPy,
        documents × features, with ``features`` and ``groups``. Large counts are best given as such a matrix: a
        DataFrame of very many columns takes longer to read than to compare.
    by : str
        Of a corpus: ``"doc_id"`` (each article against all others) or a column of its metadata, as
        :func:`group_labels` takes it.
    groups : Series or list, optional
        Instead of ``by``: the group of each document, in the order of rows; a Series that has the documents as its
        index in the order of its index. Missing values are the group ``"unknown"``.
    features : list of str, optional
        The names of the columns of a matrix of SciPy.
    statistic : str
        Of the group ``a = count`` among ``n = n_tokens``, of the rest ``b = ref_count`` among ``m = ref_n_tokens``,
        ``N = n + m``; all logarithms but one are natural. Each is above 0 where the group has more than its part.

        ``"log_odds"``
            weighted log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008): with the prior's
            ``p`` for the feature and ``s`` for all, ``log_odds = ln((a + p) / (n + s - a - p)) - ln((b + p) /
            (m + s - b - p))``, and ``z = log_odds / sqrt(1 / (a + p) + 1 / (b + p))``. Rows are ordered by ``z``,
            which puts what much is known about before what is rare. It is no test: the words of an article do not
            stand there independently of each other.
        ``"g2"``
            log-likelihood ratio of the table of ``a, b, n - a, m - b``: ``2 Σ O ln(O / E)`` (Dunning 1993), negative
            where the group has less than expected.
        ``"chi2"``
            Pearson's chi-squared of the same table, with the same sign.
        ``"pmi"``
            pointwise mutual information, ``ln(a N / (n (a + b)))``; minus infinity for what the group never has. Rare
            features come first.
        ``"log_ratio"``
            ``log2((a / n) / (b / m))``, a count of 0 taken as 0.5 (Hardie 2014). 1 is twice as often, 2 four times.
            It is the same for one word against none as the counts say, so rare features come first.
        ``"dispersion"``
            text-dispersion keyness (Egbert and Biber 2019): ``g2`` without correction, where ``a`` and ``b`` are
            documents that have the feature, and ``n`` and ``m`` all documents. With few documents it says little.
    prior : Series or DataFrame, optional
        For ``"log_odds"``: counts of a background corpus (index: feature, or columns ``feature`` and ``count``).
        0.5 is added to each of its features and of those compared, so that none has a prior of 0. Default: the
        counts of all groups together.
    strength : float
        For ``"log_odds"``: how many tokens the prior weighs, the ``s`` above. The larger, the nearer all is to 0. Its
        choice is a convention: vary it.
    correction : {"default", "yates", "none"}
        For ``"g2"`` and ``"chi2"``: whether each count is moved towards the expected one by 0.5 (Yates 1934).
        ``"default"`` as quanteda does: only where the smallest expected count is below 5 and
        ``|a (m - b) - b (n - a)| >= N / 2``. ``"yates"``: always, but no further than to the expected.
    min_count : int
        Leave out features with fewer occurrences in all groups together. Their tokens count in ``n_tokens``.
    leave_one_out : bool, optional
        Whether to do the same without each document in turn. Default: with at most 20 documents, if a group, or the
        rest of one, has more than one.
    top : int, optional
        Keep this many rows of each group. Default: all.

    Returns
    -------
    DataFrame
        One row for each group and feature. Groups stand in the order first seen, in each the statistic falls, and
        equal ones go by the alphabet.

        ``group``, ``feature``
        ``count``, ``n_tokens``, ``per_1000``
            occurrences in the group, all its tokens, and 1000 × the first by the second.
        ``ref_count``, ``ref_n_tokens``, ``ref_per_1000``
            the same of all other groups together.
        ``documents``, ``ref_documents``
            documents of the group, and of the others, that have the feature.
        ``log_odds``, ``z``, or one column with the name of the statistic
            with nine decimals; missing where the group or the rest has no tokens, and log-odds where there is but one
            feature in all.
        ``low``, ``high``
            if one document at a time was left out: the least and the greatest value that the statistic (of log-odds,
            ``z``) takes then, 0 where the feature is then found nowhere. The range shows how much hangs on one
            article; it is no confidence interval, and the value with all documents may lie outside it. Passed over
            are documents without tokens, and what would leave a group, or the rest, without any.
        ``rank``
            in the group, from 1.

    Raises
    ------
    FramingError
        If there is only one group, no feature or no token, or an option or a count that cannot be used.

    Examples
    --------
    >>> from framing import read_corpus
    >>> corpus = read_corpus(["The game, the game.", "The border, the border, a border.", "The war."])
    >>> table = keyness(corpus, statistic="g2", top=1)
    >>> table[["group", "feature", "count", "n_tokens", "ref_count", "ref_n_tokens", "g2"]].round(2).values.tolist()
    [['text1', 'game', 2, 4, 0, 8, 1.78], ['text2', 'border', 3, 6, 0, 6, 1.9], ['text3', 'war', 1, 2, 0, 10, 0.66]]
    """
    _check_options(statistic, correction, prior, strength, min_count, top)
    matrix, features, labels = _read(source, by, groups, features)
    codes, names = _numbered(labels)
    if len(names) < 2:
        raise FramingError(
            f"expected two groups or more, found one ({names[0]!r}). Each group is compared with the others: "
            "give more articles, or groups that differ."
        )
    counts, documents = _group_counts(matrix, codes, len(names))
    total = counts.sum(axis=0)
    if not total.any():
        raise FramingError("the documents have no token, so there is nothing to compare.")
    kept = np.flatnonzero(total >= min_count)
    if not len(kept):
        raise FramingError(
            f"no feature occurs {min_count} times or more; the most frequent occurs {total.max()} times. "
            "Give a lower min_count."
        )
    weights = None if prior is None else _background(prior, features, strength)
    options = {"statistic": statistic, "correction": correction, "strength": strength}
    cells = _cells(counts, documents, codes, kept, _alphabet(features[kept]), weights, top, options)
    for before in ("", "ref_"):
        rate = 1000 * cells[f"{before}count"] / np.maximum(cells[f"{before}n_tokens"], 1)
        cells[f"{before}per_1000"] = np.where(cells[f"{before}n_tokens"] > 0, rate, np.nan)
    columns = [*COLUMNS, *STATISTICS[statistic], "rank"]
    # Of two documents neither can be left out: the other would be compared with nothing.
    if leave_one_out or (leave_one_out is None and 2 < len(codes) <= FEW):
        cells |= _ranges(matrix, codes, cells, weights, options)
        columns[-1:] = ["low", "high", "rank"]
    cells["group"] = pd.array(np.asarray(names, dtype=object), dtype="str").take(cells["number"])
    if len(cells["column"]) < len(features):
        cells["feature"] = pd.array(features[cells["column"]], dtype="str")
    else:  # each text is read once, not once a group
        cells["feature"] = pd.array(features, dtype="str").take(cells["column"])
    return pd.DataFrame({column: cells[column] for column in columns})


def _check_options(statistic, correction, prior, strength, min_count, top) -> None:
    if statistic not in STATISTICS:
        raise FramingError(unknown("statistic", statistic, STATISTICS))
    if correction not in CORRECTIONS:
        raise FramingError(unknown("correction", correction, CORRECTIONS))
    if prior is not None and statistic != "log_odds":
        raise FramingError(f"a prior goes with statistic='log_odds', found statistic={statistic!r}. Leave it out.")
    if not (isinstance(strength, Real) and 0 < strength < np.inf):
        raise FramingError(f"strength must be a number of tokens above 0, found {strength!r}.")
    for name, value in (("min_count", min_count), ("top", top)):
        if value is not None and not (isinstance(value, (int, np.integer)) and value >= 1):
            raise FramingError(f"{name} must be a whole number, 1 or more, found {value!r}.")


def _read(source, by, groups, features) -> tuple[sparse.csr_array, np.ndarray, Sequence[object]]:
    """Any source as counts (documents × features), names of features, and the group of each document."""
    if groups is not None and by != "doc_id":
        raise FramingError(f"expected by or groups, found both (by={by!r}). Give one of them.")
    if isinstance(source, Corpus):
        table = document_term_matrix(source)
        labels = group_labels(source, by) if groups is None else _labels(groups, table.index)
    elif isinstance(source, pd.DataFrame):
        table = source
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
    if table is not None and features is not None:
        raise FramingError("features go with a matrix of SciPy; a table has its columns. Leave features out.")
    names = np.asarray([str(name) for name in (features if table is None else table.columns)], dtype=object)
    matrix = source if table is None else _matrix(table)
    if len(names) != matrix.shape[1]:
        raise FramingError(f"expected {matrix.shape[1]} features, one a column, found {len(names)}.")
    if not len(names):
        raise FramingError("there is no feature to compare: the table of counts has no columns.")
    index = pd.Index(names, dtype=object)  # as text it would be read once more
    if not index.is_unique:
        raise FramingError(f"two columns are named {index[index.duplicated()][0]!r}. Add them up, or rename one.")
    return _checked(matrix), names, labels


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


def _numbered(labels) -> tuple[np.ndarray, list[str]]:
    """The number of the group of each document, and the names of groups in the order first seen."""
    codes, values = pd.factorize(pd.Series(labels, dtype=object), use_na_sentinel=False)
    merged, names = pd.factorize(
        np.array([UNKNOWN if pd.isna(value) else str(value) for value in values], dtype=object)
    )
    return merged[codes], list(names)


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


_LOW = 36  # bits of a count; the bits above hold documents
_DENSE = 8  # groups up to which a dense table of who is in which takes less time than a sparse one


def _group_counts(matrix: sparse.csr_array, codes: np.ndarray, n: int) -> tuple[sparse.csr_array, sparse.csr_array]:
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


def _background(prior, features: np.ndarray, strength: float) -> np.ndarray:
    """The weight of each feature in a background corpus, in tokens of the prior."""
    if isinstance(prior, pd.DataFrame):
        for column in ("feature", "count"):
            if column not in prior.columns:
                raise FramingError(f"the prior: {unknown('column', column, prior.columns)}")
        prior = prior.set_index("feature")["count"]
    if not isinstance(prior, pd.Series):
        raise FramingError(f"expected the prior as a Series or a DataFrame of counts, found {type(prior).__name__}.")
    if not prior.index.is_unique:
        twice = prior.index[prior.index.duplicated()][0]
        raise FramingError(f"the prior has {twice!r} twice. Add the counts up.")
    counts = pd.to_numeric(prior, errors="coerce").astype("float64")
    if not np.isfinite(counts).all() or (counts < 0).any() or not counts.sum() > 0:
        raise FramingError("expected counts in the prior (0 or more, some above 0), found others. Mend or drop them.")
    own = counts.reindex(features).fillna(0).to_numpy() + 0.5
    n_all = len(features) + int((~counts.index.isin(features)).sum())
    return strength * own / (counts.sum() + 0.5 * n_all)


def _alphabet(features: np.ndarray) -> np.ndarray:
    """The place of each feature in the alphabet."""
    if pd.Index(features, dtype=object).is_monotonic_increasing:
        return np.arange(len(features))
    places = np.empty(len(features), dtype=np.int64)
    places[np.argsort(features, kind="stable")] = np.arange(len(features))
    return places


def _order(values: np.ndarray, alphabet: np.ndarray, top: int | None) -> np.ndarray:
    """Falling, missing ones last, equal ones by the alphabet; only the first ``top``."""
    key = np.where(np.isnan(values), np.inf, -values)
    rows = np.arange(len(key))
    if top is not None and top < len(key):
        rows = np.flatnonzero(key <= np.partition(key, top - 1)[top - 1])
    return rows[np.lexsort((alphabet[rows], key[rows]))][:top]


def _cells(counts, documents, codes, kept, alphabet, weights, top, options) -> dict[str, np.ndarray]:
    """The rows of the table as arrays, with the number of the group and of the feature's column."""
    statistic = options["statistic"]
    n_tokens, sizes = counts.sum(axis=1), np.bincount(codes)
    total, found_in = counts.sum(axis=0)[kept], documents.sum(axis=0)[kept]
    prior = None if weights is None else weights[kept]
    parts = []
    for number in range(len(sizes)):  # one at a time: groups × features may be too many to hold
        count, has = (rows[[number]].toarray()[0][kept] for rows in (counts, documents))
        n, m = n_tokens[number], n_tokens.sum() - n_tokens[number]
        part = {
            "count": count,
            "n_tokens": np.broadcast_to(n, len(kept)),
            "ref_count": total - count,
            "ref_n_tokens": np.broadcast_to(m, len(kept)),
            "documents": has,
            "ref_documents": found_in - has,
        }
        if not n or not m:
            part |= {column: np.full(len(kept), np.nan) for column in STATISTICS[statistic]}
        elif statistic == "dispersion":
            part |= _score(has, sizes[number], found_in - has, len(codes) - sizes[number], prior, **options)
        else:
            part |= _score(count, n, total - count, m, prior, **options)
        rows = _order(part[STATISTICS[statistic][-1]], alphabet, top)
        part = {column: values[rows] for column, values in part.items()}
        parts.append(
            part | {"number": np.full(len(rows), number), "column": kept[rows], "rank": 1 + np.arange(len(rows))}
        )
    return {column: np.concatenate([part[column] for part in parts]) for column in parts[0]}


def _ranges(matrix, codes, cells, weights, options) -> dict[str, np.ndarray]:
    """The least and greatest value of the statistic in each row, without each document in turn."""
    columns, places = np.unique(cells["column"], return_inverse=True)
    number, lengths, listed = cells["number"], matrix.sum(axis=1), matrix[:, columns]
    prior = None if weights is None else weights[cells["column"]]
    a, n, b, m = (cells[column] for column in ("count", "n_tokens", "ref_count", "ref_n_tokens"))
    size = lengths  # what leaving out a document takes off n or m
    if options["statistic"] == "dispersion":
        a, b, n = cells["documents"], cells["ref_documents"], np.bincount(codes)[number]
        m, size = len(codes) - n, np.ones(len(codes), dtype=np.int64)
        listed.data = np.minimum(listed.data, 1)
    low, high = np.full(len(places), np.nan), np.full(len(places), np.nan)
    for document in np.flatnonzero(lengths):
        found = np.zeros(len(columns), dtype=np.int64)
        some = slice(listed.indptr[document], listed.indptr[document + 1])
        found[listed.indices[some]] = listed.data[some]
        own = number == codes[document]
        less, less_ref = np.where(own, found[places], 0), np.where(own, 0, found[places])
        own_size = np.where(own, size[document], 0)
        scores = _score(a - less, n - own_size, b - less_ref, m - (size[document] - own_size), prior, **options)
        # A group, or the rest, that is left without tokens is compared with nothing.
        remain = np.where(own, cells["n_tokens"], cells["ref_n_tokens"]) > lengths[document]
        values = np.where(remain, scores[STATISTICS[options["statistic"]][-1]], np.nan)
        low, high = np.fmin(low, values), np.fmax(high, values)
    missing = (cells["n_tokens"] == 0) | (cells["ref_n_tokens"] == 0)
    return {"low": np.where(missing, np.nan, low), "high": np.where(missing, np.nan, high)}


def _score(a, n, b, m, prior, *, statistic, correction, strength) -> dict[str, np.ndarray]:
    """The columns of a statistic: ``a`` of ``n`` in the group, ``b`` of ``m`` in the rest (see :func:`keyness`)."""
    a, n, b, m = (np.asarray(values, dtype=np.float64) for values in (a, n, b, m))
    with np.errstate(divide="ignore", invalid="ignore"):
        if statistic == "log_odds":
            columns = _log_odds(a, n, b, m, prior, strength)
        elif statistic == "pmi":
            columns = (np.log(a * (n + m) / (n * (a + b))),)
        elif statistic == "log_ratio":
            columns = (np.log2(np.where(a > 0, a, 0.5) * m / (n * np.where(b > 0, b, 0.5))),)
        else:
            correction = "none" if statistic == "dispersion" else correction
            columns = (_two_by_two(a, n, b, m, pearson=statistic == "chi2", correction=correction),)
    nowhere = a + b == 0  # what is found nowhere sets nothing apart
    rounded = (np.round(np.where(nowhere, 0, values), DIGITS) + 0.0 for values in columns)  # no -0.0
    return dict(zip(STATISTICS[statistic], rounded, strict=True))


def _log_odds(a, n, b, m, prior, strength) -> tuple[np.ndarray, np.ndarray]:
    if prior is None:
        prior = strength * (a + b) / (n + m)
    own, other = a + prior, b + prior
    rest = strength - prior
    log_odds = np.log(own * (m - b + rest) / ((n - a + rest) * other))
    return log_odds, log_odds / np.sqrt(1 / own + 1 / other)


def _two_by_two(a, n, b, m, *, pearson: bool, correction: str) -> np.ndarray:
    """Chi-squared or G² of the counts a, b and the others, n - a, m - b; negative where a is less than expected."""
    total, found = n + m, a + b
    cross = a * (m - b) - b * (n - a)
    distance = np.abs(cross) / total  # of each count from the expected one: the same in all four
    share = found / total
    if correction == "none":
        shift = np.zeros(())
    else:
        shift = np.minimum(0.5, distance)
        if correction == "default":
            least = np.minimum(n, m) * np.minimum(share, 1 - share)
            shift = np.where((least < 5) & (2 * np.abs(cross) >= total), shift, 0)
    sign = np.sign(cross)
    if pearson:
        value = (distance - shift) ** 2 * total / (n * share) / (m * (1 - share))
        return np.where(cross == 0, 0, sign * value)
    value = np.zeros(np.broadcast_shapes(a.shape, n.shape))
    for size, count, towards in ((n, a, -sign), (m, b, sign)):
        for observed, expected in (
            (count + towards * shift, size * share),
            (size - count - towards * shift, size * (1 - share)),
        ):
            value += xlogy(observed, np.where(expected > 0, observed / expected, 1))
    return np.where(cross == 0, 0, sign * 2 * value)
