"""
A cue and the words handed over by it to the manner of that: told as said, imputed, or not handed over at all.

"The minister said that C" reports; "the minister hopes to see C" imputes: nobody need have said it, and the words are
the author's. What a verb does depends on its construction: who believes *that* something is so is reported, as coders
read it; who believes *in* something is not.
"""

from __future__ import annotations

from framing.voice.cue_places import CuePlaces
from framing.voice.cues import ATTITUDES, CLASSES, words_of
from framing.voice.features import ReadText
from framing.voice.runs import Run
from framing.voice.words import EDGE

SAID, IMPUTED = "speech", "imputed"
_BACK = 3  # words from a cue back to its auxiliaries
_AHEAD = 10  # words from the beginning of a clause on to its verb


def manner(cue: int, run: Run, read: ReadText, cues: CuePlaces) -> str:
    """How a cue hands a run over: ``SAID`` or ``IMPUTED``."""
    group = CLASSES[cues.classes[cue]]
    if group in ATTITUDES:
        return IMPUTED
    lowered = read.words.lowered
    before = range(max(run.begin, cue - _BACK), cue)
    if any(CLASSES[cues.classes[k]] == "seem" or lowered[k] in words_of("possible") for k in before):
        return IMPUTED  # "seems to be saying", "could argue": nobody has said it
    if group == "think" and not _is_told(cue, run, read, cues):
        return IMPUTED
    return SAID


def _is_told(cue: int, run: Run, read: ReadText, cues: CuePlaces) -> bool:
    """Whether a thought is told as a clause: "S believes that C", "S regards X as C", "C, S believes"."""
    lowered, signs = read.words.lowered, read.words.before
    if run.first <= cue:
        return bool(run.last <= cue and any(signs[k] & EDGE for k in range(run.last, cue + 1)))
    if CLASSES[cues.classes[cue + 1]] == "that" or "as" in lowered[cue + 1 : run.first + 1]:
        return True
    return _has_finite_verb(run, read, cues)


def _has_finite_verb(run: Run, read: ReadText, cues: CuePlaces) -> bool:
    """Whether words begin with a clause: a subject, then "is", "have", "will" and the like."""
    for k in range(run.first, min(run.last, run.first + _AHEAD)):
        which = CLASSES[cues.classes[k]]
        if which in ("to", "relative", "subordinator") or (k > run.first and read.words.before[k] & EDGE):
            return False
        if which in ("modal", "be") and k > run.first and read.words.lowered[k] not in words_of("not_finite"):
            return True
    return False
