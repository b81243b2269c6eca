"""
A file to the declared choices behind a score: the main specification, and the grid of others that could be defended.

A specification says how everything that could be done in several ways is done. Which one is the main one is declared,
with reasons, in a file with a hash, before a claim is looked at; the others show how much hangs on the choice
(Simonsohn, Simmons and Nelson 2020, "Specification curve analysis", Nature Human Behaviour 4, 1208–1214; Steegen,
Tuerlinckx, Gelman and Vanpaemel 2016, "Increasing transparency through a multiverse analysis", Perspectives on
Psychological Science 11, 702–712). The file has one table for each choice::

    [choices.scope]
    main = "whole"
    others = ["body"]     # [] where nothing else can be defended
    why = "A headline is part of the article."
"""

from __future__ import annotations

import hashlib
import os
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from framing.errors import FramingError, unknown
from framing.text.reading import SEEDS

DECLARED = SEEDS.parent / "main_specification.toml"
RATE, SENTENCES, PARAGRAPHS = "per 1,000 tokens", "share of sentences", "share of paragraphs"
LEXICON, CONSENSUS, ALL = "lexicon", "consensus", "all"
COUNTED, LEFT_OUT = "counted", "left out"
# Each choice with its options; where these depend on the data, none.
OPTIONS: dict[str, tuple[str, ...]] = {
    "coder": (),  # LEXICON, CONSENSUS, or a coder of the mentions
    "tier": (),  # ALL, or a category of the lexicon: it and those before it
    "own": (COUNTED, LEFT_OUT),  # entries found only in coded mentions of the very article
    "scope": ("whole", "body"),  # body: all but title and subtitle
    "normaliser": (RATE, SENTENCES, PARAGRAPHS),
    "boilerplate": (LEFT_OUT, COUNTED),
    "voice": ("everybody", "author"),
    "unsure": (COUNTED, LEFT_OUT),  # mentions that their coder is not sure of
}
CHOICES = tuple(OPTIONS)
OF_LEXICON, OF_CODERS = ("tier", "own", "boilerplate"), ("unsure",)  # choices that only these have


@dataclass(frozen=True)
class Choice:
    """Something that could be done in several ways: the ``main`` one, the ``others``, and why."""

    name: str
    main: str
    others: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Declaration:
    """The choices in their order, and the hash of the file that declares them."""

    choices: tuple[Choice, ...]
    sha256: str

    @property
    def table(self) -> pd.DataFrame:
        """One row a choice: ``choice, main, others, why``."""
        rows = [(choice.name, choice.main, ", ".join(choice.others), choice.why) for choice in self.choices]
        return pd.DataFrame(rows, columns=["choice", "main", "others", "why"], dtype="str")


def load_declaration(path: str | os.PathLike = DECLARED) -> Declaration:
    """
    Read which specification is the main one, and which others could be defended.

    Parameters
    ----------
    path
        A .toml file as :mod:`framing.scores.declaration` shows it, with all choices: ``coder``, ``tier``, ``own``,
        ``scope``, ``normaliser``, ``boilerplate``, ``voice``, ``unsure``.

    Raises
    ------
    FramingError
        If the file cannot be read, a choice is missing, unknown or without a reason, or an option is unknown or
        named twice.

    Examples
    --------
    >>> declared = load_declaration()
    >>> declared.table.loc[3, ["choice", "main", "others"]].tolist(), len(declared.sha256)
    (['scope', 'whole', 'body'], 64)
    """
    path = Path(path)
    try:
        raw = path.read_bytes()
        tables = tomllib.loads(raw.decode("utf-8")).get("choices", {})
    except (OSError, ValueError) as error:
        raise FramingError(f"{path}: cannot be read as .toml: {error}.") from None
    if not isinstance(tables, dict):
        raise FramingError(f"{path}: expected a table [choices.scope] and so on for each choice.")
    for name in tables:
        if name not in OPTIONS:
            raise FramingError(f"{path}: {unknown('choice', name, OPTIONS)}")
    for name in OPTIONS:
        if name not in tables:
            raise FramingError(f"{path}: expected a table [choices.{name}], found none. Declare that choice too.")
    return Declaration(tuple(_choice(path, name, tables[name]) for name in OPTIONS), hashlib.sha256(raw).hexdigest())


def _choice(path: Path, name: str, table: object) -> Choice:
    """One choice, checked."""
    where = f"{path}, [choices.{name}]"
    if not isinstance(table, dict) or set(table) != {"main", "others", "why"}:
        raise FramingError(f"{where}: expected main, others and why, and nothing else; found {table!r}.")
    main, others, why = table["main"], table["others"], table["why"]
    options = [main, *others] if isinstance(others, list) else [None]
    if not all(isinstance(option, str) and option for option in options):
        raise FramingError(
            f"{where}: expected a text as main and a list of texts as others, found {main!r}, {others!r}."
        )
    if not isinstance(why, str) or not why.strip():
        raise FramingError(f"{where}: gives no reason. Say in `why` what speaks for main and what for the others.")
    for place, option in enumerate(options):
        if OPTIONS[name] and option not in OPTIONS[name]:
            raise FramingError(f"{where}: {unknown('option', option, OPTIONS[name])}")
        if option in options[:place]:
            raise FramingError(f"{where}: names {option!r} twice. Drop one.")
    return Choice(name, main, tuple(others), why)
