"""No file of a user's is lost: whatever names they choose, however a run ends, and if two runs meet."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing import FramingError, Lexicon, save_table
from framing.run.batch import score_files
from framing.run.cli import main

LEXICON = Lexicon.from_dict({"border": ["border*"]})
ARTICLES = "doc_id,text\na,A border.\nb,Borders of borders.\n"
BAD = ARTICLES + "c,\n"  # a row that is skipped
THERE = {  # files that are there before
    "a.csv": ARTICLES,
    "bad.csv": BAD,
    "o.csv": "mine",
    "o.csv.skipped.csv": ARTICLES,
    "p.csv.parts/a.csv": ARTICLES,
    "folder/one.txt": "A border.",
    "folder/o.csv": ARTICLES,
    ".o.csv.new": "mine",
    "x.toml": '[frames.b]\npatterns = ["border*"]\n',
}
LINKS = {"l.csv": "a.csv", "l.toml": "q.csv", "elsewhere": "folder", "q.csv.parts": "folder", "d.csv": "new.csv"}
FILES = ["a.csv", "A.CSV", "A.csv", "./a.csv", "folder/../a.csv", "bad.csv", "o.csv", "O.csv", "o.csv.skipped.csv"]
FILES += ["p.csv", "p.csv.parts", "p.csv.parts/a.csv", "p.csv.parts/new.csv", "q.csv", "q.csv.skipped.csv", "new.csv"]
FILES += ["folder", "folder/o.csv", "folder/new.csv", "elsewhere", "elsewhere/o.csv", "l.csv", "d.csv", "d.csv.parts"]
FILES += ["new.xlsx", "new.jsonl", "new.html", "[!d]*.csv", "new.csv.parts/x.csv"]


READ = [
    "bad.csv",
    "l.csv",
    "folder",
    "elsewhere/o.csv",
    "p.csv.parts",
    "p.csv.parts/a.csv",
    "o.csv.skipped.csv",
    "[!d]*.csv",
]


def made(folder):
    """Make the files and links."""
    for name, content in THERE.items():
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_text(content)
    (folder / "q.csv").write_text(THERE["x.toml"])
    for name, target in LINKS.items():
        (folder / name).symlink_to(target)


def contents(folder):
    """All files and links with what is in them."""
    return {
        path.relative_to(folder).as_posix(): str(path.readlink()) if path.is_symlink() else path.read_bytes()
        for path in folder.rglob("*")
        if path.is_symlink() or path.is_file()
    }


@settings(max_examples=60, deadline=None)
@given(
    command=st.sampled_from(["score", "score", "score", "hits", "kwic", "voices", "report", "code"]),
    inputs=st.lists(st.sampled_from(["a.csv", *READ]), min_size=1, max_size=2),
    output=st.sampled_from(FILES),
    hits=st.none() | st.sampled_from(FILES),
    lexicon=st.sampled_from(["x.toml", "x.toml", "l.toml"]),
)
def test_no_file_changes_but_the_outputs(tmp_path_factory, command, inputs, output, hits, lexicon):
    """Whatever is named what: only the named outputs change, no input does, and no working file is left."""
    folder = tmp_path_factory.mktemp("x")
    made(folder)
    arguments = [command, *inputs, "--output", output]
    if command != "voices":
        arguments += ["--lexicon", lexicon]
    if command == "score":
        arguments += ["--on-error", "skip", "--jobs", "1"] + (["--hits", hits] if hits else [])
    here = Path.cwd()
    os.chdir(folder)
    try:
        before = contents(folder)
        outputs = {os.path.realpath(name) for name in (output, hits, f"{output}.skipped.csv") if name}
        read = {os.path.realpath(path) for name in (*inputs, lexicon) for path in (name, *Path().glob(name))}
        code = main(arguments)
        after = contents(folder)
    finally:
        os.chdir(here)
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert {os.path.realpath(folder / name) for name in changed} <= outputs - read
    assert code == 0 or not changed
    assert "q.csv" not in changed or lexicon != "l.toml"


def test_an_output_that_is_a_link_is_written_through(tmp_path):
    """The link stays, and what it points to is new; also where nothing was there yet, and from Python."""
    (tmp_path / "a.csv").write_text(ARTICLES)
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "old.csv").write_text("old")
    table = pd.DataFrame({"doc_id": ["a"]})
    for name in ("old.csv", "new.csv"):
        link, real = tmp_path / f"link-{name}", tmp_path / "there" / name
        link.symlink_to(real)
        score_files([tmp_path / "a.csv"], LEXICON, link)
        assert link.is_symlink()
        assert pd.read_csv(real)["border"].tolist() == [1, 2]
        save_table(table, link)
        assert link.is_symlink()
        assert pd.read_csv(real).columns.tolist() == ["doc_id"]
    assert not list(tmp_path.rglob("*.parts")) + list(tmp_path.rglob(".*"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_what_is_no_ordinary_file_is_no_output(tmp_path):
    """A pipe is neither waited for nor replaced."""
    (tmp_path / "a.csv").write_text(ARTICLES)
    os.mkfifo(tmp_path / "o.csv")
    for write in (
        lambda: score_files([tmp_path / "a.csv"], LEXICON, tmp_path / "o.csv"),
        lambda: save_table(pd.DataFrame({"x": [1]}), tmp_path / "o.csv"),
    ):
        with pytest.raises(FramingError, match="is no ordinary file"):
            write()
    assert (tmp_path / "o.csv").is_fifo()


def test_who_may_read_a_file_stays(tmp_path):
    """A file that others must not read is none for others when it was written anew."""
    path = tmp_path / "o.csv"
    path.write_text("old")
    path.chmod(0o600)
    save_table(pd.DataFrame({"x": [1]}), path)
    assert path.stat().st_mode & 0o777 == 0o600


SLOW = """
import sys, time
from framing.run import cli, output
real = output._write_table

