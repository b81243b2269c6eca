"""Sets, nears and contexts: each means what the manual says, through every door."""

import itertools
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing import FrameVectorizer, FramingError, LexiconError, find_hits, kwic, load_lexicon, read_corpus, score
from framing.hits.near import Near, shortest
from framing.hits.word_patterns import glob_matches
from framing.text.boundaries import Boundary
from framing.text.folding import fold

SETS = """
[sets]
power = ["moscow", "beijing", { pattern = "US", case_sensitive = true }, "the kremlin"]
stake = ["influence", "sphere* of influence"]
contest = ["vie*", "rival*"]
"""


def lexicon(tmp_path, patterns, sets=SETS, exclude="[]"):
    """A lexicon of one frame with these patterns, as TOML."""
    path = tmp_path / "lexicon.toml"
    path.write_text(f"{sets}\n[frames.game]\npatterns = {patterns}\nexclude = {exclude}\n", "utf-8")
    return load_lexicon(path)


def found(tmp_path, text, patterns, **options):
    """The texts of the hits."""
    return find_hits(read_corpus([text]), lexicon(tmp_path, patterns, **options))["text"].tolist()


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("Moscow vies for influence.", ["vies for influence"]),
        ("Rivals for spheres of influence", ["Rivals for spheres of influence"]),
        ("Vying for influence; vie for it.", []),
    ],
)
def test_a_set_stands_for_any_of_its_entries(tmp_path, text, hits):
    """Entries of one word and of several, with wildcards, next to the other words of the pattern."""
    assert found(tmp_path, text, '["@contest for @stake"]') == hits


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("Moscow seeks more influence here", ["Moscow seeks more influence"]),
        ("influence that Beijing and Moscow seek", ["influence that Beijing"]),
        ("Moscow wants far more of its old influence", ["Moscow wants far more of its old influence"]),
        ("Moscow wants far more of its very old influence", []),
        ("Moscow moves. Influence grows.", []),
        ("Moscow moves: influence grows.", []),
        ("The Kremlin has influence, US influence", ["The Kremlin has influence", "US influence"]),
        ("it gave us influence", []),
        ("Moscow influence Moscow", ["Moscow influence"]),
    ],
)
def test_parts_near_each_other(tmp_path, text, hits):
    """In any order, in one clause, at most so many other words between them; the shortest stretch, longest first."""
    assert found(tmp_path, text, '[{ near = ["@power", "@stake"], within = 6 }]') == hits


def test_ordered_and_of_three_parts(tmp_path):
    """An ordered near wants its parts as they are written."""
    ordered = '[{ near = ["draw*", "@power", "orbit"], within = 2, ordered = true }]'

    assert found(tmp_path, "drawn into the Moscow orbit", ordered) == ["drawn into the Moscow orbit"]
    assert found(tmp_path, "the orbit that Moscow draws", ordered) == []
    assert found(tmp_path, "the orbit that Moscow draws", ordered.replace("true", "false")) == [
        "orbit that Moscow draws"
    ]


def test_one_word_is_not_two_parts(tmp_path):
    """Each part has words of its own."""
    two = '[{ near = ["@power", "@power"], within = 3 }]'

    assert found(tmp_path, "Moscow alone", two) == []
    assert found(tmp_path, "Moscow and Beijing", two) == ["Moscow and Beijing"]


def test_a_hit_of_a_near_carries_its_parts(tmp_path):
    """The table says which words made the hit, as places in the raw text."""
    text = "A plan: the Kremlin wants influence."
    hits = find_hits(read_corpus([text]), lexicon(tmp_path, '[{ near = ["@power", "@stake"] }, "plan"]'))
    parts = [[text[slice(*map(int, part.split("-")))] for part in parts.split()] for parts in hits["parts"]]

    assert hits["text"].tolist() == ["plan", "the Kremlin wants influence"]
    assert parts == [[], ["the Kremlin", "influence"]]


def test_context_decides_in_a_paragraph(tmp_path):
    """An ambiguous wording counts where the context stands in its paragraph, and nowhere else."""
    patterns = '[{ pattern = "great game", context = ["central asia*", "@power"] }, "game"]'
    text = "A great game for the Lions.\n\nA Great Game for Moscow. What a great game!"

    assert found(tmp_path, text, patterns) == ["game", "Great Game", "great game"]


def test_what_is_excluded_is_no_part(tmp_path):
    """A near has no part inside an exclusion."""
    near = '[{ near = ["@power", "@stake"] }]'

    assert found(tmp_path, "Moscow peddled influence", near) == ["Moscow peddled influence"]
    assert found(tmp_path, "Moscow Mule influence", near, exclude='["moscow mule"]') == []


