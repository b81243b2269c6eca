"""
A sentence and a test to a claim: what it rests on, how sure it is, how robust, and therefore its verdict.

A test turns a table into a **margin**, a number that is above 0 where the table bears the sentence out, and the larger
the further. So one test serves the main specification, every other one, and every draw of the bootstrap.

===============  ============================================================================================
verdict          rule
===============  ============================================================================================
holds            the margin is above 0, so is its whole interval, and so it is in at least 95 % of the
                 specifications
fragile          the margin is above 0, but one of the other two is not so, or there is no interval
not supported    the margin is not above 0
===============  ============================================================================================

A specification in which the margin is exactly 0 or cannot be told does not bear a claim out. The share of
specifications depends on which are in the grid and is no probability. Neither the intervals nor the verdicts allow for
the number of claims that were looked at, and an interval holds the noise of a text only (see
:mod:`framing.scores.bootstrap`): a claim that holds does so for these articles, under these specifications. The
interval of :func:`highest` and :func:`leading` errs on the low side: the next one is another one in each draw.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from framing.errors import FramingError, unknown
from framing.scores.declaration import CHOICES, RATE
from framing.scores.intervals import percentiles
from framing.scores.specifications import Specifications

LEVEL = 0.95  # of an interval
KEPT = 0.95  # share of specifications that must bear a claim out
HOLDS, FRAGILE, NOT_SUPPORTED = VERDICTS = ("holds", "fragile", "not supported")

Test = Callable[[Any], Any]


@dataclass(frozen=True, eq=False)
class Claim:
    """
    A sentence that a table decides.

    Attributes
    ----------
    name, text : str
    value : float
        The margin: under the main specification, or of the evidence given.
    low, high : float
        Ends of its 95 % interval; missing if there is none.
    kept, specifications : int
        In how many specifications the margin is above 0, of how many.
    unit : str
        What the margin is counted in; empty if the test does not say.
    margins : DataFrame
        One row a specification: its choices (or ``alternative``), ``main``, ``margin``, and ``relative``, the margin
        divided by the mean of all scores of that specification, so that rates and shares can be drawn together.
    declaration_sha256 : str
        The hash of the declared specifications; empty if the evidence is another table.
    """

    name: str
    text: str
    value: float
    low: float
    high: float
    kept: int
    specifications: int
    unit: str = ""
    margins: pd.DataFrame = field(default_factory=pd.DataFrame, repr=False)
    declaration_sha256: str = ""

    @property
    def verdict(self) -> str:
        """``holds``, ``fragile`` or ``not supported``, by the rule above."""
        if not self.value > 0:
            return NOT_SUPPORTED
        return HOLDS if self.low > 0 and self.kept / self.specifications >= KEPT else FRAGILE

    def __repr__(self) -> str:
        unit = f" {self.unit}" if self.unit else ""
        ends = "no interval" if np.isnan(self.low) else f"95 % interval {self.low:.2f} to {self.high:.2f}"
        many = self.specifications > 1
        tried = f"true in {self.kept} of {self.specifications} specifications" if many else "no other specification"
        return f"{self.text} {self.verdict.capitalize()}: margin {self.value:.2f}{unit}, {ends}; {tried}."

    def _repr_markdown_(self) -> str:
        says = self.verdict.capitalize()
        return repr(self).replace(f"{self.text} {says}:", f"{self.text} **{says}**:", 1)


def claim(
    name: str, text: str, evidence: Specifications | Any, test: Test, *, others: Mapping[str, Any] | None = None
) -> Claim:
    """
    Put a sentence to the test.

    Parameters
    ----------
    name : str
        Short, such as ``edm-border``; it names the claim in the ledger.
    text : str
        The sentence, with its full stop.
    evidence : Specifications, or anything else that ``test`` can take
        All specifications, as :func:`specifications` gives them, or a table of another measurement.
    test : function
        For Specifications, from a table with one row a specification (or a draw) and columns ``(frame, doc_id)`` to
        one margin a row; :func:`higher`, :func:`highest` and :func:`leading` make such tests. For other evidence, from
        it to the margin, or to ``(margin, low, high)`` where its interval is known.
    others : mapping, optional
        For other evidence: the same table under other choices that could be defended, each with its name.

    Returns
    -------
    Claim

    Raises
    ------
    FramingError
        If name or text is empty, or the test gives no such numbers.

    Examples
    --------
    >>> table = pd.DataFrame({"alpha": [0.92], "low": [0.87], "high": [0.96]})
    >>> claim("alpha", "The coders agree.", table, lambda t: tuple(t.loc[0, ["alpha", "low", "high"]] - 0.8))
    The coders agree. Holds: margin 0.12, 95 % interval 0.07 to 0.16; no other specification.
    """
    for what, value in (("name", name), ("text", text)):
        if not isinstance(value, str) or not value.strip():
            raise FramingError(f"a claim needs a {what}, found {value!r}.")
    if isinstance(evidence, Specifications):
        if others is not None:
            raise FramingError(f"claim {name!r}: specifications hold the other ones already. Leave out others=.")
        return _of_specifications(name, text, evidence, test)
    value, low, high = _triple(name, test(evidence))
    alternatives = {"main": value} | {other: _triple(name, test(table))[0] for other, table in (others or {}).items()}
    margins = pd.DataFrame(
        {
            "alternative": pd.Series(list(alternatives), dtype="str"),
            "main": [number == 0 for number in range(len(alternatives))],
            "margin": list(alternatives.values()),
        }
    )
    return Claim(name, text, value, low, high, int((margins["margin"] > 0).sum()), len(margins), margins=margins)


def _of_specifications(name: str, text: str, every: Specifications, test: Test) -> Claim:
    found, drawn = (_column(name, test(table), table) for table in (every.rates, every.draws))
    mean = every.rates.mean(axis=1)
    relative = found / mean.where(mean > 0)
    margins = every.grid.assign(margin=found, relative=relative.round(6))
    main = every.grid["main"].to_numpy()
    low, high = percentiles(drawn.to_numpy(dtype=float)[:, None], LEVEL)[0]
    unit = every.grid.loc[main, "normaliser"].iloc[0]
    return Claim(
        name,
        text,
        float(found[main].iloc[0]),
        float(low),
        float(high),
        int((found > 0).sum()),
        len(margins),
        unit=unit if unit == RATE else f"({unit})",
        margins=margins,
        declaration_sha256=every.declaration.sha256,
    )


def _column(name: str, margins: Any, table: pd.DataFrame) -> pd.Series:
    """The margins of a test, one a row."""
    if not isinstance(margins, pd.Series) or not margins.index.equals(table.index):
        raise FramingError(
            f"claim {name!r}: expected a test that gives one margin a row of the table, found "
            f"{type(margins).__name__}. For example lambda rates: rates['frame', 'one'] - rates['frame', 'other']."
        )
    return margins.astype(float)


def _triple(name: str, found: Any) -> tuple[float, float, float]:
    """Margin, low and high of a test."""
    try:
        numbers = [float(number) for number in (found if np.iterable(found) else [found])]
    except (TypeError, ValueError):
        numbers = []
    if len(numbers) == 1:
        return numbers[0], np.nan, np.nan
    if len(numbers) != 3 or not (np.isnan(numbers).any() or numbers[1] <= numbers[0] <= numbers[2]):
        raise FramingError(
            f"claim {name!r}: expected a test that gives a margin, or margin, low and high with the margin between "
            f"them; found {found!r}."
        )
    return numbers[0], numbers[1], numbers[2]


def higher(frame: str, doc_id: str, other: str) -> Test:
    """
    The test that an article has more of a frame than another one: its rate minus the other's.

    >>> rates = pd.DataFrame([[3.0, 1.0]], columns=pd.MultiIndex.from_tuples([("border", "a"), ("border", "b")]))
    >>> higher("border", "a", "b")(rates).tolist()
    [2.0]
    """
    return lambda rates: _rates(rates, frame, doc_id) - _rates(rates, frame, other)


def highest(frame: str, doc_id: str) -> Test:
    """
    The test that an article has most of a frame: its rate minus the next one.

    >>> columns = pd.MultiIndex.from_product([["border"], ["a", "b", "c"]])
    >>> highest("border", "a")(pd.DataFrame([[3.0, 1.0, 2.5]], columns=columns)).tolist()
    [0.5]
    """

    def test(rates: pd.DataFrame) -> pd.Series:
        own = _rates(rates, frame, doc_id)
        return own - rates[frame].drop(columns=doc_id).max(axis=1, skipna=False)

    return test


def leading(frame: str, doc_id: str) -> Test:
    """
    The test that a frame is the first one in an article: its rate minus that of the next frame there.

    Rates of two frames are those of two lists of wordings: which is longer decides too.

    >>> columns = pd.MultiIndex.from_product([["border", "game"], ["a"]])
    >>> leading("game", "a")(pd.DataFrame([[3.0, 3.5]], columns=columns)).tolist()
    [0.5]
    """

    def test(rates: pd.DataFrame) -> pd.Series:
        own = _rates(rates, frame, doc_id)
        return own - rates.xs(doc_id, axis=1, level=1).drop(columns=frame).max(axis=1, skipna=False)

    return test


def _rates(rates: pd.DataFrame, frame: str, doc_id: str) -> pd.Series:
    for kind, name, level in (("frame", frame, 0), ("doc_id", doc_id, 1)):
        known = rates.columns.get_level_values(level).unique()
        if name not in known:
            raise FramingError(unknown(kind, name, known))
    return rates[frame, doc_id]


def robustness(claimed: Claim) -> pd.DataFrame:
    """
    In how many specifications a claim is true: of all of them, and of those that made each choice.

    Returns
    -------
    DataFrame
        ``choice, option`` (the first row: ``all``), ``kept`` (the margin is above 0), ``tied`` (it is 0),
        ``reversed`` (below 0), ``unknown`` (it cannot be told), ``specifications``, ``share`` (kept / specifications).
        Options that the main specification and all others share are left out.

    Examples
    --------
    >>> tables = {"stemmed": 2.0, "weighted": -1.0}
    >>> robustness(claim("near", "They are alike.", 1.0, lambda margin: margin, others=tables)).values.tolist()
    [['all', '', 2, 0, 1, 0, 3, 0.6666666666666666]]
    """
    margins = claimed.margins
    parts = [("all", "", margins)]
    for choice in CHOICES:
        if choice in margins.columns and len(margins[choice].unique()) > 1:
            parts += [(choice, option, own) for option, own in margins.groupby(choice, sort=False) if option]
    rows = []
    for choice, option, own in parts:
        signs = [int((own["margin"] > 0).sum()), int((own["margin"] == 0).sum()), int((own["margin"] < 0).sum())]
        rows.append((choice, option, *signs, len(own) - sum(signs), len(own), signs[0] / len(own)))
    columns = ["choice", "option", "kept", "tied", "reversed", "unknown", "specifications", "share"]
    return pd.DataFrame(rows, columns=columns)
