"""
The overview as tables to read: which article uses which frame, how often, how sure, in whose words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from framing.display.reader import safe
from framing.display.report_text import Frame
from framing.scores.overview import PARTS

_WORDS = ("Article", "Frame", "Most among others")  # columns of words; all others are of numbers
OVERVIEW = {"unit": "paragraph", "draws": 2000, "rng": 0}  # how a report asks for it


def overview_table(table: pd.DataFrame, names: Mapping[str, str], frames: Mapping[str, Frame], *, caption: str) -> str:
    """
    One row for each article and frame, the articles linked to their texts.

    Parameters
    ----------
    table : DataFrame
        As :func:`overview` returns it.
    names : mapping
        By doc_id what to call an article, in the order of the report.
    frames : mapping
        Each frame by its name.
    caption : str
        HTML.
    """
    coded = bool((table["basis"] == "coders").any())
    heads = ["Article", "Frame", "Hits", "Words", "Per 1,000 words", "95 % interval"]
    heads += ["Coders’ marks", "Coders per 1,000", "Lowest–highest"] * coded
    heads += ["Author\u00a0: others", "Doubted", "Most among others"]
    article = dict(zip(names, range(len(names)), strict=True))
    body, last = [], None
    for row in table.to_dict("records"):
        cells = [
            f'<td class="frame">{_framed(frames[row["frame"]])}</td>',
            *map(_number_cell, _cells(row, coded=coded)),
        ]
        speaker = f"{row['speaker']} ({count(row['speaker_count'])})" if row["speaker"] else "–"
        cells.append(f"<td>{safe(speaker)}</td>")
        if row["doc_id"] != last:
            link = f'<a href="#a{article[row["doc_id"]]}">{safe(names[row["doc_id"]])}</a>'
            cells.insert(0, f'<th scope="rowgroup" rowspan="{len(frames)}">{link}</th>')
            body.append("</tbody><tbody>" if body else "<tbody>")
            last = row["doc_id"]
        body.append(f"<tr>{''.join(cells)}</tr>\n")
    return _table(heads, "".join(body) + "</tbody>", caption)


def _cells(row: Mapping, *, coded: bool) -> Iterable[str]:
    yield f"{row['hits']}"
    yield f"{row['n_tokens']:,}"
    yield f"{row['lexicon']:.1f}"
    yield interval(row)
    others, author = (sum(row[part] for part in PARTS if part.startswith(side)) for side in ("others", "author"))
    if coded:
        is_coded = row["basis"] == "coders"
        yield count(author + others) if is_coded else "–"
        yield f"{row['per_1000']:.1f}" if is_coded else "–"
        yield f"{row['low']:.1f}–{row['high']:.1f}" if is_coded else "–"
    yield f"{count(author)} : {count(others)}"
    yield count(row["author, doubted"] + row["others, doubted"])


def interval(row: Mapping) -> str:
    """The interval of the lexicon's rate, or why there is none."""
    if row["bound"] == "one unit":
        return "none"
    return f"{row['lexicon_low']:.1f}–{row['lexicon_high']:.1f}"


def summary_table(table: pd.DataFrame, frames: Mapping[str, Frame], *, caption: str) -> str:
    """One row a frame, over all articles: in how many it is found, how often, and how the rates of articles differ."""
    heads = ["Frame", "Articles with a hit", "Hits", "Per 1,000 words of all", "Median article", "Middle half"]
    heads += ["Author\u00a0: others", "Doubted"]
    body = []
    for name, frame in frames.items():
        own = table[table["frame"] == name]
        low, middle, high = own["lexicon"].quantile([0.25, 0.5, 0.75])
        others, author = (own[[p for p in PARTS if p.startswith(side)]].sum().sum() for side in ("others", "author"))
        doubted = own[["author, doubted", "others, doubted"]].sum().sum()
        cells = [
            f"{int((own['hits'] > 0).sum()):,} of {len(own):,}",
            f"{own['hits'].sum():,}",
            f"{1000 * own['hits'].sum() / own['n_tokens'].sum():.2f}",
            f"{middle:.1f}",
            f"{low:.1f}–{high:.1f}",
            f"{count(author)} : {count(others)}",
            count(doubted),
        ]
        body.append(f'<tr><th scope="row">{_framed(frame)}</th>{"".join(map(_number_cell, cells))}</tr>\n')
    return _table(heads, f"<tbody>{''.join(body)}</tbody>", caption)


def _table(heads: Sequence[str], body: str, caption: str) -> str:
    head = "".join(f'<th scope="col" class="{"" if name in _WORDS else "n"}">{name}</th>' for name in heads)
    return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead>{body}</table>"


def _framed(frame: Frame) -> str:
    return f'<span class="swatch k{frame.number}">{safe(frame.label)} <b>{safe(frame.letter)}</b></span>'


def _number_cell(text: str) -> str:
    return f'<td class="n">{text}</td>'


def count(value: float) -> str:
    """A count as it is, a mean of counts with one decimal."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"
