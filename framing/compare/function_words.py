"""
A word list to function words: what a list of key words may leave out, so that words with a subject of their own show.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from framing.wordlists import read_groups


@cache
def function_words() -> frozenset[str]:
    """
    English function words: articles, pronouns, prepositions, conjunctions, auxiliaries, and adverbs that point or join.

    They are types, as a document-term matrix has them, and stand by class, each with its source, in
    ``framing/compare/function_words.toml``. Not among them is "us", which is the type of "US" as well. They belong out
    of a list that is to be read, not out of the counts: how often an article says "their" may be its translator's
    habit, and rates divide by all words.

    Examples
    --------
    >>> sorted(function_words() & {"their", "the", "us", "border"})
    ['the', 'their']
    """
    groups = read_groups(Path(__file__).with_name("function_words.toml"))
    return frozenset(word for group in groups.values() for word in group["words"])
