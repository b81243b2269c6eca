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
in the file wins. The table in README.md beside this file shows each difference on an example.

How: each word pattern is looked up once in the vocabulary; then all occurrences grow word by word, all at once, along
a tree of the patterns. The work depends on tokens and hits, not on the size of the lexicon. No pattern is handed to a
regular expression engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from framing.errors import FramingError, unknown
from framing.lexicon.lexicon import Lexicon, Pattern
from framing.text.tokens import Boundary, Tokens, fold

if TYPE_CHECKING:
    import polars as pl

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


@dataclass(frozen=True)
class WordIndex:
    """
    Which word patterns match each word of a vocabulary.

    Word ``w`` is matched by the word patterns ``element[offset[w] : offset[w] + per_word[w]]``.
    """

    per_word: np.ndarray
    offset: np.ndarray
    element: np.ndarray

    def extend(self, other: WordIndex) -> WordIndex:
        """The index of a vocabulary that the words of ``other`` were added to."""
        return WordIndex(
            np.concatenate([self.per_word, other.per_word]),
            np.concatenate([self.offset, other.offset + len(self.element)]),
            np.concatenate([self.element, other.element]),
        )


class Matcher:
    """
    A lexicon made ready to be matched against any number of texts.

    Parameters
    ----------
    lexicon : Lexicon
    nested_scope : {"frame", "lexicon"}
    semantics : {"framing", "quanteda"}

    Raises
    ------
    FramingError
        If ``nested_scope`` or ``semantics`` is unknown.

    Examples
    --------
    >>> from framing import Lexicon, tokenize
    >>> matcher = Matcher(Lexicon.from_dict({"rivalry": ["great game", "game*"]}))
    >>> found = matcher.match(tokenize("The Great Game of games"))
    >>> found.first.tolist(), found.length.tolist()
    ([1, 4], [2, 1])
    """

    def __init__(self, lexicon: Lexicon, *, nested_scope: str = "frame", semantics: str = "framing") -> None:
        if nested_scope not in NESTED_SCOPES:
            raise FramingError(unknown("nested_scope", nested_scope, NESTED_SCOPES))
        if semantics not in SEMANTICS:
            raise FramingError(unknown("semantics", semantics, SEMANTICS))
        self.lexicon, self.nested_scope, self.semantics = lexicon, nested_scope, semantics
        # A hit lies within one run of tokens between walls.
        self.wall = Boundary.CLAUSE if semantics == "framing" else Boundary.SECTION
        wanted = [(f, p, pattern) for f, frame in enumerate(lexicon) for p, pattern in enumerate(frame.patterns)]
        unwanted = [(f, p, pattern) for f, frame in enumerate(lexicon) for p, pattern in enumerate(frame.exclude)]
        # One tree for both; a pattern of the second kind is an exclusion. Small integers are sorted faster.
        self._frame = np.array([f for f, _, _ in wanted + unwanted], dtype=np.int16)
        self._pattern = np.array([p for _, p, _ in wanted + unwanted], dtype=np.int64)
        self._n_wanted = len(wanted)
        self._tree = _Tree([pattern for _, _, pattern in wanted + unwanted])
        # Word patterns whose hits depend on the tokens around: parts of patterns of several words, and of exclusions.
        self.inner, self.whole, self.opening = self._tree.inner, self._tree.whole, self._tree.opening
        self.composed = self.inner | self.opening
        for _, _, pattern in unwanted:
            self.composed[self._tree.numbers_of(pattern)] = True
        self._look_up = _LookUp(list(self._tree.elements), marks=semantics == "framing")
        self.longest = max((len(pattern.words) for _, _, pattern in wanted + unwanted), default=0)

    def index(self, words: Iterable[str] | pl.Series) -> WordIndex:
        """Look up all word patterns of the lexicon in a vocabulary of distinct words."""
        word, element, n_words = self._look_up(words)
        order = np.lexsort((element, word))
        per_word = np.bincount(word, minlength=n_words)
        return WordIndex(per_word, np.cumsum(per_word) - per_word, element[order])

    def alone(self, elements: np.ndarray) -> list[tuple[int, int]]:
        """The (frame, pattern) hits of a token that matches these word patterns, if no other token has a say."""
        hits: dict[int, int] = {}
        for element in elements.tolist():
            for entry in self._tree.single(element):  # within a frame the pattern that stands first in the file
                frame = int(self._frame[entry])
                hits[frame] = min(hits.get(frame, entry), entry)
        return [(frame, int(self._pattern[entry])) for frame, entry in sorted(hits.items())]

    def match(self, tokens: Tokens) -> Matches:
        """The hits in tokens; the rules are the module's."""
        walls = np.flatnonzero(tokens.boundaries >= self.wall)
        return self.resolve(self.occurrences(tokens.ids, walls, self.index(tokens.words)))

    def occurrences(
        self, ids: np.ndarray, walls: np.ndarray, index: WordIndex, *, first: np.ndarray | None = None
    ) -> Matches:
        """
        Every place where a pattern or an exclusion stands, overlapping or not.

        Parameters
        ----------
        ids : int array, one a token
            Words of the vocabulary that ``index`` was made for.
        walls : int array, ascending
            The tokens before which no occurrence may reach: the first ones of documents, sentences, ...
        first : int array, ascending, optional
            Look only for occurrences that begin at these tokens.
        """
        tree = self._tree
        if first is None:
            hot = index.per_word > 0
            first = np.flatnonzero(hot[ids])
        node = np.zeros(len(first), dtype=np.int64)
        starts, entries, lengths = [], [], []
        for depth in range(self.longest):
            # Each partial occurrence meets each word pattern that matches its next token.
            word = ids[first + depth]
            rows, step = _spread(index.per_word[word])
            node = tree.child(node[rows], index.element[index.offset[word[rows]] + step])
            alive = np.flatnonzero(node >= 0)
            first, node = first[rows[alive]], node[alive]
            complete, entry = tree.ends(node)
            starts.append(first[complete])
            entries.append(entry)
            lengths.append(np.full(len(entry), depth + 1))
            longer = np.flatnonzero(tree.has_children[node])
            first, node = first[longer], node[longer]
            room = first + depth + 1 < np.append(walls, len(ids))[np.searchsorted(walls, first, side="right")]
            first, node = first[room], node[room]
            if not len(first):
                break
        start, entry, length = (
            np.concatenate([np.empty(0, dtype=np.int64), *parts]) for parts in (starts, entries, lengths)
        )
        # Entries are numbered frame by frame, so this is the order of first token, then frame.
        order = np.argsort(start * (len(self._frame) + 1) + entry, kind="stable")
        return Matches(start[order], length[order], self._frame[entry[order]], entry[order])

    def resolve(self, found: Matches) -> Matches:
        """Of all occurrences, those that count."""
        wanted = found.pattern < self._n_wanted
        if not wanted.all():
            found, excluded = found[wanted], found[~wanted]
            found = found[~_inside(found, excluded)]
        found = found[_resolve(found, self.nested_scope)]
        return Matches(found.first, found.length, found.frame, self._pattern[found.pattern])


