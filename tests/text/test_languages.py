"""Sentences end by the rules of the language that is declared, and by the marks of all scripts."""

import re
from pathlib import Path

import pytest

import framing
from framing import CorpusError, FramingError, add_voice, find_hits, list_voices, read_corpus, score
from framing.lexicon.frames import Lexicon
from framing.text.languages import language_of
from framing.voice.voiced import token_voices


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "de",
            ["Am 11. September kostete es 5 Mio. Euro.", "Wilhelm II. Kaiser, z.B. in Köln.", "Er ist 25.", "Die Tür."],
        ),
        ("ru", ["Встреча 5 мая 2021 г. в Москве.", "А. С. Иванов, т.е. автор, ул. Ленина.", "Это 2021 г.", "Он рад."]),
        ("uk", ["Це м. Київ, вул. Хрещатик, 2021 р. в місті.", "Він рад."]),
        ("fr", ["M. Dupont et Mme. Petit, av. J.-C. environ.", "Il part."]),
        ("es", ["El Sr. Pérez pagó 5 EE. UU. dólares, pág. 3.", "No vino."]),
        ("it", ["Il dott. Rossi e il sen. Bianchi.", "Non viene."]),
        ("nl", ["Dhr. De Vries betaalde 5 mln. Euro.", "Hij kwam."]),
        ("pl", ["Dnia 3. Maja prof. Nowak, ul. Długa.", "On nie."]),
        ("sv", ["Kl. 5 kom prof. Berg, t.ex. Anna.", "Han gick."]),
        ("tr", ["Doç. Dr. Kaya, 2. Dünya Savaşı.", "Bu bitti."]),
        ("en", ["They met Gen. Berg.", "It ended 11.", "September came."]),
    ],
)
def test_sentences_of_a_language(language, sentences):
    """Abbreviations, ordinals and small letters part no sentence; a word that begins one does."""
    assert read_corpus([" ".join(sentences)], language=language).sentences["text"].tolist() == sentences


@pytest.mark.parametrize(
    "text", ["هل انتهى؟ نعم", "یہ ہوا۔ وہ", "यह है। वह", "Սա է։ Նա", "Τι;\u037e Ναι", "ይህ። ያ", "好。好", "Oui‼ Non"]
)
def test_marks_of_all_scripts(text):
    """A sentence ends at the marks of its script, with no language declared."""
    assert len(read_corpus([text]).sentences) == 2


def test_counts_follow_the_language():
    """Hits, and counts without tokens, cross an ordinal in German alone."""
    texts, lexicon = ["Am 11. September 2001."], Lexicon.from_dict({"date": ["11 september"]})
    for language, n in (("en", 0), ("de", 1)):
        assert len(find_hits(read_corpus(texts, language=language), lexicon)) == n
        assert score(texts, lexicon, language=language)["date"].tolist() == [n]


def test_an_unknown_language_names_those_that_are_known():
    """A code without a table is refused with the list."""
    with pytest.raises(CorpusError, match=r"unknown language 'xx'.*Known: en, de"):
        read_corpus(["a"], language="xx")


def test_voices_are_refused_in_other_languages():
    """Numbers by English cue words would mean nothing there."""
    corpus, lexicon = (
        read_corpus(["„Die Grenze ist zu“, sagte er."], language="de"),
        Lexicon.from_dict({"f": ["grenze"]}),
    )
    hits = find_hits(corpus, lexicon)
    for call in (
        lambda: add_voice(hits, corpus),
        lambda: list_voices(corpus),
        lambda: token_voices(corpus),
        lambda: score(corpus, lexicon, by="voice"),
        lambda: score(["a"], lexicon, by="voice", language="de"),
    ):
        with pytest.raises(FramingError, match=r"English cue words.*'de'"):
            call()


def test_every_language_is_tested():
    """Each language of the data has its sentences above."""
    data = (Path(framing.__file__).parent / "text" / "languages.toml").read_text(encoding="utf-8")
    tested = {mark for mark in test_sentences_of_a_language.pytestmark for mark in (case[0] for case in mark.args[1])}
    assert set(re.findall(r"^\[groups\.(\w\w)_", data, flags=re.MULTILINE)) == tested
    assert language_of("de").ordinals
