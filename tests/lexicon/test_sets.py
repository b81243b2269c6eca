"""Sets: which a pattern uses, and what it stands for without one."""

import pytest

from framing import load_lexicon
from framing.lexicon.sets import sets_used, without_set

LEXICON = """
[sets]
west = ["nato", "the west"]
power = ["russia", "@west"]
only = ["@west"]
stake = ["influence"]

[frames.f]
patterns = [
  "@power wants @stake",
  "@only waits",
  { near = ["@power", "seeks more", "@stake"], case_sensitive = true },
  { pattern = "game", context = ["@west"] },
  { pattern = "@west", fixed = true },
]
"""


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory):
    path = tmp_path_factory.mktemp("sets") / "lexicon.toml"
    path.write_text(LEXICON, encoding="utf-8")
    return load_lexicon(path)


def test_sets_that_a_pattern_uses(lexicon):
    """Those it names and those that these name; not those of a context, and none where the sign stands for itself."""
    used = [sets_used(pattern, lexicon.sets) for pattern in lexicon["f"].patterns]
    assert used == [["power", "stake", "west"], ["only", "west"], ["power", "stake", "west"], [], []]


def test_without_a_set(lexicon):
    """Entries that name it go, and so do patterns that name it, or a set that has nothing else."""
    wants, waits, seeks, game, fixed = lexicon["f"].patterns
    assert [[word.text for word in wording] for wording in without_set(wants, "west", lexicon.sets).wordings] == [
        ["russia", "wants", "influence"]
    ]
    assert without_set(waits, "west", lexicon.sets) is None
    assert without_set(wants, "stake", lexicon.sets) is None
    left = without_set(seeks, "west", lexicon.sets)
    assert left.near == (seeks.near[0][:1], *seeks.near[1:])
    assert left.near[1][0][0].case_sensitive
    assert (without_set(game, "west", lexicon.sets), without_set(fixed, "west", lexicon.sets)) == (game, fixed)


def test_what_is_left_of_the_shipped_lexicon():
    """Without a set that no pattern uses, each pattern stands for what it stood for."""
    lexicon = load_lexicon("security_2")
    sets = dict(lexicon.sets)
    for name in list(sets)[:3]:
        for pattern in (pattern for frame in lexicon for pattern in frame.patterns):
            left = without_set(pattern, name, sets)
            if name not in sets_used(pattern, sets):
                assert left is pattern
            elif left is not None:
                for old, new in zip((pattern.wordings, *pattern.near), (left.wordings, *left.near), strict=True):
                    assert set(new) <= set(old)
