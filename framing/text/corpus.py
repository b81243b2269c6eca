"""
Files to a corpus: documents in a fixed order, with what counts in each marked.

What counts in an article is its title, subtitle and body. Everything else in the file (menus, dates, bylines,
widgets, captions, repeated titles) is **boilerplate**: it stays in the text, so that offsets hold, but is not
counted, and no pattern reaches across it. A **section** is ``headline``, ``lead`` (the body's first paragraph) or
``body``; paragraphs and sentences are numbered from 0 through the counted text.
"""

from __future__ import annotations

import hashlib
import json
import os
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from framing.errors import CorpusError, unknown
from framing.text.tokens import Boundary, Tokens, tokenize

SEEDS = Path(__file__).resolve().parents[2] / "seeds" / "articles.toml"
SECTIONS = ("headline", "lead", "body", "boilerplate")
_HEADLINE, _LEAD, _BODY, _BOILERPLATE = range(4)


class Range(NamedTuple):
    """A stretch of text ``text[start:end]`` and what it is."""

    start: int
    end: int
    kind: str = ""


@dataclass(frozen=True)
class Document:
    """
    One article; nothing in it ever changes.

    Attributes
    ----------
    doc_id : str
        Its name in every table.
    text : str
        The raw text. All offsets point into it: 0-based, half-open, in code points.
    metadata : mapping
        What else is known: title, author, outlet, date, ...
    headline, boilerplate : tuple of Range
        The title and subtitle, and what is not counted.
    """

    doc_id: str
    text: str
    metadata: Mapping[str, Any] = field(default_factory=dict)
    headline: tuple[Range, ...] = ()
    boilerplate: tuple[Range, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "metadata", MappingProxyType(dict(self.metadata)))
        ranges = sorted((*self.headline, *self.boilerplate))
        for before, after in zip([Range(0, 0), *ranges], ranges, strict=False):
            if not before.end <= after.start < after.end <= len(self.text):
                raise CorpusError(
                    f"document {self.doc_id!r}: range {after.start}–{after.end} {after.kind} is empty, overlaps "
                    f"the range before it, or leaves the text of {len(self.text)} characters. Mend the range."
                )


