"""A clause reported without "that" begins with its subject."""

import pytest

from framing.voice.bare_clauses import bare_clauses
from framing.voice.cue_places import CuePlaces
from framing.voice.features import ReadText
from framing.voice.voices import find_voices

CLAUSES = [
    ("Lavrov said ", "Washington wanted a second front."),
    ("Anna Berg says ", "Oslo has lost its bridge."),
    ("The mayor of Oslo argued ", "Peter Holm should resign."),
    ("Anna Berg also warned ", "the old bridge would fall."),
    ("Anna Berg said Monday ", "Oslo is ready."),
    ("Officials in Oslo believe ", "Peter Holm was wrong."),
    ("She has said ", "Mr. Holm went to Oslo."),
    ("Some said ", "Oslo was ready."),
    ("Anna Berg said ", "Oslo’s wish for a bridge was old."),
    ("Anna Berg said ", "Oslo reluctantly agreed to a bridge."),
]
OTHERS = [
    "Anna Berg told Peter Holm the bridge was closed.",
    "Secretary of State Anna Berg was in Oslo.",
    "In remarks Anna Berg made on Monday, nothing was new.",
    "The mayor said on Monday that Oslo was ready.",
    "Anna Berg called Oslo boring and was not amused.",
    "“We tried,” said Anna Berg, who was in Oslo.",
]


@pytest.mark.parametrize(("before", "clause"), CLAUSES)
def test_the_clause_begins_with_its_subject(before, clause):
    """The name that a reported clause opens with is reported with it, and speaks not in it."""
    voice = find_voices(before + clause)[0]
    assert (voice.start, voice.voice) == (len(before), "indirect")
    assert voice.speaker not in clause


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_told_to_somebody_is_no_clause(text):
    """Whom something is told to, a noun that looks like a verb, and a speaker behind the verb open no clause."""
    read = ReadText(text)
    assert list(bare_clauses(read, CuePlaces(read))) == []


@pytest.mark.parametrize(("before", "clause"), CLAUSES)
def test_that_changes_nothing_but_itself(before, clause):
    """With "that" the same words of the clause are reported by the same speaker."""
    bare, full = find_voices(before + clause)[0], find_voices(f"{before}that {clause}")[0]
    assert (full.speaker, full.end - len("that ")) == (bare.speaker, bare.end)
