"""Groups: every document in one, and what else differs between them."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import FramingError, confounds, group_labels, load_seeds, read_corpus

TABLE = pd.DataFrame(
    {
        "doc_id": list("abcde"),
        "text": ["One.", "Two words.", "Three.", "Four.", "Five."],
        "side": ["east", "west", "west", None, "east"],
        "date": ["2004-09", "14.08.2022", "2022-05-24", "about 2022", "unknown"],
        "outlet": ["X", "Y", "X", None, None],
        "genre": ["news", "column", "column", "talk", "news"],
        "language_of_origin": ["ru"] * 5,
    }
)
CORPUS = read_corpus(TABLE)


def corpus_of(**columns):
    n = len(next(iter(columns.values())))
    return read_corpus(pd.DataFrame({"text": ["A word."] * n, "doc_id": [f"d{i}" for i in range(n)], **columns}))


def test_every_document_is_in_one_group():
    """Groups stand in the order first seen; a document without a value is in the group unknown."""
    assert group_labels(CORPUS, "side").tolist() == ["east", "west", "west", "unknown", "east"]
    assert group_labels(CORPUS).tolist() == list("abcde")
    with pytest.raises(FramingError, match="unknown column 'sid'; did you mean 'side'"):
        group_labels(CORPUS, "sid")


def test_confounds_by_hand():
    """Each group's documents, tokens and values are those one reads off the table, the most frequent value first."""
    assert confounds(CORPUS, "side").to_dict("list") == {
        "side": ["east", "west", "unknown"],
        "documents": [2, 2, 1],
        "n_tokens": [2, 3, 1],
        "year": ["2004; unknown", "2022 (2)", "2022"],
        "outlet": ["X; unknown", "X; Y", "unknown"],
        "language_of_origin": ["ru (2)", "ru (2)", "ru"],
        "genre": ["news (2)", "column (2)", "talk"],
        "only_here": ["year, genre", "genre", "outlet, genre"],
        "inseparable": ["genre"] * 3,
        "nested": [""] * 3,
        "left_out": [""] * 3,
    }


def test_all_metadata_is_looked_at():
    """Every column with fewer values than documents has one; what was not looked at is named, such as titles."""
    corpus = corpus_of(side=["e", "w", "w"], title=["A", "B", "C"], event=["war", "talks", "talks"], units=[1, 2, 2])
    table = confounds(corpus, "side")

    assert table["event"].tolist() == ["war", "talks (2)"]
    assert set(table["inseparable"]) == {"event"}
    assert set(table["left_out"]) == {"title, units"}
    assert set(confounds(corpus, "side", others=["title"])["left_out"]) == {"event, units"}


def test_what_is_nested_in_the_groups_is_named():
    """Outlets that each belong to one side are nested in it; an event that goes with the side is but inseparable."""
    corpus = corpus_of(side=list("eeww"), outlet=list("XYZZ"), event=list("aabb"), language=["ru", "en", "ru", "ru"])
    table = confounds(corpus, "side")

    assert set(table["inseparable"]) == {"outlet, event"}
    assert set(table["nested"]) == {"outlet"}


def test_what_differs_with_the_group_is_named():
    """A column is inseparable if no value of it is in two groups; one that is the same everywhere is none."""
    corpus = corpus_of(side=["e", "w", "w"], year=[1, 2, 2], outlet=["X", "X", "Y"], genre=["n", "n", "n"])

    assert set(confounds(corpus, "side")["inseparable"]) == {"year"}
    assert confounds(corpus, "side")["only_here"].tolist() == ["year", "year"]
    # Seen from the outlet, the article of the other year shares its outlet.
    assert set(confounds(corpus, "outlet")["inseparable"]) == {""}


def test_the_unknown_is_no_shared_value():
    """Two groups whose outlet is unknown may have different ones, so nothing shows that it can be separated."""
    corpus = corpus_of(side=["e", "w"], outlet=[None, None], author=["unknown", "Z"])

    assert set(confounds(corpus, "side")["inseparable"]) == {"outlet, author"}


