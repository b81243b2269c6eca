"""
Openings of paragraphs to those that open turns: whether labels, dashes or questions make an interview of a text.

In go the paragraphs of a text, each with what opens it; out come the openings that hand over. A colon alone makes no
turn ("Note:", "Kabul:"): labels must come back, be a form of address, or stand before people who ask and answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from framing.voice.cues import words_of
from framing.voice.openings import INTERVIEWED, INTERVIEWER, Opening, addresses, asked_in, asks, talks, talks_alone

_LABELS = ("letter", "formal", "party", "name", "capitals")
_DENSE = 1 / 6  # of the paragraphs between the first label and the last have one
_SOME, _MOST = 1 / 3, 1 / 2  # of the turns ask or speak of "us", if labels come back, and if they do not


class Paragraph(NamedTuple):
    """A paragraph ``text[begin:stop]`` without the blanks behind it, its words, and what may open it as a turn."""

    begin: int
    stop: int
    first: int
    last: int
    opening: Opening | None


def labelled(text: str, paragraphs: Sequence[Paragraph]) -> dict[int, Opening]:
    """The labels that open turns, by number of paragraph; none, if they make no dialogue."""
    labels = {i: p.opening for i, p in enumerate(paragraphs) if p.opening and p.opening.form in _LABELS}
    if 0 in labels and labels[0].form != "letter" and text[paragraphs[0].stop - 1] not in '.?!…”"’)':
        del labels[0]  # a headline
    letters = [i for i, label in labels.items() if label.form == "letter"]
    asked = sum(labels[i].speaker == INTERVIEWER for i in letters)
    if asked > 1 or 0 < asked < len(letters):
        return {i: label for i, label in labels.items() if i >= letters[0]}
    named = {i: label for i, label in labels.items() if label.form != "letter"}
    return named if len(named) > 1 and _is_dialogue(text, paragraphs, named) else {}


def _is_dialogue(text: str, paragraphs: Sequence[Paragraph], labels: dict[int, Opening]) -> bool:
    """Whether labels are of people who talk; drops from ``labels`` what stands before and after the talk."""
    said = {i: text[label.end : paragraphs[i].stop] for i, label in labels.items()}
    speaks = {i: asks(words) or talks(words) for i, words in said.items()}
    if any(label.form == "formal" for label in labels.values()):
        return True
    known = in_full(labels)
    turns = Counter(known.values())
    if len(turns) == len(labels):
        return _is_exchange(labels, said)
    for order in (list(labels), list(reversed(labels))):
        for i in order:
            if turns[known[i]] > 1 or speaks[i] or labels[i].speaker.lower() in words_of("asks"):
                break
            del labels[i]
    if len({known[i] for i in labels}) < 2:
        return sum(asks(said[i]) for i in labels) >= _MOST * len(labels) > _MOST
    dense = len(labels) >= _DENSE * (max(labels) - min(labels) + 1)
    return dense and sum(speaks[i] for i in labels) >= _SOME * len(labels)


def _is_exchange(labels: dict[int, Opening], said: dict[int, str]) -> bool:
    """Whether labels of which none comes back stand one after another, before who asks or says "I", or "we" (Party)."""
    forms = {label.form for label in labels.values()}
    if max(labels) - min(labels) >= len(labels) or "capitals" in forms:
        return False
    sure = talks if forms == {"party"} else talks_alone
    return sum(asks(words) or sure(words) for words in said.values()) >= _MOST * len(labels)


def in_full(labels: dict[int, Opening]) -> dict[int, str]:
    """Who speaks after each label, by the longest label that ends in it: Holm is Karin Holm."""
    printed = sorted({label.speaker for label in labels.values()}, key=lambda name: (-len(name), name))
    return {
        i: next(name for name in printed if f" {name.lower()}".endswith(f" {label.speaker.lower()}"))
        for i, label in labels.items()
    }


def questions(text: str, paragraphs: Sequence[Paragraph]) -> dict[int, Opening]:
    """The questions that stand out and are asked of somebody who answers, by number of paragraph."""
    if "?" not in text:
        return {}
    found = {i: asked for i, p in enumerate(paragraphs) if (asked := asked_in(text, p.begin, p.stop))}
    asking = [i for i, asked in found.items() if asks(text[asked.start : asked.stop])]
    if len(found) < 2 or not asking or len(asking) < _MOST * len(found):
        return {}
    found = {i: asked for i, asked in found.items() if i >= asking[0]}
    to_you = answered = alone = pairs = 0
    for i, after in zip(found, [*list(found)[1:], len(paragraphs)], strict=True):
        question = text[found[i].start : found[i].stop]
        answer = text[found[i].stop : paragraphs[after - 1].stop]
        if not answer.strip():
            return {}  # a list of questions
        pairs += 1
        to_you += addresses(question)
        answered += talks(answer) and (addresses(question) or not talks(question))
        alone += talks_alone(answer) and not talks_alone(question)
    bare = any(text[asked.start].isalnum() for asked in found.values())
    talk = min(to_you, answered) if bare else answered
    return found if alone and talk >= _MOST * pairs else {}


def spoken_by(label: Opening, name: str, answerer: str) -> str:
    """Who speaks in a turn: whom an introduction names answers."""
    return answerer or INTERVIEWED if label.speaker == INTERVIEWED else name
