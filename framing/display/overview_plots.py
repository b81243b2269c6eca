"""
The picture of an overview, and the overview in sentences: which article uses which frame, in whose words, how sure.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes

from framing.display.style import house_style
from framing.scores.overview import PARTS

_COLOURS = dict(zip(PARTS, ("#0b3c6f", "#e69f00", "#9ecae1", "#f5d79a"), strict=True))
_ROOM = 1.05  # the axis ends a little beyond the longest mark


def overview_bars(table: pd.DataFrame, ax: Axes, *, names: Mapping[str, str], limit: float, title: str = "") -> Axes:
    """
    One bar an article for one frame: its rate in four parts, a line for its range, a diamond for the lexicon.

    Parameters
    ----------
    table : DataFrame
        Rows of :func:`overview` of one frame.
    names : mapping
        By doc_id what to call an article; first on top.
    limit : float
        Where the axis ends, per 1,000 words.
    """
    with house_style():
        own = table.set_index("doc_id").reindex(list(names))
        places = range(len(own))
        share = 1000 / own["n_tokens"]
        left = pd.Series(0.0, index=own.index)
        for part, colour in _COLOURS.items():
            width = own[part] * share
            ax.barh(places, width, left=left, height=0.62, color=colour, label=part, linewidth=0)
            left = left + width
        ax.hlines(places, own["low"], own["high"], color="#222222", linewidth=1.1, zorder=4)
        coded = (own["basis"] == "coders").to_numpy()
        if coded.any():
            at = [place for place, is_coded in zip(places, coded, strict=True) if is_coded]
            look = {"linestyle": "none", "markersize": 5, "markerfacecolor": "white", "markeredgecolor": "#222222"}
            ax.plot(own["lexicon"][coded], at, "D", label="lexicon", clip_on=False, zorder=5, **look)
        ax.set_yticks(places, [names[doc_id] for doc_id in own.index])
        ax.set_ylim(len(own) - 0.5, -0.5)
        ax.set_xlim(0, limit)
        ax.grid(visible=False, axis="y")
        ax.tick_params(axis="y", length=0)
        ax.set_xlabel("per 1,000 words")
        ax.set_title(title)
    return ax


def axis_limit(table: pd.DataFrame) -> float:
    """Where the axes of all panels of an overview end."""
    return _ROOM * float(table[["per_1000", "high", "lexicon"]].max(axis=None))


def profiles(table: pd.DataFrame, *, names: Mapping[str, str], labels: Mapping[str, str]) -> dict[str, str]:
    """
    One paragraph an article, made of its rows: the frames by strength, in whose words, doubted or not, how sure.

    Parameters
    ----------
    table : DataFrame
        As :func:`overview` returns it.
    names, labels : mapping
        What to call articles and frames.

    Returns
    -------
    dict of str to str
        By doc_id, in the order of ``names``.

    Examples
    --------
    >>> from framing import Lexicon, add_voice, find_hits, overview, read_corpus
    >>> corpus = read_corpus(["The front is open. Anna Berg said that no front was planned."])
    >>> lexicon = Lexicon.from_dict({"front": ["front"]})
    >>> table = overview(add_voice(find_hits(corpus, lexicon), corpus), corpus, lexicon)
    >>> profiles(table, names={"text1": "One"}, labels={"front": "second front"})["text1"]
    'One: second front 166.7 per 1,000 words (no interval), 1 of 2 in the words of others (most: Anna Berg), 1 doubted.'
    """
    told = {}
    for doc_id, name in names.items():
        own = table[table["doc_id"] == doc_id].sort_values("per_1000", ascending=False, kind="stable")
        told[doc_id] = f"{name}: " + "; ".join(_phrase(row, labels) for row in own.to_dict("records")) + "."
    return told


def _phrase(row: Mapping, labels: Mapping[str, str]) -> str:
    count = sum(row[part] for part in PARTS)
    label = labels[row["frame"]]
    if not count:
        return f"{label} not found"
    ends = f"{row['low']:.1f}–{row['high']:.1f}" if pd.notna(row["low"]) else "no interval"
    others = row["others"] + row["others, doubted"]
    doubted = row["author, doubted"] + row["others, doubted"]
    words = f"{label} {row['per_1000']:.1f} per 1,000 words ({ends}), "
    words += f"{_number(others)} of {_number(count)} in the words of others"
    words += f" (most: {row['speaker']})" if row["speaker"] and others else ""
    return words + (f", {_number(doubted)} doubted" if doubted else "")


def _number(value: float) -> str:
    """A count as it is, a mean of counts with one decimal."""
    return f"{value:.0f}" if float(value).is_integer() else f"{value:.1f}"
