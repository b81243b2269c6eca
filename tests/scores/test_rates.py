"""Scores: every rate beside its counts, every frame a row."""

import pandas as pd
import pytest

from framing import (
    Corpus,
    Document,
    FramingError,
    Lexicon,
    add_voice,
    find_hits,
    frame_scores,
    load_lexicon,
    load_seeds,
    pattern_counts,
    read_corpus,
    shared_sentences,
    stance_table,
    voice_scores,
)
from framing.errors import FramingWarning
from framing.text.document import Range

LEXICON = Lexicon.from_dict({"game": {"name": ["great game"], "wider": ["game*", "play"]}, "border": ["border"]})
CORPUS = read_corpus(
    pd.DataFrame(
        {
            "doc_id": ["a", "b", "c"],
            "text": ["Great game. The game of games. A border.", "Nothing here.", "A border, a border. They play."],
            "outlet": ["X", None, "X"],
        }
    )
)
HITS = find_hits(CORPUS, LEXICON)


def test_scores_by_hand():
    """Hits, rates and shares are those one counts by eye; a frame without hits is a row of zeros."""
    scores = frame_scores(HITS, CORPUS, LEXICON)

    columns = ["doc_id", "frame", "hits", "n_tokens", "sentences", "n_sentences", "top_pattern"]
    assert scores[columns].values.tolist() == [
        ["a", "game", 3, 8, 2, 3, "game*"],
        ["a", "border", 1, 8, 1, 3, "border"],
        ["b", "game", 0, 2, 0, 1, ""],
        ["b", "border", 0, 2, 0, 1, ""],
        ["c", "game", 1, 6, 1, 2, "play"],
        ["c", "border", 2, 6, 1, 2, "border"],
    ]
    assert scores["per_1000"].tolist() == [375, 125, 0, 0, 1000 / 6, 2000 / 6]
    assert scores["sentence_share"].tolist() == [2 / 3, 1 / 3, 0, 0, 1 / 2, 1 / 2]
    assert scores["top_share"].tolist()[:2] == [2 / 3, 1]
    assert scores["top_share"].isna().tolist()[2:4] == [True, True]


def test_groups_of_articles():
    """Articles can be scored by any metadata column; those without a value are a group of their own."""
    scores = frame_scores(HITS, CORPUS, LEXICON, by="outlet")

    assert scores[["outlet", "frame", "hits", "n_tokens", "sentences"]].values.tolist() == [
        ["X", "game", 4, 14, 3],
        ["X", "border", 3, 14, 2],
        ["unknown", "game", 0, 2, 0],
        ["unknown", "border", 0, 2, 0],
    ]


def test_sections():
    """Sections are scored against their own tokens and sentences."""
    document = Document("a", "Great game\nA border. No border.\n\nThe end.", headline=(Range(0, 10),))
    corpus = Corpus((document,))
    scores = frame_scores(find_hits(corpus, LEXICON), corpus, LEXICON, by="section")

    assert scores[["section", "frame", "hits", "n_tokens", "n_sentences"]].values.tolist() == [
        ["headline", "game", 1, 2, 1],
        ["headline", "border", 0, 2, 1],
        ["lead", "game", 0, 4, 2],
        ["lead", "border", 2, 4, 2],
        ["body", "game", 0, 2, 1],
        ["body", "border", 0, 2, 1],
    ]


def test_categories_add_up():
    """The hits of a frame's categories add up to the frame's, on the five articles."""
    corpus, lexicon = load_seeds(), load_lexicon()
    hits = find_hits(corpus, lexicon)
    whole = frame_scores(hits, corpus, lexicon).set_index(["doc_id", "frame"])["hits"]
    parts = frame_scores(hits, corpus, lexicon, categories=True).groupby(["doc_id", "frame"])["hits"].sum()

    assert whole.sum() == len(hits) > 0
    assert parts.reindex(whole.index).tolist() == whole.tolist()


def test_unknown_column_is_named():
    """A group that is not there names those that are."""
    with pytest.raises(FramingError, match="unknown column 'outlets'; did you mean 'outlet'"):
        frame_scores(HITS, CORPUS, LEXICON, by="outlets")


def test_hits_of_another_lexicon_are_refused():
    """Hits that name a frame or document that is not there are an error, never dropped."""
    with pytest.raises(FramingError, match="unknown frame 'game'"):
        frame_scores(HITS, CORPUS, Lexicon.from_dict({"border": ["border"]}))
    with pytest.raises(FramingError, match="unknown doc_id 'a'"):
        frame_scores(HITS, read_corpus(["Other text."]), LEXICON)


def test_pattern_counts():
    """Every pattern is a row, also one that never occurs, with its hits in each article."""
    counts = pattern_counts(HITS, CORPUS, LEXICON)

    assert counts[["pattern", "hits", "a", "b", "c"]].values.tolist() == [
        ["great game", 1, 1, 0, 0],
        ["game*", 2, 2, 0, 0],
        ["play", 1, 0, 0, 1],
        ["border", 3, 1, 0, 2],
    ]


