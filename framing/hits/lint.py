"""
Lexicon to findings: what in it can never be found, is found twice, or is missed.

Nothing here is an error; each finding says what to do about it. The kinds, in the order of the table:

=============  ==========================================================================================
finding        is
=============  ==========================================================================================
fault          what keeps a file from being read
note           what the file of another tool says and we cannot keep
unreachable    a pattern that can never have a hit
duplicate      a pattern that stands twice in a frame
shadowed       a pattern that another one before it, in the same frame, always forestalls
covered        a pattern whose words another one after it, in the same frame, would find as well
overlap        a pattern whose words, or part of them, another frame's pattern finds too
underscore     a pattern that finds a printed underscore and no space
hyphen         another way to join or part its words that the frame misses
apostrophe     its possessive, which the frame misses
no hit         a pattern without a hit in the corpus
expansion      what a pattern with a wildcard stands for in the corpus
=============  ==========================================================================================

How: the words of each pattern are a small text, and the matcher tells which patterns stand in it.
"""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from framing.errors import FramingWarning, LexiconError
from framing.hits.matching import Matcher, Matches, glob_matches
from framing.lexicon.lexicon import Frame, Lexicon, Pattern, faults_by_pattern, load_lexicon
from framing.text.corpus import Corpus
from framing.text.tokens import Tokens, fold

LINT_COLUMNS = ("frame", "category", "pattern", "text", "finding", "detail")
FINDINGS = (
    "fault",
    "note",
    "unreachable",
    "duplicate",
    "shadowed",
    "covered",
    "overlap",
    "underscore",
    "hyphen",
    "apostrophe",
    "no hit",
    "expansion",
)
_NAMED = 5  # others that a detail names; more do not help to mend it
_TYPES = 50  # types that an expansion lists; a wildcard that stands for more is too wide anyway
_ANY, _ONE = "\ue000", "\ue001"  # stand for * and ? in the words of a pattern; no text has these characters


def lint(lexicon: Lexicon, corpus: Corpus | None = None) -> pd.DataFrame:
    """
    Look for patterns that are dead, double, overlapping or incomplete.

    Parameters
    ----------
    lexicon : Lexicon
    corpus : Corpus, optional
        With it the table also says which patterns have no hit and what each wildcard stands for; and of the
        variants that are missed only those are named that occur in it.

    Returns
    -------
    DataFrame
        One row a finding: ``frame``, ``category``, ``pattern`` (its id), ``text``, ``finding`` (see the module) and
        ``detail``, which says what is the matter and what to do; by kind, then in the order of the lexicon.

    Examples
    --------
    >>> table = lint(Lexicon.from_dict({"safety": ["secur*", "security"]}))
    >>> table[["text", "finding"]].values.tolist()
    [['security', 'shadowed']]
    """
    rows = [("", "", "", "", "note", note) for note in lexicon.notes]
    linter = _Linter(lexicon, corpus)
    for finding, number, detail in linter.findings():
        frame, pattern = linter.entries[number]
        rows.append((frame.name, pattern.category, pattern.id, pattern.text, finding, detail))
    return _table(rows)


