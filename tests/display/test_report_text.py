"""The text of a report: all of the article, every hit once, and elements that nest."""

from html.parser import HTMLParser
from itertools import pairwise

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from framing import Corpus, Document, Lexicon
from framing.display.report_parts import frames_of
from framing.display.report_text import Texts
from framing.text.document import Range

LEXICON = Lexicon.from_dict({"<f>": ["a"], "g": ["b"]})
COLUMNS = ["doc_id", "frame", "pattern", "start", "end", "parts"]


class Reading(HTMLParser):
    """The text without letters and remarks, the ids and letters of hits, the words under each mark."""

    def __init__(self, html):
        super().__init__()
        self.open, self.text, self.ids, self.letters, self.under = [], "", [], [], {}
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        """Go into an element."""
        attributes = dict(attrs)
        self.ids += [attributes["id"]] if "id" in attributes else []
        if tag != "br":
            self.open.append((tag, attributes))

    def handle_endtag(self, tag):
        """Leave it; it must be the last opened."""
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        """Keep text with what lies over it."""
        tags = [tag for tag, _ in self.open]
        if "sup" in tags:
            self.letters.append(int(self.open[-1][1]["data-l"]))
        elif not {"summary", "em"} & {*tags} and tags:
            self.text += data
            for tag, attributes in self.open:
                for row in attributes.get("data-h", "").split() if tag == "mark" else ():
                    self.under[int(row)] = self.under.get(int(row), "") + data


@st.composite
def articles(draw):
    text = draw(st.text(st.sampled_from("ab \n“”&<."), min_size=1, max_size=60).filter(lambda text: "a" in text))
    edges = st.lists(st.integers(0, len(text)), min_size=2, max_size=2, unique=True).map(sorted)
    hits = [("x", f, f, *edge, "") for f, edge in draw(st.lists(st.tuples(st.sampled_from(["<f>", "g"]), edges)))]
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=5)))
    ranges = [Range(*pair) for pair in pairwise(cuts)]
    return Document("x", text, {}, ranges[::2], ranges[1::2]), pd.DataFrame(hits, columns=COLUMNS)


@given(articles())
def test_nothing_is_lost_or_added(article):
    """Whatever lies over a text: all of it is there, and each hit has one id and its own words under it."""
    document, hits = article
    texts = Texts.of(hits, Corpus([document], "keep"), frames_of(LEXICON))
    read = Reading(texts.html[0])

    def solid(text):
        return "".join(text.split())

    assert solid(read.text) == solid(document.text)
    # A hit of nothing but blank lines has no place on the page.
    there = [row for row, hit in hits.iterrows() if hit["start"] in _printed(document.text)]
    assert {f"h{row}" for row in there} <= set(read.ids)
    assert len(read.ids) == len(set(read.ids))
    for row in there:
        hit = hits.loc[row]
        assert solid(read.under[row]) == solid(document.text[hit["start"] : hit["end"]])


def _printed(text):
    """The places of a text that are not blank."""
    return {place for place, character in enumerate(text) if not character.isspace()}
