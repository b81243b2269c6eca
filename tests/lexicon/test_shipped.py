"""The shipped lexicons: each entry has its reasons."""

import pytest

from framing import Lexicon, find_hits, load_lexicon, load_seeds
from framing.lexicon.frames import FUNCTIONS
from framing.lexicon.loading import SHIPPED
from framing.scores.validation import overlaps


def test_no_longer_wording_swallows_a_frames_name():
    """Every occurrence of a frame's own name in the five articles is a hit of the category eponymous."""
    corpus, lexicon = load_seeds(), load_lexicon()
    names = Lexicon.from_dict({frame.name: [frame.label.lower()] for frame in lexicon})
    hits = find_hits(corpus, lexicon)
    bare, full = find_hits(corpus, names), hits[hits["category"] == "eponymous"]

    assert len(bare) == 8
    assert overlaps(bare, full).all()


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.toml")), ids=lambda path: path.stem)
def test_shipped_lexicons_explain_themselves(path):
    """Each shipped entry has a reason and a source, and at most five words; each frame says what it is."""
    lexicon = load_lexicon(path)
    table = lexicon.table

    assert table["note"].str.len().min() > 0
    assert table["source"].str.len().min() > 0
    assert table["text"].str.split(" ").str.len().max() <= 5
    for frame in lexicon:
        assert frame.about


def test_the_studys_frames_say_what_their_wording_does():
    """In the study's own lexicon each entry has a function, and each frame its codebook and the same categories."""
    lexicon = load_lexicon()

    assert set(lexicon.table["function"]) <= set(FUNCTIONS)
    for frame in lexicon:
        assert frame.codebook
        assert frame.categories == ("eponymous", "core", "extended")
