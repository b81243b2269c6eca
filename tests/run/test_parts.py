"""Parts of a killed run: what is damaged is made anew, what another version made is not gone on from."""

import polars as pl
import pytest

from framing import FramingError
from framing.run import parts as module
from framing.run.parts import Parts, Summary

SCORES = pl.DataFrame({"doc_id": ["a", "b"], "n_tokens": [1, 2]})


def left(folder, plan=None):
    """Parts of three batches, left by a run that ended early."""
    made = Parts(folder, plan or {"x": 1}, [folder.with_suffix("")])
    for number in range(3):
        made.write(number, SCORES, SCORES, Summary(2, 3, 2))
    made.release()


def resumed(folder, plan=None):
    """What a run finds that goes on."""
    made = Parts(folder, plan or {"x": 1}, [folder.with_suffix("")], resume=True)
    made.release()
    return made


@pytest.mark.parametrize("kind", ["scores", "hits", "json"])
@pytest.mark.parametrize("damage", ["cut", "flip", "empty", "missing"])
def test_a_damaged_part_counts_as_none(tmp_path, kind, damage):
    """Cut, flipped, emptied or gone: the batch and those after it are made anew, those before it are kept."""
    folder = tmp_path / "o.csv.parts"
    left(folder)
    path = folder / f"000001.{kind}"
    content = path.read_bytes()
    middle = len(content) // 2
    if damage == "missing":
        path.unlink()
    else:
        flipped = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
        path.write_bytes({"cut": content[:-9], "empty": b"", "flip": flipped}[damage])
    assert resumed(folder).complete == 1


def test_a_damaged_note_of_the_run_is_a_fresh_start(tmp_path):
    """Where it is not known which run left the parts, none is kept."""
    for content in (b"", b"[]", b"{}", b'{"token": 5, "outputs": [], "plan": {}}', b"\xff"):
        left(tmp_path / "o.csv.parts")
        (tmp_path / "o.csv.parts" / "run.json").write_bytes(content)
        assert resumed(tmp_path / "o.csv.parts").complete == 0


def test_another_version_is_another_run(tmp_path, monkeypatch):
    """Rules and word lists of the library are part of what must be the same."""
    left(tmp_path / "o.csv.parts")
    assert resumed(tmp_path / "o.csv.parts").complete == 3
    monkeypatch.setattr(module, "_code", lambda: "another")
    with pytest.raises(FramingError, match="another version, so it cannot be resumed"):
        resumed(tmp_path / "o.csv.parts")


def test_parts_that_vanish_meanwhile_are_noticed(tmp_path):
    """A table of fewer rows than were counted is never given out as whole."""
    folder = tmp_path / "o.csv.parts"
    left(folder)
    made = resumed(folder)
    assert sum(map(len, made.tables("scores", 3, 6))) == 6
    (folder / "000002.scores").unlink()
    for batches, rows in ((3, 6), (2, 6)):
        with pytest.raises(FramingError, match="something else has changed the parts"):
            list(made.tables("scores", batches, rows))
