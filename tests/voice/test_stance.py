"""Stance: what the author, and whoever is quoted or reported, does with a mention."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import find_voices
from framing.voice.spans import Voice
from framing.voice.stance import CUE_TYPES, STANCES, StanceReader


def stance(text, mention="border security", voices=None):
    """The stance towards the first place of a mention, and the cue as printed."""
    start = text.index(mention)
    found = StanceReader(text, find_voices(text) if voices is None else voices).stance(start, start + len(mention))
    return found, text[slice(*found.cue)] if found.cue else ""


AUTHOR = [
    ("The aim is border security.", "endorses", "", ""),
    ("The aim is not border security.", "negates", "negation", "not"),
    ("They want no border security, only money.", "negates", "negation", "no"),
    ("They don’t want border security.", "negates", "negation", "don’t"),
    ("Border posts came instead of border security.", "negates", "negation", "instead of"),
    ("Perhaps border security matters.", "endorses", "", ""),  # a possibility is no doubt
    ("It is allegedly about border security.", "distances", "hedge", "allegedly"),
    ("Is this about border security?", "distances", "question", "?"),
    ("Why did border security fail?", "endorses", "", ""),  # takes it as given
    ("Isn’t this about border security?", "endorses", "", ""),
    ("Under the pretext of border security bases are built.", "distances", "pretext", "Under the pretext of"),
    ("They talk of so-called border security.", "distances", "naming", "so-called"),
    ("It is untrue that border security has failed.", "negates", "denial", "It is untrue that"),
    ("There cannot be any border security.", "negates", "denial", "There cannot be"),
    ("It reportedly weakened border security.", "reports", "hearsay", "reportedly"),
    ("The bill includes money for border security.", "reports", "proposal", "bill includes"),
    ("For them border security is a pretext.", "distances", "pretext", "a pretext"),
    ("It brings neither trade nor border security.", "negates", "negation", "neither"),
    ("They did not pay for roads, schools or border security.", "negates", "negation", "not"),
    ("The deal would be good for border security.", "endorses", "", ""),
    ("Without border security trade will collapse.", "endorses", "", ""),
]


@pytest.mark.parametrize(("text", "expected", "kind", "cue"), AUTHOR)
def test_the_author_asserts_denies_doubts_or_unmasks(text, expected, kind, cue):
    """A cue before a mention decides what its author does with it, and is named."""
    found, printed = stance(text, voices=[])
    assert (found.author, found.source, found.cue_type, printed) == (expected, "", kind, cue)
    assert found.collapsed == expected


PSEUDO = [
    "They did not rule out border security.",
    "They do not abandon border security.",
    "It is about not only border security.",
    "This does not at all mean that border security is over.",
    "None of the changes to the treaty remove border security.",
    "There is no doubt about border security.",
    "One cannot understand the region without border security.",
    "Nobody doubts that border security matters.",
    "They won’t let border security suffer.",
    "They cannot guarantee border security.",
    "There is not enough border security.",
    "There are posts on the coast if they do not pay for border security.",
    "They did not say why border security matters.",
    "They do not like the neighbour’s old idea of border security.",
]


@pytest.mark.parametrize("text", PSEUDO)
def test_what_only_looks_like_a_negation_is_none(text):
    """Pseudo-negations leave a mention asserted."""
    assert stance(text, voices=[])[0].author == "endorses"


SCOPE = [
    ("It was not drugs, border security was the aim.", "endorses"),  # the clause ends at the comma
    ("It was not drugs but border security.", "endorses"),  # a contrast closes
    ("It was not drugs. The aim is border security.", "endorses"),  # the sentence ends
    ("It is not drugs; border security is.", "endorses"),
    ("Border posts: border security is not the aim.", "negates"),  # said of the mention, in its clause
    ("They fear for border security because talks did not help.", "endorses"),
    ("Under the guise of aid, of training for rescue, of road building and of border security, it grows.", "distances"),
    ("Under the guise of aid, but in reality for border security, it grows.", "endorses"),
    ("They are not against not having border security.", "unclear"),  # two negations
    ("They talk of so-called allies and border security.", "endorses"),  # the name of something else
]


@pytest.mark.parametrize(("text", "expected"), SCOPE)
def test_a_cue_reaches_to_the_end_of_clause_or_sentence(text, expected):
    """Negation reaches through its clause, a pretext through its sentence; contrast closes either."""
    assert stance(text, voices=[])[0].author == expected


def test_or_goes_on_with_a_negation():
    """A sentence that opens with "Or" goes on with the negation of the sentence before it."""
    assert stance("They are not concerned about trade. Or about border security.", voices=[])[0].author == "negates"


def test_far_from_its_pretext():
    """Twenty words between a pretext and the mention do not part them."""
    between = "joining forces, ostensibly for the joint fight against crime, for training, for taking part in missions"
    found, cue = stance(f"This happens under the guise of {between} and ensuring border security, but it is not so.")
    assert (found.author, found.cue_type, cue) == ("distances", "pretext", "under the guise of")


LEVELS = [
    ("The envoy said that border security had improved.", "reports", "endorses", "reports"),
    ("The envoy denied that border security had improved.", "reports", "negates", "negates"),
    ("The envoy did not deny that border security had improved.", "reports", "endorses", "reports"),
    ("“We see no threat to border security,” Anna Berg said.", "reports", "negates", "negates"),
    ("“Will they pay for border security?” Anna Berg asked.", "reports", "distances", "distances"),
    ("The envoy claimed that border security had improved.", "reports", "endorses", "reports"),
    ("The envoy falsely said that border security had improved.", "distances", "endorses", "distances"),
    ("The envoy rejected the claim that border security had improved.", "reports", "negates", "negates"),
    ("The envoy rightly noted that border security had improved.", "endorses", "endorses", "endorses"),
]


@pytest.mark.parametrize(("text", "author", "source", "collapsed"), LEVELS)
def test_author_and_source_are_kept_apart(text, author, source, collapsed):
    """What negates within somebody's words, or negates the saying, is the source's; how it is told, the author's."""
    found, _ = stance(text)
    assert (found.author, found.source, found.collapsed) == (author, source, collapsed)


