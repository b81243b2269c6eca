"""Pronouns stand for who was named before, and for nobody where that is open."""

import pytest

from framing.voice.voices import find_voices


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister came late. He said that the road is closed.", "The minister"),
        ("The embassy is in Oslo. It said that the road is closed.", "The embassy"),
        ("The embassy is in Oslo. It has since warned that the road is closed.", "The embassy"),
        ("Critics of the mayor met. They said that the road is closed.", "Critics"),
        ("Anna Berg came. She sat down. She had tea. She was tired. She said that the road is closed.", "Anna Berg"),
        ("Nurali Davlat came by. Davlat was tired. He said that the road is closed.", "Nurali Davlat"),
        ("A report on roads came out. It says that the road is closed.", "report"),
    ],
)
def test_pronouns_stand_for_the_subject_before(text, expected):
    """A role, a body, people or a document that opened a sentence shortly before is who "he", "it", "they" are."""
    assert find_voices(text)[-1].speaker == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The spokeswoman came. He said that the road is closed.", "He"),
        ("The embassy's gate was open. It said that the road is closed.", "unattributed"),
        ("His boss was late. He said that the road is closed.", "He"),
        ("Show Caption was below. He said that the road is closed.", "He"),
        ("The embassy is in Oslo. It is important to note that the road is closed.", "unattributed"),
        ("The report is old. It seems that the road is closed.", "unattributed"),
    ],
)
def test_no_name_is_made_up(text, expected):
    """Where nobody of that sex or kind was named, or "it" stands for nothing, nobody is."""
    assert [voice.speaker for voice in find_voices(text)][-1:] in ([expected], [])


def test_a_pronoun_is_no_name():
    """A "He" that is not resolved is nobody's name, for whom another pronoun could stand."""
    voices = find_voices("He said that the road is closed. She said that the bridge is open.")
    assert [voice.speaker for voice in voices] == ["He", "She"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There were leaders who said that the road is closed.", "leaders"),
        ("He relied on Anna Berg, 52, of Oslo, who said that the road is closed.", "Anna Berg"),
        ("He met Anna Berg, an engineer who said that the road is closed.", "Anna Berg"),
        ("The number of people who say that the road is closed grew.", "people"),
        ("A letter saying that the road is closed came.", "letter"),
        ("The mayor released an audit that said that the road is closed.", "audit"),
        ("Noting that the road is closed, Sen. Anna Berg went home.", "Anna Berg"),
        ("Anna Berg, an engineer, said Monday that the road is closed.", "Anna Berg"),
        ("About 4 in 10 voters say that the road is closed.", "4 in 10 voters"),
        ("Sen. Anna Berg, D-Md., said that the road is closed.", "Anna Berg"),
        ("Sen. Anna Berg (R-Wis.) said that the road is closed.", "Anna Berg"),
        ("The mayor went so far as to say that the road is closed.", "The mayor"),
        ("There, Anna Berg declined to name them but said that the road is closed.", "Anna Berg"),
    ],
)
def test_who_acts_in_a_clause_of_another(text, expected):
    """Relative clauses and participles have who they say more about for their speaker."""
    assert find_voices(text)[-1].speaker == expected
