"""Exports of archives: many articles in one file, and what the archive added to each."""

import pytest

from framing import CorpusError, FramingWarning, read_corpus

OLD = """\
                               1 of 2 DOCUMENTS

                               The Daily Sample

                              May 3, 2021 Monday

Gate shut

BYLINE: Pat Doe

LENGTH: 12 words

The gate was shut.

Subject: to approval, it opens.

LOAD-DATE: May 4, 2021

                               2 of 2 DOCUMENTS

                               The Other Sample

                              May 4, 2021 Tuesday

Gate open

BODY:

Nobody came.
"""
NEW = """\
Gate shut
The Daily Sample
May 3, 2021 Monday

Copyright 2021 Sample Ltd

Section: NEWS

Body

The gate was shut.

Subject: to approval, it opens.

Load-Date: May 4, 2021

End of Document

Gate open
The Other Sample
May 4, 2021 Tuesday

Body

Nobody came.

End of Document
"""


@pytest.mark.parametrize("export", [OLD, NEW, OLD.replace("\n", "\r\n")])
def test_an_export_is_its_articles(tmp_path, export):
    """Each article is one, with title, source and date; only title and text count, also lines like fields."""
    (tmp_path / "x.txt").write_bytes(export.encode())
    corpus = read_corpus(tmp_path / "x.txt")
    assert corpus.doc_ids == ("x-1", "x-2")
    assert corpus.metadata.to_dict("list") == {
        "title": ["Gate shut", "Gate open"],
        "date": ["May 3, 2021 Monday", "May 4, 2021 Tuesday"],
        "source": ["The Daily Sample", "The Other Sample"],
    }
    assert corpus.n_tokens.tolist() == [2 + 4 + 5, 2 + 2]
    assert "".join(document.text for document in corpus) == export


def test_no_text_is_taken_for_what_an_archive_added(tmp_path):
    """Where nothing tells the title from the text, all that is no field counts."""
    parts = (f"Document {number} of 2\n\nThe gate was shut.\n\nIn May 2021 it opened.\n\n" for number in (1, 2))
    (tmp_path / "x.txt").write_text("LOAD-DATE: May 4, 2021\n\n".join(parts))
    assert read_corpus(tmp_path / "x.txt").n_tokens.tolist() == [9, 9]


def test_what_only_looks_like_an_export(tmp_path):
    """Numbers with a gap are told and split nothing; a text that mentions numbers is a text."""
    path = tmp_path / "x.txt"
    path.write_text(OLD.replace("2 of 2", "3 of 2"))
    with pytest.warns(FramingWarning, match="looks like an export of 2 articles"):
        assert len(read_corpus(path)) == 1
    path.write_text("Of 5 documents\n1 of 2\n2 of 2\nare lost.")
    assert read_corpus(path).doc_ids == ("x",)


def test_an_article_of_an_export_has_its_own_id(tmp_path):
    """An id that an article and a file share is named."""
    (tmp_path / "x.txt").write_text(OLD)
    (tmp_path / "x-1.txt").write_text("Another.")
    with pytest.raises(CorpusError, match="an id of its own, found 'x-1'"):
        read_corpus(tmp_path)
