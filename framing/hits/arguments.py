"""
What a function was given, held against what its arguments are called: one sentence where two were swapped.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from framing.errors import FramingError
from framing.lexicon.frames import Lexicon
from framing.text.corpus import Corpus
from framing.text.document import Document
from framing.text.rows import short

_KINDS: dict[str, tuple[type, str]] = {
    "corpus": (Corpus, "a Corpus, as read_corpus makes it"),
    "document": (Document, "a Document, such as corpus['text1']"),
    "lexicon": (Lexicon, "a Lexicon, as load_lexicon makes it"),
    "actors": (Lexicon, "a Lexicon, as load_lexicon('actors') makes it"),
    "hits": (pd.DataFrame, "a table of hits, as find_hits makes it"),
    "frame_hits": (pd.DataFrame, "a table of hits, as find_hits makes it"),
    "actor_hits": (pd.DataFrame, "a table of hits, as find_hits makes it"),
    "voices": (pd.DataFrame, "a table of voices, as list_voices or add_voice makes it"),
    "mentions": (pd.DataFrame, "a table of mentions, as load_mentions makes it"),
    "labels": (pd.DataFrame, "a table of labels, as unit_labels or read_sheets makes it"),
    "dtm": (pd.DataFrame, "a table of documents × types, as document_term_matrix makes it"),
    "vectors": (pd.DataFrame, "a table of documents × features, as document_term_matrix makes it"),
}


def check_arguments(**given: Any) -> None:
    """
    Refuse an argument of another kind than its name says, such as two that were swapped.

    >>> check_arguments(hits=pd.DataFrame(), corpus="articles.csv")
    Traceback (most recent call last):
    framing.errors.FramingError: expected corpus to be a Corpus, as read_corpus makes it; found the text \
'articles.csv'. The order is: hits, corpus.
    """
    for name, value in given.items():
        kind, what = _KINDS[name]
        if not isinstance(value, kind):
            order = f" The order is: {', '.join(given)}." if len(given) > 1 else ""
            raise FramingError(f"expected {name} to be {what}; found {_found(value)}.{order}")


def _found(value: Any) -> str:
    if isinstance(value, str):
        return f"the text {short(value)!r}"
    if value is None or isinstance(value, (bool, int, float)):
        return repr(value)
    of = " of Polars (its .to_pandas() will do)" if type(value).__module__.startswith("polars") else ""
    return f"a {type(value).__name__}{of}"
