"""
Tokens and a lexicon to hits: one matcher behind every number.

The rules are quanteda's (``tokens_lookup``, version 4.3.1):

* A pattern matches consecutive whole tokens. Longer occurrences are taken first, then from left to right.
* Within a frame a token is used once: an occurrence that shares a token with one already taken is dropped.
* ``nested_scope="frame"``: frames do not see each other. ``nested_scope="lexicon"``: an occurrence is also dropped
  if all its tokens are already used by hits of any frame.
* A pattern of several words also matches one token that joins them by ``_`` (``border_security``).

``semantics="framing"``, the default, differs in two points, ``semantics="quanteda"`` in none: curly and straight
quotes match each other, and so do hyphens and dashes inside words; and a hit never crosses the end of a clause,
sentence or paragraph. In both, a hit never crosses the end of a section or what was left out of the count, what lies
inside an exclusion of the frame is dropped before anything else, and on an equal span the pattern that stands first
in the file wins. The table in framing/README.md shows each difference on an example.

How: each word pattern is looked up once in the vocabulary; then all occurrences grow word by word, all at once, along
a tree of the patterns. The work depends on tokens and hits, not on the size of the lexicon.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from framing.corpus import SECTIONS, Corpus
from framing.errors import FramingError, unknown
from framing.lexicon import Lexicon, Pattern
from framing.tokens import Boundary, Tokens, fold

HIT_COLUMNS = (
    "doc_id",
    "frame",
    "category",
    "pattern",
    "start",
    "end",
    "text",
    "section",
    "paragraph",
    "sentence",
    "position",
)
NESTED_SCOPES = ("frame", "lexicon")
SEMANTICS = ("framing", "quanteda")


@dataclass(frozen=True)
class Matches:
    """
    Occurrences as columns, sorted by first token, then frame.

    ``first`` and ``length`` are in tokens; ``frame`` and ``pattern`` are numbers: position of the frame in the
    lexicon, and of the pattern in the frame.
    """

    first: np.ndarray
    length: np.ndarray
    frame: np.ndarray
    pattern: np.ndarray

    def __len__(self) -> int:
        return len(self.first)

    def __getitem__(self, rows: np.ndarray) -> Matches:
        return Matches(self.first[rows], self.length[rows], self.frame[rows], self.pattern[rows])


def find_hits(
    corpus: Corpus,
    lexicon: Lexicon,
    *,
    nested_scope: str = "frame",
    semantics: str = "framing",
) -> pd.DataFrame:
    """
    Find every occurrence of every pattern.

    Parameters
    ----------
    corpus : Corpus
    lexicon : Lexicon
    nested_scope : {"frame", "lexicon"}
        Whether a longer hit of one frame hides a shorter one of another that lies inside it.
    semantics : {"framing", "quanteda"}
        See the module's documentation.

    Returns
    -------
    DataFrame
        One row a hit, in the order of documents, then of ``start``, then of frames: ``doc_id``, ``frame``,
        ``category``, ``pattern`` (its id), ``start`` and ``end`` (``text[start:end]`` of the raw text is the
        evidence), ``text``, ``section``, ``paragraph``, ``sentence``, ``position`` (0–1 through the counted tokens).

    Raises
    ------
    FramingError
        If ``nested_scope`` or ``semantics`` is unknown.

    Examples
    --------
    >>> from framing import Lexicon, read_corpus
    >>> corpus = read_corpus(["A new Great Game? The game of great powers."])
    >>> hits = find_hits(corpus, Lexicon.from_dict({"rivalry": ["great game", "great power*"]}))
    >>> hits[["pattern", "start", "end", "text"]].values.tolist()
    [['great game', 6, 16, 'Great Game'], ['great power*', 30, 42, 'great powers']]
    """
    tokens, units = corpus.tokens, corpus.units
    found = match(tokens, lexicon, nested_scope=nested_scope, semantics=semantics)
    last = found.first + found.length - 1
    number = tokens.document[found.first]
    start, end = tokens.start[found.first], tokens.end[last]
    texts = [document.text for document in corpus]
    frames = lexicon.frames
    patterns = [frames[f].patterns[p] for f, p in zip(found.frame.tolist(), found.pattern.tolist(), strict=True)]
    where = units.iloc[found.first]
    spans = zip(number.tolist(), start.tolist(), end.tolist(), strict=True)
    return pd.DataFrame(
        {
            "doc_id": pd.Series([corpus.doc_ids[n] for n in number.tolist()], dtype="str"),
            "frame": pd.Series([frames[f].name for f in found.frame.tolist()], dtype="str"),
            "category": pd.Series([pattern.category for pattern in patterns], dtype="str"),
            "pattern": pd.Series([pattern.id for pattern in patterns], dtype="str"),
            "start": start,
            "end": end,
            "text": pd.Series([texts[n][a:b] for n, a, b in spans], dtype="str"),
            "section": pd.Categorical(where["section"].to_numpy(), categories=list(SECTIONS)),
            "paragraph": where["paragraph"].to_numpy(),
            "sentence": where["sentence"].to_numpy(),
            "position": where["position"].to_numpy(),
        },
        columns=list(HIT_COLUMNS),
    )


def match(
    tokens: Tokens,
    lexicon: Lexicon,
    *,
    nested_scope: str = "frame",
    semantics: str = "framing",
) -> Matches:
    """Occurrences of a lexicon's patterns in tokens; the rules are the module's."""
    if nested_scope not in NESTED_SCOPES:
        raise FramingError(unknown("nested_scope", nested_scope, NESTED_SCOPES))
    if semantics not in SEMANTICS:
        raise FramingError(unknown("semantics", semantics, SEMANTICS))
    groups = [(frame.patterns, frame.exclude) for frame in lexicon]
    entries = [(f, p, pattern) for f, (own, _) in enumerate(groups) for p, pattern in enumerate(own)]
    excluded = [(f, p, pattern) for f, (_, out) in enumerate(groups) for p, pattern in enumerate(out)]
    found = _occurrences(tokens, entries, semantics)
    if excluded:
        found = found[~_inside(found, _occurrences(tokens, excluded, semantics))]
    return found[_resolve(found, nested_scope)]


def _occurrences(tokens: Tokens, entries: list[tuple[int, int, Pattern]], semantics: str) -> Matches:
    """Every place where a pattern stands, overlapping or not."""
    tree = _Tree(entries)
    vocabulary = _Vocabulary(tokens.words, marks=semantics == "framing")
    # For each word of the text, the word patterns of the lexicon that match it.
    word, element = vocabulary.lookup(tree.elements)
    order = np.lexsort((element, word))
    element = element[order]
    per_word = np.bincount(word, minlength=len(tokens.words))
    offset = np.concatenate([[0], np.cumsum(per_word)])

    # A hit lies within one run of tokens between walls.
    wall = Boundary.CLAUSE if semantics == "framing" else Boundary.SECTION
    run = np.cumsum(tokens.boundaries >= wall)

    first = np.flatnonzero(per_word[tokens.ids] > 0)
    node = np.zeros(len(first), dtype=np.int64)
    depth = 0
    found: list[tuple[np.ndarray, np.ndarray, int]] = []
    while len(first):
        # Each partial occurrence meets each word pattern that matches its next token.
        ids = tokens.ids[first + depth]
        repeat = per_word[ids]
        rows = np.repeat(np.arange(len(first)), repeat)
        step = np.arange(len(rows)) - np.repeat(np.cumsum(repeat) - repeat, repeat)
        node = tree.child(node[rows], element[offset[ids[rows]] + step])
        alive = node >= 0
        first, node = first[rows][alive], node[alive]
        depth += 1
        ends = tree.ends(node)
        if len(ends[0]):
            found.append((first[ends[0]], ends[1], depth))
        longer = tree.has_children[node] & (first + depth < len(tokens))
        longer[longer] = run[first[longer] + depth] == run[first[longer]]
        first, node = first[longer], node[longer]

    start = np.concatenate([np.empty(0, dtype=np.int64), *(f for f, _, _ in found)])
    entry = np.concatenate([np.empty(0, dtype=np.int64), *(e for _, e, _ in found)])
    length = np.repeat([d for _, _, d in found], [len(f) for f, _, _ in found]).astype(np.int64)
    frame = np.array([f for f, _, _ in entries], dtype=np.int64)[entry]
    number = np.array([p for _, p, _ in entries], dtype=np.int64)[entry]
    order = np.lexsort((number, length, frame, start))
    return Matches(start, length, frame, number)[order]


class _Tree:
    """The patterns as a tree of word patterns; nodes and elements (distinct word patterns) are numbers."""

    def __init__(self, entries: list[tuple[int, int, Pattern]]) -> None:
        elements: dict[tuple[str, bool, bool], int] = {}
        children: dict[tuple[int, int], int] = {}
        ends: list[tuple[int, int]] = []
        for number, (_, _, pattern) in enumerate(entries):
            spellings = {pattern.words, ("_".join(pattern.words),)}
            for words in spellings:
                node = 0
                for word in words:
                    key = (word, pattern.case_sensitive, pattern.fixed)
                    element = elements.setdefault(key, len(elements))
                    node = children.setdefault((node, element), len(children) + 1)
                ends.append((node, number))
        self.elements = list(elements)
        width = max(len(elements), 1)
        keys = np.array([node * width + element for node, element in children], dtype=np.int64)
        order = np.argsort(keys, kind="stable")
        self._width, self._keys = width, keys[order]
        self._nodes = np.array(list(children.values()), dtype=np.int64)[order]
        self.has_children = np.zeros(len(children) + 1, dtype=bool)
        self.has_children[[node for node, _ in children]] = True
        ends.sort()
        self._entries = np.array([number for _, number in ends], dtype=np.int64)
        self._n_ends = np.bincount([node for node, _ in ends], minlength=len(children) + 1)
        self._end_offset = np.cumsum(self._n_ends) - self._n_ends

    def child(self, node: np.ndarray, element: np.ndarray) -> np.ndarray:
        """The node one word further, -1 where there is none."""
        if not len(self._keys):
            return np.full(len(node), -1)
        key = node * self._width + element
        place = np.minimum(np.searchsorted(self._keys, key), len(self._keys) - 1)
        return np.where(self._keys[place] == key, self._nodes[place], -1)

    def ends(self, node: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Rows of ``node`` at which patterns are complete, and which patterns."""
        repeat = self._n_ends[node]
        rows = np.repeat(np.arange(len(node)), repeat)
        step = np.arange(len(rows)) - np.repeat(np.cumsum(repeat) - repeat, repeat)
        return rows, self._entries[self._end_offset[node[rows]] + step]


