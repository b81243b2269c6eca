"""Every function that takes hits takes them as they come back from files, merges and filters, or says what to do."""

import io
from decimal import Decimal

import numpy as np
import pandas as pd
import polars as pl
import pytest
from pandas.testing import assert_frame_equal

import framing
from framing import FramingError, Lexicon, add_voice, find_hits, read_corpus

TEXTS = [
    "The border is open. “No game at the border,” Anna Berg said.\n\nThe envoy denied that a game was played.",
    "A game of gas.\n\nThe border guard hopes that the border holds. Russia plays a game.",
    "Nothing stands here. China said that the border is quiet.",
]
CORPUS = read_corpus(pd.DataFrame({"doc_id": ["1", "2", "3"], "text": TEXTS, "outlet": ["X", "X", "Y"]}))
FRAMES = Lexicon.from_dict({"game": {"old": ["game*"]}, "border": {"all": ["border"], "men": ["border guard"]}})
ACTORS = Lexicon.from_dict({"russia": ["russia"], "berg": ["anna berg"], "china": ["china"], "envoy": ["envoy"]})
HITS = add_voice(find_hits(CORPUS, FRAMES), CORPUS)
MENTIONS = framing.as_coder(HITS[1:], "A").assign(voice="author", author_stance="endorses", source_stance="")
LABELS = framing.unit_labels(MENTIONS, CORPUS, coded="all")
SHEET = framing.coding_sheet(CORPUS, HITS, FRAMES.frame_names, sample=20)

FUNCTIONS = {
    "frame_scores": lambda h: framing.frame_scores(h, CORPUS, FRAMES, by=["outlet", "voice"]),
    "frame_scores by section": lambda h: framing.frame_scores(h, CORPUS, FRAMES, by="section", categories=True),
    "frame_scores by speaker": lambda h: framing.frame_scores(h, CORPUS, FRAMES, by="speaker"),
    "pattern_counts": lambda h: framing.pattern_counts(h, CORPUS, FRAMES),
    "shared_sentences": lambda h: framing.shared_sentences(h, FRAMES),
    "voice_scores": lambda h: framing.voice_scores(h, CORPUS, FRAMES),
    "stance_table": lambda h: framing.stance_table(h, FRAMES, by="doc_id"),
    "stance_intervals": lambda h: framing.stance_intervals(h, FRAMES, corpus=CORPUS, draws=20),
    "bootstrap_scores": lambda h: framing.bootstrap_scores(h, CORPUS, FRAMES, draws=20, unit="paragraph"),
    "compare_articles": lambda h: framing.compare_articles(h, CORPUS, FRAMES, draws=20),
    "frame_positions": lambda h: framing.frame_positions(h, CORPUS, FRAMES),
    "dispersion": lambda h: framing.dispersion(h, CORPUS, FRAMES, draws=20),
    "actor_frames": lambda h: framing.actor_frames(h, h, CORPUS, draws=20),
    "actor_voices": lambda h: framing.actor_voices(h, CORPUS, FRAMES),
    "speaker_frames": lambda h: framing.speaker_frames(h, CORPUS, ACTORS),
    "top_speakers": lambda h: framing.top_speakers(CORPUS, hits=h),
    "overview": lambda h: framing.overview(h, CORPUS, FRAMES, draws=20),
    "accuracy": lambda h: framing.accuracy(h, MENTIONS, CORPUS, by=["pattern"], coded="all", draws=20),
    "disagreements": lambda h: framing.disagreements(h, MENTIONS, CORPUS, coded="all"),
    "corrected_scores": lambda h: framing.corrected_scores(h, LABELS, CORPUS, FRAMES, draws=20),
    "coding_sheet": lambda h: framing.coding_sheet(CORPUS, h, FRAMES.frame_names, sample=4),
    "sheet_weights": lambda h: framing.sheet_weights(LABELS, CORPUS, h, sample=20).reset_index(),
    "unit_labels": lambda h: framing.unit_labels(mentions(h), CORPUS, coded="all").reset_index(),
    "coded_scores": lambda h: framing.coded_scores(mentions(h), CORPUS, coded="all"),
    "report": lambda h: framing.report(without_others(h), CORPUS, FRAMES).html,
    # Of these each row goes with a row of the hits.
    "kwic": lambda h: framing.kwic(h, CORPUS),
    "add_voice": lambda h: add_voice(h, CORPUS)[[*HITS]],
    "as_coder": lambda h: framing.as_coder(h, "A"),
    "read_article": lambda h: framing.read_article(CORPUS["1"], h).html,
}
BY_ROW = ("kwic", "add_voice", "as_coder")
EXPECTED = {}


