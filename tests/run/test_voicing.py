"""The commands that find voices: the same bytes on any number of cores, whole or not at all."""

import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time

import pytest
from command import refused, run

from framing import load_seeds
from framing.run import batch, voicing

COMMANDS = {
    "voices": ["voices", "--output", "out.jsonl"],
    "hits": ["hits", "--voice", "--output", "out.csv"],
    "score": ["score", "--by", "voice", "--output", "out.csv", "--hits", "hits.csv", "--on-error", "skip"],
}


@pytest.fixture
def articles(tmp_path, monkeypatch):
    """Three dozen short articles of shuffled sentences of the seeds, shared out in small parts."""
    monkeypatch.setattr(voicing, "PART", 1_000)
    monkeypatch.setattr(batch, "VOICE_BYTES", 1_000)
    draw = random.Random(1)
    sentences = load_seeds().sentences["text"].str.replace('"', "”").tolist()
    rows = [f'{number},"{" ".join(draw.sample(sentences, 3))}"\n' for number in range(36)]
    path = tmp_path / "articles.csv"
    path.write_text("doc_id,text\n" + "".join(rows), encoding="utf-8")
    return path


def written(folder):
    """What a run has written, by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("command", COMMANDS)
def test_any_number_of_jobs_gives_the_same_bytes(articles, tmp_path, capsys, monkeypatch, command):
    """Processes change how long a run takes, and nothing else."""
    made = []
    for jobs in (1, 2, 3):
        folder = tmp_path / str(jobs)
        folder.mkdir()
        monkeypatch.chdir(folder)
        code, _, err = run(capsys, COMMANDS[command][0], articles, *COMMANDS[command][1:], "--jobs", jobs)
        assert code == 0, err
        made.append(written(folder))
    assert made[0] == made[1] == made[2]
    assert all(made[0].values())


def test_standard_output_is_the_same_too(articles, tmp_path, capsys):
    """What goes to the terminal is what would go to the file."""
    assert run(capsys, "voices", articles, "--output", tmp_path / "v.jsonl", "--jobs", 1)[0] == 0
    expected = (tmp_path / "v.jsonl").read_text(encoding="utf-8")

    assert expected.count("\n") == 36
    assert run(capsys, "voices", articles, "--jobs", 2) == (0, expected, "")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("jobs", [0, -1, "two"])
def test_jobs_that_are_none(tmp_path, capsys, command, jobs):
    """A number of jobs below one, or none at all, is a mistake in the command."""
    code, _, err = run(capsys, COMMANDS[command][0], tmp_path, *COMMANDS[command][1:], f"--jobs={jobs}")
    assert (code, err.splitlines()[-1].split("--jobs: ")[1]) == (
        2,
        f"expected a whole number from 1 to 1024, found {str(jobs)!r}",
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_a_killed_worker_leaves_nothing_half_written(articles, tmp_path, capsys, monkeypatch, command):
    """One line says what happened; earlier output stays, and a score goes on from there to the same bytes."""
    (tmp_path / "made").mkdir()
    monkeypatch.chdir(tmp_path / "made")
    name, *options = COMMANDS[command]
    assert run(capsys, name, articles, *options)[0] == 0
    expected = written(tmp_path / "made")

    answers, answer = iter(range(1000)), voicing.by_processes.__globals__["_Worker"].take

    def killed_after_some(worker):
        if next(answers) == 5:
            os.kill(multiprocessing.active_children()[0].pid, signal.SIGKILL)
        return answer(worker)

    with monkeypatch.context() as patched:
        patched.setattr("framing.run.workers._Worker.take", killed_after_some)
        error = refused(capsys, name, articles, *options, "--jobs", 2)
    assert "has ended (SIGKILL)" in error
    assert multiprocessing.active_children() == []
    left = {path.name: path for path in (tmp_path / "made").iterdir()}
    parts = left.pop("out.csv.parts", None)
    assert {file: path.read_bytes() for file, path in left.items()} == expected
    assert (parts is not None) == (command == "score")
    if parts:
        assert (parts / "000001.json").exists()
        assert run(capsys, name, articles, *options, "--jobs", 2, "--resume")[0] == 0
        assert written(tmp_path / "made") == expected


def test_ctrl_c_ends_all_processes(articles, tmp_path):
    """An interrupt, which all processes of a terminal get, ends them with one line and no output."""
    code = (
        "import sys; from framing.run import voicing; from framing.run.cli import main\n"
        "voicing.PART = 10; sys.exit(main(sys.argv[1:]))"
    )
    many = tmp_path / "many"
    many.mkdir()
    text = articles.read_text(encoding="utf-8")
    for number in range(200):
        (many / f"{number}.txt").write_text(text, encoding="utf-8")
    command = [sys.executable, "-c", code, "voices", many, "--jobs", "2", "--output", tmp_path / "o.jsonl"]
    going = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    while not any(path.stat().st_size for path in tmp_path.glob(".framing-*")):  # the first lines are there
        assert going.poll() is None
        time.sleep(0.02)
    os.killpg(going.pid, signal.SIGINT)
    _, err = going.communicate(timeout=60)  # returns when no process holds the pipe any longer

    assert (going.returncode, err) == (130, "framing: stopped. The output is as it was.\n")
    assert not [*tmp_path.glob("*o.jsonl*"), *tmp_path.glob(".framing-*")]
