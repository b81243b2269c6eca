"""Names and files to lexicons, whoever wrote them."""

import os

import pytest

from framing import LexiconError, find_hits, load_lexicon, read_corpus
from framing.errors import FramingWarning


def test_unknown_names():
    """An unknown lexicon or frame names the nearest valid one."""
    with pytest.raises(LexiconError, match="unknown lexicon 'securty'; did you mean 'security'"):
        load_lexicon("securty")
    with pytest.raises(LexiconError, match="unknown frame 'great_gane'; did you mean 'great_game'"):
        load_lexicon()["great_gane"]
    with pytest.raises(LexiconError, match="no such file"):
        load_lexicon("nowhere.toml")


def test_unknown_kinds_of_files(tmp_path):
    """A file of a kind we cannot read names those we can."""
    path = tmp_path / "mine.docx"
    path.write_text("war", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"unknown kind of lexicon file\. Expected one of \.toml, \.dic") as error:
        load_lexicon(path)
    assert "[frames.conflict]" in str(error.value)
    assert "Lexicon.from_dict" in str(error.value)


def test_files_of_other_tools_warn_once(tmp_path):
    """What another tool's file says and we cannot keep is one warning: the first ten notes, and how many more."""
    path = tmp_path / "mine.cat"
    path.write_text("A\n" + "".join(f"\tWORD{n}++ (1)\n" for n in range(12)) + "B\n\tWAR (1)\n", encoding="utf-8")
    with pytest.warns(FramingWarning) as caught:
        lexicon = load_lexicon(path)

    assert len(caught) == 1
    lines = str(caught[0].message).splitlines()
    assert lines[0] == "mine.cat: not all of it is used as written; 12 notes"
    assert lines[1].startswith("  mine.cat:2: WORD0++: 'WORD0++' can never match")
    assert lines[-1] == "  and 2 more; lexicon.notes has them all"
    assert len(lines) == 12
    assert len(lexicon.notes) == 12


def test_notes_change_no_hash(tmp_path):
    """Lexicons that find the same have the same hash, whatever their files are and say besides; notes stay."""
    path = tmp_path / "mine.cat"
    path.write_text("A\n\tWAR (2)\n", encoding="utf-8")
    with pytest.warns(FramingWarning):
        lexicon = load_lexicon(path)

    own = tmp_path / "mine.toml"
    own.write_text('[frames.A]\npatterns = ["WAR"]', encoding="utf-8")
    assert lexicon.sha256 == load_lexicon(own).sha256
    assert lexicon.select(["A"]).notes == lexicon.notes


def test_levels_name_the_frames(tmp_path):
    """As in quanteda: each level's names, the same word in two of them; entries without the level are left out."""
    path = tmp_path / "geo.yml"
    path.write_text("AFRICA:\n  WEST: {NE: [niger*], NG: [nigeria*]}\n  own: [Sahara]\n", encoding="utf-8")
    with pytest.warns(FramingWarning, match="left out: 1"):
        lexicon = load_lexicon(path, levels=[3])
    counts = find_hits(read_corpus(["Nigeria"]), lexicon)["frame"].tolist()
    assert (lexicon.frame_names, counts) == (("NE", "NG"), ["NE", "NG"])
    with pytest.raises(LexiconError, match="no entry has a category at levels \\[4\\]; the deepest level is 3"):
        load_lexicon(path, levels=[4])
    with pytest.warns(FramingWarning, match="the most exact entry of several categories counts"):
        assert load_lexicon(path)["AFRICA"].categories == ("WEST.NG", "WEST.NE", "own")
    assert load_lexicon(levels=[2]).frame_names == ("eponymous", "core", "extended")


def test_a_pipe_is_no_lexicon(tmp_path):
    """Only ordinary files are read: a pipe would never end."""
    for name in ("x.toml", "x.yml"):
        os.mkfifo(tmp_path / name)
        with pytest.raises(LexiconError, match=r"no ordinary file|a pipe or a device"):
            load_lexicon(tmp_path / name)
