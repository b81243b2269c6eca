"""
Paragraph to what opens it as a turn of an interview: a label, a dash, a question that stands out.

In goes a paragraph; out comes its opening: of which form, who is to speak, and where what is said begins. Whether the
paragraphs of a text make an interview is told by ``turns``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from framing.voice.cues import words_of

INTERVIEWER, INTERVIEWED = "interviewer", "interviewee"
_BOLD = r"(?:\*{1,3}|_{1,3})"  # or italic
_LEAD = (
    rf"[ \t>]*(?:[•·▪‣*+-][ \t]+)?{_BOLD}?[ \t]*"
    rf"(?P<clock>[\[(]?\d{{1,2}}(?::\d\d){{1,2}}(?:[.,]\d+)?(?P<framed>[\])])?[ \t]*(?:[-–—][ \t]*)?{_BOLD}?)?"
)
_DASH_LABEL = re.compile(
    r"[ \t]*(?:[\"“„«»”](?P<label>[^\"“”„«»\n]{1,40})[\"”“»«]|(?P<name>[^\W\d_][\w.'’ -]{0,40}))"
    r"[ \t]?:[ \t]*[–—―-][ \t]"
)
_DASH = re.compile(r"[ \t]*[–—―][ \t]+(?=\S)")
_LETTER = re.compile(
    _LEAD + r"(?P<name>Q|A|Question|QUESTION|Answer|ANSWER)[ ]?\d{0,2}"
    rf"(?:[ \t]?[:.]{_BOLD}?(?=\s|{_BOLD})|{_BOLD}?[ \t]?[–—―]|{_BOLD}?[ \t]-(?=[ \t]))[ \t]*{_BOLD}?[ \t]*(?=\S)"
)
_NAME = re.compile(
    _LEAD + r"(?P<name>[^\W\d_][^\n:;,!?(\[*\"“”]{0,49}?)[ \t]?(?P<party>[(\[][^()\[\]\n\d]{1,60}[)\]])?"
    rf"[ \t]?{_BOLD}?:{_BOLD}?[ \t]+{_BOLD}?(?=\S)"
)
_ADDRESS = re.compile(
    _LEAD
    + r"(?P<name>(?:(?:Mrs?|Ms|Dr|Senator)\.?[ ][A-Z][A-Z .'’-]{2,40}|The[ ](?:CHAIR|SPEAKER|PRESIDENT)[A-Z ]*))"
    + r"\.[ \t]+(?=\S)"
)
_CAPITALS = re.compile(_LEAD + r"(?P<name>[A-Z][A-Z.'’-]+(?:[ ][A-Z.'’-]+){0,4})[ \t]?[–—―][ \t]*(?=\S)")
_STANDS_OUT = re.compile(
    r"[ \t>]*(?:(?P<bold>\*{1,3}|_{1,3})(?=[^\s*_])[^\n*_]{3,400}(?P=bold)|(?:#{1,6}|[•·▪‣*-])[ \t]+)"
)
_QUESTION = re.compile(r"[^\n.?!…:“”\"]{6,300}\?[ \t]*$")
_WORD = re.compile(r"[^\W_][\w'’-]*")
_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Ww]e|us|[Oo]ur)\b")
_SINGULAR = re.compile(r"\b(?:I|[Mm]e|[Mm]y)\b")
_SECOND_PERSON = re.compile(r"\b[Yy]ou(?:r|rs)?\b")
_QUOTED = re.compile(r"[“\"][^“”\"\n]*[”\"]")
_WORDS_OF_A_LABEL = 6


class Opening(NamedTuple):
    """
    What may open a turn, ``text[start:end]``, and who speaks after it; what it asks, if the answer follows unlabelled.

    ``form`` is ``dash``, ``dash label``, ``letter`` (Q and A), ``formal`` (a form of address, a time), ``party`` (in
    brackets), ``name``, ``capitals`` or ``question``; ``stop`` is where a question that stands out ends, and elsewhere
    the paragraph.
    """

    form: str
    speaker: str
    start: int
    end: int
    stop: int


def opening_of(text: str, begin: int, stop: int) -> Opening | None:
    """The label or the dash that opens a paragraph, or None."""
    # What a letter opens has nothing before its label; most paragraphs are told by that and by having no colon.
    first = text[begin] if text[begin].isalpha() else ""
    colon = text.find(":", begin, stop) >= 0
    match = colon and _DASH_LABEL.match(text, begin, stop)
    if match and (match["label"] or _may_be_a_name(match["name"])):
        start = match.start("label") - 1 if match["label"] else match.start("name")
        return Opening("dash label", (match["label"] or match["name"]).strip(), start, match.end() - 1, stop)
    match = not first and _DASH.match(text, begin, stop)
    if match:
        start = begin + len(match.group()) - len(match.group().lstrip())
        return Opening("dash", "", start, match.end(), stop)
    match = first in "QA" and _LETTER.match(text, begin, stop)
    if match:
        asks = match["name"].lower() in words_of("asks")
        return _opening("letter", match, INTERVIEWER if asks else INTERVIEWED, stop)
    match = colon and _NAME.match(text, begin, stop)
    if match and _may_be_a_name(match["name"]):
        formal = match["framed"] or _WORD.match(match["name"]).group().lower() in words_of("address")
        return _opening(
            "formal" if formal else "party" if match["party"] else "name", match, match["name"].strip(), stop
        )
    match = first in "MDST" and _ADDRESS.match(text, begin, stop)
    if match:
        return _opening("formal", match, match["name"].strip(), stop)
    match = not (first and text[begin + 1 : begin + 2].islower()) and _CAPITALS.match(text, begin, stop)
    return _opening("capitals", match, match["name"].strip(), stop) if match else None


def _opening(form: str, match: re.Match[str], speaker: str, stop: int) -> Opening:
    lead = len(match.group()) - len(match.group().lstrip(" \t>"))
    return Opening(form, speaker, match.start() + lead, match.end(), stop)


def _may_be_a_name(label: str) -> bool:
    """Whether a label may be somebody's: a few words in capitals, the last of which heads no list."""
    words, small = _WORD.findall(label), words_of("within_labels")
    if not 0 < len(words) <= _WORDS_OF_A_LABEL or not words[0][0].isupper():
        return False
    lowered, heads = label.strip().lower(), words_of("no_turn")
    if words[-1].lower() in heads or lowered.startswith(tuple(head for head in heads if " " in head)):
        return False
    return all(word[0].isupper() or word[0].isdigit() or word.lower() in small for word in words)


def asked_in(text: str, begin: int, stop: int) -> Opening | None:
    """A question that stands out: in bold, behind a bullet or a hash, or by itself; in bold also what is none."""
    start = begin + len(text[begin:stop]) - len(text[begin:stop].lstrip())
    match = _STANDS_OUT.match(text, begin, stop)
    if match and match["bold"]:
        return Opening("question", INTERVIEWER, start, match.end(), match.end())
    if _QUESTION.match(text, match.end() if match else start, stop):
        return Opening("question", INTERVIEWER, start, stop, stop)
    return None


def asks(said: str) -> bool:
    """Whether something ends in a question."""
    return said.rstrip(" \t*_\"”'’)").endswith("?")


def talks(said: str) -> bool:
    """Whether somebody speaks of themselves, outside quote marks."""
    return _FIRST_PERSON.search(_QUOTED.sub("", said)) is not None


def talks_alone(said: str) -> bool:
    """Whether one person speaks of themselves, outside quote marks."""
    return _SINGULAR.search(_QUOTED.sub("", said)) is not None


def addresses(said: str) -> bool:
    """Whether somebody is spoken to, outside quote marks."""
    return _SECOND_PERSON.search(_QUOTED.sub("", said)) is not None
