"""Whose words a text holds: quotations, turns, reported speech; speakers, cues, and what is promised of any text."""

import csv
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import load_seeds
from framing.errors import FramingError, LexiconError
from framing.voice import attribution, cues, features, quotes, speakers, training, words
from framing.voice import voices as voice
from framing.voice.cues import load_cues
from framing.voice.quotes import KINDS, UNATTRIBUTED
from framing.voice.voices import VOICES, Voice, find_voices

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


def test_wishes_and_impressions_are_imputed():
    """What somebody hopes, or seems to say, is imputed: nobody need have said it."""
    for text in ("The party hopes to win the election.", "The mayor seems to be saying that the bridge is unsafe."):
        assert [v.kind for v in find_voices(text)] == ["imputed"]


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


def test_nobody_is_said_to_speak_where_nobody_does():
    """Plain narration is the author's."""
    assert find_voices("Snow fell on the pass. The river rose overnight.") == []


# Quote marks


@pytest.mark.parametrize("marks", ["“”", '""', "«»", "„“", '"”', "“»", "»«", "‘’", "＂＂"])
def test_quote_marks_of_any_kind(marks):
    """Any opening mark may meet any closing one."""
    first, last = marks
    text = f"Anna Berg said: {first}We will rebuild the bridge.{last} Nobody answered."

    assert told(text)[:1] == [("direct", "Anna Berg", f"{first}We will rebuild the bridge.{last}")]


def test_doubled_apostrophes_vouch_for_nothing():
    """Words between doubled apostrophes are attributed, but not quoted, unless one wants that."""
    text = "''We will rebuild the bridge,'' Anna Berg said. “It will take a year.”"

    assert [v.voice for v in find_voices(text)] == ["indirect", "direct"]
    assert find_voices(text, doubled="indirect") == find_voices(text)
    assert told(text, doubled="direct")[0] == ("direct", "Anna Berg", "''We will rebuild the bridge,''")
    with pytest.raises(FramingError, match="did you mean 'direct'"):
        find_voices(text, doubled="dirct")


@pytest.mark.parametrize("apostrophe", "'’")
def test_an_apostrophe_is_no_quote_mark(apostrophe):
    """Possessives and elisions open and close nothing."""
    text = "The soldiers' boots and the dogs' collars lay in the farmers' barn, and it wasn't Ann's."

    assert find_voices(text.replace("'", apostrophe)) == []


def test_an_apostrophe_within_single_quotes():
    """An apostrophe closes no quotation."""
    text = "‘We don’t own the farm,’ Anna Berg said."

    assert told(text)[0] == ("direct", "Anna Berg", "‘We don’t own the farm,’")


def test_a_mark_that_is_never_closed():
    """It ends at the paragraph, and the next paragraph is the author's."""
    text = "Anna Berg said, “We will rebuild the bridge.\n\nThe river rose overnight."

    assert told(text) == [("direct", "Anna Berg", "“We will rebuild the bridge.")]
    assert find_voices(text)[0].rule == "quotation:unclosed"


def test_a_quotation_reopened_in_the_next_paragraph():
    """It goes on, with the same speaker."""
    text = "Anna Berg said, “We will rebuild the bridge.\n\n“It will take a year,” she added."

    assert told(text) == [
        ("direct", "Anna Berg", "“We will rebuild the bridge."),
        ("direct", "Anna Berg", "“It will take a year,”"),
    ]
    assert find_voices(text)[1].rule == "quotation:goes-on"


def test_attribution_covers_the_quotations_of_its_paragraph():
    """A quotation without a cue of its own belongs to who spoke before."""
    text = "“We will rebuild the bridge,” Anna Berg said. “It will take a year.”"

    assert [v.speaker for v in find_voices(text)] == ["Anna Berg", "Anna Berg"]


@pytest.mark.parametrize(
    ("text", "kind", "author"),
    [
        ("Anna Berg said: “We will rebuild the bridge.”", "speech", False),
        ("The council called it a “waste of public money and time” on Monday.", "partial_quote", False),
        ("The ship “Aurora” left the port.", "name", True),
        ("The word “frontier” has two meanings.", "mention", True),
        ("The so-called “peace plan” failed.", "scare_quote", True),
    ],
)
def test_what_quote_marks_are_for(text, kind, author):
    """Quoted words are speech, part of it, or the author's own: names, words mentioned, words held at a distance."""
    found = next(v for v in find_voices(text) if v.kind == kind)

    assert (found.voice == "author") is author
    assert text[found.start] == "“"
    assert text[found.end - 1] == "”"


