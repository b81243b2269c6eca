"""Lint: what in a lexicon is dead, double, overlapping or incomplete, and what to do about it."""

import shutil
from pathlib import Path

import pytest

from framing import Lexicon, LexiconError, load_lexicon, load_seeds, read_corpus
from framing.hits.lint import FINDINGS, LINT_COLUMNS, lint, lint_file, report
from framing.lexicon.frames import Frame, Pattern

LEXICONS = Path(__file__).parents[1] / "data" / "lexicons"


def found(table, *kinds):
    """Return finding, text and detail of the rows of these kinds."""
    rows = table[table["finding"].isin(kinds)]
    return rows[["finding", "text", "detail"]].values.tolist()


def texts(table, kind):
    """Return the patterns that have a finding of this kind."""
    return table.loc[table["finding"] == kind, "text"].tolist()


def test_unreachable():
    """A pattern that can never have a hit is named with the reason, be it the frame's own exclusion."""
    frame = Frame("a", (Pattern("c++"), Pattern("great game")), exclude=(Pattern("great gam*"),))

    assert found(lint(Lexicon((frame,))), "unreachable") == [
        ["unreachable", "c++", "'c++' can never match: the tokenizer reads it as ['c']. Write it as those words."],
        ["unreachable", "great game", "the frame's exclusion 'great gam*' takes all its hits. Remove one of them."],
    ]


def test_duplicates():
    """A pattern that stands in two categories of a frame is named where it comes second; case makes no difference."""
    table = lint(Lexicon.from_dict({"a": {"core": ["war"], "more": ["War", "peace"]}, "b": ["clash"]}))

    assert found(table, "duplicate", "shadowed", "covered") == [
        ["duplicate", "War", "already stands in 'a.core', where its hits count. Remove one of the two."]
    ]


def test_shadowed_and_covered():
    """A wildcard before a pattern it covers leaves it without hits; one after it does no harm."""
    table = lint(Lexicon.from_dict({"a": ["secur*", "security", "border secur*", "guards", "guard*"]}))

    assert found(table, "shadowed", "covered") == [
        [
            "shadowed",
            "security",
            "'secur*', which stands before it, finds its words first. Remove it, or put it first.",
        ],
        ["covered", "guards", "'guard*', which stands after it, finds its words too. Keep it to tell its hits apart."],
    ]


@pytest.mark.parametrize(
    ("wide", "narrow", "covers"),
    [
        ("secur*", "secur?ty", True),
        ("secur*", "secur*ty", True),
        ("b?rder", "border", True),
        ("b?rder", "b*rder", False),
        ("b?*rder", "b?rder", True),
        ("?*", "*", False),
        ("*", "x*", True),
        ("* border", "the border", True),
        ("border", "border guard", False),
        ("border guard", "border_guard", True),
        ("post-soviet", "post–Soviet", False),  # the same word, so a duplicate
    ],
)
def test_what_covers_what(wide, narrow, covers):
    """A pattern covers another exactly if it finds all that the other finds."""
    table = lint(Lexicon((Frame("a", (Pattern(wide), Pattern(narrow))),)))

    assert (narrow in texts(table, "shadowed")) == covers


def test_case_in_covering():
    """The pattern us covers US with case, and not the other way round."""
    us, capital = Pattern("us"), Pattern("US", case_sensitive=True)

    assert texts(lint(Lexicon((Frame("a", (us, capital)),))), "shadowed") == ["US"]
    assert texts(lint(Lexicon((Frame("a", (capital, us)),))), "covered") == ["US"]


def test_overlap_between_frames():
    """Words that two frames find are named once, with the other pattern; so is a pattern inside another."""
    table = lint(Lexicon.from_dict({"rivalry": ["great game", "power"], "sport": ["game*", "power", "powerful"]}))

    assert found(table, "overlap") == [
        [
            "overlap",
            "great game",
            "inside it stands 'game*' of 'sport'. If its words belong here only, exclude it in 'sport'.",
        ],
        [
            "overlap",
            "power",
            "the same words are found by 'power' of 'sport'. If they belong to one frame, remove the other.",
        ],
    ]


def test_an_exclusion_ends_an_overlap():
    """What a frame excludes already is no overlap."""
    sport = Frame("sport", (Pattern("game*"),), exclude=(Pattern("great game"),))
    rivalry = Frame("rivalry", (Pattern("great game"),))

    assert texts(lint(Lexicon((sport, rivalry))), "overlap") == []


def test_wildcards_that_meet_in_the_corpus():
    """Two wildcards of which neither covers the other overlap where the corpus has a word that both find."""
    lexicon = Lexicon.from_dict({"a": ["secur*"], "b": ["*ity"]})

    assert texts(lint(lexicon), "overlap") == []
    assert found(lint(lexicon, read_corpus(["Security in the city."])), "overlap") == [
        [
            "overlap",
            "secur*",
            "'security' is found by '*ity' of 'b' too. If it belongs to one frame, exclude it in the other.",
        ]
    ]


def test_underscores():
    """A pattern that joins its words by an underscore is told how to find the words themselves."""
    table = lint(Lexicon.from_dict({"a": ["great_game"]}))

    assert found(table, "underscore") == [
        [
            "underscore",
            "great_game",
            "finds the underscore only as printed. If a phrase is meant, write 'great game', which finds both.",
        ]
    ]