@pytest.mark.parametrize(
    ("patterns", "sets", "fault"),
    [
        ('["@powers"]', SETS, "unknown set 'powers'; did you mean 'power'"),
        ('["@a"]', '[sets]\na = ["@b"]\nb = ["x", "@a"]', "goes in a circle: @a uses @b uses @a"),
        ('["x"]', "[sets]\na = []", r"lexicon\.toml:\d+: set 'a': expected a list of words, found \[\]"),
        ('["x"]', '[sets]\na = ["c++"]', r"set 'a': pattern 'c\+\+': 'c\+\+' can never match"),
        ('[{ near = ["a"] }]', SETS, "near must be a list of 2 to 6 wordings, found"),
        ('[{ near = ["a", "b"], within = -1 }]', SETS, "within must be a whole number from 0 on, found -1"),
        ('[{ near = ["a", "b"], ordered = "yes" }]', SETS, "ordered must be true or false"),
        ('[{ near = ["a", "@b"] }]', SETS, "unknown set 'b'"),
        ('[{ pattern = "a", within = 3 }]', SETS, "within belongs to a near"),
        ('[{ pattern = "a", context = [] }]', SETS, "context must be a list of wordings"),
        ('[{ pattern = "a", near = ["a", "b"] }]', SETS, "a near has no pattern"),
        ('["@a @a @a"]', f"[sets]\na = {json.dumps([f'w{i}' for i in range(30)])}", "27000 wordings; at most 10000"),
    ],
)
def test_faults_of_the_language(tmp_path, patterns, sets, fault):
    """What cannot be meant is said with file and line."""
    with pytest.raises(LexiconError, match=fault) as error:
        lexicon(tmp_path, patterns, sets=sets)
    assert "lexicon.toml:" in str(error.value)


def test_a_user_name_is_fixed(tmp_path):
    """A word that begins with @ and is no set is written with fixed = true."""
    assert found(tmp_path, "as @potus said", '[{ pattern = "@potus", fixed = true }]') == ["@potus"]


def test_quanteda_knows_sets_only(tmp_path):
    """Sets are a way of writing; a near or a context is refused by name under quanteda's semantics."""
    corpus = read_corpus(["Moscow vies for influence."])

    assert len(find_hits(corpus, lexicon(tmp_path, '["@contest for @stake"]'), semantics="quanteda")) == 1
    for patterns in ('[{ near = ["a", "b"] }]', '[{ pattern = "a", context = ["b"] }]'):
        with pytest.raises(FramingError, match="which quanteda does not know"):
            find_hits(corpus, lexicon(tmp_path, patterns), semantics="quanteda")


# A brute-force matcher, as the manual defines hits.

WORDS = ("ab", "ac", "b", "c", "d")
PATTERN = st.lists(st.sampled_from([*WORDS, "a*", "@s", "@t"]), min_size=1, max_size=2).map(" ".join)
ENTRY = st.one_of(
    PATTERN.map(lambda text: {"pattern": text}),
    st.fixed_dictionaries(
        {"near": st.lists(PATTERN, min_size=2, max_size=3), "within": st.integers(0, 3), "ordered": st.booleans()}
    ),
)
WITH_CONTEXT = st.tuples(ENTRY, st.one_of(st.none(), st.lists(PATTERN, min_size=1, max_size=2))).map(
    lambda pair: pair[0] if pair[1] is None else pair[0] | {"context": pair[1]}
)
ENTRIES = st.lists(
    WITH_CONTEXT, min_size=1, max_size=4, unique_by=lambda entry: str(entry.get("near", entry.get("pattern")))
)
CASE = st.tuples(
    st.fixed_dictionaries({"s": st.lists(st.sampled_from(["ab", "b c", "d"]), min_size=1, max_size=2, unique=True)}),
    st.lists(st.sampled_from(["c", "@s", "a*"]), min_size=1, max_size=2, unique=True),
    ENTRIES,
    st.lists(st.sampled_from(["b", "c d", "@t"]), max_size=1),
    st.lists(
        st.sampled_from([*WORDS, "x"]).flatmap(lambda w: st.sampled_from([w, w, w, w + ".", w + ":", w + "\n\n"]))
    ),
)


def written(case):
    """The lexicon of a case as TOML, and its text."""
    sets, t, entries, exclude, words = case
    value = {"true": "true", "false": "false"}

    def toml(entry):
        said = (f"{key} = {value.get(str(item).lower(), json.dumps(item))}" for key, item in entry.items())
        return "{ " + ", ".join(said) + " }"

    lines = ["[sets]", f"s = {json.dumps(sets['s'])}", f"t = {json.dumps(t)}", "[frames.f]"]
    return (
        "\n".join([*lines, f"patterns = [{', '.join(map(toml, entries))}]", f"exclude = {json.dumps(exclude)}"]),
        " ".join(words),
    )


