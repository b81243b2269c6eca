"""Lint: what in a lexicon is dead, double, overlapping or incomplete, and what to do about it."""

import json
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing import Corpus, Document, Lexicon, LexiconError, find_hits, load_lexicon, load_seeds, read_corpus
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
        [
            "unreachable",
            "c++",
            (
                "'c++' can never match: the tokenizer reads it as ['c']. Signs at its ends are no part "
                "of a word. Write 'c', or remove it."
            ),
        ],
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
    assert found(table, "note")[0][2] == (
        "disputes.cat:5: 2 entries carry weights (0.5 to 10); counts ignore them, frame_scores(..., weights=True) uses "
        "them"
    )

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


def written(tmp_path, patterns, sets="", exclude="[]"):
    """A lexicon of one frame, as TOML."""
    path = tmp_path / "mine.toml"
    path.write_text(f"[sets]\n{sets}\n[frames.a]\npatterns = {patterns}\nexclude = {exclude}\n", encoding="utf-8")
    return load_lexicon(path)


def test_a_set_is_judged_by_each_of_its_wordings(tmp_path):
    """A pattern with sets is shadowed if each of its wordings is found, be it by several patterns; else not."""
    sets = 'power = ["moscow", "beijing"]'

    assert texts(lint(written(tmp_path, '["mosc* plans", "@power plans"]', sets)), "shadowed") == []
    table = lint(written(tmp_path, '["mosc* plans", "beijing plan*", "@power plans"]', sets))
    assert found(table, "shadowed") == [
        [
            "shadowed",
            "@power plans",
            (
                "'mosc* plans' and 'beijing plan*', which stand before it, find its words first. Remove it, or put it "
                "first."
            ),
        ]
    ]
    table = lint(written(tmp_path, '["@power plans"]', sets, exclude='["moscow plan*", "beijing *"]'))
    assert found(table, "unreachable")[0][2].startswith("the frame's exclusions 'moscow plan*' and 'beijing *' take")


def test_a_context_shadows_nothing_without_one(tmp_path):
    """A pattern that counts only in a context forestalls one only if that one counts only there too."""
    wide = '{ pattern = "secur*", context = ["border", "asia"] }'
    patterns = [f'[{wide}, {{ pattern = "security", context = {context} }}]' for context in ('["asia"]', '["europe"]')]

    assert texts(lint(written(tmp_path, f'[{wide}, "security"]')), "shadowed") == []
    assert texts(lint(written(tmp_path, patterns[0])), "shadowed") == ["security"]
    assert texts(lint(written(tmp_path, patterns[1])), "shadowed") == []


@pytest.mark.parametrize(
    ("patterns", "detail"),
    [
        ('["great game", { near = ["great game", "asia"] }]', "its part 1 is found by 'great game' anyway"),
        ('["game*", "chess", { near = ["asia", "@board"] }]', "its part 2 is found by 'game*' and 'chess'"),
        ('["chess", { near = ["asia", "@board"] }]', None),
        ('[{ pattern = "game*", context = ["x"] }, "chess", { near = ["asia", "@board"] }]', None),
        (
            '[{ id = "wide", near = ["@board", "asia"], within = 3 }, { near = ["asia", "game"], within = 2 }]',
            "'wide' finds the same parts wherever it does",
        ),
        ('[{ id = "wide", near = ["@board", "asia"], within = 1 }, { near = ["asia", "game"], within = 2 }]', None),
        (
            '[{ near = ["@board", "asia"], within = 3, ordered = true }, { near = ["asia", "game"], within = 2 }]',
            None,
        ),
    ],
)
def test_nears_that_add_nothing(tmp_path, patterns, detail):
    """A near is named if one of its parts, or a wider near, is found wherever it is."""
    table = lint(written(tmp_path, patterns, 'board = ["game", "chess"]'))

    details = [row[2] for row in found(table, "superfluous")]
    assert len(details) == (detail is not None)
    assert all(one.startswith(detail) for one in details)


def test_a_near_side_by_side_is_a_sequence(tmp_path):
    """A near with no words between is what it is written out as, and a sequence may lie in a near."""
    side = '{ near = ["vie*", "for power"], within = 0, ordered = true }'
    apart = '{ near = ["vie*", "power"] }'

    assert len(texts(lint(written(tmp_path, f'["vie* for power", {side}]')), "shadowed")) == 1
    assert (
        texts(lint(written(tmp_path, f'["vie* for power", {side.replace(", ordered = true", "")}]')), "shadowed") == []
    )
    assert texts(lint(written(tmp_path, f'[{side}, "vies for power"]')), "shadowed") == ["vies for power"]
    assert texts(lint(written(tmp_path, f'[{apart}, "vies for power"]')), "shadowed") == ["vies for power"]


def test_nears_beside_sequences_in_the_corpus(tmp_path):
    """A near in each of whose hits another pattern has one adds none; three hits are needed to say so."""
    lexicon = written(tmp_path, '["great game", { id = "n", near = ["game*", "asia"] }]')
    text = "A great game in Asia. "

    assert found(lint(lexicon, read_corpus([text * 2])), "superfluous") == []
    assert found(lint(lexicon, read_corpus([text * 3])), "superfluous")[0][2] == (
        "where it has its 3 hits in the corpus, 'great game' would have one without it. Remove it, or keep it to tell "
        "its hits apart; it adds none."
    )
    assert found(lint(lexicon, read_corpus([text * 3 + "Games in Asia."])), "superfluous") == []


