"""The declared main specification: read whole or refused."""

import hashlib

import pytest

from framing import FramingError, load_declaration
from framing.scores.declaration import DECLARED, OPTIONS

TEXT = "\n".join(
    f'[choices.{name}]\nmain = "{(options or ("all",))[0]}"\nothers = []\nwhy = "So."\n'
    for name, options in OPTIONS.items()
)


def written(tmp_path, text):
    path = tmp_path / "declared.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_study_declares_its_choices():
    """The study's declaration gives every choice a reason, and its hash is that of the file's bytes."""
    declared = load_declaration()

    assert declared.table["choice"].tolist() == list(OPTIONS)
    assert (declared.table["why"].str.len() > 20).all()
    assert declared.sha256 == hashlib.sha256(DECLARED.read_bytes()).hexdigest()


def test_a_word_changed_is_another_declaration(tmp_path):
    """Another reason or another option gives another hash."""
    hashes = {
        load_declaration(written(tmp_path, text)).sha256
        for text in (TEXT, TEXT.replace("So.", "No."), TEXT.replace('"whole"', '"body"'))
    }
    assert len(hashes) == 3


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[choices.scope]", "[choices.scop]", "unknown choice 'scop'; did you mean 'scope'"),
        ("[choices.scope]", "[other]", r"expected a table \[choices.scope\], found none"),
        ('"whole"', '"hole"', r"\[choices.scope\]: unknown option 'hole'; did you mean 'whole'"),
        ('main = "whole"\nothers = []', 'main = "whole"\nothers = ["body", "body"]', "names 'body' twice"),
        ('main = "whole"\nothers = []', 'main = "whole"\nothers = ["whole"]', "names 'whole' twice"),
        ('main = "whole"\nothers = []', 'main = "whole"\nothers = "body"', "a list of texts as others, found"),
        ('main = "whole"\nothers = []', 'main = 1\nothers = []', "expected a text as main"),
        ('main = "whole"\n', "", "expected main, others and why, and nothing else"),
        ("So.", " ", "gives no reason"),
        ("[choices.scope]", "[choices.scope", "cannot be read as .toml"),
    ],
)  # fmt: skip
def test_a_declaration_that_cannot_be_used(tmp_path, old, new, message):
    """Each mistake in the file is one error that says where."""
    with pytest.raises(FramingError, match=message):
        load_declaration(written(tmp_path, TEXT.replace(old, new, 1)))


def test_a_missing_declaration(tmp_path):
    """A file that is not there is one clear error."""
    with pytest.raises(FramingError, match="cannot be read"):
        load_declaration(tmp_path / "none.toml")