@dataclass(frozen=True, eq=False)
class Corpus:
    """
    Documents in a fixed order.

    Parameters
    ----------
    documents : tuple of Document
    boilerplate : {"drop", "keep"}
        Whether text marked as boilerplate is left out of every count. Kept boilerplate is a section of its own.

    Raises
    ------
    CorpusError
        If two documents have the same id, a document has no word that counts, or there is no document.

    Examples
    --------
    >>> corpus = read_corpus(["The great game.", "Border security, again."])
    >>> corpus.n_tokens.to_dict()
    {'text1': 3, 'text2': 3}
    """

    documents: tuple[Document, ...]
    boilerplate: str = "drop"

    def __post_init__(self) -> None:
        object.__setattr__(self, "documents", tuple(self.documents))
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
        tokens, section = self._counted
        first = np.repeat(tokens.bounds[:-1], np.diff(tokens.bounds))
        starts_paragraph = tokens.boundaries >= Boundary.PARAGRAPH
        starts_sentence = tokens.boundaries >= Boundary.SENTENCE

        def number(starts: np.ndarray) -> np.ndarray:
            running = np.cumsum(starts)
            return running - running[first]

        return pd.DataFrame(
            {
                "document": tokens.document,
                "section": pd.Categorical.from_codes(section, categories=list(SECTIONS)),
                "paragraph": number(starts_paragraph),
                "sentence": number(starts_sentence),
                "position": (np.arange(len(tokens)) - first) / np.diff(tokens.bounds)[tokens.document],
            }
        )

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
        """A hash of everything that counts can depend on: ids, texts, ranges, treatment of boilerplate."""
        digest = hashlib.sha256(self.boilerplate.encode())
        for document in self.documents:
            parts = (document.doc_id, document.text, document.headline, document.boilerplate)
            digest.update(repr(parts).encode("utf-8", "surrogatepass"))
        return digest.hexdigest()

    def _stretches(self, level: Boundary, columns: list[str]) -> pd.DataFrame:
        tokens, units = self.tokens, self.units
        first = np.flatnonzero(tokens.boundaries >= level)
        last = np.append(first[1:], len(tokens)) - 1
        rows = units.iloc[first][["document", *columns]].reset_index(drop=True)
        start, end, texts = [], [], []
        floor, previous = 0, -1
        for number, i, j in zip(rows["document"].tolist(), first.tolist(), last.tolist(), strict=True):
            text = self.documents[number].text
            floor = floor if number == previous else 0
            # White space is what parts sentences, so quote marks and stops stay with their own.
            a, b = int(tokens.start[i]), int(tokens.end[j])
            while a > floor and not text[a - 1].isspace():
                a -= 1
            while b < len(text) and not text[b].isspace():
                b += 1
            start.append(a)
            end.append(b)
            texts.append(text[a:b])
            floor, previous = b, number
        rows.insert(0, "doc_id", np.array(self.doc_ids, dtype=object)[rows.pop("document")])
        return rows.assign(
            doc_id=rows["doc_id"].astype("str"), start=start, end=end, n_tokens=last - first + 1, text=texts
        )

    @cached_property
    def _counted(self) -> tuple[Tokens, np.ndarray]:
        """The tokens that count, and the section code of each."""
        every = tokenize([document.text for document in self.documents])
        section = np.full(len(every), _BODY, dtype=np.int8)
        boundaries = every.boundaries.copy()
        for number, document in enumerate(self.documents):
            own = slice(every.bounds[number], every.bounds[number + 1])
            start, codes = every.start[own], section[own]
            for ranges, code in ((document.headline, _HEADLINE), (document.boilerplate, _BOILERPLATE)):
                for stretch in ranges:
                    codes[(start >= stretch.start) & (start < stretch.end)] = code
        keep = section != _BOILERPLATE if self.boilerplate == "drop" else np.ones(len(every), dtype=bool)
        # A section also ends where something was left out, and where a document ends.
        kept = np.flatnonzero(keep)
        last, this = kept[:-1], kept[1:]
        seam = (this - last > 1) | (section[this] != section[last]) | (every.document[this] != every.document[last])
        boundaries[np.concatenate([kept[:1], this[seam]])] = Boundary.SECTION
        tokens = every.select(keep, boundaries)
        section = section[keep]
        for number, document in enumerate(self.documents):
            own = slice(tokens.bounds[number], tokens.bounds[number + 1])
            if own.start == own.stop:
                raise CorpusError(
                    f"document {document.doc_id!r} has no word that counts ({len(document.text)} characters, "
                    f"{len(document.boilerplate)} boilerplate ranges). Give it text, or leave it out."
                )
            body = np.flatnonzero(section[own] == _BODY)
            if len(body):
                after = np.flatnonzero(tokens.boundaries[own][body[0] + 1 :] >= Boundary.PARAGRAPH)
                stop = body[0] + 1 + after[0] if len(after) else own.stop - own.start
                section[own][body[0] : stop] = _LEAD
        return tokens, section


def load_seeds(*, boilerplate: str = "drop") -> Corpus:
    """
    The five articles of the study, as ``seeds/articles.toml`` describes them.

    Parameters
    ----------
    boilerplate : {"drop", "keep"}
        ``"keep"`` counts everything in the files.

    Raises
    ------
    CorpusError
        If an article is missing or a byte of it changed.
    """
    return read_corpus(SEEDS, boilerplate=boilerplate)