def test_contexts_that_never_fail(tmp_path):
    """A context that stands in the pattern's own words never fails; with a corpus, nor does one that always stands."""
    sets = 'russia = ["russia*", "moscow"]'
    own = '{ id = "own", near = ["@russia", "plan*"], context = ["@russia", "asia"] }'
    half = '{ pattern = "@russia game", context = ["moscow"] }'
    game = '{ pattern = "game", context = ["asia"] }'
    lexicon = written(tmp_path, f"[{own}, {half}, {game}]", sets)
    told = [
        "context",
        "near(@russia, plan*)",
        (
            "its own words, as 'russia*', are of its context, which so never fails. Leave the context out, or "
            "take them out of it."
        ),
    ]

    assert found(lint(lexicon), "context") == [told]
    assert found(lint(lexicon, read_corpus(["A game in Asia. A game, a game."])), "context") == [
        told,
        [
            "context",
            "game",
            (
                "its context stands in all 3 places of the pattern in the corpus: it rejects nothing there. Try it on "
                "other texts, or leave it out."
            ),
        ],
    ]
    assert found(lint(lexicon, read_corpus(["A game in Asia. A game, a game.\n\nA game."])), "context") == [told]


def test_contexts_that_never_stand(tmp_path):
    """A pattern without a hit says whether its context, or what else, keeps it from having one."""
    lexicon = written(tmp_path, '[{ pattern = "game", context = ["asia"] }, "great game", "x"]')

    assert found(lint(lexicon, read_corpus(["A game. A great game. x"])), "no hit")[0][2] == (
        "occurs 2 times, never with its context. Read framing.rejected; widen the context, or remove the pattern."
    )
    assert found(lint(lexicon, read_corpus(["A game.\n\nA great game in Asia. x"])), "no hit")[0][2] == (
        "occurs 2 times, 1 of them without its context; other patterns or an exclusion take the rest. Remove it if "
        "that is meant."
    )


def test_unused_sets(tmp_path):
    """A set is used in a pattern, a part, a context or an exclusion, or by a set that is."""
    names = ["word", "part", "there", "out", "deep", "unused", "deeper"]
    sets = "\n".join(f'{name} = ["{name}{"" if name not in ("word", "unused") else "*"}"]' for name in names)
    sets = sets.replace('"deep"]', '"deep", "@deeper"]').replace('"unused*"]', '"unused*", "@lost"]') + '\nlost = ["y"]'
    patterns = '["@word @deep", { near = ["x", "@part"], context = ["@there"] }]'
    table = lint(written(tmp_path, patterns, sets, exclude='["@out"]'))

    assert found(table, "unused set") == [
        ["unused set", name, "no pattern uses it. Use it, or remove it."] for name in ("@unused", "@lost")
    ]


def test_entries_of_sets(tmp_path):
    """Entries that others find anyway stand in a line a set, and so do those that the corpus lacks."""
    sets = 'a = ["russian", "russia*", "@b", "the kremlin", "moscow", "US"]\nb = ["moscow*", "the *"]\nc = ["x", "y"]'
    lexicon = written(tmp_path, '["@a @c"]', sets)

    assert found(lint(lexicon), "set entry") == [
        [
            "set entry",
            "@a",
            (
                "needs no 'russian' beside 'russia*', nor 'the kremlin' and 'moscow' beside '@b'. Remove what it does "
                "not need."
            ),
        ]
    ]
    assert found(lint(lexicon, read_corpus(["Russian x for the Kremlin"])), "absent entry") == [
        ["absent entry", "@a", "4 of 6 entries in the corpus; not 'moscow' and 'US'. Look how the texts spell them."],
        ["absent entry", "@b", "1 of 2 entries in the corpus; not 'moscow*'. Look how the texts spell them."],
        ["absent entry", "@c", "1 of 2 entries in the corpus; not 'y'. Look how the texts spell them."],
    ]


def test_a_corpus_counts_only_what_is_missed():
    """A variant is named with the places where no pattern of the frame finds the same words."""
    lexicon = Lexicon.from_dict({"a": ["border* guard", "border-guard"], "b": ["borders-guard"]})
    corpus = read_corpus(["A border-guard, a border-guard, the borders-guard."])

    assert found(lint(lexicon, corpus), "hyphen") == [
        ["hyphen", "border* guard", "'border*-guard' (1 in the corpus) is not found. Add what is meant."]
    ]


