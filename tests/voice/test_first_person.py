"""Who says "I" outside quotations."""

from framing.voice.voices import find_voices


def speakers(text):
    """The speaker of each voice."""
    return [voice.speaker for voice in find_voices(text)]


def test_who_writes_says_i():
    """Without a label or an announcement "I" is the author."""
    assert speakers("The bridge is old. I think that it should be closed.") == ["author"]
    assert speakers("We believe that the bridge is old.") == ["author"]


def test_in_a_transcript_the_label_says_who():
    """Who is named at the head of the paragraph says "I" in it."""
    text = "ANNA BERG: Hello.\n\nPETER HOLM: Hello.\n\nANNA BERG: I think that the bridge is old.\n\nPETER HOLM: No."
    assert "ANNA BERG" in speakers(text)
    assert "author" not in speakers(text)


def test_an_announcement_says_who():
    """After "Anna Berg said:" and a line end "I" is hers."""
    assert speakers("Anna Berg said:\n\nI think that the bridge is old.") == ["Anna Berg"]


def test_within_quotations_i_is_left_alone():
    """What stands in quote marks has the speaker of the quotation."""
    assert speakers("“I think the bridge is old,” said Anna Berg.") == ["Anna Berg"]
