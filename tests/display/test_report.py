"""The report: one page from which every number can be checked, and in which nothing but its own script runs."""

import hashlib
import json
import re
from html.parser import HTMLParser

import pandas as pd
import pytest

from framing import (
    Corpus,
    Document,
    FramingError,
    Lexicon,
    add_voice,
    find_hits,
    load_lexicon,
    load_mentions,
    load_seeds,
    overview,
    read_corpus,
    report,
)
from framing.display.report import MANY
from framing.text.document import Range

LEXICON = Lexicon.from_dict({"game": ["game*"], "border": ["border*"]}, name="small")
CORPUS = read_corpus(
    pd.DataFrame(
        {
            "doc_id": ["a", "b"],
            "text": ["A game. “The border is closed,” Anna Berg said.", "No word of it."],
            "title": ["First", "Second"],
        }
    )
)
HITS = add_voice(find_hits(CORPUS, LEXICON), CORPUS)
SEEDS, SEED_LEXICON = load_seeds(), load_lexicon()
SEED_HITS = add_voice(find_hits(SEEDS, SEED_LEXICON), SEEDS)
SEED_PAGE = report(SEED_HITS, SEEDS, SEED_LEXICON).html


class Page(HTMLParser):
    """A page as a browser reads it: its elements in order, with their text."""

    def __init__(self, html):
        super().__init__()
        self.elements, self._open = [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        """Begin an element."""
        self.elements.append([tag, dict(attrs), ""])
        if tag not in ("meta", "link", "br", "input", "line", "circle", "rect"):
            self._open.append(self.elements[-1])

    def handle_startendtag(self, tag, attrs):
        """Note an element without content."""
        self.elements.append([tag, dict(attrs), ""])

    def handle_endtag(self, tag):
        """End an element; it must be the last begun."""
        if self._open[-1][0] == tag:
            self._open.pop()

    def handle_data(self, data):
        """Add text to all elements around it."""
        for element in self._open:
            element[2] += data

    def all(self, tag, **attributes):
        """The elements with such a tag and attributes: (attributes, text)."""
        return [(a, text) for t, a, text in self.elements if t == tag and attributes.items() <= a.items()]


def held(html, name):
    """The data of a page by their name."""
    return json.loads(Page(html).all("script", id=name)[0][1])


def as_table(data):
    return pd.DataFrame(data["rows"], columns=data["columns"])


def test_the_hit_table_is_in_the_page():
    """Every column and value of the hits can be read from the page, in their order."""
    expected = SEED_HITS.astype({"section": "str"})
    pd.testing.assert_frame_equal(as_table(held(SEED_PAGE, "report-hits")), expected, check_dtype=False)


def test_the_overview_is_on_top():
    """Each row of the overview stands in the first table: hits, words, rate, interval, voices, doubted."""
    top = SEED_PAGE[: SEED_PAGE.index('id="work"')]
    rows = [re.findall(r"<td.*?>(.*?)</td>", row) for row in re.findall(r"<tr>(.*?)</tr>", top)[1:]]

    for cells, row in zip(rows, overview(SEED_HITS, SEEDS, SEED_LEXICON).to_dict("records"), strict=True):
        author, others = (row[side] + row[f"{side}, doubted"] for side in ("author", "others"))
        assert cells[1:7] == [
            f"{row['hits']}",
            f"{row['n_tokens']:,}",
            f"{row['per_1000']:.1f}",
            f"{row['low']:.1f}–{row['high']:.1f}",
            f"{author:.0f} : {others:.0f}",
            f"{row['author, doubted'] + row['others, doubted']:.0f}",
        ]
        assert cells[7] == (f"{row['speaker']} ({row['speaker_count']:.0f})" if row["speaker"] else "–")


def test_coders_stand_beside_the_lexicon():
    """With marks of coders the table has their mean, their rate and its range, beside the lexicon's own numbers."""
    mentions = load_mentions(SEEDS)
    page = report(SEED_HITS, SEEDS, SEED_LEXICON, mentions=mentions).html
    top = page[: page.index('id="work"')]
    table = overview(SEED_HITS, SEEDS, SEED_LEXICON, mentions=mentions)

    assert "Coders’ marks" in top
    assert "Coders’ marks" not in SEED_PAGE
    row = table.iloc[0]
    assert f'<td class="n">{row["per_1000"]:.1f}</td><td class="n">{row["low"]:.1f}–{row["high"]:.1f}</td>' in top
    assert f'<td class="n">{row["lexicon"]:.1f}</td>' in top
    assert held(page, "report-parameters")["mentions"] == len(mentions)


def test_each_hit_has_a_mark_that_leads_to_it():
    """In the figure there is a link for each hit, and in the texts one place that it leads to, with a letter."""
    page = Page(SEED_PAGE)
    links = [attributes["href"] for attributes, _ in page.all("a") if "data-h" in attributes]
    places = [
        attributes["id"] for tag, attributes, _ in page.elements if re.fullmatch(r"h\d+", attributes.get("id", ""))
    ]
    letters = [int(attributes["data-l"]) for attributes, _ in page.all("sup") if "data-l" in attributes]

    assert sorted(links) == sorted(f"#{place}" for place in places) == sorted(f"#h{n}" for n in range(len(SEED_HITS)))
    assert sorted(letters) == list(range(len(SEED_HITS)))
    ids = [attributes["id"] for _, attributes, _ in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_a_mark_lies_on_its_words():
    """What a mark of the text holds is what the hit table says of it."""
    for attributes, text in Page(report(HITS, CORPUS, LEXICON).html).all("mark"):
        assert text.startswith(HITS.loc[int(attributes["data-h"]), "text"])


def test_the_same_input_gives_the_same_bytes():
    """Nothing in a page depends on when, where or how often it is made."""
    assert report(SEED_HITS, SEEDS, SEED_LEXICON).html == SEED_PAGE


def test_it_says_what_it_was_made_of(tmp_path):
    """Versions, names, hashes, options and counts can be read by people and by programs; paths are nowhere."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"A game.")
    page = report(SEED_HITS, SEEDS, SEED_LEXICON, inputs=[folder], options={"nested_scope": "frame"}).html
    said = held(page, "report-parameters")
    digest = hashlib.sha256(b"A game.").hexdigest()

    assert (said["lexicon"]["name"], said["lexicon"]["sha256"]) == (SEED_LEXICON.name, SEED_LEXICON.sha256)
    assert said["lexicon"]["version"] == SEED_LEXICON.version != ""
    assert (said["corpus"]["sha256"], said["corpus"]["tokens"]) == (SEEDS.sha256, SEEDS.n_tokens.sum())
    assert (said["hits"], said["options"]) == (len(SEED_HITS), {"nested_scope": "frame"})
    assert said["inputs"] == [{"file": "texts/a.txt", "sha256": digest}]
    assert f"<dt>inputs · file texts/a.txt · sha256</dt><dd>{digest}</dd>" in page
    assert str(tmp_path) not in page


def test_nothing_comes_from_elsewhere():
    """No address, no style or script that the page does not hold itself, and the browser is told to see to it."""
    page = Page(SEED_PAGE)
    (policy,) = (attributes["content"] for attributes, _ in page.all("meta") if "http-equiv" in attributes)
    links = [attributes.get("href", attributes.get("src", "#")) for _, attributes, _ in page.elements]

    assert policy.startswith("default-src 'none'")
    assert all(link.startswith("#") or link == "data:," for link in links)
    assert not any("style" in attributes or "onclick" in attributes for _, attributes, _ in page.elements)


def test_a_study_is_a_small_file():
    """The five articles are well below a megabyte, and a word costs less than 15 MB for 1,000 articles of 600 words."""
    fixed = len(report(HITS, CORPUS, LEXICON).html.encode())

    assert len(SEED_PAGE.encode()) < 500_000
    assert (len(SEED_PAGE.encode()) - fixed) / SEEDS.n_tokens.sum() < 15_000_000 / 600_000


def test_many_articles_begin_with_a_summary():
    """Of many articles all together come first; each stands in a folded table, and has its marks above its text."""
    texts = {f"n{number:02}": "A game. The border." if number % 2 else "Nothing here." for number in range(MANY + 1)}
    corpus = read_corpus(pd.DataFrame({"doc_id": list(texts), "text": texts.values()}))
    html = report(add_voice(find_hits(corpus, LEXICON), corpus), corpus, LEXICON).html

    assert "10 of 21" in html[: html.index("<details>")]
    assert html.count("<details><summary>Each article and frame: 42 rows") == 1
    assert html.count('class="strip"') == 10  # of articles with a hit
    assert re.search(r'<article id="a1".*?<svg class="strip".*?</header>', html, flags=re.DOTALL)


def test_articles_are_called_as_readers_know_them():
    """By name, else by a title that no other has, else by id."""
    known = [{"name": "Gazette 2021", "title": "T"}, {"title": "Own"}, {"title": "T"}, {"title": None}]
    corpus = Corpus([Document(f"d{n}", "A game.", each) for n, each in enumerate(known)])
    page = Page(report(add_voice(find_hits(corpus, LEXICON), corpus), corpus, LEXICON).html)

    assert [text for _, text in page.all("h3")] == ["Gazette 2021", "Own", "d2", "d3"]


@pytest.mark.parametrize(
    ("boilerplate", "says"), [("drop", "not counted: 2 lines"), ("keep", "boilerplate, counted: 2 lines")]
)
def test_boilerplate_is_told_apart(boilerplate, says):
    """What is not counted is there to read, folded, and says so; or that it is counted after all."""
    document = Document("a", "A game.\n\nMenu\nLogin", {}, (), (Range(9, 19, "menu"),))
    corpus = Corpus([document], boilerplate)
    page = Page(report(add_voice(find_hits(corpus, LEXICON), corpus), corpus, LEXICON).html)

    (aside,) = (text for attributes, text in page.all("details") if attributes.get("class") == "aside")
    assert aside.startswith(says)
    assert aside.endswith("MenuLogin")


def test_unusual_characters():
    """NUL, the end of a script and half a character in texts and tables neither break the page nor the data in it."""
    corpus = Corpus([Document("a", "A game \0 </script><!-- of it.")])
    hits = add_voice(find_hits(corpus, LEXICON), corpus).assign(note="</script><!--")
    html = report(hits, corpus, LEXICON, options={"note": "\ud800"}).html

    html.encode("utf-8")
    assert as_table(held(html, "report-hits"))["note"].tolist() == ["</script><!--"]
    assert held(html, "report-parameters")["options"] == {"note": "\ud800"}
    assert "&lt;/script&gt;&lt;!-- of it." in html


def test_no_hit_at_all():
    """A lexicon that finds nothing gives a page that says so."""
    corpus = read_corpus(["No word of it."])
    made = report(add_voice(find_hits(corpus, LEXICON), corpus), corpus, LEXICON)

    assert repr(made).startswith("Report: 1 article, 0 hits, ")
    assert held(made.html, "report-hits")["rows"] == []


def test_hits_without_voice_are_refused():
    """Without voices there is no saying whose words a hit stands in; the message names what adds them."""
    with pytest.raises(FramingError, match=r"hits: unknown column 'voice'.*add_voice"):
        report(find_hits(CORPUS, LEXICON), CORPUS, LEXICON)
    with pytest.raises(FramingError, match=r"hits: unknown column 'position'.*find_hits"):
        report(HITS.drop(columns="position"), CORPUS, LEXICON)


def test_save(tmp_path):
    """A page is written whole, only where a page can be, and the path comes back."""
    made = report(HITS, CORPUS, LEXICON)
    path = made.save(tmp_path / "page.html")

    assert path.read_text("utf-8") == made.html
    for name, message in [("page.txt", "ends in .html"), ("no/page.html", "no folder"), ("", "ends in .html")]:
        with pytest.raises(FramingError, match=message):
            made.save(tmp_path / name)
    (tmp_path / "folder.html").mkdir()
    with pytest.raises(FramingError, match="is a folder"):
        made.save(tmp_path / "folder.html")