def test_shared_sentences():
    """Two frames share the sentences in which both occur."""
    corpus = read_corpus(["A game at the border. A game. A game."])
    shared = shared_sentences(find_hits(corpus, LEXICON), LEXICON)

    assert shared.to_dict() == {"game": {"game": 3, "border": 1}, "border": {"game": 1, "border": 1}}


SPOKEN = read_corpus(
    pd.DataFrame(
        {
            "doc_id": ["a", "b"],
            "text": [
                "The border is open. The envoy said that no border was safe. “The game is on,” Anna Berg said.",
                "The border is open.",
            ],
        }
    )
)
SPOKEN_HITS = add_voice(find_hits(SPOKEN, LEXICON), SPOKEN)


def test_scores_by_voice_divide_by_the_words_of_that_voice():
    """A hit in somebody's words counts per 1,000 words of theirs; a voice without words has no rate."""
    scores = frame_scores(SPOKEN_HITS, SPOKEN, LEXICON, by=["doc_id", "voice"])
    border = scores[scores["frame"] == "border"]
    assert border[["doc_id", "voice", "hits", "n_tokens"]].values.tolist() == [
        ["a", "author", 1, 10],
        ["a", "direct", 0, 4],
        ["a", "indirect", 1, 5],
        ["a", "imputed", 0, 0],
        ["b", "author", 1, 4],
        ["b", "direct", 0, 0],
        ["b", "indirect", 0, 0],
        ["b", "imputed", 0, 0],
    ]
    assert border["per_1000"].isna().tolist() == [False, False, False, True, False, True, True, True]


def test_scores_by_voice_add_up():
    """Whatever the split, hits and tokens are those of the whole."""
    whole = frame_scores(SPOKEN_HITS, SPOKEN, LEXICON)[["hits", "n_tokens"]].sum()
    for by in ("voice", "speaker", ["doc_id", "voice"], ["section", "speaker"], ["doc_id", "section", "voice"]):
        assert frame_scores(SPOKEN_HITS, SPOKEN, LEXICON, by=by)[["hits", "n_tokens"]].sum().equals(whole)


def test_scores_by_speaker():
    """Each speaker has the hits and the words of their own; the author's name is empty."""
    scores = frame_scores(SPOKEN_HITS, SPOKEN, LEXICON, by="speaker")
    assert scores[["speaker", "frame", "hits", "n_tokens"]].values.tolist() == [
        ["", "game", 0, 14],
        ["", "border", 2, 14],
        ["The envoy", "game", 0, 5],
        ["The envoy", "border", 1, 5],
        ["Anna Berg", "game", 1, 4],
        ["Anna Berg", "border", 0, 4],
    ]


def test_hits_without_voice_are_refused():
    """Scores by voice say where voices come from."""
    with pytest.raises(FramingError, match="add_voice"):
        frame_scores(HITS, CORPUS, LEXICON, by="voice")
    with pytest.raises(FramingError, match="add_voice"):
        stance_table(HITS, LEXICON)


def test_nothing_found_is_bounded_not_absent():
    """Where the author has no hit, the table says how much so few words could hide."""
    table = voice_scores(SPOKEN_HITS, SPOKEN, LEXICON).set_index(["doc_id", "frame", "voice"])
    author = table.loc[("a", "game", "author")]
    assert (author["hits"], author["n_tokens"]) == (0, 10)
    assert author["at_most"] == pytest.approx(1000 * (1 - 0.05 ** (1 / 10)))
    assert pd.isna(table.loc[("a", "border", "author"), "at_most"])  # something was found
    assert pd.isna(table.loc[("b", "border", "attributed"), "at_most"])  # nothing was said


def test_what_is_imputed_counts_with_the_author_unless_told_otherwise():
    """A wish that the author tells of is the author's words; other sides can be asked for, and miss no voice."""
    corpus = read_corpus(["The envoy hopes to close the border. The envoy said that the border is open."])
    hits = add_voice(find_hits(corpus, LEXICON), corpus)
    scores = voice_scores(hits, corpus, LEXICON).query("frame == 'border'")
    assert scores[["voice", "hits", "n_tokens"]].values.tolist() == [["author", 1, 10], ["attributed", 1, 5]]
    sides = {"author": ("author",), "imputed": ("imputed",), "said": ("direct", "indirect")}
    apart = voice_scores(hits, corpus, LEXICON, sides=sides).query("frame == 'border'")
    assert apart[["voice", "hits", "n_tokens"]].values.tolist() == [["author", 0, 6], ["imputed", 1, 4], ["said", 1, 5]]
    with pytest.raises(FramingError, match="each voice once"):
        voice_scores(hits, corpus, LEXICON, sides={"author": ("author",)})