@pytest.mark.parametrize(
    ("patterns", "missed"),
    [
        (["cross-border"], "'cross border' and 'crossborder' are not found"),
        (["cross-border", "cross border"], "'crossborder' is not found"),
        (["cross-border*", "cross* border*", "crossborder*"], None),
        (["cross border"], "'cross-border' is not found"),
        (["man of war"], "'man-of-war' is not found"),
        (["post-*"], None),
        (["own * goals"], None),
    ],
)
def test_hyphens(patterns, missed):
    """The ways to join or part the words of a pattern are named if no pattern of the frame finds them."""
    details = found(lint(Lexicon.from_dict({"a": patterns})), "hyphen")

    assert [detail.split(". ")[0] for _, text, detail in details if text == patterns[0]] == ([missed] if missed else [])


def test_words_written_together():
    """A word written together misses the parted spelling that the corpus has, or another frame."""
    assert found(lint(Lexicon.from_dict({"a": ["crossborder"], "b": ["cross-border"]})), "hyphen")[0] == [
        "hyphen",
        "crossborder",
        "'cross-border' is not found. Add what is meant.",
    ]
    table = lint(Lexicon.from_dict({"a": ["crossborder"]}), read_corpus(["A cross-border raid, a cross–border war."]))
    assert found(table, "hyphen") == [
        ["hyphen", "crossborder", "'cross-border' (2 in the corpus) is not found. Add what is meant."]
    ]


def test_apostrophes():
    """A bare word misses its possessive, unless a pattern of the frame finds it; a plural's is the plural."""
    lexicon = Lexicon.from_dict({"a": ["russia", "kremlin*", "moscow", "moscow's", "soldiers"]})

    assert found(lint(lexicon), "apostrophe") == [
        ["apostrophe", "russia", '"russia\'s" is not found. Add it if the word is a noun.']
    ]


def test_a_corpus_judges_variants():
    """With a corpus only variants that occur in it are named, each with its count."""
    lexicon = Lexicon.from_dict({"a": ["russia", "border guard", "great big game"]})
    corpus = read_corpus(["Russia’s border-guard met Russia's.", "A great-big game."])

    assert found(lint(lexicon, corpus), "hyphen", "apostrophe") == [
        ["hyphen", "border guard", "'border-guard' (1 in the corpus) is not found. Add what is meant."],
        ["hyphen", "great big game", "'great-big game' (1 in the corpus) is not found. Add what is meant."],
        ["apostrophe", "russia", '"russia\'s" (2 in the corpus) is not found. Add it if the word is a noun.'],
    ]


def test_patterns_without_a_hit():
    """A pattern that never occurs, and one whose words others always take, are told apart."""
    lexicon = Lexicon.from_dict({"a": ["great game", "game", "chess"]})

    assert found(lint(lexicon, read_corpus(["The great game."])), "no hit") == [
        [
            "no hit",
            "game",
            "occurs once, but other patterns or an exclusion take its words. Remove it if that is meant.",
        ],
        ["no hit", "chess", "occurs nowhere in the corpus. Look whether it is spelled as the texts spell it."],
    ]


def test_expansions():
    """A wildcard's types stand with their counts, the most frequent first, ties in alphabetical order."""
    lexicon = Lexicon.from_dict({"a": ["secur*", "great p*"]})
    corpus = read_corpus(["Security, secure, security. Great powers.", "Insecure great power; SECURES Great Powers"])

    assert found(lint(lexicon, corpus), "expansion") == [
        ["expansion", "secur*", "security: 2, secure: 1, secures: 1 (together 4). Exclude what is not meant."],
        ["expansion", "great p*", "great powers: 2, great power: 1 (together 3). Exclude what is not meant."],
    ]


def test_files_with_faults(tmp_path):
    """The faults of a file that is refused are rows, one each; a file that is not there is an error."""
    path = tmp_path / "mine.toml"
    path.write_text('[frames.a]\npatterns = ["c++", "x  y"]\n', encoding="utf-8")
    table = lint_file(path)

    assert table.columns.tolist() == list(LINT_COLUMNS)
    assert table["finding"].tolist() == ["fault", "fault"]
    assert table["detail"].str.startswith("mine.toml:2: frame 'a': pattern ").all()
    with pytest.raises(LexiconError, match="no such file"):
        lint_file(tmp_path / "none.toml")


def test_files_of_other_tools(tmp_path):
    """What another tool's file says and we cannot keep is a note each, and a malformed file one fault."""
    table = lint_file(LEXICONS / "disputes.cat")
    assert found(table, "note")[0][2] == "disputes.cat:5: NEAR1: the weight 10 is not kept: each hit counts once"

    shutil.copy(LEXICONS / "disputes.cat", tmp_path / "x.dic")
    assert found(lint_file(tmp_path / "x.dic"), "fault")[0][2].startswith("x.dic:1: expected a line %")


def test_the_report():
    """The report names each finding below its kind, ends with a count by kind, and is the same each time."""
    table = lint(Lexicon.from_dict({"a": {"core": ["secur*", "security"]}, "b": ["great_game"]}))

    assert report(table) == (
        "shadowed\n"
        "  a.core: security: 'secur*', which stands before it, finds its words first. Remove it, or put it first.\n"
        "\n"
        "underscore\n"
        "  b: great_game: finds the underscore only as printed. If a phrase is meant, write 'great game', which finds "
        "both.\n"
        "\n"
        "2 findings: 1 shadowed, 1 underscore"
    )
    assert report(lint(Lexicon(()))) == "no findings"
    assert "and 3 more" in report(lint(Lexicon.from_dict({"a": ["one", "two", "three", "four"]})), most=1)


def test_the_shipped_lexicon():
    """Every finding on the study's own lexicon is of a known kind, says what to do, and none is a fault."""
    table = lint(load_lexicon(), load_seeds())

    assert set(table["finding"]) <= set(FINDINGS) - {"fault", "note", "unreachable", "duplicate"}
    assert table["detail"].str.endswith(".").all()
    assert table["finding"].map(FINDINGS.index).is_monotonic_increasing
