"""The ledger: every claim of every notebook, as it was last made."""

import json

import numpy as np
import pandas as pd
import pytest

from framing import FramingError, Ledger, claim, claims_ledger, read_corpus
from framing.display import ledger

CORPUS = read_corpus(["One.", "Two."])


def made(name, value, low=np.nan, high=np.nan):
    return claim(name, f"{name} is so.", (value, low, high), tuple)


def test_claims_are_gathered(tmp_path):
    """Claims of several notebooks stand in one table, by notebook and name, with evidence and verdict."""
    Ledger("02-two", corpus=CORPUS, folder=tmp_path).enter(made("z", 1.23456789, 0.5, 2))
    page = Ledger("01-one", corpus=CORPUS, folder=tmp_path)
    shown = [page.enter(made(name, value)) for name, value in (("y", -1), ("x", 2))]
    table = claims_ledger(folder=tmp_path)

    assert [repr(entry).partition(":")[0] for entry in shown] == ["y is so. Not supported", "x is so. Fragile"]
    assert table[["notebook", "claim", "value", "verdict"]].values.tolist() == [
        ["01-one", "x", 2, "fragile"],
        ["01-one", "y", -1, "not supported"],
        ["02-two", "z", 1.234568, "holds"],
    ]
    assert table["low"].isna().tolist() == [True, True, False]
    assert json.loads((tmp_path / "claims.json").read_text())["01-one"]["x"]["corpus_sha256"] == CORPUS.sha256


def test_a_page_is_a_table(tmp_path):
    """What a notebook has claimed so far stands in the order entered, nothing of other notebooks."""
    Ledger("02-two", corpus=CORPUS, folder=tmp_path).enter(made("z", 1))
    page = Ledger("01-one", corpus=CORPUS, folder=tmp_path)
    assert page.table.empty
    page.enter(made("y", 2, 1, 3))
    page.enter(made("x", -1))

    assert page.table[["claim", "text", "value", "kept", "verdict"]].values.tolist() == [
        ["y", "y is so.", 2, 1, "holds"],
        ["x", "x is so.", -1, 0, "not supported"],
    ]
    assert page.table["low"].isna().tolist() == [False, True]
    gathered = claims_ledger(folder=tmp_path).drop(columns="notebook").iloc[:2]  # by name
    assert gathered.iloc[::-1].reset_index(drop=True).equals(page.table)


def test_a_notebook_run_again_claims_anew(tmp_path):
    """The page of a notebook begins empty, so no claim that it no longer makes is left; and the bytes are the same."""
    for _ in range(2):
        Ledger("02-two", corpus=CORPUS, folder=tmp_path).enter(made("z", 1))
    first = (tmp_path / "claims.json").read_bytes()
    Ledger("01-one", corpus=CORPUS, folder=tmp_path).enter(made("old", 1))
    Ledger("01-one", corpus=CORPUS, folder=tmp_path)

    assert claims_ledger(folder=tmp_path)["claim"].tolist() == ["z"]
    assert (tmp_path / "claims.json").read_bytes() == first


def test_a_name_stands_for_one_claim(tmp_path):
    """A second claim of the same name in a notebook is refused; another notebook may use it."""
    page = Ledger("01-one", corpus=CORPUS, folder=tmp_path)
    page.enter(made("x", 1))
    Ledger("02-two", corpus=CORPUS, folder=tmp_path).enter(made("x", 1))

    with pytest.raises(FramingError, match="01-one has made a claim named 'x' already"):
        page.enter(made("x", 2))
    assert len(claims_ledger(folder=tmp_path)) == 2


def test_the_last_notebook_can_run_alone(tmp_path, monkeypatch):
    """Without a folder named, the claims kept are those of notebooks that have made none in the folder of this run."""
    monkeypatch.setattr(ledger, "FIGURES", tmp_path / "kept")
    monkeypatch.setenv("FRAMING_FIGURES", str(tmp_path / "run"))
    for notebook in ("01-one", "02-two"):
        Ledger(notebook, corpus=CORPUS, folder=tmp_path / "kept").enter(made("kept", 1))
    Ledger("02-two", corpus=CORPUS).enter(made("new", 1))

    assert claims_ledger()[["notebook", "claim"]].values.tolist() == [["01-one", "kept"], ["02-two", "new"]]
    assert list(json.loads((tmp_path / "run" / "claims.json").read_text())) == ["02-two"]


def test_no_claims(tmp_path):
    """An empty folder, a broken file, and one that cannot be written are one clear error each."""
    with pytest.raises(FramingError, match=r"holds no claims\.json\. Run the notebooks"):
        claims_ledger(folder=tmp_path)
    (tmp_path / "claims.json").write_text("{")
    with pytest.raises(FramingError, match="Delete it and run the notebooks again"):
        claims_ledger(folder=tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(FramingError, match=r"claims\.json cannot be"):
        Ledger("01-one", corpus=CORPUS, folder=tmp_path / "file")


def test_what_is_left_is_told_in_words():
    """Single claims stand by verdict, all of them; of pairs those that hold, counted for each frame by itself."""
    rows = [
        ("leads-a", "x leads in A.", "fragile"),
        ("most-x", "A has most of x.", "holds"),
        ("more-x-a-b", "A has more of x than B.", "fragile"),
        ("more-x-y-a-b", "A has more of x-y than B.", "holds"),
    ]
    table = pd.DataFrame(rows, columns=["claim", "text", "verdict"])
    assert ledger.in_words(table.drop(index=3), {"x": "X", "z": "Z"}) == [
        "Holds (1): A has most of x.",
        "Fragile (1): x leads in A.",
        "Of 1 claims that one article has more of X than another none holds.",
    ]
    assert ledger.in_words(table.loc[[3]], {"x_y": "x-y"}) == ["Holds (1): A has more of x-y than B."]
