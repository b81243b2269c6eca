"""Whose words a text holds: quotations, turns, reported speech; speakers, cues, and what is promised of any text."""

import csv
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import load_seeds
from framing.voice import voices
from framing.voice.quotes import KINDS, UNATTRIBUTED
from framing.voice.spans import VOICES
from framing.voice.voices import find_voices

GOLD = Path(__file__).parents[2] / "seeds" / "gold"
KIND_OF = {
    "direct_speech": "speech",
    "partial_quote": "partial_quote",
    "scare": "scare_quote",
    "metaphor": "scare_quote",
    "name": "name",
    "nickname": "name",
    "outlet_label": "label",
    "mention": "mention",
}


def rows(name):
    with (GOLD / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def seed_voices():
    return {document.metadata["file"]: find_voices(document.text) for document in load_seeds().documents}


def told(text, **options):
    """Voice, speaker and words of each span."""
    return [(v.voice, v.speaker, text[v.start : v.end]) for v in find_voices(text, **options)]


def check(text, voices):
    """What holds for the voices of any text."""
    assert [(v.start, -v.end) for v in voices] == sorted((v.start, -v.end) for v in voices)
    for v in voices:
        assert 0 <= v.start < v.end <= len(text)
        assert v.voice in VOICES
        assert v.kind in KINDS
        assert v.speaker
        assert v.rule
        assert 0 <= v.confidence <= 1
        assert v.cue is None or 0 <= v.cue[0] < v.cue[1] <= len(text)


# Reported speech


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "rule", "content"),
    [
        (
            "The minister said that the border would be closed in winter. Snow fell on the pass.",
            "The minister", "said", "cue-before", "that the border would be closed in winter",
        ),
        (
            "The border would be closed in winter, the minister said. Snow fell on the pass.",
            "the minister", "said", "cue-after", "The border would be closed in winter",
        ),
        (
            "The bridge is no longer safe, said Anna Berg, an engineer.",
            "Anna Berg", "said", "cue-after", "The bridge is no longer safe",
        ),
        (
            "According to Anna Berg, the bridge is no longer safe. It was built in 1990.",
            "Anna Berg", "According to", "according-to", "the bridge is no longer safe",
        ),
        (
            "The bridge is no longer safe, according to the city council.",
            "the city council", "according to", "according-to", "The bridge is no longer safe",
        ),
        (
            "It was announced that the school would open in May.",
            UNATTRIBUTED, "announced", "passive", "that the school would open in May",
        ),
        (
            "In his commentary for the Daily Post, Peter Holm stated that the tariff hurts farmers.",
            "Peter Holm", "stated", "cue-before", "that the tariff hurts farmers",
        ),
    ],
)  # fmt: skip
def test_reported_clauses(text, speaker, cue, rule, content):
    """A reported clause has its speaker, its cue and its rule, and what is not reported stays the author's."""
    (found,) = find_voices(text)

    assert found.voice == "indirect"
    assert (found.speaker, found.rule) == (speaker, rule)
    assert text[slice(*found.cue)] == cue
    assert text[found.start : found.end] == content


def test_a_source_within_a_source():
    """Who speaks within reported speech is named behind who reports it."""
    text = "Anna Berg said the mayor believes that the bridge is unsafe."

    assert told(text) == [
        ("indirect", "Anna Berg", "the mayor believes that the bridge is unsafe"),
        ("indirect", "Anna Berg > the mayor", "that the bridge is unsafe"),
    ]


def test_carry_over_is_less_sure_and_can_be_switched_off():
    """ "Moreover" after an attributed sentence goes on with it, unless one does not want that."""
    text = "Anna Berg said that the bridge is unsafe. Moreover, the road is closed. The river rose overnight."
    with_it, without = find_voices(text), find_voices(text, carry_over=False)

    assert without == with_it[:1]
    assert text[with_it[1].start : with_it[1].end] == "Moreover, the road is closed"
    assert (with_it[1].speaker, with_it[1].rule) == ("Anna Berg", "carried-over")
    assert with_it[1].confidence < with_it[0].confidence


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Anna Berg, an engineer from Oslo, spoke on Monday. She said the bridge is unsafe.", "Anna Berg"),
        ("Ambassador Anna Berg came to the town on Monday. The ambassador said the bridge is unsafe.", "Anna Berg"),
        ("The engineer Anna Berg came to the town on Monday. Berg said the bridge is unsafe.", "Anna Berg"),
    ],
)
def test_pronouns_roles_and_surnames_are_resolved(text, speaker):
    """Who was named before is named in full."""
    assert find_voices(text)[-1].speaker == speaker


