"""An article in colour: all of its text, every hit, every voice, and nothing that could run."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.colors import to_rgb

from framing import (
    Document,
    FramingError,
    Lexicon,
    Voice,
    find_hits,
    find_voices,
    load_lexicon,
    load_seeds,
    read_corpus,
)
from framing.display.reader import read_article
from framing.text.document import Range

COLUMNS = ["doc_id", "frame", "pattern", "start", "end"]
TEXT = "“A new game at the border,” said Ann. By Bob"
#       012345678901234567890123456789


class Reading(HTMLParser):
    """The article's text without the letters, the elements over each stretch of it, and the letters."""

    def __init__(self, fragment):
        super().__init__()
        self.open, self.text, self.runs, self.letters = [], "", [], []
        self.feed(fragment)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        """Go into an element."""
        if tag != "br":
            self.open.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        """Leave it; it must be the last opened."""
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        """Keep text with what lies over it."""
        tags = [tag for tag, _ in self.open]
        if "sup" in tags and "article" in tags:
            self.letters.append(data)
        elif "article" in tags:
            self.text += data
            self.runs.append((data, self.open.copy()))

    def over(self, words, tag):
        """The attributes of the elements over some words."""
        return next([attrs for name, attrs in path if name == tag] for run, path in self.runs if run == words)


def reading(*hits, voices=(), text=TEXT, **ranges):
    table = pd.DataFrame([("a", *hit) for hit in hits], columns=COLUMNS)
    return Reading(read_article(Document("a", text, {}, **ranges), table, voices)._repr_html_())


def voice(start, end, kind="direct", cue=None):
    return Voice(start, end, kind, "speech", "Ann <b>", cue, "rule", 0.5)


def luminance(colour):
    """How light a colour is (WCAG)."""
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def shown(text):
    return "".join("\ufffd" if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in text if c not in "\r\n")


@st.composite
def articles(draw):
    text = draw(st.text(st.characters() | st.sampled_from("\n\r\0<&\"' a"), min_size=1, max_size=60))
    edges = st.lists(st.integers(0, len(text)), min_size=2, max_size=2, unique=True).map(sorted)
    hits = [("a", f, f, *edge) for f, edge in draw(st.lists(st.tuples(st.sampled_from(["<f>", "g", "é"]), edges)))]
    kinds = st.sampled_from(["direct", "indirect", "author"])
    voices = [voice(*edge, kind, cue) for edge, kind, cue in draw(st.lists(st.tuples(edges, kinds, st.none() | edges)))]
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=5)))
    ranges = [Range(*pair) for pair in pairwise(cuts)]
    return Document("a", text, {}, ranges[::2], ranges[1::2]), pd.DataFrame(hits, columns=COLUMNS), voices


@given(articles())
def test_nothing_is_lost_or_added(article):
    """Whatever the text, its hits and voices: the fragment holds the text, and a letter for each hit."""
    read = Reading(read_article(*article)._repr_html_())

    assert read.text == shown(article[0].text)
    assert len(read.letters) == len(article[1])


def test_a_folded_article_is_whole():
    """Folded, only its name and counts are seen, by its id where it has no name; opened it is the same article."""
    hits = pd.DataFrame([("a", "game", "p", 3, 11)], columns=COLUMNS)
    for metadata, name in (({}, "a"), ({"name": "Gazette 2021"}, "Gazette 2021"), ({"name": float("nan")}, "a")):
        document = Document("a", TEXT, metadata)
        article, folded = (read_article(document, hits, fold=fold) for fold in (False, True))
        summary = f"<summary>{name}: 1 hit, {article.voices} voice"
        assert re.fullmatch(rf"<details[^>]*>{summary}.*", folded.html, flags=re.DOTALL)
        assert article.html in folded.html
        assert summary not in article.html


