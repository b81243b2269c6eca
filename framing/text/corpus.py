"""
Documents in a fixed order: what counts in them, as tokens, paragraphs and sentences.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from framing.errors import CorpusError, unknown
from framing.text.boundaries import Boundary
from framing.text.document import Document
from framing.text.languages import language_of
from framing.text.sections import counted_tokens, stretches, token_units
from framing.text.tokens import Tokens, mends


@dataclass(frozen=True, eq=False)
class Corpus:
    """
    Documents in a fixed order.

    Parameters
    ----------
    documents : tuple of Document
    boilerplate : {"drop", "keep"}
        Whether text marked as boilerplate is left out of every count. Kept boilerplate is a section of its own.
    language : str
        By whose rules sentences end, a code of ``framing/text/languages.toml``. Voice and stance know English alone.
    mend : tuple of {"hyphens", "stops", "elision"}
        What is read otherwise than it is printed, see :func:`tokenize`.

    Raises
    ------
    CorpusError
        If two documents have the same id, a document has no word that counts, or there is no document; if the
        language is unknown.
    FramingError
        If a value of ``mend`` is unknown.

    Examples
    --------
    >>> corpus = Corpus((Document("text1", "The great game."), Document("text2", "Border security, again.")))
    >>> corpus.n_tokens.to_dict()
    {'text1': 3, 'text2': 3}
    """

    documents: tuple[Document, ...]
    boilerplate: str = "drop"
    language: str = "en"
    mend: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "documents", tuple(self.documents))
        object.__setattr__(self, "mend", mends(self.mend))
        language_of(self.language)
        if self.boilerplate not in ("drop", "keep"):
            raise CorpusError(unknown("boilerplate", self.boilerplate, ["drop", "keep"]))
        if not self.documents:
            raise CorpusError("the corpus has no document. Expected at least one article with text.")
        seen: dict[str, int] = {}
        for number, document in enumerate(self.documents, start=1):
            if document.doc_id in seen:
                raise CorpusError(
                    f"two articles have the id {document.doc_id!r}: number {seen[document.doc_id]} and number "
                    f"{number}. Give each its own id."
                )
            seen[document.doc_id] = number

    def __len__(self) -> int:
        return len(self.documents)

    def __iter__(self) -> Iterator[Document]:
        return iter(self.documents)

    def __getitem__(self, doc_id: str) -> Document:
        try:
            return self.documents[self._numbers[doc_id]]
        except KeyError:
            raise CorpusError(unknown("doc_id", doc_id, self.doc_ids)) from None

    @property
    def doc_ids(self) -> tuple[str, ...]:
        """The ids in the order of documents."""
        return tuple(document.doc_id for document in self.documents)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {doc_id: number for number, doc_id in enumerate(self.doc_ids)}

    @cached_property
    def metadata(self) -> pd.DataFrame:
        """What is known of each document: index ``doc_id``, one column a key, in the order first seen."""
        rows = [dict(document.metadata) for document in self.documents]
        return pd.DataFrame(rows, index=pd.Index(self.doc_ids, name="doc_id"))

    @cached_property
    def tokens(self) -> Tokens:
        """The tokens that count, with boundaries where boilerplate was left out or a section changes."""
        return self._counted[0]

    @cached_property
    def units(self) -> pd.DataFrame:
        """
        Where each token of ``tokens`` stands: columns ``document`` (its number), ``section``, ``paragraph``,
        ``sentence`` (numbered from 0 in each document) and ``position`` (0–1 through the document's tokens).
        """
        return token_units(*self._counted)

    @cached_property
    def n_tokens(self) -> pd.Series:
        """Tokens that count, by ``doc_id``: what every rate divides by."""
        counts = np.diff(self.tokens.bounds)
        return pd.Series(counts, index=pd.Index(self.doc_ids, name="doc_id"), name="n_tokens")

    @cached_property
    def sentences(self) -> pd.DataFrame:
        """One row a sentence: ``doc_id, section, paragraph, sentence, start, end, n_tokens, text``."""
        return self._stretches(Boundary.SENTENCE, ["section", "paragraph", "sentence"])

    @cached_property
    def paragraphs(self) -> pd.DataFrame:
        """One row a paragraph: ``doc_id, section, paragraph, start, end, n_tokens, text``."""
        return self._stretches(Boundary.PARAGRAPH, ["section", "paragraph"])

    @cached_property
    def sha256(self) -> str:
        """A hash of everything that counts can depend on: ids, texts, ranges, how they are read."""
        read = [self.boilerplate, *(f"{self.language}",) * (self.language != "en"), *self.mend]
        digest = hashlib.sha256(" ".join(read).encode())
        for document in self.documents:
            parts = (document.doc_id, document.text, document.headline, document.boilerplate)
            digest.update(repr(parts).encode("utf-8", "surrogatepass"))
        return digest.hexdigest()

    def _stretches(self, level: Boundary, columns: list[str]) -> pd.DataFrame:
        return stretches(self.documents, self.tokens, self.units, level, columns)

    @cached_property
    def _counted(self) -> tuple[Tokens, np.ndarray]:
        return counted_tokens(self.documents, boilerplate=self.boilerplate, language=self.language, mend=self.mend)
