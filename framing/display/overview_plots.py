"""
The picture of an overview, and the overview in sentences: which article uses which frame, in whose words, how sure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke

from framing.display.figures import axes_for, figure, legend
from framing.display.style import PART_LOOKS, house_style
from framing.scores.overview import PARTS

_PANEL = 2.4  # inches that one needs, with three side by side on the width of a page
_ROOM = 1.05  # the axis ends a little beyond the longest mark


def overview_bars(table: pd.DataFrame, ax: Axes | None = None, *, limit: float | None = None, title: str = "") -> Axes:
    """
    One bar an article for one frame: its rate in four parts, a line for its range, a diamond for the lexicon.

    Parameters
    ----------
    table : DataFrame
        Rows of :func:`overview` of one frame, first on top; with the names of articles instead of ids, if wanted.
    limit
        Where the axis ends, per 1,000 words; none: a little beyond the longest mark.
    """
    ax = axes_for(ax, lines=2 * len(table))
    with house_style(ax):
        own = table.set_index("doc_id")
        places = range(len(own))
        share = 1000 / own["n_tokens"]
        left = pd.Series(0.0, index=own.index)
        for part in PARTS:
            width = own[part] * share
            ax.barh(
                places, width, left=left, height=0.62, label=part, edgecolor="#222222", linewidth=0, **PART_LOOKS[part]
            )
            left = left + width
        coded = (own["basis"] == "coders").to_numpy()
        ends = "lowest to highest coder" if coded.any() else "95 % interval"
        lines = ax.hlines(places, own["low"], own["high"], color="#222222", linewidth=1.3, zorder=4, label=ends)
        lines.set_path_effects([withStroke(linewidth=3, foreground="white")])  # seen on dark bars too
        if coded.any():
            at = [place for place, is_coded in zip(places, coded, strict=True) if is_coded]
            look = {"linestyle": "none", "markersize": 5, "markerfacecolor": "white", "markeredgecolor": "#222222"}
            ax.plot(own["lexicon"][coded], at, "D", label="lexicon", clip_on=False, zorder=5, **look)
        ax.set_yticks(places, list(own.index))
        ax.set_ylim(len(own) - 0.5, -0.5)
        ax.set_xlim(0, limit or axis_limit(table))
        ax.grid(visible=False, axis="y")
        ax.tick_params(axis="y", length=0, pad=7)  # beside a diamond at nothing
        ax.set_xlabel("per 1,000 words")
        ax.set_title(title)
    return ax


def overview_figure(table: pd.DataFrame, *, width: float = 7.2) -> Figure:
    """
    The picture of a whole overview: one panel a frame, in it one bar an article, all on one scale.

    Parameters
    ----------
    table : DataFrame
        As :func:`overview` returns it; with names instead of ids, if wanted.
    width
        In inches: 7.2 is a page with three panels side by side, 3.5 a column with one below the other.
    """
    frames = list(dict.fromkeys(table["frame"]))
    columns = min(len(frames), max(int(width // _PANEL), 1))
    rows = -(-len(frames) // columns)
    height = 1.2 + rows * (0.5 + 0.26 * table["doc_id"].nunique())
    fig, axes = figure(rows, columns, size=(width, height), sharey=True, squeeze=False)
    for ax, frame in zip(axes.flat, frames, strict=False):
        overview_bars(table[table["frame"] == frame], ax, limit=axis_limit(table), title=str(frame))
    for ax in axes.flat[len(frames) :]:
        ax.set_axis_off()
    legend(fig, axes.flat[0], columns=3)
    return fig


def axis_limit(table: pd.DataFrame) -> float:
    """Where the axes of all panels of an overview end."""
    return _ROOM * float(table[["per_1000", "high", "lexicon"]].max(axis=None))


def profiles(table: pd.DataFrame) -> dict[str, str]:
    """
    Three lines an article, made of its rows: which frame leads, in whose words it stands, what is doubted and how sure.

    Parameters
    ----------
    table : DataFrame
        As :func:`overview` returns it; with names instead of ids, if wanted.

    Returns
    -------
    dict of str to str
        By article, in the order of the table. Ranges are those of the coders, or intervals of the lexicon. A speaker
        with less than one mention, in the mean of the coders, is not told.

    Examples
    --------
    >>> from framing import Lexicon, add_voice, find_hits, overview, read_corpus
    >>> corpus = read_corpus(["The front is open. Anna Berg said that no front was planned. She saw no game."])
    >>> lexicon = Lexicon.from_dict({"front": ["front"], "game": ["game"]})
    >>> table = overview(add_voice(find_hits(corpus, lexicon), corpus), corpus, lexicon)
    >>> print(profiles(table)["text1"])
    text1: front leads, 125.0 hits per 1,000 words (no interval); then game 62.5.
    Of its 2 hits 1 in others' words (quoted most: Anna Berg, 1).
    Doubted or denied: front 1 of 2. No intervals, so the lead may be chance.
    """
    return {name: f"{name}: {_profile(table[table['doc_id'] == name])}" for name in dict.fromkeys(table["doc_id"])}


def leads(table: pd.DataFrame) -> dict[str, str]:
    """
    One sentence an article: which frame the coders marked most there, and whether the lexicon puts the same one first.

    Parameters
    ----------
    table : DataFrame
        One row for each article and frame: ``doc_id, frame``, ``per_1000, low, high`` by the coders, ``lexicon`` by the
        lexicon, as :func:`overview` returns it; with names instead of ids, if wanted.

    Returns
    -------
    dict of str to str
        By article, in the order of the table.

    Examples
    --------
    >>> rows = [("a", "game", 9.0, 8.0, 10.0, 2.0), ("a", "border", 4.0, 3.0, 5.0, 1.0)]
    >>> leads(pd.DataFrame(rows, columns=["doc_id", "frame", "per_1000", "low", "high", "lexicon"]))["a"]
    'a: game leads with 9.0 (8.0–10.0), before border with 4.0 (3.0–5.0). The lexicon puts it first, too.'
    """
    told = {}
    for name in dict.fromkeys(table["doc_id"]):
        own = table[table["doc_id"] == name]
        rows = own.sort_values("per_1000", ascending=False, kind="stable").to_dict("records")
        if not rows[0]["per_1000"] > 0:
            told[name] = f"{name}: no frame found."
            continue
        told[name] = f"{name}: {rows[0]['frame']} leads with {_rate(rows[0])}"
        if len(rows) > 1:
            near = ": their ranges overlap" if rows[1]["high"] >= rows[0]["low"] else ""
            told[name] += f", before {rows[1]['frame']} with {_rate(rows[1])}{near}"
        first = own.loc[own["lexicon"] == own["lexicon"].max(), "frame"].tolist()
        agrees = "it first, too" if first == [rows[0]["frame"]] else " and ".join(first) + " first"
        told[name] += f". The lexicon puts {agrees}." if own["lexicon"].max() > 0 else ". The lexicon finds none."
    return told


def _rate(row: Mapping) -> str:
    ends = f"{row['low']:.1f}–{row['high']:.1f}" if pd.notna(row["low"]) else "no interval"
    return f"{row['per_1000']:.1f} ({ends})"


def whose_words(table: pd.DataFrame) -> dict[str, str]:
    """
    One sentence an article: of each frame how much is in the words of others, whose most, and how much is doubted.

    Parameters
    ----------
    table : DataFrame
        As :func:`overview` returns it; with names instead of ids, if wanted.

    Returns
    -------
    dict of str to str
        By article, in the order of the table; the frame with the highest rate first.

    Examples
    --------
    >>> from framing import Lexicon, add_voice, find_hits, overview, read_corpus
    >>> corpus = read_corpus(["The front is open. Anna Berg said that no front was planned."])
    >>> lexicon = Lexicon.from_dict({"front": ["front"]})
    >>> table = overview(add_voice(find_hits(corpus, lexicon), corpus), corpus, lexicon)
    >>> whose_words(table)["text1"]
    'text1: front 1 of 2 in the words of others (most: Anna Berg), 1 doubted.'
    """
    told = {}
    for name in dict.fromkeys(table["doc_id"]):
        own = table[table["doc_id"] == name].sort_values("per_1000", ascending=False, kind="stable")
        told[name] = f"{name}: " + "; ".join(map(_whose, own.to_dict("records"))) + "."
    return told


def _whose(row: Mapping) -> str:
    count = sum(row[part] for part in PARTS)
    if not count:
        return f"{row['frame']} not found"
    others = row["others"] + row["others, doubted"]
    doubted = row["author, doubted"] + row["others, doubted"]
    words = f"{row['frame']} {_number(others)} of {_number(count)} in the words of others"
    words += f" (most: {row['speaker']})" if row["speaker"] and others else ""
    return words + (f", {_number(doubted)} doubted" if doubted else "")


def _profile(own: pd.DataFrame) -> str:
    own = own.assign(count=own[list(PARTS)].sum(axis=1)).sort_values("per_1000", ascending=False, kind="stable")
    rows = own.to_dict("records")
    if not rows[0]["count"]:
        return "no frame was found."
    return "\n".join((_rates(rows), _words(rows[0]), f"{_doubts(rows)} {_lead(rows)}".strip()))


def _rates(rows: Sequence[Mapping]) -> str:
    """How strong each frame is, the first with its range."""
    first, *rest = rows
    ends = f"{first['low']:.1f}–{first['high']:.1f}" if pd.notna(first["low"]) else "no interval"
    lead = f"{first['frame']} leads, {first['per_1000']:.1f} {_kind(first)} per 1,000 words ({ends})"
    then = [f"{row['frame']} {row['per_1000']:.1f}" if row["count"] else f"no {row['frame']}" for row in rest]
    return f"{lead}; then {', '.join(then)}." if then else f"{lead}."


def _words(row: Mapping) -> str:
    """In whose words the frame stands that leads."""
    quoted = row["speaker"] and row["speaker_count"] >= 1
    most = f" (quoted most: {row['speaker']}, {_number(row['speaker_count'])})" if quoted else ""
    others = row["others"] + row["others, doubted"]
    return f"Of its {_number(row['count'])} {_kind(row)} {_number(others)} in others' words{most}."


def _doubts(rows: Sequence[Mapping]) -> str:
    """How many mentions of each frame are doubted or denied where they stand."""
    counts = [row["author, doubted"] + row["others, doubted"] for row in rows]
    told = [
        f"{row['frame']} {_number(count)} of {_number(row['count'])}"
        for row, count in zip(rows, counts, strict=True)
        if count
    ]
    return f"Doubted or denied: {', '.join(told)}." if told else "Nothing is doubted or denied."


def _lead(rows: Sequence[Mapping]) -> str:
    """Whether the range of the frame that leads is clear of that of the next."""
    if len(rows) < 2:
        return ""
    first, second = rows[:2]
    if pd.isna(first["low"]) or pd.isna(second["high"]):
        return "No intervals, so the lead may be chance."
    what = "coders' ranges" if first["basis"] == "coders" else "intervals"
    return f"The {what} of the first two {'do not ' if first['low'] > second['high'] else ''}overlap."


def _kind(row: Mapping) -> str:
    return "mentions" if row["basis"] == "coders" else "hits"


def _number(value: float) -> str:
    """A count as it is, a mean of counts with one decimal."""
    return f"{value:.0f}" if abs(value - round(value)) < 1e-9 else f"{value:.1f}"