class _Vocabulary:
    """Finds the words that word patterns match, without trying each pattern on each word."""

    def __init__(self, words: tuple[str, ...], *, marks: bool) -> None:
        self._words, self._marks = words, marks
        self._indexes: dict[bool, tuple[dict[str, list[int]], list[str], list[str]]] = {}

    def lookup(self, elements: list[tuple[str, bool, bool]]) -> tuple[np.ndarray, np.ndarray]:
        """Pairs (word number, element number)."""
        pairs = [
            (word, number)
            for number, (text, case, fixed) in enumerate(elements)
            for word in self._find(fold(text, case=case, marks=self._marks), case, fixed)
        ]
        table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        return table[:, 0], table[:, 1]

    def _index(self, case: bool) -> tuple[dict[str, list[int]], list[str], list[str]]:
        """Folded form to word numbers; the forms sorted, and sorted from their ends."""
        if case not in self._indexes:
            forms: dict[str, list[int]] = {}
            for number, word in enumerate(self._words):
                forms.setdefault(fold(word, case=case, marks=self._marks), []).append(number)
            self._indexes[case] = (forms, sorted(forms), sorted(form[::-1] for form in forms))
        return self._indexes[case]

    def _find(self, text: str, case: bool, fixed: bool) -> Iterator[int]:
        forms, ascending, reverse = self._index(case)
        if fixed or not ("*" in text or "?" in text):
            yield from forms.get(text, ())
            return
        head = re.split(r"[*?]", text, maxsplit=1)[0]
        tail = re.split(r"[*?]", text)[-1]
        if len(head) >= len(tail):
            candidates: Iterator[str] = _starting_with(ascending, head)
        else:
            candidates = (form[::-1] for form in _starting_with(reverse, tail[::-1]))
        for form in candidates:
            if glob_matches(text, form):
                yield from forms[form]


