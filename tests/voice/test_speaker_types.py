"""What kind of speaker somebody is, by the words they are named with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.voice.cues import words_of
from framing.voice.speaker_types import SPEAKER_TYPES, speaker_type
from framing.voice.voices import find_voices

EXPECTED = {
    "person": ["Anna Berg", "Mr. Holm", "the ambassador to Oslo", "Peter Holm's deputy", "a Kremlin spokesman", "she",
               "Anna Berg and Peter Holm", "author"],
    "body": ["the embassy", "Ministry of Transport", "White House", "NATO", "F.B.I", "Russia's Foreign Ministry",
             "Berg campaign", "The New York Times", "George Washington University"],
    "country": ["Moscow", "the United States", "Tajikistan", "Bosnia and Herzegovina"],
    "document": ["the report", "a June poll", "letter to the mayor", "The 67-page study"],
    "crowd": ["officials", "many", "Northern analysts", "Senate Democrats", "Two lawmakers", "we", "those who left",
              "Anna Berg and her aides"],
    "unknown": ["unattributed", "", "Berg", "it"],
}  # fmt: skip


@pytest.mark.parametrize(("kind", "speaker"), [(kind, name) for kind, names in EXPECTED.items() for name in names])
def test_types(kind, speaker):
    """The head of the phrase or the look of the name tells the type; one bare surname tells none."""
    assert speaker_type(speaker) == kind


def test_every_type_is_documented_by_an_example():
    """The types are those that the examples here have."""
    assert set(EXPECTED) == set(SPEAKER_TYPES)


def test_of_a_source_within_a_source_the_inner_one_counts():
    """Whose words they are is the inner source's."""
    assert speaker_type("Anna Berg > the report") == "document"


def test_what_the_text_knows_counts():
    """A surname that the text has after a title is a person's."""
    assert speaker_type("Berg", {"Berg": "p"}) == "person"
    voices = find_voices("Mr. Berg came. Berg said that the road is closed.")
    assert [(voice.speaker, voice.speaker_type) for voice in voices] == [("Berg", "person")]


def test_no_word_is_of_two_types():
    """The lists of heads do not contradict each other."""
    people, bodies = words_of("person_head"), words_of("body_head")
    crowds, documents = words_of("crowd_head"), words_of("document_head")
    assert not people & bodies
    assert not people & documents
    assert not bodies & documents
    assert not crowds & words_of("country")


@given(st.text(alphabet="AnB eg.>'-1", max_size=30))
def test_any_name_has_one_type(name):
    """No name raises anything or falls between the types."""
    assert speaker_type(name) in SPEAKER_TYPES
