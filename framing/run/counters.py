"""
Texts, or the documents of a corpus, to counts of each frame: whole, or by voice.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from framing.errors import FramingError, unknown
from framing.hits.columns import count_columns
from framing.hits.counting import FrameCounter
from framing.hits.matching import Matcher
from framing.text.languages import language_of
from framing.text.packed import How
from framing.text.rows import Rows
from framing.text.tokens import mends
from framing.voice.known_language import refuse_language

if TYPE_CHECKING:
    from framing.text.corpus import Corpus

BY = ("voice",)


@dataclass(frozen=True)
class Options:
    """How to count, apart from where from and where to."""

    text: str = "text"
    doc_id: str = "doc_id"
    categories: bool = False
    nested_scope: str = "frame"
    semantics: str = "framing"
    by: str | None = None
    language: str = "en"
    mend: tuple[str, ...] = ()
    how: How = field(default_factory=How)

    def __post_init__(self) -> None:
        object.__setattr__(self, "mend", mends(self.mend))
        language_of(self.language)


class Counter:
    """Counts the hits of each frame, with the columns and the voices that the options ask for."""

    def __init__(self, matcher: Matcher, options: Options) -> None:
        self.matcher, self.options = matcher, options
        if options.by is None:
            self._counter = FrameCounter(
                matcher, categories=options.categories, language=options.language, mend=options.mend
            )
        elif options.by in BY:
            from framing.voice.voice_counting import VoiceCounter

            refuse_language(options.language)
            self._counter = VoiceCounter(matcher, categories=options.categories, mend=options.mend)
        else:
            raise FramingError(unknown("value of by", options.by, BY))
        self.columns, self.voices = self._counter.columns, self._counter.voices

    def count(self, rows: Rows) -> tuple[np.ndarray, np.ndarray]:
        """
        Tokens, and hits of each column, of some rows: one row a text, or by voice one for each text and voice.

        Of rows from a list of articles only what counts is counted.
        """
        if rows.documents is None or not len(rows):
            return self._counter.count(rows.texts)
        return self.count_corpus(self.corpus(rows))

    def corpus(self, rows: Rows) -> Corpus:
        """Some rows as a corpus, read as the options say."""
        from framing.text.corpus import Corpus

        return Corpus(rows.as_documents(), language=self.options.language, mend=self.options.mend)

    def count_corpus(self, corpus: Corpus) -> tuple[np.ndarray, np.ndarray]:
        """The same for the documents of a corpus."""
        if self.voices:
            refuse_language(corpus.language)
            return self._counter.count_tokens(corpus.tokens, [document.text for document in corpus])
        columns = count_columns(self.matcher.lexicon, categories=self.options.categories)
        found = self.matcher.match(corpus.tokens)
        counts = np.zeros((len(corpus), len(columns.names)), dtype=np.int64)
        columns.add(counts, corpus.tokens.document[found.first], found)
        return np.diff(corpus.tokens.bounds), counts
