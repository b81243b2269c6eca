"""
Texts to counts by voice: the hits of each frame in the author's words, in quoted, reported and imputed ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from framing.errors import FramingError
from framing.hits.columns import count_columns
from framing.hits.matching import Matcher
from framing.text.tokens import Tokens, tokenize
from framing.voice.spans import Cells, covering, whose
from framing.voice.voiced import WHOSE, spoken
from framing.voice.voices import find_voices


class VoiceCounter:
    """
    Counts the hits of each frame by voice: in the author's words, in quoted, reported and imputed ones.

    As :class:`framing.hits.counting.FrameCounter`, whose counts its own add up to, but with four rows a text, one for
    each of ``voices``. It reads every text in full and is much slower.

    Examples
    --------
    >>> from framing import Lexicon
    >>> counter = VoiceCounter(Matcher(Lexicon.from_dict({"rivalry": ["great game"]})))
    >>> n_tokens, counts = counter.count(["The great game is over. “The great game goes on,” Anna Berg said."])
    >>> n_tokens.tolist(), counts.tolist()
    ([8, 5, 0, 0], [[1], [1], [0], [0]])
    """

    voices = WHOSE

    def __init__(self, matcher: Matcher, *, categories: bool = False, mend: tuple[str, ...] = ()) -> None:
        self._mend = mend
        self._matcher = matcher
        self._columns = count_columns(matcher.lexicon, categories=categories)
        self.columns = self._columns.names
        if "voice" in self.columns:
            raise FramingError("two columns would be named 'voice'. Rename the frame.")

    def count(self, texts: Iterable[str]) -> tuple[np.ndarray, np.ndarray]:
        """
        Count in a batch of texts.

        Returns
        -------
        n_tokens : int64, four a text
        counts : int64, texts × 4, by ``columns``
        """
        texts = list(texts)
        parts = [self.count_tokens(tokenize(some, mend=self._mend), some) for some in _few(texts)]
        if not parts:
            return np.zeros(0, dtype=np.int64), np.zeros((0, len(self.columns)), dtype=np.int64)
        return np.concatenate([n for n, _ in parts]), np.concatenate([counts for _, counts in parts])

    def count_tokens(self, tokens: Tokens, texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """The same for the tokens that count of these texts."""
        found = self._matcher.match(tokens)
        n_tokens = np.zeros((len(texts), len(WHOSE)), dtype=np.int64)
        row = np.zeros(len(found.first), dtype=np.int64)
        last = found.first + found.length - 1
        document = tokens.document[found.first]
        by_document = np.searchsorted(document, np.arange(len(texts) + 1))
        for number, text in enumerate(texts):
            own = slice(tokens.bounds[number], tokens.bounds[number + 1])
            voices = find_voices(text)
            cells = Cells(voices)
            voiced = np.zeros(own.stop - own.start, dtype=np.int64)
            for voice, words in spoken(voices, tokens.start[own]):
                voiced[words] = WHOSE.index(voice.voice)
            n_tokens[number] = np.bincount(voiced, minlength=len(WHOSE))
            for hit in range(by_document[number], by_document[number + 1]):
                place = int(tokens.start[found.first[hit]]), int(tokens.end[last[hit]])
                held = covering(cells.touching(*place), *place)
                voice = whose(held)
                row[hit] = number * len(WHOSE) + (WHOSE.index(voice.voice) if voice else 0)
        counts = np.zeros((n_tokens.size, len(self.columns)), dtype=np.int64)
        self._columns.add(counts, row, found)
        return n_tokens.ravel(), counts


def _few(texts: list[str]) -> Iterator[list[str]]:
    """A hundred texts at a time: tokens take much memory."""
    return (texts[i : i + 100] for i in range(0, len(texts), 100))