def test_scare_quotes_distance():
    """Quote marks around a few words of the author's own hold them at a distance."""
    found, cue = stance("The strike has become a “second front” of sorts.", "second front")
    assert (found.author, found.cue_type, cue, found.scare_quoted) == (
        "distances",
        "scare quote",
        "“second front”",
        True,
    )


def test_scare_quotes_distance_what_they_hold():
    """A mention of which they hold a word or two is not held at a distance, nor one that somebody else is told by."""
    text = "The “brothers” closed the road to the border."
    assert stance(text, "The “brothers” closed the road")[0].author == "endorses"
    voices = [Voice(15, 57, "indirect", "imputed", "The envoy", (10, 14), "cue-before", 0.9)]
    reported = "The envoy said that they opened a “second front” there."
    assert stance(reported, "second front", voices)[0].author == "reports"


@pytest.mark.parametrize(
    ("mention", "expected"),
    [
        ("no danger to the border", "negates"),
        ("We see no danger to the border", "negates"),
        ("does not want a base", "negates"),
        ("the border is not safe", "endorses"),
    ],
)
def test_a_negation_within_what_is_marked(mention, expected):
    """A coder may mark the negation too: it denies what it opens, or a wish."""
    assert stance(f"Today {mention}.", mention, voices=[])[0].author == expected


def test_an_interview_asks_without_doubt():
    """A question in an interview is how one is led; nobody doubts by it."""
    text = "Will border security suffer?"
    voices = [Voice(0, len(text), "direct", "interview_turn", "Anna Berg", None, "turn", 0.9)]
    assert stance(text, voices=voices)[0].source == "endorses"


def test_what_somebody_is_said_to_want_the_author_says():
    """In words that are only imputed the author endorses, unless a cue says otherwise."""
    text = "They want border security."
    voices = [Voice(10, 25, "imputed", "imputed", "They", (5, 9), "cue-before", 0.9)]
    found, _ = stance(text, voices=voices)
    assert (found.author, found.source) == ("endorses", "endorses")


def test_a_negation_in_a_quotation_does_not_reach_the_author():
    """What somebody denies in quote marks leaves the author's own words as they are."""
    text = "He wrote “we do not want it” and border security grew."
    voices = [Voice(9, 28, "direct", "partial_quote", "He", (3, 8), "quotation", 0.9)]
    assert stance(text, voices=voices)[0].author == "endorses"


@given(st.text(max_size=200), st.data())
def test_any_text(text, data):
    """No text raises; a stance is one of the listed, and its cue lies in the text."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = StanceReader(text, find_voices(text)).stance(start, end)
    assert found.author in STANCES
    assert found.source in ("", *STANCES)
    assert found.cue is None or 0 <= found.cue[0] < found.cue[1] <= len(text)
    assert (found.cue is None) == (not found.cue_type)
    assert found.cue_type in ("", *CUE_TYPES)
