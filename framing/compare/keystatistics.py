"""
Counts of a feature in a group and in the rest to a statistic: how far it sets the group apart.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy.special import xlogy

from framing.errors import FramingError, unknown

# Each statistic and its columns; rows are ordered by the last.
STATISTICS = {
    "log_odds": ("log_odds", "z"),
    "g2": ("g2",),
    "chi2": ("chi2",),
    "pmi": ("pmi",),
    "log_ratio": ("log_ratio",),
    "dispersion": ("dispersion",),
}
CORRECTED = ("g2", "chi2")
CORRECTIONS = ("default", "yates", "none")
DIGITS = 9  # of the statistics: further ones differ between processors, and would order what is equal


@dataclass(frozen=True, eq=False)
class Measure:
    """A statistic with its options; ``prior`` is what each feature weighs in a background corpus, if there is one."""

    statistic: str
    correction: str
    strength: float
    prior: np.ndarray | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """What the statistic gives; rows are ordered by the last."""
        return STATISTICS[self.statistic]

    def of(self, features: np.ndarray) -> Measure:
        """The same for some of the features, by their numbers."""
        return self if self.prior is None else replace(self, prior=self.prior[features])


def background(prior, features: np.ndarray, strength: float) -> np.ndarray:
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


def score(measure: Measure, a, n, b, m) -> dict[str, np.ndarray]:
    """The columns of a statistic: ``a`` of ``n`` in the group, ``b`` of ``m`` in the rest (see :func:`keyness`)."""
    statistic = measure.statistic
    a, n, b, m = (np.asarray(values, dtype=np.float64) for values in (a, n, b, m))
    with np.errstate(divide="ignore", invalid="ignore"):
        if statistic == "log_odds":
            columns = _log_odds(a, n, b, m, measure.prior, measure.strength)
        elif statistic == "pmi":
            columns = (np.log(a * (n + m) / (n * (a + b))),)
        elif statistic == "log_ratio":
            columns = (np.log2(np.where(a > 0, a, 0.5) * m / (n * np.where(b > 0, b, 0.5))),)
        else:
            correction = "none" if statistic == "dispersion" else measure.correction
            columns = (_two_by_two(a, n, b, m, pearson=statistic == "chi2", correction=correction),)
    nowhere = a + b == 0  # what is found nowhere sets nothing apart
    rounded = (np.round(np.where(nowhere, 0, values), DIGITS) + 0.0 for values in columns)  # no -0.0
    return dict(zip(measure.columns, rounded, strict=True))


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
            least = np.minimum(n, m) * np.minimum(found, total - found)  # expected count × total: whole, so it is exact
            shift = np.where((least < 5 * total) & (2 * np.abs(cross) >= total), shift, 0)
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
