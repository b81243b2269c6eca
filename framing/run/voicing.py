"""
Articles to voices, on all cores: the lines of ``framing voices``, and hits with voice and stance.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from framing.errors import FramingError
from framing.files import whole_file
from framing.run.workers import by_processes
from framing.voice.voices import find_voices

if TYPE_CHECKING:
    import pandas as pd

    from framing.text.corpus import Corpus
    from framing.text.document import Document

PART = 300_000  # characters that a process gets at a time: a fraction of a second of work

_Texts = list[tuple[str, str]]  # ids and texts


def voice_lines(documents: Iterable[Document], jobs: int | None) -> Iterator[str]:
    """The voices of each article as a line of JSON: offsets in code points of the raw text."""
    texts = ((document.doc_id, document.text) for document in documents)
    with closing(by_processes(_lines, _parts(texts), jobs)) as made:
        for _, lines in made:
            yield from lines


def write_voices(documents: Iterable[Document], output: str, jobs: int | None) -> int:
    """Write the same lines into a file, whole or not at all; returns how many articles there were."""
    path, count = Path(output), 0
    if path.suffix != ".jsonl":
        raise FramingError(f"{path}: voices are written as .jsonl.")
    if not path.parent.is_dir():
        raise FramingError(f"{path}: there is no folder {path.parent}. Make it first.")
    try:
        with whole_file(path) as stream:
            for count, line in enumerate(voice_lines(documents, jobs), start=1):  # noqa: B007 (the last one is told)
                stream.write(line.encode("utf-8", "surrogatepass"))
    except OSError as error:
        raise FramingError(f"{path}: cannot be written ({error.strerror or error}).") from None
    return count


def voiced_hits(hits: pd.DataFrame, corpus: Corpus, jobs: int | None) -> pd.DataFrame:
    """Hits, in the order of the corpus, with whose words they stand in, and what is done with them there."""
    import pandas as pd

    from framing.voice.voiced import add_voice

    if hits.empty or corpus.language != "en":
        return add_voice(hits, corpus)
    places = hits.groupby("doc_id", sort=False, observed=True).indices
    texts = [(doc_id, corpus[doc_id].text) for doc_id in dict.fromkeys(hits["doc_id"].tolist())]
    parts = ((hits.iloc[places[part[0][0]][0] : places[part[-1][0]][-1] + 1], part) for part in _parts(texts))
    with closing(by_processes(_voiced, parts, jobs)) as made:
        return pd.concat([table for _, table in made])


def _parts(texts: Iterable[tuple[str, str]]) -> Iterator[_Texts]:
    """As many texts together as are worth a process's while; a text is never cut."""
    part: _Texts = []
    size = 0
    for text in texts:
        part.append(text)
        size += len(text[1])
        if size >= PART:
            yield part
            part, size = [], 0
    if part:
        yield part


def _lines(part: _Texts) -> list[str]:
    lines = []
    for doc_id, text in part:
        voices = [
            {
                "start": voice.start,
                "end": voice.end,
                "voice": voice.voice,
                "kind": voice.kind,
                "speaker": voice.speaker,
                "speaker_type": voice.speaker_type,
                "voice_cue": text[slice(*voice.cue)] if voice.cue else "",
                "voice_rule": voice.rule,
                "confidence": round(voice.confidence, 3),
            }
            for voice in find_voices(text)
        ]
        lines.append(json.dumps({"doc_id": doc_id, "voices": voices}, ensure_ascii=False) + "\n")
    return lines


def _voiced(part: tuple[pd.DataFrame, _Texts]) -> pd.DataFrame:
    from framing.text.corpus import Corpus
    from framing.text.document import Document
    from framing.voice.voiced import add_voice

    hits, texts = part
    return add_voice(hits, Corpus(tuple(Document(*text) for text in texts)))