def test_stance_table_counts_every_hit_once():
    """Frame × voice × stance has each hit once, rows of zeros included, with an upper bound for them."""
    table = stance_table(SPOKEN_HITS, LEXICON)
    assert len(table) == 2 * 4 * 5
    filled = table[table["hits"] > 0]
    assert filled[["frame", "voice", "stance", "hits", "of"]].values.tolist() == [
        ["game", "direct", "reports", 1, 1],
        ["border", "author", "endorses", 2, 3],
        ["border", "indirect", "negates", 1, 3],
    ]
    assert table.loc[table["hits"] == 0, "at_most"].notna().all()
    by_article = stance_table(SPOKEN_HITS, LEXICON, by="doc_id")
    assert by_article["hits"].sum() == len(SPOKEN_HITS)


def test_hits_may_come_back_from_a_file(tmp_path):
    """Scores of hits that were written and read again are those of the hits themselves."""
    SPOKEN_HITS.to_csv(tmp_path / "hits.csv", index=False)
    again = pd.read_csv(tmp_path / "hits.csv")
    for by in ("doc_id", "speaker", ["doc_id", "voice"]):
        expected = frame_scores(SPOKEN_HITS, SPOKEN, LEXICON, by=by, categories=True)
        pd.testing.assert_frame_equal(frame_scores(again, SPOKEN, LEXICON, by=by, categories=True), expected)
    pd.testing.assert_frame_equal(stance_table(again, LEXICON), stance_table(SPOKEN_HITS, LEXICON))


def test_tokens_are_told_apart_as_the_hits_were():
    """Without carried-over sentences a rate divides by the author's words as they then are."""
    corpus = read_corpus(["The envoy said that talks failed. Moreover, the border would be open soon."])
    for switch, tokens in ((True, 3), (False, 10)):
        hits = add_voice(find_hits(corpus, LEXICON), corpus, carry_over=switch)
        scores = frame_scores(hits, corpus, LEXICON, by="voice").set_index(["voice", "frame"])
        assert scores.loc[("author", "border"), "n_tokens"] == tokens


def test_hits_of_a_corpus_read_in_another_way_are_refused():
    """Hits in boilerplate are not counted over the tokens of the article alone."""
    everything, article = load_seeds(boilerplate="keep"), load_seeds()
    lexicon = load_lexicon()
    with pytest.raises(FramingError, match="no word of this corpus"):
        frame_scores(find_hits(everything, lexicon), article, lexicon)


def test_no_hit_is_left_out_of_a_stance_table():
    """A stance that is none is refused."""
    with pytest.raises(FramingError, match="strange"):
        stance_table(SPOKEN_HITS.assign(stance="strange"), LEXICON)


@pytest.mark.parametrize("by", [[], ["voice", "voice"], "frame", "hits"])
def test_columns_that_cannot_be_grouped_by(by):
    """Grouping by nothing, by one column twice, or by a name of the table's own is refused."""
    corpus = read_corpus(pd.DataFrame({"doc_id": ["a"], "text": ["A border."], "frame": ["x"], "hits": [1]}))
    with pytest.raises(FramingError):
        frame_scores(add_voice(find_hits(corpus, LEXICON), corpus), corpus, LEXICON, by=by)


def test_weights_stand_beside_counts(tmp_path):
    """Weights with signs are added up beside the counts, which do not know them; opposite ones cancel."""
    path = tmp_path / "mood.json"
    path.write_text('{"glad": 1.5, "great": 3, "war": -4.5}', encoding="utf-8")
    with pytest.warns(FramingWarning, match=r"3 entries carry weights \(-4\.5 to 3\); counts ignore them"):
        lexicon = load_lexicon(path)
    corpus = read_corpus(["Glad, great war.", "War and war again.", "Nothing."])
    scores = frame_scores(find_hits(corpus, lexicon), corpus, lexicon, weights=True)

    assert scores["hits"].tolist() == [3, 2, 0]
    assert scores["weight"].tolist() == [0, -9, 0]
    assert scores["weighted_per_1000"].tolist() == [0, -2250, 0]
    assert scores["mean_weight"].fillna(99).tolist() == [0, -4.5, 99]
    sides = frame_scores(find_hits(corpus, lexicon), corpus, lexicon, weights=True, categories=True)
    assert sides.loc[sides["doc_id"] == "text1", ["category", "weight"]].values.tolist() == [
        ["positive", 4.5],
        ["negative", -4.5],
    ]


def test_hits_of_another_lexicon():
    """Hits of a pattern that the lexicon lacks are refused, not counted nowhere."""
    corpus = read_corpus(["war"])
    hits = find_hits(corpus, Lexicon.from_dict({"a": ["war"]}))
    with pytest.raises(
        FramingError, match="the hits name a pattern 'war' of the frame 'a', which this lexicon does not have"
    ):
        frame_scores(hits, corpus, Lexicon.from_dict({"a": ["pact"]}))
