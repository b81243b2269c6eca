"""The data under seeds/: hashes, ranges and hand coding agree with the texts they describe."""

import csv
import hashlib
import re
import tomllib
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
ARTICLES = tomllib.loads((SEEDS / "articles.toml").read_text(encoding="utf-8"))["article"]
FIELDS = [
    "file",
    "doc_id",
    "name",
    "title",
    "author",
    "outlet",
    "date",
    "date_precision",
    "date_basis",
    "perspective",
    "perspective_note",
    "language_of_origin",
    "language_basis",
    "sha256",
    "headline",
    "boilerplate",
]
DATE_FORMS = {
    "day": r"\d{4}-\d{2}-\d{2}",
    "month": r"\d{4}-\d{2}",
    "year": r"\d{4}",
    "unknown": "unknown",
}


def raw_text(file):
    """Return a text as its bytes decode, no line end translated."""
    return (SEEDS / "texts" / file).read_bytes().decode("utf-8")


def coding(name, file=None):
    """Return the rows of a file of hand coding, all or those on one text."""
    with (SEEDS / "gold" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.DictReader(lines) if file in (None, row["file"])]


def boilerplate(article):
    """Return the boilerplate of an article as pairs of offsets."""
    return [(part["start"], part["end"]) for part in article["boilerplate"]]


def marked(article):
    """Return headline and boilerplate of an article as sorted pairs of offsets."""
    return sorted([tuple(part) for part in article["headline"]] + boilerplate(article))


CODED = sorted({row["file"] for row in coding("gold")})

each_article = pytest.mark.parametrize("article", ARTICLES, ids=[a["doc_id"] for a in ARTICLES])
each_coded = pytest.mark.parametrize("file", CODED)


# --- articles.toml ---


def test_every_text_has_one_entry():
    """No text lies in the folder without an entry, and no entry lacks its text."""
    texts = sorted(path.name for path in (SEEDS / "texts").iterdir())

    assert texts == sorted(article["file"] for article in ARTICLES)


def test_doc_ids_are_unique():
    """A doc_id means one article."""
    doc_ids = [article["doc_id"] for article in ARTICLES]

    assert sorted(set(doc_ids)) == sorted(doc_ids)


@each_article
def test_an_entry_has_every_field(article):
    """An entry leaves no field out and no field empty: what is not known says "unknown"."""
    assert sorted(FIELDS) == sorted(article)
    assert [name for name, value in article.items() if isinstance(value, str) and not value.strip()] == []


@each_article
def test_doc_id_is_well_formed(article):
    """A doc_id can stand in a file name, an address and a legend as it is."""
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", article["doc_id"])


@each_article
def test_date_is_as_precise_as_it_says(article):
    """A date shows exactly as much as is known of it."""
    assert re.fullmatch(DATE_FORMS[article["date_precision"]], article["date"])


@each_article
def test_bytes_are_those_that_came(article):
    """A text is never edited, not by a byte."""
    found = hashlib.sha256((SEEDS / "texts" / article["file"]).read_bytes()).hexdigest()

    assert article["sha256"] == found


@each_article
def test_ranges_lie_in_the_text(article):
    """Every range holds something and ends where the text has not ended yet."""
    length = len(raw_text(article["file"]))

    assert [(start, end) for start, end in marked(article) if not 0 <= start < end <= length] == []


@each_article
def test_ranges_are_sorted(article):
    """Ranges are listed in the order of reading."""
    assert sorted(boilerplate(article)) == boilerplate(article)
    assert sorted(article["headline"]) == article["headline"]


@each_article
def test_ranges_do_not_overlap(article):
    """No character is both headline and boilerplate, or boilerplate twice."""
    assert [(left, right) for left, right in pairwise(marked(article)) if left[1] > right[0]] == []


@each_article
def test_ranges_are_tight(article):
    """A range begins and ends with a character that can be seen."""
    text = raw_text(article["file"])

    assert [(start, end) for start, end in marked(article) if text[start:end] != text[start:end].strip()] == []