@pytest.mark.parametrize("boilerplate", ["drop", "keep"])
def test_the_seeds(boilerplate):
    """Each article of the study can be read, whole, with all its hits."""
    corpus = load_seeds(boilerplate=boilerplate)
    hits = find_hits(corpus, load_lexicon())
    for document in corpus:
        voices = find_voices(document.text)
        article = read_article(document, hits, voices)
        n = int((hits["doc_id"] == document.doc_id).sum())

        assert Reading(article.html).text == shown(document.text)
        assert repr(article) == f"{document.metadata['name']}: {n} hits, {len(voices)} voices"
        assert article == read_article(document, hits, voices)


def test_overlapping_frames_both_show():
    """Where two frames overlap the background is striped, and the hover text names both."""
    read = reading(("f", "new game", 3, 11), ("g", "game at", 7, 14))
    (style,) = read.over("game", "mark")
    (title,) = read.over("game", "span")

    assert "gradient" in style["style"]
    assert "gradient" not in read.over("new ", "mark")[0]["style"]
    assert "new game" in title["title"]
    assert "game at" in title["title"]
    assert read.letters == ["F", "G"]


def test_the_parts_of_a_near_stand_out():
    """Of a near the words that made it are bold and tinted as any hit, what lies between them is paler."""
    hits = pd.DataFrame([("a", "f", "n", 3, 11, "3-6 7-11"), ("a", "f", "p", 19, 25, "")], columns=[*COLUMNS, "parts"])
    article = read_article(Document("a", TEXT), hits, [])
    read = Reading(article.html)
    part, between, whole = (read.over(words, "mark")[0]["style"] for words in ("new", " ", "border"))

    assert read.over("game", "b")
    assert "b" not in [tag for run, path in read.runs if run == "border" for tag, _ in path]
    assert part == whole != between
    assert luminance(between.split(":")[1][:7]) > luminance(part.split(":")[1][:7])
    assert "parts: new … game" in read.over("game", "span")[0]["title"]
    assert "the parts of a near" in article.html
    assert "the parts of a near" not in read_article(Document("a", TEXT), hits[1:], []).html


def test_nested_voices_both_show():
    """Of nested voices each has its line, the inner one's above; hover text tells the inner one first."""
    read = reading(voices=[voice(0, 37, "indirect"), voice(0, 27)])
    outer, inner = read.over("“A new game at the border,”", "u")

    assert "dashed" in outer["style"]
    assert "solid" in inner["style"]
    assert "padding-bottom:4px" in outer["style"]
    assert read.over("“A new game at the border,”", "span")[0]["title"].startswith("voice: direct (speech)")
    assert "Ann <b>" in read.over(" said Ann.", "span")[0]["title"]


def test_cue_headline_and_boilerplate():
    """Cue words are italic, the headline strong, boilerplate small; a hit shows in any of them."""
    read = reading(
        ("f", "bob", 41, 44),
        voices=[voice(0, 27, cue=(28, 32))],
        headline=(Range(0, 27),),
        boilerplate=(Range(38, 44),),
    )

    assert read.over("said", "i")
    assert read.over("“A new game at the border,”", "strong")
    assert read.over("Bob", "small")
    assert read.over("Bob", "mark")


def test_lines_of_boilerplate_fold():
    """Lines of boilerplate fold behind their first one, unless a hit lies among them."""
    document = Document("a", "By me\n\nToday\nIt begins.", {}, (), (Range(0, 12),))
    hits = pd.DataFrame([("a", "f", "today", 7, 12)], columns=COLUMNS)

    folded = read_article(document, hits[:0], [])._repr_html_()
    assert "<summary><small" in folded
    assert "Today</small></details><p" in folded.replace("\n", "")
    assert " open><summary>" in read_article(document, hits, [])._repr_html_()


def test_line_breaks():
    """A line break ends a paragraph, unless a small letter after it goes on with the sentence."""
    html = read_article(Document("a", "\n One\ntwo\r\nThree\n\nfour\n \n"), pd.DataFrame(columns=COLUMNS), []).html

    assert html.count("<p ") == 3
    assert " One<br>two</p>" in html


