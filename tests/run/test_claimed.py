"""One run an output, and only what runs made is ever removed."""

import signal
import subprocess
import sys

import pytest

from framing import FramingError
from framing.run.claimed import Claimed

HOLDS = """
import sys, time
from pathlib import Path
from framing.run.claimed import Claimed
held = Claimed(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(60)
"""


def test_the_lock_dies_with_its_process(tmp_path):
    """A second process is refused in one sentence while the first lives, and let in however that ended."""
    folder = tmp_path / "o.parts"
    with subprocess.Popen([sys.executable, "-c", HOLDS, folder], stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout.readline() == "held\n"
        with pytest.raises(FramingError, match=r"o\.parts: another run is writing the same output\. Wait"):
            Claimed(folder)
        first.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        first.wait()
    held = Claimed(folder)
    held.remove()
    assert not folder.exists()


def test_a_folder_of_somebody_else_is_refused(tmp_path):
    """A folder that no run made stays as it is, and so does a file or a link of that name; an empty one is taken."""
    theirs = tmp_path / "theirs.parts"
    theirs.mkdir()
    (theirs / "000000.scores").write_text("mine")
    (tmp_path / "file.parts").write_text("mine")
    (tmp_path / "link.parts").symlink_to(theirs, target_is_directory=True)
    (tmp_path / "nowhere.parts").symlink_to(tmp_path / "nowhere")
    for name in ("theirs", "file", "link", "nowhere"):
        with pytest.raises(FramingError, match="was not made by a run"):
            Claimed(tmp_path / f"{name}.parts")
    assert (theirs / "000000.scores").read_text() == (tmp_path / "file.parts").read_text() == "mine"
    assert not (tmp_path / "nowhere").exists()
    (tmp_path / "empty.parts").mkdir()
    Claimed(tmp_path / "empty.parts").remove()
    assert not (tmp_path / "empty.parts").exists()


def test_what_somebody_put_into_the_folder_stays(tmp_path):
    """Only names that runs give are removed; the folder stays for the rest, and can be worked in again."""
    folder = tmp_path / "o.parts"
    for _ in range(2):
        held = Claimed(folder)
        (folder / "000001.scores").write_text("ours")
        (folder / "run.json").write_text("ours")
        (folder / "notes.txt").write_text("mine")
        held.remove()
        assert sorted(path.name for path in folder.iterdir()) == ["framing.lock", "notes.txt"]