def read_corpus(
    source: str | os.PathLike | pd.DataFrame | pd.Series | Iterable[str] | Corpus,
    *,
    text: str = "text",
    doc_id: str = "doc_id",
    boilerplate: str = "drop",
) -> Corpus:
    """
    Read articles from wherever they are.

    Parameters
    ----------
    source
        A .parquet, .csv or .jsonl file (the last two also .gz or .zst); a folder of .txt files (the id is the
        path without suffix, in sorted order), or one such file; a .toml file like ``seeds/articles.toml``; a
        DataFrame; a Series of texts (its index gives the ids); or a list of texts (``text1``, ``text2``, ...).
    text, doc_id
        The columns that hold text and id; all others become metadata. A DataFrame's index serves as id if it
        is named ``doc_id``.
    boilerplate : {"drop", "keep"}
        Only a .toml file marks boilerplate; elsewhere everything counts.

    Raises
    ------
    CorpusError
        If a file or column is not there, a text is missing, empty or not UTF-8, or two ids are equal. The
        message names the row.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"id": ["a", "b"], "body": ["One.", "Two."], "outlet": ["X", "Y"]})
    >>> read_corpus(table, text="body", doc_id="id").metadata["outlet"].to_dict()
    {'a': 'X', 'b': 'Y'}
    """
    if isinstance(source, Corpus):
        return Corpus(source.documents, boilerplate)
    if isinstance(source, pd.DataFrame):
        return _from_table(source, "the table", text, doc_id, boilerplate)
    if isinstance(source, pd.Series):
        table = pd.DataFrame({text: source.to_numpy(), doc_id: [str(label) for label in source.index]})
        return _from_table(table, "the series", text, doc_id, boilerplate)
    if not isinstance(source, (str, os.PathLike)):
        texts = list(source)
        table = pd.DataFrame({text: pd.Series(texts, dtype=object)})
        table[doc_id] = [f"text{number}" for number in range(1, len(texts) + 1)]
        return _from_table(table, "the list", text, doc_id, boilerplate)
    path = Path(source)
    if not path.exists():
        raise CorpusError(
            f"{path}: no such file or folder. To score a text itself, put it in a list: read_corpus([text])."
        )
    if path.is_dir():
        return Corpus(tuple(_from_folder(path)), boilerplate)
    if path.suffix == ".toml":
        return Corpus(tuple(_from_manifest(path)), boilerplate)
    if path.suffix == ".txt":
        return Corpus((Document(path.stem, _read_text(path)),), boilerplate)
    return _from_table(_read_table(path, text, doc_id), str(path), text, doc_id, boilerplate)


def _read_text(path: Path) -> str:
    try:
        raw = path.read_bytes()
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CorpusError(
            f"{path}: byte {error.start} ({raw[error.start]:#04x}) is not UTF-8. Save the file as UTF-8."
        ) from None
    except OSError as error:
        raise CorpusError(f"{path}: cannot be read ({error.strerror}).") from None


def _from_folder(folder: Path) -> Iterator[Document]:
    paths = sorted(folder.rglob("*.txt"), key=lambda path: path.relative_to(folder).as_posix())
    if not paths:
        raise CorpusError(f"{folder}: holds no .txt file. Expected one article a file.")
    for path in paths:
        text = _read_text(path)
        if not text.strip():
            raise CorpusError(f"{path}: is empty. Give it text, or take it out of the folder.")
        yield Document(path.relative_to(folder).with_suffix("").as_posix(), text)


def _read_table(path: Path, text: str, doc_id: str) -> pd.DataFrame:
    suffixes = [suffix.lower() for suffix in path.suffixes]
    packed = suffixes.pop() if suffixes and suffixes[-1] in (".gz", ".zst") else None
    kind = suffixes[-1] if suffixes else ""
    try:
        if kind == ".parquet" and not packed:
            return pd.read_parquet(path)
        if kind == ".csv":
            with _open(path, packed) as stream:
                # No type is guessed for ids ("007") and texts ("NA").
                strings = {text: "str", doc_id: "str"}
                return pd.read_csv(stream, dtype=strings, keep_default_na=False, na_values=[""])
        if kind in (".jsonl", ".ndjson"):
            with _open(path, packed) as stream:
                return pd.DataFrame(_json_lines(stream.read(), path))
    except CorpusError:
        raise
    except (OSError, ValueError) as error:  # pyarrow's and pandas' errors among them
        raise CorpusError(f"{path}: cannot be read as {kind[1:]}: {error}") from None
    raise CorpusError(
        f"{path}: unknown kind of file. Expected .parquet, .csv, .jsonl (the last two also .gz or .zst), "
        "a .toml list of articles, or a folder of .txt files."
    )