def _starting_with(ordered: list[str], prefix: str) -> Iterator[str]:
    for i in range(bisect_left(ordered, prefix), len(ordered)):
        if not ordered[i].startswith(prefix):
            return
        yield ordered[i]


def glob_matches(pattern: str, word: str) -> bool:
    """
    Whether a whole word matches a pattern: ``*`` any characters, ``?`` exactly one, all else itself.

    Takes at most ``len(pattern) * len(word)`` steps, whatever the pattern.

    >>> glob_matches("secur*", "security"), glob_matches("b?rder", "border"), glob_matches("b?rder", "boorder")
    (True, True, False)
    """
    p = w = 0
    star, mark = -1, 0
    while w < len(word):
        if p < len(pattern) and pattern[p] == "*":
            star, mark = p, w
            p += 1
        elif p < len(pattern) and pattern[p] in ("?", word[w]):
            p += 1
            w += 1
        elif star >= 0:  # let the last * take one character more
            mark += 1
            p, w = star + 1, mark
        else:
            return False
    return not pattern[p:].strip("*")


def _inside(found: Matches, excluded: Matches) -> np.ndarray:
    """Which occurrences lie wholly inside an exclusion of their own frame."""
    inside = np.zeros(len(found), dtype=bool)
    for frame in np.unique(excluded.frame).tolist():
        out = excluded[excluded.frame == frame]
        # The furthest end of all exclusions that begin at or before each one (they are sorted by beginning).
        reach = np.maximum.accumulate(out.first + out.length)
        rows = np.flatnonzero(found.frame == frame)
        place = np.searchsorted(out.first, found.first[rows], side="right") - 1
        covered = (place >= 0) & (reach[place] >= found.first[rows] + found.length[rows])
        inside[rows[covered]] = True
    return inside


