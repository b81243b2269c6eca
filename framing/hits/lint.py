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
superfluous    a near in each of whose stretches its frame finds something without it
context        a context that never fails
overlap        a pattern whose words, or part of them, another frame's pattern finds too
underscore     a pattern that finds a printed underscore and no space
hyphen         another way to join or part its words that the frame misses
apostrophe     its possessive, which the frame misses; of English words alone
unused set     a set that no pattern uses
set entry      entries of a set that others of it find anyway
printed        a pattern whose words are printed with marks that nobody sees, or in odd letters
unread         words of a pattern that ``mend`` of :func:`tokenize` would find, or that a zero width space parts
no hit         a pattern without a hit in the corpus
expansion      what a pattern with a wildcard stands for in the corpus
absent entry   entries of a set that occur nowhere in the corpus
=============  ==========================================================================================

Each kind but the first two is a function, named in the tables below; a further kind is a function and a line there.
What is said of a pattern with sets holds for each of its wordings.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from framing.errors import FramingWarning, LexiconError
from framing.hits.lint_corpus import expansion, no_hit
from framing.hits.lint_language import context, superfluous
from framing.hits.lint_printed import printed, unread
from framing.hits.lint_relations import covered, duplicate, overlap, shadowed, unreachable
from framing.hits.lint_sets import absent_entry, as_subject, set_entry, unused_set
from framing.hits.lint_spellings import apostrophe, hyphen, underscore
from framing.hits.lint_subject import Subject
from framing.lexicon.frames import SIGN, Lexicon
from framing.lexicon.loading import load_lexicon
from framing.text.corpus import Corpus
from framing.text.languages import language_of

LINT_COLUMNS = ("frame", "category", "pattern", "text", "finding", "detail")
_OF_LEXICON = {
    "unreachable": unreachable,
    "duplicate": duplicate,
    "shadowed": shadowed,
    "covered": covered,
    "superfluous": superfluous,
    "context": context,
    "overlap": overlap,
    "underscore": underscore,
    "hyphen": hyphen,
    "apostrophe": apostrophe,
}
_OF_SETS = {"unused set": unused_set, "set entry": set_entry}
_OF_CORPUS = {"printed": printed, "unread": unread, "no hit": no_hit, "expansion": expansion}
_OF_SETS_IN_CORPUS = {"absent entry": absent_entry}
FINDINGS = ("fault", "note", *_OF_LEXICON, *_OF_SETS, *_OF_CORPUS, *_OF_SETS_IN_CORPUS)


def lint(lexicon: Lexicon, corpus: Corpus | None = None, *, language: str | None = None) -> pd.DataFrame:
    """
    Look for patterns that are dead, double, overlapping or incomplete.

    Parameters
    ----------
    lexicon : Lexicon
    corpus : Corpus, optional
        With it the table also says which patterns have no hit and what each wildcard stands for; and of the
        variants that are missed only those are named that occur in it, and of patterns with sets only then.
    language : str, optional
        Of the lexicon, as in :func:`read_corpus`; default: that of the corpus, else English. Advice about English
        words is given for these alone.

    Returns
    -------
    DataFrame
        One row a finding: ``frame``, ``category``, ``pattern`` (its id; of a set its name), ``text``, ``finding``
        (see the module) and ``detail``, which says what is the matter and what to do; by kind, then in the order of
        the lexicon.

    Examples
    --------
    >>> table = lint(Lexicon.from_dict({"safety": ["secur*", "security"]}))
    >>> table[["text", "finding"]].values.tolist()
    [['security', 'shadowed']]
    """
    rows = [("", "", "", "", "note", note) for note in lexicon.notes]
    code = language_of(language or (corpus.language if corpus else "en")).code
    subject, sets = Subject(lexicon, corpus, code), as_subject(lexicon, corpus)

    def of_patterns(kinds: dict[str, Callable]) -> None:
        for finding, look in kinds.items() if subject.entries else ():
            for number, detail in look(subject):
                frame, pattern = subject.entries[number]
                rows.append((frame.name, pattern.category, pattern.id, pattern.text, finding, detail))

    def of_sets(kinds: dict[str, Callable]) -> None:
        for finding, look in kinds.items() if sets.entries else ():
            named = ((f"{SIGN}{name}", detail) for name, detail in look(lexicon, sets))
            rows.extend(("", "", name, name, finding, detail) for name, detail in named)

    of_patterns(_OF_LEXICON)
    of_sets(_OF_SETS)
    if corpus is not None:
        of_patterns(_OF_CORPUS)
        of_sets(_OF_SETS_IN_CORPUS)
    return _table(rows)


def lint_file(
    name_or_path: str | os.PathLike, corpus: Corpus | None = None, *, language: str | None = None
) -> pd.DataFrame:
    """
    Look through a lexicon file, also one that has faults: then the table lists these, and only these.

    Parameters
    ----------
    name_or_path
        As :func:`load_lexicon` takes it.
    corpus : Corpus, optional
    language : str, optional
        As in :func:`lint`.

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
    return lint(lexicon, corpus, language=language)


def _table(rows: list[tuple[str, ...]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(LINT_COLUMNS), dtype="str")


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
            named = row.text if row.text == row.pattern else f"{row.pattern} [{row.text}]"
            lines.append("  " + ": ".join(filter(None, (place, named, row.detail))))
        if len(rows) > most:
            lines.append(f"  and {len(rows) - most} more")
        parts.append("\n".join(lines))
    counts = table["finding"].value_counts()
    total = "1 finding" if len(table) == 1 else f"{len(table)} findings"
    parts.append(f"{total}: " + ", ".join(f"{counts[name]} {name}" for name in FINDINGS if name in counts))
    return "\n\n".join(parts)
