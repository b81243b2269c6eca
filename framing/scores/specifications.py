"""
Corpus, lexicon and mentions to every score under every declared specification.

A specification curve shows a result under all combinations of choices that could be defended, instead of under the
one that happened to be made (Simonsohn, Simmons and Nelson 2020; Steegen and others 2016). Choices that a coder does
not have (entries of a lexicon, sureness of people) do not multiply the grid, nor do those that could change nothing.
The specifications are no sample: a share of them is a description of the grid, not a probability.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd

from framing.errors import FramingError, unknown
from framing.hits.arguments import check_arguments
from framing.lexicon.frames import Lexicon
from framing.scores.checks import checked_generator
from framing.scores.declaration import (
    CHOICES,
    LEXICON,
    OF_CODERS,
    OF_LEXICON,
    PARAGRAPHS,
    RATE,
    Declaration,
    load_declaration,
)
from framing.scores.readings import READING, check_coders, corpus_of, idle, in_every_sentence, read, tiers, variants
from framing.scores.resampling import resampled
from framing.scores.units import first_tokens, sentence_counts
from framing.text.corpus import Corpus
from framing.voice.voiced import SIDES, token_voices


@dataclass(frozen=True, eq=False, repr=False)
class Specifications:
    """
    Every score under every specification.

    Attributes
    ----------
    declaration : Declaration
    scores : DataFrame
        One row for each specification, article and frame: ``specification`` (its number), the choices ``coder, tier,
        own, scope, normaliser, boilerplate, voice, unsure`` (empty where the coder has none), ``main``, ``doc_id``,
        ``frame``, ``hits`` (or mentions), ``count`` of ``of``, ``value``. For ``per 1,000 tokens`` the count is that of
        the hits, ``of`` the tokens, and ``value = 1000 * count / of``; for the shares it is that of the sentences or
        paragraphs that one stands in, ``of`` all of them, and ``value = count / of``.
    grid : DataFrame
        One row a specification: index ``specification``, the choices, ``main``.
    rates : DataFrame
        The values, one row a specification, columns (frame, doc_id). What a claim is tested on.
    draws : DataFrame
        The same under the main specification for each draw of the bootstrap: what a claim's interval comes from.
    """

    declaration: Declaration
    scores: pd.DataFrame
    grid: pd.DataFrame
    rates: pd.DataFrame
    draws: pd.DataFrame

    def __repr__(self) -> str:
        frames, doc_ids = self.rates.columns.levshape
        return f"{len(self.grid)} specifications of {frames} frames in {doc_ids} articles"


def specifications(
    corpus: Corpus,
    lexicon: Lexicon,
    mentions: pd.DataFrame | None = None,
    *,
    declaration: Declaration | None = None,
    draws: int = 2000,
    rng: np.random.Generator | int = 0,
) -> Specifications:
    """
    Score every article and frame under every declared specification, and the main one again in bootstrap draws.

    Parameters
    ----------
    corpus, lexicon
        As in :func:`frame_scores`; whether boilerplate counts is a choice of the declaration, not of the corpus.
    mentions : DataFrame, optional
        As :func:`load_mentions` returns it; needed where the declaration names coders other than ``lexicon``.
    declaration : Declaration, optional
        Default: that of the study, :func:`load_declaration`.
    draws : int
    rng : Generator or int
        As in :func:`bootstrap_scores`, which draws the same units: sentences within each article, or paragraphs where
        the main normaliser counts these. Where nothing was found there is nothing to draw again; the score is then
        drawn from what such a text may hide, ``1 - (1 - u) ** (1 / n)`` with ``u`` uniform and ``n`` its tokens or
        units, whose quantiles are the bounds of the rule of three.

    Returns
    -------
    Specifications

    Raises
    ------
    FramingError
        If the declaration names a coder or tier that is not there, or a coder has no mention in an article.

    Examples
    --------
    >>> from framing import load_lexicon, load_mentions, load_seeds
    >>> corpus, lexicon = load_seeds(), load_lexicon()
    >>> every = specifications(corpus, lexicon, load_mentions(corpus), draws=100)
    >>> every
    192 specifications of 3 frames in 5 articles
    >>> every.grid.query("coder == 'B'").iloc[0].to_dict()
    {'coder': 'B', 'tier': '', 'own': '', 'scope': 'whole', 'normaliser': 'per 1,000 tokens', 'boilerplate': '',
     'voice': 'everybody', 'unsure': 'counted', 'main': False}
    """
    check_arguments(corpus=corpus, lexicon=lexicon)
    declaration = declaration or load_declaration()
    generator = checked_generator(rng, draws=draws)
    options = {choice.name: (choice.main, *choice.others) for choice in declaration.choices}
    check_coders(options["coder"], mentions, corpus, lexicon)
    for tier in options["tier"]:
        if tier not in tiers(lexicon):
            raise FramingError(f"the declaration: {unknown('tier', tier, tiers(lexicon))}")
    grid = _grid(options, idle(corpus, lexicon, mentions))
    corpora = variants(corpus, (corpus_of(row) for row in grid.to_dict("records")))
    scorer = _Scorer(corpora, lexicon, read(grid.drop_duplicates(list(READING)), corpora, lexicon, mentions))

    tables = [scorer.totals(row).assign(specification=number) for number, row in grid.iterrows()]
    scores = grid.reset_index().merge(pd.concat(tables), on="specification", validate="one_to_many")
    rates = scores.pivot(index="specification", columns=["frame", "doc_id"], values="value")
    columns = pd.MultiIndex.from_product([lexicon.frame_names, corpus.doc_ids], names=["frame", "doc_id"])
    drawn = scorer.draws(grid.loc[grid["main"].idxmax()], draws, generator)
    drawn = pd.DataFrame(drawn, columns=columns, index=pd.RangeIndex(draws, name="draw"))
    return Specifications(declaration, scores, grid, rates[columns], drawn)


def _grid(options: Mapping[str, tuple[str, ...]], useless: set[str]) -> pd.DataFrame:
    """Every combination, the main one first; a choice that is none here is empty and multiplies nothing."""
    options = {name: own[:1] if name in useless else own for name, own in options.items()}
    rows = []
    for combination in product(*(options[name] for name in CHOICES)):
        row = dict(zip(CHOICES, combination, strict=True))
        strange = OF_CODERS if row["coder"] == LEXICON else OF_LEXICON
        rows.append(row | dict.fromkeys(strange, ""))
    grid = pd.DataFrame(rows, dtype="str").drop_duplicates(ignore_index=True).rename_axis("specification")
    return grid.assign(main=grid.index == 0)


class _Scorer:
    """Counts of every unit under a specification, from readings found once."""

    def __init__(
        self, corpora: Mapping[str, Corpus], lexicon: Lexicon, readings: Mapping[tuple[str, ...], pd.DataFrame]
    ) -> None:
        self.corpora, self.readings = corpora, readings
        self.frames = {name: number for number, name in enumerate(lexicon.frame_names)}
        self.tiers = tiers(lexicon)
        self.authors = {
            name: token_voices(corpus)["voice"].isin(SIDES["author"]).to_numpy() for name, corpus in corpora.items()
        }

    def units(self, choices: Mapping[str, str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Of each unit its document; what is divided by, then what is counted of each frame; and its hits of each."""
        name = corpus_of(choices)
        corpus, marks = self.corpora[name], self.readings[tuple(choices[key] for key in READING)]
        if choices["tier"]:
            marks = marks[marks["category"].isin(self.tiers[choices["tier"]])]
        if choices["voice"] == "author":
            marks = marks[marks["voice"].isin(SIDES["author"])]
        unit = "paragraph" if choices["normaliser"] == PARAGRAPHS else "sentence"
        document, sizes, hits = self._counts(marks, corpus, unit)
        starts = first_tokens(corpus, unit)
        if choices["voice"] == "author":
            sizes = np.add.reduceat(self.authors[name].astype(np.int64), starts)
        kept = sizes > 0  # a unit without a word of the author's is none of theirs
        if choices["scope"] == "body":
            kept &= (corpus.units["section"] != "headline").to_numpy()[starts]
        if choices["normaliser"] == RATE:
            counts = np.column_stack([sizes, hits])
        else:
            counts = np.column_stack([kept, self._counts(in_every_sentence(marks), corpus, unit)[2] > 0])
        return document[kept], counts[kept].astype(np.int64), hits[kept]

    def _counts(self, marks: pd.DataFrame, corpus: Corpus, unit: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Of each unit its document, its tokens, and its marks of each frame."""
        codes = marks["frame"].map(self.frames).to_numpy(dtype=np.int64)
        return sentence_counts(marks, corpus, codes, len(self.frames), unit)

    def totals(self, choices: Mapping[str, str]) -> pd.DataFrame:
        """One row an article and frame: ``doc_id, frame, hits, count, of, value``."""
        doc_ids = next(iter(self.corpora.values())).doc_ids
        document, counts, hits = self.units(choices)
        whole = np.zeros((len(doc_ids), counts.shape[1] + hits.shape[1]), dtype=np.int64)
        np.add.at(whole, document, np.column_stack([counts, hits]))
        n = len(self.frames)
        table = pd.DataFrame(
            {
                "doc_id": pd.Series(np.repeat(doc_ids, n), dtype="str"),
                "frame": pd.Series(list(self.frames) * len(doc_ids), dtype="str"),
                "hits": whole[:, 1 + n :].reshape(-1),
                "count": whole[:, 1 : 1 + n].reshape(-1),
                "of": np.repeat(whole[:, 0], n),
            }
        )
        return table.assign(value=scale(choices) * table["count"] / table["of"].where(table["of"] > 0))

    def draws(self, choices: Mapping[str, str], draws: int, generator: np.random.Generator) -> np.ndarray:
        """Values of each frame and article (all articles of a frame side by side) in each draw."""
        document, counts, _ = self.units(choices)
        n_documents, n_frames = len(next(iter(self.corpora.values()))), len(self.frames)
        drawn = np.full((draws, n_frames, n_documents), np.nan)
        for number, child in enumerate(generator.spawn(n_documents)):
            own = counts[document == number]
            if len(own) < 2:
                continue  # one unit says nothing of how much it might have differed
            sums = resampled(own, draws, child)
            drawn[:, :, number] = sums[:, 1:] / sums[:, :1]
            whole = own.sum(axis=0)
            for frame in np.flatnonzero(whole[1:] == 0):
                drawn[:, frame, number] = 1 - (1 - child.random(draws)) ** (1 / whole[0])
        return scale(choices) * drawn.reshape(draws, -1)


def scale(choices: Mapping[str, str]) -> int:
    """What a share is multiplied by: 1000 for a rate per 1,000 tokens."""
    return 1000 if choices["normaliser"] == RATE else 1
