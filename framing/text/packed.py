"""
Files, packed or not, in whatever encoding, to streams of UTF-8.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from framing.errors import CorpusError

PACKED = {".gz": "gzip", ".zst": "zstd"}
_HEAD = 1 << 16  # bytes by which an encoding is known
_STEP = 1 << 20  # bytes unpacked at a time
_MARKS = {  # the longer ones first, of which the others are the beginning
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_ZEROS = 0.05  # of the pairs of bytes: in UTF-16 spaces and line ends alone are more


@dataclass(frozen=True)
class How:
    """
    What a file does not say of itself.

    Attributes
    ----------
    encoding : str, optional
        Of files that are no UTF-8 and no UTF-16.
    delimiter : str, optional
        What stands between the cells of a CSV file; else what its first line shows.
    title : str, optional
        The column of titles, which are put before the texts as headlines.
    unpacked : float
        Gigabytes that may come out of one packed file; a file of some kilobytes can hold any number of them.
    """

    encoding: str | None = None
    delimiter: str | None = None
    title: str | None = None
    unpacked: float = 50.0

    def __post_init__(self) -> None:
        if self.encoding is not None:
            try:
                "".encode(self.encoding)
            except (LookupError, ValueError):
                raise CorpusError(
                    f"unknown encoding {self.encoding!r}. Expected a name such as utf-8, cp1252 or mac_roman."
                ) from None
        if self.delimiter is not None and (
            len(self.delimiter) != 1 or self.delimiter in '"\r\n' or self.delimiter > "~"
        ):
            raise CorpusError(f"delimiter: expected one character such as ; found {self.delimiter!r}.")


def opened(path: Path, how: How | None = None) -> tuple[io.BufferedReader, Callable[[], float]]:
    """The bytes of a file, unpacked and as UTF-8, and a function that says how much of it was read (0–1)."""
    import pyarrow as pa

    how = how or How()
    raw = pa.OSFile(str(path))
    size = max(raw.size(), 1)
    packed = PACKED.get(path.suffix.lower())
    source = pa.CompressedInputStream(raw, packed) if packed else raw
    most = int(how.unpacked * 1e9) if packed else None
    return io.BufferedReader(_Stream(path, source, how.encoding, most), _STEP), lambda: min(raw.tell() / size, 1.0)


def encoding_of(head: bytes) -> str:
    """
    The encoding that the first bytes of a text give away for certain, else UTF-8.

    >>> [encoding_of(text) for text in (b"a", "a b".encode("utf-16"), "a b".encode("utf-16-be"))]
    ['utf-8', 'utf-16', 'utf-16-be']
    """
    for mark, encoding in _MARKS.items():
        if head.startswith(mark):
            return encoding
    pairs = len(head) // 2
    zeros = [head[first::2].count(0) for first in (0, 1)]
    if pairs and sum(zeros) >= _ZEROS * pairs and not all(zeros):
        return "utf-16-be" if zeros[0] else "utf-16-le"
    return "utf-8"


def not_utf8(content: bytes) -> str:
    """
    What to say of a text that is not UTF-8 but in another encoding; empty if it is UTF-8 with a fault in it.

    >>> not_utf8("naïve – it’s".encode("cp1252"))[:71]
    'is not UTF-8 but seems to be Windows-1252, in which it reads ‘naïve – i'
    """
    text = content.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    if not wrong or sum(sign > "~" and sign != "\ufffd" for sign in text) >= wrong:
        return ""
    # One letter with an accent is Western; where most stand side by side, another alphabet does.
    runs = re.findall(rb"[\x80-\xff]+", content)
    if sum(len(run) for run in runs if len(run) > 2) * 2 > sum(map(len, runs)):
        return f"is not UTF-8. {_REMEDY.format('its encoding', '…')}"
    readings = {name: content.decode(codec, "replace") for name, codec in _LEGACY.items()}
    fits = {name: sum(map(_fits, reading)) for name, reading in readings.items()}
    name = max(_LEGACY, key=lambda name: fits[name])
    if fits[name] <= 0:
        return ""
    at = next(at for at, sign in enumerate(readings[name]) if sign > "~")
    seen = readings[name][max(at - 2, 0) : at + 10]
    seen = "".join(sign if sign.isprintable() else " " for sign in seen)
    return f"is not UTF-8 but seems to be {name}, in which it reads ‘{seen}’. {_REMEDY.format('that', _LEGACY[name])}"


_LEGACY = {"Windows-1252": "cp1252", "Mac Roman": "mac_roman"}
_REMEDY = "Save it as UTF-8, or name {0}: encoding='{1}' in Python, --encoding {1} in the command."
_PROSE = "’‘“”–—…«»„\u00a0éèêëáàâäãåçñíìîïóòôöõúùûüßæøÉÜÖÄÅœ€£§°"  # signs that are frequent in prose


def _fits(sign: str) -> int:
    """How well a sign that is not ASCII fits into prose."""
    return 0 if sign <= "~" else 1 if sign in _PROSE else -1


class _Stream(io.RawIOBase):
    """A stream of bytes as UTF-8, of at most so many bytes."""

    def __init__(self, path: Path, source, encoding: str | None, most: int | None) -> None:
        self._path, self._source, self._most = path, source, most
        head = source.read(_HEAD)
        self._came = len(head)
        given = encoding or encoding_of(head)
        plain = codecs.lookup(given).name in ("utf-8", "utf-8-sig")
        self._decode = None if plain else codecs.getincrementaldecoder(given)().decode
        head = head.removeprefix(codecs.BOM_UTF8) if plain else head
        self._held, self._ended = self._utf8(head, last=False), False

    def _utf8(self, content: bytes, *, last: bool) -> bytes:
        if self._decode is None:
            return content
        try:
            return self._decode(content, last).removeprefix("\ufeff").encode("utf-8")
        except UnicodeDecodeError as error:
            raise CorpusError(
                f"{self._path}: is not {error.encoding}, from about byte {max(self._came - len(content), 0)}. Save it "
                "as UTF-8, or name its encoding: encoding= in Python, --encoding in the command."
            ) from None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        while not self._held and not self._ended:
            content = self._source.read(_STEP)
            self._came += len(content)
            if self._most is not None and self._came > self._most:
                raise CorpusError(
                    f"{self._path}: more than {self._most / 1e9:g} GB come out of it. If that is right, allow more "
                    "with unpacked= in Python, --unpacked in the command."
                )
            self._ended = not content
            self._held = self._utf8(content, last=self._ended)
        part = self._held[: len(buffer)]
        buffer[: len(part)] = part
        self._held = self._held[len(part) :]
        return len(part)

    def close(self) -> None:
        if not self.closed:
            self._source.close()
        super().close()