def lint_file(name_or_path: str | os.PathLike, corpus: Corpus | None = None) -> pd.DataFrame:
    """
    Look through a lexicon file, also one that has faults: then the table lists these, and only these.

    Parameters
    ----------
    name_or_path
        As :func:`load_lexicon` takes it.
    corpus : Corpus, optional

    Returns
    -------
    DataFrame
        As :func:`lint` returns it.

    Raises
    ------
    LexiconError
        If there is no such file.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FramingWarning)  # the table has the notes
            lexicon = load_lexicon(name_or_path)
    except LexiconError as error:
        path = Path(name_or_path)
        if not path.is_file():
            raise
        lines = str(error).splitlines()
        faults = [line.strip().replace(str(path), path.name) for line in lines[1:] or lines]
        return _table([("", "", "", "", "fault", fault) for fault in faults])
    return lint(lexicon, corpus)


def report(table: pd.DataFrame, *, most: int = 50) -> str:
    """
    The findings as text: a paragraph a kind, and at the end how many there are of each.

    Parameters
    ----------
    table : DataFrame
        As :func:`lint` returns it.
    most : int
        How many findings of a kind are printed; how many more there are is said.

    >>> print(report(lint(Lexicon.from_dict({"safety": ["secur*", "security"]}))))
    shadowed
      safety: security: 'secur*', which stands before it, finds its words first. Remove it, or put it first.
    <BLANKLINE>
    1 finding: 1 shadowed
    """
    if table.empty:
        return "no findings"
    parts = []
    for finding, rows in table.groupby("finding", sort=False):
        lines = [finding]
        for row in rows.head(most).itertuples(index=False):
            place = ".".join(filter(None, (row.frame, row.category)))
            lines.append("  " + ": ".join(filter(None, (place, row.text, row.detail))))
        if len(rows) > most:
            lines.append(f"  and {len(rows) - most} more")
        parts.append("\n".join(lines))
    counts = table["finding"].value_counts()
    total = "1 finding" if len(table) == 1 else f"{len(table)} findings"
    parts.append(f"{total}: " + ", ".join(f"{counts[name]} {name}" for name in FINDINGS if name in counts))
    return "\n\n".join(parts)


def _table(rows: list[tuple[str, ...]]) -> pd.DataFrame:
    rows = sorted(rows, key=lambda row: FINDINGS.index(row[4]))  # stable: the lexicon's order within a kind
    return pd.DataFrame(rows, columns=list(LINT_COLUMNS), dtype="str")


class _Linter:
    """A lexicon, its patterns by number, and which of them stand in each other's words."""

    def __init__(self, lexicon: Lexicon, corpus: Corpus | None) -> None:
        self.lexicon, self.corpus = lexicon, corpus
        self.entries = [(frame, pattern) for frame in lexicon for pattern in frame.patterns]
        excluded = [(frame, pattern) for frame in lexicon for pattern in frame.exclude]
        self.all = self.entries + excluded  # numbered as the matcher numbers them
        self.matcher = Matcher(lexicon)
        self.keys = [
            (frame.name, fold(p.text, case=p.case_sensitive), p.case_sensitive, p.fixed) for frame, p in self.entries
        ]

    def findings(self) -> Iterator[tuple[str, int, str]]:
        """Kind, number of the pattern, and detail."""
        if not self.entries:
            return
        faults = faults_by_pattern([pattern for _, pattern in self.entries])
        yield from (("unreachable", number, " ".join(found)) for number, found in enumerate(faults) if found)
        yield from self.relations({number for number, found in enumerate(faults) if found})
        yield from self.underscores()
        yield from self.variants()
        if self.corpus is not None:
            yield from self.in_corpus()

    def inside(self, patterns: Sequence[Pattern]) -> list[tuple[int, int, int, int]]:
        """
        Which patterns of the lexicon stand in the words of these.

        Returns
        -------
        list of (number in ``patterns``, number in ``all``, first word, number of words)
        """
        tokens = Tokens.from_lists([_spelled(pattern) for pattern in patterns])
        found = _occurrences(self.matcher, tokens)
        document = tokens.document[found.first]
        columns = (document, found.pattern, found.first - tokens.bounds[document], found.length)
        rows = zip(*(column.tolist() for column in columns), strict=True)
        return [row for row in rows if _really(patterns[row[0]], self.all[row[1]][1], row[2], row[3])]

    def relations(self, dead: set[int]) -> Iterator[tuple[str, int, str]]:
        """Patterns that stand in the words of others: duplicates, what is shadowed, covered, or overlaps."""
        n = len(self.entries)
        found: dict[int, list[tuple[int, int, int]]] = {}
        for outer, inner, first, length in self.inside([pattern for _, pattern in self.entries]):
            if inner != outer:
                found.setdefault(outer, []).append((inner, first, length))
        twin = {}
        for number, key in enumerate(self.keys):
            if twin.setdefault(key, number) != number:
                home = self.home(twin[key])
                yield "duplicate", number, f"already stands in {home}, where its hits count. Remove one of the two."
        met: set[tuple[int, int]] = set()
        for number in sorted(found):
            frame, pattern = self.entries[number]
            words = len(pattern.words)
            exclusions = [(inner, a, a + length) for inner, a, length in found[number] if inner >= n]
            own = [inner for inner, _, length in found[number] if inner < n and length == words]
            own = [inner for inner in own if self.entries[inner][0] is frame and self.keys[inner] != self.keys[number]]
            for inner, a, b in exclusions:
                if self.all[inner][0] is frame and (a, b) == (0, words):
                    text = self.all[inner][1].text
                    yield (
                        "unreachable",
                        number,
                        f"the frame's exclusion {text!r} takes all its hits. Remove one of them.",
                    )
                    break
            if number not in dead and twin[self.keys[number]] == number and own:
                before = [inner for inner in own if inner < number]
                text = self.entries[(before or own)[0]][1].text
                if before:
                    detail = f"{text!r}, which stands before it, finds its words first. Remove it, or put it first."
                    yield "shadowed", number, detail
                else:
                    detail = f"{text!r}, which stands after it, finds its words too. Keep it to tell its hits apart."
                    yield "covered", number, detail
            same, part = [], []
            for inner, a, length in found[number]:
                if inner >= n or self.entries[inner][0] is frame:
                    continue
                other = self.entries[inner][0]
                if any(self.all[e][0] is other and x <= a and a + length <= y for e, x, y in exclusions):
                    continue  # the other frame already gives these words up
                if length < words:
                    part.append(inner)
                elif (inner, number) not in met:
                    same.append(inner)
                    met.add((number, inner))
            if same:
                detail = (
                    f"the same words are found by {self.named(same)}. If they belong to one frame, remove the other."
                )
                yield "overlap", number, detail
            if part:
                frames = " and ".join(dict.fromkeys(repr(self.entries[inner][0].name) for inner in part))
                detail = f"inside it stands {self.named(part)}. If its words belong here only, exclude it in {frames}."
                yield "overlap", number, detail
        if self.corpus is not None:
            yield from self.meetings(met)

    def meetings(self, met: set[tuple[int, int]]) -> Iterator[tuple[str, int, str]]:
        """Patterns of two frames of which neither covers the other, but which find the same words of the corpus."""
        tokens, types = self.corpus.tokens, self.types
        found = _occurrences(self.matcher, tokens)
        rows = np.flatnonzero((found.length == 1) & (found.pattern < len(self.entries)))
        pairs = np.unique(np.stack([types[0][tokens.ids[found.first[rows]]], found.pattern[rows]]), axis=1)
        table = pd.DataFrame({"type": pairs[0], "number": pairs[1]})
        both = table.merge(table, on="type")
        both = both[both["number_x"] < both["number_y"]].sort_values(["number_x", "number_y", "type"])
        shared: dict[tuple[int, int], list[str]] = {}
        for code, a, b in both.itertuples(index=False):
            if self.entries[a][0] is not self.entries[b][0] and (a, b) not in met and (b, a) not in met:
                shared.setdefault((a, b), []).append(types[1][code])
        for (a, b), names in shared.items():
            words = _listed([repr(name) for name in sorted(names)])
            detail = f"{words} is found by {self.named([b])} too. If it belongs to one frame, exclude it in the other."
            yield "overlap", a, detail

    def underscores(self) -> Iterator[tuple[str, int, str]]:
        """Patterns in which _ may have been meant for a space."""
        for number, (_, pattern) in enumerate(self.entries):
            if "_" in pattern.text.strip("_"):
                spaced = " ".join(pattern.text.replace("_", " ").split())
                detail = (
                    f"finds the underscore only as printed. If a phrase is meant, write {spaced!r}, which finds both."
                )
                yield "underscore", number, detail

    def variants(self) -> Iterator[tuple[str, int, str]]:
        """Other spellings that no pattern of the frame finds; with a corpus, those of them that occur in it."""
        wanted: list[tuple[str, int, Pattern]] = []
        joined = self.joined()
        for number, (_, pattern) in enumerate(self.entries):
            texts = [("hyphen", text) for text in _hyphenations(pattern, every=self.corpus is not None)]
            texts += [("hyphen", text) for text in joined.get(fold(pattern.text), ())]
            texts += [("apostrophe", text) for text in _possessive(pattern)]
            wanted += [
                (kind, number, Pattern(text, case_sensitive=pattern.case_sensitive, fixed=pattern.fixed))
                for kind, text in dict.fromkeys(texts)
            ]
        if not wanted:
            return
        patterns = [pattern for _, _, pattern in wanted]
        covered = {
            place
            for place, inner, _, length in self.inside(patterns)
            if inner < len(self.entries)
            and length == len(patterns[place].words)
            and self.entries[inner][0] is self.entries[wanted[place][1]][0]
        }
        covered |= {place for place, faults in enumerate(faults_by_pattern(patterns)) if faults}
        counts = self.counted(patterns) if self.corpus is not None else None
        missed: dict[tuple[str, int], list[str]] = {}
        for place, (kind, number, pattern) in enumerate(wanted):
            if place not in covered and (counts is None or counts[place]):
                seen = "" if counts is None else f" ({counts[place]} in the corpus)"
                missed.setdefault((kind, number), []).append(f"{pattern.text!r}{seen}")
        for (kind, number), names in missed.items():
            verb = "is" if len(names) == 1 else "are"
            hint = "Add what is meant." if kind == "hyphen" else "Add it if the word is a noun."
            yield kind, number, f"{_listed(names)} {verb} not found. {hint}"

    def joined(self) -> dict[str, list[str]]:
        """The parted spellings of words written together, as far as lexicon or corpus know them."""
        parted = [pattern.text for _, pattern in self.entries if re.search(r"\w[- ]\w", pattern.text)]
        if self.corpus is not None:
            parted += [name for name in self.types[1] if "-" in name]
        found: dict[str, list[str]] = {}
        for text in dict.fromkeys(fold(text) for text in parted):
            together = re.sub(r"[- ]", "", text)
            if together != text:
                found.setdefault(together, []).append(text)
        return found

    def in_corpus(self) -> Iterator[tuple[str, int, str]]:
        """Patterns without a hit, and what wildcards stand for."""
        tokens = self.corpus.tokens
        n = len(self.entries)
        offset = np.cumsum([0, *(len(frame.patterns) for frame in self.lexicon)])
        matches = self.matcher.match(tokens)
        hits = np.bincount(offset[matches.frame] + matches.pattern, minlength=n)
        found = _occurrences(self.matcher, tokens)
        found = found[found.pattern < n]
        seen = np.bincount(found.pattern, minlength=n)
        for number in np.flatnonzero(hits == 0).tolist():
            if seen[number]:
                times = "once" if seen[number] == 1 else f"{seen[number]} times"
                detail = (
                    f"occurs {times}, but other patterns or an exclusion take its words. Remove it if that is meant."
                )
            else:
                detail = "occurs nowhere in the corpus. Look whether it is spelled as the texts spell it."
            yield "no hit", number, detail
        yield from self.expansions(found)

    def expansions(self, found: Matches) -> Iterator[tuple[str, int, str]]:
        """What each wildcard stands for: type and count, most frequent first."""
        tokens = self.corpus.tokens
        codes, names = self.types
        code = codes[tokens.ids]
        wild = np.array([not p.fixed and any(c in p.text for c in "*?") for _, p in self.entries], dtype=bool)
        found = found[wild[found.pattern]]
        stands: dict[int, list[tuple[int, str]]] = {}
        for length in np.unique(found.length).tolist():
            rows = found[found.length == length]
            columns = [rows.pattern, *(code[rows.first + step] for step in range(length))]
            sequences, counts = np.unique(np.stack(columns), axis=1, return_counts=True)
            for (number, *words), count in zip(sequences.T.tolist(), counts.tolist(), strict=True):
                stands.setdefault(number, []).append((count, " ".join(names[word] for word in words)))
        for number in sorted(stands):
            types = sorted(stands[number], key=lambda pair: (-pair[0], pair[1]))
            total = sum(count for count, _ in types)
            text = ", ".join(f"{name}: {count}" for count, name in types[:_TYPES])
            if len(types) > _TYPES:
                text += f", and {len(types) - _TYPES} more types"
            yield "expansion", number, f"{text} (together {total}). Exclude what is not meant."

    @cached_property
    def types(self) -> tuple[np.ndarray, list[str]]:
        """For each word of the corpus the number of its type; and the types."""
        numbers: dict[str, int] = {}
        codes = [numbers.setdefault(name, len(numbers)) for name in self.corpus.tokens.types]
        return np.array(codes, dtype=np.int64), list(numbers)

    def counted(self, patterns: Sequence[Pattern]) -> list[int]:
        """How often each pattern occurs in the corpus."""
        matcher = Matcher(Lexicon((Frame("variants", tuple(patterns)),)))
        found = _occurrences(matcher, self.corpus.tokens)
        return np.bincount(found.pattern, minlength=len(patterns)).tolist()

    def home(self, number: int) -> str:
        frame, pattern = self.entries[number]
        return repr(".".join(filter(None, (frame.name, pattern.category))))

    def named(self, numbers: Iterable[int]) -> str:
        names = (f"{self.entries[i][1].text!r} of {self.entries[i][0].name!r}" for i in numbers)
        return _listed(list(dict.fromkeys(names)))


