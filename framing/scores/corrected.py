"""
Scores corrected for what a lexicon misses and invents, as coded text shows it: beside the naive and the coded ones.

A lexicon with a recall of one third is no measure of how much a frame is used, and where recall differs between
articles their naive scores cannot even be compared (TeBlunthuis, Hase and Chan 2024, *Communication Methods and
Measures*, doi:10.1080/19312458.2023.2293713). What coders say of sentences with and without a hit is therefore carried
over to those nobody has coded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from framing.errors import FramingError
from framing.hits.arguments import check_arguments
from framing.hits.given import given_hits, refuse_strangers
from framing.lexicon.frames import Lexicon
from framing.scores.agreement import checked_coders, given_labels
from framing.scores.carried_over import Posterior, log_likelihoods
from framing.scores.checks import checked_generator
from framing.scores.units import sentence_counts
from framing.text.corpus import Corpus

_INDEX = ("frame", "doc_id", "start", "end")
ENOUGH = 2  # articles: from one nobody sees how far articles differ


def corrected_scores(
    hits: pd.DataFrame,
    labels: pd.DataFrame,
    corpus: Corpus,
    lexicon: Lexicon,
    *,
    weights: pd.Series | None = None,
    draws: int = 2000,
    level: float = 0.95,
    rng: np.random.Generator | int = 0,
) -> pd.DataFrame:
    """
    The share of sentences with a frame: by the lexicon, corrected by coded articles, and as coded.

    Of the ``n_sentences`` of an article, ``sentences`` have a hit of the frame, a share of ``naive``. In *other*
    articles coders marked ``if_hit`` of the sentences with a hit, and ``if_none`` of those without. So of this article
    they would mark about

        ``corrected = naive * if_hit + (1 - naive) * if_none``

    which is the maximum likelihood estimate of a share from a fallible answer for all and a true one for some
    (Tenenbein 1970, *JASA* 65: 1350-1361), and what prediction-powered inference, tuned best, comes to for an answer of
    hit or none (Angelopoulos, Duchi and Zrnic 2023, arXiv:2311.01453). No article is corrected by its own coding, so
    that where it is coded, ``corrected`` may be held against ``coded``.

    **It assumes** that coders would mark sentences with a hit, and those without, about as often here as in the coded
    articles: that the lexicon's answer means the same. That suits labels which coders give to what they read (Card and
    Smith 2018, NAACL); the other way round, from recall, goes wrong as soon as recall differs between articles (Rogan
    and Gladen 1978, *American Journal of Epidemiology* 107: 71-76, may give shares above 1). It is best defended if the
    coded articles are a random draw from the corpus. An article that uses a frame in words of its own, as the others do
    not, is drawn towards the others.

    **The interval** is of the share that a coder such as these would mark in these very sentences. It holds how far
    coded articles differ from each other, how few their sentences are, the chance of which sentences are marked, and
    the choice of coder (one for each draw); articles differ as :mod:`framing.scores.carried_over` says. Drawing coded
    articles again (the bootstrap) is not enough for this: it tells where the mean of articles lies, not the next
    article, and in simulations held about half of these. The interval does not hold what all coders get wrong, nor that
    the article is of another kind than the coded ones. From four articles it is wide, since four say little about a
    fifth. Where a lexicon is nearly right, correcting by few articles adds more error than it takes away: see
    ``if_hit`` and ``if_none``.

    There is no corrected rate per 1,000 tokens: hits and mentions are not of one size, a mention may hold several hits.

    Parameters
    ----------
    hits, corpus, lexicon
        As in :func:`frame_scores`; the corpus holds coded articles and others.
    labels : DataFrame
        Labels of sentences of this corpus by one coder or more, as :func:`unit_labels` and :func:`read_sheets` return
        them; other than 0 is marked.
    weights : Series, optional
        Of each row of the labels, such as :func:`sheet_weights` gives; needed for a sheet, whose rows were not drawn
        alike. Counts are then weighted, scaled to the number of equal rows that would say as much (Kish 1965,
        ``sum(w)² / sum(w²)``, of rows with and without a hit each).
    draws, level, rng
        As in :func:`bootstrap_scores`.

    Returns
    -------
    DataFrame
        One row for each document and frame, and where there are several documents for ``all`` of them, the sum of
        theirs:

        ``doc_id, frame, sentences, n_sentences, naive``
            sentences with a hit, all sentences, and their share.
        ``corrected, low, high``
            as above.
        ``coded, coded_low, coded_high, coders``
            share of sentences marked, mean, least and most of those coders who labelled every sentence, and their
            number.
        ``articles, coded_hits, if_hit, coded_rest, if_none``
            what the correction rests on: coded articles without this one; their coded sentences with a hit, and the
            share of these that coders mark (mean of coders); the same without a hit. For ``all``, what is coded at all.
        ``bound``
            ``posterior``; else there is no corrected share: ``not coded`` if no other article is coded for the frame,
            ``one article`` if no coder has two, ``no coded hit`` if this article has hits but no coded one has (or has
            nothing but hits); for ``all``, ``not every article`` if one of them has none.
        ``draws, level``

    Raises
    ------
    FramingError
        If labels or hits are not of this corpus and lexicon, a label is no number, labels are of something else than
        sentences, weights are not one positive number a row, or an option is not as above.

    Examples
    --------
    Anna marks borders and fences, the lexicon finds borders. She has not read the last article.

    >>> from framing import Lexicon, find_hits, read_corpus, unit_labels
    >>> from framing.scores.mentions import as_coder
    >>> corpus = read_corpus(["A border. A fence. A yes."] * 9 + ["The border. The sea. The end. The rest."])
    >>> fences, lexicon = Lexicon.from_dict({"b": ["border", "fence"]}), Lexicon.from_dict({"b": ["border"]})
    >>> labels = unit_labels(as_coder(find_hits(corpus, fences), "anna")[:-1], corpus)
    >>> table = corrected_scores(find_hits(corpus, lexicon), labels, corpus, lexicon)
    >>> table[["naive", "if_hit", "if_none", "corrected", "low", "high"]].round(2).iloc[-2].tolist()
    [0.25, 1.0, 0.5, 0.62, 0.25, 1.0]
    """
    check_arguments(hits=hits, labels=labels, corpus=corpus, lexicon=lexicon)
    generator = checked_generator(rng, level=level, draws=draws)
    hits = given_hits(hits, corpus, lexicon, needs=("doc_id", "frame", "sentence"))
    labels = given_labels(labels, corpus)
    coders = checked_coders(labels.columns, least=1)
    marks = _placed(labels, corpus, lexicon)
    weight = _checked_weights(weights, labels)
    codes = hits["frame"].map({name: n for n, name in enumerate(lexicon.frame_names)}).to_numpy(dtype=np.int64)
    document, _, found = sentence_counts(hits, corpus, codes, len(lexicon), "sentence")
    shared, *children = generator.spawn(len(corpus) + 1)
    picks = _Picks(*(shared.random(draws) for _ in range(3)))
    tables = []
    for number, frame in enumerate(lexicon.frame_names):
        hit = found[:, number] > 0
        rows = labels.index.get_level_values("frame") == frame
        given = np.full((len(document), len(coders)), np.nan)
        weighted = np.ones(len(document))
        given[marks[rows]], weighted[marks[rows]] = labels[rows].to_numpy(np.float64, na_value=np.nan), weight[rows]
        table = _of_frame(hit, given, weighted, document, len(corpus), picks, children, level)
        table.insert(0, "frame", pd.Series(frame, index=table.index, dtype="str"))
        names = [*corpus.doc_ids, "all"][: len(table)]
        table.insert(0, "doc_id", pd.Series(names, dtype="str"))
        tables.append(table)
    table = pd.concat(tables).sort_index(kind="stable").reset_index(drop=True)  # by document, then frame
    return table.assign(draws=np.where(table["bound"] == "posterior", draws, 0), level=level)


def _placed(labels: pd.DataFrame, corpus: Corpus, lexicon: Lexicon) -> np.ndarray:
    """The number of the sentence of each row of the labels, after a look at them."""
    if tuple(labels.index.names) != _INDEX:
        raise FramingError(
            f"expected labels with the index {', '.join(_INDEX)}, found {', '.join(map(str, labels.index.names))}. "
            "Make them with unit_labels or read_sheets."
        )
    index = labels.index.to_frame(index=False)
    refuse_strangers(index, "frame", lexicon.frame_names, what="labels")
    refuse_strangers(index, "doc_id", corpus.doc_ids, what="labels")
    for row in index[index.duplicated()][:1].itertuples():
        raise FramingError(
            f"the labels have {row.start}–{row.end} of {row.doc_id!r} twice for {row.frame!r}. Drop one."
        )
    for coder in labels.columns:
        numbers = pd.to_numeric(labels[coder], errors="coerce")
        for label in labels[coder][numbers.isna() & labels[coder].notna()][:1]:
            raise FramingError(f"expected labels such as 1 or 0, found {label!r} by {str(coder)!r}.")
    places = pd.MultiIndex.from_frame(corpus.sentences[[*_INDEX[1:]]]).get_indexer(
        pd.MultiIndex.from_frame(index.iloc[:, 1:])
    )
    for row in index[places < 0][:1].itertuples():
        raise FramingError(
            f"the labels have {row.start}–{row.end} of {row.doc_id!r}, which is no sentence of this corpus. Expected "
            "labels of sentences: of unit_labels as it is, or of a sheet of sentences."
        )
    return places


def _checked_weights(weights: pd.Series | None, labels: pd.DataFrame) -> np.ndarray:
    """One positive number for each row of the labels."""
    if weights is None:
        return np.ones(len(labels))
    if not weights.index.equals(labels.index):
        raise FramingError("expected weights with the index of the labels. Make them with sheet_weights(labels, ...).")
    numbers = weights.to_numpy(dtype=np.float64)
    if not (np.isfinite(numbers) & (numbers > 0)).all():
        raise FramingError("expected a positive number for each weight. Make them with sheet_weights(labels, ...).")
    return numbers


@dataclass(frozen=True)
class _Picks:
    """
    What all articles share in a draw, uniform between 0 and 1: which coder, and how high the two shares lie.

    So the errors that articles have in common do not cancel out in their sum.
    """

    coder: np.ndarray
    if_none: np.ndarray
    if_hit: np.ndarray


class _Coding:
    """What one coder marked of sentences without a hit (0) and with one (1), by article."""

    def __init__(self, hit: np.ndarray, given: np.ndarray, weight: np.ndarray, document: np.ndarray) -> None:
        coded = ~np.isnan(given)
        self.articles = np.unique(document[coded])
        n = len(self.articles)
        self._of, self._marked = np.zeros((2, n)), np.zeros((2, n))
        for kind in range(2):
            rows = coded & (hit == kind)
            own = weight[rows] * (weight[rows].sum() / (weight[rows] ** 2).sum() if rows.any() else 1)
            place = np.searchsorted(self.articles, document[rows])
            self._of[kind] = np.bincount(place, own, minlength=n)
            self._marked[kind] = np.bincount(place, own * (given[rows] != 0), minlength=n)
        self._likely = [log_likelihoods(*counts) for counts in zip(self._marked, self._of, strict=True)]
        self._posteriors: dict[int, list[Posterior]] = {}

    def shares(self, without: int) -> np.ndarray:
        """Shares that are marked in all articles but one; NaN of nothing."""
        kept = self.articles != without
        of, marked = self._of[:, kept].sum(axis=1), self._marked[:, kept].sum(axis=1)
        return np.divide(marked, of, out=np.full(2, np.nan), where=of > 0)

    def posteriors(self, without: int) -> list[Posterior]:
        """What the coding of all articles but one says of shares in it; the same for all that are not coded."""
        kept = self.articles != without
        key = -1 if kept.all() else without
        if key not in self._posteriors:
            self._posteriors[key] = [Posterior(likely[kept].sum(axis=0)) for likely in self._likely]
        return self._posteriors[key]


def _of_frame(
    hit: np.ndarray,
    given: np.ndarray,
    weight: np.ndarray,
    document: np.ndarray,
    n: int,
    picks: _Picks,
    children: Sequence[np.random.Generator],
    level: float,
) -> pd.DataFrame:
    """The rows of a frame, one for each of ``n`` documents and for all; ``given`` has labels, sentences × coders."""
    codings = [_Coding(hit, own, weight, document) for own in given.T]
    sizes = np.stack([np.bincount(document[hit == kind], minlength=n) for kind in (False, True)], axis=1)
    whole, rows = np.zeros(len(picks.coder)), []
    for number, child in enumerate(children):
        row, drawn = _of_article(number, sizes[number], codings, picks, child, level)
        whole = whole + drawn
        rows.append(row)
    table = pd.DataFrame(rows)
    if n > 1:
        expected, every = (table["corrected"] * sizes.sum(axis=1)).sum(), (table["bound"] == "posterior").all()
        summed = _estimate(expected, whole, sizes.sum(), level) if every else _NONE | {"bound": "not every article"}
        table.loc[n] = {"if_hit": np.nan, "if_none": np.nan} | summed
    for name, of in (("sentences", sizes[:, 1]), ("n_sentences", sizes.sum(axis=1))):
        table[name] = np.append(of, of.sum())[: len(table)]
    table["naive"] = table["sentences"] / table["n_sentences"].where(table["n_sentences"] > 0)
    coded = ~np.isnan(given).all(axis=1)
    for name, kind in (("coded_hits", True), ("coded_rest", False)):
        of = np.bincount(document[coded & (hit == kind)], minlength=n)
        table[name] = np.append(of.sum() - of, of.sum())[: len(table)]
    articles = np.bincount(document[coded], minlength=n) > 0
    table["articles"] = np.append(articles.sum() - articles, articles.sum())[: len(table)]
    return _with_coded(table, given, document, n)[[*_COLUMNS]].astype({"bound": "str"})


_COLUMNS = (
    *("sentences", "n_sentences", "naive", "corrected", "low", "high", "coded", "coded_low", "coded_high", "coders"),
    *("articles", "coded_hits", "if_hit", "coded_rest", "if_none", "bound"),
)
_NONE = {"corrected": np.nan, "low": np.nan, "high": np.nan}


def _of_article(
    number: int,
    sizes: np.ndarray,
    codings: Sequence[_Coding],
    picks: _Picks,
    rng: np.random.Generator,
    level: float,
) -> tuple[dict[str, object], np.ndarray]:
    """Estimate of an article by the coding of others, and how many of its sentences are marked in each draw."""
    others = [coding for coding in codings if (coding.articles != number).any()]
    several = [coding for coding in others if (coding.articles != number).sum() >= ENOUGH]
    fit = [coding for coding in several if not np.isnan(coding.shares(number)[sizes > 0]).any()]
    if not fit:
        bound = "not coded" if not others else "one article" if not several else "no coded hit"
        return _NONE | {"if_none": np.nan, "if_hit": np.nan, "bound": bound}, np.zeros(len(picks.coder))
    shares = np.mean([coding.shares(number) for coding in fit], axis=0)
    which = (picks.coder * len(fit)).astype(int)
    marked = np.zeros(len(which))
    for place, coding in enumerate(fit):
        rows = which == place
        for size, posterior, at in zip(sizes, coding.posteriors(number), (picks.if_none, picks.if_hit), strict=True):
            marked[rows] += rng.binomial(size, posterior.shares(at[rows], rng))
    expected = (sizes * shares)[sizes > 0].sum()
    return {"if_none": shares[0], "if_hit": shares[1]} | _estimate(expected, marked, sizes.sum(), level), marked


def _estimate(expected: float, drawn: np.ndarray, of: int, level: float) -> dict[str, object]:
    """A corrected share and its interval, which holds it, from numbers of sentences."""
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2])
    low, high = min(low, expected), max(high, expected)
    return {"corrected": expected / of, "low": low / of, "high": high / of, "bound": "posterior"}


def _with_coded(table: pd.DataFrame, given: np.ndarray, document: np.ndarray, n: int) -> pd.DataFrame:
    """The table with what coders marked of each article that they labelled to the end."""
    every = np.zeros((n, given.shape[1]), dtype=np.int64)
    marked, coded = every.copy(), every.copy()
    np.add.at(every, document, 1)
    np.add.at(coded, document, ~np.isnan(given))
    np.add.at(marked, document, np.nan_to_num(given) != 0)
    every, coded, marked = (np.vstack([of, of.sum(axis=0)])[: len(table)] for of in (every, coded, marked))
    shares = pd.DataFrame(np.where((coded == every) & (every > 0), marked / np.maximum(every, 1), np.nan))
    ends = {"coded": shares.mean(axis=1), "coded_low": shares.min(axis=1), "coded_high": shares.max(axis=1)}
    return table.assign(**ends, coders=shares.notna().sum(axis=1))