def slow(path, *rest):
    print("writing", flush=True)
    time.sleep(float(sys.argv[1]))
    real(path, *rest)

output._write_table = slow
sys.exit(cli.main(sys.argv[2:]))
"""


def started(wait, *arguments):
    """A command in a process of its own that waits before it writes a table."""
    command = [sys.executable, "-c", SLOW, str(wait), *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_two_runs_do_not_mix(tmp_path):
    """The second of two runs is refused in one line; the first writes all; killed, it leaves the way free."""
    (tmp_path / "a.csv").write_text(ARTICLES)
    output, link = tmp_path / "o.csv", tmp_path / "link.csv"
    link.symlink_to(output)
    score = ["score", tmp_path / "a.csv", "--output"]
    first = started(60, *score, output)
    assert first.stdout.readline() == "writing\n"
    for name in (output, link):
        second = started(0, *score, name, "--resume")
        said = second.communicate()[1]
        assert (second.returncode, said.count("\n")) == (1, 1)
        assert "another run is writing the same output" in said
    os.kill(first.pid, signal.SIGKILL)
    first.communicate()
    assert not output.exists()
    third = started(0, *score, output, "--resume")
    third.communicate()
    assert third.returncode == 0
    assert len(pd.read_csv(output)) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "link.csv", "o.csv"]


@pytest.mark.parametrize("suffix", ["csv", "parquet", "xlsx"])
def test_a_killed_or_doubled_command_leaves_whole_files(tmp_path, suffix):
    """Of hits: killed, the earlier file is as it was; two at once, the file is whole."""
    (tmp_path / "a.csv").write_text(ARTICLES)
    output = tmp_path / f"o.{suffix}"
    output.write_text("earlier")
    hits = ["hits", tmp_path / "a.csv", "--lexicon", "security", "--output", output]
    killed = started(60, *hits)
    assert killed.stdout.readline() == "writing\n"
    os.kill(killed.pid, signal.SIGKILL)
    killed.communicate()
    assert output.read_text() == "earlier"
    both = [started(0.2, *hits), started(0.2, *hits)]
    for process in both:
        process.communicate()
    assert [process.returncode for process in both] == [0, 0]
    read = {"csv": pd.read_csv, "parquet": pd.read_parquet, "xlsx": pd.read_excel}[suffix]
    assert "doc_id" in read(output).columns


def test_a_change_in_the_middle_of_the_input_is_seen(tmp_path):
    """A run is gone on from only if every byte of the input is the same."""
    rows = [f"{i},{'border ' * 20}\n" for i in range(3_000)]
    source = tmp_path / "a.csv"
    source.write_text("doc_id,text\n" + "".join(rows))
    run = started(60, "score", source, "--output", tmp_path / "o.csv")
    assert run.stdout.readline() == "writing\n"
    os.kill(run.pid, signal.SIGKILL)
    run.communicate()
    rows[1_500] = rows[1_500].replace("border", "bodder")
    time.sleep(0.01)
    source.write_text("doc_id,text\n" + "".join(rows))
    with pytest.raises(FramingError, match="other inputs or options"):
        score_files([source], LEXICON, tmp_path / "o.csv", resume=True)