def mentions(hits):
    """Hits as a table of mentions that somebody made of them."""
    plain = isinstance(hits, pd.DataFrame) and hits.columns.nlevels == 1
    return hits.assign(coder="A") if plain else hits


def without_others(hits):
    """Hits without columns that the report would show too."""
    return hits[[name for name in HITS if name in hits.columns]] if isinstance(hits, pd.DataFrame) else hits


def read_json(table, **options):
    return pd.read_json(io.StringIO(table.reset_index(drop=True).to_json(orient="records")), **options)


def read_csv(table, *, index=False, **options):
    return pd.read_csv(io.StringIO(table.to_csv(index=index)), **options)


def in_parquet(table, **options):
    stream = io.BytesIO()
    table.to_parquet(stream)
    return pd.read_parquet(stream, **options)


def texts(table):
    return [name for name in table.columns if name not in ("start", "end", "paragraph", "sentence")]


FORMS = {
    "CSV": read_csv,
    "CSV with an index": lambda t: read_csv(t, index=True),
    "CSV of Arrow types": lambda t: read_csv(t, dtype_backend="pyarrow"),
    "CSV, all text": lambda t: read_csv(t, dtype=str),
    "CSV, no missing": lambda t: read_csv(t, keep_default_na=False),
    "CSV of nullable types": lambda t: read_csv(t, dtype_backend="numpy_nullable"),
    "JSON": read_json,
    "JSON, nothing guessed": lambda t: read_json(t, dtype=False),
    "Parquet": in_parquet,
    "Parquet of Arrow types": lambda t: in_parquet(t, dtype_backend="pyarrow"),
    "Polars": lambda t: pl.from_pandas(t.astype({"section": "str"})).to_pandas(),
    "doc_id in the index": lambda t: t.set_index("doc_id"),
    "doc_id in both": lambda t: t.set_index("doc_id", drop=False),
    "doc_id and frame in the index": lambda t: t.set_index(["doc_id", "frame"]),
    "any index": lambda t: t.set_axis(np.arange(len(t))[::-1] * 7),
    "an index of equal labels": lambda t: t.set_axis([0] * len(t)),
    "grouped and put together": lambda t: pd.concat([own for _, own in t.groupby("doc_id", sort=False)]),
    "filtered": lambda t: t[t["start"] >= 0].query("end > 0"),
    "merged": lambda t: t.merge(CORPUS.metadata.reset_index(), on="doc_id", how="left"),
    "merged the other way": lambda t: pd.DataFrame({"doc_id": ["1", "2", "3"], "n": 1}).merge(t, on="doc_id"),
    "categories": lambda t: t.astype(dict.fromkeys(texts(t), "category")),
    "objects": lambda t: t.astype(object),
    "nullable": lambda t: t.convert_dtypes(),
    "strings of Python": lambda t: t.astype({"doc_id": "string[python]", "frame": "string[python]"}),
    "offsets as floats": lambda t: t.astype(dict.fromkeys(["start", "end", "sentence", "paragraph"], float)),
    "offsets as text": lambda t: t.astype(dict.fromkeys(["start", "end", "sentence", "paragraph"], str)),
    "offsets as decimals": lambda t: t.assign(start=t["start"].map(Decimal)),
    "small integers": lambda t: t.astype({"start": "uint16", "end": "int32"}),
    "ids as whole numbers": lambda t: t.astype({"doc_id": int}),
    "ids as floats": lambda t: t.astype({"doc_id": float}),
    "ids as text of floats": lambda t: t.assign(doc_id=t["doc_id"] + ".0"),
    "nothing as missing": lambda t: t.replace("", np.nan),
    "nothing as None": lambda t: t.astype(object).replace("", None),
    "truth as text": lambda t: t.assign(scare_quoted=t["scare_quoted"].astype(str)),
    "other columns first": lambda t: t[t.columns[::-1]],
}


@pytest.mark.filterwarnings("ignore:Downcasting")
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", FUNCTIONS)
def test_hits_as_they_come_back(name, form):
    """Whatever became of the table, the result is that of the table as it was made."""
    if form == "ids as text of floats" and name in ALONE:
        pytest.skip("without a corpus, 1.0 may be an id")
    function = FUNCTIONS[name]
    expected = EXPECTED.setdefault(name, function(HITS))
    same(function(FORMS[form](HITS)), expected)


