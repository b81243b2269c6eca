"""
Cue files to cue words: groups of entries in all their forms, and what a word counts as by them.

In goes a folder of .toml files, ``cue_words/`` beside this file unless told; out come its groups by name, and the
vocabulary: number, class and form of each single word in them. Cue words are data, to be read and extended.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from framing.errors import LexiconError, unknown
from framing.text.folding import fold
from framing.wordlists import REQUIRED, read_groups

if TYPE_CHECKING:
    from collections.abc import Iterator

CUES = Path(__file__).parent / "cue_words"
_FORMS = ("verb", "noun", "word", "phrase")
_VOWELS = "aeiou"


@dataclass(frozen=True)
class CueGroup:
    """Cue words of one kind, with the reason and the source; ``forms`` has each entry as it is found in a text."""

    name: str
    form: str
    about: str
    source: str
    words: tuple[str, ...]
    forms: dict[str, tuple[str, str]]  # as printed, in lower case: the entry, and which form of it


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _inflect(entry: str, form: str) -> Iterator[tuple[str, str, str]]:
    lemma, *pasts = entry.lower().split("/")
    if form in ("word", "phrase"):
        yield lemma, lemma, "word"
    elif form == "noun":
        yield lemma, lemma, "noun"
        yield _plural(lemma), lemma, "noun"
    else:
        soft = lemma.endswith("y") and lemma[-2:-1] not in _VOWELS
        stem = lemma[:-1] if lemma.endswith("e") and not lemma.endswith("ee") else lemma
        if not pasts:
            pasts = [lemma[:-1] + "ied" if soft else lemma + ("d" if lemma.endswith("e") else "ed")]
        # What doubles in the past (planned) doubles in -ing too.
        doubled = pasts[0][:-2] if pasts[0] == lemma + lemma[-1] + "ed" else stem
        yield lemma, lemma, "base"
        yield _plural(lemma), lemma, "s"
        for past in pasts:
            yield past, lemma, "past"
        yield doubled + "ing", lemma, "ing"


def load_cues(folder: str | Path | None = None) -> dict[str, CueGroup]:
    """
    The groups of cue words, by name, from the .toml files of a folder (none: those that come with the library).

    Raises
    ------
    LexiconError
        If a file is no TOML, or a group has no words, form, about or source. The message says where.

    Examples
    --------
    >>> load_cues()["say"].forms["wrote"]
    ('write', 'past')
    """
    groups: dict[str, CueGroup] = {}
    for path in sorted(Path(folder or CUES).glob("*.toml")):
        for name, group in read_groups(path, ("form", *REQUIRED)).items():
            if group["form"] not in _FORMS:
                raise LexiconError(f"{path}, group {name!r}: {unknown('form', group['form'], _FORMS)}")
            forms: dict[str, tuple[str, str]] = {}
            for entry in group["words"]:
                for printed, lemma, which in _inflect(entry, group["form"]):
                    forms.setdefault(printed, (lemma, which))
            groups[name] = CueGroup(name, group["form"], group["about"], group["source"], tuple(group["words"]), forms)
    return groups


@lru_cache(maxsize=1)
def shipped_cues() -> dict[str, CueGroup]:
    """The groups that come with the library, read once."""
    return load_cues()


@cache
def words_of(*names: str) -> frozenset[str]:
    """All words of some groups that come with the library, in all their forms."""
    return frozenset(word for name in names for word in shipped_cues()[name].forms)


# Groups in the order in which a word is looked up: a verb that is in two is in the first. Negation, hedges and the
# like belong to stance and hand nothing over.
VERBS = ("say", "ask", "think", "know", "want", "seem", "judge")
NOUNS = ("attitude", "thought", "utterance")
_CLOSED = (
    "that", "to", "modal", "be", "negator", "pronoun", "own", "it", "relative", "coordinator", "subordinator",
    "determiner", "preposition", "adverb", "time",
)  # fmt: skip
CLASSES = ("other", *_CLOSED, *VERBS, *NOUNS, "role", "according")
ATTITUDES = ("want", "know", "seem", "attitude", "thought")  # by these a text imputes; nobody need have said it
ACCORDING = CLASSES.index("according")
SAYING = (CLASSES.index("say"), CLASSES.index("ask"))
FORM_NAMES = ("none", "base", "s", "past", "ing", "word", "noun")


class Vocabulary:
    """What a word counts as: its number (words of the cue files only), class, and form."""

    def __init__(self) -> None:
        groups = shipped_cues()
        entries = [
            (printed, group, *found)
            for group in (*_CLOSED, *VERBS, *NOUNS, "role")
            for printed, found in groups[group].forms.items()
            if " " not in printed
        ]
        entries.append(("according", "according", "according", "word"))
        self.number: dict[str, int] = {}
        self.labels = ["-"]  # by number; 0 is any other word
        lemmas: dict[str, int] = {"-": 0}
        classes, forms, lemma_of = [0], [0], [0]
        for printed, group, lemma, form in entries:
            if printed not in self.number:
                self.number[printed] = len(self.labels)
                self.labels.append(printed)
                classes.append(CLASSES.index(group))
                forms.append(FORM_NAMES.index(form))
                lemma_of.append(lemmas.setdefault(lemma, len(lemmas)))
        self.lemmas = list(lemmas)
        self.lemma = np.array(lemma_of, dtype=np.int32)
        self.cls = np.array(classes, dtype=np.int32)
        self.form = np.array(forms, dtype=np.int32)
        self.cue = np.isin(CLASSES, (*VERBS, *NOUNS))[self.cls]
        self.no_cues: dict[int, list[tuple[int, list[str]]]] = {}  # by number: places in phrases where it is no cue
        for phrase in groups["no_cue"].forms:
            for place, word in enumerate(phrase.split()):
                if CLASSES[classes[self.number.get(word, 0)]] in (*VERBS, *NOUNS):
                    self.no_cues.setdefault(self.number[word], []).append((place, phrase.split()))
        self.may_be_no_cue = np.isin(np.arange(len(self.labels)), list(self.no_cues))


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary of the cue files that come with the library, read once."""
    return Vocabulary()


def cue_lemma(cue: str) -> str:
    """
    A cue as printed to the entry of the cue files that it is a form of; folded, if it is none or has several words.

    >>> [cue_lemma(cue) for cue in ("Told", "denies", "said", "According", "made it clear")]
    ['tell', 'deny', 'say', 'according to', 'made it clear']
    """
    words, folded = vocabulary(), " ".join(map(fold, cue.split()))
    number = words.number.get(folded)
    if number is None:
        return folded
    return "according to" if words.cls[number] == ACCORDING else words.lemmas[words.lemma[number]]