def test_turns_of_an_interview():
    """Dash-led paragraphs are direct speech; the label or the introduction names who speaks; a footnote ends it."""
    text = (
        "The Daily Post told readers about the engineer Peter Holm:\n\n– The bridge is old.\n\nIt was never repaired."
        "\n\n“DP”: – Who pays?\n\n– The town pays.\n\n* A note."
    )
    turns = [v for v in find_voices(text) if v.kind == "interview_turn"]

    assert [(v.speaker, text[v.start : v.end]) for v in turns] == [
        ("Peter Holm", "– The bridge is old.\n\nIt was never repaired."),
        ("DP", "“DP”: – Who pays?"),
        ("Peter Holm", "– The town pays."),
    ]
    assert {v.voice for v in turns} == {"direct"}


def test_a_list_is_no_interview():
    """Dashes after a colon without a cue of speech are items."""
    assert not [v for v in find_voices("The parts:\n\n– a bridge\n\n– a road") if v.kind == "interview_turn"]


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


def test_voice_of_the_coded_mentions():
    """Of the unambiguous mentions at least 85 % have the voice that was coded."""
    voices, right, total = seed_voices(), 0, 0
    for row in rows("gold.csv"):
        if row["ambiguous"] == "0":
            at, total = int(row["char_start"]), total + 1
            innermost = [v.voice for v in voices[row["file"]] if v.start <= at < v.end][-1:] or ["author"]
            right += innermost[0] == row["voice"].removesuffix("_quote")

    assert right >= 0.85 * total


# Any text

PIECES = st.sampled_from(
    [
        "said", " said that ", "He", "Anna Berg", ", ", ". ", '"', "“", "”", "«", "»", "‘", "’", "'", "''",
        "\n", "\n\n", "– ", "According to ", ": ", "“SP”: – ", "* ", "the minister", "And ", "A",
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
]

MODULES = {module.__file__ for module in (attribution, cues, features, quotes, speakers, training, voice, words)}


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


# Cue files


def test_every_group_has_its_reason():
    """Each group says what it is for and where it is from, and has forms to be found by."""
    groups = load_cues()

    assert {"say", "according", "utterance", "hedge", "pretext", "negation", "pseudo_negation"} <= groups.keys()
    for group in groups.values():
        assert group.about
        assert group.source
        assert group.forms


def test_forms_of_a_verb():
    """A verb is found in all its forms, irregular pasts among them."""
    forms = load_cues()["say"].forms

    assert [forms[word] for word in ("says", "said", "saying")] == [("say", "s"), ("say", "past"), ("say", "ing")]
    assert forms["denies"] == (forms["denied"][0], "s")


@pytest.mark.parametrize(
    ("group", "message"),
    [
        ('form = "verb"\nabout = "a"\nwords = ["say"]', "has no 'source'"),
        ('form = "vreb"\nabout = "a"\nsource = "b"\nwords = ["say"]', "did you mean 'verb'"),
        ('form = "verb"\nabout = "a"\nsource = "b"\nwords = [1]', "list of words"),
        ("form = ", "no valid TOML"),
    ],
)
def test_a_faulty_cue_file(tmp_path, group, message):
    """The error names the file and what is missing."""
    path = tmp_path / "mine.toml"
    path.write_text(f"[groups.mine]\n{group}\n", encoding="utf-8")

    with pytest.raises(LexiconError, match=message) as error:
        load_cues(tmp_path)

    assert str(path) in str(error.value)


# Training


CODED = {
    "text": "Anna Berg said that the bridge is unsafe. Snow fell on the pass. Peter Holm said that the road is closed.",
    "attributions": [{"content": [[15, 40], [81, 104]]}],
}


def test_training_writes_the_table_that_is_read(tmp_path):
    """Weights learnt from a few annotated articles are written in words and found again."""
    path, text = tmp_path / "weights.toml", CODED["text"]
    training.train([CODED] * 6, path, least=2, penalty=(1, 1))
    found = voice.voices_by(attribution.read_weights(path), text)

    assert '"say that"' in path.read_text(encoding="utf-8")
    assert [text[v.start : v.end] for v in found] == [text[15:40], text[81:104]]


def test_weights_are_judged_on_articles_they_were_not_learnt_from(tmp_path, monkeypatch):
    """What is right is counted word by word, and quote marks alone are what to compare with."""
    path = tmp_path / "quality.toml"
    quoted = {
        "text": "Anna Berg said, “We will rebuild the bridge.” Snow fell on the pass.",
        "attributions": [{"content": [[16, 45]]}],
    }
    rows = [CODED] * 6 + [quoted] * 6
    training.evaluate(rows, path, source="two articles", least=2, penalty=(1, 1))
    monkeypatch.setattr(training, "_QUALITY", path)
    quality = training.voice_quality().set_index(["method", "voice"])

    assert quality.attrs == {"source": "two articles", "documents": 12, "words": 6 * (21 + 13)}
    assert quality.n_words["find_voices"].to_dict() == {"author": 114, "direct": 30, "indirect": 60, "attributed": 90}
    assert (quality.loc["find_voices", "f1"] == 1).all()
    assert quality.loc[("quote_marks", "indirect"), "recall"] == 0
    assert quality.loc[("quote_marks", "attributed"), "recall"] == pytest.approx(30 / 90, abs=1e-4)
    assert quality.accuracy["quote_marks"].unique() == pytest.approx(144 / 204, abs=1e-4)


def test_quality_of_the_weights_that_come_with_the_library():
    """The table has the figures that were aimed at."""
    quality = training.voice_quality().query("method == 'find_voices'").set_index("voice")

    assert (quality.accuracy >= 0.83).all()
    assert quality.f1["attributed"] >= 0.84
    assert quality.f1["indirect"] >= 0.7


def test_a_voice_does_not_change():
    """A voice is a value."""
    first = find_voices("The minister said that the border would be closed.")[0]

    assert first == Voice(first.start, first.end, *[getattr(first, name) for name in Voice.__slots__[2:]])
    with pytest.raises(AttributeError):
        first.start = 0


# Clauses


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("The embassy made it clear that the base stays open.", "embassy", "that the base stays open"),
        (
            "As Anna Berg stated, in the event of a threat, Russia will send troops.",
            "Anna Berg",
            "in the event of a threat, Russia will send troops",
        ),
        (
            "As the minister of defense stated Anna Berg, the base will be closed.",
            "Anna Berg",
            "the base will be closed",
        ),
        (
            "Anna Berg said that the bridge does not need repair, but will only get new paint.",
            "Anna Berg",
            "that the bridge does not need repair, but will only get new paint",
        ),
    ],
)
def test_clauses_are_handed_over_whole(text, speaker, content):
    """A clause goes on to its end: after "as S stated", after "made it clear that", and over "but will"."""
    found = [v for v in find_voices(text) if v.voice == "indirect"]
    assert [text[v.start : v.end] for v in found] == [content]
    assert speaker in found[0].speaker


