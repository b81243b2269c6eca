"""
Speakers to who they are: how the text names them, and which actor they are or stand for.
"""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from framing.errors import FramingError
from framing.lexicon.frames import Lexicon
from framing.scores.actors_heard import speaker_actors
from framing.voice.naming import naming

DERIVED = ("naming", "actor")


def with_speakers(table: pd.DataFrame, wanted: Collection[str], actors: Lexicon | None) -> pd.DataFrame:
    """
    The table, which has a ``speaker``, with ``naming`` and ``actor``, where wanted.

    An actor is one of the lexicon, or ``other`` for whoever else is named, and for the rest how they are named.
    """
    names = table["speaker"].unique()
    how = {name: naming(name) for name in names}
    if "naming" in wanted:
        table = table.assign(naming=table["speaker"].map(how).astype("str"))
    if "actor" in wanted:
        if actors is None:
            raise FramingError("to tell who a speaker is, give actors, such as actors=load_lexicon('actors').")
        found = speaker_actors(names, actors)
        who = {name: found[name] if how[name] == "named" else how[name] for name in names}
        table = table.assign(actor=table["speaker"].map(who).astype("str"))
    return table