def test_spellings_of_sets_are_for_a_corpus_to_judge(tmp_path):
    """What a set stands for is judged wording by wording where a corpus has the other spelling; never literally."""
    lexicon = written(tmp_path, '[{ id = "plans", pattern = "@power plan" }]', 'power = ["great_power", "moscow"]')
    corpus = read_corpus(["The Moscow-plan, Moscow plan's end."])

    assert found(lint(lexicon), "hyphen", "apostrophe", "underscore") == []
    assert found(lint(lexicon, corpus), "hyphen", "apostrophe") == [
        ["hyphen", "@power plan", "'moscow-plan' (1 in the corpus) is not found. Add what is meant."],
        ["apostrophe", "@power plan", '"moscow plan\'s" (1 in the corpus) is not found. Add it if the word is a noun.'],
    ]
    assert "plans [@power plan]: 'moscow-plan'" in report(lint(lexicon, corpus))
    assert found(lint(lexicon, corpus), "underscore")[0][2].startswith("as 'great_power plan' it finds the underscore")


# What lint says without a corpus must hold in any text.

WORDS = ["ab", "ac", "b", "c", "d"]
PATTERN = st.lists(st.sampled_from([*WORDS, "a*", "a?", "@s", "@t"]), min_size=1, max_size=2).map(" ".join)
ENTRY = st.one_of(
    PATTERN.map(lambda text: {"pattern": text}),
    st.fixed_dictionaries(
        {"near": st.lists(PATTERN, min_size=2, max_size=2), "within": st.integers(0, 2), "ordered": st.booleans()}
    ),
)
CONTEXT = st.one_of(st.none(), st.none(), st.lists(PATTERN, min_size=1, max_size=2))
ENTRIES = st.lists(
    st.tuples(ENTRY, CONTEXT).map(lambda pair: pair[0] if pair[1] is None else pair[0] | {"context": pair[1]}),
    min_size=2,
    max_size=4,
    unique_by=lambda entry: str(entry.get("near", entry.get("pattern"))),
)
TEXT = st.lists(st.sampled_from([*WORDS, "ab", "c.", "d\n\n"]), min_size=1, max_size=12).map(" ".join)


def as_toml(entry):
    """An entry as a file writes it."""
    said = (f"{key} = {json.dumps(value)}" for key, value in entry.items())
    return "{ " + ", ".join(said) + " }"


@settings(max_examples=60, deadline=None)
@given(ENTRIES, st.lists(st.sampled_from(["b", "c d", "a*"]), max_size=1), st.lists(TEXT, min_size=5, max_size=20))
def test_what_lint_proves_holds_in_any_text(tmp_path_factory, entries, exclude, texts):
    """A dead pattern has no hit, a context that never fails decides none, and a superfluous near adds none."""
    folder = tmp_path_factory.mktemp("lexicon")
    sets = 's = ["ab", "b c", "d"]\nt = ["c", "@s", "a*"]'

    def hits(chosen):
        made = written(folder, f"[{', '.join(map(as_toml, chosen))}]", sets, json.dumps(exclude))
        return made, find_hits(read_corpus(texts), made)

    lexicon, table = hits(entries)
    for row in lint(lexicon).itertuples():
        number = next((i for i, p in enumerate(lexicon["a"].patterns) if p.id == row.pattern), None)
        others = [entry for i, entry in enumerate(entries) if i != number]
        if row.finding in ("shadowed", "unreachable"):
            assert row.pattern not in set(table["pattern"])
        elif row.finding == "context":
            plain = {key: value for key, value in entries[number].items() if key != "context"}
            assert hits([*entries[:number], plain, *entries[number + 1 :]])[1].equals(table)
        elif row.finding == "superfluous":
            left = hits(others)[1]
            for hit in table[table["pattern"] == row.pattern].itertuples():
                beside = left[(left["doc_id"] == hit.doc_id) & (left["start"] < hit.end) & (hit.start < left["end"])]
                assert len(beside)


def test_words_printed_oddly_or_run_into_others():
    """With a corpus, what is printed with unseen marks is named, and what would be found if read otherwise."""
    printed = ["Secu\u00adrity. The secu\u00adrity, Border\u200bline", "troops\u2060s.The bor-\nder of l’Iran. Army.He"]
    corpus = Corpus(tuple(Document(str(number), text) for number, text in enumerate(printed)))
    table = lint(Lexicon.from_dict({"a": ["security", "borderline", "border", "iran", "army", "troopss"]}), corpus)

    assert [row[1] for row in found(table, "printed")] == ["security"]
    assert "occurs only with a soft hyphen (2)" in found(table, "printed")[0][2]
    unread = {(text, re.search(r"mend='(\w+)'|zero width", detail)[0]) for _, text, detail in found(table, "unread")}
    assert unread == {
        ("border", "mend='hyphens'"),
        ("army", "mend='stops'"),
        ("troopss", "mend='stops'"),
        ("iran", "mend='elision'"),
        ("borderline", "zero width"),
    }


def test_english_advice_is_for_english_words():
    """No possessive is asked of words in other letters, or of a lexicon that is declared to be in another language."""
    lexicon = Lexicon.from_dict({"places": ["ישראל", "Москва", "東京", "القاهرة", "Kiel"]})

    assert texts(lint(lexicon), "apostrophe") == ["Kiel"]
    assert texts(lint(lexicon, language="de"), "apostrophe") == []
    corpus = read_corpus(["Kiel's Hafen"], language="de")
    assert texts(lint(lexicon, corpus), "apostrophe") == []
