"""
A folder that one run at a time works in, and of which only what runs made is ever removed.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path

from framing.errors import FramingError

_LOCK = "framing.lock"  # what tells the folder of a run from any other
_OWN = re.compile(r"run\.json|\d{6,}\.(scores|hits|json)|\.framing-[0-9a-f]{16}-\d")


class Claimed:
    """
    A folder, made if need be, that belongs to this process until it ends or releases it.

    The lock is the system's (``flock``, on Windows ``msvcrt.locking``), so it dies with the process, however that ends.

    Raises
    ------
    FramingError
        If another process has it, or if it is there and no run made it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        lock = folder / _LOCK
        while True:
            if os.path.lexists(folder) and not _is_of_a_run(folder):
                raise FramingError(
                    f"{folder}: is needed for parts of the output, but is there already and was not made by a run. "
                    "Move it away, or give the output another name."
                )
            folder.mkdir(exist_ok=True)
            try:
                self._lock = os.open(lock, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
            except FileNotFoundError:  # another run has just removed the folder
                continue
            if not _locked(self._lock):
                os.close(self._lock)
                raise FramingError(f"{folder}: another run is writing the same output. Wait until it has ended.")
            if lock.exists() and os.path.samestat(os.fstat(self._lock), lock.stat()):
                return
            os.close(self._lock)  # removed by another run between opening and locking

    def empty(self) -> None:
        """Remove what runs left here; whatever else lies here stays."""
        # The note of the run goes first, so that what is left of the folder is never gone on from.
        for path in sorted(self.folder.iterdir(), key=lambda path: (path.name != "run.json", path.name)):
            if _OWN.fullmatch(path.name):
                path.unlink()

    def remove(self) -> None:
        """Remove the folder too, unless somebody put something into it."""
        self.empty()
        if os.name == "nt":  # where no open file can be removed
            self.release()
        if len(list(self.folder.iterdir())) == 1:
            (self.folder / _LOCK).unlink()
            with suppress(OSError):  # the next run may have come in
                self.folder.rmdir()
        self.release()

    def release(self) -> None:
        """Let others have it."""
        if self._lock is not None:
            os.close(self._lock)
        self._lock = None


def _is_of_a_run(folder: Path) -> bool:
    """Whether a folder was made by a run, or is empty."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    return (folder / _LOCK).is_file() or not any(folder.iterdir())


def _locked(file: int) -> bool:
    """Whether the lock could be had."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
