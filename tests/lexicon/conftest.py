"""What the tests of lexicon files share."""

from pathlib import Path

import pytest

from framing.errors import FramingWarning
from framing.lexicon.loading import load_lexicon

LEXICONS = Path(__file__).parents[1] / "data" / "lexicons"  # written for these tests


@pytest.fixture
def load(tmp_path, recwarn):
    """Return a function that loads a lexicon from its text; notes warn, which is not what these tests are about."""

    def load_text(name, text):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        lexicon = load_lexicon(path)
        assert bool(lexicon.notes) == bool(recwarn.list)
        recwarn.clear()
        return lexicon

    return load_text


@pytest.fixture
def entries():
    """Return a function that gives frame, category and text of each pattern."""
    return lambda lexicon: lexicon.table[["frame", "category", "text"]].values.tolist()


@pytest.fixture
def read():
    """Return a function that reads a stored file that has notes."""

    def read_file(name):
        with pytest.warns(FramingWarning):
            return load_lexicon(LEXICONS / name)

    return read_file