def test_one_group_has_nothing_to_be_told_from():
    """With one group there is no comparison, so nothing is inseparable."""
    table = confounds(corpus_of(side=["e", "e"], outlet=["X", "Y"]), "side")

    assert table.values.tolist() == [["e", 2, 4, "X; Y", "", "", "", ""]]
    assert confounds(corpus_of(side=["e"], outlet=["X"]), "side")["only_here"].tolist() == [""]


def test_long_lists_of_values_end():
    """Of many values some are spelt out and the rest are counted."""
    corpus = corpus_of(side=["e"] * 7, outlet=list("cbafedc"))

    assert confounds(corpus, "side")["outlet"].tolist() == ["c (2); a; b; d; e; and 1 more"]
    assert confounds(corpus, "side", values=1)["outlet"].tolist() == ["c (2); and 5 more"]


def test_what_to_look_at():
    """Any columns can be asked for, in their order; a corpus without metadata gives a table all the same."""
    assert confounds(CORPUS, "side", others=["genre", "date"]).columns.tolist() == [
        *["side", "documents", "n_tokens", "genre", "date", "only_here", "inseparable", "nested", "left_out"]
    ]
    assert confounds(CORPUS, "date").columns.tolist()[3:-4] == ["outlet", "language_of_origin", "genre", "side"]
    assert confounds(read_corpus(["One.", "Two."]), "doc_id").values.tolist() == [
        ["text1", 1, 1, "", "", "", ""],
        ["text2", 1, 1, "", "", "", ""],
    ]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"by": "sid"}, "unknown column 'sid'; did you mean 'side'"),
        ({"by": "side", "others": ["outlett"]}, "unknown column 'outlett'; did you mean 'outlet'"),
        ({"by": "side", "others": ["side"]}, "the groups are made by 'side'"),
        ({"by": "documents"}, "'documents' is a column of the result too"),
        ({"by": "side", "values": 0}, "values must be a whole number of 1 or more, found 0"),
    ],
)
def test_what_cannot_be_tabled(options, message):
    """A column that is not there, or stands for two things, is named."""
    with pytest.raises(FramingError, match=message):
        confounds(read_corpus(TABLE.assign(documents=1)), **options)


def test_the_five_articles():
    """By side, no outlet and no author is in two groups; the American side has its year and language for itself."""
    table = confounds(load_seeds(), "perspective").set_index("perspective")

    assert set(table["inseparable"]) == {"outlet, author, date_precision"}
    assert set(table["nested"]) == {"outlet, author"}
    assert table.loc["American", "only_here"] == "year, outlet, author, language_of_origin, date_precision"
    assert "title" in table["left_out"].iloc[0]
    assert table["documents"].sum() == 5


@given(st.lists(st.tuples(st.sampled_from("ew"), st.sampled_from(["x", "y", "z", None])), min_size=1, max_size=8))
def test_inseparable_is_what_a_cross_table_shows(rows):
    """A column is inseparable just if no row of its cross table with the groups has two entries."""
    sides, outlets = zip(*rows, strict=True)
    table = confounds(corpus_of(side=sides, outlet=pd.Series(outlets, dtype=object)), "side")
    crossed = pd.crosstab(pd.Series(outlets, dtype=object), pd.Series(sides))  # leaves out what is missing

    expected = len(set(sides)) > 1 and not ((crossed > 0).sum(axis=1) > 1).any()
    assert set(table["inseparable"]) == {"outlet" if expected else ""}
    assert table["documents"].sum() == len(rows)


def test_years_stay_whole():
    """A missing year makes no decimals of the others."""
    corpus = read_corpus(pd.DataFrame({"doc_id": ["a", "b"], "text": ["One.", "Two."], "year": [2001, None]}))
    assert group_labels(corpus, "year").tolist() == ["2001", "unknown"]
