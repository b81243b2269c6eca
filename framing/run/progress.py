"""
How far a long run is, on a terminal.
"""

from __future__ import annotations

import sys


class Progress:
    """A bar with rate and time left on a terminal, nothing elsewhere."""

    def __enter__(self) -> Progress:
        self._bar = None
        if sys.stderr.isatty():
            from tqdm import tqdm

            shape = "{percentage:3.0f}% |{bar}| {elapsed} gone, {remaining} left, {rate_fmt}"
            self._bar = tqdm(total=100, unit="%", bar_format=shape, leave=False)
        return self

    def update(self, share: float) -> None:
        """Show that so much of the input is done (0–1)."""
        if self._bar is not None:
            self._bar.update(100 * share - self._bar.n)

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()