@each_article
def test_ranges_are_whole_lines(article):
    """Marking takes a line or leaves it: no line is half title, half body."""
    text = raw_text(article["file"])
    before = [text[:start].rpartition("\n")[2].strip() for start, _ in marked(article)]
    after = [text[end:].partition("\n")[0].strip() for _, end in marked(article)]

    assert [""] * len(before) == before
    assert [""] * len(after) == after


@each_article
def test_title_is_printed_in_the_headline(article):
    """A title is what the text prints first as its headline, and "unknown" if it prints none."""
    text = raw_text(article["file"])
    printed = [text[start:end] for start, end in article["headline"]]

    assert article["title"] == (printed[0] if printed else "unknown")


@each_article
def test_a_repeated_title_is_not_body(article):
    """A title is counted once, however often the page prints it."""
    text = raw_text(article["file"])
    ranges = marked(article)
    title = re.escape(article["title"])
    starts = [m.start() for m in re.finditer(title, text)] if article["headline"] else []

    assert [at for at in starts if not any(start <= at < end for start, end in ranges)] == []


@each_article
def test_kinds_are_explained(article):
    """Whoever meets a kind of boilerplate finds in the README what it means."""
    readme = (SEEDS / "README.md").read_text(encoding="utf-8")

    assert [part["kind"] for part in article["boilerplate"] if f"`{part['kind']}`" not in readme] == []


@each_article
def test_readme_agrees(article):
    """The README's table says of an article what its entry says."""
    readme = (SEEDS / "README.md").read_text(encoding="utf-8")
    line = next(line for line in readme.splitlines() if line.startswith(f"| `{article['doc_id']}` |"))
    _, _, file, title, author, outlet, date, perspective, language, _ = (cell.strip() for cell in line.split("|"))

    told = {
        "file": file.strip("`"),
        "title": title,
        "author": author,
        "outlet": outlet,
        "perspective": perspective,
        "language_of_origin": language,
    }
    assert {name: article[name] for name in told} == told
    assert article["date"][:4] in date


# --- gold/ ---


@pytest.mark.parametrize("name", ["gold", "mentions", "distractors", "quotes", "turns", "boilerplate"])
def test_coding_names_known_files(name):
    """Every row of the coding is about a text that is here."""
    known = {article["file"] for article in ARTICLES}

    assert set() == {row["file"] for row in coding(name)} - known


@each_coded
@pytest.mark.parametrize(("name", "words"), [("gold", "span"), ("distractors", "span"), ("boilerplate", "text")])
def test_spans_are_the_words_of_the_text(name, words, file):
    """A coded span is what its offsets cut out of the raw text."""
    text = raw_text(file)
    rows = coding(name, file)

    assert [row[words] for row in rows] == [text[int(r["char_start"]) : int(r["char_end"])] for r in rows]


@each_article
def test_mentions_are_the_words_of_the_text(article):
    """What a coder marked is what its offsets cut out of the raw text, and no boilerplate."""
    text = raw_text(article["file"])
    rows = coding("mentions", article["file"])
    spans = [(int(row["char_start"]), int(row["char_end"])) for row in rows]

    assert [row["span"] for row in rows] == [text[start:end] for start, end in spans]
    assert [span for span in spans for a, b in boilerplate(article) if span[0] < b and a < span[1]] == []


def test_mentions_are_sorted_and_each_there_once():
    """Mentions stand by file, coder and place, and a coder marks a span for a frame once."""
    keys = [
        (row["file"], row["coder"], int(row["char_start"]), int(row["char_end"]), row["frame"])
        for row in coding("mentions")
    ]

    assert keys == sorted(set(keys))


@each_article
def test_readme_counts_the_mentions(article):
    """The README says how many mentions each coder has in an article."""
    readme = (SEEDS / "gold" / "README.md").read_text(encoding="utf-8")
    counts = Counter(row["coder"] for row in coding("mentions", article["file"]))
    cells = " | ".join(str(counts[coder]) for coder in "ABC")

    assert sorted(counts) == ["A", "B", "C"]
    assert f"| `{article['file']}` | {article['doc_id']} | {cells} |" in readme


def test_readme_says_who_the_coders_are():
    """Nobody takes the coders for people."""
    readme = (SEEDS / "gold" / "README.md").read_text(encoding="utf-8")

    assert "**All three coders of `mentions.csv` are passes of a language model. None is a person.**" in readme
    assert "| A | one pass without a codebook |" in readme
    assert "| B, C | blind passes by [`codebook.md`](codebook.md) |" in readme


