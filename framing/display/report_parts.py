"""
The parts of a report's page: the answer on top, filters, figure, keys and articles, as HTML.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from framing.display.reader import letters_of, safe
from framing.display.reader_names import Names
from framing.display.report_figure import key, strip
from framing.display.report_tables import OVERVIEW, overview_table, summary_table
from framing.display.report_text import Frame, Texts
from framing.lexicon.frames import Lexicon
from framing.text.corpus import Corpus
from framing.voice.stance import STANCES
from framing.voice.voiced import WHOSE


def frames_of(lexicon: Lexicon) -> dict[str, Frame]:
    """Each frame by its name: its number, letter and label."""
    letters = letters_of(lexicon.frame_names)
    return {frame.name: Frame(n, letters[frame.name], frame.label) for n, frame in enumerate(lexicon)}


def names_of(corpus: Corpus, lexicon: Lexicon) -> dict[str, str]:
    """What to call each article: by its name, else by its title if no other has that, else by its id."""
    titles = [document.metadata.get("title") for document in corpus]
    called = Names(corpus, lexicon).articles
    return {
        doc_id: title if name == doc_id and isinstance(title, str) and titles.count(title) == 1 else name
        for (doc_id, name), title in zip(called.items(), titles, strict=True)
    }


def summary(hits: pd.DataFrame, corpus: Corpus, lexicon: Lexicon) -> str:
    """How much there is, in one sentence."""
    found = f"{counted(len(hits), 'hit')} of {counted(len(lexicon), 'frame')}"
    named = f" (lexicon {lexicon.name})" if lexicon.name else ""
    return f"{found}{named} in {counted(len(corpus), 'article')}, {int(corpus.n_tokens.sum()):,} words that count."


def answer(table: pd.DataFrame, names: Mapping[str, str], frames: Mapping[str, Frame], *, many: bool) -> str:
    """The overview as a table; of many articles first all together, then each, folded."""
    caption = "Hits, rates, and whose words they are"
    full = _scrolling(overview_table(table, names, frames, caption=caption), "Articles and frames", tall=many)
    if not many:
        return full + _notes(table, together=False)
    first = _scrolling(
        summary_table(table, frames, caption=f"All articles together. {caption}"), "All articles together"
    )
    return f"{first}<details><summary>Each article and frame: {len(table):,} rows</summary>{full}</details>" + _notes(
        table, together=True
    )


def _scrolling(table: str, label: str, *, tall: bool = False) -> str:
    return f'<div class="scroll{" tall" * tall}" tabindex="0" role="region" aria-label="{label}">{table}</div>'


def _notes(table: pd.DataFrame, *, together: bool) -> str:
    coders = bool((table["basis"] == "coders").any())
    many = "The median and the middle half are of the articles’ own rates. " if together else ""
    whose = "marks of the coders (their mean; hits, where nobody coded)" if coders else "hits"
    return (
        f'<p class="quiet">{many}The interval says how far a rate hangs on which paragraphs happen to stand in the text'
        f" ({OVERVIEW['draws']:,} draws). It says nothing of other articles of an outlet, and nothing of the errors of "
        "lexicon and voices. Without a hit it ends at the rate that may still hide in so short a text. Author\u00a0: "
        f"others counts in whose words the {whose} stand; what is imputed to somebody is the author’s word. Doubted "
        "are those that somebody denies or holds at a distance. "
        '<span class="hint">Filters do not change these numbers.</span></p>'
    )


def filters(hits: pd.DataFrame, frames: Mapping[str, Frame]) -> str:
    """What may be chosen of each column, each beside how many hits it has."""
    order = {"voice": WHOSE, "stance": STANCES}
    sets = [_choices("frame", {name: f"{frame.label} ({frame.letter})" for name, frame in frames.items()}, hits)]
    for column, known in order.items():
        there = set(hits[column].astype("str"))
        sets.append(
            _choices(column, {name: name for name in [*known, *sorted(there - {*known})] if name in there}, hits)
        )
    return "\n".join(sets)


def _choices(column: str, labels: Mapping[str, str], hits: pd.DataFrame) -> str:
    counts = hits[column].astype("str").value_counts()
    boxes = "".join(
        f'<label><input type="checkbox" name="{column}" value="{safe(name)}" checked> {safe(label)} '
        f'<span class="some">{counts.get(name, 0):,}</span></label>\n'
        for name, label in labels.items()
    )
    return f"<fieldset><legend>{column.capitalize()}</legend>{boxes}</fieldset>" if boxes else ""


def figure(texts: Texts, names: Mapping[str, str], frames: Mapping[str, Frame], *, many: bool) -> str:
    """The strips of all articles below each other; of many, where they are found."""
    if many:
        return f"<p>Each article has its row of marks above its text.</p>{key(list(frames.values()))}"
    rows = "".join(
        f'<li id="r{n}"><a href="#a{n}">{safe(name)}</a>{strip(texts.rows[n], frames, name=name)}</li>\n'
        for n, name in enumerate(names.values())
    )
    return f'{key(list(frames.values()))}<ul class="rows">{rows}</ul>'


def reading_key(frames: Mapping[str, Frame], corpus: Corpus) -> str:
    """What marks and lines in the texts mean."""
    marks = "".join(
        f'<li><span class="swatch k{frame.number}">{safe(frame.label)}<sup>{safe(frame.letter)}</sup></span></li>'
        for frame in frames.values()
    )
    voices = (
        '<li><u class="direct">direct (quoted)</u></li><li><u class="indirect">indirect (reported)</u></li>'
        '<li><u class="imputed">imputed (wanted, feared, planned)</u></li>'
        '<li><u class="author">author’s own, in quote marks</u></li><li><i>cue words</i></li>'
    )
    stances = "<li><b>·d</b> distances</li><li><b>·n</b> negates</li><li><b>·?</b> unclear</li>"
    aside = ""
    if any(document.boilerplate for document in corpus):
        does = "not counted" if corpus.boilerplate == "drop" else "counted"
        aside = f'<li class="quiet">small grey: boilerplate, {does}</li>'
    return (
        f'<ul class="key">{marks}{stances}{voices}{aside}</ul>'
        '<p class="hint">Point at a mark or a line, or go to it by keyboard, to see what is known of it. In a text, '
        "the left and right arrow keys go from hit to hit, with Shift also to voices; Escape closes what is shown.</p>"
    )


def article(
    n: int, corpus: Corpus, texts: Texts, names: Mapping[str, str], frames: Mapping[str, Frame], *, many: bool
) -> str:
    """One article with heading and text; of many, its strip above its text."""
    document = corpus.documents[n]
    name, doc_id = safe(names[document.doc_id]), safe(document.doc_id)
    marks = strip(texts.rows[n], frames, name=names[document.doc_id]) if many and texts.rows[n] else ""
    return (
        f'<article id="a{n}" aria-labelledby="n{n}" tabindex="-1" data-doc="{doc_id}"><header><h3 id="n{n}">{name}</h3>'
        f'<p class="quiet">{doc_id} · {int(corpus.n_tokens.iloc[n]):,} words · '
        f'<span class="count">{counted(len(texts.rows[n]), "hit")}</span></p>{marks}</header>\n'
        f'<div class="text">{texts.html[n]}</div></article>\n'
    )


def counted(number: int, what: str) -> str:
    """
    A number and what it counts.

    >>> counted(1, "hit"), counted(1200, "hit")
    ('1 hit', '1,200 hits')
    """
    return f"{number:,} {what}{'s' * (number != 1)}"