def brute(case, corpus):
    """Start and end of each hit by trying everything."""
    sets, t, entries, exclude, _ = case
    tokens = corpus.tokens
    words, ends = [fold(token.word) for token in tokens], tokens.boundaries.tolist()
    clause = list(itertools.accumulate(end >= Boundary.CLAUSE for end in ends))
    paragraph = list(itertools.accumulate(end >= Boundary.PARAGRAPH for end in ends))

    def places(text):
        """Every place where a pattern of words and sets stands."""
        if not text:
            return {(i, i) for i in range(len(words) + 1)}
        head, _, rest = text.partition(" ")
        options = {"@s": sets["s"], "@t": t}.get(head)
        firsts = set.union(*map(places, options)) if options else {
            (i, i + 1) for i, word in enumerate(words) if glob_matches(head, word)
        }  # fmt: skip
        after = places(rest)
        joined = {(a, d) for a, b in firsts for c, d in after if b == c}
        return {(a, b) for a, b in joined if b > a and clause[a] == clause[b - 1]}

    out = [place for text in exclude for place in places(text)]

    def free(a, b):
        return not any(c <= a and b <= d for c, d in out)

    candidates = []
    for number, entry in enumerate(entries):
        if "near" in entry:
            spans = set()
            for parts in itertools.product(*([p for p in places(text) if free(*p)] for text in entry["near"])):
                order = sorted(parts)
                gaps = [c - b for (_, b), (c, _) in itertools.pairwise(order)]
                apart = all(0 <= gap <= entry["within"] for gap in gaps)
                if apart and (not entry["ordered"] or list(parts) == order):
                    spans.add((order[0][0], order[-1][1]))
            spans = {(a, b) for a, b in spans if clause[a] == clause[b - 1]}
            spans = {(a, b) for a, b in spans if not any((c, d) != (a, b) and a <= c and d <= b for c, d in spans)}
        else:
            spans = places(entry["pattern"])
        if "context" in entry:
            there = {paragraph[a] for text in entry["context"] for a, _ in places(text)}
            spans = {(a, b) for a, b in spans if paragraph[a] in there}
        candidates += [(a - b, a, number, b) for a, b in spans if free(a, b)]
    used, hits = set(), []
    for _, a, _, b in sorted(candidates):
        if used.isdisjoint(range(a, b)):
            used.update(range(a, b))
            hits.append((int(tokens.start[a]), int(tokens.end[b - 1])))
    return sorted(hits)


@settings(max_examples=200, deadline=None)
@given(CASE)
def test_every_door_does_what_the_manual_says(tmp_path_factory, case):
    """Hits, counts from Python, counts of the vectorizer and kwic are those of a matcher that tries everything."""
    toml, text = written(case)
    path = tmp_path_factory.mktemp("lexicon") / "x.toml"
    path.write_text(toml, "utf-8")
    made = load_lexicon(path)
    corpus = read_corpus(["x", text + " x"])
    hits = find_hits(corpus, made)
    own = hits[hits["doc_id"] == "text2"]

    expected = brute(case, read_corpus([text + " x"]))
    assert list(zip(own["start"].tolist(), own["end"].tolist(), strict=True)) == expected
    assert score([text + " x", "x", text + " x"], made)["f"].tolist() == [len(expected), 0, len(expected)]
    assert FrameVectorizer(made).fit_transform([text + " x"]).sum() == len(expected)
    assert len(kwic(hits, corpus)) == len(hits)


PART = st.tuples(st.integers(0, 12), st.integers(1, 3), st.integers(0, 2)).map(lambda p: (p[0], p[0] + p[1], p[2]))


@given(st.integers(0, 4), st.booleans(), st.lists(PART, max_size=10, unique=True))
def test_stretches_are_the_shortest(within, ordered, places):
    """The stretches of three parts are those that trying all choices gives, and their parts are such a choice."""
    near = Near(3, within, ordered)
    by_part = [[place[:2] for place in places if place[2] == part] for part in range(3)]
    spans = {}
    for choice in itertools.product(*by_part):
        order = sorted(choice)
        gaps = [c - b for (_, b), (c, _) in itertools.pairwise(order)]
        if all(0 <= gap <= within for gap in gaps) and (not ordered or list(choice) == order):
            spans.setdefault((order[0][0], order[-1][1]), []).append(tuple(order))
    inner = [s for s in spans if not any(o != s and s[0] <= o[0] and o[1] <= s[1] for o in spans)]
    stretches = shortest(near, sorted(places))

    assert [(stretch.first, stretch.stop) for stretch in stretches] == sorted(inner)
    assert all(stretch.parts in spans[stretch.first, stretch.stop] for stretch in stretches)
