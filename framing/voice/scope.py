"""
Text to the reach of its cues of stance: which of them reach a mention.

In go a text and a place in it; out come the cues that reach there. A cue reaches from its place on, unless a contrast
closes it, as in ConText (Harkema et al. 2009): a name that is called in doubt only that name, a negation a few words, a
denial or a doubt its clause, a pretext its sentence.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

import numpy as np

from framing.voice.cues import words_of
from framing.voice.stance_cues import CLAUSE, NEGATIONS, StanceCue, cues_among
from framing.voice.words import COLON, COMMA, Words

_LISTED = 6  # words of the last item of a list
_BETWEEN = 6  # words between something and the pretext that it is called
_AFTER = 3  # words between something and a negation of it
_OPENING = 3  # words of a clause before its subject, or before "no" in what is denied
_NEGATED = 4  # words between a negation and what it negates: within five words, as in NegEx (Chapman et al. 2001)
_NAMED = 3  # words between "so-called" and the word that it is about
_BESIDE = ("endorsing", "discrediting")  # said of a cue of speech, not of what follows


class _Sentence(NamedTuple):
    """The cues of a sentence, and the words at which a contrast closes what was open."""

    cues: list[StanceCue]
    closed: list[int]

    def closes(self, first: int, last: int) -> bool:
        """Whether a contrast stands at ``first`` or later, before ``last``."""
        return bisect_left(self.closed, last) > bisect_left(self.closed, first)


class Scopes:
    """Which cues of a text reach which of its words; sentences are read when they are asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.words = words = Words(text)
        self._bounds = [*np.flatnonzero(words.sentence_start).tolist(), words.n]
        self._starts, self._ends = words.start.tolist(), words.end.tolist()
        self._read: dict[int, _Sentence] = {}
        self._taken: dict[int, bool] = {}  # of sentences, whether they ask about what they take as given

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The words of ``text[start:end]``, at least one: the first, and the one after the last."""
        first = min(bisect_right(self._ends, start), max(self.words.n - 1, 0))
        return first, max(bisect_left(self._starts, end), first + 1)

    def place(self, cue: StanceCue) -> tuple[int, int]:
        """The place of a cue in the text."""
        return self._starts[cue.first], self._ends[cue.last - 1]

    def word_at(self, start: int) -> int:
        """The word that begins at a place of the text, or the next one."""
        return bisect_left(self._starts, start)

    def cues_beside(self, word: int) -> list[StanceCue]:
        """All cues of the sentence of a word."""
        return self._sentence(word).cues

    def reaching(self, first: int, last: int) -> list[StanceCue]:
        """The cues whose scope reaches the words from ``first`` to before ``last``."""
        if not self.words.n:
            return []
        lowered, sentence = self.words.lowered, self._sentence(first)
        found = [c for c in sentence.cues if c.group not in _BESIDE and self._reaches(c, first, last, sentence)]
        if self._asked(last - 1) is not None:  # "Is it not a threat?": one who asks so denies nothing
            found = [cue for cue in found if cue.group != "negation"]
        # "Neither … nor", "not … nor": one negation in two words.
        if sum(cue.group == "negation" for cue in found) > 1:
            found = [cue for cue in found if lowered[cue.first] != "nor"]
        here = bisect_right(self._bounds, first) - 1
        begin = self._bounds[here]
        # "Or about drug trafficking.": goes on with the negation before it.
        if here and lowered[begin] in words_of("or_nor") and not self.words.paragraph_start[begin]:
            before = [cue for cue in self._sentence(begin - 1).cues if cue.group in NEGATIONS]
            found += [before[-1]] if before and not any(cue.group in NEGATIONS for cue in found) else []
        return found

    def question(self, word: int) -> tuple[int, int] | None:
        """
        The place of the question mark that ends the sentence of a word, if it asks whether that is so.

        "Why is it closed?" and "is it not closed?" take it as given.
        """
        if not self.words.n:
            return None
        here = bisect_right(self._bounds, word)
        if here not in self._taken:
            asked = self.words.lowered[self._bounds[here - 1] : self._bounds[min(here, len(self._bounds) - 1)]]
            self._taken[here] = not words_of("question_word").isdisjoint(asked) or any(
                cue.group in NEGATIONS for cue in self._sentence(word).cues
            )
        return None if self._taken[here] else self._asked(word)

    def _asked(self, word: int) -> tuple[int, int] | None:
        """The place of the question mark that ends the sentence of a word."""
        stop = self._bounds[min(bisect_right(self._bounds, word), len(self._bounds) - 1)]
        after = self._starts[stop] if stop < self.words.n else len(self._text)
        at = self._text.find("?", self._ends[stop - 1], after)
        return (at, at + 1) if at >= 0 else None

    def _sentence(self, word: int) -> _Sentence:
        here = bisect_right(self._bounds, word) - 1
        if here not in self._read:
            cues = list(cues_among(self.words, self._bounds[here], self._bounds[here + 1]))
            closed = [cue.first for cue in cues if cue.group == "contrast"]
            self._read[here] = _Sentence([c for c in cues if c.group not in ("contrast", "pseudo_negation")], closed)
        return self._read[here]

    def _reaches(self, cue: StanceCue, first: int, last: int, sentence: _Sentence) -> bool:
        if cue.last <= first:
            return not sentence.closes(cue.last, first + 1) and self._reaches_on(cue, first)
        if cue.first < last:
            return self._opens_or_intends(cue, first, last)
        # After it, only as what its clause says of it: "Border security is not the aim."
        if cue.group == "pretext":
            return self._called_pretext(cue, last)
        return not sentence.closes(last, cue.first) and self._said_of(cue, first, last)

    def _reaches_on(self, cue: StanceCue, first: int) -> bool:
        """Whether a cue reaches a later word; see above how far each does."""
        words = self.words
        if cue.group == "pretext":
            return not (words.before[cue.last : first + 1] & COLON).any()
        between = words.lowered[cue.last : first]
        if cue.group == "naming" and (len(between) > _NAMED or not words_of("coordinator").isdisjoint(between)):
            return False
        if cue.group == "negation" and not words_of("opens_clause").isdisjoint(between):
            return False
        signs = np.flatnonzero(words.before[cue.last : first + 1] & CLAUSE) + cue.last
        if not len(signs):
            return cue.group != "negation" or len(between) <= _NEGATED
        # "Not in roads, schools or border security": commas of a list that ends in "or" close nothing.
        commas = not (words.before[signs] & CLAUSE & ~COMMA).any()
        listed = words.lowered[signs[-1] : first]
        ends = len(listed) <= _LISTED and not words_of("or_nor").isdisjoint(listed)
        return cue.group in NEGATIONS and commas and ends

    def _opens_or_intends(self, cue: StanceCue, first: int, last: int) -> bool:
        """
        Whether a negation in something negates it: it opens it, or negates a wish.

        So in "(I see) no threat to the border", "does not want a base"; "the border is not safe" denies no danger.
        """
        if cue.group not in NEGATIONS or cue.last >= last:
            return False
        lowered = self.words.lowered
        opens = cue.first == first or (lowered[cue.first] == "no" and cue.first - first < _OPENING)
        return opens or lowered[cue.last] in words_of("want")

    def _called_pretext(self, cue: StanceCue, last: int) -> bool:
        """Whether something is called a pretext after it: "is a pretext", "used border security as a cover"."""
        lowered = self.words.lowered
        between = lowered[last : cue.first]
        denied = any(word in words_of("plain_negation") or word.endswith(("n't", "n’t")) for word in between)
        named = not words_of("pretext_noun").isdisjoint(lowered[cue.first : cue.last])
        return len(between) <= _BETWEEN and named and not denied and not self._parted(last, cue.first)

    def _said_of(self, cue: StanceCue, first: int, last: int) -> bool:
        """Whether a cue after something is said of it: "border security is not", where that opens its clause."""
        if cue.first - last > _AFTER or self._parted(last, cue.first):
            return False
        begin = self._bounds[bisect_right(self._bounds, first) - 1]
        opening = range(max(begin, first - _OPENING), first + 1)
        opens = any(word == begin or self.words.before[word] & CLAUSE for word in opening)
        # "Is not the aim" denies; what "will not be cheap" or "did not say" is taken as given.
        verbs = words_of("agent_be" if cue.group == "negation" else "says_of")
        told = {
            form for word in self.words.lowered[last : cue.last] for form in (word, word.removesuffix("n"))
        }  # isn’t
        return opens and not verbs.isdisjoint(told)

    def _parted(self, first: int, last: int) -> bool:
        """Whether a sign that ends a clause stands before one of the words from ``first`` to ``last``."""
        return bool((self.words.before[first : last + 1] & CLAUSE).any())
