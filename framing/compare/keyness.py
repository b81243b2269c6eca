"""
Counts to keyness: which features set each of any number of groups apart from all the others together.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from numbers import Real

import numpy as np
import pandas as pd
from scipy import sparse

from framing.compare.groupcounts import group_counts, numbered, read_counts
from framing.compare.keystatistics import CORRECTED, CORRECTIONS, STATISTICS, Measure, background, score
from framing.compare.leftout import ranges
from framing.errors import FramingError, FramingWarning, unknown
from framing.text.corpus import Corpus

FREQUENT = 0.2  # share of all tokens from which on z is 12 % too large
FEW = 20  # documents up to which each is left out in turn without being asked
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
    voice: str | None = None,
    features: Sequence[str] | None = None,
    statistic: str = "log_odds",
    prior: pd.Series | pd.DataFrame | None = None,
    strength: float = 500,
    correction: str = "default",
    min_count: int = 1,
    omit: Iterable[str] = (),
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
        :func:`group_labels` takes it; or ``"voice"``: the words of all authors, the group ``author`` (with what they
        impute to somebody), against those that they quote or report, ``attributed``.
    groups : Series or list, optional
        Instead of ``by``: the group of each document, in the order of rows; a Series that has the documents as its
        index in the order of its index. Missing values are the group ``"unknown"``.
    voice : str, optional
        Of a corpus: compare groups by their words in this voice only, as :func:`document_term_matrix` takes it, such as
        ``"author"``: what the author of an article says, beside what the other authors say. All counts are of these
        words. Whose words they are the detector says, which errs, see :func:`voice_quality`; the "that" that opens a
        reported clause counts as attributed, the "said" or "according to" that hands it over as the author's.
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
            stand there independently of each other. The variance leaves out two terms that are small where a feature is
            rare; of one that has the share ``q`` of all tokens ``z`` is ``1 / sqrt(1 - q)`` times too large, 1.03 for
            ``the`` and 1.41 for half of all counts, as in a table of few frames. From a fifth on a
            :class:`FramingWarning` says so.
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
        ``|a (m - b) - b (n - a)| >= N / 2``. ``"yates"``: always, but no further than to the expected; refused
        with other statistics, which know no correction.
    min_count : int
        Leave out features with fewer occurrences in all groups together. Their tokens count in ``n_tokens``.
    omit : list of str
        Features that get no row and no rank, such as :func:`function_words`. No number changes: their tokens count in
        ``n_tokens`` and in the prior.
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
        If there is only one group, no feature or no token, no such voice, or an option or a count that cannot be used.

    Examples
    --------
    >>> from framing import read_corpus
    >>> corpus = read_corpus(["The game, the game.", "The border, the border, a border.", "The war."])
    >>> table = keyness(corpus, statistic="g2", top=1)
    >>> table[["group", "feature", "count", "n_tokens", "ref_count", "ref_n_tokens", "g2"]].round(2).values.tolist()
    [['text1', 'game', 2, 4, 0, 8, 1.78], ['text2', 'border', 3, 6, 0, 6, 1.9], ['text3', 'war', 1, 2, 0, 10, 0.66]]

    >>> corpus = read_corpus(["Talks go on. The envoy said that talks failed."])
    >>> table = keyness(corpus, by="voice", statistic="log_ratio", top=1)
    >>> table[["group", "feature", "count", "n_tokens", "ref_count", "ref_n_tokens"]].values.tolist()
    [['author', 'envoy', 1, 6, 0, 3], ['attributed', 'failed', 1, 3, 0, 6]]
    """
    _check_options(statistic, correction, prior, strength, min_count, top)
    matrix, features, labels, articles = read_counts(source, by, groups, features, voice)
    codes, names = numbered(labels)
    if len(names) < 2:
        raise FramingError(
            f"expected two groups or more, found one ({names[0]!r}). Each group is compared with the others: "
            "give more articles, or groups that differ."
        )
    counts, documents = group_counts(matrix, codes, len(names))
    total = counts.sum(axis=0)
    if not total.any():
        raise FramingError("the documents have no token, so there is nothing to compare.")
    kept = np.flatnonzero(total >= min_count)
    if not len(kept):
        raise FramingError(
            f"no feature occurs {min_count} times or more; the most frequent occurs {total.max()} times. "
            "Give a lower min_count."
        )
    kept = kept[~pd.Index(features[kept], dtype=object).isin(_listed(omit))]
    if not len(kept):
        raise FramingError("every feature is in omit, so there is no row to show. Omit fewer.")
    weights = None if prior is None else background(prior, features, strength)
    measure = Measure(statistic, correction, strength, weights)
    if statistic == "log_odds":
        _warn_of_frequent(features[kept], total[kept] / total.sum())
    cells = _cells(measure, counts, documents, np.bincount(codes), kept, _alphabet(features[kept]), top)
    for before in ("", "ref_"):
        rate = 1000 * cells[f"{before}count"] / np.maximum(cells[f"{before}n_tokens"], 1)
        cells[f"{before}per_1000"] = np.where(cells[f"{before}n_tokens"] > 0, rate, np.nan)
    columns = [*COLUMNS, *measure.columns, "rank"]
    # Of two documents neither can be left out: the other would be compared with nothing. By voice each has two rows.
    if leave_one_out or (leave_one_out is None and len(codes) > 2 and articles[-1] < FEW):
        cells |= ranges(measure, matrix, codes, articles, cells)
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
    if correction == "yates" and statistic not in CORRECTED:
        raise FramingError(f"correction='yates' goes with {' or '.join(CORRECTED)}, found {statistic!r}. Leave it out.")
    if prior is not None and statistic != "log_odds":
        raise FramingError(f"a prior goes with statistic='log_odds', found statistic={statistic!r}. Leave it out.")
    if not (isinstance(strength, Real) and 0 < strength < np.inf):
        raise FramingError(f"strength must be a number of tokens above 0, found {strength!r}.")
    for name, value in (("min_count", min_count), ("top", top)):
        if value is not None and not (isinstance(value, (int, np.integer)) and value >= 1):
            raise FramingError(f"{name} must be a whole number, 1 or more, found {value!r}.")