CODED = pd.concat([MENTIONS, MENTIONS[2:].assign(coder="B")], ignore_index=True)
OF_MENTIONS = {
    "coded_scores": lambda m: framing.coded_scores(m, CORPUS, coded="all"),
    "unit_labels": lambda m: framing.unit_labels(m, CORPUS, coded="all").reset_index(),
    "consensus": framing.consensus,
    "span_agreement": lambda m: framing.span_agreement(m, CORPUS, coded="all", draws=20),
    "accuracy": lambda m: framing.accuracy(HITS, m, CORPUS, coded="all", draws=20),
    "disagreements": lambda m: framing.disagreements(HITS, m, CORPUS, coded="all"),
    "validate_voices": lambda m: framing.validate_voices(m, CORPUS),
    "voice_agreement": lambda m: framing.voice_agreement(m, CORPUS),
    "overview": lambda m: framing.overview(HITS, CORPUS, FRAMES, mentions=m, coded="all", draws=20),
}


@pytest.mark.parametrize("form", ["CSV", "CSV, all text", "JSON", "Parquet", "doc_id in the index", "ids as floats"])
@pytest.mark.parametrize("name", OF_MENTIONS)
def test_mentions_as_they_come_back(name, form):
    """The same holds for the marks of coders, with whether they count as text or not."""
    function, table = OF_MENTIONS[name], FORMS[form](CODED)
    same(function(table.assign(counted=table["counted"].astype(str))), function(CODED))


def test_labels_as_they_come_back():
    """Labels from a file correct scores as they did."""
    read = read_csv(LABELS, index=True)
    same(framing.corrected_scores(HITS, read, CORPUS, FRAMES, draws=20), FUNCTIONS["corrected_scores"](HITS))
    same(framing.sheet_weights(read, CORPUS, HITS, sample=20).reset_index(), FUNCTIONS["sheet_weights"](HITS))


@pytest.mark.parametrize("name", [name for name in FUNCTIONS if name not in BY_ROW])
def test_the_order_of_hits_does_not_matter(name):
    """Shuffled hits give the same result."""
    function = FUNCTIONS[name]
    if name == "report":
        pytest.skip("its hit table is in the order given")
    same(function(HITS.sample(frac=1, random_state=3)), function(HITS))


def same(found, expected):
    if isinstance(expected, str):
        assert found == expected
    else:
        assert_frame_equal(found.reset_index(drop=True), expected.reset_index(drop=True))


WRONG = {
    "half an offset": (lambda h: h.assign(start=h["start"] + 0.5), "expected a whole number as 'start', found"),
    "no offset": (lambda h: h.assign(start=h["start"].where(h["start"] > 9)), "expected a whole number as 'start'"),
    "two columns of a name": (lambda h: pd.concat([h, h[["frame"]]], axis=1), "two columns called 'frame'"),
    "no frame": (lambda h: h.assign(frame=None), "have no frame in row 1"),
    "lists": (lambda h: h.assign(pattern=[["x"]] * len(h)), "expected text in the column 'pattern', found lists"),
    "levels of columns": (lambda h: pd.concat({"x": h}, axis=1), "columns of 2 levels"),
    "a lexicon": (lambda _: FRAMES, "found a Lexicon"),
    "a path": (lambda _: "hits.csv", "found the text 'hits.csv'"),
    "nothing": (lambda _: None, "found None"),
    "Polars": (lambda h: pl.from_pandas(h.astype({"section": "str"})), r"found a DataFrame of Polars \(its .to_pandas"),
    "a column": (lambda h: h["doc_id"], "found a Series"),
}
# Of another corpus or lexicon, for the functions that are told which.
STRANGE = {
    "another id": (lambda h: h.assign(doc_id="9"), "unknown doc_id '9'"),
    "no id": (lambda h: h.assign(doc_id=np.nan), "have no doc_id in row 1"),
    "beyond the text": (lambda h: h.assign(start=h["start"] + 500, end=h["end"] + 500), "no stretch of its"),
    "another text": (lambda h: h.assign(text="gate"), "have 'gate' at"),
    "moved": (lambda h: h.assign(start=h["start"] + 1), "where the text has"),
}
# What means something else to a function: patterns, no hits, places of whatever it is.
OTHERWISE = {("kwic", "a path"), ("kwic", "a column"), ("top_speakers", "nothing"), ("add_voice", "no frame")}
# Without a corpus nobody can tell.
ALONE = ("shared_sentences", "stance_table", "as_coder")


@pytest.mark.parametrize("kind", WRONG)
@pytest.mark.parametrize("name", FUNCTIONS)
def test_what_is_no_table_of_hits(name, kind):
    """What cannot be hits is refused, and the message says what was found."""
    if (name, kind) in OTHERWISE:
        pytest.skip("means something else here")
    change, message = WRONG[kind]
    with pytest.raises(FramingError, match=message):
        FUNCTIONS[name](change(HITS))


