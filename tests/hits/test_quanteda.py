"""
Equality with quanteda 4.3.1, and the written list of differences.

``data/quanteda_lookup_cases.json`` holds 600 cases with the key sequences that quanteda's ``tokens_lookup`` returned;
the environment variable ``FRAMING_LOOKUP_CASES`` names another file of the same form.
``data/quanteda_seeds.json`` holds its tokens of the five articles and its counts with a lexicon.
"""

import json
import os
import re
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from framing import Lexicon, find_hits, load_seeds, read_corpus
from framing.hits.matching import match
from framing.text.tokens import Tokens

DATA = Path(__file__).parents[1] / "data"
CASES = json.loads(
    Path(os.environ.get("FRAMING_LOOKUP_CASES") or DATA / "quanteda_lookup_cases.json").read_text(encoding="utf-8")
)["cases"]
SEEDS = json.loads((DATA / "quanteda_seeds.json").read_text(encoding="utf-8"))
LIBRARY = Path(__file__).parents[2] / "framing"


@pytest.mark.parametrize("case", CASES, ids=range(1, len(CASES) + 1))
def test_lookup(case):
    """With quanteda's semantics the keys found are those quanteda found, in the same order."""
    lexicon = Lexicon.from_dict(
        case["dictionary"],
        levels=case["levels"],
        case_sensitive=not case["case_insensitive"],
        fixed=case["valuetype"] == "fixed",
    )
    tokens = Tokens.from_lists(case["tokens"])
    scope = {"key": "frame", "dictionary": "lexicon"}[case["nested_scope"]]
    hits = match(tokens, lexicon, nested_scope=scope, semantics="quanteda")

    keys = [[] for _ in case["tokens"]]
    for document, frame in zip(tokens.document[hits.first], hits.frame, strict=True):
        keys[document].append(lexicon.frames[frame].name)
    assert keys == case["expected_key_sequence"]


@pytest.fixture(scope="module")
def articles():
    """The raw articles, everything counted, as quanteda read them; by the number in their file name."""
    corpus = load_seeds(boilerplate="keep")
    texts = {document.metadata["file"][:3]: document.text for document in corpus}
    return read_corpus([texts[number] for number in sorted(texts)])


def test_tokens_of_the_articles(articles):
    """On the five articles the tokens are quanteda's, but for signs and the full stops of initials."""
    tokens = articles.tokens
    for number, theirs in enumerate(SEEDS["tokens"][key] for key in sorted(SEEDS["tokens"])):
        ours = [tokens.words[i] for i in tokens.ids[tokens.bounds[number] : tokens.bounds[number + 1]]]
        for kind, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
            if kind != "equal":
                assert (ours[a:b], theirs[c:d]) in [([], ["$"]), ([], ["+"]), (["U.S."], ["U.S"])]


@pytest.mark.parametrize(("scope", "theirs"), [("frame", "counts_key"), ("lexicon", "counts_dictionary")])
def test_counts_of_the_articles(articles, scope, theirs):
    """On the five articles the counts of each key are quanteda's."""
    lexicon = Lexicon.from_dict(SEEDS["dictionary"])
    hits = find_hits(articles, lexicon, nested_scope=scope, semantics="quanteda")
    counts = hits.groupby(["doc_id", "frame"]).size()

    for number, key in enumerate(sorted(SEEDS[theirs]), start=1):
        ours = {frame: int(counts.get((f"text{number}", frame), 0)) for frame in lexicon.frame_names}
        assert ours == SEEDS[theirs][key]


def page_table(room, heading):
    """The rows of the table under a heading of a room's page, as lists of cells without code marks."""
    page = (LIBRARY / room / "README.md").read_text(encoding="utf-8")
    lines = page.split(f"## {heading}\n")[1].split("\n## ")[0].splitlines()
    rows = [line.strip("|").split("|") for line in lines if line.startswith("|")]
    return [[_printed(cell.strip().strip("`")) for cell in row] for row in rows[2:]]


def _printed(cell):
    """A cell with the characters that it shows by sign or number."""
    return re.sub(r"⟨U\+(\w+)⟩", lambda code: chr(int(code[1], 16)), cell.replace("⏎", "\n"))


@pytest.mark.parametrize("row", page_table("hits", "Two semantics"), ids=lambda row: row[0])
def test_each_difference_of_semantics(row):
    """Each row of the table of semantics holds: hits by default and with quanteda's semantics."""
    _, text, pattern, ours, theirs = row
    corpus, lexicon = read_corpus([text]), Lexicon.from_dict({"f": [pattern]})

    assert len(find_hits(corpus, lexicon)) == int(ours)
    assert len(find_hits(corpus, lexicon, semantics="quanteda")) == int(theirs)


@pytest.mark.parametrize("row", page_table("text", "Tokens that differ from quanteda's"), ids=lambda row: row[0])
def test_each_difference_of_tokens(row):
    """Each row of the table of tokens holds for our tokenizer."""
    _, text, ours, _ = row
    tokens = read_corpus([f"x {text}"]).tokens

    assert [token.word for token in tokens][1:] == ours.split(" ") if ours else len(tokens) == 1
