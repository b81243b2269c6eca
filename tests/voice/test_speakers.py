"""Who is named as the one who speaks: names without titles, references resolved, and nobody where nobody is named."""

import pytest

from framing.voice.cues import load_cues
from framing.voice.quotes import UNATTRIBUTED
from framing.voice.voices import find_voices

CLAIM = "that the road is closed."


def speaker(text):
    """The speaker of the last words that are somebody's."""
    return find_voices(text)[-1].speaker


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
    assert speaker(f"{subject} said {CLAIM}") == "Anna Berg"


@pytest.mark.parametrize(
    "subject",
    [
        "Anna Berg, a spokeswoman for the mine,",
        "Anna Berg, 58,",
        "Anna Berg (58)",
        "Anna Berg, who runs the mine in the north,",
        "Anna Berg, an engineer, and head of the mine,",
        "In March, Anna Berg, an engineer,",
        "Yesterday the head of the mine, Anna Berg,",
    ],
)
def test_appositions_are_skipped(subject):
    """What is said about a speaker between commas or in brackets does not hide the name."""
    assert speaker(f"{subject} said {CLAIM}") == "Anna Berg"


@pytest.mark.parametrize(
    "text",
    [
        f"Anna Berg thanked the crew and said {CLAIM}",
        f"Anna Berg thanked the crew, saying {CLAIM}",
        f"In the evening, Anna Berg thought for a moment and said {CLAIM}",
        f"Snow had fallen when Anna Berg thanked the crew and said {CLAIM}",
    ],
)
def test_the_subject_of_an_earlier_verb(text):
    """A cue that shares its subject with the verb before it has that subject."""
    assert speaker(text) == "Anna Berg"


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("Anna Berg and Peter Holm", "Anna Berg and Peter Holm"),
        ("Northern analysts and military specialists", "Northern analysts and military specialists"),
        ("The Ministry of Transport", "Ministry of Transport"),
        ("The embassy in Oslo", "embassy in Oslo"),
        ("Planners in Oslo", "Planners in Oslo"),
        ("Peter Holm's deputy", "Peter Holm's deputy"),
        ("The F.B.I.", "F.B.I"),
    ],
)
def test_speakers_as_named(subject, expected):
    """Bodies, groups and two together are given as the text has them."""
    assert speaker(f"{subject} said {CLAIM}") == expected


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
    assert speaker(f"{before} {subject} {CLAIM}") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"The Ministry of Transport met on Monday. It was announced {CLAIM}", UNATTRIBUTED),
        (f"It was announced by the Ministry of Transport {CLAIM}", "Ministry of Transport"),
        (f"It was announced at the Ministry of Transport {CLAIM}", "Ministry of Transport"),
        (f"Peter Holm was told by Anna Berg {CLAIM}", "Anna Berg"),
        (f"Peter Holm was told {CLAIM}", UNATTRIBUTED),
    ],
)
def test_passives(text, expected):
    """What is announced is by whom, or at which body, it says it is; an institution that merely stands near is not."""
    assert speaker(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "“The road is closed,” said Anna Berg, an engineer.",
        "“The road is closed,” Anna Berg, 58, told the Daily Post.",
        "“The road is closed,” said the director, Anna Berg, on Monday.",
        "“The road is closed,” Anna Berg said.",
    ],
)
def test_a_speaker_around_a_quotation(text):
    """The speaker is found after the cue or before it, and is not the one spoken to."""
    assert find_voices(text)[0].speaker == "Anna Berg"


@pytest.mark.parametrize("opener", ["Monday", "Meanwhile", "In March", "However", "Afterwards"])
def test_openers_are_no_speakers(opener):
    """Days, months and words that open a sentence are never part of a speaker."""
    assert speaker(f"{opener} Anna Berg said {CLAIM}") == "Anna Berg"


def test_a_source_within_a_source():
    """Who speaks within reported speech stands behind who reports it."""
    assert speaker("Anna Berg said the mayor believes that the bridge is unsafe.") == "Anna Berg > the mayor"


def test_word_lists_do_not_overlap():
    """No given name is both a man's and a woman's, and none makes a name a body's."""
    cues = load_cues()
    men, women, bodies = (set(cues[group].forms) for group in ("given_man", "given_woman", "body"))

    assert not men & women
    assert not (men | women) & bodies


@pytest.mark.parametrize("name", ["Mahmud al-Shilli", "Omar bin Salman", "Ursula von der Leyen", "Luis de la Cruz"])
def test_small_words_within_a_name(name):
    """Particles in small letters belong to a name."""
    assert find_voices(f"{name} said that the road is open.")[0].speaker == name


def test_where_somebody_speaks_is_no_part_of_the_speaker():
    """ "In her channel" says where, not who."""
    assert find_voices("The famous writer Anna Berg in her channel asks whether war is near.")[0].speaker == "Anna Berg"
