"""
Claims to the ledger: every claim of every notebook with its evidence and verdict, gathered in ``claims.json``.

Each notebook is a process of its own, so claims are kept in a file beside the figures, as their manifest is.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from framing.display.figures import FIGURES
from framing.errors import FramingError
from framing.files import write_whole
from framing.lexicon.frames import Lexicon
from framing.scores.claims import HOLDS, VERDICTS, Claim
from framing.text.corpus import Corpus

FILE = "claims.json"
COLUMNS = ("notebook", "claim", "text", "value", "low", "high", "unit", "kept", "specifications", "verdict")


class Ledger:
    """
    The page of one notebook: what it claims from here on replaces what it claimed when it ran before.

    Parameters
    ----------
    notebook : str
        Who claims.
    corpus, lexicon
        What the claims are about; their hashes are kept with each.
    folder
        Default: the environment variable ``FRAMING_FIGURES``, else ``figures/``, as in :func:`save_figure`.

    Examples
    --------
    >>> import tempfile
    >>> from framing import claim, read_corpus
    >>> folder = tempfile.TemporaryDirectory()
    >>> page = Ledger("01-words", corpus=read_corpus(["One."]), folder=folder.name)
    >>> page.enter(claim("one", "There is a word.", 1, lambda count: (count, count, count)))
    There is a word. Holds: margin 1.00, 95 % interval 1.00 to 1.00; no other specification.
    >>> page.table[["text", "kept", "specifications", "verdict"]].values.tolist()
    [['There is a word.', 1, 1, 'holds']]
    >>> claims_ledger(folder=folder.name)[["notebook", "claim", "verdict"]].values.tolist()
    [['01-words', 'one', 'holds']]
    >>> folder.cleanup()
    """

    def __init__(
        self,
        notebook: str,
        *,
        corpus: Corpus,
        lexicon: Lexicon | None = None,
        folder: str | os.PathLike | None = None,
    ) -> None:
        self.notebook, self.folder = notebook, _folder(folder)
        self.hashes = {"corpus_sha256": corpus.sha256, "lexicon_sha256": lexicon.sha256 if lexicon else None}
        self.page: dict[str, dict[str, Any]] = {}
        self._write()

    def enter(self, claimed: Claim) -> Claim:
        """
        Enter a claim, and return it to be shown: the sentence with its verdict.

        Raises
        ------
        FramingError
            If this notebook has made a claim of this name already, or the folder cannot be written.
        """
        if claimed.name in self.page:
            raise FramingError(
                f"{self.notebook} has made a claim named {claimed.name!r} already. Give each its own name."
            )
        self.page[claimed.name] = {
            "text": claimed.text,
            "value": _plain(claimed.value),
            "low": _plain(claimed.low),
            "high": _plain(claimed.high),
            "unit": claimed.unit,
            "kept": claimed.kept,
            "specifications": claimed.specifications,
            "verdict": claimed.verdict,
            "declaration_sha256": claimed.declaration_sha256 or None,
            **self.hashes,
        }
        self._write()
        return claimed

    @property
    def table(self) -> pd.DataFrame:
        """
        What this notebook has claimed so far, one row a claim, in the order entered.

        Its columns are those of :func:`claims_ledger` without the notebook.
        """
        return _table([{"claim": name, **entry} for name, entry in self.page.items()], COLUMNS[1:])

    def _write(self) -> None:
        pages = _read(self.folder) | {self.notebook: self.page}
        pages = {notebook: page for notebook, page in pages.items() if page}
        content = json.dumps(pages, indent=2, sort_keys=True, ensure_ascii=False).encode() + b"\n"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            write_whole(self.folder / FILE, content)
        except OSError as error:
            raise FramingError(f"{self.folder}: {FILE} cannot be written ({error.strerror}).") from None


def claims_ledger(*, folder: str | os.PathLike | None = None) -> pd.DataFrame:
    """
    Every claim that the notebooks made.

    Parameters
    ----------
    folder
        As in :class:`Ledger`. Of notebooks that have made none there, those kept in ``figures/`` are taken, so that a
        notebook that gathers the claims can be run by itself; with a folder given here, only those in it.

    Returns
    -------
    DataFrame
        One row a claim, by notebook, then by name: ``notebook, claim, text, value`` (its margin), ``low, high, unit,
        kept, specifications, verdict``, as :class:`Claim` has them, rounded to six digits.

    Raises
    ------
    FramingError
        If there is no claim, or the file cannot be read.
    """
    pages = _read(Path(folder)) if folder else _read(FIGURES) | _read(_folder(None))
    if not pages:
        raise FramingError(f"{_folder(folder)}: holds no {FILE}. Run the notebooks that make claims first.")
    rows = [
        {"notebook": notebook, "claim": name, **entry}
        for notebook, page in sorted(pages.items())
        for name, entry in sorted(page.items())
    ]
    return _table(rows, COLUMNS)


def _table(rows: list[dict[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=list(columns))
    counts = {"kept", "specifications"}
    texts = [column for column in columns if column not in {"value", "low", "high", *counts}]
    kinds = dict.fromkeys(("value", "low", "high"), float) | dict.fromkeys(counts, int) | dict.fromkeys(texts, "str")
    return table.astype(kinds)


def in_words(ledger: pd.DataFrame, frames: Mapping[str, str]) -> list[str]:
    """
    What is left of the claims, in sentences: those that hold, those that are fragile, those that are not supported.

    Claims that one article has more of a frame than another are many; they are counted, a sentence a frame, and only
    those that hold are told.

    Parameters
    ----------
    ledger : DataFrame
        As :func:`claims_ledger` returns it; with names in its texts instead of ids, if wanted. Claims of pairs are
        those whose name begins with ``more-``, the name of the frame, and a hyphen.
    frames : mapping
        What to call each frame, by its name.

    Returns
    -------
    list of str
        Verdicts without claims, and frames without pairs, have no sentence.

    Examples
    --------
    >>> rows = [("leads-a", "War leads in A.", "holds"), ("more-war-a-b", "A has more of war than B.", "holds"),
    ...         ("more-war-a-c", "A has more of war than C.", "fragile")]
    >>> for sentence in in_words(pd.DataFrame(rows, columns=["claim", "text", "verdict"]), {"war": "war"}):
    ...     print(sentence)
    Holds (1): War leads in A.
    Of 2 claims that one article has more of war than another 1 holds: A has more of war than B.
    """
    pairs = {name: ledger[ledger["claim"].str.startswith(f"more-{name}-")] for name in frames}
    single = ledger.drop(index=[row for own in pairs.values() for row in own.index])
    told = {verdict: single.loc[single["verdict"] == verdict, "text"].tolist() for verdict in VERDICTS}
    sentences = [f"{verdict.capitalize()} ({len(own)}): {' '.join(own)}" for verdict, own in told.items() if own]
    for name, own in pairs.items():
        held = own.loc[own["verdict"] == HOLDS, "text"].tolist()
        hold = f"{len(held) or 'none'} hold{'s' * (len(held) < 2)}"
        if len(own):
            what = f"Of {len(own)} claims that one article has more of {frames[name]} than another {hold}"
            sentences.append(f"{what}: {' '.join(held)}" if held else f"{what}.")
    return sentences


def _folder(folder: str | os.PathLike | None) -> Path:
    return Path(folder or os.environ.get("FRAMING_FIGURES") or FIGURES)


def _read(folder: Path) -> dict[str, dict[str, Any]]:
    """The pages of a folder; none if nothing is there."""
    path = folder / FILE
    try:
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    except (OSError, ValueError) as error:
        raise FramingError(f"{path}: cannot be read: {error}. Delete it and run the notebooks again.") from None


def _plain(value: float) -> float | None:
    """A number as the file holds it: six digits, none where it is missing."""
    return None if np.isnan(value) else round(value, 6) + 0.0  # no -0.0