def test_a_question_and_who_asks_it():
    """A cue behind a quotation that ends in a question mark is found, though a sentence seems to begin there."""
    found = find_voices("“Who pays for all of this?” asked Anna Berg.")
    assert [(v.voice, v.speaker, v.rule) for v in found] == [("direct", "Anna Berg", "quotation:sentence")]


def test_nobody_is_said_to_speak_where_nobody_does():
    """Plain narration is the author's."""
    assert find_voices("Snow fell on the pass. The river rose overnight.") == []


# The coded articles


@pytest.mark.parametrize("row", rows("quotes.csv"), ids=lambda row: f"{row['file'][:3]}-{row['open_char']}")
def test_quotations_of_the_coded_articles(row):
    """Each quotation is paired and typed as coded."""
    span = int(row["open_char"]), int(row["close_char"]) + 1
    (document,) = (d for d in load_seeds().documents if d.metadata["file"] == row["file"])

    assert KIND_OF[row["type"]] in [v.kind for v in find_voices(document.text) if (v.start, v.end) == span]


def test_turns_of_the_coded_interview():
    """Each turn begins, ends and is spoken as coded, and there are no others."""
    found = [
        (file, v.start, v.end, v.speaker)
        for file, voices in seed_voices().items()
        for v in voices
        if v.kind == "interview_turn" and file in {row["file"] for row in rows("turns.csv")}
    ]

    assert found == [
        (row["file"], int(row["char_start"]), int(row["char_end"]), row["speaker"]) for row in rows("turns.csv")
    ]


# Any text

PIECES = st.sampled_from(
    [
        "said", " said that ", "He", "Anna Berg", ", ", ". ", '"', "“", "”", "«", "»", "‘", "’", "'", "''",
        "\n", "\n\n", "– ", "According to ", ": ", "“SP”: – ", "* ", "the minister", "And ", "A",
        "Q: ", "A: ", "BERG: ", "**", "?", "&quot;", "<b>", "\x93", "I ", "[00:01] ",
        "\r\n", "\u2028", "\ud800", "𝔸", "é", "3.5",
    ]
)  # fmt: skip


@given(st.one_of(st.text(), st.text(st.characters(codec=None)), st.lists(PIECES, max_size=40).map("".join)))
def test_any_text(text):
    """Spans lie inside the text, hold something and are ordered; no text is too odd; twice the same is found."""
    found = find_voices(text)
    check(text, found)
    assert found == find_voices(text)
    check(text, find_voices(text, carry_over=False, doubled="direct"))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "“”", "'", "''''", "said", "“", ":\n– ", "_", "\ud800"])
def test_hardly_any_text(text):
    """Nothing much to read is no error."""
    check(text, find_voices(text))


HOSTILE = [
    '"',
    ",",
    "said ",
    "‘a",
    "'a ",
    "’ ",
    "''a'' ",
    "“Word,” he said. ",
    '"a" ',
    "“a ",
    "a:\n– b\n",
    "He said, “a” ",
    "“SP”: – a\n\n",
    "A ",
    "* “a” – b\n",
    "Q: a?\n\n",
    "BERG: I a\n\nHOLM: b\n\n",
    "Do you a?\n\nI a.\n\n",
    "**a**\n\n",
    "&quot;a&quot; <b>",
    "\n\n“a b",
    "Anna said that ",
]

MODULES = {str(path) for path in Path(voices.__file__).parent.glob("*.py")}


def steps(text):
    """Lines of the modules run for a text: a measure of work that no other process disturbs."""
    count = 0

    def line(_frame, event, _argument):
        nonlocal count
        count += event == "line"
        return line

    def call(frame, _event, _argument):
        return line if frame.f_code.co_filename in MODULES else None

    before = sys.gettrace()
    sys.settrace(call)
    try:
        find_voices(text)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("piece", HOSTILE)
def test_work_grows_with_the_text(piece):
    """Four times the text is at most about four times the work, whatever it is made of."""
    find_voices(piece)

    assert steps(piece * 1600) <= 4.6 * steps(piece * 400) + 2000