def match(tokens: Tokens, lexicon: Lexicon, *, nested_scope: str = "frame", semantics: str = "framing") -> Matches:
    """Hits of a lexicon in tokens: a :class:`Matcher` used once."""
    return Matcher(lexicon, nested_scope=nested_scope, semantics=semantics).match(tokens)


def _spread(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Row numbers, each as often as its count says, and 0, 1, ... within each row."""
    if (counts == 1).all():
        return np.arange(len(counts)), np.zeros(len(counts), dtype=np.int64)
    rows = np.repeat(np.arange(len(counts)), counts)
    return rows, np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)


def _hash(keys: np.ndarray) -> np.ndarray:
    """18 bits that are spread evenly (multiplicative hashing; Knuth, volume 3, section 6.4)."""
    return (keys.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(46)


class _Tree:
    """The patterns as a tree of word patterns; nodes and elements (distinct word patterns) are numbers."""

    def __init__(self, patterns: list[Pattern]) -> None:
        elements: dict[tuple[str, bool, bool], int] = {}
        children: dict[tuple[int, int], int] = {}
        ends: list[tuple[int, int]] = []
        for number, pattern in enumerate(patterns):
            for words in {pattern.words, ("_".join(pattern.words),)}:
                node = 0
                for word in words:
                    key = (word, pattern.case_sensitive, pattern.fixed)
                    element = elements.setdefault(key, len(elements))
                    node = children.setdefault((node, element), len(children) + 1)
                ends.append((node, number))
        self.elements = elements
        width = max(len(elements), 1)
        keys = np.array([node * width + element for node, element in children], dtype=np.int64)
        order = np.argsort(keys, kind="stable")
        self._width, self._keys = width, keys[order]
        self._nodes = np.array(list(children.values()), dtype=np.int64)[order]
        self._leads = np.zeros(2**18, dtype=bool)
        self._leads[_hash(self._keys)] = True
        # Of each element: does a pattern go on with it; is it a pattern; may a pattern begin with it and go on?
        self.inner, self.whole, self.opening = (np.zeros(width, dtype=bool) for _ in range(3))
        self.inner[[element for node, element in children if node]] = True
        # Most occurrences have one word, so the first step has a table of its own.
        self._roots = np.full(width, -1, dtype=np.int64)
        self._roots[self._keys[self._keys < width]] = self._nodes[self._keys < width]
        self.has_children = np.zeros(len(children) + 1, dtype=bool)
        self.has_children[[node for node, _ in children]] = True
        ends.sort()
        self._entries = np.array([number for _, number in ends], dtype=np.int64)
        self._n_ends = np.bincount([node for node, _ in ends], minlength=len(children) + 1)
        self._end_offset = np.cumsum(self._n_ends) - self._n_ends
        known = np.flatnonzero(self._roots >= 0)
        self.whole[known] = self._n_ends[self._roots[known]] > 0
        self.opening[known] = self.has_children[self._roots[known]]

    def numbers_of(self, pattern: Pattern) -> list[int]:
        """The elements that a pattern consists of, in both its spellings."""
        words = (*pattern.words, "_".join(pattern.words))
        return [self.elements[word, pattern.case_sensitive, pattern.fixed] for word in words]

    def single(self, element: int) -> list[int]:
        """The patterns that consist of this word pattern alone, ascending."""
        node = self._roots[element]
        if node < 0:
            return []
        begin = self._end_offset[node]
        return self._entries[begin : begin + self._n_ends[node]].tolist()

    def child(self, node: np.ndarray, element: np.ndarray) -> np.ndarray:
        """The node one word further, -1 where there is none."""
        if not node.any():
            return self._roots[element]
        # Most steps lead nowhere; a table of hashes says so of nearly all of them at once.
        key = node * self._width + element
        likely = np.flatnonzero(self._leads[_hash(key)])
        place = np.minimum(np.searchsorted(self._keys, key[likely]), len(self._keys) - 1)
        child = np.full(len(key), -1, dtype=np.int64)
        child[likely] = np.where(self._keys[place] == key[likely], self._nodes[place], -1)
        return child

    def ends(self, node: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Rows of ``node`` at which patterns are complete, and which patterns."""
        rows, step = _spread(self._n_ends[node])
        return rows, self._entries[self._end_offset[node[rows]] + step]


class _LookUp:
    """
    Finds the words that word patterns match, without trying each pattern on each word.

    Patterns with a wildcard at one end are found through the beginnings or ends of the words, all patterns of one
    length at once; others through the longer literal at their ends, then compared one by one.
    """

    def __init__(self, elements: list[tuple[str, bool, bool]], *, marks: bool) -> None:
        import polars as pl

        self._marks = marks
        self._cases = sorted({case for _, case, _ in elements})
        parts: dict[tuple[bool, bool, str, int], int] = {}
        rows: list[tuple[int, str, str | None, int]] = []
        self._inner: list[tuple[bool, str, str, int]] = []  # no literal at either end
        for number, (text, case, fixed) in enumerate(elements):
            form = fold(text, case=case, marks=marks)
            literals = [form] if fixed else re.split(r"[*?]+", form)
            head, tail = literals[0], literals[-1]
            compare = None if form in (head, head + "*", "*" + tail) else form
            if len(literals) == 1:
                part, literal = ("whole", 0), form
            elif head or tail or form == "*":
                literal = head if len(head) >= len(tail) else tail
                part = ("head" if literal is head else "tail", len(literal))
            else:
                self._inner.append((case, max(literals, key=len), form, number))
                continue
            # Hardly a word has a "_", so the joined spellings are kept apart.
            rows.append((parts.setdefault((case, "_" in literal, *part), len(parts)), literal, compare, number))
        schema = {"part": pl.Int16, "key": pl.String, "compare": pl.String, "element": pl.Int64}
        self._parts, self._table = parts, pl.DataFrame(rows, schema=schema, orient="row")

    def __call__(self, words: Iterable[str] | pl.Series) -> tuple[np.ndarray, np.ndarray, int]:
        """Pairs (number of a word, number of a word pattern that matches it), and the number of words."""
        import polars as pl

        words = words if isinstance(words, pl.Series) else pl.Series(list(words), dtype=pl.String)
        forms = {case: _forms(words, case=case, marks=self._marks) for case in self._cases}
        form = pl.col("form")
        joined = {case: table.filter(form.str.contains("_", literal=True)) for case, table in forms.items()}
        take = {"whole": lambda _: form, "head": form.str.head, "tail": form.str.tail}
        keyed = [
            (joined if underscore else forms)[case]
            .filter(pl.col("length") >= length)
            .select("word", form, part=pl.lit(number, dtype=pl.Int16), key=take[part](length))
            for (case, underscore, part, length), number in self._parts.items()
        ]
        found = [_matching(pl.concat(keyed).join(self._table, on=["part", "key"]))] if keyed else []
        for case, literal, pattern, number in self._inner:
            near = forms[case].filter(form.str.contains(literal, literal=True))
            found.append(_matching(near.with_columns(compare=pl.lit(pattern), element=pl.lit(number))))
        word = np.concatenate([np.empty(0, dtype=np.int64), *(pairs["word"].to_numpy() for pairs in found)])
        element = np.concatenate([np.empty(0, dtype=np.int64), *(pairs["element"].to_numpy() for pairs in found)])
        return word, element, len(words)


def _forms(words: pl.Series, *, case: bool, marks: bool) -> pl.DataFrame:
    """Each word's number, and form and length as it is compared: :func:`fold`, all at once where the word is ASCII."""
    import polars as pl

    table = pl.DataFrame({"form": words}).with_row_index("word").with_columns(pl.col("word").cast(pl.Int64))
    plain = pl.col("form") if case else pl.col("form").str.to_lowercase()
    plain = plain.str.replace_all("`", "'", literal=True) if marks else plain
    ascii_only = pl.col("form").str.len_bytes() == pl.col("form").str.len_chars()
    other = table.filter(~ascii_only)
    folded = pl.Series([fold(word, case=case, marks=marks) for word in other["form"]], dtype=pl.String)
    table = pl.concat([table.filter(ascii_only).with_columns(form=plain), other.with_columns(form=folded)])
    return table.with_columns(length=pl.col("form").str.len_chars())


def _matching(pairs: pl.DataFrame) -> pl.DataFrame:
    """Of pairs of a word and a pattern that share a literal, those that match."""
    import polars as pl

    rows = zip(pairs["compare"], pairs["form"], strict=True)
    if pairs["compare"].null_count() == len(pairs):
        return pairs
    return pairs.filter(pl.Series([pattern is None or glob_matches(pattern, form) for pattern, form in rows]))


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
    # Of several patterns of a frame on one span the first stands; most rows that are dropped are such.
    columns = (found.first, found.frame, found.length)
    repeated = np.zeros(len(found), dtype=bool)
    repeated[1:] = np.logical_and.reduce([column[1:] == column[:-1] for column in columns])
    rows = np.flatnonzero(~repeated)
    scope = found.frame[rows] if nested_scope == "frame" else np.zeros(len(rows), dtype=np.int16)
    rows = rows[np.argsort(scope, kind="stable")]
    # Only occurrences that overlap others of the same scope need to be weighed against each other. Scopes are laid end
    # to end, so that one running maximum serves all of them.
    first, stop = found.first[rows], (found.first + found.length)[rows]
    shift = np.sort(scope).astype(np.int64) * (stop.max(initial=0) + 1)
    apart = np.ones(len(rows), dtype=bool)
    apart[1:] = (first + shift)[1:] >= np.maximum.accumulate(stop + shift)[:-1]
    if apart.all():
        return np.sort(rows)
    begins = np.flatnonzero(apart)
    size = np.diff(begins, append=len(rows))
    kept = [rows[begins[size == 1]]]
    for begin, n in zip(begins[size > 1].tolist(), size[size > 1].tolist(), strict=True):
        group = rows[begin : begin + n]
        kept.append(_weigh(found[group], group, nested_scope))
    return np.sort(np.concatenate(kept))


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