def _occurrences(matcher: Matcher, tokens: Tokens) -> Matches:
    """Every place where a pattern stands, overlapping or not; ``pattern`` numbers them through the lexicon."""
    walls = np.flatnonzero(tokens.boundaries >= matcher.wall)
    return matcher.occurrences(tokens.ids, walls, matcher.index(tokens.words))


def _spelled(pattern: Pattern) -> list[str]:
    """The words of a pattern as a text that only patterns which find all it finds can match."""
    if pattern.fixed:
        return list(pattern.words)
    return [word.replace("*", _ANY).replace("?", _ONE) for word in pattern.words]


def _really(outer: Pattern, inner: Pattern, first: int, length: int) -> bool:
    """Whether the inner pattern finds these words of the outer one in each of their spellings."""
    if inner.case_sensitive and not outer.case_sensitive:
        return False
    if inner.fixed or outer.fixed or "?" not in inner.text or "*" not in outer.text:
        return True
    words = outer.words[first : first + length]
    if len(words) != len(inner.words):
        return False
    return all(
        glob_matches(fold(p), fold(w).replace("?", _ONE).replace("*", filler))
        for p, w in zip(inner.words, words, strict=True)
        for filler in ("", _ANY * 3)
    )


def _hyphenations(pattern: Pattern, *, every: bool) -> Iterator[str]:
    """
    The pattern with one hyphen written as a space or left out, or all its spaces written as hyphens.

    With ``every`` also with any one space written so; most of these occur nowhere, so they are for a corpus to judge.
    """
    text = fold(pattern.text, case=True)
    gaps = [gap for gap in re.finditer(r"[- ]", text) if _parts(text, gap.start(), gap.end())]
    spaces = text.count(" ")
    if spaces and sum(gap.group() == " " for gap in gaps) == spaces:
        yield text.replace(" ", "-")
    for gap in gaps:
        for joint in (" ", "") if gap.group() == "-" else ("-",) if every else ():
            yield f"{text[: gap.start()]}{joint}{text[gap.end() :]}"


def _parts(text: str, start: int, end: int) -> bool:
    """Whether a hyphen or space has letters on both sides, and no bare wildcard."""
    beside = (re.split(r"[- ]", text[:start])[-1], re.split(r"[- ]", text[end:])[0])
    return all(any(c.isalnum() for c in part) for part in beside)


def _possessive(pattern: Pattern) -> Iterator[str]:
    last = pattern.words[-1]
    if last.isalpha() and not last.lower().endswith("s"):
        yield f"{pattern.text}'s"


def _listed(names: Sequence[str]) -> str:
    shown = list(names[:_NAMED])
    if len(names) > _NAMED:
        shown.append(f"{len(names) - _NAMED} more")
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1]