def _resolve(found: Matches, nested_scope: str) -> np.ndarray:
    """Row numbers of the occurrences that count, in their order."""
    scope = found.frame if nested_scope == "frame" else np.zeros(len(found), dtype=np.int64)
    order = np.lexsort((found.first, scope))
    # Only occurrences that overlap others of the same scope need to be weighed against each other.
    first, stop = found.first[order], (found.first + found.length)[order]
    begins = np.ones(len(order), dtype=bool)
    if len(order):
        # Scopes are laid end to end, so that one running maximum serves all of them.
        span = int(stop.max()) + 1
        shift = scope[order] * span
        begins[1:] = (first + shift)[1:] >= np.maximum.accumulate(stop + shift)[:-1]
    cluster = np.cumsum(begins) - 1
    size = np.bincount(cluster)
    keep = np.zeros(len(found), dtype=bool)
    keep[order[size[cluster] == 1]] = True
    rows = order[size[cluster] > 1]
    edges = np.flatnonzero(np.diff(cluster[size[cluster] > 1])) + 1
    for group in np.split(rows, edges) if len(rows) else ():
        keep[_weigh(found[group], group, nested_scope)] = True
    return np.flatnonzero(keep)


def _weigh(found: Matches, rows: np.ndarray, nested_scope: str) -> list[int]:
    """The rows of one overlapping group that count: longest first, then left to right."""
    columns = zip(
        found.first.tolist(),
        found.length.tolist(),
        found.frame.tolist(),
        found.pattern.tolist(),
        rows.tolist(),
        strict=True,
    )
    used: set[tuple[int, int]] = set()  # (frame, token)
    taken: set[int] = set()  # tokens used by any frame
    span, hidden = None, False
    kept = []
    for first, length, frame, _, row in sorted(columns, key=lambda c: (-c[1], c[0], c[2], c[3])):
        own = range(first, first + length)
        if (first, length) != span:  # asked once a span, so that frames with equal spans do not hide each other
            span, hidden = (first, length), nested_scope == "lexicon" and taken.issuperset(own)
        if hidden or any((frame, token) in used for token in own):
            continue
        used.update((frame, token) for token in own)
        taken.update(own)
        kept.append(row)
    return kept
