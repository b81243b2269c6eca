"""
Hits to places: where in the story a frame stands.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.errors import FramingError
from framing.hits.arguments import check_arguments
from framing.hits.given import given_hits, token_places
from framing.lexicon.frames import Lexicon
from framing.text.corpus import Corpus
from framing.text.groups import group_labels
from framing.text.sections import SECTIONS


def frame_positions(hits: pd.DataFrame, corpus: Corpus, lexicon: Lexicon, *, by: str = "doc_id") -> pd.DataFrame:
    """
    Where in the story each frame stands: in the headline, in the lead, early or late.

    Parameters
    ----------
    hits : DataFrame
        As :func:`find_hits` returns it, or a selection of its rows.
    corpus, lexicon
        What the hits were found in and with.
    by : str
        ``"doc_id"`` or a column of ``corpus.metadata``; see :func:`group_labels`.

    Returns
    -------
    DataFrame
        One row for each group and frame, groups in corpus order, frames in lexicon order; without hits too. A hit
        stands where its first word does.

        the column ``by``, ``frame``, ``hits``, ``n_tokens``
            as in :func:`frame_scores`.
        ``headline_hits``, ``headline_tokens``, ``headline_per_1000``; the same for ``lead`` and ``body``
            hits and tokens in the section, and hits per 1,000 tokens of that section; missing without tokens. Also
            for ``boilerplate``, if the corpus keeps it.
        ``headlines``, ``headlines_with``
            documents that have a headline, and those of them whose headline has the frame.
        ``first_quarter``, ``first_quarter_share``, ``first_half``, ``first_half_share``
            hits in the first quarter and half of their article, and these divided by ``hits``. Hits spread evenly
            would give 0.25 and 0.5.
        ``first``, ``median``
            relative position, 0–1 through the counted tokens of the article, headline included: of the first hit,
            and the median.
        ``q1``, ``q3``, ``iqr``
            quartiles of the positions (linear interpolation, type 7 of Hyndman and Fan 1996) and their distance.

        Shares and positions are missing where there is no hit; quartiles, where there are fewer than two.

    Raises
    ------
    FramingError
        If ``by`` is no such column or named like one of the result, or hits lack a column, name a frame or document
        that is not there, or start where no word counts.

    Examples
    --------
    >>> from framing import Lexicon, find_hits, read_corpus
    >>> corpus = read_corpus(["The border. Far from the border stands a post.", "Nothing."])
    >>> lexicon = Lexicon.from_dict({"border": ["border"]})
    >>> table = frame_positions(find_hits(corpus, lexicon), corpus, lexicon)
    >>> table[["hits", "n_tokens", "first_half", "first", "median"]].round(3).values.tolist()
    [[2.0, 9.0, 1.0, 0.111, 0.333], [0.0, 1.0, 0.0, nan, nan]]
    """
    hits, place = hit_places(hits, corpus, lexicon)
    units, labels = corpus.units, group_labels(corpus, by)
    groups = labels.unique()
    codes = pd.Index(groups).get_indexer(labels)
    found = units.iloc[place].reset_index(drop=True)
    found = found.assign(group=codes[found["document"]], frame=hits["frame"].to_numpy())
    cells = pd.MultiIndex.from_product([range(len(groups)), lexicon.frame_names], names=["group", "frame"])

    def count(rows: pd.DataFrame) -> pd.Series:
        return rows.groupby(["group", "frame"]).size().reindex(cells, fill_value=0)

    token_groups = pd.Series(codes[units["document"]])
    table = pd.DataFrame({"hits": count(found)}, index=cells)
    group = cells.get_level_values("group")
    table["n_tokens"] = np.bincount(token_groups, minlength=len(groups))[group]
    for section in SECTIONS if corpus.boilerplate == "keep" else SECTIONS[:3]:
        here = token_groups[(units["section"] == section).to_numpy()]
        table[f"{section}_hits"] = count(found[found["section"] == section])
        table[f"{section}_tokens"] = np.bincount(here, minlength=len(groups))[group]
        n_tokens = table[f"{section}_tokens"]
        table[f"{section}_per_1000"] = (1000 * table[f"{section}_hits"] / n_tokens).where(n_tokens > 0)
    titled = units.loc[units["section"] == "headline", "document"].unique()
    table["headlines"] = np.bincount(codes[titled], minlength=len(groups))[group]
    titles = found[found["section"] == "headline"].drop_duplicates(["document", "frame"])
    table["headlines_with"] = count(titles)
    for name, end in (("first_quarter", 0.25), ("first_half", 0.5)):
        table[name] = count(found[found["position"] < end])
        table[f"{name}_share"] = table[name] / table["hits"].where(table["hits"] > 0)
    positions = found.groupby(["group", "frame"])["position"]
    table["first"] = positions.min().reindex(cells)
    table["median"] = positions.median().reindex(cells)
    for name, share in (("q1", 0.25), ("q3", 0.75)):
        table[name] = positions.quantile(share).reindex(cells).where(table["hits"] > 1)
    table["iqr"] = table["q3"] - table["q1"]
    return named(table.reset_index(), by, groups)


def section_stretches(corpus: Corpus) -> pd.DataFrame:
    """
    Where headline and lead of each article begin and end, to be drawn under the hits.

    Returns
    -------
    DataFrame
        ``doc_id, section`` (all headlines, then all leads; only what there is), ``start, end``: relative positions as
        in :func:`frame_positions`. A stretch ends where its last word does.

    Examples
    --------
    >>> from framing import read_corpus
    >>> section_stretches(read_corpus(["The border.\\n\\nFar from the border stands a post."])).values.tolist()
    [['text1', 'lead', 0.0, 0.2222222222222222]]
    """
    units = corpus.units[corpus.units["section"].isin(["headline", "lead"])]
    ends = units.groupby(["section", "document"], observed=True)["position"].agg(["min", "max"]).reset_index()
    doc_ids = pd.Series(corpus.doc_ids, dtype="str").iloc[ends["document"]].to_numpy()
    word = 1 / corpus.n_tokens.loc[doc_ids].to_numpy()
    table = pd.DataFrame({"doc_id": doc_ids, "section": ends["section"].astype("str"), "start": ends["min"]})
    return table.assign(end=ends["max"].to_numpy() + word)


def hit_places(hits: pd.DataFrame, corpus: Corpus, lexicon: Lexicon) -> tuple[pd.DataFrame, np.ndarray]:
    """Hits as they were found, and which of the corpus's tokens each starts with."""
    check_arguments(hits=hits, corpus=corpus, lexicon=lexicon)
    hits = given_hits(hits, corpus, lexicon, needs=("doc_id", "frame", "start"))
    return hits, token_places(hits, corpus)


def named(table: pd.DataFrame, by: str, groups: np.ndarray) -> pd.DataFrame:
    """The table with its groups by name, in the first column."""
    names = pd.Series(np.asarray(groups, dtype=object)[table.pop("group")], dtype="str")
    if by in table.columns:
        raise FramingError(f"{by!r} is a column of the result too. Rename the column of the metadata.")
    table.insert(0, by, names)
    return table.astype({"frame": "str"})
