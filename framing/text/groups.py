"""
Documents to groups: by outlet, perspective, year or any other metadata; and what else differs between the groups.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from framing.errors import FramingError, unknown
from framing.text.corpus import Corpus

UNKNOWN = "unknown"
# Names that tables by group have of their own.
RESULTS = frozenset(
    (
        "frame", "category", "voice", "stance", "speaker", "hits", "n_tokens", "per_1000", "sentences",
        "n_sentences", "other", "actor", "unit", "units", "level", "draws", "method", "bound",
        "low", "high", "p", "rank", "feature", "count", "group", "parts", "documents", "of", "share",
        "speakers", "speaker_type", "naming",
    )
)  # fmt: skip
# What commonly differs together between groups of articles; "year" is read off the date.
RIVALS = ("year", "outlet", "author", "perspective", "language_of_origin", "genre")


def group_labels(corpus: Corpus, by: str = "doc_id", *, others: Iterable[str] = ()) -> pd.Series:
    """
    The group of each document.

    Parameters
    ----------
    corpus : Corpus
    by : str
        ``"doc_id"`` (each document by itself) or a column of ``corpus.metadata``. A document without a value there
        is in the group ``"unknown"``.
    others
        What else the caller accepts, for the message.

    Returns
    -------
    Series of str
        Index ``doc_id``, in the order of documents; ``.unique()`` gives the groups in the order first seen.

    Raises
    ------
    FramingError
        If there is no such column.

    Examples
    --------
    >>> from framing import read_corpus
    >>> corpus = read_corpus(pd.DataFrame({"text": ["One.", "Two."], "outlet": ["X", None]}, index=["a", "b"])
    ...     .rename_axis("doc_id"))
    >>> group_labels(corpus, "outlet").to_dict()
    {'a': 'X', 'b': 'unknown'}
    """
    if not isinstance(corpus, Corpus):
        raise FramingError(f"expected a Corpus, as read_corpus makes it, found a {type(corpus).__name__}.")
    index = pd.Index(corpus.doc_ids, name="doc_id")
    if not isinstance(by, str):
        raise FramingError(f"by must be one column here, 'doc_id' or a column of the metadata; found {by!r}.")
    if by in RESULTS:
        raise FramingError(f"{by!r} is a column of the result too. Rename the column of the metadata.")
    if by == "doc_id":
        return pd.Series(corpus.doc_ids, index=index, dtype="str", name=by)
    if by not in corpus.metadata.columns:
        raise FramingError(unknown("column", by, ["doc_id", *others, *corpus.metadata.columns]))
    values = corpus.metadata[by]
    if pd.api.types.is_float_dtype(values) and (values.dropna() % 1 == 0).all():
        values = values.astype("Int64")  # whole numbers that a missing one made floats: 2001, not 2001.0
    return values.astype("str").where(values.notna(), UNKNOWN).set_axis(index).rename(by)


def confounds(corpus: Corpus, by: str, *, others: Iterable[str] | None = None, values: int = 5) -> pd.DataFrame:
    """
    What else differs between groups: the table to put beside every comparison by group.

    Parameters
    ----------
    corpus : Corpus
    by : str
        As in :func:`group_labels`.
    others : list of str, optional
        Columns of ``corpus.metadata`` to look at, or ``"year"``, the first number of four digits in ``date`` where the
        metadata have no year. Default: those of ``framing.text.groups.RIVALS`` that there are.
    values : int
        How many distinct values to spell out.

    Returns
    -------
    DataFrame
        One row a group, in the order first seen:

        the column ``by``, ``documents``, ``n_tokens``
            the group, its documents and their tokens that count.
        one column for each of ``others``
            its distinct values in the group, those of most documents first, then by the alphabet; in brackets how
            many documents have it, if more than one. A missing value is ``unknown``.
        ``only_here``
            the columns of which this group shares no known value with another: nothing said of the group can be told
            from what is said of them.
        ``inseparable``
            the columns for which that holds of every group, the same in each row: no effect of ``by`` can be told
            from theirs. ``unknown`` is no value that two groups share. With one group there is nothing to compare,
            and both are empty.

    Raises
    ------
    FramingError
        If there is no such column, one is named like a column of the result, or ``values`` is less than 1.

    Examples
    --------
    >>> from framing import read_corpus
    >>> corpus = read_corpus(pd.DataFrame({"doc_id": list("abc"), "text": ["One.", "Two.", "Three."],
    ...     "side": ["east", "west", "west"], "year": [2004, 2022, 2022], "outlet": ["X", "X", "Y"]}))
    >>> confounds(corpus, "side").values.tolist()
    [['east', 1, 1, '2004', 'X', 'year', 'year'], ['west', 2, 2, '2022 (2)', 'X; Y', 'year', 'year']]
    """
    if isinstance(values, bool) or not isinstance(values, int) or values < 1:
        raise FramingError(f"values must be a whole number of 1 or more, found {values!r}.")
    labels = group_labels(corpus, by)
    if others is None:
        known = {*corpus.metadata.columns, *(["year"] if "date" in corpus.metadata.columns else [])}
        others = [name for name in RIVALS if name in known and name != by and not (name == "year" and by == "date")]
    others = list(dict.fromkeys([others] if isinstance(others, str) else others))
    fixed = ("documents", "n_tokens", "only_here", "inseparable")
    for name in (by, *others):
        if name in fixed:
            raise FramingError(f"{name!r} is a column of the result too. Rename the column of the metadata.")
    if by in others:
        raise FramingError(f"the groups are made by {by!r}, so it is in no need of comparison. Leave it out of others.")
    columns = {name: _values(corpus, name).to_numpy() for name in others}
    groups = labels.unique()
    table = pd.DataFrame({by: pd.Series(groups, dtype="str")})
    table["documents"] = labels.value_counts().reindex(groups).to_numpy()
    table["n_tokens"] = corpus.n_tokens.groupby(labels).sum().reindex(groups).to_numpy()
    own: list[list[str]] = [[] for _ in groups]
    for name, column in columns.items():
        pairs = pd.DataFrame({"group": labels.to_numpy(), "value": column}).value_counts().reset_index()
        pairs = pairs.sort_values(["count", "value"], ascending=[False, True], kind="stable")
        named: dict[str, list[str]] = {group: [] for group in groups}
        for group, value, count in pairs.itertuples(index=False, name=None):
            named[group].append(value if count == 1 else f"{value} ({count})")
        table[name] = pd.Series([_listed(named[group], values) for group in groups], dtype="str")
        known = pairs[pairs["value"] != UNKNOWN]
        sharing = set(known.loc[known["value"].duplicated(keep=False), "group"])
        for place, group in enumerate(groups):
            if len(groups) > 1 and group not in sharing:
                own[place].append(name)
    table["only_here"] = pd.Series([", ".join(names) for names in own], dtype="str")
    table["inseparable"] = ", ".join(name for name in others if all(name in names for names in own))
    return table.astype({"inseparable": "str"})


def _values(corpus: Corpus, name: str) -> pd.Series:
    """The value of each document in a column; of the year, where there is only a date, its four digits."""
    if name != "year" or "year" in corpus.metadata.columns or "date" not in corpus.metadata.columns:
        return group_labels(corpus, name)
    return group_labels(corpus, "date").str.extract(r"(?<!\d)(\d{4})(?!\d)", expand=False).fillna(UNKNOWN)


def _listed(names: list[str], most: int) -> str:
    """The first names, and how many more there are."""
    rest = len(names) - most
    return "; ".join([*names[:most], *([f"and {rest} more"] if rest > 0 else [])])
