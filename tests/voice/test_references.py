"""Who is meant by a pronoun, a surname or a role."""

import pytest

from framing.voice.voices import find_voices

CLAIM = "that the road is closed."


@pytest.mark.parametrize(
    ("before", "subject", "expected"),
    [
        ("Anna Berg met Peter Holm in Oslo.", "She said", "Anna Berg"),
        ("Anna Berg met Peter Holm in Oslo.", "He said", "Peter Holm"),
        ("Anna Berg met Peter Holm in Oslo.", "Holm said", "Peter Holm"),
        ("Anna Berg met Peter Holm in Oslo.", "According to him, it is known", "Peter Holm"),
        ("The engineer Bertil Khrolenko came.", "Khlorenko said", "Bertil Khrolenko"),
        ("Nothing came of the visit of Anna Berg.", "The head of Northern diplomacy said", "Anna Berg"),
        ("Anna Berg met Peter Holm in Oslo.", "The head of Northern diplomacy said", "The head of Northern diplomacy"),
        ("Mayor Anna Berg met Peter Holm in Oslo.", "The mayor said", "Anna Berg"),
        ("Bo Holm and Eva Holm came. Mr. Holm left.", "Mrs. Holm said", "Eva Holm"),
        ("Snow fell.", "He said", "He"),
    ],
)
def test_references(before, subject, expected):
    """A pronoun, surname or role is who was named just before, if only one can be meant; else it stays as written."""
    assert find_voices(f"{before} {subject} {CLAIM}")[-1].speaker == expected
