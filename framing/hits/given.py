"""
Hits as they come back from a file, a merge or a filter, to hits as find_hits makes them; or one sentence that says why
not. Every function that takes hits lets them in here.

A file may turn ids to numbers, offsets to floats, truth values to text, and what is empty to what is missing; columns
may have become the index. All of this is turned back. What cannot be is refused: two columns of one name, half offsets,
and hits that are not of this corpus and this lexicon, which would otherwise count as none.

An id that has become a number (``1`` or ``1.0`` of ``"001"``) stands for the one id of the corpus that reads as that
number; where there are several, nobody can tell which it was, and it is refused, as are long ids that became floats.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from framing.errors import FramingError, unknown
from framing.hits.arguments import check_arguments
from framing.lexicon.frames import Lexicon
from framing.text.corpus import Corpus
from framing.text.document import Document
from framing.text.rows import id_of, short
from framing.text.sections import SECTIONS

_SOURCES = {"mentions": "load_mentions", "voices": "list_voices or add_voice"}
_TEXTS = (
    *("doc_id", "frame", "category", "pattern", "text", "parts", "why", "coder", "sure", "marked_by"),
    *("voice", "kind", "speaker", "speaker_type", "voice_cue", "voice_rule", "voice_options"),
    *("author_stance", "source_stance", "stance", "stance_cue", "stance_cue_type"),
)
_WHOLE = ("start", "end", "paragraph", "sentence", "cue_start", "cue_end")
_TRUTHS = {"true": True, "1": True, "false": False, "0": False}
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_EXACT = 2.0**53  # up to here a float is the whole number that it was made from
_SAME = "Find the hits in this corpus, read in the same way."
_AS_TEXT = "Read the file with dtype={'doc_id': str, 'pattern': str}."


def given_hits(
    hits: pd.DataFrame,
    corpus: Corpus | None = None,
    lexicon: Lexicon | None = None,
    *,
    needs: Iterable[str] = ("doc_id", "frame"),
    what: str = "hits",
) -> pd.DataFrame:
    """
    Hits (or mentions) as they were made, whatever has become of them since.

    Parameters
    ----------
    hits : DataFrame
    corpus, lexicon : optional
        With a corpus, each hit must be of one of its documents, lie in its text, and have the words that stand there.
        With a lexicon, it must be of one of its frames and patterns.
    needs : iterable of str
        Columns without which the caller cannot do. Sentences and paragraphs that are needed must be those of the
        corpus; other columns may be missing.
    what : str
        What a message calls them.

    Returns
    -------
    DataFrame
        The same rows in the same order, numbered from 0, with the types of :func:`find_hits` and :func:`add_voice`;
        levels of the index that have a name are columns.

    Raises
    ------
    FramingError
        As the first lines of this module say.

    Examples
    --------
    >>> from framing import Lexicon, find_hits, read_corpus
    >>> corpus = read_corpus(pd.DataFrame({"doc_id": ["001"], "text": ["The border."]}))
    >>> hits = find_hits(corpus, Lexicon.from_dict({"b": ["border"]}))
    >>> given_hits(hits.assign(doc_id=1.0, start=4.0), corpus)[["doc_id", "start"]].values.tolist()
    [['001', 4]]
    """
    check_arguments(**{"mentions" if what == "mentions" else "voices" if what == "voices" else "hits": hits})
    needs = tuple(needs)
    table = _with_columns(hits, needs, what)
    for name in table.columns:
        if name in _TEXTS and not (name == "doc_id" and corpus is not None):
            table[name] = _texts(table[name], what)
        elif name in _WHOLE:
            table[name] = _whole(table[name], what, needed=name in needs or name in ("start", "end"))
        elif name in ("position", "confidence"):
            numbers = _numbers(table[name])  # JSON may change the last digit
            table[name] = numbers.round(3) if name == "confidence" else numbers
        elif name in ("counted", "scare_quoted"):
            table[name] = _truths(table[name], what, missing=name == "counted")
    if what.endswith("hits") and "section" in table.columns:
        table["section"] = _sections(table["section"], what)
    for name in needs:
        if name in ("doc_id", "frame", "coder") and name in table.columns:
            _refuse_missing(table[name], what)
    if corpus is not None:
        table["doc_id"] = _as_known(table["doc_id"], corpus.doc_ids, what)
        _place(table, corpus, needs, what)
    if lexicon is not None:
        table["frame"] = _as_known(table["frame"], lexicon.frame_names, what)
        _check_patterns(table, lexicon, needed="pattern" in needs, what=what)
    return table


def kept_index(table: pd.DataFrame, hits: pd.DataFrame) -> pd.DataFrame:
    """The table with the index of the hits that were given, unless that has become columns."""
    return table if any(name is not None for name in hits.index.names) else table.set_axis(hits.index)


def _with_columns(hits: pd.DataFrame, needs: Sequence[str], what: str) -> pd.DataFrame:
    """A copy numbered from 0, with what has a name in the index as columns."""
    if hits.columns.nlevels > 1:
        raise FramingError(f"the {what} have columns of {hits.columns.nlevels} levels. Expected one name a column.")
    if not hits.columns.is_unique:
        twice = hits.columns[hits.columns.duplicated()][0]
        raise FramingError(f"the {what} have two columns called {str(twice)!r}. Drop or rename one.")
    levels = {
        name: hits.index.get_level_values(place)
        for place, name in enumerate(hits.index.names)
        if name is not None and name not in hits.columns
    }
    table = hits.reset_index(drop=True)
    for name, level in reversed(levels.items()):
        table.insert(0, name, level.to_numpy() if not isinstance(level.dtype, pd.CategoricalDtype) else level.array)
    for name in needs:
        if name not in table.columns:
            voiced = what.endswith("hits") and name in ("voice", "speaker", "speaker_type", "stance")
            source = _SOURCES.get(what, "find_hits")
            remedy = "Add it with add_voice(hits, corpus)." if voiced else f"It comes from {source}."
            raise FramingError(f"the {what}: {unknown('column', name, table.columns)} {remedy}")
    return table


def _factorized(values: pd.Series, what: str) -> tuple[np.ndarray, list[Any]]:
    """The number of each value, -1 if it is missing, and the distinct values."""
    try:
        codes, kinds = pd.factorize(values)
    except TypeError:
        raise FramingError(f"the {what}: expected text in the column {values.name!r}, found lists.") from None
    return codes, kinds.tolist()


def _texts(values: pd.Series, what: str) -> pd.Series:
    """Text, empty where it is missing; whole numbers without decimals."""
    if values.dtype == "str" and not values.hasnans:
        return values
    codes, kinds = _factorized(values, what)
    names = np.array([*(id_of(kind) or "" for kind in kinds), ""], dtype=object)
    return pd.Series(names[codes], index=values.index, dtype="str")


def _numbers(values: pd.Series) -> pd.Series:
    """Floats; missing where a value is no number."""
    if values.dtype == np.float64:
        return values
    plain = values if pd.api.types.is_numeric_dtype(values.dtype) else values.astype(object)
    numbers = pd.to_numeric(plain, errors="coerce")
    return pd.Series(numbers.to_numpy(dtype=np.float64, na_value=np.nan), index=values.index)


def _whole(values: pd.Series, what: str, *, needed: bool) -> pd.Series:
    """Whole numbers; as they are where that cannot be and they are not needed."""
    if isinstance(values.dtype, np.dtype) and values.dtype.kind in "iu":
        return values.astype(np.int64)
    numbers = _numbers(values).to_numpy()
    wrong = ~np.isfinite(numbers) | (numbers != np.rint(numbers))
    if not wrong.any():
        return pd.Series(numbers.astype(np.int64), index=values.index)
    if needed:
        row = int(np.flatnonzero(wrong)[0])
        raise FramingError(
            f"the {what}: expected a whole number as {values.name!r}, found {values.iloc[row]!r} in row {row + 1}. "
            "Drop the row, or give the table as it was made."
        )
    return values


def _truths(values: pd.Series, what: str, *, missing: bool) -> pd.Series:
    """Truth values, also where they are text or numbers."""
    if values.dtype == bool:
        return values
    codes, kinds = _factorized(values, what)
    told = [_TRUTHS.get(str(id_of(kind)).lower()) for kind in kinds]
    for kind, truth in zip(kinds, told, strict=True):
        if truth is None:
            raise FramingError(f"the {what}: expected True or False in the column {values.name!r}, found {kind!r}.")
    return pd.Series(np.array([*told, missing], dtype=bool)[codes], index=values.index)


def _sections(values: pd.Series, what: str) -> pd.Series:
    if isinstance(values.dtype, pd.CategoricalDtype) and tuple(values.cat.categories) == tuple(SECTIONS):
        return values
    texts = _texts(values, what)
    for name in texts[(texts != "") & ~texts.isin(SECTIONS)].head(1):
        raise FramingError(f"the {what} name an {unknown('section', name, SECTIONS)}")
    return pd.Series(pd.Categorical(texts.where(texts != ""), categories=list(SECTIONS)), index=values.index)


def _refuse_missing(values: pd.Series, what: str) -> None:
    missing = values.isna() | (values == "")
    if missing.any():
        row = int(np.flatnonzero(missing)[0]) + 1
        raise FramingError(
            f"the {what} have no {values.name} in row {row}. Drop the row; or, if it was a word such as NA, read the "
            "file with keep_default_na=False."
        )


def _as_known(values: pd.Series, known: Sequence[str], what: str) -> pd.Series:
    """Names that are there, those that became numbers as the one that reads as the number."""
    codes, kinds = _factorized(values, what)
    read = _reader(known)
    try:
        names = [read(kind) for kind in kinds]
    except LookupError as error:
        raise FramingError(
            f"the {what} name the {values.name} {error.args[0]}, a number that may be any of "
            f"{', '.join(map(repr, error.args[1]))}. {_AS_TEXT}"
        ) from None
    for kind, name in zip(kinds, names, strict=True):
        if name is None:
            remedy = "" if isinstance(kind, str) else f" {_AS_TEXT}"
            raise FramingError(f"the {what} name an {unknown(str(values.name), id_of(kind), known)}{remedy}")
    return pd.Series(np.array(names, dtype=object)[codes] if kinds else [], index=values.index, dtype="str")


def _reader(known: Sequence[str]) -> Callable[[Any], str | None]:
    """What tells of a value which of the known names it is; None if it is none of them."""
    names = set(known)
    numbers: dict[float, list[str]] = {}

    def read(value: Any) -> str | None:
        if isinstance(value, str) and value in names:
            return value
        number = _number(value)
        if number is None:
            return id_of(value) if id_of(value) in names else None
        if not numbers:
            for name in known:
                numbers.setdefault(_number(name), []).append(name)
        found = numbers.get(number, [])
        inexact = isinstance(number, float) and abs(number) >= _EXACT
        if len(found) > 1 or (found and inexact):
            raise LookupError(id_of(value), found[:3])
        return found[0] if found else None

    return read


def _number(value: Any) -> float | None:
    """The number that a value is, or that a text reads as; None if it is none."""
    if isinstance(value, str):
        if not _NUMBER.fullmatch(value):
            return None
        return int(value) if value.lstrip("+-").isdigit() else float(value)
    return value if isinstance(value, (int, float, np.number)) and not isinstance(value, bool) else None


def _place(table: pd.DataFrame, corpus: Corpus, needs: Sequence[str], what: str) -> None:
    """Look whether each hit stands where it says, and give it the words that stand there."""
    if not all(edge in table.columns and table[edge].dtype == np.int64 for edge in ("start", "end")):
        return
    texts = [document.text for document in corpus]
    numbers = pd.Index(corpus.doc_ids).get_indexer(table["doc_id"])
    start, end = table["start"].to_numpy(), table["end"].to_numpy()
    amiss = (start < 0) | (start >= end) | (end > np.array([len(text) for text in texts])[numbers])
    for row in np.flatnonzero(amiss)[:1].tolist():
        length, doc_id = len(texts[numbers[row]]), corpus.doc_ids[numbers[row]]
        raise FramingError(
            f"the {what} have {start[row]}–{end[row]} of {doc_id!r}, which is no stretch of its {length} characters. "
            + _SAME
        )
    if "text" in table.columns:
        spans = zip(numbers.tolist(), start.tolist(), end.tolist(), strict=True)
        printed = pd.Series([texts[n][a:b] for n, a, b in spans], index=table.index, dtype="str")
        for row in np.flatnonzero((table["text"] != printed).to_numpy()).tolist():
            told, there = table["text"].iloc[row], printed.iloc[row]
            # A spreadsheet may change line breaks, and 007 to 7.
            if told and told.split() != there.split() and (_number(told) is None or _number(told) != _number(there)):
                raise FramingError(
                    f"the {what} have {short(told)!r} at {start[row]}–{end[row]} of {corpus.doc_ids[numbers[row]]!r}, "
                    f"where the text has {short(there)!r}. {_SAME}"
                )
        table["text"] = printed
    wanted = [unit for unit in ("paragraph", "sentence", "position") if unit in needs]
    places = token_places(table, corpus) if wanted else None
    for unit in wanted:
        here = corpus.units[unit].to_numpy()[places]
        if unit == "position":
            table[unit] = here  # a file may have changed its last digit
            continue
        for row in np.flatnonzero(here != table[unit].to_numpy())[:1].tolist():
            raise FramingError(
                f"the {what} name {unit} {table[unit].iloc[row]} for {start[row]}–{end[row]} of "
                f"{corpus.doc_ids[numbers[row]]!r}, which is {unit} {here[row]} here. {_SAME}"
            )


def _check_patterns(table: pd.DataFrame, lexicon: Lexicon, *, needed: bool, what: str) -> None:
    """Refuse a pattern that its frame does not have, or has in another category."""
    if "pattern" not in table.columns:
        return
    keys = [name for name in ("frame", "pattern", "category") if name in table.columns]
    frames = {frame.name: {pattern.id: pattern.category for pattern in frame.patterns} for frame in lexicon}
    readers = {name: _reader(list(patterns)) for name, patterns in frames.items()}
    for frame, found, *category in table[keys].drop_duplicates().itertuples(index=False, name=None):
        if found == "" and not needed:
            continue
        try:
            pattern = readers[frame](found)
        except LookupError:
            pattern = None
        if pattern is None:
            raise FramingError(
                f"the {what} name a pattern {found!r} of the frame {frame!r}, which this lexicon does not have. Give "
                "the lexicon that the hits were found with; if patterns became numbers in a file, read it with "
                "dtype={'pattern': str}."
            )
        if pattern != found:
            table.loc[(table["frame"] == frame) & (table["pattern"] == found), "pattern"] = pattern
        if category and category[0] != frames[frame][pattern]:
            raise FramingError(
                f"the {what} have the pattern {pattern!r} of the frame {frame!r} in the category {category[0]!r}, this "
                f"lexicon has it in {frames[frame][pattern]!r}. Give the lexicon that the hits were found with."
            )


def token_places(hits: pd.DataFrame, corpus: Corpus) -> np.ndarray:
    """
    Which token of ``corpus.tokens`` each hit starts with.

    Raises
    ------
    FramingError
        If no token that counts starts there: the hits are of another corpus, or of the same one read in another way.
    """
    tokens = corpus.tokens
    width = int(tokens.end.max()) + 1
    numbers = pd.Index(corpus.doc_ids).get_indexer(hits["doc_id"])
    start = hits["start"].to_numpy(dtype=np.int64)
    place = np.searchsorted(tokens.document * width + tokens.start, numbers * width + start)
    place = np.minimum(place, len(tokens) - 1)
    amiss = np.flatnonzero((tokens.document[place] != numbers) | (tokens.start[place] != start))
    if len(amiss):
        row = hits.iloc[amiss[0]]
        raise FramingError(
            f"a hit of frame {row['frame']!r} starts at {row['start']} of {row['doc_id']!r}, where no word of this "
            "corpus that counts starts. Find the hits in the same corpus, read in the same way."
        )
    return place


def hits_of(hits: pd.DataFrame, document: Document) -> pd.DataFrame:
    """The hits of one document, also where its id became a number."""
    kinds = hits["doc_id"].unique().tolist()
    read = _reader([document.doc_id])
    return hits[hits["doc_id"].isin([kind for kind in kinds if read(kind) is not None])]


def in_place_order(hits: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """Hits in the order of their documents and places, however they were shuffled."""
    number = pd.Index(corpus.doc_ids).get_indexer(hits["doc_id"])
    keys = [hits["frame"].to_numpy(dtype=object), *(hits[e].to_numpy() for e in ("end", "start") if e in hits), number]
    return hits.iloc[np.lexsort(keys)]


def refuse_strangers(
    hits: pd.DataFrame, column: str, valid: Sequence[str], *, what: str = "hits", name: str | None = None
) -> None:
    """
    Refuse hits that name a document, frame or the like that is not there, rather than leave them out.

    Raises
    ------
    FramingError
        With the first such value, as a ``name`` (none: ``column``) that is unknown.
    """
    strangers = hits.loc[~hits[column].isin(valid), column]
    if len(strangers):
        raise FramingError(f"the {what} name an {unknown(name or column, strangers.iloc[0], valid)}")