def _open(path: Path, packed: str | None) -> Any:
    import pyarrow as pa

    return pa.input_stream(str(path), compression={".gz": "gzip", ".zst": "zstd"}.get(packed or ""))


def _json_lines(raw: bytes, path: Path) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(raw.split(b"\n"), start=1):
        if line.strip():
            try:
                row = json.loads(line)
            except ValueError as error:  # undecodable bytes among them
                raise CorpusError(f"{path}, line {number}: is no JSON ({error}). Mend the line.") from None
            if not isinstance(row, dict):
                raise CorpusError(f"{path}, line {number}: expected an object, found {row!r}. Mend the line.")
            yield row


def _from_table(table: pd.DataFrame, where: str, text: str, doc_id: str, boilerplate: str) -> Corpus:
    if doc_id not in table.columns and table.index.name == doc_id:
        table = table.reset_index()
    for column in (text, doc_id):
        if column not in table.columns:
            raise CorpusError(f"{where}: {unknown('column', column, table.columns)}")
    rest = [column for column in table.columns if column not in (text, doc_id)]
    documents = []
    records = table[rest].to_dict("records") if rest else [{}] * len(table)
    for row, (name, words, other) in enumerate(zip(table[doc_id], table[text], records, strict=True), start=1):
        if not isinstance(words, str) or not words.strip():
            raise CorpusError(f"{where}, row {row}: expected text in {text!r}, found {words!r}. Mend or drop the row.")
        if pd.isna(name) or not str(name).strip():
            raise CorpusError(f"{where}, row {row}: expected an id in {doc_id!r}, found {name!r}. Give it one.")
        documents.append(Document(str(name), words, other))
    return Corpus(tuple(documents), boilerplate)


_MANIFEST_KEYS = ("file", "doc_id", "sha256", "headline", "boilerplate")


def _from_manifest(path: Path) -> Iterator[Document]:
    try:
        entries = tomllib.loads(_read_text(path)).get("article", [])
    except tomllib.TOMLDecodeError as error:
        raise CorpusError(f"{path}: is no valid TOML: {error}.") from None
    if not isinstance(entries, list) or not entries:
        raise CorpusError(f"{path}: lists no [[article]]. Expected one entry an article.")
    for number, entry in enumerate(entries, start=1):
        missing = [key for key in ("file", "doc_id", "sha256") if not isinstance(entry.get(key), str)]
        if missing:
            raise CorpusError(f"{path}: article {number} has no {' and no '.join(missing)}. Add it.")
        article = path.parent / "texts" / entry["file"]
        if not article.exists():
            raise CorpusError(f"{article}: is missing, but {path.name} lists it. Restore the file.")
        raw = article.read_bytes()
        found = hashlib.sha256(raw).hexdigest()
        if not raw.strip():
            raise CorpusError(f"{article}: is empty. Restore the file.")
        text = _read_text(article)
        if found != entry["sha256"]:
            raise CorpusError(
                f"{article}: changed on disk.\n  {path.name} says sha256 {entry['sha256']}\n"
                f"  the file has         {found}\nRestore the file. If the change is meant, record the new "
                f"hash, check the ranges of the entry, and say why in {path.parent.name}/README.md."
            )
        try:
            headline = tuple(Range(start, end, "headline") for start, end in entry.get("headline", []))
            dropped = tuple(Range(r["start"], r["end"], r["kind"]) for r in entry.get("boilerplate", []))
        except (KeyError, TypeError, ValueError):
            raise CorpusError(
                f"{path}: article {entry['doc_id']!r} has a range that cannot be read. Expected headline = "
                '[[start, end], ...] and boilerplate = [{ start = 0, end = 19, kind = "byline" }, ...].'
            ) from None
        metadata = {key: value for key, value in entry.items() if key not in _MANIFEST_KEYS}
        yield Document(entry["doc_id"], text, {"file": entry["file"], **metadata}, headline, dropped)
