"""
A cue and the words handed over by it to the manner of that: told as said, imputed, or not handed over at all.

"The minister said that C" reports; "the minister hopes to see C" imputes: nobody need have said it, and the words are
the author's. What a verb does depends on its construction: who believes *that* something is so is reported, as coders
read it; who believes *in* something is not. Verbs of saying are used of deeds as well: "promising them a share".
"""

from __future__ import annotations

from collections.abc import Sequence

from framing.voice.cue_places import CuePlaces
from framing.voice.cues import ACCORDING, ATTITUDES, CLASSES, words_of
from framing.voice.features import ReadText
from framing.voice.quotes import UNATTRIBUTED
from framing.voice.runs import Run
from framing.voice.words import EDGE

SAID, IMPUTED, NOTHING = "speech", "imputed", "nothing"
_BACK = 3  # words from a cue back to its auxiliaries
_AHEAD = 10  # words from the beginning of a clause on to its verb
_NEAR = 5  # words from a cue on to what opens its clause
_SURE = 0.7  # that words are somebody else's, for an object that is no clause: "announced its intention to build"
_DEED = -0.5  # log odds that a verb hands over such an object, up to which it names a deed: "promising them a share"


def manner(cue: int, run: Run, rule: str, speaker: str, read: ReadText, cues: CuePlaces) -> str:
    """How a cue hands a run over, by the rule found and to whom: ``SAID``, ``IMPUTED`` or ``NOTHING``."""
    lowered, group = read.words.lowered, CLASSES[cues.classes[cue]]
    before = lowered[max(run.begin, cue - _BACK) : cue]
    if cues.classes[cue] == ACCORDING:
        return NOTHING if _is_rule(lowered, cue) else SAID
    if group in ATTITUDES:
        return IMPUTED
    quoted = run.quoted and _quotes_speech(run, read)
    if speaker == UNATTRIBUTED and run.sure < _SURE and not quoted:
        if before[-1:] == ["to"]:
            return IMPUTED  # "it is hard to argue"
        if lowered[cue].endswith("ing") and words_of("be").isdisjoint(before):
            return NOTHING  # "worth asking"
    if any(word in words_of("seem", "possible") for word in before):
        return IMPUTED  # "seems to be saying", "could argue": nobody has said it
    if rule == "cue-after" and (lowered[run.first] in words_of("topic") or _is_subject(cue, run, read, cues)):
        return NOTHING
    if quoted or rule in ("nominal", "cue-after", "cue-among"):
        return SAID if group != "think" or _is_inserted(cue, run, read) else IMPUTED
    if _is_clause(cue, run, read, cues):
        return SAID
    if group == "think":
        holds = lowered[cue] in words_of("opinion") and CLASSES[cues.classes[cue + 1]] not in ("preposition", "to")
        regards = "as" in lowered[cue + 1 : min(run.first + _NEAR, run.last)]  # "regards it as C"
        return SAID if holds or regards else IMPUTED
    if group == "ask" and not _is_naming(cue, run, lowered, cues):
        return SAID if "to" in lowered[cue + 1 : run.first + 1] else IMPUTED  # "asked them to do C", "asked for C"
    if run.sure >= _SURE:
        return SAID
    return IMPUTED if read.features.odds["forward"][cue] > _DEED else NOTHING


def _is_rule(lowered: Sequence[str], according: int) -> bool:
    """Whether something is done by a rule and nobody says anything: "acted according to plan"."""
    named = lowered[according + 2 : according + 4]
    return lowered[according - 1] in words_of("acts") or any(word in words_of("no_source") for word in named)


def _quotes_speech(run: Run, read: ReadText) -> bool:
    """Whether words quote more than a word or two."""
    quotes = {number for number in read.quoted[run.first : run.last].tolist() if number >= 0}
    return any(read.quotes[number].rule != "few-words" for number in quotes)


def _is_naming(cue: int, run: Run, lowered: Sequence[str], cues: CuePlaces) -> bool:
    """Whether somebody is called something: "called them allies", but not "called for help"."""
    follows = CLASSES[cues.classes[cue + 1]] if cue + 1 < run.stop else ""
    return lowered[cue] in words_of("calling") and follows not in ("preposition", "to")


def _is_subject(cue: int, run: Run, read: ReadText, cues: CuePlaces) -> bool:
    """Whether words are who says something, not what: "the ministry, which has closed the valley, said"."""
    between = {CLASSES[which] for which in cues.classes[run.last : cue]}
    after = cue + 1 < run.stop and (read.words.capital[cue + 1] or CLASSES[cues.classes[cue + 1]] == "determiner")
    return not (run.quoted or after) and between <= {"adverb", "modal", "be", "negator", "time"}


def _is_inserted(cue: int, run: Run, read: ReadText) -> bool:
    """Whether a sign parts a clause from the verb after it: "C, S believes"."""
    return run.last <= cue and any(sign & EDGE for sign in read.words.before[run.last : cue + 1].tolist())


def _is_clause(cue: int, run: Run, read: ReadText, cues: CuePlaces) -> bool:
    """Whether a clause follows, or what stands for one: "said that C", "calls it C", "accused X of doing C"."""
    lowered, classes = read.words.lowered, [CLASSES[which] for which in cues.classes[cue : run.last]]
    near = range(1, min(_NEAR, run.first - cue + 1))
    if any(classes[k] == "that" for k in near) or "as" in lowered[cue + 1 : run.first + 1]:
        return True
    if read.words.before[run.first] & EDGE:
        return True  # "as S stated, C"
    doing = range(2, min(run.first - cue + 2, len(classes)))
    if any(lowered[cue + k].endswith("ing") and classes[k - 1] == "preposition" for k in doing):
        return True
    return "that" in lowered[run.first : run.first + _NEAR] or _has_finite_verb(run, read, cues)


def _has_finite_verb(run: Run, read: ReadText, cues: CuePlaces) -> bool:
    """Whether words begin with a clause: a subject, then "is", "have", "will" and the like."""
    for k in range(run.first, min(run.last, run.first + _AHEAD)):
        which = CLASSES[cues.classes[k]]
        if which in ("to", "relative", "subordinator") or (k > run.first and read.words.before[k] & EDGE):
            return False
        finite = which in ("modal", "be") and read.words.lowered[k] not in words_of("not_finite")
        if k > run.first and (finite or (read.features.verb[k] and not read.words.lowered[k].endswith("ing"))):
            return True
    return False