def test_a_question_and_who_asks_it():
    """A cue behind a quotation that ends in a question mark is found, though a sentence seems to begin there."""
    found = find_voices("“Who pays for all of this?” asked Anna Berg.")
    assert [(v.voice, v.speaker, v.rule) for v in found] == [("direct", "Anna Berg", "quotation:sentence")]


def test_scare_quotes_within_what_is_only_imputed():
    """Nobody says what somebody is said to plan: a few words in quote marks there are held at a distance."""
    text = "The city is part of US plans to open a “second front” against Russia."
    assert [v.kind for v in find_voices(text) if text[v.start] == "“"] == ["scare_quote"]


def test_what_somebody_is_called_is_no_quotation():
    """A single word after "the" that nobody says is held at a distance: the “allies”."""
    text = "Anna Berg asks the question about such behavior of the “allies” of the country."
    assert [v.kind for v in find_voices(text) if text[v.start] == "“"] == ["scare_quote"]
    text = "Anna Berg called them the “allies” of the country."
    assert [v.kind for v in find_voices(text) if text[v.start] == "“"] == ["partial_quote"]


@pytest.mark.parametrize(
    "text",
    [
        "The two states that have a decisive influence here are the largest ones.",
        "Troops were sent in order to prevent that the bridge falls.",
        "The head of state that opened the bridge was old.",
        "The United States must not abandon the bridge.",
    ],
)
def test_phrases_in_which_a_cue_word_is_none(text):
    """States that have something do not say it."""
    assert find_voices(text) == []


def test_who_is_reported_in_a_turn():
    """Within a turn of an interview a source of the speaker's own is kept behind the speaker."""
    text = "We spoke to Anna Berg, who told us:\n\n– It is late. Western media write that the bridge is closed."
    found = {v.rule: v for v in find_voices(text)}
    assert found["turn"].speaker == "Anna Berg"
    assert (found["nested"].voice, found["nested"].speaker) == ("indirect", "Anna Berg > Western media")
