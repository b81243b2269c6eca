"""
Corpus and lexicon to what is no hit although its words stand there: what a context or an exclusion rejected.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.hits.arguments import check_arguments
from framing.hits.matching import Matcher
from framing.hits.table import as_table
from framing.lexicon.frames import Lexicon
from framing.text.corpus import Corpus


def rejected(corpus: Corpus, lexicon: Lexicon, *, semantics: str = "framing") -> pd.DataFrame:
    """
    List every occurrence of a pattern that its context or an exclusion keeps from being a hit.

    A context that is to tell senses apart is as good as what it rejects: read these lines beside the hits, with
    :func:`kwic`. A pattern is listed by itself, whether or not another pattern of its frame has a hit at that place.
    What lies inside an exclusion is no part of a near, so a near is not listed for it.

    Parameters
    ----------
    corpus : Corpus
    lexicon : Lexicon
    semantics : {"framing", "quanteda"}
        See :mod:`framing.hits.matching`.

    Returns
    -------
    DataFrame
        One row an occurrence, with the columns and the order of :func:`find_hits`, then ``why``: ``"excluded"``, or
        ``"context"`` where no wording of its context stands in its paragraph; what is both is ``"excluded"``.

    Raises
    ------
    FramingError
        If ``semantics`` is unknown, or quanteda's and the lexicon has what quanteda does not know.

    Examples
    --------
    >>> from framing import kwic, read_corpus
    >>> from framing.lexicon.frames import Frame, Pattern, WordPattern
    >>> game = Pattern("great game", context=((WordPattern("asia"),),))
    >>> corpus = read_corpus(["A Great Game for Asia.", "It was a great game for the Lions."])
    >>> table = rejected(corpus, Lexicon((Frame("rivalry", (game,)),)))
    >>> table["why"].tolist(), kwic(table, corpus, window=3)["right"].tolist()
    (['context'], ['for the Lions'])
    """
    check_arguments(corpus=corpus, lexicon=lexicon)
    found, excluded = Matcher(lexicon, semantics=semantics).rejected(corpus.tokens)
    why = pd.Series(np.where(excluded, "excluded", "context"), dtype="str")
    return as_table(found, corpus, lexicon).assign(why=why)
