"""
Cue files to the word lists by which speakers are found.

In go the groups of ``cue_words/``, most of them in ``speaker.toml`` and ``subject.toml``, which say what each is for;
out come sets of words, some of them put together from several groups.
"""

from __future__ import annotations

from functools import lru_cache

from framing.voice.cues import VERBS, shipped_cues, words_of


class SpeakerWords:
    """Word lists that tell names apart, who is meant, and where a subject stands."""

    def __init__(self) -> None:
        self.titles, self.particles = words_of("title"), words_of("name_particle")
        self.offices = self.titles - words_of("no_office")
        self.men, self.women = words_of("given_man"), words_of("given_woman")
        self.given = self.men | self.women
        self.before_man, self.before_woman = words_of("honorific_man"), words_of("honorific_woman")
        self.bodies, self.groups = words_of("body"), words_of("group")
        self.crowds = words_of("counted") - {"one", "former", "another"}
        self.roles, self.role_links = words_of("role"), words_of("role_link")
        self.single_roles = frozenset(shipped_cues()["role"].words) - words_of("body_role")
        self.personal_roles = self.roles - words_of("body_role")

        self.he, self.she, self.they = words_of("he"), words_of("she"), words_of("they")
        self.persons = words_of("he", "she", "they")
        self.authors = words_of("first_person")
        self.subjects, self.sole_subjects = words_of("subject_pronoun"), words_of("sole_subject")
        self.name_months, self.before_dates = words_of("name_month"), words_of("before_date")
        self.heads = words_of("body_head", "person_head", "document_head", "crowd_head")
        self.people = words_of("person_head", "crowd_head", "group")
        self.approximately = words_of("approximately")
        self.finite = words_of("finite")
        self.possessives, self.counted = words_of("possessive"), words_of("counted")
        self.openers, self.dates = words_of("opener"), words_of("date")
        self.nobody = words_of("thing", "opener")
        self.no_names = words_of("no_name", "opener", "date", "subject_pronoun", "possessive", "thing")
        self.tails = words_of("name_suffix") | (self.no_names - {"i"})  # what may follow a surname among capitals

        self.be, self.inverted, self.holdings = words_of("agent_be"), words_of("inverted"), words_of("holding")
        forms = (entry for verbs in VERBS for entry in shipped_cues()[verbs].forms.items())
        self.pasts = frozenset(word for word, (_, form) in forms if form == "past")


@lru_cache(maxsize=1)
def speaker_words() -> SpeakerWords:
    """The word lists of the cue files that come with the library, read once."""
    return SpeakerWords()