def test_every_frame_of_the_mentions_is_in_the_codebook():
    """Coders use the frames that the codebook defines."""
    codebook = (SEEDS / "gold" / "codebook.md").read_text(encoding="utf-8")

    assert {f"**{row['frame']}**" for row in coding("mentions")} == set(re.findall(r"\*\*\w+\*\*(?= - )", codebook))


@each_coded
def test_quotes_stand_between_their_marks(file):
    """The offsets of a quotation are those of its two marks, and its words are all that lies between."""
    text = raw_text(file)
    rows = coding("quotes", file)

    assert [f"“{row['inner_text']}”" for row in rows] == [
        text[int(row["open_char"]) : int(row["close_char"]) + 1] for row in rows
    ]


@each_coded
def test_turns_begin_and_end_with_their_words(file):
    """A turn of the interview begins and ends where its first and last words say."""
    text = raw_text(file)
    rows = coding("turns", file)

    assert [
        row["first_words"]
        for row in rows
        if not text.startswith(row["first_words"], int(row["char_start"]))
        or not text.endswith(row["last_words"], 0, int(row["char_end"]))
    ] == []


@each_coded
def test_first_reading_of_boilerplate_is_kept(file):
    """What the coder marked as not body is headline or boilerplate here, with the same ends."""
    article = next(article for article in ARTICLES if article["file"] == file)
    rows = coding("boilerplate", file)

    assert sorted((int(row["char_start"]), int(row["char_end"])) for row in rows) == marked(article)


@each_coded
def test_coded_mentions_lie_in_counted_text(file):
    """Only a mention that repeats the headline is coded where nothing is counted."""
    article = next(article for article in ARTICLES if article["file"] == file)
    outside = [
        row["alt"]
        for row in coding("gold", file)
        if any(int(row["char_start"]) < end and start < int(row["char_end"]) for start, end in boilerplate(article))
    ]

    assert ["duplicate of the headline"] * len(outside) == outside


@each_coded
def test_an_ambiguous_row_says_the_other_coding(file):
    """A row is called ambiguous exactly if it says what else it could be."""
    assert [row["span"] for row in coding("gold", file) if (row["ambiguous"] == "1") != bool(row["alt"])] == []


@each_coded
def test_stance_follows_its_rule(file):
    """The one stance follows from author's and speaker's, but for the row that the README names."""
    departs = [
        int(row["char_start"])
        for row in coding("gold", file)
        if row["stance"]
        != (
            row["source_stance"]
            if row["author_stance"] == "reports" and row["source_stance"] in {"distances", "negates"}
            else row["author_stance"]
        )
    ]

    assert departs == ([1180] if file.startswith("003_") else [])


@each_coded
def test_readme_counts_the_rows(file):
    """The README says how many mentions are coded in an article."""
    readme = (SEEDS / "gold" / "README.md").read_text(encoding="utf-8")

    assert f"| `{file}` | {len(coding('gold', file))} |" in readme


@pytest.mark.parametrize("name", ["gold", "mentions", "distractors", "quotes", "turns", "boilerplate"])
def test_columns_are_explained(name):
    """Whoever meets a column of the coding finds in the README what it holds."""
    readme = (SEEDS / "gold" / "README.md").read_text(encoding="utf-8")
    section = readme.split(f"## {name}.csv")[1].split("\n## ")[0]

    assert [column for column in coding(name)[0] if f"`{column}`" not in section] == []


@pytest.mark.parametrize(
    ("name", "column"),
    [
        (name, column)
        for name, columns in {
            "mentions": ["coder", "frame", "voice", "author_stance", "source_stance"],
            "gold": ["frame", "voice", "author_stance", "source_stance", "stance", "cue_type"],
            "quotes": ["type"],
        }.items()
        for column in columns
    ],
)
def test_words_of_the_coding_are_explained(name, column):
    """Whoever meets a code finds it in the README."""
    readme = (SEEDS / "gold" / "README.md").read_text(encoding="utf-8")

    assert [word for word in {row[column] for row in coding(name)} if word and f"`{word}`" not in readme] == []
