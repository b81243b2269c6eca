"""
Text to voices: whose words these are, by whom, and what in the text says so.

Words are the author's own unless a **voice** covers them. Quote marks, dash-led interview turns and cue words
("said", "according to", "hopes") hand words over; a linear model over readable features of the clause decides how far.

===============  ====================================================================================
voice            words that are
===============  ====================================================================================
``direct``       quoted: in quote marks, or in a dash-led turn of an interview
``indirect``     reported without quote marks: said, written, thought, wanted
``author``       the author's own although in quote marks: names, labels, scare quotes, words mentioned
===============  ====================================================================================

In goes a text; out come its voices, spans that may nest. Cue words are data, see ``framing.cues``; so are the model's
weights, see ``framing.attribution``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import numpy as np

from framing.attribution import judged, means
from framing.cues import ACCORDING, CLASSES, vocabulary
from framing.errors import FramingError, unknown
from framing.features import ReadText, next_place
from framing.quotes import UNATTRIBUTED
from framing.speakers import Speakers
from framing.words import COMMA, EDGE, Words

VOICES = ("direct", "indirect", "author")
_IMPUTED = ("seem", "think", "want", "know", "attitude", "thought")
_THRESHOLD = -0.2  # log odds: a little below even, because much attributed text has no near cue


@dataclass(frozen=True, slots=True)
class Voice:
    """
    A stretch of text, ``text[start:end]``, and whose words it holds.

    ``voice`` is one of ``VOICES`` and ``kind`` one of ``framing.quotes.KINDS``; ``speaker`` is as named in the text, or
    ``unattributed``; ``cue`` is the place of the words that hand over, ``(start, end)``, or None; ``rule`` names what
    decided, and ``confidence`` (0–1) how sure it is.
    """

    start: int
    end: int
    voice: str
    kind: str
    speaker: str
    cue: tuple[int, int] | None
    rule: str
    confidence: float


def find_voices(text: str, *, carry_over: bool = True, doubled: str = "direct") -> list[Voice]:
    """
    Whose words a text holds: quotations, turns of interviews and indirect speech, each with speaker and cue.

    Parameters
    ----------
    text
        Any string.
    carry_over
        Also hand over sentences that open with "And", "Moreover" and the like after an attributed one, with
        less confidence.
    doubled : {"direct", "indirect"}
        What words between two doubled apostrophes are, as in ''We tried,'' she said. Text that went through ASCII
        quotes with them; ``"indirect"`` lets only true quote marks vouch for the wording, and changes nothing else.

    Returns
    -------
    list of Voice
        By ``start``, the longer first. Spans may nest: a quotation lies within the reported clause around it, and
        the inner one counts. Words that no span covers are the author's.

    Raises
    ------
    FramingError
        If ``doubled`` is neither; no text raises anything.

    Examples
    --------
    >>> for voice in find_voices("The envoy said that talks had failed. “We tried,” Anna Berg added."):
    ...     print(voice.voice, voice.speaker, voice.rule)
    indirect The envoy cue-before
    direct Anna Berg quotation:sentence
    """
    if doubled not in VOICES[:2]:
        raise FramingError(unknown("value of doubled", doubled, VOICES[:2]))
    if not any(map(str.isalnum, text)):
        return []
    read = ReadText(text)
    if not read.words.n:
        return []
    return _voices(read, judged(read), carry_over, doubled)


def _voices(read: ReadText, odds: np.ndarray, carry_over: bool, doubled: str) -> list[Voice]:
    words, features, quotes = read.words, read.features, read.quotes
    n = words.n
    quoted, sentence = read.quoted, features.sentence
    by_quote = means(odds, quoted + 1, len(quotes) + 1)[1:]
    foreign = odds > _THRESHOLD
    if n > 2:
        same = (sentence[:-2] == sentence[2:]) & (sentence[:-2] == sentence[1:-1])
        lone = same & (foreign[:-2] == foreign[2:]) & (foreign[1:-1] != foreign[:-2]) & ~features.verb[1:-1]
        foreign[1:-1] ^= lone
    # "C, S said": what is reported reaches the comma.
    signs, marked = words.before.tolist(), foreign.tolist()
    for k in np.flatnonzero(features.say).tolist():
        for at in range(k, max(k - 4, 2), -1):
            if signs[at] & EDGE:
                last = at - 1
                whole = signs[at] & COMMA and not (signs[last] | signs[last - 1]) & EDGE
                if whole and not marked[last] and (marked[last - 1] or marked[last - 2]):
                    foreign[last - 1 : at] = sentence[last - 1] == sentence[at]
                break
    own = np.zeros(len(quotes) + 1, dtype=bool)
    for i, quote in enumerate(quotes):
        if quote.kind == "scare_quote" and by_quote[i] > 0.8:
            quote.kind = "partial_quote"
        own[i] = quote.kind in ("name", "label", "mention", "scare_quote") or (
            quote.kind == "partial_quote" and by_quote[i] < -1
        )
        if own[i] and quote.kind == "partial_quote":
            quote.kind = "scare_quote"
    inside = quoted >= 0
    hands = inside & ~own[quoted]
    # Within reported words a name in quote marks is reported as well; elsewhere it is the author's.
    beside = np.zeros(len(quotes) + 1, dtype=bool)
    for i, quote in enumerate(quotes):
        if own[i] and by_quote[i] > 0:
            first, last = quote.first, quote.last + 1
            beside[i] = (first > 0 and bool(foreign[first - 1]) and not features.starts[first]) or (
                last < n and bool(foreign[last]) and not features.starts[last]
            )
    foreign = np.where(inside, hands | beside[quoted], foreign)
    in_turn = np.zeros(n, dtype=bool)
    found: list[Voice] = []
    starts, ends = words.start.tolist(), words.end.tolist()
    for turn in read.turns:
        first, last = bisect_left(starts, turn.start), bisect_right(ends, turn.end)
        in_turn[first:last] = True
        if last > first:
            found.append(Voice(turn.start, turn.end, "direct", "interview_turn", turn.speaker, turn.cue, "turn", 0.9))
    foreign &= ~in_turn
    speakers = Speakers(read)
    classes = features.cls.tolist()
    begins = np.flatnonzero(features.starts)
    bounds = [*begins.tolist(), n]
    # A capital makes a cue word a name ("the Post"), unless all is capitals, as in a headline.
    small = features.verb & ~words.capital
    some = np.bincount(sentence[small], minlength=len(begins)) > 0
    first_cue = np.flatnonzero(small | (features.verb & (~some[sentence] | features.starts))).tolist()
    first_noun = np.flatnonzero(features.noun).tolist()
    edge = np.zeros(n, dtype=bool)
    edge[1:] = (foreign[1:] != foreign[:-1]) | (sentence[1:] != sentence[:-1])
    edge[:1] = True
    run_starts = np.flatnonzero(edge)
    run_ends = np.append(run_starts[1:], n)
    keep = foreign[run_starts]
    confidence = 1 / (1 + np.exp(-np.clip(np.add.reduceat(odds, run_starts) / (run_ends - run_starts), -9, 9)))
    previous = ""
    before_sentence = -9
    outside = np.flatnonzero(~inside).tolist()
    following_quoted = next_place(inside, np.arange(n, dtype=np.int32)).tolist()
    carry = vocabulary().carry
    covered = np.concatenate([[0], np.cumsum(foreign)])
    attributed: dict[int, str] = {}
    for i, j, sure in zip(run_starts[keep].tolist(), run_ends[keep].tolist(), confidence[keep].tolist(), strict=True):
        here = int(sentence[i])
        begin, stop = bounds[here], bounds[here + 1]
        cue, rule = _cue(first_cue, first_noun, i, j, begin, stop, words, classes)
        if cue is None:
            speaker = previous if here - before_sentence <= 2 and previous else UNATTRIBUTED
            place = None
        else:
            speaker = speakers.of(cue, begin, stop, previous, classes) if rule != "nominal" else UNATTRIBUTED
            if rule == "nominal":
                speaker = speakers.resolve(max(begin, cue - 1), cue, previous) if cue > begin else UNATTRIBUTED
                if speaker == UNATTRIBUTED or not speaker[:1].isupper():
                    speaker = previous or UNATTRIBUTED
            place = (starts[cue], ends[cue + 1] if classes[cue] == ACCORDING and cue + 1 < stop else ends[cue])
        if speaker != UNATTRIBUTED:
            previous = speaker
        before_sentence = here
        if j == stop and cue is not None and not inside[j - 1] and CLASSES[classes[cue]] in ("say", "according"):
            attributed[here] = speaker
        seems = cue is not None and any(CLASSES[cls] == "seem" for cls in classes[max(begin, cue - 3) : cue])
        kind = "imputed" if cue is not None and (seems or CLASSES[classes[cue]] in _IMPUTED) else "speech"
        a, z = bisect_left(outside, i), bisect_left(outside, j)
        if z > a:
            first, last = outside[a], outside[z - 1]
            found.append(Voice(starts[first], ends[last], "indirect", kind, speaker, place, rule, round(sure, 2)))
            # A source within: "S said the mayor believes that C".
            for k in first_cue[bisect_left(first_cue, i + 1) : bisect_left(first_cue, min(j, i + 40))][:3]:
                if k != cue and k + 2 < j and words.lowered[k + 1] == "that" and not inside[k + 1]:
                    inner = speakers.of(k, i, stop, speaker, classes)
                    if inner not in (speaker, UNATTRIBUTED):
                        which = "imputed" if CLASSES[classes[k]] in _IMPUTED else "speech"
                        chain, hand = f"{speaker} > {inner}", (starts[k], ends[k])
                        found.append(
                            Voice(
                                starts[k + 1],
                                ends[last],
                                "indirect",
                                which,
                                chain,
                                hand,
                                "nested",
                                round(sure * 0.8, 2),
                            )
                        )
                    break
        q = i
        while q < j:  # the quotations of the run, each once
            if quoted[q] < 0:
                q = following_quoted[q]
                continue
            quote = quotes[quoted[q]]
            q = quote.last + 1
            quote.speaker = speaker
            if own[quoted[quote.first]]:
                continue
            voice = doubled if read.text[quote.open] in "'`" and not quote.single else "direct"
            rule = f"quotation:{quote.rule}"
            found.append(
                Voice(quote.open, quote.close, voice, quote.kind, speaker, place, rule, round(max(sure, 0.6), 2))
            )
    for i, quote in enumerate(quotes):
        if own[i]:
            voice = "indirect" if foreign[quote.first] else "author"
            if in_turn[quote.first] and quote.kind != "label":
                voice = "direct"
            speaker = quote.speaker or UNATTRIBUTED
            found.append(
                Voice(quote.open, quote.close, voice, quote.kind, speaker, None, f"quotation:{quote.rule}", 0.7)
            )
        elif in_turn[quote.first]:
            found.append(
                Voice(quote.open, quote.close, "direct", quote.kind, UNATTRIBUTED, None, f"quotation:{quote.rule}", 0.6)
            )
    if carry_over:
        for here in range(1, len(bounds) - 1):
            begin, stop = bounds[here], bounds[here + 1]
            if (
                here - 1 in attributed
                and words.lowered[begin] in carry
                and not words.paragraph_start[begin]
                and covered[stop] == covered[begin]
                and not in_turn[begin]
                and stop - begin > 3
            ):
                speaker = attributed[here] = attributed[here - 1]
                found.append(
                    Voice(starts[begin], ends[stop - 1], "indirect", "speech", speaker, None, "carried-over", 0.35)
                )
    found.sort(key=lambda voice: (voice.start, -voice.end))
    return found


def _cue(
    verbs: list[int], nouns: list[int], i: int, j: int, begin: int, stop: int, words: Words, classes: list[int]
) -> tuple[int | None, str]:
    """The cue of the words from ``i`` to before ``j``, and the rule: it stands before, after or among them."""
    here = bisect_left(verbs, i)
    left = verbs[here - 1] if here and verbs[here - 1] >= begin else None
    after = bisect_left(verbs, j)
    right = verbs[after] if after < len(verbs) and verbs[after] < stop else None
    if left is not None and classes[left] == ACCORDING:
        return left, "according-to"
    if right is not None and classes[right] == ACCORDING and (left is None or i - left > 3):
        return right, "according-to"
    if left is not None and (i - left <= 3 or right is None or i - left <= right - j):
        if (
            left > begin
            and CLASSES[classes[left - 1]] == "be"
            and words.lowered[left].endswith(("ed", "en", "id", "ld"))
        ):
            return left, "passive"
        return left, "cue-before"
    if right is not None:
        return right, "cue-after"
    if here < after:
        return verbs[here], "cue-among"
    place = bisect_left(nouns, stop) - 1
    if place >= 0 and nouns[place] >= begin:
        return nouns[place], "nominal"
    return None, "context"
