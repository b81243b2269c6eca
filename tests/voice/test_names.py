"""A name without its titles, its small words in it, nothing of the sentence around it."""

import pytest

from framing.voice.voices import find_voices

CLAIM = "that the road is closed."


@pytest.mark.parametrize(
    "subject",
    [
        "Anna Berg",
        "Mrs. Anna Berg",
        "Foreign Minister Anna Berg",
        "Deputy Foreign Minister Anna Berg",
        "The Deputy Minister of Foreign Affairs of the Northern Federation Anna Berg",
        "US Ambassador to Norway Anna Berg",
        "Secretary of State Anna Berg",
        "The mine's spokeswoman Anna Berg",
        "Northern political scientist Anna Berg",
        "Governor Anna Berg of Oslo",
    ],
)
def test_a_name_begins_after_its_titles(subject):
    """Titles, bodies and adjectives before a name are no part of it, nor is a place behind it."""
    assert find_voices(f"{subject} said {CLAIM}")[-1].speaker == "Anna Berg"


@pytest.mark.parametrize("opener", ["Monday", "Meanwhile", "In March", "However", "Afterwards"])
def test_openers_are_no_speakers(opener):
    """Days, months and words that open a sentence are never part of a speaker."""
    assert find_voices(f"{opener} Anna Berg said {CLAIM}")[-1].speaker == "Anna Berg"


@pytest.mark.parametrize("name", ["Mahmud al-Shilli", "Omar bin Salman", "Ursula von der Leyen", "Luis de la Cruz"])
def test_small_words_within_a_name(name):
    """Particles in small letters belong to a name."""
    assert find_voices(f"{name} said that the road is open.")[0].speaker == name
