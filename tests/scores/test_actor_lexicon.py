"""The actor lexicon: it finds who acts, and neither places nor words that look alike."""

from dataclasses import replace

import pytest

from framing import (
    find_hits,
    load_lexicon,
    load_seeds,
    read_corpus,
)
from framing.hits.lint import lint

LEXICON = load_lexicon("actors")
READS = (  # text, actor, what is found
    ("Washington decides.", "united_states", ["Washington"]),
    ("He wrote in the Washington Post.", "united_states", []),
    ("They met in Washington, D.C. yesterday.", "united_states", []),
    ("The US acts for us.", "united_states", ["US"]),
    ("Help us officials, please.", "united_states", []),
    ("U.S. aid came. In the U.S. it is late.", "united_states", ["U.S. aid"]),
    ("The plane flew to Moscow; in Moscow it rained.", "russia", []),
    ("Moscow’s answer: Russian troops stay.", "russia", ["Moscow’s", "Russian troops"]),
    ("Russian literature is read by a Russian military expert.", "russia", []),
    ("A Dushanbe-based firm works in Dushanbe.", "tajikistan", []),
    (
        "Dushanbe asked for aid, and Washington gave assistance to Dushanbe.",
        "tajikistan",
        ["Dushanbe", "assistance to Dushanbe"],
    ),
    ("The US ambassador to Tajikistan lives in Tajikistan.", "tajikistan", []),
    ("Tajikistan’s border guards protect Tajikistan.", "tajikistan", ["Tajikistan’s", "Tajikistan"]),
    ("Troops left the territory of Afghanistan.", "afghanistan", []),
    ("They met the new government of Afghanistan.", "taliban", ["new government of Afghanistan"]),
    ("The Northern Alliance fought; the Alliance met in Brussels.", "nato", ["the Alliance"]),
    ("Roast turkey and china plates in the west.", "turkey", []),
    ("Roast turkey and china plates in the west.", "china", []),
    ("Roast turkey and china plates in the west.", "west", []),
    ("He said that cis and UN are words.", "cis", []),
)


@pytest.mark.parametrize(("text", "actor", "expected"), READS)
def test_actors_are_read_with_care(text, actor, expected):
    """Places, newspapers and words that only look alike are no actors; capitals that act are."""
    hits = find_hits(read_corpus([text]), LEXICON.select([actor]))
    assert hits["text"].tolist() == expected


def test_the_actor_lexicon_explains_itself():
    """Each entry has a note, a source and at most five words; each actor says who it is, in the shared categories."""
    categories = ["name", "capital", "leader", "institution", "people", "conduct", "expert"]

    assert LEXICON.table["note"].str.len().min() > 0
    assert set(LEXICON.table["source"]) <= {"UN list of member states", "general knowledge", "five articles"}
    assert LEXICON.table["text"].str.split(" ").str.len().max() <= 5
    for frame in LEXICON:
        assert frame.about
        assert list(frame.categories) == [name for name in categories if name in frame.categories]
    assert load_lexicon().name == "security"


def test_the_actor_lexicon_is_sound():
    """In the actor lexicon nothing is dead, double, hidden by another entry, or the possessive of what is not there."""
    found = lint(LEXICON, load_seeds())["finding"]
    assert set(found) <= {"no hit", "expansion"}


def test_places_can_be_counted_again():
    """Without its exclusions the lexicon finds more and loses nothing: what is left out can be shown."""
    corpus = load_seeds()
    everything = replace(LEXICON, frames=tuple(replace(frame, exclude=()) for frame in LEXICON))
    hits, more = find_hits(corpus, LEXICON), find_hits(corpus, everything)
    spans = {*zip(more["doc_id"], more["frame"], more["start"], strict=True)}

    assert len(more) > len(hits)
    assert {*zip(hits["doc_id"], hits["frame"], hits["start"], strict=True)} <= spans