@pytest.mark.parametrize("kind", STRANGE)
@pytest.mark.parametrize("name", [name for name in FUNCTIONS if name not in (*ALONE, "read_article")])
def test_hits_of_another_corpus(name, kind):
    """Hits that are not of this corpus are refused by whoever is given one, and never counted as none."""
    change, message = STRANGE[kind]
    with pytest.raises(FramingError, match=message):
        FUNCTIONS[name](change(HITS))


@pytest.mark.parametrize(
    "name",
    [
        *("frame_scores", "pattern_counts", "voice_scores", "stance_table", "stance_intervals", "bootstrap_scores"),
        *("compare_articles", "frame_positions", "dispersion", "overview", "corrected_scores", "report"),
    ],
)
def test_hits_of_another_lexicon(name):
    """A frame or pattern that the lexicon does not have, or has elsewhere, is refused."""
    for change, message in (
        ({"frame": "war"}, "unknown frame 'war'"),
        ({"pattern": "war"}, "a pattern 'war' of the frame '(game|border)'"),
        ({"category": "war"}, "in the category 'war', this lexicon has it in"),
    ):
        with pytest.raises(FramingError, match=message):
            FUNCTIONS[name](HITS.assign(**change))


@pytest.mark.parametrize("change", [{"sentence": 0}, {"paragraph": 0}])
def test_units_of_another_reading(change):
    """Sentences and paragraphs are those of the corpus, wherever they are counted."""
    hits, unit = HITS.assign(**change), next(iter(change))
    with pytest.raises(FramingError, match=rf"which is {unit} \d here\. Find the hits in this corpus"):
        framing.actor_frames(hits, hits, CORPUS, unit=unit, draws=10)


SWAPPED = [
    (lambda: framing.frame_scores(CORPUS, HITS, FRAMES), "hits to be .*found a Corpus. The order is: hits, corpus, l"),
    (lambda: framing.frame_scores(HITS, FRAMES, CORPUS), "corpus to be .*found a Lexicon"),
    (lambda: framing.frame_scores(HITS, CORPUS, None), "lexicon to be .*found None"),
    (lambda: framing.frame_scores(HITS, CORPUS, "security"), "lexicon to be .*found the text 'security'"),
    (lambda: find_hits("x.jsonl", FRAMES), "corpus to be .*found the text 'x.jsonl'. The order is: corpus, lexicon"),
    (lambda: find_hits(FRAMES, CORPUS), "corpus to be .*found a Lexicon"),
    (lambda: framing.read_article("1", HITS), r"document to be .*such as corpus\['text1'\]; found the text '1'"),
    (lambda: framing.read_article(CORPUS["1"], CORPUS), "hits to be .*found a Corpus"),
    (lambda: framing.kwic(CORPUS, HITS), "hits to be .*found a Corpus"),
    (lambda: framing.kwic("border", TEXTS), "corpus to be .*found a list"),
    (lambda: framing.coding_sheet(HITS, CORPUS, ["game"]), "The order is: corpus, hits"),
    (lambda: framing.accuracy(HITS, CORPUS, MENTIONS), "mentions to be .*found a Corpus"),
    (lambda: framing.actor_frames(HITS, CORPUS, HITS), "actor_hits to be .*found a Corpus"),
    (lambda: framing.load_mentions(FRAMES), "corpus to be"),
    (lambda: framing.list_voices(TEXTS), "corpus to be"),
    (lambda: framing.voice_shares("x"), "corpus to be"),
    (lambda: framing.leave_one_out(FRAMES, CORPUS), "corpus to be"),
    (lambda: framing.document_term_matrix(TEXTS), "corpus to be"),
    (lambda: framing.confounds(TEXTS, "outlet"), "expected a Corpus"),
    (lambda: framing.rejected(FRAMES, CORPUS), "corpus to be"),
    (lambda: framing.reporting_verbs(CORPUS), "voices to be"),
    (lambda: framing.keyness(HITS["doc_id"]), "expected a Corpus, a DataFrame"),
    (lambda: framing.similarity_bands(TEXTS), "corpus to be"),
    (lambda: framing.divergence_floor(TEXTS), "corpus to be"),
    (lambda: framing.divergence(CORPUS), "dtm to be"),
    (lambda: framing.consensus(CORPUS), "mentions to be"),
    (lambda: framing.speaker_frames(HITS, CORPUS, "actors"), "actors to be"),
    (lambda: framing.specifications(FRAMES, CORPUS, None), "corpus to be"),
]


@pytest.mark.parametrize("number", range(len(SWAPPED)))
def test_arguments_that_were_swapped(number):
    """One sentence says which argument is something else, and in which order they are."""
    call, message = SWAPPED[number]
    with pytest.raises(FramingError, match=message):
        call()