def test_stance_shows_without_hover():
    """A distanced or negated mention is marked; the legend says how; the columns are in the hover text."""
    table = pd.DataFrame(
        [("a", "f", "game", 7, 11, "negates", "not"), ("a", "f", "border", 19, 25, "endorses", None)],
        columns=[*COLUMNS, "stance", "stance_cue"],
    )
    article = read_article(Document("a", TEXT), table, [])
    read = Reading(article.html)

    assert read.letters == ["F·n", "F"]
    assert "<b>·n</b> negates" in article.html
    assert "distances" not in article.html
    assert read.over("game", "span")[0]["title"].endswith("stance: negates\nstance cue: not")
    assert read.over("border", "span")[0]["title"].endswith("stance: endorses")


@pytest.mark.parametrize("colour", ["#000000", "#0072b2", "red", "navy"])
def test_highlighted_text_is_readable(colour):
    """The darkest colour makes a highlight that text stands out from (WCAG: 4.5 to 1)."""
    hits = pd.DataFrame([("a", "f", "game", 7, 11)], columns=COLUMNS)
    article = read_article(Document("a", TEXT), hits, [], colors={"f": colour})
    tint = Reading(article.html).over("game", "mark")[0]["style"].split(";")[0].removeprefix("background-color:")

    assert (luminance(tint) + 0.05) / (luminance("#222") + 0.05) >= 4.5


def test_a_frame_keeps_its_colour():
    """A frame looks the same in every article of one table, whether the others occur there or not."""
    table = pd.DataFrame([("b", "e", "new", 3, 6), ("a", "f", "game", 7, 11), ("b", "f", "game", 7, 11)])
    table.columns = COLUMNS
    styles = [Reading(read_article(Document(d, TEXT), table, []).html).over("game", "mark") for d in "ab"]

    assert styles[0] == styles[1]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"hits": pd.DataFrame(columns=["doc_id", "frames", "pattern", "start", "end"])}, "did you mean 'frames'"),
        ({"hits": pd.DataFrame([("a", "f", "x", 3, 99)], columns=COLUMNS)}, "hit 3–99 is empty or leaves the text"),
        ({"hits": pd.DataFrame([("a", "f", "x", 3, 5, "?")], columns=[*COLUMNS, "text"])}, "reads '\\?'"),
        ({"hits": pd.DataFrame([("a", "f", "x", 3, 6, "3-9")], columns=[*COLUMNS, "parts"])}, "has the parts '3-9'"),
        ({"hits": pd.DataFrame([("a", "f", "x", 3, 6, "3")], columns=[*COLUMNS, "parts"])}, "has the parts '3'"),
        ({"voices": [voice(3, 99)]}, "voice 3–99 is empty or leaves the text"),
        ({"voices": [voice(3, 9, "loud")]}, "unknown voice 'loud'"),
        ({"colors": {"g": "red"}}, "unknown frame 'f'"),
        ({"colors": {"f": "rot"}}, "'rot' is no colour"),
    ],
)
def test_what_does_not_fit_is_refused(change, message):
    """Missing columns, places outside the text and unusable colours are named."""
    hits = pd.DataFrame([("a", "f", "game", 7, 11)], columns=COLUMNS)
    with pytest.raises(FramingError, match=message):
        read_article(Document("a", TEXT), **({"hits": hits, "voices": []} | change))


def test_the_legend_has_the_order_and_labels_of_the_lexicon():
    """Frames stand as in every table and figure, the one that was not found among them."""
    lexicon = Lexicon.from_dict({"z_game": ["game"], "front": ["front"], "aid": ["aid"]})
    corpus = read_corpus(["A game of aid."])
    page = read_article(corpus["text1"], find_hits(corpus, lexicon), lexicon=lexicon).html
    assert re.findall(r"<mark[^>]*padding[^>]*>([^<]*)<", page) == ["z game", "front", "aid"]