def _warn_of_frequent(features: np.ndarray, shares: np.ndarray) -> None:
    """Say once a call that the variance of the log-odds is too small for the most frequent feature."""
    worst = int(shares.argmax())
    if FREQUENT < shares[worst] < 1:
        warnings.warn(
            f"z takes features for rare, but {features[worst]!r} has {shares[worst]:.0%} of all that is counted: "
            f"its z is about {(1 - shares[worst]) ** -0.5:.1f} times too large. Compare all words, or use another "
            "statistic.",
            FramingWarning,
            stacklevel=3,
        )


def _listed(omit: Iterable[str]) -> list[str]:
    if isinstance(omit, str) or not isinstance(omit, Iterable):
        raise FramingError(f"omit must be a list of features, found {omit!r}. Put brackets around it: [{omit!r}].")
    return list(omit)


def _cells(
    measure: Measure,
    counts: sparse.csr_array,
    documents: sparse.csr_array,
    sizes: np.ndarray,
    kept: np.ndarray,
    alphabet: np.ndarray,
    top: int | None,
) -> dict[str, np.ndarray]:
    """The rows of the table as arrays, with the number of the group and of the feature's column."""
    measure, n_tokens, n_documents = measure.of(kept), counts.sum(axis=1), sizes.sum()
    total, found_in = counts.sum(axis=0)[kept], documents.sum(axis=0)[kept]
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
            part |= {column: np.full(len(kept), np.nan) for column in measure.columns}
        elif measure.statistic == "dispersion":
            part |= score(measure, has, sizes[number], found_in - has, n_documents - sizes[number])
        else:
            part |= score(measure, count, n, total - count, m)
        rows = _order(part[measure.columns[-1]], alphabet, top)
        part = {column: values[rows] for column, values in part.items()}
        parts.append(
            part | {"number": np.full(len(rows), number), "column": kept[rows], "rank": 1 + np.arange(len(rows))}
        )
    return {column: np.concatenate([part[column] for part in parts]) for column in parts[0]}


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
